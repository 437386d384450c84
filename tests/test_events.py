"""Events: type and mode, who and whom, status, and the counts that belong to them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.counts import find_counts
from reportedly.reading.events import Scene, code_claim
from reportedly.reading.lang.en.lexicon import instruments, kinds
from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.parse import Parser
from reportedly.reading.times import find_times
from reportedly.records import Event, Place, Status

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
ASSAULT_MODES = {
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
}  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Parser:
    return shared_parser()


def code(parser: Parser, text: str, published: str | None = None) -> tuple[Event, ...]:
    parse = parser.parse(text, [(0, len(text))])
    times, counts = find_times(parse, published), find_counts(parse)
    return tuple(
        event
        for sentence in parse.sentences
        for event in code_claim(Scene(parse, (), times, counts, published), ((sentence.start, sentence.end),))
    )


def names(event: Event, role: str) -> list[str]:
    return [each.name for each in event.roles if each.role == role]


def test_the_word_lists_know_only_plover() -> None:
    assert {kind.type for kind in kinds().values()} == TYPES
    assert {kind.mode for kind in kinds().values() if kind.type == "ASSAULT" and kind.mode} <= ASSAULT_MODES
    assert {arm.mode for arm in instruments().values()} <= ASSAULT_MODES


KINDS = [
    ("The army bombed the port with barrel bombs.", "ASSAULT", "aerial"),
    ("A drone strike hit the depot in Velmar.", "ASSAULT", "drone"),
    ("Rebels fired mortar shells at the port of Velmar.", "ASSAULT", "heavy-weapons"),
    ("A roadside bomb exploded near the barracks.", "ASSAULT", "explosives"),
    ("A suicide bomber detonated a car bomb at a checkpoint.", "ASSAULT", "suicide-attack"),
    ("Gunmen abducted three doctors in Velmar.", "ASSAULT", "abduct"),
    ("The militants executed the captain.", "ASSAULT", "targeted"),
    ("The helicopters dropped chlorine gas on the town.", "ASSAULT", "unconventional"),
    ("Fighters clashed with government troops in Velmar.", "ASSAULT", "firearms"),
    ("Police arrested the editor.", "COERCE", "arrest"),
    ("The army besieged the town.", "COERCE", "restrict"),
    ("Troops withdrew from Velmar.", "RETREAT", "withdraw"),
    ("The council condemned the minister.", "ACCUSE", "disapprove"),
    ("The president met the Sarnian envoy.", "CONSULT", None),
    ("The navy deployed two frigates.", "MOBILIZE", "troops"),
    ("Thousands protested in Velmar.", "PROTEST", "demo"),
]


@pytest.mark.parametrize(("text", "kind", "mode"), KINDS)
def test_type_and_mode(parser: Parser, text: str, kind: str, mode: str | None) -> None:
    first = code(parser, text)[0]
    assert (first.type, first.mode) == (kind, mode)


ROLES = [
    ("The Sarnian army shelled the village.", ["Sarnian army"], ["village"]),
    ("The village was shelled by the Sarnian army.", ["Sarnian army"], ["village"]),
    ("The village was shelled.", [], ["village"]),
    ("The shelling of the village by the Sarnian army went on.", ["Sarnian army"], ["village"]),
    ("An airstrike by the Sarnian army on the village was reported.", ["Sarnian army"], ["village"]),
    ("The regime's airstrikes against the village went on.", ["regime"], ["village"]),
    ("The Sarnian army launched an attack on the village.", ["Sarnian army"], ["village"]),
    ("Rebels fired rockets at the village.", ["Rebels"], ["village"]),
]


@pytest.mark.parametrize(("text", "actors", "targets"), ROLES)
def test_participants_in_every_voice(parser: Parser, text: str, actors: list[str], targets: list[str]) -> None:
    (event,) = code(parser, text)
    assert (names(event, "actor"), names(event, "target")) == (actors, targets)


def test_a_weapon_that_acts_is_an_instrument_and_its_owner_the_actor(parser: Parser) -> None:
    (event,) = code(parser, "Government warplanes bombed the market.")
    assert names(event, "actor") == ["Government"]
    assert names(event, "instrument") == ["Government warplanes"]
    assert event.mode == "aerial"


STATUS = [
    ("The army attacked the port.", Status.ACTUAL),
    ("The army will attack the port.", Status.FUTURE),
    ("The army plans to attack the port.", Status.FUTURE),
    ("The rebels are set to be transferred to the coast.", Status.FUTURE),
    ("If the army attacks the port, people will flee.", Status.HYPOTHETICAL),
    ("The army could attack the port.", Status.HYPOTHETICAL),
    ("The army did not attack the port.", Status.NEGATED),
    ("The general denied that his men had shelled the port.", Status.NEGATED),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status(parser: Parser, text: str, status: Status) -> None:
    assert code(parser, text)[-1 if "shelled" in text else 0].status is status


def test_what_is_dated_long_ago_is_history(parser: Parser) -> None:
    (event,) = code(parser, "The army shelled the port in March 2029.", "2031-05-14")
    assert (event.status, event.background) == (Status.HISTORICAL, True)


def test_a_running_total_is_background(parser: Parser) -> None:
    (event,) = code(parser, "More than 280,000 people have been killed since the conflict began in 2011.")
    assert event.background


def test_the_dead_and_hurt_of_an_attack_are_the_attacks(parser: Parser) -> None:
    (event,) = code(parser, "Rebels fired mortar shells at Velmar, killing two people and wounding eight.")
    assert event.mode == "heavy-weapons"
    assert [(count.what, count.low) for count in event.counts] == [("killed", 2), ("injured", 8)]


def test_a_part_points_to_its_whole_inside_the_event(parser: Parser) -> None:
    (event,) = code(parser, "An airstrike killed 18 people, including four children.")
    assert [count.of for count in event.counts] == [None, 0]


def test_strikes_strongholds_and_a_combined_figure(parser: Parser) -> None:
    text = (
        "Sarnian jets launched 18 airstrikes, resulting in the destruction of four strongholds and the deaths and"
        " injuries of 40 militants."
    )
    (event,) = code(parser, text)
    assert {(count.what, count.low, count.high) for count in event.counts} == {
        ("strikes", 18, 18), ("destroyed", 4, 4), ("killed+injured", 40, 40),
    }  # fmt: skip


def test_the_time_of_an_event_is_an_index_into_the_times(parser: Parser) -> None:
    text = "On 3 May 2031 the army shelled the port."
    parse = parser.parse(text, [(0, len(text))])
    times = find_times(parse, None)
    (event,) = code_claim(Scene(parse, (), times), ((0, len(text)),))
    assert event.time is not None and times[event.time].value == "2031-05-03"


WORDS = [
    "the",
    "army",
    "attack",
    "by",
    "on",
    "shelling",
    "of",
    "rebels",
    "killed",
    "will",
    "not",
    "if",
    "airstrike",
    "18",
    "people",
    "launched",
    "bomb",
    "were",
    "in",
    "Velmar",
    "and",
    "condemned",
    "fire",
    "troops",
    ".",
    ",",
    "to",
    "denied",
    "plans",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_give_spans_of_the_text_and_indices_that_exist(parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    for event in code(parser, text):
        assert event.type in TYPES
        assert text[slice(*event.span)].strip()
        assert all(text[slice(*role.span)].strip() and role.name for role in event.roles)
        assert all(count.of is None or count.of < len(event.counts) for count in event.counts)


def test_the_place_of_an_event_is_where_it_happened_not_whose_it_was(parser: Parser) -> None:
    text = "Sarnland airstrikes killed nine people in the town of Velmar in northern Ostria."
    places = tuple(
        Place((text.index(name), text.index(name) + len(name)), name, kind=kind)
        for name, kind in (("Sarnland", "country"), ("Velmar", "city"), ("Ostria", "country"))
    )
    parse = parser.parse(text, [(0, len(text))])
    (event,) = code_claim(Scene(parse, places), ((0, len(text)),))
    assert event.place == 1
    (event,) = code_claim(Scene(parse, places[:1]), ((0, len(text)),))
    assert event.place is None


def test_a_verb_without_a_subject_has_that_of_the_verb_it_hangs_on(parser: Parser) -> None:
    (event,) = code(parser, "Sarnian jets responded to the attack plans by launching 18 airstrikes.")[-1:]
    assert names(event, "actor") == ["Sarnian jets"]
    moved = code(parser, "The militants are set to be transferred to the coast to attack the port.")
    assert [(event.type, event.status) for event in moved] == [
        ("MOBILIZE", Status.FUTURE), ("ASSAULT", Status.FUTURE),
    ]  # fmt: skip
    assert names(moved[0], "target") == names(moved[1], "actor") == ["militants"]


def placed(parser: Parser, text: str, *names: str) -> list[tuple[str | None, list[int | None]]]:
    """The place and the counts of each event of a text in which these places stand."""
    parse, counts = parser.parse(text, [(0, len(text))]), find_counts(parser.parse(text, [(0, len(text))]))
    places = tuple(Place((text.index(n), text.index(n) + len(n)), n, kind="city", precision=2) for n in names)
    found = code_claim(Scene(parse, places, find_times(parse, None), counts), ((0, len(text)),))
    return [(None if e.place is None else places[e.place].name, [c.low for c in e.counts]) for e in found]


def test_each_event_of_a_sentence_has_its_own_place_and_counts(parser: Parser) -> None:
    text = "Two soldiers were killed in Tarn and four in Orrin on Monday."
    assert placed(parser, text, "Tarn", "Orrin") == [("Tarn", [2]), ("Orrin", [4])]
    text = "Gunmen killed five people in Tarn on Tuesday, a day after nine in Orrin."
    assert placed(parser, text, "Tarn", "Orrin") == [("Tarn", [5]), ("Orrin", [9])]
    text = "Bombs killed nine people in Tarn and six soldiers in Orrin."
    assert placed(parser, text, "Tarn", "Orrin") == [("Tarn", [9]), ("Orrin", [6])]
    text = "Gunmen attacked a post in Tarn, and a roadside bomb exploded near Orrin."
    assert [place for place, _ in placed(parser, text, "Tarn", "Orrin")] == ["Tarn", "Orrin"]


def test_a_name_that_bears_a_place_is_no_place_of_an_event_and_a_town_in_front_of_an_attack_is(parser: Parser) -> None:
    text = "A bomb exploded outside the Orrin Hotel in Tarn, killing two."
    assert {place for place, _ in placed(parser, text, "Orrin", "Tarn")} == {"Tarn"}
    assert placed(parser, "The Orrin attack shocked the country.", "Orrin") == [("Orrin", [])]
    (attack,) = code(parser, "The Orrin attack shocked the country.")
    assert attack.place is None


def test_a_day_that_is_told_of_another_event_is_not_an_events_own(parser: Parser) -> None:
    told = code(parser, "A judge sentenced the general for the massacre of 70 students in 1989.", "2024-06-12")
    assert [(event.type, event.status.value) for event in told] == [("SANCTION", "actual"), ("ASSAULT", "historical")]


def test_whom_a_verb_keeps_from_an_act_or_blames_for_it_does_it(parser: Parser) -> None:
    for text in (
        "Troops failed to stop rebels from seizing the bridge.",
        "The minister accused rebels of seizing the bridge.",
    ):
        assert [names(event, "actor") for event in code(parser, text) if event.type == "ASSAULT"] == [["rebels"]]


def test_a_gas_field_is_no_gas_attack(parser: Parser) -> None:
    (event,) = code(parser, "The militants attacked the gas field.")
    assert event.mode is None
    assert code(parser, "The men were taught how to fire rockets.")[0].status is Status.HYPOTHETICAL


def test_one_place_behind_several_counts_is_the_place_of_one_event(parser: Parser) -> None:
    for text in (
        "The attack killed five soldiers and two policemen in Tarn on Monday.",
        "A car bomb killed 12 people and injured 30 in Tarn on Monday.",
    ):
        assert len(placed(parser, text, "Tarn")) == 1


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Gunmen stopped a bus near Tarn and killed 12 passengers.", "killed", "Gunmen"),
        ("Police stopped a march in Tarn and arrested 20 protesters.", "arrested", "Police"),
    ],
)
def test_who_stops_something_and_goes_on_is_the_actor_of_what_follows(
    parser: Parser, text: str, word: str, actor: str
) -> None:
    (event,) = [one for one in code(parser, text) if text[slice(*one.span)] == word]
    assert names(event, "actor") == [actor]


def test_nothing_that_is_no_person_is_made_to_do_it(parser: Parser) -> None:
    told = code(parser, "The army used tanks for shelling the town.")
    assert told and not any("tanks" in names(event, "actor") for event in told)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Blast kills 30 in one of the worst attacks in years.", 30),
        ("Nine people were killed Friday after gunmen attacked a mosque.", 9),
        ("Villagers recalled the shelling that killed nine people on Monday.", 9),
        ("The singer starred in a film about the war and later killed two people.", 2),
    ],
)
def test_the_dead_of_an_attack_that_happened_are_counted(parser: Parser, text: str, killed: int) -> None:
    told = [one for one in code(parser, text) if one.type == "ASSAULT" and one.status is Status.ACTUAL]
    assert [count.low for one in told for count in one.counts if count.what == "killed"] == [killed]


def test_whom_a_figure_of_its_own_event_counts_are_its_victims(parser: Parser) -> None:
    (one,) = code(parser, "Nine people lost their lives in Orrin.")
    assert [(role.role, role.name) for role in one.roles] == [("target", "Nine people")]


@pytest.mark.parametrize(
    ("text", "fled"),
    [
        ("Some 3,000 people fled the valley.", [("RETREAT", 3000)]),
        ("Some 3,000 women and 200 men fled the valley.", [("RETREAT", 3000), ("RETREAT", 200)]),
        ("Two hundred residents were evacuated.", [("RETREAT", 200)]),
        ("The army drove 3,000 people out of the valley.", []),
        ("Militiamen drove 3,000 people from their homes.", []),
    ],
)
def test_who_fled_is_counted_where_nothing_else_that_is_told_counts_them(
    parser: Parser, text: str, fled: list[tuple[str, int]]
) -> None:
    retreats = [event for event in code(parser, text) if event.type == "RETREAT"]
    assert [(event.type, count.low) for event in retreats for count in event.counts] == fled


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A shell hit a bus but its 12 passengers were not injured.", []),
        ("A shell hit a bus but its 12 passengers did not die.", []),
        ("A shell hit a bus but its 12 passengers did not suffer any injuries.", []),
        ("A shell hit a bus but the driver was not hurt, only nine passengers were injured.", [("injured", 9)]),
        ("A shell hit a bus but nobody was injured.", [("injured", 0)]),
    ],
)
def test_who_was_not_harmed_is_not_counted_with_what_happened(
    parser: Parser, text: str, counted: list[tuple[str, int]]
) -> None:
    happened = [event for event in code(parser, text) if event.status is Status.ACTUAL]
    assert [(count.what, count.low) for event in happened for count in event.counts] == counted


def test_an_attack_is_no_mishap_because_another_clause_tells_of_one(parser: Parser) -> None:
    told = code(parser, "A bomb killed 12 people in the town, where a rebel was accidentally killed in May.")
    assert [one.type for one in told if any(count.low == 12 for count in one.counts)] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army shelled the approach to Karrow, killing nine.", True),
        ("Gunmen attacked a campaign speech in Karrow, wounding 12.", True),
        ("Jets bombed a series of villages in Sarn, killing 40 people.", True),
        ("Gunmen killed a series of officials in Sarn.", True),
        ("Gunmen shot a series of officials in Sarn.", True),
        ("Protesters burned pictures of the president in Sarn.", True),
        ("A crew shot a series of films in Sarn.", False),
        ("The film was shot in Sarn.", False),
        ("Critics attacked the plan in Sarn.", False),
    ],
)
def test_what_can_be_hurt_is_attacked_and_what_only_is_thought_or_filmed_is_not(
    parser: Parser, text: str, told: bool
) -> None:
    assert any(event.type == "ASSAULT" for event in code(parser, text)) is told


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("The army ordered residents to leave and bombed the town.", "bombed", ["army"]),
        ("Militants forced villagers to dig graves and shot the elders.", "shot", ["Militants"]),
        ("Militants forced villagers to dig graves and shoot prisoners.", "shoot", ["villagers"]),
        ("Relief workers helped victims of shelling in Tarn.", "shelling", []),
        ("Volunteers rescued children from shelling in Tarn.", "shelling", []),
        ("The watchdog accuses the army of killing 30 villagers.", "killing", ["army"]),
        ("The prosecutor charged the company with killing 20 miners.", "killing", ["company"]),
        ("Witnesses accused them of shooting a boy.", "shooting", ["them"]),
        ("The council warned residents of shelling.", "shelling", []),
        ("The king asked the army to attack the port.", "attack", ["army"]),
        ("Army accused of killing 30 villagers", "killing", ["Army"]),
        ("Police foiled a plot to kill the mayor.", "kill", []),
        ("Police stopped the crowd to arrest two men.", "arrest", ["Police"]),
        ("Soldiers stopped the crowd by shooting three people dead.", "shooting", ["Soldiers"]),
        ("Gunmen halted traffic before shooting two drivers.", "shooting", ["Gunmen"]),
        ("Fighters stopped firing rockets at the port.", "firing", ["Fighters"]),
        ("Militants were kept from attacking the port.", "attacking", ["Militants"]),
        ("Residents fled the town after shelling killed nine people.", "killed", []),
        ("Gunmen fled the town after killing nine people.", "killing", ["Gunmen"]),
        ("The attack on a base in Tarn, which killed nine, was condemned.", "attack", []),
        ("The bombing of a mosque that killed 14 was condemned.", "bombing", []),
        ("An attack in which gunmen killed nine people was condemned.", "attack", ["gunmen"]),
    ],
)
def test_who_does_it_is_no_bystander(parser: Parser, text: str, word: str, actors: list[str]) -> None:
    (event,) = [one for one in code(parser, text) if text[slice(*one.span)] == word]
    assert names(event, "actor") == actors


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Guards stopped two men from bombing a bank.", "bombing", Status.NEGATED),
        ("The army kept militants from attacking the port.", "attacking", Status.NEGATED),
        ("Troops kept attacking the port.", "attacking", Status.ACTUAL),
        ("Police foiled a plot to blow up a station.", "blow", Status.NEGATED),
        ("Police foiled an attempt to bomb the court and shoot the judge.", "shoot", Status.NEGATED),
        ("Guards tried to stop two men from bombing a bank.", "bombing", Status.HYPOTHETICAL),
        ("Soldiers did not stop the killing of 12 villagers.", "killing", Status.ACTUAL),
        ("Officials failed to stop the killing of 20 farmers.", "killing", Status.ACTUAL),
        ("Guards kept residents from fleeing the shelling of the town.", "shelling", Status.ACTUAL),
        (
            "Police prevented protesters from reaching parliament, firing tear gas and arresting 40.",
            "firing",
            Status.ACTUAL,
        ),
        ("Police thwarted an attack on the port.", "attack", Status.NEGATED),
        ("Troops repelled an attack on the port.", "attack", Status.ACTUAL),
    ],
)
def test_what_others_are_kept_from_did_not_happen(parser: Parser, text: str, word: str, status: Status) -> None:
    assert [one.status for one in code(parser, text) if text[slice(*one.span)] == word] == [status]
