"""Pairs of invented reports: two strikes on one town stay two incidents, one strike told by its two sides is one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Reading

Told = tuple[str, str, str]  # day of publication, title, text
RIGHT = 18  # pairs of twenty that are told apart, and that are joined, at least


def pairs(kind: str) -> list[tuple[Told, Told]]:
    """The pairs of one kind of `strike_pairs.tsv`."""
    lines = (Path(__file__).parent / "strike_pairs.tsv").read_text(encoding="utf-8").splitlines()
    told = [(day, title, text) for name, day, title, text in (line.split("\t") for line in lines[2:]) if name == kind]
    return list(zip(told[::2], told[1::2], strict=True))


@cache
def reading(told: Told, outlet: str) -> Reading:
    day, title, text = told
    report = report_from_text(text, f"{outlet} {title}", Given(outlet, day, "en", title), default())
    return by_rules().read(report)


def joined(pair: tuple[Told, Told]) -> bool:
    """Whether the two reports tell one incident."""
    found = link(
        [reading(told, outlet) for told, outlet in zip(pair, ("Lumen", "Ostara Post"), strict=True)], default()
    )
    return len(found.incidents) == 1


def test_two_strikes_on_one_town_stay_two() -> None:
    wrong = [pair[1][1] for pair in pairs("two strikes") if joined(pair)]
    assert len(pairs("two strikes")) - len(wrong) >= RIGHT, wrong


def test_one_strike_told_by_its_two_sides_is_one() -> None:
    wrong = [pair[1][1] for pair in pairs("two sides") if not joined(pair)]
    assert len(pairs("two sides")) - len(wrong) >= RIGHT, wrong
