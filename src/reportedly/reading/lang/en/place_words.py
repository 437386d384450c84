"""English words round a place name, read from `knowledge/data/place_words.en.tsv`."""

from __future__ import annotations

from reportedly.reading.lang.en.lexicon import sense, values
from reportedly.reading.language import PlaceWords

TABLE = "place_words.en.tsv"


def _words(*senses: str) -> frozenset[str]:
    return frozenset[str]().union(*(sense(name, TABLE) for name in senses))


def _classes(*senses: str) -> dict[str, str]:
    """Words and the sense that lists them, the first where several do."""
    return {word: name for name in reversed(senses) for word in sense(name, TABLE)}


_KINDS, _KINDS_BEFORE = values("kind", TABLE), values("kind_before", TABLE)
_NO_NAME = _words("direction", "calendar", "of", "locative") | _KINDS.keys() | _KINDS_BEFORE.keys()

PLACES = PlaceWords(
    kinds=_KINDS,
    kinds_before=_KINDS_BEFORE,
    plain_kinds=_words("plain_kind"),
    between=_words("between"),
    genitive=frozenset({"of"}),
    definite=frozenset({"the"}),
    joint=frozenset({"and"}),
    listing=frozenset({", ", *(f" {word} " for word in _words("listing")), ", and "}),
    within=frozenset({", ", " (", " in "}),
    locative=_words("locative"),
    spot=_words("spot"),
    near=_words("near"),
    holding=_words("holding"),
    directions=_words("direction"),
    titles=_words("title"),
    taking=_words("taking"),
    backing=_words("backing"),
    bearing=_words("bearing", "press"),
    calendar=_words("calendar"),
    inside=_words("inside"),
    not_alone=_NO_NAME - {"badia"},
    left=_classes("locative", "of", "direction", "title", "taking", "reaching"),
    left_small=values("left_small", TABLE),
    right=_classes("possessive", "speech", "joint"),
    right_capital=_classes("seated", "press", "bearing", "title", "calendar", "direction"),
    endings=_words("possessive") | {",", "."},
    possessive="s",
)
