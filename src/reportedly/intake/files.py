"""A file as a user names it – on a disk, in an archive, as it came from an address – opened from its start as often as
it is needed.

Whoever reads a file reads it within bounds: `contents` is never more than one report may be.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from reportedly.intake.decode import LARGEST
from reportedly.intake.options import IntakeError
from reportedly.intake.unpacked import unpacked

HEAD = 2_000  # bytes in which a file shows what it is
GZIP, MAGIC = ".gz", b"\x1f\x8b"


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


@dataclass(frozen=True, slots=True)
class Inflated:
    """What a file that was packed with gzip holds; it keeps the file's name."""

    file: File

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def rereadable(self) -> bool:
        return self.file.rereadable

    def open(self) -> BinaryIO:
        packed = self.file.open()
        size = packed.seek(0, io.SEEK_END) if packed.seekable() else 0
        if size:
            packed.seek(0)
        return unpacked(self.name, size, lambda: _Unzipped(packed))


class _Unzipped(gzip.GzipFile):
    """What was packed with gzip; the file beneath is closed with it."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed)
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


def plain(file: File) -> File:
    """A file as it was before it was packed, where its name says that it is packed with gzip."""
    return Inflated(file) if file.name.lower().endswith(GZIP) else file


def suffix_of(name: str) -> str:
    """What a file's name ends with, in small letters: ".csv"; that of what is packed where it is packed, ".csv.gz"."""
    return Path(name.lower().removesuffix(GZIP)).suffix


def head_of(file: File, size: int = HEAD) -> bytes:
    """The first bytes of a file; none where it cannot be opened or could not be opened again."""
    if not file.rereadable:
        return b""
    try:
        return contents(file, size)[:size]
    except IntakeError:
        return b""


def contents(file: File, most: int = LARGEST) -> bytes:
    """The bytes of a file, one more than may be at most, so that what is too large is known without being read."""
    with file.open() as opened:
        try:
            return opened.read(most + 1)
        except OSError as error:
            raise IntakeError(file.name, f"cannot be read ({error.strerror})", "check the disk") from error
