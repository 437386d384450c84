"""Windows with what the network has to say of them: a tag for every word, and where spans point."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly_tagger_en.attribution import Attribution, Spans
from reportedly_tagger_en.decode import CONTENT, CUE, SOURCE
from reportedly_tagger_en.windows import OUTERMOST, SEPARATOR, Window, WordPieces, pack

from .corpus import Marked

Links = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its tags (by word) and links (word -> words that it may point to; empty = to none)."""

    window: Window
    tags: tuple[int, ...]
    to_cue: Links
    to_source: Links


def within(window: Window, spans: Spans) -> list[list[int]]:
    """The words of each span that this window holds."""
    held = []
    for start, end in spans:
        words = [i for i, (s, e) in enumerate(window.words) if s < end and e > start and (s, e) != SEPARATOR]
        if words:
            held.append(words)
    return held


def example(window: Window, reading: Sequence[Attribution]) -> Example:
    """The window's targets.  Where spans lie over each other, cue wins over source and source over content."""
    tags = [0] * len(window.words)
    to_cue: Links = {}
    to_source: Links = {}
    places = [(within(window, a.source), within(window, a.cue), within(window, a.content)) for a in reading]
    for role in (CONTENT, SOURCE, CUE):
        for place in places:
            for words in place[role]:
                for i in words:
                    tags[i] = 2 + 2 * role
                tags[words[0]] = 1 + 2 * role
    for sources, cues, contents in places:
        cue_words = {i for words in cues for i in words}
        source_words = {i for words in sources for i in words}
        for words in contents:
            for i in words:
                to_cue.setdefault(i, set()).update(cue_words)
        for i in cue_words:
            to_source.setdefault(i, set()).update(source_words)
    return Example(window, mended(tags), to_cue, to_source)


def mended(tags: list[int]) -> tuple[int, ...]:
    """The tags as a valid BIO path: what is left of a span after another was laid over it starts anew."""
    out: list[int] = []
    for i, tag in enumerate(tags):
        inside = tag != 0 and tag % 2 == 0
        broken = inside and (i == 0 or out[i - 1] not in (tag, tag - 1))
        out.append(tag - 1 if broken else tag)
    return tuple(out)


def examples(texts: Iterable[Marked], pieces: WordPieces, draw: random.Random | None) -> Iterator[Example]:
    """The windows of the texts.  With `draw`, annotators and the place of the first cut are drawn."""
    for marked in texts:
        reading = draw.choice(marked.readings) if draw else marked.readings[0]
        first = draw.randint(OUTERMOST // 4, OUTERMOST) if draw else None
        for window in pack(marked.text, marked.paragraphs, pieces, limit=OUTERMOST, first_limit=first):
            low = min(s for s, e in window.words if (s, e) != SEPARATOR)
            high = max(e for _, e in window.words)
            near = [a for a in reading if any(s < high and e > low for s, e in (*a.cue, *a.content))]
            yield example(window, near)


def joined(texts: Sequence[Marked], draw: random.Random, most: int = 6) -> Iterator[Marked]:
    """Short passages set under each other to texts of one to `most` passages, as in a day's wire."""
    at = 0
    while at < len(texts):
        part = texts[at : at + draw.randint(1, most)]
        at += len(part)
        yield one_text(part)


def one_text(parts: Sequence[Marked]) -> Marked:
    """Several marked texts as one, line under line."""
    text = ""
    blocks: list[tuple[int, int]] = []
    reading: list[Attribution] = []
    for part in parts:
        shift = len(text)

        def move(spans: Spans, shift: int = shift) -> Spans:
            return tuple((s + shift, e + shift) for s, e in spans)

        blocks.extend(move(part.paragraphs))
        reading.extend([Attribution(move(a.source), move(a.cue), move(a.content)) for a in part.readings[0]])
        text += part.text + "\n"
    return Marked(parts[0].id, text, tuple(blocks), (tuple(reading),))
