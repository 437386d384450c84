"""What people decide in a workspace outlives every later reading, is listed with what became of it, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from invented import CLAIMS, TEXT, at, reading, report
from place_world import world
from postgres_server import Found
from quellmark import KNOWN, World, say
from sqlalchemy import event, text

from reportedly import deciding, workspace
from reportedly.decision import Decision, DecisionError, State, Verb
from reportedly.exchange.coarse import coarse_reading
from reportedly.exchange.formats import Exporter, IncidentExporter, exporter
from reportedly.exchange.jsonl import read_readings
from reportedly.incident import Incident
from reportedly.knowledge import gazetteer
from reportedly.linking import link
from reportedly.records import By, Certainty, Claim, Judgement, Reading, SourceType, from_json, to_json
from reportedly.relinking import relink
from reportedly.store import decisions as kept
from reportedly.store.archive import Store
from reportedly.store.decisions import record

DESK = workspace.open_workspace(Path("nowhere"))
KILLING = CLAIMS[4]
GONE = "the words it was about are no claim of what is read now"


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Iterator[Store]:
    with Store.make(founded(tmp_path / "desk")) as made:
        made.add(reading())
        yield made


def correct(store: Store, *typed: str, claim: str = KILLING.id, who: str = "Ilka Dorn") -> tuple[Decision, ...]:
    return deciding.correct(DESK, store, claim, typed, who, "read it again")


def shown(store: Store, claim: str = KILLING.id, name: str | None = None) -> Claim:
    """A claim as the store shows it, by its id."""
    found = store.reading(name or report().id)
    assert found is not None
    return next(item for item in found.claims if item.id == claim)


def asked(store: Store, statement: str) -> list[tuple[object, ...]]:
    with store.reads() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def found(store: Store, query: str) -> list[str]:
    return [hit.claim for hit in workspace.search_store(store, query, 50).hits]


def states(store: Store) -> list[State]:
    return [decision.state for decision in deciding.decisions(store)]


def read_by_another(claim: Claim, **changed: object) -> Reading:
    """The same text as another reader reads it: one claim, other ids."""
    other = replace(claim, id="other", **changed)  # type: ignore[arg-type]
    return reading(by=By("other@2", None, "2031.06"), claims=(other,))


def exported(name: str, items: list[Reading]) -> str:
    out, chosen = BytesIO(), exporter(name)
    assert isinstance(chosen, Exporter)
    chosen.write(items, out)
    return out.getvalue().decode()


def test_a_correction_is_found_shown_and_given_out_at_once(store: Store) -> None:
    correct(store, "certainty=hedged", "type=ngo", "killed=12..13")
    assert found(store, "certainty:hedged type:ngo killed:12..13 by:dorn") == [KILLING.id]
    assert found(store, "certainty:asserted type:monitor") == []
    (hit,) = workspace.search_store(store, "by:dorn", 5).hits
    assert hit.decided_by == ("Ilka Dorn",)
    assert asked(store, "SELECT origin_type, decided_by FROM v_claims WHERE decided_by IS NOT NULL") == [
        ("ngo", "Ilka Dorn")
    ]
    items = list(store.readings())
    assert from_json(Reading, json.loads(exported("jsonl", items))) == items[0]
    assert "certainty: Ilka Dorn; type: Ilka Dorn; killed: Ilka Dorn" in exported("csv", items)
    assert store.check() == []


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson", "annotations", "ftm", "atom", "label-studio"])
def test_every_format_of_claims_says_who_decided(store: Store, name: str) -> None:
    correct(store, "certainty=hedged")
    deciding.judge(store, Verb.REJECT, [KILLING.id], "Bo Hale")
    given = exported(name, list(store.readings()))
    assert all(said in given for said in ("Ilka Dorn", "Bo Hale", "rejected"))


def test_what_was_read_is_not_touched(store: Store) -> None:
    before = asked(store, "SELECT body, added FROM readings")
    correct(store, "certainty=hedged", "kind=accident", "source=Marrow Board")
    assert asked(store, "SELECT body, added FROM readings") == before


def test_a_correction_outlives_another_reader(store: Store) -> None:
    correct(store, "certainty=hedged", "killed=12")
    start, end = KILLING.spans[0]
    longer = (start, end + 1)
    assert store.add(read_by_another(KILLING, spans=(longer,), text=TEXT[start : end + 1]))
    claim = shown(store, "other")
    assert claim.certainty is Certainty.HEDGED
    assert claim.events[0].counts[0].high == 12
    assert found(store, "certainty:hedged by:dorn killed:12") == ["other"]
    assert states(store) == [State.STANDS, State.STANDS]
    assert store.check() == []


def test_undoing_leaves_the_store_as_it_was(store: Store) -> None:
    before = list(store.dump())
    correct(store, "certainty=hedged", "kind=accident", "source=Marrow Board", "place=Anselt", "date=2031-05-02")
    deciding.judge(store, Verb.REJECT, [KILLING.id, CLAIMS[0].id], "Bo Hale")
    assert list(store.dump()) != before
    for number in (1, 2):
        deciding.undo(store, number, "Ilka Dorn")
    assert list(store.dump()) == before
    assert found(store, "by:dorn OR by:hale") == []


def test_an_undoing_is_undone_and_each_is_listed(store: Store) -> None:
    correct(store, "certainty=hedged", "act=accuse")
    deciding.undo(store, 1, "Bo Hale", "too hasty")
    assert shown(store).certainty is Certainty.ASSERTED
    deciding.undo(store, 2, "Ilka Dorn")
    assert shown(store).certainty is Certainty.HEDGED
    made = deciding.decisions(store)
    assert [(item.number, item.verb.value, item.state.value, item.note) for item in made] == [
        (1, "correct", "stands", None), (1, "correct", "stands", None), (2, "undo", "undone", "by 3"),
        (3, "undo", "stands", None),
    ]  # fmt: skip
    with pytest.raises(DecisionError, match="decision 2 was undone by 3 already; to have it back, undo 3"):
        deciding.undo(store, 2, "Bo Hale")
    with pytest.raises(DecisionError, match="there is no decision 9"):
        deciding.undo(store, 9, "Bo Hale")


def test_a_later_decision_counts_and_the_earlier_is_listed_and_comes_back(store: Store) -> None:
    correct(store, "certainty=hedged")
    correct(store, "certainty=denied", who="Bo Hale")
    assert shown(store).certainty is Certainty.DENIED
    assert [(item.state, item.note) for item in deciding.decisions(store)] == [
        (State.OVERRULED, "by 2"), (State.STANDS, None),
    ]  # fmt: skip
    deciding.undo(store, 2, "Bo Hale")
    assert shown(store).certainty is Certainty.HEDGED


def changed_text(before: str, after: str, keep: bool, day: str = "2031-05-08") -> Reading:
    """The report printed again with a paragraph in front, a sentence in it changed; the claim read in it, if it is kept."""
    printed = "UPDATED.\n\n" + TEXT.replace(before, after)
    words = KILLING.text.replace(before, after)
    claim = replace(KILLING, id="new", spans=(at(words, text=printed),), text=words) if keep else replace(
        CLAIMS[0], id="title", spans=(at(CLAIMS[0].text, text=printed),))  # fmt: skip
    version = report(text=printed, version=f"sha256:{day}", published=day)
    return reading(report=version, claims=(claim,), places=(), times=())


def test_a_field_with_its_number_and_without_it_is_one(store: Store) -> None:
    correct(store, "type=monitor", "killed=9")
    correct(store, "type.1=ngo", "killed.1=8", who="Bo Hale")
    assert states(store) == [State.OVERRULED] * 2 + [State.STANDS] * 2
    assert {item.who for item in shown(store).decided_by} == {"Bo Hale"}
    assert [item.was for item in shown(store).decided_by if item.field == "type.1"] == [KILLING.chain[-1].type]


def test_a_correction_moves_with_its_words_in_a_changed_text(store: Store) -> None:
    correct(store, "certainty=hedged")
    assert store.add(changed_text("accused Brevia", "blamed Brevia", True))
    assert shown(store, "new").certainty is Certainty.HEDGED


def test_a_correction_whose_sentence_is_gone_is_listed_and_comes_back_with_it(store: Store) -> None:
    correct(store, "certainty=hedged", "type=ngo")
    assert store.add(changed_text("at least 14 fighters", "nobody", False))
    assert [(item.state, item.note) for item in deciding.decisions(store)] == [(State.ORPHAN, GONE)] * 2
    assert found(store, "by:dorn") == []
    assert store.add(changed_text("accused Brevia", "blamed Brevia", True, "2031-05-09"))
    assert states(store) == [State.STANDS] * 2
    assert found(store, "by:dorn certainty:hedged") == ["new"]


def test_a_figure_that_the_outlet_changed_is_not_corrected_by_what_was_said_of_the_old_one(store: Store) -> None:
    correct(store, "killed=13")
    assert store.add(changed_text("at least 14", "at least 19", True))
    assert shown(store, "new").events[0].counts[0].low == 14
    assert states(store) == [State.ORPHAN]


def test_a_source_that_is_read_no_more_makes_an_orphan_of_its_own(store: Store) -> None:
    correct(store, "type=ngo", "certainty=hedged")
    board = replace(KILLING.chain[0], name="Marrow Board", id=None)
    store.add(read_by_another(KILLING, chain=(board,)))
    assert states(store) == [State.STANDS, State.ORPHAN]
    assert "'Tesk Valley Watch' is no source" in str(deciding.decisions(store)[1].note)
    assert shown(store, "other").chain == (board,)


def named_privately(store: Store) -> Reading:
    """A reading in which a resident is cited."""
    resident = replace(KILLING.chain[0], name="Jora Venn", type=SourceType.RESIDENT, id=None)
    made = reading(by=By("other@2", None, "2031.06"), claims=(replace(KILLING, chain=(resident,)),))
    store.add(made)
    return made


def names_in_list(store: Store) -> str:
    return json.dumps([to_json(one) for one in deciding.decisions(store)])


def test_who_becomes_private_later_is_named_in_no_decision(store: Store) -> None:
    correct(store, "source=Jora Venn")
    assert "Jora Venn" in names_in_list(store)
    correct(store, "type=resident")
    assert "Venn" not in names_in_list(store)
    assert "a resident (named in the text)" in names_in_list(store)
    for number in (2, 1):
        deciding.undo(store, number, "Ilka Dorn")
    assert states(store)[:2] == [State.UNDONE] * 2
    assert "Venn" not in names_in_list(store)


def test_a_private_name_that_was_taken_back_before_it_was_read_stands_in_no_decision(store: Store) -> None:
    correct(store, "chain=Marrow Board > JORA VENN")
    deciding.undo(store, 1, "Ilka Dorn")
    named_privately(store)
    assert "VENN" not in names_in_list(store)
    assert "Marrow Board > a resident (named in the text)" in names_in_list(store)


def test_marked_words_of_a_private_person_are_told_by_their_place_also_where_they_are_gone(store: Store) -> None:
    named_privately(store)
    correct(store, "mention=two shepherds", "killed=3")
    start, end = at("two shepherds")
    told = deciding.decisions(store)[0]
    assert told.new == f"@{start}-{end} a resident (named in the text)"
    gone = TEXT.replace("two shepherds", "two people")
    store.add(
        replace(
            reading(by=By("third@3", None, "2031.07"), claims=(KILLING,)),
            report=report(text=gone, version="sha256:third"),
        )
    )
    told = deciding.decisions(store)[0]
    assert told.state is State.ORPHAN and "shepherds" not in names_in_list(store).replace(KILLING.text, "")


def test_a_body_that_was_taken_for_a_person_by_mistake_is_named_again(store: Store) -> None:
    correct(store, "source=Marrow Board", "type=resident")
    deciding.undo(store, 1, "Ilka Dorn")
    correct(store, "source=Marrow Board")
    assert deciding.decisions(store)[0].new == "Marrow Board"


def test_a_claim_that_was_read_anew_is_found_by_the_id_that_its_decision_names(store: Store) -> None:
    correct(store, "certainty=hedged")
    store.add(read_by_another(KILLING))
    found, place = deciding.find_claim(store, KILLING.id)
    assert found.claims[place].id == "other"
    with pytest.raises(DecisionError, match="no claim"):
        deciding.find_claim(store, CLAIMS[0].id)


def test_forgetting_a_report_takes_what_decisions_quote(store: Store, tmp_path: Path) -> None:
    correct(store, "source=Marrow Board", "killed=12")
    store.forget(report().id)
    assert "Marrow" not in str(asked(store, "SELECT * FROM decisions")) and "14" not in str(
        asked(store, "SELECT old FROM decisions")
    )
    assert all(b"shepherds" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    (first, _) = deciding.decisions(store)
    assert (first.who, first.state, first.note) == ("Ilka Dorn", State.ORPHAN, "the report is not here any more")
    assert store.check() == []
    assert store.add(reading())
    assert states(store) == [State.ORPHAN] * 2
    assert store.check() == []


@pytest.mark.parametrize(
    "damage",
    ["UPDATE decisions SET who = 'Nobody'", "UPDATE decisions SET new = 'denied' WHERE seq = 1", "DELETE FROM decisions WHERE seq = 2",
     "INSERT INTO decisions (seq, number, at, who, verb) VALUES (9, 4, '', 'Nobody', 'undo')"],
)  # fmt: skip
def test_a_decision_that_was_altered_is_named(store: Store, damage: str) -> None:
    correct(store, "certainty=hedged", "act=accuse")
    with store.writes() as connection:
        connection.execute(text(damage))
    assert any("is not the one that was made" in fault for fault in store.check())


def test_claims_are_named_by_report_and_number_and_what_fits_none_is_said(store: Store) -> None:
    assert correct(store, "certainty=hedged", claim="corriden.txt:5")[0].target is not None
    assert shown(store).certainty is Certainty.HEDGED
    for name, said in (
        ("corriden.txt:99", "has 11 claims, so no claim 99"), ("nobody.txt:1", "no report here fits 'nobody.txt'"),
        ("zzz", "no claim 'zzz' is here; a search shows the ids"), ("", "no claim '' is here"),
    ):  # fmt: skip
        with pytest.raises(DecisionError, match=said):
            correct(store, "certainty=hedged", claim=name)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("act=deny",), "a claim whose act is deny is not asserted: give certainty=denied too"),
        (("act=threaten",), "give certainty=denied or certainty=hedged or certainty=planned too"),
        (("type.3=ngo",), "type.3: the claim has no such source; correct source= or chain= first"),
        (("status.2=future",), "status.2: the claim tells of no such event; give kind= too"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(store: Store, typed: tuple[str, ...], said: str) -> None:
    before = list(store.dump())
    with pytest.raises(DecisionError, match=said):
        correct(store, "killed=3", *typed)
    assert deciding.decisions(store) == []
    assert list(store.dump()) == before


@pytest.mark.parametrize(
    ("who", "why", "said"),
    [(" ", None, "--who"), ("A > B", None, "--who"), ("Bo", "x" * 2001, "the reason is longer than 2,000")],
)
def test_who_decides_must_be_said_in_few_words(store: Store, who: str, why: str | None, said: str) -> None:
    with pytest.raises(DecisionError, match=said):
        deciding.judge(store, Verb.ACCEPT, [KILLING.id], who, why)


def test_a_place_comes_with_what_the_report_or_the_gazetteer_knows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazetteer, "default", world)
    assert correct(store, "place=marrow ford")[0].new == "Marrow Ford, OX (-41.31, -122.42, 1) [invented:2]"
    with pytest.raises(DecisionError, match='Koven is a place in XR, XL; say which: place="Koven, XR"'):
        correct(store, "place=Koven")
    assert correct(store, "place=Koven, XL")[0].new == "Koven, XL (22.0, 31.0, 1) [geonames:113]"
    assert found(store, "place:Koven country:XL") == [KILLING.id]
    assert correct(store, "place=Nowhere At All")[0].new == "Nowhere At All"


def test_a_place_that_a_person_gave_is_no_finer_than_others_in_a_coarse_export(store: Store) -> None:
    correct(store, "place=Marrow Ford", claim=CLAIMS[1].id)
    correct(store, "place=Old Mill, OX (-41.77, -122.11, 1)", claim=CLAIMS[1].id)
    (item,) = store.readings()
    given = json.dumps(to_json(replace(coarse_reading(item), report=report(text=""))))
    assert "Old Mill" in json.dumps(to_json(item)) and "-41.77" in json.dumps(to_json(item))
    assert not any(said in given for said in ("Old Mill", "-41.77", "-122.11", "-41.2, -123.1"))


def test_a_source_that_knowledge_lists_comes_with_its_type(store: Store) -> None:
    made = correct(store, "source=Reuters")
    assert [(item.field, item.new) for item in made] == [("source", "Reuters"), ("type", "agency")]
    assert len(correct(store, "source=Reuters", "type=media")) == 2


# --- incidents


def linked(store: Store) -> tuple[Incident, ...]:
    relink(store, KNOWN)
    return tuple(store.incidents())


def told(world: World, outlet: str, place: str, source: str = "Sarn Monitor", killed: int = 9) -> None:
    words = f"Jets struck the {place} and killed {killed} people there, the reports of {outlet} say."
    world.report(outlet, f"Jets strike {place}", say(words, source, killed=killed), place=place)


@pytest.fixture
def war(tmp_path: Path, founded: Found) -> Iterator[Store]:
    """Two incidents: the bridge, told by three outlets on the word of two sources, and the market."""
    made = World()
    told(made, "Lumen", "Toll Bridge")
    told(made, "Ostara Post", "Toll Bridge")
    told(made, "Orvane Wire", "Toll Bridge", "Rill Rights Watch")
    told(made, "Harbour Sheet", "Sudvik", killed=31)
    with Store.make(founded(tmp_path / "war")) as store:
        for item in made.readings:
            store.add(item)
        assert [len(incident.reports) for incident in linked(store)] == [3, 1]
        yield store


def test_a_rejected_claim_counts_for_no_origin_and_the_incident_says_so(war: Store) -> None:
    before = linked(war)[0]
    assert (before.independent_low, before.independent_high) == (2, 2)
    deciding.judge(war, Verb.REJECT, ["r002:1"], "Ilka Dorn", "not what it says")
    assert war.size().stale
    after = linked(war)[0]
    assert (after.independent_low, after.independent_high) == (1, 1)
    assert (after.id, after.reports) == (before.id, before.reports)
    assert len(after.rejected) == 1 and [item.who for item in after.decided_by] == ["Ilka Dorn"]
    assert all("Rill" not in origin.name for origin in after.origins)
    assert found(war, "judgement:rejected") == [after.rejected[0]]
    deciding.undo(war, 1, "Ilka Dorn")
    assert linked(war)[0] == before


def test_accepted_and_unsure_claims_count(war: Store) -> None:
    before = linked(war)[0]
    deciding.judge(war, Verb.UNSURE, ["r002:1"], "Ilka Dorn")
    deciding.judge(war, Verb.ACCEPT, ["r000:1"], "Ilka Dorn")
    assert linked(war)[0] == before
    assert shown(war, before.paths[0].claim, "r000").judgement is Judgement.ACCEPTED


def test_a_corrected_source_changes_whose_word_an_incident_rests_on(war: Store) -> None:
    deciding.correct(DESK, war, "r002:1", ["source=Sarn Monitor", "type=monitor"], "Bo Hale")
    assert linked(war)[0].independent_high == 1


def test_a_merge_holds_when_reports_come_in_and_links_are_made_again(war: Store) -> None:
    bridge, market = linked(war)
    deciding.merge(war, [bridge.id, market.id], "Ilka Dorn", "one raid")
    assert [len(incident.reports) for incident in linked(war)] == [4]
    more = World()
    for place in ("Toll Bridge", "Sudvik"):
        told(more, "Evening Bell", place, killed=31 if place == "Sudvik" else 9)
    for number, item in enumerate(more.readings):
        war.add(replace(item, report=replace(item.report, id=f"s{number}", input=f"s{number}")))
    sizes = [len(incident.reports) for incident in linked(war)]
    assert sizes[0] == 6
    one = linked(war)[0]
    assert [(item.field, item.who) for item in one.decided_by] == [("merge", "Ilka Dorn")]
    assert any(reason.words == "Ilka Dorn: one raid" for tie in war.links(one) for reason in tie.reasons)
    assert war.incident(market.id) == one
    deciding.undo(war, 1, "Ilka Dorn")
    assert sorted(len(incident.reports) for incident in linked(war)) == [2, 4]


def test_a_split_takes_reports_out_and_a_later_merge_brings_them_back(war: Store) -> None:
    bridge = linked(war)[0]
    deciding.split(war, bridge.id, ["r002"], "Bo Hale")
    assert sorted(len(incident.reports) for incident in linked(war)) == [1, 1, 2]
    assert all(tie.to != "r002" for tie in war.links(linked(war)[0]))
    deciding.merge(war, ["r000", "r002"], "Ilka Dorn")
    assert sorted(len(incident.reports) for incident in linked(war)) == [1, 3]
    with pytest.raises(DecisionError, match="one at least must be left in it"):
        deciding.split(war, linked(war)[0].id, ["r000", "r001", "r002"], "Bo Hale")
    with pytest.raises(DecisionError, match=r"no report of incident .* fits 'r003'; its reports are"):
        deciding.split(war, linked(war)[0].id, ["r003"], "Bo Hale")
    with pytest.raises(DecisionError, match="these are one incident already"):
        deciding.merge(war, ["r000", "r002"], "Ilka Dorn")
    with pytest.raises(DecisionError, match="no incident 'zz' is here"):
        deciding.merge(war, ["zz", "r002"], "Ilka Dorn")


@pytest.mark.parametrize("name", ["ged", "acled"])
def test_tables_of_incidents_say_who_decided(war: Store, name: str) -> None:
    deciding.merge(war, ["r000", "r003"], "Ilka Dorn")
    deciding.judge(war, Verb.REJECT, ["r002:1"], "Bo Hale")
    found, out, chosen = linked(war), BytesIO(), exporter(name)
    assert isinstance(chosen, IncidentExporter)
    chosen.write_incidents(found, war.reports(found[0].reports), out)
    assert "merge: Ilka Dorn; judgement: Bo Hale" in out.getvalue().decode()


def test_two_reports_that_are_split_off_together_are_one_incident(war: Store) -> None:
    deciding.split(war, "r000", ["r001", "r002"], "Bo Hale")
    assert ("r001", "r002") in {tuple(sorted(incident.reports)) for incident in linked(war)}


def test_two_names_of_one_body_are_one_origin(war: Store) -> None:
    deciding.same(DESK, war, ["Rill Rights Watch", "Sarn Monitor"], "Ilka Dorn", "one house, two names")
    one = linked(war)[0]
    assert one.independent_high == 1
    assert {"Rill Rights Watch", "Sarn Monitor"} <= set(one.origins[0].names)
    assert [(item.field, item.who) for item in one.decided_by] == [("same", "Ilka Dorn")]
    deciding.undo(war, 1, "Ilka Dorn")
    assert linked(war)[0].independent_high == 2


def test_names_that_no_list_has_are_one_body_of_the_commonest_type(store: Store) -> None:
    with pytest.raises(DecisionError, match="nobody here is called 'Tesk Walley'; give the name as a search shows it"):
        deciding.same(DESK, store, ["Tesk Valley Watch", "Tesk Walley"], "Bo Hale")
    with pytest.raises(DecisionError, match="one name already"):
        deciding.same(DESK, store, ["Tesk Valley Watch", "the Tesk Valley Watch"], "Bo Hale")
    (made,) = deciding.same(DESK, store, ["Tesk Valley Watch", "Osmara Press Bureau"], "Bo Hale")
    assert made.new == "agency"


def test_a_merge_whose_reports_are_gone_is_an_orphan(war: Store) -> None:
    deciding.merge(war, ["r000", "r003"], "Ilka Dorn")
    war.forget("r003")
    assert states(war) == [State.ORPHAN]
    assert [len(incident.reports) for incident in linked(war)] == [3]
    assert war.check() == []


def test_decisions_are_records_that_come_back_equal(war: Store) -> None:
    deciding.merge(war, ["r000", "r003"], "Ilka Dorn", "one raid")
    deciding.correct(DESK, war, "r002:1", ["certainty=hedged"], "Bo Hale")
    made = deciding.decisions(war)
    assert [from_json(Decision, json.loads(json.dumps(to_json(item)))) for item in made] == made
    assert to_json(made[0])["kind"] == "decision"


def test_places_of_claims_stay_where_pages_of_a_search_left_off(store: Store) -> None:
    before = asked(store, "SELECT id, key FROM claims ORDER BY id")
    correct(store, "certainty=hedged", "place=Anselt")
    assert asked(store, "SELECT id, key FROM claims ORDER BY id") == before


def test_what_was_given_out_is_read_again_with_its_decisions(store: Store) -> None:
    correct(store, "place=Old Mill, OX (-41.77, -122.11)", "date=2031-05-06", "source=Marrow Board", "injured=3")
    deciding.judge(store, Verb.REJECT, [CLAIMS[2].id], "Bo Hale")
    (again,) = read_readings(BytesIO(exported("jsonl", list(store.readings())).encode()))
    assert [again] == list(store.readings())
    (incident,) = link([again], KNOWN).incidents  # type: ignore[list-item]
    assert incident.rejected == (CLAIMS[2].id,)


# --- many decisions


def test_a_page_of_decisions_brings_no_more_of_them_however_many_there_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(store, "certainty=hedged")
    deciding.undo(store, 1, "Bo Hale")
    brought, asked = list[int](), list[str]()
    made_of = kept._decision
    monkeypatch.setattr(kept, "_decision", lambda row: brought.append(row.number) or made_of(row))
    event.listen(store._reader, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def taken() -> tuple[int, int]:
        brought.clear(), asked.clear()
        shown(store)
        deciding.numbered(store, 2)
        deciding.commands_before(store, 3, 2)
        deciding.decisions_after(store, 0, 2)
        return len(brought), len(asked)

    before = taken()
    same = Decision(0, "", "Kat Venn", Verb.SAME, things=(("A",), ("B",)), new="media")
    with store.writes() as connection:
        record(connection, [same] * 9_000)
        for _ in range(300):
            record(connection, [same])
    assert taken() == before
    assert [held[0].number for held in deciding.commands_before(store, None, 3)] == [303, 302, 301]
    first, second = deciding.commands_before(store, 3, 5)
    assert (first[0].verb, second[0].state, second[0].note) == (Verb.UNDO, State.UNDONE, "by 2")


def test_the_few_that_are_meant_are_asked_for_by_number_or_place(store: Store) -> None:
    correct(store, "certainty=hedged", "killed=12")
    correct(store, "certainty=denied", who="Bo Hale")
    assert [(one.field, one.state) for one in deciding.numbered(store, 1)] == [
        ("certainty", State.OVERRULED), ("killed", State.STANDS),
    ]  # fmt: skip
    assert [(place, one.number) for place, one in deciding.decisions_after(store, 1, 1)] == [(2, 1)]
    assert [place for place, _ in deciding.decisions_after(store, 0, 9, who="Bo Hale")] == [3]
    assert deciding.commands_counted(store) == 2 and deciding.deciders(store) == ["Bo Hale", "Ilka Dorn"]
    (other,) = (one for one in deciding.commands_before(store, None, 5, "Bo Hale"))
    assert [one.state for one in other] == [State.STANDS]
