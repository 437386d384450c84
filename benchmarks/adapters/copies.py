"""Planted reprints among the PolNeAR dev reports: how many are found, how many found are planted.

Every dev report is planted four times under other outlets: whole, its first half, five sentences inside a report of the
train part, and with every third sentence reworded. A pair inside one family is right, a pair across families wrong.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workbench import Metrics, Workbench
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.copies import copies
from reportedly.records import By, Outlet, Reading, Report, version_of

SEED = 7
SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+")
HOWS = ("whole", "half", "five", "reworded")


def reading(name: str, outlet: str, text: str) -> Reading:
    """A reading with no claims: copies need the text and who printed it."""
    report = Report(name, version_of(text.encode()), name, text, Outlet(outlet))
    return Reading(report, By("planted", None, "none"))


def reworded(sentence: str, rng: random.Random) -> str:
    """The sentence with its words in another order: no five in a row survive."""
    words = sentence.split()
    rng.shuffle(words)
    return " ".join(words)


def plant(text: str, host: str, rng: random.Random) -> dict[str, str]:
    """The four reprints of a text, by how they were made."""
    sentences, hosts = SENTENCE.split(text), SENTENCE.split(host)
    at, into = rng.randrange(max(len(sentences) - 4, 1)), rng.randrange(len(hosts) + 1)
    changed = [reworded(s, rng) if i % 3 == 2 else s for i, s in enumerate(sentences)]
    return {
        "whole": text,
        "half": " ".join(sentences[: max(len(sentences) // 2, 1)]),
        "five": " ".join(hosts[:into] + sentences[at : at + 5] + hosts[into:]),
        "reworded": " ".join(changed),
    }


def planted(corpora: Path) -> Iterator[Reading]:
    """The dev reports and their reprints; a report's name is `family|how`."""
    rng = random.Random(SEED)
    hosts = [p.read_text(encoding="utf-8") for p in sorted((corpora / "polnear/train/text").iterdir())]
    for path, host in zip(sorted((corpora / "polnear/dev/text").iterdir()), rng.sample(hosts, 84), strict=True):
        text = path.read_text(encoding="utf-8")
        yield reading(f"{path.stem}|original", path.name.split("_")[0], text)
        for how, reprint in plant(text, host, rng).items():
            yield reading(f"{path.stem}|{how}", f"outlet {how} of {path.stem}", reprint)


def reprints(bench: Workbench) -> Metrics:
    """Precision over all pairs found, recall over the planted ones, in all and by how they were planted."""
    readings = list(planted(bench.corpora))
    started = time.process_time()
    pairs = [(link.from_, link.to) for link in copies(readings, Knowledge())]
    cpu = time.process_time() - started
    wrong, found = 0, Counter[str]()
    for (one, how), (other, by) in ((a.split("|"), b.split("|")) for a, b in pairs):
        wrong += one != other
        if one == other and "original" in (how, by):
            found[by if how == "original" else how] += 1
    total = len(readings) / (len(HOWS) + 1)
    return {
        "precision": 1 - wrong / max(len(pairs), 1),
        "recall": sum(found.values()) / (total * len(HOWS)),
        **{f"recall.{how}": found[how] / total for how in HOWS},
        "cpu_ms_a_report": 1000 * cpu / len(readings),
    }
