"""Passages labelled by hands: their mark-up (`hands/README.md`) and the checker that names every slip.

A record never holds a span that the text does not: what the mark-up quotes is looked up in its own sentence, and
what is not found there, or found twice without a number, is a slip with its line.  Labels follow `docs/rulebook.md`.
"""

import argparse
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .events import TAG, Happening, happening

FOLDER = Path(__file__).parent / "hands"
HELD_OUT = ("communiques", "agency")
"""The two hands that no fit and no choice may see; `tests/test_hands.py` keeps their sentences out."""
CHOOSING = ("assize",)
"""The hand that no fit has seen yet, to choose between fits by; when another takes its place, it may be fitted."""

Span = tuple[int, int]

CERTAINTIES = ("asserted", "hedged", "denied", "planned")
ACTS = ("deny", "accuse", "claim_responsibility", "confirm", "demand", "threaten")
TYPES = (
    "official", "military", "government", "armed_group", "monitor", "ngo", "media", "agency", "witness", "activist", "medical",
    "expert", "document", "detainee", "social_media", "resident", "other",
)  # fmt: skip
UNNAMED = ("collective", "withheld", "unidentified")
FLAGS = (*UNNAMED, "unnamed", "custody")
"""`unnamed` without its kind stands in hands that were labelled before kinds were told apart."""

ENTITY = re.compile(r"\$\s*([A-Z][A-Z0-9]*)\s*=\s*([^;]+?)\s*(?:;\s*(.*))?$")
LINK = re.compile(r"([A-Z][A-Z0-9]*)\{([^{}|]*)(?:\|([^{}]*))?\}")
NUMBERED = re.compile(r"(.*?)#(\d+)$", re.S)
WORD = re.compile(r"\w")


class SlipError(ValueError):
    """Something the mark-up cannot mean; the message is for the person who wrote the line."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who can stand in a chain: name, other names, type, how it goes unnamed (or null), whether it is held."""

    name: str
    aliases: tuple[str, ...]
    type: str
    unnamed: str | None
    custody: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: its source, and where this sentence mentions it and ties it (code points)."""

    source: Source
    mention: Span | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Content spans of one sentence, the chain (nearest the reader first), certainty, act."""

    spans: tuple[Span, ...]
    chain: tuple[Link, ...]
    certainty: str = "asserted"
    act: str | None = None
    optional: bool = False


@dataclass(slots=True)
class Passage:
    """A labelled text: its sentences and paragraphs as spans, its claims in the order they were written down."""

    id: str
    tags: tuple[str, ...]
    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)


def find(sentence: str, words: str, after: int = 0) -> tuple[int, int]:
    """Where `words` (perhaps with a number, "He#2") stand in the sentence, at or after an offset."""
    numbered = NUMBERED.match(words)
    wanted, number = (numbered[1], int(numbered[2])) if numbered else (words, 0)
    wanted = wanted.strip()
    if not wanted:
        raise SlipError("empty words")
    places = [m.start() for m in re.finditer(re.escape(wanted), sentence)]
    places = [p for p in places if p >= after and whole(sentence, p, p + len(wanted))]
    if not places:
        raise SlipError(f"not in the sentence: {wanted!r}")
    if not number and len(places) > 1:
        raise SlipError(f"{wanted!r} stands {len(places)} times in the sentence: write {wanted}#1 or #2 …")
    if number > len(places):
        raise SlipError(f"{wanted!r} stands only {len(places)} times in the sentence")
    start = places[max(0, number - 1)]
    return start, start + len(wanted)


def whole(sentence: str, start: int, end: int) -> bool:
    """Whether a span does not begin or end inside a word."""
    begins = start == 0 or not (WORD.match(sentence[start]) and WORD.match(sentence[start - 1]))
    ends = end == len(sentence) or not (WORD.match(sentence[end - 1]) and WORD.match(sentence[end]))
    return begins and ends


