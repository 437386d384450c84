"""A checking sheet: what stands in it, that it comes back whatever program filled it, and what a filled one says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import CAPTIVES, CLAIMS, CLOSING, KILLED, MINISTRY, TEXT, at, reading, report

from reportedly.checking.fields import CHECKED
from reportedly.checking.filled import JudgedRow, Judgement, SheetError, SheetFault, Verdict, read_sheet
from reportedly.checking.precision import precisions, wilson
from reportedly.checking.sheet import COLUMNS, RIGHT, context_of, sheet_lines
from reportedly.exchange.cells import FORMULA
from reportedly.records import Reading
from reportedly.search.sample import draw

REPORT = report().id
DRAWN = [(REPORT, claim.id) for claim in CLAIMS]


def table(*readings: Reading, drawn: Iterable[tuple[str, str]] = DRAWN) -> list[dict[str, str]]:
    """The rows of a sheet, as a spreadsheet shows them."""
    return list(csv.DictReader(sheet_lines(readings or (reading(),), list(drawn), 7, "kind:assault")))


def filled(rows: list[dict[str, str]], separator: str = ",", coding: str = "utf-8-sig") -> list[JudgedRow | SheetFault]:
    """A sheet as a spreadsheet gives it back."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return list(read_sheet(io.BytesIO(out.getvalue().encode(coding, "replace"))))


def judged(rows: list[dict[str, str]], field: str) -> list[Judgement]:
    found = [one for row in filled(rows) if isinstance(row, JudgedRow) for one in row.judgements]
    return [one for one in found if one.field == field]


def test_a_row_says_what_was_read_and_leaves_a_cell_beside_each_field() -> None:
    row = table()[4]
    assert row["claim"] == CLAIMS[4].text
    assert row["context"].count("⟦") == 1 and f"⟦{CLAIMS[4].text}⟧" in row["context"]
    assert row["source"] == row["chain"] == "Tesk Valley Watch"
    assert row["kind"] == "ASSAULT" and row["status"] == "actual"
    assert row["counts"] == "at least 14 fighters killed, 2 shepherds killed"
    assert {row[name + RIGHT] for name in CHECKED} == {""}
    assert row["seed"] == "7" and row["query"] == "kind:assault"


def test_what_is_left_open_is_empty_and_the_outlets_own_voice_is_said() -> None:
    rows = table()
    assert rows[0]["source"] == rows[0]["chain"] == "the outlet itself"
    assert rows[0]["act"] == rows[0]["unnamed"] == rows[0]["custody"] == rows[0]["place"] == ""
    assert [row["custody"] for row in rows].count("yes") == 1
    assert rows[6]["custody"] == "yes" and rows[6]["unnamed"] == "collective"
    assert rows[8]["place"] == "Anselt (fits no gazetteer)" and "on Friday" in rows[8]["day"]


def test_events_of_one_claim_stand_in_order() -> None:
    claims = (replace(CLAIMS[4], events=(KILLED, CLOSING)),)
    row = table(reading(claims=claims))[0]
    assert row["kind"] == "ASSAULT; SANCTION" and row["status"] == "actual; future"
    assert row["place"] == "–; Anselt (fits no gazetteer)"


def test_the_context_reaches_to_the_mention_of_a_source_and_cuts_no_word() -> None:
    shown = context_of(CLAIMS[4], "word " * 400 + TEXT)
    assert shown.startswith("…") or shown.startswith("word")
    moved = replace(CLAIMS[3], spans=(at("“The depots were full,”"), at("“and the fire burned until morning.”")))
    told = context_of(moved, TEXT)
    assert told.count("⟦") == told.count("⟧") == 2 and "citing a field commander" in told


def test_private_people_are_not_named_and_nothing_acts() -> None:
    source = replace(CAPTIVES, name="Ana Ruk", unnamed=None)
    claim = replace(CLAIMS[1], chain=(source,), text='=HYPERLINK("x")\n\u202e')
    row = table(reading(claims=(claim,)))[0]
    assert row["source"] == "a detainee (named in the text)"
    lines = list(csv.reader(sheet_lines([reading(claims=(claim,))], DRAWN, 7, "-act:deny")))
    assert not [cell for cell in lines[1] if FORMULA.match(cell) and not cell.startswith("'")]
    assert "\u202e" not in row["claim"]
    assert filled(table(reading(claims=(claim,))))[0]


