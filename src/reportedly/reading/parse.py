"""The Parse record: all that the steps know about grammar, whatever parser made it.

Offsets are code points into the report's text. Token `i` is `parse.tokens[i]`; heads are token numbers, a root is its own head.
Sentences never cross a block (paragraph, headline, caption), and a block is never longer than `LONGEST_BLOCK`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from reportedly.reading.laid import Laid
from reportedly.reading.language import Grammar, Language
from reportedly.records import Span

T = TypeVar("T")
NOMINAL = ("NOUN", "PROPN", "PRON")
VERBAL = ("VERB", "AUX")
STOPS = {".", "!", "?", "...", "…", ":"}
HALVES = re.compile("[\ud800-\udfff]")  # halves of surrogate pairs, which no parser takes
Rows = tuple[tuple[str, str, str], ...]  # form, tag and relation of words
MOST_WORDS = 200_000  # word forms remembered before the memory is emptied
LONGEST_BLOCK = (
    20_000  # characters; longer blocks are cut at white space, so that one line of 50 MB cannot take the parser down
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its span, lemma (lower case), coarse part of speech (UPOS), and the tag and relation of its language's grammar."""

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
    """Grammar of one report, in the words of its language. `children[i]` are the dependents of token i, in order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    blocks: tuple[Span, ...]
    language: Language

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

    @cached_property
    def _names(self) -> Laid[Name]:
        return Laid((name, ((name.start, name.end),)) for name in self.names)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self.blocks]

    @cached_property
    def _borders(self) -> tuple[list[int], list[int]]:
        return [s.start for s in self.sentences], [s.end for s in self.sentences]

    @cached_property
    def _answers(self) -> dict[Hashable, Any]:
        return {}

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to what several steps ask of a parse: it is looked for when it is first asked for."""
        if question not in self._answers:
            self._answers[question] = answer()
        found: T = self._answers[question]
        return found

    def names_at(self, span: Span) -> list[Name]:
        """The names that share a character with a span, in their order."""
        return self._names.touching(span)

    def block_at(self, offset: int) -> int:
        """The number of the last block that begins at or before an offset; 0 before the first one."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

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

    def head_of(self, span: Span, kinds: Sequence[str] = NOMINAL) -> int:
        """The token that heads a phrase: of those that hang on something outside it, the first of these kinds."""
        inside = self.between(*span) or self.tokens[max(0, bisect_left(self._starts, span[0]) - 1) :][:1]
        held = {t.i for t in inside}
        tops = [t for t in inside if t.head == t.i or t.head not in held]
        below = [t for t in inside if t.head in {top.i for top in tops}]
        wanted = [t for t in (*tops, *below, *inside) if t.pos in kinds]
        return (wanted or tops)[0].i

    def above(self, i: int) -> list[int]:
        """A token and those that it hangs on, up to the top."""
        path = [i]
        while self.tokens[path[-1]].head not in path:
            path.append(self.tokens[path[-1]].head)
        return path

    def with_name_behind(self, span: Span) -> Span:
        """A phrase with the capitalised words right behind it that are tied to it: "activist" in "activist Ivo Ban" is all three."""
        inside = self.between(*span)
        if not inside:
            return span
        head, last = self.head_of(span), inside[-1]
        while last.i + 1 < len(self.tokens) and self._capital_beside(last.i + 1, last.sentence):
            behind = self.tokens[last.i + 1]
            tied = inside[0].i <= behind.head <= last.i or self._leads_to(head, behind.i)
            if not tied:
                break
            last = behind
        return span[0], max(span[1], last.end)

    def without_preposition(self, span: Span) -> Span:
        """A phrase without a preposition at its end, which belongs to what follows."""
        inside = self.between(*span)
        return (span[0], inside[-2].end) if len(inside) > 1 and inside[-1].pos == "ADP" else span

    def _leads_to(self, i: int, j: int) -> bool:
        """Whether token i hangs on j, or both on one capitalised word."""
        up = self.tokens[i].head
        return up == j or (up == self.tokens[j].head and self.tokens[up].text[:1].isupper() and up > j)

    def capitals_round(self, span: Span) -> Span:
        """A word with its neighbours in capitals: "Ban" in "Ivo Ban said" is "Ivo Ban"."""
        inside = self.between(*span)
        if not inside:
            return span
        first, last = inside[0], inside[-1]
        while first.i and self._capital_beside(first.i - 1, first.sentence):
            first = self.tokens[first.i - 1]
        while last.i + 1 < len(self.tokens) and self._capital_beside(last.i + 1, last.sentence):
            last = self.tokens[last.i + 1]
        return first.start, last.end

    def _capital_beside(self, i: int, sentence: int) -> bool:
        token = self.tokens[i]
        return token.sentence == sentence and token.text[:1].isupper() and token.pos in NOMINAL

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin inside text[start:end]."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentences_at(self, span: Span) -> range:
        """The numbers of the sentences that share text with a span."""
        starts, ends = self._borders
        return range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        return self.tokens[sentence.first : sentence.last]


class Word(NamedTuple):
    """Coarse part of speech (UPOS) and lemma (lower case) of a word."""

    pos: str
    lemma: str


class Parser(Protocol):
    """Anything that turns blocks of a text of one language into a Parse."""

    name: str
    language: Language

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse: ...


class SpacyParser:
    """The spaCy adapter: the pipeline of one language.

    Its attribute ruler and lemmatizer are asked once for each new word form, and its matrices are multiplied by NumPy on one
    thread in place of BLIS: each saves a fifth of the cost. spaCy is imported when the first parser is made, not when the
    module is.
    """

    def __init__(self, language: Language) -> None:
        import importlib

        from threadpoolctl import ThreadpoolController

        module = importlib.import_module(language.pipeline)
        self._nlp: Any = module.load(disable=["attribute_ruler", "lemmatizer"])
        self._words: dict[tuple[str, str, str, Rows], Word] = {}
        self.language = language
        _multiply_with_numpy(self._nlp)
        self._threads = ThreadpoolController()
        self.name = f"spacy:{self._nlp.meta['name']}@{self._nlp.meta['version']}"

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        pieces = [piece for block in blocks for piece in _pieces(text, block)]
        with self._threads.limit(limits=1):
            docs = list(self._nlp.pipe((HALVES.sub("\ufffd", text[s:e]) for s, e in pieces), batch_size=64))
        return from_docs(text, pieces, docs, self.word, self.language)

    def word(self, token: Any) -> Word:
        """What a spaCy token is, remembered by its form, tag and relation, and the words before it that decide it."""
        key = (token.text, token.tag_, token.dep_, self.language.grammar.deciding(token))
        if key not in self._words:
            if len(self._words) > MOST_WORDS:
                self._words.clear()
            self._words[key] = self._ask(*key)
        return self._words[key]

    def _ask(self, form: str, tag: str, relation: str, before: Rows) -> Word:
        """Part of speech and lemma of a word by spaCy's attribute ruler and lemmatizer."""
        from spacy.tokens import Doc

        rows = [*before, (form, tag, relation)]
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


