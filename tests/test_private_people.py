"""Who takes part in an event and holds no office: named in the report's own words alone, never in a table, an incident or a store."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from exported import written
from invented import CLAIMS, KILLED, at, reading
from quellmark import KNOWN as QUELLMARK
from quellmark import World, say
from readings import KNOWN, parsed, read
from rich.console import Console

from reportedly.exchange.ged import ged_rows
from reportedly.knowledge.public_names import PERSON, public_name, public_role, public_who
from reportedly.linking import link
from reportedly.reading.lang.en import ENGLISH
from reportedly.reading.people import people_of
from reportedly.records import Count, Event, Reading, Role, SourceType
from reportedly.render.explanation import explanation_view
from reportedly.store.rows import claim_rows

NAMED = [
    ("Gunmen killed a baker, Ana Ruk, in Orvek on Monday.", "Ana Ruk"),
    ("Police shot Terek Vallon, a father of four, in Orvek.", "Terek Vallon"),
    ("Gunmen killed Ana Ruk in Orvek. Neighbours said that Ruk sold bread.", "Ruk"),
    ("Gunmen killed the mayor, Ilan Vale, and his brother Oto Marek.", "Oto Marek"),
    ("Soldiers detained Mr. Terek Vallon in Orvek.", "Terek Vallon"),
    ("Police detained Yusra Haddad in Orvek.", "Yusra Haddad"),
]
IN_OFFICE = [
    ("Gunmen killed Mayor Ilan Vale in Orvek.", "Ilan Vale"),
    ("The governor, Ilan Vale, was shot dead.", "Ilan Vale"),
    ("Ilan Vale, the governor of Ostra, was shot dead.", "Ilan Vale"),
    ("Gunmen attacked Ilan Vale. Governor Ilan Vale survived.", "Vale"),
    ("Gunmen shot the presidential candidate, Ilan Vale, in Orvek.", "Ilan Vale"),
]


def private(text: str, words: str) -> bool:
    """Whether these words name a private person in the text, were they a participant's."""
    found = read(text)
    told = replace(found.claims[0], events=(Event("ASSAULT", (0, 1), roles=(Role("actor", (0, 1), words),)),))
    return people_of(parsed(text), ENGLISH.naming(KNOWN), replace(found, claims=(*found.claims, told))).among(words)


@pytest.mark.parametrize(("text", "words"), NAMED)
def test_a_person_without_an_office_is_private(text: str, words: str) -> None:
    assert private(text, words)
    assert private(text, f"baker {words}")
    assert not private(text, "baker")


@pytest.mark.parametrize(("text", "words"), IN_OFFICE)
def test_a_person_in_an_office_is_public_wherever_the_report_says_so(text: str, words: str) -> None:
    assert not private(text, words)


def test_bodies_and_places_are_no_people() -> None:
    text = "The Sarn Army shelled Orvek. Ana Ruk was killed."
    assert not private(text, "Sarn Army") and not private(text, "Orvek")


def test_the_reading_marks_its_participants_and_counted_and_keeps_their_words() -> None:
    found = read("Baker killed in Orvek\n\nGunmen killed a baker, Ana Ruk, in Orvek on Monday, police said.\n")
    events = [event for claim in found.claims for event in claim.events]
    named = [one for event in events for one in (*event.roles, *event.counts) if one.private]
    assert named
    for event in events:
        assert all(("Ruk" in role.name) == role.private for role in event.roles)
        assert all(("Ruk" in (count.who or "")) == count.private for count in event.counts)


def victim() -> Reading:
    """The invented reading, where one of the dead is named."""
    name = "two shepherds"
    event = replace(
        KILLED,
        roles=(*KILLED.roles, Role("target", at(name), "shepherd Ana Ruk", private=True)),
        counts=(Count("killed", at(name), "Ana Ruk", 1, 1, private=True),),
    )
    return reading(claims=tuple(replace(claim, events=(event,)) if claim.events else claim for claim in CLAIMS))


def test_tables_and_the_store_say_a_person_and_the_json_keeps_the_words() -> None:
    table = list(csv.DictReader(io.StringIO(written("csv", victim()).decode())))
    told = next(row for row in table if row["roles"])
    assert told["roles"] == f"target: Iron Heron Brigade; target: {PERSON}"
    assert told["counts"] == f"killed 1..1 {PERSON}"
    kept = [count["who"] for row in claim_rows(victim()) for count in row.counts]
    assert set(kept) == {PERSON}
    assert b"shepherd Ana Ruk" in written("jsonl", victim())
    for name in ("csv", "geojson", "ftm", "atom", "annotations", "label-studio"):
        assert b"Ana Ruk" not in written(name, victim())


def test_an_incident_names_no_private_person() -> None:
    world = World()
    world.report("Lumen", "Baker killed at Toll Bridge", say("Jets struck the Toll Bridge.", "Sarn Monitor", killed=1))
    told = world.readings[0]
    claims = tuple(
        replace(
            claim,
            events=tuple(
                replace(
                    event,
                    roles=(*event.roles, Role("target", (0, 1), "Ana Ruk", private=True)),
                    counts=tuple(replace(count, who="Ana Ruk", private=True) for count in event.counts),
                )
                for event in claim.events
            ),
        )
        for claim in told.claims
    )
    (incident,) = link([replace(told, claims=claims)], QUELLMARK).incidents
    assert PERSON in incident.targets
    assert {figure.who for figure in incident.figures} == {PERSON}
    assert "Ana Ruk" not in "".join(ged_rows([incident], {}))


def test_everybody_else_stands_in_the_words_of_the_report() -> None:
    assert public_role(Role("actor", (0, 4), "jets")) == "jets"
    assert public_who(Count("killed", (0, 1), "shepherds")) == "shepherds"
    assert public_who(Count("killed", (0, 1))) is None


def test_a_hospital_that_is_cited_is_shown_by_name_and_a_doctor_by_role() -> None:
    hospital, doctor = (
        one.chain[-1]
        for one in read("Nine had died, the Umbrel Hospital said. Two more were hurt, doctor Mirel Okandu said.").claims
    )
    assert public_name(hospital) == "Umbrel Hospital"
    assert public_name(doctor) == "a medical source (named in the text)"


def test_why_a_claim_is_there_says_where_a_private_person_is_named_and_not_the_name() -> None:
    text = "A shell hit the quay, resident Ana Ruk said. The Umbrel Hospital said that two had died."
    found = read(text)
    resident = replace(found.claims[0].chain[-1], name="Ana Ruk", type=SourceType.RESIDENT, unnamed=None, id=None)
    claim = replace(found.claims[0], chain=(resident,), trace=())
    out = Console(file=io.StringIO(), width=200)
    out.print(explanation_view(1, claim, found))
    shown = out.file.getvalue().replace(claim.text, "")  # type: ignore[attr-defined]
    assert "Ruk" not in shown and "named at " in shown
