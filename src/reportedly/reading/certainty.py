"""How firmly a claim is made: hedge, polarity, act and plan, and the certainty that follows from them.

`derive` is the one published table; nothing else sets a certainty. Rows are tried in order:

| when | certainty |
| --- | --- |
| the act is deny, or the source says that it had no part in it | denied |
| the content is hedged: by its own words, or by the outlet | hedged |
| the content is an announced, scheduled or threatened act, or the act is threaten | planned |
| otherwise | asserted |
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.layers import Verdict
from reportedly.records import Act, Certainty, Hedge, Span, Spans


@dataclass(frozen=True, slots=True)
class Firmness:
    """What the words say of a claim's certainty. `plan` are the words of an announced act, `disowned` those by which the
    source clears itself ("was not behind"); null where there are none. `sure`: the words say so outright ("no evidence that"), whatever a
    network reads. `appointed`: a plan that is one by its grammar ("is to be sent"), where the network has it asserted.
    """

    act: Act | None
    polarity: str
    hedge: Hedge | None
    plan: Span | None
    disowned: Span | None = None
    sure: bool = False
    appointed: Span | None = None

    @property
    def certainty(self) -> Certainty:
        return derive(self.act, self.hedge is not None, self.plan is not None, self.disowned is not None)


def derive(act: Act | None, hedged: bool, planned: bool, disowned: bool = False) -> Certainty:
    """The table above."""
    if act is Act.DENY or disowned:
        return Certainty.DENIED
    if hedged:
        return Certainty.HEDGED
    return Certainty.PLANNED if planned or act is Act.THREATEN else Certainty.ASSERTED


def judged(firm: Firmness, verdict: Verdict, holders: int, cue: Spans, content: Spans) -> Firmness:
    """What the words say, brought under a network's verdict: it decides, they show where it can be seen."""
    place = (*cue, *content)[0]
    hedged = verdict.certainty is Certainty.HEDGED or (firm.sure and firm.hedge is not None)
    act = _act(firm, verdict, hedged)
    if verdict.certainty is Certainty.DENIED or act is Act.DENY or (firm.sure and firm.disowned is not None):
        return Firmness(act, "negative", None, None, None if act is Act.DENY else firm.disowned or place)
    hedge = firm.hedge or Hedge(holders - 1 if holders else None, place) if hedged else None
    plan = firm.plan or place if verdict.certainty is Certainty.PLANNED else firm.appointed
    return Firmness(act, firm.polarity, hedge, plan, None)


def _act(firm: Firmness, verdict: Verdict, hedged: bool) -> Act | None:
    """The network's act, else that of the words, but for a denial that the network does not see."""
    act = verdict.act or (firm.act if firm.act is not Act.DENY else None)
    return None if hedged and act is Act.THREATEN else act  # "warned that the toll could rise" threatens nobody
