"""What stands beside an article on a page, and how old and foreign pages say what they are: each line is a manner of sites."""

from __future__ import annotations

import pytest

from reportedly.intake.appeals import appeals
from reportedly.intake.html import report_from_html
from reportedly.intake.page import read_page
from reportedly.knowledge.loader import default
from reportedly.records import Report

TITLE = "Dam gates opened after night of rain"
LINES = [
    "Two gates of the Kelm dam were opened on Monday after a night of rain, the ministry said.",
    "The mayor of Kelm told people to leave the three streets below the wall.",
    "“Nobody rang us,” said Ada Brill, who keeps an inn there and had to carry her guests out.",
    "The ministry denied that it had been warned, and promised a report by the end of the week.",
]
FIRST, SECOND = LINES[:2], LINES[2:]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(markup: str, head: str = "") -> Report:
    page = f"<html><head><meta charset='utf-8'>{head}</head><body>{markup}</body></html>"
    return report_from_html(page.encode(), "page.html", knowledge=default())


def article(between: str = "", behind: str = "") -> str:
    inside = f"<div class='text'>{paragraphs(FIRST)}{between}{paragraphs(SECOND)}</div>"
    return f"<div class='page'><h1>{TITLE}</h1>{inside}{behind}</div>"


def body(report: Report) -> str:
    passed = {i for start, end in report.furniture for i in range(start, end)}
    return "".join(" " if i in passed else c for i, c in enumerate(report.text))


@pytest.mark.parametrize(
    "box",
    [
        "<div class='xq7'><h4>Kelm in the morning</h4><p>The mayor says it is the best thing to read.</p><input type='email'></div>",
        "<div class='xq7'><p>Subscribe now and get our reporting first.</p><ul><li>The mayor says it is worth reading.</li></ul></div>",
        "<div role='dialog'><p>The mayor says that partners store things on your device.</p></div>",
        "<div class='xq7'><img src='x'><h5><a href='/o'>Other things</a></h5><p>The mayor says the bridge will stay shut.</p></div>",
        "<section class='xq7'><h4>Your voice</h4><label><input type='radio'>The mayor says so</label></section>",
        "<section class='xq7'><div>The mayor says so?</div><button>Yes</button><button>No</button></section>",
        "<aside><p>The mayor says the bridge will stay shut until the summer of next year.</p></aside>",
        "<div class='audio'><p>The mayor says the bridge will stay shut until the summer.</p><audio src='x'></audio></div>",
        "<div class='gallery'><div><img src='x'><p>The mayor says the bridge will stay shut until the summer.</p></div></div>",
        "<div amp-access='NOT member'><p>The mayor says the bridge will stay shut until the summer.</p></div>",
        "<div hidden><p>The mayor says the bridge will stay shut until the summer.</p></div>",
        "<div class='most-read'><p>The mayor says the bridge will stay shut until the summer.</p></div>",
    ],
)
@pytest.mark.parametrize("place", ["between", "behind"])
def test_a_box_beside_the_paragraphs_is_no_text(box: str, place: str) -> None:
    report = read(article(**{place: box}), "<meta property='og:site_name' content='The Kelm Post'>")
    assert "The mayor says" not in body(report)
    assert all(line in report.text for line in LINES)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='quote'><blockquote><p>We stood on the roof, the innkeeper says.</p></blockquote></div>",
        "<div class='facts'><ul><li>We stood on the roof, the innkeeper says.</li><li>Twelve guests were carried out.</li></ul></div>",
        "<div class='wide'><p>We stood on the roof, the innkeeper says.</p></div>",
        "<p>We stood on the roof, the innkeeper says, and nobody subscribed to that.</p>",
        "<div class='xq7'><h4>The night</h4><p>We stood on the roof, the innkeeper says.</p></div>",
        "<div class='xq7'><img src='x'><h5>The roof</h5><p>We stood on the roof, the innkeeper says.</p></div>",
        "<section class='xq7'><div>What did they do?</div><div>We stood on the roof, the innkeeper says.</div></section>",
        "<section class='xq7'><div><p>We stood on the roof, the innkeeper says.</p></div></section>",
        "<div class='xq7'><b>Update:</b> We stood on the roof, the innkeeper says.</div>",
        "<div class='xq7'><p>We stood on the roof, the innkeeper says to a reporter of radio.</p><a href='/x'>Read all of it</a></div>",
        "<div class='xq7'><p>We stood on the roof, the innkeeper says to a reporter of radio.</p><button>Share</button></div>",
        "<div class='xq7'><h3>We stood on the roof</h3><button>Share</button></div>",
        "<ul><li><img src='x'>We stood on the roof, the innkeeper says.</li><li>Twelve guests were carried out.</li></ul>",
        "<ul><li><a href='/x'>We stood on the roof</a>, the innkeeper says to a reporter.</li><li>Twelve were carried out.</li></ul>",
        "<div class='xq7'><p>Subscribe to our newsletter.</p><p>We stood on the roof until the boat came, the innkeeper says.</p></div>",
        "<div class='xq7'><p>The Kelm Post asked its readers where they were. We stood on the roof, the innkeeper says.</p></div>",
        "<div class='video'><p>We stood on the roof until four, the innkeeper says.</p><p>Then the boat came, and we went in it.</p></div>",
        "<div class='gallery'><img src='x'><p>We stood on the roof, the innkeeper says.</p><p>Then the boat came, and we went.</p></div>",
        "<p>We stood on the roof and could <a href='/x'>sign up for</a> a bed there, the innkeeper says.</p>",
        "<div class='byline'>We stood on the roof until four in the morning, the innkeeper says.</div>",
    ],
)
def test_what_an_article_is_made_of_stays(box: str) -> None:
    assert "We stood on the roof" in body(read(article(between=box)))


