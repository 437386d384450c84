"""The rows of a Parquet file, a batch at a time: neither the file nor one of its row groups need fit into memory.

It needs pyarrow, which comes with the extra `parquet`. Texts stay packed as the file's dictionaries have them, and cells are
measured before they are copied: one long cell that a million rows name takes its place once.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from reportedly.intake.decode import LARGEST
from reportedly.intake.files import File
from reportedly.intake.objects import TOO_LONG, Row, cells
from reportedly.intake.options import IntakeError

BATCH = 256  # rows at once at most
BATCH_BYTES = 16_000_000  # and about so many bytes
BUFFER = 1_000_000  # bytes of a column that are read at once
LARGEST_FOOTER = 16_000_000  # bytes of what a file says of itself
SWELLS = 200  # times its packed size; beyond it a column is made to fill memory
HARMLESS = 250_000_000  # bytes of a column in one row group up to which swelling is no matter
INSTALL = "`pip install 'reportedly[parquet]'` adds it"
ANEW = "write it anew"


@dataclass(frozen=True, slots=True)
class Parquet:
    """A table in a Parquet file."""

    file: File

    def rows(self, columns: Sequence[str] = ()) -> Iterator[Row]:
        """Each row, of the columns named or of all that are not mere bytes."""
        with _faults_named(self.file), _opened(self.file) as found:
            from pyarrow import types

            names = [field.name for field in found.schema_arrow if not types.is_binary(field.type)]
            wanted = {*columns, *(column.partition(".")[0] for column in columns)} or names
            chosen = [name for name in names if name in wanted]
            for batch in found.iter_batches(_batch(found), columns=chosen, use_threads=False):
                yield from (_row(batch, number) for number in range(batch.num_rows))


def open_rows(file: File) -> Parquet:
    """The rows of a file. Raises IntakeError where it cannot be read, or pyarrow is not there."""
    with _faults_named(file), _opened(file) as found:
        for group in range(found.metadata.num_row_groups):
            for at in range(found.metadata.num_columns):
                column = found.metadata.row_group(group).column(at)
                if column.total_uncompressed_size > max(HARMLESS, SWELLS * column.total_compressed_size):
                    raise IntakeError(
                        file.name, f"grows to more than {SWELLS} times its size when it is unpacked", ANEW
                    )
    return Parquet(file)


@contextmanager
def _faults_named(file: File) -> Iterator[None]:
    """Within it, what goes wrong in the file is said of the file."""
    try:
        from pyarrow import ArrowException
    except ImportError as error:
        raise IntakeError(file.name, "is a Parquet file, which needs pyarrow", INSTALL) from error
    try:
        yield
    except (ArrowException, OSError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise IntakeError(file.name, f"is no Parquet file that can be read to its end ({reason})", ANEW) from error


@contextmanager
def _opened(file: File) -> Iterator[Any]:
    """The file in the hands of pyarrow; what cannot be read out of order lies in a temporary file meanwhile."""
    from pyarrow import parquet, types

    with file.open() as opened, _seekable(opened) as source:
        _check_footer(source, file.name)
        plain = parquet.ParquetFile(source, pre_buffer=False, buffer_size=BUFFER)
        texts = [field.name for field in plain.schema_arrow if types.is_string(field.type)]
        yield parquet.ParquetFile(
            source, metadata=plain.metadata, read_dictionary=texts, pre_buffer=False, buffer_size=BUFFER
        )


@contextmanager
def _seekable(opened: BinaryIO) -> Iterator[BinaryIO]:
    if opened.seekable():
        yield opened
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(opened, copy, BUFFER)
        yield copy


def _check_footer(source: BinaryIO, name: str) -> None:
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - 8))
    if int.from_bytes(source.read(4), "little") > LARGEST_FOOTER:
        raise IntakeError(name, f"says more than {LARGEST_FOOTER // 1_000_000} MB of itself", ANEW)
    source.seek(0)


def _batch(found: Any) -> int:
    """How many rows are read at once: fewer where they are long."""
    groups = [found.metadata.row_group(number) for number in range(found.metadata.num_row_groups)]
    longest = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=0)
    return max(1, min(BATCH, BATCH_BYTES // max(1, longest)))


def _row(batch: Any, number: int) -> Row:
    """One row as cells; a text is copied only if it is no longer than one report may be."""
    values = {name: batch.column(at)[number] for at, name in enumerate(batch.schema.names)}
    if any(_length(value) > LARGEST for value in values.values()):
        return TOO_LONG
    return cells({name: value.as_py() for name, value in values.items()})


def _length(scalar: Any) -> int:
    """The bytes of a text; nothing for what is none."""
    from pyarrow import DictionaryScalar, LargeStringScalar, StringScalar

    text = scalar.value if isinstance(scalar, DictionaryScalar) else scalar
    return text.as_buffer().size if isinstance(text, StringScalar | LargeStringScalar) and text.is_valid else 0
