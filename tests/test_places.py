"""Places: what a report names, which place is meant, how precisely, and what is left as named."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.event_place import Setting, innermost, main_place, place_of
from reportedly.reading.places import find_people, find_places
from reportedly.records import Place
from tests.place_world import world
from tests.readings import parsed


def places(text: str) -> tuple[Place, ...]:
    return find_places(parsed(text), world())


def one(text: str, name: str) -> Place:
    """The only place of this name in a text."""
    (found,) = {(p.kind, p.gazetteer, p.precision): p for p in places(text) if p.name == name}.values()
    return found


def test_a_town_of_the_country_spoken_of_is_found_at_its_point() -> None:
    place = one("Shells fell on the town of Koven in Lorvania on Monday.", "Koven")
    assert (place.gazetteer, place.country, place.admin1, place.lat, place.precision) == (
        "geonames:113",
        "XL",
        "Dastel",
        22.0,
        1,
    )


def test_the_country_decides_between_two_towns_of_one_name() -> None:
    assert one("Police in Ruthmar sealed off the town of Koven.", "Koven").country == "XR"
    assert one("Lorvanian troops entered the town of Koven, officials in Lorvania said.", "Koven").country == "XL"


def test_a_country_right_after_a_comma_decides_against_the_rest() -> None:
    text = "Ruthmar sent envoys. Ruthmar said so in Harwick. They met in Koven, Lorvania, on Friday."
    assert one(text, "Koven").country == "XL"


@pytest.mark.parametrize(
    ("words", "kind", "precision"),
    [
        ("in the province of Merrin", "admin1", 4),
        ("in Merrin governorate", "admin1", 4),
        ("in the city of Merrin", "city", 1),
    ],
)
def test_city_and_province_of_one_name_are_told_apart_by_the_word_beside(words: str, kind: str, precision: int) -> None:
    place = one(f"Fighting went on {words} in Lorvania.", "Merrin")
    assert (place.kind, place.precision) == (kind, precision)


@pytest.mark.parametrize("spelling", ["al-Vashrah", "Al-Washra", "Vashrah", "al-Vashra", "Vashrrah"])
def test_a_name_is_found_in_another_spelling(spelling: str) -> None:
    place = one(f"Lorvania bombed the town of {spelling} on Sunday. Lorvania denied it.", spelling)
    assert place.gazetteer == "geonames:112"


def test_a_landscape_named_after_a_town_is_a_landscape() -> None:
    place = one("Patrols of Lorvania search the Koven desert.", "Koven")
    assert (place.kind, place.precision, place.country) == ("desert", 5, "XL")


def test_one_kind_word_holds_for_the_whole_list() -> None:
    found = {p.name: p.kind for p in places("Lorvania lost the villages of Arrash, Bettin and Corvale in a day.")}
    assert found == {"Lorvania": "country", "Arrash": "city", "Bettin": "city", "Corvale": "city"}


def test_a_desert_without_a_known_point_is_named_without_one() -> None:
    place = one("Convoys crossed the Sarn Desert in Lorvania.", "Sarn Desert")
    assert (place.kind, place.lat, place.lon, place.precision) == ("desert", None, None, 5)
    assert place.gazetteer == "supplement:sarn-desert" and not place.no_match


def test_near_a_town_is_not_in_it() -> None:
    assert one("A drone fell near Koven, officials of Lorvania said.", "Koven").precision == 2


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("in the district of Vellum", "Vellum", "admin2"),
        ("at the Ferrand base", "Ferrand", "base"),
        ("in the Ashkan steppe", "Ashkan", "desert"),
        ("from the Brask gas field", "Brask", "field"),
        ("in the village of Nolling", "Nolling", "city"),
        ("in the town of Al Brennah", "Al Brennah", "city"),
    ],
)
def test_an_invented_place_is_kept_as_named_with_the_kind_its_words_tell(words: str, name: str, kind: str) -> None:
    place = one(f"Gunmen opened fire {words} on Thursday.", name)
    assert (place.no_match, place.kind, place.resolved, place.country, place.lat) == (True, kind, None, None, None)


def test_a_hamlet_of_a_country_nobody_speaks_of_is_not_believed() -> None:
    place = one("Lorvania shelled the village of Quessly.", "Quessly")
    assert place.no_match and place.country is None


@pytest.mark.parametrize(
    "text",
    [
        "General Merrin told reporters in Lorvania that he would resign.",
        "Mr. Koven and John Tolla were named ministers of Lorvania.",
        "Lorvanian troops advanced.",
        "The Merrin Times printed the list.",
    ],
)
def test_persons_peoples_and_papers_are_no_places(text: str) -> None:
    assert {p.name for p in places(text)} <= {"Lorvania"}


def test_words_for_peoples_point_to_their_country_where_asked() -> None:
    (found,) = find_people(parsed("Lorvanian troops advanced."), world())
    assert (found.name, found.country) == ("Lorvanian", "XL")


def test_a_dateline_is_a_city() -> None:
    place = one("MERRIN (Vektor) – Lorvania closed its border on Monday.", "MERRIN")
    assert place.kind == "city"


def test_a_river_is_not_the_town_it_bears_the_name_of() -> None:
    place = one("Soldiers of Lorvania crossed the Koven River at dawn.", "Koven River")
    assert place.kind == "water" and place.gazetteer is None


def test_a_name_that_goes_on_after_an_article_is_one_name() -> None:
    names = [p.name for p in places("Lorvania shelled the town of Tolla al-Brunn, and Deyr al-Zalim in Lorvania.")]
    assert "Tolla al-Brunn" in names and "Tolla" not in names


def test_a_large_town_is_not_the_beginning_of_a_longer_name() -> None:
    text = "Shells fell on Harwick al-Brunn road. Ruthmar sent troops into Harwick al-Brunn."
    assert one(text, "Harwick").country == "XR"


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("The strike hit Lindle Tree school in Ruthmar on Monday.", "Lindle", False),
        ("The strike hit Koven Tree school in Ruthmar on Monday.", "Koven", False),
        ("The strike hit the Harwick Tree school in Ruthmar on Monday.", "Harwick", True),
        ("The strike hit a school in Lindle, Ruthmar, on Monday.", "Lindle", True),
        ("The strike hit a school in Harwick in Ruthmar on Monday.", "Harwick", True),
    ],
)
def test_a_place_is_not_the_beginning_of_the_name_of_a_school(text: str, name: str, known: bool) -> None:
    assert any(place.name.startswith(name) and place.gazetteer for place in places(text)) is known


def test_an_article_with_a_capital_may_be_left_out_of_a_name() -> None:
    assert one("Lorvania bombed the town of Al Koven on Monday.", "Al Koven").gazetteer == "geonames:113"


def test_a_country_whose_apostrophe_got_lost_is_named() -> None:
    assert one("Troops marched into Lorvanias Merrin and shelled Lorvanias south.", "Lorvanias").country == "XL"


def test_a_name_after_in_is_no_person_elsewhere() -> None:
    text = "Harwick mourns. Bob Harwick wrote a book. Many people live in Harwick, and Ruthmar knows it."
    assert [p.span[0] for p in places(text) if p.name == "Harwick"] == [0, text.index("Harwick, and")]


def test_a_town_whose_people_nobody_counted_is_a_place_of_a_country_spoken_of() -> None:
    assert one("The war in Lorvania goes on. Raids hit a market in Sillom.", "Sillom").gazetteer == "geonames:116"


@pytest.mark.parametrize("text", ["Rebels captured Harwick on Monday.", "Harwick was shelled again overnight."])
def test_a_town_known_widely_is_placed_without_its_country(text: str) -> None:
    assert one(text, "Harwick").country == "XR"


def test_a_headline_that_ends_with_a_kind_of_place_says_nothing_of_the_word_below_it() -> None:
    told = places("Shells hit a province\n\nMerrin said so in Lorvania.")
    assert [place.kind for place in told if place.name == "Merrin"] != ["admin1"]
    assert one("Shells hit the province of Merrin in Lorvania.", "Merrin").kind == "admin1"


def test_nothing_is_believed_against_the_country_right_beside_it() -> None:
    assert one("Gunmen attacked a market in Harwick in Lorvania on Monday.", "Harwick").country is None


def test_whose_side_somebody_is_on_is_no_place() -> None:
    assert "Harwick" not in {p.name for p in places("The Harwick-backed militia fought in Lorvania.")}


def test_an_event_is_placed_where_its_sentence_says() -> None:
    text = "Lorvania sent aid from Merrin. A strike in Koven killed six people, doctors said."
    parse, found = parsed(text), places(text)
    at = text.index("strike")
    chosen = place_of(Setting(parse, found), (at, at + 6), ((text.index("A strike"), len(text)),))
    assert chosen is not None and found[chosen].name == "Koven"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army shelled Koven in eastern Lorvania.", "Koven"),
        ("The army left Koven for Lorvania.", "Lorvania"),
        ("Shells hit Koven as rebels fled in Lorvania.", "Lorvania"),
    ],
)
def test_what_is_told_of_a_country_happened_in_its_town_that_stands_right_before_it(text: str, name: str) -> None:
    parse, found = parsed(text), places(text)
    assert [place.name for place in found] == ["Koven", "Lorvania"]
    assert found[innermost(Setting(parse, found), 1)].name == name


def test_an_event_without_a_place_took_place_where_the_report_is_about() -> None:
    text = (
        "A strike hit the town of Koven in Lorvania. Rescuers in Koven dug all night. The explosion killed six people."
    )
    parse, found = parsed(text), places(text)
    at = text.index("explosion")
    chosen = place_of(Setting(parse, found), (at, at + 9), ((text.index("The explosion"), len(text)),))
    assert chosen is not None and found[chosen].name == "Koven"
    assert main_place(found) == chosen


def test_the_owner_of_a_ministry_is_not_where_it_happened() -> None:
    text = "Shells fell on the harbour of Ossel. Qhelm's Defence Ministry said the explosion killed six people."
    parse = parsed(text)
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in ("Ossel", "Qhelm")}
    found = [Place(span=span, name=name, no_match=True, by="") for name, span in spans.items()]
    at = text.index("explosion")
    assert place_of(Setting(parse, found), (at, at + 9), ((at, len(text)),)) == 0
    assert place_of(Setting(parse, found[1:]), (at, at + 9), ((at, len(text)),)) is None


def test_the_main_place_of_a_report_is_sought_once_for_all_its_events(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The strike in Koven was heavy. The explosion killed six people. The blast hurt two."
    asked: list[int] = []
    monkeypatch.setattr("reportedly.reading.event_place.main_place", lambda found: asked.append(len(found)))
    setting = Setting(parsed(text), places(text))
    for word in ("explosion", "blast"):
        at = text.index(word)
        place_of(setting, (at, at + len(word)), ((at, at + len(word)),))
    assert len(asked) == 1


def test_no_place_no_choice() -> None:
    text = "The explosion killed six people."
    assert place_of(Setting(parsed(text)), (4, 13), ((0, len(text)),)) is None


WORDS = [
    "Merrin", "Koven", "al-Vashrah", "Lorvania", "in", "the", "town of", "province of", "near", "Ostm.", "XL", "and", ",", "(",
    "’s", "desert", "River", "Dr.", "said", "-", "West", "MERRIN", "Sarn Desert", "Nobodytown", "\n", "é", "12",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_are_verbatim_and_points_come_from_the_gazetteer(words: list[str]) -> None:
    text = " ".join(words)
    found = places(text)
    for place in found:
        assert text[slice(*place.span)] == place.name
        assert place.precision is None or 1 <= place.precision <= 7
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or place.gazetteer is not None
        assert place.no_match == (place.gazetteer is None)
    spans = [place.span for place in found]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_a_name_that_a_network_sees_is_a_place_whatever_the_parser_takes_it_for() -> None:
    text = "Rebels blew up the bridge across the Yelsk at Tolmer at dawn on Wednesday."
    at = text.index("Tolmer")
    found = find_places(parsed(text), world(), ((at, at + len("Tolmer")),))
    assert [place.name for place in found] == ["Tolmer"] and found[0].no_match
