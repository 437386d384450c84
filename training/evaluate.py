"""Reading a corpus part with a model folder: predictions for the scorer, and how far two folders differ.

``python -m training.evaluate --corpus POLNEAR/dev --model FOLDER --out predictions.jsonl [--against FLOAT_FOLDER]``
writes one article a line, ``{"id", "seconds", "attributions"}``, seconds being processor time.
"""

import argparse
import json
import logging
import time
from pathlib import Path

from reportedly_tagger_en.attribution import Attribution
from reportedly_tagger_en.tagger import open_tagger

from .corpus import ROLES, read_polnear

log = logging.getLogger("training.evaluate")

Read = dict[str, tuple[float, list[Attribution]]]


def read(corpus: Path, model: Path) -> Read:
    """The attributions found in each article, with the processor time."""
    tagger = open_tagger(model, "evaluated")
    found: Read = {}
    for marked in read_polnear(corpus):
        started = time.process_time()
        attributions = tagger.tag(marked.text, marked.paragraphs)
        found[marked.id] = (time.process_time() - started, attributions)
    return found


def differing(one: Read, other: Read) -> tuple[int, int]:
    """How many attributions of `one` are not in `other`, span for span, and how many there are."""
    total = missing = 0
    for id, (_, attributions) in one.items():
        there = set(other[id][1])
        total += len(attributions)
        missing += sum(a not in there for a in attributions)
    return missing, total


def main() -> None:
    """Write predictions; with --against, compare two model folders."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="a PolNeAR part")
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--out", type=Path, required=True, help="predictions, JSON lines")
    parser.add_argument("--against", type=Path, help="another model folder, such as one with float weights")
    args = parser.parse_args()
    found = read(args.corpus, args.model)
    with args.out.open("w", encoding="utf-8") as file:
        for id, (seconds, attributions) in found.items():
            rows = [{role: getattr(a, role) for role in ROLES} for a in attributions]
            file.write(json.dumps({"id": id, "seconds": round(seconds, 4), "attributions": rows}) + "\n")
    if args.against:
        missing, total = differing(found, read(args.corpus, args.against))
        log.info("attributions that differ: %d of %d (%.2f %%)", missing, total, 100 * missing / total)


if __name__ == "__main__":
    main()
