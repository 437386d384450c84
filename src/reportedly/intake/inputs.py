"""One thing to read, as it goes from where it was found to whoever reads it: its name, its bytes, what the user says of it.

Every input gives exactly one report or one failure that names it.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.decode import LARGEST
from reportedly.intake.files import File, OnDisk, contents
from reportedly.intake.html import looks_like_html, report_from_html
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

STDIN = "-"
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml"})
LOOKS_LIKE_XML = re.compile(rb"\s*<\?xml\s")
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


def _bytes_of(item: Input, stdin: BinaryIO | None) -> bytes:
    if item.data is not None:
        return item.data
    return contents(OnDisk(item.path)) if item.path else (stdin or sys.stdin.buffer).read(LARGEST + 1)
