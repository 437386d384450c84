"""The reporting outlet in its own report: what somebody told it needs no relay."""

from __future__ import annotations

from reportedly.knowledge.loader import fold
from reportedly.reading.layers import Mention, Step
from reportedly.records import Outlet


def without_outlet(steps: tuple[Step, ...], outlet: Outlet | None) -> tuple[Step, ...]:
    """What somebody told the reporting outlet itself needs no relay."""
    if outlet is None:
        return steps
    return (*(step for step in steps[:-1] if not _is_itself(step.voice.best, outlet)), *steps[-1:])


def _is_itself(mention: Mention, outlet: Outlet) -> bool:
    """Whether a mention names the reporting outlet: the same row, or the same name however it is written together."""
    if outlet.id is not None and mention.entity is not None:
        return mention.entity.id == outlet.id
    name, own = fold(mention.name), fold(outlet.name)
    return name.replace(" ", "") == own.replace(" ", "") or name.startswith(own + " ")
