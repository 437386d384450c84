"""Tables for the terminal: our rows first, the peers' below them, constants last."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workbench import Metrics

PEERS = Path(__file__).with_name("peers.toml")


def peers(bench: str) -> dict[str, Metrics]:
    """What others, and constant answers, reach on a benchmark: measured by the same scorers on the same files."""
    with PEERS.open("rb") as file:
        told: dict[str, dict[str, Metrics]] = tomllib.load(file)
    return told.get(bench, {})


def table(question: str, ours: dict[str, Metrics], others: dict[str, Metrics]) -> str:
    """One benchmark as text; a measure that a system was not measured on is a dash."""
    columns = list(dict.fromkeys(key for row in (*ours.values(), *others.values()) for key in row))
    systems = ours | others
    width = max(map(len, systems))
    lines = [question]
    for group in groups(columns):
        heads = [key.rjust(max(len(key), 6)) for key in group]
        lines.append("  ".join(["".ljust(width), *heads]))
        for name, row in systems.items():
            if name in ours or any(key in row for key in group):
                cells = [cell(row, key).rjust(len(head)) for key, head in zip(group, heads, strict=True)]
                lines.append("  ".join([name.ljust(width), *cells]).rstrip())
        lines.append("")
    return "\n".join(lines)


def groups(columns: list[str], widest: int = 110) -> Iterator[list[str]]:
    """The columns in lines of at most `widest` characters."""
    line: list[str] = []
    for key in columns:
        if line and sum(max(len(k), 6) + 2 for k in (*line, key)) > widest:
            yield line
            line = []
        line.append(key)
    if line:
        yield line


def cell(row: Metrics, key: str) -> str:
    """A number with three decimals, larger ones with none."""
    if key not in row:
        return "–"
    return f"{row[key]:.3f}" if abs(row[key]) < 20 else f"{row[key]:.0f}"
