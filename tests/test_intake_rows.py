"""Rows of tables: one that is too long, broken or repeated costs only itself, however the table is written."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_inputs import listed
from pyarrow import parquet

from reportedly.intake import rows as rows_module
from reportedly.intake.files import Held
from reportedly.intake.objects import json_lines, json_rows
from reportedly.intake.options import Failure
from reportedly.intake.rows import open_rows, separated
from reportedly.records import Report

STORY = "Two barges sank off Quell on Friday, the harbour master said. Nine sailors were missing in the storm."
LONG = 50_000_000
ROWS = [
    {"text": STORY, "n": 1},
    {"text": f"{STORY}, {STORY}\n" * (LONG // 200), "n": 2},
    {"text": STORY + " Again.", "n": 3},
]


def as_csv(path: Path) -> None:
    cells = (f'{row["n"]},"{row["text"]}"\n' for row in ROWS)
    path.write_text("n,text\n" + "".join(cells), encoding="utf-8")


def as_jsonl(path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")


def as_json(path: Path) -> None:
    path.write_text(json.dumps(ROWS), encoding="utf-8")


def as_answer(path: Path) -> None:
    path.write_text(json.dumps({"status": "ok", "articles": ROWS}), encoding="utf-8")


def as_parquet(path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)


WRITERS: dict[str, Callable[[Path], None]] = {
    "a.csv": as_csv, "a.jsonl": as_jsonl, "a.json": as_json, "answer.json": as_answer, "a.parquet": as_parquet,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_a_cell_of_50_mb_costs_only_its_row(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    first, long, last = listed(tmp_path / name)
    assert isinstance(first, Report) and first.text == STORY
    assert isinstance(long, Failure) and long.input.endswith("row 2") and "longer than the 20 MB" in long.reason
    assert isinstance(last, Report) and last.text == f"{STORY} Again." and last.input.endswith("row 3")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.parquet"])
def test_two_texts_of_one_address_are_a_report_and_an_error(tmp_path: Path, name: str) -> None:
    rows = [{"url": "https://quell.example/1", "text": text} for text in (STORY, STORY + " Again.", STORY)]
    pyarrow_table = pyarrow.Table.from_pylist(rows)
    written = {
        "a.csv": "url,text\n" + "".join(f'{row["url"]},"{row["text"]}"\n' for row in rows),
        "a.jsonl": "".join(json.dumps(row) + "\n" for row in rows),
        "a.json": json.dumps(rows),
    }
    if name in written:
        (tmp_path / name).write_text(written[name])
    else:
        parquet.write_table(pyarrow_table, tmp_path / name)
    first, other, again = listed(tmp_path / name)
    assert isinstance(first, Report) and isinstance(again, Report) and first.id == again.id
    assert isinstance(other, Failure) and "row 1 and another text" in other.reason and "--column url=" in other.hint
    assert all(isinstance(item, Report) for item in listed(tmp_path / name, columns={"url": ""}))


def read_csv(text: str) -> list[dict[str, str] | str]:
    return list(separated(io.StringIO(text), ","))


def test_a_cell_that_is_too_long_ends_where_its_quotation_mark_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "LARGEST", 100)
    monkeypatch.setattr(rows_module, "LONGEST_LOST", 100_000)
    long = '1,"' + 'He said ""no"", twice.\n' * 50 + '"\n'
    found = read_csv(f"n,text\n0,a\n{long}2,b\n")
    assert [row if isinstance(row, dict) else row[:14] for row in found] == [
        {"n": "0", "text": "a"}, "is longer than", {"n": "2", "text": "b"},
    ]  # fmt: skip


def test_a_quotation_mark_that_never_closes_does_not_cost_the_whole_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "LARGEST", 100)
    monkeypatch.setattr(rows_module, "LONGEST_LOST", 100)
    found = read_csv('n,text\n1,"open\n' + "2,b\n" * 200)
    assert found[0] == rows_module.TOO_LONG
    assert {"n": "2", "text": "b"} in found


def test_a_table_of_too_many_columns_says_so(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("text" + "," * 20_000 + f"\n{STORY}\n")
    (failure,) = listed(path)
    assert isinstance(failure, Failure) and "more than 10000 cells" in failure.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"a": 1}, {"a": [oops]}, {"a": 3}]', 3),
        ('[{"a": 1}, {"a": 2}}, {"a": 3}]', 4),
        ('[{"a": 1}, nul, {"a": 3}]', 3),
        ('[{"a": "\\\\"}, {"a": "\\""}, {"a": 3}]', 3),
        ('[{"a": 1}, {"a": "[{" oops}, {"a": 3}]', 3),
    ],
)
def test_a_broken_element_of_an_array_costs_only_itself(text: str, found: int) -> None:
    rows = list(json_rows(io.StringIO(text)))
    assert len(rows) == found
    assert rows[-1] == {"a": "3"}


def test_an_element_broken_at_every_place_where_a_piece_may_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.intake import objects

    text = '[{"a": "' + '\\"\\\\' * 20 + '[{"}, {"b": "\\\\\\"}' + '"}, {"a": 3}]'
    for piece in range(1, 40):
        monkeypatch.setattr(objects, "PIECE", piece)
        monkeypatch.setattr(objects, "LARGEST", 30)
        found = list(json_rows(io.StringIO(text)))
        assert found[0] == objects.TOO_LONG
        assert found[-1] == {"a": "3"}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='[]{},:"\\ 1a\n', max_size=60))
def test_whatever_stands_in_a_file_of_json_has_an_end(text: str) -> None:
    assert all(isinstance(row, str | dict) for row in json_rows(io.StringIO("[" + text)))
    assert all(isinstance(row, str | dict) for row in json_rows(io.StringIO(text)))


def test_arrays_nested_too_deep_cost_only_themselves() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert list(json_rows(io.StringIO(f'[{{"a": {deep}}}, {{"a": 3}}]')))[-1] == {"a": "3"}
    assert list(json_lines(io.StringIO(f'{{"a": {deep}}}\n{{"a": 3}}\n')))[-1] == {"a": "3"}


NESTED = [
    {"source": {"id": 7, "name": "Sarn Wire"}, "body": STORY, "published": None, "tags": ["a", "b"], "picture": b"\x89P"},
    {"source": {"id": 8, "name": "Tolna Post"}, "body": STORY + "!", "published": None, "tags": [], "picture": b""},
]  # fmt: skip


def test_parquet_is_read_with_what_is_nested_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(NESTED), path)
    found = [item for item in listed(path) if isinstance(item, Report)]
    assert [item.outlet and item.outlet.name for item in found] == ["Sarn Wire", "Tolna Post"]
    assert [item.text for item in found] == [STORY, STORY + "!"]


def test_a_wrong_map_for_parquet_says_which_columns_there_are(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist(NESTED), tmp_path / "a.parquet")
    (failure,) = listed(tmp_path / "a.parquet", columns={"text": "boddy"})
    assert isinstance(failure, Failure)
    assert "no column 'boddy' for text; it has source, source.id, source.name, body" in str(
        failure
    ) and "picture" not in str(failure)


def test_parquet_in_an_archive_is_read_too(tmp_path: Path) -> None:
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(NESTED), out)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.parquet", out.getvalue())
    assert [item.input[-15:] for item in listed(tmp_path / "a.zip") if isinstance(item, Report)] == [
        "a.parquet row 1", "a.parquet row 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1" + bytes(90) + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"text\n" * 9]
)
def test_what_is_no_parquet_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    (failure,) = listed(tmp_path / "a.parquet")
    assert isinstance(failure, Failure) and failure.input.endswith("a.parquet") and failure.hint


def test_parquet_that_is_cut_or_damaged_inside_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(ROWS[:1] * 2_000), path, compression="gzip")
    data = bytearray(path.read_bytes())
    data[40:80] = bytes(40)
    path.write_bytes(data)
    assert isinstance(listed(path)[-1], Failure)


def test_a_parquet_column_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.intake import parquet as module

    monkeypatch.setattr(module, "HARMLESS", 1_000_000)
    parquet.write_table(
        pyarrow.Table.from_pylist([{"text": "x" * 9_000_000}]), tmp_path / "a.parquet", compression="zstd"
    )
    (failure,) = listed(tmp_path / "a.parquet")
    assert isinstance(failure, Failure) and "200 times" in failure.reason


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (failure,) = listed(tmp_path / "a.parquet")
    assert isinstance(failure, Failure) and "reportedly[parquet]" in failure.hint


def test_a_table_is_opened_by_how_its_name_ends() -> None:
    found = open_rows(Held("week.TSV", b"n\ttext\n1\tTwo barges, sunk\n"))
    assert list(found.rows()) == [{"n": "1", "text": "Two barges, sunk"}]
