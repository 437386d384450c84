"""Texts read for tests: one parser and one knowledge a process, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge import loader
from reportedly.readers import Reader
from reportedly.reading.lang.en.reader import by_rules, shared_parser
from reportedly.reading.lang.en.rules import EnglishRules
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse
from reportedly.reading.quotations import find_quotations
from reportedly.records import Claim, Reading, Report, Span, Spans

KNOWN = loader.default()


def report_of(text: str, outlet: str | None = None) -> Report:
    """The report a text is, furniture and headline marked by intake."""
    return report_from_text(text, "test.txt", Given(outlet=outlet), KNOWN)


def bare(text: str) -> Report:
    """A report of a text as it stands: no furniture, no headline, no outlet."""
    return Report("r", "v", "test.txt", text)


def read(text: str, outlet: str | None = None, reader: Reader | None = None) -> Reading:
    """The reading of a text, by rules unless another reader is given."""
    return (reader or by_rules(KNOWN)).read(report_of(text, outlet))


def lines(text: str) -> list[Span]:
    """The blocks of a text that has one a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    return blocks


def parsed(text: str) -> Parse:
    """The grammar of a text, a block a line."""
    return shared_parser().parse(text, lines(text))


def attributed(text: str) -> list[Attribution]:
    """The attributions of a text by all the rules."""
    parse = parsed(text)
    return EnglishRules(KNOWN).attribute(parse, find_quotations(text, parse.blocks))


def token(parse: Parse, word: str, nth: int = 0) -> int:
    """The number of the nth token that reads `word`."""
    return [t.i for t in parse.tokens if t.text == word][nth]


def words(text: str, spans: Spans | Sequence[Span]) -> str:
    """The words of spans, joined by an ellipsis."""
    return " … ".join(text[s:e] for s, e in spans)


def told(text: str, found: Sequence[Attribution]) -> list[tuple[str, str, str]]:
    """Attributions as (source, cue, content) in the words of the text."""
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in found]


def chain(claim: Claim) -> list[str]:
    """The names of a claim's chain, reader to origin."""
    return [source.name for source in claim.chain]
