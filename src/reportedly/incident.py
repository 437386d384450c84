"""The words of linking as records: incidents, their origins, and the links between reports, each with its reasons.

They add two kinds to `records.KINDS` ("incident", "link") and keep its promises: immutable, the same through JSON.
Nothing here is a verdict: origins are unranked, and where a merge is unsure the count stays a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.records import KINDS, Decided, SourceType


class LinkKind(StrEnum):
    """What ties two reports, or two sources of one incident, together."""

    COPY = "copy"
    RELAY = "relay"
    SAME_INCIDENT = "same_incident"
    SAME_ORIGIN = "same_origin"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a link holds, in part: the rule, its share of the score (null where the rule decides), what it compared."""

    rule: str
    weight: float | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports (copy, relay, same_incident) or two sources (same_origin) that belong together, and why.

    The ends are ids: of two reports, or of two members of origins; never one and the same.
    A copy or relay runs from the one that took to the one it took from; `directed` is false where nothing tells.
    `sure` is false where the link may not hold: it then widens the count of origins to a range.
    """

    relation: LinkKind
    from_: str
    to: str
    reasons: tuple[Reason, ...] = ()
    score: float | None = None
    directed: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """One source of an incident before it is merged with others into an origin; links between sources end at its id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin of an incident: the sources merged into it, as the texts name them, and who rests on it.

    `marks` are unranked kinds: on_record, unnamed, in_custody, party. `counted` is false for a source that is named
    but does not vouch for the main assertion (a reaction, an unspecified report beside a named source).
    """

    id: str
    name: str
    names: tuple[str, ...]
    type: SourceType
    source: str | None = None
    marks: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    counted: bool = True
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """How one report comes to an origin: its claim, the names of the chain, the reports of the set on the way."""

    report: str
    claim: str
    chain: tuple[str, ...]
    origin: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an incident and on whose word it stands; no origin is the outlets' own voice."""

    what: str
    low: int | None
    high: int | None
    who: str | None = None
    origins: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One of several values that the accounts of an incident give, with the origins and reports that give it.

    `value` is a name or a word of the records (a body, a `Certainty`), null for a figure: that is `low`..`high`.
    `who` names the sources that give it and are no origins of the incident, such as one that denies it.
    """

    value: str | None
    origins: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an incident (killed, actor, happened …) on which its origins do not say the same."""

    field: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where an incident took place: its most precise place; `precision` is GED's where_prec."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One occurrence as told by the claims of one or more reports: what UCDP and ACLED call an event.

    `start`..`end` are ISO days, `date_precision` GED's date_prec. The number of independent origins is a range, low
    where every unsure merge holds. `holds` names the incidents of a campaign; `capped` says that its component was
    larger than the most that are compared pair by pair. `rejected` are claims of its reports that count for nothing
    here; `decided_by` says who rejected them, and who put reports or names together or apart.
    """

    id: str
    reports: tuple[str, ...]
    title: str | None = None
    type: str | None = None
    mode: str | None = None
    where: Where | None = None
    start: str | None = None
    end: str | None = None
    date_precision: int | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent_low: int = 0
    independent_high: int = 0
    reports_without_source: int = 0
    paths: tuple[Path, ...] = ()
    figures: tuple[Figure, ...] = ()
    differences: tuple[Difference, ...] = ()
    holds: tuple[str, ...] = ()
    capped: bool = False
    rejected: tuple[str, ...] = ()
    decided_by: tuple[Decided, ...] = ()


KINDS.update(incident=Incident, link=Link)
