"""Which words are said under which node: the best labelling of each sentence, all sentences of a window side by side.

A word is nobody's (0), the outlet's own voice (1), or said under node k (2 + k).  Two heads say so together, the one that points to the cue
and the one that points to the origin; `bio` says where content begins and goes on.  A sentence's best path is found by dynamic
programming (Viterbi 1967): going on under the same label costs what `bio` says of going on, everything else what it says of beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.forest.nodes import Node, Settings
from reportedly.reading.forest.scores import Floats, Scores, Words

NOBODY, OWN, FIRST = 0, 1, 2
NEVER = np.float32(-1e3)
HALF = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row under one label."""

    label: int
    words: Words


def pieces(
    scores: Scores, nodes: Sequence[Node], mentions: Sequence[Words], sentences: Sequence[Words], settings: Settings
) -> list[list[Piece]]:
    """The labelled pieces of each sentence."""
    emit = _emissions(scores, nodes, mentions, settings)
    bio = scores.classes["bio"]
    both = np.logaddexp(bio[:, 1], bio[:, 2])
    begin, go_on = bio[:, 1] - both, bio[:, 2] - both
    labels, fresh = _best(emit, begin - np.float32(settings.switch), go_on, sentences)
    return [_cut(words, labels[i], fresh[i]) for i, words in enumerate(sentences)]


def _emissions(scores: Scores, nodes: Sequence[Node], mentions: Sequence[Words], settings: Settings) -> Floats:
    """How well each label fits each word: (words, 2 + nodes)."""
    under = scores.onto("gov", [node.anchor for node in nodes])
    origin = scores.onto("who", mentions)
    for k, node in enumerate(nodes):
        if node.sources:
            named = np.logaddexp.reduce(origin[:, list(node.sources)], axis=1)
            under[:, k] = HALF * (under[:, k] + named)
        for word in node.anchor:
            under[word, k] = NEVER
    nobody = HALF * (scores.pointers["gov"][:, 0] + scores.pointers["who"][:, 0]) + np.float32(settings.own)
    bio = scores.classes["bio"]
    said = np.logaddexp(bio[:, 1], bio[:, 2])
    return np.concatenate([bio[:, :1], (said + nobody)[:, None], said[:, None] + under], axis=1)


Paths = NDArray[np.int64]


def _best(emit: Floats, begin: Floats, go_on: Floats, sentences: Sequence[Words]) -> tuple[Paths, NDArray[np.bool_]]:
    """The best labels of each sentence (sentences, longest), and where a piece begins afresh."""
    count, longest, kinds = len(sentences), max(map(len, sentences)), emit.shape[1]
    place = np.array([[min(w.start + i, w.stop - 1) for i in range(longest)] for w in sentences])
    ends = np.array([len(w) for w in sentences])
    said = (np.arange(kinds) > NOBODY).astype(np.float32)
    back = np.zeros((longest, count, kinds), dtype=np.int64)
    new = np.ones((longest, count, kinds), dtype=bool)
    best = emit[place[:, 0]] + begin[place[:, 0]][:, None] * said
    rows = np.arange(count)
    for i in range(1, longest):
        at = place[:, i]
        top = best.argmax(axis=1)
        stay = best + go_on[at][:, None] * said
        jump = best[rows, top][:, None] + begin[at][:, None] * said
        new[i] = jump > stay
        back[i] = np.where(new[i], top[:, None], np.arange(kinds)[None, :])
        going = (i < ends)[:, None]
        best = np.where(going, np.where(new[i], jump, stay) + emit[at], best)
    labels = np.zeros((count, longest), dtype=np.int64)
    fresh = np.zeros((count, longest), dtype=bool)
    for row in range(count):
        label = int(best[row].argmax())
        for i in range(int(ends[row]) - 1, -1, -1):
            labels[row, i] = label
            fresh[row, i] = new[i, row, label]
            label = int(back[i, row, label])
    return labels, fresh


def _cut(words: Words, labels: NDArray[np.int64], fresh: NDArray[np.bool_]) -> list[Piece]:
    found: list[Piece] = []
    for i, word in enumerate(words):
        label = int(labels[i])
        if label == NOBODY:
            continue
        last = found[-1] if found else None
        if last and last.label == label and last.words.stop == word and not fresh[i]:
            found[-1] = Piece(label, range(last.words.start, word + 1))
        else:
            found.append(Piece(label, range(word, word + 1)))
    return found
