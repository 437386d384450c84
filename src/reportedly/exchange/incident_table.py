"""What the tables of incidents share: how they are written and described, countries' names, the bounds of the dead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from reportedly.exchange.cells import CREDIT
from reportedly.exchange.csvw import BESIDE, CsvColumn, described
from reportedly.incident import Figure, Incident, Where
from reportedly.knowledge.loader import table_rows
from reportedly.knowledge.states import COUNTRY_FILE
from reportedly.records import Report

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """A layout of incidents as CSV, with its description beside it."""

    columns: tuple[str, ...]
    rows: Callable[[Iterable[Incident], Mapping[str, Report]], Iterator[str]]
    suffix: str = ".csv"
    media_type: str = "text/csv"
    beside: str = BESIDE

    def write_incidents(self, incidents: Iterable[Incident], reports: Mapping[str, Report], out: BinaryIO) -> None:
        """Write the rows of the incidents."""
        for row in self.rows(incidents, reports):
            out.write(f"{row}\n".encode())

    def description(self, name: str) -> bytes:
        """The columns as CSVW."""
        return described(name, [CsvColumn(column) for column in self.columns])


@cache
def country_names() -> dict[str, str]:
    """English names of countries by ISO code."""
    text = (files("reportedly.knowledge") / "data" / COUNTRY_FILE).read_text(encoding="utf-8")
    return {row["iso"]: row["name"] for _, row in table_rows(text, COUNTRY_FILE, ("iso", "name"))}


def actors(incident: Incident) -> list[str]:
    """Who is said to have done it, by the accounts that count; where no assertion was read, the actors of its events."""
    if not incident.assertions:
        return list(incident.actors)
    done_by = incident.assertion("done_by")
    return list(dict.fromkeys(account.value for account in done_by.accounts if account.value)) if done_by else []


def killed(incident: Incident) -> list[Figure]:
    """The figures that an origin gives for the dead; those in the outlets' own voice are left out."""
    return [figure for figure in incident.figures if figure.what == "killed" and figure.origins]


def killed_bounds(incident: Incident) -> tuple[int | None, int | None]:
    """The lowest and the highest number of dead over the origins' figures; null where one of them is open on that side."""
    dead = killed(incident)
    lows, highs = [figure.low for figure in dead], [figure.high for figure in dead]
    return _bound(lows, min), _bound(highs, max)


def credit(where: Where) -> str | None:
    """Who is to be named for a point, coarse or not."""
    return CREDIT if where.lat is not None else None


def _bound(figures: list[int | None], outermost: Callable[[list[int]], int]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return outermost(known) if known and len(known) == len(figures) else None
