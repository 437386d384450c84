"""A decision on a terminal: its number, who, when, what, the words it is about, why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.decision import Decision, State, Verb
from reportedly.render.labels import label, labelled
from reportedly.render.telling import listed
from reportedly.text import N_, gettext
from reportedly.visible import one_line

OF_CLAIM = {
    Verb.ACCEPT: N_("accepted the claim"),
    Verb.REJECT: N_("rejected the claim"),
    Verb.UNSURE: N_("is unsure of the claim"),
}
OF_REPORTS = {Verb.MERGE: N_("put together %(reports)s"), Verb.SPLIT: N_("parted %(reports)s")}


def decisions_view(decisions: Iterable[Decision]) -> RenderableType:
    """Decisions in their order; those of one command on one claim stand together above its words."""
    together = groupby(decisions, key=lambda decision: (decision.number, decision.target))
    return Group(*(_view(list(held)) for _, held in together))


def _view(held: Sequence[Decision]) -> RenderableType:
    """What one command decided on one thing."""
    first = held[0]
    lines = [Text(one_line(first.target.quote) or gettext("(its words were forgotten)"))] if first.target else []
    about = (one_line(first.why or ""), first.when, first.target.claim if first.target else "")
    lines.append(Text(" · ".join(part for part in about if part), style="dim"))
    return Group(*map(_head, held), *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _head(decision: Decision) -> Text:
    head = Text(f"{decision.number}  ", style="dim").append(one_line(decision.who), style="bold")
    head.append(f" {what_words(decision)}", style="not bold")
    if decision.state is not State.STANDS:
        note = f" ({note_words(decision.note)})" if decision.note else ""
        head.append(f"  {label(decision.state)}{note}", style="italic")
    return head


def what_words(decision: Decision) -> str:
    """What was decided: "corrected certainty: hedged → denied", "parted report r1 and report r2 and 2 more"."""
    if decision.verb is Verb.CORRECT:
        field = decision.field or ""
        old, new = (
            labelled(field, one_line(value)) if value else gettext("nothing") for value in (decision.old, decision.new)
        )
        return gettext("corrected %(field)s: %(old)s → %(new)s", field=label(field), old=old, new=new)
    if decision.verb is Verb.UNDO:
        return gettext("undid %(number)s", number=decision.undoes)
    if decision.verb is Verb.SAME:
        names = [one_line(name) for thing in decision.things for name in thing]
        return gettext("called one: %(names)s", names=listed(names))
    if decision.things:
        return gettext(OF_REPORTS[decision.verb], reports=listed([*map(_reports, decision.things)]))
    return gettext(OF_CLAIM[decision.verb])


def note_words(note: str) -> str:
    """Why a decision does not count: "by 6", what an orphan has lost."""
    verb, _, number = one_line(note).partition(" ")
    return gettext("by %(number)s", number=number) if verb == "by" else gettext(one_line(note))


def _reports(thing: Sequence[str]) -> str:
    """Reports by the first one's id, and how many there are."""
    first, more = gettext("report %(name)s", name=one_line(thing[0])), len(thing) - 1
    return gettext("%(names)s and %(many)s more", names=first, many=more) if more else first
