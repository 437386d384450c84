"""Decisions laid over readings: which values people can give, how a decision finds its claim again, what stays as read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import CLAIMS, KILLED, TEXT, at, reading, report

from reportedly.corrections import fields
from reportedly.corrections.attach import attach
from reportedly.corrections.fields import COUNTED, FIELDS, JUDGEMENT, MARKS, About, Change, change, changes
from reportedly.corrections.marking import StaleWordsError, kept, places, settled
from reportedly.corrections.overlay import GONE, Laid, lay
from reportedly.corrections.setting import OF_CLAIM, OF_EVENT, OF_SOURCE
from reportedly.decision import Anchor, Decision, DecisionError, Verb
from reportedly.records import By, Certainty, Claim, Decided, Judgement, Reading, SourceType, Toll, Unnamed, cut

KILLING = 4  # the place of the claim on the fighters killed


def decided(claim: Claim, typed: str, part: str | None = None, who: str = "Ilka Dorn") -> Decision:
    """A decision about a claim of the invented report."""
    target = Anchor("r1", report().version, claim.id, claim.spans, claim.text)
    asked = change(typed)
    return Decision(1, "2031-05-09", who, Verb.CORRECT, target=target, field=asked.named, part=part, new=asked.value)


def laid(*decisions: Decision, over: Reading | None = None) -> Laid:
    return lay(over or reading(), decisions)


def shown(*typed: str, claim: int = KILLING) -> Claim:
    """A claim of the invented report with corrections laid over it, all of which must find their place."""
    done = laid(*(decided(CLAIMS[claim], text) for text in typed))
    assert done.orphans == {}
    return done.reading.claims[claim]


def retold(text: str, **changed: object) -> Reading:
    """The report with another text, read as one claim of all its words."""
    whole = (at(text, text=text),)
    claim = replace(CLAIMS[KILLING], id="other", spans=whole, text=text, events=())
    return reading(
        report=report(text=text, version="sha256:other"), claims=(replace(claim, **changed),), places=(), times=()
    )  # type: ignore[arg-type]


def test_every_field_can_be_read_and_set_and_no_other() -> None:
    assert FIELDS.keys() | {JUDGEMENT} == OF_CLAIM.keys() | OF_SOURCE.keys() | OF_EVENT.keys()
    assert {name for name, field in FIELDS.items() if field.about is About.SOURCE} == OF_SOURCE.keys()
    assert all(change(field.example.replace('"', "")).field == name for name, field in FIELDS.items())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("certanty=denied", "certanty is no field that can be corrected; did you mean certainty; fields are certainty, act,"),
        ("certainty=true", "'true' is no value of certainty; its values are asserted, hedged, denied, planned"),
        ("type=monitr", "'monitr' is no value of type; did you mean monitor"),
        ("certainty", "write field=value, as in certainty=denied"),
        ("certainty.2=denied", "takes no number"),
        ("type.0=monitor", "counts from 1"),
        ("killed=many", "is no figure; write 18, 18..20, 18.. (at least 18)"),
        ("killed=20..18", "ends before it begins"),
        ("date=2031-02-30", "is no date of the calendar"),
        ("date=yesterday", "is no day; write 2031-05-03"),
        ("place=Anselt (95, 10)", "lies beyond the poles"),
        ("source=A > B", "parts the names of a chain; give one name"),
        ("source=", "holds no letter or digit"),
        ("cue=…", "holds no letter or digit; give the words as they stand in the report"),
        ("cue=@9-4 said", "ends before it begins"),
        ("content=none", "is no content; a claim that is none is rejected"),
        ("source=" + "x" * 300, "longer than 200 characters"),
        ("chain=" + " > ".join("ABCDEFGHIJK"), "more than 10 sources"),
        ("source=" + "x" * 3000, "longer than 2,500 characters"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_what_would(typed: str, said: str) -> None:
    with pytest.raises(DecisionError) as fault:
        change(typed)
    assert said in str(fault.value)


def test_a_field_is_corrected_once_by_one_command() -> None:
    with pytest.raises(DecisionError, match="killed is given twice"):
        changes(["killed=3", "killed=4"])
    with pytest.raises(DecisionError, match="nothing is corrected; write field=value"):
        changes([])
    assert [item.named for item in changes(["killed=3", "type=ngo", "kind.2=aid"])] == ["type", "kind.2", "killed"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("killed=18", "18"), ("killed= 18 .. 20 ", "18..20"), ("killed=..20", "..20"), ("killed=NONE", "none"),
     ("date=2031-02", "2031-02-01..2031-02-28"), ("date=2031-05-03..2031-05-03", "2031-05-03"),
     ("place=  Upper   Tesk, OX", "Upper Tesk, OX"), ("place=Anselt, OX (-41, 122.5,2)", "Anselt, OX (-41.0, 122.5, 2)"),
     ("chain=A>B", "A > B"), ("act=None", "none")],
)  # fmt: skip
def test_a_value_is_kept_in_one_form_that_can_be_typed_again(typed: str, kept: str) -> None:
    asked = change(typed)
    assert asked.value == kept
    assert change(f"{asked.field}={kept}") == asked


def test_a_corrected_claim_says_so_and_keeps_its_id_and_words() -> None:
    claim = shown("certainty=hedged", "type=ngo", "killed=12..14")
    assert (claim.id, claim.text) == (CLAIMS[KILLING].id, CLAIMS[KILLING].text)
    assert claim.certainty is Certainty.HEDGED
    assert claim.chain[0].type is SourceType.NGO
    assert (claim.events[0].counts[0].low, claim.events[0].counts[0].high) == (12, 14)
    assert claim.decided_by == (
        Decided("certainty", "Ilka Dorn", "asserted"), Decided("type", "Ilka Dorn", "monitor"),
        Decided("killed", "Ilka Dorn", "14.."),
    )  # fmt: skip
    others = [
        item
        for number, item in enumerate(laid(decided(CLAIMS[KILLING], "act=accuse")).reading.claims)
        if number != KILLING
    ]
    assert others == [item for number, item in enumerate(CLAIMS) if number != KILLING]


def test_a_denial_is_negative_and_no_longer_hedged() -> None:
    claim = shown("certainty=denied", claim=1)
    assert (claim.certainty, claim.polarity, claim.hedge) == (Certainty.DENIED, "negative", None)
    assert shown("certainty=asserted", "act=none", claim=9).polarity == "positive"


def test_a_chain_is_put_together_from_the_sources_of_the_report() -> None:
    claim = shown("chain=Osmara Press Bureau > Tesk Valley Watch > Marrow Board")
    assert [(source.name, source.type, source.id) for source in claim.chain] == [
        ("Osmara Press Bureau", SourceType.AGENCY, "osm-opb"), ("Tesk Valley Watch", SourceType.MONITOR, "osm-tvw"),
        ("Marrow Board", SourceType.OTHER, None),
    ]  # fmt: skip
    assert shown("chain=none").chain == ()


def test_an_origin_is_named_where_the_outlet_spoke_in_its_own_voice() -> None:
    claim = shown("source=Marrow Board", "type=official", "unnamed=withheld", "custody=yes", claim=10)
    (source,) = claim.chain
    assert (source.name, source.type, source.unnamed, source.custody) == (
        "Marrow Board", SourceType.OFFICIAL, Unnamed.WITHHELD, True,
    )  # fmt: skip


def test_a_number_names_one_of_several_sources() -> None:
    claim = shown("type.1=media", claim=2)
    assert [source.type for source in claim.chain] == [SourceType.MEDIA, SourceType.MILITARY]


def test_a_person_of_a_private_kind_is_not_named_by_what_was_read_before() -> None:
    private = replace(CLAIMS[KILLING].chain[0], name="Jora Venn", type=SourceType.RESIDENT, id=None)
    over = reading(claims=(replace(CLAIMS[KILLING], chain=(private,)),))
    claim = laid(decided(CLAIMS[KILLING], "source=Marrow Board"), over=over).reading.claims[0]
    assert "Venn" not in str(claim.decided_by)


def test_a_name_that_stands_only_within_another_word_is_mentioned_nowhere() -> None:
    assert TEXT.find("row") > 0
    assert shown("source=row").chain[0].mention is None
    assert shown("source=Marrow Ford").chain[0].mention is not None


def test_an_event_is_added_corrected_and_taken_out() -> None:
    done = laid(
        *(
            decided(CLAIMS[5], text)
            for text in ("kind=assault", "injured=30..", "place=Anselt, OX (-41.0, 122.5)", "date=2031-05-06")
        )
    )
    (event,) = done.reading.claims[5].events
    assert (event.type, event.counts[0].what, event.counts[0].low) == ("ASSAULT", "injured", 30)
    assert event.place is not None and event.time is not None
    assert (done.reading.places[event.place].resolved, done.reading.places[event.place].lat) == ("Anselt", -41.0)
    assert done.reading.times[event.time].start == "2031-05-06"
    assert done.reading.places[: len(reading().places)] == reading().places
    assert shown("kind=none").events == ()
    assert shown("kind=accident", claim=2).events[0].mode is None


def test_a_place_that_the_report_has_is_used_as_it_was_read() -> None:
    done = laid(decided(CLAIMS[KILLING], "place=Marrow Ford, OX (-41.31, -122.42, 1)"))
    assert done.reading.claims[KILLING].events[0].place == 1
    assert done.reading.places == reading().places


def test_a_figure_is_taken_out_and_what_was_a_part_of_it_stays() -> None:
    counts = (replace(KILLED.counts[0], what="injured"), KILLED.counts[0], replace(KILLED.counts[1], of=1))
    over = reading(claims=(replace(CLAIMS[KILLING], events=(replace(KILLED, counts=counts),)),))
    (event,) = laid(decided(CLAIMS[KILLING], "injured=none"), over=over).reading.claims[0].events
    assert [(count.what, count.of) for count in event.counts] == [("killed", None), ("killed", 0)]


# --- words of the report


def test_words_that_a_person_marks_are_those_of_the_claim_its_source_and_its_event() -> None:
    said = {
        "content": "at least 14 fighters of the Iron Heron Brigade", "mention": "a monitoring group", "cue": "confessed",
        "killed_words": "at least 14", "place_words": "Marrow Ford", "date_words": "late on Tuesday",
    }  # fmt: skip
    done = laid(*(decided(CLAIMS[KILLING], f"{name}={kept((at(words),), TEXT)}") for name, words in said.items()))
    claim, found = done.reading.claims[KILLING], done.reading
    assert (claim.spans, claim.text) == ((at(said["content"]),), said["content"])
    assert (claim.chain[0].mention, claim.chain[0].cue) == (at(said["mention"]), at(said["cue"]))
    assert claim.chain[0].name == "Tesk Valley Watch"
    event = claim.events[0]
    assert (event.counts[0].span, event.counts[0].low) == (at(said["killed_words"]), 14)
    assert event.place is not None and event.time is not None
    assert (found.places[event.place].name, found.places[event.place].no_match) == ("Marrow Ford", True)
    assert (found.times[event.time].span, found.times[event.time].start) == (at(said["date_words"]), None)


def test_a_place_and_a_day_that_are_set_later_stand_at_the_words_that_were_marked() -> None:
    words = [decided(CLAIMS[KILLING], f"{name}={kept((at(said),), TEXT)}")
             for name, said in (("place_words", "Upper Tesk"), ("date_words", "since March"))]  # fmt: skip
    later = (
        decided(CLAIMS[KILLING], "place=Koven, XL (22.0, 31.0, 1) [geonames:113]"),
        decided(CLAIMS[KILLING], "date=2031-05-03"),
    )
    found = laid(*words, *later).reading
    event = found.claims[KILLING].events[0]
    assert event.place is not None and event.time is not None
    place, time = found.places[event.place], found.times[event.time]
    assert (place.span, place.resolved, place.gazetteer, place.lat) == (at("Upper Tesk"), "Koven", "geonames:113", 22.0)
    assert (time.span, time.start) == (at("since March"), "2031-05-03")


def test_words_that_name_the_source_of_a_claim_without_one_are_its_name() -> None:
    claim = next(number for number, one in enumerate(CLAIMS) if not one.chain)
    value = kept((at("state television"),), TEXT)
    (source,) = laid(decided(CLAIMS[claim], f"mention={value}")).reading.claims[claim].chain
    assert (source.name, source.mention) == ("state television", at("state television"))


def test_marked_words_move_with_the_claim_and_not_to_the_same_words_elsewhere() -> None:
    made = decided(CLAIMS[KILLING], f"cue={kept((at('said', 1),), TEXT)}")
    later = "He said so.\n\n" + TEXT
    claim = replace(CLAIMS[KILLING], id="new", spans=(at(CLAIMS[KILLING].text, text=later),))
    over = reading(report=report(text=later, version="sha256:later"), claims=(claim,), places=(), times=())
    assert laid(made, over=over).reading.claims[0].chain[0].cue == at("said", 2, later)
    other = later.replace("Tesk Valley Watch, a monitoring group, said", "Tesk Valley Watch, a monitoring group, wrote")
    claim = replace(claim, spans=(at(CLAIMS[KILLING].text, text=other),))
    lost = laid(made, over=reading(report=report(text=other), claims=(claim,), places=(), times=()))
    assert "'said' stands no more, or in several places" in lost.orphans[0]
    assert lost.reading.claims[0].chain == claim.chain


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("🚢 sank", "@3-9"), ("cafe\u0301", "@14-19"), ("@2 said", "@29-33"), ("sank so", "@5-12"), ("@10-12 so", "@10-12"),
    ],
)  # fmt: skip
def test_places_are_code_points_whatever_stands_before(typed: str, where: str) -> None:
    text = "🧭: 🚢 sank\nso, cafe\u0301 said. He said."
    assert settled(typed, text) == f"{where} {typed.removeprefix('@2 ').removeprefix('@10-12 ')}"


def test_words_that_stand_twice_are_asked_back_and_words_within_others_are_none() -> None:
    with pytest.raises(DecisionError, match="'said' stands in 4 places of the report; say which, as in @2 said: @1 …"):
        settled("said", TEXT)
    with pytest.raises(DecisionError, match="so there is no @9"):
        settled("@9 said", TEXT)
    with pytest.raises(DecisionError, match="'aid' stands nowhere in the report"):
        settled("aid", TEXT)
    assert places("nine strikes around the town", TEXT.replace("around the", "around\nthe"))


def test_a_forged_place_is_refused_with_what_stands_there() -> None:
    start, end = at("a monitoring group")
    with pytest.raises(StaleWordsError) as fault:
        settled(f"@{start + 1}-{end + 1} a monitoring group", TEXT)
    assert (
        "' monitoring group,'" in str(fault.value).replace("'monitoring", "' monitoring") and fault.value.status == 409
    )
    with pytest.raises(StaleWordsError, match="says nothing, not 'said'"):
        settled("@999998-999999 said", TEXT)


def test_a_toll_goes_with_the_claim_that_it_stood_on() -> None:
    over = reading(toll=Toll(14, None, claims=(KILLING,)))
    assert laid(decided(CLAIMS[KILLING], "killed=12"), over=over).reading.toll is None
    assert laid(decided(CLAIMS[0], "certainty=hedged"), over=over).reading.toll == over.toll


def test_the_claim_is_known_by_its_id_then_by_where_its_words_are() -> None:
    claim = CLAIMS[KILLING]
    anchor = decided(claim, "act=none").target
    assert anchor is not None
    assert attach(anchor, reading()) == KILLING
    start, end = claim.spans[0]
    longer = replace(claim, id="longer", spans=((start, end + 1),), text=TEXT[start : end + 1])
    other = replace(CLAIMS[5], id="other")
    assert attach(anchor, reading(by=By("other@2", None, "x"), claims=(other, longer))) == 1
    assert attach(anchor, reading(claims=(other,))) is None


def test_the_words_are_found_where_they_moved_to() -> None:
    text = "UPDATED. The council met.\n\n" + TEXT
    moved = len(text) - len(TEXT)
    spans = tuple((start + moved, end + moved) for start, end in CLAIMS[KILLING].spans)
    over = reading(
        report=report(text=text, version="sha256:new"),
        claims=(replace(CLAIMS[0], id="x"), replace(CLAIMS[KILLING], id="new", spans=spans)),
    )
    done = laid(decided(CLAIMS[KILLING], "certainty=hedged"), over=over)
    assert done.reading.claims[1].certainty is Certainty.HEDGED
    assert done.orphans == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("At least 14 fighters of the Iron Heron Brigade and two shepherds were killed on Tuesday", True),
        ("at least 19 fighters of the Iron Heron Brigade and two shepherds were killed", False),
        ("the Iron Heron Brigade buried two of its fighters, the council of shepherds said", False),
    ],
)
def test_a_mended_sentence_keeps_its_correction_and_another_figure_or_sentence_does_not(text: str, kept: bool) -> None:
    done = laid(decided(CLAIMS[KILLING], "certainty=hedged"), over=retold(text))
    assert (done.reading.claims[0].certainty is Certainty.HEDGED) is kept
    assert done.orphans == ({} if kept else {0: GONE})


def test_a_correction_of_a_source_that_is_gone_is_an_orphan_with_the_reason() -> None:
    other = replace(CLAIMS[KILLING].chain[0], name="Marrow Board", id=None)
    over = reading(claims=(replace(CLAIMS[KILLING], chain=(other,)),))
    done = laid(decided(CLAIMS[KILLING], "type=ngo", part="Tesk Valley Watch"), over=over)
    assert done.orphans == {0: "'Tesk Valley Watch' is no source of the claim as it is read now"}
    assert done.reading == over
    longer = replace(CLAIMS[KILLING].chain[0], name="the Tesk Valley Watch group")
    over = reading(claims=(replace(CLAIMS[KILLING], chain=(longer, other)),))
    done = laid(decided(CLAIMS[KILLING], "type=ngo", part="Tesk Valley Watch"), over=over)
    assert [source.type for source in done.reading.claims[0].chain] == [SourceType.NGO, SourceType.MONITOR]


def test_the_only_event_of_a_claim_is_the_same_in_whatever_words() -> None:
    over = reading(claims=(replace(CLAIMS[KILLING], events=(replace(KILLED, span=at("shepherds")),)),))
    done = laid(decided(CLAIMS[KILLING], "killed=16", part="killed"), over=over)
    assert done.reading.claims[0].events[0].counts[0].low == 16


def test_the_last_person_counts_and_what_was_read_stays_known() -> None:
    claim = CLAIMS[KILLING]
    done = laid(decided(claim, "certainty=hedged"), decided(claim, "certainty=denied", who="Bo Hale"))
    assert done.reading.claims[KILLING].certainty is Certainty.DENIED
    assert done.reading.claims[KILLING].decided_by == (Decided("certainty", "Bo Hale", "asserted"),)


def test_a_judgement_changes_nothing_but_itself() -> None:
    target = decided(CLAIMS[KILLING], "act=none").target
    made = Decision(1, "", "Bo Hale", Verb.REJECT, target=target, field=JUDGEMENT, new="rejected")
    claim = laid(made).reading.claims[KILLING]
    assert claim == replace(CLAIMS[KILLING], judgement=Judgement.REJECTED, decided_by=(Decided(JUDGEMENT, "Bo Hale"),))


FIGURES = st.sampled_from(["0", "7", "7..9", "..9", "7..", "none"])
VALUES = {name: st.sampled_from(field.values) for name, field in FIELDS.items() if field.values} | {
    "chain": st.sampled_from(["none", "Tesk Valley Watch", "Marrow Board > residents of Marrow Ford"]),
    "source": st.sampled_from(["Marrow Board", "Tesk Valley Watch", "X"]),
    "place": st.sampled_from(["none", "Anselt", "Marrow Ford, OX (1.5, 2.5, 1)"]),
    "date": st.sampled_from(["none", "2031", "2031-05-01..2031-05-03"]),
    **dict.fromkeys(COUNTED, FIGURES),
}
MARKED = st.sampled_from(["Tesk Valley Watch", "at least 14", "Friday", "the town of Marrow Ford", "The strikes"])
VALUES |= {name: MARKED.map(lambda words: kept((at(words),), TEXT)) for name in MARKS}


@st.composite
def corrections(draw: st.DrawFn) -> Decision:
    name = draw(st.sampled_from(sorted(FIELDS)))
    number = None if FIELDS[name].about is About.CLAIM else draw(st.none() | st.integers(1, 3))
    named = Change(name, number, "").named
    return decided(draw(st.sampled_from(CLAIMS)), f"{named}={draw(VALUES[name])}")


@settings(max_examples=150, deadline=None)
@given(st.lists(corrections(), max_size=8))
def test_whatever_is_decided_can_be_shown_and_the_claims_stay_the_same_claims(made: list[Decision]) -> None:
    over = reading()
    done = lay(over, made)
    assert over == reading()
    assert [claim.id for claim in done.reading.claims] == [claim.id for claim in CLAIMS]
    assert all(claim.text == cut(TEXT, claim.spans) for claim in done.reading.claims)
    for claim in done.reading.claims:
        for event in claim.events:
            assert event.place is None or event.place < len(done.reading.places)
            assert event.time is None or event.time < len(done.reading.times)
            assert all(count.of is None or count.of < len(event.counts) for count in event.counts)
    people = sum(len(claim.decided_by) for claim in done.reading.claims)
    assert people <= len(made) - len(done.orphans)
    assert lay(over, made) == done


def test_the_table_of_the_documents_is_the_one_of_the_program() -> None:

    page = (Path(__file__).parent.parent / "docs/corrections.md").read_text(encoding="utf-8")
    assert fields.table() in page
