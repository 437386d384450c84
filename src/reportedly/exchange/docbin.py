"""Readings as a spaCy DocBin: a document a report, with its claims as groups of spans.

`doc.spans` holds "contents" (label: the certainty), "sources" (label: the kind of source) and "cues"; the id of a span is
that of its claim. Tokens are cut where a span begins or ends, so that every span is exact. The attributes of "contents"
hold the claims with their chains, and a file can be read back. It is one block: all of it is held until it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

from reportedly.exchange.cells import decided_text
from reportedly.exchange.json_line import whole
from reportedly.exchange.kept import KeptClaim, public_chain
from reportedly.records import Claim, Reading, Span, Spans, cut

CONTENTS, SOURCES, CUES = "contents", "sources", "cues"
Labelled = tuple[Span, str, str]  # where, the label, the claim's id


@dataclass(frozen=True, slots=True)
class DocBinFormat:
    """The format: one block of bytes."""

    suffix: str = ".spacy"
    media_type: str = "application/octet-stream"

    def write(self, readings: Iterable[Reading], out: BinaryIO) -> None:
        """Write a document for each reading."""
        from spacy.tokens import DocBin

        held = DocBin(attrs=["ORTH"], store_user_data=False)
        for reading in readings:
            held.add(document(reading))
        out.write(held.to_bytes())


DOCBIN = DocBinFormat()


def document(reading: Reading) -> Any:
    """The reading as a spaCy `Doc` with its groups of spans."""
    from spacy.tokens import Doc

    text, groups = whole(reading.report.text), _groups(reading.claims)
    cuts = sorted({0, len(text), *(edge for spans in groups.values() for span, _, _ in spans for edge in span)})
    words: list[str] = []
    spaces: list[bool] = []
    at: dict[int, int] = {}
    tokenizer = _tokenizer("en" if reading.report.language == "en" else "xx")
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        at[start] = len(words)
        for token in tokenizer(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    doc = Doc(tokenizer.vocab, words=words, spaces=spaces)
    for name, spans in groups.items():
        doc.spans[name] = _group(doc, name, spans, at, reading if name == CONTENTS else None)
    return doc


def read_documents(data: bytes) -> Iterator[KeptClaim]:
    """The claims of a file of ours. Raises ValueError where a document holds none of our groups."""
    import spacy
    from spacy.tokens import DocBin

    for doc in DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab):
        if CONTENTS not in doc.spans:
            raise ValueError(f"a document has no spans {CONTENTS!r}: it was not written by reportedly")
        said = doc.spans[CONTENTS].attrs
        for claim in said["claims"]:
            spans: Spans = tuple((start, end) for start, end in claim["spans"])
            chain = tuple(source["name"] for source in claim["chain"])
            yield KeptClaim(
                said["report"], said["version"], claim["id"], claim["certainty"], chain, spans, cut(doc.text, spans)
            )


@cache
def _tokenizer(language: str) -> Any:
    import spacy

    return spacy.blank(language).tokenizer


def _groups(claims: Iterable[Claim]) -> dict[str, list[Labelled]]:
    """The spans of each group in the order of the claims; empty ones are left out."""
    found: dict[str, list[Labelled]] = {CONTENTS: [], SOURCES: [], CUES: []}
    for claim in claims:
        name = whole(claim.id)
        found[CONTENTS] += [(span, claim.certainty.value, name) for span in claim.spans]
        found[SOURCES] += [(source.mention, source.type.value, name) for source in claim.chain if source.mention]
        found[CUES] += [(source.cue, "cue", name) for source in claim.chain if source.cue]
    return {group: [one for one in spans if one[0][0] < one[0][1]] for group, spans in found.items()}


def _group(doc: Any, name: str, labelled: list[Labelled], at: dict[int, int], reading: Reading | None) -> Any:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import SpanGroup

    spans = [DocSpan(doc, at[start], at[end], label=label, span_id=claim) for (start, end), label, claim in labelled]
    return SpanGroup(doc, name=name, spans=spans, attrs=_attributes(reading) if reading else {})


def _attributes(reading: Reading) -> dict[str, Any]:
    claims = [
        {
            "id": whole(claim.id), "certainty": claim.certainty.value, "spans": claim.spans,
            "chain": public_chain(claim), "decided_by": whole(decided_text(claim.decided_by)),
            "judgement": claim.judgement.value if claim.judgement else None,
        }
        for claim in reading.claims
    ]  # fmt: skip
    return {"report": whole(reading.report.id), "version": whole(reading.report.version), "claims": claims}
