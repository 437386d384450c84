"""The assertions of an incident by origin: a table of who says what, and each assertion with its values as dots and
ranges on one scale.

A dot is a figure or a day, a bar what lies between two bounds, an arrow what is open upwards. Every value leads to its
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.incident import Account, Assertion, Incident
from reportedly.render.assertion_words import (
    Given,
    Whose,
    about_words,
    by_whom,
    is_count,
    standing_of,
    value_words,
)
from reportedly.render.cited import Cites, first_link, links
from reportedly.render.labels import capitalized, counted
from reportedly.render.markup import Html, joined, tag, worded
from reportedly.render.timeline import day_of
from reportedly.text import gettext
from reportedly.visible import one_line

LENGTH, TALL, EDGE, DOT = 300.0, 18.0, 30.0, 5.0  # of a scale: its length, height, margins and dots, in units
ARROW = 7.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of numbers (or of days, by their ordinals) from the least to the greatest that an assertion gives."""

    low: int
    high: int

    def at(self, number: int) -> float:
        """Where a number stands; the middle where all are one."""
        if self.low == self.high:
            return LENGTH / 2
        return EDGE + (LENGTH - 2 * EDGE) * (number - self.low) / (self.high - self.low)


def table(incident: Incident, cites: Cites) -> list[Html]:
    """Origins down, assertions across; in each cell what the origin says, a link to its words."""
    columns = {assertion.about: {_row(w): w for w in by_whom(assertion, incident)} for assertion in incident.assertions}
    rows = dict.fromkeys(key for column in columns.values() for key in column)
    ranked = sorted(rows, key=lambda key: _place(key, incident))
    if not rows:
        return []
    head = tag("tr", tag("td"), *(tag("th", about_words(about), scope="col") for about in columns))
    body = [_table_row(key, incident, columns, cites) for key in ranked]
    made = tag("table", tag("thead", head), tag("tbody", *body), class_="who stacked")
    return [
        tag(
            "div", made, class_="frame", tabindex=0, role="group", aria_label=gettext("Who says what, origin by origin")
        )
    ]


Row = tuple[str | None, str]


def _row(whose: Whose) -> Row:
    return whose.origin, whose.name


def _place(row: Row, incident: Incident) -> int:
    """Origins in the order of the incident; a source that is none and the outlets' own voice after them."""
    ids = [origin.id for origin in incident.origins]
    return ids.index(row[0]) if row[0] in ids else len(ids)


def _table_row(row: Row, incident: Incident, columns: dict[str, dict[Row, Whose]], cites: Cites) -> Html:
    cells = []
    for assertion in incident.assertions:
        whose = columns[assertion.about].get(row)
        values = [_value(assertion, given, cites) for given in whose.given] if whose else []
        cells.append(tag("td", joined(values, "; "), data_label=about_words(assertion.about)))
    whose = next(column[row] for column in columns.values() if row in column)
    return tag(
        "tr", tag("th", tag("bdi", whose.name), tag("small", _about(whose, incident, cites)), scope="row"), *cells
    )


def _about(whose: Whose, incident: Incident, cites: Cites) -> str:
    """What a source is, and in which outlet, where several of the incident go by one name."""
    twins = sum(one_line(origin.name) == whose.name for origin in incident.origins)
    known = [cites[claim].outlet for given in whose.given for claim in given.claims if claim in cites]
    return gettext("%(what)s, in %(outlet)s", what=whose.words, outlet=known[0]) if twins > 1 and known else whose.words


def _value(assertion: Assertion, given: Given, cites: Cites) -> Html:
    """A value as a link to the first sentence that gives it."""
    words = tag("bdi", value_words(assertion, given.account))
    address = first_link(given.claims, cites)
    return tag("a", words, href=address) if address else words


def sections(incident: Incident, cites: Cites) -> list[Html]:
    """Every assertion with its standing and, row by row, who gives which value, each with all its sentences."""
    return [_section(assertion, incident, cites) for assertion in incident.assertions]


def _section(assertion: Assertion, incident: Incident, cites: Cites) -> Html:
    scale = scale_of(assertion)
    head = tag("h4", capitalized(about_words(assertion.about)), tag("small", standing_of(assertion)))
    whom = by_whom(assertion, incident)
    rows = (
        [_said(whose, _about(whose, incident, cites), scale, assertion, cites) for whose in whom]
        if scale
        else _by_value(assertion, whom, cites)
    )
    note = worded("Withdrawn by its own source: %(sentences)s", sentences=links(assertion.withdrawn, cites))
    back = [tag("p", note)] if assertion.withdrawn else []
    return tag("section", head, tag("ul", *rows, class_="says"), *back, class_="assertion")


