"""When two names stand for one body, as far as knowledge and the wording show it.

A key is the id of a row of knowledge where one fits, else the folded name: two names with one key are one source.
Nothing is guessed from likeness here; what only resembles is for `origins.py` to call unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.people import people
from reportedly.records import Outlet, Source, SourceType

UNTYPED = frozenset({SourceType.DOCUMENT, SourceType.OTHER})  # what a statement of a body may be taken for
PRINTS = frozenset({SourceType.MEDIA, SourceType.AGENCY})
UNSPECIFIED = PRINTS | {
    SourceType.SOCIAL_MEDIA,
    SourceType.DOCUMENT,
}  # whose word nobody vouches for unless it is named
FORCES = frozenset({SourceType.MILITARY, SourceType.ARMED_GROUP})
ACTING = FORCES | {SourceType.GOVERNMENT}  # kinds of words for a side
FIGHTING = {"fighter": SourceType.ARMED_GROUP, "force": SourceType.MILITARY}  # kinds of people who fight each other
TELLING = PRINTS | {SourceType.MONITOR}  # kinds of bodies that tell of what others do
MARKS = "\"'“”‘’«».,;:()"  # that may stand beside a name
OPENING = 6  # words of a charge among which the accused is named
NAMES = 4_000  # whose words are kept at hand
STEM, ENDING = 4, 2  # letters of a word for a side at least; letters that another form of it has more at most


def entity_of(name: str, known_as: str | None, knowledge: Knowledge) -> Entity | None:
    """The row of knowledge for a name that the reader may already have resolved to an id."""
    return knowledge.entities.get(known_as) if known_as in knowledge.entities else knowledge.find(name)


def body_in(source: Source, knowledge: Knowledge) -> Entity | None:
    """The body whose name a longer wording begins with ("the Monitor in a statement"), of the source's own type."""
    words = source.name.split()
    for size in range(len(words) - 1, 0, -1):
        entity = knowledge.find(_bare(words[:size]))
        if entity:
            fits = entity.type is source.type or source.type in UNTYPED or {entity.type, source.type} <= PRINTS
            return entity if fits else None
    return None


def _bare(words: Sequence[str]) -> str:
    """The words as a name; an acronym loses the s of a possessive whose apostrophe is lost."""
    *first, last = words
    return " ".join([*first, last[:-1] if last[:-1].isupper() and last.endswith("s") and len(last) > 2 else last])


def key_of(name: str, known_as: str | None, knowledge: Knowledge) -> str:
    """What a name is known by: a row's id, the reader's own id, or the folded name."""
    entity = entity_of(name, known_as, knowledge)
    return entity.id if entity else known_as or fold(name)


def party_of(name: str, known_as: str | None, knowledge: Knowledge) -> Entity | None:
    """The body that a participant is, or the forces whose name its wording begins with ("Coast League gunmen")."""
    known = entity_of(name, known_as, knowledge)
    if known:
        return known
    words = name.split()
    begun = (knowledge.find(" ".join(words[:size])) for size in range(len(words) - 1, 0, -1))
    return next((entity for entity in begun if entity and entity.type in FORCES), None)


def takes_part(name: str, known_as: str | None, knowledge: Knowledge) -> bool:
    """Whether a name can stand for who did something: a body that is no teller, or a word for a side ("rebels")."""
    entity = party_of(name, known_as, knowledge)
    if entity:
        return entity.type not in TELLING
    return any(of_side(word, knowledge) for word in fold(name).split())


def first_party(text: str, knowledge: Knowledge) -> str | None:
    """The first body or side that the opening words of a charge name: "the rebels of shelling the harbour"."""
    words = [word.strip(MARKS) for word in text.split()[:OPENING]]
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            known = knowledge.find(" ".join(words[start:end]))
            if known and known.type not in TELLING:
                return " ".join(words[start:end])
        if of_side(fold(without_s(words[start])), knowledge):
            return _side_around(words, start, knowledge)
    return None


def _side_around(words: Sequence[str], at: int, knowledge: Knowledge) -> str:
    """A word for a side with the names in front of it and the words for sides behind it: "the Uplands gangs"."""
    start = at
    while start and words[start - 1][:1].isupper() and fold(words[start - 1]):
        start -= 1
    end = at + 1
    while end < len(words) and of_side(fold(without_s(words[end])), knowledge):
        end += 1
    return " ".join([*words[start : end - 1], without_s(words[end - 1])])


