"""Reviewing by several people: claims are lent to one at a time, and agreement is what Krippendorff says it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import Found
from store_desk import QuickReader, text_of

from reportedly import deciding, reviewing
from reportedly.checking.agreement import alpha
from reportedly.decision import Verb
from reportedly.intake.text import report_from_text
from reportedly.store.archive import Store
from reportedly.store.leases import MINUTES
from reportedly.workspace import Given, open_workspace, search_store

ILKA, BO, KAT = "Ilka Dorn", "Bo Hale", "Kat Ruhn"
NOON = 1_900_000_000.0

# The examples A, B and C of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": a row a coder, . is no value.
EXAMPLES = [
    (("0100000010", "1110010000"), 0.095),
    (("aabbdcccedda", "babbbccceddd"), 0.692),
    (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
]


@pytest.mark.parametrize(("coders", "told"), EXAMPLES, ids="ABC")
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], told: float) -> None:
    assert len({len(row) for row in coders}) == 1
    units = [[value for value in column if value != "."] for column in zip(*coders, strict=True)]
    found = alpha(units)
    assert found is not None and round(found, 3) == told


def test_alpha_of_what_never_differs_is_not_known() -> None:
    assert alpha([("yes", "yes"), ("yes", "yes")]) is None
    assert alpha([("yes",), ("no",)]) is None and alpha([]) is None
    assert alpha([("yes", "yes"), ("no", "no")]) == 1.0
    worse = alpha([("yes", "no"), ("no", "yes")])
    assert worse is not None and worse < 0


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with Store.make(founded(tmp_path)) as made:
        for number in range(0, 12, 3):
            report = report_from_text(text_of(number), f"r{number}.txt", Given(date="2031-05-04", language="en"))
            made.add(QuickReader().read(report))
        yield made


def ids(store: Store, query: str = "") -> list[str]:
    return [hit.claim for hit in search_store(store, query, 50).hits]


def test_a_claim_needs_people_until_enough_have_judged_it(store: Store) -> None:
    one, two, *_ = ids(store)
    assert len(ids(store, "needs:2")) == 4
    first = deciding.judge(store, Verb.ACCEPT, [one], ILKA)[0].number
    deciding.judge(store, Verb.REJECT, [one], ILKA)
    assert len(ids(store, "needs:2")) == 4, "one person who judges twice is one person"
    deciding.judge(store, Verb.ACCEPT, [one, two], BO)
    assert one not in ids(store, "needs:2") and two in ids(store, "needs:2") and one in ids(store, "needs:3")
    assert ids(store, 'judged:"=Ilka Dorn"') == [one]
    assert ids(store, "agreed:no") == [one] and ids(store, "agreed:yes") == []
    deciding.undo(store, first + 1, ILKA)
    assert ids(store, "agreed:yes") == [one] and ids(store, "agreed:no") == []
    deciding.undo(store, first, ILKA)
    assert one in ids(store, "needs:2")
    assert store.check() == []


def test_what_was_judged_before_such_rows_were_kept_counts(tmp_path: Path, founded: Found) -> None:
    folder = founded(tmp_path)
    with Store.make(folder) as store:
        report = report_from_text(text_of(0), "r0.txt", Given(date="2031-05-04", language="en"))
        store.add(QuickReader().read(report))
        deciding.judge(store, Verb.ACCEPT, ids(store), ILKA)
        deciding.judge(store, Verb.REJECT, ids(store), BO)
        with store.writes() as connection:
            connection.exec_driver_sql("DELETE FROM judgings")
            connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES ('unjudged', '1')")
        assert any("judgings" in fault for fault in store.check())
    with Store.open(folder) as store:
        assert len(ids(store, "agreed:no")) == 1 and store.check() == []


def test_two_people_never_get_the_same_claim(store: Store) -> None:
    waiting = ids(store)
    clock = lambda: NOON  # noqa: E731
    assert reviewing.open_first(store, ILKA, waiting, clock) == waiting[0]
    assert reviewing.open_first(store, BO, waiting, clock) == waiting[1]
    assert reviewing.open_first(store, ILKA, waiting[:1], clock) == waiting[0]
    assert reviewing.open_first(store, BO, waiting[:1], clock) is None
    assert [(one.who, one.claim) for one in reviewing.opened_by_others(store, BO, clock)] == [(ILKA, waiting[0])]
    later = lambda: NOON + MINUTES * 60  # noqa: E731
    assert reviewing.open_first(store, BO, waiting, later) == waiting[0]
    assert reviewing.opened_by_others(store, BO, later) == []


def test_who_goes_on_leaves_the_claim_to_others(store: Store) -> None:
    waiting = ids(store)
    reviewing.open_first(store, ILKA, waiting)
    reviewing.open_first(store, ILKA, waiting[1:])
    assert reviewing.open_first(store, BO, waiting) == waiting[0]


def test_agreement_is_told_by_field_with_the_claims_on_which_people_differ(store: Store) -> None:
    one, two, three, four = ids(store)
    home = open_workspace()
    deciding.judge(store, Verb.ACCEPT, [one, two, three, four], ILKA)
    deciding.judge(store, Verb.ACCEPT, [one, two], BO)
    deciding.judge(store, Verb.REJECT, [three], BO)
    deciding.correct(home, store, two, ["certainty=denied"], BO)
    found = reviewing.agreement(store)
    assert found.claims == 3 and found.people == (BO, ILKA)
    fields = {one.field: one for one in found.fields}
    assert (fields["judgement"].claims, fields["judgement"].differing) == (3, 1)
    assert fields["judgement"].alpha == 0.0
    assert (fields["certainty"].claims, fields["certainty"].differing) == (2, 1), "who rejects says nothing of it"
    assert fields["source"].alpha is None and fields["source"].differing == 0
    told = {one.claim: one.fields for one in found.differences}
    assert told == {
        two: {"certainty": {ILKA: "asserted", BO: "denied"}}, three: {"judgement": {ILKA: "accepted", BO: "rejected"}},
    }  # fmt: skip
    assert reviewing.agreement(store, "judgement:rejected").claims == 1


def test_nobody_says_what_another_person_corrected(store: Store) -> None:
    one = ids(store)[0]
    deciding.correct(open_workspace(), store, one, ["certainty=denied"], ILKA)
    for who in (ILKA, BO):
        deciding.judge(store, Verb.ACCEPT, [one], who)
    found = reviewing.agreement(store)
    fields = {one.field: one for one in found.fields}
    assert fields["judgement"].differing == 0 and fields["certainty"].differing == 1
    (difference,) = found.differences
    assert difference.fields == {"certainty": {ILKA: "denied", BO: "asserted"}}


def test_nobody_who_decided_twice_is_two_people(store: Store) -> None:
    deciding.judge(store, Verb.ACCEPT, ids(store)[:1], KAT)
    deciding.judge(store, Verb.UNSURE, ids(store)[:1], KAT)
    found = reviewing.agreement(store)
    assert found.claims == 0 and found.fields == () and found.differences == ()


def test_who_is_private_for_one_is_named_for_nobody(store: Store) -> None:
    claim = ids(store)[0]
    said = {
        ILKA: ["source=Jora Venn"],
        BO: ["source=Jora Venn", "type=resident"],
        KAT: ["source=Marrow Board", "type=ngo"],
    }
    for who, typed in said.items():
        deciding.correct(open_workspace(), store, claim, typed, who)
    (difference,) = reviewing.agreement(store).differences
    role = "a resident (named in the text)"
    assert difference.fields["source"] == {ILKA: role, BO: role, KAT: "Marrow Board"}
