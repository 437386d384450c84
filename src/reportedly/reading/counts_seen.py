"""Counts that a network sees beside those that the language's words tell: whom an event befell by a number, or one person without any.

The network says which words count and what; their bounds are those of the number in them. Words that hold no number count where they tell
of one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.reading.counts import ALONE, PEOPLE, Counted, fits
from reportedly.reading.language import Quantity, Said
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse, Sentence
from reportedly.reading.spans import overlap
from reportedly.records import Count, Span

HURT = ("killed", "injured")
DETAINED, HOLDING = "detained", ("COERCE", "ASSAULT")
PLAIN = ("killed+injured", "missing")
"""What a word says of itself, whatever is seen: "losses" are not all dead, nor are the missing."""
BELIEVED = 0.6
"""The belief in an event from which its counts are taken."""


def with_seen(parse: Parse, found: Sequence[Counted], happened: Sequence[Happened]) -> tuple[Counted, ...]:
    """The counts of a report and those of a network's events that stand on none of their words, in the order of the text."""
    taken = [one.count.span for one in found]
    more = [
        counted
        for one in happened
        for what, span in one.firm
        if one.belief >= BELIEVED and not any(overlap(span, other) for other in taken)
        for counted in _counted(parse, one, what, span)
    ]
    first = {(one.count.what, one.count.span): one for one in reversed(more)}
    return _in_order([*found, *first.values()])


def _in_order(counts: Sequence[Counted]) -> tuple[Counted, ...]:
    """Counts in the order of the text, each part with its whole by the new number."""
    order = sorted(range(len(counts)), key=lambda k: counts[k].count.span)
    at = {old: new for new, old in enumerate(order)}
    whole = (counts[k].count.of for k in order)
    return tuple(
        replace(counts[k], count=replace(counts[k].count, of=at[of] if of is not None else None))
        for k, of in zip(order, whole, strict=True)
    )


def _counted(parse: Parse, one: Happened, what: str, span: Span) -> Iterator[Counted]:
    """The count that words tell; none where nobody is counted, where it cannot befall the counted, and where the words hold no number and
    tell of no single person.
    """
    word, tokens = parse.between(*one.word), parse.between(*span)
    if not word or not tokens or word[0].sentence != tokens[0].sentence:
        return
    own = parse.language.counts.harm_word(word[0])
    what = own if own in PLAIN else what
    quantity = _quantity(parse, parse.sentences[tokens[0].sentence], what, span)
    if quantity is not None and quantity.high != 0 and _signed(parse, one, what):
        yield from _told(parse, one, Said(what, word[0].i), quantity, span)


def _told(parse: Parse, one: Happened, said: Said, quantity: Quantity, span: Span) -> Iterator[Counted]:
    """The count of a quantity; none where it cannot befall the counted, or where they did it."""
    sentence = parse.tokens[quantity.number].sentence
    noun = parse.language.counts.counted(parse, quantity, parse.sentences[sentence])
    single = quantity.noun is not None
    if (
        (single and not _suffers(parse, one, said.what))
        or _acts(parse, one, noun)
        or not _befalls(parse, said, quantity, noun)
    ):
        return
    who = parse.language.counts.who(parse, quantity, noun, said)
    share = parse.language.counts.share(parse, quantity, noun)
    part = share.opened or share.of_whole or share.of_harmed
    count = Count(said.what, span, who, quantity.low, quantity.high, part=part)
    yield Counted(count, said.anchor, noun or quantity.number, sentence)


def _signed(parse: Parse, one: Happened, what: str) -> bool:
    """Whether a word of an event's sentence may tell what is counted; nobody is held by what sets free or is only talked about."""
    if what == DETAINED and one.kind.upper() not in HOLDING:
        return False
    sentence = parse.sentences[parse.between(*one.word)[0].sentence]
    return any(parse.language.counts.harm_sign(token, what) for token in parse.sentence_tokens(sentence))


def _acts(parse: Parse, one: Happened, noun: int | None) -> bool:
    """Whether the counted are who did it ("two gunmen shot dead a guard")."""
    at = parse.tokens[noun].start if noun is not None else -1
    roles = {role for role, (start, end) in one.roles if start <= at < end}
    return "actor" in roles and "target" not in roles


def _suffers(parse: Parse, one: Happened, what: str) -> bool:
    """Whether an event's words say themselves what befell one person: who is shot need not be dead."""
    words = [token for span in (one.word, *one.also) for token in parse.between(*span)]
    return what not in HURT or any(parse.language.counts.harm_word(token) == what for token in words)


def _quantity(parse: Parse, sentence: Sentence, what: str, span: Span) -> Quantity | None:
    """The quantity on these words; of words without one, one person where they are a noun in the singular that people suffer as."""
    tokens, head = parse.between(*span), parse.tokens[parse.head_of(span)]
    found = parse.language.counts.quantities(parse, sentence)
    if held := next((q for q in found if any(q.first <= t.i <= q.last for t in tokens)), None):
        return held
    several = parse.language.grammar.plural(head) or head.lemma.casefold() in parse.language.counts.parts
    single = what in ALONE and head.pos in ("NOUN", "PROPN") and not several
    return Quantity(tokens[0].i, tokens[-1].i, head.i, 1, 1, head.i) if single else None


def _befalls(parse: Parse, said: Said, quantity: Quantity, noun: int | None) -> bool:
    """Whether it can happen to the counted: harm and custody to people, whom a bare number may be."""
    people = (
        noun in (None, said.anchor)
        or quantity.noun is not None
        or parse.language.counts.people(parse.tokens[noun]) is not None
    )
    named = noun is not None and parse.tokens[noun].pos == "PROPN"
    if said.what in (*HURT, "missing") and parse.language.counts.unhurt(parse, said.anchor):
        return False
    return fits(parse, said, quantity, noun) and (said.what not in PEOPLE or people or named)
