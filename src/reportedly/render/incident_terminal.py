"""Incidents on a terminal: first how many, then each with what it asserts on whose word, the ways to the origins, differences,
reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.incident import Incident, Link, Origin, PossibleMatch
from reportedly.render.asserted import account_lines, assertion_words, change_words, naming_words
from reportedly.render.standing import (
    Reports,
    also_named,
    decided_words,
    difference_words,
    found_words,
    match_words,
    named_ends,
    origin_words,
    outlets,
    path_words,
    standing_words,
    tellers_lines,
    tie_words,
    ties,
    what_where_when,
    whose_headline,
)
from reportedly.visible import one_line


def incidents_view(incidents: Sequence[Incident], of: int) -> RenderableType:
    """One line on what was found."""
    return Text(found_words(incidents, of), style="bold")


def incident_view(
    number: int, incident: Incident, reports: Reports, links: Sequence[Link], possible: Sequence[PossibleMatch] = ()
) -> RenderableType:
    """One incident; with links, every tie between its reports and the reasons for it; others that may be the same."""
    title = one_line(incident.title or "") or "No headline"
    parts: list[RenderableType] = [
        Rule(Text(f"{number}"), align="left", style="dim"),
        Text(title, style="bold"),
        *(Text(line, style="dim") for line in tellers_lines(incident, reports)),
        Text(standing_words(incident), style="bold"),
        Text(what_where_when(incident), style="dim"),
    ]
    parts += _lines("People decided", decided_words(incident))
    parts += _asserted(incident, reports)
    vouching = [origin for origin in incident.origins if origin.counted]
    others = [origin for origin in incident.origins if not origin.counted]
    named = named_ends(incident, reports)
    parts += _origins("Origins", vouching, reports) + _origins("Named, but not for the main assertion", others, reports)
    parts += _lines("Ways", list(dict.fromkeys(path_words(path, reports) for path in incident.paths)))
    parts += _lines("They differ on", [difference_words(found, incident) for found in incident.differences])
    parts += _lines("How the telling changed", [change_words(change, incident, named) for change in incident.changes])
    parts += _lines("Words for one body", [naming_words(naming) for naming in incident.namings])
    parts += _lines("Reasons", [tie_words(link, named) for link in ties(incident, links)])
    parts += _lines("May be the same incident", [match_words(match) for match in possible])
    return Group(*parts, Text())


def incident_lines(incident: Incident, reports: Reports) -> RenderableType:
    """One incident in a list: its headline and whose it is, where that report is given, its id and what it stands on, what
    happened where and when.
    """
    whose, what = whose_headline(incident, reports), what_where_when(incident)
    head = Text(one_line(incident.title or "") or "No headline", style="bold")
    about = Text(f"  {incident.id}  {standing_words(incident)}")
    above, below = ([Text(f"  {line}", style="dim")] if line else [] for line in (whose, what))
    return Group(head, *above, about, *below)


def _asserted(incident: Incident, reports: Reports) -> list[RenderableType]:
    """Each assertion with its values below it."""
    parts: list[RenderableType] = [Text("On whose word", style="underline")] if incident.assertions else []
    for assertion in incident.assertions:
        parts.append(Padding(Text(assertion_words(assertion, incident)), (0, 0, 0, 2)))
        lines = account_lines(assertion, incident, reports)
        parts += [Padding(Text(line, style="dim"), (0, 0, 0, 6)) for line in lines]
    return parts


def _origins(title: str, origins: Sequence[Origin], reports: Reports) -> list[RenderableType]:
    if not origins:
        return []
    table = Table.grid(padding=(0, 1))
    for origin in origins:
        name = Text(one_line(origin.name), style="bold").append(f"  {origin_words(origin)}", style="not bold dim")
        others = also_named(origin)
        rest = outlets(origin.reports, reports) + (f"; {others}" if others else "")
        table.add_row(Group(name, Padding(Text(rest), (0, 0, 0, 2))))
    return [Text(title, style="underline"), Padding(table, (0, 0, 0, 2))]


def _lines(title: str, lines: Sequence[str]) -> list[RenderableType]:
    if not lines:
        return []
    return [Text(title, style="underline"), *(Padding(Text(line), (0, 0, 0, 2)) for line in lines)]
