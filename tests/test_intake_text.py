"""Plain text to a report: verbatim text, the headline, furniture that is never body, whose copy it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.options import Given, IntakeError
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Entity, Knowledge
from reportedly.records import Report, SourceType, from_json, to_json

KNOWN = Knowledge(
    {
        "selna": Entity("selna", "SELNA", SourceType.AGENCY, ("Selna News Agency",)),
        "orvia": Entity("orvia", "Orvia", SourceType.AGENCY),
        "kelm-courier": Entity("kelm-courier", "Kelm Courier", SourceType.MEDIA),
        "army": Entity("army", "LDF", SourceType.MILITARY),
    }
)
BODY = (
    "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.\n\n"
    "A shopkeeper told Orvia that water had entered his cellar within an hour.\n\n"
    "The opposition accused the government of having ignored warnings; the ministry denied this."
)


def read(text: str, **given: str) -> Report:
    return report_from_text(text, "test.txt", Given(**given), KNOWN)


def furniture(report: Report) -> list[str]:
    return [report.text[start:end].strip() for start, end in report.furniture]


def test_the_text_is_the_file_whole() -> None:
    data = ("Dam gates opened\r\n\r\n" + BODY.replace("\n", "\r\n") + "\r\nTop Stories\r\n").encode()
    report = report_from_text(data, "a.txt", Given(), KNOWN)
    assert report.text.encode() == data
    assert report.headline == (0, 16) and report.title == "Dam gates opened"
    assert furniture(report) == ["Top Stories"]


def test_a_line_that_is_only_a_number_is_read_and_one_of_signs_is_not() -> None:
    report = read(f"Dam gates opened at Korvash\n\n{BODY}\n\nKilled:\n12\n1,204\n-0-\n***\n\n{BODY}")
    assert furniture(report) == ["-0-\n***"] or furniture(report) == ["-0-", "***"]


def test_a_doubled_headline_is_one_headline_and_one_copy() -> None:
    report = read(
        f"Dam gates opened at Korvash\n\nDam gates opened at Korvash\n\n{BODY}\n\nTop World stories\nTop Stories"
    )
    assert report.headline == (0, 27)
    assert furniture(report) == ["Dam gates opened at Korvash", "Top World stories", "Top Stories"]


@pytest.mark.parametrize(
    "text",
    [
        f"Published 4 May 2031 Dam gates opened at Korvash. {BODY}",
        f"Tuesday 4 May 2031 Dam gates opened at Korvash {BODY}",
        f"World\nDam gates opened at Korvash\n{BODY}",
        f"DAM GATES OPENED AT KORVASH\n\n{BODY}",
    ],
)
def test_a_known_title_is_found_where_it_stands(text: str) -> None:
    report = read(text, title="Dam gates opened at Korvash - Kelm Courier")
    assert report.headline is not None
    assert report.text[slice(*report.headline)].casefold().rstrip(".") == "dam gates opened at korvash"


def test_a_first_sentence_is_no_headline() -> None:
    assert read(BODY).headline is None
    assert read("The dam was opened on Tuesday, the ministry said.\n\nNobody was hurt by the water.").headline is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published May 4 2031", "2031-05-04"),
        ("Date of publication 4 May 2031", "2031-05-04"),
        ("Tue 04 May 2031 at 0914", "2031-05-04"),
        ("04.05.2031 (updated 1121 05.05.2031)", "2031-05-04"),
        ("2031-05-04 18:30 GMT", "2031-05-04"),
        ("25-05-2031", "2031-05-25"),
        ("04-05-2031", None),
    ],
)
def test_a_stamp_gives_the_date_unless_it_is_ambiguous(line: str, date: str | None) -> None:
    for text in (f"Dam gates opened\n{line}\n{BODY}", f"{line} {BODY}"):
        report = read(text, title="Dam gates opened")
        assert report.published == date
        assert line in furniture(report)


def test_a_number_after_a_date_may_begin_the_headline() -> None:
    report = read(f"Wednesday 07 May 2031 135 houses flooded at Korvash. {BODY}", title="135 houses flooded at Korvash")
    assert report.text[slice(*report.headline or (0, 0))] == "135 houses flooded at Korvash."
    assert furniture(report) == ["Wednesday 07 May 2031"]


def test_a_body_that_is_no_outlet_is_no_credit() -> None:
    assert read(BODY + "\n\nSource: LDF", outlet="Kelm Courier").byline_agency is None


def test_a_date_in_a_sentence_is_no_stamp() -> None:
    report = read("4 May 2031 was a dark day for Korvash, the mayor said. The dam had broken in the night.")
    assert report.published is None and not report.furniture


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("KORVASH (SELNA) — ", "KORVASH", "SELNA"),
        ("KORVASH, Lastan, May 4 (Tolva) - ", "KORVASH, Lastan", "Tolva"),
        ("PORT KELM (Reading Press Service) – ", "PORT KELM", "Reading Press Service"),
        ("KORVASH, May 4 /MERVO/ -- ", "KORVASH", "MERVO"),
        ("KORVASH (SELNA, Orvia) – ", "KORVASH", "SELNA; Orvia"),
        ("(Tolva) - ", None, "Tolva"),
        ("Selna - ", None, "SELNA"),
        ("KORVASH — ", "KORVASH", None),
        ("Korvash, May 4 – ", "Korvash", None),
        ("KORVASH: ", "KORVASH", None),
        ("KORVASH (Kelm Courier) – ", "KORVASH", None),
        ("KORVASH (Kelm Courier and agencies) – ", "KORVASH", None),
    ],
)
def test_datelines(opening: str, dateline: str | None, agency: str | None) -> None:
    report = read(opening + BODY, outlet="Kelm Courier")
    assert (report.dateline, report.byline_agency) == (dateline, agency)
    assert furniture(report) == [opening.strip()]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Lastan Defence Force (LDF) said on Monday that the road was open.",
        "UPDATE: The road to Korvash was opened on Monday, police said.",
        "Water-borne illness has spread in Korvash, the health office said.",
        "Port Kelm (population 40,000) lies at the mouth of the river.",
        "Engineers told SELNA that the gates would be closed by Friday.",
        "Ardan Liberation Army (ALA) - which denies it - was blamed by the ministry.",
        "Ardan Liberation Army (ALA) - Two of its leaders were named in the letter.",
        "KORVASH (LDF) - Two of its soldiers were named in the letter.",
        "By Ilse Morant, the harbour master, the letter was found on Monday.",
        "Police – who came an hour late – said that the road was open.",
        "Prime Minister – Orla Dresh since May – denied it on Monday.",
        "LDF – An Army in Ruins was the title of the leaflet, she said.",
    ],
)
def test_what_looks_like_a_dateline_is_none(sentence: str) -> None:
    report = read(f"{sentence} {BODY}", outlet="Kelm Courier")
    assert report.byline_agency is None and report.dateline is None and not report.furniture


@pytest.mark.parametrize(
    ("closing", "agency"),
    [
        (" -SELNA", "SELNA"),
        (" --Orvia", "Orvia"),
        (" - Tolvapress", "Tolvapress"),
        ("\n\nSource: Orvia", "Orvia"),
        (" (SELNA)", "SELNA"),
        (" (With Orvia and SELNA)", "Orvia; SELNA"),
        (" (With Orvia SELNA)", "Orvia; SELNA"),
        ("\n\nSource: Kelm Courier and agencies", None),
        (" (Agencies)", None),
        ("\n\nSource: residents of the town", None),
    ],
)
def test_closing_credits(closing: str, agency: str | None) -> None:
    assert read(BODY + closing, outlet="Kelm Courier").byline_agency == agency


@pytest.mark.parametrize(
    ("byline", "agency", "authors"),
    [
        ("By Ilse Morant, SELNA", "SELNA", ("Ilse Morant",)),
        ("By Ilse Morant and Jon Askel", None, ("Ilse Morant", "Jon Askel")),
        ("By Ilse Morant, Harbour Press", "Harbour Press", ("Ilse Morant",)),
        ("By Kelm Courier staff and agencies", None, ()),
        ("SELNA", "SELNA", ()),
        ("Orvia | 4 May 2031", "Orvia", ()),
    ],
)
def test_bylines(byline: str, agency: str | None, authors: tuple[str, ...]) -> None:
    report = read(f"Dam gates opened\n\n{byline}\n\n{BODY}", outlet="Kelm Courier", title="Dam gates opened")
    assert (report.byline_agency, report.authors) == (agency, authors)


def test_an_outlet_that_signs_its_own_copy_is_the_outlet() -> None:
    report = read("KORVASH (Tolva) – " + BODY)
    assert report.outlet is not None and report.outlet.name == "Tolva" and report.byline_agency is None


def test_the_outlet_is_resolved_and_its_other_names_are_its_own() -> None:
    report = read("KORVASH (Selna News Agency) – " + BODY, outlet="selna")
    assert report.outlet is not None and report.outlet.id == "selna" and report.byline_agency is None


FURNITURE = [
    "Share this article",
    "Get short URL",
    "Tags: Korvash, dam, floods",
    "Top Stories",
    "Top World stories",
    "Read also: Rain expected all week",
    "Photo: Ilse Morant/SELNA",
    "Advertisement",
    "Follow us on Twitter",
    "Comments (12)",
    "© 2031 Kelm Courier",
    "4 May 2031",
    "We use cookies to improve this site.",
    "Related articles",
    "Filed under Weather",
    "Please keep comments polite.",
    "Print this page",
    "#Sarn #harbour",
    "👉 Subscribe | Send news",
]
SENTENCES = [
    "The figure comes from reporting by Orvia.",
    "Reporting by Orvia shows that ten of the letters are missing.",
    "He was 34.",
    "Comments are not evidence, the judge said.",
    "The water ministry said that two gates of the dam had been opened.",
    "“Nobody was in danger,” said harbour master Ilse Morant.",
    "Police in Tirun told SELNA that the road was closed (it had been open since May).",
    "Share prices of Lastrail fell by a tenth, the exchange said.",
    "Tags worn by the dead soldiers had been removed, a medic who asked not to be named told Orvia.",
    "Comments by the minister were met with anger in Sarn.",
    "Photographs seen by the Courier show that the bridge was gone.",
    "Top officials of the ministry will meet on Friday.",
    "Related charges against the mayor were dropped in March.",
    "Credit for the rescue belongs to the fishermen, the mayor said.",
    "Print shops in the town had been told to close, their owners said.",
    "It was 4 May 2031 when the letter arrived, she said.",
    "Nine people were killed, according to the Valley Monitor (an exile group).",
    "Editing his statement, the spokesman left out the figure.",
    "Home to 400 people, the island has one ferry, which is out of service.",
    "Source after source denied having seen the letter.",
    "#Sarn is quiet tonight, the harbour master wrote.",
    "Two lists were read out: the dead | the missing, and nobody wept.",
]


@given(
    st.lists(st.sampled_from(FURNITURE), max_size=3),
    st.lists(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6, unique=True
    ),
    st.lists(st.sampled_from(FURNITURE), max_size=4),
    st.sampled_from(["\n\n", "\n", "\r\n"]),
)
def test_no_sentence_of_the_body_is_furniture(above: list[str], body: list[str], below: list[str], gap: str) -> None:
    report = read(gap.join([*above, *body, *below]))
    marked = " ".join(furniture(report))
    for sentence in SENTENCES:
        assert sentence not in marked
    inside = {i for span in report.furniture for i in range(*span)}
    for paragraph in body:
        start = report.text.find(paragraph)
        assert not inside & set(range(start, start + len(paragraph)))


@given(st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=4), st.sampled_from(["\n\n", "\n", "\r\n"]))
def test_furniture_below_the_body_is_marked(below: list[str], gap: str) -> None:
    report = read(gap.join([SENTENCES[0], SENTENCES[1] + " " + SENTENCES[2], *below]))
    start = report.text.rfind(SENTENCES[2]) + len(SENTENCES[2])
    inside = {i for span in report.furniture for i in range(*span)}
    left = "".join(c for i, c in enumerate(report.text) if i >= start and i not in inside)
    assert not left.strip()


@given(st.text(max_size=400), st.none() | st.text(max_size=60), st.none() | st.text(max_size=30))
def test_any_text_is_a_sound_report_or_a_failure(text: str, title: str | None, outlet: str | None) -> None:
    try:
        report = report_from_text(text, "any", Given(title=title, outlet=outlet), KNOWN)
    except IntakeError as error:
        assert not text.strip() and error.failure.reason
        return
    assert report.text == text
    spans = [*report.furniture, *([report.headline] if report.headline else [])]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    spans.sort()
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert from_json(Report, to_json(report)) == report


PIECES = [
    *FURNITURE,
    *SENTENCES,
    "KORVASH (SELNA) — ",
    "By A. Name, SELNA",
    "... 832 ",
    "- ORVIA",
    "(",
    ")",
    "“",
    "\n",
    "\n\n",
    " ",
    ". ",
    "7",
    "Aa ",
    "Dam opened",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join))
def test_any_mixture_of_news_pieces_is_a_sound_report(text: str) -> None:
    if text.strip():
        report = read(text, title="Dam opened")
        assert report.text == text
        assert all(0 <= start < end <= len(text) for start, end in report.furniture)
        assert list(report.furniture) == sorted(report.furniture)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "(SELNA) ",
        "– ",
        "Top stories\n",
        "A\n",
        "Tags: a\n",
        "KORVASH (X) - ",
        "4 May 2031 ",
        "copyright © ",
        "... 8 ",
        '"',
        "Aa ",
    ],
)
def test_long_repetitions_are_read(piece: str) -> None:
    text = piece * (300_000 // len(piece)) + "x"
    assert read(text, title=piece * 3).text == text


def test_given_values_are_checked() -> None:
    assert read(BODY, date="2031-05-04").published_from == "given"
    with pytest.raises(IntakeError, match="YYYY-MM-DD"):
        read(BODY, date="4 May")


def test_the_language_is_said_and_never_guessed_from_nothing() -> None:
    assert read(BODY).language == "en"
    assert (
        read(
            "أعلنت وزارة الصحة يوم الاثنين افتتاح مستشفى جديد في المدينة، وقال الوزير إن العمل استمر ثلاث سنوات."
        ).language
        == "ar"
    )
    assert read("18:30 – 42").language is None
    assert read("Osk Tirun").language is None


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Bomb kills three in Tirun", "en"),
        ("SFO shells Velmar market", "en"),
        ("Losses stood at 20 million on 30 September 2031.", "en"),
        ("Two held over Sarn fire", "en"),
        ("Saldırıda üç asker öldü, vali açıkladı", "tr"),
        ("Un mort et trois blessés dans une attaque à la grenade", "fr"),
        ("Trzy osoby zginęły w Tirun, podała policja", "pl"),
        ("Bij een aanslag op een markt zijn gisteren drie mensen om het leven gekomen, meldt de politie.", "nl"),
        (
            "Bei einem Anschlag auf einen Markt sind gestern drei Menschen ums Leben gekommen, wie die Polizei mitteilte.",
            "de",
        ),
        ("Tre personer blev dræbt i et angreb på et marked, oplyser politiet.", "da"),
        ("Al menos tres personas murieron en un ataque contra un mercado, informó la policía.", "es"),
        ("Tre persone sono morte in un attacco a un mercato, ha detto la polizia.", "it"),
        ("Sedikitnya tiga orang tewas dalam serangan di pasar, kata polisi kepada wartawan.", "id"),
    ],
)
def test_a_headline_shows_its_language_by_its_common_words(line: str, language: str) -> None:
    assert read(line).language == language


def test_a_language_that_is_given_is_kept() -> None:
    assert read(BODY, language="fr").language == "fr"


def test_two_outlets_with_one_text_are_two_reports_of_one_version() -> None:
    one, two = read(BODY, outlet="Kelm Courier"), read(BODY, outlet="Orvia")
    assert one.id != two.id and one.version == two.version
    assert (
        read(BODY, outlet="Kelm Courier", url="https://kelmcourier.example/1").id
        == read(BODY, url="https://kelmcourier.example/1").id
    )


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("With files from Orvia and Jo Banda", "Orvia"),
        ("With files from Jo Banda", None),
        ("(With inputs from SELNA)", "SELNA"),
        ("Orvia contributed to this report.", "Orvia"),
        ("SELNA writers Jo Banda in Quell and Mira Coe in Tirun contributed to this report.", "SELNA"),
        ("Additional reporting by Tolvapress", "Tolvapress"),
        ("Includes reporting from Orvia and SELNA.", "Orvia; SELNA"),
        ("Copyright 2031 Orvia. All rights reserved.", "Orvia"),
    ],
)
def test_a_last_line_credits_who_supplied_part_of_the_copy(line: str, agency: str | None) -> None:
    report = read(f"{BODY}\n\n{line}", outlet="Kelm Courier")
    assert report.byline_agency == agency
    assert line in furniture(report)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement 3",
        "Article content",
        "Get the daily Kelm news",
        "CLICK HERE TO GET THE COURIER APP",
        "Lost sailors from left: Ana Lem, Ivo Damm and Sela Ruk",
        "Ana Lem, left, and Ivo Damm, right, wait at the quay on Tuesday.",
        "14:05 GMT",
        "12 minutes ago",
        "Jo Ruk covers ports and shipping for the Courier. Follow her on X @joruk.",
        "Contact the writer at joruk@kelmcourier.example.",
    ],
)
def test_lines_of_the_shop_captions_and_clocks_are_furniture(line: str) -> None:
    assert line in furniture(read(f"{BODY}\n\n{line}\n\nThe gates were shut again at night, the ministry said."))


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell 3 percent in May, the bureau said.",
        "Reporting from Khelm has been restricted since May, the army said.",
        "With files from the ministry in hand, prosecutors charged Pell on Monday.",
        "Heavy rain contributed to this report being late, the office said.",
        "The ball came from left, Fenn scored from right.",
        "The votes for Pell, left, and Roth, right, were counted again on Monday.",
        "Police asked witnesses to write to tips@khelm.example.",
        "Compiled from 40 reports, the list names 212 dead.",
        "Recommended: a rate of 3 percent, the bank said.",
        "Click here, said the mail that emptied 40 accounts.",
        "Get in touch with your doctor, the ministry advised.",
    ],
)
@pytest.mark.parametrize("behind", ["", "\n\nThe gates were shut again at night, the ministry said."])
def test_a_sentence_that_begins_like_such_a_line_is_body(line: str, behind: str) -> None:
    report = read(f"{BODY}\n\n{line}{behind}", outlet="Kelm Courier")
    assert not report.furniture and report.byline_agency is None
