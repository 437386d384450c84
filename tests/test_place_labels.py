"""Bulletins whose lines open with the place they tell of: a place says nothing, whoever speaks in turns does."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.records import Claim


def lines(*told: str, head: str = "Daily bulletin, 4 May") -> dict[str, Claim]:
    """The claims of a report of these lines, by their first word."""
    claims = reportedly.read("\n".join((head, "", *told)) + "\n").claims
    return {claim.text.split()[0]: claim for claim in claims}


@pytest.mark.parametrize("mark", ["", "• ", "- "])
def test_a_town_in_front_of_a_line_is_no_source(mark: str) -> None:
    told = lines(f"{mark}Kherson: Shelling killed a nurse.", f"{mark}Bamako: Gunmen killed two traders at the market.")
    assert [told[word].chain for word in ("Shelling", "Gunmen")] == [(), ()]


def test_nor_are_names_that_nobody_knows_of_which_none_comes_back() -> None:
    told = lines(
        "Vane: Shelling killed a nurse, residents said.",
        "Oln: Gunmen killed two traders at the market.",
        "North front: Two soldiers were killed by a mine.",
    )
    assert [source.name for source in told["Shelling"].chain] == ["residents"]
    assert [told[word].chain for word in ("Gunmen", "Two")] == [(), ()]


def test_bodies_and_people_in_front_of_a_line_speak() -> None:
    told = lines(
        "Army: We hit two depots in Tarn.",
        "Rebels: The army hit a school.",
        "Monitor: Nine children were killed.",
        head="What they said",
    )
    assert [told[word].chain[0].name for word in ("We", "The", "Nine")] == ["Army", "Rebels", "Monitor"]
    told = lines("Karl Ost: We never agreed to that.", "Mira Tal: You did, in March.", head="Debate")
    assert [told[word].chain[0].name for word in ("We", "You")] == ["Karl Ost", "Mira Tal"]
