"""Certainty: one table decides, whoever asks; nothing a text says can contradict it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import bare, read

from reportedly.reading.certainty import derive
from reportedly.reading.lang.en.reader import by_rules
from reportedly.records import Act, Certainty, Claim


def claim(text: str, chained: bool | None = None) -> Claim:
    """The only claim of a text (with a chain, or without one, where that is asked)."""
    found = [c for c in read(text).claims if chained is None or bool(c.chain) == chained]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("act", "hedged", "planned", "disowned"), list(product([None, *Act], *[[False, True]] * 3)))
def test_the_table(act: Act | None, hedged: bool, planned: bool, disowned: bool) -> None:
    made = derive(act, hedged, planned, disowned)
    denied = act is Act.DENY or disowned
    assert (made is Certainty.DENIED) == denied
    assert (made is Certainty.HEDGED) == (not denied and hedged)
    assert (made is Certainty.PLANNED) == (not denied and not hedged and (planned or act is Act.THREATEN))


def test_whoever_holds_back_is_said() -> None:
    own = claim("The pilot reportedly bailed out over the lake.")
    theirs = claim("The coroner Dara Pline said the driver may have fallen asleep.")
    assert own.hedge is not None and own.hedge.holder is None
    assert theirs.hedge is not None and theirs.hedge.holder == 0
    assert theirs.chain[theirs.hedge.holder].name == "Dara Pline"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("A suspected arson attack destroyed the mill.", Certainty.HEDGED),
        ("The cause of the fire was unclear.", Certainty.HEDGED),
        ("The mill appears to have burned for two days.", Certainty.HEDGED),
        ("The road to the scene of an alleged ambush was closed.", Certainty.ASSERTED),
        ("The parliament is to vote on Thursday on the treaty.", Certainty.PLANNED),
        ("The pilot could not see the runway.", Certainty.ASSERTED),
        ("The mill burned for two days.", Certainty.ASSERTED),
    ],
)
def test_the_outlets_own_words(text: str, certainty: Certainty) -> None:
    assert claim(text).certainty is certainty


@pytest.mark.parametrize(
    ("text", "act", "certainty"),
    [
        ("The Jullick army denied that it had crossed the river.", Act.DENY, Certainty.DENIED),
        ("The Jullick army confirmed that it had crossed the river.", Act.CONFIRM, Certainty.ASSERTED),
        ("The Red Sparrow Front threatened to burn the depots.", Act.THREATEN, Certainty.PLANNED),
        ("The Jullick army demanded that the guards leave.", Act.DEMAND, Certainty.ASSERTED),
        ("The Jullick army said that it had crossed the river.", None, Certainty.ASSERTED),
    ],
)
def test_the_act_is_the_cues(text: str, act: Act | None, certainty: Certainty) -> None:
    found = claim(text, chained=True)
    assert (found.act, found.certainty) == (act, certainty)


def test_a_denial_is_negative_and_so_is_a_negated_report() -> None:
    assert claim("The army denied that it had crossed the river.").polarity == "negative"
    assert claim("The army said it had not crossed the river.").polarity == "negative"
    assert claim("The army said it had crossed the river.").polarity == "positive"


@FEW
@given(TEXTS)
def test_no_claim_contradicts_the_table(text: str) -> None:
    for one in by_rules().read(bare(text)).claims:
        planned, disowned = (any(t.rule == rule for t in one.trace) for rule in ("plan", "disowned"))
        denied = one.act is Act.DENY or disowned
        assert (one.certainty is Certainty.DENIED) == denied
        assert (one.certainty is Certainty.HEDGED) == (one.hedge is not None and not denied)
        assert one.certainty is derive(one.act, one.hedge is not None, planned, disowned)
        assert not denied or one.polarity == "negative"
        assert one.chain or one.act is None, "the outlet itself performs no act"
        if one.hedge is not None:
            assert (one.hedge.holder is None) == (not one.chain)
            assert one.hedge.holder is None or 0 <= one.hedge.holder < len(one.chain)
            assert text[slice(*one.hedge.cue)].strip()
