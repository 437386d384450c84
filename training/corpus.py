"""A corpus of attributions: reports whose sources, cues and contents somebody has marked.

Two layouts are read.  PolNeAR (Newell, Margolin and Ruths 2018): a folder with `text/*.txt` and
`attributions/<stem>_<annotator>.ann`, one paragraph a line.  Our own JSON (README.md): one object a line with
`id`, `text`, `paragraphs` and one or more `readings`, each the attributions that one annotator marked.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportedly_tagger_en.attribution import Attribution, Spans

ROLES = ("source", "cue", "content")
SPAN_LINE = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
JOIN_LINE = re.compile(r"E\d+\t([^\t]*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its paragraphs and the attributions of each of its annotators (at least one)."""

    id: str
    text: str
    paragraphs: Spans
    readings: tuple[tuple[Attribution, ...], ...]


def paragraphs(text: str) -> Spans:
    """The lines of a text that hold something, as (start, end) without the space around them."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        if line.strip():
            found.append((start, start + len(line.strip())))
    return tuple(found)


def read_ann(path: Path) -> tuple[Attribution, ...]:
    """One annotator's attributions from a brat-like .ann file.

    `T<n>` lines are spans ("Label s e;s e"), `E<n>` lines join them ("Attribution:T4 Source:T3 Content2:T2").
    """
    spans: dict[str, Spans] = {}
    joins: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if join := JOIN_LINE.match(line):
            joins.append(join[1])
        elif span := SPAN_LINE.match(line):
            spans[span[1]] = spans_of(map(int, part.split()) for part in span[2].split(";"))
    return tuple(one for join in joins if (one := _joined(join, spans)))


def _joined(join: str, spans: Mapping[str, Spans]) -> Attribution | None:
    """The attribution that joins spans by their roles, null where it has no cue or no content."""
    roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for word in join.split():
        name, _, target = word.partition(":")
        role = re.sub(r"\d+$", "", name).lower()
        if role in roles:
            roles[role] += spans.get(target, ())
    if not roles["cue"] or not roles["content"]:
        return None
    return Attribution(*(tuple(sorted(roles[role])) for role in ROLES))


def read_polnear(folder: Path) -> Iterator[Marked]:
    """The articles of one PolNeAR part, in the order of their names, annotators in the order of theirs."""
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for ann in sorted((folder / "attributions").glob("*.ann")):
        by_stem[ann.stem.rsplit("_", 1)[0]].append(ann)
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        readings = tuple(read_ann(ann) for ann in by_stem.get(path.stem, ()))
        yield Marked(path.stem, text, paragraphs(text), readings or ((),))


def read_json(path: Path) -> Iterator[Marked]:
    """The texts of a file in our own JSON, one object a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                text = row["text"]
                blocks = spans_of(row["paragraphs"]) if "paragraphs" in row else paragraphs(text)
                readings = tuple(tuple(attribution(a) for a in reading) for reading in row["readings"])
                yield Marked(row["id"], text, blocks, readings)


def spans_of(rows: Iterable[Iterable[int]]) -> Spans:
    """JSON lists as spans."""
    return tuple((int(s), int(e)) for s, e in rows)


def attribution(row: dict[str, list[list[int]]]) -> Attribution:
    """One attribution from its JSON object."""
    return Attribution(*(spans_of(row.get(role, ())) for role in ROLES))
