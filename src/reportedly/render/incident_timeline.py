"""The reports of an incident by the day they were published: what is told anew, and beneath it what copies or relays it.

One row a report. A report hangs beneath the one it took from, as far as that one is in the incident; undated ones stand
before the days, in a column of their own, and say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.incident import Incident, Link, LinkKind
from reportedly.render.cited import in_order
from reportedly.render.fitting import fitted
from reportedly.render.markup import Html, joined, tag
from reportedly.render.standing import Reports
from reportedly.render.timeline import day_of
from reportedly.render.wording import Name, outlet_name, published, with_names
from reportedly.text import N_, gettext

ROW, HEAD, LEFT, RIGHT = 22.0, 34.0, 230.0, 470.0  # a row, above the rows, the names, the days; in the drawing's units
UNDATED = 70.0  # before the days, for the reports without one
INDENT, DOT = 14.0, 5.0  # a step of those that hang beneath others; half a mark
DEEPEST = 6  # steps that are drawn
TICKS = 5  # days that are named at most
TOOK = frozenset({LinkKind.COPY, LinkKind.RELAY})
ALONE = N_("%(day)s – %(name)s")
TAKING: Mapping[LinkKind | None, tuple[str, str]] = {
    LinkKind.COPY: (N_("%(day)s – %(name)s, perhaps copies %(other)s"), N_("%(day)s – %(name)s, copies %(other)s")),
    LinkKind.RELAY: (N_("%(day)s – %(name)s, perhaps relays %(other)s"), N_("%(day)s – %(name)s, relays %(other)s")),
    None: (
        N_("%(day)s – %(name)s, perhaps shares its text with %(other)s"),
        N_("%(day)s – %(name)s, shares its text with %(other)s"),
    ),
}
"""How a report took from the one above it, where that is not sure and where it is; null where nothing tells who took."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report: how deep it hangs, beneath which, and by which tie; `above` and `tie` are null at the top."""

    report: str
    day: date | None
    depth: int = 0
    above: str | None = None
    tie: LinkKind | None = None
    sure: bool = True
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """The days on which the reports were published, from the first to the last, and where the first one stands."""

    first: date
    last: date
    left: float

    def at(self, day: date) -> float:
        """Where a day stands; room is left for those that hang beneath others on the last one."""
        room = LEFT + RIGHT - 12 - INDENT * DEEPEST - self.left
        return self.left + (room * (day - self.first).days / length if (length := self.length) else 0)

    @property
    def length(self) -> int:
        """How many days lie between."""
        return (self.last - self.first).days


def rows_of(incident: Incident, reports: Reports, links: Sequence[Link]) -> list[Row]:
    """The reports in order of days, each followed by those that took from it."""
    ordered = in_order(incident.reports, reports)
    took = _taken(ordered, links)
    beneath: dict[str, list[str]] = defaultdict(list)
    for report in (name for name in ordered if name in took):
        beneath[_other(took[report], report)].append(report)
    rows: dict[str, Row] = {}
    for top in [*(report for report in ordered if report not in took), *ordered]:
        for row in _hanging(top, took, beneath, reports, rows):
            rows[row.report] = row
    return list(rows.values())


def _taken(ordered: Sequence[str], links: Sequence[Link]) -> dict[str, Link]:
    """For each report that took from another here the link that says so: a copy before a relay, a sure one before a
    perhaps. Where nothing tells who took, the later one did.
    """
    place = {report: number for number, report in enumerate(ordered)}
    ties = [link for link in links if link.relation in TOOK and link.from_ in place and link.to in place]
    ranked = sorted(
        ties, key=lambda tie: (tie.relation is not LinkKind.COPY, not tie.sure, place[tie.to], place[tie.from_])
    )
    found: dict[str, Link] = {}
    for link in ranked:
        taker = link.from_ if link.directed else max(link.from_, link.to, key=place.__getitem__)
        found.setdefault(taker, link)
    return found


def _other(link: Link, report: str) -> str:
    return link.to if link.from_ == report else link.from_


def _hanging(
    top: str, took: Mapping[str, Link], beneath: Mapping[str, Sequence[str]], reports: Reports, seen: Mapping[str, Row]
) -> Iterator[Row]:
    """A report and all that hangs beneath it; who took from each other in a ring is cut where the ring is entered."""
    waiting, met = [(top, 0)], set(seen)
    while waiting:
        report, depth = waiting.pop()
        if report in met:
            continue
        met.add(report)
        link = took.get(report) if depth else None
        day = day_of(reports[report].published) if report in reports else None
        above = _other(link, report) if link else None
        row = Row(report, day, depth, above)
        yield replace(row, tie=link.relation, sure=link.sure, directed=link.directed) if link else row
        waiting += [(below, depth + 1) for below in reversed(beneath.get(report, ()))]


def spread(incident: Incident, reports: Reports, links: Sequence[Link], at: Mapping[str, str]) -> list[Html]:
    """The drawing, each report a link to where `at` says that it stands, and the same in words; nothing for a single one."""
    rows = rows_of(incident, reports, links)
    if len(rows) < 2:
        return []
    axis = _axis(rows)
    items = [tag("li", _told(row, reports), class_=f"deep{min(row.depth, DEEPEST)}") for row in rows]
    words = tag("details", tag("summary", gettext("The same in words")), tag("ol", *items, class_="standing"))
    note = tag("p", _legend(rows), class_="credit")
    return [_frame(rows, axis, incident, reports, at), note, words]


