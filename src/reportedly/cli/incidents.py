"""`reportedly incidents` and `incident`: what the reports of a workspace tell of, and on whose word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import console, json_line, print_line, write_page
from reportedly.cli.run import say_if_stale, usable

if TYPE_CHECKING:
    from reportedly.incident import Incident
    from reportedly.records import Report
    from reportedly.workspace import Store


def incidents(
    folder: Folder,
    as_json: Json = False,
    least: Annotated[
        int, typer.Option("--reports", min=1, help="Show incidents told by at least so many reports.")
    ] = 1,
) -> None:
    """List the incidents that the reports of a workspace tell of, those told by most reports first."""
    from reportedly.records import to_json
    from reportedly.render.incident_terminal import incident_lines
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        say_if_stale(folder, store)
        screen, found = console(), False
        for incident in store.incidents(least):
            found = True
            if as_json:
                print_line(json_line(to_json(incident)))
            else:
                screen.print(incident_lines(incident, _heading(incident, store)))
        if not found:
            say(f"no incident is told by {least} reports or more; `reportedly add {folder} FILE…` adds reports")


def _heading(incident: Incident, store: Store) -> dict[str, Report]:
    """The report whose title heads the incident; nothing where none has it."""
    from reportedly.workspace import report_titles

    titles = report_titles(store, incident.reports)
    first = next((name for name in incident.reports if incident.title and titles.get(name) == incident.title), None)
    return store.reports([first]) if first else {}


def incident(
    folder: Folder,
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id, the start of it, or one of its reports.")],
    as_json: Json = False,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="Give the reasons for every tie between reports; as JSON, what may be the same incident too."
        ),
    ] = False,
    page: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the page of the incident.")] = None,
) -> None:
    """Show one incident: on how many independent origins it stands, and the way to each."""
    from reportedly.matching import possible_matches
    from reportedly.records import to_json
    from reportedly.render.incident_terminal import incident_view
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        say_if_stale(folder, store)
        found = store.incident(name)
        if found is None:
            stop(f"no incident {name!r} is here; `reportedly incidents {folder}` lists them", USAGE)
        if not found.id.startswith(name) and not store.find_reports(name):
            say(f"reportedly: incident {name} is part of {found.id} now")
        if page is not None:
            _page(page, found, store)
            return
        links = store.links(found) if why else []
        possible = possible_matches(store, found) if why or not as_json else ()
        if as_json:
            for record in (found, *links, *possible):
                print_line(json_line(to_json(record)))
            return
        console().print(incident_view(1, found, store.reports(found.reports), links, possible))
        if possible:
            say(
                f"`reportedly merge {folder} {found.id} ID` says that one of these is the same, `reportedly apart` that it is not"
            )


def _page(target: Path, found: Incident, store: Store) -> None:
    from reportedly.render.incident_page import incident_page

    readings = store.readings_of(found.reports)
    write_page(target, incident_page(found, readings, store.links(found)))
    say(f"wrote {target}")
