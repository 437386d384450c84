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
    Unnamed,
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


def test_listed_counts_add_up() -> None:
    text = "Ten children and five women were killed."
    counts = (Count("killed", (0, 12), "children", 10, 10), Count("killed", (17, 27), "women", 5, 5))
    event = Event("ASSAULT", (33, 39), counts=counts)
    made = Claim("a", "body", ((0, 39),), text, Form.INDIRECT, Certainty.ASSERTED, (), events=(event,))
    toll = toll_of(Reading(Report("r", "v", "i", text), By("t", None, "k"), (made,)))
    assert toll is not None and (toll.killed_min, toll.killed_max) == (15, 15)


def test_a_headline_that_sums_up_two_incidents_gives_way_to_the_first() -> None:
    toll = toll_of(
        reading(
            claim(0, killed(10, 10), where="headline"),
            claim(100, killed(6, 6), chain=(MONITOR,)),
            claim(200, killed(4, 4)),
        )
    )
    assert toll is not None and (toll.killed_min, toll.origins) == (6, ("Sarn Monitor",))


def test_an_exact_figure_refines_a_lower_bound() -> None:
    toll = toll_of(reading(claim(0, killed(30, None), where="headline"), claim(300, killed(32, 32), chain=(MONITOR,))))
    assert toll is not None and (toll.killed_min, toll.killed_max) == (32, 32)


def test_the_children_among_the_dead_are_not_the_toll() -> None:
    children = Count("killed", (0, 1), "children", 4, 4)
    toll = toll_of(reading(claim(0, children, where="headline"), claim(300, killed(5, 5), chain=(MONITOR,))))
    assert toll is not None and toll.killed_min == 5


def test_parts_of_one_source_that_add_up_make_it_the_origin() -> None:
    made = reading(
        claim(100, killed(17, 17)),
        claim(200, killed(14, 14), chain=(MONITOR,)),
        claim(300, killed(3, 3), chain=(MONITOR,)),
    )
    toll = toll_of(made)
    assert toll is not None and (toll.killed_min, toll.origins) == (17, ("Sarn Monitor",))


def test_an_unnamed_monitor_is_the_only_monitor_named() -> None:
    unnamed = Source("a monitor", SourceType.MONITOR, unnamed=Unnamed.UNIDENTIFIED)
    toll = toll_of(reading(claim(100, killed(9, 9), chain=(unnamed,)), claim(200, chain=(MONITOR,))))
    assert toll is not None and toll.origins == ("Sarn Monitor",)


def test_the_only_source_that_breaks_the_figure_up_is_its_origin() -> None:
    toll = toll_of(reading(claim(100, killed(17, 17)), claim(200, killed(14, 14, part=True), chain=(MONITOR,))))
    assert toll is not None and (toll.killed_min, toll.origins) == (17, ("Sarn Monitor",))
