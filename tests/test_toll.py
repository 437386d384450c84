"""The toll: the figure of the main incident, its bounds, and on whose word it stands."""

from __future__ import annotations

from reportedly.reading.toll import toll_of
from reportedly.records import (
    By,
    Certainty,
    Claim,
    Count,
    Event,
    Form,
    Reading,
    Report,
    Source,
    SourceType,
    Status,
)

MONITOR = Source("Sarn Monitor", SourceType.MONITOR)
RESCUERS = Source("Velmar rescue service", SourceType.MEDICAL)
TEXT = "." * 2000


def claim(
    at: int, *counts: Count, chain: tuple[Source, ...] = (), where: str = "body", status: Status = Status.ACTUAL
) -> Claim:
    span = (at, at + 10)
    event = Event("ASSAULT", span, "aerial", status, counts=counts)
    return Claim(str(at), where, (span,), TEXT[:10], Form.INDIRECT, Certainty.ASSERTED, chain, events=(event,))


def killed(low: int | None, high: int | None, *, part: bool = False, total: bool = False) -> Count:
    return Count("killed", (0, 1), "people", low, high, part=part, total=total)


def reading(*claims: Claim) -> Reading:
    return Reading(Report("r", "v", "i", TEXT), By("t", None, "k"), claims)


def test_no_figure_no_toll() -> None:
    assert toll_of(reading(claim(100))) is None


def test_at_least_leaves_the_upper_end_open() -> None:
    toll = toll_of(reading(claim(100, killed(18, None), chain=(MONITOR,))))
    assert toll is not None
    assert (toll.killed_min, toll.killed_max, toll.origins, toll.claims) == (18, None, ("Sarn Monitor",), (0,))


def test_a_flat_headline_makes_the_figure_flat() -> None:
    toll = toll_of(reading(claim(0, killed(18, 18), where="headline"), claim(100, killed(18, None), chain=(MONITOR,))))
    assert toll is not None
    assert (toll.killed_min, toll.killed_max, toll.origins) == (18, 18, ("Sarn Monitor",))


def test_every_source_of_the_figure_is_an_origin_and_own_voice_is_none() -> None:
    both = toll_of(reading(claim(100, killed(9, 9), chain=(MONITOR,)), claim(200, killed(9, 9), chain=(RESCUERS,))))
    own = toll_of(reading(claim(100, killed(9, 9))))
    assert both is not None and both.origins == ("Sarn Monitor", "Velmar rescue service")
    assert own is not None and own.origins == ()


def test_parts_totals_and_what_did_not_happen_are_no_toll() -> None:
    made = reading(
        claim(100, killed(4, 4, part=True)),
        claim(200, killed(280_000, None, total=True)),
        claim(300, killed(50, 50), status=Status.FUTURE),
    )
    assert toll_of(made) is None


def test_the_source_of_the_injured_figure_is_not_the_source_of_the_killed() -> None:
    hurt = Count("injured", (0, 1), "people", 20, 20)
    toll = toll_of(reading(claim(100, killed(9, 9), chain=(MONITOR,)), claim(200, hurt, chain=(RESCUERS,))))
    assert toll is not None
    assert (toll.injured_min, toll.origins) == (20, ("Sarn Monitor",))
