"""An incident as a record: headline, days, place and participants, as the reports give them, over what it stands on.

Nothing is averaged: the headline is one outlet's, the one most in the other reports' words; the place is one report's most
precise, the days run over all accounts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.incident import Incident, Where
from reportedly.knowledge.loader import Knowledge
from reportedly.knowledge.public_names import public_role
from reportedly.linking.assertions import as_where
from reportedly.linking.chosen import dot
from reportedly.linking.identity import key_of, party_of, takes_part
from reportedly.linking.matter import main_kinds
from reportedly.linking.mentions import (
    LEDE_SIGNS,
    UNMEANT,
    Days,
    Mention,
    Rarity,
    body_start,
    main_events,
    named_in,
    place_key,
)
from reportedly.linking.origins import Standing
from reportedly.records import Event, Reading, Role, digest

DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))  # GED date_prec: longest span of days of each step; 5 beyond
MOST_NAMED = 5  # participants listed a role
SEVERAL = 4  # reports from which a participant must be named twice
WIDEST = 4  # GED where_prec of the widest place that an incident is put at while a narrower one is named


def incident_id(readings: Sequence[Reading], told: Sequence[Mention]) -> str:
    """The id of a group of reports: of the first claim of the earliest, and of what tells of it there."""
    first = _ordered(readings)[0]
    mention = next(mention.id for mention in told if mention.report == first.report.id)
    return digest("incident", mention, first.claims[0].id if first.claims else first.report.version)


def describe(
    name: str,
    readings: Sequence[Reading],
    told: Sequence[Mention],
    stands: Standing,
    knowledge: Knowledge,
    rarity: Rarity,
    capped: bool = False,
) -> Incident:
    """The record of one group of reports under its id, without what its accounts assert."""
    ordered = _ordered(readings)
    days = _days(told)
    kind, mode = _kind(readings, told)
    actors = () if kind in UNMEANT else _participants(readings, "actor", knowledge)
    return Incident(
        name,
        tuple(reading.report.id for reading in ordered),
        title=_title(ordered, told, rarity),
        type=kind,
        mode=mode,
        where=_where(told),
        start=days.start.isoformat() if days else None,
        end=days.end.isoformat() if days else None,
        date_precision=date_precision(days) if days else None,
        actors=actors,
        targets=_participants(readings, "target", knowledge),
        origins=stands.origins,
        independent_low=stands.low,
        independent_high=stands.high,
        reports_without_source=stands.without_source,
        paths=stands.paths,
        capped=capped,
    )


def _ordered(readings: Sequence[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: (reading.report.published or "~", reading.report.id))


def _title(ordered: Sequence[Reading], told: Sequence[Mention], rarity: Rarity) -> str | None:
    """The headline whose words tell most of what the other reports tell, so that it is the event's own and not of something
    beside it; the earliest on a tie.
    """

    every, own = _summed(told), {mention.report: mention.words for mention in told}

    def shared(reading: Reading) -> float:
        words = rarity.of_text(reading.report.title or "")
        return dot(words, every) - dot(words, own.get(reading.report.id, {}))

    best = max((reading for reading in ordered if reading.report.title), key=shared, default=None)
    return best.report.title if best else None


def _summed(told: Sequence[Mention]) -> Mapping[str, float]:
    """The words of all mentions, their weights added up."""
    every: Counter[str] = Counter()
    for mention in told:
        every.update(mention.words)
    return every


def date_precision(days: Days) -> int:
    """GED's date_prec of an interval."""
    return next((step for longest, step in DATE_PRECISION if days.length <= longest), 5)


def _days(told: Sequence[Mention]) -> Days | None:
    """The days that most accounts share: the most common interval, the shorter and earlier on a tie."""
    counted = Counter(mention.days for mention in told if mention.days)
    return min(counted, key=lambda d: (-counted[d], d.length, d.start), default=None)


def _kind(readings: Sequence[Reading], told: Sequence[Mention]) -> tuple[str | None, str | None]:
    """What happened: the kind that most of the main events of the reports tell, each report with one voice, and its commonest
    mode. On a tie it is what somebody did.
    """
    shares: Counter[str] = Counter()
    for reading in readings:
        counted = _meant(Counter(event.type for event in _main_events(reading)))
        shares.update({kind: many / counted.total() for kind, many in counted.items()})
    kind = min(shares, key=lambda kind: (-round(shares[kind], 6), kind in UNMEANT, kind), default=None)
    modes = Counter(mode for mention in told for one, mode in mention.kinds if one == kind)
    return kind, min(modes, key=lambda mode: (-modes[mode], mode is None, str(mode)), default=None)


def _meant(counted: Counter[str]) -> Counter[str]:
    """The kinds of a report's events without the deaths by "accident" that are those of an attack that it tells as often."""
    attacks = counted["ASSAULT"]
    return Counter({kind: many for kind, many in counted.items() if not (kind in UNMEANT and many <= attacks)})


def _main_events(reading: Reading) -> list[Event]:
    return main_events(reading, (0, body_start(reading) + LEDE_SIGNS))


def _where(told: Sequence[Mention]) -> Where | None:
    """The place that most accounts name, as a scene twice over; a country or region only where nothing narrower is."""
    places = {place_key(place): place for mention in told for place in mention.places}
    counted = Counter(key for mention in told for key in {place_key(place) for place in mention.places})
    counted.update(key for mention in told for key in {place_key(place) for place in mention.scene})

    def rank(key: str) -> tuple[bool, int, int, str]:
        precision = places[key].precision or 9
        return precision > WIDEST, -counted[key], precision, key

    best = min(counted, key=rank, default=None)
    return as_where(places[best]) if best else None


def _participants(readings: Sequence[Reading], role: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names that the main events give to a role, the most common first: of several reports those of two or more.

    Names of one body are one, under the commonest of them. Who is counted ("31 jihadists") is a figure, no name.
    """
    wordings = _wordings(readings, role, knowledge)
    least = 2 if len(readings) >= SEVERAL else 1
    total = {key: named.total() for key, named in wordings.items() if named.total() >= least}
    ordered = sorted(total, key=lambda key: (-total[key], key))[:MOST_NAMED]
    return tuple(min(wordings[key], key=lambda name: (-wordings[key][name], name)) for key in ordered)


def _wordings(readings: Sequence[Reading], role: str, knowledge: Knowledge) -> dict[str, Counter[str]]:
    """How often each body is called what in a role; actors that can do nothing only where no other is named."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for held in (held for reading in readings for held in _held(reading, role)):
        shown = public_role(held)
        party = party_of(shown, held.id, knowledge) if role == "actor" else None
        found[party.id if party else key_of(shown, held.id, knowledge)][shown] += 1
    if role != "actor":
        return found
    return {key: named for key, named in found.items() if _takes_part(named, key, knowledge)} or found


def _held(reading: Reading, role: str) -> Iterator[Role]:
    """Who or what the main events of a report name in a role; nobody does what happens by accident."""
    events = _main_events(reading)
    kinds = main_kinds(event.type for event in events) - (UNMEANT if role == "actor" else frozenset())
    return (held for event in events if event.type in kinds for held in named_in(event, role))


def _takes_part(wordings: Iterable[str], key: str, knowledge: Knowledge) -> bool:
    return any(takes_part(name, key, knowledge) for name in wordings)
