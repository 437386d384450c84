"""How firmly an English claim is made: the act of its cue, and the words that hedge, plan, negate or disown its content."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.knowledge import Cue, SourceWord
from reportedly.reading.certainty import Firmness
from reportedly.reading.lang.en import modality
from reportedly.reading.lang.en.lexicon import event_kind, instruments
from reportedly.reading.parse import Parse
from reportedly.records import Act, Hedge, Spans

PARTICLES = ("for", "on", "to")  # in the order in which a cue with one is looked up


def cue_of(parse: Parse, head: int, cues: Mapping[tuple[str, str], Cue]) -> Cue | None:
    """The row of the cue lexicon for the token that heads a cue: with its particle ("call for") where there is such a row."""
    token = parse.tokens[head]
    below = [parse.tokens[c].text.lower() for c in parse.children[head]]
    for particle in PARTICLES:
        if particle in below and (f"{token.lemma} {particle}", "VERB") in cues:
            return cues[(f"{token.lemma} {particle}", "VERB")]
    return cues.get((token.lemma, "NOUN" if token.pos == "NOUN" else "VERB"))


def firmness(
    parse: Parse, content: Spans, cue: Cue | None, cue_token: int | None, holders: int, nouns: Mapping[str, SourceWord]
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
    outright, withdrawn = modality.outright(parse, content, cue_token), modality.withdrawn(parse, cue_token)
    hedge, disowned = outright or hedge, disowned or withdrawn
    held = Hedge(holders - 1 if holders else None, hedge) if hedge else None
    polarity = "negative" if negative or withdrawn or act is Act.DENY else "positive"
    return Firmness(act, polarity, held, plan, disowned, bool(outright or withdrawn))


def act_of(
    parse: Parse, cue: Cue | None, cue_token: int | None, content: Spans, nouns: Mapping[str, SourceWord]
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
