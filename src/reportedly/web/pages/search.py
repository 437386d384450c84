"""Search: claims by their words and fields, with counts of all that was found, page by page; every state is an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from reportedly import deciding
from reportedly.render.dots import Place
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal
from reportedly.web.formats import offered
from reportedly.web.maps import Map, leading
from reportedly.web.narrowing import Facet, both, facets_of
from reportedly.web.pages.claim import own_number
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address
from reportedly.workspace import QueryError, places_in_store, query_without, search_store

if TYPE_CHECKING:
    from reportedly.workspace import ResultPage

MANY = 25  # claims on a page
BOX = re.compile(r"(?:^|(?<=[\s(]))box:[-0-9.,]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query: the words before, the words that do not fit, those behind, and why."""

    before: str
    wrong: str
    after: str
    reason: str


def page(asked: Asked) -> Response:
    """The page. With a query that cannot be understood it says where and why."""
    return _page(asked, asked.value("q"), asked.value("after"), FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """What the query of a form finds, with why what was sent was not done, and the form as it was filled in."""
    return _page(asked, asked.field("q"), asked.field("after"), refused)


def _page(asked: Asked, query: str, after: str, refused: Refusal) -> Response:
    try:
        found = search_store(asked.desk.store, query, MANY, after or None, facets=True)
    except QueryError as error:
        return shown(asked, "search.html", 400, **_values(query, after), fault=fault_of(query, error), map=None)
    facets = facets_of(found.facets, query, found.total)
    drawn = _drawn(asked, query) if asked.value("map") == "yes" and found.total else None
    values = _values(query, after, found, facets)
    return shown(
        asked, "search.html", refused.status, **values, fault=None, map=drawn, mapped=asked.value("map") == "yes",
        wider=_rest(query), done=_done(asked), refused=refused.words, saving=asked.request.url.path == "/saved",
        name=asked.field("name"),
    )  # fmt: skip


def _done(asked: Asked) -> int | None:
    """The number of the decision that led here, where the person who asks can take it back."""
    typed = asked.value("done")
    return own_number(asked, deciding.numbered(asked.desk.store, asked.number("done"))) if typed else None


def _drawn(asked: Asked, query: str) -> Map | None:
    """The map of what a query finds: a dot, or a box that is drawn, narrows the query to a piece of it."""
    rest = _rest(query)
    found = [Place(*one) for one in places_in_store(asked.desk.store, query)]
    return leading(
        found, lambda edges: address("/search", q=both(query if rest is None else rest, f"box:{edges}"), map="yes")
    )


def _rest(query: str) -> str | None:
    """A query without the piece of the map that it is narrowed to; null where it is to none."""
    for part in BOX.findall(query):
        rest = query_without(query, part)
        if rest is not None:
            return rest
    return None


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
