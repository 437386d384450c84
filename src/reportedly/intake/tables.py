"""Reports from a table, one report a row, with a map from our fields to its columns.

A row that cannot be read costs only itself and comes out as a failure that names it. Guessed columns are returned to be
shown before they are used.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice

from reportedly.intake.address import site_of
from reportedly.intake.dates import cell_date, not_understood
from reportedly.intake.excerpts import CUT, excerpt, says_nothing
from reportedly.intake.files import File
from reportedly.intake.fragments import plain
from reportedly.intake.language import SHORT, code_of, identify
from reportedly.intake.objects import Row
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.repeated import Repeated
from reportedly.intake.rows import Rows, open_rows
from reportedly.intake.text import report_from_text
from reportedly.intake.vocabulary import rows_of
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report, report_id

SAMPLE_ROWS = 50  # rows that are looked at to guess the columns
LONGEST_LOOK = 2_000  # characters of each of their cells
USUAL = 0.15  # of the rows looked at, in which a language shows that the table is written in
NO_TEXT = "has no column that looks like the text of reports"
OWN_ADDRESS = "give each report an address of its own, or leave them out with --column url="
SHORTEST_TEXT = 120  # mean characters of a column from which it may be the text though its name does not say so

ADDRESS = re.compile(r"\s*[a-z]{2,10}://\S*\s*$", re.IGNORECASE)

FIELDS = ("text", "outlet", "title", "url", "date", "language", "byline")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds which field of a report; `guessed` names the fields that nobody stated, `instead` the
    columns that go by a name of texts too and are read where a row has none in that of the text.
    """

    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    byline: str | None = None
    guessed: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def shown(self) -> str:
        """The map as options state it."""
        named = [(field, getattr(self, field)) for field in FIELDS]
        return " ".join(f"--column {shlex.quote(f'{field}={column}')}" for field, column in named if column)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read: its file, its rows, the map in use, the languages that its rows are in, the most usual
    first, and whether they are written in Latin letters.
    """

    file: File
    rows: Rows
    columns: Columns
    languages: tuple[str, ...] = ()
    latin: bool = True


def parse_map(stated: Iterable[str]) -> dict[str, str]:
    """A map as the user states it, `text=body`, a column at a time; a field without a column is left out of the reports.

    Raises ValueError naming what does not fit.
    """
    found: dict[str, str] = {}
    for part in stated:
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or field not in FIELDS or not (column or field != "text"):
            known = ", ".join(FIELDS)
            raise ValueError(f"{part!r} is no part of a column map; write field=column, with the fields {known}")
        found[field] = column
    return found


def open_table(file: File, stated: Mapping[str, str] | None = None, by_looks: bool = True) -> Table:
    """The table in a file with its map, stated fields first, the others guessed from the names of the columns, and the
    text, where none is named so, by the looks of what stands in them.

    Raises IntakeError where it has no rows, a stated column is not there, or no column holds text.
    """
    written = open_rows(file)
    first = list(map(_start, islice(written.rows(), SAMPLE_ROWS)))
    rows = [row for row in first if isinstance(row, dict)]
    if not rows:
        reason = f"{first[0]}, in its first row" if first else "holds no rows"
        raise IntakeError(file.name, str(reason), "give a first line with the names of the columns")
    header = tuple(dict.fromkeys(chain.from_iterable(rows)))
    columns = _columns(file, header, rows if by_looks else (), stated or {})
    texts = [_words(row, columns) for row in rows]
    return Table(file, written, columns, _languages(texts), _latin(" ".join(text[:40] for text in texts)))


def _start(row: Row) -> Row:
    """As much of a row as is looked at before the table is read."""
    return {name: cell[:LONGEST_LOOK] for name, cell in row.items()} if isinstance(row, dict) else row


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
    if not table.languages or sum(map(str.isalpha, text[: 2 * SHORT])) >= SHORT or identify(text) in table.languages:
        return None
    return table.languages[0] if _latin(text) == table.latin else None


def _latin(text: str) -> bool:
    """Whether most of the letters at the start of a text are Latin."""
    letters = [letter for letter in text[: 2 * SHORT] if letter.isalpha()]
    return 2 * sum(letter < "\u0250" for letter in letters) >= len(letters)


def _text_column(row: Mapping[str, str], columns: Columns) -> str:
    """The column of a row's text: that of texts, else the first instead of it that says something, else that of titles."""
    named = (columns.text, *columns.instead, columns.title)
    return next((column for column in named if column and not says_nothing(row.get(column) or "")), columns.text)


def _words(row: Mapping[str, str], columns: Columns) -> str:
    """A row's text, or what is read for it; nothing where no cell says anything."""
    words = row.get(_text_column(row, columns)) or ""
    return "" if says_nothing(words) else words


