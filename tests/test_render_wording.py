"""What the screens say in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import (
    BUREAU,
    CAPTIVES,
    CLAIMS,
    COMMANDER,
    KILLED,
    MINISTRY,
    PLACES,
    RESIDENTS,
    STRIKES,
    TEXT,
    TIMES,
    WATCH,
    at,
    reading,
    report,
)

import reportedly.render
from reportedly.records import Act, Certainty, Count, Notice, Outlet, Report, Source, SourceType, Status, Toll, Unnamed
from reportedly.render.by_origin import by_origin
from reportedly.render.telling import count_words, event_words, place_words, time_words, toll_words
from reportedly.render.wording import (
    certainty_words,
    credit,
    described,
    notice_words,
    outlet_name,
    published,
    shown_name,
    summary,
    tally,
    tellers,
    titled,
)


def said(*chains: tuple[Source, ...]) -> str:
    return summary(by_origin(reading(claims=tuple(replace(CLAIMS[0], chain=chain) for chain in chains))))


@pytest.mark.parametrize(
    ("chains", "sentence"),
    [
        ((), "No claims were read."),
        (((),), "1 claim: 1 in the outlet’s own voice."),
        (((WATCH,), (WATCH,)), "2 claims: 2 on the word of Tesk Valley Watch."),
        (((WATCH,), (MINISTRY,)), "2 claims: 2 on the word of Tesk Valley Watch and Defence Ministry."),
        (
            ((BUREAU, COMMANDER), ()),
            "2 claims: 1 on the word of one unnamed source through an agency, 1 in the outlet’s own voice.",
        ),
        (((RESIDENTS,),), "1 claim: 1 on the word of several unnamed sources."),
        (
            ((CAPTIVES,), (COMMANDER,), (RESIDENTS,)),
            "3 claims: 2 on the word of 2 unnamed sources, 1 from people in custody.",
        ),
    ],
)
def test_one_sentence_says_what_the_claims_rest_on(chains: tuple[tuple[Source, ...], ...], sentence: str) -> None:
    assert said(*chains) == sentence


def test_the_whole_report_in_one_sentence_and_one_tally() -> None:
    groups = by_origin(reading())
    assert summary(groups) == (
        "11 claims: 5 on the word of 4 named sources, 3 on the word of 2 unnamed sources, 1 from people in custody, "
        "2 in the outlet’s own voice."
    )
    assert tally(groups) == "7 origins: 2 unnamed, 1 in custody"


def test_a_private_person_is_shown_by_role_alone() -> None:
    person = Source("Ilka Dorn", SourceType.WITNESS, mention=at("Residents of Marrow Ford"))
    assert shown_name(person) == "a witness (named in the text)"
    assert "Ilka" not in said((person,))
    assert shown_name(RESIDENTS) == "residents of Marrow Ford"
    assert shown_name(replace(person, id="osm-1")) == "Ilka Dorn"


def test_a_source_is_described_with_how_it_is_given() -> None:
    assert described(BUREAU) == "agency"
    assert described(COMMANDER) == "military, unnamed (on condition of anonymity)"
    assert described(CAPTIVES) == "detainee, unnamed (several at once), in custody"
    assert (
        described(replace(COMMANDER, unnamed=Unnamed.UNIDENTIFIED, unnamed_reason=None))
        == "military, unnamed (not identified)"
    )


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    bare = report(outlet=None, published=None, byline_agency=None)
    assert (outlet_name(bare), published(bare), credit(bare)) == ("outlet not known", "no date", None)
    assert credit(report(authors=("Ann Oster",))) == "by Ann Oster, credited to OPB"


def test_certainty_and_act() -> None:
    assert certainty_words(replace(CLAIMS[0], act=Act.ACCUSE, certainty=Certainty.HEDGED)) == "hedged, accuses"
    assert certainty_words(CLAIMS[9]) == "denied"


def test_notices_are_sentences_and_an_unknown_kind_is_shown_as_it_is() -> None:
    assert notice_words(Notice("no_statement", about="Brevia")) == "No statement by Brevia was found in this report."
    hedged = Notice("headline_drops_hedge", about="reportedly")
    assert notice_words(hedged) == "The headline states flatly what the body hedges with “reportedly”."
    assert "language (ar)" in notice_words(Notice("language_not_read", about="ar"))
    assert notice_words(Notice("something_new")) == "Something new."


def test_events_are_told_with_their_bounds() -> None:
    found = reading()
    words = event_words(STRIKES, found, Certainty.ASSERTED)
    assert words == "assault (aerial) · actor: the jets · Marrow Ford, OX · 9 strikes"
    assert "at least 14 fighters killed · 2 shepherds killed" in event_words(KILLED, found, Certainty.ASSERTED)
    planned = event_words(CLAIMS[8].events[0], found, Certainty.PLANNED)
    assert planned == "sanction · still to come · Anselt (fits no gazetteer) · “on Friday”"


@pytest.mark.parametrize(
    ("status", "certainty", "first"),
    [
        (Status.NEGATED, Certainty.ASSERTED, "assault · said not to have happened"),
        (Status.HYPOTHETICAL, Certainty.HEDGED, "assault · hypothetical"),
        (Status.ACTUAL, Certainty.DENIED, "assault · denied"),
    ],
)
def test_nobody_is_said_to_be_dead_of_what_is_denied_or_did_not_happen(
    status: Status, certainty: Certainty, first: str
) -> None:
    words = event_words(replace(KILLED, status=status), reading(), certainty)
    assert words.startswith(first) and "killed" not in words and "“at least 14 fighters”" in words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 3, "3 people killed"),
        (3, None, "at least 3 people killed"),
        (None, 3, "at most 3 people killed"),
        (3, 5, "3 to 5 people killed"),
        (None, None, "killed: “nine”"),
    ],
)
def test_a_count_is_told_as_the_words_bound_it(low: int | None, high: int | None, words: str) -> None:
    assert count_words(Count("killed", at("nine"), "people", low, high), TEXT) == words


def test_the_toll_says_whose_word_it_is() -> None:
    toll = Toll(16, None, 30, 30, ("Tesk Valley Watch",), (4,))
    assert (
        toll_words(reading(toll=toll))
        == "Toll: at least 16 killed, 30 injured, on the word of Tesk Valley Watch (claim 5)"
    )
    assert toll_words(reading(toll=Toll(2, 3))) == "Toll: 2 to 3 killed, in the outlet’s own voice"
    assert toll_words(reading(toll=Toll())) == toll_words(reading()) == ""


def test_a_part_and_a_running_total_are_said_to_be_one() -> None:
    assert count_words(Count("killed", at("nine"), "children", 4, 4, of=0), TEXT) == "of them 4 children killed"
    assert count_words(Count("killed", at("nine"), None, 90, None, total=True), TEXT) == "at least 90 killed in all"


def test_places_and_times_keep_the_words_of_the_report() -> None:
    assert place_words(replace(PLACES[0], resolved="Tesk, Upper")) == "Upper Tesk (Tesk, Upper, OX)"
    assert time_words(TIMES[0], TEXT) == "2031-05-06 (“late on Tuesday”)"
    assert time_words(replace(TIMES[0], end="2031-05-09"), TEXT) == "2031-05-06 to 2031-05-09 (“late on Tuesday”)"
    assert time_words(TIMES[1], TEXT) == "“on Friday”"


def test_no_word_of_a_verdict_is_in_what_is_shown() -> None:
    folder = Path(reportedly.render.__file__).parent
    shown = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix in (".py", ".css"))
    words = shown.lower().replace('"', " ").replace("=", " ").split()
    assert not {
        "fake",
        "credible",
        "trustworthy",
        "unreliable",
        "debunked",
        "propaganda",
        "misinformation",
        "disinformation",
    } & set(words)


def test_of_several_reports_each_is_told_from_the_others() -> None:
    made = {
        "a": Report("a", "a", "in/a.txt", "", Outlet("Lumen"), published="2031-05-03"),
        "b": Report("b", "b", "in/b.txt", "", Outlet("Lumen")),
        "c": Report("c", "c", "in/c.txt", "", Outlet("Ostara Post"), published="2031-05-03"),
        "d": Report("d", "d", "C:\\desk\\statement.txt", ""),
        "e": Report("e", "e", "in/war.csv row 9", ""),
    }
    assert tellers([*made, "gone"], made) == {
        "a": "Lumen (2031-05-03)", "b": "Lumen (no date)", "c": "Ostara Post", "d": "statement.txt (outlet not known)",
        "e": "war.csv row 9 (outlet not known)", "gone": "gone",
    }  # fmt: skip


def test_a_report_without_a_title_is_known_by_what_it_was_read_from() -> None:
    assert titled(Report("a", "a", "in/statement.txt", "")) == "Report without a title (statement.txt)"
    assert titled(Report("a", "a", "", "")) == "Report without a title"
    assert titled(Report("a", "a", "a", "", title="Nine die")) == "Nine die"
