"""Where something took place in words that are no name, and who takes part by a pronoun."""

from __future__ import annotations

from pathlib import Path

import pytest
from readings import KNOWN, bare
from test_event_seen import events, read

from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Reading


def told(reading: Reading) -> list[list[tuple[str, str]]]:
    """The roles of every event."""
    return [[(role.role, role.name) for role in event.roles] for event in events(reading)]


def marked(text: str, label: str) -> str:
    """A passage of one sentence, all of which the outlet tells, with the label of its event."""
    return f"@ p1 events\n{text}\n> :: *\n{label}\n"


@pytest.mark.parametrize(
    ("text", "label", "site"),
    [
        (
            "A prosecutor was shot dead at a toll booth outside Orvek, police said.",
            "! assault actual shot | also dead | target prosecutor | place toll booth | killed prosecutor",
            "toll booth",
        ),
        (
            "Two people drowned on the bridge in Tolna, police said.",
            "! accident actual drowned | target Two people | place bridge | killed Two",
            "bridge",
        ),
    ],
)
def test_a_spot_in_common_words_is_the_site_of_what_took_place_there(
    tmp_path: Path, text: str, label: str, site: str
) -> None:
    reading = read(tmp_path, marked(text, label))
    (roles,) = told(reading)
    assert [name for role, name in roles if role == "site"] == [site]
    (span,) = [role.span for role in events(reading)[0].roles if not role.takes_part]
    assert site in reading.report.text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "At the height of the trade gunmen killed three porters, police said.",
            "! assault actual killed | actor gunmen | target three porters | place trade | killed three",
        ),
        (
            "Rockets hit the hospital from the south, police said.",
            "! assault actual hit | actor Rockets | target hospital | place south",
        ),
        (
            "Shells hit a market in Orvek, police said.",
            "! assault actual hit | actor Shells | target market | place market",
        ),
    ],
)
def test_what_no_word_puts_something_at_and_what_was_struck_is_no_site(tmp_path: Path, text: str, label: str) -> None:
    (roles,) = told(read(tmp_path, marked(text, label)))
    assert "site" not in dict(roles)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("The Sarn army said it had struck a command post in Orvek on Tuesday.", "actor", "Sarn army"),
        ("“We shelled their positions in Tolna all night,” the Sarn army said.", "actor", "Sarn army"),
        ("The rebels said they had shelled the barracks in Tolna.", "actor", "rebels"),
        ("The Ridge Hawks said that they had killed two surveyors.", "actor", "Ridge Hawks"),
        ("“They beat us with cables,” Mira Tal, a farmer from Brell, said.", "target", "Mira Tal"),
    ],
)
def test_who_speaks_takes_part_in_what_is_told_of_them(text: str, role: str, name: str) -> None:
    (roles,) = told(by_rules(KNOWN).read(bare(text)))
    assert (role, name) in roles


@pytest.mark.parametrize(
    "text",
    [
        "Residents said they had shelled the barracks in Tolna.",
        "The police chief said he had killed three people before he fled.",
        "It had struck a command post in Orvek on Tuesday.",
        "A monitor said the convoy had stopped and it was shelled in Tolna.",
    ],
)
def test_nobody_is_made_to_do_harm_by_a_pronoun_that_may_mean_somebody_else(text: str) -> None:
    assert "actor" not in {role for roles in told(by_rules(KNOWN).read(bare(text))) for role, _ in roles}
