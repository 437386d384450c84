"""A file as a user names it – on a disk, in an archive, as it came from an address – opened from its start as often as
it is needed.

Whoever reads a file reads it within bounds: `contents` is never more than one report may be.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from reportedly.intake.decode import LARGEST
from reportedly.intake.options import IntakeError

HEAD = 2_000  # bytes in which a file shows what it is
WRAPPED = ".gz"


class File(Protocol):
    """Bytes under a name. `open` raises IntakeError where they cannot be had, and so may whatever it opens."""

    @property
    def name(self) -> str:
        """As the user knows it."""
        ...

    @property
    def rereadable(self) -> bool:
        """Whether it can be opened more than once; a pipe cannot."""
        ...

    def open(self) -> BinaryIO:
        """The bytes from the first on."""
        ...


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file of its own."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def rereadable(self) -> bool:
        return self.path.is_file()

    def open(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise IntakeError(self.name, f"cannot be opened ({reason})", "check the name and the rights") from error


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that are there already, under the name of where they came from."""

    name: str
    data: bytes
    rereadable: bool = True

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)


def suffix_of(name: str) -> str:
    """What a file's name ends with, in small letters: ".csv"; the last two for what is wrapped, ".warc.gz"."""
    path = Path(name)
    last = path.suffix.lower()
    return Path(path.stem).suffix.lower() + last if last == WRAPPED else last


def head_of(file: File) -> bytes:
    """The first bytes of a file; none where it cannot be opened or could not be opened again."""
    if not file.rereadable:
        return b""
    try:
        return contents(file, HEAD)
    except IntakeError:
        return b""


def contents(file: File, most: int = LARGEST) -> bytes:
    """The bytes of a file, one more than may be at most, so that what is too large is known without being read."""
    with file.open() as opened:
        try:
            return opened.read(most + 1)
        except OSError as error:
            raise IntakeError(file.name, f"cannot be read ({error.strerror})", "check the disk") from error
