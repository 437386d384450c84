"""Tables: rows become reports, columns are guessed in the open, a bad row costs only itself."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_inputs import gather

from reportedly.intake import tables
from reportedly.intake.files import OnDisk
from reportedly.intake.options import Failure, Given, IntakeError
from reportedly.intake.tables import FIELDS, Columns, Table, parse_map, reports
from reportedly.knowledge.loader import default
from reportedly.records import Report

STORY = (
    "Two barges sank off Quell on Friday, the harbour master said. "
    "The Sarn Monitor said nine sailors were missing after the storm reached the coast."
)


def open_table(path: Path, stated: dict[str, str] | None = None, by_looks: bool = True) -> Table:
    return tables.open_table(OnDisk(path), stated, by_looks)


def write(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        if name.endswith("jsonl"):
            file.writelines(json.dumps(row) + "\n" for row in rows)
        else:
            writer = csv.DictWriter(file, list(rows[0]), delimiter="\t" if name.endswith("tsv") else ",")
            writer.writeheader()
            writer.writerows(rows)
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_rows_become_reports(tmp_path: Path, name: str) -> None:
    row = {"headline": "Barges sink", "content": STORY, "source": "Quell Gazette", "published": "3 May 2031",
           "link": "https://quell.example/1"}  # fmt: skip
    table = open_table(write(tmp_path, name, row))
    (report,) = reports(table)
    assert isinstance(report, Report)
    assert (report.text, report.title, report.url) == (STORY, "Barges sink", "https://quell.example/1")
    assert report.outlet is not None
    assert (report.outlet.name, report.published) == ("Quell Gazette", "2031-05-03")
    shown = (
        "--column text=content --column outlet=source --column title=headline --column url=link --column date=published"
    )
    assert table.columns.shown() == shown
    assert set(table.columns.guessed) == {"text", "outlet", "title", "url", "date"}


def test_what_is_stated_wins_over_what_is_guessed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"content": "short", "post": STORY, "account": "@quell", "source": "api"})
    table = open_table(path, parse_map(["text=post", "outlet = account"]))
    (report,) = reports(table)
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert (report.text, report.outlet.name) == (STORY, "@quell")
    assert table.columns.guessed == ()


def test_a_long_column_is_the_text_where_no_name_says_so(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", {"id": "1", "feld7": STORY}))
    assert table.columns.text == "feld7"


def test_no_text_column_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="--column text=COLUMN; it has id, sum"):
        open_table(write(tmp_path, "a.csv", {"id": "1", "sum": "12"}))


def test_a_stated_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no column 'boddy' for text; it has body"):
        open_table(write(tmp_path, "a.csv", {"body": STORY}), {"text": "boddy"})


@pytest.mark.parametrize("stated", ["text", "colour=red", "text="])
def test_a_map_that_is_none_is_refused(stated: str) -> None:
    with pytest.raises(ValueError, match="column map"):
        parse_map([stated])


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{STORY}"}}\n[1]\n{{broken\n{{"text": ""}}\n{{"text": "{STORY} Again."}}\n')
    found = list(reports(open_table(path)))
    assert [isinstance(item, Failure) for item in found] == [False, True, True, True, False]
    assert isinstance(found[2], Failure)
    assert "row 3" in found[2].input


def test_semicolons_and_other_encodings_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"outlet;text\nÉcho de Quell;{STORY}\n".encode("cp1252"))
    (report,) = reports(open_table(path))
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert report.outlet.name == "Écho de Quell"


def test_two_outlets_with_one_text_stay_two_reports(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"text": STORY, "outlet": "Lumen"}, {"text": STORY, "outlet": "Ostara"})
    one, other = reports(open_table(path))
    assert isinstance(one, Report)
    assert isinstance(other, Report)
    assert one.id != other.id
    assert one.version == other.version


def test_what_is_given_for_all_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"text": STORY, "outlet": "Lumen"})
    (report,) = reports(open_table(path), Given(outlet="Ostara"))
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert report.outlet.name == "Ostara"


def test_a_date_that_can_be_read_in_two_ways_is_no_date(tmp_path: Path) -> None:
    (report,) = reports(open_table(write(tmp_path, "a.csv", {"text": STORY, "date": "04/05/2031"})))
    assert isinstance(report, Report)
    assert report.published is None


def test_every_field_of_the_map_can_be_stated() -> None:
    assert set(FIELDS) == {field.name for field in dataclasses.fields(Columns)} - {"guessed", "instead"}


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_hostile_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("t") / "a.csv"
    path.write_bytes(b"text\n" + data)
    try:
        table = open_table(path)
    except IntakeError as error:
        assert str(path) in str(error)
        return
    assert all(isinstance(item, Report | Failure) for item in reports(table))


ROW = {"title": "Two barges sink off Quell", "publishedAt": "2031-05-09T08:00:00Z", "content": STORY}
WIRE = {"source": {"id": None, "name": "Sarn Wire"}, **ROW}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("array.json", json.dumps([WIRE, WIRE])),
        ("pretty.json", json.dumps([WIRE, WIRE], indent=2)),
        ("answer.json", json.dumps({"status": "ok", "totalResults": 2, "articles": [WIRE, WIRE]})),
        ("nested.json", json.dumps({"response": {"docs": {"results": [WIRE, WIRE]}}})),
        ("lines.json", json.dumps(WIRE) + "\n" + json.dumps(WIRE)),
        ("lines.jsonl", json.dumps(WIRE) + "\n" + json.dumps(WIRE)),
        ("marked.json", "\ufeff" + json.dumps([WIRE, WIRE])),
    ],
)
def test_what_web_services_answer_is_a_table(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(reports(open_table(tmp_path / name)))
    assert [(r.outlet and r.outlet.name, r.published, r.title) for r in found if isinstance(r, Report)] == [
        ("Sarn Wire", "2031-05-09", "Two barges sink off Quell")
    ] * 2


def test_a_broken_array_costs_what_follows_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([WIRE, 3, WIRE])[:-1] + ", {'half'", encoding="utf-8")
    found = list(reports(open_table(tmp_path / "a.json")))
    assert [type(item) for item in found] == [Report, Failure, Report, Failure]
    assert "not read" in str(found[-1])


def test_an_array_longer_than_a_piece_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps([WIRE | {"content": STORY + " é" * n} for n in range(700)], ensure_ascii=False)
    )
    assert sum(isinstance(item, Report) for item in reports(open_table(tmp_path / "a.json"))) == 700


TITLES = [
    "Ferry fire closes port of Quell", "Sarn premier quits", "Barge owners seek aid", "Two held in mill robbery",
    "Rain halts Sarn derby", "Bank cuts rates to 3 percent", "Storm nears Quell", "Minister denies graft",
    "Court frees editor", "Nine missing off Quell, harbour master says",
]  # fmt: skip


def test_a_table_of_titles_is_read_in_the_language_of_the_table(tmp_path: Path) -> None:
    path = write(tmp_path, "titles.csv", *({"title": title, "outlet": "Sarn Wire"} for title in TITLES))
    found = [item for item in reports(open_table(path)) if isinstance(item, Report)]
    assert [(r.title, r.language) for r in found] == [(title, "en") for title in TITLES]


def test_a_row_in_other_letters_keeps_its_language(tmp_path: Path) -> None:
    rows = [*TITLES, "مقتل تسعة أشخاص في غارة على السوق المركزي"]
    path = write(tmp_path, "titles.csv", *({"title": title} for title in rows))
    found = [item for item in reports(open_table(path)) if isinstance(item, Report)]
    assert (found[0].language, found[-1].language) == ("en", "ar")


def test_a_row_without_text_is_read_by_its_title_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"title": "Storm", "text": STORY}, {"title": TITLES[0], "text": ""})
    full, bare = reports(open_table(path))
    assert isinstance(full, Report) and not full.notes
    assert isinstance(bare, Report) and bare.text == TITLES[0] and "its title is read" in bare.notes[0]


@pytest.mark.parametrize(
    ("written", "date"),
    [("1861-04-13", "1861-04-13"), ("1861-04-13T06:00:00", "1861-04-13"), ("2031-05-03", "2031-05-03"), ("0001-01-01", None),
     ("9999-12-31", None), ("03/04/2031", None), ("lately", None)],
)  # fmt: skip
def test_a_date_of_another_century_is_read_and_one_that_is_not_understood_is_said(
    tmp_path: Path, written: str, date: str | None
) -> None:
    text = "Engineers opened two gates of the Korvash dam, the water ministry said."
    path = tmp_path / "old.csv"
    path.write_text(f'text,date\n"{text}",{written}\n', encoding="utf-8")
    (made,) = gather([path])
    assert isinstance(made, Report) and made.published == date
    assert any(repr(written) in note for note in made.notes) == (date is None)


@pytest.mark.parametrize("stated", ["0001-01-01", "9999-12-31"])
def test_a_stated_date_of_no_year_of_news_is_refused_with_what_to_do(tmp_path: Path, stated: str) -> None:
    path = tmp_path / "dam.txt"
    path.write_text("Engineers opened two gates of the Korvash dam.", encoding="utf-8")
    (made,) = gather([path], Given(date=stated))
    assert isinstance(made, Failure) and "leave the date out where it is not known" in made.reason


@pytest.mark.parametrize(
    ("outlet", "title", "text"),
    [("source.name", "title", "content"), ("source.name", "headline.main", "content_text"),
     ("publication", "fields.headline", "fields.bodyText")],
)  # fmt: skip
def test_columns_that_programs_flatten_are_known(tmp_path: Path, outlet: str, title: str, text: str) -> None:
    row = {outlet: "Tolna Post", title: "Barges sink", text: STORY}
    columns = open_table(write(tmp_path, "flat.csv", row)).columns
    assert (columns.outlet, columns.title, columns.text) == (outlet, title, text)


def answered(folder: Path, answer: object, name: str = "answer.json") -> list[Report | Failure]:
    (folder / name).write_text(json.dumps(answer), encoding="utf-8")
    return list(reports(open_table(folder / name), knowledge=default()))


def only(folder: Path, answer: object) -> Report:
    (found,) = answered(folder, answer)
    assert isinstance(found, Report)
    return found


GUARDIAN = {"webPublicationDate": "2031-05-03T09:15:00Z", "webTitle": "Barges sink", "webUrl": "https://quell.example/1",
            "fields": {"headline": "Barges sink", "byline": "Ann Lee in Quell and Bo Ray", "bodyText": STORY,
                       "publication": "quell.example"}, "tags": [{"webTitle": "Ann Lee"}]}  # fmt: skip
TIMES = {"abstract": "Nine are missing.", "lead_paragraph": STORY, "source": "quell.example", "pub_date": "2031-05-03T09:15:00+0000",
         "web_url": "https://quell.example/1", "headline": {"main": "Barges sink", "name": None},
         "byline": {"original": "By Ann Lee and Bo Ray", "person": [{"rank": 1}]},
         "multimedia": [{"url": "images/" + "x" * 400}]}  # fmt: skip
REGISTRY = {"uri": "77", "lang": "eng", "date": "2031-05-04", "dateTimePub": "2031-05-03T22:05:00Z", "title": "Barges sink",
            "url": "https://quell.example/1", "body": STORY, "source": {"uri": "x", "title": "quell.example"},
            "authors": [{"name": "Ann Lee"}, {"name": "Bo Ray"}]}  # fmt: skip
RELIEF = {"id": "4", "fields": {"title": "Barges sink", "body": STORY, "date": {"original": "2031-05-03T00:00:00+00:00"},
          "source": [{"name": "quell.example"}], "url": "https://quell.example/1", "author": [{"name": "Ann Lee"}]}}  # fmt: skip
CRAWLED = {"maintext": STORY, "date_publish": "2031-05-03 09:15:00", "source_domain": "quell.example", "title": "Barges sink",
           "authors": ["Ann Lee", "Bo Ray"], "url": "https://quell.example/1"}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "authors"),
    [
        ({"response": {"status": "ok", "results": [GUARDIAN]}}, ("Ann Lee", "Bo Ray")),
        ({"response": {"docs": [TIMES], "meta": {"hits": 1}}}, ("Ann Lee", "Bo Ray")),
        ({"articles": {"page": 1, "results": [REGISTRY]}}, ("Ann Lee", "Bo Ray")),
        ({"data": [RELIEF], "links": {"self": {"href": "x"}}}, ()),
        ([CRAWLED], ("Ann Lee", "Bo Ray")),
    ],
)
def test_the_answers_of_public_interfaces_are_read(tmp_path: Path, answer: object, authors: tuple[str, ...]) -> None:
    found = only(tmp_path, answer)
    assert found.outlet is not None
    assert (found.outlet.name, found.title, found.published) == ("quell.example", "Barges sink", "2031-05-03")
    assert (found.text, found.url, found.language) == (STORY, "https://quell.example/1", "en")
    assert found.authors == authors


def test_a_list_of_pages_that_were_seen_is_a_table_of_titles(tmp_path: Path) -> None:
    seen = {"url": "https://quell.example/1", "title": "Barges sink off Quell", "seendate": "20310503T091500Z",
            "socialimage": "https://pictures.example/" + "x" * 200, "domain": "www.reuters.com"}  # fmt: skip
    found = only(tmp_path, {"articles": [seen]})
    assert found.outlet is not None
    assert (found.text, found.outlet.id, found.published) == (seen["title"], "reuters", "2031-05-03")


def test_one_report_alone_is_not_taken_for_its_links(tmp_path: Path) -> None:
    links = {"self": [{"href": "https://quell.example/api/1"}, {"href": "https://quell.example/api"}]}
    post = {"title": {"rendered": "Barges &#8211; sunk"}, "content": {"rendered": f"<p>{STORY}</p>"}, "_links": links}
    found = only(tmp_path, post | {"link": "https://quell.example/1"})
    assert (found.title, found.text) == ("Barges – sunk", STORY)
    assert found.outlet is not None and found.outlet.name == "quell.example"


def test_a_json_feed_is_of_the_outlet_that_it_names(tmp_path: Path) -> None:
    items = [{"url": "https://quell.example/1", "title": "Barges sink", "content_html": f"<p>{STORY}</p><p>More.</p>",
              "date_published": "2031-05-03T23:15:00-05:00", "authors": [{"name": "Ann Lee"}]},
             {"url": "https://quell.example/2", "content_text": "Nine sailors are missing off Quell."}]  # fmt: skip
    more = {"authors": [{"name": name * 9} for name in "abcdefgh"], "language": "en-GB"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Quell Gazette", **more, "items": items}
    one, other = answered(tmp_path, feed)
    assert isinstance(one, Report) and isinstance(other, Report) and one.outlet and other.outlet
    assert (one.outlet.name, one.published, one.authors) == ("Quell Gazette", "2031-05-03", ("Ann Lee",))
    assert one.text == f"{STORY}\n\nMore."
    assert (other.outlet.name, other.text) == ("Quell Gazette", "Nine sailors are missing off Quell.")
    (tmp_path / "feed").write_text(json.dumps(feed), encoding="utf-8")
    assert [getattr(item, "title", None) for item in gather([tmp_path / "feed"])] == ["Barges sink", None]


@pytest.mark.parametrize("nothing", [None, "", "  ", "nan", "ONLY AVAILABLE IN PAID PLANS", "[Removed]"])
def test_a_text_that_says_nothing_is_looked_for_in_the_other_columns(tmp_path: Path, nothing: str | None) -> None:
    rows = [
        {"title": "Barges sink", "content": nothing, "description": STORY},
        {"content": STORY, "description": "Nine."},
    ]
    found, other = answered(tmp_path, rows)
    assert isinstance(found, Report) and isinstance(other, Report) and other.text == STORY
    assert found.text == STORY and "its description is read" in found.notes[0]


def test_a_row_that_was_taken_off_is_no_report(tmp_path: Path) -> None:
    gone, read = answered(
        tmp_path, [{"title": "[Removed]", "content": "[Removed]"}, {"title": "Storm", "content": STORY}]
    )
    assert isinstance(gone, Failure) and isinstance(read, Report)


@pytest.mark.parametrize(
    ("mark", "left"),
    [("nine sail… [+1234 chars]", "nine …"), ("nine sailors ... [1310 chars]", "nine sailors …"), ("12… [+9 chars]", "…"),
     ("nine sailors […]", "nine sailors …")],
)  # fmt: skip
def test_the_mark_of_a_cut_is_taken_off_and_the_cut_said(tmp_path: Path, mark: str, left: str) -> None:
    found = only(tmp_path, [{"title": "Barges sink", "content": f"{STORY} The search for {mark}"}])
    assert found.text == f"{STORY} The search for {left}" and "is cut" in found.notes[0]


@pytest.mark.parametrize("text", [STORY, f"{STORY} He counted ninety [90 in all]", f"{STORY} And then…"])
def test_a_text_that_is_whole_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    found = only(tmp_path, [{"title": "Barges sink", "content": text}])
    assert (found.text, found.notes) == (text, ())


def test_markup_in_cells_is_read_as_markup(tmp_path: Path) -> None:
    row = {
        "title": "Quell &amp; Sarn",
        "content": f"<p>{STORY}</p><script>act()</script><br>More&nbsp;of it.",
        "source": "A&amp;B",
    }
    deep = {"content": "<b>" * 3000 + STORY}
    found, refused = answered(tmp_path, [row, deep])
    assert isinstance(found, Report) and found.outlet is not None
    assert (found.title, found.text, found.outlet.name) == ("Quell & Sarn", f"{STORY}\n\nMore of it.", "A&B")
    assert isinstance(refused, Failure) and refused.input.endswith("row 2") and "too deep" in refused.reason


@pytest.mark.parametrize(
    "written", ["1935565200", "1935565200123", "1935565200.5", "20310503091500", "20310503T091500Z"]
)
def test_days_as_programs_write_them(tmp_path: Path, written: str) -> None:
    (found,) = reports(open_table(write(tmp_path, "a.csv", {"text": STORY, "created_at": written})))
    assert isinstance(found, Report) and found.published == "2031-05-03"


@pytest.mark.parametrize("host", ["t.me", "www.youtube.com", "m.facebook.com"])
def test_where_many_publish_the_host_is_no_outlet(tmp_path: Path, host: str) -> None:
    assert only(tmp_path, [{"text": STORY, "url": f"https://{host}/tolna/7"}]).outlet is None
