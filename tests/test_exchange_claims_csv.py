"""Claims as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from invented import CLAIMS, WATCH, reading, report

from reportedly.exchange.claims_csv import COLUMNS, claim_rows
from reportedly.records import Reading, Source, SourceType


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("\n".join(claim_rows(readings)))))


def test_one_row_a_claim_with_all_columns() -> None:
    found = rows(reading(), reading())
    assert len(found) == 2 * len(CLAIMS)
    assert tuple(found[0]) == COLUMNS
    third = found[2]
    assert third["chain"] == "Osmara Press Bureau > field commander"
    assert (third["origin"], third["unnamed"], third["custody"]) == ("field commander", "withheld", "no")
    assert (third["event_type"], third["place"], third["where_prec"], third["counts"]) == (
        "ASSAULT",
        "Marrow Ford",
        "1",
        "strikes 9..9",
    )
    assert third["places_credit"] == "Places © GeoNames, CC BY 4.0, modified"
    assert found[4]["counts"] == "killed 14.. fighters; killed 2..2 shepherds"


def test_an_unknown_value_is_an_empty_cell() -> None:
    own = rows(reading(report=report(outlet=None, published=None)))[0]
    assert (own["outlet"], own["published"], own["origin"], own["event_type"], own["hedge_holder"]) == (
        "",
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(text: str) -> None:
    source = replace(WATCH, name=text)
    (row,) = rows(reading(report=report(title=text), claims=(replace(CLAIMS[4], text=text, chain=(source,)),)))
    assert {row["title"], row["text"], row["origin"], row["chain"]} == {f"'{text}"}


def test_lines_inside_a_cell_become_spaces() -> None:
    assert rows(reading(claims=(replace(CLAIMS[4], text="a\nb,\r\n“c”"),)))[0]["text"] == "a b, “c”"


def test_a_private_person_is_exported_by_role_alone() -> None:
    person = Source("Ilka Dorn", SourceType.RESIDENT)
    assert rows(reading(claims=(replace(CLAIMS[4], chain=(person,)),)))[0]["origin"] == "a resident (named in the text)"
