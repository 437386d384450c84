"""An incident as lists show it: the line of one is made from its record when it is shown first, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from reportedly.incident import Incident
from reportedly.render.labels import label
from reportedly.text import N_, gettext, spoken
from reportedly.visible import one_line
from reportedly.web.fragments import about, standing
from reportedly.workspace import incidents_by_id, report_titles

if TYPE_CHECKING:
    from reportedly.workspace import Store, Summary

KEPT = 2_000  # lines
IN_WORDS = {"happened": N_("whether it happened"), "actor": N_("who did it"), "where": N_("where"), "when": N_("when")}


@dataclass(frozen=True, slots=True)
class IncidentOfReport:
    """An incident that something belongs to."""

    id: str
    title: str | None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of a list of incidents; `whose` says whose headline the title is, empty where no report has it; `disputed`
    names where accounts differ, `denied` says that somebody denies it.
    """

    id: str
    title: str
    whose: str
    about: str
    standing: str
    disputed: tuple[str, ...]
    denied: bool


class IncidentListing:
    """The lines that were shown last, by language and the content of their incidents."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: OrderedDict[tuple[str, str], IncidentLine] = OrderedDict()
        self._lock = Lock()

    def of(self, summaries: Sequence[Summary]) -> list[IncidentLine]:
        """The lines of some incidents, in their order; without those that went meanwhile."""
        language = spoken().code
        with self._lock:
            missing = [one.id for one in summaries if (language, one.content) not in self._held]
            opened = {incident.id: incident for incident in incidents_by_id(self._store, missing)}
            titles = report_titles(self._store, (report for one in opened.values() for report in one.reports))
            for one in summaries:
                if one.id in opened:
                    self._held[language, one.content] = _line(one, opened[one.id], titles)
            keys = [(language, one.content) for one in summaries]
            found = [self._held[key] for key in keys if key in self._held]
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return found


def _line(summary: Summary, incident: Incident, titles: Mapping[str, str]) -> IncidentLine:
    differ = tuple(gettext(IN_WORDS[name]) if name in IN_WORDS else label(name) for name in summary.inside.differ)
    title = summary.title or gettext("No headline")
    whose = _whose(summary, incident, titles)
    return IncidentLine(summary.id, title, whose, about(incident), standing(incident), differ, summary.inside.denied)


def _whose(summary: Summary, incident: Incident, titles: Mapping[str, str]) -> str:
    """Whose headline heads the incident: "Headline: Brack Courier"."""
    outlets = {teller.report: teller.outlet for teller in summary.tellers}
    first = next((name for name in incident.reports if summary.title and titles.get(name) == summary.title), None)
    if first is None:
        return ""
    return gettext("Headline: %(outlet)s", outlet=one_line(outlets.get(first) or "") or gettext("outlet not known"))
