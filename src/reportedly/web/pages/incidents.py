"""Incidents: what the reports tell of, those told by most reports first, narrowed by how they stand, kind, country, month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from reportedly.web.asked import Asked
from reportedly.web.listed import Listed
from reportedly.web.pages.shared import shown
from reportedly.web.templates import address

MANY = 25  # incidents on a page
MOST = 12  # values of one facet that are shown


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at the incidents: its name in the address, its words, what belongs to it."""

    name: str
    words: str
    fits: Callable[[Listed], bool]


VIEWS = (
    View("", "Most covered", lambda one: True),
    View("shared", "Told by several reports", lambda one: len(one.reports) > 1),
    View("one", "Several reports, one origin", lambda one: len(one.reports) > 1 and one.high == 1),
    View("disputed", "Accounts differ", lambda one: bool(one.disputed)),
    View("new", "Latest days first", lambda one: True),
)
FACETS: dict[str, Callable[[Listed], str | None]] = {
    "kind": lambda one: one.kind,
    "country": lambda one: one.country,
    "month": lambda one: one.month,
}


def page(asked: Asked) -> Response:
    """The list."""
    every = asked.desk.incidents()
    view = next((view for view in VIEWS if view.name == asked.value("view")), VIEWS[0])
    chosen = {name: asked.value(name) for name in FACETS if asked.value(name)}
    found = _narrowed([one for one in every if view.fits(one)], chosen)
    if view.name == "new":
        found.sort(key=lambda one: one.start or "", reverse=True)
    number = min(asked.number("page"), max(1, -(-len(found) // MANY)))  # beyond the last page is the last one
    first = (number - 1) * MANY
    size = asked.desk.store.size()
    narrowed = partial(_narrower, {"view": view.name, **chosen})
    return shown(
        asked, "incidents.html", here="incidents", views=[(one, sum(map(one.fits, every))) for one in VIEWS], view=view,
        chosen=chosen, facets={name: _counted(found, name) for name in FACETS}, found=found[first : first + MANY],
        total=len(found), first=first, page=number, more=len(found) > first + MANY, size=size,
        narrowed=narrowed,
    )  # fmt: skip


def _narrower(now: dict[str, str], name: str, value: object) -> str:
    """The address of the list with another value for one thing; from the first page on, unless that is what changes."""
    return address("/incidents", **now | {name: str(value)})


def _narrowed(found: Sequence[Listed], chosen: dict[str, str]) -> list[Listed]:
    return [one for one in found if all(FACETS[name](one) == value for name, value in chosen.items())]


def _counted(found: Sequence[Listed], name: str) -> list[tuple[str, int]]:
    """How many have each value: the commonest first, months from the latest."""
    counts = Counter(value for one in found if (value := FACETS[name](one)))
    order = sorted(counts.items(), reverse=True) if name == "month" else counts.most_common()
    return order[:MOST]
