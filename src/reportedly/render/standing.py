"""An incident in words: what it is, on how many independent origins it stands, whose word each figure is. No verdict,
no rank.

A count that a merge leaves unsure stays a range ("2–3"); reports that cite nobody are counted as such, they are no
origins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.incident import Account, Difference, Figure, Incident, Link, LinkKind, Origin, Path
from reportedly.records import Certainty, Report
from reportedly.render.labels import counted
from reportedly.render.participants import actors, merged
from reportedly.render.telling import bounds
from reportedly.render.wording import TYPES, outlet_name, people_words
from reportedly.visible import one_line

Reports = Mapping[str, Report]

MARKS = {"on_record": "on record", "in_custody": "in custody", "party": "party to the fight"}
TIES = {
    LinkKind.COPY: "copies",
    LinkKind.RELAY: "relays",
    LinkKind.SAME_INCIDENT: "tells the same as",
    LinkKind.SAME_ORIGIN: "is one with",
}
HAPPENED: Mapping[str, str] = {Certainty.ASSERTED: "told", Certainty.DENIED: "denied"}
DECIDED = {"merge": "put together", "split": "parted", "same": "names taken for one"}
MOST_OUTLETS = 6  # outlets named on one line; the others are counted


def found_words(incidents: Sequence[Incident], of: int) -> str:
    """What a set of reports tells: how many incidents, how many of several reports, how many of those on one origin."""
    shared = [incident for incident in incidents if len(incident.reports) > 1]
    single = sum(incident.independent_high == 1 for incident in shared)
    line = f"{counted(of, 'report')}, {counted(len(incidents), 'incident')}"
    if not shared:
        return line
    return f"{line}, {len(shared)} told by two or more reports, {single or 'none'} of those on one independent origin"


def standing_words(incident: Incident) -> str:
    """On what the incident stands: "6 reports, 1 independent origin, 2 reports without a source"."""
    low, high = incident.independent_low, incident.independent_high
    origins = f"{low}" if low == high else f"{low}–{high}"
    parts = [counted(len(incident.reports), "report"), f"{origins} independent {'origin' if high == 1 else 'origins'}"]
    if incident.reports_without_source:
        parts.append(f"{counted(incident.reports_without_source, 'report')} without a source")
    return ", ".join([*parts, *not_counted_words(incident)])


def not_counted_words(incident: Incident) -> list[str]:
    """How many claims people rejected; empty where none."""
    return [f"{counted(len(incident.rejected), 'rejected claim')} not counted"] if incident.rejected else []


def decided_words(incident: Incident) -> list[str]:
    """What people decided of it: how many claims do not count because somebody rejected them, who merged or parted it."""
    judges = [item for item in incident.decided_by if item.field == "judgement"]
    others = [item for item in incident.decided_by if item.field != "judgement"]
    lines = [f"{DECIDED[item.field]} by {one_line(item.who)}" for item in others]
    if incident.rejected:
        many = len(incident.rejected)
        verb = "is" if many == 1 else "are"
        lines.append(f"{counted(many, 'claim')} {verb} not counted: {people_words(judges)}")
    return lines


def what_where_when(incident: Incident) -> str:
    """The kind, the place and the days, as far as they are known."""
    kind = one_line(incident.type or "").lower() + (f" ({one_line(incident.mode)})" if incident.mode else "")
    place = incident.where
    where = ", ".join(one_line(name) for name in (place.name, place.admin1, place.country) if name) if place else ""
    days = sorted({day for day in (incident.start, incident.end) if day})
    named = (("said to be by", actors(incident)), ("on", merged(incident, incident.targets)))
    roles = [f"{word} {', '.join(names)}" for word, names in named if names]
    return " · ".join(part for part in (kind.replace("_", " "), where, one_line(" to ".join(days)), *roles) if part)


def whose_headline(incident: Incident, reports: Reports) -> str:
    """Whose words head the incident: "Headline: Brack Courier"; empty where no report has that title."""
    titled = (reports[name] for name in incident.reports if name in reports)
    first = next((report for report in titled if report.title and report.title == incident.title), None)
    return f"Headline: {outlet_name(first)}" if first else ""


def origin_words(origin: Origin) -> str:
    """What the origin is: "monitor, on record"."""
    return ", ".join([TYPES[origin.type], *(MARKS.get(mark, mark.replace("_", " ")) for mark in origin.marks)])


def also_named(origin: Origin) -> str:
    """The other names by which the reports call the origin, if any."""
    others = [one_line(name) for name in origin.names if name != origin.name]
    return f"also named {', '.join(others)}" if others else ""


def outlets(ids: Sequence[str], reports: Reports) -> str:
    """The outlets of the reports, each once, in their order: "3 reports: Lumen, Ostara Post"."""
    names = list(dict.fromkeys(outlet_name(reports[name]) if name in reports else name for name in ids))
    more = f" and {len(names) - MOST_OUTLETS} more" if len(names) > MOST_OUTLETS else ""
    return f"{counted(len(ids), 'report')}: {', '.join(names[:MOST_OUTLETS])}{more}"


def path_words(path: Path, reports: Reports) -> str:
    """The way from a report to the origin: "Lumen → Orvane Wire → Sarn Monitor"."""
    outlet = outlet_name(reports[path.report]) if path.report in reports else path.report
    return " → ".join([outlet, *(one_line(name) for name in path.chain)])


def figure_words(figure: Figure, incident: Incident) -> str:
    """A figure and on whose word it stands: "9 people killed, on the word of Sarn Monitor"."""
    known = figure.low is not None or figure.high is not None
    number = bounds(figure.low, figure.high) if known else "an unnumbered count,"
    parts = (number, one_line(figure.who or ""), figure.what.replace("+", " or "))
    what = " ".join(part for part in parts if part)
    return f"{what}, {_word_of(figure.origins, incident)} ({counted(len(figure.reports), 'report')})"


def difference_words(difference: Difference, incident: Incident) -> str:
    """A field on which the origins do not say the same: "killed: 11 (Health Ministry), 9 (Sarn Monitor)"."""
    told = [account_words(account, incident) for account in difference.accounts]
    return f"{one_line(difference.field).replace('_', ' ')}: {', '.join(told)}"


def account_words(account: Account, incident: Incident) -> str:
    """One value with those who give it: "11 (Health Ministry)"."""
    return f"{_value(account)} ({_account(account, incident)})"


def ties(incident: Incident, links: Sequence[Link]) -> list[Link]:
    """The links between reports or sources of this incident."""
    inside = {*incident.reports, *_members(incident)}
    return [link for link in links if link.from_ in inside and link.to in inside]


def telling(tied: Sequence[Link]) -> list[Link]:
    """The links that tell something of their own: of those that say two reports tell of one incident, the strongest of
    each report.
    """
    same = [link for link in tied if link.relation is LinkKind.SAME_INCIDENT]
    strongest: dict[str, Link] = {}
    for link in sorted(same, key=lambda link: -(link.score or 0.0)):
        for end in (link.from_, link.to):
            strongest.setdefault(end, link)
    kept = {id(link) for link in strongest.values()}
    return [link for link in tied if link.relation is not LinkKind.SAME_INCIDENT or id(link) in kept]


def tie_words(link: Link, reports: Reports, incident: Incident) -> str:
    """A link with its reasons: "Lumen copies Orvane Wire: same text (26 words in long runs); credits it"."""
    sources = _members(incident)
    named = {
        end: outlet_name(reports[end]) if end in reports else sources.get(end, end) for end in (link.from_, link.to)
    }
    ends = [one_line(named[end]) for end in (link.from_, link.to)]
    verb = TIES[link.relation] if link.directed or link.relation is not LinkKind.COPY else "shares its text with"
    told = [reason.rule + (f" ({one_line(reason.words)})" if reason.words else "") for reason in link.reasons]
    return f"{ends[0]} {'' if link.sure else 'perhaps '}{verb} {ends[1]}: {'; '.join(map(one_line, told))}"


def _members(incident: Incident) -> dict[str, str]:
    """The names of the sources of an incident, by the ids at which links between sources end."""
    return {member.id: member.name for origin in incident.origins for member in origin.members}


def _word_of(origins: Sequence[str], incident: Incident) -> str:
    names = _names(origins, incident)
    return f"on the word of {_listed(names)}" if names else "in the outlets’ own voice"


def _value(account: Account) -> str:
    """What an account says: a figure, a name, or that it happened or not."""
    if account.low is not None or account.high is not None:
        return bounds(account.low, account.high)
    value = one_line(account.value or "").replace("/", " to ")
    return HAPPENED.get(value, value)


def _account(account: Account, incident: Incident) -> str:
    names = list(map(one_line, account.who)) or _names(account.origins, incident)
    return _listed(names) or "the outlets’ own voice"


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and C"."""
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def _names(ids: Sequence[str], incident: Incident) -> list[str]:
    """The names of origins, each once: several unnamed ones may go by the same."""
    return list(dict.fromkeys(one_line(origin.name) for origin in incident.origins if origin.id in ids))
