"""`reportedly origins`: a set of reports in, the incidents they tell of out – each with the origins it stands on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import say
from reportedly.cli.options import Columns, Date, Inputs, Json, Keep, Language, Outlet, Sidecar, Workers
from reportedly.cli.output import console, json_line, print_line, write_page, write_rows
from reportedly.cli.run import Run

if TYPE_CHECKING:
    from reportedly.incident import Incident
    from reportedly.records import Reading
    from reportedly.workspace import Linked


def origins(
    inputs: Inputs,
    as_json: Json = False,
    table: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the incidents in GED's columns.")
    ] = None,
    page: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one page instead.")] = None,
    best: Annotated[
        str | None, typer.Option("--best", metavar="origin:NAME", help="Whose figure fills `best`.")
    ] = None,
    least: Annotated[
        int, typer.Option("--reports", min=1, help="Show incidents told by at least so many reports.")
    ] = 2,
    why: Annotated[bool, typer.Option("--why", help="Give the reasons for every tie between reports.")] = False,
    outlet: Outlet = None,
    date: Date = None,
    language: Language = None,
    sidecar: Sidecar = None,
    columns: Columns = None,
    keep: Keep = None,
    workers: Workers = None,
) -> None:
    """Show on how many independent origins a set of reports stands, incident by incident, with the reasons."""
    from reportedly.workspace import Given

    named = _named(best)
    run = Run(inputs, Given(outlet=outlet, date=date, language=language), sidecar, columns, keep)
    readings = list(run.readings(workers))
    linked = run.workspace.link(readings)
    shown = [incident for incident in linked.incidents if len(incident.reports) >= least]
    if table is not None:
        _csv(table, shown, readings, named)
    elif page is not None:
        _page(page, shown, readings, linked)
    elif as_json:
        _json(shown, linked)
    else:
        _text(shown, readings, linked, why)
    run.finish()


def _named(best: str | None) -> str | None:
    if best is not None and not best.startswith("origin:"):
        raise typer.BadParameter(
            "name whose figures to take, as in --best 'origin:Name of the origin'", param_hint="--best"
        )
    return best.removeprefix("origin:") if best else None


def _text(shown: list[Incident], readings: list[Reading], linked: Linked, why: bool) -> None:
    from reportedly.render.incident_terminal import incident_view, incidents_view

    screen = console()
    reports = {reading.report.id: reading.report for reading in readings}
    screen.print(incidents_view(linked.incidents, len(reports)))
    for number, incident in enumerate(shown, 1):
        screen.print(incident_view(number, incident, reports, linked.links if why else ()))


def _json(shown: list[Incident], linked: Linked) -> None:
    from reportedly.records import to_json

    for record in (*shown, *linked.links):
        print_line(json_line(to_json(record)))


def _page(target: Path, shown: list[Incident], readings: list[Reading], linked: Linked) -> None:
    from reportedly.render.incident_page import incidents_page

    by_id = {reading.report.id: reading for reading in readings}
    write_page(target, incidents_page(shown, linked.incidents, by_id, linked.links))
    say(f"wrote {target}")


def _csv(target: Path, shown: list[Incident], readings: list[Reading], best: str | None) -> None:
    from reportedly.exchange.ged import ged_rows

    write_rows(target, ged_rows(shown, {reading.report.id: reading.report for reading in readings}, best))
    say(f"wrote {target}")
