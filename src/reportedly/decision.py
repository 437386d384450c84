"""What a person decides, as a record: about a claim, about what an incident holds, or about two names.

It adds the kind "decision" to `records.KINDS` and keeps its promises. A decision is never changed: a later one undoes
it.
Whatever a person can type and whatever is listed has one form of words, that of `corrections.fields`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.records import KINDS, Spans


class Verb(StrEnum):
    """What a person does."""

    CORRECT = "correct"
    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    SAME = "same"
    UNDO = "undo"


OF_INCIDENTS = (Verb.MERGE, Verb.SPLIT, Verb.APART)  # whose things are mentions


class State(StrEnum):
    """What became of a decision: it stands, a later one on its field counts, it was undone, what it was about is gone."""

    STANDS = "stands"
    OVERRULED = "overruled"
    UNDONE = "undone"
    ORPHAN = "orphan"


class DecisionError(ValueError):
    """A decision that cannot be made as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision about a claim holds on to: the report and its version, where the claim stood in it, its words.

    `claim` is its id when the decision was made. A report that is forgotten takes the spans and the words with it.
    """

    report: str
    version: str
    claim: str
    spans: Spans = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person decided. Those that one command made share a `number`, by which they are undone together.

    `field` and `new` stand for a claim: which of its values, and what it is to be. `part` is the name of the source or
    the words of the event that the field belongs to. `things` are the ids of mentions (reports, or sections of
    them) or the names that `merge` and `same` put together, one tuple a thing. `split` takes those of the first out of where those of the
    second are, as an incident of their own; `apart` says that the two are not one, and puts nothing together.
    `note` says why it does not count: by which number it was undone or overruled, what an orphan has lost.
    """

    number: int
    when: str
    who: str
    verb: Verb
    why: str | None = None
    target: Anchor | None = None
    field: str | None = None
    part: str | None = None
    old: str | None = None
    new: str | None = None
    things: tuple[tuple[str, ...], ...] = ()
    undoes: int | None = None
    state: State = State.STANDS
    note: str | None = None


KINDS["decision"] = Decision
