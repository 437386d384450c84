"""Cues, mentions, and the nodes that join them: a cue with its sources, or a mention that needs no cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.forest.scores import Floats, Scores, Words

Tags = NDArray[np.int64]

CUE, MENTION = 1, 3  # tags: 0 outside, then first and further words of cues and of mentions
ALSO = float(np.log(0.35))  # what a cue must give a second source ("the army and the ministry said")
CARRIES = float(np.log(0.4))
FOUND = 0.15  # share of a pointer that must fall on one word for that word to be a mention that the tags missed
LOOSE = 0.5  # share of it that must fall outside every mention
GROWS = 0.12  # share of the mention tags that a neighbour of such a word needs to belong to it
LONGEST = 8  # words a side


@dataclass(frozen=True, slots=True)
class Settings:
    """What decoding adds to scores. Chosen by cross-validation over training hands (`training/LOG.md`)."""

    cue: float = 0.0
    mention: float = 0.0
    own: float = 0.0
    no_source: float = -1.0
    no_antecedent: float = 1.0
    no_link: float = 0.0
    switch: float = 2.0


PLAIN = Settings()


@dataclass(frozen=True, slots=True)
class Node:
    """An anchor (the cue's words, or a mention's), its sources and carriers (numbers of mentions), its governor (number of a node)."""

    anchor: Words
    cue: bool
    sources: tuple[int, ...]
    carriers: tuple[int, ...]
    parent: int | None = None


def spans(tags: list[int], begin: int) -> list[Words]:
    """The spans of a tag path; a further word without its first opens a span of its own."""
    found: list[Words] = []
    for i, tag in enumerate(tags):
        if tag == begin + 1 and found and found[-1].stop == i:
            found[-1] = range(found[-1].start, i + 1)
        elif tag in (begin, begin + 1):
            found.append(range(i, i + 1))
    return found


def tag_path(scores: Scores, settings: Settings, alnum: list[bool]) -> list[int]:
    """The tags, with mentions added that only a pointer sees."""
    rows = scores.classes["tag"].copy()
    rows[:, CUE] += settings.cue
    rows[:, MENTION] += settings.mention
    tags: Tags = rows.argmax(axis=1)
    tags[[i for i, (start, _) in enumerate(scores.words) if start < 0]] = 0
    shares = np.exp(scores.classes["tag"])[:, MENTION : MENTION + 2].sum(axis=1)
    for name, begin in (("src", CUE), ("up", MENTION)):
        for words in spans(tags.tolist(), begin):
            word = _pointed(scores.share(name, words), tags)
            if word is not None and tags[word] == 0 and alnum[word]:
                _grow(tags, word, shares, scores)
    path: list[int] = tags.tolist()
    return path


def _pointed(share: Floats, tags: Tags) -> int | None:
    """The word that a span points to although it is in no mention."""
    known = sum(share[1:][tags >= MENTION].tolist())
    word = int(share[1:].argmax())
    return word if 1 - float(share[0]) - known > LOOSE and share[1 + word] > FOUND else None


def _grow(tags: Tags, word: int, shares: Floats, scores: Scores) -> None:
    """Make a mention round a word, of neighbours that look like one."""

    def belongs(i: int) -> bool:
        return 0 <= i < len(tags) and tags[i] == 0 and scores.words[i][0] >= 0 and bool(shares[i] > GROWS)

    first = last = word
    while belongs(first - 1) and word - first < LONGEST:
        first -= 1
    while belongs(last + 1) and last - word < LONGEST:
        last += 1
    tags[first : last + 1] = [MENTION, *[MENTION + 1] * (last - first)]


def plant(scores: Scores, cues: list[Words], mentions: list[Words], settings: Settings) -> list[Node]:
    """The nodes: one for each cue, one for each mention that no cue ties."""
    to_source = scores.between("src", cues, mentions)
    no_source = scores.none("src", cues) + settings.no_source
    to_carrier = scores.between("car", cues, mentions)
    nodes = [_tied(cue, to_source[k], float(no_source[k]), to_carrier[k]) for k, cue in enumerate(cues)]
    used = {m for node in nodes for m in (*node.sources, *node.carriers)}
    nodes += [Node(words, False, (m,), ()) for m, words in enumerate(mentions) if m not in used]
    return _governed(scores, nodes)


def _tied(cue: Words, to_source: Floats, none: float, to_carrier: Floats) -> Node:
    sources: tuple[int, ...] = ()
    if len(to_source) and to_source.max() > none:
        best = int(to_source.argmax())
        more = [m for m in range(len(to_source)) if m != best and to_source[m] > ALSO]
        sources = (best, *more)
    carriers = [m for m in range(len(to_carrier)) if m not in sources and to_carrier[m] > CARRIES]
    return Node(cue, True, sources, tuple(carriers))


def _governed(scores: Scores, nodes: list[Node]) -> list[Node]:
    """The nodes with their governors; no node governs itself, however far round."""
    anchors = [node.anchor for node in nodes]
    mass = scores.between("gov", anchors, anchors)
    np.fill_diagonal(mass, -np.inf)
    none = scores.none("gov", anchors)
    parents: list[int | None] = [
        int(mass[k].argmax()) if len(nodes) > 1 and mass[k].max() > none[k] else None for k in range(len(nodes))
    ]
    for k in range(len(nodes)):
        at, seen = parents[k], {k}
        while at is not None and at not in seen:
            seen.add(at)
            at = parents[at]
        if at == k:
            parents[k] = None
    return [Node(n.anchor, n.cue, n.sources, n.carriers, p) for n, p in zip(nodes, parents, strict=True)]
