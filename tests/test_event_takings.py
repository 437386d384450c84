"""Places that are taken: an attack by those who fight, whichever verb tells it; what others take is none."""

from __future__ import annotations

import pytest

import reportedly

Row = tuple[str, str | None, tuple[tuple[str, str], ...], int]


def events(text: str) -> list[Row]:
    """Type, roles and number of counts of every event."""
    found = [event for claim in reportedly.read(text).claims for event in claim.events]
    return [
        (event.type, event.status.value, tuple((role.role, role.name) for role in event.roles), len(event.counts))
        for event in found
    ]


@pytest.mark.parametrize(
    ("text", "by", "place"),
    [
        ("Fighters took Lyman on Tuesday, residents said.", "Fighters", "Lyman"),
        ("Orrin fell to the rebels, the army said.", "rebels", "Orrin"),
        ("The army retook Orrin on Monday, state television said.", "army", "Orrin"),
        ("Rebels seized the town of Sarn on Tuesday, residents said.", "Rebels", "town of Sarn"),
        ("Troops took control of Sarn on Tuesday.", "Troops", "Sarn"),
        ("Government forces captured Lyman, a monitor said.", "Government forces", "Lyman"),
        ("Sarn was retaken by the army on Tuesday.", "army", "Sarn"),
    ],
)
def test_a_place_that_is_taken_is_an_attack_on_it(text: str, by: str, place: str) -> None:
    assert events(text) == [("ASSAULT", "actual", (("actor", by), ("target", place)), 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Fighters took cover in Lyman.",
        "The Liberals took Sarn in the election on Tuesday.",
        "Soldiers took Lyman to hospital on Tuesday.",
        "Prices in Sarn fell to a record low.",
        "Soldiers took pictures of Sarn.",
        "Jo Banda was at home. Soldiers took Banda on Tuesday.",
        "Sarn fell to Orrin in the last game of the year.",
        "Soldiers took part in a drill in Sarn.",
    ],
)
def test_what_else_is_taken_or_falls_is_no_taking_of_a_place(text: str) -> None:
    assert not [row for row in events(text) if row[0] == "ASSAULT"]


def test_a_place_that_is_not_taken_yet_is_not_told_as_taken() -> None:
    assert [status for _, status, _, _ in events("Rebels will take Lyman within days, their commander said.")] == [
        "future"
    ]
