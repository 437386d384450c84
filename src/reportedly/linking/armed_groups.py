"""The armed groups that texts name as such: "fighters of the Dawn Column", "Dawn Column militants", "the rebel Dawn Column"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.identity import forms, of_group, of_side
from reportedly.linking.same_body import is_initials
from reportedly.linking.side_words import LATELY, LONGEST, TextWords, text_words
from reportedly.linking.written import beside
from reportedly.records import SourceType


@lru_cache(maxsize=LATELY)
def groups_named(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names that a text gives to those whom it calls rebels, fighters, militants."""
    return tuple(_named(text, text_words(text, knowledge), knowledge))


def _named(text: str, words: TextWords, knowledge: Knowledge) -> Iterator[str]:
    for at, several in _called(words, knowledge):
        begin = _begin(words, at + 1)
        behind = _several(_run(words, begin, 1))
        yield from (name for name in behind if several or begin > at + 1 or _with_article(name, text))
        yield from _several(list(reversed(_run(words, at - 1, -1))))


def _called(words: TextWords, knowledge: Knowledge) -> Iterator[tuple[int, bool]]:
    """Where words for armed people stand, and whether they are for several: behind "fighter" alone stands a person's name."""
    people = {low for low in set(words.lows) if of_side(low, knowledge) and of_group(low, knowledge) is True}
    bodies = {low for low in people if low in knowledge.nouns and knowledge.nouns[low].kind == "body"}
    for at, low in enumerate(words.lows):
        if low in people and (low not in bodies or words.low(at - 1) in people):
            yield at, low in bodies or _many(low, knowledge)


def _begin(words: TextWords, at: int) -> int:
    """Where a name can begin behind a word for people: there, or behind "of the"."""
    return (
        at + 1 + (words.low(at + 1) in linking_words("article")) if words.low(at) in linking_words("genitive") else at
    )


def _run(words: TextWords, at: int, step: int) -> list[str]:
    """The words of a name that begins, or ends, at a place."""
    run: list[str] = []
    while 0 <= at < len(words.spans) and len(run) < LONGEST and words.named(at) and words.joined(max(at, at - step)):
        run.append(words.word(at))
        at += step
    return run


def _many(low: str, knowledge: Knowledge) -> bool:
    """Whether a word for people is one for several."""
    return any(of_side(form, knowledge) for form in forms(low) if form != low)


def _with_article(name: str, text: str) -> bool:
    """Whether a name ever has an article, as those of people have none."""
    return any(f" {article} {name}" in text for article in linking_words("article"))


def _several(run: list[str]) -> Iterator[str]:
    name = " ".join(run)
    if len(run) > 1 or is_initials(name):
        yield name


def by_its_name(name: str, knowledge: Knowledge) -> bool:
    """Whether the last word of a name is one for armed groups: "Uplands Movement"."""
    noun = knowledge.nouns.get(fold(name).split()[-1])
    return noun is not None and noun.type is SourceType.ARMED_GROUP


def said_to_be(text: str, ends: Collection[int], knowledge: Knowledge) -> SourceType | None:
    """What kind of source is said beside a name, of which the ends are given, that it is: "the Sarn Ledger, a monitoring group"."""
    for span in (beside(text, end) for end in ends):
        words = fold(text[slice(*span)]).split() if span else []
        pairs = [" ".join(words[at : at + size]) for size in (2, 1) for at in range(len(words))]
        found = next((knowledge.nouns[pair].type for pair in pairs if pair in knowledge.nouns), None)
        if found:
            return found
    return None
