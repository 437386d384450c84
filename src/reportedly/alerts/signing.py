"""The signature of a webhook: HMAC-SHA256 over the time and the body, so that nobody else can send one, and none can be sent
again later.

The header `Reportedly-Signature` is `t=SECONDS,v1=HEX`, where HEX is made of `SECONDS.BODY` with the secret that was shown
when the alert was made.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

HEADER = "Reportedly-Signature"
OLDEST = 300  # seconds that a message may be old when it arrives
_FORM = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", re.ASCII)


def new_secret() -> str:
    """A secret that nobody can guess."""
    return secrets.token_urlsafe(32)


def signature(secret: str, body: bytes, moment: int) -> str:
    """The value of the header for a body that is sent at a moment, in seconds since 1970."""
    return f"t={moment},v1={_digest(secret, body, moment)}"


def verify(secret: str, body: bytes, header: str, moment: int, oldest: int = OLDEST) -> bool:
    """Whether a body came from whoever holds the secret, not long before a moment: what a receiver asks."""
    found = _FORM.fullmatch(header)
    if not found or abs(moment - int(found[1])) > oldest:
        return False
    return hmac.compare_digest(found[2], _digest(secret, body, int(found[1])))


def _digest(secret: str, body: bytes, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
