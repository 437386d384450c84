"""Names for reports, claims and incidents that hold outside of us: URNs made of their ids, and addresses of the web."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

KEPT = ":/?#[]@!$&'()*+,;=%"  # what an address may hold beside letters and digits (RFC 3986)


def urn(kind: str, *ids: str) -> str:
    """`urn:reportedly:` with the kind and the ids."""
    return ":".join(("urn:reportedly", kind, *(quote(part, safe="", errors="replace") for part in ids)))


def web_address(url: str | None) -> str | None:
    """The address as an absolute one of the web, in ASCII; null for anything else, such as a script."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that no address may hold
        return None
    return quote(address, safe=KEPT, errors="replace") if parts.scheme in ("http", "https") and parts.netloc else None
