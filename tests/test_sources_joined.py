"""Those who say something together, those who say nothing, and those who only hear it."""

from __future__ import annotations

import pytest

import reportedly

Chains = set[tuple[str, ...]]


def chains(text: str) -> Chains:
    """The chains of all claims of a text."""
    return {tuple(source.name for source in claim.chain) for claim in reportedly.read(f"{text}\n").claims}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine people were killed in the shelling of Marl, police and medics said.", {("police",), ("medics",)}),
        ("The army and the ministry of health said 12 people died.", {("army",), ("ministry of health",)}),
        (
            "Nine people were killed, according to police and two hospital workers.",
            {("police",), ("hospital workers",)},
        ),
        ("The mayor and party leader, Ilan Vale, said the bridge was shut.", {("Ilan Vale",)}),
    ],
)
def test_each_of_those_who_say_it_together_says_it(text: str, told: Chains) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The army has not confirmed that 12 of its men were captured.",
        "The army declined to confirm that 12 of its men were captured.",
        "The group has not claimed responsibility for the bombing.",
    ],
)
def test_who_gives_no_answer_says_nothing(text: str) -> None:
    (claim,) = reportedly.read(f"{text}\n").claims
    assert (claim.chain, claim.act, claim.text) == ((), None, text.rstrip("."))


def test_who_does_not_deny_it_denies_nothing() -> None:
    (claim,) = reportedly.read("The army did not deny that its men had shelled Marl.\n").claims
    assert (claim.act, claim.certainty) == (None, "asserted")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A guard told the driver he “shouldn’t have been on that road”.", {("guard",)}),
        ("A nurse told her sister that nine people had died.", {("nurse",)}),
        ("Colonel Orm told the Vane Gazette that the bridge was open.", {("Vane Gazette", "Orm")}),
    ],
)
def test_who_is_told_something_passes_it_on_only_as_an_outlet(text: str, told: Chains) -> None:
    assert chains(text) == told


def test_whoever_has_an_office_somewhere_is_no_place() -> None:
    told = chains("The abbot of Marl wept.\n“They burned our library,” he said.")
    assert told == {(), ("abbot of Marl",)}
