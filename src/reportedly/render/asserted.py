"""What the accounts of an incident assert, in words: each value, on whose word, how the telling changed. No verdict, no rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.incident import Account, Assertion, Change, ChangeKind, Incident, Naming
from reportedly.render.assertion_words import about_words, changed_figures, range_words, value_words
from reportedly.render.labels import counted
from reportedly.render.standing import Reports, outlets
from reportedly.visible import one_line

MOST = 6  # values of one assertion that are listed; the others are counted
CHANGED = {
    ChangeKind.HEDGE_LOST: "hedge lost",
    ChangeKind.CERTAINTY_GAINED: "certainty gained",
    ChangeKind.ATTRIBUTION_DROPPED: "source dropped",
    ChangeKind.FIGURE_UPDATED: "new figure",
    ChangeKind.WITHDRAWN: "taken back",
}


def assertion_words(assertion: Assertion, incident: Incident) -> str:
    """One line on an assertion: "killed 8–18: 2–3 independent origins (Sarn Monitor, Lumen), 1 report without a source for it"."""
    span = f" {figures}" if (figures := range_words(assertion)) else ""
    parts = [_origins(assertion, incident)]
    if assertion.without_source:
        parts.append(f"{counted(len(assertion.without_source), 'report')} without a source for it")
    if assertion.withdrawn:
        parts.append(f"{counted(len(assertion.withdrawn), 'claim')} taken back")
    return f"{about_words(assertion.about)}{span}: {', '.join(part for part in parts if part)}"


def account_lines(assertion: Assertion, incident: Incident, reports: Reports) -> list[str]:
    """A line for each value of an assertion that several can have: the value, on whose word, in how many reports."""
    if assertion.about == "happened":
        return []
    lines = [_account(account, assertion, incident, reports) for account in assertion.accounts[:MOST]]
    more = len(assertion.accounts) - MOST
    return [*lines, f"and {counted(more, 'other value')}"] if more > 0 else lines


def change_words(change: Change, incident: Incident, named: Mapping[str, str]) -> str:
    """A change with both ends, reports as they are called: "hedge lost (“reportedly”), killed: Orvane Wire → Lumen",
    "new figure, killed: Lumen: 9 → Ostara Post: 14".
    """
    ends = [named.get(passage.report, one_line(passage.report)) for passage in (change.from_, change.to)]
    if figures := changed_figures(change, incident):
        ends = [f"{name}: {figure}" for name, figure in zip(ends, figures, strict=True)]
    way = f"{ends[0]} → {ends[1]}" if change.from_.report != change.to.report else f"within {ends[0]}"
    words = f" (“{one_line(change.words)}”)" if change.words else ""
    return f"{CHANGED[change.kind]}{words}, {about_words(change.about)}: {one_line(way)}"


def naming_words(naming: Naming) -> str:
    """The words for one body: "Quellmark government: “the regime” (Lumen), “the authorities” (Ostara Post)"."""
    told = (f"“{one_line(wording.words)}” ({one_line(', '.join(wording.outlets))})" for wording in naming.wordings)
    return f"{one_line(naming.name)}: {', '.join(told)}"


def _origins(assertion: Assertion, incident: Incident) -> str:
    low, high = assertion.independent_low, assertion.independent_high
    if not high:
        return ""
    number = f"{low}" if low == high else f"{low}–{high}"
    return f"{number} independent {'origin' if high == 1 else 'origins'} ({', '.join(_names(assertion.origins, incident))})"


def _account(account: Account, assertion: Assertion, incident: Incident, reports: Reports) -> str:
    names = list(map(one_line, account.names)) if assertion.about == "denied" else _names(account.origins, incident)
    own = f"in the outlets’ own voice, {outlets(account.without_source, reports)}" if account.without_source else ""
    return f"{value_words(assertion, account)}: {'; '.join(part for part in (', '.join(names), own) if part)}"


def _names(ids: Sequence[str], incident: Incident) -> list[str]:
    return [one_line(origin.name) for origin in incident.origins if origin.id in ids]
