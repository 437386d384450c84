"""Claims as W3C Web Annotations, one JSON-LD object a line.

The words of a claim are the target: each of its spans by quotation, with the words around it, and by position in code
points of the report's text. The certainty is a tag; the chain stands in `reportedly:chain`, nearest the reader first.
A report without an address of its own is named by a URN. An annotation can be read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.exchange.formats import Lines
from reportedly.exchange.identifiers import urn, web_address
from reportedly.exchange.json_line import foreign_line
from reportedly.exchange.kept import KeptClaim, public_chain
from reportedly.records import Claim, Reading, Report, Span, to_json

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"reportedly": "urn:reportedly:terms:", "reportedly:chain": {"@container": "@list"}},
]
BETWEEN = " … "  # stands in a claim's text where something lies between its spans
AROUND = 32  # characters before and after a quotation


def annotation_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file."""
    for reading in readings:
        for claim in reading.claims:
            yield foreign_line(annotation(claim, reading))


ANNOTATIONS = Lines(".jsonld", "application/ld+json", annotation_lines)


def annotation(claim: Claim, reading: Reading) -> dict[str, Any]:
    """One claim as an annotation."""
    report = reading.report
    return {
        "@context": CONTEXT,
        "id": urn("claim", report.id, claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": reading.by.reader},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": claim.certainty, "format": "text/plain"}],
        "target": [{"source": _source(report), "selector": _selectors(report.text, span)} for span in claim.spans],
        "reportedly:report": report.id,
        "reportedly:version": report.version,
        "reportedly:claim": claim.id,
        "reportedly:chain": public_chain(claim),
        "reportedly:judgement": claim.judgement,
        "reportedly:decided_by": to_json(claim.decided_by),
    }


def read_annotation(line: str) -> KeptClaim:
    """The claim of an annotation of ours. Raises ValueError where it is none."""
    try:
        return _read(json.loads(line))
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"this is no annotation of ours ({error!r})") from error


def _source(report: Report) -> str:
    return web_address(report.url) or urn("report", report.id)


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    start, end = span
    quoted = {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [{"type": "TextQuoteSelector", **quoted}, {"type": "TextPositionSelector", "start": start, "end": end}]


def _read(given: Any) -> KeptClaim:
    quoted, placed = zip(*(target["selector"] for target in given["target"]), strict=True)
    return KeptClaim(
        report=given["reportedly:report"],
        version=given["reportedly:version"],
        id=given["reportedly:claim"],
        certainty=given["body"][0]["value"],
        chain=tuple(source["name"] for source in given["reportedly:chain"]),
        spans=tuple((selector["start"], selector["end"]) for selector in placed),
        text=BETWEEN.join(selector["exact"] for selector in quoted),
    )
