"""Bytes as they are unpacked, counted: what swells is stopped before it can fill a disk or memory.

What packed data says of itself is not believed.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Protocol
from zipfile import BadZipFile

from reportedly.intake.options import IntakeError

LARGEST = 4_000_000_000  # bytes; tables are read row by row, all else has a bound of its own far below
SWELLS = 200  # times its packed size: news text packs 3 to 10 times, a table of one repeated cell about 100 times
HARMLESS = 1_000_000  # bytes up to which swelling is no matter
FAULTS = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What Python's modules raise on packed data that is damaged or unusual."""
UNPACK = "unpack it and give what was in it"
TRUST = "if you trust it, unpack it and give what was in it"


class Unpacking(Protocol):
    """What gives bytes as it unpacks them."""

    def read1(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def unpacked(name: str, size: int, opener: Callable[[], Unpacking]) -> io.BufferedReader:
    """The bytes that an opener gives of so many packed ones; they raise IntakeError where they are damaged or swell."""
    try:
        return io.BufferedReader(_Counted(name, size, opener()))
    except FAULTS as error:
        raise fault(name, error) from error


def fault(name: str, error: Exception) -> IntakeError:
    """What is said where packed data is damaged."""
    return IntakeError(name, f"cannot be unpacked ({error})", UNPACK)


class _Counted(io.RawIOBase):
    def __init__(self, name: str, size: int, opened: Unpacking) -> None:
        self._name, self._most, self._opened, self._given = name, max(HARMLESS, SWELLS * size), opened, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._opened.read1(len(buffer))
        except FAULTS as error:
            raise fault(self._name, error) from error
        self._given += len(piece)
        if self._given > LARGEST:
            raise IntakeError(self._name, f"is larger than {LARGEST // 1_000_000_000} GB", UNPACK)
        if self._given > self._most:
            raise IntakeError(self._name, f"grows to more than {SWELLS} times its size when it is unpacked", TRUST)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._opened.close()
        super().close()
