"""Who took part in an incident: one body once, whatever it is called."""

from __future__ import annotations

from reportedly.incident import Account, Assertion, Incident, Naming, Wording
from reportedly.render.participants import actors, merged

DONE_BY = Assertion(
    "done_by", (Account("Quellmark army", names=("the regime", "Quellmark forces")), Account("Coast League"))
)
ARMY = Naming("Quellmark army", None, (Wording("the troops", ("Lumen",), ()),))


def test_words_for_one_body_are_shown_once_under_the_name_they_share() -> None:
    incident = Incident("i", ("r",), assertions=(DONE_BY,), namings=(ARMY,))
    names = ("the regime", "Quellmark army", "the troops", "Coast League", "Quellmark forces")
    assert merged(incident, names) == ["Quellmark army", "Coast League"]


def test_a_figure_is_no_participant_and_a_longer_wording_no_other_one() -> None:
    names = ("19", "31 ferrymen", "market", "crowded market", "grain market", "ferrymen")
    assert merged(Incident("i", ("r",)), names) == ["ferrymen", "market"]


def test_two_armies_stay_two() -> None:
    assert merged(Incident("i", ("r",)), ("Quellmark army", "Nebrask army")) == ["Quellmark army", "Nebrask army"]


def test_who_is_said_to_have_done_it_stands_before_who_merely_acts() -> None:
    incident = Incident("i", ("r",), actors=("Sarn Monitor", "jets"))
    assert actors(incident) == ["Sarn Monitor", "jets"]
    assert actors(Incident("i", ("r",), actors=("Sarn Monitor",), assertions=(DONE_BY,))) == [
        "Quellmark army",
        "Coast League",
    ]
    assert actors(Incident("i", ("r",), actors=("jets",), assertions=(Assertion("happened"),))) == []
