"""Reports from a table: CSV, TSV or JSON lines, one report a row, with a map from our fields to its columns.

A row that cannot be read costs only itself and comes out as a failure that names it. Guessed columns are returned to be
shown before they are used. A table is read row by row: its size does not matter, only that of a row.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from reportedly.intake.dates import read_date
from reportedly.intake.decode import LARGEST, decode
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report, report_id

SUFFIXES = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".jsonl": "", ".ndjson": ""}
SAMPLE_BYTES = 65_536  # from the start, to tell the encoding and the separator
SAMPLE_ROWS = 50  # rows that are looked at to guess a text column
SHORTEST_TEXT = 120  # mean characters of a column from which it may be the text though its name does not say so

KNOWN_AS: dict[str, tuple[str, ...]] = {
    "text": ("text", "full_text", "fulltext", "content", "body", "article", "article_content", "article_text",
             "maintext", "message", "post", "post_text", "tweet", "caption", "notes"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "site_name", "source_name",
               "channel", "account", "author_username", "screen_name", "username", "page_name", "domain"),
    "title": ("title", "headline", "article_title", "header", "subject"),
    "url": ("url", "link", "permalink", "uri", "article_url", "post_url", "source_url", "canonical_url"),
    "date": ("date", "published", "published_at", "publication_date", "pubdate", "pub_date", "date_published",
             "created_at", "timestamp", "datetime", "time"),
    "language": ("language", "lang", "language_code"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds which field of a report; `guessed` names the fields that nobody stated."""

    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    guessed: tuple[str, ...] = ()

    def shown(self) -> str:
        """The map as `--map` takes it."""
        named = [(field, getattr(self, field)) for field in KNOWN_AS]
        return ",".join(f"{field}={column}" for field, column in named if column)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read: its file, its columns by name, how it is written, and the map in use."""

    path: Path
    header: tuple[str, ...]
    separator: str
    encoding: str
    columns: Columns


def is_table(path: Path) -> bool:
    """Whether a file's name says that it holds a table."""
    return path.suffix.lower() in SUFFIXES


def parse_map(stated: str) -> dict[str, str]:
    """A map as the user states it: `text=…,outlet=…`. Raises ValueError naming what does not fit."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in stated.split(","))):
        field, sign, column = part.partition("=")
        if not sign or field.strip() not in KNOWN_AS or not column.strip():
            known = ", ".join(KNOWN_AS)
            raise ValueError(f"{part!r} is no part of a column map; write field=column, with the fields {known}")
        found[field.strip()] = column.strip()
    return found


def open_table(path: Path, stated: Mapping[str, str] | None = None) -> Table:
    """The table in a file with its map, stated fields first, the others guessed from the names of the columns.

    Raises IntakeError where it has no rows, a stated column is not there, or no column holds text.
    """
    encoding, separator = _written(path)
    first = list(islice(_rows(path, separator, encoding), SAMPLE_ROWS))
    rows = [row for row in first if isinstance(row, dict)]
    if not rows:
        raise IntakeError(str(path), "holds no rows", "give a first line with the names of the columns")
    header = tuple(dict.fromkeys(chain.from_iterable(rows)))
    return Table(path, header, separator, encoding, _columns(path, header, rows, stated or {}))


def _columns(path: Path, header: Sequence[str], rows: Sequence[dict[str, str]], stated: Mapping[str, str]) -> Columns:
    for field, column in stated.items():
        if column not in header:
            raise IntakeError(str(path), f"has no column {column!r} for {field}", f"it has {', '.join(header)[:300]}")
    folded = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in reversed(header)}
    taken = set(stated.values())
    found = dict(stated)
    for field, names in KNOWN_AS.items():
        match = next((folded[name] for name in names if name in folded and folded[name] not in taken), None)
        if field not in found and match is not None:
            found[field] = match
            taken.add(match)
    if "text" not in found:
        found["text"] = _longest(path, [column for column in header if column not in taken], rows)
    guessed = tuple(field for field in KNOWN_AS if field in found and field not in stated)
    return Columns(guessed=guessed, **found)


def _longest(path: Path, free: Sequence[str], rows: Sequence[dict[str, str]]) -> str:
    mean = {column: sum(len(row.get(column, "")) for row in rows) / len(rows) for column in free}
    best = max(mean, key=lambda column: mean[column], default=None)
    if best is None or mean[best] < SHORTEST_TEXT:
        raise IntakeError(str(path), "has no column that looks like the text of reports", "name it: --map text=COLUMN")
    return best


def reports(table: Table, given: Given = NOTHING, knowledge: Knowledge | None = None) -> Iterator[Report | Failure]:
    """A report or a failure for each row, in order; what is given for all wins over the row's own cells."""
    known = knowledge or Knowledge()
    for number, row in enumerate(_rows(table.path, table.separator, table.encoding), 1):
        name = f"{table.path} row {number}"
        if isinstance(row, str):
            yield Failure(name, row, "the other rows are read")
            continue
        try:
            yield _report(row, table.columns, str(table.path), number, given, known)
        except IntakeError as error:
            yield error.failure


