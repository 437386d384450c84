"""The reader as a component of a spaCy pipeline: `nlp.add_pipe("reportedly")` sets `doc._.attributions`, `doc._.claims`, `doc._.reading`.

The pipeline's own parse is read, nothing is parsed twice; every span is in code points of `doc.text`. What is found is kept in
`doc.user_data` as plain JSON values, so that documents stay serialisable (`to_bytes`, `DocBin`, several processes); the extensions make
records of it when asked. Claims tell everything but places, which need the gazetteer: `reportedly.read` has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.knowledge import loader
from reportedly.reading.lang.en import ENGLISH
from reportedly.reading.lang.en.reader import attributor, shared_parser
from reportedly.reading.layers import Attribution, Attributor, Heard
from reportedly.reading.parse import Parse, SpacyParser, Word, from_docs
from reportedly.reading.reader import StepwiseReader
from reportedly.records import Claim, Outlet, Reading, Report, Span, from_json, report_id, to_json, version_of

KEY = "reportedly"  # in `doc.user_data`
NEEDED = ("DEP", "TAG", "POS")


class DocParser:
    """The parse that a document already has, cut into the reader's blocks."""

    def __init__(self, doc: Doc) -> None:
        self.name = "spacy:given"
        self.language = ENGLISH
        self._doc = doc

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        found = (self._doc.char_span(*block, alignment_mode="expand") for block in blocks)
        pieces = [piece for piece in found if piece is not None]
        spans = [(piece.start_char, piece.end_char) for piece in pieces]
        return from_docs(text, spans, [piece.as_doc() for piece in pieces], given, self.language)


class Remembering:
    """An attributor that keeps what it found last, so that a document is attributed once."""

    def __init__(self, inner: Attributor) -> None:
        self.name = inner.name
        self.tagger = inner.tagger
        self.found: list[Attribution] = []
        self._inner = inner

    def heard(self, parse: Parse, quotations: Sequence[Span], outlet: Outlet | None) -> Heard:
        found = self._inner.heard(parse, quotations, outlet)
        self.found = [one.attribution for one in found.told if one.steps]
        return found

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        return self._inner.annotate(parse, quotations)


def given(token: Any) -> Word:
    """What the pipeline makes of a word; the lemma is that of our small pipeline where it has given none."""
    if token.lemma_:
        return Word(token.pos_, token.lemma_.lower())
    parser = shared_parser()
    lemma = parser.word(token).lemma if isinstance(parser, SpacyParser) else str(token.lower_)
    return Word(token.pos_, lemma)


def component(doc: Doc) -> Doc:
    """The document with its claims. Raises ValueError where the pipeline has not parsed it, or is not for English."""
    if doc.lang_ not in ("en", ""):
        raise ValueError(f"reportedly reads English; this pipeline is for {doc.lang_!r}")
    missing = [name for name in NEEDED if not doc.has_annotation(name)]
    if missing:
        raise ValueError(
            f"reportedly needs a parsed document ({', '.join(missing)} missing): add it last to a pipeline with a tagger "
            "and a parser, for example en_core_web_sm"
        )
    known = loader.default()
    remembering = Remembering(attributor(known))
    version = version_of(doc.text.encode("utf-8", "surrogatepass"))
    report = Report(report_id(None, version), version, "spaCy document", doc.text, language="en")
    reading = StepwiseReader(known, DocParser(doc), remembering).read(report)
    doc.user_data[KEY] = {"reading": to_json(reading), "attributions": to_json(remembering.found)}
    return doc


def attributions_of(doc: Doc) -> tuple[Attribution, ...]:
    """Source, cue and content as found; empty before the component has seen the document."""
    found = doc.user_data.get(KEY, {}).get("attributions", ())
    return tuple(from_json(Attribution, one) for one in found)


def reading_of(doc: Doc) -> Reading | None:
    """The whole reading, with times and notices; null before the component has seen the document."""
    found = doc.user_data.get(KEY)
    return from_json(Reading, found["reading"]) if found else None


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """The claims in the order of the text; empty before the component has seen the document."""
    reading = reading_of(doc)
    return reading.claims if reading else ()


def extend() -> None:
    """Make the extensions known to spaCy, when the component is found. Raises ValueError where a name is taken."""
    for name, getter in (("attributions", attributions_of), ("claims", claims_of), ("reading", reading_of)):
        Doc.set_extension(name, getter=getter)


extend()
Language.component(
    "reportedly",
    assigns=["doc._.attributions", "doc._.claims", "doc._.reading"],
    requires=["doc.sents", "token.dep", "token.tag"],
    func=component,
)
