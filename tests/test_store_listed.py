"""Lists in parts, keys of requests, and several steps in one transaction: the same on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import reading
from postgres_server import Found
from web_desk import quick_home, unlike

from reportedly import asking, deciding, repeats, tokens
from reportedly.asking import IncidentFilter
from reportedly.decision import Verb
from reportedly.records import Outlet, Reading
from reportedly.repeats import KeyedRequest, RepeatError, RequestKey
from reportedly.store.archive import Store
from reportedly.store.history import now
from reportedly.workspace import open_workspace

FOUND = reading()


def told(number: int) -> Reading:
    """The reading as another outlet printed it."""
    found = unlike(FOUND, str(number))
    return replace(found, report=replace(found.report, outlet=Outlet(f"Outlet {number}"), input=f"{number}.txt"))


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with quick_home(tmp_path), Store.make(founded(tmp_path / "desk")) as found:
        for number in range(3):
            found.add(told(number))
        open_workspace().relink(found)
        yield found


def test_reports_come_in_parts_in_the_order_in_which_they_came(store: Store) -> None:
    first, place = asking.reports_page(store, 0, 2)
    assert place is not None
    store.add(told(9))
    rest, end = asking.reports_page(store, place, 2)
    assert [one["id"] for one in (*first, *rest)] == [told(number).report.id for number in (0, 1, 2, 9)] and end is None
    assert not any("text" in one for one in first)
    assert [one["outlet"]["name"] for one in asking.reports_page(store, 0, 9, "Outlet 1")[0]] == ["Outlet 1"]


@pytest.mark.parametrize(
    ("wanted", "many"),
    [
        (IncidentFilter(), 1),
        (IncidentFilter(kind="assault"), 1),
        (IncidentFilter(kind="protest"), 0),
        (IncidentFilter(country="XX"), 0),
        (IncidentFilter(month="2031-05"), 1),
        (IncidentFilter(month="2031-04"), 0),
        (IncidentFilter(reports=3), 1),
        (IncidentFilter(reports=4), 0),
        (IncidentFilter(origins=0), 0),
        (IncidentFilter(report=told(1).report.id), 1),
        (IncidentFilter(report="none"), 0),
    ],
)
def test_incidents_are_narrowed_in_the_store(store: Store, wanted: IncidentFilter, many: int) -> None:
    found, end = asking.incidents_page(store, None, 9, wanted)
    assert len(found) == many and end is None
    assert len(asking.newest_incidents(store, 9)) == 1


def test_what_failed_and_what_was_done_come_in_parts(store: Store) -> None:
    for name in ("b", "a"):
        store.add_failure(name, "empty", "give another")
    first, place = asking.failures_page(store, 0, 1)
    assert place is not None and [one["input"] for one in first] == ["b"]
    assert asking.failures_page(store, place, 1)[0][0]["input"] == "a"
    done = asking.changes_since(store, 1, 2)
    assert [one["seq"] for one in done["changes"]] == [2, 3] and done["last"] == 3
    assert asking.changes_since(store, 10**9, 2) == {"changes": [], "last": 10**9}


def test_a_key_belongs_to_a_token_and_to_one_request(store: Store) -> None:
    mine, other = (tokens.make(store, who, "coder")[1].number for who in ("Ilka Dorn", "Bo Hale"))
    keyed = KeyedRequest(RequestKey(mine, "k"), (b"/decisions", b"{}"))
    assert repeats.carried_out(store, keyed) is None
    repeats.keep(store, keyed, 7)
    kept = repeats.carried_out(store, keyed)
    assert kept and kept.number == 7
    assert repeats.carried_out(store, replace(keyed, key=RequestKey(other, "k"))) is None
    with pytest.raises(RepeatError, match="another request"):
        repeats.carried_out(store, replace(keyed, parts=(b"/decisions", b"[]")))
    assert store.check() == [] and now() >= tokens.listed(store)[0].made


def test_a_key_is_forgotten_after_a_while(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.store import repeats as kept

    keyed = KeyedRequest(RequestKey(tokens.make(store, "Ilka Dorn", "coder")[1].number, "old"), (b"",))
    with monkeypatch.context() as patch:
        patch.setattr(kept, "now", lambda: "2026-01-01T00:00:00+00:00")
        repeats.keep(store, keyed, None)
    assert repeats.carried_out(store, keyed) is not None
    repeats.keep(store, replace(keyed, key=RequestKey(keyed.key.token, "new")), None)
    assert repeats.carried_out(store, keyed) is None


def test_steps_in_one_transaction_are_done_whole_or_not_at_all(store: Store) -> None:
    claim = f"{told(0).report.id}:1"
    with pytest.raises(ZeroDivisionError), store.whole() as whole:
        deciding.judge(whole, Verb.ACCEPT, [claim], "Ilka Dorn")
        assert len(deciding.decisions(whole)) == 1 and deciding.of_number(whole, 1)[0].who == "Ilka Dorn"
        raise ZeroDivisionError
    assert deciding.decisions(store) == []
    with store.whole() as whole:
        deciding.judge(whole, Verb.ACCEPT, [claim], "Ilka Dorn")
        deciding.undo(whole, 1, "Ilka Dorn")
    assert [made.number for made in deciding.decisions(store)] == [1, 2] and store.check() == []
