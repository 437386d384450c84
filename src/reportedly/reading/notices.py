"""Notices: what a reader of the report should see beside its claims, each with the words that show it.

`headline_drops_hedge`: the headline states flatly what the body hedges or gives only on a source's word.
`no_statement`: somebody accused in the report is not cited in it. A notice is about the report, never a verdict on its matter.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from reportedly.knowledge.loader import fold
from reportedly.reading.language import Language
from reportedly.records import Act, Certainty, Claim, Notice, Reading

ALIKE = 0.5  # share of the headline's content words that the hedged claim must repeat; set on invented reports, see tests/test_notices.py
SHORT = 3  # letters; shorter words are no content words


def noticed(reading: Reading, language: Language) -> Reading:
    """The reading with its notices; `language` is that of the report."""
    return dataclasses.replace(reading, notices=(*headline_drops_hedge(reading), *no_statement(reading, language)))


def headline_drops_hedge(reading: Reading) -> Iterator[Notice]:
    """The first flat headline whose words come back hedged, or on a source's word, in the body, with that claim."""
    heads = [claim for claim in reading.claims if claim.where == "headline" and _flat(claim)]
    body = [(claim, _words(claim.text)) for claim in reading.claims if claim.where == "body"]
    for head in heads:
        words = _words(head.text)
        told = [claim for claim, said in body if words and len(words & said) >= ALIKE * len(words)]
        hedged = next((claim for claim in told if claim.certainty is Certainty.HEDGED), None)
        if hedged and not any(map(_flat, told)):
            cue = hedged.hedge.cue if hedged.hedge else hedged.spans[0]
            yield Notice("headline_drops_hedge", (head.spans[0], hedged.spans[0]), reading.report.text[slice(*cue)])
            return


def _flat(claim: Claim) -> bool:
    """Whether a claim is told in the outlet's own voice, without a hedge."""
    return claim.certainty is Certainty.ASSERTED and not claim.chain


def no_statement(reading: Reading, language: Language) -> Iterator[Notice]:
    """One notice for each party that a claim accuses and that no claim of the report goes back to."""
    speakers = {
        key for claim in reading.claims for source in claim.chain for key in (source.id, fold(source.name)) if key
    }
    seen: set[str] = set()
    for claim in reading.claims:
        if claim.act is not Act.ACCUSE:
            continue
        party = _accused(claim, language)
        if party is None:
            continue
        name, key, span = party
        words = set(fold(name).split())
        cited = key in speakers or any(words <= set(s.split()) or set(s.split()) <= words for s in speakers)
        if not cited and key not in seen:
            seen.add(key)
            yield Notice("no_statement", (span,), name)


def _accused(claim: Claim, language: Language) -> tuple[str, str, tuple[int, int]] | None:
    """Who is accused: the name in front of the charge, as long as it reads like a name."""
    start, _ = claim.spans[0]
    whole = claim.text.split(" … ")[0]
    end = next((at for word in language.charging if (at := whole.find(f" {word} ")) > 0), None)
    if end is None:
        return None
    text = whole[:end]
    name = text.strip()
    capital = any(part[:1].isupper() for part in name.split())
    return (name, fold(name), (start, start + len(text))) if capital and len(name.split()) <= 6 else None


def _words(text: str) -> set[str]:
    return {word.strip(".,;:'\"()").lower() for word in text.split() if len(word) > SHORT}
