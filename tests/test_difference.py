"""What two readings of one version say differently: gained, lost, changed; matched by their words."""

from __future__ import annotations

from dataclasses import replace

from invented import CLAIMS, PLACES, WATCH, at, reading

from reportedly.checking.difference import Change, FieldChange, Totals, differences, match
from reportedly.records import Certainty, Claim, Reading, Source, Spans, cut


def compared(before: Reading, after: Reading) -> tuple[list[Change], Totals]:
    totals = Totals()
    return list(
        differences([(before, after)], totals),
    ), totals


def moved(claim: Claim, words: str, name: str) -> Claim:
    """The claim with other words, under another id."""
    spans: Spans = (at(words),)
    return replace(claim, id=name, spans=spans, text=cut(reading().report.text, spans))


def test_equal_readings_differ_in_nothing() -> None:
    changes, totals = compared(reading(), reading())
    assert changes == []
    assert (totals.reports, totals.differing, totals.matched, totals.changed) == (1, 0, len(CLAIMS), 0)


def test_a_claim_of_one_reading_alone_is_gained_or_lost() -> None:
    fewer = reading(claims=CLAIMS[1:])
    (lost,), totals = compared(reading(), fewer)
    assert (lost.change, lost.before, lost.after, lost.text) == ("lost", CLAIMS[0].id, None, CLAIMS[0].text)
    assert (totals.lost, totals.gained, totals.differing) == (1, 0, 1)
    (gained,), totals = compared(fewer, reading())
    assert (gained.change, gained.before, gained.after) == ("gained", None, CLAIMS[0].id)


def test_a_field_that_is_read_differently_is_told_with_both_values() -> None:
    other = replace(CLAIMS[4], certainty=Certainty.HEDGED, chain=())
    (change,), totals = compared(reading(), reading(claims=(*CLAIMS[:4], other, *CLAIMS[5:])))
    assert change.fields["certainty"] == FieldChange("asserted", "hedged")
    assert change.fields["source"] == FieldChange("Tesk Valley Watch", "the outlet itself")
    assert set(change.fields) == {"certainty", "source", "chain"}
    assert totals.changed == 1 and totals.fields == {"certainty": 1, "source": 1, "chain": 1}


def test_a_place_that_is_resolved_elsewhere_changes_the_claims_that_point_to_it() -> None:
    places = (PLACES[0], replace(PLACES[1], country="QM"), PLACES[2])
    (change,), _ = compared(reading(), reading(places=places))
    assert change.fields == {"place": FieldChange("Marrow Ford, OX", "Marrow Ford, QM")}


def test_claims_are_matched_by_the_words_that_they_share() -> None:
    longer = moved(
        CLAIMS[4], "said at least 14 fighters of the Iron Heron Brigade and two shepherds were killed", "longer"
    )
    part = moved(CLAIMS[4], "two shepherds were killed", "part")
    assert match([CLAIMS[4]], [longer]) == [(CLAIMS[4], longer)]
    assert match([CLAIMS[4]], [part, longer]) == [(CLAIMS[4], longer)]
    changes, totals = compared(reading(claims=(CLAIMS[4],)), reading(claims=(longer, part)))
    assert [change.change for change in changes] == ["changed", "gained"]
    assert set(changes[0].fields) == {"words"}
    assert totals.matched == 1


def test_claims_that_share_few_words_are_two() -> None:
    far = moved(CLAIMS[4], "were killed. Residents of Marrow Ford said that the hospital", "far")
    changes, totals = compared(reading(claims=(CLAIMS[4],)), reading(claims=(far,)))
    assert [change.change for change in changes] == ["lost", "gained"]
    assert totals.matched == 0


def test_of_two_sources_for_the_same_words_each_is_matched_with_its_own() -> None:
    other: tuple[Source, ...] = (replace(WATCH, name="Rill Rights Watch"),)
    before = [replace(CLAIMS[4], id="a"), replace(CLAIMS[4], id="b", chain=other)]
    after = [replace(CLAIMS[4], id="c", chain=other), replace(CLAIMS[4], id="d")]
    assert {(one.id, two.id) for one, two in match(before, after)} == {("a", "d"), ("b", "c")}
