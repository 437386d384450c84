"""Claims that a search found, on a terminal: what is claimed with the found words marked, who says so, who published it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.records import Spans
from reportedly.visible import one_line, visible

MOST = 8  # values of one facet that are shown


class Found(Protocol):
    """A claim as a search gives it."""

    @property
    def claim(self) -> str: ...
    @property
    def input(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def chain(self) -> tuple[str, ...]: ...
    @property
    def certainty(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def day(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def quote(self) -> str: ...
    @property
    def marks(self) -> Spans: ...
    @property
    def judgement(self) -> str | None: ...
    @property
    def decided_by(self) -> tuple[str, ...]: ...


def hit_lines(hit: Found) -> RenderableType:
    """The chain from the outlet to the origin, the words, what the claim tells of, its id and the report it stands in."""
    chain = " → ".join(one_line(name) for name in (hit.outlet or "outlet not known", *hit.chain))
    way = Text(chain, style="bold").append("" if hit.chain else "  in its own voice", style="not bold dim")
    people = f"{hit.judgement or 'corrected'} by {', '.join(hit.decided_by)}" if hit.decided_by else None
    about = (
        people,
        hit.published or "undated",
        hit.certainty,
        hit.kind,
        hit.place,
        hit.day,
        hit.claim,
        hit.input,
    )
    told = " · ".join(one_line(part) for part in about if part)
    return Group(way, Padding(_marked(hit), (0, 0, 0, 2)), Padding(Text(told, style="dim"), (0, 0, 0, 2)), Text())


def facet_view(facets: Mapping[str, Sequence[tuple[str, int]]]) -> RenderableType:
    """How many of all claims found have each value, the commonest first."""
    table = Table.grid(padding=(0, 2))
    for name, values in facets.items():
        if values:
            shown = ", ".join(f"{one_line(value)} {many:,}" for value, many in values[:MOST])
            rest = f", {len(values) - MOST:,} more" if len(values) > MOST else ""
            table.add_row(Text(name, style="bold"), Text(shown + rest))
    return table


def _marked(hit: Found) -> Text:
    text, at = Text(), 0
    for start, end in hit.marks:
        text.append(_line(hit.quote[at:start])).append(_line(hit.quote[start:end]), style="bold reverse")
        at = end
    return text.append(_line(hit.quote[at:]))


def _line(part: str) -> str:
    """A part of a line: line ends become spaces, and what could act on a terminal is shown."""
    return visible(" ".join(part.splitlines()) if part.strip() else " " * bool(part))
