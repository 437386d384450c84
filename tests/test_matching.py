"""Incidents that may be one are shown to a person, who says that they are or are not; linking alone puts none of them together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from postgres_server import Found
from quellmark import World, say
from typer.testing import CliRunner

from reportedly import deciding
from reportedly.cli.app import app
from reportedly.decision import DecisionError
from reportedly.knowledge.loader import default
from reportedly.matching import possible_matches
from reportedly.relinking import relink
from reportedly.store.archive import Store

BARGES = say("Jets struck the grain barges at Sudvik and nine ferrymen drowned.", "Sarn Monitor", killed=9)
SAILORS = say("Sailors died when warplanes bombed boats at Sudvik.", "Rill Rights Watch")
SCHOOL = say("Shells fell on the weaving school at Brenholt and four pupils died.", killed=4)


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


def test_two_incidents_that_are_not_one_are_named(desk: Path) -> None:
    with Store.open(desk) as store, pytest.raises(DecisionError, match="name two incidents that are not one"):
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
