"""Outlets that are no press: what a monitor, a party or an authority prints in its own voice is told on its own word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.identity import ACTING, outlet_key, source_key
from reportedly.linking.nodes import Told
from reportedly.records import Outlet, Reading, Source, SourceType

SPEAKING = ACTING | {
    SourceType.MONITOR,
    SourceType.NGO,
    SourceType.OFFICIAL,
}  # bodies that publish what they themselves say


def on_its_own_word(told: Sequence[Told], readings: Sequence[Reading], knowledge: Knowledge) -> list[Told]:
    """What was told, each claim in the voice of an outlet that is such a body with that body for its source."""
    cited = _cited(readings, knowledge)
    bodies = {reading.report.id: _body(reading.report.outlet, cited, knowledge) for reading in readings}
    return [_by(bodies, item) for item in told]


def _cited(readings: Sequence[Reading], knowledge: Knowledge) -> Mapping[str, Source]:
    """The bodies that the reports cite, each by its key."""
    sources = (source for reading in readings for claim in reading.claims for source in claim.chain)
    return {source_key(source, knowledge): source for source in sources if source.type in SPEAKING}


def _by(bodies: Mapping[str, Source | None], item: Told) -> Told:
    body = bodies.get(item.report)
    return item if item.chain or item.claim.chain or body is None else replace(item, chain=(body,))


def _body(outlet: Outlet | None, cited: Mapping[str, Source], knowledge: Knowledge) -> Source | None:
    """The body that publishes a report: as knowledge has it, else as it or other reports cite it."""
    key = outlet_key(outlet, knowledge)
    if key is None:
        return None
    known = knowledge.entities.get(key)
    if known is not None:
        return Source(known.name, known.type, known.id) if known.type in SPEAKING else None
    itself = cited.get(key)
    return Source(itself.name, itself.type, itself.id) if itself else None
