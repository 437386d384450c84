"""Inputs as they are named on a command line, to what can be read of them: files, folders, archives, tables, feeds,
standard input, addresses. `KINDS` says which files are known, and what is made of each.

Order is kept: inputs as given, the files of a folder and the members of an archive by name. Every report, and everything
that gives none, comes out once; one bad file costs itself alone.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from reportedly.intake import feeds, fetched, lists, tables, warc, zipped
from reportedly.intake.decode import LARGEST
from reportedly.intake.files import File, Held, OnDisk, contents, head_of, plain, suffix_of
from reportedly.intake.html import looks_like_html, report_from_html
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.rows import WRITTEN
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

STDIN = "-"
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml"})
TEXTS = frozenset({".txt", ".text", ".md", ""})
MOST_FILES = 2_000_000
LOOKS_LIKE_XML = re.compile(rb"\s*<\?xml\s")
EMPTY = "holds no file that can be read: no text, page, table, feed or archive"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its name as the user knows it, what the user says of it, and its bytes or the file they are in;
    neither for standard input and addresses. It can be sent to other processes.
    """

    name: str
    path: Path | None = None
    given: Given = NOTHING
    data: bytes | None = field(default=None, repr=False)
    page: bool = False  # whether its bytes were sent as a page
    charset: str | None = None  # and the encoding that they were sent in


Item = Input | Report | Failure


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user says: of all inputs, of single files, of the columns of tables; and who is told what was guessed."""

    given: Given = NOTHING
    each: Mapping[Path, Given] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    knowledge: Knowledge = field(default_factory=Knowledge)
    told: Callable[[str], None] = log.info
    guesses: set[str] = field(default_factory=set)  # the maps of columns that were told already
    table: Path | None = None  # where single files are told of; it is no input itself
    within: bool = False  # whether a file was found in a folder or an archive, and not named by itself

    def of(self, file: File) -> Given:
        """What is said of a file; what is said of it alone goes before what is said of all."""
        return self.each.get(Path(file.name).resolve(), NOTHING).over(self.given) if self.each else self.given


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how its name ends, what is read of it, and, where other kinds end so too, how it begins."""

    what: str
    suffixes: frozenset[str]
    items: Callable[[File, Stated], Iterator[Item]]
    begins: Callable[[bytes], bool] | None = None
    leads: bool = False  # to addresses, and is followed only where it is named by itself


def _report(file: File, stated: Stated) -> Iterator[Item]:
    """One report. The file is opened where it is read; only what cannot be opened there is taken along."""
    if isinstance(file, OnDisk):
        yield Input(file.name, file.path, stated.of(file))
    else:
        yield Input(file.name, None, stated.of(file), contents(file))


def _entries(file: File, stated: Stated) -> Iterator[Item]:
    return feeds.reports(file, stated.of(file), stated.knowledge)


def _rows(file: File, stated: Stated) -> Iterator[Item]:
    """The rows of a table; guessed columns are told, once for all tables that are alike."""
    table = tables.open_table(file, stated.columns, by_looks=not stated.within)
    shown = table.columns.shown()
    if table.columns.guessed and shown not in stated.guesses:
        stated.guesses.add(shown)
        stated.told(f"{file.name}: columns taken as {shown}")
    yield from tables.reports(table, stated.of(file), stated.knowledge)


def _members(file: File, stated: Stated) -> Iterator[Item]:
    """What the members of an archive give; those of no known kind are passed over, as in a folder."""
    within, read = replace(stated, within=True), False
    for member in zipped.members(file):
        if isinstance(member, Failure):
            read = True
            yield member
        elif kind := kind_of(member):
            read = True
            yield from items_of(kind, member, within)
    if not read:
        raise IntakeError(file.name, EMPTY, "unpack it and name the files themselves")


def _listed(listed: Callable[[File], Iterator[str | Failure]]) -> Callable[[File, Stated], Iterator[Item]]:
    """What is read of a file that names addresses."""

    def items(file: File, stated: Stated) -> Iterator[Item]:
        found = listed(file)
        first = next(found, None)
        if first is None:
            raise IntakeError(file.name, "names no address", "look into it")
        for one in chain([first], found):
            yield one if isinstance(one, Failure) else Input(one, None, stated.of(file))

    return items


def _captures(file: File, stated: Stated) -> Iterator[Item]:
    """The pages, texts and feeds that a web archive kept; pictures and the like are passed over, and so are lists."""
    for found in warc.captured(file):
        if found.wrong:
            yield Failure(found.name, found.wrong, "the other records are read")
        elif found.media_type in fetched.PAGES + fetched.TEXTS + fetched.LISTS:
            held = Held(found.name, found.data)
            kind = kind_of_sent(held)
            given = stated.of(file).over(Given(url=found.url or None))
            if kind is None:
                yield Input(found.name, None, given, found.data, found.media_type in fetched.PAGES, found.charset)
            elif not kind.leads:
                yield from items_of(kind, held, stated)


