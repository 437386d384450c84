"""Invented reports for tests of the store: many small ones, quick to read, and a reader that reads them at once.

It is a script too: `python store_desk.py DIR FOLDER WORKERS SECONDS` adds the files of a folder with the quick reader.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportedly import readers, workspace
from reportedly.executors.processes import Processes
from reportedly.records import (
    By,
    Certainty,
    Claim,
    Count,
    Event,
    Form,
    Place,
    Reading,
    Report,
    Source,
    SourceType,
    Span,
    claim_id,
)

TOWNS = ("Osprey", "Marrow Ford", "Anselt", "Dellin")
LINE = "The Tesk Valley Watch said {n} people were killed in {town} on 3 May 2031 when market number {m} burned."


def text_of(number: int) -> str:
    """An invented report; three in a row tell the same."""
    told = LINE.format(n=10 + number // 3, town=TOWNS[number // 3 % len(TOWNS)], m=number // 3)
    return f"Fire in {TOWNS[number // 3 % len(TOWNS)]}\n\n{told}\n\nNote {number} was written at night.\n"


def write_reports(folder: Path, many: int) -> None:
    """As many invented reports as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(many):
        (folder / f"r{number:03}.txt").write_text(text_of(number), encoding="utf-8")


class QuickReader:
    """Reads the invented reports by looking for their words; takes as long as it is told to."""

    def __init__(self, seconds: float = 0.0, version: str = "1") -> None:
        self._seconds = seconds
        self.by = By(f"quick@{version}", None, "invented")

    def read(self, report: Report) -> Reading:
        time.sleep(self._seconds)
        start = report.text.find("The Tesk Valley Watch")
        if start < 0:
            return Reading(report, self.by)
        town = next(town for town in TOWNS if town in report.text)
        chain = (_source(report, start),)
        said = report.text.index(" said ") + 6
        span = (said, report.text.index(".", said))
        event = Event("ACCIDENT", _at(report, "burned"), place=0, counts=(_count(report, said),))
        claim = Claim(
            claim_id(report.id, report.version, (span,), chain), "body", (span,), report.text[slice(*span)],
            Form.INDIRECT, Certainty.ASSERTED, chain, events=(event,),
        )  # fmt: skip
        place = Place(_at(report, town), town, town, "city", "OX", -41.0, -122.0 - len(town), 1, f"invented:{town}")
        return Reading(replace(report, published=report.published or "2031-05-04"), self.by, (claim,), (place,))


def _source(report: Report, start: int) -> Source:
    return Source("Tesk Valley Watch", SourceType.MONITOR, None, (start, start + 21), _at(report, "said"))


def _count(report: Report, said: int) -> Count:
    many = report.text[said:].split()[0]
    return Count("killed", (said, said + len(many)), "people", int(many), int(many))


def _at(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return start, start + len(words)


def quick(seconds: float = 0.0, version: str = "1") -> None:
    """Has every report read by the quick reader in this process."""
    reader = QuickReader(seconds, version)

    def found(language: str, overlays: Any) -> QuickReader:
        return reader

    readers.reader_of = found  # type: ignore[assignment]


def main(folder: str, inputs: str, workers: str) -> None:
    desk = workspace.open_workspace(Path(folder) / "home")
    with workspace.make_store(Path(folder)) as store:
        for _ in desk.add(store, desk.plan([inputs], workspace.Given(language="en")), Processes(int(workers))):
            print("done", flush=True)
        desk.relink(store)


if __name__ in ("__main__", "__mp_main__") and len(sys.argv) == 5:
    quick(float(sys.argv[4]))
    if __name__ == "__main__":
        main(*sys.argv[1:4])
