"""Where the accounts of an incident differ: figures that cannot both hold, other actors, whether it happened.

A later, larger figure of one and the same origin is a growing toll, not a difference. A denial differs from the claim
it denies; it never adds to those who tell it. Nothing says here which account holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.incident import Account, Difference, Figure
from reportedly.knowledge.loader import Knowledge
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import denies
from reportedly.linking.identity import entity_of
from reportedly.linking.mentions import happened
from reportedly.linking.origins import Standing
from reportedly.records import Certainty, Reading

MOST = 12  # accounts of one field that are listed


def differences(
    readings: Sequence[Reading], stands: Standing, numbers: Sequence[Figure], knowledge: Knowledge
) -> tuple[Difference, ...]:
    """The fields on which origins differ, each with who gives which value."""
    found = [_figures(what, [f for f in numbers if f.what == what]) for what in sorted({f.what for f in numbers})]
    return tuple(
        d for d in (*found, _actors(readings, stands, knowledge), _happened(readings, stands)) if d is not None
    )


def _figures(what: str, numbers: Sequence[Figure]) -> Difference | None:
    """Figures of different origins whose ranges do not meet."""
    given = [f for f in numbers if f.origins]
    apart = [(a, b) for i, a in enumerate(given) for b in given[i + 1 :] if _apart(a, b)]
    if not apart:
        return None
    kept = [figure for figure in given if any(figure in pair for pair in apart)]
    return Difference(what, tuple(Account(None, f.origins, f.reports, f.low, f.high) for f in kept[:MOST]))


def _apart(one: Figure, other: Figure) -> bool:
    if set(one.origins) & set(other.origins):
        return False
    return _above(one, other) or _above(other, one)


def _above(one: Figure, other: Figure) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _actors(readings: Sequence[Reading], stands: Standing, knowledge: Knowledge) -> Difference | None:
    """Different known bodies named by different origins as the actor of the main occurrence."""
    origins = {(path.report, path.claim): path.origin for path in stands.paths}
    given: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for reading in readings:
        for claim in reading.claims:
            origin = origins.get((reading.report.id, claim.id))
            if origin is None or claim.certainty is not Certainty.ASSERTED:
                continue
            for role in (role for event in claim.events if happened(event) for role in event.roles):
                known = entity_of(role.name, role.id, knowledge)
                if role.role == "actor" and known:
                    given[known.name][0].add(origin)
                    given[known.name][1].add(reading.report.id)
    if len(given) < 2 or len({frozenset(on) for on, _ in given.values()}) < 2:
        return None
    return Difference("actor", _accounts(sorted(given.items())))


def _accounts(given: Iterable[tuple[str, tuple[set[str], set[str]]]]) -> tuple[Account, ...]:
    return tuple(Account(name, tuple(sorted(on)), tuple(sorted(by))) for name, (on, by) in list(given)[:MOST])


def _happened(readings: Sequence[Reading], stands: Standing) -> Difference | None:
    """Sources that deny beside sources that tell it."""
    denied: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for claim in reading.claims:
            if claim.chain and denies(claim):
                denied[public_name(claim.chain[-1])].add(reading.report.id)
    if not denied or not stands.origins:
        return None
    tellers = tuple(origin.id for origin in stands.origins if origin.counted)
    telling = Account(Certainty.ASSERTED, tellers, tuple(sorted(reading.report.id for reading in readings)))
    denials = [Account(Certainty.DENIED, (), tuple(sorted(denied[name])), who=(name,)) for name in sorted(denied)]
    return Difference("happened", (telling, *denials[:MOST]))
