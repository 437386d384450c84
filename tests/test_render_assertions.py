"""The assertions of an incident in words and as dots and ranges: bounds stay bounds, nobody's word stays nobody's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reportedly.incident import Account, Assertion, Change, ChangeKind, Incident, Origin, Passage, Path
from reportedly.records import Outlet, Report, SourceType
from reportedly.render.asserted import assertion_words, change_words
from reportedly.render.assertion_words import OWN_VOICE, by_whom, range_words, sentence, standing_of, value_words
from reportedly.render.assertions_view import scale_of, sections, table
from reportedly.render.cited import Cite
from reportedly.render.standing import named_ends
from reportedly.render.told_otherwise import changes

MONITOR = Origin("m", "Sarn Monitor", ("Sarn Monitor",), SourceType.MONITOR, claims=("c1", "c2"))
MINISTRY = Origin("h", "Quellmark Health Ministry", ("Quellmark Health Ministry",), SourceType.OFFICIAL)
HAPPENED = Assertion("happened", (Account("asserted", ("m", "h"), ("r1", "r2", "r3"), claims=("c1", "c2", "c3")),),
                     origins=("m", "h"), independent_low=1, independent_high=2, reports=("r1", "r2", "r3"))  # fmt: skip
KILLED = Assertion(
    "killed",
    (
        Account(None, ("m",), ("r1", "r2"), 18, None, claims=("c1", "c2"), counted="people"),
        Account(None, (), ("r3",), 8, 8, claims=("c4",), without_source=("r3",), counted="people"),
        Account(None, ("m",), ("r1",), 5, 5, claims=("c1",), counted="children", of=0, part=True),
    ),
    8, 18, ("m",), 1, 1, ("r1", "r2", "r3"), ("r3",),
)  # fmt: skip
INCIDENT = Incident(
    "i", ("r1", "r2", "r3"), origins=(MONITOR, MINISTRY), assertions=(HAPPENED, KILLED),
    paths=(Path("r1", "c1", ("Sarn Monitor",), "m"), Path("r2", "c2", ("Sarn Monitor",), "m"),
           Path("r3", "c3", ("Quellmark Health Ministry",), "h")),
)  # fmt: skip
CITES = {f"c{number}": Cite(number, f"#s{number}", "Lumen") for number in range(1, 5)}


def plain(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", "".join(parts)))


def test_the_sentence_on_top_counts_what_happened_and_the_toll_apart() -> None:
    assert sentence(INCIDENT) == (
        "3 reports, 1–2 independent origins that it happened, 1 for the toll; killed 8–18 or more"
    )
    nobody = replace(KILLED, independent_low=0, independent_high=0)
    assert "none for the toll" in sentence(replace(INCIDENT, assertions=(HAPPENED, nobody)))
    assert sentence(replace(INCIDENT, assertions=(HAPPENED,))) == "3 reports, 1–2 independent origins that it happened"
    assert sentence(replace(INCIDENT, reports_without_source=2, rejected=("x",))).endswith(
        "; 2 reports without a source for it; 1 rejected claim not counted"
    )


def test_a_figure_that_is_open_above_is_no_end_on_a_terminal_either() -> None:
    assert assertion_words(KILLED, INCIDENT).startswith("killed 8–18 or more: 1 independent origin")


def test_a_figure_that_its_own_origin_gave_anew_is_told_with_both_figures() -> None:
    ends = Passage("r1", "c1", ((0, 1),)), Passage("r2", "c2", ((0, 1),))
    accounts = (
        Account(None, ("m",), ("r1",), 9, None, claims=("c1",), counted="people"),
        Account(None, ("m",), ("r2",), 14, 14, claims=("c2",)),
        Account(None, ("m",), ("r2",), 3, 3, claims=("c2",), counted="children", of=1, part=True),
    )
    change = Change(ChangeKind.FIGURE_UPDATED, "killed", *ends, origin="m")
    incident = replace(INCIDENT, assertions=(Assertion("killed", accounts, 9, 14, ("m",), 1, 1),), changes=(change,))
    days = {"r1": "2031-05-03", "r2": "2031-05-04"}
    reports = {name: Report(name, name, name, "", Outlet("Lumen"), published=day) for name, day in days.items()}
    said = "new figure, killed: Lumen (2031-05-03): at least 9 people → Lumen (2031-05-04): 14"
    assert change_words(change, incident, named_ends(incident, reports)) == said
    page = plain(changes(incident, reports, {}))
    assert "Killed: first at least 9 people by Sarn Monitor in Lumen (2031-05-03)" in page
    assert "then 14 by the same in Lumen (2031-05-04)" in page
    without = replace(incident, assertions=())
    assert change_words(change, without, {}) == "new figure, killed: r1 → r2"
    assert "first given by Sarn Monitor" in plain(changes(without, {}, {}))


def test_an_assertion_says_on_what_it_stands() -> None:
    assert standing_of(KILLED) == ("8–18 or more; 1 independent origin; 3 reports, 1 of them without a source for it")
    assert range_words(HAPPENED) == ""


@pytest.mark.parametrize(
    ("about", "account", "words"),
    [
        ("killed", Account(None, low=14, counted="ferrymen"), "at least 14 ferrymen"),
        ("killed", Account(None, low=3, high=5, of=0, part=True), "of them 3 to 5"),
        ("killed", Account(None, low=3, high=3, part=True, counted="medics"), "in part 3 medics"),
        ("happened", Account("hedged"), "held back"),
        ("denied", Account("done_by"), "denies that they did it"),
        ("day", Account("2031-05-02/2031-05-04"), "2031-05-02 to 2031-05-04"),
        ("done_by", Account("Coast League"), "Coast League"),
    ],
)  # fmt: skip
def test_values_in_words(about: str, account: Account, words: str) -> None:
    assert value_words(Assertion(about, (account,)), account) == words


def test_each_value_stands_with_whoever_gives_it_and_the_outlets_own_voice_last() -> None:
    found = [(whose.name, [(g.account.low, g.claims) for g in whose.given]) for whose in by_whom(KILLED, INCIDENT)]
    assert found == [("Sarn Monitor", [(18, ("c1", "c2")), (5, ("c1",))]), (OWN_VOICE, [(8, ("c4",))])]


def test_a_source_that_is_no_origin_is_named() -> None:
    denied = Assertion("denied", (Account("happened", reports=("r2",), who=("Coast League",), claims=("c4",)),))
    assert [(whose.name, whose.origin) for whose in by_whom(denied, INCIDENT)] == [("Coast League", None)]


def test_the_table_links_every_value_to_its_first_sentence() -> None:
    (text,) = table(INCIDENT, CITES)
    rows = [plain([row]) for row in text.split("<tr>")[1:]]
    assert [row.split()[0] for row in rows] == ["that", "Sarn", "Quellmark", "In"]
    assert '<a href="#s1"><bdi>at least 18 people</bdi></a>' in text
    assert '<a href="#s4"><bdi>8 people</bdi></a>' in text
    assert table(Incident("i", ("r",)), {}) == []


def test_figures_stand_on_one_scale_and_open_bounds_have_an_arrow() -> None:
    scale = scale_of(KILLED)
    assert scale is not None and (scale.low, scale.high) == (5, 18)
    assert scale.at(5) < scale.at(8) < scale.at(18)
    happened, killed = sections(INCIDENT, CITES)
    assert killed.count('class="open"') == 1
    assert killed.count('class="dot part"') == 1
    assert "scale" not in happened


def test_days_have_a_scale_and_names_have_none() -> None:
    days = Assertion("day", (Account("2031-05-02/2031-05-04"), Account("2031-05-03")))
    scale = scale_of(days)
    assert scale is not None and scale.high - scale.low == 2
    assert scale_of(Assertion("done_by", (Account("Coast League"),))) is None
