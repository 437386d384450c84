"""Incidents that may be one are shown to a person, who says that they are or are not; linking alone puts none of them together."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from postgres_server import Found
from quellmark import World, say
from typer.testing import CliRunner

from reportedly import deciding
from reportedly.cli.app import app
from reportedly.decision import DecisionError, State
from reportedly.knowledge.loader import default
from reportedly.matching import possible_matches
from reportedly.records import Reading
from reportedly.relinking import relink
from reportedly.store.archive import Store

BARGES = say("Jets struck the grain barges at Sudvik and nine ferrymen drowned.", "Sarn Monitor", killed=9)
SAILORS = say("Sailors died when warplanes bombed boats at Sudvik.", "Rill Rights Watch")
SCHOOL = say("Shells fell on the weaving school at Brenholt and four pupils died.", killed=4)


Together = list[tuple[str, ...]]


@pytest.fixture
def desk(tmp_path: Path, founded: Found) -> Path:
    """Two accounts of one strike in other words, the later without a day, and one of something else."""
    made = World()
    made.report("Lumen", "Grain barges struck", BARGES, place="Sudvik")
    made.report("Rill Echo", "Seven sailors die", SAILORS, place="Sudvik", day=None)
    made.report("Ostara Post", "Weaving school shelled", SCHOOL)
    folder = tmp_path / "desk"
    with Store.make(founded(folder)) as store:
        for reading in made.readings:
            store.add(reading)
        relink(store, default())
    return folder


def workspace(folder: Path, readings: list[Reading]) -> Store:
    """A workspace of these reports, linked."""
    store = Store.make(folder)
    for reading in readings:
        store.add(reading)
    relink(store, default())
    return store


def together(store: Store) -> Together:
    """The mentions of each incident, linked as is decided now."""
    relink(store, default())
    return sorted(found.mentions for found in store.incidents())


def of(store: Store, report: str) -> list[tuple[str, str]]:
    """The reports of the accounts that may tell of one incident with that of a report."""
    incident = store.incident(report)
    assert incident is not None
    return [match.reports for match in possible_matches(store, incident)]


def test_what_may_be_one_incident_is_shown_with_what_is_alike_and_stays_apart(desk: Path) -> None:
    with Store.open(desk) as store:
        assert [found.reports for found in store.incidents()] == [("r000",), ("r002",), ("r001",)]
        incident, other = store.incident("r000"), store.incident("r001")
        assert incident is not None and other is not None
        [match] = possible_matches(store, incident)
        assert (match.incident, match.title, match.place) == (other.id, "Seven sailors die", "Sudvik")
        assert "Sudvik" in {reason.words for reason in match.reasons}
        assert of(store, "r001") == [("r001", "r000")]
        assert of(store, "r002") == []


def test_what_a_person_says_is_two_is_shown_as_one_no_more_until_that_is_undone(desk: Path) -> None:
    with Store.open(desk) as store:
        [made] = deciding.apart(store, ["r000", "r001"], "Ilka Dorn")
        assert (of(store, "r000"), of(store, "r001")) == ([], [])
        relink(store, default())
        assert len(list(store.incidents())) == 3
        deciding.undo(store, made.number, "Ilka Dorn")
        assert of(store, "r000") == [("r000", "r001")]


def test_what_was_said_to_be_two_is_not_offered_again_when_more_of_the_same_comes_in(desk: Path) -> None:
    made = World()
    made.readings = [made.report("Lumen", "unused", SCHOOL)] * 3
    later = made.report("Ostara Post", "Grain barges struck again", BARGES, place="Sudvik")
    with Store.open(desk) as store:
        deciding.apart(store, ["r000", "r001"], "Ilka Dorn")
        store.add(later)
        assert ("r000", "r003") in together(store)
        assert (of(store, "r000"), of(store, "r001")) == ([], [])


def test_what_was_said_to_be_one_is_not_offered_while_it_waits_to_be_linked_and_is_not_said_twice(desk: Path) -> None:
    with Store.open(desk) as store:
        deciding.merge(store, ["r000", "r001"], "Ilka Dorn")
        assert of(store, "r000") == []
        with pytest.raises(DecisionError, match="decision 1 says so already"):
            deciding.merge(store, ["r001", "r000"], "Bo Hale")
        deciding.apart(store, ["r000", "r001"], "Bo Hale")
        with pytest.raises(DecisionError, match="decision 2 says so already"):
            deciding.apart(store, ["r001", "r000"], "Ilka Dorn")


def test_what_is_not_here_any_more_is_not_offered(desk: Path) -> None:
    with Store.open(desk) as store:
        incident = store.incident("r000")
        assert incident is not None and of(store, "r000") != []
        store.forget("r001")
        assert of(store, "r000") == []
        store.forget("r000")
        assert possible_matches(store, incident) == ()


@pytest.mark.parametrize("named", [["r000", "r001"], ["r001", "r000"]])
def test_two_incidents_that_share_a_bulletin_stay_as_they_are_when_they_are_said_to_be_two(
    tmp_path: Path, named: list[str]
) -> None:
    made = World()
    for outlet in ("Lumen", "Ostara Post"):
        made.report(outlet, "Grain barges struck", BARGES, place="Sudvik")
        made.report(outlet, "Weaving school shelled", SCHOOL)
    made.bulletin("Rill Echo", "The day in brief", (SCHOOL, "Brenholt"), (BARGES, "Sudvik"))
    with workspace(tmp_path / "desk", made.readings) as store:
        before = together(store)
        deciding.apart(store, [f"{incident.id}" for report in named if (incident := store.incident(report))], "Bo Hale")
        assert together(store) == before and len(before) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_saying_that_two_are_not_one_puts_nothing_together(tmp_path: Path, turned: bool) -> None:
    made = World()
    made.report("Lumen", "Grain barges struck", BARGES, place="Sudvik")
    made.report("Ostara Post", "Grain barges struck", BARGES, place="Sudvik")
    made.report("Rill Echo", "Sailors die", SAILORS, place="Sudvik", day=None)
    made.report("Lumen", "Weaving school shelled", SCHOOL)
    moved = made.report("Lumen", "Weaving school shelled", SCHOOL)
    anew = replace(moved, report=replace(made.readings[1].report, text=moved.report.text, version="sha256:anew"))
    with workspace(tmp_path / "desk", made.readings[:4]) as store:
        deciding.apart(store, ["r002", "r000"] if turned else ["r000", "r002"], "Ilka Dorn")
        store.add(anew)
        assert together(store) == [("r000",), ("r001", "r003"), ("r002",)]


@pytest.mark.parametrize("turned", [False, True])
def test_a_merge_is_undone_whatever_else_was_said_of_its_incident(desk: Path, turned: bool) -> None:
    with Store.open(desk) as store:
        before = together(store)
        [merged] = deciding.merge(store, ["r000", "r001"], "Ilka Dorn")
        assert ("r000", "r001") in together(store)
        deciding.apart(store, ["r002", "r000"] if turned else ["r000", "r002"], "Ilka Dorn")
        deciding.undo(store, merged.number, "Ilka Dorn")
        assert together(store) == before
        store.forget("r002")
        assert together(store) == [("r000",), ("r001",)]
        assert [one.state for one in deciding.decisions(store)][1] is State.ORPHAN


def test_what_is_one_by_its_words_stays_two_where_a_person_says_so(tmp_path: Path) -> None:
    made = World()
    made.report("Lumen", "Grain barges struck", BARGES, place="Sudvik")
    made.report("Rill Echo", "Sailors die", SAILORS, place="Sudvik", day=None)
    made.report("Ostara Post", "Sailors die on barges", BARGES, SAILORS, place="Sudvik")
    with workspace(tmp_path / "one", made.readings[:2]) as store:
        deciding.apart(store, ["r000", "r001"], "Ilka Dorn")
        store.add(made.readings[2])
        assert not any({"r000", "r001"} <= set(held) for held in together(store))


def test_two_incidents_that_are_not_one_are_named(desk: Path) -> None:
    with Store.open(desk) as store, pytest.raises(DecisionError, match="these are one incident; name two"):
        deciding.apart(store, ["r000", "r000"], "Ilka Dorn")


def test_the_command_line_offers_them_and_takes_either_answer(desk: Path) -> None:
    shown = CliRunner().invoke(app, ["incident", str(desk), "r000"], env={"COLUMNS": "200"})
    assert "May be the same incident" in shown.stdout and "Seven sailors die" in shown.stdout
    assert "reportedly merge" in shown.stderr and "reportedly apart" in shown.stderr
    told = CliRunner().invoke(app, ["incident", str(desk), "r000", "--json", "--why"]).stdout.splitlines()
    assert [json.loads(line)["kind"] for line in told] == ["incident", "possible_match"]
    done = CliRunner().invoke(app, ["apart", str(desk), "r000", "r001", "--who", "Ilka Dorn"])
    assert done.exit_code == 0
    assert "May be the same" not in CliRunner().invoke(app, ["incident", str(desk), "r000"]).stdout
