"""A reading with some of its claims: what points to a claim points to the same one, or is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly import Reading, from_json
from reportedly.corrections.narrowed import narrowed
from reportedly.exchange.sound import fault_of
from reportedly.records import Toll

EXAMPLE = Path(__file__).parent.parent / "examples/osprey-harbour.json"


@pytest.fixture
def reading() -> Reading:
    return from_json(Reading, json.loads(EXAMPLE.read_text(encoding="utf-8")))


def test_a_toll_goes_with_the_claims_that_give_it(reading: Reading) -> None:
    assert reading.toll is not None
    giving = [reading.claims[number].id for number in reading.toll.claims]
    kept = narrowed(reading, {*giving[1:], reading.claims[-1].id})
    assert kept.toll is not None
    assert [kept.claims[number].id for number in kept.toll.claims] == giving[1:]
    assert narrowed(reading, {reading.claims[-1].id}).toll is None


def test_a_toll_that_points_nowhere_is_a_fault(reading: Reading) -> None:
    assert fault_of(reading) is None
    broken = replace(reading, toll=Toll(killed_min=1, claims=(len(reading.claims),)))
    assert "toll" in (fault_of(broken) or "")
