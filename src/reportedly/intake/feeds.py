"""Reports from a feed in a file: RSS (0.9 to 2.0) and Atom, one report an entry.

An entry's own `<source>` names who published it, for a feed that gathers many outlets; else the feed's title does. An entry
that cannot be read costs only itself. Entities of a feed are never opened and nothing that it names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from reportedly.intake.address import canonical, site_of
from reportedly.intake.dates import mail_date, not_understood
from reportedly.intake.elements import elements
from reportedly.intake.excerpts import CUT, excerpt
from reportedly.intake.files import File
from reportedly.intake.fragments import lists_stories, plain
from reportedly.intake.html import with_headline
from reportedly.intake.language import code_of
from reportedly.intake.options import NOTHING, Failure, Given, IntakeError
from reportedly.intake.repeated import Repeated
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report, report_id

LOOKS_LIKE = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
ENTRIES = frozenset({"item", "entry"})
TEXTS = ("encoded", "content", "description", "summary")
"""Where an entry's text stands, the fullest first."""
SHOWN = ("description", "summary")
"""Where the words about its picture, sound or film stand."""
AUTHORS = frozenset({"creator", "author"})
DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
STRANGE = re.compile(r"media|mrss|itunes|podcast|georss|activity|thread", re.IGNORECASE)
"""In the name spaces of pictures, sounds, maps and comments; a `title` or a `description` there is not the entry's."""
DUBLIN_CORE = "purl.org/dc/"  # whose `source` is what an entry was made from, mostly an address, and no outlet
BEHIND_TITLES = " - ", " | ", " – ", " — "
"""Between a title and the outlet behind it."""
NO_TEXT = "the entry has no text of its own"
CODA = 80  # characters behind its title with which an entry's text still tells nothing of its own: an outlet, a day


@dataclass(frozen=True, slots=True)
class FeedChannel:
    """What a feed says of itself; `link` is the address of its site, which addresses without one of their own begin with."""

    title: str | None = None
    language: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed: where it stands, its parts by name, those about what it shows, who wrote it, its article's address."""

    file: str
    number: int
    cells: Mapping[str, etree._Element]
    shown: Mapping[str, etree._Element]
    authors: tuple[str, ...]
    link: str | None
    channel: FeedChannel

    @property
    def name(self) -> str:
        """As a person finds it again."""
        return f"{self.file} entry {self.number}"

    @property
    def outlet(self) -> str | None:
        """Who published it: whom the entry names, else the feed."""
        return _source(self.cells.get("source")) or self.channel.title or site_of(self.link or self.channel.link)

    @property
    def title(self) -> str:
        """Its headline, without the name of its outlet behind it, as feeds that gather others write it."""
        title = plain(_text(self.cells.get("title")) or "")
        ends = (f"{between}{self.outlet}" for between in BEHIND_TITLES)
        end = next((end for end in ends if self.outlet and title.endswith(end)), "")
        return title.removesuffix(end).strip()

    @property
    def body(self) -> str:
        """The fullest text that it has, else nothing; a list of what several outlets have is none of its own."""
        written = filter(None, (_inside(self.cells.get(where)) for where in TEXTS))
        return next(filter(None, (plain(text) for text in written if not lists_stories(text))), "")

    @property
    def caption(self) -> str:
        """What is said of the picture, sound or film that it has, else nothing."""
        return next(filter(None, (plain(_inside(self.shown.get(where))) for where in SHOWN)), "")

    @property
    def dated(self) -> str | None:
        """What it says of the day it was published, else of the last day it was changed."""
        return next(filter(None, (_text(self.cells.get(where)) for where in DATES)), None)


def looks_like_feed(head: bytes) -> bool:
    """Whether a file that begins like this is a feed, whatever letters it is written in."""
    return LOOKS_LIKE.search(head.replace(b"\0", b"")) is not None


def reports(file: File, given: Given = NOTHING, knowledge: Knowledge | None = None) -> Iterator[Report | Failure]:
    """A report or a failure for each entry, in order; what is given for all wins over what the feed says."""
    known, repeated, number = knowledge or Knowledge(), Repeated(), 0
    try:
        for number, (entry, channel) in enumerate(_entries(file), 1):
            link = canonical(_link(entry), channel.link)
            shown = entry.iterdescendants()  # they may stand in a group
            parts = _by_name(entry, _name), _by_name(shown, _shown_name), tuple(_authors(entry))
            found = FeedEntry(file.name, number, *parts, link, channel)
            yield _report_or_failure(found, given, known, repeated)
    except IntakeError as error:
        yield error.failure
    else:
        if not number:
            yield Failure(file.name, "holds no entry of a feed", "give an RSS or Atom file")


