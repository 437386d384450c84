"""The labels of invented wars: incidents and their origins, accounts that differ, denials, changes, words for a body.

One war comes with the product; the others were written by hands that knew neither it nor what the reader makes of a text.

A label quotes the words it is about. A quotation stands once in its report; whatever was read is compared with it by
place, never by wording. What the labels leave `open` counts neither way.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.workbench import Article

FIRMER = ("hedge_lost", "certainty_gained")  # two kinds of label, one kind of record


@dataclass(frozen=True, slots=True)
class WrittenWar:
    """A war as it is written down: the table of its reports, the folder of its labels, and the names in it where they are known."""

    table: Path
    folder: Path
    names: Path | None = None


EXAMPLE = Path(str(files("reportedly").joinpath("example")))
WARS = Path(__file__).with_name("wars")
VELMORA = WrittenWar(EXAMPLE / "velmora.csv", WARS / "velmora", EXAMPLE / "velmora-names.tsv")
ASKELUND = WrittenWar(WARS / "askelund" / "askelund.csv", WARS / "askelund")
ORSAVIA = WrittenWar(WARS / "orsavia" / "orsavia.csv", WARS / "orsavia")
DORVASH = WrittenWar(WARS / "dorvash" / "dorvash.csv", WARS / "dorvash")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report, by place."""

    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One account: the value that an origin gives, and where it stands."""

    id: str
    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts of one thing that cannot both hold."""

    about: str
    one: Told
    other: Told
    open: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial or a confirmation, with what it answers."""

    id: str
    by: str
    quotes: tuple[Quote, ...]
    answers: tuple[Quote, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A change on the way of the telling: from any of these words to those."""

    kind: str
    before: tuple[Quote, ...]
    after: Quote
    open: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Words that an outlet uses for a body."""

    body: str
    outlet: str
    words: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An incident: its reports, and the sources of what is told, each by several names."""

    id: str
    reports: tuple[str, ...]
    happened: tuple[tuple[str, ...], ...]
    toll: tuple[tuple[str, ...], ...]
    open: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels."""

    incidents: tuple[Occurrence, ...]
    pairs: tuple[Pair, ...]
    denied: tuple[Answer, ...]
    confirmed: tuple[Answer, ...]
    turns: tuple[Turn, ...]
    words: tuple[Word, ...]


def articles(war: WrittenWar) -> list[Article]:
    """The reports of a war as a reader gets them, in order of publication."""
    with war.table.open(encoding="utf-8", newline="") as file:
        return [
            Article(row["id"], row["text"], row["outlet"], None, row["published"][:10]) for row in csv.DictReader(file)
        ]


def labels(war: WrittenWar) -> Labels:
    """The labels of a war, every quotation found in its report. Raises ValueError for one that does not stand there once."""
    texts = {article.id: article.text for article in articles(war)}
    denials, changes = _rows(war, "denials"), _rows(war, "changes")
    return Labels(
        tuple(map(_occurrence, _rows(war, "incidents")["incident"])),
        tuple(_pairs(_rows(war, "accounts"), texts)),
        tuple(_answer(row, texts) for row in denials["denied"]),
        tuple(_answer(row, texts) for row in denials["confirmed"]),
        tuple(_turn(kind, row, texts) for kind, rows in changes.items() for row in rows),
        tuple(_words(_rows(war, "words")["body"])),
    )


def _rows(war: WrittenWar, name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((war.folder / f"{name}.toml").read_text(encoding="utf-8"))


def _quote(told: str, texts: Mapping[str, str]) -> Quote:
    report, _, words = told.partition(" ")
    if texts[report].count(words) != 1:
        raise ValueError(f"{words!r} stands {texts[report].count(words)} times in {report}; quote more of it")
    start = texts[report].index(words)
    return Quote(report, start, start + len(words), words)


def _quotes(told: Iterable[str], texts: Mapping[str, str]) -> tuple[Quote, ...]:
    return tuple(_quote(one, texts) for one in told)


def _pairs(rows: Mapping[str, list[dict[str, Any]]], texts: Mapping[str, str]) -> Iterable[Pair]:
    told = {row["id"]: Told(row["id"], row["value"], _quotes(row["quotes"], texts)) for row in rows["account"]}
    for row in rows["differ"]:
        for key in ("pairs", "open"):
            for pair in row[key]:
                one, other = pair.split()
                yield Pair(row["about"], told[one], told[other], key == "open")


def _answer(row: Mapping[str, Any], texts: Mapping[str, str]) -> Answer:
    quotes, answers = _quotes(row["quotes"], texts), _quotes(row["answers"], texts)
    return Answer(row["id"], row["by"], quotes, answers, row.get("open", False))


def _turn(kind: str, row: Mapping[str, Any], texts: Mapping[str, str]) -> Turn:
    return Turn(kind, _quotes(row["from"], texts), _quote(row["to"], texts), row.get("open", False))


def _words(bodies: Iterable[Mapping[str, Any]]) -> Iterable[Word]:
    for body in bodies:
        for key in ("words", "open"):
            for outlet, words in body.get(key, {}).items():
                yield from (Word(body["name"], outlet, one, key == "open") for one in words)


def _occurrence(row: Mapping[str, Any]) -> Occurrence:
    named = {key: tuple(tuple(one.split("|")) for one in row[key]) for key in ("happened", "toll", "or")}
    return Occurrence(row["id"], tuple(row["reports"]), named["happened"], named["toll"], named["or"])
