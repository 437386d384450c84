"""What was done to the workspace since a change that is known: what to read again."""

from __future__ import annotations

from reportedly import asking
from reportedly.web.api.asks import ChangesAsked
from reportedly.web.api.call import Answer, Call


def changes(call: Call, asked: ChangesAsked) -> Answer:
    """Changes in order; `last` is the number to ask with next."""
    return Answer(asking.changes_since(call.desk.store, asked.since, asked.limit))
