"""Who takes which place, as English verbs tell it: "fighters took Lyman", "troops took control of the town of Lyman", "Lyman
fell to the rebels". Who takes has to be called by a word for those who fight: others take a place in an election or a game.
"""

from __future__ import annotations

from collections.abc import Collection

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import ARMED, event_words, person_kind
from reportedly.reading.lang.en.participants import SIDES, doer
from reportedly.reading.lang.en.place_words import PLACES
from reportedly.reading.language import Taking
from reportedly.reading.parse import Parse

TAKING, RETAKING, FALLING = (event_words(sense) for sense in ("taking_places", "retaking", "falling"))
CONTROL, LED_OFF = event_words("control"), event_words("led_off")
TAKE = "take"


def taken(parse: Parse, i: int) -> Taking | None:
    """The taking that the verb at token i tells of."""
    thing, by = _tied(parse, i)
    if thing is None or by is None or not _fights(parse, by):
        return None
    held = _behind(parse, thing, ("of",)) if parse.tokens[thing].lemma in CONTROL else None
    place = thing if held is None else held
    if not _named(parse, place) or _led_off(parse, i, place):
        return None
    return Taking((i, thing), place, by, held is not None or _of_places(parse, i, place))


def _of_places(parse: Parse, i: int, place: int) -> bool:
    """Whether a verb leaves no doubt that a name is a place's: nobody is retaken, falls to others, or is taken and nothing more."""
    lemma = parse.tokens[i].lemma
    return lemma in RETAKING | FALLING or (lemma == TAKE and not _person(parse, place))


def _led_off(parse: Parse, i: int, thing: int) -> bool:
    """Whether what is taken is taken somewhere: "took Banda to hospital", which parsers take for an aim."""
    behind = [token.text.casefold() for token in parse.tokens[thing + 1 : thing + 2]]
    away = not LED_OFF.isdisjoint(behind) or _behind(parse, i, LED_OFF) is not None
    return parse.tokens[i].lemma == TAKE and away


def _tied(parse: Parse, i: int) -> tuple[int | None, int | None]:
    """What is taken by a verb and who takes it; nulls for other verbs."""
    verb = parse.tokens[i]
    if verb.lemma in FALLING:
        return grammar.child(parse, i, "nsubj"), _behind(parse, i, ("to",))
    if verb.lemma not in TAKING | RETAKING:
        return None, None
    if grammar.passive(parse, i):
        return grammar.child(parse, i, "nsubjpass"), grammar.agent(parse, i)
    return grammar.child(parse, i, "dobj"), doer(parse, i)


def _person(parse: Parse, i: int) -> bool:
    """Whether a name has several words, or is the last of one in the report that has, as persons are called."""
    token = parse.tokens[i]
    several = (name for name in parse.names if name.label == "PERSON" and " " in parse.text[name.start : name.end])
    return any(parse.text[name.start : name.end].endswith(token.text) for name in several)


def _behind(parse: Parse, i: int, words: Collection[str]) -> int | None:
    """The noun behind one of these prepositions of a token."""
    before = next((t for t in grammar.below(parse, i, "prep", "dative") if t.text.casefold() in words), None)
    return grammar.child(parse, before.i, "pobj") if before else None


def _fights(parse: Parse, i: int) -> bool:
    """Whether a noun is one for those who fight, or for a side."""
    token = parse.tokens[i]
    return person_kind(token) in ARMED or token.lemma in SIDES


def _named(parse: Parse, i: int) -> bool:
    """Whether a noun is a name, or a kind of place with its name behind it."""
    token, name = parse.tokens[i], _behind(parse, i, ("of",))
    kind = token.lemma in PLACES.kinds and name is not None and parse.tokens[name].pos == "PROPN"
    return token.pos == "PROPN" or kind
