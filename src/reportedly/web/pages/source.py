"""A body or an outlet that is cited: how often, through whom, named or not, denied, from custody. No score, no rank.

Only what is public has such a page: bodies and outlets (`bodies.py`). Persons have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.text import N_, gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.bodies import has_page
from reportedly.web.errors import FINE, NotHereError, Refusal
from reportedly.web.narrowing import Facet, facets_of
from reportedly.web.pages.shared import shown
from reportedly.workspace import QueryError, cited_as_in_store, cited_in_store, query_term, search_store

if TYPE_CHECKING:
    from reportedly.workspace import ResultPage

OF_SOURCE = ("certainty", "act", "kind", "country", "month", "unnamed", "custody", "judgement")
OF_OUTLET = ("type", *OF_SOURCE)
SHOWN = 10  # claims
NO_PAGE = N_(
    "“%(name)s” has no page. Pages are made of bodies that reports cite by this name, never of persons; of ministries, armies "
    'and armed groups only of those that a knowledge file lists. The search source:"%(name)s" finds what is said on its word.'
)


def source_page(asked: Asked) -> Response:
    """The page of a body that is cited."""
    return _source(asked, asked.value("name"), FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The page of the body in a form, with what could not be done, and the form as it was filled in."""
    return _source(asked, asked.field("name"), refused)


def _source(asked: Asked, name: str, refused: Refusal) -> Response:
    as_origin, anywhere = query_term("source", name), query_term("cites", name)
    found, passed = _asked(asked, as_origin), _asked(asked, anywhere)
    bodies = _bodies(asked, name)
    if not bodies:
        raise NotHereError(gettext(NO_PAGE, name=name[:60]))
    ways = cited_in_store(asked.desk.store, as_origin)
    return shown(
        asked, "source.html", refused.status, fault=refused.words, other=asked.field("other"), why=asked.field("why"), name=name,
        kinds=bodies, found=found, passed=passed, as_origin=as_origin,
        anywhere=anywhere, through=ways.relays, outlets=ways.outlets, facets=_facets(found, as_origin, OF_SOURCE),
        denied=_counted(found, "certainty", "denied"), unnamed=_counted(found, "unnamed"),
        custody=_counted(found, "custody", "yes"), pieces=fragments.pieces,
    )  # fmt: skip


def outlet_page(asked: Asked) -> Response:
    """The page of an outlet: whom it cites, and who cites it."""
    name = asked.value("name")
    published = query_term("outlet", name)
    found = _asked(asked, published)
    if not found.total:
        raise NotHereError(gettext("No outlet called “%(name)s” published a report here.", name=name[:60]))
    whom, own = cited_in_store(asked.desk.store, published), f"{published} hops:0"
    relaying = _asked(asked, query_term("cites", name))
    return shown(
        asked, "outlet.html", name=name, found=found, published=published, own=own, own_total=found.total - _counted(found, "type"),
        unnamed=_counted(found, "unnamed"), custody=_counted(found, "custody", "yes"),
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
        raise NotHereError(gettext("No body or outlet of that name is here.")) from error


def _many(asked: Asked, query: str) -> int:
    """How many claims a query made of a name finds, none where the name can be none."""
    try:
        return search_store(asked.desk.store, query, 1).total
    except QueryError:
        return 0


def _counted(found: ResultPage, facet: str, value: str | None = None) -> int:
    """How many of the claims found have a value of a facet, or any."""
    return sum(many for one, many in found.facets.get(facet, ()) if value in (None, one))


def _facets(found: ResultPage, query: str, names: tuple[str, ...]) -> tuple[Facet, ...]:
    return facets_of({name: found.facets[name] for name in names if name in found.facets}, query, found.total)
