"""Reports for bibliographies: as CSL-JSON and as RIS, a record for each reading's report.

Both call every report an article of a newspaper, the kind that reference managers have for news. Nothing is added: an
author is a byline of the report, a day without a date of publication stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.exchange.formats import Lines, in_array
from reportedly.exchange.identifiers import urn, web_address
from reportedly.exchange.json_line import foreign_line
from reportedly.records import Reading, Report
from reportedly.visible import one_line

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def csl_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of a CSL-JSON file, a report a line."""
    return in_array(foreign_line(csl(reading.report)) for reading in readings)


def ris_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of a RIS file; nothing in a report can end its line or record."""
    for reading in readings:
        for tag, value in ris(reading.report):
            yield f"{tag}  - {one_line(value)}"
        yield ""


CSL = Lines(".json", "application/vnd.citationstyles.csl+json", csl_lines)
RIS = Lines(".ris", "application/x-research-info-systems", ris_lines, "\r\n")


def csl(report: Report) -> dict[str, Any]:
    """The report as an item of CSL; what is unknown is left out."""
    item = {
        "id": urn("report", report.id), "type": "article-newspaper", "title": report.title,
        "container-title": report.outlet.name if report.outlet else None,
        "author": [{"literal": author} for author in report.authors],
        "issued": {"date-parts": [day]} if (day := _day(report.published)) else None,
        "URL": web_address(report.url), "language": report.language,
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def ris(report: Report) -> Iterator[tuple[str, str]]:
    """The tags of the report in order, from TY to ER."""
    day = _day(report.published)
    outlet = report.outlet.name if report.outlet else None
    known = [("TI", report.title), *(("AU", author) for author in report.authors), ("T2", outlet)]
    if day:
        known += [("PY", f"{day[0]:04}"), ("DA", "/".join(f"{part:02}" for part in day))]
    known += [("LA", report.language), ("UR", web_address(report.url)), ("ID", report.id)]
    yield "TY", "NEWS"
    yield from ((tag, value) for tag, value in known if value)
    yield "ER", ""


def _day(published: str | None) -> list[int]:
    """Year, month and day as far as they are given."""
    found = DAY.match(published or "")
    return [int(part) for part in found.groups() if part] if found else []
