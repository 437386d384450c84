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

from reportedly.knowledge import Cue, SourceWord
from reportedly.reading.lang.en import modality
from reportedly.reading.lang.en.lexicon import event_kind, instruments
from reportedly.reading.parse import Parse
from reportedly.records import Act, Certainty, Hedge, Span, Spans


@dataclass(frozen=True, slots=True)
class Firmness:
    """What the words say of a claim's certainty. `plan` are the words of an announced act, `disowned` those by which the
    source clears itself ("was not behind"); null where there are none.
    """

    act: Act | None
    polarity: str
    hedge: Hedge | None
    plan: Span | None
    disowned: Span | None = None

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


def firmness(
    parse: Parse, content: Spans, cue: Cue | None, cue_token: int | None, holders: int, nouns: dict[str, SourceWord]
) -> Firmness:
    """The firmness of content said by a chain of `holders` links (0: the outlet itself) through the given cue."""
    root = modality.main_verb(parse, content)
    act = act_of(parse, cue, cue_token, content, nouns)
    hedge = modality.hedge(parse, content, root, cue_token, conditional=act is not Act.THREATEN)
    disowned = modality.disowned(parse, root) if root is not None and holders else None
    negative = root is not None and (disowned is not None or modality.negative(parse, root))
    plan = None
    if root is not None and act not in (Act.DENY, Act.DEMAND):
        foretold = cue is not None and cue.lemma == "warn" and act is None  # what is warned of is nobody's plan
        plan = None if foretold else modality.plan(parse, root, cue, nouns)
        hedge = hedge or (modality.futures(parse, root) if plan is None else None)
    held = Hedge(holders - 1 if holders else None, hedge) if hedge else None
    return Firmness(act, "negative" if negative or act is Act.DENY else "positive", held, plan, disowned)


def act_of(
    parse: Parse, cue: Cue | None, cue_token: int | None, content: Spans, nouns: dict[str, SourceWord]
) -> Act | None:
    """What the source does by its cue; "claimed responsibility for" and "threatened to" need more than the verb."""
    if cue is None:
        return None
    if cue.lemma == "claim" and cue_token is not None:
        below = {parse.tokens[c].lemma for c in parse.children[cue_token]}
        if "responsibility" in below or "credit" in below:
            return Act.CLAIM_RESPONSIBILITY
    if cue.lemma == "claim" and _is_attack(parse, content):
        return Act.CLAIM_RESPONSIBILITY
    if cue.lemma == "warn" and modality.would(parse, content, nouns):
        return Act.THREATEN
    if (
        cue.lemma == "confirm"
        and cue_token is not None
        and any(parse.tokens[c].dep == "neg" for c in parse.children[cue_token])
    ):
        return None
    return Act(cue.act) if cue.act else None


def _is_attack(parse: Parse, content: Spans) -> bool:
    """Whether what is claimed is an attack or its weapon, as a noun ("a car bomb claimed by X", "claimed the raid")."""
    head = modality.main_verb(parse, content)
    token = parse.tokens[head] if head is not None else None
    if token is None or token.pos != "NOUN":
        return False
    kind = event_kind(token)
    return (kind is not None and kind.type == "ASSAULT" and kind.roles == "attack") or (token.lemma,) in instruments()
