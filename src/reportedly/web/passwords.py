"""Passwords: kept as Argon2 hashes, with the settings of RFC 9106 for machines with little memory.

One costs 64 MB and a fifth of a second, so few are looked at in the same moment.
"""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import AbstractContextManager
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reportedly.text import gettext
from reportedly.web.errors import RefusedError
from reportedly.web.turns import Turns

LEAST, MOST = 12, 200  # characters of a password
AT_ONCE, WAITING = 4, 6  # people whose passwords are looked at in the same moment, and who wait for that


class Passwords:
    """What makes hashes of passwords, and compares them."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = Turns(AT_ONCE, WAITING)

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
        with self.turn():
            return self._hasher.hash(_bytes(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one of a hash; without a hash it is not, after as long a time. To be asked in a `turn`."""
        try:
            return self._hasher.verify(kept or self._of_nobody, _bytes(password)) and kept is not None
        except (InvalidHashError, VerificationError):
            return False

    @cached_property
    def _of_nobody(self) -> str:
        return self._hasher.hash(secrets.token_bytes(32))

    def turn(self) -> AbstractContextManager[None]:
        """Within it a password may be looked at. Raises RefusedError where too many are."""
        return self._turns.turn()


def _bytes(password: str) -> bytes:
    """A password as it is hashed: the same however a keyboard puts its accents together."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
