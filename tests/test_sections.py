"""A report that tells of several incidents: its sections are told beside the reports that open with them, claim by claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from postgres_server import Found
from quellmark import KNOWN, World, say
from sqlalchemy import text

from reportedly import deciding, relinking
from reportedly.incident import Incident, report_of
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.relinking import relink
from reportedly.store.archive import Store
from reportedly.store.errors import AmbiguousError

BARGES = "Jets struck the grain barges at Sudvik and nine ferrymen drowned."
SCHOOL = "Shells fell on the weaving school at Brenholt and four pupils died."


def desk() -> World:
    """Two reports of each of two strikes, and a bulletin that tells of both in paragraphs of their own."""
    made = World()
    for outlet in ("Lumen", "Ostara Post"):
        made.report(outlet, "Grain barges struck", say(BARGES, "Sarn Monitor", killed=9), place="Sudvik")
        made.report(outlet, "Weaving school shelled", say(SCHOOL, "Rill Rights Watch", killed=4))
    made.bulletin(
        "Rill Echo",
        "The day in brief",
        (say(SCHOOL, "Rill Rights Watch", killed=4), "Brenholt"),
        (say(BARGES, "Sarn Monitor", killed=9), "Sudvik"),
    )
    return made


def telling(incidents: tuple[Incident, ...], report: str) -> list[Incident]:
    return [found for found in incidents if report in found.reports]


def test_a_bulletin_tells_of_each_incident_that_others_open_with() -> None:
    made = desk()
    incidents = link(made.readings, KNOWN).incidents
    assert len(telling(incidents, "r004")) == 2
    assert sorted(found.reports for found in telling(incidents, "r004")) == [
        ("r000", "r002", "r004"),
        ("r001", "r003", "r004"),
    ]


def test_a_section_gives_an_incident_its_own_claims_alone() -> None:
    made = desk()
    incidents = link(made.readings, KNOWN).incidents
    [passing] = [found for found in incidents if found.sections]
    [section] = passing.sections
    bulletin = made.readings[4]
    assert (section.first, section.last) == (2, 2)
    assert bulletin.report.text[slice(*section.span)] == BARGES
    assert {path.claim for path in passing.paths if path.report == "r004"} == {bulletin.claims[1].id}
    killed = passing.assertion("killed")
    assert killed is not None and (killed.low, killed.high) == (9, 9)


def test_what_a_section_tells_is_not_told_of_the_incident_that_its_report_opens_with() -> None:
    made = desk()
    first, second = made.readings[4].claims
    [opened] = [found for found in telling(link(made.readings, KNOWN).incidents, "r004") if not found.sections]
    vouching = {claim for told in opened.assertions for account in told.accounts for claim in account.claims}
    assert first.id in vouching and second.id not in vouching
    killed = opened.assertion("killed")
    assert killed is not None and (killed.low, killed.high) == (4, 4)


def test_bulletins_bring_no_two_incidents_together() -> None:
    made = desk()
    for _ in range(8):
        made.bulletin(
            "Sarn Daily", "The day in brief", (say(SCHOOL, killed=4), "Brenholt"), (say(BARGES, killed=9), "Sudvik")
        )
    incidents = link(made.readings, KNOWN).incidents
    assert not any({"r000", "r001"} <= set(found.reports) for found in incidents)


def test_what_no_other_report_opens_with_is_no_incident_of_its_own() -> None:
    made = World()
    made.report("Lumen", "Grain barges struck", say(BARGES, killed=9), place="Sudvik")
    made.bulletin(
        "Rill Echo", "The day in brief", (say(BARGES, killed=9), "Sudvik"), (say(SCHOOL, killed=4), "Brenholt")
    )
    incidents = link(made.readings, KNOWN).incidents
    assert [found.mentions for found in incidents] == [("r000", "r001")]


def test_links_of_an_incident_name_it_and_run_between_reports() -> None:
    made = desk()
    found = link(made.readings, KNOWN)
    reports = {reading.report.id for reading in made.readings}
    inside = [tie for tie in found.links if tie.incident and tie.relation == "same_incident"]
    assert inside and all({tie.from_, tie.to} <= reports and tie.from_ != tie.to for tie in inside)
    assert {tie.incident for tie in inside} == {incident.id for incident in found.incidents}


@pytest.fixture
def store(tmp_path: Path, founded: Found) -> Store:
    made = Store.make(founded(tmp_path / "desk"))
    for reading in desk().readings:
        made.add(reading)
    relink(made, default())
    return made


def claims_by_incident(store: Store, report: str) -> dict[str, str]:
    """The id of the incident of each claim of a report, as the view tells it."""
    with store.reads() as connection:
        rows = connection.execute(
            text("SELECT quote, incident_id FROM v_claims WHERE report_id = :of ORDER BY number"), {"of": report}
        ).all()
    assert len(rows) == len({row.quote for row in rows})
    return {row.quote: row.incident_id for row in rows}


def test_each_claim_of_a_bulletin_is_of_its_own_incident(store: Store) -> None:
    with store:
        of_bulletin = claims_by_incident(store, "r004")
        assert of_bulletin[BARGES] == claims_by_incident(store, "r000")[BARGES]
        assert of_bulletin[SCHOOL] == claims_by_incident(store, "r001")[SCHOOL]
        assert of_bulletin[BARGES] != of_bulletin[SCHOOL]
        assert store.check() == []


def test_a_bulletin_names_several_incidents_and_the_message_says_which(store: Store) -> None:
    with store, pytest.raises(AmbiguousError, match=r"2 incidents fit 'r004': [0-9a-f]{12}, [0-9a-f]{12}; give more"):
        store.incident("r004")


def test_a_bulletin_that_is_forgotten_leaves_both_incidents(store: Store) -> None:
    with store:
        store.forget("r004")
        relink(store, default())
        assert sorted(found.reports for found in store.incidents()) == [("r000", "r002"), ("r001", "r003")]
        assert store.check() == []


@pytest.fixture
def keeps_its_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small store joins and takes out report by report too."""
    monkeypatch.setattr(relinking, "FEW", 0)
    monkeypatch.setattr(relinking, "DOUBLED", 1000)


