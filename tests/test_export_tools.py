"""Files for other tools: annotations, statements, tasks, documents, tables – what each tool asks for is there."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from exported import told, written, written_incidents
from hostile_readings import HOSTILE
from invented import CLAIMS, TEXT, at, reading, report

from reportedly.exchange.acled import ACLED, OURS, TYPES, acled_rows
from reportedly.exchange.claim_row import COLUMNS
from reportedly.exchange.coarse import coarse_incident
from reportedly.exchange.formats import ExportError
from reportedly.incident import Account, Assertion
from reportedly.knowledge.loader import table_rows
from reportedly.records import Reading, Source, SourceType
from reportedly.search.fields import KINDS

EVENT_TYPES = {
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments",
}  # fmt: skip


def lines(name: str, *readings: Reading) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(name, *readings).decode().splitlines()]


def test_an_annotation_selects_its_words_by_quotation_and_position() -> None:
    for found, claim in zip(lines("annotations", reading()), CLAIMS, strict=True):
        assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert found["type"] == "Annotation" and found["id"].startswith("urn:reportedly:claim:")
        assert len(found["target"]) == len(claim.spans)
        for target, (start, end) in zip(found["target"], claim.spans, strict=True):
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert quote["exact"] == TEXT[position["start"] : position["end"]] == TEXT[start:end]
            assert TEXT[:start].endswith(quote["prefix"]) and TEXT[end:].startswith(quote["suffix"])
            assert target["source"].startswith("urn:reportedly:report:")
    assert lines("annotations", reading(report=report(url="https://corriden.example/a")))[0]["target"][0]["source"] == (
        "https://corriden.example/a"
    )


def test_positions_are_code_points_and_not_utf_16() -> None:
    text = "🚢🚢 Ships burned, Watch said."
    claim = CLAIMS[0].__class__(
        "c", "body", ((3, 15),), text[3:15], CLAIMS[0].form, CLAIMS[0].certainty, (Source("Watch", SourceType.MONITOR, mention=(17, 22)),)
    )  # fmt: skip
    found = reading(report=report(text=text, headline=None, furniture=()), claims=(claim,), places=(), times=())
    (annotation,) = lines("annotations", found)
    assert annotation["target"][0]["selector"][1] == {"type": "TextPositionSelector", "start": 3, "end": 15}
    (task,) = json.loads(written("label-studio", found))
    values = [one["value"] for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    assert [(value["start"], value["text"]) for value in values] == [(3, "Ships burned"), (17, "Watch")]


def test_statements_say_what_followthemoney_asks_for() -> None:
    found = lines("ftm", reading())
    columns = {"canonical_id", "entity_id", "prop", "schema", "value", "dataset", "lang", "original_value",
               "first_seen", "last_seen", "external", "origin", "id"}  # fmt: skip
    assert all(set(one) == columns and one["value"] for one in found)
    assert next(iter(found[0])) == "canonical_id"
    there = {one["entity_id"] for one in found if one["prop"] == "id"}
    assert {one["value"] for one in found if one["prop"] in ("document", "entity")} <= there
    assert {one["entity_id"] for one in found} == there
    assert sum(one["schema"] == "Note" and one["prop"] == "id" for one in found) == len(CLAIMS)


def test_only_bodies_and_outlets_are_entities_by_name() -> None:
    named = {one["value"] for one in lines("ftm", reading()) if one["prop"] == "name"}
    assert named == {
        "Corriden Daily", "Osmara Press Bureau", "Tesk Valley Watch", "state television", "Defence Ministry",
        "Iron Heron Brigade",
    }  # fmt: skip
    schemas = {one["value"]: one["schema"] for one in lines("ftm", reading()) if one["prop"] == "name"}
    assert (schemas["Defence Ministry"], schemas["Tesk Valley Watch"]) == ("PublicBody", "Organization")
    assert "Person" not in {one["schema"] for one in lines("ftm", reading())}


def test_followthemoney_takes_the_statements_where_it_is_installed() -> None:
    ftm = pytest.importorskip("followthemoney.statement.serialize")
    data = io.BytesIO(written("ftm", reading(), *HOSTILE))
    assert sum(1 for _ in ftm.read_json_statements(data)) == data.getvalue().count(b"\n")


def test_a_task_ties_content_to_the_chain_and_sources_to_their_cues() -> None:
    (task,) = json.loads(written("label-studio", reading(claims=CLAIMS[2:3])))
    assert task["data"]["text"] == TEXT
    results = task["predictions"][0]["result"]
    regions = {one["id"]: one for one in results if one["type"] == "labels"}
    ties = [(regions[one["from_id"]]["value"], regions[one["to_id"]]["value"], one["labels"])
            for one in results if one["type"] == "relation"]  # fmt: skip
    told_ties = {(start["text"], end["text"], label) for start, end, (label,) in ties}
    assert told_ties == {
        (CLAIMS[2].text, "The Osmara Press Bureau", "said by"),
        ("The Osmara Press Bureau", "a field commander", "citing"),
        ("The Osmara Press Bureau", "citing", "cue"),
        ("a field commander", "said", "cue"),
    }
    for region in regions.values():
        value = region["value"]
        assert value["text"] == TEXT[value["start"] : value["end"]]


def test_every_span_of_a_document_is_exact() -> None:
    import spacy
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(written("docbin", reading())).get_docs(spacy.blank("en").vocab)
    assert doc.text == TEXT
    contents = [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans["contents"]]
    assert contents == [(*span, claim.certainty, claim.id) for claim in CLAIMS for span in claim.spans]
    assert {span.text for span in doc.spans["sources"]} >= {"a field commander", "Residents of Marrow Ford"}
    assert at("citing") in {(span.start_char, span.end_char) for span in doc.spans["cues"]}


def test_acled_columns_come_in_order_then_ours() -> None:
    header = next(acled_rows([], {})).split(",")
    assert header == [*ACLED, *OURS]
    assert len(ACLED) == 31


def test_every_row_of_acleds_types_is_one_of_theirs_and_stands_once() -> None:
    rows = [
        row for _, row in table_rows((files("reportedly.exchange") / TYPES).read_text("utf-8"), TYPES, ("type", "mode"))
    ]
    assert len({(row["type"], row["mode"]) for row in rows}) == len(rows)
    assert {row["event_type"] for row in rows} <= EVENT_TYPES
    assert {row["type"].lower() for row in rows} <= set(KINDS)


@pytest.mark.parametrize("name", ["ged", "acled"])
def test_a_coarse_place_still_names_whose_point_it_is(name: str) -> None:
    incidents, reports = told()
    coarse = [coarse_incident(one) for one in incidents]
    (row,) = csv.DictReader(io.StringIO(written_incidents(name, coarse, reports).decode()))
    assert "GeoNames" in row["places_credit"]


def test_a_figure_that_is_open_above_gives_no_highest_number() -> None:
    incidents, reports = told()
    open_above = [replace(one, figures=tuple(replace(f, high=None) for f in one.figures)) for one in incidents]
    (row,) = csv.DictReader(io.StringIO(written_incidents("ged", open_above, reports).decode()))
    assert (row["low"], row["high"]) == ("9", "")


@pytest.mark.parametrize(("name", "column"), [("ged", "side_a"), ("acled", "actor1")])
def test_who_did_it_is_who_the_accounts_say_did_it(name: str, column: str) -> None:
    """The actor of a sentence is not always who did it: "said police" tells of nobody who bombed."""
    (incident,), reports = told()
    blamed = Assertion("done_by", (Account("Hill Brigade", claims=("a" * 16,)),))
    others = tuple(found for found in incident.assertions if found.about != "done_by")

    def actor(assertions: tuple[Assertion, ...]) -> str:
        made = replace(incident, actors=("police",), assertions=assertions)
        (row,) = csv.DictReader(io.StringIO(written_incidents(name, [made], reports).decode()))
        return row[column]

    assert others and actor(others) == ""
    assert actor((*others, blamed)) == "Hill Brigade"
    assert actor(()) == "police"


def test_an_acled_row_holds_what_is_known_and_nothing_else() -> None:
    (row,) = csv.DictReader(io.StringIO(written_incidents("acled", *told()).decode()))
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2031-05-03", "1", "1")
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("", "9", "14")
    assert (row["source"], row["location"]) == ("Lumen; Ostara Post", "Toll Bridge")
    for column in ("disorder_type", "inter1", "inter2", "interaction", "civilian_targeting", "iso", "region",
                   "source_scale", "tags", "timestamp", "admin2", "admin3"):  # fmt: skip
        assert row[column] == ""


def test_parquet_holds_the_columns_with_numbers_as_numbers() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written("parquet", reading(), *HOSTILE)))
    assert tuple(table.column_names) == COLUMNS
    rows = table.to_pylist()
    assert [row["claim_id"] for row in rows[: len(CLAIMS)]] == [claim.id for claim in CLAIMS]
    assert (rows[2]["lat"], rows[2]["where_prec"], rows[0]["origin"]) == (-41.31, 1, None)


def test_pandas_and_duckdb_read_it_where_they_are_installed(tmp_path: Any) -> None:
    pytest.importorskip("pyarrow")
    file = tmp_path / "claims.parquet"
    file.write_bytes(written("parquet", reading()))
    readers = [name for name in ("pandas", "duckdb") if _installed(name)]
    if not readers:
        pytest.skip("neither pandas nor duckdb is installed")
    for name in readers:
        library = pytest.importorskip(name)
        found = library.read_parquet(file) if name == "pandas" else library.sql(f"FROM '{file}'")
        assert len(found) == len(CLAIMS)


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"reportedly\[parquet\]"):
        written("parquet", reading())
