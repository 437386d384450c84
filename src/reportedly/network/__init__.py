"""Who stands behind a whole store: citations, relays and copies between newsrooms and sources, counted as it streams by."""

from __future__ import annotations

from sqlalchemy import Connection

from reportedly.knowledge.loader import Knowledge
from reportedly.network.gather import Collection
from reportedly.network.measures import Counted
from reportedly.ties import Network

__all__ = ["network_of"]


def network_of(connection: Connection, knowledge: Knowledge, query: str = "") -> Network:
    """The network of the claims that a query finds. Raises QueryError for a query that cannot be understood."""
    found = Collection(connection, query)
    counted = Counted(knowledge, found.incidents_of_reports())
    for report, outlet in found.published():
        counted.publishes(report, outlet)
    for cited in found.cited():
        counted.cites(cited)
    for link in found.copies():
        counted.takes(link)
    for incident in found.standing():
        counted.stands(incident)
    return counted.network(found.query, found.claims())
