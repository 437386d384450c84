"""Precision, runs and their differences on a terminal: numbers first, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.checking.agreement import Agreement
from reportedly.checking.difference import Change, Totals
from reportedly.checking.precision import Precision
from reportedly.checking.sheet import read_by
from reportedly.records import By
from reportedly.visible import one_line, shortened

LONG = 160  # characters of a claim or a value that are shown
SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


class Ran(Protocol):
    """A run as a store gives it."""

    @property
    def id(self) -> str: ...
    @property
    def by(self) -> By: ...
    @property
    def reports(self) -> int: ...
    @property
    def last(self) -> str: ...


def precision_view(fields: Sequence[Precision]) -> RenderableType:
    """A row a field: how many were judged and right, the precision with its interval, what was rightly left open."""
    table = _table("field", "judged", "right", "precision", "95 % interval", "unsure", "left open, rightly")
    for one in fields:
        left = f"{one.rightly} of {one.left_open}" if one.left_open else "–"
        share, low, high = (
            f"{value:.2f}" if value is not None else "–" for value in (one.precision, one.low, one.high)
        )
        interval = f"{low}–{high}" if one.judged else "–"
        table.add_row(one.field, str(one.judged), str(one.right), share, interval, str(one.unsure), left)
    return table


def agreement_view(fields: Sequence[Agreement]) -> RenderableType:
    """A row a field: Krippendorff's alpha, how many claims and people it stands on, and on how many they differ."""
    table = _table("field", "alpha", "claims", "people", "differ on")
    for one in fields:
        alpha = f"{one.alpha:.2f}" if one.alpha is not None else "–"
        table.add_row(one.field, alpha, str(one.claims), str(one.people), str(one.differing))
    return table


def runs_view(runs: Sequence[Ran]) -> RenderableType:
    """A row a run."""
    table = _table("run", "reports", "read last", "made by")
    for run in runs:
        table.add_row(run.id, f"{run.reports:,}", run.last[:10], one_line(read_by(run.by)))
    return table


def totals_view(one: Ran, two: Ran, totals: Totals) -> RenderableType:
    """How much two runs read differently."""
    lines = [
        f"before  {one.id}  {one_line(read_by(one.by))}",
        f"after   {two.id}  {one_line(read_by(two.by))}",
        f"{totals.reports:,} reports read by both, {totals.differing:,} of them differently",
        f"{totals.gained:,} claims gained, {totals.lost:,} lost, {totals.changed:,} of {totals.matched:,} matched ones changed",
    ]
    fields = [f"{name} {many:,}" for name, many in sorted(totals.fields.items(), key=lambda pair: (-pair[1], pair[0]))]
    lines += [f"changed in: {', '.join(fields)}"] if fields else []
    return Group(*map(Text, lines), Text())


def change_view(change: Change) -> RenderableType:
    """One claim that is read differently: its words and report, and each field before and after."""
    head = Text(f"{SIGNS[change.change]} {shortened(change.text, LONG)}", style="bold")
    about = Text(one_line(f"{change.change} · {change.after or change.before} · {change.input}"), style="dim")
    fields = [
        Text(f"{name}: {shortened(told.before, LONG) or '–'} → {shortened(told.after, LONG) or '–'}")
        for name, told in change.fields.items()
    ]
    return Group(head, *(Padding(part, (0, 0, 0, 2)) for part in (*fields, about)))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        table.add_column(name)
    return table
