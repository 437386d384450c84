"""Cards that other pages show in a frame: a claim, the ways of an incident to its origins. One file each, without script."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from starlette.responses import Response

from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError
from reportedly.web.pages.claim import found
from reportedly.web.templates import card_style, rendered


def claim(asked: Asked) -> Response:
    """The card of a claim: its words, its chain, how firmly it is said, where it was printed."""
    reading, at = found(asked, asked.path("id"))
    claim = reading.claims[at]
    return _card("embed_claim.html", asked, reading=reading, claim=claim)


def incident(asked: Asked) -> Response:
    """The card of an incident: on what it stands, and the ways to its origins."""
    named = asked.path("id")
    incident = asked.desk.store.incident(named)
    if incident is None:
        raise NotHereError(gettext("This workspace holds no incident %(name)s.", name=named[:60]))
    ways = fragments.ways(incident, asked.desk.store)
    return _card("embed_incident.html", asked, incident=incident, ways=ways)


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
