"""The invented reports of `corpus/` and how a reading of one is scored: standard library only.

A sentence takes the chains of every claim that covers at least 30 % of its letters, else of the one that covers most of
it; its
certainty and act are those of the claim that covers most. Names are compared without case, determiner and title words,
by equality
with the canonical name or an alias, or as a run of its words that holds a name. Sources of side clauses are optional.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.records import Claim, Reading, Source

FOLDER = Path(__file__).parent / "corpus"
COVERED = 0.3
GENERIC_WORDS = """source sources official officials ministry army agency news government state police group spokesman
report reports"""
GENERIC = frozenset(GENERIC_WORDS.split())
DROPPED = frozenset(
    ["the", "a", "an", "of", "in", "at", "from", "his", "her", "its", "their", "mr", "mrs", "dr", "two", "one"]
)


@dataclass(frozen=True)
class GoldSource:
    """A source as labelled: its names, whether it goes unnamed, whether it speaks from custody."""

    name: str
    type: str
    unnamed: bool
    custody: bool
    aliases: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a predicted name stands for this source."""
        said = words(name)
        return any(same(said, words(known)) for known in (self.name, *self.aliases))


@dataclass(frozen=True)
class GoldSentence:
    """A sentence of a report with its chains (`optional` ones by side), certainty and act."""

    start: int
    end: int
    chains: tuple[tuple[GoldSource, ...], ...]
    optional: tuple[tuple[GoldSource, ...], ...]
    certainty: str
    act: str | None


@dataclass(frozen=True)
class GoldReport:
    """An invented report: what is printed, and its sentences."""

    name: str
    outlet: str
    text: str
    sentences: tuple[GoldSentence, ...]


@dataclass
class Tally:
    """Hits, misses and false alarms by measure."""

    n: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, measure: str, hits: int, said: int, wanted: int) -> None:
        self.n.update({(measure, "hit"): hits, (measure, "said"): said, (measure, "wanted"): wanted})

    def f1(self, measure: str) -> float:
        said, wanted = self.n[measure, "said"], self.n[measure, "wanted"]
        return 2 * self.n[measure, "hit"] / (said + wanted) if said + wanted else 0.0


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    plain = re.sub(r"['’]s?\b", "", name.casefold())
    return frozenset(word for word in re.findall(r"[^\W_]+", plain) if word not in DROPPED)


def same(said: frozenset[str], known: frozenset[str]) -> bool:
    """Equal, or one within the other with a word that is not generic."""
    inside = said <= known or known <= said
    return bool(said and known) and (said == known or (inside and bool((said & known) - GENERIC)))


def load() -> list[GoldReport]:
    """All reports of the folder, by name."""
    return [parse(path) for path in sorted(FOLDER.glob("*.txt"))]


def parse(path: Path) -> GoldReport:
    """The report in a file. Raises KeyError where a chain names a source that the head does not declare."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    fields = [line.split(":", 1) for line in head.splitlines()]
    sources = {s.name: s for s in (declared(value) for key, value in fields if key == "source")}
    text, sentences = "", []
    for line in body.splitlines():
        if not line.strip():
            text = text.rstrip() + "\n\n"
            continue
        said, chains, certainty, act = ([part.strip() for part in line.split("||")] + ["", "", ""])[:4]
        labelled = [chain.strip() for chain in chains.split(";") if chain.strip()]
        full = tuple(chain_of(c, sources) for c in labelled if not c.startswith("~"))
        side = tuple(chain_of(c[1:], sources) for c in labelled if c.startswith("~"))
        start = len(text)
        sentences.append(GoldSentence(start, start + len(said), full, side, certainty or "asserted", act or None))
        text += said + " "
    outlet = next(value.strip() for key, value in fields if key == "outlet")
    return GoldReport(path.stem, outlet, text.rstrip() + "\n", tuple(sentences))


def declared(value: str) -> GoldSource:
    """A source from its line in the head."""
    name, kind, flags, aliases = ([part.strip() for part in value.split("|")] + ["", ""])[:4]
    marks = {flag.strip() for flag in flags.split(",") if flag.strip()}
    others = tuple(alias.strip() for alias in aliases.split(";") if alias.strip())
    return GoldSource(name, kind, bool(marks - {"custody"}), "custody" in marks, others)


def chain_of(label: str, sources: dict[str, GoldSource]) -> tuple[GoldSource, ...]:
    """A chain from its label, the reader's end first."""
    return tuple(sources[name.strip()] for name in label.split(">"))


