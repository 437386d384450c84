"""The page of mistakes: a claim has one kind, what is exact has none, and no sentence of a set stands on the page."""

import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import mistakes_page as m
from training.passages import FOLDER, HELD_OUT, read_hand

CORPORA = os.environ.get("REPORTEDLY_CORPORA")
TEXT = "Ivo Ban told Radio Ambry. He said so. The group left."
WIRE = SimpleNamespace(
    words=lambda name: set(name.casefold().split()) - {"he", "the"},
    same_name=lambda a, b: len({name.casefold().removeprefix("the ") for name in (a, b)}) == 1,
    named=lambda said, wanted, aliases: said["name"] in aliases[wanted["name"]],
)
RUN = 5  # words in a row


def link(name, words=None, cue=None):
    mention = (TEXT.index(words), TEXT.index(words) + len(words)) if words else None
    return {"name": name, "mention": mention, "cue": cue}


BAN, AMBRY, WATCH = link("Ivo Ban", "Ivo Ban"), link("Radio Ambry", "Radio Ambry"), link("Orrin Watch", "The group")
HE, CARRIED, GONE_ON = link("Ivo Ban", "He"), link("Radio Ambry"), link("Ivo Ban")
JUDGE = m.Judge(WIRE, TEXT, {name: {name} for name in ("Ivo Ban", "Radio Ambry", "Orrin Watch")})


@pytest.mark.parametrize(
    ("said", "wanted", "kind"),
    [
        ([BAN], [AMBRY, BAN], m.CARRIER),
        ([AMBRY], [AMBRY, BAN], m.ORIGIN),
        ([HE], [CARRIED, HE], m.RELAY),
        ([AMBRY, BAN], [BAN], m.MANY),
        ([BAN, AMBRY], [AMBRY, BAN], m.ORDER),
        ([link("Orrin Watch", "He")], [HE], m.ANTECEDENT),
        ([link("Orrin Watch")], [GONE_ON], m.ANTECEDENT),
        ([link("group", "The group")], [WATCH], m.NAME),
        ([link("He", "He")], [HE], m.NAME),
        ([AMBRY], [BAN], m.OTHER),
        ([AMBRY, WATCH], [AMBRY, BAN], m.OTHER),
    ],
)
def test_a_chain_that_is_not_exact_has_the_first_kind_that_fits(said, wanted, kind):
    assert m.of_chain(JUDGE, said, wanted) == kind


def test_the_page_says_how_much_is_exact_and_lists_the_commonest_kind_first():
    one = m.Tally(2, 12, 10, m.Counter({m.RELAY: 1, m.OTHER: 2, m.GIVEN: 1}))
    lines = m.page({"one": one, "two": m.Tally(1, 4, 4)}).splitlines()
    assert "| one | 2 | 12 | 10 | 70% |" in lines and "| two | 1 | 4 | 4 | 100% |" in lines
    assert [line.split(" | ")[:3] for line in lines if m.OTHER in line or m.RELAY in line] == [
        ["| " + m.OTHER, "2", "0"],
        ["| " + m.RELAY, "1", "0"],
    ]
    assert m.MISSED not in [line.split(" | ")[0].removeprefix("| ") for line in lines]


def runs(text):
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[i:] for i in range(RUN)), strict=False))


def test_no_example_is_of_a_held_out_hand():
    examples = set().union(*map(runs, (m.OF_CHAINS | m.OF_LABELS).values()))
    assert not [p.id for name in HELD_OUT for p in read_hand(FOLDER / name)[0] if runs(p.text) & examples]


@pytest.mark.floors
@pytest.mark.skipif(not CORPORA, reason="REPORTEDLY_CORPORA is not set")
def test_what_is_exact_is_what_the_scorer_calls_exact(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    corpora = Path(CORPORA).resolve()
    wire = m.scorer(corpora)
    for gold in m.labelled(corpora).values():
        perfect, shorter = m.Tally(), m.Tally()
        cut = {row["id"]: row | {"claims": [c | {"chain": c["chain"][-1:]} for c in row["claims"]]} for row in gold}
        for row in gold:
            m.count(wire, perfect, row, row)
            m.count(wire, shorter, row, cut[row["id"]])
        assert perfect.sourced and not perfect.kinds
        share, of = wire.score({row["id"]: row for row in gold}, cut)[0]["chain_exact"]
        assert (shorter.exact, shorter.sourced) == (round(share * of), of)
        assert {kind for kind in m.OF_CHAINS if shorter.kinds[kind]} <= {m.CARRIER, m.RELAY, m.SECOND}
