"""Fits what speaks for a claim that an incident happened: `python -m training.choosing CORPORA`, all weights in one go.

The claims are those of the 64 dev reports, as read and as labelled, and of the bundled war, in their labelled incidents. A
source that the labels name for an incident is shown by its best claim there, every other by all of its claims: which claim
carries a source is not labelled, so fitting and choosing the best claim take turns. Whom the labels of the war leave open counts
neither way, who is labelled to confirm vouches. The bar is the one with the best F1 of
sources over folds by incident; the same corpora give the same weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.adapters import oracle, wars
from benchmarks.adapters.incidents import read
from benchmarks.war_labels import VELMORA, labels
from benchmarks.workbench import Workbench, rows
from reportedly.knowledge import Knowledge
from reportedly.knowledge.loader import default, fold
from reportedly.linking.chosen import BAR, WEIGHTS, Chooser, denies
from reportedly.linking.matter import Matter
from reportedly.linking.mentions import Counted, Mention, Rarity, mentions
from reportedly.records import Reading

ROUNDS, STEPS = 8, 30  # turns of choosing and fitting; steps of Newton of each
RIDGE, FOLDS = 0.3, 8

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bag:
    """The claims of one source in one incident, by what speaks for each; whether the labels name the source."""

    incident: str
    claims: Array
    named: bool


def bags(
    readings: Sequence[Reading], incidents: Mapping[str, Sequence[str]], named: Mapping[str, set[str]], knowledge: Knowledge,
    left_open: Mapping[str, set[str]],
) -> Iterator[Bag]:  # fmt: skip
    """The sources of each labelled incident; `named` are the folded names that the labels have for its origins, `left_open` those
    of sources that count neither way.
    """
    rarity, by_id = Rarity(Counted.of(readings)), {reading.report.id: reading for reading in readings}
    told = {mention.report: mention for mention in mentions(readings, knowledge, rarity)}
    for incident, reports in incidents.items():
        chooser = _chooser([told[report] for report in reports], rarity)
        found: dict[str, list[list[float]]] = defaultdict(list)
        for reading in (by_id[report] for report in reports):
            for claim, signs in chooser.signs(reading):
                if claim.origin and not denies(claim) and chooser.tells(claim, reading):
                    found[fold(claim.origin.name)].append([signs[name] for name in WEIGHTS])
        for name, claims in found.items():
            sure = _one_of(name, named[incident])
            if sure or not _one_of(name, left_open[incident]):
                yield Bag(incident, np.array(claims), sure)


def _chooser(members: Sequence[Mention], rarity: Rarity) -> Chooser:
    return Chooser(members, Matter(members), rarity)


def _one_of(name: str, names: Iterable[str]) -> bool:
    return any(f" {one} " in f" {name} " for one in names)


def dev(corpora: Path) -> Iterator[Bag]:
    """The sources of the 64 reports, as read and as labelled."""
    folder = corpora / "fakes"
    labelled = json.loads((folder / "incidents.json").read_text(encoding="utf-8"))
    with (folder / "canonical_names.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file, delimiter="\t"))[1:]
    aliases = {row[0]: {fold(name) for name in (row[0], *row[4].split(" | ")) if fold(name)} for row in table}
    named = {
        key: {a for name in row["origins"] for a in aliases.get(name, {fold(name)})} for key, row in labelled.items()
    }
    told, gold = ({row["id"]: row for row in rows(folder / f"{name}.jsonl")} for name in ("articles", "gold"))
    with tempfile.TemporaryDirectory() as scratch:
        readings = read(Workbench(corpora, Path(scratch), "shipped", 1))
    incidents = {key: row["articles"] for key, row in labelled.items()}
    nobody: dict[str, set[str]] = {key: set() for key in labelled}
    yield from bags(readings, incidents, named, default(), nobody)
    yield from bags(oracle.readings(readings, told, gold), incidents, named, default(), nobody)


def war() -> Iterator[Bag]:
    """The sources of the bundled war."""
    knowledge = wars.known(VELMORA)
    gold = labels(VELMORA)
    incidents = {one.id: one.reports for one in gold.incidents}
    named = {one.id: {fold(name) for source in one.happened for name in source} for one in gold.incidents}
    left_open = {one.id: {fold(name) for source in one.open for name in source} for one in gold.incidents}
    for one in gold.confirmed:
        for incident in gold.incidents:
            if not one.open and any(quote.report in incident.reports for quote in one.quotes):
                named[incident.id].add(fold(one.by.split(",")[0]))
    yield from bags(wars.read(VELMORA, knowledge), incidents, named, knowledge, left_open)


def fitted(given: Sequence[Bag]) -> Array:
    """The weights and, last, the bias."""
    weights = np.array([*WEIGHTS.values(), -BAR])
    for _ in range(ROUNDS):
        best = [bag.claims[[int(np.argmax(_scores(bag, weights)))]] if bag.named else bag.claims for bag in given]
        right = np.concatenate(
            [np.full(len(claims), float(bag.named)) for claims, bag in zip(best, given, strict=True)]
        )
        weights = _newton(_with_one(np.concatenate(best)), right, weights)
    return weights


def _newton(signs: Array, right: Array, weights: Array) -> Array:
    """A logistic regression with a ridge on all but the bias."""
    ridge = np.diag([RIDGE] * (len(weights) - 1) + [0.0])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (odds - right) + ridge @ weights
        curve = (signs * (odds * (1 - odds))[:, None]).T @ signs + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _with_one(signs: Array) -> Array:
    return np.hstack([signs, np.ones((len(signs), 1))])


def _scores(bag: Bag, weights: Array) -> Array:
    scores: Array = _with_one(bag.claims) @ weights
    return scores


def f1(tops: Sequence[tuple[float, bool]], bar: float) -> float:
    """How well the sources whose best claim lies above a bar are those that the labels name."""
    met = sum(named for top, named in tops if top >= bar)
    return 2 * met / max(sum(named for _, named in tops) + sum(top >= bar for top, _ in tops), 1)


def held_out(given: Sequence[Bag]) -> list[tuple[float, bool]]:
    """The best score of each source by weights that have not seen its incident."""
    fold_of = {name: number % FOLDS for number, name in enumerate(sorted({bag.incident for bag in given}))}
    out = []
    for number in range(FOLDS):
        weights = fitted([bag for bag in given if fold_of[bag.incident] != number])
        out += [(float(_scores(bag, weights).max()), bag.named) for bag in given if fold_of[bag.incident] == number]
    return out


def main() -> None:
    """Prints the weights, the bar, and how well they choose sources of incidents that they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    given = [*dev(parser.parse_args().corpora), *war()]
    tops, weights = held_out(given), fitted(given)
    bar = max(np.arange(-2.0, 2.0, 0.05), key=lambda bar: f1(tops, bar))
    now = np.array([*WEIGHTS.values(), -BAR])
    print(f"{len(given)} sources, {sum(bag.named for bag in given)} of them named")
    print({name: round(float(weight), 2) for name, weight in zip(WEIGHTS, weights, strict=False)})
    print(f"bar {bar - weights[-1]:.2f}; F1 held out {f1(tops, bar):.3f}, at even odds {f1(tops, 0.0):.3f}")
    print(f"F1 of the shipped weights: {f1([(float(_scores(bag, now).max()), bag.named) for bag in given], 0.0):.3f}")


if __name__ == "__main__":
    main()
