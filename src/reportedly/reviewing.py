"""Reviewing by several people: who has which claim open, and how far they agree; beside `workspace.py`.

Raises StoreError where the store cannot be used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.checking.agreement import Agreement, agreements, differing_in
from reportedly.records import Judgement

if TYPE_CHECKING:
    from reportedly.search.sample import Sample as Sample
    from reportedly.search.waiting import Waiting as Waiting
    from reportedly.store.leases import Lease
    from reportedly.workspace import Store

SEVERAL = frozenset({"needs", "agreed"})  # fields that ask for several people
DISAGREED = "agreed:no"  # the query for the claims that people judge differently


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """The query for what waits in a queue: what nobody has judged, or, where the query asks for several people, what the person
    has not. `blind` says that what others decided is not to be shown, so that each judges alone.
    """

    query: str
    blind: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim on which people differ: in which fields, and what each says."""

    report: str
    claim: str
    quote: str
    fields: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far people agree, a field at a time, and the claims on which they differ."""

    claims: int
    people: tuple[str, ...]
    fields: tuple[Agreement, ...]
    differences: tuple[Difference, ...]


def agreement(store: Store, query: str = "") -> Agreed:
    """The agreement of the people who decided on the same claims, of those that a query finds. Raises QueryError."""
    from reportedly.corrections.fields import FIELDS, JUDGEMENT
    from reportedly.store.coded import coded
    from reportedly.workspace import claims_in_store

    wanted = claims_in_store(store, query) if query else None
    with store.reads() as connection:
        found = [one for one in coded(connection) if wanted is None or one.claim in wanted.get(one.report, ())]
    people = sorted({who for one in found for who in one.values}, key=str.casefold)
    told = ((one, differing_in(one.values)) for one in found)
    differences = (Difference(one.report, one.claim, one.quote, fields) for one, fields in told if fields)
    fields = agreements([one.values for one in found], (JUDGEMENT, *FIELDS))
    return Agreed(len(found), tuple(people), tuple(fields), tuple(differences))


def waiting(query: str, who: str | None) -> QueueQuery:
    """What waits for a person in a queue. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.parse import parse
    from reportedly.search.syntax import And, FieldIs, Not, fields_in, text_of

    asked = parse(query)
    fields = fields_in(asked)
    if not fields & SEVERAL:
        judged: tuple[Not, ...] = (Not(FieldIs("judgement", tuple(Judgement))),)
    else:
        judged = (Not(FieldIs("judged", (f"={who}",))),) if who else ()
    parts = asked.parts if isinstance(asked, And) else (asked,)
    return QueueQuery(text_of(And((*parts, *judged))), "needs" in fields)


def open_first(store: Store, who: str, claims: Sequence[str], clock: Callable[[], float] = time.time) -> str | None:
    """Opens for a person the first of some claims that nobody else has open, for some minutes; null where others have all."""
    from reportedly.store import leases

    with store.writes() as connection:
        return leases.lease_first(connection, who, claims, int(clock()))


def opened_by_others(store: Store, who: str, clock: Callable[[], float] = time.time) -> list[Lease]:
    """The claims that other people have open now."""
    from reportedly.store import leases

    with store.reads() as connection:
        return leases.others(connection, who, int(clock()))


def waiting_in_store(store: Store, query: str, limit: int, after: str | None = None) -> Waiting:
    """The claims that a query finds, those of the most covered incidents first. Raises QueryError for what cannot be understood."""
    from reportedly.search.waiting import waiting

    with store.reads() as connection:
        return waiting(connection, query, limit, after)


def sample_store(store: Store, many: int, seed: int, query: str = "") -> Sample:
    """So many claims of those that a query finds, drawn by the seed. Raises QueryError for a query that cannot be understood."""
    from reportedly.search.sample import draw
    from reportedly.workspace import claims_in_store

    return draw(claims_in_store(store, query), many, seed, query)