def _torn(before: Sentence, after: Sentence, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a "sentence" is only the end of the one before: that one has no final stop, and this one no finite verb."""
    stopped = any(t.text in STOPS for t in tokens[before.first : before.last][-2:])
    finite = any(map(grammar.finite, tokens[after.first : after.last]))
    return before.block == after.block and not stopped and not finite


def _abbreviated(before: Sentence, after: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a "sentence" ends with the point of an abbreviation and the next goes on in small letters: "At 10:45 a.m. a bomb …"."""
    last = tokens[before.last - 1].text
    return (
        before.block == after.block and last not in STOPS and last.endswith(".") and tokens[after.first].text.islower()
    )


def _joined(before: Sentence, after: Sentence, tokens: list[Token], grammar: Grammar) -> Sentence:
    """Two torn halves as one sentence: the half without a finite verb hangs on the other, the second one on the first's last word."""
    number = tokens[before.first].sentence
    first, second = tokens[before.first : before.last], tokens[after.first :]
    if any(map(grammar.finite, second)) and not any(map(grammar.finite, first)):
        root = next(t.i for t in second if t.head == t.i)
        first = [_hung(t, root, number, grammar.loose) for t in first]
        second = [replace(t, sentence=number) for t in second]
    else:
        second = [_hung(t, before.last - 1, number, grammar.loose) for t in second]
    tokens[before.first :] = [*first, *second]
    return replace(after, first=before.first, start=before.start)


def _hung(token: Token, on: int, sentence: int, relation: str) -> Token:
    """A token of a torn-off half, in its sentence; its root hangs on a token of the other half."""
    root = token.head == token.i
    return replace(token, sentence=sentence, head=on if root else token.head, dep=relation if root else token.dep)


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


def from_docs(
    text: str, blocks: Sequence[Span], docs: Sequence[Any], word: Callable[[Any], Word], language: Language
) -> Parse:
    """A Parse of spaCy documents of one language, one a block. White-space tokens are dropped, heads renumbered."""
    grammar = language.grammar
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
            if sentences and (_torn(sentences[-1], made, tokens, grammar) or _abbreviated(sentences[-1], made, tokens)):
                made = _joined(sentences.pop(), made, tokens, grammar)
            sentences.append(made)
        names += [Name(offset + e.start_char, offset + e.end_char, e.label_) for e in doc.ents]
    return Parse(text, tuple(tokens), tuple(sentences), tuple(names), tuple(blocks), language)