def _report(
    row: Mapping[str, str], columns: Columns, file: str, number: int, given: Given, knowledge: Knowledge
) -> Report:
    cells = {field: (row.get(getattr(columns, field) or "") or "").strip() or None for field in KNOWN_AS}
    date = read_date(cells["date"]) if cells["date"] else None
    stated = Given(cells["outlet"], date, _code(cells["language"]), cells["title"], cells["url"])
    name = f"{file} row {number}"
    made = report_from_text(row.get(columns.text, ""), name, given.over(stated), knowledge)
    outlet = (made.outlet.id or made.outlet.name) if made.outlet else None
    return replace(made, id=report_id(made.url, file, number, outlet))


def _code(language: str | None) -> str | None:
    """A two- or three-letter language code, else null: "English" is left to be found."""
    code = (language or "").split("-")[0].split("_")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


def _written(path: Path) -> tuple[str, str]:
    """The encoding of a table and its separator; none for JSON lines. Raises IntakeError where it is no text."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise IntakeError(
            str(path), f"cannot be opened ({error.strerror})", "check its name and who may read it"
        ) from error
    cut = sample[: sample.rfind(b"\n") + 1] or sample
    decoded = decode(cut, str(path))
    separator = SUFFIXES.get(path.suffix.lower(), ",")
    if separator == ",":
        line = decoded.text.splitlines()[0]
        separator = max((",", ";", "\t", "|"), key=lambda mark: (line.count(mark), mark == ","))
    return decoded.encoding, separator


def _rows(path: Path, separator: str, encoding: str) -> Iterator[dict[str, str] | str]:
    """The rows as cells by column, or, for a row that cannot be read, what is wrong with it."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield from _separated(_lines(file), separator) if separator else _objects(_lines(file))


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file, those longer than one report may be cut there."""
    while line := file.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith("\n"):
            line = file.readline(LARGEST + 1)


def _separated(lines: Iterable[str], separator: str) -> Iterator[dict[str, str] | str]:
    csv.field_size_limit(LARGEST)
    reader = csv.reader(lines, delimiter=separator)
    header: list[str] = []
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield f"is not a row of a table ({error})"
            continue
        if row is None:
            return
        if not header:
            header = [name.strip() for name in row]
        elif any(cell.strip() for cell in row):
            yield dict(zip(header, row, strict=False))


def _objects(lines: Iterable[str]) -> Iterator[dict[str, str] | str]:
    for line in lines:
        if len(line) > LARGEST:
            yield "is longer than one report may be"
        elif line.strip():
            yield _object(line)


def _object(line: str) -> dict[str, str] | str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({error})"
    if not isinstance(found, dict):
        return "is not a JSON object"
    return {
        str(key): value if isinstance(value, str) else str(value) for key, value in found.items() if value is not None
    }
