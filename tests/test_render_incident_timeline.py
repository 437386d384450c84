"""The time line of an incident: every report once, in order of days, beneath the one it took from."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.incident import Incident, Link, LinkKind
from reportedly.records import Outlet, Report
from reportedly.render.incident_timeline import rows_of, spread

DAYS = {"a": "2031-05-03", "b": "2031-05-03", "c": "2031-05-05", "d": "2031-05-04", "e": None}
REPORTS = {
    name: Report(name, name, name, "", Outlet(f"{name.upper()} Post"), published=day) for name, day in DAYS.items()
}
INCIDENT = Incident("i", tuple(REPORTS), start="2031-05-03", end="2031-05-04")


def copies(taker: str, giver: str, directed: bool = True) -> Link:
    return Link(LinkKind.COPY, taker, giver, directed=directed)


def relays(taker: str, giver: str) -> Link:
    return Link(LinkKind.RELAY, taker, giver)


def shape(links: list[Link]) -> list[tuple[str, int, str | None]]:
    return [(row.report, row.depth, row.above) for row in rows_of(INCIDENT, REPORTS, links)]


def test_reports_stand_by_day_and_undated_ones_last() -> None:
    assert [name for name, _, _ in shape([])] == ["a", "b", "d", "c", "e"]


def test_a_report_hangs_beneath_the_one_it_took_from() -> None:
    found = shape([copies("c", "a"), relays("d", "c"), relays("b", "a")])
    assert found == [("a", 0, None), ("b", 1, "a"), ("c", 1, "a"), ("d", 2, "c"), ("e", 0, None)]


def test_of_two_that_share_a_text_the_later_hangs_beneath_the_earlier() -> None:
    (told,) = (row for row in rows_of(INCIDENT, REPORTS, [copies("a", "d", directed=False)]) if row.above)
    assert (told.report, told.above, told.directed) == ("d", "a", False)


def test_those_that_cite_each_other_in_a_ring_are_still_there() -> None:
    found = shape([relays("a", "b"), relays("b", "a")])
    assert [name for name, _, _ in found] == ["d", "c", "e", "a", "b"]
    assert found[3:] == [("a", 0, None), ("b", 1, "a")]


PAIRS = st.tuples(st.sampled_from(sorted(REPORTS)), st.sampled_from(sorted(REPORTS))).filter(lambda p: p[0] != p[1])


@given(st.lists(st.builds(Link, st.sampled_from([LinkKind.COPY, LinkKind.RELAY]), st.just("a"), st.just("b"),
                          directed=st.booleans()), max_size=1), st.lists(PAIRS, max_size=8))  # fmt: skip
def test_every_report_has_one_row_whatever_ties_them(some: list[Link], pairs: list[tuple[str, str]]) -> None:
    rows = rows_of(INCIDENT, REPORTS, [*some, *(relays(*pair) for pair in pairs)])
    assert sorted(row.report for row in rows) == sorted(REPORTS)
    before: set[str] = set()
    for row in rows:
        assert row.above is None or row.above in before
        before.add(row.report)


def test_the_same_is_told_in_words() -> None:
    text = "".join(spread(INCIDENT, REPORTS, [copies("b", "a"), relays("c", "a")], {"a": "#a"}))
    assert "2031-05-05 – <bdi>C Post</bdi>, relays <bdi>A Post</bdi>" in text
    assert "no date – <bdi>E Post</bdi>" in text
    assert 'href="#a"' in text and 'href="#b"' not in text
    assert spread(Incident("i", ("a",)), REPORTS, [], {}) == []


def test_a_report_without_a_day_stands_on_no_day() -> None:
    """A mark on the first day would say that it was published then."""
    drawn = "".join(spread(INCIDENT, REPORTS, [], {}))
    marks = {float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn)}
    days = {float(x) for x in re.findall(r'<path d="M([\d.]+),', drawn)}
    (undated,) = (x for x in marks if all(abs(x - day) > 40 for day in days))
    assert undated < min(days) and ">no date</text>" in drawn
    dated = {name: report for name, report in REPORTS.items() if report.published}
    assert ">no date</text>" not in "".join(spread(replace(INCIDENT, reports=tuple(dated)), dated, [], {}))