@pytest.mark.usefixtures("keeps_its_epoch")
@pytest.mark.parametrize("gone", [("r000", "r002"), ("r001", "r003"), ("r004",), ("r000", "r004")])
def test_reports_that_go_and_come_back_leave_the_claims_of_a_bulletin_where_they_were(
    store: Store, gone: tuple[str, ...]
) -> None:
    with store:
        before, told = list(store.incidents()), claims_by_incident(store, "r004")
        for report in gone:
            store.forget(report)
        relink(store, default())
        assert store.check() == []
        if "r004" not in gone:
            assert set(claims_by_incident(store, "r004").values()) == {
                found.id for found in telling(tuple(store.incidents()), "r004")
            }
        for reading in desk().readings:
            store.add(reading)
        assert not relink(store, default()).anew
        assert list(store.incidents()) == before
        assert claims_by_incident(store, "r004") == told
        assert store.check() == []


def test_a_section_that_a_person_takes_out_is_an_incident_of_its_own_until_that_is_undone(store: Store) -> None:
    with store:
        [passing] = [found for found in store.incidents() if found.sections]
        made = deciding.split(store, passing.id, ["r004"], "Ilka Dorn")
        relink(store, default())
        mentions = sorted(found.mentions for found in store.incidents())
        assert [tuple(map(report_of, each)) for each in mentions] == [
            ("r000", "r002"),
            ("r001", "r003", "r004"),
            ("r004",),
        ]
        deciding.undo(store, made[0].number, "Ilka Dorn")
        relink(store, default())
        assert [found for found in store.incidents() if found.sections] == [passing]


def test_incidents_that_a_person_puts_together_hold_the_bulletin_once(store: Store) -> None:
    with store:
        one, two = store.incidents()
        deciding.merge(store, [one.id, two.id], "Ilka Dorn")
        relink(store, default())
        [whole] = store.incidents()
        assert sorted(whole.reports) == ["r000", "r001", "r002", "r003", "r004"]
        assert whole.sections == ()


def test_a_report_of_one_paragraph_has_no_sections() -> None:
    made = World()
    made.report("Lumen", "Two strikes", say(SCHOOL, killed=4), say(BARGES, killed=9))
    made.report("Ostara Post", "Grain barges struck", say(BARGES, killed=9), place="Sudvik")
    assert all(not found.sections for found in link(made.readings, KNOWN).incidents)
