"""The first lines of a pasted text: outlet, section, day, headline, byline, reading time and share line are no sentences."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Entity, Knowledge
from reportedly.records import Report, SourceType

KNOWN = Knowledge(
    {
        "selna": Entity("selna", "SELNA", SourceType.AGENCY, ("Selna News Agency",)),
        "kelm-courier": Entity("kelm-courier", "Kelm Courier", SourceType.MEDIA),
        "late-sun": Entity("late-sun", "The Late Sun", SourceType.MEDIA),
        "council": Entity("council", "Harbour Council", SourceType.OFFICIAL),
    }
)
HEADLINE = "Eighteen killed in strike on Korvash market"
BODY = (
    "At least 18 people were killed when a strike hit a market in Korvash on Tuesday, the Valley Monitor said.\n"
    "The army said that it had hit a depot. The Tarvin Post has learned that the market was full."
)


def read(*lines: str, **given: str) -> Report:
    return report_from_text("\n".join(lines), "pasted.txt", Given(**given), KNOWN)


def headline(report: Report) -> str | None:
    return report.text[slice(*report.headline)] if report.headline else None


def outlet(report: Report) -> str | None:
    return report.outlet.name if report.outlet else None


def body(report: Report) -> str:
    """What is read as the article's sentences."""
    left = list(report.text)
    for start, end in [*report.furniture, *([report.headline] if report.headline else [])]:
        left[start:end] = " " * (end - start)
    return " ".join("".join(left).split())


def test_the_lines_around_a_headline_are_the_reports_and_none_of_its_sentences() -> None:
    above = ("The Tarvin Post", "WORLD | LASTAN", "4 May 2031")
    below = ("By Ilse Morant", "Published 4 May 2031", "3 min read", "Share", "Korvash (SELNA)")
    report = read(*above, HEADLINE, *below, BODY)
    assert (outlet(report), headline(report), report.title) == ("Tarvin Post", HEADLINE, HEADLINE)
    assert (report.published, report.published_from, report.authors) == ("2031-05-04", "text", ("Ilse Morant",))
    assert (report.dateline, report.byline_agency) == ("Korvash", "SELNA")
    assert body(report) == " ".join(BODY.split())


def test_they_give_no_claims_events_or_places() -> None:
    lines = ("The Tarvin Post", "War | Lyman", "4 May 2031", HEADLINE, "By Ilse Morant in Lyman", "3 min read")
    reading = reportedly.read("\n".join([*lines, BODY]))
    begins = reading.report.text.index(HEADLINE), reading.report.text.index(BODY)
    spans = [span for claim in reading.claims for span in claim.spans] + [place.span for place in reading.places]
    assert spans and all(begins[0] <= start < begins[0] + len(HEADLINE) or start >= begins[1] for start, _ in spans)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kelm Courier", "Kelm Courier"),
        ("SELNA", "SELNA"),
        ("TARVIN POST", "Tarvin Post"),
        ("The Tarvin Post", "Tarvin Post"),
        ("Kelm Courier, Port Kelm", "Kelm Courier"),
        ("Kelm Courier | Ilse Morant | 4 May 2031", "Kelm Courier"),
        ("The Sarn Post", None),
        ("Harbour Council", None),
        ("Valley Monitor said", None),
        ("Lastan", None),
    ],
)
def test_only_an_outlets_own_name_makes_a_line_the_outlet(name: str, expected: str | None) -> None:
    assert outlet(read(name, "4 May 2031", HEADLINE, "3 min read", BODY)) == expected


def test_an_outlets_name_below_the_headline_is_the_outlet_and_an_agencys_the_credit() -> None:
    below = read(HEADLINE, "3 hours ago", "Share", "Ilse Morant", "Kelm Courier", BODY)
    assert (outlet(below), below.byline_agency, headline(below)) == ("Kelm Courier", None, HEADLINE)
    agency = read(HEADLINE, "SELNA", "4 May 2031", BODY)
    assert (outlet(agency), agency.byline_agency, agency.published) == (None, "SELNA", "2031-05-04")
    assert outlet(read("Kelm Courier", HEADLINE, "4 May 2031", BODY, outlet="Sarn Post")) == "Sarn Post"


