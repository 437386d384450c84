"""The words of claims and reports, as the engine's own index holds them.

What is taken out must be what was put in; both come from `words` and the stored text, so a change of the tokeniser makes
every index anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Connection, func, select

from reportedly.store.dialect import Row, dialect
from reportedly.store.packed import unpack_text
from reportedly.store.tables import WORD_TABLES, blobs, claims, meta, reports, versions
from reportedly.store.words import VERSION, words

Texts = Mapping[str, str]  # what to index, by column
BATCH = 500  # rows whose words are made before they are handed to the engine


def put_in(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Adds the words of texts under the numbers of their rows."""
    for some in _folded(table, rows):
        dialect(connection).put_words(connection, table, some)


def take_out(connection: Connection, table: str, rows: Iterable[tuple[int, Texts]]) -> None:
    """Takes the words of texts out again: the very texts that were put in."""
    for some in _folded(table, rows):
        dialect(connection).take_words(connection, table, some)


def _folded(table: str, rows: Iterable[tuple[int, Texts]]) -> Iterator[list[Row]]:
    """The words of texts by column, with the numbers of their rows."""
    made = ({"id": number} | {name: words(texts[name]) for name in WORD_TABLES[table]} for number, texts in rows)
    while some := list(islice(made, BATCH)):
        yield list(some)


def tidy(connection: Connection) -> None:
    """Leaves nothing in the indexes of what was taken out."""
    for table in WORD_TABLES:
        dialect(connection).tidy_words(connection, table)


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the indexes: as many rows must be in them as there are claims, and reports with a text."""
    current = select(func.count()).select_from(versions).where(versions.c.current)
    for table, counted in (("claim_words", select(func.count()).select_from(claims)), ("report_words", current)):
        expected, there = connection.scalar(counted), dialect(connection).count_words(connection, table)
        if expected != there:
            yield f"the index {table} holds {there} rows where there should be {expected}"


def fresh(connection: Connection) -> bool:
    """Whether this program's tokeniser made the indexes."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "words")) == VERSION


def renew(connection: Connection) -> None:
    """Makes every index anew."""
    for table in WORD_TABLES:
        dialect(connection).clear_words(connection, table)
    quotes = connection.execute(select(claims.c.id, claims.c.quote), execution_options={"yield_per": BATCH})
    put_in(connection, "claim_words", ((row.id, {"quote": row.quote}) for row in quotes))
    put_in(connection, "report_words", _reports(connection))
    connection.execute(meta.delete().where(meta.c.name == "words"))
    connection.execute(meta.insert().values(name="words", value=VERSION))


def _reports(connection: Connection) -> Iterator[tuple[int, Texts]]:
    held = select(reports.c.id, reports.c.title, blobs.c.body).select_from(
        reports.join(versions, (versions.c.report == reports.c.id) & versions.c.current).join(blobs)
    )
    for row in connection.execute(held, execution_options={"yield_per": BATCH}):
        yield row.id, {"title": row.title or "", "text": unpack_text(row.body)}
