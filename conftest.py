"""A test that measures what the machine does has it to itself: where several processes share the tests, the others wait."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test beside the others, or, where it is marked `alone`, by itself."""
    with ExitStack() as stack:
        if of_all := getattr(item.config, "workerinput", {}).get("testrunuid"):
            room = stack.enter_context(lock(of_all, "room"))
            with lock(of_all, "door") as door:  # whoever waits for the room holds the door: nobody enters before
                fcntl.flock(door, fcntl.LOCK_EX)
                fcntl.flock(room, fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH)
        return (yield)


def lock(of_all: str, name: str) -> IO[str]:
    """A file of the whole run that can be locked, until it is closed."""
    return (Path(tempfile.gettempdir()) / f"reportedly-{of_all}.{name}").open("a")
