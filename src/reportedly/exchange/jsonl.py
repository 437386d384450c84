"""Readings as they are, one JSON object a line ("reportedly/1"): nothing is lost, and the file can be read back.

A line that holds no reading costs only itself: it comes back as a `Fault`. Lines are capped, and so is their depth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from reportedly.exchange.formats import Lines
from reportedly.exchange.json_line import json_line
from reportedly.exchange.sound import fault_of
from reportedly.records import SCHEMA, Reading, from_json, to_json

LONGEST = 64 * 1024 * 1024  # bytes of a line; a report of a million characters reads into some ten million


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line of a file holds no reading; `line` counts from 1."""

    line: int
    reason: str


def reading_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file."""
    return (json_line(to_json(reading)) for reading in readings)


JSONL = Lines(".jsonl", "application/jsonl", reading_lines)


def read_readings(source: BinaryIO) -> Iterator[Reading | Fault]:
    """The reading of each line that is not empty, or why there is none."""
    number = 0
    while line := source.readline(LONGEST):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST:
            _skip(source)
            yield Fault(number, f"it is longer than {LONGEST} bytes")
        elif line.strip():
            yield _reading(number, line)


def _skip(source: BinaryIO) -> None:
    """Read on to the end of the line."""
    while (rest := source.readline(LONGEST)) and not rest.endswith(b"\n"):
        continue


def _reading(number: int, line: bytes) -> Reading | Fault:
    try:
        value = json.loads(line, parse_constant=_refused)
        reading = from_json(Reading, _checked(value))
    except UnicodeDecodeError:
        return Fault(number, "it is not UTF-8")
    except RecursionError:
        return Fault(number, "it is nested too deeply")
    except ValueError as error:
        return Fault(number, str(error))
    unsound = fault_of(reading)
    return Fault(number, unsound) if unsound else reading


def _checked(value: Any) -> Any:
    """The value. Raises ValueError where it says that it is something else than a reading."""
    kind = (value.get("schema"), value.get("kind")) if isinstance(value, dict) else ()
    if kind != (SCHEMA, "reading"):
        raise ValueError("it is no reading; `reportedly read --json` writes readings, one a line")
    return value


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
