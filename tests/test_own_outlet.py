"""The outlet in its own report: what it has learned is told in its own voice, what others learned is theirs."""

from __future__ import annotations

import pytest

import reportedly


def chains(text: str, outlet: str) -> list[list[str]]:
    """The chains of the claims that tell of the strike."""
    claims = reportedly.read(text, outlet=outlet).claims
    return [[source.name for source in claim.chain] for claim in claims if "struck" in claim.text]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The Courier has learned that the army struck a depot in Sarn on Monday.", "COURIER"),
        ("The Courier has learned that the army struck a depot in Sarn on Monday.", "Tarvin Courier"),
        ("The Tarvin Courier understands that the army struck a depot in Sarn.", "The Tarvin Courier"),
    ],
)
def test_what_the_outlet_has_learned_is_told_in_its_own_voice(text: str, outlet: str) -> None:
    assert chains(text, outlet) == [[]]


@pytest.mark.parametrize(
    ("text", "outlet", "source"),
    [
        ("The Courier has learned that the army struck a depot in Sarn on Monday.", "Kelm Post", "Courier"),
        ("The Courier reported that the army struck a depot in Sarn on Monday.", "Kelm Post", "Courier"),
        ("The mayor has learned that the army struck a depot in Sarn on Monday.", "Tarvin Courier", "mayor"),
    ],
)
def test_what_others_learned_or_say_is_theirs(text: str, outlet: str, source: str) -> None:
    assert chains(text, outlet) == [[source]]
