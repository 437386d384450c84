"""Names that the gazetteer does not know as they are spelled: another transliteration, or one letter amiss.

Only for names that something else calls a place, and only among places of countries that the report speaks of, so that a made-up
name does not turn into a real village at the other end of the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase

from reportedly.knowledge.gazetteer import Found, Gazetteer
from reportedly.reading.place_choice import agrees
from reportedly.reading.place_context import Support
from reportedly.reading.place_names import PLACE_LABELS, Mention

PRESENT = 0.8  # how surely the country must be spoken of by other names
SHORTEST = 6  # letters of a name in which a slip is looked for
SLIP_SIZE = 20_000  # people of a town that a slip is believed for; provinces always
MOST_SLIPS = 3  # names a report that are tried with a letter amiss


def respelled(mentions: Sequence[Mention], gazetteer: Gazetteer, support: Support) -> list[Mention]:
    """The mentions; those found nowhere likely get the places that sound alike or differ by a letter, if any."""
    tried: dict[str, tuple[Found, ...]] = {}
    slips = 0
    out = []
    for mention in mentions:
        if mention.people or mention.short or not _asked(mention) or _likely(mention, support):
            out.append(mention)
            continue
        if mention.key not in tried:
            found = _near(gazetteer.find_loosely(mention.key), mention, support)
            if not found and not mention.found and len(mention.key) >= SHORTEST and slips < MOST_SLIPS:
                slips += 1
                found = _near(_slipped(mention.key, gazetteer), mention, support, SLIP_SIZE)
            tried[mention.key] = found
        out.append(replace(mention, found=(*mention.found, *tried[mention.key])))
    return out


def _asked(mention: Mention) -> bool:
    """Whether anything but its capital says that the mention is a place."""
    return mention.label[:3] in PLACE_LABELS or mention.cue is not None or mention.located


def _likely(mention: Mention, support: Support) -> bool:
    """Whether a place of this name, and of the kind told, lies in a country that is spoken of."""
    if (
        mention.cue
        and mention.cue.startswith("admin")
        and not any(agrees(mention.cue, f.entry.kind) for f in mention.found)
    ):
        return False
    return any(
        not f.entry.country or f.entry.kind == "country" or support.present(f.entry.country, mention.key) >= PRESENT
        for f in mention.found
    )


def _near(found: Sequence[Found], mention: Mention, support: Support, least: int = 0) -> tuple[Found, ...]:
    """Those of the places whose country is spoken of and that are large enough, as places of another name."""
    return tuple(
        Found(f.entry, False)
        for f in found
        if support.present(f.entry.country, mention.key) >= PRESENT
        and (f.entry.population >= least or f.entry.kind == "admin1")
        and f not in mention.found
    )


def _slipped(name: str, gazetteer: Gazetteer) -> tuple[Found, ...]:
    return tuple(f for form in _slips(name) if gazetteer.knows(form) for f in gazetteer.found(form))


def _slips(name: str) -> Iterator[str]:
    """The keys one letter away: one left out, doubled wrongly, exchanged or turned round; the first letter is always right."""
    for i in range(1, len(name)):
        if name[i] == " ":
            continue
        yield name[:i] + name[i + 1 :]
        if i + 1 < len(name):
            yield f"{name[:i]}{name[i + 1]}{name[i]}{name[i + 2 :]}"
        for letter in ascii_lowercase:
            yield name[:i] + letter + name[i:]
            if letter != name[i]:
                yield name[:i] + letter + name[i + 1 :]