def test_a_paragraph_in_a_block_of_its_own_between_two_blocks_of_the_article_stays() -> None:
    parts = [f"<div class='text'>{paragraphs(lines)}</div>" for lines in (FIRST, SECOND)]
    own = "<p>Witnesses told the paper that the wall had shaken since noon.</p><p>“It sang,” one said.</p>"
    for name in ("highlight", "xq7"):
        page = f"<div class='page'><h1>{TITLE}</h1>{parts[0]}<div class='{name}'>{own}</div>{parts[1]}</div>"
        assert "Witnesses told" in body(read(page))
    for aside in (f"<div class='teaser'>{own}</div>", f"<aside class='xq7'>{own}</aside>"):
        page = f"<div class='page'><h1>{TITLE}</h1>{parts[0]}{aside}{parts[1]}</div>"
        assert "Witnesses told" not in body(read(page))


@pytest.mark.parametrize(
    "line",
    [
        "Get the day’s news in your inbox",
        "Kindly share this post with your friends and drop your comment below.",
        "Don't miss the biggest stories by signing up to the Ledger newsletter here.",
        "This report by The Northern Press was first published May 4, 2031.",
        "Join our Telegram channel",
        "Subscribe to our newsletter for the best of the week.",
        "Our weekly newsletter: the best of the valley",
        "Download the Kelm 6 app for alerts on the go.",
        "If you like the show, leave us five stars and tell a friend.",
        "Sign up here.",
        "Support our reporters, from a pound a month.",
        "Support our work with a subscription.",
        "By signing up you agree to the user agreement and privacy policy.",
    ],
)
def test_a_line_that_calls_upon_the_reader_is_furniture(line: str) -> None:
    assert appeals(line)
    report = read(article(between=f"<p>{line}</p>"))
    assert line[:20] not in body(report)


@pytest.mark.parametrize(
    "line",
    [
        "The paper lost 4,000 subscribers in May, its editor said.",
        "“Sign up for our newsletter,” the minister told the crowd.",
        "Our correspondent in Kelm saw boats in the streets.",
        "The company asked people to sign in at the gate.",
        "You can sign up for a bed at the town hall, the mayor said.",
        "Our air defences downed 12 drones overnight, the governor wrote on his Telegram channel.",
        "Our forces hold the bridge, the brigade posted in its WhatsApp group.",
        "Support for the rebels came through a WhatsApp group, police believe.",
        "Share prices fell as subscriptions slowed at the two largest papers.",
        "The group here ran a Telegram channel of its own.",
        "Our reporters were stopped at the bridge by two men.",
        "The hackers changed the user agreement.",
        "The newsletter of your local council will carry the names of the dead.",
        "Push notifications reached your phone after the wave had.",
        "You could not sign in to the town’s app that night.",
        "Follow police orders, and you need no app.",
        "Our website was the first to show the letter.",
        "The show goes on, and five stars were lit above the gate.",
        "Nobody could leave a comment on the ministry’s page.",
        "The bank offers unlimited access to accounts to its own clerks.",
    ],
)
def test_a_sentence_about_subscribers_is_none(line: str) -> None:
    assert not appeals(line)
    assert line in body(read(article(between=f"<p>{line}</p>")))


