"""The tagger: its encoders in onnxruntime, one window at a time, in float arithmetic.

It reads a text in two ways: `tag` gives the outermost attributions as an annotator would mark them, `forest` what the heads of the
attribution forest say of every word, for a decoder to make chains of.

Invariant: the tags of a text are a function of the text and its blocks alone.  Windows are never padded or
run together, and the session has one thread, so nothing that is tagged before, after or beside a text can
change its numbers.  Memory is bounded: at most `CHUNK` windows of scores are held at once.
"""

import ctypes
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .attribution import Attribution
from .decode import Costs, Floats, Scores, attributions, log_softmax, paths
from .windows import CONTEXT, OUTERMOST, READ, Window, WordPieces, pack

MODEL = Path(__file__).parent / "model"
CHUNK = 32
DISTRIBUTION = "reportedly-tagger-en"
CLASSES = ("tag", "bio", "cert", "act", "anon", "held", "kind", "happens", "standing", "role", "count")
POINTERS = ("gov", "src", "car", "same", "who", "up", "event")


@dataclass(frozen=True, slots=True)
class ForestScores:
    """One window: its words as (start, end) in code points ((-1, -1) parts paragraphs), and log-probabilities by word: classes
    (words, kinds) and pointers (words, 1 + words), whose column 0 means "to none".  What stands before `fresh` (code points) is
    there to be pointed to: it has been read in the window before."""

    words: tuple[tuple[int, int], ...]
    fresh: int
    classes: dict[str, Floats]
    pointers: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Reads the attributions of a text.  `name` names the distribution and its version, `labels` the kinds of each class.

    `session` gives the onnxruntime session of a graph by its name, which is opened when it is first asked for.
    """

    name: str
    session: Callable[[str], Any]
    pieces: WordPieces
    costs: Costs
    labels: Mapping[str, Sequence[str]]

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[Attribution]:
        """The attributions in the given blocks (paragraphs as (start, end), in text order).

        Offsets are code points into `text`.  Blocks are read side by side, so a pronoun or a running quotation
        finds its cue in a neighbour; what stands outside the blocks is not seen.
        """
        out: list[Attribution] = []
        windows = pack(text, checked(text, blocks), self.pieces, limit=OUTERMOST)
        while chunk := list(islice(windows, CHUNK)):
            scores = [self.score(window) for window in chunk]
            best = paths(chunk, [s.tags for s in scores], self.costs)
            for window, path, score in zip(chunk, best, scores, strict=True):
                out.extend(attributions(window, path, score, self.costs))
        return out

    def forest(self, text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[ForestScores]:
        """What the forest's heads say of each window of the given blocks (as for `tag`)."""
        session = self.session("forest")
        for window in pack(text, checked(text, blocks), self.pieces, limit=READ, context=CONTEXT):
            found = session.run([*CLASSES, *POINTERS], feed(window))
            logs = {name: log_softmax(rows) for name, rows in zip((*CLASSES, *POINTERS), found, strict=True)}
            classes, pointers = {n: logs[n] for n in CLASSES}, {n: logs[n] for n in POINTERS}
            yield ForestScores(tuple(window.words), window.fresh, classes, pointers)

    def score(self, window: Window) -> Scores:
        """Run the encoder over one window, for outermost attributions."""
        tags, to_cue, to_source = self.session("outermost").run(["tags", "to_cue", "to_source"], feed(window))
        return Scores(tags=tags, to_cue=log_softmax(to_cue), to_source=log_softmax(to_source))


def feed(window: Window) -> dict[str, NDArray[np.int64]]:
    """What the graph is fed of a window."""
    return {
        "ids": np.array(window.ids, dtype=np.int64),
        "shapes": np.array(window.shapes, dtype=np.int64),
        "columns": np.array([0, *window.heads], dtype=np.int64),
    }


def checked(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The blocks, each of them inside the text."""
    for start, end in blocks:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"block ({start}, {end}) lies outside the text of {len(text)} characters")
        yield start, end


def read_costs(settings: dict[str, Any]) -> Costs:
    """The decoding costs as they stand in settings.json."""
    return Costs(
        transitions=tuple(tuple(float(x) for x in row) for row in settings["transitions"]),
        start=tuple(float(x) for x in settings["start"]),
        leave=float(settings["leave"]),
        none_cue=float(settings["none_cue"]),
        none_source=float(settings["none_source"]),
        begin=float(settings["begin"]),
    )


def give_back() -> None:
    """Return to the system what unpacking the weights has used and freed: 170 MB held become 110 (glibc only)."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def open_session(folder: Path, threads: int, name: str) -> Any:
    """An onnxruntime session of the graph of this name; its weights lie in weights.bin beside it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # without this the int8 weights would be unpacked again at every run instead of once
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(
        str(folder / f"{name}.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
    )
    give_back()
    return session


def open_tagger(folder: Path, name: str, threads: int = 1) -> Tagger:
    """A tagger from a folder that holds outermost.onnx, forest.onnx, weights.bin, tokenizer.json and settings.json."""
    session = cache(partial(open_session, folder, threads))
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    return Tagger(name=name, session=session, pieces=pieces, costs=read_costs(settings), labels=settings["labels"])


def load() -> Tagger:
    """The tagger with the weights of this distribution."""
    from . import __version__

    return open_tagger(MODEL, f"{DISTRIBUTION}@{__version__}")
