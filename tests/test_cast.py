"""The cast: which mentions are one source, and that what is merely described alike is not."""

from __future__ import annotations

import pytest
from readings import KNOWN, attributed, parsed, read

from reportedly.reading.cast import Cast, acronym_of
from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.layers import Voice, keys_of


def cast(text: str) -> list[Voice]:
    """The source of each attribution of a text, in order."""
    parse = parsed(text)
    met, naming = Cast(parse), EnglishNaming(KNOWN)
    actors = []
    for one in attributed(text):
        assert one.speaker is not None
        mention = naming.mention(parse, one.speaker, one.mention or one.source[0])
        actors.append(met.resolve(mention, parse.tokens[one.speaker].sentence))
    return actors


def origins(text: str) -> list[str]:
    return [claim.chain[-1].name for claim in read(text).claims if claim.chain]


@pytest.mark.parametrize(
    "again",
    [
        "He said",
        "Roan said",
        "Tavish Roan said",
        "The engineer said",
        "Mr. Roan said",
    ],
)
def test_a_person_is_met_again(again: str) -> None:
    first, second = cast(f"The engineer Tavish Roan said the levee held. {again} the river was falling.")
    assert first is second and first.name == "Tavish Roan"


@pytest.mark.parametrize("again", ["It said", "The society said", "The Ellory Rescue Society said", "The ERS said"])
def test_a_body_is_met_again(again: str) -> None:
    first, second = cast(f"The Ellory Rescue Society said the levee held. {again} the river was falling.")
    assert first is second and first.name == "Ellory Rescue Society"


def test_a_bracketed_acronym_is_the_same_body() -> None:
    first, second = cast("The Sorvane Salt Workers Union (SSWU) said the pans were closed. SSWU said nobody was paid.")
    assert first is second


def test_two_sources_described_alike_are_not_shown_to_be_one() -> None:
    first, second = cast("A military source said the ridge was lost. A military source said the town had held.")
    assert first is not second


def test_a_category_said_twice_is_one_category() -> None:
    first, second = cast("Residents said the mill burned. Residents said nobody came.")
    assert first is second


def test_he_goes_back_past_a_body_to_a_person() -> None:
    assert origins("Governor Mirel Okandu said the port was open. The Jullick army said it had left. He said ferries ran.") == [
        "Mirel Okandu", "Jullick army", "Mirel Okandu",
    ]  # fmt: skip


def test_it_goes_back_past_a_person_to_a_body() -> None:
    assert origins("The Jullick army said it had left. Governor Mirel Okandu said ferries ran. It said the ridge was quiet.") == [
        "Jullick army", "Mirel Okandu", "Jullick army",
    ]  # fmt: skip


def test_an_unnamed_source_named_in_the_next_sentence_takes_the_name() -> None:
    text = "An activist in Dorrin said the bakery was hit. “People were queuing,” the activist, Lio Fen, said."
    assert origins(text) == ["Lio Fen", "Lio Fen"]


def test_a_plural_category_followed_by_one_named_member_stays_the_category() -> None:
    text = "Activists in Dorrin said the bakery was hit. “People were queuing,” said Lio Fen, a shopkeeper."
    assert origins(text) == ["Activists in Dorrin", "Lio Fen"]


def test_a_pronoun_before_anybody_has_spoken_stands_for_nobody_yet() -> None:
    (actor,) = cast("He said the mill had burned.")
    assert actor.best.pronoun


def test_two_persons_stay_two() -> None:
    first, second = cast("Tavish Roan said the levee held. Ines Dorval said the wells were dry.")
    assert first is not second


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sorvane Salt Workers Union", "sswu"),
        ("Front for the Liberation of Dorrin", "fld"),
        ("Ellory Society", None),
        ("army", None),
        ("", None),
    ],
)
def test_the_letters_of_a_long_name(name: str, letters: str | None) -> None:
    assert acronym_of(name) == letters


def test_a_mention_is_known_by_its_name_and_its_bracket() -> None:
    text = "The Sorvane Salt Workers Union (SSWU) said the pans were closed."
    assert set(keys_of(cast(text)[0].best)) == {"sorvane salt workers union", "sswu"}
