"""The hands: enough of them, labelled without a slip, and nothing of what is held back in what is fitted."""

import json
import os
import re
from pathlib import Path

import pytest

from training.passages import FOLDER, HELD_OUT, read_file, read_hand

RUN = 8  # words in a row that no two texts share by chance
FORMULAS = (
    "on condition",
    "not to be named because",
    "not authorised to speak",
)  # by which every paper withholds names
ROOT = Path(__file__).parent.parent
HANDS = sorted(p.name for p in FOLDER.iterdir() if p.is_dir())
BLIND = sorted((FOLDER.parent / "blind").glob("*.txt"))


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    found = (words[i : i + RUN] for i in range(len(words) - RUN + 1))
    return {tuple(run) for run in found if not any(formula in " ".join(run) for formula in FORMULAS)}


def of_hands(names) -> set[tuple[str, ...]]:
    return set().union(*(runs(p.text) for name in names for p in read_hand(FOLDER / name)[0]))


def others() -> dict[str, str]:
    """Every text file of training/ and tests/ but the held-out hands and their blind labels."""
    kept = [p for folder in ("training", "tests") for p in sorted((ROOT / folder).rglob("*")) if p.suffix in TEXTS]
    return {
        str(p): p.read_text(encoding="utf-8", errors="replace")
        for p in kept
        if not set(HELD_OUT) & {p.parent.name, p.stem}
    }


TEXTS = {".txt", ".py", ".yaml", ".json", ".jsonl", ".tsv", ".md", ".html"}


def test_there_are_fourteen_hands_and_two_of_them_are_held_out():
    assert len(HANDS) >= 14 and set(HELD_OUT) < set(HANDS)


@pytest.mark.parametrize("name", HANDS)
def test_a_hand_has_no_slip_and_one_claim_in_four_or_more_in_the_own_voice_of_its_outlets(name):
    passages, slips = read_hand(FOLDER / name)
    assert slips == []
    claims = [c for p in passages for c in p.claims]
    assert sum(not c.chain for c in claims) >= 0.25 * len(claims)


@pytest.mark.parametrize("path", BLIND, ids=lambda p: p.stem)
def test_blind_labels_stand_on_the_sentences_of_their_hand(path):
    blind, slips = read_file(path)
    texts = {p.id: p.text for p in read_hand(FOLDER / path.stem)[0]}
    assert slips == [] and blind
    assert sum(texts.get(p.id) == p.text for p in blind) >= 0.7 * len(blind)


def test_no_sentence_of_a_held_out_hand_is_fitted_or_tested_on():
    held = of_hands(HELD_OUT)
    for path, text in others().items():
        assert not held & runs(text), f"{path}: {next(iter(held & runs(text)))}"


@pytest.mark.skipif("REPORTEDLY_CORPORA" not in os.environ, reason="needs REPORTEDLY_CORPORA")
def test_no_sentence_of_author_b_is_fitted_or_tested_on():
    path = Path(os.environ["REPORTEDLY_CORPORA"]) / "wire/wire_author_b.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    held = set().union(*(runs(row["text"]) for row in rows))
    for name, text in others().items():
        assert not held & runs(text), f"{name}: {next(iter(held & runs(text)))}"
