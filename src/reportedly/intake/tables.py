"""Reports from a table: CSV, TSV, JSON lines or a JSON array, one report a row, with a map from our fields to its columns.

A row that cannot be read costs only itself and comes out as a failure that names it. Guessed columns are returned to be
shown before they are used. A table is read row by row: its size does not matter, only that of a row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from reportedly.intake.dates import read_date
from reportedly.intake.decode import LARGEST, decode
from reportedly.intake.language import code_of, identify
from reportedly.intake.objects import array, objects
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report, report_id

SUFFIXES = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".jsonl": "", ".ndjson": "", ".json": ""}
WHOLE = ".json"  # one array of rows, not one a line
HALF_LETTERS = bytes(range(128, 256))
SAMPLE_BYTES = 65_536  # from the start, to tell the encoding and the separator
SAMPLE_ROWS = 50  # rows that are looked at to guess a text column
SURE = 300  # letters from which a row's language shows; below it, the table is asked
USUAL = 0.15  # of the rows looked at, in which a language shows that the table is written in
SHORTEST_TEXT = 120  # mean characters of a column from which it may be the text though its name does not say so

KNOWN_AS: dict[str, tuple[str, ...]] = {
    "text": ("text", "full_text", "fulltext", "content", "body", "article", "article_content", "article_text",
             "maintext", "message", "post", "post_text", "tweet", "caption", "notes", "description", "summary", "snippet"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "site_name", "source_name", "media_name", "outlet_name",
               "channel", "account", "author_username", "screen_name", "username", "page_name", "domain"),
    "title": ("title", "headline", "article_title", "header", "subject", "story_title"),
    "url": ("url", "link", "permalink", "uri", "article_url", "post_url", "source_url", "canonical_url"),
    "date": ("date", "published", "published_at", "publication_date", "pubdate", "pub_date", "publish_date",
             "date_published", "published_date",
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
    """A table that can be read: its file, its columns by name, how it is written, the map in use, and the languages
    that its rows are in, the most usual first, and whether they are written in Latin letters.
    """

    path: Path
    header: tuple[str, ...]
    separator: str
    encoding: str
    columns: Columns
    languages: tuple[str, ...] = ()
    latin: bool = True


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
    columns = _columns(path, header, rows, stated or {})
    texts = [_words(row, columns) for row in rows]
    return Table(
        path, header, separator, encoding, columns, _languages(texts), _latin(" ".join(text[:40] for text in texts))
    )


def _languages(texts: Sequence[str]) -> tuple[str, ...]:
    """The languages of a table: that of its rows together, and those that many of them show."""
    whole = identify("\n".join(text[:200] for text in texts))
    counted = Counter(filter(None, map(identify, texts)))
    usual = [language for language, count in counted.most_common() if count >= USUAL * len(texts)]
    return tuple(dict.fromkeys([*filter(None, [whole]), *usual]))


def _language_of(text: str, table: Table) -> str | None:
    """The language of a row too short to show it: its own where that is one of the table's, else the table's; null
    where it shows, or is written in other letters.
    """
    if not table.languages or sum(map(str.isalpha, text[: 2 * SURE])) >= SURE or identify(text) in table.languages:
        return None
    return table.languages[0] if _latin(text) == table.latin else None


def _latin(text: str) -> bool:
    """Whether most of the letters at the start of a text are Latin."""
    letters = [letter for letter in text[: 2 * SURE] if letter.isalpha()]
    return 2 * sum(letter < "\u0250" for letter in letters) >= len(letters)


def _words(row: Mapping[str, str], columns: Columns) -> str:
    """A row's text, or its title where it has none."""
    text = row.get(columns.text) or ""
    return text if text.strip() or not columns.title else row.get(columns.title) or ""


def _columns(path: Path, header: Sequence[str], rows: Sequence[dict[str, str]], stated: Mapping[str, str]) -> Columns:
    for field, column in stated.items():
        if column not in header:
            raise IntakeError(str(path), f"has no column {column!r} for {field}", f"it has {', '.join(header)[:300]}")
    folded = {_folded(column): column for column in reversed(header)}
    taken = set(stated.values())
    found = dict(stated)
    for field, names in KNOWN_AS.items():
        match = next((folded[name] for name in names if name in folded and folded[name] not in taken), None)
        if field not in found and match is not None:
            found[field] = match
            taken.add(match)
    if "text" not in found:
        found["text"] = _longest(path, [column for column in header if column not in taken], rows, found.get("title"))
    guessed = tuple(field for field in KNOWN_AS if field in found and field not in stated)
    return Columns(guessed=guessed, **found)


def _folded(column: str) -> str:
    """A column's name in small letters, its words apart by underscores ("publishedAt", "Published at")."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s-]+", "_", column.strip()).lower()


def _longest(path: Path, free: Sequence[str], rows: Sequence[dict[str, str]], title: str | None) -> str:
    """The column that looks like the text of reports, else the titles. Raises IntakeError where there is neither."""
    mean = {column: sum(len(row.get(column, "")) for row in rows) / len(rows) for column in free}
    best = max(mean, key=lambda column: mean[column], default=None)
    if title and (best is None or mean[best] < SHORTEST_TEXT):
        return title
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
            yield _report(row, table, number, given, known)
        except IntakeError as error:
            yield error.failure


def _report(row: Mapping[str, str], table: Table, number: int, given: Given, knowledge: Knowledge) -> Report:
    columns, file = table.columns, str(table.path)
    text = _words(row, columns)
    cells = {field: (row.get(getattr(columns, field) or "") or "").strip() or None for field in KNOWN_AS}
    date = read_date(cells["date"]) if cells["date"] else None
    language = code_of(cells["language"]) or _language_of(text, table)
    stated = Given(cells["outlet"], date, language, cells["title"], cells["url"])
    name = f"{file} row {number}"
    made = report_from_text(text, name, given.over(stated), knowledge)
    outlet = (made.outlet.id or made.outlet.name) if made.outlet else None
    untold = not (row.get(columns.text) or "").strip()
    notes = (*made.notes, *(["the row has no text; its title is read"] if untold else []))
    return replace(made, id=report_id(made.url, file, number, outlet), notes=notes)


def _written(path: Path) -> tuple[str, str]:
    """The encoding of a table and its separator; none for JSON lines. Raises IntakeError where it is no text."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise IntakeError(
            str(path), f"cannot be opened ({error.strerror})", "check its name and who may read it"
        ) from error
    cut = sample[: sample.rfind(b"\n") + 1] or sample.rstrip(HALF_LETTERS) or sample
    decoded = decode(cut, str(path))
    separator = SUFFIXES.get(path.suffix.lower(), ",")
    if separator == ",":
        line = decoded.text.splitlines()[0]
        separator = max((",", ";", "\t", "|"), key=lambda mark: (line.count(mark), mark == ","))
    return decoded.encoding, separator


def _rows(path: Path, separator: str, encoding: str) -> Iterator[dict[str, str] | str]:
    """The rows as cells by column, or, for a row that cannot be read, what is wrong with it."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        if path.suffix.lower() == WHOLE:
            yield from array(file)
        else:
            yield from _separated(_lines(file), separator) if separator else objects(_lines(file))


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
