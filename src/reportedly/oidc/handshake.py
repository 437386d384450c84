"""One way to the provider and back, bound to one browser.

The browser keeps a seed, in a cookie; `state`, `nonce` and the verifier of PKCE are made from it, so the server remembers nothing,
and whoever has no such cookie has no such way. A seed is good for ten minutes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

LASTS = 600  # seconds
LONGEST_BACK = 1_500  # characters of an address that the way leads back to, as a cookie holds it
FORM = re.compile(r"(\d{1,12})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_.~%/-]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Handshake:
    """A way that was begun: at which second, its secret, and the page of ours that was asked for."""

    began: int
    secret: str
    back: str

    @property
    def seed(self) -> str:
        """What the browser keeps."""
        return f"{self.began}.{self.secret}.{quote(self.back)}"

    @property
    def state(self) -> str:
        """What comes back with the browser."""
        return self._made("state")

    @property
    def nonce(self) -> str:
        """What comes back in the ID token."""
        return self._made("nonce")

    @property
    def verifier(self) -> str:
        """What the code is exchanged with."""
        return self._made("verifier")

    @property
    def challenge(self) -> str:
        """What the provider hears of the verifier beforehand (S256)."""
        return _letters(hashlib.sha256(self.verifier.encode()).digest())

    def _made(self, of: str) -> str:
        return _letters(hmac.digest(self.secret.encode(), f"{of} {self.began}".encode(), "sha256"))


def begun(back: str, clock: Callable[[], float] = time.time) -> Handshake:
    """A new way, at whose end a page of ours stands."""
    return Handshake(int(clock()), secrets.token_urlsafe(32), back if len(quote(back)) <= LONGEST_BACK else "")


def held(seed: str, state: str, clock: Callable[[], float] = time.time) -> Handshake | None:
    """The way of a seed; null where it is none, is too old, or the state is another's."""
    found = FORM.fullmatch(seed[:2_000])
    if found is None:
        return None
    way = Handshake(int(found[1]), found[2], unquote(found[3]))
    fresh = 0 <= clock() - way.began <= LASTS
    return way if fresh and hmac.compare_digest(way.state.encode(), state.encode("utf-8", "replace")) else None


def _letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