def _axis(rows: Sequence[Row]) -> Axis | None:
    days = [row.day for row in rows if row.day]
    left = LEFT + 12 + (UNDATED if len(days) < len(rows) else 0)
    return Axis(min(days), max(days), left) if days else None


def _legend(rows: Sequence[Row]) -> str:
    copies, relays = (sum(row.tie is kind for row in rows) for kind in (LinkKind.COPY, LinkKind.RELAY))
    return gettext(
        "● takes its text from no other report here (%(own)s); □ copies the one above it or shares its text (%(copies)s); "
        "○ relays the one above it (%(relays)s).",
        own=len(rows) - copies - relays, copies=copies, relays=relays,
    )  # fmt: skip


def _pieces(row: Row, reports: Reports) -> list[str]:
    """One report in words, names set apart: "2031-05-03 – Lumen, copies Orvane Wire"."""
    day = published(reports[row.report]) if row.report in reports else gettext("no date")
    name = Name(_name(row.report, reports))
    if row.tie is None or row.above is None:
        return with_names(ALONE, day=day, name=name)
    text = TAKING[row.tie if row.directed else None][row.sure]
    return with_names(text, day=day, name=name, other=Name(_name(row.above, reports)))


def _told(row: Row, reports: Reports) -> Html:
    return joined(tag("bdi", piece) if isinstance(piece, Name) else piece for piece in _pieces(row, reports))


def _name(report: str, reports: Reports) -> str:
    return outlet_name(reports[report]) if report in reports else report


def _frame(
    rows: Sequence[Row], axis: Axis | None, incident: Incident, reports: Reports, hrefs: Mapping[str, str]
) -> Html:
    at = {row.report: _at(row, number, axis) for number, row in enumerate(rows)}
    height = HEAD + ROW * len(rows) + 6
    parts = [*_event_days(incident, axis, height), *_ticks(axis, height)]
    if not all(row.day for row in rows):
        parts.append(tag("text", gettext("no date"), x=f"{LEFT + 8:.0f}", y=16, class_="day"))
    parts += [_elbow(at[row.above], at[row.report]) for row in rows if row.above in at]
    parts += [_mark(row, at[row.report]) for row in rows]
    parts += [_label(row, at[row.report][1], reports, hrefs) for row in rows]
    picture = tag(
        "svg", *parts, viewBox=f"0 0 {LEFT + RIGHT + 30:.0f} {height:.0f}", width=f"{LEFT + RIGHT + 30:.0f}",
        role="group", class_="spread", aria_label=gettext("Reports by day; the same in words follows"),
    )  # fmt: skip
    return tag("div", picture, class_="frame", tabindex=0, role="group", aria_label=gettext("Time line of the reports"))


def _at(row: Row, number: int, axis: Axis | None) -> tuple[float, float]:
    if axis is None or row.day is None:
        return LEFT + 12, HEAD + ROW * (number + 0.5)
    return axis.at(row.day) + INDENT * min(row.depth, DEEPEST), HEAD + ROW * (number + 0.5)


def _event_days(incident: Incident, axis: Axis | None, height: float) -> list[Html]:
    """A band over the days on which the incident is said to have happened, as far as the axis reaches."""
    start, end = day_of(incident.start), day_of(incident.end)
    if axis is None or start is None or end is None or start > axis.last or end < axis.first:
        return []
    left, right = axis.at(max(start, axis.first)), axis.at(min(end, axis.last))
    word = tag("title", gettext("The incident: %(start)s to %(end)s", start=incident.start, end=incident.end))
    band = tag(
        "rect",
        word,
        x=f"{left - 8:.1f}",
        y=f"{HEAD - 8:.0f}",
        width=f"{right - left + 16:.1f}",
        height=f"{height - HEAD + 8:.0f}",
    )
    return [tag("g", band, class_="band")]


def _ticks(axis: Axis | None, height: float) -> list[Html]:
    """Some of the days, evenly, the first among them."""
    if axis is None:
        return []
    step = max(1, -(-axis.length // (TICKS - 1)))
    days = [axis.first + timedelta(days) for days in range(0, axis.length + 1, step)]
    lines = [tag("path", d=f"M{axis.at(day):.1f},{HEAD - 8:.0f}V{height:.0f}", class_="axis") for day in days]
    return [*lines, *(tag("text", day.isoformat(), x=f"{axis.at(day) - 4:.1f}", y=16, class_="day") for day in days)]


def _elbow(above: tuple[float, float], here: tuple[float, float]) -> Html:
    return tag("path", d=f"M{above[0]:.1f},{above[1] + DOT:.1f}V{here[1]:.1f}H{here[0] - DOT:.1f}", class_="took")


def _mark(row: Row, at: tuple[float, float]) -> Html:
    x, y = at
    if row.tie is LinkKind.COPY:
        side = f"{2 * DOT - 1:.0f}"
        return tag("rect", x=f"{x - DOT:.1f}", y=f"{y - DOT:.1f}", width=side, height=side, class_="copy")
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{DOT:.0f}", class_="relay" if row.tie else "own")


def _label(row: Row, y: float, reports: Reports, hrefs: Mapping[str, str]) -> Html:
    """The outlet's name, a link to its sentences."""
    step = INDENT * min(row.depth, DEEPEST)
    name = _name(row.report, reports)
    words = fitted(name if row.day else gettext("%(name)s (no date)", name=name), LEFT - 16 - step, 13)
    drawn = tag("text", words, x=f"{step:.0f}", y=f"{y + 4.5:.1f}")
    told = "".join(_pieces(row, reports))
    address = hrefs.get(row.report)
    return tag("a", drawn, href=address, aria_label=told) if address else tag("g", tag("title", told), drawn)
