"""Counts: how many were killed, injured, missing, detained, displaced; how many strikes, how much destroyed.

No count without its words, and never low above high. What happened to those counted is read from grammar first and
from the words beside the number where the grammar of a headline breaks. A count that is a part of another says so,
and a sum that only runs on ("since 2011") is marked as a total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.counted import PRONOUNS, THOSE, counted_noun, end_of, listed, opens_part, who_of
from reportedly.reading.lang.en.harm import Said, harm_of, said_among, said_of
from reportedly.reading.lang.en.lexicon import person_kind
from reportedly.reading.lang.en.quantities import Quantity, quantities
from reportedly.reading.parse import Parse, Sentence
from reportedly.records import Count

NEAR = 12  # tokens around a word that are looked at for a number of its own
BACK = 2  # sentences between a part and its whole
PEOPLE = ("killed", "injured", "killed+injured", "missing", "detained", "displaced")
WARS = frozenset({"war", "conflict", "uprising", "crisis", "revolution", "insurgency"})


_WAR = "(?:war|conflict|uprising|crisis|revolution|revolt|unrest|violence|fighting)"
RUNNING = re.compile(
    rf"\bsince (?:the )?(?:\w+ ){{0,4}}?(?:(?:19|20)\d\d|{_WAR}\b)"
    rf"|\b(?:in|of) (?:\S+ ){{1,4}}?{_WAR} (?:which|that|began|has|since|in 20)"
    r"|\bin the (?:\w+ )?(?:war|conflict|uprising)\b",
    re.I,
)
SUPERLATIVE = re.compile(r"\b(?:first|worst|most|\w{3,}est)\b", re.I)


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
        held = list(quantities(parse, parse.sentence_tokens(sentence)))
        if held:
            _in_sentence(parse, number, sentence, held, found)
    return tuple(found)


def _in_sentence(parse: Parse, number: int, sentence: Sentence, held: Sequence[Quantity], found: list[Counted]) -> None:
    """Adds the counts of one sentence to those found before it."""
    text = parse.text[sentence.start : sentence.end]
    running = bool(RUNNING.search(text)) and not SUPERLATIVE.search(text)
    first, used, waiting = len(found), set[int](), list[tuple[Quantity, int]]()
    for quantity in held:
        noun = counted_noun(parse, quantity, sentence)
        said = said_of(parse, quantity, noun, sentence, used)
        part = _part_of(parse, quantity, noun, found, number)
        if part is not None and said and said.what != found[part].count.what and not opens_part(parse, quantity):
            part = None
        if part is not None:
            whole = found[part]
            said = said if said and said.what == whole.count.what else Said(whole.count.what, whole.anchor)
        said = said or said_among(parse, noun, sentence)
        if said is None or not _fits(parse, said, noun):
            if noun is not None and person_kind(parse.tokens[noun]):
                waiting.append((quantity, noun))
            continue
        used.add(said.anchor)
        said = Said(_combined(parse, said, sentence, held), said.anchor)
        if waiting and part is None and listed(parse, waiting[-1][1], quantity.first):
            found.append(_counted(parse, *waiting[-1], said, None, running, number))
        waiting.clear()
        found.append(_counted(parse, quantity, noun, said, part, running, number))
    _forward(parse, found, first)


def _counted(
    parse: Parse, quantity: Quantity, noun: int | None, said: Said, part: int | None, running: bool, number: int
) -> Counted:
    span = (parse.tokens[quantity.first].start, end_of(parse, quantity, noun))
    who = who_of(parse, quantity, noun, said) if said.what != "strikes" else None
    total = running or _of_war(parse, said.anchor)
    count = Count(
        said.what,
        span,
        who,
        quantity.low,
        quantity.high,
        part,
        total,
        part is not None or _of_those(parse, quantity, noun),
    )
    return Counted(count, said.anchor, noun if noun is not None else quantity.number, number)


def _fits(parse: Parse, said: Said, noun: int | None) -> bool:
    """Whether this can happen to the counted: people are detained, not villages; things are destroyed, not people."""
    if noun is None:
        return True
    person = person_kind(parse.tokens[noun]) is not None
    if said.what == "detained":
        return person or parse.tokens[noun].pos == "PROPN"
    return not (person and said.what == "destroyed")


def _part_of(parse: Parse, quantity: Quantity, noun: int | None, before: Sequence[Counted], number: int) -> int | None:
    """The count that this one is a part of: "including four children", "two of them", "among them 11 children"."""
    if not before:
        return None
    tokens = parse.tokens
    behind = " ".join(t.text.casefold() for t in tokens[noun + 1 : noun + 5]) if noun is not None else ""
    if "among the" in behind or "among those" in behind:
        return _last_whole(before, number, ("killed",))
    pronoun = noun is not None and tokens[noun].text.casefold() in PRONOUNS
    if opens_part(parse, quantity) or pronoun or _of_those(parse, quantity, noun):
        return _last_whole(before, number, PEOPLE)
    last = before[-1]
    goes_on = last.count.of is not None and last.sentence == number and listed(parse, last.noun, quantity.first)
    return last.count.of if goes_on else None


def _of_those(parse: Parse, quantity: Quantity, noun: int | None) -> bool:
    """Whether the number is "of the dead", "of them": a part, whether or not its whole is found."""
    after = parse.tokens[quantity.last + 1].text.casefold() if quantity.last + 1 < len(parse.tokens) else ""
    return noun is not None and after == "of" and parse.tokens[noun].lemma in THOSE


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
        between = [t.text.casefold() for t in parse.tokens[one.noun + 1 : min(whole.noun, one.noun + 5)]]
        if "among" in between and one.count.of is None and whole.count.of is None:
            found[at] = replace(one, count=replace(one.count, of=at + 1, what=whole.count.what, part=True))


def _combined(parse: Parse, said: Said, sentence: Sentence, held: Sequence[Quantity]) -> str:
    """ "killed+injured" where two such words share one number: "40 killed and injured", "a dozen dead and injured"."""
    near = [q for q in held if abs(q.first - said.anchor) <= NEAR]
    numbered = {k for q in near for k in range(q.first, q.last + 1)}
    for step in (1, -1):
        link, other = said.anchor + step, said.anchor + 2 * step
        if not (sentence.first <= min(link, other) and max(link, other) < sentence.last):
            continue
        if parse.tokens[link].text.casefold() not in ("and", "or", "&", "/") or other in numbered:
            continue
        harm = harm_of(parse.tokens[other], "object", "of", "state", "subject")
        pair = {said.what, harm.what} if harm else set()
        if pair == {"killed", "injured"} and not (step == 1 and other + 1 in numbered and said.anchor - 1 in numbered):
            alone = step == 1 or not any(k in numbered for k in range(max(sentence.first, other - 3), other))
            if alone or other - 1 not in numbered:
                return "killed+injured"
    return said.what


def _of_war(parse: Parse, anchor: int) -> bool:
    """Whether a whole war is the subject: "the conflict has killed more than 280,000"."""
    found = grammar.subject(parse, anchor)
    return found is not None and parse.tokens[found].lemma in WARS
