"""Claims as CSV: one row a claim, an empty cell an unknown value; what the columns hold is told beside it, as CSVW.

It can be read back: ids, certainty, chains, spans and words come back equal, but for lines and characters that could
act, which the cells only show.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from reportedly.exchange.cells import cell, chain_names, line, uncell
from reportedly.exchange.claim_row import COLUMNS, DECIMALS, INTEGERS, rows
from reportedly.exchange.csvw import BESIDE, CsvColumn, described
from reportedly.exchange.kept import KeptClaim
from reportedly.records import Reading, Span

LISTS = {"chain": " > ", "spans": " ", "roles": "; ", "counts": "; ", "decided_by": "; "}


@dataclass(frozen=True, slots=True)
class ClaimsCsv:
    """The format: a table with its description beside it."""

    suffix: str = ".csv"
    media_type: str = "text/csv"
    beside: str = BESIDE

    def write(self, readings: Iterable[Reading], out: BinaryIO) -> None:
        """Write the rows of the claims."""
        for row in claim_rows(readings):
            out.write(f"{row}\n".encode())

    def description(self, name: str) -> bytes:
        """The columns as CSVW."""
        return described(name, [_column(column) for column in COLUMNS])


CSV = ClaimsCsv()


def claim_rows(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file, without line ends: the header first, then the claims in the order of their readings."""
    yield line(COLUMNS)
    for row in rows(readings):
        yield line(cell(row.get(column)) for column in COLUMNS)


def read_claims(lines: Iterable[str]) -> Iterator[KeptClaim]:
    """The claims of a file of ours. Raises ValueError naming the line that is none."""
    table = csv.DictReader(lines)
    for row in table:
        try:
            yield _read(row)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"line {table.line_num} holds no claim of ours ({error})") from error


def _read(row: Mapping[str, str]) -> KeptClaim:
    return KeptClaim(
        report=uncell(row["report_id"]),
        version=uncell(row["version"]),
        id=uncell(row["claim_id"]),
        certainty=uncell(row["certainty"]),
        chain=chain_names(uncell(row["chain"])),
        spans=tuple(_span(text) for text in row["spans"].split()),
        text=uncell(row["text"]),
    )


def _span(text: str) -> Span:
    start, end = text.split("-")
    return int(start), int(end)


def _column(name: str) -> CsvColumn:
    kind = "integer" if name in INTEGERS else "number" if name in DECIMALS else "string"
    return CsvColumn(name, kind, LISTS.get(name))
