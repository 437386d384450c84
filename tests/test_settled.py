"""Layout that carries speech, names of sources, and one voice for one source: what a reader of the claims would notice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_reports import CLAUSES, CONTENTS, CUES, FEW, SPEAKERS
from readings import KNOWN, bare, chain, parsed, read, report_of

from reportedly.intake.options import IntakeError
from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.lang.en.reader import by_rules, english, shared_tagger
from reportedly.reading.turns import turns_of
from reportedly.records import Claim, Reading

SHIPPED = english(KNOWN) if shared_tagger() else by_rules(KNOWN)
tagged = pytest.mark.skipif(shared_tagger() is None, reason="no tagger is installed")


def claims(text: str) -> tuple[Claim, ...]:
    return read(text, reader=SHIPPED).claims


def origins(text: str, words: str) -> set[str]:
    """The origins of the claims that hold these words; an empty name is the outlet's own voice."""
    return {(chain(c) or [""])[-1] for c in claims(text) if words in c.text}


def name(text: str, phrase: str) -> str:
    """What a phrase of a text is called as a source."""
    parse, start = parsed(text), text.index(phrase)
    span = parse.with_name_behind((start, start + len(phrase)))
    return EnglishNaming(KNOWN).mention(parse, parse.head_of(span), span).name


@pytest.mark.parametrize(
    ("text", "phrase", "called"),
    [
        ("Water rose, Tarvia's emergency service said.", "Tarvia's emergency service", "Tarvia's emergency service"),
        ("Nets were cut, the Bureau of Rivers and Fisheries said.", "the Bureau of Rivers and Fisheries", "Bureau of Rivers and Fisheries"),
        ("One of the farmers, Hanna Orrel, 42, said it rained.", "One of the farmers", "Hanna Orrel"),
        ("It was late, Lowland Gazette editor-in-chief Anna Petrov said.", "Lowland Gazette editor", "Anna Petrov"),
        ("According to the Dorn Post, he left the army.", "the Dorn Post", "Dorn Post"),
    ],
)  # fmt: skip
def test_a_source_is_called_by_its_whole_name(text: str, phrase: str, called: str) -> None:
    assert name(text, phrase) == called


@pytest.mark.parametrize("label", ["Tarvia war", "Update", "BREAKING", "Analysis", "Dorn protests", "Fact check"])
def test_a_label_of_a_headline_is_no_source(label: str) -> None:
    found = claims(
        f"{label}: Shells hit two houses in Dorn\n\nRescuers worked in Dorn through the night and found nobody."
    )
    assert all(label.lower() not in source.name.lower() for claim in found for source in claim.chain)


@pytest.mark.parametrize("deed", ["residents urged to keep off the dyke", "Tarvia accused of bullying"])
def test_who_is_spoken_to_in_a_headline_is_no_source(deed: str) -> None:
    found = claims(f"Gales grow over Dorn, {deed}\n\nThe storm will last until Friday.")
    assert [chain(claim) for claim in found if claim.chain] == []


def test_a_platform_is_no_link() -> None:
    text = "Power cut in Dorn\n\nThe power station in Dorn was hit again, Governor Mirel Okandu said in a post on X."
    assert all(source.name.strip(".") != "X" for claim in claims(text) for source in claim.chain)


@tagged
def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = (
        "Governor warns of flood\n\n“We watch the level at the dam,” Governor Mirel Okandu said. “It has risen since noon.\n\n"
        "“So far the old town is dry, but the pumps run at their limit.\n\n“I ask every family to leave tonight.”"
    )  # fmt: skip
    for words in ("It has risen", "the old town is dry", "every family to leave"):
        assert origins(text, words) == {"Mirel Okandu"}


@tagged
def test_a_bare_quotation_is_whose_who_acted_before_it() -> None:
    text = 'Bridge shut\n\nMayor Ilka Brandt turned to the crowd. "The bridge will not reopen this year." A few people booed.'
    assert origins(text, "will not reopen") == {"Ilka Brandt"}
    assert origins(text, "people booed") == {""}


@tagged
def test_an_interview_is_the_answering_persons() -> None:
    text = (
        "We have no guns there\n\nCommander Idris Vane of the Marsh Guard spoke to the Courier on Thursday.\n\n"
        "Q: Did your men shell the market in Dorn?\n\nA: No. We have no artillery in that sector."
    )  # fmt: skip
    assert origins(text, "We have no artillery") == {"Idris Vane"}
    assert all(c.certainty != "asserted" for c in claims(text) if "shell the market" in c.text)


