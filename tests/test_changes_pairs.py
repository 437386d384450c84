"""Pairs of invented reports: the second keeps what held the first back, or loses its hedge or its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.incident import ChangeKind
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Reading

LOST = {"hedge": ChangeKind.HEDGE_LOST, "source": ChangeKind.ATTRIBUTION_DROPPED}
RIGHT = 18  # pairs of twenty of which it is told whether something was lost, at least


def pairs(what: str) -> list[tuple[bool, str, str]]:
    """The pairs about a hedge or a source: whether it was lost, both texts."""
    lines = (Path(__file__).parent / "loss_pairs.tsv").read_text(encoding="utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in lines]
    return [(not kind.endswith("kept"), first, then) for kind, first, then in rows if kind.startswith(what)]


def reading(outlet: str, day: str, text: str) -> Reading:
    report = report_from_text(text, f"{outlet} {text[:40]}", Given(outlet, day, "en"), default())
    return by_rules().read(report)


def lost(what: str, first: str, then: str) -> bool:
    """Whether the second report is said to have lost it."""
    told = [reading("Orvane Wire", "2031-05-04", first), reading("Ostara Post", "2031-05-05", then)]
    found = link(told, default()).incidents
    ends = {(change.kind, change.from_.report, change.to.report) for one in found for change in one.changes}
    return (LOST[what], told[0].report.id, told[1].report.id) in ends


@pytest.mark.parametrize("what", ["hedge", "source"])
def test_it_is_told_whether_a_hedge_or_a_source_was_lost(what: str) -> None:
    wrong = [then for was, first, then in pairs(what) if lost(what, first, then) != was]
    assert len(pairs(what)) - len(wrong) >= RIGHT, wrong
