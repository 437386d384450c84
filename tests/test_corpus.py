"""The invented reports of `corpus/`: gold that holds together, and no measure below its floor."""

from __future__ import annotations

import tomllib

import pytest
from corpus_scorer import FOLDER, GoldReport, GoldSentence, GoldSource, Tally, load, measures, score

from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge.loader import default
from reportedly.reading.lang.en.reader import english
from reportedly.records import Act, By, Certainty, Claim, Form, Reading, Source, SourceType, Unnamed

REPORTS = load()
FLOORS: dict[str, float] = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


def read(gold: GoldReport) -> Reading:
    """The report as a user's reader reads it: from its text and its outlet's name."""
    return english(default()).read(report_from_text(gold.text, gold.name, Given(outlet=gold.outlet), default()))


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    tally = Tally()
    for gold in REPORTS:
        score(read(gold), gold, tally)
    return measures(tally)


def test_there_are_reports_of_every_kind() -> None:
    assert len(REPORTS) >= 30
    kinds = {(FOLDER / f"{gold.name}.txt").read_text(encoding="utf-8").splitlines()[1] for gold in REPORTS}
    assert kinds == {f"kind: {kind}" for kind in ("newspaper", "agency", "broadcaster", "state media")}


@pytest.mark.parametrize("gold", REPORTS, ids=lambda gold: gold.name)
def test_the_labels_are_of_the_codebook(gold: GoldReport) -> None:
    assert 60 <= len(gold.text.split()) <= 250
    for sentence in gold.sentences:
        assert gold.text[sentence.start : sentence.end].strip()
        assert Certainty(sentence.certainty) and (sentence.act is None or Act(sentence.act))
        assert all(SourceType(source.type) for chain in sentence.chains for source in chain)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_measure_falls_below_its_floor(measure: str, measured: dict[str, float]) -> None:
    assert measured[measure] >= FLOORS[measure], f"{measure} is {measured[measure]:.3f}"


def as_claim(sentence: GoldSentence, chain: tuple[GoldSource, ...]) -> Claim:
    """A labelled sentence and one of its chains as a claim."""
    spans = ((sentence.start, sentence.end),)
    links = tuple(
        Source(link.name, SourceType(link.type), unnamed=Unnamed.UNIDENTIFIED if link.unnamed else None)
        for link in chain
    )
    act = Act(sentence.act) if sentence.act else None
    return Claim(f"{sentence.start}", "body", spans, "", Form.INDIRECT, Certainty(sentence.certainty), links, act)


def test_gold_as_a_reading_scores_one_and_silence_nothing() -> None:
    """The scorer itself: it can give full marks, and gives none for nothing."""
    tally, silent = Tally(), Tally()
    for gold in REPORTS:
        report = report_from_text(gold.text, gold.name)
        claims = tuple(as_claim(s, chain) for s in gold.sentences for chain in s.chains or ((),))
        score(Reading(report, By("gold", None, "none"), claims), gold, tally)
        score(Reading(report, By("silence", None, "none")), gold, silent)
    assert set(measures(tally).values()) == {1.0}
    assert set(measures(silent).values()) == {0.0}
