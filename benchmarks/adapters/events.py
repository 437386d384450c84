"""Events of the held-out hands against their labels (`training/event_scores.py`, `docs/rulebook.md` section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.workbench import Article, Metrics, Workbench
from reportedly.records import Event, Reading, Span
from training.event_scores import MEASURES, Tally, touching
from training.events import TAG, Happening
from training.passages import FOLDER, HELD_OUT, Passage, read_hand


def hands(bench: Workbench) -> Metrics:
    """The worst of the held-out hands, then each."""
    found = {name: measured(bench, labelled(read_hand(FOLDER / name)[0])) for name in HELD_OUT}
    worst = {f"worst {key}_f1": min(one[f"{key}_f1"] for one in found.values()) for key in MEASURES}
    worst["most assaults that are none"] = max(one["false_assault"] for one in found.values())
    return worst | {f"{name} {key}_f1": one[f"{key}_f1"] for name, one in found.items() for key in MEASURES}


def labelled(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that are labelled with events."""
    return [passage for passage in passages if TAG in passage.tags]


def measured(bench: Workbench, passages: Sequence[Passage]) -> Metrics:
    """Our reading of passages against their labels."""
    tally = Tally()
    told = [Article(passage.id, passage.text) for passage in passages]
    for passage, (_, reading) in zip(passages, bench.readings(told), strict=True):
        events = dict.fromkeys(event for claim in reading.claims for event in claim.events)
        tally.add([as_label(event, reading, passage) for event in events], passage.events)
    return tally.measures()


def as_label(event: Event, reading: Reading, passage: Passage) -> Happening:
    """An event as a label: who takes part, where and when, by words of its own sentence."""
    sentence = next((s for s in passage.sentences if s[0] <= event.span[0] < s[1]), (0, 0))
    roles = tuple(item for item in _roles(event, reading) if sentence[0] <= item[1][0] < sentence[1])
    counts = tuple((count.what, count.span) for count in event.counts)
    return Happening(event.type.lower(), event.status.value, event.span, (), roles, counts)


def _roles(event: Event, reading: Reading) -> Iterator[tuple[str, Span]]:
    """Who takes part, where and when; a place whose name a site holds ("the Orvek bridge") is told with it."""
    at_sites = [role.span for role in event.roles if not role.takes_part]
    yield from ((role.role, role.span) for role in event.roles if role.role in ("actor", "target"))
    yield from (("place", span) for span in at_sites)
    if event.place is not None and not any(touching(reading.places[event.place].span, span) for span in at_sites):
        yield "place", reading.places[event.place].span
    if event.time is not None:
        yield "day", reading.times[event.time].span
