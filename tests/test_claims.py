"""Claims: content cut at sentence borders, the form it is given in, where its source and cue are shown, its own voice."""

from __future__ import annotations

from hypothesis import given
from random_reports import FEW, NEWS
from readings import bare, chain, parsed, read

from reportedly.reading.claims import by_sentence
from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Form

THREE = "“The wells are dry. We walk for hours. Nobody came,” said Ines Dorval, the mayor of Dorrin."


def test_a_quotation_over_three_sentences_is_three_claims_of_one_source() -> None:
    claims = read(THREE).claims
    assert [claim.text for claim in claims] == ["The wells are dry", "We walk for hours", "Nobody came"]
    assert {tuple(chain(claim)) for claim in claims} == {("Ines Dorval",)}


def test_only_the_sentence_that_holds_the_source_shows_it() -> None:
    *first, last = read(THREE).claims
    assert all(claim.chain[0].mention is None and claim.chain[0].cue is None for claim in first)
    assert last.chain[0].mention is not None and last.chain[0].cue is not None
    assert THREE[slice(*last.chain[0].mention)] == "Ines Dorval" and THREE[slice(*last.chain[0].cue)] == "said"


def test_the_form_says_whose_words_they_are() -> None:
    forms = {claim.text: claim.form for claim in read(
        "“The wells are dry,” said Ines Dorval. She said tankers were “a week too late” for Dorrin. She said nobody came."
    ).claims}  # fmt: skip
    assert list(forms.values()) == [Form.DIRECT, Form.MIXED, Form.INDIRECT]


def test_a_spokespersons_mention_keeps_the_person() -> None:
    text = "Ana Brisk, a spokeswoman for the Ellory Rescue Society, said the camp held 600 families."
    (claim,) = read(text).claims
    source = claim.chain[0]
    assert source.name == "Ellory Rescue Society" and source.mention is not None
    assert "Ana Brisk" in text[slice(*source.mention)]


def test_own_voice_is_what_nobody_is_cited_for() -> None:
    claims = read("The mill burned for two days. The army said nobody was hurt.").claims
    assert [(claim.text, chain(claim)) for claim in claims] == [
        ("The mill burned for two days.", []), ("nobody was hurt", ["army"]),
    ]  # fmt: skip


def test_content_over_a_border_is_cut_there_and_trimmed() -> None:
    text = "It rained, they said. The wells are dry."
    parse = parsed(text)
    pieces = list(by_sentence(parse, ((0, len(text)),)))
    assert [[text[s:e] for s, e in spans] for _, spans in pieces] == [["It rained, they said"], ["The wells are dry"]]
    assert list(by_sentence(parse, ((20, 22),))) == []


@FEW
@given(NEWS)
def test_pieces_of_the_whole_text_are_its_sentences(text: str) -> None:
    parse = parsed(text)
    numbers = []
    for number, spans in by_sentence(parse, ((0, len(text)),)):
        sentence = parse.sentences[number]
        assert all(sentence.start <= start < end <= sentence.end for start, end in spans)
        numbers.append(number)
    assert numbers == sorted(set(numbers))


@FEW
@given(NEWS)
def test_custody_and_anonymity_are_said_together_or_not_at_all(text: str) -> None:
    for claim in by_rules().read(bare(text)).claims:
        for source in claim.chain:
            assert not source.custody or source.type == "detainee"
            assert source.unnamed_reason is None or source.unnamed == "withheld"
            assert source.id is None or source.unnamed is None
