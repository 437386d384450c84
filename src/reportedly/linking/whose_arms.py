"""Whose arms were at work, as a claim says that names nobody who did it: "a rocket of the hill gangs", "shells from rebel-held ground"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from reportedly.knowledge.linking_words import arms, linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.linking.identity import MARKS, nation, of_side, takes_part, without_s

OWNER = 4  # words within which whose weapon it was is named
LATELY = 5_000  # texts of claims of which what was found in their words is kept at hand
NO_MORE = (
    3  # words of a claim that says no more than whose arms they were ("some government jets"), or in front of the arms
)


def whose_arms(text: str, struck: Collection[str], knowledge: Knowledge) -> str | None:
    """Whose the first arms were of which a text says so, those that were struck left out."""
    words, armed = _armed(text)
    for at in armed:
        if not any(fold(words[at]) in name.split() for name in struck):
            behind = words[at + 1 : at + 1 + OWNER]
            owner = _before(words, at, knowledge) or _behind(behind, knowledge) or _from(words[at:], knowledge)
            if owner:
                return owner
    return None


def only_whose_arms(text: str, knowledge: Knowledge) -> bool:
    """Whether a text says no more than whose arms they were ("it was a bomb that the rebels had left"), or from whose ground they came."""
    words, armed = _armed(text)
    if whose_arms(text, (), knowledge) is None:
        return False
    behind = words[armed[0] + 1 :][:OWNER] if armed[0] <= NO_MORE else ()
    return len(words) <= NO_MORE or _behind(behind, knowledge) is not None or _from(words, knowledge) is not None


@lru_cache(maxsize=LATELY)
def _armed(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The words of a text, and the places of those for arms among them."""
    words = tuple(words_in(text))
    return words, tuple(at for at, word in enumerate(words) if arms(fold(word)))


def words_in(text: str) -> list[str]:
    """The words of a text without the marks beside them."""
    return [word.strip(MARKS) for word in text.split()]


def _before(words: Sequence[str], at: int, knowledge: Knowledge) -> str | None:
    """The word for a side right in front of a weapon."""
    owner = without_s(words[at - 1]) if at else ""
    return owner if owner and of_side(fold(owner), knowledge) else None


def _behind(words: Sequence[str], knowledge: Knowledge) -> str | None:
    """The body or side that a weapon is said to be of ("rockets of the hill gangs"), or to have been had by ("shells
    that gangs had stored"): what stands there up to its last word for a side.
    """
    if not words or words[0] not in {*linking_words("of"), *linking_words("relative")}:
        return None
    return first_side(words[1:], knowledge)


def first_side(words: Sequence[str], knowledge: Knowledge) -> str | None:
    """The first words, up to one for a side, that can stand for who did something."""
    named = [word for word in words if fold(word)]
    ends = [end for end in range(1, len(named) + 1) if takes_part(" ".join(named[:end]), None, knowledge)]
    return " ".join(named[: ends[0]]) if ends else None


def _from(words: Sequence[str], knowledge: Knowledge) -> str | None:
    """The word for the side, or the nation's side, from whose ground something came: "came from rebel-held hills", "was fired from the side
    of the gangs", "came from the Kessalian side".
    """
    pairs = pairwise(words)
    came = next(
        (at for at, pair in enumerate(pairs) if " ".join(map(str.casefold, pair)) in linking_words("came")), None
    )
    ground = words[came + 2 :][:OWNER] if came is not None else []
    held = (word.partition("-")[0] for word in ground)
    side = next((word for word in held if of_side(fold(word), knowledge)), None)
    nations = (f"{one} {two}" for one, two in pairwise(ground) if nation(one) and fold(two) in linking_words("ground"))
    return side or next(nations, None)
