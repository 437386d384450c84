"""Where the words of a claim stand: the number by which a page cites them, and the address that leads there.

An incident's page numbers its claims through, report by report in the order of days; another page may give addresses of
its own, and everything here that draws or lists an incident takes them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.incident import Incident
from reportedly.records import Claim, Reading, Report
from reportedly.render.markup import Html, joined, tag
from reportedly.render.wording import outlet_name
from reportedly.text import gettext

Readings = Mapping[str, Reading]

AT_ONCE = 6  # links that stand in one row; the others unfold


@dataclass(frozen=True, slots=True)
class Cite:
    """The words of one claim: its number on the page, the address of its words, and the outlet that printed them."""

    number: int
    href: str
    outlet: str


Cites = Mapping[str, Cite]


def in_order(ids: Iterable[str], reports: Mapping[str, Report]) -> list[str]:
    """Reports by their days, those without one last."""
    return sorted(ids, key=lambda id_: ((reports[id_].published if id_ in reports else None) or "~", id_))


def cited_claims(incident: Incident, readings: Readings) -> Iterator[tuple[Reading, list[Claim]]]:
    """Each reading of an incident that is at hand, in order of days, with its claims that the incident speaks of."""
    spoken = set(_spoken(incident))
    reports = {id_: reading.report for id_, reading in readings.items()}
    for id_ in in_order(incident.reports, reports):
        if id_ in readings:
            yield readings[id_], [claim for claim in readings[id_].claims if claim.id in spoken]


def _spoken(incident: Incident) -> Iterator[str]:
    """The ids of all claims that an incident names."""
    for origin in incident.origins:
        yield from origin.claims
    yield from (path.claim for path in incident.paths)
    for assertion in incident.assertions:
        yield from assertion.withdrawn
        yield from (claim for account in assertion.accounts for claim in account.claims)
    yield from (passage.claim for change in incident.changes for passage in (change.from_, change.to))
    for naming in incident.namings:
        yield from (passage.claim for wording in naming.wordings for passage in wording.passages)


def cites_of(incident: Incident, readings: Readings, prefix: str) -> dict[str, Cite]:
    """The claims of an incident numbered from 1, each with the address of its words in the excerpts of the page."""
    found: dict[str, Cite] = {}
    for reading, claims in cited_claims(incident, readings):
        for claim in claims:
            number = len(found) + 1
            found.setdefault(claim.id, Cite(number, f"#{prefix}s{number}", outlet_name(reading.report)))
    return found


def report_links(incident: Incident, readings: Readings, prefix: str) -> dict[str, str]:
    """The address of each report's excerpt on the page; a report that is not at hand has none."""
    return {name: f"#{prefix}r{number}" for number, name in enumerate(incident.reports, 1) if name in readings}


def links(claims: Iterable[str], cites: Cites) -> Html:
    """The numbers of the claims as links to their words, the first few in a row and the others to unfold."""
    known = sorted({cites[claim] for claim in claims if claim in cites}, key=lambda cite: cite.number)
    shown = [_link(cite) for cite in known]
    if len(shown) <= AT_ONCE + 1:
        return tag("span", joined(shown, " "), class_="cites") if shown else Html("")
    more = tag(
        "details",
        tag("summary", gettext("%(many)s more", many=len(shown) - AT_ONCE)),
        joined(shown[AT_ONCE:], " "),
        class_="more",
    )
    return tag("span", joined(shown[:AT_ONCE], " "), " ", more, class_="cites")


def _link(cite: Cite) -> Html:
    label = gettext("Sentence %(number)s, %(outlet)s", number=cite.number, outlet=cite.outlet)
    return tag("a", str(cite.number), href=cite.href, aria_label=label, class_="cite")


def first_link(claims: Sequence[str], cites: Cites) -> str | None:
    """The address of the first of the claims that is cited; null where none is."""
    known = [cites[claim] for claim in claims if claim in cites]
    return min(known, key=lambda cite: cite.number).href if known else None
