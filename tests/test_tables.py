"""Tables: rows become reports, columns are guessed in the open, a bad row costs only itself."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_inputs import gather

from reportedly.intake import tables
from reportedly.intake.files import OnDisk
from reportedly.intake.options import Failure, Given, IntakeError
from reportedly.intake.tables import KNOWN_AS, Columns, Table, parse_map, reports
from reportedly.records import Report

STORY = (
    "Two barges sank off Quell on Friday, the harbour master said. "
    "The Sarn Monitor said nine sailors were missing after the storm reached the coast."
)


def open_table(path: Path, stated: dict[str, str] | None = None, by_looks: bool = True) -> Table:
    return tables.open_table(OnDisk(path), stated, by_looks)


def write(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        if name.endswith("jsonl"):
            file.writelines(json.dumps(row) + "\n" for row in rows)
        else:
            writer = csv.DictWriter(file, list(rows[0]), delimiter="\t" if name.endswith("tsv") else ",")
            writer.writeheader()
            writer.writerows(rows)
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_rows_become_reports(tmp_path: Path, name: str) -> None:
    row = {"headline": "Barges sink", "content": STORY, "source": "Quell Gazette", "published": "3 May 2031",
           "link": "https://quell.example/1"}  # fmt: skip
    table = open_table(write(tmp_path, name, row))
    (report,) = reports(table)
    assert isinstance(report, Report)
    assert (report.text, report.title, report.url) == (STORY, "Barges sink", "https://quell.example/1")
    assert report.outlet is not None
    assert (report.outlet.name, report.published) == ("Quell Gazette", "2031-05-03")
    shown = (
        "--column text=content --column outlet=source --column title=headline --column url=link --column date=published"
    )
    assert table.columns.shown() == shown
    assert set(table.columns.guessed) == {"text", "outlet", "title", "url", "date"}


def test_what_is_stated_wins_over_what_is_guessed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"content": "short", "post": STORY, "account": "@quell", "source": "api"})
    table = open_table(path, parse_map(["text=post", "outlet = account"]))
    (report,) = reports(table)
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert (report.text, report.outlet.name) == (STORY, "@quell")
    assert table.columns.guessed == ()


def test_a_long_column_is_the_text_where_no_name_says_so(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", {"id": "1", "feld7": STORY}))
    assert table.columns.text == "feld7"


def test_no_text_column_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="--column text=COLUMN; it has id, sum"):
        open_table(write(tmp_path, "a.csv", {"id": "1", "sum": "12"}))


def test_a_stated_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no column 'boddy' for text; it has body"):
        open_table(write(tmp_path, "a.csv", {"body": STORY}), {"text": "boddy"})


@pytest.mark.parametrize("stated", ["text", "colour=red", "text="])
def test_a_map_that_is_none_is_refused(stated: str) -> None:
    with pytest.raises(ValueError, match="column map"):
        parse_map([stated])


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{STORY}"}}\n[1]\n{{broken\n{{"text": ""}}\n{{"text": "{STORY} Again."}}\n')
    found = list(reports(open_table(path)))
    assert [isinstance(item, Failure) for item in found] == [False, True, True, True, False]
    assert isinstance(found[2], Failure)
    assert "row 3" in found[2].input


def test_semicolons_and_other_encodings_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"outlet;text\nÉcho de Quell;{STORY}\n".encode("cp1252"))
    (report,) = reports(open_table(path))
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert report.outlet.name == "Écho de Quell"


def test_two_outlets_with_one_text_stay_two_reports(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"text": STORY, "outlet": "Lumen"}, {"text": STORY, "outlet": "Ostara"})
    one, other = reports(open_table(path))
    assert isinstance(one, Report)
    assert isinstance(other, Report)
    assert one.id != other.id
    assert one.version == other.version


def test_what_is_given_for_all_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"text": STORY, "outlet": "Lumen"})
    (report,) = reports(open_table(path), Given(outlet="Ostara"))
    assert isinstance(report, Report)
    assert report.outlet is not None
    assert report.outlet.name == "Ostara"


def test_a_date_that_can_be_read_in_two_ways_is_no_date(tmp_path: Path) -> None:
    (report,) = reports(open_table(write(tmp_path, "a.csv", {"text": STORY, "date": "04/05/2031"})))
    assert isinstance(report, Report)
    assert report.published is None


def test_every_field_of_the_map_can_be_stated() -> None:
    assert set(KNOWN_AS) == {field.name for field in dataclasses.fields(Columns)} - {"guessed"}


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_hostile_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("t") / "a.csv"
    path.write_bytes(b"text\n" + data)
    try:
        table = open_table(path)
    except IntakeError as error:
        assert str(path) in str(error)
        return
    assert all(isinstance(item, Report | Failure) for item in reports(table))


ROW = {"title": "Two barges sink off Quell", "publishedAt": "2031-05-09T08:00:00Z", "content": STORY}
WIRE = {"source": {"id": None, "name": "Sarn Wire"}, **ROW}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("array.json", json.dumps([WIRE, WIRE])),
        ("pretty.json", json.dumps([WIRE, WIRE], indent=2)),
        ("answer.json", json.dumps({"status": "ok", "totalResults": 2, "articles": [WIRE, WIRE]})),
        ("nested.json", json.dumps({"response": {"docs": {"results": [WIRE, WIRE]}}})),
        ("lines.json", json.dumps(WIRE) + "\n" + json.dumps(WIRE)),
        ("lines.jsonl", json.dumps(WIRE) + "\n" + json.dumps(WIRE)),
        ("marked.json", "\ufeff" + json.dumps([WIRE, WIRE])),
    ],
)
def test_what_web_services_answer_is_a_table(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(reports(open_table(tmp_path / name)))
    assert [(r.outlet and r.outlet.name, r.published, r.title) for r in found if isinstance(r, Report)] == [
        ("Sarn Wire", "2031-05-09", "Two barges sink off Quell")
    ] * 2


def test_a_broken_array_costs_what_follows_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([WIRE, 3, WIRE])[:-1] + ", {'half'", encoding="utf-8")
    found = list(reports(open_table(tmp_path / "a.json")))
    assert [type(item) for item in found] == [Report, Failure, Report, Failure]
    assert "not read" in str(found[-1])


def test_an_array_longer_than_a_piece_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps([WIRE | {"content": STORY + " é" * n} for n in range(700)], ensure_ascii=False)
    )
    assert sum(isinstance(item, Report) for item in reports(open_table(tmp_path / "a.json"))) == 700


TITLES = [
    "Ferry fire closes port of Quell", "Sarn premier quits", "Barge owners seek aid", "Two held in mill robbery",
    "Rain halts Sarn derby", "Bank cuts rates to 3 percent", "Storm nears Quell", "Minister denies graft",
    "Court frees editor", "Nine missing off Quell, harbour master says",
]  # fmt: skip


def test_a_table_of_titles_is_read_in_the_language_of_the_table(tmp_path: Path) -> None:
    path = write(tmp_path, "titles.csv", *({"title": title, "outlet": "Sarn Wire"} for title in TITLES))
    found = [item for item in reports(open_table(path)) if isinstance(item, Report)]
    assert [(r.title, r.language) for r in found] == [(title, "en") for title in TITLES]


def test_a_row_in_other_letters_keeps_its_language(tmp_path: Path) -> None:
    rows = [*TITLES, "مقتل تسعة أشخاص في غارة على السوق المركزي"]
    path = write(tmp_path, "titles.csv", *({"title": title} for title in rows))
    found = [item for item in reports(open_table(path)) if isinstance(item, Report)]
    assert (found[0].language, found[-1].language) == ("en", "ar")


def test_a_row_without_text_is_read_by_its_title_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", {"title": "Storm", "text": STORY}, {"title": TITLES[0], "text": ""})
    full, bare = reports(open_table(path))
    assert isinstance(full, Report) and not full.notes
    assert isinstance(bare, Report) and bare.text == TITLES[0] and "its title is read" in bare.notes[0]


@pytest.mark.parametrize(
    ("written", "date"),
    [("1861-04-13", "1861-04-13"), ("1861-04-13T06:00:00", "1861-04-13"), ("2031-05-03", "2031-05-03"), ("0001-01-01", None),
     ("9999-12-31", None), ("03/04/2031", None), ("lately", None)],
)  # fmt: skip
def test_a_date_of_another_century_is_read_and_one_that_is_not_understood_is_said(
    tmp_path: Path, written: str, date: str | None
) -> None:
    text = "Engineers opened two gates of the Korvash dam, the water ministry said."
    path = tmp_path / "old.csv"
    path.write_text(f'text,date\n"{text}",{written}\n', encoding="utf-8")
    (made,) = gather([path])
    assert isinstance(made, Report) and made.published == date
    assert any(repr(written) in note for note in made.notes) == (date is None)


@pytest.mark.parametrize("stated", ["0001-01-01", "9999-12-31"])
def test_a_stated_date_of_no_year_of_news_is_refused_with_what_to_do(tmp_path: Path, stated: str) -> None:
    path = tmp_path / "dam.txt"
    path.write_text("Engineers opened two gates of the Korvash dam.", encoding="utf-8")
    (made,) = gather([path], Given(date=stated))
    assert isinstance(made, Failure) and "leave the date out where it is not known" in made.reason


@pytest.mark.parametrize(
    ("outlet", "title", "text"),
    [("source.name", "title", "content"), ("source.name", "headline.main", "content_text"),
     ("publication", "fields.headline", "fields.bodyText")],
)  # fmt: skip
def test_columns_that_programs_flatten_are_known(tmp_path: Path, outlet: str, title: str, text: str) -> None:
    row = {outlet: "Tolna Post", title: "Barges sink", text: STORY}
    columns = open_table(write(tmp_path, "flat.csv", row)).columns
    assert (columns.outlet, columns.title, columns.text) == (outlet, title, text)
