"""The record of an attribution: where it stands in the order of the text."""

from __future__ import annotations

from readings import attributed

from reportedly.reading.layers import Attribution

CUE, CONTENT = ((20, 24),), ((0, 18),)


def test_content_decides_the_order_then_the_cue() -> None:
    late = Attribution(((25, 30),), CUE, CONTENT, "verb-clause")
    early = Attribution(((0, 3),), ((4, 8),), ((9, 12),), "verb-clause")
    bare = Attribution(((25, 30),), CUE, (), "verb-clause")
    assert [late.sort_key, early.sort_key, bare.sort_key] == [(0, 20), (9, 4), (20, 20)]
    assert Attribution((), (), CONTENT, "headline-tail").sort_key == (0, 0)


def test_rules_return_them_in_that_order() -> None:
    found = attributed(
        "“It rained,” said Ines Dorval. The army said it had left. According to Radio Ambry, nobody stayed."
    )
    assert len(found) == 3 and found == sorted(found, key=lambda one: one.sort_key)
