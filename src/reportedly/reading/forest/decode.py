"""The steps of decoding in their order: mentions and cues → nodes → labelled words → claims with their chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.forest.contents import FIRST, Piece, pieces
from reportedly.reading.forest.nodes import CUE, MENTION, PLAIN, Node, Settings, plant, spans, tag_path
from reportedly.reading.forest.scores import Scores, Words
from reportedly.records import Span, Spans

BESIDE = 2  # words between two pieces that stand side by side: a comma, "and"
DEEPEST = 6  # links of a chain
REPEATS = float(np.log(0.35))  # what a mention must give an earlier one to repeat it
SHORTEST = 2  # words of a claim in the outlet's own voice


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention: its place, the number of the mention that it repeats (or null), the place of words that name it although they are no
    mention (or null), and its classes as numbers (kind of unnamed, 0 = named; held or not; type)."""

    span: Span
    same: int | None
    named_at: Span | None
    unnamed: int
    held: bool
    type: int


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: the number of its mention (null: nobody is named), and the cue that ties it in this sentence (or null)."""

    mention: int | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Content:
    """A claim: its words within one sentence, its chain (empty: the outlet's own voice), certainty and act as numbers."""

    spans: Spans
    sentence: int
    chain: tuple[Link, ...]
    certainty: int
    act: int
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Decoded:
    """The mentions and claims of one window."""

    mentions: tuple[Mentioned, ...]
    contents: tuple[Content, ...]


def decode(text: str, scores: Scores, sentences: Sequence[Span], settings: Settings = PLAIN) -> Decoded:
    """The claims of a window; `sentences` in text order, those outside the window are passed over."""
    alnum = [s >= 0 and any(map(str.isalnum, text[s:e])) for s, e in scores.words]
    path = tag_path(scores, settings, alnum)
    cues, mentions = spans(path, CUE), spans(path, MENTION)
    nodes = plant(scores, cues, mentions, settings)
    starts = np.array([start for start, _ in scores.words])
    held = [(i, words) for i, s in enumerate(sentences) if (words := _words_of(starts, s))]
    if not held:
        return Decoded((), ())
    found = pieces(scores, nodes, mentions, [words for _, words in held], settings)
    chains = Chains(scores, nodes, mentions, [words for _, words in held], settings)
    contents: list[Content] = []
    for (number, words), cut in zip(held, found, strict=True):
        contents += _claims(scores, nodes, chains, number, words, cut, alnum)
    return Decoded(tuple(_mentioned(scores, mentions, settings)), tuple(contents))


def _words_of(starts: NDArray[np.int64], sentence: Span) -> Words:
    held = np.flatnonzero((starts >= sentence[0]) & (starts < sentence[1]))
    return range(int(held[0]), int(held[-1]) + 1) if len(held) else range(0)


class Chains:
    """The chain of every node."""

    def __init__(
        self,
        scores: Scores,
        nodes: Sequence[Node],
        mentions: Sequence[Words],
        sentences: Sequence[Words],
        settings: Settings,
    ) -> None:
        self._nodes = nodes
        self._sentences = sentences
        self._sentence_of = [_sentence(sentences, words) for words in mentions]
        self._up = _best_or_none(scores, "up", mentions, sentences, settings.no_link)
        self._cue_of: dict[int, Node] = {}
        for node in nodes:
            for mention in (*node.sources, *node.carriers):
                self._cue_of.setdefault(mention, node)
            self._carried(node)

    def _carried(self, node: Node) -> None:
        """A source that points to no link is carried by those to whom its cue points."""
        for source in node.sources if node.carriers else ():
            if self._up[source] is None and all(self._up[m] != source for m in node.carriers):
                self._up[source] = node.carriers[-1]

    def of(self, node: Node) -> list[tuple[int | None, ...]]:
        """One chain for each source of a node, as numbers of mentions; null for a source that nobody names.

        Several say one thing where one sentence names them: the cue's own, if it does.
        """
        if node.sources:
            named = [self._sentence_of[source] for source in node.sources]
            own = _sentence(self._sentences, node.anchor)
            at = own if own in named else named[0]
            return [self._to(source) for source in node.sources if self._sentence_of[source] == at]
        above = self._above(node)
        return [(*above, *(m for m in node.carriers if m not in above), None)]

    def _above(self, node: Node) -> tuple[int | None, ...]:
        if node.parent is None:
            return ()
        return self.of(self._nodes[node.parent])[0]

    def _to(self, mention: int) -> tuple[int | None, ...]:
        way = [mention]
        while (up := self._up[way[-1]]) is not None and up not in way and len(way) < DEEPEST:
            way.append(up)
        return tuple(reversed(way))

    def cue(self, mention: int | None) -> Node | None:
        """The node whose cue ties a mention."""
        return self._cue_of.get(mention) if mention is not None else None


def _sentence(sentences: Sequence[Words], words: Words) -> int:
    """The first word of the sentence in which words begin; −1 outside of all."""
    return next((s.start for s in sentences if words.start in s), -1)


def _best_or_none(
    scores: Scores, name: str, mentions: Sequence[Words], sentences: Sequence[Words], none: float
) -> list[int | None]:
    """What each mention points to, or none; nobody is carried on from a later sentence."""
    mass = scores.between(name, mentions, mentions)
    np.fill_diagonal(mass, -np.inf)
    for k, words in enumerate(mentions):
        end = next((s.stop for s in sentences if words.start in s), scores.size)
        mass[k, [q for q, other in enumerate(mentions) if other.start >= end]] = -np.inf
    nobody = scores.none(name, mentions) + none
    return [int(row.argmax()) if len(row) > 1 and row.max() > nobody[k] else None for k, row in enumerate(mass)]


def _claims(
    scores: Scores,
    nodes: Sequence[Node],
    chains: Chains,
    number: int,
    sentence: Words,
    cut: Sequence[Piece],
    alnum: list[bool],
) -> list[Content]:
    """The claims of one sentence; what is said under a node takes in what is said under the cues that it holds."""
    cut = _settled(nodes, sentence, _gone_on(chains, nodes, cut))
    label_of = {word: piece.label for piece in cut for word in piece.words}
    out: list[Content] = []
    for label, words in _joined(cut, nodes, label_of):
        if not any(alnum[w] for w in words) or (label < FIRST and len(words) < SHORTEST):
            continue
        certainty = int(scores.kinds("cert", words).argmax())
        if label < FIRST:
            out.append(Content(_spans(scores, words), number, (), certainty, 0, None))
            continue
        node = nodes[label - FIRST]
        act = int(scores.kinds("act", list(node.anchor)).argmax())
        whole = _with_inner(nodes, label - FIRST, set(words), sentence, label_of)
        for way in chains.of(node):
            links = tuple(_link(scores, chains, mention, sentence) for mention in way)
            cue = scores.span(node.anchor) if node.cue and node.anchor[0] in sentence else None
            out.append(Content(_spans(scores, sorted(whole)), number, links, certainty, act, cue))
    return out


def _gone_on(chains: Chains, nodes: Sequence[Node], cut: Sequence[Piece]) -> list[Piece]:
    """A piece right behind one whose chain goes a link farther goes on with it: "A reported, on B's word, that … and that …"."""
    out: list[Piece] = []
    for piece in cut:
        last = out[-1] if out and min(out[-1].label, piece.label) >= FIRST else None
        gap = range(last.words.stop, piece.words.start) if last else range(0)
        if last and len(gap) <= BESIDE and nodes[piece.label - FIRST].anchor[-1] < last.words.start:
            longer, chain = (chains.of(nodes[one.label - FIRST])[0] for one in (last, piece))
            piece = Piece(last.label, piece.words) if longer[:-1] == chain else piece
        out.append(piece)
    return out


def _settled(nodes: Sequence[Node], sentence: Words, cut: Sequence[Piece]) -> list[Piece]:
    """What goes on from another sentence fills its sentence; a lesser part of one belongs to what stands before or behind it."""

    def carried(piece: Piece) -> bool:
        return piece.label >= FIRST and nodes[piece.label - FIRST].anchor[0] not in sentence

    total = sum(len(piece.words) for piece in cut)
    out: list[Piece] = []
    for k, piece in enumerate(cut):
        here = [other for other in (*reversed(out), *cut[k + 1 :]) if not carried(other)]
        part = 2 * sum(len(other.words) for other in cut if other.label == piece.label) < total
        out.append(Piece(here[0].label, piece.words) if carried(piece) and part and here else piece)
    return _run_together(out)


def _run_together(cut: Sequence[Piece]) -> list[Piece]:
    """Pieces of one label that stand side by side as one."""
    out: list[Piece] = []
    for piece in cut:
        if out and out[-1].label == piece.label and out[-1].words.stop == piece.words.start:
            out[-1] = Piece(piece.label, range(out[-1].words.start, piece.words.stop))
        else:
            out.append(piece)
    return out


def _joined(cut: Sequence[Piece], nodes: Sequence[Node], label_of: dict[int, int]) -> list[tuple[int, list[int]]]:
    """Pieces of one label make one claim where only the cue, the source or inner claims stand between them."""
    out: list[tuple[int, list[int]]] = []
    for piece in cut:
        last = next((words for label, words in reversed(out) if label == piece.label), None)
        if last is not None and piece.label >= FIRST:
            gap = range(last[-1] + 1, piece.words.start)
            if _interrupts(nodes, piece.label - FIRST, gap, label_of):
                last.extend(piece.words)
                continue
        out.append((piece.label, list(piece.words)))
    return out


def _interrupts(nodes: Sequence[Node], number: int, gap: range, label_of: dict[int, int]) -> bool:
    if any(word in gap for word in nodes[number].anchor):
        return True
    labels = {label_of[w] for w in gap if w in label_of}
    return bool(labels) and all(label >= FIRST and nodes[label - FIRST].parent == number for label in labels)


def _with_inner(
    nodes: Sequence[Node], number: int, words: set[int], sentence: Words, label_of: dict[int, int]
) -> set[int]:
    """The words under a node, and those under the nodes whose anchors mostly stand among them."""
    whole, todo = set(words), [number]
    while todo:
        outer = todo.pop()
        for k, node in enumerate(nodes):
            held = sum(word in whole for word in node.anchor)
            if node.parent != outer or 2 * held < len(node.anchor):
                continue
            more = {w for w in sentence if label_of.get(w) == FIRST + k} - whole
            if more:
                whole |= more
                todo.append(k)
    return whole


def _link(scores: Scores, chains: Chains, mention: int | None, sentence: Words) -> Link:
    node = chains.cue(mention)
    tied = node is not None and node.cue and node.anchor[0] in sentence
    return Link(mention, scores.span(node.anchor) if node is not None and tied else None)


def _spans(scores: Scores, words: Sequence[int]) -> Spans:
    rows: list[list[int]] = []
    for word in words:
        if rows and rows[-1][-1] == word - 1:
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple((scores.words[row[0]][0], scores.words[row[-1]][1]) for row in rows)


def _mentioned(scores: Scores, mentions: Sequence[Words], settings: Settings) -> list[Mentioned]:
    """The mentions with who they are: earlier mentions only."""
    mass = scores.between("same", mentions, mentions)
    none = scores.none("same", mentions) + settings.no_antecedent
    out: list[Mentioned] = []
    for k, words in enumerate(mentions):
        before = mass[k, :k]
        same = int(before.argmax()) if k and before.max() > max(none[k], REPEATS) else None
        kinds = [int(scores.kinds(name, words).argmax()) for name in ("anon", "held", "kind")]
        at = None if same is not None else _named_at(scores, words)
        out.append(Mentioned(scores.span(words), same, at, kinds[0], bool(kinds[1]), kinds[2]))
    return out


def _named_at(scores: Scores, words: Words) -> Span | None:
    """The word before a mention that it points to most, where it points to words more than to none."""
    share = scores.share("same", words)
    word = int(share[1:].argmax())
    return scores.words[word] if share[0] < 0.5 and word < words.start and scores.words[word][0] >= 0 else None
