"""Plain text to a Report: the text whole and verbatim, what is not body marked by spans. Pure: no file is opened
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.intake.address import canonical
from reportedly.intake.agency import Agencies, outlet_entity
from reportedly.intake.dates import check_date
from reportedly.intake.decode import Decoded, decode
from reportedly.intake.language import identify
from reportedly.intake.layout import Layout, lay_out
from reportedly.intake.options import NOTHING, Given, IntakeError
from reportedly.intake.signed import signed
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Outlet, Report, report_id, version_of


def report_from_text(
    data: str | bytes,
    input_name: str,
    given: Given = NOTHING,
    knowledge: Knowledge | None = None,
    stated: Iterable[str] = (),
) -> Report:
    """The report that a plain text is; `stated` is who signed it, as what stands beside it says.

    Raises IntakeError where it is empty, too large or no text, or where a given date is none.
    """
    known = knowledge or Knowledge()
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    decoded = decode(raw, input_name) if isinstance(data, bytes) else _whole(data, input_name)
    text = decoded.text
    agencies = Agencies(known, given.outlet)
    layout = signed(lay_out(text, given.title, agencies), stated, agencies)
    outlet = outlet_of(given.outlet, layout, known)
    published, published_from = publication(given, layout, input_name)
    url = canonical(given.url)
    return Report(
        id=report_id(url, input_name, 0, (outlet.id or outlet.name) if outlet else None),
        version=version_of(raw),
        input=input_name,
        text=text,
        outlet=outlet,
        url=url,
        title=given.title or (text[slice(*layout.headline)] if layout.headline else None),
        authors=layout.authors,
        published=published,
        published_from=published_from,
        dateline=layout.dateline,
        byline_agency=byline_agency(layout, outlet, known),
        language=given.language or identify(body_sample(text, layout)),
        headline=layout.headline,
        furniture=layout.furniture,
        notes=decoded.notes,
    )


def outlet_of(name: str | None, layout: Layout, knowledge: Knowledge) -> Outlet | None:
    """Who published: the name given or found, else that on a line of its own, else the one credited by the dateline, for
    outlets sign their own copy there.
    """
    name = name or layout.outlet or (layout.dated[0] if len(layout.dated) == 1 else None)
    if not name:
        return None
    entity = outlet_entity(knowledge, name)
    return Outlet(entity.name, entity.id) if entity else Outlet(name.strip())


def byline_agency(layout: Layout, outlet: Outlet | None, knowledge: Knowledge) -> str | None:
    """The agencies the copy is credited to, other than its outlet; null for an outlet's own copy."""
    agencies = Agencies(knowledge, outlet.name if outlet else None)
    credited: dict[str, str] = {}
    for name in layout.credited:
        entity = knowledge.find(name)
        if not agencies.is_own(name):
            credited.setdefault(entity.id if entity else name.casefold(), name)
    return "; ".join(credited.values()) or None


def publication(given: Given, layout: Layout, input_name: str) -> tuple[str | None, str | None]:
    """The publication date and where it comes from. Raises IntakeError for a given date that is none."""
    if given.date:
        try:
            return check_date(given.date), "given"
        except ValueError as error:
            raise IntakeError(input_name, str(error)) from error
    if layout.published:
        return layout.published, "text (updated)" if layout.updated else "text"
    return None, None


def body_sample(text: str, layout: Layout) -> str:
    """The start of the body, for what looks at letters only."""
    start = max((end for begin, end in layout.furniture if begin < 600), default=0)
    rest = text[start:]
    return rest if len(rest) > 200 else text


HALVES = re.compile("[\ud800-\udfff]")  # halves of surrogate pairs, as broken feeds escape them


def _whole(text: str, input_name: str) -> Decoded:
    """A text that comes decoded. Raises IntakeError where nothing stands in it."""
    if not text.strip():
        raise IntakeError(input_name, "is empty", "check the input")
    whole = HALVES.sub("\ufffd", text)
    return Decoded(whole, "str", ("halves of characters were replaced",) if whole != text else ())
