"""Claims, or incidents, as an Atom feed (RFC 4287): an entry each, in the order given.

The feed says itself when it was last changed: the latest day of its entries. That stands at its end, where it is known.
Atom wants a day of every entry: an entry without one has the first of 1970, and no `published`. The author of an entry
is its outlet; where that is unknown, the feed's own stands for it, as Atom has it. Readers of feeds show titles alone:
that of a claim begins with whose word it is, and says so where it is not flatly said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from reportedly.exchange.cells import chain_text, firmness
from reportedly.exchange.formats import IncidentLines, Lines
from reportedly.exchange.identifiers import urn, web_address
from reportedly.incident import Incident
from reportedly.knowledge.public_names import public_name
from reportedly.records import Certainty, Claim, Reading, Report
from reportedly.visible import in_xml, one_line, shortened

UNKNOWN = "1970-01-01"
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TITLE, VOICE = 120, 60  # characters of a title, and of those who say it within one


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """What an entry of the feed says; `day` is null where the records give none."""

    id: str
    title: str
    author: str
    day: str | None
    content: str
    link: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class AtomHead:
    """What a feed says of itself; `link` is its own address, where it has one."""

    id: str
    title: str
    link: str | None = None


ALL_CLAIMS = AtomHead(urn("feed", "claims"), "reportedly: claims")
ALL_INCIDENTS = AtomHead(urn("feed", "incidents"), "reportedly: incidents")


def claim_feed(readings: Iterable[Reading], head: AtomHead = ALL_CLAIMS) -> Iterator[str]:
    """The lines of a feed of claims."""
    return _feed(head, (_claim(claim, reading.report) for reading in readings for claim in reading.claims))


def incident_feed(
    incidents: Iterable[Incident], reports: Mapping[str, Report], head: AtomHead = ALL_INCIDENTS
) -> Iterator[str]:
    """The lines of a feed of incidents."""
    return _feed(head, (_incident(incident, reports) for incident in incidents))


CLAIMS = Lines(".atom", "application/atom+xml", claim_feed)
INCIDENTS = IncidentLines(".atom", "application/atom+xml", incident_feed)


def _feed(head: AtomHead, entries: Iterable[AtomEntry]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield _line("id", head.id) + _line("title", head.title) + _line("generator", "reportedly")
    if head.link:
        yield tostring(Element("link", rel="self", href=in_xml(head.link)), encoding="unicode")
    yield f"<author>{_line('name', 'reportedly')}</author>"
    latest = UNKNOWN
    for entry in entries:
        latest = max(latest, entry.day or UNKNOWN)
        yield tostring(_entry(entry), encoding="unicode")
    yield _line("updated", f"{latest}T00:00:00Z")
    yield "</feed>"


def _entry(entry: AtomEntry) -> Element:
    made = Element("entry")
    _add(made, "id", entry.id)
    _add(made, "title", shortened(entry.title, TITLE))
    if entry.author:
        _add(SubElement(made, "author"), "name", one_line(entry.author))
    _add(made, "updated", f"{entry.day or UNKNOWN}T00:00:00Z")
    if entry.day:
        _add(made, "published", f"{entry.day}T00:00:00Z")
    if entry.link:
        SubElement(made, "link", rel="alternate", href=entry.link)
    if entry.category:
        SubElement(made, "category", term=in_xml(entry.category))
    _add(made, "content", entry.content)
    return made


def _claim(claim: Claim, report: Report) -> AtomEntry:
    chain = chain_text(public_name(source) for source in claim.chain)
    outlet = report.outlet.name if report.outlet else ""
    content = f"{claim.text}\n\n{firmness(claim)}; {chain or 'in the voice of the outlet'}"
    return AtomEntry(
        urn("claim", report.id, claim.id), f"{_voice(claim, chain, outlet)}: {claim.text}", outlet, _day(report.published), content,
        web_address(report.url), claim.certainty,
    )  # fmt: skip


def _voice(claim: Claim, chain: str, outlet: str) -> str:
    """Whose word a claim is, and how firmly it is said where not flatly: "Council (denied)", "Lumen, in its own voice"."""
    who = shortened(chain or outlet, VOICE)
    said = who if chain else f"{who}, in its own voice" if who else "In the voice of the outlet"
    return said if claim.certainty is Certainty.ASSERTED else f"{said} ({claim.certainty})"


def _incident(incident: Incident, reports: Mapping[str, Report]) -> AtomEntry:
    held = [reports[name] for name in incident.reports if name in reports]
    days = [day for report in held if (day := _day(report.published))]
    outlets = dict.fromkeys(report.outlet.name for report in held if report.outlet)
    origins = [origin.name for origin in incident.origins if origin.counted]
    low, high = incident.independent_low, incident.independent_high
    count = str(low) if low == high else f"{low} to {high}"
    told = [f"Reports: {len(incident.reports)}; independent origins: {count}", "; ".join(origins)]
    content = "\n".join([*told, *_whose(incident, held)])
    title = incident.title or incident.type or incident.id
    return AtomEntry(
        urn("incident", incident.id), title, ", ".join(outlets), max(days, default=None), content,
        category=incident.type,
    )  # fmt: skip


def _whose(incident: Incident, held: Iterable[Report]) -> list[str]:
    """A line on whose headline heads the incident; none where no report of a known outlet has it."""
    titled = (report.outlet for report in held if incident.title and report.title == incident.title)
    first = next(titled, None)
    return [f"Headline: {one_line(first.name)}"] if first else []


def _day(published: str | None) -> str | None:
    found = DAY.match(published or "")
    return found[0] if found else None


def _line(name: str, text: str) -> str:
    made = Element(name)
    made.text = in_xml(text)
    return tostring(made, encoding="unicode")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = in_xml(text)
