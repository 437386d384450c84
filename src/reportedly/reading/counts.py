"""Counts: how many were killed, injured, missing, detained, displaced; how many strikes, how much destroyed.

No count without its words, and never low above high. What happened to those counted is read from grammar first and
from the words beside the number where the grammar of a headline breaks. A count that is a part of another says so,
and a sum that only runs on ("since 2011") is marked as a total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.reading.language import Quantity, Said, Share
from reportedly.reading.parse import Parse, Sentence
from reportedly.records import Count

NEAR = 12  # tokens around a word that are looked at for a number of its own
BACK = 2  # sentences between a part and its whole
ARMED = ("fighter", "force")
ALONE = ("killed", "injured", "missing", "detained")  # what is told of one person
PEOPLE = ("killed", "injured", "killed+injured", "missing", "detained", "displaced")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the token that says what happened (its anchor); `count.of` indexes the report's counts here."""

    count: Count
    anchor: int
    noun: int
    sentence: int


def find_counts(parse: Parse) -> tuple[Counted, ...]:
    """All counts of a report, in the order of the text."""
    found: list[Counted] = []
    for number, sentence in enumerate(parse.sentences):
        held = list(parse.language.counts.quantities(parse, sentence))
        if held:
            _in_sentence(parse, number, sentence, held, found)
    return tuple(found)


def _in_sentence(parse: Parse, number: int, sentence: Sentence, held: Sequence[Quantity], found: list[Counted]) -> None:
    """Adds the counts of one sentence to those found before it."""
    words = parse.language.counts
    first, used, waiting = len(found), set[int](), list[tuple[Quantity, int]]()
    for quantity in held:
        noun = words.counted(parse, quantity, sentence)
        said, part = _said(parse, quantity, noun, number, found, used)
        said = said or words.harm_among(parse, noun, sentence)
        if said is None and len(found) > first and words.goes_on(parse, quantity, noun, sentence):
            said = Said(found[-1].count.what, found[-1].anchor)
        if said is None or not fits(parse, said, quantity, noun):
            if noun is not None and words.people(parse.tokens[noun]):
                waiting.append((quantity, noun))
            continue
        used.add(said.anchor)
        said = Said(_combined(parse, said, sentence, held), said.anchor)
        alone = noun is not None and quantity.first <= said.anchor < noun  # "twelve hostages and a dead watchman"
        if waiting and part is None and not alone and words.listed(parse, waiting[-1][1], quantity.first):
            found.append(_counted(parse, *waiting[-1], said, None, number))
        waiting.clear()
        found.append(_counted(parse, quantity, noun, said, part, number))
    _forward(parse, found, first)


def _restated(parse: Parse, quantity: Quantity, noun: int | None, number: int, found: Sequence[Counted]) -> Said | None:
    """What the last figure of the sentences before told, where another one takes its place."""
    figure = parse.language.counts.restated(parse, quantity, noun)
    last = _last_whole(found, number, PEOPLE) if figure is not None else None
    return Said(found[last].count.what, figure) if figure is not None and last is not None else None


def _said(
    parse: Parse, quantity: Quantity, noun: int | None, number: int, found: Sequence[Counted], used: set[int]
) -> tuple[Said | None, int | None]:
    """What is said of a quantity, and the count that it is a part of: of a part, the same as of its whole."""
    words = parse.language.counts
    share = words.share(parse, quantity, noun)
    said = words.harm(parse, quantity, noun, parse.sentences[number], used)
    part = _part_of(parse, quantity, share, found, number)
    if part is None:
        return said or _restated(parse, quantity, noun, number, found), None
    whole = found[part]
    if said is None or said.what == whole.count.what:
        return said or Said(whole.count.what, whole.anchor), part
    return (Said(whole.count.what, whole.anchor), part) if share.opened else (said, None)


