"""What is said differently to each engine inside a transaction: the words for search, lists as rows, views, what it checks itself.

Both engines find the same. `rows` of words are numbered as claims or reports are; their columns are those of `WORD_TABLES`
and hold tokens of `words.words` parted by spaces. A list is handed over as one parameter, for engines limit how many a
statement may have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from sqlalchemy import (
    BindParameter,
    Connection,
    Float,
    Integer,
    Select,
    Text,
    TextClause,
    TextualSelect,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from reportedly.store.tables import WORD_TABLES

Row = Mapping[str, object]  # `id`, and words by column
Numbers = Select[int] | TextualSelect
Point = tuple[float, float]


class Dialect(Protocol):
    """How one engine is spoken to."""

    def __hash__(self) -> int: ...

    def named(self, name: str) -> str:
        """A parameter of a statement that goes to the engine as it stands."""
        ...

    def put_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Adds rows to an index of words."""
        ...

    def take_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Takes rows out again, which hold exactly the words that were put in."""
        ...

    def clear_words(self, connection: Connection, index: str) -> None:
        """Empties an index."""
        ...

    def tidy_words(self, connection: Connection, index: str) -> None:
        """Leaves nothing of the rows that were taken out."""
        ...

    def count_words(self, connection: Connection, index: str) -> int:
        """How many rows an index holds."""
        ...

    def holding(self, index: str, asked: str, prefix: bool) -> Numbers:
        """The rows with a column that holds these tokens one after the other; of the last perhaps only the beginning."""
        ...

    def names(self, found: Sequence[str]) -> Select[str] | TextualSelect:
        """Texts as rows."""
        ...

    def points(self, found: Sequence[Point]) -> Select[float, float] | TextualSelect:
        """Pairs of numbers as rows."""
        ...

    def put_view(self, connection: Connection, name: str, asked: str) -> None:
        """Makes a view, in the place of an earlier one where there is any."""
        ...

    def faults(self, connection: Connection) -> Iterator[str]:
        """What the engine itself finds wrong, a sentence each."""
        ...


@cache
def _put_words(index: str, number: str) -> TextClause:
    """What adds rows to an index, whose numbers are called so there."""
    names = WORD_TABLES[index]
    return text(f"INSERT INTO {index}({number}, {', '.join(names)}) VALUES (:id, {_marks(names)})")


def dialect(connection: Connection) -> Dialect:
    """How the engine at the other end of a connection is spoken to."""
    return DIALECTS[connection.dialect.name]


class Sqlite:
    """Indexes by FTS5 that hold no text of their own: words leave only by giving exactly those that were put in."""

    def named(self, name: str) -> str:
        """A parameter as SQLite names it."""
        return f":{name}"

    def put_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Adds rows to an index of words."""
        connection.execute(_put_words(index, "rowid"), rows)

    def take_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Takes rows out again."""
        names = WORD_TABLES[index]
        order = f"INSERT INTO {index}({index}, rowid, {', '.join(names)}) VALUES ('delete', :id, {_marks(names)})"
        connection.execute(text(order), rows)

    def clear_words(self, connection: Connection, index: str) -> None:
        """Empties an index."""
        connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('delete-all')"))

    def tidy_words(self, connection: Connection, index: str) -> None:
        """Drops what was taken out for good; until then an index only marks it."""
        connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('optimize')"))

    def count_words(self, connection: Connection, index: str) -> int:
        """How many rows an index holds."""
        return connection.scalar(text(f"SELECT count(*) FROM {index}_docsize")) or 0

    def holding(self, index: str, asked: str, prefix: bool) -> Numbers:
        """The rows that match; the tokens stand in quotation marks, so that none is taken for an operator."""
        needle = f'"{asked}"{"*" if prefix else ""}'
        match = literal_column(index).op("MATCH", is_comparison=True)(bindparam(None, needle))
        return select(column("rowid", Integer)).select_from(table(index)).where(match)

    def names(self, found: Sequence[str]) -> Select[str]:
        """Texts as rows."""
        return select(func.json_each(json.dumps(found)).table_valued("value").c.value)

    def points(self, found: Sequence[Point]) -> Select[float, float]:
        """Pairs of numbers as rows."""
        each = func.json_each(json.dumps(found)).table_valued("value").c.value
        return select(func.json_extract(each, "$[0]"), func.json_extract(each, "$[1]"))

    def put_view(self, connection: Connection, name: str, asked: str) -> None:
        """Makes a view anew."""
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
        connection.execute(text(f"CREATE VIEW {name} AS {asked}"))

    def faults(self, connection: Connection) -> Iterator[str]:
        """The pages of the file, and rows that point to nothing."""
        for row in connection.execute(text("PRAGMA integrity_check")):
            if row[0] != "ok":
                yield f"the file is damaged: {row[0]}"
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"row {row[1]} of {row[0]} points to a row of {row[2]} that is not there"


class Postgresql:
    """Tables that hold the words as text and, made from it by the engine, as a set under an index.

    The set has no positions, for a tsvector keeps only 256 of a word: it finds the rows that hold all words of a phrase,
    and the text tells whether they follow each other.
    """

    def named(self, name: str) -> str:
        """A parameter as psycopg names it."""
        return f"%({name})s"

    def put_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Adds rows to an index of words."""
        connection.execute(_put_words(index, "id"), rows)

    def take_words(self, connection: Connection, index: str, rows: Sequence[Row]) -> None:
        """Takes rows out again."""
        numbers = [row["id"] for row in rows]
        connection.execute(text(f"DELETE FROM {index} WHERE id = ANY(:numbers)"), {"numbers": numbers})

    def clear_words(self, connection: Connection, index: str) -> None:
        """Empties an index."""
        connection.execute(text(f"DELETE FROM {index}"))

    def tidy_words(self, connection: Connection, index: str) -> None:
        """Nothing: what was deleted is found no more, and the server uses its space again."""

    def count_words(self, connection: Connection, index: str) -> int:
        """How many rows an index holds."""
        return connection.scalar(text(f"SELECT count(*) FROM {index}")) or 0

    def holding(self, index: str, asked: str, prefix: bool) -> Numbers:
        """The rows with all the words in one column, and there one after the other."""
        *first, last = asked.split()
        every = " & ".join([*(f"'{word}'" for word in first), f"'{last}':*" if prefix else f"'{last}'"])
        each = (
            f"{name}_words @@ CAST(:every AS tsquery) AND strpos(' ' || {name} || ' ', :phrase) > 0"
            for name in WORD_TABLES[index]
        )
        found = text(f"SELECT id FROM {index} WHERE {' OR '.join(each)}")
        phrase = f" {asked}" if prefix else f" {asked} "
        return found.bindparams(_own("every", every), _own("phrase", phrase)).columns(column("id", Integer))

    def names(self, found: Sequence[str]) -> TextualSelect:
        """Texts as rows."""
        rows = text("SELECT value FROM json_array_elements_text(CAST(:found AS json)) AS each(value)")
        return rows.bindparams(_own("found", json.dumps(found))).columns(column("value", Text))

    def points(self, found: Sequence[Point]) -> TextualSelect:
        """Pairs of numbers as rows."""
        rows = text(
            "SELECT CAST(value ->> 0 AS double precision) AS lat, CAST(value ->> 1 AS double precision) AS lon"
            " FROM json_array_elements(CAST(:found AS json)) AS each(value)"
        )
        return rows.bindparams(_own("found", json.dumps(found))).columns(column("lat", Float), column("lon", Float))

    def put_view(self, connection: Connection, name: str, asked: str) -> None:
        """Makes a view under what people built on it; who may read it still may."""
        connection.execute(text(f"CREATE OR REPLACE VIEW {name} AS {asked}"))

    def faults(self, connection: Connection) -> Iterator[str]:
        """Nothing: the server lets no row point to nothing, and stops where its files are damaged."""
        yield from ()


def _marks(names: Sequence[str]) -> str:
    return ", ".join(f":{name}" for name in names)


def _own(name: str, value: str) -> BindParameter[str]:
    """A parameter that another of the same name in the statement does not replace."""
    return bindparam(name, value, Text, unique=True)


DIALECTS: Mapping[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}
