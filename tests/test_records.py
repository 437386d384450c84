"""Records and their JSON: nothing is lost, and what does not fit is refused by name."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import (
    By,
    Certainty,
    Claim,
    Form,
    Reading,
    Report,
    Source,
    SourceType,
    claim_id,
    cut,
    from_json,
    report_id,
    to_json,
    version_of,
)

WORDS = st.text(max_size=12)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    float: st.floats(allow_nan=False, allow_infinity=False),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field with this type may hold."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(st.none() if arg is type(None) else values(arg) for arg in inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if dataclasses.is_dataclass(hint):
        return records(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return LEAVES[hint]


def records(cls: Any) -> st.SearchStrategy[Any]:
    """Any record of a class, all fields filled."""
    hints = typing.get_type_hints(cls)
    return st.builds(cls, **{field.name: values(hints[field.name]) for field in dataclasses.fields(cls)})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(records(Reading))
def test_a_reading_survives_json_to_the_last_field(reading: Reading) -> None:
    assert from_json(Reading, json.loads(json.dumps(to_json(reading)))) == reading


def smallest() -> Reading:
    report = Report("r", version_of(b"x"), "x.txt", "Rain fell.")
    claim = Claim("c", "body", ((0, 9),), "Rain fell", Form.INDIRECT, Certainty.ASSERTED)
    return Reading(report, By("rules@1", None, "empty"), (claim,))


def test_a_reading_says_its_schema_and_kind() -> None:
    told = to_json(smallest())
    assert (told["schema"], told["kind"]) == ("reportedly/1", "reading")
    assert told["claims"][0]["chain"] == []


def test_keys_of_a_later_version_are_passed_over() -> None:
    told = to_json(smallest())
    told["claims"][0]["weather"] = "wet"
    assert from_json(Reading, told) == smallest()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda told: told["report"].pop("text"), "Reading.report: text missing"),
        (lambda told: told["report"].update(text=7), "Reading.report.text: str was expected"),
        (lambda told: told["claims"][0].update(spans=[[0]]), r"Reading.claims\[0\].spans\[0\]: 2 values were expected"),
        (lambda told: told.update(claims="none"), "Reading.claims: a list was expected"),
        (lambda told: told["claims"][0].update(certainty="sure"), "sure"),
    ],
)
def test_what_does_not_fit_is_named(change: Any, says: str) -> None:
    told = to_json(smallest())
    change(told)
    with pytest.raises(ValueError, match=says):
        from_json(Reading, told)


def test_two_outlets_with_one_text_are_two_reports_of_one_version() -> None:
    assert report_id(None, "a.csv", 3, "Coastal Post") != report_id(None, "a.csv", 3, "Harbour Radio")
    assert report_id("https://example.org/1", "a.txt") == report_id("https://example.org/1", "b.txt")
    assert version_of(b"same") == version_of(b"same") != version_of(b"other")


def test_a_claim_is_its_words_and_the_mentions_they_come_through() -> None:
    first = Source("the harbour master", SourceType.OFFICIAL, mention=(0, 18))
    assert claim_id("r", "v", ((1, 5),), [first]) == claim_id(
        "r", "v", ((1, 5),), [dataclasses.replace(first, name="he")]
    )
    assert claim_id("r", "v", ((1, 5),), [first]) != claim_id("r", "v", ((1, 5),), [])
    assert claim_id("r", "v", ((1, 5),), [first]) != claim_id("another", "v", ((1, 5),), [first])


def test_the_origin_is_the_last_of_the_chain() -> None:
    relay, origin = Source("Coastal News", SourceType.AGENCY), Source("a pilot", SourceType.WITNESS)
    claim = dataclasses.replace(smallest().claims[0], chain=(relay, origin))
    assert claim.origin == origin
    assert smallest().claims[0].origin is None


def test_words_apart_are_joined_by_an_ellipsis() -> None:
    assert cut("Rain, he said, fell", ((0, 4), (15, 19))) == "Rain … fell"
