"""The cells of our tables: an empty cell is an unknown value, and no cell is a formula.

A text that begins with a character that a spreadsheet would run gets an apostrophe before it; lines become spaces.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

CREDIT = "Places © GeoNames, CC BY 4.0, modified"
FORMULA = ("=", "+", "-", "@")


def cell(value: object) -> str:
    """A value as it stands in a cell."""
    text = "" if value is None else " ".join(str(value).split())
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def line(cells: Iterable[str]) -> str:
    """The cells as a line of the table, without the line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
