"""Attributions from a tagger: met with the parse, and beside them what the rules alone find where words were left free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, EntryPoints

import pytest
from readings import KNOWN, bare, chain, lines, parsed, words

from reportedly.reading import tagged
from reportedly.reading.lang.en.rules import EnglishRules
from reportedly.reading.quotations import find_quotations
from reportedly.reading.reader import english
from reportedly.reading.tagged import RulesWithTagger, load_tagger
from reportedly.records import Span, Spans

TEXT = "The mayor of Dorrin, Ines Dorval, said the wells were dry. The army denied that it had crossed the river."


@dataclass(frozen=True)
class Found:
    """What a tagger returns."""

    source: Spans
    cue: Spans
    content: Spans


def at(words: str) -> Spans:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


class Fixed:
    """A tagger that always says the same."""

    name = "fixed@1"

    def __init__(self, *found: Found) -> None:
        self.found = found

    def tag(self, text: str, blocks: Sequence[Span]) -> Sequence[Found]:
        assert list(blocks) == lines(text)
        return self.found


FIRST = Found(at("The mayor of Dorrin, Ines Dorval"), at("said"), at("the wells were dry"))


def joined(*found: Found) -> RulesWithTagger:
    return RulesWithTagger(Fixed(*found), EnglishRules(KNOWN), KNOWN)


def attribute(*found: Found) -> list[tuple[str, str]]:
    """The rule and content of each attribution."""
    parse = parsed(TEXT)
    return [
        (a.rule, words(TEXT, a.content)) for a in joined(*found).attribute(parse, find_quotations(TEXT, parse.blocks))
    ]


def test_the_rules_reading_of_a_cue_stands() -> None:
    """One attribution a cue, whatever the tagger thinks of the same words."""
    assert attribute(FIRST) == attribute() and len(attribute()) == 2


def test_it_widens_a_rules_content_by_what_it_ties_to_the_same_cue() -> None:
    text = "The mayor of Dorrin said the wells were dry. The river is dry too. Nobody came."
    wide = Found(((0, 19),), ((20, 24),), ((25, 43), (45, 65)))
    parse = parsed(text)
    (found,) = joined(wide).attribute(parse, ())
    assert words(text, found.content) == "the wells were dry … The river is dry too"


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "kept"),
    [
        ("The vintners lamented a lost harvest.", "lamented", "a lost harvest", True),
        ("The vintners would not say who won.", "would not say", "who won", False),
        ("The vintners declined to comment on the law.", "declined", "to comment on the law", False),
        ("The vintners harvested a hill of grapes.", "harvested", "a hill of grapes", False),
    ],
)
def test_what_it_finds_alone_must_be_a_saying(sentence: str, cue: str, content: str, kept: bool) -> None:
    start, end = sentence.index(cue), sentence.index(content)
    found = Found(((0, 12),), ((start, start + len(cue)),), ((end, end + len(content)),))
    parse = parsed(sentence)
    made = joined(found).attribute(parse, ())
    assert [a.rule for a in made if a.rule == "tagger"] == (["tagger"] if kept else [])


def test_claims_begin_behind_the_conjunction_and_end_before_the_stop() -> None:
    text = "The vintners lamented, that the harvest was lost."
    found = Found(((0, 12),), ((13, 21),), ((23, len(text)),))
    (made,) = joined(found).attribute(parsed(text), ())
    assert words(text, made.content) == "the harvest was lost"


def test_without_any_find_the_rules_read_alone() -> None:
    parse = parsed(TEXT)
    quotations = find_quotations(TEXT, parse.blocks)
    rules = EnglishRules(KNOWN)
    assert joined().attribute(parse, quotations) == rules.attribute(parse, quotations)


def test_its_spans_are_tied_to_the_tokens_that_head_them() -> None:
    parse = parsed(TEXT)
    (met,) = joined(FIRST).annotate(parse, ())
    assert met.head is not None and met.speaker is not None
    assert parse.tokens[met.head].text == "said" and parse.tokens[met.speaker].text in ("mayor", "Dorval")
    assert met.mention is not None
    assert FIRST.source[0][0] <= met.mention[0] < met.mention[1] <= FIRST.source[0][1]


def test_an_attribution_without_content_or_source_does_no_harm() -> None:
    nobody = Found((), at("said"), at("the wells were dry"))
    empty = Found(at("The army"), at("denied"), ())
    claims = english(KNOWN, Fixed(nobody, empty)).read(bare(TEXT)).claims
    assert [c.text for c in claims if chain(c) == ["army"]] == ["it had crossed the river"]


def test_a_reading_names_its_tagger() -> None:
    reader = english(KNOWN, Fixed(FIRST))
    assert reader.read(bare(TEXT)).by.tagger == "fixed@1"


def test_a_tagger_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(group: str, name: str) -> EntryPoints:
        assert (group, name) == ("reportedly.taggers", "en")
        return EntryPoints([EntryPoint(name, f"{__name__}:Fixed", group)])

    monkeypatch.setattr(tagged, "entry_points", points)
    found = load_tagger("en")
    assert found is not None and found.name == "fixed@1"


def test_no_tagger_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged, "entry_points", lambda group, name: EntryPoints([]))
    assert load_tagger("en") is None
