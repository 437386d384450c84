"""Who is counted, and for what: the number of those who acted, were only beaten or trapped, an age or a name is nobody's death."""

from __future__ import annotations

import pytest
from readings import bare

import reportedly
from reportedly.reading.lang.en.reader import by_rules
from reportedly.reading.parse import Parse
from reportedly.reading.weighed import lost_commas

RULES = by_rules()
Told = list[tuple[str, int | None]]


def parse(text: str) -> Parse:
    return RULES.parse(bare(text))


def counts(text: str) -> Told:
    """What every event of a text counts."""
    events = [event for claim in reportedly.read(f"{text}\n").claims for event in claim.events]
    return [(count.what, count.low) for event in events for count in event.counts]


@pytest.mark.parametrize(
    "text",
    [
        "Five soldiers beat a student at the gate, witnesses said.",
        "Two students were beaten by police on Monday.",
        "Six villagers were flogged in the square, a monitor said.",
        "Police kicked and punched four reporters.",
        "A collapse at the mine trapped 31 miners, the company said.",
        "The storm cut off 300 villagers.",
        "Three men were sentenced to death on Monday.",
    ],
)
def test_nobody_is_dead_or_held_where_no_word_may_say_so(text: str) -> None:
    assert not {what for what, _ in counts(text)} & {"killed", "detained"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Four attackers killed a guard at the dam.", [("killed", 1)]),
        ("Gunmen killed three sisters, 4, 6 and 11, in Tarn.", [("killed", 3)]),
        ("Brothers Tam and Jon Aske, 16 and 14, were shot dead.", [("killed", 2)]),
        ("Police arrested two brothers, 24 and 27.", [("detained", 2)]),
        ("Rebels killed 4 soldiers, 6 officers and 11 clerks.", [("killed", 4), ("killed", 6), ("killed", 11)]),
        ("The fire at Quay Four killed nobody.", [("killed", 0)]),
        ("The fire on Platform Two killed nobody.", [("killed", 0)]),
        ("Gunmen Kill Four", [("killed", 4)]),
    ],
)
def test_doers_ages_and_names_are_no_victims(text: str, told: Told) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A farmer and his three daughters were killed in the shelling.", 4),
        ("A shepherd and his two brothers were shot dead.", 3),
    ],
)
def test_those_told_with_somebody_of_theirs_add_up(text: str, killed: int) -> None:
    toll = reportedly.read(f"{text}\n").toll
    assert toll is not None and (toll.killed_min, toll.killed_max) == (killed, killed)


@pytest.mark.parametrize(
    "text",
    [
        "Death toll from floods in Tarn rises to 300",
        "Floods hit Tarn on Monday.\nThe death toll rose to 31 by evening, officials said.",
        "Flood situation report no. 3\n\nKilled: 14\nInjured: 52\nMissing: 3\n",
    ],
)
def test_the_toll_of_a_flood_is_no_attack(text: str) -> None:
    events = [event for claim in reportedly.read(f"{text}\n").claims for event in claim.events]
    assert {event.type for event in events} == {"DISASTER"}
    assert any(count.what == "killed" for event in events for count in event.counts)


def test_a_line_of_figures_is_whole() -> None:
    told = counts("Flood situation report no. 3\n\nKilled: 14\nInjured: 52\nMissing: 3\nDisplaced: 2,180 families")
    assert told == [("killed", 14), ("injured", 52), ("missing", 3), ("displaced", 2180)]


def test_short_sentences_need_no_commas_and_a_long_text_in_one_line_is_a_text() -> None:
    short = " ".join(
        f"{who} {done} in {town} on Monday."
        for who, done, town in zip(
            ("Six men", "A guard", "Two drivers", "Four clerks", "A judge", "Two boys", "A farmer", "Nine women"),
            ("were killed", "was shot dead", "were beaten", "were wounded", "was abducted", "died", "fled", "marched"),
            ("Oln", "Vell", "Marl", "Tarn", "Dray", "Esk", "Brell", "Karsk"),
            strict=True,
        )
    )
    long = "Fighters of the northern column who had come over the ridge in the night shelled the mill near the river "
    assert len(reportedly.read(short * 8).claims) == 64
    assert lost_commas(parse(long * 4 + ".")) and not lost_commas(parse(short * 2))


@pytest.mark.parametrize(
    "text",
    [
        "No casualties in blast at Vell refinery, police say",
        "There were no casualties in the shelling of Marl, the army said.",
        "No one was injured in the crash, officials said.",
    ],
)
def test_what_harmed_nobody_happened_all_the_same(text: str) -> None:
    events = [event for claim in reportedly.read(f"{text}\n").claims for event in claim.events]
    assert "actual" in {event.status for event in events}


def test_what_nobody_did_did_not_happen() -> None:
    events = [
        event
        for claim in reportedly.read("Nobody shelled the village, the army said.\n").claims
        for event in claim.events
    ]
    assert "actual" not in {event.status for event in events}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army said nine fighters were killed. The rebels put the number at four.", [("killed", 9), ("killed", 4)]),
        (
            "Nine people were injured, police said. The hospital put the figure at 12.",
            [("injured", 9), ("injured", 12)],
        ),
        ("Nine people were killed. The ministry put the number of trucks at 12.", [("killed", 9)]),
    ],
)
def test_a_number_that_is_put_at_another_is_of_what_was_told_last(text: str, told: Told) -> None:
    assert counts(text) == told
