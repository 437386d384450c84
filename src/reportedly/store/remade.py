"""The rows of a report's claims made again after a decision: the same claims under the same numbers, with other values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reportedly.store import indexed
from reportedly.store.judged import judge_anew
from reportedly.store.load import load_reading
from reportedly.store.rows import claim_rows
from reportedly.store.tables import claims, counts, events, reports, sources


def remake(connection: Connection, report: str) -> None:
    """Makes the rows of the claims of a report as they are shown now, and the index of those that have other words."""
    reading = load_reading(connection, report)
    if reading is None:
        return
    home = connection.scalar(select(reports.c.id).where(reports.c.key == report))
    ids = list(connection.scalars(select(claims.c.id).where(claims.c.report == home).order_by(claims.c.number)))
    rows = list(claim_rows(reading))
    judge_anew(connection, reading, ids)
    _index_anew(connection, {claim: row.claim["quote"] for claim, row in zip(ids, rows, strict=True)})
    for table, name in ((counts, "counts"), (events, "events"), (sources, "sources")):
        connection.execute(delete(table).where(table.c.claim.in_(ids)))
        below = [{"claim": claim} | item for claim, row in zip(ids, rows, strict=True) for item in getattr(row, name)]
        if below:
            connection.execute(insert(table), below)
    if rows:
        made = [{"of": claim} | row.claim for claim, row in zip(ids, rows, strict=True)]
        values: dict[str, Any] = {name: bindparam(name) for name in rows[0].claim}
        connection.execute(update(claims).where(claims.c.id == bindparam("of")).values(values), made)


def _index_anew(connection: Connection, quotes: dict[int, str]) -> None:
    """Changes the index for claims whose words are no longer those that are kept."""
    kept = connection.execute(select(claims.c.id, claims.c.quote).where(claims.c.id.in_(quotes))).all()
    other = [row for row in kept if row.quote != quotes[row.id]]
    indexed.take_out(connection, "claim_words", [(row.id, {"quote": row.quote}) for row in other])
    indexed.put_in(connection, "claim_words", [(row.id, {"quote": quotes[row.id]}) for row in other])
