"""`python -m benchmarks.mistakes_page`: docs/mistakes.md, the commonest kinds of mistake.

They are counted on the sets that nothing is fitted on; no sentence of a set is shown, examples are invented.
A claim with a source that is not exact has one kind, the first that fits, so that the counts of the first table and the
exact claims add up to all of them. Claims are cut, matched and compared by `score_wire.py`, which lies beside the
corpora; those are where REPORTEDLY_CORPORA says.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from benchmarks import predictions
from benchmarks.workbench import Article, Row, Workbench, rows
from reportedly.knowledge.loader import default
from training.passages import FOLDER, HELD_OUT, read_hand, record

TARGET = Path(__file__).parent.parent / "docs" / "mistakes.md"
COMMAND = "REPORTEDLY_CORPORA=… python -m benchmarks.mistakes_page"
AUTHOR_B = "author B"
HANDS = " and ".join(HELD_OUT)

MISSED = "not found"
SECOND = "not found beside another claim"
OWN = "read as the outlet's own voice"
OWN_ON = "read as the outlet's own voice where the speaker goes on"
SHORT = "content cut too short"
LONG = "content cut too long"
CARRIER = "link missing: who carried the words"
ORIGIN = "link missing: the origin behind"
RELAY = "link missing: the relay, where the speaker goes on"
MANY = "link too many"
ORDER = "links in the wrong order"
ANTECEDENT = "wrong antecedent, or none, of a pronoun or description"
NAME = "right source, a name that does not fit"
OTHER = "another source than the right one"
OF_CHAINS = {
    MISSED: "For Orrin, the raid broke the truce. (A position, told without a word for saying, gives no claim.)",
    SECOND: "Villagers and the harbour office said the mill had burned. (Only the office is kept.)",
    OWN: "The raid, by the harbour office's reckoning, cost nine boats. (The office is not seen as a source.)",
    OWN_ON: "“We sleep in the mill,” Ivo Ban said. “The road is shut.” (The second sentence is given to the outlet.)",
    SHORT: "The mayor said the road, mined in May, was open again. (The claim ends at “mined in May”.)",
    LONG: "The mayor said the road was open and that the ferry would sail. (Two claims are read as one.)",
    CARRIER: "Ivo Ban told Radio Ambry the bridge was safe. (The radio is not seen as the way the words came.)",
    ORIGIN: "Radio Ambry quoted Ivo Ban as saying the bridge was safe. (The chain ends with the radio.)",
    RELAY: "Ivo Ban told Radio Ambry the bridge was safe. The ferry would sail, he added. (The radio is lost.)",
    MANY: "The mayor told Vesland that the bridge was safe. (Vesland, who is only told so, is read as an outlet.)",
    ORDER: "A letter of Ivo Ban that Radio Ambry read out speaks of nine dead. (Ban is put before the radio.)",
    ANTECEDENT: "The mayor met Captain Ban. He said the bridge was safe. (“He” is taken for the captain.)",
    NAME: "The Orrin Watch counted nine dead. The group blamed the army. (The source is called “group”.)",
    OTHER: "The army denied what the Orrin Watch had said: that the mill burned. (The claim is given to the army.)",
}

GIVEN = "own voice given to somebody"
ACT_MISSED = "act missed"
ACT_ADDED = "act added, or taken for another"
UNNAMED_MISSED = "unnamed source read as named"
UNNAMED_ADDED = "named source read as unnamed"
CUSTODY_MISSED = "custody missed"
CUSTODY_ADDED = "custody added"
certainty = "certainty: {} read as {}".format
OF_LABELS = {
    GIVEN: "The council noted in its minutes the price of salt. (A bare act is read as saying something.)",
    ACT_MISSED: "Vesland laid the fire at the army's door. (Nothing says that this is an accusation.)",
    ACT_ADDED: "The raiders claimed the ferry sank by itself. (“Claimed” is read as claiming responsibility.)",
    UNNAMED_MISSED: "A captain of the Orrin ferry said … (Read as if the captain had been named.)",
    UNNAMED_ADDED: "The harbour master of Orrin said … (There is only one, so the office names the person.)",
    CUSTODY_MISSED: "Shown to reporters in the cellar, the corporal said … (That he is held is not seen.)",
    CUSTODY_ADDED: "Ivo Ban, freed in May, said … (He is free when he speaks.)",
    certainty("asserted", "hedged"): "The mayor said the alleged threat was a joke. (The doubt is about a noun.)",
    certainty("asserted", "denied"): "The mayor did not say why the ferry left. (Silence is no denial.)",
    certainty("asserted", "planned"): "The army kept its promise to leave, it said. (It is done, no longer planned.)",
    certainty("hedged", "asserted"): "The ferry is thought to have sunk. (That it is only thought is not seen.)",
    certainty("hedged", "denied"): "Radio Ambry could not verify the film. (What is not checked is not denied.)",
    certainty("hedged", "planned"): "Prices will rise, the mayor said. (A forecast is read as a plan.)",
    certainty("denied", "asserted"): "The mayor called the raid a fairy tale. (A denial without a word for it.)",
    certainty("denied", "hedged"): "The mayor disputed the alleged raid. (The doubt hides the denial.)",
    certainty("denied", "planned"): "The mayor denied he would sell the ferry. (The plan hides the denial.)",
    certainty("planned", "asserted"): "The ferry sails on Sunday, the mayor said. (A plan is read as a fact.)",
    certainty("planned", "hedged"): "The mayor promised he would mend the bridge. (A promise is read as a forecast.)",
    certainty("planned", "denied"): "The army vowed not to leave. (A plan with a “not” is read as a denial.)",
}

HEAD = f"""# The commonest mistakes

