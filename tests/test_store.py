"""A store as its users see it: what goes in comes out, is found, is checked, is copied and is forgotten."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from invented import CLAIMS, TEXT, arabic, reading, report
from postgres_server import Found
from sqlalchemy import event, text

from reportedly.incident import Incident, Link, LinkKind, Member, Origin
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.records import Reading, Source, SourceType
from reportedly.relinking import relink
from reportedly.store import archive, occurrences, postgres, sqlite, words
from reportedly.store.archive import Store
from reportedly.store.databases import FILE
from reportedly.store.dialect import dialect
from reportedly.store.errors import StoreError
from reportedly.store.known import Present
from reportedly.store.occurrences import Changed


@pytest.fixture
def folder(tmp_path: Path, founded: Found) -> Path:
    return founded(tmp_path / "desk")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.make(folder) as made:
        yield made


def other(number: int, **changed: object) -> Reading:
    """The invented report as another outlet published it."""
    return reading(report=report(id=f"r{number}", input=f"r{number}.txt", **changed))


def asked(store: Store, statement: str, **values: object) -> list[tuple[object, ...]]:
    with store.reads() as connection:
        return [tuple(row) for row in connection.execute(text(statement), values)]


def found(store: Store, index: str, query: str) -> int:
    with store.reads() as connection:
        return len(connection.execute(dialect(connection).holding(index, query, False)).all())


def linked(store: Store) -> tuple[Incident, ...]:
    relink(store, default())
    return tuple(store.incidents())


def put_linked(store: Store, found: Sequence[Incident], links: Sequence[Link], seq: int) -> Changed | None:
    """Puts incidents that no reports give in the place of those before, as if linking had made them."""
    with store.writes() as connection:
        return occurrences.put_linked(connection, occurrences.packed(found, links), seq)


def test_readings_come_out_as_they_went_in(store: Store) -> None:
    assert store.add(reading()) and store.add(arabic())
    assert {item.report.id: item for item in store.readings()} == {
        item.report.id: item for item in (reading(), arabic())
    }
    assert store.reading(report().id) == reading()
    assert store.reading("nothing") is None
    assert (store.size().reports, store.size().claims) == (2, len(CLAIMS) + len(arabic().claims))
    assert store.check() == []


def test_the_same_reading_again_changes_nothing(store: Store) -> None:
    assert store.take(reading()) == reading()
    before = list(store.dump())
    assert store.take(reading()) == Present(report().id, "corriden.txt")
    assert list(store.dump()) == before


def test_the_same_bytes_with_another_date_are_read_anew(store: Store) -> None:
    store.add(reading())
    assert store.add(reading(report=report(published="2031-05-08")))
    assert asked(store, "SELECT DISTINCT published FROM claims") == [("2031-05-08",)]


def test_a_version_that_says_it_is_older_does_not_count(store: Store) -> None:
    store.add(reading())
    older = reading(report=report(published="2031-05-01", version="sha256:older", text=TEXT + "Older."))
    assert store.add(older)
    assert store.reading(report().id) == reading()
    assert store.check() == []


def test_claims_are_rows_in_words(store: Store) -> None:
    store.add(reading())
    rows = asked(
        store,
        "SELECT certainty, hops, origin, origin_type, unnamed, custody, kind, place, country, day, killed_low, chain"
        " FROM v_claims ORDER BY number",
    )
    assert rows[1] == (
        "hedged", 1, "Osmara Press Bureau", "agency", None, 0, "ASSAULT", "Upper Tesk", "OX", "2031-05-06", None,
        "Osmara Press Bureau",
    )  # fmt: skip
    assert rows[2][:6] == ("asserted", 2, "field commander", "military", "withheld", 0)
    assert rows[4][-2] == 14
    assert rows[6][5] == 1
    assert rows[10][:4] == ("asserted", 0, None, None)


def test_a_private_person_is_found_by_role_alone(store: Store) -> None:
    person = Source("Ilka Dorn", SourceType.RESIDENT)
    store.add(reading(claims=(replace(CLAIMS[4], chain=(person,)),)))
    named = "SELECT origin, chain FROM claims UNION SELECT name, type FROM sources"
    assert not any("Dorn" in str(row) for row in asked(store, named))


def test_words_are_found_without_case_and_accents_and_leave_with_their_text(store: Store) -> None:
    store.add(reading())
    store.add(arabic())
    assert found(store, "claim_words", "nine strikes") == 1
    assert found(store, "report_words", words.words("MARROW")) == 1
    assert found(store, "report_words", words.words("مرصد")) == 1
    changed = reading(report=report(text="Nothing burned.", version="sha256:new", title="Calm"), claims=(), places=())
    store.add(changed)
    assert found(store, "claim_words", "nine strikes") == 0
    assert found(store, "report_words", "marrow") == 0
    assert found(store, "report_words", "calm") == 1
    assert store.check() == []


def test_another_tokeniser_makes_the_words_anew(store: Store, folder: Path) -> None:
    store.add(reading())
    with store.writes() as connection:
        connection.execute(text("UPDATE meta SET value = '0' WHERE name = 'words'"))
        dialect(connection).clear_words(connection, "claim_words")
    store.close()
    with Store.open(folder) as again:
        assert found(again, "claim_words", "nine strikes") == 1
        assert again.check() == []


def test_incidents_come_out_as_they_were_linked(store: Store) -> None:
    for item in (reading(), other(2), arabic()):
        store.add(item)
    assert store.size().stale
    made = linked(store)
    assert not store.size().stale
    assert made == link(list(store.readings()), default()).incidents
    assert [len(incident.reports) for incident in store.incidents(2)] == [2]
    assert store.incident(made[0].id[:6]) == made[0]
    assert {tie.relation for tie in store.links(made[0])} >= {LinkKind.COPY, LinkKind.SAME_INCIDENT}
    assert store.incident("zz") is None
    shown = asked(store, "SELECT incident_id, origins_low, reports FROM v_incidents ORDER BY reports DESC")
    assert shown[0] == (made[0].id, made[0].independent_low, 2)


def test_an_id_that_vanished_leads_to_what_it_became(store: Store) -> None:
    for number in range(3):
        store.add(other(number))
    for ids in (("a", "b"), ("b",), ("c",)):
        reports = [f"r{number}" for number in range(3)]
        made = [Incident(key, tuple(reports[at :: len(ids)])) for at, key in enumerate(ids)]
        assert put_linked(store, made, (), store.to_link()[1])
    for old in ("a", "b", "c"):
        incident = store.incident(old)
        assert incident is not None and incident.id == "c"
    assert store.size().incidents == 1


def test_linking_of_fewer_reports_never_replaces_linking_of_more(store: Store) -> None:
    store.add(other(1))
    _, before = store.to_link()
    store.add(other(2))
    made = linked(store)
    assert put_linked(store, [Incident("late", ("r1",))], (), before)
    assert tuple(store.incidents()) == made


def test_linking_is_done_again_where_a_report_was_forgotten_meanwhile(store: Store) -> None:
    store.add(other(1))
    _, seq = store.to_link()
    store.forget("r1")
    assert not put_linked(store, [Incident("late", ("r1",))], (), seq)
    assert store.size().incidents == 0


def test_links_to_a_report_that_was_forgotten_meanwhile_are_not_kept(store: Store) -> None:
    store.add(other(1))
    store.add(other(2))
    _, seq = store.to_link()
    store.forget("r1")
    assert not put_linked(store, [Incident("late", ("r2",))], [Link(LinkKind.COPY, "r2", "r1")], seq)
    assert asked(store, "SELECT count(*) FROM links") == [(0,)]


def test_a_report_is_found_by_its_file_however_it_is_spelled(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store.add(other(1))
    store.add(reading(report=report(id="row-one", input="fires.csv row 1", outlet=None)))
    store.add(reading(report=report(id="row-eleven", input="fires.csv row 11")))
    for name in ("r1", "r1.txt", "./r1.txt", str(tmp_path / "r1.txt")):
        assert store.find_reports(name) == ["r1"]
    assert store.find_reports(f"{tmp_path}/fires.csv row 1") == ["row-one"]
    assert store.find_reports("./fires.csv") == ["row-eleven", "row-one"]
    monkeypatch.chdir("/")
    assert store.find_reports("r1.txt") == ["r1"]
    assert store.find_reports(str(tmp_path / "r1.txt")) == ["r1"]


def test_a_few_letters_are_no_name_of_a_report(store: Store) -> None:
    store.add(reading())
    key = report().id
    assert store.find_reports(key[:6]) == [key]
    assert [store.find_reports(key[:many]) for many in (0, 1, 5)] == [[], [], []]


def test_ids_that_stand_no_longer_do_not_count(store: Store) -> None:
    store.add(other(1))
    for key in ("abcd", "abef"):
        assert put_linked(store, [Incident(key, ("r1",))], (), store.to_link()[1])
    found = store.incident("ab")
    assert found is not None and found.id == "abef"
    store.forget("r1")
    store.add(other(2))
    assert put_linked(store, [Incident("abgh", ("r2",))], (), store.to_link()[1])
    found = store.incident("ab")
    assert found is not None and found.id == "abgh"


def test_an_incident_is_named_by_its_id_or_one_of_its_reports(store: Store) -> None:
    store.add(other(1))
    store.add(other(2))
    put_linked(store, [Incident("abcd", ("r1",)), Incident("abef", ("r2",))], (), store.to_link()[1])
    named = {name: getattr(store.incident(name), "id", None) for name in ("abc", "r1.txt", "./r2.txt", "r3.txt")}
    assert named == {"abc": "abcd", "r1.txt": "abcd", "./r2.txt": "abef", "r3.txt": None}
    with pytest.raises(StoreError, match="2 incidents fit 'ab'"):
        store.incident("ab")


def test_a_forgotten_report_leaves_only_that_it_was_forgotten(store: Store, folder: Path) -> None:
    store.add(other(1, outlet=None, title="Kestrel dawn"))
    store.add(arabic())
    linked(store)
    assert store.find_reports("r1.txt") == ["r1"]
    store.forget("r1")
    assert [item.report.id for item in store.readings()] == [arabic().report.id]
    assert store.check() == []
    assert not any("Kestrel" in line or "Marrow" in line for line in store.dump())
    assert asked(store, "SELECT row FROM changes WHERE op = 'forget'") == [("r1",)]
    assert all(b"kestrel" not in path.read_bytes().lower() for path in folder.iterdir())
    with pytest.raises(KeyError):
        store.forget("r1")


def test_what_was_forgotten_comes_back_only_when_asked(store: Store) -> None:
    mine = report(id="r1", input="r1.txt")
    store.add(other(1))
    store.forget("r1")
    spelled = replace(mine, id="elsewhere", input="./r1.txt")
    assert store.known().ask(spelled, reading().by) == Present("r1", "./r1.txt", True)
    assert store.known(again=True).ask(spelled, reading().by) == replace(spelled, id="r1")
    store.add(other(1))
    assert store.known().ask(mine, reading().by) == Present("r1", "r1.txt")


def test_links_between_the_sources_of_a_forgotten_report_go_with_it(store: Store) -> None:
    store.add(other(1))
    store.add(other(2))
    origin = Origin("o", "Dorn", ("Dorn",), SourceType.OTHER, members=(Member("m1", "Dorn"), Member("m2", "Dorn")))
    made = Incident("i", ("r1", "r2"), title="Dorn", origins=(origin,))
    ties = [Link(LinkKind.SAME_ORIGIN, "m1", "m2"), Link(LinkKind.COPY, "r2", "r1")]
    put_linked(store, [made], ties, store.to_link()[1])
    store.forget("r1")
    assert asked(store, "SELECT count(*) FROM links") == [(0,)]
    assert store.incident("i") is None
    assert store.size().stale


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE blobs SET body = (SELECT record FROM versions LIMIT 1)", "is not the one that was added"),
        ("UPDATE versions SET record = (SELECT body FROM readings LIMIT 1)", "is not one that was added"),
        ("UPDATE readings SET body = (SELECT body FROM blobs LIMIT 1)", "is not one that was added"),
        ("UPDATE versions SET current = (1 = 0)", "was added, and no reading of it is here"),
        ("UPDATE reports SET title = 'Calm'", "in reports are not those that its reading gives"),
        ("UPDATE claims SET quote = 'Nothing burned' WHERE number = 1", "in claims are not those"),
        ("UPDATE claims SET origin = 'Quellmark' WHERE number = 2", "in claims are not those"),
        ("UPDATE sources SET custody = (1 = 1)", "in sources are not those"),
        ("DELETE FROM counts", "in counts are not those"),
        ("UPDATE events SET place = 'Anselt'", "in events are not those"),
        ("UPDATE incidents SET body = (SELECT body FROM blobs LIMIT 1)", "an incident is not one that was linked"),
        ("UPDATE incidents SET body = NULL", "the incidents are not those that were linked last"),
        ("UPDATE incidents SET origins_low = 9", "in incidents are not those that linking gave"),
        ("DELETE FROM members", "in members are not those that linking gave"),
        ("UPDATE changes SET at = '2030-01-01' WHERE seq = 1", "change 1 does not follow"),
        ("DELETE FROM changes WHERE seq = 1", "change 2 does not follow"),
        ("DELETE FROM changes WHERE seq = 3", "the history ends with change 2, which is not the newest"),
    ],
)
def test_damage_is_named(store: Store, damage: str, said: str) -> None:
    store.add(reading())
    store.add(arabic())
    linked(store)
    assert store.check() == []
    with store.writes() as connection:
        connection.execute(text(damage))
    assert any(said in fault for fault in store.check())


@pytest.mark.parametrize("column", ["versions SET record", "readings SET body", "blobs SET body", "incidents SET body"])
def test_what_is_no_packed_value_is_named_too(tmp_path: Path, column: str) -> None:
    with Store.make(tmp_path) as store:
        store.add(reading())
        linked(store)
        with store.writes() as connection:
            connection.execute(text(f"UPDATE {column} = 'a diary'"))
        assert store.check()


def test_words_that_are_lost_are_named(store: Store) -> None:
    store.add(reading())
    with store.writes() as connection:
        dialect(connection).clear_words(connection, "claim_words")
    assert any("claim_words holds 0 rows" in fault for fault in store.check())


def test_rows_that_point_to_nothing_are_named(tmp_path: Path) -> None:
    with Store.make(tmp_path) as store:
        store.add(reading())
        with sqlite3.connect(tmp_path / FILE) as raw:
            raw.execute("DELETE FROM readings")
        raw.close()
        assert any("points to a row of readings that is not there" in fault for fault in store.check())


def test_a_backup_is_a_store_of_its_own_and_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    store.add(reading())
    (tmp_path / "copy").mkdir()
    store.backup(tmp_path / "copy" / FILE)
    store.add(arabic())
    with Store.open(tmp_path / "copy") as copy:
        assert list(copy.readings()) == [reading()]
        assert copy.check() == []
    with pytest.raises(StoreError, match="exists already"):
        store.backup(tmp_path / "copy" / FILE)
    with pytest.raises(StoreError, match="cannot be opened"):
        store.backup(tmp_path / "nowhere" / "copy.sqlite")


def test_a_full_disk_is_said_and_costs_nothing_that_was_added(tmp_path: Path) -> None:
    store = Store.make(tmp_path)
    store.add(reading())
    with store._writer.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA max_page_count = 1")  # type: ignore[union-attr]
    full = "the disk is full. What was added so far is kept; free some space and run it again"
    with pytest.raises(StoreError, match=full):
        for number in range(200):
            store.add(other(number, text=TEXT + str(number) * 900, version=f"sha256:{number}"))
    store.close()
    with Store.open(tmp_path) as again:
        assert again.check() == []
        assert reading() in list(again.readings())


def test_characters_that_engines_cannot_hold_cost_nothing(store: Store) -> None:
    odd = reading(report=report(title="Half \ud800 and \0", input="odd\udcff.txt"))
    store.add(odd)
    assert list(store.readings()) == [odd]
    assert asked(store, "SELECT title FROM reports") == [("Half ? and \ufffd",)]
    assert store.check() == []


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError), store.reads() as connection:
        connection.execute(text("DELETE FROM reports"))


def test_readings_come_in_the_order_of_their_ids_letter_by_letter(store: Store) -> None:
    for key in ("b", "a", "B", "ä", "_", "A"):
        store.add(reading(report=report(id=key, input=f"{key}.txt")))
    assert [item.report.id for item in store.readings()] == ["A", "B", "_", "a", "b", "ä"]
    assert store.find_reports("B") == ["B"]


def test_a_phrase_is_found_late_in_a_long_text_up_to_the_word_where_search_ends(store: Store) -> None:
    long = "the roof of the shed, " * 3_000 + "the last market, " + "of the " * 500 + "a bridge"
    store.add(reading(report=report(text=long, version="sha256:long"), claims=(), places=()))
    assert found(store, "report_words", "the last market") == 1
    assert found(store, "report_words", "market the last") == 0
    assert found(store, "report_words", "bridge") == 0
    assert store.check() == []


def test_words_that_are_no_words_cost_nothing(store: Store) -> None:
    keys = " ".join(f"{number:05}" + "ж" * 200 for number in range(20_000))
    assert store.add(reading(report=report(text=keys, version="sha256:keys"), claims=(), places=()))
    assert found(store, "report_words", "00000" + "ж" * 95) == 1
    assert store.check() == []


def test_a_figure_of_billions_is_kept(store: Store) -> None:
    (event,) = CLAIMS[4].events
    many = replace(event.counts[0], low=5_000_000_000, high=5_000_000_000)
    store.add(reading(claims=(replace(CLAIMS[4], events=(replace(event, counts=(many,)),)),)))
    assert asked(store, "SELECT killed_low FROM v_claims") == [(5_000_000_000,)]


def test_a_reader_sees_one_moment(store: Store) -> None:
    store.add(other(1))
    with store.reads() as connection:
        before = connection.scalar(text("SELECT count(*) FROM reports"))
        store.add(other(2))
        assert connection.scalar(text("SELECT count(*) FROM reports")) == before == 1
    assert store.size().reports == 2


def test_one_writes_after_the_other_and_who_waits_too_long_is_told(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sqlite, postgres):
        monkeypatch.setattr(module, "WAIT", 0.1)
    with Store.open(folder) as second, store.writes():
        with pytest.raises(StoreError, match="another program has been writing"):
            second.add(other(1))
        assert second.size().reports == 0
    assert store.add(other(1))


def test_a_closed_store_is_whole_in_its_one_file(tmp_path: Path) -> None:
    file = tmp_path / "desk" / FILE
    with Store.make(file.parent) as store:
        store.known().ask(report(), reading().by)
        store.add(reading())
        beside = sqlite3.connect(file)
        beside.execute("SELECT count(*) FROM reports").fetchone()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / FILE).write_bytes(file.read_bytes())
    beside.close()
    with Store.open(tmp_path / "copy") as copy:
        assert list(copy.readings()) == [reading()]


def test_a_folder_made_again_is_not_taken_for_the_one_before(tmp_path: Path) -> None:
    with Store.make(tmp_path / "desk") as store:
        store.add(reading())
        assert store.known().ask(report(), reading().by) == Present(report().id, "corriden.txt")
    shutil.rmtree(tmp_path / "desk")
    with Store.make(tmp_path / "desk") as again:
        assert again.known().ask(report(), reading().by) == report()


def test_words_that_another_program_keeps_in_the_file_are_said_and_leave_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "WAIT", 0)
    with Store.make(tmp_path / "desk") as store:
        store.add(other(1, title="Kestrel dawn"))
        beside = sqlite3.connect(tmp_path / "desk" / FILE, isolation_level=None)
        beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM reports").fetchone()
        with pytest.raises(StoreError, match="end that program, then run `reportedly relink"):
            store.forget("r1")
        assert store.size().reports == 0
        beside.close()
    with Store.open(tmp_path / "desk"):
        pass
    assert all(b"kestrel" not in path.read_bytes().lower() for path in (tmp_path / "desk").iterdir())


def versions_of_a_text() -> tuple[Reading, Reading]:
    later = report(text="Nothing burned.", version="sha256:new", title="Calm")
    return reading(), reading(report=later, claims=(), places=())


def test_a_text_that_changes_back_counts_again(store: Store) -> None:
    first, second = versions_of_a_text()
    for item in (first, second, first):
        assert store.take(item) == item
        assert store.reading(report().id) == item
    assert asked(store, "SELECT op FROM changes") == [("add",)] * 3
    assert asked(store, "SELECT count(*) FROM versions") == [(2,)]
    assert store.take(first) == Present(report().id, "corriden.txt")
    assert store.check() == []


def test_knowledge_taken_away_again_leaves_the_reading_without_it(store: Store) -> None:
    plain, more = reading(), reading(by=replace(reading().by, knowledge="2031.05+osmara"), claims=CLAIMS[:3])
    for item in (plain, more, plain):
        assert store.known().ask(report(), item.by) == report()
        assert store.add(item)
        assert store.reading(report().id) == item
    assert store.size().claims == len(CLAIMS)
    assert store.check() == []


def test_an_older_version_that_came_in_once_is_not_read_again(store: Store) -> None:
    older = report(published="2031-05-01", version="sha256:older", text=TEXT + "Older.")
    for item in (reading(report=older), reading()):
        store.add(item)
    assert store.known().ask(older, reading().by) == Present(report().id, "corriden.txt")


def test_a_reading_under_another_spelling_of_the_file_is_one_that_was_added(store: Store) -> None:
    store.add(reading())
    assert store.add(reading(report=report(input="./corriden.txt"), by=replace(reading().by, reader="rules@2")))
    assert store.check() == []


def test_another_text_found_in_the_same_bytes_is_another_version(store: Store) -> None:
    store.add(reading(report=report(text=TEXT + "A menu.")))
    cleaned = reading(by=replace(reading().by, reader="rules@2"))
    store.add(cleaned)
    assert store.reading(report().id) == cleaned
    assert store.check() == []


def test_a_report_forgotten_while_it_is_read_again_stays_forgotten(store: Store) -> None:
    store.add(other(1))
    newer = replace(other(1), by=replace(reading().by, reader="rules@2"))
    assert store.known().ask(newer.report, newer.by) == newer.report
    store.forget("r1")
    assert store.take(newer) == Present("r1", "r1.txt", True)
    assert store.size().reports == 0
    assert store.take(newer, again=True) == newer


def test_a_file_that_came_in_under_another_spelling_meanwhile_is_one_report(store: Store) -> None:
    spelled = other(2)
    spelled = replace(spelled, report=replace(spelled.report, input="./r1.txt"))
    store.add(other(1))
    assert store.take(spelled) == Present("r1", "./r1.txt")
    changed = replace(spelled, by=replace(reading().by, reader="rules@2"))
    taken = store.take(changed)
    assert isinstance(taken, Reading) and taken.report.id == "r1"
    assert store.size().reports == 1
    assert store.check() == []


def test_reports_come_without_their_readings(store: Store) -> None:
    store.add(reading())
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert store.reports([report().id, "nothing"]) == {report().id: report()}
    assert asked and not any("readings" in statement for statement in asked)


def test_whoever_finds_no_connection_free_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store._reader.pool, "_timeout", 0.01)
    with ExitStack() as held, pytest.raises(StoreError, match="more people use it at this moment"):
        for _ in range(100):
            held.enter_context(store.reads())
    assert store.size().reports == 0
