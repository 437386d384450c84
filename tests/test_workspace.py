"""The service layer, with the real reader on small invented reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import TEXT

import reportedly
from reportedly.intake.fetched import Fetched
from reportedly.records import Reading
from reportedly.workspace import Failure, Given, IntakeError, KnowledgeError, Workspace, home_folder, open_workspace

ROWS = "id\tname\ttype\taliases\nosm-tvw\tTesk Valley Watch\tmonitor\tTVW\nosm-opb\tOsmara Press Bureau\tagency\tOPB\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name in ("c", "a", "b"):
        (made / f"{name}.txt").write_text(f"{TEXT}\nPrinted in {name}.\n", encoding="utf-8")
    (made / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    (made / "empty.txt").write_bytes(b"")
    return made


def test_every_name_that_is_given_out_is_there() -> None:
    from reportedly import workspace as module

    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_a_report_is_read_with_what_is_given(workspace: Workspace) -> None:
    reading = workspace.read_text(TEXT, Given(outlet="Corriden Daily", date="2031-05-07"))
    assert reading.report.outlet is not None and reading.report.outlet.name == "Corriden Daily"
    assert reading.report.published == "2031-05-07"
    assert any(claim.origin and "Tesk Valley Watch" in claim.origin.name for claim in reading.claims)


def test_one_bad_file_costs_itself_and_order_is_kept(workspace: Workspace, folder: Path) -> None:
    found = list(workspace.read([folder, folder / "missing.txt"]))
    names = [Path(item.input if isinstance(item, Failure) else item.report.input).name for item in found]
    assert names == ["a.txt", "b.txt", "bad.txt", "c.txt", "empty.txt", "missing.txt"]
    assert [name for name, item in zip(names, found, strict=True) if isinstance(item, Failure)] == [
        "bad.txt",
        "empty.txt",
        "missing.txt",
    ]


def test_the_number_of_workers_changes_nothing(workspace: Workspace, folder: Path) -> None:
    assert list(workspace.read([folder], workers=2)) == list(workspace.read([folder]))


def test_a_language_that_no_reader_knows_is_said_and_not_misread(workspace: Workspace) -> None:
    reading = workspace.read_text(
        "قال مرصد وادي تسك إن أربعة عشر مقاتلا قتلوا في الغارات على البلدة يوم الثلاثاء الماضي."
    )
    assert reading.claims == ()
    assert [(notice.kind, notice.about) for notice in reading.notices] == [("language_not_read", "ar")]


def test_knowledge_of_the_user_lies_over_ours(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.read_text(TEXT)
    file = tmp_path / "osmara.tsv"
    file.write_text(ROWS, encoding="utf-8")
    added = workspace.add_knowledge(file)
    assert (added.rows, added.replaces, added.path) == (2, 0, workspace.home / "knowledge" / "osmara.tsv")
    after = workspace.read_text(TEXT)
    assert "osm-tvw" in {source.id for claim in after.claims for source in claim.chain}
    assert after.by.knowledge != before.by.knowledge
    workspace.remove_knowledge("osmara")
    assert workspace.read_text(TEXT).by == before.by


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("id\tname\n1\tx\n", "column type missing"),
        ("id\tname\ttype\n1\tx\tkingdom\n", "'kingdom' is not one of"),
        ("id\tname\ttype\n", "no rows"),
    ],
)
def test_a_knowledge_file_that_does_not_fit_is_refused_with_the_reason(
    workspace: Workspace, tmp_path: Path, rows: str, said: str
) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        workspace.add_knowledge(file)
    assert workspace.overlays == ()


def test_taking_away_what_is_not_there_is_said(workspace: Workspace) -> None:
    with pytest.raises(KnowledgeError, match="no knowledge file 'other'"):
        workspace.remove_knowledge("other")


def test_a_table_is_read_row_by_row_and_guesses_are_told(workspace: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text(f'publisher,body\nCorriden Daily,"{TEXT}"\nTesk Times,"{TEXT}"\n', encoding="utf-8")
    told: list[str] = []
    plan = workspace.plan([str(table)], told=told.append)
    found = [item for item in workspace.carry_out(plan) if isinstance(item, Reading)]
    assert told == [f"{table}: columns taken as --column text=body --column outlet=publisher"]
    assert [item.report.outlet.name for item in found if item.report.outlet] == ["Corriden Daily", "Tesk Times"]


def test_what_a_sidecar_says_of_one_file_holds_for_it(workspace: Workspace, folder: Path) -> None:
    sidecar = folder / "about.csv"
    sidecar.write_text("file,date\nb.txt,2030-01-02\n", encoding="utf-8")
    found = {
        Path(item.report.input).name: item.report.published
        for item in workspace.read([folder / "a.txt", folder / "b.txt"], sidecar=sidecar)
        if isinstance(item, Reading)
    }
    assert found == {"a.txt": None, "b.txt": "2030-01-02"}
    sidecar.write_text("file,date\nb.txt,tomorrow\n", encoding="utf-8")
    with pytest.raises(IntakeError, match=r"about\.csv"):
        workspace.plan([str(folder)], sidecar=sidecar)


def test_a_reader_that_fails_costs_its_report_alone(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly import readers as module

    real = module.read_report

    def failing(report: reportedly.Report, overlays: tuple[Path, ...] = ()) -> Reading:
        if report.input.endswith("b.txt"):
            raise RuntimeError("no such rule")
        return real(report, overlays)

    monkeypatch.setattr(module, "read_report", failing)
    found = list(workspace.read([folder / "a.txt", folder / "b.txt"]))
    assert isinstance(found[0], Reading)
    assert isinstance(found[1], Failure) and "no such rule" in found[1].reason


def test_few_inputs_are_read_by_one_process_and_many_by_all(workspace: Workspace, folder: Path) -> None:
    plan = workspace.plan([str(folder)])
    assert (plan.total, plan.workers(), plan.workers(3)) == (5, 1, 3)


def test_the_users_place_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path))
    assert home_folder() == tmp_path == open_workspace().home
    monkeypatch.delenv("REPORTEDLY_HOME")
    assert home_folder().name == "reportedly"


def test_the_library_reads_a_text_a_name_and_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    texts = [claim.text for claim in reportedly.read(TEXT).claims]
    assert texts and [claim.text for claim in reportedly.read(file).claims] == texts
    assert [claim.text for claim in reportedly.read(str(file)).claims] == texts
    with pytest.raises(ValueError, match="cannot be opened"):
        reportedly.read(tmp_path / "missing.txt")
    with pytest.raises(ValueError, match="fetching was not asked for"):
        reportedly.read("https://corriden.example/1")


def test_an_address_is_read_through_the_fetcher_given_and_never_without(workspace: Workspace) -> None:
    address = "https://corriden.example/1"
    (refused,) = workspace.carry_out(workspace.plan([address]))
    assert isinstance(refused, Failure) and "fetching was not asked for" in refused.reason
    plan = workspace.plan([address])
    fetched = workspace.carry_out(plan, fetch=lambda url: Fetched(url, TEXT.encode(), "utf-8", html=False))
    (reading,) = fetched
    assert isinstance(reading, Reading)
    assert (reading.report.url, reading.report.text) == (address, TEXT)
