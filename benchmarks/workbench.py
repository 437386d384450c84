"""What an adapter works with: a reader, the corpora, and the scorers that lie beside them.

The product sees of an article only what a user would have: id, outlet, title and text (and the day of publication where
a
corpus gives one). A scorer is a program of its own; it gets files and prints JSON or lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge import Knowledge
from reportedly.knowledge.loader import default
from reportedly.reading.lang.en.reader import by_rules, english
from reportedly.reading.layers import Attribution
from reportedly.reading.reader import StepwiseReader
from reportedly.records import Reading, Report

Row = dict[str, Any]
Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class Article:
    """A report as a corpus holds it, without a label."""

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    date: str | None = None


def shipped() -> StepwiseReader:
    """The reader that a user gets: with the tagger where it is installed."""
    return english(default())


def unknowing() -> StepwiseReader:
    """The reader that a user gets, knowing no outlet and no body."""
    return english(Knowledge.load(entities=False))


READERS: dict[str, Callable[[], StepwiseReader]] = {
    "shipped": shipped,
    "by rules": by_rules,
    "empty knowledge": unknowing,
}


@dataclass(frozen=True)
class Workbench:
    """Where the corpora are, where predictions go, and how many articles of a large corpus are read (one in
    `every`).
    """

    corpora: Path
    folder: Path
    reader: str = "shipped"
    every: int = 1

    def report(self, article: Article, reader: StepwiseReader) -> Report:
        """The article as intake makes it a report."""
        given = Given(outlet=article.outlet, title=article.title, date=article.date, language="en")
        knowledge = Knowledge.load(entities=False) if self.reader == "empty knowledge" else default()
        return report_from_text(article.text, article.id, given, knowledge)

    def readings(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Reading]]:
        """Every article with its reading."""
        reader = reader_of(self.reader)
        for article in articles:
            yield article, reader.read(self.report(article, reader))

    def attributions(self, articles: Iterable[Article]) -> Iterator[tuple[Article, list[Attribution]]]:
        """Every article with its attributions, before chains are made of them."""
        reader = reader_of(self.reader)
        for article in articles:
            yield article, reader.attributions(self.report(article, reader))

    def predictions(self, name: str, rows: Iterable[Row]) -> Path:
        """A JSONL file of predictions."""
        path = self.folder / f"{name}.{self.reader.replace(' ', '-')}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    def score(self, scorer: str, *arguments: object) -> str:
        """What a scorer prints. Raises RuntimeError with its last words where it fails."""
        program = self.corpora.parent / "scorers" / scorer
        command = [sys.executable, "-B", str(program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(f"{scorer}: {done.stderr.strip()[-500:]}")
        return done.stdout


@lru_cache(maxsize=4)
def reader_of(name: str) -> StepwiseReader:
    """The reader of this name, made once."""
    return READERS[name]()


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
