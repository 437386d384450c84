"""Windows: whole paragraphs of one text, packed side by side as far as the encoder sees.

A window reads ``[CLS] paragraph [SEP] paragraph [SEP]`` and holds at most `LIMIT` word pieces.  Words are
what the tags stand on: a word's first piece speaks for it, so no role can change inside a word.
Which windows a text falls into depends on the text and its blocks alone, never on other texts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Protocol

LIMIT = 510
"""Word pieces in a window of the forest: what the encoder has positions for; a report of twelve sentences fits into one."""

OUTERMOST = 256
"""Word pieces in a window of outermost attributions: as long as those that its heads were fitted on."""

READ = 400
"""Word pieces in a window that is read: attention over longer ones costs more a piece, and shorter ones cut reports of eight paragraphs."""

CONTEXT = 48
"""Word pieces of a window's end that the next one reads again, so that a pronoun or a running quotation finds what it goes back to."""

LOWER, TITLE, UPPER = 0, 1, 2
SEPARATOR = (-1, -1)
SENTENCE_ENDS = frozenset(".!?")
CLOSERS = frozenset("\"'”’»)")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Encoding(Protocol):
    """What a `tokenizers.Encoding` offers and windows need."""

    @property
    def ids(self) -> list[int]: ...
    @property
    def offsets(self) -> list[tuple[int, int]]: ...
    @property
    def word_ids(self) -> list[int | None]: ...


class WordPieces(Protocol):
    """What a `tokenizers.Tokenizer` offers and windows need."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding: ...
    def token_to_id(self, token: str) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of the text: its place (code points), its pieces, and whether it is capitalised."""

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int


@dataclass(slots=True)
class Window:
    """Parallel lists: `ids` and `shapes` by piece; `heads`, `words` and `paragraphs` by word.

    `heads[i]` is the piece that speaks for word i.  Separators are words with the span (-1, -1): they keep
    paragraphs apart.  `paragraphs[i]` is the number of the block that the word stands in.  What stands before
    `fresh` (an offset into the text) has been read in the window before.
    """

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    fresh: int = 0


def shape(word: str) -> int:
    """The capitals of a word, which the uncased word pieces have lost."""
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLE if word[:1].isupper() else LOWER


def words_of(text: str, start: int, end: int, pieces: WordPieces) -> list[Word]:
    """The words of text[start:end] in order."""
    part = LONE_SURROGATE.sub("\ufffd", text[start:end])
    encoding = pieces.encode(part, add_special_tokens=False)
    found = zip(encoding.word_ids, encoding.ids, encoding.offsets, strict=True)
    return [word_of(text, start, list(parts)) for _, parts in groupby(found, key=itemgetter(0))]


def word_of(text: str, start: int, parts: Sequence[tuple[int | None, int, tuple[int, int]]]) -> Word:
    """The word of these pieces (number of the word, piece, offsets from `start`)."""
    first, last = start + parts[0][2][0], start + parts[-1][2][1]
    return Word(first, last, tuple(piece for _, piece, _ in parts), shape(text[first:last]))


def bites(text: str, words: Sequence[Word], room: int) -> Iterator[Sequence[Word]]:
    """Cut a paragraph longer than `room` pieces, after a sentence where one ends in its second half."""
    first, used, sentence_end = 0, 0, 0
    for i, word in enumerate(words):
        if used + len(word.pieces) > room:
            cut = sentence_end if sentence_end > first else i
            yield words[first:cut]
            first, sentence_end = cut, 0
            used = sum(len(w.pieces) for w in words[first:i])
        used += len(word.pieces)
        mark = text[word.start : word.end]
        closes = mark in CLOSERS and sentence_end == i
        if used > room // 2 and (mark in SENTENCE_ENDS or closes):
            sentence_end = i + 1
    if first < len(words):
        yield words[first:]


Bite = tuple[int, Sequence[Word]]
"""The number of a block, and words of it that stand in one window."""


def pack(
    text: str,
    blocks: Iterable[tuple[int, int]],
    pieces: WordPieces,
    *,
    limit: int = LIMIT,
    first_limit: int | None = None,
    context: int = 0,
) -> Iterator[Window]:
    """Pack the blocks into windows of at most `limit` pieces, in order; `first_limit` shortens the first (training varies it).

    With `context`, a window begins with as many whole sentences of the one before as fit into that many pieces.
    """
    cls, sep = pieces.token_to_id("[CLS]"), pieces.token_to_id("[SEP]")
    if cls is None or sep is None:
        raise ValueError("the tokenizer has no [CLS] or [SEP]: it is not the one this tagger was trained with")
    held: list[Bite] = []
    fresh, room, used = 0, first_limit or limit, 1
    for number, (start, end) in enumerate(blocks):
        for bite in bites(text, words_of(text, start, end, pieces), limit - 2 - context):
            more = cost((number, bite))
            if held and used + more > room:
                yield filled(held, fresh, cls, sep)
                held, fresh, room = again(text, held, context), bite[0].start, limit
                used = 1 + sum(map(cost, held))
            held.append((number, bite))
            used += more
    if held:
        yield filled(held, fresh, cls, sep)


def cost(bite: Bite) -> int:
    """The pieces of a bite and of the separator behind it."""
    return 1 + sum([len(word.pieces) for word in bite[1]])


def again(text: str, held: Sequence[Bite], context: int) -> list[Bite]:
    """The last sentences of a window, as far as they fit into `context` pieces."""
    kept: list[Bite] = []
    for number, words in reversed(held):
        room = context - sum(map(cost, kept))
        first = len(words)
        used = 1
        for i in range(len(words) - 1, -1, -1):
            used += len(words[i].pieces)
            if used > room:
                break
            if i == 0 or text[words[i - 1].start : words[i - 1].end] in SENTENCE_ENDS:
                first = i
        if first < len(words):
            kept.insert(0, (number, words[first:]))
        if first:
            break
    return kept


def filled(held: Sequence[Bite], fresh: int, cls: int, sep: int) -> Window:
    """A window of bites."""
    window = Window([cls], [LOWER], fresh=fresh)
    for number, words in held:
        add(window, words, number, sep)
    return window


def add(window: Window, words: Sequence[Word], number: int, sep: int) -> None:
    """Put a paragraph and its separator at the end of the window."""
    window.heads.extend(accumulate((len(word.pieces) for word in words), initial=len(window.ids)))
    window.ids.extend(chain.from_iterable(word.pieces for word in words))
    window.shapes.extend(word.shape for word in words for _ in word.pieces)
    window.words.extend((word.start, word.end) for word in words)
    window.ids.append(sep)
    window.shapes.append(LOWER)
    window.words.append(SEPARATOR)
    window.paragraphs.extend([number] * (len(words) + 1))