def test_names_in_brackets_are_turns() -> None:
    parse = parsed("[Diop] Good evening.\n[Ngom] Police arrested eleven members of our party.\n[Diop] We shall see.")
    assert [parse.text[slice(*turn.name)] for turn in turns_of(parse)] == ["Diop", "Ngom", "Diop"]


@pytest.mark.parametrize("text", ["Damm: we will not leave\nThe port is open.", "The list:\nbread\nThe rest: milk"])
def test_one_colon_makes_no_turns(text: str) -> None:
    assert list(turns_of(parsed(text))) == []


@tagged
def test_a_surname_in_the_headline_is_the_person_of_the_body() -> None:
    text = "Damm accuses Tarvia of bullying\n\nDefence Minister Sela Damm on Wednesday accused Tarvia of bullying smaller ports."
    assert {c.chain[-1].name for c in claims(text) if c.chain} == {"Sela Damm"}


def test_figures_that_come_from_somebody_are_theirs() -> None:
    text = "At least 52 people were killed in Dorn on Tuesday. The figures come from the health ministry, which counts the dead."
    assert origins(text, "52 people") == {"health ministry"}


def test_a_line_of_a_list_is_whose_its_bracket_names() -> None:
    text = "Morning brief\n\n- Two shells landed in the harbour of Dorn (harbour police)\n- Fuel is up 14 per cent (Lake Bank)\n"
    assert origins(text, "Two shells") == {"harbour police"}


def test_he_is_not_who_is_called_she() -> None:
    text = (
        "Clinic struck\n\nDr Ines Morrow runs the clinic. Her husband, Karel Morrow, drives its ambulance. On Friday a shell fell.\n\n"
        '"We carried eleven children down the stairs," she said.'
    )  # fmt: skip
    assert "Karel Morrow" not in origins(text, "carried eleven children")


LAYOUT = ("{0}: {1}.\n", "[{0}] {1}.\n", "{0}, HOST: {1}\n", "Q: {1}?\n", "A: {1}.\n", "18:42 {1}\n", "- {1} ({0})\n", "• {1}\n",
          "“{1}.\n", "{0} reported:\n", "“{1}” — {0}\n", "Update: {1}\n", "RT @{0}: {1}\n", "That is according to {0}.\n",
          "The mayor asked whose account {0} relied on.\n", "By whose word, {0}?\n", "{0}, in whose words {1}, on Monday\n")  # fmt: skip
LINES = st.builds(lambda form, who, what: form.format(who, what), st.sampled_from(LAYOUT), st.sampled_from(SPEAKERS),
                  st.sampled_from((*CONTENTS, *CUES)))  # fmt: skip
REPORTS = st.lists(st.one_of(LINES, LINES.map(str.upper), CLAUSES), min_size=1, max_size=9).map("".join)


def readings(text: str) -> list[Reading]:
    """The text read by rules and with the tagger, with and without what intake makes of it."""
    try:
        reports = [bare(text), report_of(text)]
    except IntakeError:
        reports = [bare(text)]
    return [reader.read(report) for reader in (by_rules(KNOWN), SHIPPED) for report in reports]


@FEW
@given(REPORTS)
def test_no_step_raises_on_any_layout(text: str) -> None:
    for reading in readings(text):
        assert [n for n in reading.notices if n.kind == "step_failed"] == []
        for claim in reading.claims:
            assert all(0 <= start < end <= len(reading.report.text) for start, end in claim.spans)
            assert all(source.name for source in claim.chain)


def test_a_body_is_one_source_under_its_noun() -> None:
    text = (
        "The Tesk Observatory for Harbours said nine ferries had sunk. Observatory head Ana Ruk said two more were missing.\n"
        "Ana Ruk told reporters that the coast was closed."
    )
    assert origins(text, "two more") == {"Tesk Observatory for Harbours"}


def test_a_line_of_figures_that_no_content_holds_is_the_outlets_own() -> None:
    told = claims("Flood situation report\n\nKilled: 14\nInjured: 52\nMissing: 3\nDisplaced: 2,180 families\n")
    assert [claim.text for claim in told if "Missing" in claim.text] == ["Missing: 3"]


@tagged
@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Police failed to prevent the attack on the bus in Tarn.", "failed to prevent the attack"),
        ("Police shot dead a man who had planned to attack a school in Orrin.", "shot dead a man"),
    ],
)
def test_who_only_acts_says_nothing(text: str, deed: str) -> None:
    assert [(claim.chain, deed in claim.text) for claim in claims(text)] == [((), True)]
