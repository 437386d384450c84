"""The page of a set of reports: its incidents, and for each who says what, through whom, on how many independent origins.

Each part of an incident is a fragment of its own (graph, assertions, time line, map …), made of records and of where the
words of a claim stand; another page may put them together otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incident import Incident, Link, Origin
from reportedly.render.assertion_words import sentence
from reportedly.render.assertions_view import sections, table
from reportedly.render.cited import Cites, Readings, cites_of, links, report_links
from reportedly.render.excerpts import excerpts
from reportedly.render.graph_drawing import drawing
from reportedly.render.incident_map import places
from reportedly.render.incident_timeline import spread
from reportedly.render.markup import Html, tag
from reportedly.render.shell import whole_page
from reportedly.render.standing import (
    Reports,
    also_named,
    decided_words,
    ends_words,
    found_words,
    named_ends,
    origin_words,
    outlets,
    reasons_words,
    tellers_lines,
    telling,
    ties,
    what_where_when,
    whose_headline,
)
from reportedly.render.told_otherwise import changes, differences, namings
from reportedly.text import gettext
from reportedly.visible import one_line


def incidents_page(
    shown: Sequence[Incident], every: Sequence[Incident], readings: Readings, tied: Sequence[Link]
) -> str:
    """The page as text: what was found in all, a list, then each incident that is shown."""
    parts = [fragment(incident, f"i{number}", readings, tied) for number, incident in enumerate(shown, 1)]
    found = tag("p", found_words(every, len(readings)), class_="summary")
    return whole_page(gettext("On whose word"), [found, _contents(shown, readings), *parts], "")


def incident_page(incident: Incident, readings: Readings, tied: Sequence[Link]) -> str:
    """The page of one incident as text."""
    return whole_page(_title(incident), [fragment(incident, "i1", readings, tied)], "")


def fragment(incident: Incident, anchor: str, readings: Readings, tied: Sequence[Link]) -> Html:
    """One incident: the sentence on top, who says what, the ways, the accounts, where they differ, when, where, in which words."""
    reports = {name: reading.report for name, reading in readings.items()}
    inside, cites = ties(incident, tied), cites_of(incident, readings, anchor)
    at = report_links(incident, readings, anchor)
    vouching = [origin for origin in incident.origins if origin.counted]
    others = [origin for origin in incident.origins if not origin.counted]
    named = named_ends(incident, reports)
    reasons = [tag("li", f"{ends_words(link, named)}: ", _reasons(link)) for link in telling(inside)]
    return tag(
        "article",
        tag("p", what_where_when(incident), class_="dateline"),
        tag("h2", _title(incident), dir="auto"),
        *(tag("p", line, class_="dateline") for line in tellers_lines(incident, reports)),
        tag("p", sentence(incident), class_="summary"),
        *_listed(gettext("People decided"), [tag("li", line) for line in decided_words(incident)]),
        *_part(gettext("Who says what"), table(incident, cites)),
        *_part(gettext("The ways to the origins"), drawing(incident, reports, inside, cites, anchor)),
        *_part(gettext("Each assertion, and on whose word"), sections(incident, cites)),
        *_listed(gettext("Where the accounts differ"), differences(incident, cites)),
        *_listed(gettext("How the telling changed on its way"), changes(incident, reports, cites)),
        *_part(gettext("When it was reported"), spread(incident, reports, inside, at)),
        *_part(gettext("Where"), places(incident, cites)),
        *_part(gettext("Words used for the same body"), namings(incident, cites)),
        *_listed(gettext("Origins"), [_origin(origin, reports, cites) for origin in vouching]),
        *_listed(
            gettext("Named, but not for the main assertion"), [_origin(origin, reports, cites) for origin in others]
        ),
        *_part(gettext("The sentences"), excerpts(incident, readings, cites, at)),
        *_folded(gettext("Why these reports and sources belong together"), reasons),
        id=anchor,
        class_="report incident",
    )


def _reasons(link: Link) -> Html:
    """Why a link was made, as it is kept: no text of ours that is translated."""
    return tag("span", reasons_words(link.reasons), translate="no")


def _contents(shown: Sequence[Incident], readings: Readings) -> Html:
    reports = {name: reading.report for name, reading in readings.items()}
    items = [
        tag(
            "li",
            tag("small", what_where_when(incident)),
            tag("a", tag("bdi", _title(incident)), href=f"#i{number}"),
            *([tag("small", whose)] if (whose := whose_headline(incident, reports)) else []),
            tag("span", sentence(incident), class_="summary"),
        )
        for number, incident in enumerate(shown, 1)
    ]
    return tag("nav", tag("ol", *items), aria_label=gettext("Incidents"), class_="contents")


def _title(incident: Incident) -> str:
    return one_line(incident.title or "") or gettext("No headline")


def _origin(origin: Origin, reports: Reports, cites: Cites) -> Html:
    others = also_named(origin)
    rest = outlets(origin.reports, reports) + (f"; {others}" if others else "")
    name = tag("b", tag("bdi", one_line(origin.name)))
    return tag("li", name, f" {origin_words(origin)} ", links(origin.claims, cites), tag("small", rest))


def _part(title: str, inner: Sequence[Html]) -> list[Html]:
    return [tag("h3", title, class_="part"), *inner] if inner else []


def _listed(title: str, items: Sequence[Html]) -> list[Html]:
    return _part(title, [tag("ul", *items, class_="standing")] if items else [])


def _folded(title: str, items: Sequence[Html]) -> list[Html]:
    head = tag("summary", f"{title} ({len(items)})")
    return [tag("details", head, tag("ul", *items, class_="standing"))] if items else []
