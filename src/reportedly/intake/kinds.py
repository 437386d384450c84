"""Which files are known, and what is made of each: `KINDS` is the table of it.

One bad file costs itself alone, and of it only what could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from reportedly.intake import feeds, fetched, lists, tables, warc, zipped
from reportedly.intake.files import File, Held, OnDisk, contents, head_of, suffix_of
from reportedly.intake.html import looks_like_html
from reportedly.intake.inputs import PAGES, Input, Item, Stated
from reportedly.intake.objects import looks_like_json_feed
from reportedly.intake.options import Failure, Given, IntakeError
from reportedly.intake.rows import WRITTEN

TEXTS = frozenset({".txt", ".text", ".md", ""})
EMPTY = "holds no file that can be read: no text, page, table, feed or archive"


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
    return within(file.name, zipped.members(file), stated)


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
    Kind("a feed", frozenset({""}), _rows, looks_like_json_feed),
    Kind("a list of feeds", frozenset({".opml", ".xml", ""}), _listed(lists.opml), lists.looks_like_opml, leads=True),
    Kind("the map of a site", frozenset({".xml", ""}), _listed(lists.sitemap), lists.looks_like_sitemap, leads=True),
    Kind("a list of addresses", TEXTS | {".urls"}, _listed(lists.addresses), lists.looks_like_addresses, leads=True),
    REPORT,
)
"""What a file is: the first kind that fits. In folders and archives, files of no kind are passed over; a file that is named
by itself is read as a report then.
"""


def kind_of(file: File) -> Kind | None:
    """The kind of a file, by how its name ends and, where that leaves it open, how it begins."""
    suffix = suffix_of(file.name)
    fitting = [kind for kind in KINDS if suffix in kind.suffixes]
    if len(fitting) < 2 and not any(kind.begins for kind in fitting):
        return fitting[0] if fitting else None
    head = head_of(file)
    return next((kind for kind in fitting if kind.begins is None or kind.begins(head)), None)


def kind_of_sent(file: File) -> Kind | None:
    """The kind of what came from an address, by how it begins; null for a page or a text."""
    head = head_of(file)
    known = (kind for kind in KINDS if kind.begins and kind.begins(head))
    return None if looks_like_html(head) else next(known, None)


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


def within(name: str, found: Iterable[File | Failure], stated: Stated) -> Iterator[Item]:
    """What the files of a folder or the members of an archive give; those of no known kind are passed over."""
    stated, known = replace(stated, within=True), False
    for file in found:
        kind = None if isinstance(file, Failure) else kind_of(file)
        known = known or kind is not None or isinstance(file, Failure)
        if isinstance(file, Failure):
            yield file
        elif kind:
            yield from items_of(kind, file, stated)
    if not known:
        yield Failure(name, EMPTY, "name the files themselves")
