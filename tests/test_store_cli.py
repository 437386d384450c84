"""The commands of a workspace as a user meets them, with a reader that is quick."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
import store_desk
from postgres_server import Found
from typer.testing import CliRunner, Result

from reportedly import readers, workspace
from reportedly.cli.add import Came, _lacking
from reportedly.cli.app import app
from reportedly.incident import Incident
from reportedly.records import By, Outlet, Reading, Report, from_json


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(readers, "reader_of", readers.reader_of)
    store_desk.quick()


@pytest.fixture
def inputs(tmp_path: Path) -> str:
    store_desk.write_reports(tmp_path / "in", 6)
    return str(tmp_path / "in")


@pytest.fixture
def folder(tmp_path: Path, founded: Found) -> str:
    """A folder that is to be a workspace."""
    return str(founded(tmp_path / "desk"))


@pytest.fixture
def desk(folder: str, inputs: str) -> str:
    """A workspace with six reports of two fires."""
    assert run("init", folder).exit_code == 0
    assert run("add", folder, inputs, "--language", "en").exit_code == 0
    return folder


FRENCH = "Selon l'armée, quatre soldats ont été tués mardi dans une embuscade près de Velmare.\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_workspace_is_made_filled_and_said_to_be_well(folder: str, inputs: str) -> None:
    assert "is ready; `reportedly add" in run("init", folder).stderr
    added = run("add", folder, inputs, "--language", "en")
    assert added.exit_code == 0
    assert "6 added (" in added.stderr and "6 reports, 6 claims, 2 incidents" in added.stderr
    assert "holds 6 reports" in run("init", folder).stderr
    assert "all is well: 6 reports, 6 claims, 2 incidents" in run("check", folder).stderr


def test_what_came_without_an_outlet_or_a_day_is_said_with_what_to_do(folder: str, inputs: str) -> None:
    """Told later, an outlet makes another report of the same text: it has to be said when the first one comes in."""
    run("init", folder)
    bare = run("add", folder, inputs, "--language", "en").stderr
    assert f"6 reports name no outlet: {inputs}/r000.txt, " in bare and " …; " in bare
    assert f"`reportedly forget {folder} INPUT`, then add it with --outlet" in bare and "no day" not in bare
    one = f"{inputs}/r000.txt"
    assert run("forget", folder, one).exit_code == 0
    named = run("add", folder, one, "--language", "en", "--outlet", "Lumen").stderr
    assert "1 added" in named and "names no" not in named
    assert "there already" in run("add", folder, one, "--language", "en", "--outlet", "Lumen").stderr


def test_a_report_without_a_day_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    came = Came()
    came.note(Reading(Report("a", "a", "statement.txt", "", Outlet("Lumen")), By("quick@1", None, "invented")))
    _lacking(Path("desk"), came)
    said = capsys.readouterr().err
    assert said == "1 report names no day: statement.txt; `reportedly forget desk INPUT`, then add it with --date\n"


def test_a_report_that_nobody_could_read_is_said_when_it_comes_in(
    tmp_path: Path, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: None)
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    said = run("add", desk, str(tmp_path / "fr.txt"), "--language", "xx").stderr
    assert f"1 report was kept but not read, in a language that no reader knows: {tmp_path}/fr.txt\n" in said
    assert "names no" not in said


def test_adding_again_says_what_is_there_already(desk: str, inputs: str) -> None:
    again = run("add", desk, inputs, "--language", "en")
    assert again.exit_code == 0
    assert "0 added, 6 there already" in again.stderr


def test_an_archive_is_added_member_by_member_and_once(tmp_path: Path, desk: str) -> None:
    with ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("a.txt", store_desk.text_of(7))
        archive.writestr("../b.txt", store_desk.text_of(8))
        archive.writestr("c.csv", f'text,url\n"{store_desk.text_of(9)}",\n"{"x" * 21_000_000}",\n')
    added = run("add", desk, str(tmp_path / "week.zip"), "--language", "en")
    assert added.exit_code == 1
    assert "2 added (" in added.stderr and "2 failed" in added.stderr
    told = run("errors", desk).stdout.splitlines()
    assert [line.partition(": ")[0].partition("week.zip!/")[2] for line in told] == ["../b.txt", "c.csv row 2"]
    again = run("add", desk, str(tmp_path / "week.zip"), "--language", "en")
    assert "0 added, 2 there already, 2 failed" in again.stderr
    assert len(run("errors", desk).stdout.splitlines()) == 2


def test_a_failure_is_said_kept_and_shows_in_the_exit_code(desk: str, inputs: str) -> None:
    some = run("add", desk, inputs, f"{inputs}/none.txt", "--language", "en")
    assert some.exit_code == 1
    assert "none.txt: cannot be opened" in some.stderr
    assert run("add", desk, f"{inputs}/none.txt").exit_code == 3
    assert "none.txt: cannot be opened" in run("errors", desk).stdout
    (failed,) = map(json.loads, run("errors", desk, "--json").stdout.splitlines())
    assert failed["input"].endswith("none.txt") and failed["reason"] and failed["hint"]


def test_json_says_what_came_of_every_input(desk: str, inputs: str) -> None:
    told = run("add", desk, inputs, f"{inputs}/none.txt", "--language", "en", "--json").stdout.splitlines()
    assert [json.loads(line)["outcome"] for line in told] == ["there already"] * 6 + ["failed"]


def test_a_headline_in_the_list_of_incidents_is_said_to_be_its_outlets(tmp_path: Path, folder: str) -> None:
    run("init", folder)
    body = " ".join(store_desk.text_of(0).split())
    (tmp_path / "war.csv").write_text(f'outlet,date,title,text\nLumen,2031-05-04,Terrorists burn market,"{body}"\n')
    assert run("add", folder, str(tmp_path / "war.csv"), "--language", "en").exit_code == 0
    head, whose, *_ = run("incidents", folder).stdout.splitlines()
    assert (head.strip(), whose.strip()) == ("Terrorists burn market", "Headline: Lumen")


def test_incidents_are_listed_and_one_is_shown(desk: str) -> None:
    listed = run("incidents", desk)
    assert listed.stdout.count("3 reports, 1 independent origin") == 2
    found = [from_json(Incident, json.loads(line)) for line in run("incidents", desk, "--json").stdout.splitlines()]
    assert [len(incident.reports) for incident in found] == [3, 3]
    shown = run("incident", desk, found[0].id[:6], "--why")
    assert "Tesk Valley Watch" in shown.stdout and "Reasons" in shown.stdout
    assert json.loads(run("incident", desk, found[0].id, "--json").stdout)["id"] == found[0].id
    page = Path(desk) / "incident.html"
    assert run("incident", desk, found[0].id, "--html", str(page)).exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert "3 reports, " in written and 'href="#i1s1"' in written and 'id="i1s1"' in written
    missing = run("incident", desk, "nothing")
    assert missing.exit_code == 2 and "`reportedly incidents" in missing.stderr


def test_linking_that_was_put_off_is_said_until_it_is_done(folder: str, inputs: str) -> None:
    run("init", folder)
    added = run("add", folder, inputs, "--language", "en", "--no-link")
    assert "0 incidents; `reportedly relink` makes the incidents" in added.stderr
    assert "`reportedly relink" in run("incidents", folder).stderr
    assert "6 reports, 2 incidents" in run("relink", folder).stderr
    assert run("incidents", folder).stderr == ""


def test_a_report_is_forgotten_and_stays_so_until_asked_back(desk: str, inputs: str) -> None:
    gone = run("forget", desk, f"{inputs}/r000.txt")
    assert gone.exit_code == 0 and "forgot report" in gone.stderr
    assert "5 there already, 1 forgotten" in run("add", desk, inputs, "--language", "en").stderr
    assert "1 added" in run("add", desk, inputs, "--language", "en", "--again").stderr
    assert "all is well: 6 reports" in run("check", desk).stderr
    unknown = run("forget", desk, "nobody.txt")
    assert unknown.exit_code == 2 and "no report 'nobody.txt' is here" in unknown.stderr
    short = run("forget", desk, "6")
    assert short.exit_code == 2 and "at least six characters" in short.stderr


def test_a_backup_is_written_once(desk: str, tmp_path: Path) -> None:
    file = str(tmp_path / "copy.sqlite")
    assert f"wrote {file}" in run("backup", desk, file).stderr
    again = run("backup", desk, file)
    assert again.exit_code == 2 and "exists already; name another file" in again.stderr


@pytest.mark.parametrize("command", ["add", "errors", "incidents", "incident", "relink", "check", "backup", "forget"])
def test_a_folder_without_a_workspace_is_said(tmp_path: Path, command: str) -> None:
    rest = ["x"] if command in ("add", "incident", "backup", "forget") else []
    done = run(command, str(tmp_path), *rest)
    assert done.exit_code == 2
    assert "holds no workspace; `reportedly init" in done.stderr


def test_damage_shows_in_the_exit_code(desk: str) -> None:
    from sqlalchemy import text

    with workspace.open_store(Path(desk)) as store, store.writes() as connection:
        connection.execute(text("DELETE FROM changes WHERE seq = 1"))
    found = run("check", desk)
    assert found.exit_code == 1 and "the history was altered" in found.stderr
    assert json.loads(run("check", desk, "--json").stdout)["faults"]


def test_the_example_is_kept_as_it_is_read(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from readings import KNOWN

    from reportedly.reading.lang.en.reader import by_rules

    reader = by_rules(KNOWN)
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: reader)
    example = str(Path(__file__).parent.parent / "examples" / "osprey.csv")
    read = list(workspace.open_workspace().read([example]))
    run("init", folder)
    assert run("add", folder, example, "--workers", "1").exit_code == 0
    with workspace.open_store(Path(folder)) as store:
        assert list(store.readings()) == sorted(read, key=lambda item: item.report.id)  # type: ignore[union-attr]
        linked = workspace.open_workspace().link(list(store.readings()))
        assert tuple(store.incidents()) == linked.incidents
        assert store.check() == []
