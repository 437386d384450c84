"""What opens something: 32 random bytes that are told once, of which a store keeps the SHA-256 alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta


def made() -> str:
    """A new secret, as it can stand in an address or a cookie."""
    return secrets.token_urlsafe(32)


def sealed(secret: str) -> str:
    """What a store keeps of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def after(span: timedelta, moment: str | None = None) -> str:
    """The time so long after a moment, or after now, as stores write it."""
    start = datetime.fromisoformat(moment) if moment else datetime.now(UTC)
    return (start + span).isoformat(timespec="seconds")
