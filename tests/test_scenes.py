"""Where claims say that it was: which places that no gazetteer holds are two, and which are one told more or less closely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quellmark import KNOWN, World, say

from reportedly.linking import link
from reportedly.records import Place, Span

KINDS = {
    "village of": "city",
    "town of": "city",
    "Bridge": "site",
    "Lane": "road",
    "pass": "pass",
    "district": "admin2",
}


def strike(world: World, who: str, where: str, *names: str) -> None:
    """A report by an outlet of its own in which a source says that jets killed ferrymen `where`, with the places named there."""
    number = len(world.readings)
    reading = world.report(f"Paper {number}", "Ferrymen die", say(f"Jets killed ferrymen {where}.", who), place=None)
    text = reading.report.text
    spans: list[Span] = []
    for name in names:
        at = text.index(name, spans[-1][1] if spans else 0)
        spans.append((at, at + len(name)))
    places = tuple(
        Place(span, text[slice(*span)], kind=kind(text, span), no_match=True, by="invented") for span in spans
    )
    claim = reading.claims[0]
    events = tuple(replace(event, place=0 if places else None) for event in claim.events)
    world.readings[number] = replace(reading, places=places, claims=(replace(claim, events=events),))


def kind(text: str, span: Span) -> str | None:
    """The kind that the words beside a name tell."""
    before, behind = text[: span[0]].rstrip(), text[slice(*span)] + text[span[1] :].partition(".")[0]
    found = (of for cue, of in KINDS.items() if before.endswith(cue) or " ".join(behind.split()[:2]).endswith(cue))
    return next(found, None)


def apart(world: World) -> set[str]:
    """The places on which the accounts of the one incident differ."""
    (incident,) = link(world.readings, KNOWN).incidents
    return {a.value or "" for found in incident.differences if found.field == "place" for a in found.accounts}


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("at Ostvel", "Ostvel"), ("at Kurrin", "Kurrin"), {"Ostvel", "Kurrin"}),
        (("in the village of Ostvel", "Ostvel"), ("in the village of Lower Ostvel", "Lower Ostvel"), {"Ostvel", "Lower Ostvel"}),
        (("on Toll Bridge", "Toll Bridge"), ("in Cooper Lane", "Cooper Lane"), {"Toll Bridge", "Cooper Lane"}),
        (("at the Ostvel pass", "Ostvel"), ("in the village of Ostvel", "Ostvel"), {"Ostvel pass", "Ostvel"}),
        (("on the outskirts of Ostvel", "Ostvel"), ("in the centre of Ostvel", "Ostvel"), {"outskirts of Ostvel", "centre of Ostvel"}),
        (("outside Ostvel", "Ostvel"), ("at a market in the town of Ostvel", "Ostvel"), {"outside Ostvel", "market in the town of Ostvel"}),
    ],
)  # fmt: skip
def test_places_of_which_neither_holds_the_other_differ(
    one: tuple[str, ...], other: tuple[str, ...], differ: set[str]
) -> None:
    world = World()
    strike(world, "Sarn Monitor", *one)
    strike(world, "Rill Rights Watch", *other)
    assert apart(world) == differ


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("at Ostvel", "Ostvel"), ("in northern Kurrin", "Kurrin")),
        (("at Ostvel", "Ostvel"), ("in the Kurrin district", "Kurrin")),
        (("at Ostvel", "Ostvel"), ("in the Kurrin", "Kurrin")),
        (("at Ostvel", "Ostvel"), ("in Kurria, as Kurrian radio has it", "Kurria")),
        (("at Ostvel", "Ostvel"), ("in Ostvell", "Ostvell")),
        (("at Ostvel", "Ostvel"), ("at Old Ostvel", "Old Ostvel")),
        (("at Ostvel", "Ostvel"), ("on Toll Bridge", "Toll Bridge")),
        (("at Ostvel", "Ostvel"), ("with mortars from Kurrin", "Kurrin")),
        (("at Ostvel", "Ostvel"), ("with mortars from the direction of Kurrin", "Kurrin")),
        (("on the outskirts of Ostvel", "Ostvel"), ("in Ostvel", "Ostvel")),
        (("outside a mosque in Ostvel", "Ostvel"), ("in the centre of Ostvel", "Ostvel")),
        (("at Ostvel", "Ostvel"), ("outside the hall", "")),
    ],
)
def test_a_place_that_may_hold_the_other_or_be_it_differs_from_nothing(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    world = World()
    strike(world, "Sarn Monitor", *one)
    strike(world, "Rill Rights Watch", *filter(None, other))
    assert not apart(world)


@pytest.mark.parametrize(
    "words", ["at Ostvel in Kurrin", "at Ostvel, Kurrin", "in Kurrin's Ostvel", "in the Kurrin town of Ostvel"]
)
def test_what_a_report_puts_inside_another_place_does_not_differ_from_it(words: str) -> None:
    world = World()
    strike(world, "Sarn Monitor", "at Ostvel", "Ostvel")
    strike(world, "Rill Rights Watch", "in Kurrin", "Kurrin")
    assert apart(world) == {"Ostvel", "Kurrin"}
    strike(world, "Quellmark Health Ministry", words, *sorted(("Ostvel", "Kurrin"), key=words.index))
    assert not apart(world)


def test_a_place_told_elsewhere_in_the_report_is_no_account_of_the_claim() -> None:
    world = World()
    strike(world, "Sarn Monitor", "at Ostvel", "Ostvel")
    strike(world, "Rill Rights Watch", "at Kurrin", "Kurrin")
    told = world.readings[1]
    inside = replace(told.claims[0], spans=((told.claims[0].spans[0][0], told.report.text.index("at Kurrin")),))
    world.readings[1] = replace(told, claims=(inside,))
    assert not apart(world)


def test_a_name_that_another_report_has_for_a_place_is_one_here_too() -> None:
    world = World()
    for who in ("Sarn Monitor", "Quellmark Health Ministry"):
        strike(world, who, "at Ostvel", "Ostvel")
    strike(world, "Rill Rights Watch", "at Kurrin", "Kurrin")
    strike(world, "Coast League", "at Kurrin")
    (incident,) = link(world.readings, KNOWN).incidents
    place = incident.assertion("place")
    assert place and {account.value: len(account.reports) for account in place.accounts} == {"Ostvel": 2, "Kurrin": 2}
