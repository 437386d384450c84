"""The page of a set of reports: its incidents, and for each on how many independent origins it stands, drawn and told."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incident import Incident, Link, Origin
from reportedly.render.incident_graph import drawing
from reportedly.render.markup import Html, tag
from reportedly.render.shell import whole_page
from reportedly.render.standing import (
    Reports,
    also_named,
    decided_words,
    difference_words,
    figure_words,
    found_words,
    origin_words,
    outlets,
    path_words,
    standing_words,
    tie_words,
    ties,
    what_where_when,
)
from reportedly.visible import one_line

CREDIT = "Places © GeoNames, CC BY 4.0, modified."


def incidents_page(
    shown: Sequence[Incident], every: Sequence[Incident], reports: Reports, links: Sequence[Link]
) -> str:
    """The page as text: what was found in all, a list, then each incident that is shown."""
    parts = [fragment(incident, f"i{number}", reports, links) for number, incident in enumerate(shown, 1)]
    places = [tag("p", CREDIT, class_="credit")] if any(i.where and i.where.gazetteer for i in shown) else []
    found = tag("p", found_words(every, len(reports)), class_="summary")
    return whole_page("On whose word", [found, _contents(shown), *parts, *places], "")


def fragment(incident: Incident, anchor: str, reports: Reports, links: Sequence[Link]) -> Html:
    """One incident: headline, on what it stands, the graph, origins, figures, differences; ways and reasons to unfold."""
    vouching = [origin for origin in incident.origins if origin.counted]
    others = [origin for origin in incident.origins if not origin.counted]
    ways = list(dict.fromkeys(path_words(path, reports) for path in incident.paths))
    return tag(
        "article",
        tag("p", what_where_when(incident), class_="dateline"),
        tag("h2", _title(incident), dir="auto"),
        tag("p", standing_words(incident), class_="summary"),
        *_lines("People decided", decided_words(incident)),
        *drawing(incident, reports),
        *_origins("Origins", vouching, reports),
        *_lines("Figures, and on whose word", [figure_words(figure, incident) for figure in incident.figures]),
        *_lines("Where the accounts differ", [difference_words(found, incident) for found in incident.differences]),
        *_origins("Named, but not for the main assertion", others, reports),
        *_folded("Ways from each report", ways),
        *_folded("Reasons for every tie", [tie_words(link, reports, incident) for link in ties(incident, links)]),
        id=anchor,
        class_="report",
    )


def _contents(shown: Sequence[Incident]) -> Html:
    items = [
        tag(
            "li",
            tag("small", what_where_when(incident)),
            tag("a", tag("bdi", _title(incident)), href=f"#i{number}"),
            tag("span", standing_words(incident), class_="summary"),
        )
        for number, incident in enumerate(shown, 1)
    ]
    return tag("nav", tag("ol", *items), aria_label="Incidents", class_="contents")


def _title(incident: Incident) -> str:
    return one_line(incident.title or "") or "No headline"


def _origins(title: str, origins: Sequence[Origin], reports: Reports) -> list[Html]:
    if not origins:
        return []
    items = []
    for origin in origins:
        others = also_named(origin)
        rest = outlets(origin.reports, reports) + (f"; {others}" if others else "")
        items.append(
            tag("li", tag("b", tag("bdi", one_line(origin.name))), f" {origin_words(origin)}", tag("small", rest))
        )
    return [tag("h3", title, class_="part"), tag("ul", *items, class_="standing")]


def _lines(title: str, lines: Sequence[str]) -> list[Html]:
    return (
        [tag("h3", title, class_="part"), tag("ul", *(tag("li", line) for line in lines), class_="standing")]
        if lines
        else []
    )


def _folded(title: str, lines: Sequence[str]) -> list[Html]:
    items = (tag("li", line) for line in lines)
    return (
        [tag("details", tag("summary", f"{title} ({len(lines)})"), tag("ul", *items, class_="standing"))]
        if lines
        else []
    )
