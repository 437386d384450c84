"""An invented war for the tests of linking: Quellmark, its outlets, bodies, places, reports built by the sentence.

A sentence is its words and whom it cites, nearest the reader first: `say("Nine died.", "the Sarn Monitor")`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly.knowledge.loader import Entity, Knowledge
from reportedly.records import (
    By,
    Certainty,
    Claim,
    Count,
    Event,
    Form,
    Outlet,
    Place,
    Reading,
    Report,
    Role,
    Source,
    SourceType,
    Time,
    Unnamed,
    claim_id,
)

KNOWN = Knowledge(
    {
        entity.id: entity
        for entity in (
            Entity("orvane", "Orvane Wire", SourceType.AGENCY, ("OW",)),
            Entity("lumen", "Lumen", SourceType.MEDIA),
            Entity("ostara", "Ostara Post", SourceType.MEDIA),
            Entity("gov", "Quellmark government", SourceType.GOVERNMENT),
            Entity("league", "Coast League", SourceType.ARMED_GROUP),
            Entity("state-media", "Quellmark state media", SourceType.MEDIA, part_of="gov"),
            Entity("qna", "Quellmark News Agency", SourceType.AGENCY, ("QNA",), part_of="state-media"),
            Entity("qtv", "Quellmark Television", SourceType.MEDIA, ("QTV",), part_of="state-media"),
            Entity("sarn", "Sarn Monitor", SourceType.MONITOR),
            Entity("rill", "Rill Rights Watch", SourceType.MONITOR),
            Entity("ministry", "Quellmark Health Ministry", SourceType.OFFICIAL),
        )
    }
)

PLACES = {"Brenholt": (41.0, 20.0, 2), "Sudvik": (41.9, 21.4, 2), "Toll Bridge": (41.02, 20.03, 1),
          "Fish Market": (40.97, 19.96, 1), "Quellmark": (41.5, 20.8, 6), "برينهولت": (41.0, 20.0, 2)}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One sentence with the chain it is told through and the numbers it gives."""

    text: str
    chain: tuple[Source, ...] = ()
    killed: int | None = None
    certainty: Certainty = Certainty.ASSERTED
    actor: str | None = None


def source(name: str, kind: SourceType | None = None, unnamed: Unnamed | None = None) -> Source:
    """A source as a reader gives it: the row of knowledge that fits, else an unknown one of the kind."""
    known = KNOWN.find(name)
    return Source(
        name, kind or (known.type if known else SourceType.OTHER), known.id if known else None, unnamed=unnamed
    )


def say(text: str, *cited: str | Source, killed: int | None = None, certainty: Certainty = Certainty.ASSERTED,
        actor: str | None = None) -> Said:  # fmt: skip
    """A sentence; without anyone cited it is the outlet's own voice."""
    return Said(text, tuple(c if isinstance(c, Source) else source(c) for c in cited), killed, certainty, actor)


@dataclass
class World:
    """Reports of the invented war, numbered as they come."""

    readings: list[Reading] = field(default_factory=list)

    def report(
        self, outlet: str, title: str, *said: Said | str, day: str | None = "2031-05-03",
        place: str | None = "Brenholt", kind: str = "ASSAULT", mode: str | None = "aerial", byline: str | None = None,
    ) -> Reading:  # fmt: skip
        """A report of one occurrence, whose sentences follow its title on a line of their own."""
        made = build(f"r{len(self.readings):03}", outlet, title, [s if isinstance(s, Said) else Said(s) for s in said],
                     day, place, (kind, mode), byline)  # fmt: skip
        self.readings.append(made)
        return made

    def bulletin(
        self, outlet: str, title: str, *items: tuple[Said, str], day: str | None = "2031-05-03", kind: str = "ASSAULT"
    ) -> Reading:
        """A report of several occurrences, each with its place and in a paragraph of its own."""
        name = f"r{len(self.readings):03}"
        told = build(name, outlet, title, [said for said, _ in items], day, None, (kind, "aerial"), None)
        text = title + "".join(f"\n{said.text}" for said, _ in items)
        starts = [claim.spans[0][0] for claim in told.claims]
        places = tuple(_place(text, place, start) for (_, place), start in zip(items, starts, strict=True))
        claims = tuple(
            replace(claim, events=tuple(replace(event, place=number) for event in claim.events))
            for number, claim in enumerate(told.claims)
        )
        made = replace(told, report=replace(told.report, text=text), claims=claims, places=places)
        self.readings.append(made)
        return made


def build(
    name: str, outlet: str, title: str, said: Sequence[Said], day: str | None, place: str | None,
    kind: tuple[str, str | None], byline: str | None,
) -> Reading:  # fmt: skip
    """The reading of one invented report."""
    text = title + "\n" + " ".join(item.text for item in said)
    known = KNOWN.find(outlet)
    report = Report(name, f"sha256:{name}", name, text, Outlet(outlet, known.id if known else None), title=title,
                    published=day, byline_agency=byline, language="en", headline=(0, len(title)))  # fmt: skip
    at, claims = len(title) + 1, []
    where = 0 if place and place in text else None
    for number, item in enumerate(said):
        span = (at, at + len(item.text))
        events = _events(item, span, kind, where) if number == 0 or item.killed is not None else ()
        claim = Claim(claim_id(name, name, (span,), item.chain), "body", (span,), item.text, Form.INDIRECT, item.certainty,
                      item.chain, events=events)  # fmt: skip
        claims.append(claim)
        at = span[1] + 1
    made = Reading(report, By("invented", None, "none"), tuple(claims))
    return made if where is None or place is None else replace(made, places=(_place(text, place),))


def _events(item: Said, span: tuple[int, int], kind: tuple[str, str | None], where: int | None) -> tuple[Event, ...]:
    first, last = (span[0], span[0] + 1), (span[1] - 1, span[1])
    counts = (Count("killed", last, "people", item.killed, item.killed),) if item.killed is not None else ()
    roles = (Role("actor", first, item.actor),) if item.actor else ()
    return (Event(kind[0], span, kind[1], place=where, roles=roles, counts=counts, by="invented"),)


def _place(text: str, name: str, start: int = 0) -> Place:
    lat, lon, precision = PLACES[name]
    at = text.index(name, start)
    return Place(
        (at, at + len(name)), name, name, "place", "QM", lat, lon, precision, f"quellmark:{name}", by="invented"
    )


def at(reading: Reading, start: str, end: str | None = None) -> Reading:
    """The reading with the events of each claim on the days stated, which the claim's first words name."""
    days = start, end or start
    spans = [(begin, begin + 1) for begin in (claim.spans[0][0] for claim in reading.claims)]
    times = tuple(Time(span, "DATE", start, *days, "day", by="invented") for span in spans)
    dated = tuple(
        replace(claim, events=tuple(replace(event, time=number) for event in claim.events))
        for number, claim in enumerate(reading.claims)
    )
    return replace(reading, claims=dated, times=times)
