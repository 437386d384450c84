"""The versions of a report: every text and every reading that was kept, and what two of them say differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.checking.difference import Totals, differences
from reportedly.records import Reading
from reportedly.render.text_difference import text_difference
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.shared import shown
from reportedly.workspace import reading_kept, readings_kept

if TYPE_CHECKING:
    from reportedly.workspace import KeptReading

MOST = 200  # changes that are shown


def page(asked: Asked) -> Response:
    """The page; without two readings in the address, the last two."""
    named = asked.path("id")
    kept = readings_kept(asked.desk.store, named)
    if not kept:
        raise NotHereError(gettext("This workspace holds no report %(name)s.", name=named[:60]))
    one, two = _chosen(asked, kept)
    before, after = (_read(asked, named, number) for number in (one, two))
    same_text = before.report.text == after.report.text
    totals = Totals()
    changes = list(differences([(before, after)], totals)) if same_text else []
    texts = [] if same_text else text_difference(before.report.text, after.report.text)
    return shown(
        asked, "versions.html", report=after.report, title=fragments.title(after), kept=kept, one=one, two=two,
        texts=texts, totals=totals, changes=changes[:MOST], more=max(0, len(changes) - MOST), same_text=same_text,
        claims=(len(before.claims), len(after.claims)), versions=_numbered(kept),
    )  # fmt: skip


def _chosen(asked: Asked, kept: Sequence[KeptReading]) -> tuple[int, int]:
    """The numbers of the two readings that are compared."""
    latest = kept[-1].number
    one = asked.number("one", 0) or (kept[-2].number if len(kept) > 1 else latest)
    return one, asked.number("two", 0) or latest


def _read(asked: Asked, named: str, number: int) -> Reading:
    found = reading_kept(asked.desk.store, named, number)
    if found is None:
        raise NotHereError(gettext("This report has no reading %(number)s.", number=number))
    return found


def _numbered(kept: Sequence[KeptReading]) -> dict[str, int]:
    """The texts in the order in which they came, from 1."""
    return {version: place for place, version in enumerate(dict.fromkeys(one.version for one in kept), 1)}
