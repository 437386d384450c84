"""The attribution forest: labels as scores give the labels back, swapped sources take none along, no scores break a reading."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportedly_tagger_en.tagger import CLASSES, MODEL, POINTERS, open_tagger
from reportedly_tagger_en.windows import pack

from reportedly.reading.forest import Scores, decode
from training.forest import CLASSES as SIZES
from training.forest import targets
from training.passages import CERTAINTIES, FOLDER, read_file
from training.swaps import pool, swapped

LOW = np.float32(-12)
PASSAGES = read_file(FOLDER / "courts" / "reports.txt")[0] + read_file(FOLDER / "relays" / "short.txt")[0]


@pytest.fixture(scope="module")
def pieces():
    return open_tagger(MODEL, "test").pieces


def certain(wanted) -> Scores:
    """Scores that say the labels and nothing else."""
    size = len(wanted.window.words)
    classes = {}
    for name, kinds in SIZES.items():
        rows = np.full((size, kinds), LOW, dtype=np.float32)
        for i, value in enumerate(wanted.classes[name]):
            rows[i, max(value, 0)] = 0
        classes[name] = rows
    pointers = {}
    for name in POINTERS:
        rows = np.full((size, size + 1), LOW, dtype=np.float32)
        for i in range(size):
            others = wanted.pointers[name].get(i) or set()
            for other in others:
                rows[i, 1 + other] = -np.log(len(others))
            if not others:
                rows[i, 0] = 0
        pointers[name] = rows
    return Scores(wanted.window.words, classes, pointers)


def test_labels_come_back_out_of_their_scores(pieces):
    right = total = 0
    for passage in PASSAGES:
        (window,) = list(pack(passage.text, passage.paragraphs, pieces))[:1]
        found = decode(passage.text, certain(targets(passage, window)), passage.sentences)
        told = {
            (
                c.spans[0][0],
                CERTAINTIES[c.certainty],
                tuple(found.mentions[x.mention].span for x in c.chain if x.mention is not None),
            )
            for c in found.contents
        }
        wanted = [c for c in passage.claims if c.chain and all(x.mention for x in c.chain)]
        total += len(wanted)
        right += sum((c.spans[0][0], c.certainty, tuple(x.mention for x in c.chain)) in told for c in wanted)
    assert total > 200 and right >= 0.9 * total


def test_who_is_named_in_an_earlier_sentence_says_nothing_beside_the_source_of_a_cue(pieces, tmp_path):
    path = tmp_path / "short.txt"
    path.write_text(
        """@ p1 two sentences
$ F = field officer ; military, unidentified
$ S = sources ; other, collective
A field officer said the bridge had fallen.
> F{A field officer|said} :: the bridge had fallen
The sources added that the road was shut.
> S{The sources|added} :: the road was shut
""",
        encoding="utf-8",
    )
    (passage,), slips = read_file(path)
    assert slips == []
    (window,) = pack(passage.text, passage.paragraphs, pieces)
    scores = certain(targets(passage, window))
    at = {passage.text[start:end]: i for i, (start, end) in enumerate(window.words)}
    scores.pointers["src"][at["added"], [1 + at["officer"], 1 + at["sources"]]] = np.log([0.55, 0.45])
    found = decode(passage.text, scores, passage.sentences)
    told = [found.mentions[one.chain[-1].mention].span for one in found.contents]
    assert [passage.text[slice(*span)] for span in told] == ["A field officer", "The sources"]


def test_swapped_sources_leave_every_event_on_its_own_words():
    passages = read_file(FOLDER / "marches" / "short.txt")[0]
    phrases = pool(passages)
    kept = changed = 0
    for number, passage in enumerate(passages):
        other = swapped(passage, phrases, 1.0, random.Random(number))
        words = {passage.text[slice(*event.word)] for event in passage.events}
        assert {other.text[slice(*event.word)] for event in other.events} <= words
        assert all(
            0 <= s < e <= len(other.text) for event in other.events for _, (s, e) in (*event.roles, *event.counts)
        )
        changed += other.text != passage.text
        kept += len(other.events) >= len(passage.events) - 1
    assert changed > 20 and kept == len(passages)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.floats(0.1, 8))
def test_no_scores_break_the_decoder(seed, size, heat):
    draw = np.random.default_rng(seed)
    text = " ".join(draw.choice(list("abcdefg"), size)) + "."
    words = [(2 * i, 2 * i + 1) for i in range(size)]
    cut = int(draw.integers(0, size))
    sentences = [(0, 2 * cut), (2 * cut, len(text))]

    def logs(columns: int):
        rows = draw.normal(size=(size, columns)).astype(np.float32) * heat
        return rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))

    scores = Scores(words, {n: logs(SIZES[n]) for n in CLASSES}, {n: logs(size + 1) for n in POINTERS})
    found = decode(text, scores, sentences)
    for content in found.contents:
        start, end = sentences[content.sentence]
        assert all(start <= s < e <= end for s, e in content.spans)
        met = [x.mention for x in content.chain if x.mention is not None]
        assert len(met) == len(set(met)) and all(0 <= m < len(found.mentions) for m in met)
    assert all(m.same is None or m.same < k for k, m in enumerate(found.mentions))


def test_the_tagger_names_the_heads_that_the_decoder_reads():
    assert set(CLASSES) == set(SIZES)
