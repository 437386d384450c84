"""Whether a mention is a place at all: "Jordan" the country or the coach, "March" the town or the month.

A linear score over what stands round the mention, how the parser sees it and the same name elsewhere in the report,
and whether the place it would be lies where the report is about. Weights are data (`place_weights.tsv`); above zero
it is a place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.knowledge.gazetteer import Found
from reportedly.reading.language import Words
from reportedly.reading.parse import Parse, Token
from reportedly.reading.place_choice import Features, Scene
from reportedly.reading.place_context import region_of, renown, size
from reportedly.reading.place_names import PLACE_LABELS, Mention

OPEN = frozenset(
    ("ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "VERB", "ADJ")
)
CARRIERS = frozenset(("AUX", "ADV", "PART"))
MOST_CARRIERS = 4
MARKS_BEFORE = {"-": "hyphen", ",": "comma", "(": "bracket", "—": "dash", "–": "dash", "--": "dash"}
MARKS_AFTER = {"-": "hyphen", ",": "comma", ".": "end", ")": "bracket", "(": "bracket", "—": "dash", "–": "dash"}


@dataclass(frozen=True, slots=True)
class Usage:
    """How a name is used over the whole report: as a place, after a locative preposition, inside a person's name;
    small letters seen.
    """

    times: Mapping[str, int]
    place: Mapping[str, int]
    located: Mapping[str, int]
    person: frozenset[str]
    small: frozenset[str]
    told: frozenset[str]


def usage(here: Scene) -> Usage:
    """Counts over the report; a word of a person's name of two words or more is a person's wherever it stands."""
    times: Counter[str] = Counter()
    place: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for mention in here.mentions:
        times[mention.key] += 1
        place[mention.key] += mention.label[:3] in PLACE_LABELS
        located[mention.key] += _left(here.parse, mention) == "locative"
    person: set[str] = set()
    for name in here.parse.names:
        if name.label == "PERSON" and len(tokens := here.parse.between(name.start, name.end)) > 1:
            person.update(t.text.lower() for t in tokens)
    small = frozenset(t.text for t in here.parse.tokens if t.text.islower() and len(t.text) > 2)
    told = frozenset(m.key for m in here.mentions if m.told in ("before", "after"))
    return Usage(times, place, located, frozenset(person), small, told)


def features(here: Scene, used: Usage, mention: Mention, found: Found | None) -> Features:
    """What speaks for and against a mention being a place; `found` is the place it would be."""
    left, right = _left(here.parse, mention), _right(here.parse, mention, here)
    text = here.parse.text[mention.start : mention.end]
    words, cue = mention.last - mention.first + 1, mention.cue or ""
    values: Features = {
        "always": 1.0,
        f"label {mention.label}": 1.0,
        f"left {left}": 1.0,
        f"right {right}": 1.0,
        f"words {min(words, 3)}": 1.0,
    }
    seen = {
        "stands as a place": left == "locative" or right == "container",
        f"cue {'division' if (mention.cue or '').startswith('admin') else mention.cue}": bool(mention.cue),
        f"told {mention.told}": bool(cue),
        "told elsewhere": mention.key in used.told and mention.told not in ("before", "after"),
        "short form": mention.short,
        "part of a place": mention.part,
        "borne by a body": _borne(here.parse, mention),
        "capitals": text.isupper() and len(text) > 1,
        **(_of_one_word(here, used, mention, text.lower()) if words == 1 else {}),
    }
    values.update((name, 1.0) for name, holds in seen.items() if holds)
    times, place = used.times[mention.key], mention.label[:3] in PLACE_LABELS
    values["place elsewhere"] = (used.place[mention.key] - place) / max(1, times - 1)
    values["located elsewhere"] = (used.located[mention.key] - (left == "locative")) / max(1, times - 1)
    values |= _of_place(here, mention, found)
    return values


def _of_one_word(here: Scene, used: Usage, mention: Mention, low: str) -> dict[str, bool]:
    """What is asked only of a mention of one word, given in small letters."""
    of_person = low in used.person and not used.located[mention.key]
    return {
        "small elsewhere": low in used.small,
        "in a person elsewhere": of_person and not mention.label.startswith("PERSON"),
        "calendar": low in here.parse.language.places.calendar,
    }


def _of_place(here: Scene, mention: Mention, found: Found | None) -> Features:
    """What the place that a mention would be says for it."""
    if found is None:
        return {"not in the gazetteer": 1.0}
    entry = found.entry
    kind = entry.kind if entry.kind in ("country", "continent", "admin1", "admin2", "city") else "other"
    values = {f"kind {kind}": 1.0, "size": size(entry), "main name": float(found.main)}
    values["country"] = here.support.share(entry.country, mention.key) if entry.country else 0.0
    region = region_of(entry)
    values["region"] = here.support.share(region, mention.key) if region else 0.0
    values["renown"] = max((renown(f.entry) for f in mention.found if f.entry.country == entry.country), default=0.0)
    values["namesakes"] = min(1.0, math.log10(max(1, sum(f.entry.kind == "city" for f in mention.found))))
    if entry.kind == "city" and not entry.population:  # nobody counted its people, so its size says nothing
        values["uncounted"] = here.support.present(entry.country, mention.key)
    return values


def _left(parse: Parse, mention: Mention) -> str:
    """The class of the word before a mention."""
    at = mention.first - 1
    if at < 0 or parse.tokens[at].sentence != parse.tokens[mention.first].sentence:
        return "start"
    token, words = parse.tokens[at], parse.language.places
    low = token.text.lower().rstrip(".")
    if low in words.definite and at > 0 and parse.tokens[at - 1].text.lower() in words.locative:
        return "locative"
    if low in words.left:
        return words.left[low]
    if token.text[0].isupper():
        return "initial" if len(low) == 1 else "capital"
    if low in words.left_small:
        return words.left_small[low]
    if not token.text[0].isalnum():
        return MARKS_BEFORE.get(token.text, "sign")
    return token.pos if token.pos in OPEN else "other"


def _right(parse: Parse, mention: Mention, here: Scene) -> str:
    """The class of the word after a mention."""
    at = mention.last + 1
    if at >= len(parse.tokens) or parse.tokens[at].sentence != parse.tokens[mention.first].sentence:
        return "end"
    token, words = parse.tokens[at], parse.language.places
    low = token.text.lower().rstrip(".")
    if token.text == "-" and _follows(parse, at, words.backing):
        return "backing"
    if token.pos == "AUX" and _follows(parse, at, words.taking):
        return "taken"
    if token.text[0].isupper():
        return words.right_capital.get(low) or _capital(token, low)
    if low in words.right:
        return words.right[low]
    if token.text[0].isalnum():
        return token.pos if token.pos in OPEN else "other"
    if token.text == "," and here.beside[mention.key][0]:
        return "container"
    return MARKS_AFTER.get(token.text, "sign")


def _follows(parse: Parse, at: int, words: Words) -> bool:
    """Whether one of the words comes behind token `at`, past what only carries it ("has been", "not yet")."""
    for token in parse.tokens[at + 1 : at + 1 + MOST_CARRIERS]:
        if token.pos not in CARRIERS:
            return token.text.lower() in words
    return False


def _capital(token: Token, low: str) -> str:
    return "initial" if len(low) == 1 else ("capital" if token.pos == "PROPN" else "capital other")


def _borne(parse: Parse, mention: Mention) -> bool:
    """Whether a body bears the name: "… Times", "University of …"."""
    words, first, last = parse.language.places, mention.first, mention.last
    before = [t.text.lower() for t in parse.tokens[max(0, first - 2) : first]]
    if len(before) == 2 and before[0] in words.bearing and before[1] in words.genitive:
        return True
    names = parse.tokens[last + 1 : last + 3]
    longer = len(names) > 1 and names[0].text[0].isupper()
    return any(t.text[0].isupper() and t.text.lower() in words.bearing for t in names[: 1 + longer])
