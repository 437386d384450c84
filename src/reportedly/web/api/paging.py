"""Places to go on from. They are opaque to who asks, stay good while the store changes, and are of one list each."""

from __future__ import annotations

import base64
import binascii

from reportedly.web.api.problems import ProblemError


def sealed(of: str, place: object) -> str | None:
    """The place of a list as it is given out; null where the list ends."""
    if place is None:
        return None
    return base64.urlsafe_b64encode(f"{of}:{place}".encode()).decode("ascii").rstrip("=")


def opened(of: str, given: str) -> str | None:
    """The place that was given back, null where none was. Raises ProblemError for what is none of this list."""
    if not given:
        return None
    try:
        told = base64.b64decode(given.encode("ascii") + b"=" * (-len(given) % 4), b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        told = ""
    name, _, place = told.partition(":")
    if name != of or not place:
        raise ProblemError(
            400, f"after {given[:40]!r} is no place of this list; take the one that its page before gave."
        )
    return place


def opened_number(of: str, given: str) -> int:
    """The same for places that are numbers; 0 where none was given."""
    place = opened(of, given) or "0"
    if not (place.isascii() and place.isdigit() and len(place) < 16):
        raise ProblemError(
            400, f"after {given[:40]!r} is no place of this list; take the one that its page before gave."
        )
    return int(place)
