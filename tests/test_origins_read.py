"""From text to origins: invented reports, read by the reader that a user gets, then linked."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incident import Incident
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.workspace import read_report

MONITOR = "the Corvell Rights Observatory"
WIRE = (
    f"GARRICK, May 3 (Reuters) - At least 21 miners were killed when militants attacked the Garrick copper mine, {MONITOR} "
    "said on Saturday. The attackers arrived in trucks before dawn and set fire to the sleeping quarters, the group said. "
    "Security forces had left the area two days earlier."
)


def told(*reports: tuple[str, str, str], days: Sequence[str] = ("2031-05-03",) * 9) -> tuple[Incident, ...]:
    """The incidents of reports given as outlet, title and text."""
    readings = [
        read_report(report_from_text(text, f"{n}", Given(outlet, days[n], "en", title), default()))
        for n, (outlet, title, text) in enumerate(reports)
    ]
    return link(readings, default()).incidents


def counted(incident: Incident) -> list[str]:
    return sorted(origin.name for origin in incident.origins if origin.counted)


def test_two_attacks_of_one_day_in_one_city_stay_two() -> None:
    found = told(
        ("Harrow Courier", "Airstrike on Nareth grain market kills 14",
         f"An airstrike on the grain market in the Old Quarter of Nareth killed 14 people on Saturday, {MONITOR} said."),
        ("Dawnport Sun", "Fourteen dead as jets bomb market in Nareth",
         f"Warplanes bombed a crowded grain market in Nareth on Saturday, killing at least 14 people, according to {MONITOR}."),
        ("Harrow Courier", "Car bomb outside Nareth police academy kills three",
         "A car bomb exploded outside the police academy in western Nareth on Saturday, killing three cadets, police said."),
        ("Dawnport Sun", "Three cadets killed by car bomb in Nareth",
         "Three police cadets were killed on Saturday when a car bomb went off at the gates of the police academy in Nareth, "
         "a police spokesman said."),
    )  # fmt: skip
    assert sorted(len(incident.reports) for incident in found) == [2, 2]


def test_a_toll_that_grows_is_one_incident_on_one_word() -> None:
    (incident,) = told(
        ("Harrow Courier", "Nine dead in Pellam bus bombing", f"A bomb on a bus in Pellam killed nine people on Monday, {MONITOR} said."),
        ("Dawnport Sun", "Pellam bus bombing toll rises to 17",
         f"The death toll from the bus bombing in Pellam rose to 17 on Tuesday, {MONITOR} said."),
        ("Lanmere News", "Pellam bus blast: 23 dead",
         f"At least 23 people have died after a bomb exploded on a bus in Pellam, {MONITOR} said on Wednesday."),
        days=("2031-05-05", "2031-05-06", "2031-05-07"),
    )  # fmt: skip
    assert (incident.independent_low, incident.independent_high) == (1, 1)
    assert counted(incident) == ["Corvell Rights Observatory"]
    assert [figure.low for figure in incident.figures if figure.what == "killed"] == [23, 17, 9]


def test_an_agency_and_its_reposts_are_one_origin() -> None:
    reports = [("Reuters", "Militants kill 21 miners at Garrick mine", WIRE)]
    reports += [(f"Account {n}", "", WIRE.replace("(Reuters) ", "")) for n in range(6)]
    (incident,) = told(*reports)
    assert len(incident.reports) == 7
    assert (incident.independent_low, incident.independent_high) == (1, 1)


def test_two_monitors_quoting_each_other_are_not_two() -> None:
    network = "the Brill Monitoring Network"
    (incident,) = told(
        ("Harrow Courier", "Convoy ambushed near Brill",
         f"Gunmen ambushed an army convoy near Brill on Saturday, killing four soldiers, {MONITOR} said, citing {network}."),
        ("Dawnport Sun", "Four soldiers die in Brill ambush",
         f"Four soldiers were killed on Saturday in an ambush on their convoy near Brill, {network} said, citing {MONITOR}."),
    )  # fmt: skip
    assert (incident.independent_low, incident.independent_high) == (1, 1)


def test_a_denial_is_not_a_confirmation() -> None:
    (incident,) = told(
        ("Harrow Courier", "Army jets hit Ostwick school, monitor says",
         f"Army jets bombed a school in Ostwick on Saturday, killing eight children, {MONITOR} said."),
        ("Dawnport Sun", "Defence Ministry denies bombing Ostwick school",
         "The Defence Ministry denied on Saturday that its jets had bombed a school in Ostwick, calling the reports fabricated."),
    )  # fmt: skip
    assert counted(incident) == ["Corvell Rights Observatory"]
    assert "happened" in {difference.field for difference in incident.differences}
