"""Claims as Parquet: the columns of our CSV with numbers as numbers and unknown values as null, for DuckDB, pandas, polars.

It needs pyarrow, which comes with the extra `parquet`. Rows are written in groups, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from reportedly.exchange.claim_row import COLUMNS, DECIMALS, INTEGERS, Row, rows
from reportedly.exchange.formats import ExportError
from reportedly.exchange.json_line import whole
from reportedly.records import Reading

GROUP = 5_000  # rows


@dataclass(frozen=True, slots=True)
class ClaimsParquet:
    """The format: a table of claims."""

    suffix: str = ".parquet"
    media_type: str = "application/vnd.apache.parquet"

    def write(self, readings: Iterable[Reading], out: BinaryIO) -> None:
        """Write the rows of the claims. Raises ExportError where pyarrow is not installed."""
        try:
            import pyarrow
            from pyarrow.parquet import ParquetWriter
        except ImportError as error:
            raise ExportError("parquet needs pyarrow: `pip install 'reportedly[parquet]'` adds it") from error
        kinds = {"i": pyarrow.int64(), "d": pyarrow.float64(), "t": pyarrow.string()}
        schema = pyarrow.schema([(name, kinds[_kind(name)]) for name in COLUMNS])
        with ParquetWriter(out, schema, compression="zstd") as writer:
            for group in _groups(rows(readings)):
                writer.write_table(pyarrow.table(_columns(group), schema=schema))


PARQUET = ClaimsParquet()


def _groups(found: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(found, GROUP)):
        yield group


def _columns(group: list[Row]) -> dict[str, list[Any]]:
    return {name: [_value(row.get(name)) for row in group] for name in COLUMNS}


def _value(value: object) -> object:
    return whole(str(value)) if isinstance(value, str) else value


def _kind(name: str) -> str:
    return "i" if name in INTEGERS else "d" if name in DECIMALS else "t"
