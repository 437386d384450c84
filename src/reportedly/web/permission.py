"""What a person may do. Every route of the table names one; whoever holds one holds those before it."""

from __future__ import annotations

from enum import IntEnum


class Permission(IntEnum):
    """From looking to holding the workspace. The only user on loopback holds all of them."""

    VIEWER = 1  # looks, searches, takes results out
    CODER = 2  # judges and corrects claims
    REVIEWER = 3  # takes back what others decided
    OWNER = 4  # takes reports in