What the reader gets wrong, by kind, on three labelled sets that nothing is fitted on: author B, who saw
neither the tool nor its rules, and the two hands that are held out, {HANDS}. A claim is exact where it is found and its
whole chain is right: every source, in order, by the strict rule of the scorer for names. The examples are invented.
Made by `{COMMAND}`; the scores are in [What it is measured on](measured.md).
"""
CHAINS_HEAD = """
## Claims with a source that are not exact

Each claim counts once, under the first kind that fits: whether it is found, how it is cut, then its chain.
"""
LABELS_HEAD = """
## Other mistakes

A claim can count in several rows. Act, certainty, custody and whether a source goes unnamed are compared where the
claim is found.
"""


@dataclass(frozen=True)
class Judge:
    """A labelled passage as the scorer sees it: its text, and the names under which each of its sources may go."""

    wire: Any
    text: str
    aliases: Mapping[str, set[str]]

    @classmethod
    def of(cls, wire: Any, gold: Row) -> Judge:
        """The passage with the names that the scorer accepts: name, aliases, mentions with a word of their own."""
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for link in (link for claim in gold["claims"] for link in claim["chain"]):
            mention = _words(gold["text"], link)
            aliases[link["name"]] |= {link["name"], *link.get("aliases", ())}
            if wire.words(mention) - wire.GENERIC:
                aliases[link["name"]].add(mention)
        return cls(wire, gold["text"], aliases)

    def named(self, said: Row, wanted: Row) -> bool:
        """Whether a link that was read stands for the labelled one."""
        return bool(self.wire.named(said, wanted, self.aliases))

    def exact(self, said: Sequence[Row], wanted: Sequence[Row]) -> bool:
        """Whether a chain that was read is the labelled one."""
        return bool(self.wire.same_chain(said, wanted, self.aliases))

    def refers(self, link: Row) -> bool:
        """Whether a labelled link goes by a pronoun, a description or nothing at all, not by its name."""
        mention = _words(self.text, link)
        return not any(self.wire.same_name(mention, name) for name in (link["name"], *link.get("aliases", ())))


@dataclass
class Tally:
    """What was counted on one set."""

    passages: int = 0
    claims: int = 0
    sourced: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def exact(self) -> int:
        """How many claims with a source are exact."""
        return self.sourced - sum(self.kinds[kind] for kind in OF_CHAINS)


def count(wire: Any, tally: Tally, gold: Row, made: Row) -> None:
    """Adds one passage, labels against reading, to the tally of its set."""
    judge = Judge.of(wire, gold)
    wanted, said = wire.pieces(gold["claims"], gold), wire.pieces(made["claims"], gold)
    pairs = wire.match(wanted, said, judge.aliases)
    free = [one for j, one in enumerate(said) if j not in pairs.values()]
    tally.passages += 1
    for i, claim in enumerate(wanted):
        if not claim["optional"]:
            tally.claims += 1
            tally.sourced += bool(claim["chain"])
            met = said[pairs[i]] if i in pairs else None
            tally.kinds.update(_of_claim(judge, claim, met, said, free))


def _of_claim(judge: Judge, claim: Row, met: Row | None, said: Sequence[Row], free: Sequence[Row]) -> Iterator[str]:
    """The kinds of a labelled claim, given its match, all claims that were read, and those that match nothing."""
    if not claim["chain"]:
        yield from [GIVEN] * any(one["chain"] and _covers(one, claim) for one in said)
    elif met is None:
        yield _of_missed(judge, claim, said, free)
    else:
        yield from _of_found(judge, claim, met)
    if met is not None:
        yield from _of_labels(claim, met)


def _of_missed(judge: Judge, claim: Row, said: Sequence[Row], free: Sequence[Row]) -> str:
    """The kind of a claim with a source that matches nothing: cut wrongly, given to the outlet, or not found."""
    near = [one for one in said if one["chain"] and (_covers(one, claim) or _covers(claim, one))]
    cut = [one for one in near if one in free or judge.exact(one["chain"], claim["chain"])]
    if cut:
        best = max(cut, key=lambda one: len(one["tokens"] & claim["tokens"]))
        return LONG if len(best["tokens"]) >= len(claim["tokens"]) else SHORT
    if any(_covers(one, claim) for one in near):
        return SECOND
    return _own(claim) if any(not one["chain"] and _covers(one, claim) for one in said) else MISSED


def _of_found(judge: Judge, claim: Row, met: Row) -> Iterator[str]:
    """The kind of a claim with a source that was found, none where its chain is exact."""
    if not met["chain"]:
        yield _own(claim)
    elif not judge.exact(met["chain"], claim["chain"]):
        yield of_chain(judge, met["chain"], claim["chain"])


def of_chain(judge: Judge, said: Sequence[Row], wanted: Sequence[Row]) -> str:
    """What is wrong with a chain: a link missing or too many, the order, or a source."""
    kept = _aligned(judge, said, wanted)
    if len(kept) == len(said):
        return _of_gap([link for link in wanted if not any(link is one for one in kept)], wanted[-1])
    if len(kept) == len(wanted):
        return MANY
    if len(said) == len(wanted) and all(any(judge.named(one, link) for one in said) for link in wanted):
        return ORDER
    apart = ((one, link) for one, link in zip(said[::-1], wanted[::-1], strict=False) if not judge.named(one, link))
    return _of_source(judge, *next(apart))


def _aligned(judge: Judge, said: Sequence[Row], wanted: Sequence[Row]) -> list[Row]:
    """The labelled links that were read, in order, counted from the origin."""
    kept: list[Row] = []
    rest = list(wanted)
    for one in reversed(said):
        place = next((k for k in reversed(range(len(rest))) if judge.named(one, rest[k])), None)
        if place is not None:
            kept.append(rest[place])
            rest = rest[:place]
    return kept


def _of_gap(missing: Sequence[Row], origin: Row) -> str:
    """Which links are missing: the origin, those that this sentence names, or those that it goes on with."""
    if any(link is origin for link in missing):
        return ORIGIN
    return CARRIER if any(link["mention"] or link["cue"] for link in missing) else RELAY


def _of_source(judge: Judge, said: Row, wanted: Row) -> str:
    """Why a link stands for another source; it is the first that differs, counted from the origin."""
    if not said["mention"]:
        return ANTECEDENT if judge.refers(wanted) else OTHER
    if not wanted["mention"] or not _touch(said["mention"], wanted["mention"]):
        return OTHER
    left = judge.wire.same_name(said["name"], _words(judge.text, said)) or not judge.wire.words(said["name"])
    return ANTECEDENT if judge.refers(wanted) and not left else NAME


def _of_labels(claim: Row, met: Row) -> Iterator[str]:
    """What is wrong beside the chain of a claim that was found."""
    if claim["act"] != met["act"]:
        yield ACT_ADDED if met["act"] else ACT_MISSED
    if claim["certainty"] != met["certainty"]:
        yield certainty(claim["certainty"], met["certainty"])
    if claim["chain"] and met["chain"]:
        wanted, said = claim["chain"][-1], met["chain"][-1]
        if wanted["anonymous"] != said["anonymous"]:
            yield UNNAMED_MISSED if wanted["anonymous"] else UNNAMED_ADDED
        if wanted["custody"] != said["custody"]:
            yield CUSTODY_MISSED if wanted["custody"] else CUSTODY_ADDED


def _own(claim: Row) -> str:
    return OWN if any(link["mention"] or link["cue"] for link in claim["chain"]) else OWN_ON


def _covers(one: Row, claim: Row) -> bool:
    """Whether a claim holds at least half of the words of another."""
    return 2 * len(one["tokens"] & claim["tokens"]) >= len(claim["tokens"])


def _touch(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _words(text: str, link: Row) -> str:
    """The words of a passage that mention a link."""
    return text[slice(*link["mention"])] if link["mention"] else ""


def page(tallies: Mapping[str, Tally]) -> str:
    """The page: how much there is and how much is exact, then the kinds, most first."""
    sets = list(tallies.values())
    sizes = [
        _line([name, t.passages, t.claims, t.sourced, f"{t.exact / t.sourced:.0%}"]) for name, t in tallies.items()
    ]
    size_head = ["set", "passages", "claims", "with a source", "of these, exact"]
    kind_head = ["kind of mistake", *tallies, "for example"]
    together = ["all", *(t.sourced - t.exact for t in sets), ""]
    return "\n".join(
        [
            *(HEAD, *_table(size_head, sizes)),
            *(CHAINS_HEAD, *_table(kind_head, _kinds(OF_CHAINS, sets)), _line(together)),
            *(LABELS_HEAD, *_table(kind_head, _kinds(OF_LABELS, sets)), ""),
        ]
    )


def _kinds(examples: Mapping[str, str], sets: Sequence[Tally]) -> Iterator[str]:
    """A line for every kind that was met, the commonest first."""
    for kind in sorted(examples, key=lambda kind: -sum(t.kinds[kind] for t in sets)):
        if any(t.kinds[kind] for t in sets):
            yield _line([kind, *(t.kinds[kind] for t in sets), examples[kind]])


def _table(head: Sequence[str], lines: Iterator[str] | Sequence[str]) -> list[str]:
    return [_line(head), _line(["---"] * len(head)), *lines]


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def labelled(corpora: Path) -> dict[str, list[Row]]:
    """The three sets, each as the passages that the scorer reads."""
    hands = {name: [dict(record(passage)) for passage in read_hand(FOLDER / name)[0]] for name in HELD_OUT}
    return {AUTHOR_B: list(rows(corpora / "wire/wire_author_b.jsonl"))} | hands


def counted(wire: Any, bench: Workbench, gold: Sequence[Row]) -> Tally:
    """The passages of a set, read as a user would read them, against their labels."""
    tally = Tally()
    articles = [Article(str(row["id"]), str(row["text"])) for row in gold]
    for row, (_, reading) in zip(gold, bench.readings(articles), strict=True):
        count(wire, tally, row, predictions.reading(reading, default()))
    return tally


def scorer(corpora: Path) -> Any:
    """`score_wire.py` as a module, loaded from beside the corpora without leaving bytecode there."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(corpora.parent / "scorers"))
    return importlib.import_module("score_wire")


def main() -> None:
    """Reads the three sets and writes the page."""
    corpora = Path(os.environ["REPORTEDLY_CORPORA"]).resolve()
    wire, bench = scorer(corpora), Workbench(corpora, Path(gettempdir()))
    tallies = {name: counted(wire, bench, gold) for name, gold in labelled(corpora).items()}
    TARGET.write_text(page(tallies), encoding="utf-8")


if __name__ == "__main__":
    main()
