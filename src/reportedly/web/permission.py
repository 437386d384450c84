"""What somebody may do. Every route of the table names one; whoever holds one holds those before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.web.person import PersonName


class Permission(IntEnum):
    """From standing before the door to holding the workspace. The only user on loopback holds all of them."""

    NOBODY = 0  # has not logged in
    VIEWER = 1  # looks, searches, takes results out
    CODER = 2  # judges and corrects claims
    REVIEWER = 3  # takes back what others decided
    OWNER = 4  # takes reports in, says who else may do what

    @property
    def word(self) -> str:
        """What it is called on pages and in the store."""
        return self.name.lower()


ROLES = tuple(role for role in Permission if role is not Permission.NOBODY)


def role_named(word: str) -> Permission:
    """The role of a word; nobody where there is none."""
    return {role.word: role for role in ROLES}.get(word, Permission.NOBODY)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and what they may do; `name` is that under which they decide, null where none was given."""

    name: PersonName | None
    permission: Permission


STRANGER = Actor(None, Permission.NOBODY)


@dataclass(frozen=True, slots=True)
class Rights:
    """Which routes somebody may use; what is in no table is nobody's."""

    actor: Actor
    needed: Mapping[tuple[str, str], Permission]  # by method and path, as the table has them

    def __call__(self, path: str, method: str = "GET") -> bool:
        """Whether they may."""
        found = self.needed.get((method, path))
        return found is not None and self.actor.permission >= found
