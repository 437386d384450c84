"""Who signed a report, by what stands beside its text: a page's machine data, a feed's entry, a cell of a table.

One statement may name several persons, their agency, their office and where they were ("By ANN LEE in Tolna and Bo Ray, SPA").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reportedly.intake.agency import CROWD, Agencies
from reportedly.intake.credit import BYLINE
from reportedly.intake.furniture import phrases, without_place
from reportedly.intake.jsonld import is_address
from reportedly.intake.layout import Layout
from reportedly.knowledge.loader import fold

MOST = 20  # names of one statement
LONGEST = 500  # characters of one
MAIL = re.compile(r"<?[\w.+%-]{1,64}@[\w.-]{1,253}>?")
SEVERAL = re.compile(r"\s*(?:[;|•/()\n]|,?\s(?:and|&)\s)\s*", re.IGNORECASE)
COMMA = re.compile(r"\s*,\s*")


def names_in(stated: str, agencies: Agencies) -> list[str]:
    """The names of one statement: those of persons, and those of agencies."""
    words = MAIL.sub(" ", BYLINE.sub("", stated[:LONGEST].strip(), count=1)).strip(" ()\t\n")
    if is_address(words):
        return []
    parts = [name for part in SEVERAL.split(words) for name in _at_commas(part, agencies)][:MOST]
    return [name for part in parts for name in agencies.parted(without_place(part)) if any(map(str.isalpha, name))]


def signed(layout: Layout, stated: Iterable[str], agencies: Agencies) -> Layout:
    """A layout with the persons and the agencies that are stated to have signed the report; a byline in the text yields."""
    names = [name for one in stated for name in names_in(one, agencies)]
    credited = [agencies.shown(name) for name in names if agencies.is_agency(name) and not agencies.is_own(name)]
    persons = [name for name in names if name not in credited and not agencies.is_own(name) and fold(name) not in CROWD]
    return replace(
        layout,
        credited=tuple(dict.fromkeys([*credited, *layout.credited])),
        authors=tuple(dict.fromkeys(persons)) or layout.authors,
    )


def _at_commas(part: str, agencies: Agencies) -> list[str]:
    """A list of names at its commas, without offices; whole where a piece of it is a single word, as in "Lee, Ann"."""
    pieces = [piece for piece in COMMA.split(part) if piece and (agencies.is_agency(piece) or not _is_office(piece))]
    whole = all(" " in piece or agencies.is_agency(piece) or agencies.is_own(piece) for piece in pieces)
    return pieces if whole or len(pieces) == 1 else [part]


def _is_office(words: str) -> bool:
    """Whether words end as the name of an office at a desk does ("Defence Correspondent")."""
    return words.split()[-1].casefold() in phrases().desk