def _columns(file: File, header: Sequence[str], rows: Sequence[dict[str, str]], stated: Mapping[str, str]) -> Columns:
    has = f"it has {', '.join(header)[:300]}"
    for field, column in stated.items():
        if column and column not in header:
            raise IntakeError(file.name, f"has no column {column!r} for {field}", has)
    found = {field: column for field, column in stated.items() if column} | _guessed(header, stated)
    if "text" not in found:
        taken = {*stated.values(), *found.values()}
        text = _longest([column for column in header if column not in taken], rows, found.get("title"))
        if text is None:
            raise IntakeError(file.name, NO_TEXT, f"name it with --column text=COLUMN; {has}")
        found["text"] = text
    guessed = tuple(field for field in FIELDS if field in found and field not in stated)
    taken = {*stated.values(), *found.values()}
    instead = tuple(column for column in _known_as("text", header) if column not in taken)
    return Columns(guessed=guessed, instead=instead, **found)


def _guessed(header: Sequence[str], stated: Mapping[str, str]) -> dict[str, str]:
    """The columns that go by a known name, for the fields that nobody has stated; no column is taken twice."""
    taken, found = set(stated.values()), dict[str, str]()
    for field in (field for field in FIELDS if field not in stated):
        match = next((column for column in _known_as(field, header) if column not in taken), None)
        if match is not None:
            found[field] = match
            taken.add(match)
    return found


def _known_as(field: str, header: Sequence[str]) -> list[str]:
    """The columns that go by a known name of a field, the first that counts."""
    folded = {_folded(column): column for column in reversed(header)}
    return [folded[name] for name in _names_of(field) if name in folded]


@cache
def _names_of(field: str) -> tuple[str, ...]:
    """The names of columns that hold a field, the first that counts."""
    return tuple(row[0] for row in rows_of("columns.tsv") if row[1] == field)


def _folded(column: str) -> str:
    """A column's name in small letters, its words apart by underscores ("publishedAt", "Published at", "source.name")."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s.-]+", "_", column.strip()).lower()


def _longest(free: Sequence[str], rows: Sequence[dict[str, str]], title: str | None) -> str | None:
    """The column that looks like the text of reports, else the titles; null where there is neither, or no row to look at."""
    if not rows:
        return None
    mean = {column: sum(_letters(row.get(column, "")) for row in rows) / len(rows) for column in free}
    best = max(mean, key=lambda column: mean[column], default=None)
    return title if best is None or mean[best] < SHORTEST_TEXT else best


def _letters(cell: str) -> int:
    """The length of a cell that can be a text; 0 for an address."""
    return 0 if ADDRESS.match(cell) else len(cell)


def reports(table: Table, given: Given = NOTHING, knowledge: Knowledge | None = None) -> Iterator[Report | Failure]:
    """A report or a failure for each row, in order; what is given for all wins over the row's own cells."""
    known, repeated = knowledge or Knowledge(), Repeated()
    used = [column for column in (getattr(table.columns, field) for field in FIELDS) if column]
    used += table.columns.instead
    try:
        for number, row in enumerate(table.rows.rows(used), 1):
            yield _report_or_failure(TableRow(table, number, row), given, known, repeated)
    except IntakeError as error:
        yield error.failure


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: where it stands, and its cells, or what is wrong with it."""

    table: Table
    number: int
    row: Row

    @property
    def name(self) -> str:
        """As a person finds it again."""
        return f"{self.table.file.name} row {self.number}"


def _report_or_failure(row: TableRow, given: Given, knowledge: Knowledge, repeated: Repeated) -> Report | Failure:
    if isinstance(row.row, str):
        return Failure(row.name, row.row, "the other rows are read")
    try:
        return repeated.checked(_report(row, row.row, given, knowledge), row.name, OWN_ADDRESS)
    except IntakeError as error:
        return error.failure


def _report(row: TableRow, found: Mapping[str, str], given: Given, knowledge: Knowledge) -> Report:
    columns = row.table.columns
    text, cut = excerpt(_plain(_words(found, columns), row.name))
    cells = {field: _cell(found.get(getattr(columns, field) or "") or "", row.name) for field in FIELDS}
    date = cell_date(cells["date"]) if cells["date"] else None
    language = code_of(cells["language"]) or _language_of(text, row.table)
    stated = Given(cells["outlet"] or site_of(cells["url"]), date, language, cells["title"], cells["url"])
    made = report_from_text(text, row.name, given.over(stated), knowledge, filter(None, [cells["byline"]]))
    outlet = (made.outlet.id or made.outlet.name) if made.outlet else None
    notes = (*made.notes, *_notes(found, columns, cells["date"], date), *([CUT] if cut else []))
    return replace(made, id=report_id(made.url, row.table.file.name, row.number, outlet), notes=notes)


def _cell(cell: str, name: str) -> str | None:
    """What a cell says, without markup; null where it says nothing."""
    return None if says_nothing(cell) else _plain(cell, name) or None


def _plain(cell: str, name: str) -> str:
    try:
        return plain(cell)
    except IntakeError as error:
        raise IntakeError(name, error.failure.reason, error.failure.hint) from error


def _notes(found: Mapping[str, str], columns: Columns, written: str | None, date: str | None) -> Iterator[str]:
    """What a reader of a row's report should know: what the row lacks, and what could not be read in it."""
    read = _text_column(found, columns)
    if read != columns.text:
        yield f"the row has no text; its {'title' if read == columns.title else read} is read"
    if written and date is None:
        yield not_understood(written)
