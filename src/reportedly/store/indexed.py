"""The words of claims and reports, as the engine's own index holds them. No text is kept there.

Words can only be taken out by giving exactly those that were put in; both come from `words` and the stored text, so a
change of the tokeniser makes every index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Connection, func, select, text

from reportedly.store.packed import unpack_text
from reportedly.store.tables import WORD_TABLES, blobs, claims, meta, reports, versions
from reportedly.store.words import VERSION, words

Texts = Mapping[str, str]  # what to index, by column
BATCH = 500  # rows whose words are made before they are handed to the engine


def put_in(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Adds the words of texts under the numbers of their rows."""
    named = ", ".join(WORD_TABLES[table])
    _carry_out(connection, table, rows, f"INSERT INTO {table}(rowid, {named}) VALUES (:id, {_marks(table)})")


def take_out(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Takes the words of texts out again: the very texts that were put in."""
    named = ", ".join(WORD_TABLES[table])
    order = f"INSERT INTO {table}({table}, rowid, {named}) VALUES ('delete', :id, {_marks(table)})"
    _carry_out(connection, table, rows, order)


def _marks(table: str) -> str:
    return ", ".join(f":{name}" for name in WORD_TABLES[table])


def _carry_out(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]], order: str) -> None:
    made = ({"id": number} | {name: words(texts[name]) for name in WORD_TABLES[table]} for number, texts in rows)
    while some := list(islice(made, BATCH)):
        connection.execute(text(order), some)


def size(connection: Connection, table: str) -> int:
    """How many rows the index holds."""
    return connection.scalar(text(f"SELECT count(*) FROM {table}_docsize")) or 0


def tidy(connection: Connection) -> None:
    """Drops what was taken out for good; until then an index only marks it."""
    for table in WORD_TABLES:
        connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the indexes: as many rows must be in them as there are claims, and reports with a text."""
    current = select(func.count()).select_from(versions).where(versions.c.current)
    for table, counted in (("claim_words", select(func.count()).select_from(claims)), ("report_words", current)):
        expected, there = connection.scalar(counted), size(connection, table)
        if expected != there:
            yield f"the index {table} holds {there} rows where there should be {expected}"


def fresh(connection: Connection) -> bool:
    """Whether this program's tokeniser made the indexes."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "words")) == VERSION


def renew(connection: Connection) -> None:
    """Makes every index anew."""
    for table in WORD_TABLES:
        connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('delete-all')"))
    quotes = connection.execute(select(claims.c.id, claims.c.quote))
    put_in(connection, "claim_words", ((row.id, {"quote": row.quote}) for row in quotes))
    put_in(connection, "report_words", _reports(connection))
    connection.execute(meta.delete().where(meta.c.name == "words"))
    connection.execute(meta.insert().values(name="words", value=VERSION))


def _reports(connection: Connection) -> Iterator[tuple[int, Texts]]:
    held = select(reports.c.id, reports.c.title, blobs.c.body).select_from(
        reports.join(versions, (versions.c.report == reports.c.id) & versions.c.current).join(blobs)
    )
    for row in connection.execute(held):
        yield row.id, {"title": row.title or "", "text": unpack_text(row.body)}