def all_of(sentence: str) -> Span:
    """The sentence without its final stop and without quotation marks round the whole of it."""
    start, end = 0, len(sentence)
    quoted = sentence[:1] in "\"“'‘" and sentence[-1:] in "\"”'’"
    if quoted:
        start, end = 1, end - 1
    while end > start and sentence[end - 1] in ".!?":
        end -= 1
    if sentence[end:][:1] in (".", "!", "?") and sentence[end - 1 : end] in '"”' and sentence[start] in '"“':
        start, end = start + 1, end - 1
    return start, end


def content(sentence: str, words: str) -> Span:
    """One span of content: `*`, words, or `first … last`."""
    if words == "*":
        return all_of(sentence)
    first, gap, last = words.partition("…")
    start, end = find(sentence, first.strip())
    if gap:
        _, end = find(sentence, last.strip(), end)
    if (
        sentence[end - 1] in "."
        and end == len(sentence)
        and not re.search(r"\b[A-Z]\.$|\b\w\.\w\.$", sentence[start:end])
    ):
        raise SlipError(f"a content ends before the final stop: {words!r}")
    if sentence[start:end].startswith("that ") and gap and sentence[start - 2 : start] != '" ':
        raise SlipError(f'a content begins after "that": {words!r}')
    return start, end


def moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)


def link(found: re.Match[str], sources: dict[str, Source], sentence: str, at: int) -> Link:
    """One link of the mark-up as spans of the text."""
    key, mention, cue = found.groups()
    if key not in sources:
        raise SlipError(f"no line '$ {key} = …' says who {key} is")
    spans = [moved(find(sentence, words), at) if words and words.strip() else None for words in (mention, cue)]
    return Link(sources[key], *spans)


def claim(line: str, sources: dict[str, Source], sentence: str, at: int) -> Claim:
    """A line `> certainty act optional CHAIN :: CONTENT`, read against its sentence."""
    head, colons, tail = line[1:].partition("::")
    if not colons:
        raise SlipError("no :: between chain and content")
    chain = tuple(link(found, sources, sentence, at) for found in LINK.finditer(head))
    certainty, act, optional = firmness(LINK.sub(" ", head).split())
    spans = tuple((start + at, end + at) for start, end in contents(sentence, tail))
    if act and not chain:
        raise SlipError(f"act {act!r} without a source: who performs it?")
    if act == "deny" and certainty != "denied":
        raise SlipError("act deny stands with certainty denied")
    return Claim(spans, chain, certainty, act, optional)


def firmness(words: Sequence[str]) -> tuple[str, str | None, bool]:
    """The certainty and the act (or null) that the words before a content name, and whether the claim is optional."""
    unknown = [w for w in words if w not in (*CERTAINTIES, *ACTS, "optional")]
    if unknown:
        raise SlipError(f"neither certainty, act, optional nor KEY{{mention|cue}}: {' '.join(unknown)!r}")
    certainty = next((w for w in words if w in CERTAINTIES), "asserted")
    return certainty, next((w for w in words if w in ACTS), None), "optional" in words


def contents(sentence: str, words: str) -> list[Span]:
    """All spans of a content, parted by `//`, in the order of the sentence."""
    spans = sorted(content(sentence, part.strip()) for part in words.split("//"))
    if any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        raise SlipError("two spans of one content overlap")
    return spans


def source(line: str) -> tuple[str, Source]:
    """A line `$ KEY = name | alias ; type, flags`."""
    found = ENTITY.match(line)
    if not found:
        raise SlipError("not of the form $ KEY = name | alias ; type, flags")
    key, names, rest = found.groups()
    name, *aliases = (n.strip() for n in names.split("|"))
    words = [w.strip() for w in (rest or "").split(",") if w.strip()]
    unknown = [w for w in words if w not in (*TYPES, *FLAGS)]
    if unknown:
        raise SlipError(f"neither a type nor a flag: {', '.join(unknown)!r}")
    kind = next((w for w in words if w in TYPES), None)
    if kind is None:
        raise SlipError(f"{key} has no type")
    unnamed = next((w for w in words if w in (*UNNAMED, "unnamed")), None)
    return key, Source(name, tuple(aliases), kind, unnamed, "custody" in words)


