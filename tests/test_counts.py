"""Counts: who, what, how many, between which bounds, and of which other count they are a part."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.counts import Counted, find_counts
from reportedly.reading.lang.en.numbers import number_of, ordinal_of
from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.parse import Parser

Row = tuple[str, int | None, int | None]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return shared_parser()


def read(parser: Parser, text: str) -> tuple[Counted, ...]:
    return find_counts(parser.parse(text, [(0, len(text))]))


def rows(found: Sequence[Counted]) -> list[Row]:
    return [(one.count.what, one.count.low, one.count.high) for one in found]


BOUNDS: list[tuple[str, list[Row]]] = [
    ("At least 19 villagers were killed in Orsk Valley.", [("killed", 19, None)]),
    ("18 villagers were killed in Orsk Valley.", [("killed", 18, 18)]),
    ("About 18 villagers were killed in Orsk Valley.", [("killed", 18, 18)]),
    ("Dozens of villagers were killed.", [("killed", 12, None)]),
    ("Many villagers were killed.", [("killed", None, None)]),
    ("More than 1,700 villagers were injured.", [("injured", 1700, None)]),
    ("As many as 30 miners are missing.", [("missing", None, 30)]),
    ("Between 10 and 15 soldiers died.", [("killed", 10, 15)]),
    ("A dozen soldiers were wounded.", [("injured", 12, 12)]),
    ("The shell killed a family of five.", [("killed", 5, 5)]),
    ("Two hundred and five people were arrested.", [("detained", 205, 205)]),
    ("Some 12,000 people fled the town.", [("displaced", 12000, 12000)]),
    ("No casualties were reported.", [("killed+injured", 0, 0)]),
    ("The jets carried out 18 airstrikes.", [("strikes", 18, 18)]),
    ("The raids led to the destruction of four depots.", [("destroyed", 4, 4)]),
    ("The gunner destroyed two tanks.", [("destroyed", 2, 2)]),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_bounds_are_those_of_the_words(parser: Parser, text: str, expected: list[Row]) -> None:
    assert rows(read(parser, text)) == expected


SHAPES: list[tuple[str, list[Row]]] = [
    ("The blast killed 18 and wounded 5.", [("killed", 18, 18), ("injured", 5, 5)]),
    ("2 killed 8 injured in rocket attacks on Velmar.", [("killed", 2, 2), ("injured", 8, 8)]),
    ("Missile Strike Kills Five Injures Seven", [("killed", 5, 5), ("injured", 7, 7)]),
    ("Civilian killed 3 injured in attacks on Velmar.", [("injured", 3, 3)]),
    ("29 Rebels Dead in Fighting for Key Road", [("killed", 29, 29)]),
    ("The attack left 11 people dead and 20 others wounded.", [("killed", 11, 11), ("injured", 20, 20)]),
    ("The attack claimed the lives of 12 villagers.", [("killed", 12, 12)]),
    ("The death toll has risen to 86.", [("killed", 86, 86)]),
    ("Death toll from market bombing at least 112.", [("killed", 112, None)]),
    ("40 soldiers were killed or wounded.", [("killed+injured", 40, 40)]),
    ("The raid led to the deaths and injuries of 40 fighters.", [("killed+injured", 40, 40)]),
    ("40 killed and injured in raid on Velmar.", [("killed+injured", 40, 40)]),
    ("All five people on board were believed to have died.", [("killed", 5, 5)]),
    ("Rebels fired shells at Velmar, killing two people, injuring eight.", [("killed", 2, 2), ("injured", 8, 8)]),
    ("40 Civilians 25 Sarn Fighters Killed Near Velmar", [("killed", 40, 40), ("killed", 25, 25)]),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_what_happened_is_read_from_every_shape(parser: Parser, text: str, expected: list[Row]) -> None:
    assert rows(read(parser, text)) == expected


TOLD: list[tuple[str, list[Row]]] = [
    ("The five miners who lost their lives were brothers.", [("killed", 5, 5)]),
    ("Eleven soldiers fell in battle.", [("killed", 11, 11)]),
    ("Troops wiped out 17 militants near Orsk.", [("killed", 17, 17)]),
    ("A watchman suffered burns. Two guards lost a leg.", [("injured", 1, 1), ("injured", 2, 2)]),
    ("The strike put 16 soldiers out of action.", [("killed+injured", 16, 16)]),
    (
        "The raid inflicted losses of up to 320 soldiers, two tanks and eleven lorries.",
        [("killed+injured", None, 320), ("destroyed", 2, 2), ("destroyed", 11, 11)],
    ),
    ("Police rounded up 40 students.", [("detained", 40, 40)]),
    ("Six men were led away.", [("detained", 6, 6)]),
    ("The raid led to 15 arrests.", [("detained", 15, 15)]),
    ("Of the 176 drones launched, 112 were brought down.", [("destroyed", 112, 112)]),
    ("The flood drove 300 people from their homes.", [("displaced", 300, 300)]),
    ("Twelve houses burned down.", [("destroyed", 12, 12)]),
    ("Two drones shot down over Orsk", [("destroyed", 2, 2)]),
    ("The 12 passengers suffered no injuries.", [("injured", 0, 0)]),
    ("There were no victims.", [("killed+injured", 0, 0)]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_harm_is_told_by_several_words(parser: Parser, text: str, expected: list[Row]) -> None:
    assert rows(read(parser, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nine companies suffered losses.",
        "Three banks lost a hand in the deal.",
        "Ten members left their house seats.",
        "Three towns fell in fighting.",
        "Four leaders fell out in the fighting.",
        "Some 300 refugees received medical care.",
        "The cuts wiped out 200 jobs.",
        "The debate destroyed three ministers.",
        "The vote brought down two governments.",
        "Three players were carried off on stretchers.",
        "In May 300 students left their homes for the capital.",
        "The bank announced job losses of 450 people.",
        "Two pilots lost sight of the runway.",
        "Police brought down three suspects.",
        "Three were brought down by the keeper.",
        "The coach put two players out of action.",
        "The firm announced the loss of 400 employees.",
    ],
)
def test_the_same_words_of_others_tell_no_harm(parser: Parser, text: str) -> None:
    assert rows(read(parser, text)) == []


WHOLES: list[tuple[str, list[Row]]] = [
    ("Three of the five passengers were killed.", [("killed", 3, 3)]),
    ("Four of her crew of nine died when the trawler sank.", [("killed", 4, 4)]),
    ("Two of three missiles were shot down.", [("destroyed", 2, 2)]),
    ("Of the nine crew, four died.", [("killed", 4, 4)]),
    ("Most of the 40 villagers were wounded.", []),
    ("Two of the five wounded soldiers died.", [("killed", 2, 2), ("injured", 5, 5)]),
]


@pytest.mark.parametrize(("text", "expected"), WHOLES)
def test_what_befalls_a_part_does_not_befall_the_whole(parser: Parser, text: str, expected: list[Row]) -> None:
    assert rows(read(parser, text)) == expected


SPARED: list[tuple[str, list[Row]]] = [
    ("Gunmen took two pilots alive.", []),
    ("Two hostages were rescued and three were killed.", [("killed", 3, 3)]),
    ("Rescuers pulled two miners alive from the shaft.", []),
    ("Three prisoners were burned alive.", [("killed", 3, 3)]),
    ("Police found twelve hostages and a dead watchman.", [("killed", 1, 1)]),
    ("The brigade lost 12 men and three tanks.", [("killed", 12, 12)]),
    ("The toll rose by three to 21 dead.", [("killed", 21, 21)]),
]


@pytest.mark.parametrize(("text", "expected"), SPARED)
def test_whoever_lives_and_whatever_is_no_person_is_not_counted_dead(
    parser: Parser, text: str, expected: list[Row]
) -> None:
    assert rows(read(parser, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen opened fire in Velmar.",
        "A 10-year-old boy lives 25 kilometres away.",
        "The war began in 2014.",
        "The 12 delegates met for 3 days in Velmar.",
        "On March 3 the council voted.",
    ],
)
def test_numbers_that_count_no_harm_are_no_counts(parser: Parser, text: str) -> None:
    assert read(parser, text) == ()


def test_the_killers_are_not_the_killed(parser: Parser) -> None:
    found = read(parser, "Two gunmen killed eight people.")
    assert rows(found) == [("killed", 8, 8)]
    assert found[0].count.who == "people"


PARTS = [
    ("At least 18 people were killed, including four children and two women.", [None, 0, 0]),
    ("The shelling killed 86, 30 of them children.", [None, 0]),
    ("Two medics were among at least 31 people killed on Monday.", [1, None]),
    ("Eight people were killed in Velmar. Among them were three children.", [None, 0]),
]


@pytest.mark.parametrize(("text", "of"), PARTS)
def test_parts_name_the_count_they_are_a_part_of(parser: Parser, text: str, of: list[int | None]) -> None:
    found = read(parser, text)
    assert [one.count.of for one in found] == of
    assert all(one.count.what == "killed" for one in found)


def test_a_sum_that_only_runs_on_is_a_total(parser: Parser) -> None:
    found = read(parser, "Nine people died on Monday. The conflict has killed more than 280,000 people since 2011.")
    assert [one.count.total for one in found] == [False, True]


def test_the_deadliest_attack_since_the_war_began_is_no_total(parser: Parser) -> None:
    (found,) = read(parser, "The bomb killed 12 people in the deadliest attack since the war began.")
    assert not found.count.total


def test_the_counted_keep_their_own_words(parser: Parser) -> None:
    text = "The army said 14 members of the Sarn brigade were killed."
    (found,) = read(parser, text)
    assert found.count.who == "members of the Sarn brigade"
    assert text[slice(*found.count.span)].startswith("14 members")


WORDS = [
    "at least",
    "18",
    "between",
    "and",
    "15",
    "more than",
    "dozens",
    "of",
    "children",
    "killed",
    "wounded",
    ",",
    "including",
    "two",
    "people",
    "were",
    "no",
    "the",
    "toll",
    "rose to",
    "dead",
    "-",
    "a",
    "woman",
    "million",
    "among",
    "strikes",
    "9999999999999",
    ".",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_no_count_without_its_words_and_low_never_above_high(parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    found = read(parser, text)
    for one in found:
        count = one.count
        assert text[slice(*count.span)].strip()
        assert count.low is None or count.high is None or 0 <= count.low <= count.high
        assert count.of is None or (0 <= count.of < len(found) and found[count.of].count.of is None)


@given(st.integers(0, 999_999))
def test_figures_say_what_they_say(value: int) -> None:
    assert number_of(f"{value:,}") == value == number_of(str(value))


@pytest.mark.parametrize(
    ("words", "value"),
    [("two hundred and five", 205), ("1.2 million", 1_200_000), ("a dozen", 12), ("twenty-one", 21), ("dozens", None),
     ("2.5", None), ("nineteen ninety-four", 1994)],
)  # fmt: skip
def test_number_words(words: str, value: int | None) -> None:
    assert number_of(words) == value


def test_ordinals() -> None:
    assert [ordinal_of(word) for word in ("third", "21st", "twenty-first", "many")] == [3, 21, 21, None]


def test_some_of_the_dead_are_a_part_even_where_their_whole_is_far(parser: Parser) -> None:
    (found,) = read(parser, "The monitor said 14 of the dead were farmers.")
    assert (found.count.what, found.count.part, found.count.of) == ("killed", True, None)
