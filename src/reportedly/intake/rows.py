"""The rows of a table, however it is written: CSV, TSV, JSON lines, a JSON array, Parquet.

A table is read row by row: its size does not matter, only that of a row. A row that cannot be read costs only itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TextIO

from reportedly.intake import parquet
from reportedly.intake.decode import LARGEST, Decoded, decode
from reportedly.intake.files import File, contents, suffix_of
from reportedly.intake.objects import TOO_LONG, Row, json_lines, json_rows

HALF_LETTERS = bytes(range(128, 256))
SAMPLE_BYTES = 65_536  # from the start, to tell the encoding and the separator
SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 10_000
LONGEST_LOST = 5 * LARGEST  # characters in which the end of a row that is too long is looked for


class Rows(Protocol):
    """The rows of one table, as often as they are asked for."""

    def rows(self, columns: Sequence[str] = ()) -> Iterator[Row]:
        """Each row as cells by column, or what is wrong with it. Where columns are named, others may be left out.

        Raises IntakeError where the file cannot be read to its end.
        """
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A table that is text: its file, its encoding, and how its text is parted into rows."""

    file: File
    encoding: str
    parted: Callable[[TextIO], Iterator[Row]]

    def rows(self, columns: Sequence[str] = ()) -> Iterator[Row]:
        """Each row with all its columns."""
        with io.TextIOWrapper(self.file.open(), self.encoding, errors="replace", newline="") as text:
            yield from self.parted(text)


def open_rows(file: File) -> Rows:
    """The rows of a file that is named as a table, else of JSON. Raises IntakeError where it holds none that can be read."""
    return WRITTEN.get(suffix_of(file.name), WRITTEN[".json"])(file)


def _as_text(file: File, parted: Callable[[TextIO], Iterator[Row]]) -> Rows:
    return Written(file, _sample(file).encoding, parted)


def _by_commas(file: File) -> Rows:
    """A table whose cells are parted by commas, or by what stands most often in its first line."""
    sample = _sample(file)
    line = sample.text.splitlines()[0]
    separator = max(SEPARATORS, key=lambda mark: (line.count(mark), mark == ","))
    return Written(file, sample.encoding, partial(separated, separator=separator))


def _sample(file: File) -> Decoded:
    """The start of a file, up to where a line ends or else a letter may be cut. Raises IntakeError where it is no text."""
    sample = contents(file, SAMPLE_BYTES)[:SAMPLE_BYTES]
    return decode(sample[: sample.rfind(b"\n") + 1] or sample.rstrip(HALF_LETTERS) or sample, file.name)


_by_tabs = partial(_as_text, parted=lambda text: separated(text, "\t"))
_of_lines = partial(_as_text, parted=json_lines)

WRITTEN: Mapping[str, Callable[[File], Rows]] = {
    ".csv": _by_commas,
    ".tsv": _by_tabs,
    ".tab": _by_tabs,
    ".jsonl": _of_lines,
    ".ndjson": _of_lines,
    ".json": partial(_as_text, parted=json_rows),
    ".parquet": parquet.open_rows,
}
"""How a table is written, by the end of its file's name."""


def separated(text: TextIO, separator: str) -> Iterator[Row]:
    """The rows below a line that names the columns. Of a row that is too long nothing is read, however many lines it has."""
    csv.field_size_limit(LARGEST)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator)
    header: list[str] = []
    while True:
        lines.quotes = 0
        try:
            row = next(reader, None)
        except csv.Error as error:
            lines.pass_over()
            yield TOO_LONG if "limit" in str(error) else f"is not a row of a table ({error})"
            continue
        if row is None:
            return
        if len(row) > MOST_COLUMNS:
            yield f"has more than {MOST_COLUMNS} cells"
        elif not header:
            header = [name.strip() for name in row]
        elif any(cell.strip() for cell in row):
            yield dict(zip(header, row, strict=False))


class _Lines:
    """The lines of a text, and how many quotation marks the row at hand has so far: an odd number leaves one open."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._piece()
        if not line:
            raise StopIteration
        if len(line) > LARGEST:
            self._to_line_end(line)
            raise csv.Error("a line is beyond the limit")
        return line

    def pass_over(self) -> None:
        """Reads on to where the row at hand ends."""
        lost = 0
        while self.quotes % 2 and lost < LONGEST_LOST and (line := self._piece()):
            lost += len(line)

    def _to_line_end(self, piece: str) -> None:
        while len(piece) > LARGEST and not piece.endswith("\n"):
            piece = self._piece()

    def _piece(self) -> str:
        line = self._text.readline(LARGEST + 1)
        self.quotes += line.count('"')
        return line