@pytest.mark.parametrize(("separator", "coding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_a_sheet_comes_back_whatever_program_saved_it(separator: str, coding: str) -> None:
    rows = table()
    rows[2]["place" + RIGHT], rows[2]["act" + RIGHT] = "Orvek;\nSarn", "Right"
    back = filled(rows, separator, coding)
    assert [(row.report, row.claim) for row in back if isinstance(row, JudgedRow)] == DRAWN
    row = back[2]
    assert isinstance(row, JudgedRow)
    assert row.judgements[0].verdict is Verdict.RIGHT
    assert (row.judgements[1].verdict, row.judgements[1].value) == (Verdict.WRONG, "Orvek;\nSarn")
    assert row.seed == "7" and row.read_by == "rules@1, knowledge 2031.05"


def test_a_right_value_says_wrong_unless_it_is_what_was_read() -> None:
    rows = table()
    for row, value in zip(rows, ("hedged", "Hedged", "none", "unsure"), strict=False):
        row["certainty" + RIGHT] = value
    found = [(one.verdict, one.value) for one in judged(rows, "certainty")]
    assert found == [(Verdict.WRONG, "hedged"), (Verdict.RIGHT, None), (Verdict.WRONG, ""), (Verdict.UNSURE, None)]
    rows[0]["act" + RIGHT] = "none"
    assert judged(rows, "act")[0].verdict is Verdict.RIGHT


def test_a_bad_cell_or_row_costs_itself_and_is_named_by_its_line() -> None:
    rows = table()
    rows[0]["certainty" + RIGHT], rows[0]["place" + RIGHT] = "sure", "right"
    rows[1]["key"] = "12"
    rows[3]["key"] = rows[2]["key"]
    back = filled(rows)
    faults = [row for row in back if isinstance(row, SheetFault)]
    assert [fault.line for fault in faults] == [2, 3, 5]
    assert "'sure' is no judgement of 'certainty'" in faults[0].reason and "asserted" in faults[0].reason
    assert "line 4 already" in faults[2].reason
    kept = [row for row in back if isinstance(row, JudgedRow)]
    assert len(kept) == len(CLAIMS) - 2
    assert [one.field for one in kept[0].judgements] == ["place"]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b'"' + b"x" * 200_000])
def test_a_file_that_is_no_sheet_says_so(data: bytes) -> None:
    with pytest.raises(SheetError):
        list(read_sheet(io.BytesIO(data)))


@given(st.binary(max_size=400))
def test_any_rows_below_the_header_are_faults_or_rows(rest: bytes) -> None:
    head = next(iter(sheet_lines([], [], 0, ""))).encode()
    for row in read_sheet(io.BytesIO(head + b"\n" + rest)):
        assert row.line > 1


def test_precision_counts_what_was_read_and_what_was_left_open_apart() -> None:
    rows = table()
    for row, value in zip(rows, ("right", "right", "wrong", "unsure", "armed men"), strict=False):
        row["source" + RIGHT] = value
    rows[0]["act" + RIGHT], rows[1]["act" + RIGHT], rows[7]["act" + RIGHT] = "right", "accuse", "right"
    given = [one for row in filled(rows) if isinstance(row, JudgedRow) for one in row.judgements]
    found = {one.field: one for one in precisions(given)}
    source, act, place = found["source"], found["act"], found["place"]
    assert (source.judged, source.right, source.unsure, source.precision) == (4, 2, 1, 0.5)
    assert (act.judged, act.right, act.left_open, act.rightly) == (1, 1, 2, 1)
    assert (place.judged, place.precision, place.low) == (0, None, None)


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_the_same_seed_draws_the_same_claims_whatever_their_order() -> None:
    found = {f"r{n}": [f"c{n}{k}" for k in range(5)] for n in range(40)}
    turned = {report: claims[::-1] for report, claims in reversed(found.items())}
    drawn = draw(found, 20, 7)
    assert draw(turned, 20, 7) == drawn
    assert draw(found, 10, 7).claims == drawn.claims[:10]
    assert draw(found, 20, 8).claims != drawn.claims
    assert drawn.total == len(draw(found, 1000, 7).claims) == 200


def test_a_draw_favours_no_claim() -> None:
    found = {f"r{n}": [f"c{n}"] for n in range(20)}
    often = [sum(("r3", "c3") in draw(found, 5, seed).claims for seed in range(part, part + 400)) for part in (0, 400)]
    assert all(70 <= many <= 130 for many in often)


def test_ministry_is_shown_by_name() -> None:
    assert table()[7]["source"] == MINISTRY.name and table()[7]["act"] == "accuse"
