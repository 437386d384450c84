"""Times: what the words name, and nothing that they do not."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.lang.en import time_calendar, time_relative
from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.lang.en.time_patterns import gates_of, patterns
from reportedly.reading.parse import Parse, Parser
from reportedly.reading.time_meaning import Pattern
from reportedly.reading.times import find_times
from reportedly.reading.timex import interval, shift, value_of
from reportedly.records import Time

PUBLISHED = "2031-05-14"  # a Wednesday


@pytest.fixture(scope="module")
def parser() -> Parser:
    return shared_parser()


def read(parser: Parser, text: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    parse: Parse = parser.parse(text, [(0, len(text))])
    return find_times(parse, published)


def only(parser: Parser, text: str, published: str | None = PUBLISHED) -> Time:
    found = read(parser, text, published)
    assert len(found) == 1, [text[t.span[0] : t.span[1]] for t in found]
    return found[0]


ABSOLUTE = [
    ("The convoy was hit on 3 March 2029.", "2029-03-03", "2029-03-03", "2029-03-03", "day"),
    ("The convoy was hit on March 3, 2029.", "2029-03-03", "2029-03-03", "2029-03-03", "day"),
    ("The siege began in June 2028.", "2028-06", "2028-06-01", "2028-06-30", "month"),
    ("The war began in 2027.", "2027", "2027-01-01", "2027-12-31", "year"),
    ("The bridge fell in the second quarter of 2030.", "2030-Q2", "2030-04-01", "2030-06-30", "quarter"),
    ("The town changed hands in the summer of 2029.", "2029-SU", "2029-06-01", "2029-08-31", "season"),
    ("The first half of 2030 was quiet.", "2030-H1", "2030-01-01", "2030-06-30", "half"),
    ("The file is dated 2031-05-02.", "2031-05-02", "2031-05-02", "2031-05-02", "day"),
    ("The custom goes back to the 18th century.", "17", "1700-01-01", "1799-12-31", "century"),
]


@pytest.mark.parametrize(("text", "value", "start", "end", "granularity"), ABSOLUTE)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_stands_for_itself_needs_no_publication_date(
    parser: Parser, text: str, value: str, start: str, end: str, granularity: str, published: str | None
) -> None:
    found = only(parser, text, published)
    assert (found.value, found.start, found.end, found.granularity) == (value, start, end, granularity)
    assert found.anchor is None


RELATIVE = [
    ("Two shells fell on Monday.", "2031-05-12", "2031-05-12", "2031-05-12"),
    ("Two shells fell on Wednesday.", "2031-05-14", "2031-05-14", "2031-05-14"),
    ("The army shelled the port late Tuesday.", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("The envoy will travel to Ostrava Bay on Friday.", "2031-05-16", "2031-05-16", "2031-05-16"),
    ("The port was shelled last Friday.", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("The port was shelled yesterday.", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("The port was shelled three days ago.", "2031-05-11", "2031-05-11", "2031-05-11"),
    ("The port was shelled last week.", "2031-W19", "2031-05-05", "2031-05-11"),
    ("The port was shelled earlier this month.", "2031-05", "2031-05-01", "2031-05-14"),
    ("The port was shelled last month.", "2031-04", "2031-04-01", "2031-04-30"),
    ("The port was shelled in early April.", "2031-04", "2031-04-01", "2031-04-10"),
    ("The port was shelled on 28 April.", "2031-04-28", "2031-04-28", "2031-04-28"),
    ("The port has been shelled since mid-April.", "2031-04", "2031-04-10", "2031-05-14"),
    ("The port was shelled last year.", "2030", "2030-01-01", "2030-12-31"),
    ("The port was shelled last summer.", "2030-SU", "2030-06-01", "2030-08-31"),
    ("The port was shelled on Tuesday night.", "2031-05-13TNI", "2031-05-13", "2031-05-13"),
]


@pytest.mark.parametrize(("text", "value", "start", "end"), RELATIVE)
def test_relative_times_count_from_the_publication_date(
    parser: Parser, text: str, value: str, start: str, end: str
) -> None:
    found = only(parser, text)
    assert (found.value, found.start, found.end) == (value, start, end)
    assert found.anchor == "publication"


@pytest.mark.parametrize("text", [row[0] for row in RELATIVE])
def test_without_a_publication_date_no_day_is_invented(parser: Parser, text: str) -> None:
    found = only(parser, text, None)
    assert found.start is None and found.end is None
    assert found.anchor == "publication"


def test_vague_stays_vague(parser: Parser) -> None:
    found = only(parser, "Over the past few days shells fell on the port.")
    assert (found.type, found.value, found.start, found.end) == ("DURATION", "PXD", None, PUBLISHED)
    found = only(parser, "Shells fell on the port for weeks.")
    assert (found.type, found.value, found.start, found.end) == ("DURATION", "PXW", None, None)


def test_a_counted_past_has_both_ends(parser: Parser) -> None:
    found = only(parser, "Ninety shells fell over the past three weeks.")
    assert (found.value, found.start, found.end) == ("P3W", "2031-04-23", PUBLISHED)


def test_weeks_in_a_row_are_a_length(parser: Parser) -> None:
    found = only(parser, "The port was shelled three weeks in a row.")
    assert (found.type, found.value, found.start) == ("DURATION", "P3W", None)


def test_days_after_an_event_are_anchored_to_its_words(parser: Parser) -> None:
    found = only(parser, "The minister resigned two days after the attack.")
    assert (found.type, found.value, found.start, found.anchor) == ("DURATION", "P2D", None, "after the attack")


def test_the_next_day_counts_from_the_day_before_it_in_the_text(parser: Parser) -> None:
    first, second = read(parser, "The port fell on 2 May 2031. The next day the airfield fell.")
    assert (first.value, second.value, second.anchor) == ("2031-05-02", "2031-05-03", "earlier time")


@pytest.mark.parametrize(
    "text",
    [
        "The army may shell the port.",
        "About 2000 people fled.",
        "A 12-year-old boy was hurt.",
        "It was the second shell.",
        "He paid $1990 for the car.",
    ],
)
def test_what_is_no_time_is_not_read_as_one(parser: Parser, text: str) -> None:
    assert read(parser, text) == ()


def test_day_and_month_in_figures_are_read_only_where_one_must_be_the_day(parser: Parser) -> None:
    assert only(parser, "The file is dated 25/04/2031.").value == "2031-04-25"
    assert only(parser, "The file is dated 05/04/2031.").value == "2031"


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_every_pattern_finds_its_example_opens_its_gate_and_has_a_meaning(pattern: Pattern) -> None:
    found = pattern.regex.search(f"It was {pattern.example} there.")
    assert found is not None and found[0] == pattern.example
    assert pattern.gate in {
        gate for word in pattern.example.replace(",", "").split() for gate in gates_of(word.casefold())
    }
    assert pattern.meaning.__module__ in (time_calendar.__name__, time_relative.__name__)


UNITS = ["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.sampled_from(UNITS), st.integers(-40, 40))
def test_a_unit_holds_its_day_and_never_ends_before_it_starts(day: date, unit: str, amount: int) -> None:
    held = interval(value_of(day, unit))
    if held is not None:
        assert held.first <= held.last
        assert unit == "weekend" or held.first <= day <= held.last
    there = shift(day, amount, unit)
    assert there is None or (there >= day if amount >= 0 else there <= day)


WORDS = [
    "the",
    "past",
    "last",
    "next",
    "two",
    "Monday",
    "March",
    "3",
    "2031",
    "-",
    "weeks",
    "days",
    "after",
    "attack",
    "since",
    "mid",
    "ago",
    "early",
    "31",
    "99/99/99",
    "5:61",
    "night",
    "February 30",
    "to",
    "quarter",
    "every",
    "this",
    ".",
    "overnight",
    "a year earlier",
    "the following",
    "half",
]


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=25),
    published=st.sampled_from([None, "2031-05-14", "0001-01-01", "9999-12-31"]),
)
def test_any_words_give_verbatim_spans_and_ordered_days(
    parser: Parser, words: list[str], published: str | None
) -> None:
    text = " ".join(words)
    found = read(parser, text, published)
    for time in found:
        assert text[time.span[0] : time.span[1]].strip()
        assert time.start is None or time.end is None or time.start <= time.end
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))


def test_a_decimal_is_no_year(parser: Parser) -> None:
    assert read(parser, "The index closed at 2082.1 points.") == ()


def test_feasts_and_early_weekends(parser: Parser) -> None:
    assert only(parser, "The truce of last Christmas held.").value == "2030-12-25"
    assert only(parser, "Shells fell over the weekend.").start == "2031-05-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen took 40 hostages on June 7, and nine are still held.", "2030-06-07"),
        ("They have fought since June 7 along the river.", "2030-06-07"),
        ("The June 7 attack on Brenholt killed 40 people.", "2030-06-07"),
        ("Survivors of the June 7 massacre spoke.", "2030-06-07"),
        ("On June 3, a jury convicted him of fraud.", "2030-06-03"),
        ("A shell hit the school on May 15, police said.", "2031-05-15"),
        ("The council scheduled elections on June 7.", "2031-06-07"),
        ("The army said it would leave on June 7.", "2031-06-07"),
        ("The company agreed to pay a dividend on June 7.", "2031-06-07"),
        ("The team was to play Sudvik on June 7.", "2031-06-07"),
        ("The June 7 elections will go ahead.", "2031-06-07"),
    ],
)
def test_a_day_without_a_year_on_which_something_has_happened_lies_behind(parser: Parser, text: str, day: str) -> None:
    assert only(parser, text).start == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vesland had vowed to strike back for an attack Friday on a dormitory.", "2031-05-09"),
        ("He vowed revenge for the bombing on Friday.", "2031-05-09"),
        ("Vesland vowed to strike Friday.", "2031-05-16"),
        ("Rebels threatened an attack Friday on the port.", "2031-05-16"),
    ],
)
def test_an_attack_that_is_answered_lies_behind_the_vow(parser: Parser, text: str, day: str) -> None:
    assert only(parser, text).start == day


def test_the_day_before_and_after_count_from_the_day_told_last(parser: Parser) -> None:
    first, before, after = read(
        parser, "The mine was shelled on 3 May. The day before, guards had fled; the day after, it shut."
    )
    assert (first.start, before.start, after.start) == ("2031-05-03", "2031-05-02", "2031-05-03")
    assert only(parser, "He came the day before.").start is None


def test_a_day_after_weeks_that_count_from_a_day_is_a_day(parser: Parser) -> None:
    text = "Gunmen raided the market on 10 May. Two weeks earlier they had burned it. The following day they left."
    assert [time.start for time in read(parser, text)] == ["2031-05-10", "2031-04-21", "2031-04-27"]
