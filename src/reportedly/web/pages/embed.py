"""Cards that other pages show in a frame: a claim, the ways of an incident to its origins, its map. One file each, without script."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from starlette.responses import Response

from reportedly.incident import Incident
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.claim import found
from reportedly.web.templates import card_style, rendered


def claim(asked: Asked) -> Response:
    """The card of the claim that the address names."""
    return claim_card(asked, asked.path("id"))


def incident(asked: Asked) -> Response:
    """The card of the incident that the address names."""
    return chain_card(asked, asked.path("id"))


def incident_map(asked: Asked) -> Response:
    """The map of the incident that the address names."""
    return map_card(asked, asked.path("id"))


def claim_card(asked: Asked, named: str) -> Response:
    """The card of a claim: its words, its chain, how firmly it is said, where it was printed."""
    reading, at = found(asked, named)
    claim = reading.claims[at]
    return _card("embed_claim.html", asked, reading=reading, claim=claim)


def chain_card(asked: Asked, named: str) -> Response:
    """The card of an incident: on what it stands, and the ways to its origins."""
    incident = _incident(asked, named)
    return _card("embed_incident.html", asked, incident=incident, drawn=fragments.ways(incident, asked.desk.store))


def map_card(asked: Asked, named: str) -> Response:
    """The card of where the accounts of an incident place it."""
    incident = _incident(asked, named)
    return _card("embed_map.html", asked, incident=incident, drawn=fragments.places_of(incident))


def _incident(asked: Asked, named: str) -> Incident:
    found = asked.desk.store.incident(named)
    if found is None:
        raise NotHereError(gettext("This workspace holds no incident %(name)s.", name=named[:60]))
    return found


def _card(template: str, asked: Asked, **values: Any) -> Response:
    """A page that anybody may frame, and that loads nothing at all: its style stands in it, allowed by its hash."""
    made = rendered(
        template, fragments=fragments, here=str(asked.request.base_url).rstrip("/"), style=card_style(), **values
    )
    style = base64.b64encode(hashlib.sha256(card_style().encode()).digest()).decode("ascii")
    made.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    made.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return made