def test_paragraphs_that_are_plain_blocks_or_lines_are_read_without_what_stands_beside_them() -> None:
    author = "<meta name='author' content='Jo Banda'>"
    bio = "<div class='about'><b>Jo Banda</b><div>Jo Banda writes that rivers are his life and has done so for years.</div></div>"
    blocks = "".join(f"<div class='par'>{line}</div>" for line in LINES)
    assert body(read(f"<div><h1>{TITLE}</h1><div>{blocks}</div>{bio}</div>", author)).split("\n")[-4:] == LINES
    broken = "<br><br>".join(LINES)
    teaser = "<td width=160><a href='/x'>King opens dam</a><br>The king said it would water the plain.<br>More</td>"
    table = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{broken}</td>{teaser}</tr></table>"
    report = read(table, f"<title>Kelm Online: {TITLE}</title>")
    assert "The king said" not in report.text and all(line in report.text for line in LINES)
    assert (report.title, report.outlet and report.outlet.name) == (TITLE, "Kelm Online")


def test_entries_that_are_articles_of_their_own_keep_their_headings_without_the_clock() -> None:
    entries = "".join(
        f"<article class='post'><h3 class='post__header'><span>1{n}:05</span> Part {n} of it</h3><p>{line}</p></article>"
        for n, line in enumerate(LINES)
    )
    report = read(f"<main><h1>{TITLE}</h1><section>{entries}</section></main>")
    assert all(f"Part {n} of it\n{line}" in report.text for n, line in enumerate(LINES))
    assert "1:05" not in body(report)


def test_a_first_paragraph_in_a_block_of_its_own_is_read() -> None:
    markup = f"<div><h2>{TITLE}</h2><div class='opening'><p>{LINES[0]}</p></div><div class='rest'>{paragraphs(LINES[1:])}</div></div>"
    assert all(line in read(markup).text for line in LINES)


@pytest.mark.parametrize(
    ("markup", "head", "title", "outlet"),
    [
        ("<h1>The Kelm Diary</h1><h3>{title}</h3>", "<title>The Kelm Diary: {title}</title>", TITLE, "The Kelm Diary"),
        ("<h2>{title}</h2>", "<title>{title} - Kelm Voice</title>", TITLE, "Kelm Voice"),
        (
            "<img alt='Kelm Courier'><h2>{title}</h2>",
            "<title>Kelm Courier - Print version</title>",
            TITLE,
            "Kelm Courier",
        ),
        ("<h1>{title}</h1>", "<title>KVNA</title>", TITLE, "KVNA"),
        ("<h1>{title}</h1>", "<title>Port of Kelm : News : {title}</title>", TITLE, "Port of Kelm"),
    ],
)
def test_title_and_site_are_told_apart_by_what_the_page_shows(markup: str, head: str, title: str, outlet: str) -> None:
    page = f"<div>{markup.format(title=title)}{paragraphs(LINES)}</div>"
    report = read(page, head.format(title=title))
    assert (report.title, report.outlet and report.outlet.name) == (title, outlet)


@pytest.mark.parametrize(
    "stamp",
    [
        "<span class='news-date'>4 мая 2031, 15:20</span><h1>{title}</h1>",
        "<h1>{title}</h1><span class='date'>dimanche 4 mai 2031</span>",
        "<h1>{title}</h1><p class='date'>4 de mayo de 2031</p>",
        "<span class='date'>04.05.2031 (18:15)</span><h1>{title}</h1>",
        "<h1>{title}</h1><p class='postmeta'>Posted on May 4, 2031 by Jo Banda</p>",
        "<h1>{title}</h1><font size='1'>Sunday, May 4, 2031</font>",
    ],
)
def test_the_day_is_read_as_the_site_writes_it(stamp: str) -> None:
    report = read(f"<div class='detail'>{stamp.format(title=TITLE)}<div>{paragraphs(LINES)}</div></div>")
    assert report.published == "2031-05-04"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("<p>dpa/rk</p>", "dpa"),
        ("<p><em>rk/wd (AFP, Reuters)</em></p>", "AFP; Reuters"),
        ("<p class='byline'>By JO BANDA Associated Press</p>", "Associated Press"),
    ],
)
def test_the_agency_is_credited_by_the_desks_sign_and_behind_a_name(line: str, agency: str) -> None:
    markup = f"<div><h1>{TITLE}</h1>{line if 'byline' in line else ''}<div>{paragraphs(LINES)}{line}</div></div>"
    assert read(markup).byline_agency == agency


def test_a_post_in_a_frame_of_its_own_is_the_words_of_its_account() -> None:
    words = "<p>The wall is cracked.</p>&mdash; Ada Brill (@adabrill) May 8"
    post = f"<div class='embed'><blockquote class='twitter-tweet'>{words}</blockquote></div>"
    assert "Ada Brill (@adabrill): “The wall is cracked.”" in body(read(article(between=post)))


