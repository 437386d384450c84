"""What an epoch reads: the corpora with some of their marks worn off, and our own wire sentences."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tokenizers import Tokenizer

from .corpus import Marked, read_json, read_polnear
from .losses import worn
from .markup import read_names, read_passages, wire
from .targets import Example, examples, joined

WORN_WIRE = 0.4
"""Share of the wire texts that lose marks: what they stand for mostly reaches us through feeds."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an epoch's texts come from, and in what shares.

    `worn` is the share of texts that lose marks or capitals; `copies` how often each wire passage comes, each time with
    other names.
    """

    polnear: tuple[Path, ...]
    json: tuple[Path, ...]
    tokenizer: Path
    worn: float = 0.3
    copies: int = 1


def corpora(sources: Sources) -> Iterator[Marked]:
    """All texts of the given corpora."""
    for folder in sources.polnear:
        yield from read_polnear(folder)
    for path in sources.json:
        yield from read_json(path)


def epoch(sources: Sources, seed: int) -> list[Example]:
    """The windows of one epoch; the same seed draws the same windows."""
    draw = random.Random(seed)
    pieces = Tokenizer.from_file(str(sources.tokenizer))
    pieces.no_truncation()
    pieces.no_padding()
    texts = [worn(marked, sources.worn, draw) for marked in corpora(sources)]
    passages = list(wire(read_passages(), read_names(), sources.copies, seed)) if sources.copies else []
    texts += [worn(marked, WORN_WIRE, draw) for marked in joined(passages, draw)]
    return list(examples(texts, pieces, draw))


def epochs(sources: Sources) -> Callable[[int], list[Example]]:
    """A function from an epoch's seed to its windows, fit for other processes."""
    return partial(epoch, sources)
