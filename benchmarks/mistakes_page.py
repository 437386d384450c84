"""`python -m benchmarks.mistakes_page`: docs/mistakes.md, the commonest kinds of mistake on the labelled war reports, with counts.

Kinds and counts only: no sentence of a report; the examples are invented. The corpora are where REPORTEDLY_CORPORA says, the
scorers beside them: a sentence is seen as `score_origins.py` sees it, names are compared by its strict rule.
"""

from __future__ import annotations

import importlib
import itertools
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.adapters.origins import articles, predict
from benchmarks.workbench import Row, Workbench, rows

TARGET = Path(__file__).parent.parent / "docs" / "mistakes.md"
COMMAND = "REPORTEDLY_CORPORA=… python -m benchmarks.mistakes_page"
PRONOUNS = {"he", "she", "it", "they", "who", "we", "i"}
EXAMPLES = {
    "missed: said without a verb of saying": "Orrin broke with Vesland over the raid. (Its position, told without a word for saying.)",
    "missed: a quotation that goes on": "The road is closed. We sleep in the mill. (A quotation that lost its marks ends too early.)",
    "added: nobody is cited": "The council noted in its minutes the price of salt. (A bare act is read as a saying.)",
    "wrong: he, she, it, they": "The mayor met the captain. He said the bridge was safe. (“He” goes to the captain.)",
    "wrong: the group, the official": "The Orrin Watch counted nine dead. The group … (“The group” goes to the militia named in between.)",
    "wrong: a name": "Ferry captain Ivo Ban and the harbour office of Orrin said … (Two sources become one, or the wrong one.)",
    "missed: one of several sources": "Villagers and the Orrin army said the mill had burned. (Only the army is kept.)",
    "relay missed": "The mayor, on Radio Ambry, said … (The radio is not seen as the way the words came.)",
    "relay added": "The mayor told Vesland that … (Vesland is a person or a state, not an outlet.)",
    "named or unnamed": "The Orrin-based monitor said … (Read as unnamed, though the report names it elsewhere.)",
    "hedge missed": "What is said to be smoke rises over Orrin. (The doubt in a side clause is not seen.)",
    "hedge added": "The mayor answered the alleged threat. (The doubt is about a noun, not about what is claimed.)",
    "plan missed or added": "The army decided to leave Orrin. (An act of will is read as a fact, or a forecast as a plan.)",
    "denial missed or added": "Vesland disagreed. (A denial without a word for it.)",
}
HEAD = f"""# The commonest mistakes

What the reader got wrong on {{count}} labelled sentences of {{reports}} reports of the Syrian war (dev part), by kind. A sentence can count
in several rows. Names are compared by the strict rule of the scorer. The examples are invented.
Made by `{COMMAND}`; the scores are in [What it is measured on](measured.md).

| kind of mistake | sentences | for example |
| --- | --- | --- |
"""


class Scorer:
    """The scorer's own view of sentences and names, loaded from where the corpora are."""

    def __init__(self, corpora: Path) -> None:
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(corpora.parent / "scorers"))
        self.origins: Any = importlib.import_module("score_origins")

    def same(self, name: str, aliases: Sequence[str]) -> bool:
        return any(self.origins.same_name(name, alias) for alias in aliases)


def kinds(scorer: Scorer, gold: Row, article: Row, made: Row) -> Iterator[str]:
    """The mistakes of one report, a kind for each sentence that has it."""
    before = list(itertools.accumulate((not c.isspace() for c in article["text"]), initial=0))
    aliases = scorer.origins.named_mentions([gold])
    for labels in gold["sentences"]:
        at = article["sentences"][labels["i"]]
        chains, certainty = scorer.origins.sentence_view(at["start"], at["end"], made["claims"], before)
        yield from _of_sources(scorer, labels, chains, aliases)
        if certainty is not None and certainty != labels["certainty"]:
            yield _of_certainty(labels["certainty"], certainty)


def _of_sources(scorer: Scorer, labels: Row, chains: Sequence[Any], aliases: Any) -> Iterator[str]:
    wanted = [source for source in labels["sources"] if source.get("scope") != "part"]
    said = [chain[-1] for chain in chains]
    missed = [s for s in wanted if not any(scorer.same(o["name"], aliases[s["origin"]]) for o in said)]
    if wanted and not said:
        yield (
            "missed: a quotation that goes on"
            if wanted[0]["mention"] is None
            else "missed: said without a verb of saying"
        )
    elif said and not labels["sources"]:
        yield "added: nobody is cited"
    elif missed and len(missed) < len(wanted):
        yield "missed: one of several sources"
    elif missed:
        yield _of_mention(missed[0]["mention"])
    for source in wanted:
        met = next((c for c in chains if scorer.same(c[-1]["name"], aliases[source["origin"]])), None)
        if met is not None:
            yield from _of_links(source, met)


def _of_mention(mention: str | None) -> str:
    low = (mention or "he").lower()
    if low in PRONOUNS or mention is None:
        return "wrong: he, she, it, they"
    return (
        "wrong: the group, the official"
        if low.startswith("the ") and low == mention[0].lower() + mention[1:]
        else "wrong: a name"
    )


def _of_links(source: Row, chain: Sequence[Row]) -> Iterator[str]:
    if len(chain) - 1 < len(source["via"]):
        yield "relay missed"
    elif len(chain) - 1 > len(source["via"]):
        yield "relay added"
    if bool(chain[-1]["anonymous"]) != source["anonymous"]:
        yield "named or unnamed"


def _of_certainty(wanted: str, got: str) -> str:
    for kind, name in (("denied", "denial missed or added"), ("planned", "plan missed or added")):
        if kind in (wanted, got):
            return name
    return "hedge missed" if wanted == "hedged" else "hedge added"


def page(counts: Counter[str], sentences: int, reports: int) -> str:
    """The page: the ten commonest kinds, most first."""
    listed = [f"| {kind} | {count} | {EXAMPLES[kind]} |" for kind, count in counts.most_common(10)]
    return HEAD.format(count=sentences, reports=reports) + "\n".join(listed) + "\n"


def main() -> None:
    """Reads the labelled reports and writes the page."""
    corpora = Path(os.environ["REPORTEDLY_CORPORA"]).resolve()
    folder, scorer = corpora / "fakes", Scorer(corpora)
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl")}
    texts = {row["id"]: row for row in rows(folder / "articles.jsonl")}
    with TemporaryDirectory() as kept:
        made = {
            r["id"]: r for r in rows(predict(Workbench(corpora, Path(kept), "shipped", 1), "m", list(articles(folder))))
        }
    counts = Counter(kind for i in gold for kind in kinds(scorer, gold[i], texts[i], made[i]))
    TARGET.write_text(page(counts, sum(len(g["sentences"]) for g in gold.values()), len(gold)), encoding="utf-8")


if __name__ == "__main__":
    main()
