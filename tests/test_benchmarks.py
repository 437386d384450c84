"""The runner's own arithmetic: tables, floors, and what counts as an outermost attribution."""

from __future__ import annotations

from benchmarks.adapters.polnear import outermost
from benchmarks.floors import Floor
from benchmarks.tables import table
from reportedly.reading.layers import Attribution


def test_a_table_shows_ours_first_and_a_dash_for_what_was_not_measured() -> None:
    shown = table("A question", {"ours": {"f1": 0.5, "megabytes": 120.4}}, {"peer": {"f1": 0.25}})
    lines = [line.split() for line in shown.splitlines()]
    assert lines[0] == ["A", "question"]
    assert lines[2] == ["ours", "0.500", "120"]
    assert lines[3] == ["peer", "0.250", "–"]


def test_a_floor_is_a_least_value_and_a_ceiling_a_greatest() -> None:
    assert Floor("b", "shipped", "content", 0.5).holds(0.5)
    assert not Floor("b", "shipped", "content", 0.5).holds(0.49)
    assert Floor("b", "shipped", "shipped × spaCy", 1.5).holds(1.2)
    assert not Floor("b", "shipped", "shipped × spaCy", 1.5).holds(1.6)


def test_an_attribution_inside_another_ones_content_is_not_outermost() -> None:
    outer = Attribution(((0, 5),), ((6, 10),), ((11, 60),), "verb")
    inner = Attribution(((15, 20),), ((21, 25),), ((26, 59),), "verb")
    beside = Attribution(((70, 75),), ((76, 80),), ((81, 99),), "verb")
    assert [row["content"] for row in outermost([outer, inner, beside])] == [outer.content, beside.content]
