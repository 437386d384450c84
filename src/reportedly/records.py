"""The words of the project as records, and their JSON ("reportedly/1").

Two things never break here: a record is immutable, and `from_json(to_json(record))` is the record again, to the last field.
Every offset is a Unicode code point into `Report.text`; a span is `(start, end)`, end excluded, and verbatim.
The words follow the attribution literature (Pareti 2015: source, cue, content) and the codebooks named beside each record.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from reportedly.loading import fields_of, loaded

SCHEMA = "reportedly/1"

Span = tuple[int, int]
Spans = tuple[Span, ...]


class SourceType(StrEnum):
    """What kind of source speaks; the kinds of the rulebook, unranked."""

    OFFICIAL = "official"
    MILITARY = "military"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    MONITOR = "monitor"
    NGO = "ngo"
    MEDIA = "media"
    AGENCY = "agency"
    WITNESS = "witness"
    ACTIVIST = "activist"
    MEDICAL = "medical"
    EXPERT = "expert"
    DOCUMENT = "document"
    DETAINEE = "detainee"
    SOCIAL_MEDIA = "social_media"
    RESIDENT = "resident"
    OTHER = "other"


class Unnamed(StrEnum):
    """How a source goes unnamed: many at once, by its own wish, or simply not identified."""

    COLLECTIVE = "collective"
    WITHHELD = "withheld"
    UNIDENTIFIED = "unidentified"


class Certainty(StrEnum):
    """How firmly a claim is made; derived from polarity, hedge, act and event status, set otherwise only by a person."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    PLANNED = "planned"


class Act(StrEnum):
    """What the source does by saying it, where the cue itself says so."""

    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    CLAIM_RESPONSIBILITY = "claim_responsibility"
    DEMAND = "demand"
    THREATEN = "threaten"


class Form(StrEnum):
    """How the content is given: in quotation marks, partly in them, or in the outlet's words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Judgement(StrEnum):
    """What a person says of a claim as a whole: read rightly, wrongly, or that cannot be told. Nothing of the world."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


