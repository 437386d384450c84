"""The labels of the wars hold together, and the scorer that compares with them counts what it should."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.adapters.wars import agree, overlaps, scored
from benchmarks.war_labels import (
    ASKELUND,
    DORVASH,
    ORSAVIA,
    VELMORA,
    Labels,
    Quote,
    Told,
    Word,
    WrittenWar,
    articles,
    labels,
)
from reportedly.incident import Account

ENOUGH = 10
FEWER = {"certainty_gained": 6, "confirmed": 6}  # kinds of which the war bears no more
ONCE = {"figure_updated", "withdrawn"}


WRITTEN = (VELMORA, ASKELUND, ORSAVIA, DORVASH)


@pytest.fixture(scope="module", params=WRITTEN, ids=lambda written: written.folder.name)
def gold(request: pytest.FixtureRequest) -> Labels:
    """The labels of a war. Every quotation stands once in its report, else this raises."""
    return labels(request.param)


def test_each_kind_of_disagreement_of_the_bundled_war_is_labelled_often_enough() -> None:
    gold = labels(VELMORA)
    counted = Counter({"done_by": "blame"}.get(pair.about, pair.about) for pair in gold.pairs if not pair.open)
    counted = Counter({"figures": 0}) + counted
    counted["figures"] = counted.pop("killed") + counted.pop("detained")
    counted.update(turn.kind for turn in gold.turns if not turn.open)
    counted.update(
        denied=sum(not one.open for one in gold.denied), confirmed=sum(not one.open for one in gold.confirmed)
    )
    counted.update(words=sum(not one.open for one in gold.words))
    assert {kind: many for kind, many in counted.items() if kind not in ONCE and many < FEWER.get(kind, ENOUGH)} == {}


@pytest.mark.parametrize(("written", "background"), [(VELMORA, "v30"), (ASKELUND, "a30"), (ORSAVIA, "o16")])
def test_every_report_but_one_tells_of_an_incident(written: WrittenWar, background: str) -> None:
    told = {report for incident in labels(written).incidents for report in incident.reports}
    assert [article.id for article in articles(written) if article.id not in told] == [background]


def test_accounts_that_are_labelled_to_differ_cannot_both_hold(gold: Labels) -> None:
    for pair in gold.pairs:
        if not pair.open and pair.about in ("killed", "detained", "day"):
            one, other = (_bounds(told.value) for told in (pair.one, pair.other))
            assert one[0] > other[1] or other[0] > one[1], (pair.one.id, pair.other.id)


def _bounds(value: str) -> tuple[str, str]:
    """The ends of a value as text that sorts as the values do."""
    low, dots, high = value.partition("..")
    if low[:4].isdigit() and "-" in low:
        return low, low
    return low.zfill(4), (high if dots else low).zfill(4) if not dots or high else "9999"


@pytest.mark.parametrize("written", [VELMORA, ORSAVIA], ids=lambda written: written.folder.name)
def test_accounts_that_differ_are_told_of_one_incident(written: WrittenWar) -> None:
    gold = labels(written)  # in the third war some are told in passing, in a report of another incident
    homes = {incident.id: set(incident.reports) for incident in gold.incidents}
    for pair in gold.pairs:
        for told in (pair.one, pair.other):
            tellers = {quote.report for quote in told.quotes}
            assert tellers & homes[told.id.split(".")[0]], told.id


def test_words_fit_a_claim_that_shares_half_of_the_shorter() -> None:
    quote = Quote("v01", 10, 30, "")
    assert overlaps("v01", ((0, 20),), quote)
    assert not overlaps("v01", ((0, 19),), quote)
    assert not overlaps("v02", ((10, 30),), quote)


@pytest.mark.parametrize(
    ("found", "value", "same"),
    [
        (Account(None, low=18, high=None), "18..", True),
        (Account(None, low=18, high=18), "18..", True),
        (Account(None, low=17, high=17), "18..", False),
        (Account("2031-10-02"), "2031-10-02", True),
        (Account("2031-10-03"), "2031-10-02", False),
        (Account("army", names=("Tarvenian army",)), "Tarvenian army", True),
        (Account("Kessaly"), "Tarvenian army", False),
    ],
)
def test_values_are_one_by_a_bound_a_day_or_a_word(found: Account, value: str, same: bool) -> None:
    assert agree(found, Told("a", value, ())) is same


def test_open_labels_count_neither_way() -> None:
    wanted = [Word("b", "o", "one"), Word("b", "o", "two"), Word("b", "o", "three", open=True)]
    fits = lambda found, label: found == label.words  # noqa: E731
    assert scored(["one", "three", "four"], wanted, fits) == {"precision": 0.5, "recall": 0.5}
    assert scored([], wanted, fits) == {"precision": 0.0, "recall": 0.0}
