"""A reading with some of its claims only: what points to a claim points to the same one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from reportedly.records import Judgement, Reading, Toll


def narrowed(reading: Reading, wanted: Collection[str]) -> Reading:
    """The reading with the claims of these ids; its toll stays where one of them gives it."""
    kept = [number for number, claim in enumerate(reading.claims) if claim.id in wanted]
    claims = tuple(reading.claims[number] for number in kept)
    return replace(reading, claims=claims, toll=_toll(reading.toll, kept))


def without_rejected(reading: Reading) -> Reading:
    """The reading without the claims that a person rejected: what is counted."""
    kept = {claim.id for claim in reading.claims if claim.judgement is not Judgement.REJECTED}
    return reading if len(kept) == len(reading.claims) else narrowed(reading, kept)


def _toll(toll: Toll | None, kept: Iterable[int]) -> Toll | None:
    now = {number: place for place, number in enumerate(kept)}
    given = tuple(now[number] for number in toll.claims if number in now) if toll else ()
    return replace(toll, claims=given) if toll and given else None