class Reader:
    """Reads mark-up line by line and gathers passages and slips."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.passages: list[Passage] = []
        self.slips: list[str] = []
        self._sources: dict[str, Source] = {}
        self._used: set[str] = set()
        self._broken = True

    def read(self) -> None:
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                self._line(line.rstrip())
            except SlipError as slip:
                self.slips.append(f"{self.path}:{number}: {slip}\n    {line.strip()}")
        self._close(number)

    def _line(self, line: str) -> None:
        if line.startswith("#"):
            return
        if line.startswith("@"):
            self._close(None)
            words = line[1:].split(None, 1)
            if not words:
                raise SlipError("a passage without an id")
            tags = tuple(t.strip() for t in words[1].split(",")) if len(words) > 1 else ()
            self.passages.append(Passage(words[0], tags))
            self._sources, self._used, self._broken = {}, set(), True
        elif not self.passages:
            if line.strip():
                raise SlipError("text before the first @ line")
        elif line.startswith("$"):
            key, who = source(line)
            if key in self._sources:
                raise SlipError(f"{key} is told twice")
            self._sources[key] = who
        elif line.startswith(">"):
            self._claim(line)
        elif line.startswith("!"):
            self._event(line)
        elif line.strip():
            self._sentence(line)
        else:
            self._broken = True

    def _claim(self, line: str) -> None:
        passage = self.passages[-1]
        if not passage.sentences:
            raise SlipError("a claim before the first sentence")
        start, end = passage.sentences[-1]
        self._used |= {found[1] for found in LINK.finditer(line)}
        made = claim(line, self._sources, passage.text[start:end], start)
        passage.claims.append(made)

    def _event(self, line: str) -> None:
        passage = self.passages[-1]
        if TAG not in passage.tags or not passage.sentences:
            raise SlipError(f"an event without a sentence, or in a passage without the tag {TAG!r}")
        start, end = passage.sentences[-1]

        def place(words: str) -> Span:
            first, last = find(passage.text[start:end], words)
            return first + start, last + start

        try:
            passage.events.append(happening(line, place))
        except SlipError:
            raise
        except ValueError as wrong:
            raise SlipError(str(wrong)) from wrong

    def _sentence(self, line: str) -> None:
        passage = self.passages[-1]
        if line != line.strip():
            raise SlipError("a sentence begins at the beginning of its line")
        glue = "" if not passage.text else "\n\n" if self._broken else " "
        start = len(passage.text) + len(glue)
        passage.text += glue + line
        passage.sentences.append((start, len(passage.text)))
        if self._broken:
            passage.paragraphs.append((start, len(passage.text)))
        else:
            passage.paragraphs[-1] = (passage.paragraphs[-1][0], len(passage.text))
        self._broken = False

    def _close(self, number: int | None) -> None:
        """What can be said only of a whole passage."""
        if not self.passages:
            return
        passage = self.passages[-1]
        where = f"{self.path}: {passage.id}"
        for start, end in passage.sentences:
            if not any(start <= c.spans[0][0] < end for c in passage.claims):
                self.slips.append(f"{where}: a sentence without a claim: {passage.text[start:end][:70]!r}")
        for key in sorted(self._sources.keys() - self._used):
            self.slips.append(f"{where}: {key} stands in no chain")
        for one in passage.claims:
            self.slips.extend(f"{where}: {text}" for text in doubts(passage, one))


def doubts(passage: Passage, one: Claim) -> Iterator[str]:
    """What is grammatical in the mark-up and wrong by the rulebook."""
    words = passage.text[one.spans[0][0] : one.spans[-1][1]][:60]
    if one.chain and one.chain[0].mention is None and one.chain[0].cue is not None and len(one.chain) > 1:
        pass  # the outlet was named a sentence before
    for step in one.chain:
        inside = step.mention and any(s <= step.mention[0] and step.mention[1] <= e for s, e in one.spans)
        if inside:
            yield f"the mention of {step.source.name!r} stands inside the content of its own claim: {words!r}"
        if step.cue and any(s <= step.cue[0] and step.cue[1] <= e for s, e in one.spans):
            yield f"the cue of {step.source.name!r} stands inside the content of its own claim: {words!r}"


def read_file(path: Path) -> tuple[list[Passage], list[str]]:
    """The passages of one file, and its slips."""
    reader = Reader(path)
    reader.read()
    return reader.passages, reader.slips


def read_hand(folder: Path) -> tuple[list[Passage], list[str]]:
    """The passages of a hand's files, in the order of their names, and all slips; an id that comes twice is one."""
    passages: list[Passage] = []
    slips: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        found, wrong = read_file(path)
        passages += found
        slips += wrong
    twice = [name for name, times in Counter(p.id for p in passages).items() if times > 1]
    return passages, slips + [f"{folder}: the id {name} comes twice" for name in twice]


