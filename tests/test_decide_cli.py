"""The commands by which people decide, as a user meets them, with a reader that is quick."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import store_desk
from postgres_server import Found
from typer.testing import CliRunner, Result

from reportedly import readers
from reportedly.cli.app import app
from reportedly.schema import json_schema

WHO = ("--who", "Ilka Dorn")


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("REPORTEDLY_WHO", raising=False)
    monkeypatch.setattr(readers, "reader_of", readers.reader_of)
    store_desk.quick()


@pytest.fixture
def desk(tmp_path: Path, founded: Found) -> str:
    """A workspace with six reports of two fires."""
    store_desk.write_reports(tmp_path / "in", 6)
    folder = str(founded(tmp_path / "desk"))
    run("init", folder)
    assert run("add", folder, str(tmp_path / "in"), "--language", "en").exit_code == 0
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def line(shown: str) -> str:
    """What is shown, on one line."""
    return " ".join(shown.split())


def claim(desk: str, number: int) -> str:
    return f"{Path(desk).parent}/in/r{number:03}.txt:1"


def test_a_claim_is_corrected_found_listed_and_set_back(desk: str) -> None:
    done = run("correct", desk, claim(desk, 0), "certainty=hedged", "killed=9..", *WHO, "--why", "the mayor said so")
    assert done.exit_code == 0
    assert "Ilka Dorn corrected certainty: asserted → hedged" in done.stdout
    assert "Ilka Dorn corrected killed: 10 → 9.." in done.stdout
    assert "kept as 1; `reportedly undo" in done.stderr
    assert "corrected by Ilka Dorn" in run("search", desk, "by:dorn certainty:hedged").stdout
    assert "the mayor said so" in run("decisions", desk).stdout
    assert run("undo", desk, "1", "--who", "Bo Hale").exit_code == 0
    assert "undone by 2" in run("decisions", desk).stdout
    assert "no claim matches" in run("search", desk, "by:dorn").stderr
    assert "all is well" in run("check", desk).stderr


def test_a_correction_outlives_the_next_version_of_the_reader(desk: str) -> None:
    run("correct", desk, claim(desk, 0), "certainty=hedged", *WHO)
    store_desk.quick(version="2")
    again = run("add", desk, f"{Path(desk).parent}/in", "--language", "en")
    assert "6 added" in again.stderr
    assert "1 of 1 claims" in run("search", desk, "certainty:hedged").stderr
    assert run("decisions", desk, "--orphans").stderr == "no decision is an orphan\n"


def test_what_became_an_orphan_is_said_when_reports_are_added(desk: str) -> None:
    run("correct", desk, claim(desk, 0), "certainty=hedged", *WHO)
    file = Path(desk).parent / "in" / "r000.txt"
    file.write_text(
        "Fire in Osprey\n\nNobody was hurt when a market burned, the mayor told the council.\n", encoding="utf-8"
    )
    added = run("add", desk, str(file), "--language", "en")
    assert "1 decision fits nothing that is read now; `reportedly decisions" in added.stderr
    assert "orphan: the words it was about" in line(run("decisions", desk, "--orphans").stdout)


def test_rejected_claims_are_counted_for_nothing_and_that_is_said(desk: str) -> None:
    every = [claim(desk, number) for number in range(3)]
    assert "3 reports, 1 independent origin" in run("incidents", desk).stdout
    done = run("reject", desk, *every, *WHO)
    assert done.stdout.count("Ilka Dorn rejected the claim") == 3
    assert "0 independent origins, 3 reports without a source for it" in line(run("incidents", desk).stdout)
    shown = run("incidents", desk, "--json").stdout.splitlines()
    name = next(item["id"] for item in map(json.loads, shown) if item["rejected"])
    view = run("incident", desk, name).stdout
    assert "3 claims are not counted: rejected by Ilka Dorn" in view
    assert "3 of 3 claims" in run("search", desk, "judgement:rejected").stderr
    assert run("accept", desk, every[0], *WHO).exit_code == run("unsure", desk, every[1], *WHO).exit_code == 0
    assert "overruled by 2" in run("decisions", desk).stdout


def test_what_is_asserted_follows_corrections_and_rejections(desk: str) -> None:
    def killed() -> list[dict[str, Any]]:
        shown = map(json.loads, run("incidents", desk, "--json").stdout.splitlines())
        return [made for item in shown for made in item["assertions"] if made["about"] == "killed"]

    assert killed() and all(made["high"] < 77 for made in killed())
    run("correct", desk, claim(desk, 0), "killed=77", *WHO)
    assert max(made["high"] for made in killed()) == 77
    run("reject", desk, claim(desk, 0), *WHO)
    assert all(made["high"] < 77 for made in killed())


def test_incidents_are_merged_and_parted_by_their_reports(desk: str) -> None:
    reports = [claim(desk, number).removesuffix(":1") for number in range(6)]
    assert run("merge", desk, reports[0], reports[5], *WHO).exit_code == 0
    assert "6 reports, 1 independent origin" in run("incidents", desk).stdout
    view = run("incident", desk, json.loads(run("incidents", desk, "--json").stdout)["id"], "--why").stdout
    view = line(view)
    assert "put together by Ilka Dorn" in view and "a person decided it (Ilka Dorn)" in view
    assert run("split", desk, reports[0], reports[5], *WHO).exit_code == 0
    assert "5 reports, 1 independent origin" in run("incidents", desk).stdout


def test_incidents_that_were_parted_go_by_the_titles_of_their_reports(desk: str, tmp_path: Path) -> None:
    for number, title in enumerate(("Market burns", "Fire at the fair")):
        text = " ".join(store_desk.text_of(3 * number).split())
        (tmp_path / f"{number}.csv").write_text(f'outlet,date,title,text\nLumen,2031-05-04,{title},"{text}"\n')
        assert run("add", desk, str(tmp_path / f"{number}.csv"), "--language", "en").exit_code == 0
    rows = [f"{tmp_path}/{number}.csv row 1" for number in range(2)]
    done = run("split", desk, *rows, *WHO)
    made = line(done.stdout)
    assert "parted" in made, done.stderr
    assert made in line(run("decisions", desk).stdout)
    assert "“Market burns”" in made or "“Fire at the fair”" in made


def test_names_are_called_one(desk: str) -> None:
    run("correct", desk, claim(desk, 0), "source=Marrow Board", "type=official", *WHO)
    assert "2 independent origins" in run("incidents", desk).stdout
    assert run("same", desk, "Marrow Board", "Tesk Valley Watch", *WHO).exit_code == 0
    assert "2 independent origins" not in run("incidents", desk).stdout


def test_linking_can_be_put_off(desk: str) -> None:
    assert run("reject", desk, claim(desk, 0), *WHO, "--no-link").exit_code == 0
    assert "reports or decisions came in since; `reportedly relink" in run("incidents", desk).stderr
    run("relink", desk)
    assert run("incidents", desk).stderr == ""


def test_every_line_of_json_fits_the_schema(desk: str) -> None:
    import jsonschema

    made = run("correct", desk, claim(desk, 0), "certainty=hedged", *WHO, "--json").stdout
    listed = run("decisions", desk, "--json").stdout
    assert json.loads(made)["new"] == "hedged" and listed == made
    claims = run("export", desk, "by:dorn").stdout
    for line in (made + listed + claims + run("incidents", desk, "--json").stdout).splitlines():
        jsonschema.validate(json.loads(line), json_schema())
    assert json.loads(claims)["claims"][0]["decided_by"] == [
        {"field": "certainty", "who": "Ilka Dorn", "was": "asserted"}
    ]


def test_who_decides_must_be_said_or_set(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("accept", desk, claim(desk, 0)).exit_code == 2
    monkeypatch.setenv("REPORTEDLY_WHO", "Bo Hale")
    assert "Bo Hale accepted the claim" in run("accept", desk, claim(desk, 0)).stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("correct", "r", "certainty=true"), "its values are asserted, hedged, denied, planned"),
        (("correct", "r", "colour=red"), "colour is no field that can be corrected"),
        (("reject", "zz"), "no claim 'zz' is here"),
        (("merge", "zz", "yy"), "no incident 'zz' is here"),
        (("undo", "7"), "there is no decision 7"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_ends_with_the_reason(desk: str, command: tuple[str, ...], said: str) -> None:
    name, *rest = (claim(desk, 0) if part == "r" else part for part in command)
    done = run(name, desk, *rest, *WHO)
    assert done.exit_code == 2 and said in done.stderr
    assert run("decisions", desk).stderr == "no decision was made yet\n"


def test_what_people_write_cannot_act_on_a_terminal(desk: str) -> None:
    run("correct", desk, claim(desk, 0), "source=Marrow\x1b[2J Board", "--who", "Ilka\x1b]0;x\x07", "--why", "\u202eno")
    for shown in (
        run("decisions", desk).stdout,
        run("search", desk, "by:ilka").stdout,
        run("decisions", desk, "--json").stdout,
    ):
        assert "Ilka" in shown and not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert not {"\x1b", "\u202e"} & set(run("export", desk, "by:ilka", "--format", "csv").stdout)


def test_a_sample_judges_what_was_read_not_what_people_made_of_it(desk: str) -> None:
    run("correct", desk, claim(desk, 0), "source=Marrow Board", *WHO)
    sheet = run("sample", desk, "9").stdout
    assert "Tesk Valley Watch" in sheet and "Marrow Board" not in sheet
