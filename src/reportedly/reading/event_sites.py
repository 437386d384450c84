"""The site of an event: the spot where it took place in common words, which no gazetteer holds ("a toll booth", "the crowded market").

A network points at where an event took place. What stands there without a name of a place is a site where a word for where something is
leads up to it, and the event has no other part for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.language import Part
from reportedly.reading.parse import Parse
from reportedly.reading.spans import overlap
from reportedly.records import SITE, Span

NAMING = frozenset({"NOUN", "PROPN"})


def sites(parse: Parse, pointed: Iterable[Span], places: Laid[int], others: Sequence[Span]) -> Iterator[Part]:
    """The sites among the words that a network points at; `others` are the words of the event itself and of its participants."""
    for span in pointed:
        head = parse.head_of(span)
        word = (parse.tokens[head].start, parse.tokens[head].end)
        phrase = parse.language.events.phrase(parse, head)
        free = not places.touching(word) and not any(overlap(phrase, other) for other in others)
        if free and _at_a_spot(parse, head):
            yield Part(SITE, head, phrase)


def _at_a_spot(parse: Parse, head: int) -> bool:
    """Whether a noun stands behind a word for where something is."""
    before = parse.language.grammar.preposition(parse, head)
    led = before is not None and parse.tokens[before].text.casefold() in parse.language.places.spot
    return led and parse.tokens[head].pos in NAMING
