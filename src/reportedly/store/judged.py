"""What each person said of each claim as a whole: rows made of the decisions that stand, like those of the claims."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from reportedly.corrections.attach import attach
from reportedly.corrections.fields import JUDGEMENT
from reportedly.records import Reading
from reportedly.store.decisions import about_claims
from reportedly.store.tables import judgings


def put_judgings(connection: Connection, reading: Reading, ids: Sequence[int]) -> None:
    """Makes the rows of a reading's claims anew; `ids` are the numbers of these claims in the store, in order."""
    connection.execute(delete(judgings).where(judgings.c.claim.in_(ids)))
    told: dict[tuple[int, str], str] = {}
    for decision in about_claims(connection, reading.report.id).get(reading.report.id, ()):
        if decision.field == JUDGEMENT and decision.target and decision.new:
            at = attach(decision.target, reading)
            if at is not None:
                told[ids[at], decision.who] = decision.new
    rows = [{"claim": claim, "who": who, "value": value} for (claim, who), value in told.items()]
    if rows:
        connection.execute(insert(judgings), rows)
