"""What a verb of saying says: clause, object, the clause around it, the quotation beside it, or nothing."""

from __future__ import annotations

import re

import pytest
from readings import KNOWN, lines, parsed, token, words

from reportedly.reading.lang.en import contents, verbs
from reportedly.reading.quotations import find_quotations


def content(text: str, verb: str) -> tuple[str, str]:
    """The words said with a verb, and the rule that found them."""
    parse = parsed(text)
    at = parse.tokens[token(parse, verb)]
    cue = verbs.cue_of(parse, at, KNOWN.cues)
    assert cue is not None
    kinds = set(cue.kind.split(","))
    spans, rule = contents.content_of(parse, at, kinds, find_quotations(text, lines(text)))
    return words(text, spans), rule


@pytest.mark.parametrize(
    ("text", "verb", "said", "rule"),
    [
        ("The army said the bridge had fallen.", "said", "the bridge had fallen", "verb-clause"),
        ("The bridge, police said, had fallen.", "said", "The bridge … had fallen", None),
        ("The army denied any link to the raiders.", "denied", "any link to the raiders", "verb-object"),
        ("The mayor condemned the raid on Dorrin.", "condemned", "the raid on Dorrin", "verb-object"),
        ("The Front claimed responsibility for the raid.", "claimed", "the raid", "verb-object"),
        ("The mayor urged them to leave.", "urged", "them to leave", "verb-call"),
        ("The mayor promised to reopen the school.", "promised", "to reopen the school", None),
        ("The society recorded 24 deaths in May.", "recorded", "24 deaths in May", "verb-tally"),
    ],
)
def test_contents(text: str, verb: str, said: str, rule: str | None) -> None:
    found, by = content(text, verb)
    assert re.sub(r"[ ,]*…[ ,]*", " … ", found).strip(" ,.") == said
    assert rule is None or by == rule


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The flood claimed 31 lives.", "claimed"),
        ("The mayor spoke by telephone.", "spoke"),
        ("The society recorded songs.", "recorded"),
        ("The gunmen called the guards.", "called"),
        ("The mayor asked.", "asked"),
    ],
)
def test_verbs_that_say_nothing_here(text: str, verb: str) -> None:
    assert content(text, verb)[0] == ""


def test_a_cue_that_interrupts_has_content_on_both_sides() -> None:
    said, _ = content("“Every house is empty,” said Ines Dorval, “and nobody tells us why.”", "said")
    assert "Every house is empty" in said


def test_what_goes_on_in_the_present_tense_is_said_too() -> None:
    said, _ = content(
        "The watch added that the garrison hands out fuel, and the fuel crosses the border by night.", "added"
    )
    assert said.endswith("hands out fuel, and the fuel crosses the border by night")


def test_where_it_was_said_is_no_part_of_it() -> None:
    said, _ = content("The Front claimed responsibility for the raid in a statement.", "claimed")
    assert said.strip() == "the raid"


def test_a_semicolon_keeps_the_clause_before_it_apart() -> None:
    said, _ = content("The river had risen; the army said the bridge had fallen.", "said")
    assert said == "the bridge had fallen"


def test_the_stretch_below_a_token() -> None:
    text = "The old mayor left."
    parse = parsed(text)
    assert text[slice(*contents.reach(parse, token(parse, "mayor")))] == "The old mayor"


@pytest.mark.parametrize("way", contents.WAYS, ids=[f"{way.rule} {way.verb}" for way in contents.WAYS])
def test_no_way_can_be_left_out_for_its_example(way: contents.Way, monkeypatch: pytest.MonkeyPatch) -> None:
    said = content(way.example, way.verb)
    assert said[0] and said[1] == way.rule
    monkeypatch.setattr(contents, "WAYS", tuple(other for other in contents.WAYS if other is not way))
    assert content(way.example, way.verb) != said
