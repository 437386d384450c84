"""Feeds: entries become reports under the outlet that published them; a bad entry or feed costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.intake import feeds
from reportedly.intake.feeds import looks_like_feed
from reportedly.intake.files import OnDisk, head_of
from reportedly.intake.fragments import plain
from reportedly.intake.options import NOTHING, Failure, Given
from reportedly.records import Report
from reportedly.workspace import open_workspace

STORY = "Two barges sank off Quell on Friday, the harbour master said. The Sarn Monitor said nine sailors were missing."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Quell Gazette</title><language>en-gb</language>
<item><title>Barges sink &amp; sailors are missing</title><link>https://quell.example/1</link>
<pubDate>Sat, 03 May 2031 09:30:00 GMT</pubDate><description>Two barges sank.</description>
<content:encoded><![CDATA[<p>{STORY}</p><script>act()</script><p>A <b>search</b> goes on.</p>]]></content:encoded></item>
<item><title>Dyke holds - Tolna Post</title><source url="https://tolna.example">Tolna Post</source>
<description>&lt;a href="https://tolna.example/2"&gt;Dyke holds&lt;/a&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Orvek Wire</title>
<entry><title type="text">Barges sink</title><updated>2031-05-03T08:00:00Z</updated>
<link rel="self" href="https://orvek.example/feed"/><link href="https://orvek.example/a"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry></feed>"""


def reports(path: Path, given: Given = NOTHING) -> list[Report | Failure]:
    return list(feeds.reports(OnDisk(path), given))


def is_feed(path: Path) -> bool:
    return looks_like_feed(head_of(OnDisk(path)))


def feed(folder: Path, text: str, name: str = "a.rss") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_is_a_report_with_its_day_address_and_whole_text(tmp_path: Path) -> None:
    first, _ = reports(feed(tmp_path, RSS))
    assert isinstance(first, Report) and first.outlet is not None
    assert (first.outlet.name, first.published, first.language) == ("Quell Gazette", "2031-05-03", "en")
    assert (first.title, first.url) == ("Barges sink & sailors are missing", "https://quell.example/1")
    assert first.text == f"Barges sink & sailors are missing\n\n{STORY}\n\nA search goes on."


def test_an_entrys_source_is_its_outlet_and_stands_not_in_the_headline(tmp_path: Path) -> None:
    _, second = reports(feed(tmp_path, RSS))
    assert isinstance(second, Report) and second.outlet is not None
    assert (second.outlet.name, second.text) == ("Tolna Post", "Dyke holds")
    assert any("no text of its own" in note for note in second.notes)


def test_atom_is_read_as_rss_is(tmp_path: Path) -> None:
    (report,) = reports(feed(tmp_path, ATOM, "a.xml"))
    assert isinstance(report, Report) and report.outlet is not None
    assert (report.outlet.name, report.url) == ("Orvek Wire", "https://orvek.example/a")
    assert (report.published, report.text) == ("2031-05-03", f"Barges sink\n\n{STORY}")


def test_what_the_user_says_wins(tmp_path: Path) -> None:
    first, _ = reports(feed(tmp_path, RSS), Given(outlet="Sarn Desk", date="2031-06-01"))
    assert isinstance(first, Report) and first.outlet is not None
    assert (first.outlet.name, first.published) == ("Sarn Desk", "2031-06-01")


@pytest.mark.parametrize("place", ["<item><title>Dyke", "Dyke holds - To", "Dyke holds&lt;/a"])
def test_a_feed_cut_off_gives_what_stands_before_and_says_so(tmp_path: Path, place: str) -> None:
    whole, cut = reports(feed(tmp_path, RSS[: RSS.index(place) + len(place)]))
    assert isinstance(whole, Report) and whole.title == "Barges sink & sailors are missing"
    assert isinstance(cut, Failure) and "is cut" in str(cut)


@pytest.mark.parametrize(
    "space", ["http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/rss/1.0/", "http://purl.org/atom/ns#"]
)
def test_older_feeds_are_read_too(tmp_path: Path, space: str) -> None:
    entry = f"<item><title>Barges sink</title><description>{STORY}</description></item>"
    (report,) = reports(feed(tmp_path, f'<feed xmlns="{space}"><title>Quell Gazette</title>{entry}</feed>', "a.xml"))
    assert isinstance(report, Report) and report.text == f"Barges sink\n\n{STORY}"


def test_the_title_of_a_picture_is_not_the_entrys(tmp_path: Path) -> None:
    media = '<media:title xmlns:media="http://search.yahoo.com/mrss/">A barge, file picture</media:title>'
    first, _ = reports(feed(tmp_path, RSS.replace("<item>", f"<item>{media}", 1)))
    assert isinstance(first, Report) and first.title == "Barges sink & sailors are missing"


def test_an_entry_without_a_title_keeps_its_text(tmp_path: Path) -> None:
    text = "<rss><channel><item><description>Nine sailors are missing.</description></item></channel></rss>"
    (report,) = reports(feed(tmp_path, text))
    assert isinstance(report, Report) and report.text == "Nine sailors are missing."


