"""Files, folders, standard input and side tables: order kept, one report or one named failure for every input."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path

import pytest
from intake_inputs import gather, listed

from reportedly.intake.fetched import Fetched
from reportedly.intake.inputs import Input, Stated, read_input
from reportedly.intake.options import Failure, Given, IntakeError
from reportedly.intake.sidecar import read_sidecar
from reportedly.intake.sources import find
from reportedly.knowledge.loader import Knowledge
from reportedly.records import Report

TEXT = "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.\n"
PAGE = (
    "<!doctype html><html><head><title>Dam gates opened</title></head>"
    "<body><article><h1>Dam gates opened</h1><p>{}</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(TEXT + "Two.")
    (tmp_path / "a.txt").write_text(TEXT + "One.")
    (tmp_path / "c.html").write_text(PAGE.format(TEXT * 2))
    (tmp_path / "d.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "e.txt").write_bytes(b"")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_folder_gives_its_files_in_order_and_names_the_bad_ones(folder: Path) -> None:
    found = list(gather([str(folder)], Given(outlet="Kelm Courier")))
    names = [Path(item.input).relative_to(folder).as_posix() for item in found]
    assert names == ["a.txt", "b/2.txt", "c.html", "d.txt", "e.txt"]
    assert [type(item) for item in found] == [Report, Report, Report, Failure, Failure]
    assert "PDF" in str(found[3]) and "empty" in str(found[4])
    assert all(item.outlet and item.outlet.name == "Kelm Courier" for item in found if isinstance(item, Report))


def test_inputs_keep_the_order_they_were_given_in(folder: Path) -> None:
    names = [str(folder / "c.html"), "-", str(folder / "a.txt"), str(folder / "missing.txt")]
    found = list(gather(names, stdin=io.BytesIO(TEXT.encode())))
    assert [item.input for item in found] == names
    assert isinstance(found[3], Failure) and "cannot be opened" in found[3].reason


def test_a_page_is_a_page_whatever_it_is_called(folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE.format(TEXT * 2))
    (report,) = gather([str(folder / "page.txt")])
    assert isinstance(report, Report) and report.title == "Dam gates opened" and "<p>" not in report.text


FEED = f"""<rss><channel><title>Kelm Courier</title><item><title>Dam</title><description>{TEXT}</description></item>
<item><title>Gates</title><description>{TEXT}</description></item></channel></rss>"""


def test_feeds_in_a_folder_are_read_entry_by_entry(tmp_path: Path) -> None:
    for name in ("a.rss", "b.xml", "c"):
        (tmp_path / name).write_text(FEED)
    (tmp_path / "d.xml").write_text("<catalogue>A barge sank.</catalogue>")
    found = gather([tmp_path])
    assert [Path(item.input).name for item in found] == [
        f"{name} entry {number}" for name in ("a.rss", "b.xml", "c") for number in (1, 2)
    ]
    assert all(isinstance(item, Report) and item.outlet and item.outlet.name == "Kelm Courier" for item in found)


def test_tables_in_a_folder_are_read_and_guesses_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f'body\n"{TEXT}"\n')
    assert [Path(item.input).name for item in listed(tmp_path, told=told.append)] == ["a.csv row 1", "b.csv row 1"]
    assert told == [f"{tmp_path / 'a.csv'}: columns taken as --column text=body"]


def test_a_table_in_a_folder_whose_text_is_not_named_as_one_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text(f'file,title\na.txt,"{TEXT}"\n')
    (failure,) = listed(tmp_path)
    assert isinstance(failure, Failure) and "--column text=COLUMN" in failure.hint and "file, title" in failure.hint
    (report,) = listed(tmp_path / "index.csv")
    assert isinstance(report, Report)


def test_how_many_reports_there_will_be_is_known_where_names_tell(folder: Path) -> None:
    assert find(str(folder), Stated())[1] == 5
    (folder / "feed.xml").write_text(FEED)
    assert find(str(folder), Stated())[1] is None


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (failure,) = gather([tmp_path])
    assert isinstance(failure, Failure) and "no text, page" in failure.reason


def test_an_address_is_fetched_only_when_that_is_asked_for() -> None:
    address = "https://kelmcourier.example/dam"
    (failure,) = gather([address])
    assert isinstance(failure, Failure) and "not asked for" in failure.reason

    def fetch(url: str) -> Fetched:
        return Fetched(url + "?", PAGE.format(TEXT * 2).encode(), None, True)

    (report,) = gather([address], fetch=fetch)
    assert isinstance(report, Report) and report.url == address and report.input == address


def test_a_file_that_may_not_be_read_costs_itself(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    if os.access(folder / "a.txt", os.R_OK):
        pytest.skip("this user may read everything")
    assert isinstance(next(iter(gather([str(folder)]))), Failure)


def test_one_input_can_be_read_elsewhere(folder: Path) -> None:
    for item in listed(folder):
        assert isinstance(item, Input)
        sent = pickle.loads(pickle.dumps(item))
        assert read_input(sent, Knowledge()) == read_input(item, Knowledge())


def test_a_side_table_speaks_for_single_files(folder: Path) -> None:
    table = folder / "about.csv"
    table.write_text("file,date,language,outlet\na.txt,2031-05-04,en,Orvia\nb/2.txt,,fr,\n", encoding="utf-8-sig")
    items = listed(folder, Given(outlet="Kelm Courier"), each=read_sidecar(table), table=table.resolve())
    found = {Path(item.name).name: item.given for item in items if isinstance(item, Input)}
    assert len(found) == len(items)
    assert found["a.txt"] == Given(outlet="Orvia", date="2031-05-04", language="en")
    assert found["2.txt"] == Given(outlet="Kelm Courier", language="fr")
    assert found["c.html"] == Given(outlet="Kelm Courier")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("name,date\na.txt,2031-05-04\n", "no column named file"),
        ("file,date\na.txt,4 May\n", "YYYY-MM-DD"),
        ("file,date\n,2031-05-04\n", "no file is named"),
        ("", "is empty"),
    ],
)
def test_a_side_table_that_cannot_be_used_says_which_line(tmp_path: Path, table: str, reason: str) -> None:
    path = tmp_path / "about.csv"
    path.write_text(table)
    with pytest.raises(IntakeError, match=reason):
        read_sidecar(path)


def test_what_is_said_of_one_goes_before_what_is_said_of_all() -> None:
    assert Given(date="2031-01-01").over(Given(date="2030-01-01", outlet="x")) == Given(outlet="x", date="2031-01-01")
    assert Input("x").given == Given()
