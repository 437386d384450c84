"""What goes wrong with a store, said for the person who meets it. Imports nothing, so that anybody may catch it."""

from __future__ import annotations


class StoreError(Exception):
    """A store cannot be used as asked; the message says why and what to do."""


class AccountError(ValueError):
    """An account cannot be made or changed as asked; the message says why and what to do."""


class AmbiguousError(StoreError):
    """A name fits several things of a store; the message says what to give instead."""


class FollowingError(ValueError):
    """A search or an alert that cannot be kept as asked; the message says why and what to do."""
