"""Who speaks while held: whoever the text says is held when they speak, wherever in the report it says so; and nobody else."""

from __future__ import annotations

from functools import cache

import pytest
from readings import KNOWN, parsed, read

from reportedly.readers import Reader
from reportedly.reading.held import holds_in
from reportedly.reading.lang.en.reader import english


@cache
def shipped() -> Reader:
    return english(KNOWN)


def last_speaks_in_custody(text: str) -> bool:
    """Whether the last source of a text speaks from custody."""
    claims = [claim for claim in read(text, reader=shipped()).claims if claim.chain]
    return claims[-1].chain[-1].custody


@pytest.mark.parametrize(
    "text",
    [
        "Ana Vo is behind bars. Vo said the cells were full.",
        "Ivo Ban was arrested earlier on Friday. Ban said the money was his.",
        "Two captured fighters were shown on Ostra television. One of them said the bridge was mined.",
        "Two captured fighters were shown on Ostra television. One of them said the bridge was mined. The other said the ford was closed.",
        "The pilot was captured on Monday. He said on state television that he had followed orders.",
        'Two terrorists captured last week were shown on Channel Two. "We were paid," one of the men admitted.',
        "Ivo Lukan, who was taken prisoner in May, was shown on Channel Two. The river is low. Lukan said that the mill was burned.",
        "Ivo Lukan was taken prisoner in May. The army said the road was open. Lukan said on television that the mill was burned.",
        '"Nobody told us," her cellmate said.',
        "Forty prisoners of war were paraded in Ostra. One told Channel Two that they had not eaten.",
        "A pilot and his navigator were captured on Sunday. In a video the two men said that they had been told to bomb the mill.",
        'Ana Sorvin, 34, is being held in Dorrin prison. "I am not a spy," Sorvin wrote in a letter.',
        "Three gunmen were arrested on Sunday. They told investigators that the guns came by boat.",
        "The captured officer, Captain Ilo Tarn, spoke on Channel Two. Tarn said that the order was given at night.",
        "The rebels took two engineers hostage on Monday. The engineers said in a video that the dam was mined.",
        "Police took Ivo Ban into custody on Friday. Ban said the money was his.",
        "Speaking from his cell, Ivo Ban said the money was his.",
        "Captured on Monday, Ivo Ban said that he had followed orders.",
    ],
)
def test_who_is_held_by_the_text_speaks_in_custody(text: str) -> None:
    assert last_speaks_in_custody(text)


