"""What names of inputs stand for, for tests of intake: nothing is read into claims here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.intake.fetched import Fetcher
from reportedly.intake.following import follow
from reportedly.intake.inputs import Input, Item, Stated, is_address, read_input
from reportedly.intake.options import NOTHING, Failure, Given
from reportedly.intake.sources import find
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report


def listed(name: str | Path, given: Given = NOTHING, **more: Any) -> list[Item]:
    """What a name stands for, opened and not read yet."""
    return list(find(str(name), Stated(given, **more))[0])


def gather(
    names: Iterable[str | Path],
    given: Given = NOTHING,
    stdin: BinaryIO | None = None,
    fetch: Fetcher | None = None,
) -> list[Report | Failure]:
    """What comes of names, read one after the other."""
    found = []
    for item in (item for name in names for item in listed(name, given)):
        asked = isinstance(item, Input) and is_address(item.name)
        found += list(follow(item, Stated(), fetch)) if asked and isinstance(item, Input) else [item]
    return [read_input(item, Knowledge(), stdin) if isinstance(item, Input) else item for item in found]
