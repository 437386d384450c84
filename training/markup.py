"""Our own sentences (`wire/*.txt`) and how they are written down.

One passage a line; `//` parts paragraphs; `#` opens a comment line.  `[s1:...]`, `[c1:...]` and `[t1:...]` mark
source, cue and content of attribution 1; `[s12:...]` is the source of 1 and of 2.  Marks may stand inside each
other.  `<PERSON>`, `<AGENCY>` and so on draw a name from `names.tsv`; the same place-holder with a digit
(`<PERSON1>`) draws one name for the whole passage.  A passage without marks has no attribution: a negative.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly_tagger_en.attribution import Attribution

from .corpus import Marked, paragraphs

FOLDER = Path(__file__).parent / "wire"
MARK = re.compile(r"\[([sct])(\d+):|\]")
NAME = re.compile(r"<([A-Z]+)(\d?)>")

Names = dict[str, list[str]]


def read_names(path: Path = FOLDER / "names.tsv") -> Names:
    """Invented names by kind: each line of the file is a kind and a name."""
    names: Names = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name = line.split("\t")
            names[kind].append(name)
    return names


def read_passages(folder: Path = FOLDER) -> list[str]:
    """The passages of all files, in the order of the files and their lines."""
    return [
        line.strip()
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def fill(passage: str, names: Names, draw: random.Random) -> str:
    """The passage with invented names in its place-holders."""
    drawn: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        kind, number = found.groups()
        if kind not in names:
            raise ValueError(f"no names of the kind {kind!r} in names.tsv, asked for by: {passage}")
        if not number:
            return draw.choice(names[kind])
        return drawn.setdefault(found.group(), draw.choice(names[kind]))

    return NAME.sub(name, passage).replace("//", "\n")


def parse(id: str, passage: str) -> Marked:
    """A filled passage as text and attributions."""
    text, last = "", 0
    open_marks: list[tuple[str, str, int]] = []
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for found in MARK.finditer(passage):
        text += passage[last : found.start()]
        last = found.end()
        if found[1]:
            open_marks.append((found[1], found[2], len(text)))
        elif open_marks:
            role, numbers, start = open_marks.pop()
            for number in numbers:
                spans[number, role].append((start, len(text)))
        else:
            raise ValueError(f"a ] without its [ in: {passage}")
    if open_marks:
        raise ValueError(f"a [ without its ] in: {passage}")
    text += passage[last:]
    reading = []
    for number in sorted({number for number, _ in spans}):
        source, cue, content = (tuple(sorted(spans[number, role])) for role in "sct")
        if not cue or not content:
            raise ValueError(f"attribution {number} has no cue or no content in: {passage}")
        reading.append(Attribution(source, cue, content))
    return Marked(id, text, paragraphs(text), (tuple(reading),))


def wire(passages: list[str], names: Names, copies: int, seed: int) -> Iterator[Marked]:
    """Every passage `copies` times with other names, in a drawn order."""
    draw = random.Random(seed)
    rows = [(copy, i, passage) for copy in range(copies) for i, passage in enumerate(passages)]
    draw.shuffle(rows)
    for copy, i, passage in rows:
        yield parse(f"wire-{i}-{copy}", fill(passage, names, draw))
