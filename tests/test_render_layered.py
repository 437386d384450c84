"""The layout of a graph: few lines cross, nothing overlaps, and names fit where they are written."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.render.fitting import fitted, width_of
from reportedly.render.layered import Columns, Key, crossings, placed, untangled

GAP = 12.0


def key(column: int, row: int) -> Key:
    return str(column), str(row)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Columns, list[tuple[Key, Key]]]:
    sizes = draw(st.lists(st.integers(1, 8), min_size=2, max_size=4))
    columns = tuple(tuple(key(column, row) for row in range(size)) for column, size in enumerate(sizes))
    pairs = [(a, b) for left, right in pairwise(columns) for a in left for b in right]
    return columns, draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30))


def test_a_knot_is_untied() -> None:
    columns = (tuple(key(0, row) for row in range(4)), tuple(key(1, row) for row in range(4)))
    edges = [(key(0, row), key(1, 3 - row)) for row in range(4)]
    assert crossings(columns, edges) == 6
    assert crossings(untangled(columns, edges), edges) == 0


@given(graphs())
def test_untangling_keeps_every_box_in_its_column_and_adds_no_crossing(
    graph: tuple[Columns, list[tuple[Key, Key]]],
) -> None:
    columns, edges = graph
    found = untangled(columns, edges)
    assert [sorted(column) for column in found] == [sorted(column) for column in columns]
    assert crossings(found, edges) <= crossings(columns, edges)


@given(graphs(), st.data())
def test_boxes_of_one_column_never_overlap(graph: tuple[Columns, list[tuple[Key, Key]]], data: st.DataObject) -> None:
    columns, edges = graph
    tall = {one: data.draw(st.floats(6, 200)) for column in columns for one in column}
    top = placed(columns, edges, tall, GAP)
    assert min(top.values()) == 0
    for column in columns:
        for upper, lower in pairwise(column):
            assert top[lower] - (top[upper] + tall[upper]) >= GAP - 1e-6


@given(st.text(max_size=120), st.floats(60, 300))
def test_a_fitted_text_is_no_wider_than_its_room(text: str, width: float) -> None:
    found = fitted(text, width, 13)
    assert width_of(found, 13) <= width
    assert found.endswith("…") or found.split() == [*fitted(text, 1e6, 13).split()]
