"""Chains: relays spelt out, one source inside another's words, a speaker who goes on; what is left is the outlet's own."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from random_reports import FEW, NEWS
from readings import KNOWN, attributed, bare, chain, parsed, read

from reportedly.reading.cast import Cast
from reportedly.reading.lang.en.chains import build, is_outlet
from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.lang.en.own_voice import own_voice
from reportedly.reading.lang.en.reader import by_rules
from reportedly.reading.spans import overlap


def chains(text: str, outlet: str | None = None) -> dict[str, list[str]]:
    """The chain of each claim by its words."""
    return {claim.text: chain(claim) for claim in read(text, outlet).claims}


def test_x_said_y_blamed_z_is_two_claims() -> None:
    found = chains("The engineer Tavish Roan said villagers had blamed the miners for the flood.")
    assert found == {
        "villagers had blamed the miners for the flood": ["Tavish Roan"],
        "the miners for the flood": ["Tavish Roan", "villagers"],
    }


def test_an_outlet_whose_whole_report_is_anothers_word_is_only_its_relay() -> None:
    found = chains("Radio Ambry said a nurse had told it that the ward was full.")
    assert list(found.values())[-1] == ["Radio Ambry", "nurse"]


def test_a_relay_is_carried_on_with_a_pronoun_but_not_with_a_name() -> None:
    told = "Governor Mirel Okandu told the Sornet news agency that the port was open. "
    assert chains(told + "She said ferries ran.")["ferries ran"] == ["Sornet news agency", "Mirel Okandu"]
    assert chains(told + "Mirel Okandu said ferries ran.")["ferries ran"] == ["Mirel Okandu"]


def test_a_relay_does_not_pass_an_own_sentence() -> None:
    text = (
        "Governor Mirel Okandu told the Sornet news agency that the port was open. Fog lay on the river all day. "
        "The mill was shut. Nobody worked. She said ferries ran."
    )
    assert chains(text)["ferries ran"] == ["Mirel Okandu"]


def test_what_was_told_to_the_outlet_itself_has_no_relay() -> None:
    text = "A harbour clerk told Radio Ambry that two barges had sunk."
    assert chains(text)["two barges had sunk"] == ["Radio Ambry", "harbour clerk"]
    assert chains(text, "Radio Ambry")["two barges had sunk"] == ["harbour clerk"]


def test_a_claim_that_is_rejected_is_the_rejecters_denial_of_the_same_words() -> None:
    text = "The Red Sparrow Front said it had sunk a gunboat. The Jullick navy rejected the claim."
    claims = [(c.text, chain(c), c.certainty) for c in read(text).claims]
    assert ("it had sunk a gunboat", ["Jullick navy"], "denied") in claims
    assert ("it had sunk a gunboat", ["Red Sparrow Front"], "asserted") in claims


def test_a_platform_is_no_relay() -> None:
    assert list(chains("“The port is open,” Governor Mirel Okandu wrote on her Facebook page.").values()) == [
        ["Mirel Okandu"]
    ]


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("Radio Ambry", True),
        ("the Sornet news agency", True),
        ("Captain Bram Sedlak", False),
        ("reporters", False),
        ("him", False),
    ],
)
def test_who_is_an_outlet(phrase: str, outlet: bool) -> None:
    text = f"The clerk spoke to {phrase} about the port."
    parse = parsed(text)
    start = text.index(phrase)
    inside = parse.between(start, start + len(phrase))
    mention = EnglishNaming(KNOWN).mention(parse, inside[-1].i, (start, start + len(phrase)))
    assert is_outlet(mention, Cast(parse)) is outlet


SUNK = "The Jullick army said that two barges had sunk"
CITED = "The Jullick army citing a port pilot, reported that two barges had sunk"


@FEW
@given(NEWS)
@example(f"{SUNK} - {SUNK} - the Jullick army{CITED}, {CITED}, {SUNK}. ")
def test_chains_are_short_and_hold_nobody_twice(text: str) -> None:
    parse = parsed(text)
    for told in build(parse, attributed(text), EnglishNaming(KNOWN), Cast(parse)):
        voices = [id(step.voice) for step in told.steps]
        assert 0 < len(voices) == len(set(voices)) <= 8
        assert told.content and told.origin is told.steps[-1]


@FEW
@given(NEWS)
def test_own_voice_holds_nothing_that_somebody_says(text: str) -> None:
    parse = parsed(text)
    told = build(parse, attributed(text), EnglishNaming(KNOWN), Cast(parse))
    said = [span for one in told for span in one.content]
    for own in own_voice(parse, told):
        assert not own.steps
        assert all(overlap(part, span) == 0 for part in own.content for span in said)


@FEW
@given(NEWS)
def test_every_sentence_with_words_enough_is_somebodys(text: str) -> None:
    """Nothing told in a whole sentence is lost: it is claimed by a source or by the outlet."""
    report = bare(text)
    parse = by_rules().parse(report)
    claimed = [span for claim in by_rules().read(report).claims for span in claim.spans]
    cited = [s for one in attributed(text) for s in (*one.cue, *one.source)]
    for sentence in parse.sentences:
        verbs = [t for t in parse.sentence_tokens(sentence) if t.tag in ("VBD", "VBZ", "VBP")]
        touched = any(overlap((sentence.start, sentence.end), span) for span in [*claimed, *cited])
        assert touched or len(verbs) == 0 or sentence.last - sentence.first < 5
