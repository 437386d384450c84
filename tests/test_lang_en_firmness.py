"""How firmly an English claim is made: the row of its cue, and the act that needs more than the verb."""

from __future__ import annotations

import pytest
from readings import KNOWN, parsed, read, token

from reportedly.reading.lang.en.firmness import cue_of
from reportedly.records import Act, Certainty


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("The mayor of Dorrin called for a truce.", "called", "call for"),
        ("The mayor of Dorrin called the raid a crime.", "called", "call"),
        ("The mayor of Dorrin swept the stairs.", "swept", None),
    ],
)
def test_a_cue_with_its_particle_is_looked_up_first(text: str, word: str, lemma: str | None) -> None:
    parse = parsed(text)
    found = cue_of(parse, token(parse, word), KNOWN.cues)
    assert (found.lemma if found else None) == lemma


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Red Sparrow Front claimed responsibility for the raid.", Act.CLAIM_RESPONSIBILITY),
        ("The Jullick army warned that any boat would be sunk.", Act.THREATEN),
        ("The Jullick army warned that the dam was full.", None),
    ],
)
def test_some_acts_need_more_than_the_verb(text: str, act: Act | None) -> None:
    assert [claim.act for claim in read(text).claims if claim.chain] == [act]


def test_reports_of_something_are_held_back_by_their_own_words() -> None:
    (claim,) = read("Reports of a mutiny reached the capital.").claims[:1]
    assert claim.certainty is Certainty.HEDGED and claim.hedge is not None
