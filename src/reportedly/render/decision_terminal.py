"""A decision on a terminal: its number, who, when, what, the words it is about, why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.decision import Decision
from reportedly.render.decision_words import Who, decision_pieces, state_words
from reportedly.text import gettext
from reportedly.visible import one_line


def decisions_view(decisions: Iterable[Decision], titles: Mapping[str, str]) -> RenderableType:
    """Decisions in their order; those of one command on one claim stand together above its words. Reports go by their title."""
    together = groupby(decisions, key=lambda decision: (decision.number, decision.target))
    return Group(*(_view(list(held), titles) for _, held in together))


def _view(held: Sequence[Decision], titles: Mapping[str, str]) -> RenderableType:
    """What one command decided on one thing."""
    first = held[0]
    lines = [Text(one_line(first.target.quote) or gettext("(its words were forgotten)"))] if first.target else []
    about = (one_line(first.why or ""), first.when, first.target.claim if first.target else "")
    lines.append(Text(" · ".join(part for part in about if part), style="dim"))
    return Group(*(_head(decision, titles) for decision in held), *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _head(decision: Decision, titles: Mapping[str, str]) -> Text:
    head = Text(f"{decision.number}  ", style="dim")
    for piece in decision_pieces(decision, titles):
        head.append(piece, style="bold" if isinstance(piece, Who) else "not dim")
    return head.append(f"  {state_words(decision)}", style="italic") if state_words(decision) else head
