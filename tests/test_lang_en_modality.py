"""Hedges, plans, predictions and negation: on what the main clause reports, and nowhere else."""

from __future__ import annotations

import pytest
from readings import KNOWN, parsed

from reportedly.reading.lang.en import modality
from reportedly.reading.spans import trimmed


def hedged_by(text: str) -> str | None:
    """The words that hold a sentence back."""
    parse = parsed(text)
    whole = (trimmed(text, (0, len(text))),)
    found = modality.hedge(parse, whole, modality.main_verb(parse, whole), None)
    return text[slice(*found)] if found else None


def planned_by(text: str) -> str | None:
    parse = parsed(text)
    root = modality.main_verb(parse, ((0, len(text)),))
    found = modality.plan(parse, root, None, KNOWN.nouns) if root is not None else None
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pilot reportedly bailed out.", "reportedly"),
        ("Four people died in an alleged attack.", "alleged"),
        ("A suspected drone raid killed four people.", "suspected"),
        ("The driver may have fallen asleep.", "may"),
        ("The fire might spread to the mill.", "might"),
        ("The barge could have hit a mine.", "could"),
        ("The mill appears to have burned down.", "appears"),
        ("The banker is believed to have fled.", "believed"),
        ("Initial reports said the mill had burned.", "Initial"),
        ("It was not clear who fired first.", "clear"),
        ("The army could not verify the film.", "could"),
    ],
)
def test_what_holds_a_report_back(text: str, words: str) -> None:
    assert hedged_by(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned down.",
        "The bridge, which may date from 1640, was blown up.",
        "The widow wept over the alleged ambush of her son.",
        "The crew could hear the waves.",
        "The crew could not see the shore.",
        "The inquiry was held in May.",
        "The army marched on the likely capital Dorrin in a column, as expected.",
    ],
)
def test_words_of_doubt_that_hold_nothing_back(text: str) -> None:
    assert hedged_by(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministry will close the tunnel on Monday.", "will"),
        ("The parliament is to vote on Thursday.", "is to vote"),
        ("The talks are set to resume on Friday.", "set"),
        ("The company plans to reopen the pier.", "plans"),
    ],
)
def test_announced_acts(text: str, words: str) -> None:
    assert planned_by(text) == words


@pytest.mark.parametrize(
    "text", ["Prices will rise by a third.", "The toll will reach a hundred.", "The ministry closed the tunnel."]
)
def test_nobodys_act_is_no_plan(text: str) -> None:
    assert planned_by(text) is None


def test_a_prediction_is_the_future_all_the_same() -> None:
    parse = parsed("Prices will rise by a third.")
    assert modality.futures(parse, 2) is not None


def test_senses_of_the_table_are_there_and_lower_case() -> None:
    for sense in (
        "hedge_adverb",
        "hedge_adjective",
        "hedge_modal",
        "seeming_verb",
        "stance",
        "will",
        "scheduled",
        "undeliberate",
    ):
        found = modality.words(sense)
        assert found and all(word == word.lower() for word in found)


def test_nothing_has_no_main_verb() -> None:
    assert modality.main_verb(parsed(""), ()) is None
    assert modality.hedge(parsed("It rained."), (), None, None) is None


def test_a_noun_taken_for_a_verb_at_the_end_does_not_head_the_claim() -> None:
    text = "Smugglers are allegedly carrying rockets across Lake Oskar to the rebels of the Sorvian highlands."
    parse = parsed(text)
    at = modality.main_verb(parse, ((0, len(text)),))
    assert at is not None and parse.tokens[at].text == "carrying"


@pytest.mark.parametrize(
    ("text", "content", "words"),
    [
        ("A film made by the miners purportedly shows two of the foremen.", "two of the foremen", "purportedly"),
        ("No miller was hurt according to preliminary data, she added.", "No miller was hurt", "preliminary"),
        ("A film made by the miners shows two of the foremen.", "two of the foremen", None),
        ("No miller was hurt according to the mayor, she added.", "No miller was hurt", None),
    ],
)
def test_doubt_stands_on_what_is_said_from_outside_it(text: str, content: str, words: str | None) -> None:
    at = text.index(content)
    found = modality.outright(parsed(text), ((at, at + len(content)),), None)
    assert (text[slice(*found)] if found else None) == words