def covering(claims: Sequence[Claim], text: str, sentence: GoldSentence) -> tuple[list[Claim], Claim | None]:
    """The claims that a sentence takes its chains from, and the one that covers most of it."""

    def letters(start: int, end: int) -> int:
        return sum(not c.isspace() for c in text[start:end])

    covered = [
        (sum(letters(max(s, sentence.start), min(e, sentence.end)) for s, e in claim.spans if s < sentence.end), claim)
        for claim in claims
    ]
    covered = [(size, claim) for size, claim in covered if size]
    if not covered:
        return [], None
    _size, best = max(covered, key=lambda pair: pair[0])
    enough = [claim for size, claim in covered if size >= COVERED * letters(sentence.start, sentence.end)]
    return enough or [best], best


def paired(said: Sequence[tuple[Source, ...]], gold: Sequence[tuple[GoldSource, ...]]) -> list[tuple[int, int]]:
    """Predicted chains and gold chains with the same origin, one to one; whole chains that agree go first."""
    order = sorted(
        (
            (not whole(s, g), i, j)
            for i, s in enumerate(said)
            for j, g in enumerate(gold)
            if g[-1].is_called(s[-1].name)
        ),
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in order:
        if i not in {a for a, _ in pairs} and j not in {b for _, b in pairs}:
            pairs.append((i, j))
    return pairs


def whole(said: tuple[Source, ...], gold: tuple[GoldSource, ...]) -> bool:
    """Whether two chains name the same sources in the same order."""
    return len(said) == len(gold) and all(g.is_called(s.name) for s, g in zip(said, gold, strict=True))


def score(reading: Reading, gold: GoldReport, tally: Tally) -> None:
    """Add what a reading got right and wrong to a tally."""
    for sentence in gold.sentences:
        chosen, best = covering(reading.claims, gold.text, sentence)
        said = distinct(claim.chain for claim in chosen if claim.chain)
        wanted = [*sentence.chains, *sentence.optional]
        pairs = paired(said, wanted)
        full = [(i, j) for i, j in pairs if j < len(sentence.chains)]
        free = len(pairs) - len(full)
        if sentence.chains or not sentence.optional:
            tally.add("attributed", bool(said) and bool(sentence.chains), bool(said), bool(sentence.chains))
        tally.add("origin", len(full), len(said) - free, len(sentence.chains))
        exact = sum(whole(said[i], wanted[j]) for i, j in full)
        tally.add("chain", exact, len(said) - free, len(sentence.chains))
        for i, j in full:
            flags = said[i][-1].unnamed is not None, wanted[j][-1].unnamed
            tally.add("anonymous", all(flags), flags[0], flags[1])
        firm = best.certainty.value if best else ""
        tally.add(sentence.certainty, firm == sentence.certainty, firm == sentence.certainty, 1)
        if firm and firm != sentence.certainty:
            tally.add(firm, 0, 1, 0)
        acts = {claim.act.value for claim in chosen if claim.act}
        tally.add("act", sentence.act in acts, len(acts), sentence.act is not None)


def distinct(chains: Iterator[tuple[Source, ...]]) -> list[tuple[Source, ...]]:
    """Chains without those that name the same sources again."""
    return list({tuple(link.name for link in chain): chain for chain in chains}.values())


def measures(tally: Tally) -> dict[str, float]:
    """The figures that have floors."""
    firm = [tally.f1(name) for name in ("asserted", "hedged", "denied", "planned")]
    named = {f"{name} F1": tally.f1(name) for name in ("attributed", "origin", "chain", "anonymous", "act")}
    return named | {"certainty macro F1": sum(firm) / len(firm)}
