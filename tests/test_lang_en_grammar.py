"""Questions to a parse: subject, passive, agent, clause, and where a noun phrase ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import parsed, token

from reportedly.reading.lang.en import grammar


def phrase(text: str, head: str) -> str:
    parse = parsed(text)
    return text[slice(*grammar.noun_phrase(parse, token(parse, head)))]


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Ines Dorval, the mayor of Dorrin, said it rained.", "Dorval", "Ines Dorval"),
        ("The mayor of Dorrin said it rained.", "mayor", "The mayor of Dorrin"),
        ("The clerk, who feared for his job, said it rained.", "clerk", "The clerk"),
        ("Governor Mirel Okandu said it rained.", "Okandu", "Governor Mirel Okandu"),
        ("A doctor at the Ellory infirmary said it rained.", "doctor", "A doctor at the Ellory infirmary"),
        ("The Salt Workers Union (SWU) said it rained.", "Union", "The Salt Workers Union (SWU)"),
    ],
)
def test_where_a_noun_phrase_ends(text: str, head: str, expected: str) -> None:
    assert phrase(text, head) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The bridge was blown up by the army.", "blown", True),
        ("The army blew up the bridge.", "blew", False),
        ("A statement carried by Radio Ambry said it rained.", "carried", True),
    ],
)
def test_passives(text: str, verb: str, expected: bool) -> None:
    parse = parsed(text)
    assert grammar.passive(parse, token(parse, verb)) is expected


def test_agent_of_a_passive() -> None:
    parse = parsed("The bridge was blown up by the army.")
    found = grammar.agent(parse, token(parse, "blown"))
    assert found is not None and parse.tokens[found].text == "army"
    assert grammar.agent(parsed("The bridge was blown up."), 3) is None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army said it had left.", "said", "army"),
        ("The army denied it and blamed the rain.", "blamed", "army"),
        ("The clerk who said it rained left.", "said", "clerk"),
        ("The army said it had left, adding that it rained.", "adding", "army"),
        ("There were no reports.", "were", None),
    ],
)
def test_subjects(text: str, verb: str, expected: str | None) -> None:
    parse = parsed(text)
    found = grammar.subject(parse, token(parse, verb))
    assert (parse.tokens[found].text if found is not None else None) == expected


def test_negation_is_the_verbs_own() -> None:
    parse = parsed("The army did not say that the bridge had fallen.")
    assert grammar.negated(parse, token(parse, "say")) and not grammar.negated(parse, token(parse, "fallen"))


def test_the_words_of_a_cue() -> None:
    text = "The army has repeatedly denied that it left. The mayor pointed out that it rained."
    parse = parsed(text)
    assert text[slice(*grammar.verb_group(parse, token(parse, "denied")))] == "has repeatedly denied"
    assert text[slice(*grammar.verb_group(parse, token(parse, "pointed")))] == "pointed out"


def test_a_name_set_off_behind_an_office() -> None:
    text = "The mayor of Dorrin, Ines Dorval, said it rained. The mayor of Dorrin, where it rained, left."
    parse = parsed(text)
    found = grammar.named_after(parse, text.index(","))
    assert found is not None and text[slice(*found)] == "Ines Dorval"
    assert grammar.named_after(parse, text.rindex("Dorrin") + 6) is None


def test_conjuncts_are_all_who_speak() -> None:
    parse = parsed("The army and the mayor said it rained.")
    assert [parse.tokens[i].text for i in grammar.conjuncts(parse, token(parse, "army"))] == ["army", "mayor"]


@FEW
@given(TEXTS)
def test_every_question_has_an_answer_inside_the_text(text: str) -> None:
    parse = parsed(text)
    for word in parse.tokens:
        start, end = grammar.noun_phrase(parse, word.i)
        assert start <= word.start < word.end <= end <= len(text)
        low, high = grammar.verb_group(parse, word.i)
        assert low <= word.start and word.end <= high
        for found in (grammar.subject(parse, word.i), grammar.agent(parse, word.i), grammar.clause_of(parse, word.i)):
            assert found is None or parse.tokens[found].sentence == word.sentence
        assert all(parse.tokens[i].sentence == word.sentence for i in grammar.conjuncts(parse, word.i))
