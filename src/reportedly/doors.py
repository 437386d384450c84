"""How people come in to a server on a workspace, as its settings say, for the command line; beside `workspace.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.store.door import Door


def door_of(folder: Path) -> Door:
    """The identity provider and the proxies that the settings name. Raises StoreError where they cannot be used."""
    from reportedly.store.door import read_door

    return read_door(folder)
