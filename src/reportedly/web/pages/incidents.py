"""Incidents: what the reports tell of, as a desk looks at it, narrowed by facets, a piece of the map and a stretch of time.

All of it stands in the address. What is new is counted from the report that was the last one when the person said that all
before was seen: a number in the address, else in a cookie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.render.bars import bars
from reportedly.render.dots import Place
from reportedly.text import N_, gettext, ngettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal
from reportedly.web.maps import box_typed, leading
from reportedly.web.pages.shared import back, shown
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.workspace import Summary

MANY = 25  # incidents on a page
MOST = 10  # values of one facet that are shown
SEEN, YEAR = "seen", 365 * 24 * 3600  # the cookie, and its seconds


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at the incidents: its name in the address, its words, what belongs to it after a report of a number."""

    name: str
    words: str
    fits: Callable[[Summary, int], bool]


VIEWS = (
    View("", N_("Most covered"), lambda one, since: True),
    View("new", N_("New since I last looked"), lambda one, since: one.later_than(since) > 0),
    View("shared", N_("Told by several reports"), lambda one, since: len(one.tellers) > 1),
    View("one", N_("Several reports, one origin"), lambda one, since: len(one.tellers) > 1 and one.high == 1),
    View("disputed", N_("Disputed"), lambda one, since: one.inside.disputed),
    View("latest", N_("Latest days first"), lambda one, since: True),
)


@dataclass(frozen=True, slots=True)
class Facet:
    """What incidents are counted by: its title, and the values of one."""

    title: str
    values: Callable[[Summary], Iterable[str]]


FACETS: Mapping[str, Facet] = {
    "kind": Facet(N_("Event"), lambda one: [one.kind] if one.kind else []),
    "country": Facet(N_("Country"), lambda one: [one.country] if one.country else []),
    "outlet": Facet(N_("Outlet"), lambda one: sorted({teller.outlet for teller in one.tellers if teller.outlet})),
    "unnamed": Facet(N_("Origins unnamed"), lambda one: [one.inside.unnamed]),
    "month": Facet(N_("Month"), lambda one: [one.start[:7]] if one.start else []),
}
PIECES = ("when", "box")  # of time and of the map


def page(asked: Asked) -> Response:
    """The list."""
    return _page(asked, FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The whole list, with why what was sent was not done."""
    return _page(asked, refused)


def _page(asked: Asked, refused: Refusal) -> Response:
    every, view, since = asked.desk.incidents(), _view(asked), _since(asked)
    chosen = {name: asked.value(name) for name in (*FACETS, *PIECES) if asked.value(name)}
    found = _ordered(view, [one for one in every if view.fits(one, since) and _fits(one, chosen)])
    number = min(asked.number("page"), max(1, -(-len(found) // MANY)))  # beyond the last page is the last one
    first = (number - 1) * MANY
    narrowed = partial(_narrower, {"view": view.name, **chosen, **_named_since(asked)})
    return shown(
        asked, "incidents.html", refused.status, fault=refused.words, here="incidents",
        views=[(one, _many(one, every, since)) for one in VIEWS], view=view,
        chosen=chosen, facets=FACETS, counts={name: _counted(found, name) for name in FACETS}, total=len(found),
        found=_lines(asked, found[first : first + MANY], since), first=first, page=number, narrowed=narrowed,
        more=len(found) > first + MANY, size=asked.desk.size(), since=since, last=_last(every),
        map=leading(_places(found), partial(narrowed, "box")), bars=bars(one.start for one in found if one.start),
    )  # fmt: skip


def looked(asked: Asked) -> Response:
    """Keeps in the person's browser that all up to a report was seen."""
    response = back("/incidents?view=new")
    number = str(asked.chosen("upto"))
    response.set_cookie(SEEN, number, max_age=YEAR, httponly=True, samesite="strict", path="/")
    return response


def _view(asked: Asked) -> View:
    return next((view for view in VIEWS if view.name == asked.value("view")), VIEWS[0])


def _since(asked: Asked) -> int:
    """The number of the last report that was seen, 0 where none was."""
    kept = asked.request.cookies.get(SEEN, "")
    if asked.value("since") or not (kept.isascii() and kept.isdigit() and len(kept) < 10):
        return asked.number("since", 0)
    return int(kept)


def _named_since(asked: Asked) -> dict[str, str]:
    return {"since": str(_since(asked))} if asked.value("since") else {}


def _last(every: Iterable[Summary]) -> int:
    return max((teller.number for one in every for teller in one.tellers), default=0)


def _many(view: View, every: Iterable[Summary], since: int) -> int:
    return sum(view.fits(one, since) for one in every)


def _fits(one: Summary, chosen: Mapping[str, str]) -> bool:
    """Whether an incident has every value that was chosen."""
    if not (one.start or "").startswith(chosen.get("when", "")) or not _inside(one, chosen.get("box", "")):
        return False
    return all(value in FACETS[name].values(one) for name, value in chosen.items() if name in FACETS)


def _inside(one: Summary, typed: str) -> bool:
    """Whether an incident lies within edges; anywhere fits where there are none."""
    if not typed:
        return True
    box = box_typed(typed)
    if one.lat is None or one.lon is None:
        return False
    return box.south <= one.lat <= box.north and box.west <= one.lon <= box.east


def _ordered(view: View, found: list[Summary]) -> list[Summary]:
    if view.name == "latest":
        return sorted(found, key=lambda one: one.start or "", reverse=True)
    if view.name == "new":
        return sorted(found, key=lambda one: max(teller.number for teller in one.tellers), reverse=True)
    return found


def _lines(asked: Asked, some: Sequence[Summary], since: int) -> list[tuple[object, str]]:
    """The lines with what is new in each."""
    new = {one.id: _new(one, since) if since else "" for one in some}
    return [(line, new[line.id]) for line in asked.desk.lines(some)]


def _new(one: Summary, since: int) -> str:
    many = one.later_than(since)
    if many == len(one.tellers):
        return gettext("new")
    return ngettext("%(many)s new report", "%(many)s new reports", many, many=many) if many else ""


def _places(found: Iterable[Summary]) -> list[Place]:
    """Where the incidents lie, each place once."""
    points = ((one.lat, one.lon, one.place or "") for one in found)
    counted = Counter((lat, lon, name) for lat, lon, name in points if lat is not None and lon is not None)
    return [Place(lat, lon, name, many) for (lat, lon, name), many in counted.items()]


def _narrower(now: dict[str, str], name: str, value: object) -> str:
    """The address of the list with another value for one thing; from the first page on, unless that is what changes."""
    return address("/incidents", **now | {name: str(value)})


def _counted(found: Iterable[Summary], name: str) -> list[tuple[str, int]]:
    """How many have each value: the commonest first, months from the latest."""
    counts = Counter(value for one in found for value in FACETS[name].values(one))
    if name == "month":
        return sorted(counts.items(), reverse=True)[:MOST]
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
