"""A checking sheet: a table with one drawn claim a row, what was read of it, and beside each field an empty cell for a judgement.

The rows stand in the order of the draw, so that whoever stops early has still checked a random sample. The last columns say
which claim it is, of which version, read by what, and how it was drawn: the sheet can be read back without the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.checking.fields import CHECKED, fields_of
from reportedly.exchange.cells import cell, line
from reportedly.records import By, Claim, Reading, Span

Drawn = tuple[str, str]  # the ids of a report and of one of its claims

RIGHT = ": right?"  # ends the name of the column where a field is judged
ABOUT = ("outlet", "published", "title", "claim", "context")
KEYS = ("key", "version", "read by", "seed", "query")
COLUMNS = (*ABOUT, *(column for name in CHECKED for column in (name, name + RIGHT)), *KEYS)
AROUND = 300  # characters of the text before and behind a claim
FAR = 600  # characters between a claim and a mention of its sources that is still shown with it
OPENS, CLOSES = "⟦", "⟧"  # what stands around the claim's words in the context


def sheet_lines(readings: Iterable[Reading], drawn: Sequence[Drawn], seed: int, query: str) -> Iterator[str]:
    """The lines of the sheet, the header first. `readings` hold the claims drawn, in any order."""
    wanted, rows = frozenset(drawn), {}
    for reading in readings:
        for claim in reading.claims:
            if (key := (reading.report.id, claim.id)) in wanted:
                rows[key] = _row(claim, reading) | {"seed": str(seed), "query": query}
    yield line(COLUMNS)
    for key in drawn:
        if key in rows:
            yield line(cell(rows[key].get(column)) for column in COLUMNS)


def read_by(by: By) -> str:
    """Reader, tagger and knowledge in one text."""
    return ", ".join(filter(None, (by.reader, by.tagger, f"knowledge {by.knowledge}")))


def context_of(claim: Claim, text: str) -> str:
    """The words of a claim, marked, with the text around them and around the mentions of its sources nearby."""
    first, last = claim.spans[0][0], claim.spans[-1][1]
    near = [(first, last), *(span for span in _mentions(claim) if span[1] > first - FAR and span[0] < last + FAR)]
    start = _at_word(text, min(span[0] for span in near) - AROUND)
    end = _at_word(text, max(span[1] for span in near) + AROUND)
    parts, at = ["…" if start else ""], start
    for one, other in claim.spans:
        parts += [text[at:one], OPENS, text[one:other], CLOSES]
        at = other
    return "".join((*parts, text[at:end], "…" if end < len(text) else ""))


def _row(claim: Claim, reading: Reading) -> dict[str, str | None]:
    report = reading.report
    about = {
        "outlet": report.outlet.name if report.outlet else None, "published": report.published, "title": report.title,
        "claim": claim.text, "context": context_of(claim, report.text),
    }  # fmt: skip
    keys = {"key": f"{report.id}/{claim.id}", "version": report.version, "read by": read_by(reading.by)}
    return about | fields_of(claim, reading, CHECKED) | keys


def _mentions(claim: Claim) -> Iterator[Span]:
    for source in claim.chain:
        yield from (span for span in (source.mention, source.cue) if span is not None)


def _at_word(text: str, at: int) -> int:
    """A place in the text where no word is cut, the next one from `at`; within the text."""
    at = max(0, min(at, len(text)))
    ends = (place for place in range(at, min(at + 40, len(text))) if text[place].isspace())
    return next(ends, at) if 0 < at < len(text) else at
