"""A body or an outlet that is cited: how often, through whom, named or not, denied, from custody. No score, no rank.

Only what is public has such a page: bodies and outlets (`bodies.py`). Persons have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.bodies import has_page
from reportedly.web.errors import NotHereError
from reportedly.web.narrowing import Facet, facets_of
from reportedly.web.pages.shared import shown
from reportedly.workspace import QueryError, cited_as_in_store, cited_in_store, query_term, search_store

if TYPE_CHECKING:
    from reportedly.workspace import ResultPage

OF_SOURCE = ("certainty", "act", "kind", "country", "month", "unnamed", "custody", "judgement")
OF_OUTLET = ("type", *OF_SOURCE)
SHOWN = 10  # claims


def source_page(asked: Asked) -> Response:
    """The page of a body that is cited."""
    name = asked.value("name")
    as_origin, anywhere = query_term("source", name), query_term("cites", name)
    found, passed = _asked(asked, as_origin), _asked(asked, anywhere)
    bodies = _bodies(asked, name)
    if not bodies:
        raise NotHereError(gettext("body called %(name)s that is cited; persons have no page", name=repr(name[:60])))
    ways = cited_in_store(asked.desk.store, as_origin)
    return shown(
        asked, "source.html", name=name, kinds=bodies, found=found, passed=passed, as_origin=as_origin,
        anywhere=anywhere, through=ways.relays, outlets=ways.outlets, facets=_facets(found, as_origin, OF_SOURCE),
        denied=_many(asked, f"{as_origin} certainty:denied"), unnamed=_many(asked, f"{as_origin} unnamed:yes"),
        custody=_many(asked, f"{as_origin} custody:yes"), pieces=fragments.pieces,
    )  # fmt: skip


def outlet_page(asked: Asked) -> Response:
    """The page of an outlet: whom it cites, and who cites it."""
    name = asked.value("name")
    published = query_term("outlet", name)
    found = _asked(asked, published)
    if not found.total:
        raise NotHereError(gettext("report by an outlet called %(name)s", name=repr(name[:60])))
    whom, own = cited_in_store(asked.desk.store, published), f"{published} hops:0"
    relaying = _asked(asked, query_term("cites", name))
    return shown(
        asked, "outlet.html", name=name, found=found, published=published, own=own, own_total=_many(asked, own),
        unnamed=_many(asked, f"{published} unnamed:yes"), custody=_many(asked, f"{published} custody:yes"),
        whom=whom, relaying=relaying, cites=query_term("cites", name), pieces=fragments.pieces,
        facets=_facets(found, published, OF_OUTLET),
    )  # fmt: skip


def is_body(asked: Asked, name: str) -> bool:
    """Whether a name is that of a body that is cited, or of an outlet."""
    return bool(_bodies(asked, name)) or _many(asked, query_term("outlet", name)) > 0


def _bodies(asked: Asked, name: str) -> list[str]:
    """The kinds of body that are cited by exactly this name."""
    alike = cited_as_in_store(asked.desk.store, name)
    return sorted({one.type for one in alike if has_page(one.type, one.unnamed == one.claims, one.known)})


def _asked(asked: Asked, query: str) -> ResultPage:
    """What a query made of a name finds. Raises NotHereError where the name can be none."""
    try:
        return search_store(asked.desk.store, query, SHOWN, facets=True)
    except QueryError as error:
        raise NotHereError(gettext("body or outlet of that name")) from error


def _many(asked: Asked, query: str) -> int:
    return search_store(asked.desk.store, query, 1).total


def _facets(found: ResultPage, query: str, names: tuple[str, ...]) -> tuple[Facet, ...]:
    return facets_of({name: found.facets[name] for name in names if name in found.facets}, query, found.total)
