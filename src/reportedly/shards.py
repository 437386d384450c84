"""Readings as Parquet files of a folder, so many inputs a file (a shard), and a manifest of them all.

A shard is read by itself, on whatever machine, and its file is whole or absent: it is written beside its place and renamed. One that
holds what the same reader made of the same inputs is left as it is, so a run that was ended goes on. The bytes depend on nothing but the
inputs, the reader and the version of pyarrow, which comes with the extra `parquet`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.exchange.json_line import json_line
from reportedly.executors import Executor
from reportedly.intake.options import Failure
from reportedly.readers import Task, by_of, read_or_fail, report_of, weight
from reportedly.records import Reading, Report, to_json

INPUTS = 200  # of one shard: some half a minute of reading
FORMAT = "reportedly-shards/1"
MANIFEST = "manifest.json"
MADE_OF, HOLDS = b"inputs", b"holds"  # a file's own notes: the digest of what it was made of, and what it holds


class ShardError(RuntimeError):
    """Why readings cannot be kept in shards, and what to do."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs that are read together. `number` counts from 0."""

    number: int
    tasks: tuple[Task, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.number:06}.parquet"


@dataclass(frozen=True, slots=True)
class Written:
    """One file: the digests of what it was made of and of its bytes, how many reports and claims it holds, which inputs gave none.
    Without digests its worker was ended from outside too often, and there is no file.
    """

    file: str
    inputs: str | None
    sha256: str | None
    reports: int
    claims: int
    failures: tuple[Failure, ...] = ()


def write(
    folder: Path, tasks: Iterable[Task], executor: Executor, overlays: tuple[Path, ...] = ()
) -> Iterator[Written]:
    """Read the tasks shard by shard into a folder; the files in order as they come, and a manifest when all are there.

    Raises ShardError where pyarrow is not installed or the folder cannot be written to.
    """
    _pyarrow()
    _make(folder)
    work = partial(write_shard, folder=folder.resolve(), overlays=overlays)
    written: list[Written] = []
    for one in executor.in_order(work, _shards(tasks), _lost, _weight):
        written.append(one)
        yield one
    told = {"format": FORMAT, "reportedly": version("reportedly"), "shards": [asdict(one) for one in written]}
    _put(folder / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def write_shard(shard: Shard, folder: Path, overlays: tuple[Path, ...]) -> Written:
    """Read a shard into its file, unless the file is there."""
    target = folder / shard.file
    found = [report_of(task, overlays) for task in shard.tasks]
    inputs = _digest(found, overlays)
    if (holds := _held(target, inputs)) is None:
        results = [read_or_fail(one, overlays) for one in found]
        holds = _holds(results)
        _put(
            target,
            _table([one for one in results if isinstance(one, Reading)], {MADE_OF: inputs, HOLDS: json.dumps(holds)}),
        )
    failures = tuple(Failure(**one) for one in holds["failures"])
    return Written(shard.file, inputs, _sha256(target), holds["reports"], holds["claims"], failures)


def _shards(tasks: Iterable[Task]) -> Iterator[Shard]:
    left = iter(tasks)
    for number in count():
        if not (taken := tuple(islice(left, INPUTS))):
            return
        yield Shard(number, taken)


def _digest(found: Sequence[Report | Failure], overlays: tuple[Path, ...]) -> str:
    """Of the reports and what reads each, and of what gave no report."""
    digest = hashlib.sha256()
    for one in found:
        by = None if isinstance(one, Failure) else asdict(by_of(one, overlays))
        told = asdict(one) if isinstance(one, Failure) else to_json(one)
        digest.update(json_line([told, by]).encode())
    return digest.hexdigest()


def _holds(results: Sequence[Reading | Failure]) -> dict[str, Any]:
    readings = [one for one in results if isinstance(one, Reading)]
    failures = [asdict(one) for one in results if isinstance(one, Failure)]
    return {"reports": len(readings), "claims": sum(len(one.claims) for one in readings), "failures": failures}


def _held(target: Path, inputs: str) -> dict[str, Any] | None:
    """What a file that was made of these inputs says that it holds; null where there is none, or it was made of others."""
    from pyarrow.lib import ArrowException
    from pyarrow.parquet import read_schema

    try:
        notes = read_schema(target).metadata or {} if target.exists() else {}
    except ArrowException:  # no Parquet: something else lies there, and is written over
        return None
    if notes.get(MADE_OF) != inputs.encode():
        return None
    holds: dict[str, Any] = json.loads(notes[HOLDS])
    return holds


def _table(readings: Sequence[Reading], notes: Mapping[bytes, str]) -> bytes:
    """A row a reading: its report, version, outlet and day for those who join, and the whole of it as JSON."""
    pyarrow = _pyarrow()
    from pyarrow.parquet import write_table

    rows = [
        {
            "report": one.report.id,
            "version": one.report.version,
            "outlet": one.report.outlet.name if one.report.outlet else None,
            "published": one.report.published,
            "reading": json_line(to_json(one)),
        }
        for one in readings
    ]
    names = ("report", "version", "outlet", "published", "reading")
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names], metadata=dict(notes))
    out = pyarrow.BufferOutputStream()
    write_table(pyarrow.Table.from_pylist(rows, schema), out, compression="zstd")
    made: bytes = out.getvalue().to_pybytes()
    return made


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShardError(f"{folder}: {error.strerror}; name a folder that can be written to") from error


def _put(target: Path, content: bytes) -> None:
    """A file, whole or not at all. Raises ShardError where it cannot be written."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        raise ShardError(f"{target}: {error.strerror}; name a folder that can be written to") from error


def _sha256(target: Path) -> str:
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _lost(shard: Shard) -> Written:
    return Written(shard.file, None, None, 0, 0)


def _weight(shard: Shard) -> int:
    return sum(map(weight, shard.tasks))


def _pyarrow() -> ModuleType:
    try:
        import pyarrow
    except ImportError as error:
        raise ShardError("shards need pyarrow: `pip install 'reportedly[parquet]'` adds it") from error
    module: ModuleType = pyarrow
    return module
