"""Checks: how far people agree on the same claims, where they do not, and a sheet of drawn claims to check by eye."""

from __future__ import annotations

import secrets

from starlette.responses import Response

from reportedly import reviewing
from reportedly.checking.sheet import sheet_lines
from reportedly.reviewing import sample_store
from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages.shared import shown
from reportedly.workspace import QueryError

SHOWN = 50  # claims on which people differ
MOST = 1_000  # claims of a sheet
SEEDS = 1_000_000  # a seed that nobody chose is drawn below


def page(asked: Asked) -> Response:
    """The page."""
    found = asked.desk.agreed()
    return shown(
        asked, "checks.html", here="checks", found=found, differences=found.differences[:SHOWN],
        disagreed=reviewing.DISAGREED, most=MOST,
    )  # fmt: skip


def sheet(asked: Asked) -> Response:
    """Drawn claims as a table for a spreadsheet; `reportedly precision` reads it back."""
    query, many, store = asked.value("q"), asked.number("many"), asked.desk.store
    seed = asked.number("seed", 0) if asked.value("seed") else secrets.randbelow(SEEDS)
    if many > MOST:
        raise RefusedError(
            gettext("A sheet holds %(most)s claims at most. `reportedly sample` draws more.", most=f"{MOST:,}")
        )
    try:
        drawn = sample_store(store, many, seed, query)
    except QueryError as error:
        raise RefusedError(gettext("The query cannot be understood: %(fault)s", fault=error)) from error
    found = (store.as_read(report) for report in dict.fromkeys(report for report, _ in drawn.claims))
    lines = sheet_lines((reading for reading in found if reading), drawn.claims, drawn.seed, drawn.query)
    text = "\ufeff" + "".join(f"{line}\n" for line in lines)
    told = {"Content-Disposition": f'attachment; filename="reportedly-sheet-{seed}.csv"'}
    return Response(text.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=told)