def _entries(file: File) -> Iterator[tuple[etree._Element, FeedChannel]]:
    """Each entry that stands in no other one, with what the feed has said of itself so far; one that was handed out is
    forgotten.
    """
    channel, inside = FeedChannel(), 0
    for event, element in elements(file):
        name = _name(element)
        if name in ENTRIES:
            inside += 1 if event == "start" else -1
        if event == "end" and not inside:
            if name in ENTRIES:
                yield element, channel
                element.clear()
            elif name in ("title", "language"):
                channel = replace(channel, **{name: getattr(channel, name) or _text(element)})
            elif name == "link" and _leads_to_page(element):
                channel = replace(channel, link=channel.link or element.get("href") or _text(element))


def _report_or_failure(entry: FeedEntry, given: Given, knowledge: Knowledge, repeated: Repeated) -> Report | Failure:
    try:
        return repeated.checked(_report(entry, given, knowledge), entry.name, "the first of them is read")
    except IntakeError as error:
        return replace(error.failure, input=entry.name)


def _report(entry: FeedEntry, given: Given, knowledge: Knowledge) -> Report:
    date, (text, notes) = mail_date(entry.dated or ""), _words(entry)
    if entry.dated and date is None:
        notes.append(not_understood(entry.dated))
    stated = Given(entry.outlet, date, code_of(entry.channel.language), entry.title or None, entry.link)
    made = report_from_text(text, entry.name, given.over(stated), knowledge, entry.authors)
    outlet = (made.outlet.id or made.outlet.name) if made.outlet else None
    return replace(made, id=report_id(made.url, entry.file, entry.number, outlet), notes=(*made.notes, *notes))


def _words(entry: FeedEntry) -> tuple[str, list[str]]:
    """What is read of an entry, and what there is to say of that: its text below its title, else the words about what it shows,
    else its title alone.
    """
    title, (body, cut) = entry.title, excerpt(entry.body)
    if body and not (title and body.startswith(title) and len(body) < len(title) + CODA):
        return with_headline(body, title), [CUT] if cut else []
    if caption := entry.caption:
        return with_headline(caption, title), [f"{NO_TEXT}; what it says of its picture is read"]
    return title, [f"{NO_TEXT}; its title is read"]


def _name(element: etree._Element) -> str:
    """A tag without its name space; empty for what belongs to a picture, a sound or a comment."""
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    return "" if STRANGE.search(space) or (name == "source" and DUBLIN_CORE in space) else name


def _shown_name(element: etree._Element) -> str:
    """A tag that belongs to a picture or a sound, without its name space; empty for any other."""
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    return name if STRANGE.search(space) else ""


def _by_name(parts: Iterable[etree._Element], named: Callable[[etree._Element], str]) -> dict[str, etree._Element]:
    """Parts of an entry by name, the first of each."""
    return {named(part): part for part in reversed(list(parts)) if named(part)}


def _authors(entry: etree._Element) -> Iterator[str]:
    """Who wrote an entry: names as Dublin Core and RSS write them, or in Atom's `<name>`."""
    for part in entry:
        if _name(part) in AUTHORS:
            named = next((child for child in part if _name(child) == "name"), part)
            if (name := _text(named)) is not None:
                yield name


def _text(element: etree._Element | None) -> str | None:
    return "".join(element.itertext()).strip() or None if element is not None else None


def _inside(element: etree._Element | None) -> str:
    """The text of an element, or its markup where Atom writes XHTML into it."""
    if element is None:
        return ""
    if element.get("type") != "xhtml":
        return "".join(element.itertext())
    for tag in element.iter(etree.Element):
        tag.tag = etree.QName(tag).localname
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _source(element: etree._Element | None) -> str | None:
    """The outlet that an entry names: RSS writes it into `<source>`, Atom into the title in it; where neither has a name, the site of the
    address that is given for it.
    """
    if element is None:
        return None
    title = next((child for child in element if _name(child) == "title"), None)
    named = _text(title) if title is not None else element.text and element.text.strip()
    given = element.get("url") or next((child.get("href") for child in element if _name(child) == "link"), None)
    return named or site_of(given)


def _leads_to_page(link: etree._Element) -> bool:
    """Whether a link is to the page of what it stands in, and not to the feed itself or to a picture."""
    relation: str = link.get("rel", "alternate")
    return relation == "alternate"


def _link(entry: etree._Element) -> str | None:
    """The address of the article: the text of RSS's link, the `href` of Atom's, else an RSS name that is an address."""
    named = None
    for child in entry:
        if _name(child) == "link" and _leads_to_page(child):
            return child.get("href") or _text(child)
        if _name(child) == "guid" and child.get("isPermaLink", "true") == "true":
            named = _text(child)
    return named if named and named.startswith(("http://", "https://")) else None
