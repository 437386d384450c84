"""The verbatim check: what lies outside the report is dropped, and what pointed at it no longer does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.ground import ground
from reportedly.records import (
    By,
    Certainty,
    Claim,
    Event,
    Form,
    Hedge,
    Notice,
    Place,
    Reading,
    Report,
    Source,
    SourceType,
    Time,
)

TEXT = "A ferry sank off Quillon on Monday, the coast guard said."
SPANS = st.tuples(st.integers(-3, 70), st.integers(-3, 70))


def reading(claim: Claim, **layers: object) -> Reading:
    return Reading(Report("r", "v", "r.txt", TEXT), By("any", None, "none"), (claim,), **layers)  # type: ignore[arg-type]


def claim(spans: tuple[tuple[int, int], ...] = ((0, 34),), **more: object) -> Claim:
    return Claim("c", "body", spans, "", Form.INDIRECT, Certainty.ASSERTED, **more)  # type: ignore[arg-type]


def test_the_words_of_a_claim_are_cut_from_the_report() -> None:
    assert ground(reading(claim())).claims[0].text == "A ferry sank off Quillon on Monday"


def test_a_claim_with_an_invented_source_is_dropped() -> None:
    invented = Source("the mayor", SourceType.OFFICIAL, mention=(40, 90))
    assert ground(reading(claim(chain=(invented,)))).claims == ()


def test_a_span_outside_leaves_the_rest_of_a_claim_standing() -> None:
    kept = ground(reading(claim(((0, 12), (50, 99))))).claims[0]
    assert kept.spans == ((0, 12),)
    assert ground(reading(claim(((60, 70),)))).claims == ()


def test_a_hedge_without_its_words_is_no_hedge() -> None:
    assert ground(reading(claim(hedge=Hedge(None, (70, 79))))).claims[0].hedge is None


def test_events_follow_the_places_and_times_that_are_kept() -> None:
    places = (Place((99, 104), "nowhere"), Place((17, 24), "Quillon"))
    times = (Time((28, 34), "DATE"), Time((5, 5), "DATE"))
    event = Event("RETREAT", (2, 7), place=1, time=1)
    kept = ground(reading(claim(events=(event,)), places=places, times=times))
    assert [place.name for place in kept.places] == ["Quillon"]
    assert (kept.claims[0].events[0].place, kept.claims[0].events[0].time) == (0, None)


@given(st.lists(SPANS, max_size=3).map(tuple), SPANS, SPANS, st.lists(SPANS, max_size=3).map(tuple))
def test_after_grounding_every_span_lies_in_the_text(
    spans: tuple[tuple[int, int], ...],
    mention: tuple[int, int],
    place: tuple[int, int],
    shown: tuple[tuple[int, int], ...],
) -> None:
    source = Source("someone", SourceType.OTHER, mention=mention)
    made = reading(claim(spans, chain=(source,)), places=(Place(place, "x"),), notices=(Notice("k", shown),))
    kept = ground(made)
    found = [span for c in kept.claims for span in (*c.spans, *(s.mention for s in c.chain if s.mention))]
    found += [p.span for p in kept.places] + [span for n in kept.notices for span in n.spans]
    assert all(0 <= start < end <= len(TEXT) for start, end in found)
    assert ground(kept) == kept