EVENT_TYPES = (
    "ACCIDENT", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "DISASTER", "DISEASE",
    "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip


class Status(StrEnum):
    """Whether the event is told as having happened (PLOVER's auxiliary modes, plus `actual`)."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published the report. `id` is a row of knowledge, null where none fits."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One article as one outlet published it; `version` names its bytes.

    `text` is the decoded file, whole; `headline` and `furniture` mark what is not body, they do not cut it.
    `published` is an ISO date or null; `published_from` says where it was found. `notes` tell what intake had to repair, in words.
    """

    id: str
    version: str
    input: str
    text: str
    outlet: Outlet | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    dateline: str | None = None
    byline_agency: str | None = None
    language: str | None = None
    headline: Span | None = None
    furniture: Spans = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class By:
    """What made a reading: the reader, which names its rules and its parser, the tagger, and the knowledge with its gazetteer.

    Each names a digest or a version: where anything that can change the reading of a text has changed, so has one of the three.
    """

    reader: str
    tagger: str | None
    knowledge: str


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain: who or what is cited.

    `name` is the text's own wording for it (a role or category stays one); `id` a row of knowledge it stands for, or null.
    `mention` and `cue` are null where the claim only carries the source on from an earlier sentence. `body` says that the report calls it
    a body (a hospital, a rescue service), not a person.
    """

    name: str
    type: SourceType
    id: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    unnamed: Unnamed | None = None
    unnamed_reason: str | None = None
    custody: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that hold a claim back; `holder` is an index into the chain, null when the outlet itself hedges."""

    holder: int | None
    cue: Span


SITE = "site"


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of an event: actor, target or instrument; or its site, the spot where it took place in words that are no name of a
    place ("a toll booth").

    `private` says that the words name a person who holds no office in the report: they are for its own text alone.
    """

    role: str
    span: Span
    name: str
    id: str | None = None
    private: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether it is a participant, not a site."""
        return self.role != SITE


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what: `low`..`high`, null where the words set no bound ("at least 18" is 18..null).

    `what` is killed, injured, missing, detained, displaced, strikes, destroyed, or "killed+injured" for a combined figure.
    `of` is the index, in the same event, of the count that this one is a part of; `part` says that it is a part, also where
    its whole is told elsewhere; `total` marks a sum that only runs on. `private` says that `who` names a person who holds
    no office in the report.
    """

    what: str
    span: Span
    who: str | None = None
    low: int | None = None
    high: int | None = None
    of: int | None = None
    total: bool = False
    part: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What one claim says happened, tied to its words, or what is done by saying it (to accuse, to demand), tied to its cue.

    `place` and `time` index the reading's lists.

    `type` is one of `EVENT_TYPES`: PLOVER's sixteen, with their modes, or one of ours beyond them, which have none:
    ACCIDENT (harm without intent), DISASTER (nature), DISEASE.
    """

    type: str
    span: Span
    mode: str | None = None
    status: Status = Status.ACTUAL
    background: bool = False
    place: int | None = None
    time: int | None = None
    roles: tuple[Role, ...] = ()
    counts: tuple[Count, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """One reason for a claim: the step and rule that fired, the words it fired on, the row of knowledge it used."""

    step: str
    rule: str
    span: Span | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """That a person decided on a field of a claim, or on what an incident holds.

    `field` is a field's name as `reportedly correct` takes it, or judgement, merge, split, same. `was` is what the reader
    had read, in words, null where it had read nothing.
    """

    field: str
    who: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Content, chain and certainty: the unit of everything.

    `chain` runs from the reader to the origin, the outlet itself is not in it; `()` is the outlet's own voice.
    `where` is body or headline. `certainty` follows from polarity, hedge, act and plan by `reading.certainty.derive`.
    Where people decided on it, the values are theirs, `decided_by` says whose, and `judgement` what they say of it as a
    whole; its id stays that of what was read.
    """

    id: str
    where: str
    spans: Spans
    text: str
    form: Form
    certainty: Certainty
    chain: tuple[Source, ...] = ()
    act: Act | None = None
    polarity: str = "positive"
    hedge: Hedge | None = None
    events: tuple[Event, ...] = ()
    trace: tuple[Trace, ...] = ()
    judgement: Judgement | None = None
    decided_by: tuple[Decided, ...] = ()

    @property
    def origin(self) -> Source | None:
        """On whose word the claim rests; null for the outlet's own voice."""
        return self.chain[-1] if self.chain else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the report. `precision` is GED's where_prec (1 exact … 7); `no_match` keeps the name and no point.

    `admin1` names the first-order division that the place is or lies in.
    """

    span: Span
    name: str
    resolved: str | None = None
    kind: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    gazetteer: str | None = None
    no_match: bool = False
    by: str = ""
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3 type and value) as an interval of days; start and end stay null while it is only relative."""

    span: Span
    type: str
    value: str | None = None
    start: str | None = None
    end: str | None = None
    granularity: str | None = None
    anchor: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should see, with the words that show it; `about` names the source it concerns, if any."""

    kind: str
    spans: Spans = ()
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """How many the report says its main incident killed and injured as a whole, and on whose word.

    A bound is null where no words set it. `origins` name the sources of the killed figure (of the injured one where nobody
    is said to be killed); it is empty when the outlet's own voice gives it. `claims` index the reading's claims that say so.
    """

    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    origins: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader with one set of models and knowledge made of one version of a report."""

    report: Report
    by: By
    claims: tuple[Claim, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    notices: tuple[Notice, ...] = ()
    toll: Toll | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one claim of a reading is there: its number in it from 1, the claim with its reasons, what made the reading."""

    number: int
    claim: Claim
    by: By


KINDS: dict[str, type] = {"reading": Reading, "explanation": Explanation}


PLAIN = frozenset({str, int, float, bool, type(None)})  # what JSON holds as it is


def digest(*parts: object) -> str:
    """A short stable id: 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def report_id(url: str | None, file: str, row: int = 0, outlet: str | None = None) -> str:
    """The canonical URL decides; without one the source file, row and outlet, so two outlets with one text stay two reports."""
    return digest("url", url) if url else digest("file", file, row, outlet or "")


def version_of(data: bytes) -> str:
    """The version of a report: the hash of its bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def claim_id(report: str, version: str, spans: Spans, chain: Sequence[Source]) -> str:
    """The same words of the same version of a report through the same mentions are the same claim; two outlets with one text make two."""
    return digest(report, version, spans, [source.mention or source.name for source in chain])


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of the spans, in order, joined by an ellipsis where something lies between."""
    return " … ".join(text[start:end] for start, end in spans)


def to_json(record: object) -> Any:
    """Plain JSON values of a record; a record of `KINDS` also says its schema and kind."""
    cls: Any = type(record)
    return record if cls in PLAIN else _writer(cls)(record)


@cache
def _writer(cls: type) -> Callable[[Any], Any]:
    """What gives the JSON values of a class; made once a class, for whole stores are written with it."""
    if dataclasses.is_dataclass(cls):
        head = {"schema": SCHEMA, "kind": kind} if (kind := _kind(cls)) else {}
        named = [(name, field) for name, (field, _) in fields_of(cls).items()]
        return lambda record: (
            head
            | {
                name: value if type(value := getattr(record, field)) in PLAIN else to_json(value)
                for name, field in named
            }
        )
    if issubclass(cls, (tuple, list)):
        return lambda items: [item if type(item) in PLAIN else to_json(item) for item in items]
    if issubclass(cls, dict):
        return lambda held: {str(key): to_json(value) for key, value in held.items()}
    return (lambda member: member.value) if issubclass(cls, StrEnum) else (lambda value: value)


R = TypeVar("R")


def from_json(cls: type[R], data: Any) -> R:
    """The record of class `cls` that `data` (from `to_json`) describes. Raises ValueError naming the field that does not fit."""
    return loaded(cls, data)


def _kind(cls: type) -> str | None:
    return next((kind for kind, known in KINDS.items() if known is cls), None)
