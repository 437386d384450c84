"""What a report speaks of, as votes of its place names for countries and regions.

Each name votes once, with the trust that the parser's label earns, spread over its candidates; nobody is its own
witness.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.knowledge.gazetteer import Entry, Found
from reportedly.reading.place_names import Mention

MOST = 40  # candidates of a name that are weighed
# How often a capitalised gazetteer name was a place, by the parser's label, on the LGL, TR-News and GeoVirus
# development parts.
TRUST = {
    "GPE=": 0.95, "GPE>": 0.75, "GPE<": 0.95, "LOC=": 0.8, "LOC>": 0.7, "FAC=": 0.75, "FAC>": 0.55, "ORG=": 0.35,
    "ORG>": 0.3, "NORP=": 0.4, "PERSON=": 0.15, "PERSON>": 0.03, "PROPN": 0.3,
}  # fmt: skip
# The people, as a power of ten, that a place other than a town is worth when its name is all that is known.
RANK = {
    "continent": 9.0, "country": 9.0, "admin1": 6.5, "admin2": 4.0, "sea": 6.5, "area": 6.0, "desert": 6.0, "island": 6.0,
    "mountain": 5.5, "water": 5.5, "base": 5.0, "camp": 5.0, "crossing": 5.0, "field": 5.0, "site": 5.0, "port": 5.0,
}  # fmt: skip
UNCOUNTED = 20_000  # people that a place of the supplement is taken for
UNSEEN = 1_000  # people that a town is taken for besides those counted, so that names alone make some fame
DOUBT = 0.02  # trust in every other mention

Votes = dict[str | int, float]


@dataclass(frozen=True, slots=True)
class Support:
    """What the report as a whole speaks for: votes for countries (ISO) and regions (entry ids), each name counted once.

    `own` is what each name itself cast, so that it is not taken for its own witness; `spent` the sum of
    what it cast for countries.
    """

    votes: Votes
    total: float
    own: dict[str, Votes]
    spent: dict[str, float]

    def heard(self, at: str | int, name: str) -> float:
        """How many votes but the name's own go to `at`."""
        return max(0.0, self.votes.get(at, 0.0) - self.own.get(name, {}).get(at, 0.0))

    def share(self, at: str | int, name: str) -> float:
        """The part of all votes but the name's own that goes to `at`, damped where few are cast."""
        return self.heard(at, name) / (self.total - self.spent.get(name, 0.0) + 0.5)

    def present(self, at: str | int, name: str) -> float:
        """How surely `at` is spoken of by any other name, in 0..1, however much is said of other countries."""
        return 1.0 - math.exp(-2.0 * self.heard(at, name))


def trust(mention: Mention) -> float:
    """How far a mention may speak for a country before it is known to be a place."""
    if mention.people or mention.short:
        return 0.8
    return TRUST.get(mention.label, DOUBT)


def prior(found: Found) -> float:
    """The weight of a candidate by itself: its people, more for countries and provinces, less under another name than
    its own.
    """
    entry = found.entry
    size = math.log10(entry.population + 10)
    rank = RANK.get(entry.kind, size)
    return math.pow(10, 0.9 * (rank - 9)) * (1.0 if found.main else 0.4)


def size(entry: Entry) -> float:
    """The people of a place as a power of ten, in sevenths; a place of the supplement, whose people nobody counts, is a small town's."""
    return min(1.0, math.log10((entry.population or (UNCOUNTED if entry.id < 0 else 0)) + 1) / 7)


def renown(entry: Entry) -> float:
    """How widely a town is known, by the languages that name it: 1 from a hundred names on."""
    return min(1.0, math.log10(entry.renown + 1) / 2) if entry.kind == "city" else 0.0


def fame(found: Found) -> float:
    """How famous a town is under a name: its people times the languages that name it, less under another name than its own."""
    entry = found.entry
    people = (entry.population + UNSEEN) * (entry.renown + 1) if entry.kind == "city" else 0
    return people * (1.0 if found.main else 0.3)


def rivals(mention: Mention, country: str) -> tuple[float, float]:
    """The fame of the most famous town of a name in one country, and in all others."""
    own = max((fame(f) for f in mention.found if f.entry.country == country), default=0.0)
    return own, max((fame(f) for f in mention.found if f.entry.country != country), default=0.0)


def region_of(entry: Entry) -> int:
    """The first-order division that an entry is or lies in; 0 where unknown."""
    return entry.id if entry.kind == "admin1" else entry.region


def support(found: Sequence[Mention]) -> Support:
    """The votes of all mentions: each name spreads its trust over the countries and regions of its candidates."""
    strongest: dict[str, Mention] = {}
    for mention in found:
        old = strongest.get(mention.key)
        if mention.found and (old is None or trust(mention) > trust(old)):
            strongest[mention.key] = mention
    own = {name: _cast(mention) for name, mention in strongest.items()}
    votes: Votes = defaultdict(float)
    for cast in own.values():
        for at, vote in cast.items():
            votes[at] += vote
    return Support(votes, _for_countries(votes), own, {name: _for_countries(cast) for name, cast in own.items()})


def _for_countries(votes: Votes) -> float:
    return sum(vote for at, vote in votes.items() if isinstance(at, str))


def _cast(mention: Mention) -> Votes:
    """A name's votes. Square roots keep small shares audible: a name that ten regions share still says that it is one
    of them.
    """
    sums: Votes = defaultdict(float)
    for found in mention.found[:MOST]:
        weight = prior(found)
        for at in (found.entry.country, region_of(found.entry)):
            if at:
                sums[at] += weight
    cast: Votes = {}
    for kind in (str, int):
        roots = {at: math.sqrt(v) for at, v in sums.items() if isinstance(at, kind)}
        total = sum(roots.values()) or 1.0
        cast |= {at: trust(mention) * v / total for at, v in roots.items()}
    return cast
