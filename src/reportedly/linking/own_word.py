"""Outlets that are no press: what a monitor, a party or an authority prints in its own voice is told on its own word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge.loader import Knowledge
from reportedly.linking.identity import ACTING, outlet_key, source_key
from reportedly.linking.nodes import Told
from reportedly.records import Reading, Source, SourceType

SPEAKING = ACTING | {SourceType.MONITOR, SourceType.NGO}  # bodies that publish what they themselves say


def on_its_own_word(told: Sequence[Told], readings: Sequence[Reading], knowledge: Knowledge) -> list[Told]:
    """What was told, each claim in the voice of an outlet that is such a body with that body for its source."""
    bodies = {reading.report.id: _body(reading, knowledge) for reading in readings}
    return [_by(bodies, item) for item in told]


def _by(bodies: Mapping[str, Source | None], item: Told) -> Told:
    body = bodies.get(item.report)
    return item if item.chain or item.claim.chain or body is None else replace(item, chain=(body,))


def _body(reading: Reading, knowledge: Knowledge) -> Source | None:
    """The body that publishes a report: as knowledge has it, else as the report cites it beside its own voice."""
    outlet = reading.report.outlet
    key = outlet_key(outlet, knowledge)
    if outlet is None or key is None:
        return None
    known = knowledge.entities.get(key)
    if known is not None:
        return Source(known.name, known.type, known.id) if known.type in SPEAKING else None
    cited = (source for claim in reading.claims for source in claim.chain if source.type in SPEAKING)
    itself = (source for source in cited if source_key(source, knowledge) == key)
    return next((Source(source.name, source.type, source.id) for source in itself), None)
