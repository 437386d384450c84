"""Numbers of a whole of which something else is told of a part: "three of the five passengers were killed", "most of the 40".

What befalls the part does not befall the whole; a whole that has a harm of its own is counted with it ("two of the
five wounded soldiers died").
"""

from __future__ import annotations

from functools import partial

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.counted import counted_noun
from reportedly.reading.lang.en.harm import own_harm
from reportedly.reading.lang.en.lexicon import event_words
from reportedly.reading.lang.en.quantities import quantities
from reportedly.reading.language import Quantity
from reportedly.reading.parse import Parse, Sentence

PARTS = event_words("part")


def without_wholes(parse: Parse, sentence: Sentence) -> list[Quantity]:
    """The quantities of one sentence, in order, those of a whole without a harm of its own left out."""
    return parse.once((without_wholes, sentence.first), partial(_without_wholes, parse, sentence))


def _without_wholes(parse: Parse, sentence: Sentence) -> list[Quantity]:
    found = quantities(parse, sentence)
    if not any(t.text.casefold() == "of" for t in parse.sentence_tokens(sentence)):
        return found
    nouns = [counted_noun(parse, quantity, sentence) for quantity in found]
    parts = {k for quantity in found for k in range(quantity.first, quantity.last + 1)}
    parts |= {noun for noun in nouns if noun is not None}
    return [one for one, noun in zip(found, nouns, strict=True) if not _whole(parse, one, noun, parts)]


def _whole(parse: Parse, quantity: Quantity, noun: int | None, parts: set[int]) -> bool:
    """Whether a quantity is that of a whole; `parts` are the words of all quantities, and what they count."""
    top = quantity.number if noun is None else noun
    own = {*range(quantity.first, quantity.last + 1), top}
    before = parse.tokens[max(quantity.first - 1, 0)]
    beside = before.text.casefold() == "of" and before.i - 1 in parts  # "two of three missiles"
    if not beside and not _part_above(parse, top, own, parts - own):
        return False
    return own_harm(parse, top) is None and own_harm(parse, quantity.number) is None


def _part_above(parse: Parse, top: int, own: set[int], parts: set[int]) -> bool:
    """Whether an "of" ties a word to one for a part, or to a verb whose subject is one ("of the nine crew, four died")."""
    for k in parse.above(top):
        token, head = parse.tokens[k], parse.tokens[parse.tokens[k].head]
        if token.pos == "VERB":
            return False
        if token.text.casefold() != "of" or head.i in own:
            continue
        if head.i in parts or head.lemma.casefold() in PARTS:
            return True
        if head.pos == "VERB":
            subject = grammar.child(parse, head.i, *grammar.SUBJECTS)
            return subject is not None and top < subject and not parts.isdisjoint(parse.subtree(subject))
    return False
