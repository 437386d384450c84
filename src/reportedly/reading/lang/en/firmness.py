"""How firmly an English claim is made: the act of its cue, and the words that hedge, plan, negate or disown its content."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.knowledge import Cue, SourceWord
from reportedly.reading.certainty import Firmness
from reportedly.reading.lang.en import grammar, modality
from reportedly.reading.lang.en.lexicon import event_kind, instruments
from reportedly.reading.parse import Parse
from reportedly.records import Act, Hedge, Span, Spans

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
    plan, foretold = _ahead(parse, root, cue, act, nouns)
    hedge = modality.hedge(parse, content, root, cue_token, conditional=act is not Act.THREATEN) or foretold
    disowned = modality.disowned(parse, root) if root is not None and holders else None
    outright, withdrawn = modality.outright(parse, content, cue_token), modality.withdrawn(parse, cue_token)
    negative = root is not None and modality.negative(parse, root)
    hedge, disowned = outright or hedge, disowned or withdrawn
    held = Hedge(holders - 1 if holders else None, hedge) if hedge else None
    polarity = "negative" if negative or disowned or act is Act.DENY else "positive"
    appointed = plan if _appointed(parse, root, plan) else None
    return Firmness(act, polarity, held, plan, disowned, bool(outright or withdrawn), appointed)


def _appointed(parse: Parse, root: int | None, plan: Span | None) -> bool:
    """Whether a plan is one by its grammar alone."""
    return plan is not None and root is not None and modality.appointed(parse, root)


def _ahead(
    parse: Parse, root: int | None, cue: Cue | None, act: Act | None, nouns: Mapping[str, SourceWord]
) -> tuple[Span | None, Span | None]:
    """The words of a plan, else those of a future that is nobody's plan; what is warned of is nobody's."""
    if root is None or act in (Act.DENY, Act.DEMAND):
        return None, None
    warned = cue is not None and cue.lemma == "warn" and act is None
    plan = None if warned else modality.plan(parse, root, cue, nouns)
    return plan, modality.futures(parse, root) if plan is None else None


def act_of(
    parse: Parse, cue: Cue | None, cue_token: int | None, content: Spans, nouns: Mapping[str, SourceWord]
) -> Act | None:
    """What the source does by its cue; "claimed responsibility for" and "threatened to" need more than the verb."""
    if cue is None:
        return None
    below = list(grammar.below(parse, cue_token)) if cue_token is not None else []
    credit = any(t.lemma in ("responsibility", "credit") for t in below)
    if cue.lemma == "claim" and (credit or _is_attack(parse, content)):
        return Act.CLAIM_RESPONSIBILITY
    if cue.lemma == "warn" and modality.would(parse, content, nouns):
        return Act.THREATEN
    unconfirmed = cue.lemma == "confirm" and any(t.dep == "neg" for t in below)
    return Act(cue.act) if cue.act and not unconfirmed else None


def _is_attack(parse: Parse, content: Spans) -> bool:
    """Whether what is claimed is an attack or its weapon, as a noun ("a car bomb claimed by X", "claimed the raid")."""
    head = modality.main_verb(parse, content)
    token = parse.tokens[head] if head is not None else None
    if token is None or token.pos != "NOUN":
        return False
    kind = event_kind(token)
    return (kind is not None and kind.type == "ASSAULT" and kind.roles == "attack") or (token.lemma,) in instruments()
