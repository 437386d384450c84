"""Atom feeds that are followed: the newest claims that a search finds, the incidents that came last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import asking
from reportedly.corrections.narrowed import narrowed
from reportedly.exchange.atom import AtomHead, claim_feed, incident_feed
from reportedly.exchange.identifiers import urn
from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.entity_tags import unless_known
from reportedly.web.errors import RefusedError
from reportedly.workspace import QueryError, search_store

if TYPE_CHECKING:
    from reportedly.records import Reading

MOST = 100  # entries of a feed
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def claims(asked: Asked) -> Response:
    """The feed of a search; without a query, of all claims."""
    query = asked.value("q")
    return of_search(asked, query, query or "claims")


def of_search(asked: Asked, query: str, name: str) -> Response:
    """The newest claims that a query finds, as a feed of this name. Raises RefusedError for one that cannot be understood."""
    head = AtomHead(urn("feed", "search", query), f"reportedly: {name}", str(asked.request.url))
    try:
        return _feed(asked, claim_feed(_newest(asked, query), head))
    except QueryError as error:
        raise RefusedError(gettext("The query cannot be understood: %(fault)s", fault=error)) from error


def incidents(asked: Asked) -> Response:
    """The feed of incidents."""
    found = asking.newest_incidents(asked.desk.store, MOST)
    reports = asked.desk.store.reports(sorted({report for one in found for report in one.reports}))
    head = AtomHead(urn("feed", "newest"), "reportedly: newest incidents", str(asked.request.url))
    return _feed(asked, incident_feed(found, reports, head))


def _newest(asked: Asked, query: str) -> Iterator[Reading]:
    """The claims found, each in a reading of its own, in the order of search."""
    hits = search_store(asked.desk.store, query, MOST).hits
    readings = asked.desk.store.readings_of({hit.report for hit in hits})
    for hit in hits:
        if reading := readings.get(hit.report):
            yield narrowed(reading, frozenset({hit.claim}))


def _feed(asked: Asked, lines: Iterable[str]) -> Response:
    return unless_known(asked.request, "\n".join(lines).encode(), MEDIA_TYPE)
