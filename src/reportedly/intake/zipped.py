"""The members of a ZIP archive, each a file of its own named `archive.zip!/member`: nothing is unpacked to a disk.

A member that could do harm – a name that leads elsewhere, a link, an archive in the archive, one that swells – is refused
by itself, with the reason; the others are read. What an archive says of itself is not believed: its bytes are counted.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipExtFile, ZipFile, ZipInfo

from reportedly.intake.files import File
from reportedly.intake.options import Failure, IntakeError
from reportedly.intake.unpacked import FAULTS, UNPACK, unpacked

ARCHIVES = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst")
WITHIN = "!/"
MOST_MEMBERS = 200_000
LARGEST_LIST = 32_000_000  # bytes of an archive's list of its members, which takes about ten times that in memory
ENCRYPTED = 1  # the bit of a member's flags
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # Python unpacks the others without a bound


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive, and its size in bytes."""

    name: str
    size: int
    zip: ZipFile


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; it can be opened as long as the archive is open."""

    archive: Archive = field(repr=False)
    info: ZipInfo
    rereadable: bool = True

    @property
    def name(self) -> str:
        return f"{self.archive.name}{WITHIN}{self.info.filename}"

    def open(self) -> BinaryIO:
        size = min(self.info.compress_size, self.archive.size)
        return unpacked(self.name, size, lambda: cast(ZipExtFile, self.archive.zip.open(self.info)))


Rule = tuple[str, str, Callable[[ZipInfo], bool]]

REFUSED: tuple[Rule, ...] = (
    ("has a name that leads out of the archive", UNPACK, lambda info: ".." in parts(info)),
    ("has the name of a place on a disk", UNPACK, lambda info: parts(info)[0] == "" or ":" in parts(info)[0]),
    ("is a link to another file", UNPACK, lambda info: stat.S_ISLNK(info.external_attr >> 16)),
    ("is encrypted", UNPACK, lambda info: bool(info.flag_bits & ENCRYPTED)),
    ("is an archive in an archive", UNPACK, lambda info: info.filename.lower().endswith(ARCHIVES)),
    ("is packed in a way that is not read", UNPACK, lambda info: info.compress_type not in METHODS),
)
"""Why a member is not read, what to do, and how it is told, the first that fits."""


def members(file: File) -> Iterator[Member | Failure]:
    """The members of an archive by name, those that are refused as failures; hidden ones and folders are passed over.

    Raises IntakeError where it is no archive, or one with too many members.
    """
    with _opened(file) as archive:
        infos = archive.zip.infolist()
        shared = _shared(infos)
        rules = (("shares its name or its bytes with another one", UNPACK, shared.__contains__), *REFUSED)
        for info in sorted(infos, key=lambda info: info.filename):
            if not info.is_dir() and not hidden(info):
                member = Member(archive, info)
                refused = next((Failure(member.name, why, hint) for why, hint, fits in rules if fits(info)), None)
                yield refused or member


def parts(info: ZipInfo) -> list[str]:
    """The folders and the file that a member's name is made of, however they are parted."""
    return info.filename.replace("\\", "/").split("/")


def hidden(info: ZipInfo) -> bool:
    """Whether a member is what a system put there for itself."""
    return any(part.startswith((".", "__MACOSX")) for part in parts(info) if part.strip("."))


def _shared(infos: Sequence[ZipInfo]) -> set[ZipInfo]:
    """The members whose bytes are another one's too, and those whose name an earlier one has."""
    named = {info.filename: info for info in reversed(infos)}
    placed = sorted(infos, key=lambda info: info.header_offset)
    inside = [
        pair for pair in pairwise(placed) if pair[0].header_offset + pair[0].compress_size >= pair[1].header_offset
    ]
    return {info for info in infos if named[info.filename] is not info}.union(*inside)


@contextmanager
def _opened(file: File) -> Iterator[Archive]:
    with file.open() as opened:
        try:
            size = opened.seek(0, io.SEEK_END)
            found = ZipFile(_Listed(opened))
        except FAULTS as error:
            raise IntakeError(file.name, f"is no ZIP archive that can be read ({error})", "pack it anew") from error
        with found:
            if len(found.filelist) > MOST_MEMBERS:
                raise IntakeError(file.name, f"has more than {MOST_MEMBERS} members", UNPACK)
            yield Archive(file.name, size, found)


class _Listed:
    """A file of which no list of members is read that is too long to be held."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self.seek, self.tell, self.seekable = opened.seek, opened.tell, opened.seekable

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_LIST:
            raise BadZipFile(f"its list of members is longer than {LARGEST_LIST // 1_000_000} MB")
        return self._opened.read(size)
