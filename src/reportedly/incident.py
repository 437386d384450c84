"""The words of linking as records: incidents, their origins, and the links between reports, each with its reasons.

They add two kinds to `records.KINDS` ("incident", "link") and keep its promises: immutable, the same through JSON.
Nothing here is a verdict: origins are unranked, and where a merge is unsure the count stays a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.records import KINDS, Decided, SourceType, Span, Spans


class LinkKind(StrEnum):
    """What ties two reports, or two sources of one incident, together."""

    COPY = "copy"
    RELAY = "relay"
    SAME_INCIDENT = "same_incident"
    SAME_ORIGIN = "same_origin"


DENIED = "denied"  # what an assertion is about where somebody denies another one


def is_disputed(differ: bool, denied: bool) -> bool:
    """What "disputed" means of an incident: its accounts differ, or somebody denies something of it."""
    return differ or denied


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
    `sure` is false where the link may not hold: it then widens the count of origins to a range. `incident` is the id of the
    one that it ties the ends in; null for copies, which are of reports whatever they tell.
    """

    relation: LinkKind
    from_: str
    to: str
    reasons: tuple[Reason, ...] = ()
    score: float | None = None
    directed: bool = True
    sure: bool = True
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A stretch of a report that tells of another incident than the report opens with: an item of a bulletin, "in a separate
    attack". `first`..`last` are the numbers of its claims in the reading, from 1.
    """

    report: str
    span: Span
    first: int
    last: int

    @property
    def id(self) -> str:
        """Its id among all that tells of incidents: that of its report with the place where it begins."""
        return section_id(self.report, self.span[0])


MARK = "#"  # stands between the id of a report and the place of a section in it


def section_id(report: str, start: int) -> str:
    """The id of the section of a report that begins at a place of its text."""
    return f"{report}{MARK}{start}"


def report_of(mention: str) -> str:
    """The report that a mention stands in, whose id is the report's own or that of a section of it."""
    return mention.partition(MARK)[0]


def is_section(mention: str) -> bool:
    """Whether a mention, by its id, is a section of its report."""
    return MARK in mention


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
class Where:
    """Where an incident took place: its most precise place; `precision` is GED's where_prec.

    Of an account `kind` is what its words make of the name: a kind of the gazetteer, or the `edge` or `core` of a town;
    `within` are the places that hold it by the reports of the incident.
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    gazetteer: str | None = None
    kind: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One value that the accounts of an incident give an assertion, with the claims that give it and on whose word.

    `value` is a name, an ISO day or two of them with a slash between, or a word of the records; null for a figure: that
    is `low`..`high` of `counted`, in the reports' commonest words. `origins` are ids of origins of the incident; `who`
    names those that deny, as the reports do. `names` are the reports' own words for a body or for the counted, `where` is the place.
    `of` is the index, in the same assertion, of the figure that this one is a part of; `part` says that it counts only
    some: such a part, or far fewer than the toll that its report gives. `without_source` are the reports that give the
    value in their own voice. `first`..`last` are the days on which the earliest and latest of the reports were published.
    """

    value: str | None
    origins: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    who: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    without_source: tuple[str, ...] = ()
    counted: str | None = None
    names: tuple[str, ...] = ()
    where: Where | None = None
    of: int | None = None
    part: bool = False
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that the accounts of an incident say, each value with the claims that give it; none of them is chosen.

    `about` is happened, a kind of count (killed, injured, missing …, see `Count.what`), done_by, place, day or denied.
    The accounts of happened are asserted, hedged or confirmed; those of denied say which assertion is denied.
    `low`..`high` run over the figures of a count, parts left out. `origins` are those that vouch for it, by id; how many
    of them are independent is a range, low where every unsure merge holds. `without_source` are the reports that say it
    and cite nobody for it. `withdrawn` are claims that gave it until their own source took them back.
    """

    about: str
    accounts: tuple[Account, ...] = ()
    low: int | None = None
    high: int | None = None
    origins: tuple[str, ...] = ()
    independent_low: int = 0
    independent_high: int = 0
    reports: tuple[str, ...] = ()
    without_source: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an incident on which its accounts do not say the same: a kind of count, done_by, place, day, happened."""

    field: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one report: the claim that holds them, and where they stand in its text."""

    report: str
    claim: str
    spans: Spans


class ChangeKind(StrEnum):
    """How a telling changed on its way from one claim to another that repeats it."""

    HEDGE_LOST = "hedge_lost"
    CERTAINTY_GAINED = "certainty_gained"
    ATTRIBUTION_DROPPED = "attribution_dropped"
    FIGURE_UPDATED = "figure_updated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was told otherwise further on: held back and then flat, planned and then done, said and then
    confirmed, on a source's word and then on nobody's.

    `from_` is the passage nearer the origin, `to` the one that repeats it; `about` is the assertion that both carry.
    A figure that its own origin gives anew is updated; what a source takes back is withdrawn. `origin` is whose word it
    was, by id, null where no origin of the incident gives it. `words` are those that `to` does not have: the hedge, the
    plan, the source. `about` is "detail" where the claims give no assertion of the incident.
    """

    kind: ChangeKind
    about: str
    from_: Passage
    to: Passage
    origin: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which outlets word a body, with the passages where they do."""

    words: str
    outlets: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """The words used for one body, outlet by outlet; `name` is the reference name, `source` the row of knowledge it is of."""

    name: str
    source: str | None
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One occurrence as told by the claims of one or more reports: what UCDP and ACLED call an event.

    `start`..`end` are ISO days, `date_precision` GED's date_prec. The number of independent origins is a range, low
    where every unsure merge holds. `holds` names the incidents of a campaign; `capped` says that it is so
    large that others may belong to it unseen. `rejected` are claims of its reports that count for nothing
    here; `decided_by` says who rejected them, and who put reports or names together or apart. `assertions` are what its
    accounts say, each with its own origins: `origins` lists all of them, and `independent_low`..`independent_high` are
    those of the assertion that it happened. A report may tell of several incidents: of those that tell of this one in passing,
    `sections` are the stretches where they do.
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
    assertions: tuple[Assertion, ...] = ()
    changes: tuple[Change, ...] = ()
    namings: tuple[Naming, ...] = ()
    sections: tuple[ReportSection, ...] = ()

    @property
    def mentions(self) -> tuple[str, ...]:
        """The ids of what tells of it, report by report: a report as a whole, or sections of it."""
        inside: dict[str, list[str]] = {}
        for section in self.sections:
            inside.setdefault(section.report, []).append(section.id)
        return tuple(mention for report in self.reports for mention in inside.get(report, [report]))

    @property
    def disputed(self) -> bool:
        """Whether accounts differ, or somebody denies something of it."""
        return is_disputed(bool(self.differences), self.assertion(DENIED) is not None)

    def assertion(self, about: str) -> Assertion | None:
        """What its accounts say about one thing (happened, killed, done_by …); null where they say nothing of it."""
        return next((found for found in self.assertions if found.about == about), None)


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """An incident that may be one with another, for a person to say: what Fellegi and Sunter (1969) call a possible link.

    `reports` are those whose accounts are most alike, that of the other incident last; `reasons` say in what, and `score` how much: it
    falls short of one occurrence, or the rest of the two incidents does.
    """

    incident: str
    reports: tuple[str, str]
    score: float
    reasons: tuple[Reason, ...] = ()
    title: str | None = None
    start: str | None = None
    place: str | None = None


KINDS.update(incident=Incident, link=Link, possible_match=PossibleMatch)