@pytest.mark.parametrize(
    "lines",
    [
        ("Published 3 hours ago", HEADLINE, BODY),
        ("World", HEADLINE, "Ilse Morant | 4 May 2031", BODY),
        ("LASTAN", HEADLINE, "4 May 2031", BODY),
        (HEADLINE, "Estimated reading time: 4 minutes", BODY),
        (HEADLINE, "By", "Ilse Morant", "Share this article", BODY),
        (HEADLINE, "Ilse Morant, Port Kelm, 4 May 2031", "3-minute read", BODY),
        ("Kelm Courier", "", HEADLINE, "", BODY),
    ],
)
def test_a_headline_is_known_by_the_signs_around_it(lines: tuple[str, ...]) -> None:
    report = read(*lines)
    assert headline(report) == HEADLINE
    assert body(report) == " ".join(BODY.split())


def test_a_summary_between_the_headline_and_the_signs_is_read() -> None:
    summary = "Rescuers search the ruins as the toll is feared to rise."
    lines = (HEADLINE, "", summary, "", "By Ilse Morant in Port Kelm and Jon Askel in Sarn", "4 May 2031", "")
    report = read(*lines, "KORVASH (SELNA) — " + BODY)
    assert report.authors == ("Ilse Morant", "Jon Askel") and report.published == "2031-05-04"
    assert report.dateline == "KORVASH" and body(report) == " ".join(f"{summary} {BODY}".split())


@pytest.mark.parametrize(
    "lines",
    [
        ("Night over Korvash", "the bells are slow", "by the river", "nobody counts.", "In May they rang", "no more."),
        ("The bells are slow over Korvash", "Morning Comes", "and nobody counts them.", "In May they rang no more."),
        ("Interview with General Ruk", "BANDA: What happened there?", "RUK: We hit a depot.", "BANDA: Why?"),
        (HEADLINE, "Dam gates opened at Korvash", "Minister quits over letter", "Share prices fall in Sarn"),
        ("By Tuesday, Lastan Falls Silent", "Nobody had seen it coming, the harbour master said.", "He left."),
        (
            "Home to 400 people, the island has one ferry.",
            "World leaders said that they would help it.",
            "Nobody came.",
        ),
        (
            "At least eighteen people were killed in a strike on a market in the town of",
            "Korvash, a monitor said.",
            BODY,
        ),
    ],
)
def test_other_texts_are_read_as_they_stand(lines: tuple[str, ...]) -> None:
    report = read(*lines)
    assert not report.furniture and headline(report) is None
    assert (outlet(report), report.published, report.authors) == (None, None, ())


@pytest.mark.parametrize(
    "lines",
    [
        (HEADLINE, "4 May 2031", "Dam gates opened at Korvash", "3 May 2031", "Minister quits", "2 May 2031"),
        ("Diary of a siege", "4 May 2031", "The bridge fell.", "9 May 2031", "The river rose."),
        (HEADLINE, "By Ilse Morant", "A strike hit it.", "Dam gates opened", "By Jon Askel", "Two gates were opened."),
    ],
)
def test_days_and_bylines_that_go_on_below_are_no_sign_of_one_report(lines: tuple[str, ...]) -> None:
    report = read(*lines)
    assert (headline(report), report.published, report.authors) == (None, None, ())


def test_a_text_that_begins_with_its_dateline_has_no_headline() -> None:
    for opening in ("KORVASH (SELNA) - ", "KORVASH, Lastan, May 4 (SELNA) -\n", "Korvash (SELNA)\n"):
        report = read(opening + BODY)
        assert headline(report) is None and report.dateline in ("KORVASH", "KORVASH, Lastan", "Korvash")
        assert body(report) == " ".join(BODY.split())
    assert read("Korvash (Lastan)\n" + BODY).dateline is None


@pytest.mark.parametrize("line", [HEADLINE, "Tarvin Post", "Kelm Courier", "LASTAN", "General Ruk (centre)"])
def test_a_single_line_is_read(line: str) -> None:
    report = read(line)
    assert headline(report) is None and outlet(report) is None


def test_an_outlets_name_alone_does_not_sign_a_text() -> None:
    assert outlet(read("The Late Sun", "It rose over Korvash at six.", "Nobody saw it.")) is None
