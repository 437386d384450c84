"""Attributions by a verb: who can be its source, which verb it is, and when nothing is said at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import KNOWN, lines, parsed, token, told, words

from reportedly.reading.lang.en import verbs
from reportedly.reading.quotations import find_quotations


def found(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of every attribution by a verb."""
    parse = parsed(text)
    return told(text, list(verbs.by_verb(parse, KNOWN.cues, KNOWN.nouns, find_quotations(text, lines(text)))))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The army said the bridge had fallen.", "The army", "said", "the bridge had fallen"),
        ("The bridge had fallen, the army said.", "the army", "said", "The bridge had fallen"),
        ("“The bridge fell,” said Ines Dorval.", "Ines Dorval", "said", "The bridge fell"),
        ("The army denied any link to the raiders.", "The army", "denied", "any link to the raiders"),
        ("The union accused the company of theft.", "The union", "accused", "the company of theft"),
        ("The union called for a strike on Monday.", "The union", "called", "for a strike on Monday"),
        ("The union urged the company to reopen the pier.", "The union", "urged", "the company to reopen the pier"),
        ("Satellite images showed smoke over the mill.", "Satellite images", "showed", "smoke over the mill"),
        ("Radio Ambry quoted Ines Dorval as saying it rained.", "Ines Dorval", "quoted", "it rained"),
        ("The mayor pointed out that it rained.", "The mayor", "pointed out", "it rained"),
        ("The society counted 24 deaths in the valley.", "The society", "counted", "24 deaths in the valley"),
        ("The mayor promised to reopen the school.", "The mayor", "promised", "to reopen the school"),
    ],
)
def test_attributions(text: str, source: str, cue: str, content: str) -> None:
    assert found(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The army did not say when the bridge had fallen.",
        "The treasurer was accused of theft.",
        "The flood claimed 31 lives.",
        "The army called up 4,000 reservists.",
        "The mayor spoke by telephone with the engineer.",
        "The company declined to comment on the lawsuit.",
        "The warlord was reported to have fled.",
        "The map showed.",
        "Recruits report for duty at noon.",
        "He gave interviews all day.",
        "The wall said nothing to the wind.",
        "",
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert found(text) == []


def test_two_sources_of_one_content_are_two_attributions() -> None:
    assert [(source, content) for source, _, content in found("The army and the mayor said the bridge had fallen.")] == [
        ("The army", "the bridge had fallen"), ("the mayor", "the bridge had fallen"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("The union called for a strike.", "called", "call for"),
        ("The army called up reservists.", "called", None),
        ("The union called the wage a joke.", "called", "call"),
        ("The mayor went on to say it rained.", "went", "go on"),
        ("The mayor walked home.", "walked", None),
    ],
)
def test_which_cue_a_verb_is(text: str, verb: str, lemma: str | None) -> None:
    parse = parsed(text)
    cue = verbs.cue_of(parse, parse.tokens[token(parse, verb)], KNOWN.cues)
    assert (cue.lemma if cue else None) == lemma


@pytest.mark.parametrize(
    ("noun", "speaks"),
    [("mayor", True), ("Okandu", True), ("brewer", True), ("she", True), ("road", False), ("Monday", False)],
)
def test_who_can_speak(noun: str, speaks: bool) -> None:
    parse = parsed("On Monday the mayor, Mirel Okandu, a brewer by the road, said she left.")
    assert verbs.can_speak(parse, token(parse, noun), KNOWN.nouns) is speaks


def test_content_is_cleared_of_source_cue_conjunction_and_marks() -> None:
    text = "The army said that “it rained”, in Dorrin."
    cleared = verbs.clear(parsed(text), ((0, len(text)),), ((0, 8), (9, 13)))
    assert words(text, cleared) == "it rained”, in Dorrin"


@FEW
@given(TEXTS)
def test_spans_lie_apart_and_in_the_text(text: str) -> None:
    parse = parsed(text)
    for one in verbs.by_verb(parse, KNOWN.cues, KNOWN.nouns, find_quotations(text, lines(text))):
        assert one.source and one.cue and one.content
        assert one.head is not None and one.cue[0][0] <= parse.tokens[one.head].start < one.cue[0][1]
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
        for start, end in one.content:
            assert not any(low < end and start < high for low, high in (*one.source, *one.cue))