REPORT = Kind("a report", PAGES | TEXTS, _report)
KINDS = (
    Kind("an archive", frozenset({".zip"}), _members),
    Kind("a web archive", frozenset({".warc"}), _captures),
    Kind("a table", frozenset(WRITTEN), _rows),
    Kind("a feed", frozenset({".rss", ".atom", ".rdf"}), _entries),
    Kind("a feed", frozenset({".xml", ""}), _entries, feeds.looks_like_feed),
    Kind("a list of feeds", frozenset({".opml", ".xml", ""}), _listed(lists.opml), lists.looks_like_opml, leads=True),
    Kind("the map of a site", frozenset({".xml", ""}), _listed(lists.sitemap), lists.looks_like_sitemap, leads=True),
    Kind("a list of addresses", TEXTS | {".urls"}, _listed(lists.addresses), lists.looks_like_addresses, leads=True),
    REPORT,
)
"""What a file is: the first kind that fits. In folders and archives, files of no kind are passed over; a file that is named
by itself is read as a report then.
"""


def kind_of_sent(file: File) -> Kind | None:
    """The kind of what came from an address, by how it begins; null for a page or a text."""
    head = head_of(file)
    known = (kind for kind in KINDS if kind.begins and kind.begins(head))
    return None if looks_like_html(head) else next(known, None)


def leads_to_addresses(name: str) -> bool:
    """Whether what is named is an address, or a file that lists addresses: then reading it means fetching."""
    if name == STDIN or is_address(name) or Path(name).is_dir():
        return is_address(name)
    kind = kind_of(plain(OnDisk(Path(name))))
    return kind is not None and kind.leads


def kind_of(file: File) -> Kind | None:
    """The kind of a file, by how its name ends and, where that leaves it open, how it begins."""
    suffix = suffix_of(file.name)
    fitting = [kind for kind in KINDS if suffix in kind.suffixes]
    if len(fitting) < 2 and not any(kind.begins for kind in fitting):
        return fitting[0] if fitting else None
    head = head_of(file)
    return next((kind for kind in fitting if kind.begins is None or kind.begins(head)), None)


def find(name: str, stated: Stated) -> tuple[Iterable[Item], int | None]:
    """What a name stands for, opened as it is asked for, and how many items that will be; null where only reading tells."""
    if name == STDIN or is_address(name):
        return [Input(name, None, stated.given)], 1
    try:
        return _in_folder(Path(name), stated) if Path(name).is_dir() else _named(plain(OnDisk(Path(name))), stated)
    except IntakeError as error:
        return [error.failure], 1


def is_address(name: str) -> bool:
    """Whether an input is named by an address rather than a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def read_input(item: Input, knowledge: Knowledge, stdin: BinaryIO | None = None) -> Report | Failure:
    """The report that an input gives whose bytes can be had, or why it gives none."""
    try:
        data = _bytes_of(item, stdin)
        if item.page:
            return report_from_html(data, item.name, item.given, knowledge, item.charset)
        return report_from_bytes(data, item.name, item.given, knowledge)
    except IntakeError as error:
        return error.failure


def report_from_bytes(data: bytes, name: str, given: Given, knowledge: Knowledge) -> Report:
    """The report in a file's bytes, by what they look like and, where that leaves it open, by the file's name."""
    page = looks_like_html(data) or Path(name).suffix.lower() in PAGES
    if not page and LOOKS_LIKE_XML.match(data):
        raise IntakeError(name, "is XML, and neither a page nor a feed", "give its text, or the page it came from")
    return (report_from_html if page else report_from_text)(data, name, given, knowledge)


def _named(file: File, stated: Stated) -> tuple[Iterable[Item], int | None]:
    kind = kind_of(file) or REPORT
    return items_of(kind, file, stated), 1 if kind is REPORT else None


def _in_folder(folder: Path, stated: Stated) -> tuple[Iterable[Item], int | None]:
    files = sorted(path for path in _files(folder) if path.resolve() != stated.table)
    within = replace(stated, within=True)
    found = (items_of(kind, file, within) for file in map(plain, map(OnDisk, files)) if (kind := kind_of(file)))
    counted = all(suffix_of(file.name) in REPORT.suffixes for file in files)
    if not files:
        return [Failure(str(folder), EMPTY, "name the files themselves")], 1
    return chain.from_iterable(found), len(files) if counted else None


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


def items_of(kind: Kind, file: File, stated: Stated) -> Iterator[Item]:
    """What a file gives; where it cannot be read on, that is the last of it."""
    if kind.leads and stated.within:
        yield Failure(
            file.name, f"is {kind.what}, and those are followed only where they are named", "name it by itself"
        )
        return
    try:
        yield from kind.items(file, stated)
    except IntakeError as error:
        yield error.failure


def _bytes_of(item: Input, stdin: BinaryIO | None) -> bytes:
    if item.data is not None:
        return item.data
    return contents(OnDisk(item.path)) if item.path else (stdin or sys.stdin.buffer).read(LARGEST + 1)