def test_who_is_held_by_the_body_speaks_in_custody_in_the_headline() -> None:
    text = (
        "Lukan says mill was burned\n\nIvo Lukan, a pilot captured in May, said on television that the mill was burned."
    )
    assert [claim.chain[-1].custody for claim in read(text, reader=shipped()).claims if claim.chain] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Ban, who was released last week, said the guards had beaten him.",
        "A prisoner released last week said the guards had beaten him.",
        "A hostage freed on Monday said the room had no window.",
        "A former detainee said the guards had beaten him.",
        "Ivo Ban was captured in May and exchanged in July. He said the food was bad.",
        "Ivo Ban was captured in May. He was exchanged in July. Ban said the food was bad.",
        "Ivo Ban, held for three years and released in May, said the bread was bad.",
        "Ten prisoners were freed on Monday. One of them said the guards had beaten him.",
        "A prisoner who escaped said that captives were shot.",
        "The escaped prisoner said the wall was low.",
        "Ivo Ban escaped from prison in May. Ban said that captives were shot.",
    ],
)
def test_who_is_free_again_speaks_freely(text: str) -> None:
    assert not last_speaks_in_custody(text)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Dorrin prison said the detainee was well.",
        "The officer who was guarding the detainee, Ilo Tarn, said the night was quiet.",
        "Officers who arrested Ivo Ban said he was unarmed.",
        "Rebels holding the pilot captive said he was well.",
        "The rebels captured two soldiers on Monday. They said the soldiers were well.",
        "The pilot was captured on Monday. Captain Ilo Tarn led the men who caught him. He said the pilot was unhurt.",
        "A soldier was captured on Monday, Captain Ilo Tarn said. He said the soldier was unhurt.",
        "Two fighters were captured on Monday. Three officers led the search. One of them said it took an hour.",
        "The police arrested two men on Monday. One of the officers said it took an hour.",
        "Ana Vo, who represents the detained editor, said the charge was absurd.",
        "The lawyer of the detained editor, Ana Vo, said the charge was absurd.",
        "Lawyer Ana Vo met her client, who was arrested on Friday. She said he was well.",
        "The brother of the captured pilot said the family had heard nothing.",
        "An arrested man's sister said he was ill.",
        "Ivo Ban, whose brother was captured in May, said the letters had stopped.",
        "Karel Ban was arrested on Friday. Mira Ban said the family had heard nothing.",
        "A pilot was captured on Monday. Another pilot said the raid had been called off.",
        "The officer behind the arrest said Ivo Ban was unarmed.",
        "An expert on detention said the cells were full.",
        "An ex-detainee, Ana Vo, said the cells were full.",
        "The mayor was held to account. The mayor said the road would be mended.",
        "Ilo Tarn, arrested in May and bailed in June, said the road was open.",
        "People from rebel-held parts of Dorrin said the market was hit.",
    ],
)
def test_who_only_stands_beside_the_held_speaks_freely(text: str) -> None:
    assert not last_speaks_in_custody(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army captured Ostra on Monday. Ostra said that the market was burned.",
        "The captured town's mayor, Ilo Tarn, said that the market was burned.",
        "Troops showed a captured tank. The commander said it was new.",
        "Police seized the ledger of Ivo Ban on Friday. Ban said the ledger was false.",
        "A guard captured on video said the gate was open.",
        "Ivo Ban was held responsible for the fire. Ban said the pump had failed.",
        "Ivo Ban could be arrested, the police said. Ban said he had done nothing.",
        "Ivo Ban was not arrested. Ban said he had done nothing.",
        "Ivo Ban, previously jailed for fraud, said the road would open.",
        "Ivo Ban was briefly detained on Friday. Ban said the police had been polite.",
        "Ivo Ban was jailed for two years in 2011. Ban, now mayor, said the road would open.",
    ],
)
def test_what_is_no_custody_now_is_none(text: str) -> None:
    assert not last_speaks_in_custody(text)


@pytest.mark.parametrize(
    "text",
    [
        "Before he was arrested on Friday, Ivo Ban said that the mill was unsafe.",
        "Ivo Ban was arrested on Friday. A week earlier he had said that the mill was unsafe.",
        "Ivo Ban told the Ostra Post that the mill was unsafe. He was arrested two days later.",
    ],
)
def test_what_was_said_before_the_arrest_was_said_freely(text: str) -> None:
    assert not last_speaks_in_custody(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Troops led in a captured pilot.", {"pilot": True}),
        ("The man held by the militia was ill.", {"man": True}),
        ("A student in custody was ill.", {"student": True}),
        ("A doctor in the prison was ill.", {}),
        ("A captain beheld the sea.", {}),
        ("A custodian held a meeting.", {"meeting": True}),
        ("The freed pilot slept.", {"pilot": False}),
        ("Two film crews were captured.", {"crews": True}),
    ],
)
def test_of_whom_a_sentence_says_that_they_are_held(text: str, told: dict[str, bool]) -> None:
    parse = parsed(text)
    assert {parse.tokens[hold.who].text: hold.held for hold in holds_in(parse, parse.tokens)} == told


def test_a_source_that_is_held_is_named_with_the_word_that_says_so() -> None:
    text = "Two fighters captured last week were shown on Channel Two. One of them said the bridge was mined."
    assert read(text, reader=shipped()).claims[-1].chain[-1].name == "fighters captured"
