"""The reporting outlet in its own report: what somebody told it needs no relay, and what it has learned is told in its own
voice.
"""

from __future__ import annotations

from reportedly.knowledge.loader import fold
from reportedly.reading.layers import Mention, Step
from reportedly.reading.parse import Parse
from reportedly.records import Outlet


def without_outlet(steps: tuple[Step, ...], outlet: Outlet | None) -> tuple[Step, ...]:
    """What somebody told the reporting outlet itself needs no relay."""
    if outlet is None:
        return steps
    return (*(step for step in steps[:-1] if not _is_itself(step.voice.best, outlet)), *steps[-1:])


def in_own_voice(parse: Parse, steps: tuple[Step, ...], outlet: Outlet | None, cue: int | None) -> tuple[Step, ...]:
    """No steps where the reporting outlet alone is cited, and by its cue as who learned, not as who said."""
    if outlet is None or cue is None or len(steps) != 1 or not parse.language.grammar.learned(parse, cue):
        return steps
    return () if _is_itself(steps[0].voice.best, outlet) else steps


def _is_itself(mention: Mention, outlet: Outlet) -> bool:
    """Whether a mention names the reporting outlet: the same row, the same name however it is written together, or, of a
    name that nobody else is known by, the last word ("the Courier").
    """
    if outlet.id is not None and mention.entity is not None:
        return mention.entity.id == outlet.id
    name, own = fold(mention.name), fold(outlet.name)
    short = mention.entity is None and mention.name[:1].isupper() and own.endswith(f" {name}")
    return name.replace(" ", "") == own.replace(" ", "") or name.startswith(own + " ") or short
