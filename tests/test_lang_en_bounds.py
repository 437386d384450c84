"""Names inside mentions, where little or nothing is left of a mention."""

from __future__ import annotations

from reportedly.reading.lang.en.bounds import Bounds


def test_a_mention_of_marks_alone_has_no_name_and_breaks_nothing() -> None:
    assert Bounds({}).untitled("“ ”") == ""
    assert Bounds({}).body("“ ”") == "“ ”"
