"""What a search keeps at hand of all claims: it follows every change, without looking at all of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from postgres_server import Found
from quellmark import KNOWN, World, say
from sqlalchemy import event

from reportedly import deciding
from reportedly.decision import Verb
from reportedly.records import Reading
from reportedly.relinking import relink
from reportedly.search.page import search
from reportedly.search.waiting import waiting
from reportedly.store.archive import Store
from reportedly.workspace import open_workspace

OUTLETS = ("Lumen", "Ostara Post", "Rill Echo", "Sarn Daily")


def war() -> list[Reading]:
    """A fire that three newsrooms tell on one word, one that three tell on three, and a quiet day of one."""
    made = World()
    for number, outlet in enumerate(OUTLETS[:3]):
        told = say(f"Jets struck the fish market, where {outlet} saw smoke.", "Sarn Monitor", killed=9)
        made.report(
            outlet,
            "Jets strike a market",
            told,
            "The quay was quiet.",
            day=f"2031-05-0{3 + number % 2}",
            place="Sudvik",
        )
    for number, outlet in enumerate(OUTLETS[:3]):
        origin = ("Rill Rights Watch", "Coast League", "Quellmark Health Ministry")[number]
        told = say(f"A shell sank the grain barge, {outlet} learnt.", origin, killed=3)
        made.report(outlet, "Shell sinks a barge", told, day="2031-08-03", place="Brenholt")
    made.report(OUTLETS[3], "A quiet day", say("The tolls were raised.", "Coast League"), day="2031-09-09")
    return made.readings


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with Store.make(founded(tmp_path / "desk")) as made:
        for reading in war()[:-1]:
            made.add(reading)
        relink(made, KNOWN)
        yield made


def counts(store: Store) -> dict[str, dict[str, int]]:
    """What a search counts of all claims, and how they stand in its pages."""
    with store.reads() as connection:
        page = search(connection, "", 100)
    return {name: dict(found) for name, found in page.facets.items()} | {"claims": {hit.claim: 1 for hit in page.hits}}


def looked_at_anew(store: Store) -> dict[str, dict[str, int]]:
    """The same of a store that was just opened."""
    with Store(store.database) as other:
        return counts(other)


def first_claim(store: Store, report: str) -> str:
    found = store.reading(report)
    assert found
    return found.claims[0].id


CHANGES: dict[str, Callable[[Store], object]] = {
    "a claim is judged": lambda store: deciding.judge(store, Verb.ACCEPT, [first_claim(store, "r001")], "Ilka Dorn"),
    "one is corrected": lambda store: deciding.correct(
        open_workspace(), store, first_claim(store, "r002"), ["certainty=denied"], "Ilka Dorn"
    ),
    "that is taken back": lambda store: deciding.undo(store, 2, "Ilka Dorn"),
    "and stands again": lambda store: deciding.undo(store, 3, "Ilka Dorn"),
    "two incidents are one": lambda store: deciding.merge(store, ["r000", "r003"], "Ilka Dorn"),
    "a report comes in": lambda store: store.add(war()[-1]),
    "one is read anew": lambda store: store.add(read_anew(war()[4])),
    "one is forgotten": lambda store: store.forget("r000"),
}


def read_anew(reading: Reading) -> Reading:
    """The reading of the same report by another reader, which finds one claim less."""
    return replace(reading, claims=reading.claims[1:], by=replace(reading.by, reader="another"))


def test_counts_and_pages_follow_every_kind_of_change(store: Store) -> None:
    before = counts(store)
    for name, change in CHANGES.items():
        change(store)
        now = counts(store)
        assert now == looked_at_anew(store), name
        assert now != before or name == "two incidents are one", name
        before = now


def test_after_a_decision_only_the_claims_of_its_report_are_looked_at(store: Store) -> None:
    counts(store)
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    CHANGES["a claim is judged"](store)
    counts(store)
    whole = [text for text in asked if "substr(claims.published" in text]
    assert len(whole) == 1 and "claims.report IN" in whole[0]


def test_the_claims_of_the_most_covered_incident_come_first_of_two_that_on_fewer_origins(store: Store) -> None:
    store.add(war()[-1])
    relink(store, KNOWN)
    assert [len(one.reports) for one in store.incidents()] == [3, 3, 1]
    with store.reads() as connection:
        every = waiting(connection, "", 100)
        assert (every.total, every.after) == (len(every.claims), None)
        told = [first_claim(store, f"r{number:03}") for number in range(7)]
        assert list(every.claims[:7]) == told
        assert set(every.claims[7:]) == {hit.claim for hit in search(connection, "", 100).hits} - set(told)
        seen: list[str] = []
        after = None
        while True:
            page = waiting(connection, "", 2, after)
            seen += page.claims
            if (after := page.after) is None:
                break
        assert seen == list(every.claims)
        assert waiting(connection, "market", 100).claims == every.claims[:3]


def test_who_reads_an_earlier_moment_costs_nobody_a_look_at_everything(store: Store) -> None:
    counts(store)
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with store.reads() as early:
        before = search(early, "", 100)
        CHANGES["a claim is judged"](store)
        now = counts(store)
        assert search(early, "", 100) == before
        assert counts(store) == now and now["judgement"] == {"accepted": 1}
    whole = [text for text in asked if "substr(claims.published" in text]
    assert [text for text in whole if "claims.report IN" not in text] == []
