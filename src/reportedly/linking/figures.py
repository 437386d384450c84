"""The figures of an incident, each with the origins that give it: how many of whom, on whose word.

A figure stands as the claim gives it ("at least 18" is 18 and no upper bound); figures are never added or averaged.
A figure that no source gives has no origin: it stands in the voice of the reports that print it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incident import Assertion, Figure


def figures(made: Sequence[Assertion]) -> tuple[Figure, ...]:
    """The figures of the assertions, the largest lower bounds of each kind first; a part of another figure is left out."""
    found = [
        Figure(assertion.about, account.low, account.high, account.counted, account.origins, account.reports)
        for assertion in made
        for account in assertion.accounts
        if account.value is None and not account.part
    ]
    return tuple(sorted(found, key=lambda f: (f.what, -(f.low or 0), f.high or 0, f.who or "")))