def record(passage: Passage) -> dict[str, object]:
    """A passage in the layout that the scorers of attributed claims read."""

    def step(x: Link) -> dict[str, object]:
        who = x.source
        out: dict[str, object] = {"name": who.name, "aliases": list(who.aliases), "type": who.type}
        return out | {"anonymous": who.unnamed is not None, "custody": who.custody, "mention": x.mention, "cue": x.cue}

    claims = [
        {
            "spans": c.spans,
            "certainty": c.certainty,
            "act": c.act,
            "optional": c.optional,
            "chain": [step(x) for x in c.chain],
        }
        for c in passage.claims
    ]
    head = {"id": passage.id, "construction": list(passage.tags), "text": passage.text}
    return head | {"sentences": passage.sentences, "byline_agency": None, "claims": claims}


def census(passages: Sequence[Passage]) -> str:
    """What a hand holds, in a few lines."""
    claims = [c for p in passages for c in p.claims]
    said = [c for c in claims if c.chain]
    origins = [c.chain[-1].source for c in said]
    rows = [
        _census_of_texts(passages),
        f"{len(claims)} claims, {len(said)} with a chain; by links {_by_links(said)}",
        f"certainty {_ranked(c.certainty for c in claims)}",
        f"acts {_ranked(c.act for c in said)}",
        f"unnamed origins {_ranked(origin.unnamed for origin in origins)}; in custody {sum(o.custody for o in origins)}",
    ]
    return "\n".join([*rows, *_census_of_events([p for p in passages if TAG in p.tags])])


def _census_of_texts(passages: Sequence[Passage]) -> str:
    long = sum(len(p.sentences) > 6 for p in passages)
    silent = sum(not any(c.chain for c in p.claims) for p in passages)
    return f"{len(passages)} passages ({long} of more than six sentences), {silent} without any source"


def _by_links(claims: Sequence[Claim]) -> str:
    """How many claims there are by the length of their chain, the shortest first."""
    return ", ".join(f"{links}: {many}" for links, many in sorted(Counter(len(c.chain) for c in claims).items()))


def _census_of_events(passages: Sequence[Passage]) -> Iterator[str]:
    if passages:
        told = [e for p in passages for e in p.events]
        kinds, none = [e.kind for e in told] + [e.status for e in told], sum(not p.events for p in passages)
        yield f"{len(passages)} passages with events ({none} that tell of none): {_ranked(kinds)}"


def _ranked(values: Iterable[str | None]) -> str:
    """How often each value stands, the commonest first; null is not counted."""
    return ", ".join(f"{value} {count}" for value, count in Counter(filter(None, values)).most_common())


def main() -> None:
    """Check hands: exit status 1 where there is a slip."""
    parser = argparse.ArgumentParser(prog="training.passages", description="Check labelled passages.")
    parser.add_argument("folders", type=Path, nargs="+", help="folders of hands, or single files")
    args = parser.parse_args()
    wrong = 0
    for folder in args.folders:
        passages, slips = read_hand(folder) if folder.is_dir() else read_file(folder)
        print(f"{folder}: {len(slips)} slips", *slips, sep="\n")
        print(census(passages))
        wrong += len(slips)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
