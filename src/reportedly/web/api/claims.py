"""Claims: what a query finds, counts of it, one claim whole; and who is cited in what a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly import asking, deciding
from reportedly.decision import DecisionError
from reportedly.records import to_json
from reportedly.web.api.asks import ClaimsAsked, NoParameters, QueryAsked
from reportedly.web.api.call import Answer, Call
from reportedly.web.api.paging import opened, sealed
from reportedly.web.bodies import has_page
from reportedly.web.decided_on import decisions_on
from reportedly.web.errors import NotHereError
from reportedly.workspace import cited_in_store

if TYPE_CHECKING:
    from reportedly.workspace import Connects

OF = "claims"


def page(call: Call, asked: ClaimsAsked) -> Answer:
    """Claims, those of the newest reports first."""
    found = asking.claims_found(call.desk.store, asked.q, asked.limit, opened(OF, asked.after))
    return Answer(found | {"after": sealed(OF, found["after"])})


def facets(call: Call, asked: QueryAsked) -> Answer:
    """Counts of all that is found."""
    return Answer(asking.facets(call.desk.store, asked.q))


def claim(call: Call, asked: NoParameters) -> Answer:
    """One claim."""
    return Answer(told(call.desk.store, call.path("id")))


def told(store: Connects, named: str) -> dict[str, Any]:
    """A claim by its id, with what people decided on it. Raises NotHereError."""
    try:
        reading, at = deciding.find_claim(store, named)
    except DecisionError as error:
        raise NotHereError(f"This workspace holds no claim {named[:60]}.") from error
    decisions = decisions_on(store, reading, reading.claims[at])
    return asking.claim_whole(reading, at) | {"decisions": [to_json(one) for one in decisions]}


def sources(call: Call, asked: QueryAsked) -> Answer:
    """The bodies that are cited, the commonest first. Persons are in no such list."""
    found = cited_in_store(call.desk.store, asked.q)
    lists = {"origins": found.origins, "relays": found.relays}
    return Answer({
        name: [to_json(one) for one in held if has_page(one.type, one.unnamed == one.claims, one.known)]
        for name, held in lists.items()
    })  # fmt: skip


def outlets(call: Call, asked: QueryAsked) -> Answer:
    """The outlets whose reports hold the claims, with how many of them."""
    found = cited_in_store(call.desk.store, asked.q)
    return Answer({"outlets": [{"name": name, "claims": many} for name, many in found.outlets]})