def test_a_speaker_is_no_dateline() -> None:
    turns = ["MR. HALLOW: We have seen the reports, and we are looking into them today.", "QUESTION: How many died there?",
             "MR. HALLOW: I have no number that I could confirm, and I will not guess one."]  # fmt: skip
    report = read(f"<div><h1>{TITLE}</h1><div>{paragraphs(turns)}</div></div>")
    assert report.dateline is None and "MR. HALLOW: We have seen" in body(report)


def test_a_line_in_another_script_is_the_sites() -> None:
    assert "تابعونا" not in body(read(article(between="<p>تابعونا على فيسبوك وتويتر</p>")))


def test_boxes_in_boxes_cost_no_more_than_the_article() -> None:
    box = "<div><p>Sign up for our newsletter</p>" * 150 + "</div>" * 150
    page = f"<html><body><article><h1>{TITLE}</h1>{paragraphs(LINES)}{box}</article></body></html>"
    assert all(line in read_page(page).text for line in LINES)


def test_a_block_that_begins_with_a_name_stays_unless_it_is_the_authors() -> None:
    told = "<div class='xq7'><p>Ada Brill has kept the inn since her father died in the flood of 2004.</p></div>"
    assert "has kept the inn" in body(read(article(behind=told), "<meta name='author' content='Jo Banda'>"))
    assert "has kept the inn" not in body(read(article(behind=told), "<meta name='author' content='Ada Brill'>"))


def test_a_block_whose_name_an_article_can_bear_is_said_to_be_left_out_with_its_sentences() -> None:
    told = "".join(
        f"<p>Part {n} of the wall fell at {n} in the morning, and {n} houses went with it into the lake.</p>"
        for n in (2, 3, 4)
    )
    report = read(article(between=f"<div class='related'>{told}</div>"))
    assert "Part 2" in body(report) or any("sentences beside" in note and "Part 2" in note for note in report.notes)
    for quiet in (f"<div class='most-read'>{told}</div>", f"<div><h3>Subscribe to our newsletter</h3>{told}</div>"):
        assert read(article(behind=quiet)).notes == ()


@pytest.mark.parametrize("name", ["related", "share", "promo", "ad", "tags", "poll", "video", "gallery", "byline"])
def test_an_article_whose_blocks_have_such_a_name_is_read_whole(name: str) -> None:
    parts = "".join(f"<div class='{name}'><p>{line}</p></div>" for line in LINES)
    report = read(f"<div><h1>{TITLE}</h1>{parts}</div>")
    assert all(line in body(report) for line in LINES)


def test_entries_in_a_list_are_lines_of_their_own_with_what_stands_under_the_heading() -> None:
    entries = "".join(f"<li><h3>Part {n}</h3><div class='x'><p>{line}</p></div></li>" for n, line in enumerate(LINES))
    known = "<ul><li>Two gates are open.</li><li>Nobody was hurt.</li></ul>"
    report = read(f"<div class='live'><h1>{TITLE}</h1>{known}<ol>{entries}</ol></div>")
    assert "Two gates are open." in body(report) and "Nobody was hurt." in body(report)
    assert [line for line in report.text.splitlines() if line in LINES] == LINES


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("3-1", True),
        ("2:1 (1:0)", True),
        ("-0-", False),
        ("***", False),
        ("Contacts", True),
        ("“Мы стояли на крыше”", True),
        ("Мы стояли на крыше.", True),
        ("Читайте нас в телеграме", False),
        ("Edited by force of arms", True),
        ("21,113 viewing this page", False),
    ],
)
def test_a_short_line_of_the_article_stays(line: str, kept: bool) -> None:
    assert (line in body(read(article(between=f"<p>{line}</p>")))) == kept


def test_a_box_that_asks_for_money_by_the_sites_name_is_no_text() -> None:
    box = "<div class='xq7'><p>The Kelm Post lives from its readers and from nobody else. Become one of them.</p></div>"
    for name in ("The Kelm Post", "Dam Watch"):
        report = read(article(between=box), f"<meta property='og:site_name' content='{name}'>")
        assert ("nobody else" in body(report)) == (name == "Dam Watch")


def test_sentences_that_are_lost_from_a_long_article_are_said() -> None:
    long = paragraphs(
        [f"On day {n} the water stood {n} metres high at the wall, the ministry said in a note." for n in range(1, 60)]
    )
    told = paragraphs(
        [f"House {n} of the street fell into the lake at {n} in the morning, and no one was in it." for n in (2, 3, 4)]
    )
    report = read(
        f"<article><h1>{TITLE}</h1><div class='text'>{long}<aside>{told}<a href='/h'>More</a></aside><p>{LINES[0]}</p></div></article>"
    )
    assert "House 2" not in report.text
    assert report.notes == (
        "sentences beside the article's own were left out: 3, beginning “House 2 of the street fell into the lake at 2 in the morning”",
    )
