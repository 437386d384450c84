"""Fits the two linear scores over place names: `python -m training.place_weights CORPUS.jsonl … --out places_weights.tsv`.

A corpus holds one article a line: {"id", "text", "places": [{"start", "end", "lat", "lon", "geonameid"}]}. The choice among places
of one name is a conditional logit over the candidates of a mention; the evidence of being a place a logistic regression over the mentions.
Both are fitted by Adam with a ridge; the same corpora give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.knowledge import gazetteer, place_weights
from reportedly.reading import place_choice, place_context, place_evidence, place_lists, place_names, place_spelling
from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.place_choice import Features, Scene

STEPS, RATE = 400, 0.1
RIDGE = 1.0
RAREST = 15  # mentions a feature of the evidence must stand in
RIGHT_KM = 100.0  # a candidate this near the corpus's point is a right one, though not the row it names
THRESHOLD = 0.25  # added to the bias: the best F1 of recognition lies a little below even odds
BY_HAND = {("choice", "container right"): 5.0, ("evidence", "told before"): 2.5, ("evidence", "told after"): 1.5,
           ("evidence", "told elsewhere"): 1.5}  # fmt: skip

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one mention and how right each is, in 0..1."""

    options: Sequence[Features]
    right: Sequence[float]


def scenes(paths: Iterable[Path]) -> Iterator[tuple[Scene, list[dict[str, Any]]]]:
    """Every article as a scene, with the places of the corpus."""
    parser, known = shared_parser(), gazetteer.default()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            blocks, start = [], 0
            for row in article["text"].splitlines(keepends=True):
                if row.strip():
                    blocks.append((start, start + len(row.rstrip())))
                start += len(row)
            parse = parser.parse(article["text"], blocks)
            found = place_lists.shared(parse, place_names.mentions(parse, known))
            heard = place_context.support(found)
            yield place_choice.scene(parse, place_spelling.respelled(found, known, heard), heard), article["places"]


def choices(here: Scene, gold: Sequence[dict[str, Any]]) -> Iterator[Choice]:
    """The mentions whose candidates the corpus tells apart."""
    known, weights = gazetteer.default(), place_weights.load().choice
    first = place_choice.choose(here, known.countries, weights)
    by_name = {place_choice.name_of(here.mentions[i]): found for i, found in first.items()}
    anchors = place_choice.anchors(here, by_name)
    for mention in here.mentions:
        told = next((p for p in gold if p["start"] < mention.end and mention.start < p["end"]), None)
        if told is None or told["lat"] is None or len(mention.found) < 2:
            continue
        near = [point for name, point in anchors if name != mention.key][: place_choice.NEIGHBOURS]
        options, right = [], []
        for found in mention.found[: place_context.MOST]:
            values = place_choice.features(here, mention, found, known.countries)
            options.append(values | place_choice.nearness(found.entry, near))
            right.append(rightness(found.entry, told))
        if min(right) < max(right):
            yield Choice(options, right)


def rightness(entry: gazetteer.Entry, told: dict[str, Any]) -> float:
    """1 for the row that the corpus names, less for one that lies near its point, 0 for others."""
    if str(entry.id) == str(told.get("geonameid")):
        return 1.0
    if entry.lat is None or entry.lon is None:
        return 0.0
    return 0.5 * (place_choice.distance((entry.lat, entry.lon), (told["lat"], told["lon"])) < RIGHT_KM)


def matrix(rows: Sequence[Features], names: Sequence[str]) -> Array:
    at = {name: i for i, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in at:
                out[i, at[name]] = value
    return out


def fit_choice(groups: Sequence[Choice]) -> dict[str, float]:
    """Conditional logit: the right candidates against all of their mention."""
    names = sorted({name for group in groups for row in group.options for name in row})
    values = matrix([row for group in groups for row in group.options], names)
    right = np.concatenate([np.asarray(group.right) for group in groups])
    sizes = [len(group.options) for group in groups]
    owner = np.repeat(np.arange(len(groups)), sizes)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))

    def slope(weights: Array) -> Array:
        scores = values @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        share = odds / np.add.reduceat(odds, starts)[owner]
        good = share * right
        good = good / (np.add.reduceat(good, starts) + 1e-9)[owner]
        gradient: Array = values.T @ (share - good) / len(groups) + RIDGE * weights / len(groups)
        return gradient

    return dict(zip(names, adam(slope, len(names)).tolist(), strict=True))


def fit_evidence(rows: Sequence[Features], is_place: Sequence[bool]) -> dict[str, float]:
    """Logistic regression: a place of the corpus or not."""
    counted = Counter(name for row in rows for name in row)
    names = sorted(name for name in counted if counted[name] >= RAREST)
    values, truth = matrix(rows, names), np.asarray(is_place, dtype=np.float64)

    def slope(weights: Array) -> Array:
        gradient: Array = values.T @ (1 / (1 + np.exp(-values @ weights)) - truth) / len(rows) + RIDGE * weights / len(
            rows
        )
        return gradient

    fitted = dict(zip(names, adam(slope, len(names)).tolist(), strict=True))
    fitted["always"] += THRESHOLD
    return fitted


def adam(slope: Any, size: int) -> Array:
    weights, mean, spread = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        gradient = slope(weights)
        mean, spread = 0.9 * mean + 0.1 * gradient, 0.999 * spread + 0.001 * gradient**2
        rate = RATE if step < 0.7 * STEPS else RATE / 5
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def main() -> None:
    """Fit on the corpora given and write the table of weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", nargs="+", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    known = list(scenes(given.corpora))
    choice = fit_choice([c for here, gold in known for c in choices(here, gold)])
    rows: list[Features] = []
    truth: list[bool] = []
    for here, gold in known:
        used = place_evidence.usage(here)
        chosen = place_choice.choose(here, gazetteer.default().countries, choice)
        for i, mention in enumerate(here.mentions):
            if not mention.people:
                rows.append(place_evidence.features(here, used, mention, chosen.get(i)))
                truth.append(any(p["start"] < mention.end and mention.start < p["end"] for p in gold))
    fitted = {"choice": choice, "evidence": fit_evidence(rows, truth)}
    lines = ["score\tfeature\tweight"]
    for score, weights in fitted.items():
        for name in sorted(weights):
            lines.append(f"{score}\t{name}\t{weights[name] + BY_HAND.get((score, name), 0.0):.2f}")
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
