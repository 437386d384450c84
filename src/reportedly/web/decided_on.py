"""What people decided on a claim: what is held to its words in its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly import deciding
from reportedly.decision import Decision
from reportedly.records import Claim, Reading, digest

if TYPE_CHECKING:
    from reportedly.workspace import Connects, Hit


def decisions_on(store: Connects, reading: Reading, claim: Claim) -> list[Decision]:
    """The decisions, in the order in which they were made."""
    return deciding.on_claim(store, reading.report.id, reading.claims.index(claim))


def state_of(hits: Sequence[Hit]) -> str:
    """What is another when somebody has decided on one of these claims."""
    return digest(*(part for hit in hits for part in (hit.claim, hit.judgement or "", *hit.decided_by)))
