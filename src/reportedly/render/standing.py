"""An incident in words: what it is, on how many independent origins it stands, whose word each figure is. No verdict,
no rank.

A count that a merge leaves unsure stays a range ("2–3"); reports that cite nobody are counted as such, they are no
origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.incident import (
    Account,
    Difference,
    Figure,
    Incident,
    Link,
    LinkKind,
    Origin,
    Path,
    PossibleMatch,
    Reason,
)
from reportedly.records import Certainty, Report
from reportedly.render.labels import counted, counted_as, label
from reportedly.render.participants import actors, merged
from reportedly.render.telling import bounds, from_to
from reportedly.render.wording import outlet_name, people_words, tellers, type_words
from reportedly.text import N_, gettext
from reportedly.visible import one_line

Reports = Mapping[str, Report]

MARKS = {"party": "party to the fight"}  # marks that are called otherwise than they are written
TIES = {
    LinkKind.COPY: (N_("%(one)s perhaps copies %(other)s"), N_("%(one)s copies %(other)s")),
    LinkKind.RELAY: (N_("%(one)s perhaps relays %(other)s"), N_("%(one)s relays %(other)s")),
    LinkKind.SAME_INCIDENT: (
        N_("%(one)s perhaps tells the same as %(other)s"),
        N_("%(one)s tells the same as %(other)s"),
    ),
    LinkKind.SAME_ORIGIN: (N_("%(one)s perhaps is one with %(other)s"), N_("%(one)s is one with %(other)s")),
}
SHARES = (N_("%(one)s perhaps shares its text with %(other)s"), N_("%(one)s shares its text with %(other)s"))
"""How two are tied, where that is not sure and where it is; `SHARES` for a copy of which nothing tells who took it."""
HAPPENED: Mapping[str, str] = {Certainty.ASSERTED: N_("told"), Certainty.DENIED: N_("denied")}
DECIDED = {
    "merge": N_("put together by %(who)s"), "split": N_("parted by %(who)s"),
    "apart": N_("told apart by %(who)s"), "same": N_("names taken for one by %(who)s"),
}  # fmt: skip
MOST_OUTLETS = 6  # outlets named on one line; the others are counted


def found_words(incidents: Sequence[Incident], of: int) -> str:
    """What a set of reports tells: how many incidents, how many of several reports, how many of those on one origin."""
    shared = [incident for incident in incidents if len(incident.reports) > 1]
    single = sum(incident.independent_high == 1 for incident in shared)
    line = f"{counted(of, 'report')}, {counted(len(incidents), 'incident')}"
    if not shared:
        return line
    pattern = N_("%(found)s, %(shared)s told by two or more reports, %(single)s of those on one independent origin")
    return gettext(pattern, found=line, shared=len(shared), single=single or gettext("none"))


def standing_words(incident: Incident) -> str:
    """On what the incident stands: "6 reports, 1 independent origin, 2 reports without a source for it"."""
    low, high = incident.independent_low, incident.independent_high
    origins = f"{low}" if low == high else f"{low}–{high}"
    parts = [counted(len(incident.reports), "report"), counted_as(origins, high, "independent origin")]
    if nobody := incident.reports_without_source:
        parts.append(gettext("%(reports)s without a source for it", reports=counted(nobody, "report")))
    return ", ".join([*parts, *not_counted_words(incident)])


def not_counted_words(incident: Incident) -> list[str]:
    """How many claims people rejected; empty where none."""
    many = len(incident.rejected)
    return [gettext("%(claims)s not counted", claims=counted(many, "rejected claim"))] if many else []


def decided_words(incident: Incident) -> list[str]:
    """What people decided of it: how many claims do not count because somebody rejected them, who merged or parted it."""
    judges = [item for item in incident.decided_by if item.field == "judgement"]
    others = [item for item in incident.decided_by if item.field != "judgement"]
    lines = [gettext(DECIDED[item.field], who=one_line(item.who)) for item in others]
    if many := len(incident.rejected):
        one, several = N_("%(claims)s is not counted: %(people)s"), N_("%(claims)s are not counted: %(people)s")
        lines.append(gettext(one if many == 1 else several, claims=counted(many, "claim"), people=people_words(judges)))
    return lines


def what_where_when(incident: Incident) -> str:
    """The kind, the place and the days, as far as they are known."""
    kind = label(one_line(incident.type or "").lower()) + (
        f" ({label(one_line(incident.mode))})" if incident.mode else ""
    )
    place = incident.where
    where = ", ".join(one_line(name) for name in (place.name, place.admin1, place.country) if name) if place else ""
    days = sorted({day for day in (incident.start, incident.end) if day})
    named = (
        (N_("said to be by %(names)s"), actors(incident)),
        (N_("on %(names)s"), merged(incident, incident.targets)),
    )
    roles = [gettext(text, names=", ".join(names)) for text, names in named if names]
    return " · ".join(part for part in (kind, where, one_line(from_to("/".join(days))), *roles) if part)


def whose_headline(incident: Incident, reports: Reports) -> str:
    """Whose words head the incident: "Headline: Brack Courier"; empty where no report has that title."""
    titled = (reports[name] for name in incident.reports if name in reports)
    first = next((report for report in titled if report.title and report.title == incident.title), None)
    return gettext("Headline: %(outlet)s", outlet=outlet_name(first)) if first else ""


def tellers_lines(incident: Incident, reports: Reports) -> list[str]:
    """Whose headline heads the incident, and who tells of it in passing, each where there is one."""
    return [line for line in (whose_headline(incident, reports), _passing(incident, reports)) if line]


def _passing(incident: Incident, reports: Reports) -> str:
    """Who tells of the incident in a report of something else: "Told in passing by Brack Courier"; empty where nobody does."""
    called = tellers(incident.reports, reports)
    names = list(dict.fromkeys(called[section.report] for section in incident.sections))
    return gettext("Told in passing by %(names)s", names=", ".join(names)) if names else ""


def origin_words(origin: Origin) -> str:
    """What the origin is: "monitor, on record"."""
    return ", ".join([type_words(origin.type), *(label(MARKS.get(mark, mark)) for mark in origin.marks)])


def also_named(origin: Origin) -> str:
    """The other names by which the reports call the origin, if any."""
    others = [one_line(name) for name in origin.names if name != origin.name]
    return gettext("also named %(names)s", names=", ".join(others)) if others else ""


def outlets(ids: Sequence[str], reports: Reports) -> str:
    """The outlets of the reports, each once, in their order: "3 reports: Lumen, Ostara Post"."""
    names = list(dict.fromkeys(outlet_name(reports[name]) if name in reports else name for name in ids))
    more, listed = len(names) - MOST_OUTLETS, ", ".join(names[:MOST_OUTLETS])
    if more > 0:
        listed = gettext("%(names)s and %(many)s more", names=listed, many=more)
    return f"{counted(len(ids), 'report')}: {listed}"


def path_words(path: Path, reports: Reports) -> str:
    """The way from a report to the origin: "Lumen → Orvane Wire → Sarn Monitor"."""
    outlet = outlet_name(reports[path.report]) if path.report in reports else path.report
    return " → ".join([outlet, *(one_line(name) for name in path.chain)])


def figure_words(figure: Figure, incident: Incident) -> str:
    """A figure and on whose word it stands: "9 people killed, on the word of Sarn Monitor"."""
    known = figure.low is not None or figure.high is not None
    number = bounds(figure.low, figure.high) if known else gettext("an unnumbered count,")
    parts = (number, one_line(figure.who or ""), label(figure.what.replace("+", " or ")))
    what = " ".join(part for part in parts if part)
    return f"{what}, {_word_of(figure.origins, incident)} ({counted(len(figure.reports), 'report')})"


def difference_words(difference: Difference, incident: Incident) -> str:
    """A field on which the origins do not say the same: "killed: 11 (Health Ministry), 9 (Sarn Monitor)"."""
    told = [account_words(account, incident) for account in difference.accounts]
    return f"{label(one_line(difference.field))}: {', '.join(told)}"


def account_words(account: Account, incident: Incident) -> str:
    """One value with those who give it: "11 (Health Ministry)"."""
    return f"{_value(account)} ({_account(account, incident)})"


def ties(incident: Incident, links: Sequence[Link]) -> list[Link]:
    """The links between reports or sources of this incident; what ties two of its reports in another one is not of it."""
    inside = {*incident.reports, *_members(incident)}
    own = (link for link in links if link.incident in (None, incident.id))
    return [link for link in own if link.from_ in inside and link.to in inside]


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


def tie_words(link: Link, named: Mapping[str, str]) -> str:
    """A link with its reasons: "Lumen copies Orvane Wire: same text (26 words in long runs); credits it"."""
    return f"{ends_words(link, named)}: {reasons_words(link.reasons)}"


def named_ends(incident: Incident, reports: Reports) -> dict[str, str]:
    """How the reports and the sources at which the links of an incident end are called, by id."""
    return _members(incident) | tellers(incident.reports, reports)


def ends_words(link: Link, named: Mapping[str, str]) -> str:
    """A link without its reasons, its ends as they are called: "Lumen copies Orvane Wire"."""
    ends = [one_line(named.get(end, end)) for end in (link.from_, link.to)]
    texts = TIES[link.relation] if link.directed or link.relation is not LinkKind.COPY else SHARES
    return gettext(texts[link.sure], one=ends[0], other=ends[1])


def reasons_words(reasons: Iterable[Reason]) -> str:
    """Why a link was made, in the words that are kept with it."""
    told = (reason.rule + (f" ({one_line(reason.words)})" if reason.words else "") for reason in reasons)
    return "; ".join(map(one_line, told))


def match_words(match: PossibleMatch) -> str:
    """An incident that may be the same, and in what it is alike: "Barges hit (2031-05-03, Sudvik), 3f0c1a2b9d4e: same place (Sudvik)"."""
    title = one_line(match.title or "") or gettext("No headline")
    about = ", ".join(one_line(word) for word in (match.start, match.place) if word)
    return f"{title}{f' ({about})' if about else ''}, {match.incident}: {alike_words(match)}"


def alike_words(match: PossibleMatch) -> str:
    """In what two accounts that may tell of one incident are alike."""
    return reasons_words(reason for reason in match.reasons if (reason.weight or 0) > 0)


def _members(incident: Incident) -> dict[str, str]:
    """The names of the sources of an incident, by the ids at which links between sources end."""
    return {member.id: member.name for origin in incident.origins for member in origin.members}


def _word_of(origins: Sequence[str], incident: Incident) -> str:
    names = _names(origins, incident)
    return gettext("on the word of %(names)s", names=_listed(names)) if names else gettext("in the outlets’ own voice")


def _value(account: Account) -> str:
    """What an account says: a figure, a name, or that it happened or not."""
    if account.low is not None or account.high is not None:
        return bounds(account.low, account.high)
    value = one_line(account.value or "")
    return gettext(HAPPENED[value]) if value in HAPPENED else from_to(value)


def _account(account: Account, incident: Incident) -> str:
    names = list(map(one_line, account.who)) or _names(account.origins, incident)
    return _listed(names) or gettext("the outlets’ own voice")


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(one)s and %(other)s", one=", ".join(names[:-1]), other=names[-1])


def _names(ids: Sequence[str], incident: Incident) -> list[str]:
    """The names of origins, each once: several unnamed ones may go by the same."""
    return list(dict.fromkeys(one_line(origin.name) for origin in incident.origins if origin.id in ids))
