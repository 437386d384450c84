"""What is named on a command line, to what can be read of it: files, folders, archives, lists, standard input, addresses.

Order is kept: inputs as given, the files of a folder and the members of an archive by name. Every report, and everything
that gives none, comes out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.intake.files import File, OnDisk, plain, suffix_of
from reportedly.intake.inputs import STDIN, Input, Item, Stated, is_address
from reportedly.intake.kinds import KINDS, REPORT, items_of, kind_of, within
from reportedly.intake.options import IntakeError

MOST_FILES = 2_000_000


def find(name: str, stated: Stated) -> tuple[Iterable[Item], int | None]:
    """What a name stands for, opened as it is asked for, and how many items that will be; null where only reading tells."""
    if name == STDIN or is_address(name):
        return [Input(name, None, stated.given)], 1
    try:
        return _in_folder(Path(name), stated) if Path(name).is_dir() else _named(plain(OnDisk(Path(name))), stated)
    except IntakeError as error:
        return [error.failure], 1


def leads_to_addresses(name: str) -> bool:
    """Whether what is named is an address, or a file that lists addresses: then reading it means fetching."""
    if name == STDIN or is_address(name) or Path(name).is_dir():
        return is_address(name)
    kind = kind_of(plain(OnDisk(Path(name))))
    return kind is not None and kind.leads


def _named(file: File, stated: Stated) -> tuple[Iterable[Item], int | None]:
    kind = kind_of(file) or REPORT
    return items_of(kind, file, stated), 1 if kind is REPORT else None


def _in_folder(folder: Path, stated: Stated) -> tuple[Iterable[Item], int | None]:
    files = [plain(OnDisk(path)) for path in sorted(_files(folder)) if path.resolve() != stated.table]
    counted = files and all(suffix_of(file.name) in REPORT.suffixes for file in files)
    return within(str(folder), files, stated), len(files) if counted else None


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and all below it that may be of a known kind; hidden ones and links to folders are passed
    over.
    """
    known = frozenset().union(*(kind.suffixes for kind in KINDS))
    for count, path in enumerate(folder.rglob("*")):
        if count > MOST_FILES:
            raise IntakeError(str(folder), f"holds more than {MOST_FILES} files", "name its folders one by one")
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and suffix_of(path.name) in known and path.is_file():
            yield path
