"""Relays that one attribution spells out, nearest the reader first; the last is the one whose word it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_reports import FEW, NEWS
from readings import attributed, parsed

from reportedly.reading.lang.en.relays import Link, links
from reportedly.records import Span


def any_name(head: int, span: Span) -> bool:
    """Every noun is an outlet: what is asked here is only who stands where."""
    return True


def chain(text: str) -> list[tuple[str, str]]:
    """Each link's words and the rule that saw it, of the first attribution of a text."""
    found = links(parsed(text), attributed(text)[0], any_name)
    return [(text[slice(*link.mention)], link.rule) for link in found]


@pytest.mark.parametrize(
    ("text", "names", "rule"),
    [
        ("A clerk told Radio Ambry that it had rained.", ["Radio Ambry", "A clerk"], "told"),
        ("Radio Ambry, citing a clerk, said it had rained.", ["Radio Ambry", "a clerk"], "citing"),
        ("Citing a clerk, Radio Ambry said it had rained.", ["Radio Ambry", "a clerk"], "citing"),
        ("Radio Ambry quoted a nurse as saying it had rained.", ["Radio Ambry", "a nurse"], "quoted-as-saying"),
        ("A nurse was quoted by Radio Ambry as saying it had rained.", ["Radio Ambry", "A nurse"], "quoted-by"),
        (
            "The army said in a statement carried by Radio Ambry that it had left.",
            ["Radio Ambry", "The army"],
            "shown-by",
        ),
        ("A clerk said in an interview with Radio Ambry that it had rained.", ["Radio Ambry", "A clerk"], "interview"),
        ("It had rained, according to a circular seen by Radio Ambry.", ["Radio Ambry", "a circular"], "seen-by"),
        ("Radio Ambry, on the authority of a clerk, said it had rained.", ["Radio Ambry", "a clerk"], "citing"),
        ("The army said it had left.", ["The army"], None),
    ],
)
def test_links(text: str, names: list[str], rule: str | None) -> None:
    found = chain(text)
    assert [name for name, _ in found] == names
    assert rule is None or rule in [by for _, by in found]


def test_three_links_deep() -> None:
    text = "Radio Ambry said it had rained, citing the Sornet agency, which quoted a nurse."
    assert [name for name, _ in chain(text)] == ["Radio Ambry", "the Sornet agency", "a nurse"]


@pytest.mark.parametrize(
    "text",
    [
        "The army said in a statement on its website that it had left.",
        "The army said on its channel that it had left.",
    ],
)
def test_ones_own_channel_is_no_relay(text: str) -> None:
    assert [name for name, _ in chain(text)] == ["The army"]


def test_who_is_no_outlet_is_no_relay() -> None:
    text = "A clerk told reporters that it had rained."
    found = links(parsed(text), attributed(text)[0], lambda head, span: False)
    assert [text[slice(*link.mention)] for link in found] == ["A clerk"]


@FEW
@given(NEWS)
def test_no_link_stands_twice_and_each_holds_its_head(text: str) -> None:
    parse = parsed(text)
    for attribution in attributed(text):
        found: tuple[Link, ...] = links(parse, attribution, any_name)
        assert len({link.mention for link in found}) == len(found)
        assert (not found) == (attribution.speaker is None)
        for link in found:
            assert 0 <= link.mention[0] < link.mention[1] <= len(text)
            assert link.cue is None or text[slice(*link.cue)].strip()
