"""A decision on a terminal: its number, who, when, what, the words it is about, why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.decision import Decision, State, Verb
from reportedly.visible import one_line

DONE = {
    Verb.CORRECT: "corrected",
    Verb.ACCEPT: "accepted",
    Verb.REJECT: "rejected",
    Verb.UNSURE: "is unsure of",
    Verb.MERGE: "put together",
    Verb.SPLIT: "parted",
    Verb.SAME: "called one",
    Verb.UNDO: "undid",
}
EMPTY = "nothing"


def decisions_view(decisions: Iterable[Decision]) -> RenderableType:
    """Decisions in their order; those of one command on one claim stand together above its words."""
    together = groupby(decisions, key=lambda decision: (decision.number, decision.target))
    return Group(*(_view(list(held)) for _, held in together))


def _view(held: Sequence[Decision]) -> RenderableType:
    """What one command decided on one thing."""
    first = held[0]
    lines = [Text(one_line(first.target.quote) or "(its words were forgotten)")] if first.target else []
    about = (one_line(first.why or ""), first.when, first.target.claim if first.target else "")
    lines.append(Text(" · ".join(part for part in about if part), style="dim"))
    return Group(*map(_head, held), *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _head(decision: Decision) -> Text:
    head = Text(f"{decision.number}  ", style="dim").append(one_line(decision.who), style="bold")
    head.append(f" {what_words(decision)}", style="not bold")
    if decision.state is not State.STANDS:
        note = f" ({one_line(decision.note)})" if decision.note else ""
        head.append(f"  {decision.state.value}{note}", style="italic")
    return head


def what_words(decision: Decision) -> str:
    """What was decided: "corrected certainty: hedged → denied", "parted report r1 and report r2 and 2 more"."""
    done = DONE[decision.verb]
    if decision.verb is Verb.CORRECT:
        return f"{done} {decision.field}: {one_line(decision.old or EMPTY)} → {one_line(decision.new or EMPTY)}"
    if decision.verb is Verb.UNDO:
        return f"{done} {decision.undoes}"
    if decision.verb is Verb.SAME:
        return f"{done}: {' and '.join(one_line(name) for thing in decision.things for name in thing)}"
    if decision.things:
        return f"{done} {' and '.join(map(_reports, decision.things))}"
    return f"{done} the claim"


def _reports(thing: Sequence[str]) -> str:
    """Reports by the first one's id, and how many there are."""
    more = f" and {len(thing) - 1} more" if len(thing) > 1 else ""
    return f"report {one_line(thing[0])}{more}"
