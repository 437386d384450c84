"""Inputs as they are named on a command line, to reports: files, folders, standard input, addresses where that is
asked for.

Order is kept: inputs as given, a folder's files sorted by path. Every input gives exactly one report or one failure
that names it; one bad file costs itself alone. `Input` and `read_input` can be sent to other processes,
`list_inputs` opens no file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.decode import LARGEST
from reportedly.intake.fetched import Fetcher
from reportedly.intake.html import looks_like_html, report_from_html
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

STDIN = "-"
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml"})
TEXTS = frozenset({".txt", ".text", ".md", ""})
MOST_FILES = 2_000_000
LOOKS_LIKE_XML = re.compile(rb"\s*<\?xml\s")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its name as the user knows it, and what the user says of it. `path` is null for standard
    input and addresses.
    """

    name: str
    path: Path | None = None
    given: Given = NOTHING


def list_inputs(names: Iterable[str], given: Given = NOTHING, each: Mapping[Path, Given] | None = None) -> list[Input]:
    """The inputs that the names stand for. What a sidecar table says of a file goes before what `given` says of all."""
    found: list[Input] = []
    for name in names:
        if name == STDIN or is_address(name):
            found.append(Input(name, None, given))
            continue
        path = Path(name)
        files = sorted(_files(path)) if path.is_dir() else [path]
        known = {file: (each or {}).get(file.resolve(), NOTHING).over(given) for file in files} if each else {}
        found += [Input(str(file), file, known.get(file, given)) for file in files]
    return found


def _files(folder: Path) -> Iterator[Path]:
    """The text and HTML files of a folder and all below it; hidden ones and links to folders are passed over."""
    for count, path in enumerate(folder.rglob("*")):
        if count > MOST_FILES:
            raise IntakeError(str(folder), f"holds more than {MOST_FILES} files", "name its folders one by one")
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in PAGES | TEXTS and path.is_file():
            yield path


def is_address(name: str) -> bool:
    """Whether an input is named by an address rather than a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def read_input(
    item: Input, knowledge: Knowledge, stdin: BinaryIO | None = None, fetch: Fetcher | None = None
) -> Report | Failure:
    """The report that an input gives, or why it gives none."""
    try:
        if is_address(item.name):
            return _read_address(item, knowledge, fetch)
        data = _read_stdin(stdin) if item.path is None else _read_file(item.path, item.name)
        return report_from_bytes(data, item.name, item.given, knowledge)
    except IntakeError as error:
        return error.failure


def report_from_bytes(data: bytes, name: str, given: Given, knowledge: Knowledge) -> Report:
    """The report in a file's bytes, by what they look like and, where that leaves it open, by the file's name."""
    page = looks_like_html(data) or Path(name).suffix.lower() in PAGES
    if not page and LOOKS_LIKE_XML.match(data):
        raise IntakeError(name, "is XML, and neither a page nor a feed", "give its text, or the page it came from")
    return (report_from_html if page else report_from_text)(data, name, given, knowledge)


def gather(
    names: Iterable[str],
    given: Given = NOTHING,
    knowledge: Knowledge | None = None,
    *,
    each: Mapping[Path, Given] | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetcher | None = None,
) -> Iterator[Report | Failure]:
    """A report or a failure for every input, in order, one after the other in this process."""
    known = knowledge or Knowledge()
    for name in names:
        try:
            items = list_inputs([name], given, each)
        except IntakeError as error:
            yield error.failure
            continue
        if not items:
            yield Failure(name, "holds no text or HTML file", "name the files themselves")
        for item in items:
            yield read_input(item, known, stdin, fetch)


def _read_file(path: Path, name: str) -> bytes:
    """A file's bytes, one more than may be at most, so that what is too large is known without being read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IntakeError(name, f"cannot be opened ({reason})", "check the name and the rights") from error


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    return (stdin or sys.stdin.buffer).read(LARGEST + 1)


def _read_address(item: Input, knowledge: Knowledge, fetch: Fetcher | None) -> Report:
    if fetch is None:
        raise IntakeError(item.name, "is an address, and fetching was not asked for", "save the page and read the file")
    page = fetch(item.name)
    given = item.given if item.given.url else Given(url=page.url).over(item.given)
    if page.html:
        return report_from_html(page.data, item.name, given, knowledge, page.charset)
    return report_from_text(page.data, item.name, given, knowledge)
