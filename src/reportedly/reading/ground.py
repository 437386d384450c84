"""The verbatim check that every reader's output passes.

After `ground`, every span of a reading lies inside the report's text and is not empty; what does not is dropped, never repaired by guess.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from reportedly.records import Reading, cut


def ground(reading: Reading) -> Reading:
    """The reading with only what can be found verbatim in its report."""
    size = len(reading.report.text)
    claims = []
    for claim in reading.claims:
        held = [span for span in claim.spans if _inside(span, size)]
        if held and all(_grounded(source, size) for source in claim.chain):
            fixed = dataclasses.replace(
                claim,
                spans=tuple(held),
                text=cut(reading.report.text, held),
                hedge=claim.hedge if claim.hedge is None or _grounded(claim.hedge, size) else None,
                events=tuple(event for event in claim.events if _grounded(event, size)),
                trace=tuple(trace for trace in claim.trace if _grounded(trace, size)),
            )
            claims.append(fixed)
    layers = {
        name: tuple(item for item in getattr(reading, name) if _grounded(item, size))
        for name in ("notices",)
    }
    return dataclasses.replace(reading, claims=tuple(claims), **layers)


def _inside(span: tuple[int, int], size: int) -> bool:
    return 0 <= span[0] < span[1] <= size


def _grounded(record: Any, size: int) -> bool:
    """Whether every span field of a record, and of the records inside it, lies in the text."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in ("span", "mention", "cue") and value is not None and not _inside(value, size):
            return False
        if field.name == "spans" and not all(_inside(span, size) for span in value):
            return False
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            if not all(_grounded(item, size) for item in value):
                return False
    return True
