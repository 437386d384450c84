"""Passwords: kept as Argon2 hashes, with the settings of RFC 9106 for machines with little memory.

One costs 64 MB and a fifth of a second, so few are looked at in the same moment: whoever comes then waits for a while, or is
told to try again, and everybody who is in already notices nothing.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reportedly.text import gettext
from reportedly.web.errors import RefusedError

LEAST, MOST = 12, 200  # characters of a password
AT_ONCE = 4
PATIENCE = 3.0  # seconds that somebody waits for a place


class Passwords:
    """What makes hashes of passwords, and compares them."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._places = BoundedSemaphore(AT_ONCE)

    def hashed(self, password: str, again: str, name: str) -> str:
        """The hash of a password that somebody chose and typed twice. Raises RefusedError where it is none that can be had."""
        if password != again:
            raise RefusedError(gettext("The two passwords are not the same. Type the same one twice."))
        if not LEAST <= len(password) <= MOST:
            raise RefusedError(
                gettext(
                    "A password has %(least)s to %(most)s characters. Several words do well.", least=LEAST, most=MOST
                )
            )
        if len(set(password.casefold().replace(name.casefold(), ""))) < LEAST // 2:
            raise RefusedError(
                gettext("That password is easily guessed: beside your name it holds few different characters.")
            )
        with self.place():
            return self._hasher.hash(_bytes(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one of a hash; without a hash it is not, after as long a time. To be asked in a `place`."""
        try:
            return self._hasher.verify(kept or self._of_nobody, _bytes(password)) and kept is not None
        except (InvalidHashError, VerificationError):
            return False

    @cached_property
    def _of_nobody(self) -> str:
        return self._hasher.hash(secrets.token_bytes(32))

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the few places in which a password is looked at. Raises RefusedError where all are taken."""
        if not self._places.acquire(timeout=PATIENCE):
            raise RefusedError(gettext("Many people log in at this moment. Try again in a minute."), 429)
        try:
            yield
        finally:
            self._places.release()


def _bytes(password: str) -> bytes:
    """A password as it is hashed: the same however a keyboard puts its accents together."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
