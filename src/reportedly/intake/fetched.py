"""What an address gave, and whatever can fetch one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an address after decompression; `url` is where they came from in the end, `charset` what its
    server claims.
    """

    url: str
    data: bytes
    charset: str | None
    html: bool


class Fetcher(Protocol):
    """Fetches one address; raises IntakeError with the reason where that cannot be."""

    def __call__(self, url: str) -> Fetched: ...
