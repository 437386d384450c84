"""What lies beside a table of ours: its columns in the vocabulary of CSV on the Web (W3C, 2015).

The name is the table's own with `-metadata.json` after it, where that recommendation has programs look for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

BESIDE = "-metadata.json"
CONTEXT = "http://www.w3.org/ns/csvw"


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """A column: its name, the kind of its values (a datatype of CSVW), what parts several values in one cell."""

    name: str
    kind: str = "string"
    separator: str | None = None


def described(name: str, columns: Iterable[CsvColumn]) -> bytes:
    """The description of the table in the file `name`."""
    table = {
        "@context": [CONTEXT, {"@language": "en"}],
        "url": quote(name),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "dc:description": "An empty cell is an unknown value. An apostrophe before =, +, - or @ keeps a cell from being a formula.",
        "tableSchema": {"columns": [_column(column) for column in columns]},
    }
    return (json.dumps(table, indent=1, ensure_ascii=False) + "\n").encode()


def _column(column: CsvColumn) -> dict[str, Any]:
    said: dict[str, Any] = {"name": column.name, "titles": column.name, "datatype": column.kind, "null": ""}
    return said | ({"separator": column.separator} if column.separator else {})
