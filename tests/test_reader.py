"""The reader as a whole: every claim verbatim, in one sentence, in order; the same text gives the same reading; nothing makes it fail."""

from __future__ import annotations

import re
import runpy
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_reports import FEW, NEWS, TEXTS
from readings import KNOWN, bare, chain, read

from reportedly.knowledge import Knowledge, gazetteer
from reportedly.reading import rules_digest
from reportedly.reading.lang.en import words
from reportedly.reading.lang.en.reader import by_rules, english, shared_parser, shared_tagger
from reportedly.reading.reader import blocks_of
from reportedly.reading.spans import covered, merged
from reportedly.records import Claim, Outlet, Reading, Report, Span, cut, from_json, to_json

HOSTILE = {
    "white space": " \t\n\r\n\u2003",
    "control characters": "\x00The army\x07 said\x1b it\x85 had\u2028 rained.\x0c",
    "one long line": "The Jullick army said it had left Dorrin and " * 240,
    "one long word": "x" * 20_000,
    "right to left": "قال الجيش: \u202eThe army said\u202c it had rained in \u2067أمبري\u2069.",
    "emoji": "🚢 The 👩‍🚒 chief said 🔥🔥 it had burned 🏚️ for two days 😢.",
    "combining marks": "T\u0301h\u0301e\u0301 army s\u0301aid it rained" + "\u0301" * 500,
    "marks only": "“”\"'«»—–-.,;:!?()[]{}" * 40,
    "cues only": "said told denied according to said " * 40,
    "nested marks": "“‘“‘" * 200 + "The army said" + "’”" * 200,
    "brackets": "(" * 500 + "the army said it rained" + ")" * 500,
}


def assert_sound(reading: Reading) -> None:
    """What holds of every reading of any text."""
    text = reading.report.text
    assert [(c.spans[0], len(c.chain)) for c in reading.claims] == sorted(
        (c.spans[0], len(c.chain)) for c in reading.claims
    )
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    for claim in reading.claims:
        assert claim.text == cut(text, claim.spans) and claim.text.strip()
        assert all(0 <= start < end <= len(text) for start, end in claim.spans)
        assert all(a[1] <= b[0] for a, b in pairwise(claim.spans))
        for source in claim.chain:
            assert source.name.strip()
            assert all(span is None or text[slice(*span)].strip() for span in (source.mention, source.cue))


@FEW
@given(TEXTS)
def test_every_reading_is_sound(text: str) -> None:
    assert_sound(by_rules().read(bare(text)))


@FEW
@given(NEWS)
def test_every_claim_stays_in_one_sentence(text: str) -> None:
    reader = by_rules()
    sentences = [(s.start, s.end) for s in reader.parse(bare(text)).sentences]
    for claim in reader.read(bare(text)).claims:
        start, end = claim.spans[0][0], claim.spans[-1][1]
        assert any(low <= start and end <= high for low, high in sentences), claim.text


@FEW
@given(NEWS)
def test_the_same_text_gives_the_same_reading_and_its_json_the_same_record(text: str) -> None:
    once, twice = by_rules().read(bare(text)), by_rules().read(bare(text))
    assert once == twice and from_json(Reading, to_json(once)) == once


@FEW
@given(NEWS)
def test_the_outlet_itself_is_never_a_relay(text: str) -> None:
    report = Report("r", "v", "t.txt", text, Outlet("Radio Ambry"))
    for claim in by_rules().read(report).claims:
        assert "Radio Ambry" not in chain(claim)[:-1]


@FEW
@given(NEWS)
def test_a_pronoun_is_nobodys_name_once_somebody_has_spoken(text: str) -> None:
    reading = by_rules().read(bare("Governor Mirel Okandu told Radio Ambry the port was open.\n" + text))
    for claim in reading.claims:
        last = claim.chain[-1].name.lower() if claim.chain else ""
        assert last not in words.HE - {"i", "me", "my"}, claim.text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read(text: str) -> None:
    assert_sound(by_rules().read(bare(text)))


