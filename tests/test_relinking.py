"""Incidents of a store kept up to date: what is joined report by report is what all of them give together, in one epoch."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from postgres_server import Found
from quellmark import Said, World, at, say
from sqlalchemy import text

from reportedly import deciding, relinking
from reportedly.decision import Decision, Verb
from reportedly.incident import Incident, Link
from reportedly.knowledge.loader import default
from reportedly.linking import candidates, clusters, copies, joining, link, reprints, shingles
from reportedly.linking.epochs import Epoch
from reportedly.records import Reading
from reportedly.relinking import Relinked, relink
from reportedly.store import decisions, epochs, occurrences
from reportedly.store.archive import Store
from reportedly.store.linkstate import LinkState

MANY = int(os.environ.get("REPORTEDLY_REPLAYED", "60"))
TOWNS = ("Toll Bridge", "Fish Market", "Sudvik", "Brenholt")
OUTLETS = ("Lumen", "Ostara Post", "Rill Echo", "Sarn Daily", "Quell Wire")
SOURCES = ("Sarn Monitor", "Rill Rights Watch", "a fisherman", "Ostara Post")
THINGS = ("ferrymen", "bakers", "grain barges", "net makers", "the courthouse", "a school bus", "the signal tower")
TAIL = (
    "The quay has been shut since spring, when the harbour board and the ferrymen fell out over the tolls that boats pay "
    "between the two banks, and nobody has opened it again."
)


def replayed(many: int) -> list[Reading]:
    """So many reports of occurrences of many weeks: some undated, some that print one text or part of one, some bulletins of the last."""
    dice, made = random.Random(11), World()
    last: list[tuple[Said, str]] = []
    while len(made.readings) < many:
        week, place, thing = dice.randrange(1 + many // 12), dice.choice(TOWNS), dice.choice(THINGS)
        for _ in range(dice.randint(1, 4)):
            day = None if dice.random() < 0.1 else f"20{31 + week // 48}-{1 + week % 12:02}-{3 + dice.randrange(3):02}"
            text = f"Jets struck {thing} at {place}, where number {week} {dice.choice(('burnt', 'sank', 'fell'))}."
            told = say(text, dice.choice(SOURCES), killed=dice.choice((None, 3, 9)))
            more = [TAIL] if dice.random() < 0.2 else []
            found = made.report(dice.choice(OUTLETS), f"Jets strike {thing}", told, *more, day=day, place=place)
            if day and dice.random() < 0.05:
                made.readings[-1] = at(found, f"{day[:8]}01", f"{day[:8]}08")
        last = [*last[-2:], (told, place)]
        if dice.random() < 0.4:
            made.bulletin(dice.choice(OUTLETS), "The day in brief", *last, day=day)
    return [numbered(reading, number) for number, reading in enumerate(made.readings[:many])]


def numbered(reading: Reading, number: int) -> Reading:
    """A name that does not tell the order, with an input of its own."""
    name = f"{number * 7919 % 10007:05}"
    return replace(reading, report=replace(reading.report, id=name, input=f"{name}.txt", version=f"sha256:{name}"))


REPLAYED = replayed(MANY)


@pytest.fixture(autouse=True)
def keeps_its_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small stores keep their epochs too, never end them by themselves, and join a few reports at once."""
    monkeypatch.setattr(relinking, "FEW", 0)
    monkeypatch.setattr(relinking, "DOUBLED", 1000)
    monkeypatch.setattr(relinking, "SLICE", 7)
    monkeypatch.setattr(relinking, "PAUSE", 0)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows so narrow, and components so small, that a few reports push each other apart."""
    for module in (candidates, joining):
        monkeypatch.setattr(module, "NEIGHBOURS", 4)
    for module in (shingles, reprints):
        monkeypatch.setattr(module, "NEIGHBOURS", 2)
    monkeypatch.setattr(clusters, "LARGEST", 12)


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with Store.make(founded(tmp_path / "desk")) as made:
        yield made


def first_epoch(store: Store) -> None:
    """Links a third of the reports, which everything after is weighed by."""
    for reading in REPLAYED[: MANY // 3]:
        store.add(reading)
    assert relink(store, default()).anew


def rebuilt(store: Store) -> tuple[list[Incident], set[Link]]:
    """What all reports of a store give together, by its epoch."""
    with store.reads() as connection:
        kept = epochs.load_epoch(connection)
        assert kept is not None
        epoch = Epoch(kept.number, kept.reports, kept.stretches, kept.crowded, kept.common)
        made = link(list(store.readings()), default(), store.decided_sets(), epoch)
    return list(made.incidents), set(made.links)


def kept_links(store: Store) -> set[Link]:
    return {tie for incident in store.incidents() for tie in store.links(incident)}


def assert_rebuilt(store: Store) -> None:
    incidents, links = rebuilt(store)
    assert list(store.incidents()) == incidents
    together = [set(incident.reports) for incident in incidents]
    assert kept_links(store) == {
        tie for tie in links if tie.incident or any({tie.from_, tie.to} <= held for held in together)
    }
    assert store.check() == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_joined_in_any_order_forgotten_and_read_again_a_store_is_what_a_rebuild_gives(store: Store, seed: int) -> None:
    first_epoch(store)
    coming = list(REPLAYED[MANY // 3 :])
    random.Random(seed).shuffle(coming)
    for first in range(0, len(coming), 40):
        for reading in coming[first : first + 40]:
            store.add(reading)
        assert not relink(store, default()).anew
    gone = random.Random(seed).sample(REPLAYED, MANY // 6)
    for reading in gone:
        store.forget(reading.report.id)
    relink(store, default())
    assert_rebuilt(store)
    for reading in gone:
        store.add(reading)
    assert not relink(store, default()).anew
    assert_rebuilt(store)
    whole = [line for line in store.dump() if not line.startswith('["incidents"') or '"body": null' not in line]
    assert whole == expected(store, whole)


EXPECTED: dict[str, list[str]] = {}


def expected(store: Store, lines: list[str]) -> list[str]:
    """The rows of the first store that was asked: all orders and both engines share them."""
    return EXPECTED.setdefault("rows", lines)


def test_a_report_that_comes_in_leaves_other_incidents_as_they_are(store: Store) -> None:
    first_epoch(store)
    before = written(store)
    new = REPLAYED[MANY // 3]
    store.add(new)
    changed = relink(store, default()).changed
    after = written(store)
    assert {*changed.new, *changed.other} == {key for key in after if after[key] != before.get(key)}
    assert len({*changed.new, *changed.other}) < 12
    assert store.incident(next(iter(before))) is not None


def written(store: Store) -> dict[str, Incident]:
    return {incident.id: incident for incident in store.incidents()}


def test_what_people_put_together_and_part_is_joined_too(store: Store) -> None:
    first_epoch(store)
    one, two, *_ = store.incidents()
    decide(store, Decision(0, "", "heron", Verb.MERGE, things=(one.reports, two.reports)))
    assert not relink(store, default()).anew
    assert_rebuilt(store)
    assert store.incident(one.id) == store.incident(two.id)
    decide(store, Decision(0, "", "heron", Verb.SPLIT, things=(one.reports[:1], (*one.reports[1:], *two.reports))))
    relink(store, default())
    assert_rebuilt(store)
    decide(store, Decision(0, "", "heron", Verb.APART, things=(one.reports[1:], two.reports)))
    relink(store, default())
    assert_rebuilt(store)
    assert store.incident(one.reports[-1]) != store.incident(two.id)
    for number in (3, 2, 1):
        decide(store, Decision(0, "", "heron", Verb.UNDO, undoes=number))
    relink(store, default())
    assert_rebuilt(store)
    assert [found.reports for found in store.incidents()][:2] == [one.reports, two.reports]


def test_what_is_accepted_is_not_linked_again_unless_it_was_rejected(store: Store) -> None:
    first_epoch(store)
    claim = REPLAYED[0].claims[0].id
    for verb, waiting in ((Verb.ACCEPT, 0), (Verb.UNSURE, 0), (Verb.REJECT, 1), (Verb.ACCEPT, 1)):
        deciding.judge(store, verb, [claim], "heron")
        with store.reads() as connection:
            assert len(epochs.pending(connection, 10).reports) == waiting
        relink(store, default())
        assert not store.stale()
        assert_rebuilt(store)


def test_names_that_are_one_make_everything_anew(store: Store) -> None:
    first_epoch(store)
    decide(
        store, Decision(0, "", "heron", Verb.SAME, new="monitor", things=(("Sarn Monitor",), ("Rill Rights Watch",)))
    )
    assert relink(store, default()).anew
    assert_rebuilt(store)


def test_another_version_of_the_program_makes_everything_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first_epoch(store)
    with store.reads() as connection:
        stood = epochs.basis(connection)
    monkeypatch.setattr(relinking, "__version__", "9.31")
    made = relink(store, default())
    assert (made.anew, made.epoch) == (True, 2)
    with store.reads() as connection:
        assert epochs.basis(connection) != stood
    assert not relink(store, default()).anew


def decide(store: Store, made: Decision) -> None:
    with store.writes() as connection:
        decisions.record(connection, [made])


def test_an_epoch_ends_when_the_reports_have_doubled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "DOUBLED", 2)
    first_epoch(store)
    done = [grown(store, REPLAYED[MANY // 3 : MANY // 2]), grown(store, REPLAYED[MANY // 2 :])]
    assert [(step.anew, step.epoch) for step in done] == [(False, 1), (True, 2)]
    assert_rebuilt(store)


def grown(store: Store, readings: Sequence[Reading]) -> Relinked:
    for reading in readings:
        store.add(reading)
    return relink(store, default())


def linkings(store: Store) -> int:
    with store.reads() as connection:
        return connection.scalar(text("SELECT count(*) FROM changes WHERE op = 'link'")) or 0


def test_another_program_writes_between_two_slices(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_epoch(store)
    for reading in REPLAYED[MANY // 3 : MANY // 3 + 20]:
        store.add(reading)
    changed, between = REPLAYED[0], iter(REPLAYED[MANY // 3 + 20 :])
    seen: list[bool] = []
    with Store.open(tmp_path / "desk") as beside:

        def another_writes(_: float) -> None:
            seen.append(beside.incident(REPLAYED[MANY // 3].report.id) is not None)
            assert beside.size().stale
            assert beside.add(replace(next(between), by=replace(changed.by, reader="rules@2")))
            assert beside.add(replace(changed, by=replace(changed.by, reader=f"rules@{len(seen)}b")))
            beside.forget(REPLAYED[len(seen)].report.id)

        monkeypatch.setattr(relinking, "sleep", another_writes)
        before = linkings(store)
        relink(store, default())
    assert seen == [True, True, True]
    assert linkings(store) - before == len(seen) + 1
    assert not store.size().stale
    assert_rebuilt(store)


def test_a_linking_that_was_stopped_between_two_slices_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first_epoch(store)
    first, *rest = REPLAYED[:4]
    for reading in REPLAYED[MANY // 3 : MANY // 2]:
        store.add(reading)
    store.forget(first.report.id)

    def stops(_: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(relinking, "sleep", stops)
        with pytest.raises(KeyboardInterrupt):
            relink(store, default())
    assert store.size().stale and store.check() == []
    store.forget(rest[0].report.id)
    store.add(replace(first, report=replace(first.report, text=f"{first.report.text} So it was said.", version="v2")))
    assert not relink(store, default()).anew
    assert_rebuilt(store)


def test_what_slices_changed_is_told_as_one(store: Store) -> None:
    first_epoch(store)
    before = written(store)
    for reading in REPLAYED[MANY // 3 :]:
        store.add(reading)
    changed, after = relink(store, default()).changed, written(store)
    assert set(changed.new) == after.keys() - before.keys()
    assert set(changed.gone) == before.keys() - after.keys()
    assert set(changed.other) >= {key for key in after.keys() & before.keys() if after[key] != before[key]}


def test_making_anew_holds_the_store_only_to_write_what_was_made_once_before(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_epoch(store)
    made: list[tuple[str, bool]] = []
    held: list[bool] = []
    linking = Store.linking

    @contextmanager
    def holding(self: Store) -> Iterator[LinkState]:
        with linking(self) as state:
            held.append(True)
            yield state
        held.clear()

    monkeypatch.setattr(Store, "linking", holding)
    for module, name in ((copies, "printed"), (joining, "to_kept"), (joining, "keys_of"), (occurrences, "pack_hashed")):
        inner = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, i=inner, n=name: (made.append((n, bool(held))), i(*a))[1])
    relink(store, default(), anew=True)
    many = store.size()
    with store.reads() as connection:
        mentions = connection.scalar(text("SELECT count(*) FROM mentions"))
    counted = Counter(name for name, _ in made)
    assert counted == {
        "printed": many.reports,
        "to_kept": mentions,
        "keys_of": mentions,
        "pack_hashed": many.incidents,
    }
    assert not any(while_held for _, while_held in made)
    assert_rebuilt(store)


def test_nothing_new_is_not_linked_and_asking_makes_an_epoch(store: Store) -> None:
    first_epoch(store)
    assert relink(store, default()) == Relinked(relinking.Changed(), False, 1)
    asked = relink(store, default(), anew=True)
    assert (asked.anew, asked.epoch, asked.changed) == (True, 2, relinking.Changed())
