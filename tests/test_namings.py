"""The words for one body, read from invented reports: whose they are where reports only have one that they can mean, and near misses."""

from __future__ import annotations

from reportedly.incident import Naming
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.linking.namings import namings
from reportedly.workspace import read_report

WIRE = (
    "Northern Wire",
    "Helicopter downed in northern Sardovia\n\nPORT ELM – Fighters of the Dawn Column said on Monday that they had shot down a helicopter "
    "near Belgar. The Column said that its men had captured two pilots. The Sardovian army denied losing an aircraft.\n\n"
    "The Conflict Ledger, a monitoring group based abroad, said nine people had died.",
)
STATE = (
    "Kestren State News",
    "Attack on Belgar repelled\n\nThe army repelled an attack by bandits on Belgar on Monday, the defence ministry said. "
    "The terrorist group Dawn Column suffered a defeat, it said. Four militants were killed.",
)
RADIO = (
    "Voice of the North",
    "Helicopter falls\n\nOur people brought down a helicopter of the enemy near Belgar on Monday, the Dawn Column said. "
    "The regime's forces shelled three villages in revenge.",
)


def named(*reports: tuple[str, str]) -> dict[str, set[tuple[str, str]]]:
    """The words by reference name, each with an outlet that uses it, small and without an article."""
    readings = [
        read_report(report_from_text(text, f"{n}", Given(outlet, "2030-03-05", "en"), default()))
        for n, (outlet, text) in enumerate(reports)
    ]
    return {naming.name: set(_words(naming)) for naming in namings(readings, default())}


def _words(naming: Naming) -> list[tuple[str, str]]:
    return [
        (wording.words.lower().removeprefix("the "), outlet)
        for wording in naming.wordings
        for outlet in wording.outlets
    ]


def test_words_for_a_side_are_those_of_the_only_body_that_they_can_mean() -> None:
    found = named(WIRE, STATE, RADIO)
    assert {
        ("dawn column", "Voice of the North"),
        ("column", "Northern Wire"),
        ("bandits", "Kestren State News"),
        ("terrorist group dawn column", "Kestren State News"),
    } <= found["Dawn Column"]
    assert {("army", "Kestren State News"), ("regime's forces", "Voice of the North")} <= found["Sardovian army"]


def test_what_a_report_says_beside_a_name_is_a_word_for_its_body() -> None:
    assert ("monitoring group based abroad", "Northern Wire") in named(WIRE)["Conflict Ledger"]


def test_a_few_of_a_side_are_no_word_for_it() -> None:
    assert not {words for words, _ in named(WIRE, STATE, RADIO)["Dawn Column"]} & {
        "four militants",
        "militants",
        "fighters",
    }


def test_between_two_groups_no_word_is_given_to_either() -> None:
    other = (
        "Sardov Daily",
        "Clash near Belgar\n\nFighters of the Harbour Brigade attacked Belgar on Monday, the brigade said. "
        "The Harbour Brigade claimed the attack.",
    )
    bare = (
        "Quickbrief",
        "Helicopter down\n\nRebels shot down a helicopter near Belgar on Monday. The rebels took two pilots.",
    )
    alone, both = named(WIRE, bare), named(WIRE, other, bare)
    assert ("rebels", "Quickbrief") in alone["Dawn Column"]
    assert all(("rebels", "Quickbrief") not in words for words in both.values())


def test_a_force_of_another_land_is_another_body() -> None:
    foreign = (
        "Osmar Herald",
        "Osmari army on alert\n\nThe Osmari army was put on alert after the attack near Belgar on Monday. Osmari troops stayed away.",
    )
    found = named(WIRE, STATE, foreign)
    assert not {words for words, _ in found.get("Sardovian army", set())} & {"osmari army", "osmari troops"}
    assert ("osmari troops", "Osmar Herald") in found["Osmari army"]


def test_initials_go_by_the_name_that_a_report_gives_in_full() -> None:
    found = named(
        ("Orvane Daily", "Four dead in Orvane\n\nThe Orvane Redemption Front said on Friday that four people had been killed in Orvane."),
        ("Republic Today", "Riot in Orvane\n\nThe ORF said four died in Orvane. Extremists of the ORF fired, police said."),
    )  # fmt: skip
    assert ("orf", "Republic Today") in found["Orvane Redemption Front"]


def test_thing_of_a_side_is_no_word_for_it() -> None:
    army = (
        "Harrow Daily",
        "Base hit\n\nA drone hit an army base near Belgar on Monday, the Dawn Column said. Rebels took an army depot.",
    )
    found = named(WIRE, army).values()
    assert ("army", "Harrow Daily") not in set().union(*found)
