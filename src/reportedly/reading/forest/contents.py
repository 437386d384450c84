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
    best = _best(emit, begin - np.float32(settings.switch), go_on, sentences)
    return [_cut(words, path) for words, path in zip(sentences, best, strict=True)]


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


Path = list[tuple[int, bool]]
"""The label of each word of a sentence, and whether a piece begins afresh there."""


def _best(emit: Floats, begin: Floats, go_on: Floats, sentences: Sequence[Words]) -> list[Path]:
    """The best labels of each sentence."""
    first, ends = np.array([w.start for w in sentences]), np.array([len(w) for w in sentences])
    longest, kinds = int(ends.max()), emit.shape[1]
    place = first[:, None] + np.minimum(np.arange(longest), ends[:, None] - 1)
    said = (np.arange(kinds) > NOBODY).astype(np.float32)
    fits, beginning, going_on = emit[place], begin[place][:, :, None] * said, go_on[place][:, :, None] * said
    back = np.zeros((longest, len(sentences), kinds), dtype=np.int64)
    new = np.ones((longest, len(sentences), kinds), dtype=bool)
    best = fits[:, 0] + beginning[:, 0]
    rows, labels = np.arange(len(sentences)), np.arange(kinds)
    for i in range(1, longest):
        top = best.argmax(axis=1)
        stay = best + going_on[:, i]
        jump = best[rows, top][:, None] + beginning[:, i]
        new[i] = jump > stay
        back[i] = np.where(new[i], top[:, None], labels)
        best = np.where((i < ends)[:, None], np.maximum(jump, stay) + fits[:, i], best)
    return [_traced(int(best[row].argmax()), back[:end, row], new[:end, row]) for row, end in enumerate(ends)]


def _traced(last: int, back: NDArray[np.int64], new: NDArray[np.bool_]) -> Path:
    """The path that ends with a label."""
    path: Path = []
    before, fresh = back.tolist(), new.tolist()
    for i in range(len(before) - 1, -1, -1):
        path.append((last, fresh[i][last]))
        last = before[i][last]
    return path[::-1]


def _cut(words: Words, path: Path) -> list[Piece]:
    found: list[Piece] = []
    for word, (label, fresh) in zip(words, path, strict=True):
        if label == NOBODY:
            continue
        last = found[-1] if found else None
        if last and last.label == label and last.words.stop == word and not fresh:
            found[-1] = Piece(label, range(last.words.start, word + 1))
        else:
            found.append(Piece(label, range(word, word + 1)))
    return found