def _counted(parse: Parse, quantity: Quantity, noun: int | None, said: Said, part: int | None, number: int) -> Counted:
    words = parse.language.counts
    last = max(quantity.last, noun if noun is not None else 0)
    span = (parse.tokens[quantity.first].start, parse.tokens[last].end)
    who = words.who(parse, quantity, noun, said) if said.what != "strikes" else None
    total = quantity.noun is None and words.running(parse, parse.sentences[number], said.anchor)
    share = words.share(parse, quantity, noun)
    is_part = part is not None or share.of_whole or share.of_harmed
    count = Count(said.what, span, who, quantity.low, quantity.high, part, total, is_part)
    return Counted(count, said.anchor, noun if noun is not None else quantity.number, number)


def fits(parse: Parse, said: Said, quantity: Quantity, noun: int | None) -> bool:
    """Whether this can happen to the counted: people are detained, not villages; things are destroyed, not people; who
    fights is not displaced, nor is one person alone.
    """
    if quantity.noun is not None and said.what not in ALONE:
        return False
    if noun is None:
        return True
    kind = parse.language.counts.people(parse.tokens[noun])
    if said.what == "detained":
        return kind is not None or quantity.noun is not None or noun == said.anchor or _named(parse, noun)
    if said.what == "displaced":
        return kind not in ARMED
    return not (kind is not None and said.what == "destroyed")


def _named(parse: Parse, noun: int) -> bool:
    """Whether the counted go by a name, or by that of their nation."""
    token = parse.tokens[noun]
    return token.pos == "PROPN" or any(name.label == "NORP" for name in parse.names_at((token.start, token.end)))


def _part_of(parse: Parse, quantity: Quantity, share: Share, before: Sequence[Counted], number: int) -> int | None:
    """The count that this one is a part of: "including four children", "two of them", "among them 11 children"."""
    if not before:
        return None
    if share.of_dead:
        return _last_whole(before, number, ("killed",))
    if share.opened or share.pronoun or share.of_whole:
        return _last_whole(before, number, PEOPLE)
    last, listed = before[-1], parse.language.counts.listed
    goes_on = last.count.of is not None and last.sentence == number and listed(parse, last.noun, quantity.first)
    return last.count.of if goes_on else None


def _last_whole(found: Sequence[Counted], number: int, kinds: Sequence[str]) -> int | None:
    """The latest count of one of these kinds that is no part itself, at most two sentences back."""
    for at in range(len(found) - 1, -1, -1):
        one = found[at]
        if number - one.sentence > BACK:
            return None
        if one.count.of is None and not one.count.part and one.count.what in kinds:
            return at
    return None


def _forward(parse: Parse, found: list[Counted], first: int) -> None:
    """ "Two medics were among 31 killed": a part that stands before its whole in the same sentence."""
    for at in range(first, len(found) - 1):
        one, whole = found[at], found[at + 1]
        inside = parse.language.counts.whole_follows(parse, one.noun, whole.noun)
        if inside and one.count.of is None and whole.count.of is None:
            found[at] = replace(one, count=replace(one.count, of=at + 1, what=whole.count.what, part=True))


def _combined(parse: Parse, said: Said, sentence: Sentence, held: Sequence[Quantity]) -> str:
    """ "killed+injured" where two such words share one number: "40 killed and injured", "a dozen dead and injured"."""
    words = parse.language.counts
    near = [q for q in held if abs(q.first - said.anchor) <= NEAR]
    numbered = {k for q in near for k in range(q.first, q.last + 1)}
    for step in (1, -1):
        link, other = said.anchor + step, said.anchor + 2 * step
        inside = sentence.first <= min(link, other) and max(link, other) < sentence.last
        if not inside or parse.tokens[link].text.casefold() not in words.joint or other in numbered:
            continue
        pair = {said.what, words.harm_word(parse.tokens[other])}
        own = _own_after(numbered, said.anchor, other) if step == 1 else _own_before(numbered, sentence, other)
        if pair == {"killed", "injured"} and not own:
            return "killed+injured"
    return said.what


def _own_after(numbered: set[int], anchor: int, other: int) -> bool:
    """Whether the second of two words has a number of its own: "3 killed and injured 5"."""
    return other + 1 in numbered and anchor - 1 in numbered


def _own_before(numbered: set[int], sentence: Sentence, other: int) -> bool:
    """Whether the first of two words has a number of its own: "5 dead and injured 3"."""
    return other - 1 in numbered and not numbered.isdisjoint(range(max(sentence.first, other - 3), other))
