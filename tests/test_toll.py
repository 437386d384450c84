"""The toll: the figure of the main incident, its bounds, and on whose word it stands."""

from __future__ import annotations

from reportedly.reading import toll
from reportedly.reading.lang.en import ENGLISH
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
    Toll,
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


def toll_of(read: Reading) -> Toll | None:
    return toll.toll_of(read, ENGLISH.counts)


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


def test_the_most_that_it_can_be_gives_way_to_a_number() -> None:
    toll = toll_of(reading(claim(100, killed(None, 100)), claim(900, killed(6, 6), chain=(MONITOR,))))
    assert toll is not None and (toll.killed_min, toll.killed_max, toll.origins) == (6, 6, ("Sarn Monitor",))


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


def told(text: str, *figures: int, certainty: Certainty = Certainty.ASSERTED) -> Toll | None:
    """The toll of a text that gives these numbers of killed in this order, each sentence a claim of its own."""
    made, at = [], 0
    for sentence in text.split("\n"):
        numbers = [n for n in figures if str(n) in sentence]
        counts = tuple(
            Count("killed", (at + sentence.index(str(n)), at + sentence.index(str(n)) + len(str(n))), "people", n, n)
            for n in numbers
        )
        event = Event("ASSAULT", (at, at + 1), counts=counts)
        span = (at, at + len(sentence))
        made.append(Claim(str(at), "body", (span,), sentence, Form.INDIRECT, certainty, (), events=(event,)))
        at += len(sentence) + 1
    return toll_of(Reading(Report("r", "v", "i", text), By("t", None, "k"), tuple(made)))


def test_a_later_figure_that_corrects_the_first_is_the_toll() -> None:
    lowered = told("The fire in Orvek killed 17 people.\nThe governor later lowered the toll to 14.", 17, 14)
    risen = told("The blast killed 24 people.\nBy noon the number of dead had risen to 31.", 24, 31)
    assert lowered is not None and (lowered.killed_min, lowered.killed_max) == (14, 14)
    assert risen is not None and risen.killed_min == 31


def test_the_toll_of_a_whole_war_corrects_no_incident() -> None:
    toll = told("The raid killed 12 people.\nThe number of dead in the valley had risen to 900.", 12, 900)
    assert toll is not None and toll.killed_min == 12


def test_a_denied_figure_is_no_toll() -> None:
    assert told("The raid killed 12 people.", 12, certainty=Certainty.DENIED) is None


def test_a_stated_number_goes_before_what_vague_words_leave() -> None:
    text = "Dozens of villagers died.\nThe council counted 31 dead."
    dozens = Count("killed", (0, 6), "villagers", 12, None)
    stated = Count("killed", (text.index("31"), text.index("31") + 2), None, 31, 31)
    claims = tuple(
        Claim(
            str(k), "body", ((at, at + 9),), text[at : at + 9], Form.INDIRECT, Certainty.ASSERTED, (), events=(event,)
        )
        for k, (at, event) in enumerate(
            [(0, Event("ASSAULT", (0, 1), counts=(dozens,))), (26, Event("ASSAULT", (26, 27), counts=(stated,)))]
        )
    )
    both = toll_of(Reading(Report("r", "v", "i", text), By("t", None, "k"), claims))
    vague = toll_of(Reading(Report("r", "v", "i", text), By("t", None, "k"), claims[:1]))
    assert both is not None and both.killed_min == 31
    assert vague is not None and (vague.killed_min, vague.killed_max) == (12, None)
