"""What every format that can be read back keeps of a claim: the same from each of them, and equal to the claim's own.

Half a surrogate pair, which no such format can hold, is U+FFFD in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.exchange.json_line import whole
from reportedly.knowledge.public_names import public_name
from reportedly.records import Claim, Reading, Report, Source, Spans


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim by its ids, firmness, chain and words; `chain` holds the names as they may be shown, reader to origin."""

    report: str
    version: str
    id: str
    certainty: str
    chain: tuple[str, ...]
    spans: Spans
    text: str


def kept(readings: Iterable[Reading]) -> Iterator[KeptClaim]:
    """The claims of readings as they come back."""
    for reading in readings:
        for claim in reading.claims:
            yield _kept(claim, reading.report)


def public_chain(claim: Claim) -> list[dict[str, Any]]:
    """The chain of a claim as JSON values, from the reader to the origin; private persons by their role."""
    return [_source(source) for source in claim.chain]


def _kept(claim: Claim, report: Report) -> KeptClaim:
    chain = tuple(whole(public_name(source)) for source in claim.chain)
    ids = (whole(report.id), whole(report.version), whole(claim.id))
    return KeptClaim(*ids, claim.certainty.value, chain, claim.spans, whole(claim.text))


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": whole(public_name(source)), "type": source.type.value, "id": whole(source.id) if source.id else None,
        "unnamed": source.unnamed.value if source.unnamed else None, "custody": source.custody,
        "mention": source.mention, "cue": source.cue,
    }  # fmt: skip
