"""From text to where accounts differ: invented reports, read by the "
"reader that a user gets, beside near misses that are no difference."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportedly.incident import Incident
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.workspace import read_report

DAY = "2030-03-05"
AMBUSH = (
    "ORLEN – Rebels said on Tuesday that they had killed 40 soldiers in an "
    "ambush at the Orlen pass. The army confirmed that eight of its soldiers "
    "had died. The Lantern Rights Group said it had information on 17 dead soldiers and five dead rebels."
)
MARKET = "A bomb fell on the market of Belmar on Tuesday and killed twelve traders, the Lantern Rights Group said."


def told(*reports: tuple[str, str], days: Sequence[str] = (DAY,) * 9) -> Incident:
    """The one incident of reports given as outlet and text."""
    readings = [
        read_report(report_from_text(text, f"{n}", Given(outlet, days[n], "en"), default()))
        for n, (outlet, text) in enumerate(reports)
    ]
    (incident,) = link(readings, default()).incidents
    return incident


def differing(incident: Incident, field: str) -> set[object]:
    """The values that differ: names, and figures as their bounds."""
    found = (difference for difference in incident.differences if difference.field == field)
    return {account.value or (account.low, account.high) for difference in found for account in difference.accounts}


def given(incident: Incident, about: str) -> set[object]:
    assertion = incident.assertion(about)
    return {account.value or (account.low, account.high) for account in (assertion.accounts if assertion else ())}


def test_what_each_body_tells_of_one_sides_losses_differs_and_is_no_part_of_the_largest() -> None:
    incident = told(("Crossland Agency", f"Rebels claim 40 soldiers killed in Orlen\n\n{AMBUSH}"))
    assert differing(incident, "killed") == {(40, 40), (17, 17), (8, 8)}


def test_the_dead_of_one_side_say_nothing_of_those_of_another() -> None:
    incident = told(
        ("Harrow Daily", "Strike on Pell kills 20 fighters\n\nThe Ostran army said it "
         "killed 20 fighters in a strike on the town of Pell on Tuesday."),
        ("Crossland Agency", "Civilians die in Pell strike\n\nSeven civilians were killed in "
         "Tuesday's air strike on the town of Pell, the Red Lantern "
         "relief agency said."),
    )  # fmt: skip
    assert given(incident, "killed") >= {(20, 20), (7, 7)}
    assert differing(incident, "killed") == set()


def test_arrests_that_police_and_lawyers_count_differ_though_tear_gas_was_fired() -> None:
    incident = told(
        ("Port Adler Times", "Police hold 40 after bread protest in Adler\n\nPORT ADLER – Police "
         "in Adler arrested 40 people during a protest against the "
         "price of bread on Tuesday, the city police chief said.\n\nOfficers fired tear gas on Station Square."),
        ("Estavia Today", "More than 120 detained at Adler bread protest, lawyers say\n\nMore "
         "than 120 people were detained at Tuesday's bread protest in "
         "Adler, the Free Bar of Estavia said."),
    )  # fmt: skip
    assert differing(incident, "detained") == {(120, None), (40, 40)}


def test_a_monitor_that_publishes_is_heard_on_its_own_word() -> None:
    own = (
        "Belmar: nine killed in market\n\nThe Lantern Rights Group has recorded deaths in "
        "Belmar. Nine people were killed when a bomb fell on the market of Belmar on Tuesday."
    )
    other = (
        "Fifteen killed in Belmar market\n\nFifteen people were killed when a bomb "
        "fell on the market of Belmar on Tuesday, the Carran Health Ministry said."
    )
    incident = told(("Lantern Rights Group", own), ("Tolland Wire", other))
    assert differing(incident, "killed") == {(15, 15), (9, 9)}
    press = told(
        ("Belmar Gazette", own.replace("The Lantern Rights Group has recorded deaths in Belmar. ", "")),
        ("Tolland Wire", other),
    )
    assert differing(press, "killed") == set()


def test_a_headline_that_leaves_out_at_least_gives_no_other_figure() -> None:
    first = (
        "Twelve killed in Belmar market, rights group says\n\nA bomb fell on the market of "
        "Belmar on Tuesday and killed at least 12 people, the Lantern Rights Group said."
    )
    other = (
        "Fourteen killed in Belmar market\n\nA bomb fell on the market of Belmar "
        "on Tuesday and killed 14 people, the Carran Health Ministry said."
    )
    assert differing(told(("Orsk Herald", first), ("Tolland Wire", other)), "killed") == set()


@pytest.mark.parametrize(("may", "low"), [("may have lost their lives", 3), ("may lose their lives", None)])
def test_a_figure_of_those_who_may_have_died_counts_and_one_of_those_who_may_die_does_not(
    may: str, low: int | None
) -> None:
    guess = (
        "Bomb falls on Belmar market\n\nA bomb fell on the market of "
        f"Belmar on Tuesday. Three people {may}, military sources said."
    )
    incident = told(("Orsk Herald", f"Twelve killed in Belmar market\n\n{MARKET}"), ("Tolland Wire", guess))
    assert differing(incident, "killed") == ({(12, 12), (low, low)} if low else set())


def test_who_repels_an_attack_did_not_do_it() -> None:
    incident = told(
        ("Ostran News", "Army repels attack on Dursk\n\nUnits of the army repelled an attack by the "
         "hill rebels on the village of Dursk on Tuesday, the General Command said."),
        ("Crossland Agency", "Rebels attack Dursk\n\nRebels attacked the village of "
         "Dursk on Tuesday, the Red Lantern relief agency said."),
    )  # fmt: skip
    assert differing(incident, "done_by") == set()


@pytest.mark.parametrize(
    "said",
    [
        "The bomb came from the side of the rebels, the ministry said.",
        "It was a bomb that the rebels had stored there, the ministry said.",
        "This is the handiwork of the rebels, the ministry said.",
    ],
)
def test_a_source_says_who_did_it_by_whose_arms_ground_or_work_it_was(said: str) -> None:
    army = (
        "Army bombs Belmar market\n\nThe army bombed the market of Belmar on "
        "Tuesday and killed twelve traders, the Lantern Rights Group said."
    )
    other = (
        "Twelve killed in Belmar market\n\nA bomb exploded on the market of Belmar on "
        f"Tuesday and killed twelve traders, the defence ministry said. {said}"
    )
    assert len(differing(told(("Orsk Herald", army), ("Tolland Wire", other)), "done_by")) == 2


def test_a_body_that_no_list_has_is_named_as_the_reports_name_it() -> None:
    incident = told(
        ("Marn State Radio", "National Salvation Council frees 20 prisoners in Dorvan\n\nDORVAN "
         "– The National Salvation Council released 20 prisoners in "
         "Dorvan on Tuesday, the council said in a statement."),
        ("Free Marn", "Junta lets 20 go in Dorvan\n\nThe junta, as the opposition calls the "
         "National Salvation Council, released 20 prisoners in Dorvan on "
         "Tuesday. The Marn Democrats said that the junta still held hundreds."),
    )  # fmt: skip
    (naming,) = incident.namings
    assert (naming.name, naming.source) == ("National Salvation Council", None)
    assert {"Junta", "junta"} & {wording.words for wording in naming.wordings if wording.outlets == ("Free Marn",)}