@pytest.mark.skipif(shared_tagger() is None, reason="no tagger is installed")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read_with_the_tagger(text: str) -> None:
    assert_sound(english().read(bare(text)))


def test_half_a_surrogate_pair_is_read() -> None:
    assert_sound(read("The army said it\ud800 had rained."))


def test_an_empty_text_claims_nothing() -> None:
    assert by_rules().read(bare("")).claims == ()


def test_a_reading_says_who_made_it() -> None:
    by = by_rules(KNOWN).read(bare("It rained.")).by
    assert re.fullmatch(r"reportedly-en@[0-9a-f]{8}\+spacy:\w+@[0-9.]+", by.reader) and by.tagger is None
    assert by.knowledge == f"{KNOWN.version}+places@{gazetteer.default().version}"


def test_other_rules_are_another_reader(tmp_path: Path) -> None:
    room = Path(rules_digest.__file__).parent
    shutil.copytree(room, tmp_path / "reading")
    there = tmp_path / "reading" / Path(rules_digest.__file__).name
    before = rules_of(there)
    assert before == rules_digest.rules_digest()
    with (tmp_path / "reading" / "lang" / "en" / "verbs.py").open("a", encoding="utf-8") as file:
        file.write("\nCHANGED = 1\n")
    assert rules_of(there) != before


def rules_of(module: Path) -> str:
    """The digest that a copy of the room has."""
    return str(runpy.run_path(str(module))["rules_digest"]())


def test_it_reads_without_any_knowledge_of_outlets_and_bodies() -> None:
    reader = by_rules(Knowledge.load(entities=False))
    (claim,) = reader.read(bare("The Jullick army said it had left Dorrin.")).claims
    assert chain(claim) == ["Jullick army"] and claim.chain[0].id is None


def test_parser_and_tagger_are_loaded_once() -> None:
    assert shared_parser() is shared_parser() and shared_tagger() is shared_tagger()


def test_furniture_is_neither_parsed_nor_claimed() -> None:
    text = "Share this article\nThe army said it had rained."
    report = Report("r", "v", "t.txt", text, furniture=((0, 18),))
    assert blocks_of(report) == [(19, len(text))]
    assert all(claim.spans[0][0] >= 19 for claim in by_rules().read(report).claims)


def test_headline_and_body_are_told_apart() -> None:
    text = "Eleven miners freed near Ellory\n\nThe miners were cold and hungry.\n"
    report = Report("r", "v", "t.txt", text, headline=(0, 31))
    assert {claim.text: claim.where for claim in by_rules().read(report).claims} == {
        "Eleven miners freed near Ellory": "headline", "The miners were cold and hungry.": "body",
    }  # fmt: skip


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 100), st.integers(1, 40)), max_size=3))
def test_blocks_are_the_lines_less_the_furniture(text: str, cuts: list[tuple[int, int]]) -> None:
    furniture: tuple[Span, ...] = merged([(s, min(s + n, len(text))) for s, n in cuts if s < len(text)])
    blocks = blocks_of(Report("r", "v", "t.txt", text, furniture=furniture))
    assert blocks == sorted(blocks)
    for start, end in blocks:
        block = text[start:end]
        assert block == block.strip() and len(block.splitlines()) == 1
        assert covered((start, end), furniture) == 0
    outside = {i for i, c in enumerate(text) if not c.isspace() and covered((i, i + 1), furniture) == 0}
    assert outside <= {i for start, end in blocks for i in range(start, end)}


def test_a_claim_can_be_followed_to_what_made_it() -> None:
    (claim,) = (c for c in read("The Ministry of Roads denied that the tunnel was closed.").claims if c.chain)
    steps = {trace.step: trace for trace in claim.trace}
    assert steps["attribution"].row == "cues.en.tsv: deny" and steps["attribution"].rule.startswith("verb")
    assert isinstance(claim, Claim) and "chain" in steps
