"""What each person said of each claim as a whole: rows made of the decisions that stand, like those of the claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from reportedly.corrections.attach import attach
from reportedly.corrections.fields import JUDGEMENT
from reportedly.decision import Decision
from reportedly.records import Reading
from reportedly.store.decisions import about_claims
from reportedly.store.load import load_read
from reportedly.store.rows import Row
from reportedly.store.tables import claims, judgings, meta, reports

UNJUDGED = "unjudged"  # the row of `meta` that says that an earlier program kept no such rows
OF_CLAIMS = delete(judgings).where(judgings.c.claim.in_(bindparam("ids", expanding=True)))


def judging_rows(reading: Reading, decided: Iterable[Decision], ids: Sequence[int]) -> list[Row]:
    """The rows of a reading's claims, whose numbers in the store are these in order."""
    told: dict[tuple[int, str], str] = {}
    for decision in decided:
        if decision.field == JUDGEMENT and decision.target and decision.new:
            at = attach(decision.target, reading)
            if at is not None:
                told[ids[at], decision.who] = decision.new
    return [{"claim": claim, "who": who, "value": value} for (claim, who), value in sorted(told.items())]


def put_judgings(connection: Connection, reading: Reading, decided: Iterable[Decision], ids: Sequence[int]) -> None:
    """Makes the rows of a reading's claims, which have none yet."""
    if rows := judging_rows(reading, decided, ids):
        connection.execute(insert(judgings), rows)


def judge_anew(connection: Connection, reading: Reading, ids: Sequence[int]) -> None:
    """Makes the judgings of a reading's claims again, in the place of those before."""
    connection.execute(OF_CLAIMS, {"ids": ids})
    report = reading.report.id
    put_judgings(connection, reading, about_claims(connection, [report]).get(report, ()), ids)


def unjudged(connection: Connection) -> bool:
    """Whether an earlier program kept decisions and no rows of this kind."""
    return connection.scalar(select(meta.c.name).where(meta.c.name == UNJUDGED)) is not None


def renew(connection: Connection) -> None:
    """Makes all rows of this kind."""
    for report in about_claims(connection):
        own = select(claims.c.id).join(reports, claims.c.report == reports.c.id).where(reports.c.key == report)
        if reading := load_read(connection, report):
            judge_anew(connection, reading, list(connection.scalars(own.order_by(claims.c.number))))
    connection.execute(delete(meta).where(meta.c.name == UNJUDGED))
