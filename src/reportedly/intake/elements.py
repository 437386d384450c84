"""The elements of an XML file as they begin and end, within bounds. Entities are never opened, and nothing that a file names
is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from reportedly.intake.decode import LARGEST
from reportedly.intake.files import File, contents
from reportedly.intake.options import IntakeError

MOST_ELEMENTS = 1_000_000  # of one file: they stay in memory, some hundred bytes each
BROKEN = (
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
    etree.ErrorTypes.ERR_RESOURCE_LIMIT,
    etree.ErrorTypes.ERR_NAME_TOO_LONG,
)
Event = tuple[str, etree._Element]
BEFORE = "what stands before is read"


def elements(file: File) -> Iterator[Event]:
    """The elements, each as it starts ("start") and as it is there with all in it ("end"). An end is told when something
    starts behind it or the file is known to be whole: the parser itself closes what was cut.

    Raises IntakeError where the file is too large, is no XML, or is cut, after what stands before.
    """
    data = contents(file)
    if len(data) > LARGEST:
        raise IntakeError(file.name, f"is larger than {LARGEST // 1_000_000} MB", "cut it into several")
    found = etree.iterparse(
        BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    ended: list[Event] = []
    for number, event in enumerate(_sound(found, file.name)):
        if number > 2 * MOST_ELEMENTS:
            raise IntakeError(file.name, f"has more than {MOST_ELEMENTS} elements", BEFORE)
        if event[0] == "start":
            yield from ended
            yield event
            ended = []
        else:
            ended.append(event)
    yield from ended


def _sound(found: etree.iterparse, name: str) -> Iterator[Event]:
    """The parser's events. Raises IntakeError where they break off, or in the end, where the parser closed what was cut."""
    try:
        yield from found
    except etree.XMLSyntaxError as error:
        raise IntakeError(name, f"is no XML that can be read ({error})", BEFORE) from error
    broken = next((error.message.strip() for error in found.error_log if error.type in BROKEN), None)
    if broken:
        raise IntakeError(name, f"is cut or cannot be read to its end ({broken})", BEFORE)