def with_owner(name: str) -> tuple[str, str]:
    """What is owned, and whose it is: "rebels" and "the League" of "rebels of the League"; the second is empty where nothing says."""
    words = name.split()
    at = next((at for at, word in enumerate(words) if word in linking_words("genitive")), len(words))
    return " ".join(words[:at]), " ".join(words[at + 1 :])


def without_article(words: str) -> str:
    """Words without the article in front of them."""
    first, _, behind = words.partition(" ")
    return behind if behind and first.casefold() in linking_words("article") else words


def without_s(word: str) -> str:
    """A word without the ending of a possessive."""
    return word.removesuffix("'s").removesuffix("’s")


def of_group(name: str, knowledge: Knowledge) -> bool | None:
    """Whether a name stands for an armed group rather than a state, by its row or its words for sides; null where nothing says,
    or they do not say the same.
    """
    known = party_of(name, None, knowledge)
    types = [known.type] if known else [_side(word, knowledge) for word in fold(name).split()]
    groups = {side is SourceType.ARMED_GROUP for side in types if side in ACTING}
    return groups.pop() if len(groups) == 1 else None


def nation(name: str) -> str | None:
    """The adjective of a nation that a name begins with, folded: "Kessalian" of "Kessalian jets"; null where there is none."""
    first = name.partition(" ")[0]
    endings = tuple(linking_words("nation"))
    return fold(first) if first[:1].isupper() and first.endswith(endings) and fold(first) not in people() else None


def side_of(words: str, knowledge: Knowledge) -> SourceType | None:
    """On which side people are by the words for them: an armed group's, a state's (of its forces), or none's ("civilians")."""
    if any(form in linking_words("no side") for word in fold(words).split() for form in forms(word)):
        return SourceType.RESIDENT
    group = of_group(words, knowledge)
    if group is None:
        return _fighting(words)
    return SourceType.ARMED_GROUP if group else SourceType.MILITARY


def _fighting(words: str) -> SourceType | None:
    """The side of those whom the last of their words says to be fighters or of a force; null for other people."""
    last = fold(words).split()[-1:]
    kinds = (people()[form] for word in last for form in forms(word) if form in people())
    return FIGHTING.get(next(kinds, ""))


def only_sides(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is made of words for a side alone ("regime forces"), and of no body that knowledge has."""
    words = fold(name).split()
    return bool(words) and knowledge.find(name) is None and all(of_side(word, knowledge) for word in words)


def of_side(word: str, knowledge: Knowledge) -> bool:
    """Whether knowledge lists a word, or a shorter form of it, for fighters, soldiers, a government, or a side of no kind."""
    side, nouns = linking_words("side"), knowledge.nouns
    return any(form in side or (form in nouns and nouns[form].type in ACTING) for form in forms(word))


def _side(word: str, knowledge: Knowledge) -> SourceType | None:
    """The kind of side that a word, or a shorter form of it, stands for; null where it does not say: "the enemy", "a commander"."""
    listed = next((form for form in forms(word) if form in linking_words("side")), None)
    if listed is not None:
        kind = linking_words("side")[listed]
        return SourceType(kind) if kind else None
    types = (knowledge.nouns[form].type for form in forms(word) if form in knowledge.nouns)
    return next((kind for kind in types if kind in ACTING), None)


def forms(word: str) -> list[str]:
    """A word and what is left of it without the ending of another form."""
    singular = [f"{word[:-3]}y"] if word.endswith("ies") else []
    return singular + [word[: len(word) - cut] for cut in range(ENDING + 1) if len(word) - cut >= STEM]


def source_key(source: Source, knowledge: Knowledge) -> str:
    """The key of a link of a chain."""
    return key_of(source.name, source.id, knowledge)


def outlet_key(outlet: Outlet | None, knowledge: Knowledge) -> str | None:
    """The key of an outlet, or null where the report has none."""
    return key_of(outlet.name, outlet.id, knowledge) if outlet else None


def is_outlet(source: Source, outlet: Outlet | None, knowledge: Knowledge) -> bool:
    """Whether a source is an outlet, by its name or by some words of it ("Halyard" of "Halyard News")."""
    if outlet is None:
        return False
    if source_key(source, knowledge) == outlet_key(outlet, knowledge):
        return True
    other = source.type in ACTING or entity_of(source.name, source.id, knowledge) is not None
    words = _words(source.name)
    return not other and source.unnamed is None and bool(words) and words <= _words(outlet.name)


@lru_cache(maxsize=NAMES)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


def unspecified(source: Source) -> bool:
    """Whether a source is no more than "agencies", "reports" or images of nobody knows whom."""
    loose = source.unnamed is not None or source.name.split()[-1].islower()
    return loose and source.id is None and source.type in UNSPECIFIED