def _by_value(assertion: Assertion, whom: Sequence[Whose], cites: Cites) -> list[Html]:
    """One row a value, with everybody who gives it."""
    rows = []
    for account in assertion.accounts:
        named = [(whose, given) for whose in whom for given in whose.given if given.account is account]
        says = [tag("li", tag("bdi", whose.name), " ", links(given.claims, cites)) for whose, given in named]
        many = tag("small", counted(len(account.reports), "report"))
        value = tag("p", tag("b", tag("bdi", value_words(assertion, account))), many, class_="whose")
        rows.append(tag("li", value, tag("ul", *says, class_="values")))
    return rows


def _said(whose: Whose, about: str, scale: Scale, assertion: Assertion, cites: Cites) -> Html:
    """One row an origin: its values on the scale, then in words."""
    values = [
        tag("li", tag("bdi", value_words(assertion, given.account)), " ", links(given.claims, cites))
        for given in whose.given
    ]
    name = tag("p", tag("b", tag("bdi", whose.name)), tag("small", about), class_="whose")
    return tag("li", name, _strip(whose.given, scale), tag("ul", *values, class_="values"), class_="scaled")


def scale_of(assertion: Assertion) -> Scale | None:
    """The scale of a count or of days; null for an assertion of names."""
    ends = [end for account in assertion.accounts for end in _ends(account, is_count(assertion)) if end is not None]
    return Scale(min(ends), max(ends)) if ends else None


def _ends(account: Account, count: bool) -> tuple[int | None, int | None]:
    """The bounds of a value as numbers; days by their ordinals."""
    if count:
        return account.low, account.high
    days = [day_of(part) for part in (account.value or "").split("/")]
    known = [day.toordinal() for day in days if day]
    return (known[0], known[-1]) if known and len(known) == len(days) else (None, None)


def _strip(given: Sequence[Given], scale: Scale) -> Html:
    """The values of one origin on the scale of their assertion, with its two ends."""
    count = any(item.account.value is None for item in given)
    marks = [mark for item in given for mark in _mark(*_ends(item.account, count), scale, item.account.part)]
    base = tag("path", d=f"M0,{TALL / 2:.0f}H{LENGTH:.0f}", class_="axis")
    ends = [tag("text", _end(scale.low, count), x=f"{scale.at(scale.low):.0f}", y=f"{TALL + 11:.0f}", class_="end")]
    if scale.high != scale.low:
        ends.append(
            tag("text", _end(scale.high, count), x=f"{scale.at(scale.high):.0f}", y=f"{TALL + 11:.0f}", class_="end")
        )
    size = f"0 0 {LENGTH:.0f} {TALL + 14:.0f}"
    return tag("svg", base, *marks, *ends, viewBox=size, aria_hidden="true", class_="scale" if count else "scale days")


def _end(number: int, count: bool) -> str:
    return str(number) if count else date.fromordinal(number).isoformat()


def _mark(low: int | None, high: int | None, scale: Scale, part: bool) -> list[Html]:
    """A dot, a bar between two bounds, or an arrow away from the one that is known."""
    known = low if low is not None else high
    if known is None:
        return []
    kind, middle, left = "dot part" if part else "dot", TALL / 2, scale.at(known)
    dot = tag("circle", cx=f"{left:.1f}", cy=f"{middle:.0f}", r=f"{DOT:.0f}", class_=kind)
    if low is None or high is None:
        tip = min(left + 24, LENGTH - 1) if high is None else max(left - 24, 1)
        back = tip - ARROW if high is None else tip + ARROW
        turn = f"M{left:.1f},{middle:.0f}H{tip:.1f}M{back:.1f},{middle - 4:.0f}L{tip:.1f},{middle:.0f}L{back:.1f},{middle + 4:.0f}"
        return [tag("path", d=turn, class_="open"), dot]
    if low == high:
        return [dot]
    right = scale.at(high)
    bar = tag(
        "rect",
        x=f"{left:.1f}",
        y=f"{middle - 3:.0f}",
        width=f"{max(right - left, 1):.1f}",
        height=6,
        rx=3,
        class_="bar",
    )
    return [bar, dot, tag("circle", cx=f"{right:.1f}", cy=f"{middle:.0f}", r=f"{DOT:.0f}", class_=kind)]
