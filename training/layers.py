"""Labels on real texts that are not ours: offsets, classes and a hash, never a word of the text.

A layer is one JSON object a line: the corpus file and the row's id, the SHA-256 of its text (title, line break, body), sentences, the
sources as type, kind of unnamed and custody, and the claims with their spans; a link is [source, mention, cue].  It is read against the
corpus it was made on; a text that has changed is refused.  `python -m training.layers` makes one from labelled mark-up, which
stays outside the project.
"""

import argparse
import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .passages import Claim, Link, Passage, Source, Span, read_file

FOLDER = Path(__file__).parent / "layers"
REPORTS = "fakes/reports.csv"
Row = dict[str, Any]


def texts(corpora: Path) -> dict[str, str]:
    """The texts of the crowd-coded war reports by id."""
    csv.field_size_limit(10**8)
    with (corpora / REPORTS).open(encoding="utf-8", newline="") as file:
        return {row["unit_id"]: f"{row['article_title']}\n{row['article_content']}" for row in csv.DictReader(file)}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Placed:
    """Where the characters of a labelled passage stand in the text that it was taken from, whatever became of its white space."""

    def __init__(self, passage: Passage, text: str) -> None:
        self._passage = passage
        self._starts: list[tuple[Span, Span]] = []
        at = 0
        for start, end in passage.sentences:
            words = passage.text[start:end].split()
            found = re.compile(r"\s+".join(map(re.escape, words))).search(text, at)
            if found is None:
                raise ValueError(f"{passage.id}: not in its text: {passage.text[start:end][:60]!r}")
            self._starts.append(((start, end), found.span()))
            at = found.end()
        self.sentences = [there for _, there in self._starts]
        self._text = text

    def span(self, span: Span | None) -> Span | None:
        """A span of the passage in its text."""
        if span is None:
            return None
        here, there = next(pair for pair in self._starts if pair[0][0] <= span[0] < pair[0][1])
        before = len("".join(self._passage.text[here[0] : span[0]].split()))
        size = len("".join(self._passage.text[span[0] : span[1]].split()))
        places = [i for i in range(*there) if not self._text[i].isspace()]
        return places[before], places[before + size - 1] + 1


def layer(passage: Passage, text: str) -> Row:
    """A labelled passage as a layer on its text."""
    placed = Placed(passage, text)
    sources = list(dict.fromkeys(x.source for c in passage.claims for x in c.chain))
    claims = [
        {
            "spans": [placed.span(s) for s in c.spans],
            "certainty": c.certainty,
            "act": c.act,
            "optional": c.optional,
            "chain": [[sources.index(x.source), placed.span(x.mention), placed.span(x.cue)] for x in c.chain],
        }
        for c in passage.claims
    ]
    who = [{"type": s.type, "unnamed": s.unnamed, "custody": s.custody} for s in sources]
    head = {"corpus": REPORTS, "id": passage.id, "sha256": digest(text)}
    return head | {"sentences": placed.sentences, "sources": who, "claims": claims}


def read(path: Path, corpora: Path) -> Iterator[Passage]:
    """The labelled texts of a layer file.  Raises ValueError where a text is missing or has changed."""
    held = texts(corpora)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = held.get(row["id"], "")
        if digest(text) != row["sha256"]:
            raise ValueError(f"{path.name}: {row['id']} is missing from {row['corpus']}, or its text has changed")
        yield passage_of(row, text)


def passage_of(row: Row, text: str) -> Passage:
    """A layer and its text as a passage; a source is called by the longest of its mentions."""
    names: dict[int, str] = {}
    for claim in row["claims"]:
        for number, mention, _ in claim["chain"]:
            words = text[slice(*mention)] if mention else f"source {number}"
            names[number] = max(names.get(number, ""), words, key=len)
    sources = [
        Source(names.get(i, ""), (), s["type"], s["unnamed"], s["custody"]) for i, s in enumerate(row["sources"])
    ]

    def place(span: list[int] | None) -> Span | None:
        return (span[0], span[1]) if span else None

    claims = [
        Claim(
            tuple((s, e) for s, e in c["spans"]),
            tuple(Link(sources[number], place(mention), place(cue)) for number, mention, cue in c["chain"]),
            c["certainty"],
            c["act"],
            c["optional"],
        )
        for c in row["claims"]
    ]
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return Passage(f"layer-{row['id']}", (), text, [(s, e) for s, e in row["sentences"]], lines, claims)


def main() -> None:
    """Make a layer file from labelled mark-up."""
    parser = argparse.ArgumentParser(prog="training.layers", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument(
        "--marked",
        type=Path,
        nargs="+",
        required=True,
        help="files of labelled passages whose ids are those of the corpus",
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    held = texts(args.corpora)
    rows = []
    for path in args.marked:
        passages, slips = read_file(path)
        if slips:
            parser.error(f"{len(slips)} slips, the first: {slips[0]}")
        rows += [layer(p, held[p.id]) for p in passages]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{args.out}: {len(rows)} texts, {sum(len(row['claims']) for row in rows)} claims")


if __name__ == "__main__":
    main()
