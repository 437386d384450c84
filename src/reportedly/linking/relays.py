"""Chains followed from report to report: A cites B, B's report is in the set and cites C, so A rests on C.

A chain is only followed into a report of the same incident, published by the outlet that the chain ends with, and never
twice through one report. Where B's report gives the matter in B's own voice, the chain ends at B.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reportedly.incident import Link, LinkKind, Reason
from reportedly.knowledge.loader import Knowledge
from reportedly.knowledge.public_names import public_name
from reportedly.linking.chosen import dot
from reportedly.linking.identity import outlet_key, source_key
from reportedly.linking.mentions import Rarity
from reportedly.linking.nodes import Told
from reportedly.records import Claim, Reading

DEEPEST = 6  # reports a chain is followed through


class Relays:
    """The chosen claims of an incident by report and by outlet, to follow chains in."""

    def __init__(self, readings: Sequence[Reading], told: Sequence[Told], rarity: Rarity, knowledge: Knowledge) -> None:
        self._knowledge, self._rarity = knowledge, rarity
        self._outlet = {r.report.id: outlet_key(r.report.outlet, knowledge) for r in readings}
        self._told: Mapping[str, list[Told]] = defaultdict(list)
        for item in told:
            self._told[item.report].append(item)
        self._printed: dict[str, list[str]] = defaultdict(list)
        for report, key in sorted(self._outlet.items()):
            if key and any(item.chain for item in self._told[report]):
                self._printed[key].append(report)

    def followed(self, item: Told) -> list[Told]:
        """The told claim with its chain followed as far as the set goes."""
        return self._follow(item, (item.report,)) or [item]

    def _follow(self, item: Told, seen: tuple[str, ...]) -> list[Told]:
        if not item.chain or len(seen) > DEEPEST:
            return [item]
        report = self._report_of(item, seen)
        if report is None:
            return [item]
        found = []
        for onward in self._matching(item.claim, report):
            chain = (*item.chain, *onward.chain)
            found += self._follow(Told(item.report, item.claim, chain, (*item.through, report)), (*seen, report))
        return found or [item]

    def _report_of(self, item: Told, seen: tuple[str, ...]) -> str | None:
        key = source_key(item.chain[-1], self._knowledge)
        if key == self._outlet[seen[-1]]:
            return None  # the outlet's own staff
        return next((report for report in self._printed.get(key, ()) if report not in seen), None)

    def _matching(self, claim: Claim, report: str) -> list[Told]:
        """What the cited report rests the same matter on: its claim in the likest words; none where the report says it in its own voice."""
        mine = self._rarity.of_text(claim.text)
        likest = max(
            self._told[report], key=lambda told: (dot(mine, self._rarity.of_text(told.claim.text)), told.claim.id)
        )
        own = not likest.chain or source_key(likest.chain[-1], self._knowledge) == self._outlet[report]
        return [] if own else [likest]


def relay_links(told: Sequence[Told]) -> list[Link]:
    """A link for each step from a report to a report of the set that its claim was followed into."""
    links: dict[tuple[str, str], Link] = {}
    for item in told:
        for taker, giver in zip((item.report, *item.through), item.through, strict=False):
            reason = Reason(
                "cites it, and its report is in the set", words=" ← ".join(public_name(s) for s in item.chain)
            )
            links.setdefault((taker, giver), Link(LinkKind.RELAY, taker, giver, (reason,)))
    return [links[pair] for pair in sorted(links)]
