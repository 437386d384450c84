"""Search: claims by their words and fields, with counts of all that was found, page by page; every state is an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from reportedly import deciding
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.formats import offered
from reportedly.web.narrowing import Facet, facets_of
from reportedly.web.pages.claim import own_number
from reportedly.web.pages.shared import shown
from reportedly.workspace import QueryError, search_store

if TYPE_CHECKING:
    from reportedly.workspace import ResultPage

MANY = 25  # claims on a page


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query: the words before, the words that do not fit, those behind, and why."""

    before: str
    wrong: str
    after: str
    reason: str


def page(asked: Asked) -> Response:
    """The page. With a query that cannot be understood it says where and why."""
    query, after = asked.value("q"), asked.value("after")
    try:
        found = search_store(asked.desk.store, query, MANY, after or None, facets=True)
    except QueryError as error:
        return shown(asked, "search.html", 400, **_values(query, after), fault=fault_of(query, error))
    facets = facets_of(found.facets, query, found.total)
    return shown(asked, "search.html", **_values(query, after, found, facets), fault=None, done=_done(asked))


def _done(asked: Asked) -> int | None:
    """The number of the decision that led here, where the person who asks can take it back."""
    typed = asked.value("done")
    return own_number(asked, deciding.numbered(asked.desk.store, asked.number("done"))) if typed else None


def fault_of(query: str, error: QueryError) -> Fault:
    """The query around the place that an error points at; an error about something else points at nothing."""
    if error.value and query[error.offset : error.offset + len(error.value)] != error.value:
        return Fault(query, "", "", str(error))
    end = error.offset + len(error.value)
    return Fault(query[: error.offset], query[error.offset : end], query[end:], error.fault)


def _values(query: str, after: str, found: ResultPage | None = None, facets: tuple[Facet, ...] = ()) -> dict[str, Any]:
    return {
        "here": "search", "query": query, "after": after, "found": found, "facets": facets, "formats": offered(),
        "pieces": fragments.pieces,
    }  # fmt: skip
