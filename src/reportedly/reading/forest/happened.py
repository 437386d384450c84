"""From scores to events: the words that tell of one, its status, who and what takes part, how many.

A word of an event that points to another word of one belongs to that event; a participant or a number belongs to every event that it points
to firmly enough.  Nothing here knows what the words are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from reportedly.reading.forest.scores import Floats, Scores, Words

KIND, STANDING, ROLE, COUNT, POINTER = "happens", "standing", "role", "count", "event"
ONE = 0.5
"""The belief in its likeliest kind with which a word tells of an event, chosen on two hands that no fit has read (.45 to .6 are alike)."""
JOINED = 0.35
"""The share of its pointer with which a word joins another one, whatever their kinds: chosen on the same."""
FIRM = 0.4
"""The probability that one word of a number has of what it counts, from which it is taken."""
SHARED = 0.3
"""The share with which a participant or a number belongs to an event."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event by words of the window: its word, others that tell of it, participants and counts as (class, words).

    `belief` is the probability that it is an event of this kind; `firm` are the counts of which it is sure what they count.
    """

    word: int
    kind: int
    standing: int
    belief: float
    also: tuple[int, ...]
    roles: tuple[tuple[int, Words], ...]
    counts: tuple[tuple[int, Words], ...]
    firm: tuple[tuple[int, Words], ...] = ()


def happened(scores: Scores, begin: int) -> list[Seen]:
    """The events whose words stand at or after word `begin`."""
    if KIND not in scores.classes:
        return []
    beliefs = np.exp(scores.classes[KIND][:, 1:])
    likely = beliefs.max(axis=1) > ONE
    words = [i for i in range(scores.size) if likely[i] and scores.words[i][0] >= 0]
    home = _homes(words, scores.shares(POINTER, words, [1 + word for word in words]).tolist())
    mains = sorted(set(home.values()))
    shares = scores.shares(POINTER, range(scores.size), [1 + main for main in mains])
    roles = _parts(_whole(scores, ROLE), mains, shares)
    counting = _whole(scores, COUNT)
    counts, firm = _parts(counting, mains, shares), _parts(_firm(scores, counting), mains, shares)
    return [
        Seen(
            word,
            int(beliefs[word].argmax()),
            int(scores.classes[STANDING][word].argmax()),
            float(beliefs[word].max()),
            tuple(i for i in words if home[i] == word and i != word),
            tuple(roles[word]),
            tuple(counts[word]),
            tuple(firm[word]),
        )
        for word in mains
        if word >= begin
    ]


def _best(rows: Floats) -> list[int]:
    """The best class of each word, 0 for none."""
    return [int(value) for value in rows.argmax(axis=1)]


def _whole(scores: Scores, name: str) -> list[int]:
    """The best class of each word; a word of none that is written together with one of the same class on both sides is of theirs."""
    best, words = _best(scores.classes[name]), scores.words
    for i in range(1, len(best) - 1):
        together = words[i - 1][1] == words[i][0] and words[i][1] == words[i + 1][0]
        if not best[i] and together and best[i - 1] == best[i + 1]:
            best[i] = best[i - 1]
    return best


def _firm(scores: Scores, counting: Sequence[int]) -> list[int]:
    """The classes of the words that count, without runs of which no word is firmly of its class: dead or taken, thirty are not both."""
    firm = list(counting)
    for kind, words in _runs(counting):
        if np.exp(scores.classes[COUNT][words.start : words.stop, kind]).max() < FIRM:
            firm[words.start : words.stop] = [0] * len(words)
    return firm


def _homes(words: Sequence[int], shares: Sequence[Sequence[float]]) -> dict[int, int]:
    """The word of the event that each word tells of: itself, unless it points firmly to other words of events; then, of those that
    point nowhere, the one that it points to most.  `shares` are those of these words in each other.
    """
    points = [sum(share for k, share in enumerate(row) if k != at) > JOINED for at, row in enumerate(shares)]
    firm = [k for k in range(len(words)) if not points[k]]
    return {
        word: words[max(firm, key=row.__getitem__)] if firm and points[at] else word
        for at, (word, row) in enumerate(zip(words, shares, strict=True))
    }


def _parts(classes: Sequence[int], mains: Sequence[int], shares: Floats) -> dict[int, list[tuple[int, Words]]]:
    """Runs of words of one class, by the events that they point to; `shares` are those of each word in these."""
    found: dict[int, list[tuple[int, Words]]] = defaultdict(list)
    for kind, words in _runs(classes) if mains else ():
        means: list[float] = shares[words.start : words.stop].mean(axis=0).tolist()
        mass = dict(zip(mains, means, strict=True))
        best = max(mains, key=lambda m: mass[m])
        for main in mains:
            if main == best or mass[main] > SHARED:
                found[main].append((kind - 1, words))
    return found


def _runs(classes: Sequence[int]) -> Iterator[tuple[int, Words]]:
    at = 0
    for kind, run in groupby(classes):
        size = len(list(run))
        if kind:
            yield kind, range(at, at + size)
        at += size
