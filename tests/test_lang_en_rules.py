"""The rules together: accordance, nouns with a that-clause, reports of something; one attribution a cue, in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import KNOWN, attributed, parsed, told

from reportedly.knowledge import Knowledge
from reportedly.reading.lang.en.rules import EnglishRules, distinct


def found(text: str) -> list[tuple[str, str]]:
    return [(source, content) for source, _, content in told(text, attributed(text))]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the army, the bridge had fallen.", "the army", "the bridge had fallen"),
        ("The bridge had fallen, according to the army.", "the army", "The bridge had fallen"),
        ("The bridge, according to the army, had fallen.", "the army", "The bridge … had fallen"),
        ("In the words of the mayor, the siege was a slow drowning.", "the mayor", "the siege was a slow drowning"),
        ("By the army's account, the bridge had fallen.", "the army's", "the bridge had fallen"),
        ("The claim by the army that it had sunk a gunboat was old.", "the army", "it had sunk a gunboat"),
        ("The army's claim that the bridge had fallen was old.", "The army's", "the bridge had fallen"),
        ("Reports of a mutiny reached the capital.", "Reports", "a mutiny"),
        (
            "The road, as one officer put it, belongs to the smugglers.",
            "one officer",
            "The road … belongs to the smugglers",
        ),
    ],
)
def test_rules_other_than_verbs(text: str, source: str, content: str) -> None:
    ((who, what),) = found(text)
    assert who.removesuffix("'s") == source.removesuffix("'s") and what == content


@pytest.mark.parametrize(
    "text",
    [
        "According to plan, the bridge was opened.",
        "According to the schedule, the bridge was opened.",
        "In a word, the bridge was closed.",
        "The claim that the bridge had fallen was old.",
        "The bridge fell by its own weight.",
        "He put it on the table as it rained.",
    ],
)
def test_what_only_looks_so(text: str) -> None:
    assert found(text) == []


def test_said_and_promised_are_two_contents() -> None:
    text = "The mayor said the port was open and promised that fuel would come."
    assert [content.removesuffix(" and ") for _, content in found(text)] == ["the port was open", "fuel would come"]


def test_a_report_of_a_report_keeps_the_outer_source_out_of_the_inner_content() -> None:
    text = "The field is clear, the army said in a statement, Radio Ambry reported."
    assert all("Radio Ambry" not in content for _, content in found(text)[:1])


def test_one_cue_of_one_source_is_one_attribution() -> None:
    text = "The bridge had fallen, the army said."
    twice = attributed(text) * 2
    assert distinct(twice) == attributed(text)


def test_the_rules_need_no_names_to_be_known() -> None:
    text = "Zorbal Kint told the Wexa agency that the glimmer mine had closed."
    empty = Knowledge.load(entities=False)
    assert told(text, EnglishRules(empty).attribute(parsed(text), ())) == told(
        text, EnglishRules(KNOWN).attribute(parsed(text), ())
    )


@FEW
@given(TEXTS)
def test_attributions_of_any_text_are_in_order_and_in_it(text: str) -> None:
    all_of_them = attributed(text)
    assert all_of_them == sorted(all_of_them, key=lambda one: one.sort_key)
    assert len({(one.cue, one.source) for one in all_of_them}) == len(all_of_them)
    for one in all_of_them:
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
