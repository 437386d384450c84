"""The language of queries: text to query and back, and what is said where a text is no query."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cli.search import EPILOG
from reportedly.search.fields import FIELDS, Shape, table
from reportedly.search.parse import DEEPEST, parse
from reportedly.search.syntax import (
    OPERATORS,
    And,
    Area,
    DayRange,
    FieldIs,
    Near,
    Not,
    NumberRange,
    Or,
    Phrase,
    Query,
    QueryError,
    Term,
    text_of,
)
from reportedly.store.words import words

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(words)
PLAIN = st.from_regex(r"[^\W_][\w'’.+/-]{0,8}", fullmatch=True).filter(
    lambda word: word not in OPERATORS and words(word)
)
NUMBERS = st.none() | st.integers(0, 999_999_999)
DAYS = st.none() | st.dates(min_value=date(1, 1, 1)).map(date.isoformat)


def _ordered(pair: tuple) -> bool:
    low, high = pair
    return (low is not None or high is not None) and (low is None or high is None or low <= high)


def _named(shape: Shape) -> list[str]:
    return [field.name for field in FIELDS.values() if field.shape is shape]


def _listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=3).map(tuple)


LEAVES = st.one_of(
    st.builds(Term, PLAIN, st.booleans()),
    st.builds(Phrase, TEXTS),
    st.builds(FieldIs, st.sampled_from(_named(Shape.NAME)), _listed(TEXTS)),
    st.builds(FieldIs, st.sampled_from(_named(Shape.WHOLE)), _listed(TEXTS | TEXTS.map("={}".format))),
    st.sampled_from(_named(Shape.CHOICE)).flatmap(
        lambda name: st.builds(FieldIs, st.just(name), _listed(st.sampled_from(FIELDS[name].values)))
    ),
    st.builds(Near, _listed(TEXTS), st.integers(0, 20_000_000)),
    st.builds(
        Area, st.integers(-9000, 0), *[st.integers(-18000, 18000)], st.integers(0, 9000), st.integers(-18000, 18000)
    ),
    st.tuples(NUMBERS, NUMBERS).filter(_ordered).map(lambda pair: NumberRange("killed", *pair)),
    st.tuples(DAYS, DAYS).filter(_ordered).map(lambda pair: DayRange("date", *pair)),
)


def _joined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    many = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        many.filter(lambda found: not any(isinstance(part, And) for part in found)).map(And),
        many.filter(lambda found: not any(isinstance(part, Or) for part in found)).map(Or),
        parts.map(Not),
    )


@given(st.recursive(LEAVES, _joined, max_leaves=10))
def test_a_query_written_out_is_the_query(query: Query) -> None:
    assert parse(text_of(query)) == query


PIECES = st.sampled_from(
    ['"', "(", ")", "-", ":", "AND", "OR", "NOT", "killed:", ">=", "..", ",", "within:", "place:", "box:1,2", "*"]
)


@given(st.lists(st.one_of(PIECES, PLAIN, st.text(max_size=4), st.just(" ")), max_size=14).map("".join))
def test_any_text_is_a_query_or_is_told_why_not(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.offset <= len(text)
        assert error.value[:1] in text[error.offset :]
        assert error.fault
    else:
        assert parse(text_of(query)) == query


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a OR b c", Or((Term("a"), And((Term("b"), Term("c")))))),
        ("a AND -b", And((Term("a"), Not(Term("b"))))),
        ("(a OR b) NOT c", And((Or((Term("a"), Term("b"))), Not(Term("c"))))),
        ("shell*", Term("shell", True)),
        ("cease-fire", Term("cease-fire")),
        ("published:2016-07..2016-09", DayRange("published", "2016-07-01", "2016-09-30")),
        ("date:2024-02", DayRange("date", "2024-02-01", "2024-02-29")),
        ("date:<2016", DayRange("date", None, "2015-12-31")),
        ("killed:>9", NumberRange("killed", 10, None)),
        ("kind:Assault,coerce", FieldIs("kind", ("assault", "coerce"))),
        ('place:"Marrow Ford" within:1.5km x', And((Near(("Marrow Ford",), 1500), Term("x")))),
        ("box:35.5,-36,37,38.254 x", And((Area(3550, -3600, 3700, 3826), Term("x")))),
        ('"AND"', Phrase("AND")),
        ('source:"=Tesk Valley Watch",army', FieldIs("source", ("=Tesk Valley Watch", "army"))),
        ("cites:=Quellmark", FieldIs("cites", ("=Quellmark",))),
        ("  ", And(())),
    ],
)
def test_how_a_text_is_understood(text: str, told: Query) -> None:
    assert parse(text) == told


@pytest.mark.parametrize(
    ("text", "offset", "told"),
    [
        ("fire origin:>=2", 5, "did you mean `origins:`"),
        ("kind:asault", 5, "did you mean `assault`"),
        ("kind:assault,boom", 13, "its values are accident"),
        ("fire (a OR b", 5, "is never closed"),
        ("fire)", 4, "closes nothing"),
        ("fire OR", 7, "must stand after `OR`"),
        ("fire OR OR x", 8, "must stand on both sides"),
        ('say "no comment', 4, "never closed"),
        ("killed:many", 7, "killed:>=10"),
        ("killed:8..3", 7, "ends before it begins"),
        ("date:2016..2016-13", 11, "no date of the calendar"),
        ("within:5km", 0, "right after a place"),
        ("place:Anselt within:near", 20, "within:50km"),
        ("x box:1,2,3", 6, "south, west, north and east edge"),
        ("box:37,36,35,38", 4, "south,west,north,east"),
        ("box:10,20,95,30", 4, "beyond the globe"),
        ("x box:", 6, "must stand after the colon"),
        ("x killed:", 9, "must stand after the colon"),
        ("fire 🔥", 5, "no letter or digit"),
        ("()", 0, "nothing stands between"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST, "levels"),
        ("a " * 101, 200, "conditions"),
        ("a" * 2001, 2000, "2,000 characters"),
    ],
)
def test_an_error_points_at_the_character(text: str, offset: int, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert told in str(caught.value)


def test_the_document_has_the_table_of_fields_and_queries_that_can_be_asked() -> None:
    text = (Path(__file__).parents[1] / "docs/search.md").read_text(encoding="utf-8")
    assert table() in text
    for line in text.split("```")[1].strip().splitlines():
        parse(line)


def test_every_example_of_the_table_is_a_query() -> None:
    for field in FIELDS.values():
        parse(field.example)
        assert f"| `{field.name}:` |" in table()


def test_help_names_every_field() -> None:
    assert set(FIELDS) <= set(re.findall(r"[a-z]+", EPILOG))
