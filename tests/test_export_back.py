"""Claims come back equal from every format that can be read back: ids, certainty, chains, spans and words."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from exported import written
from hostile_readings import ATTEMPTS, HOSTILE, hostile
from hypothesis import given
from hypothesis import strategies as st
from invented import CLAIMS, arabic, reading, report

from reportedly.exchange.annotations import read_annotation
from reportedly.exchange.cells import cell, chain_names, chain_text, uncell
from reportedly.exchange.claims_csv import read_claims
from reportedly.exchange.docbin import read_documents
from reportedly.exchange.jsonl import Fault, read_readings
from reportedly.exchange.kept import KeptClaim, kept
from reportedly.records import Reading, Source, SourceType
from reportedly.visible import one_line

PLAIN = (reading(), arabic(), reading(claims=()))
SHORT = st.text(max_size=40)


def back(name: str, data: bytes) -> list[KeptClaim]:
    """The claims of a file."""
    if name == "csv":
        return list(read_claims(data.decode().splitlines()))
    if name == "docbin":
        return list(read_documents(data))
    return [read_annotation(line) for line in data.decode().splitlines()]


def shown(claim: KeptClaim) -> KeptClaim:
    """A claim as the cells of a table show it."""
    return replace(claim, chain=tuple(map(one_line, claim.chain)), text=one_line(claim.text))


def test_readings_come_back_to_the_last_field() -> None:
    given_out = (*PLAIN, *HOSTILE)
    assert tuple(read_readings(io.BytesIO(written("jsonl", *given_out)))) == given_out


@pytest.mark.parametrize("name", ["csv", "annotations", "docbin"])
def test_claims_come_back_equal(name: str) -> None:
    assert back(name, written(name, *PLAIN)) == [shown(claim) if name == "csv" else claim for claim in kept(PLAIN)]


@pytest.mark.parametrize("name", ["annotations", "docbin"])
def test_hostile_claims_come_back_equal(name: str) -> None:
    assert back(name, written(name, *HOSTILE)) == list(kept(HOSTILE))


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda text: ascii(text[:20]))
def test_hostile_claims_come_back_from_a_table_as_it_shows_them(attempt: str) -> None:
    (found,) = back("csv", written("csv", hostile(attempt)))
    (wanted,) = kept([hostile(attempt)])
    assert found == shown(wanted)


@given(SHORT)
def test_a_cell_gives_its_text_back_and_is_no_formula(text: str) -> None:
    assert uncell(cell(text)) == one_line(text)
    assert not cell(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.text("'=+-@x", max_size=6))
def test_apostrophes_before_a_formula_come_back(text: str) -> None:
    assert uncell(cell(text)) == text


@given(st.lists(st.text("> \\a", min_size=1, max_size=8).map(one_line).filter(bool), max_size=5))
def test_a_chain_comes_back_name_by_name(names: list[str]) -> None:
    assert chain_names(chain_text(names)) == tuple(names)


@given(st.lists(SHORT, min_size=1, max_size=4))
def test_annotations_and_documents_come_back_whatever_the_names(names: list[str]) -> None:
    chain = tuple(Source(name, SourceType.MONITOR, "row") for name in names)
    found: Reading = reading(report=report(title=names[0]), claims=(replace(CLAIMS[3], chain=chain),))
    assert back("annotations", written("annotations", found)) == back("docbin", written("docbin", found))
    assert back("annotations", written("annotations", found)) == list(kept([found]))


def test_a_private_person_leaves_by_role_alone() -> None:
    person = Source("Ilka Dorn", SourceType.RESIDENT)
    private = reading(report=report(text="x" * 2000), claims=(replace(CLAIMS[4], text="x", chain=(person,)),))
    for name in ("csv", "annotations", "docbin"):
        assert back(name, written(name, private))[0].chain == ("a resident (named in the text)",)
    for name in ("geojson", "ftm", "atom", "label-studio", "parquet", "csl", "ris"):
        assert b"Ilka" not in written(name, private)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "Expecting"),
        (b"[]", "no reading"),
        (b'{"schema": "reportedly/1", "kind": "incident"}', "no reading"),
        (b'{"schema": "reportedly/1", "kind": "reading", "report": 1}', "Reading.report"),
        (b'{"schema": "reportedly/1", "kind": "reading", "x": NaN}', "NaN"),
        (b'"\xff"', "UTF-8"),
        (b"[" * 200_000, "deep"),
    ],
)
def test_a_line_that_is_no_reading_costs_only_itself(line: bytes, reason: str) -> None:
    good = written("jsonl", reading())
    found = list(read_readings(io.BytesIO(good + line + b"\n\n" + good)))
    assert [type(one) for one in found] == [Reading, Fault, Reading]
    fault = found[1]
    assert isinstance(fault, Fault) and fault.line == 2 and reason in fault.reason


@pytest.mark.parametrize(
    "unsound",
    [
        replace(reading(), claims=(replace(CLAIMS[4], spans=((0, 10**9),)),)),
        replace(reading(), claims=(replace(CLAIMS[4], spans=((9, 2),)),)),
        replace(reading(), places=()),
        replace(reading(), times=()),
        replace(reading(), places=tuple(replace(place, lat=1e300) for place in reading().places)),
    ],
)
def test_a_reading_that_does_not_hold_together_is_not_taken(unsound: Reading) -> None:
    (found,) = read_readings(io.BytesIO(written("jsonl", unsound)))
    assert isinstance(found, Fault)


def test_what_is_no_file_of_ours_is_said() -> None:
    with pytest.raises(ValueError, match="line 2"):
        back("csv", b"a,b\n1,2\n")
    with pytest.raises(ValueError, match="no annotation of ours"):
        read_annotation('{"target": []}')