def test_an_entry_nested_too_deep_costs_only_itself(tmp_path: Path) -> None:
    deep = RSS.replace(STORY, "<b>" * 3000 + STORY)
    assert [type(one) for one in reports(feed(tmp_path, deep))] == [Failure, Report]


def test_a_feed_shows_itself_whatever_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(RSS.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"))
    assert is_feed(path)
    assert len(reports(path)) == 2


@pytest.mark.parametrize("text", ["", "no feed", "<rss><channel><title>Empty</title></channel></rss>"])
def test_a_file_without_entries_is_a_failure_that_says_so(tmp_path: Path, text: str) -> None:
    (failure,) = [one for one in reports(feed(tmp_path, text)) if isinstance(one, Failure)][-1:]
    assert "a.rss" in str(failure)


def test_an_entry_without_words_costs_only_itself(tmp_path: Path) -> None:
    found = reports(feed(tmp_path, RSS.replace("<item>", "<item></item><item>", 1)))
    assert [type(one) for one in found] == [Failure, Report, Report]
    assert "entry 1" in str(found[0])


def test_a_file_that_an_entity_names_is_not_opened(tmp_path: Path) -> None:
    secret = feed(tmp_path, "the secret", "secret.txt")
    head = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "{secret.as_uri()}">]><rss'
    text = (
        RSS.replace("<rss", head, 1).replace("A <b>search", "&file; A <b>search").replace("Two barges sank.", "&file;")
    )
    found = [one for one in reports(feed(tmp_path, text)) if isinstance(one, Report)]
    assert len(found) == 2
    assert not any("secret" in one.text for one in found)


def test_entities_that_swell_give_a_failure_and_no_text(tmp_path: Path) -> None:
    bombs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{bombs}]><rss'
    text = RSS.replace("<rss", head, 1).replace("Two barges sank.", "&e11;")
    found = reports(feed(tmp_path, text))
    assert found
    assert all(isinstance(one, Failure) or len(one.text) < 1_000 for one in found)


def test_two_texts_of_one_address_are_a_report_and_an_error(tmp_path: Path) -> None:
    again = RSS.replace("<source", "<link>https://quell.example/1</link><source")
    first, second = reports(feed(tmp_path, again))
    assert isinstance(first, Report)
    assert isinstance(second, Failure) and "the address of" in second.reason and "entry 1" in second.reason


def test_a_page_in_xml_is_no_feed(tmp_path: Path) -> None:
    assert not is_feed(feed(tmp_path, "<?xml version='1.0'?><html><body>rss</body></html>", "page.xml"))
    assert not is_feed(tmp_path / "absent.xml")


def test_xml_that_is_no_feed_is_not_read_as_prose(tmp_path: Path) -> None:
    (failure,) = open_workspace(tmp_path).read(
        [feed(tmp_path, "<?xml version='1.0'?><catalogue>A barge sank.</catalogue>", "a.xml")]
    )
    assert isinstance(failure, Failure) and "neither a page nor a feed" in str(failure)


def test_markup_in_an_entry_becomes_paragraphs() -> None:
    assert plain("<p>One<br>two</p><ul><li>three</li></ul>") == "One\n\ntwo\n\nthree"
    assert plain("5 < 7 and R&D") == "5 < 7 and R&D"


def test_a_workspace_reads_a_feed_as_it_reads_a_folder(tmp_path: Path) -> None:
    found = list(open_workspace(tmp_path).read([feed(tmp_path, RSS)]))
    assert [getattr(one, "report", one).title for one in found] == ["Barges sink & sailors are missing", "Dyke holds"]


def entry(inside: str, space: str = "") -> str:
    head = f'<rss version="2.0" {space}><channel><title>All of Tolna</title><link>https://all.example/news/</link>'
    return f"{head}<item><description>{STORY}</description>{inside}</item></channel></rss>"


def only(folder: Path, text: str) -> Report:
    (found,) = reports(feed(folder, text))
    assert isinstance(found, Report) and found.outlet is not None
    return found


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ('<source url="https://www.tolna.example/feed"/>', "tolna.example"),
        ('<source url="https://tolna.example"> Tolna Post </source>', "Tolna Post"),
        ("<source><id>urn:7</id><updated>2031-05-03</updated><title>Tolna Post</title></source>", "Tolna Post"),
        ("<source><id>urn:7</id><updated>2031-05-03</updated></source>", "All of Tolna"),
        ('<source url="https://[tolna"/>', "All of Tolna"),
        ("<dc:source>https://tolna.example/scan/7</dc:source>", "All of Tolna"),
    ],
)
def test_an_outlet_is_a_name_or_a_site_and_never_an_id_and_a_time(tmp_path: Path, source: str, outlet: str) -> None:
    found = only(tmp_path, entry(source, 'xmlns:dc="http://purl.org/dc/elements/1.1/"'))
    assert found.outlet is not None and outlet in (found.outlet.name, found.outlet.id)


