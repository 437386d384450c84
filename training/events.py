"""Events in the mark-up of hands: what happened, to whom, where, when, how many (`docs/rulebook.md`, section 9).

A line `! kind status word | also words | actor words | killed words …` stands under the sentence that tells of the event; all its
words are looked up in that sentence.  A passage with the tag `events` is labelled whole: what has no line tells of none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

Span = tuple[int, int]

PLOVER = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject", "threaten", "protest",
    "sanction", "mobilize", "coerce", "assault",
)  # fmt: skip
"""The sixteen types of PLOVER 2 (`Event.type` in small letters)."""
KINDS = (*PLOVER, "accident", "disaster", "disease")
STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
ROLES = ("actor", "target", "place", "day")
COUNTS = ("killed", "injured", "killed+injured", "missing", "detained", "displaced", "strikes", "destroyed")
TAG = "events"
"""The tag of passages that are labelled with events."""


CLASSES = {
    "happens": 1 + len(KINDS), "standing": len(STATUSES), "role": 1 + len(ROLES), "count": 1 + len(COUNTS),
}  # fmt: skip
"""Heads by word: what kind of event a word tells of; the status of the event at its word; participant; count."""
LABELS = {"happens": ("none", *KINDS), "standing": STATUSES, "role": ("none", *ROLES), "count": ("none", *COUNTS)}
POINTER = "event"
"""The pointer of a participant, a count, or another word of an event to the event's word; that word points to none."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of one sentence: the word that names it best, other words that tell it too, participants and counts as spans."""

    kind: str
    status: str
    word: Span
    also: tuple[Span, ...] = ()
    roles: tuple[tuple[str, Span], ...] = ()
    counts: tuple[tuple[str, Span], ...] = ()


def happening(line: str, place: Callable[[str], Span]) -> Happening:
    """A line of the mark-up.  `place` finds words in their sentence and raises ValueError where they are not there."""
    first, *rest = (part.strip() for part in line.removeprefix("!").split("|"))
    words = first.split(None, 2)
    if len(words) != 3 or words[0] not in KINDS or words[1] not in STATUSES:
        raise ValueError("not of the form ! kind status word | role words …")
    also: list[Span] = []
    roles: list[tuple[str, Span]] = []
    counts: list[tuple[str, Span]] = []
    for part in rest:
        name, _, told = part.partition(" ")
        if name == "also":
            also.append(place(told))
        elif name in ROLES:
            roles.append((name, place(told)))
        elif name in COUNTS:
            counts.append((name, place(told)))
        else:
            raise ValueError(f"neither also, a role nor a count: {name!r}")
    return Happening(words[0], words[1], place(words[2]), tuple(also), tuple(roles), tuple(counts))


def moved(event: Happening, place: Callable[[Span], Span]) -> Happening | None:
    """An event whose text has changed; null where its word is lost, and without what else is lost."""

    def named(pairs: Iterable[tuple[str, Span]]) -> tuple[tuple[str, Span], ...]:
        found = ((name, place(span)) for name, span in pairs)
        return tuple((name, (s, e)) for name, (s, e) in found if s < e)

    word = place(event.word)
    if word[0] >= word[1]:
        return None
    also = tuple((s, e) for s, e in map(place, event.also) if s < e)
    return replace(event, word=word, also=also, roles=named(event.roles), counts=named(event.counts))