@pytest.mark.parametrize("between", ["-", "|", "–", "—"])
def test_the_outlet_behind_a_headline_is_no_part_of_it(tmp_path: Path, between: str) -> None:
    source = '<source url="https://tolna.example">Tolna Post</source>'
    assert only(tmp_path, entry(f"<title>Dyke holds {between} Tolna Post</title>{source}")).title == "Dyke holds"


@pytest.mark.parametrize(
    ("link", "url"),
    [("../7.html", "https://all.example/7.html"), ("/7.html", "https://all.example/7.html"),
     ("https://tolna.example/7", "https://tolna.example/7")],
)  # fmt: skip
def test_an_address_begins_with_that_of_the_feeds_site_where_it_has_no_beginning(
    tmp_path: Path, link: str, url: str
) -> None:
    assert only(tmp_path, entry(f"<link>{link}</link>")).url == url


@pytest.mark.parametrize(
    ("inside", "authors", "agency"),
    [
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ray</dc:creator>", ("Ann Lee", "Bo Ray"), None),
        ("<author>desk@tolna.example (Ann Lee)</author>", ("Ann Lee",), None),
        ("<author><name>Ann Lee</name><uri>https://tolna.example/ann</uri></author>", ("Ann Lee",), None),
        ("<dc:creator>By ANN LEE and BO RAY</dc:creator>", ("ANN LEE", "BO RAY"), None),
        ("<dc:creator>Ann Lee, Sarn Press Agency</dc:creator>", ("Ann Lee",), "Sarn Press Agency"),
        ("<dc:creator>Ann Lee, Defence Correspondent</dc:creator>", ("Ann Lee",), None),
        ("<dc:creator>Lee, Ann</dc:creator>", ("Lee, Ann",), None),
        ("<dc:creator>All of Tolna staff</dc:creator><author>webmaster</author>", (), None),
        ("<author>https://tolna.example/ann</author>", (), None),
    ],
)
def test_who_wrote_an_entry_is_its_byline(
    tmp_path: Path, inside: str, authors: tuple[str, ...], agency: str | None
) -> None:
    found = only(tmp_path, entry(inside, 'xmlns:dc="http://purl.org/dc/elements/1.1/"'))
    assert (found.authors, found.byline_agency) == (authors, agency)


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def test_words_about_a_film_are_read_where_an_entry_has_no_others(tmp_path: Path) -> None:
    film = f"<media:group><media:description>{STORY}</media:description></media:group>"
    bare = f"<title>Barges sink</title>{film}"
    found = only(tmp_path, entry(bare, MEDIA).replace(f"<description>{STORY}</description>", ""))
    assert found.text == f"Barges sink\n\n{STORY}" and "of its picture" in found.notes[0]
    own = only(tmp_path, entry(film.replace(STORY, "A barge, file picture"), MEDIA))
    assert own.text == STORY and not own.notes


@pytest.mark.parametrize(
    ("written", "day"), [("Sat, 03 May 31 10:00:00 GMT", "2031-05-03"), ("last week", None), ("03/04/2031", None)]
)
def test_a_day_that_is_not_understood_is_said(tmp_path: Path, written: str, day: str | None) -> None:
    found = only(tmp_path, entry(f"<pubDate>{written}</pubDate>"))
    assert found.published == day
    assert any(repr(written) in note for note in found.notes) == (day is None)


def test_xhtml_has_its_paragraphs_under_whatever_prefix(tmp_path: Path) -> None:
    inside = "<x:div><x:p>One barge sank.</x:p><x:p>Two came home.</x:p></x:div>"
    content = f'<content xmlns:x="http://www.w3.org/1999/xhtml" type="xhtml">{inside}</content>'
    assert only(tmp_path, entry(content)).text == "One barge sank.\n\nTwo came home."


def test_what_a_program_sets_below_an_entry_is_none_of_it_and_a_cut_is_said(tmp_path: Path) -> None:
    behind = '<p>The post <a href="/7">Barges sink</a> appeared first on <a href="/">Tolna Post</a>.</p>'
    cut = f"<![CDATA[<p>{STORY} The search had [&#8230;]</p>{behind}]]>"
    found = only(tmp_path, entry("").replace(STORY, cut))
    assert found.text == f"{STORY} The search had …" and "is cut" in found.notes[0]


def test_a_list_of_what_others_have_is_no_text(tmp_path: Path) -> None:
    links = "".join(
        f'<li><a href="https://{site}.example/1">{title}</a> <font>{site.title()} Post</font></li>'
        for site, title in (("tolna", "Dyke holds at Tolna"), ("sarn", "Forty dead at Tolna, rebels claim"))
    )
    found = only(tmp_path, entry("<title>Dyke holds at Tolna</title>").replace(STORY, f"<![CDATA[<ol>{links}</ol>]]>"))
    assert found.text == "Dyke holds at Tolna"


@pytest.mark.parametrize("text", ["5 < 7 and R&D", "An <unk> barge & a <3", "See /a?b=1&copy=2"])
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert plain(text) == text


def test_lines_are_paragraphs_where_markup_has_none() -> None:
    assert plain("One <b>barge</b>\nTwo &amp; three") == "One barge\n\nTwo & three"
