"""Hedges, plans, predictions and negation in English clauses.

A hedge counts where it stands on what the main clause reports: its verb, subject, object or instrument, not in a relative clause and not
in a second clause (rulebook 8). A plan is an actor's own announced or scheduled act; somebody else's prediction of it is a hedge.
"""

from __future__ import annotations

from reportedly.knowledge import Cue
from reportedly.reading.lang.en import grammar
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span, Spans

HEDGE_WORDS = {
    "reportedly", "allegedly", "apparently", "possibly", "perhaps", "likely", "probably", "purportedly", "supposedly", "presumably", "seemingly",
    "alleged", "purported", "suspected", "supposed", "apparent", "reported", "presumed", "unconfirmed", "probable", "possible", "potentially",
    "unclear", "maybe", "ostensibly", "unverified", "preliminary", "initial", "unlikely", "evidently", "conceivably",
}  # fmt: skip
HEDGE_MODALS = {"may", "might", "could"}
HEDGE_VERBS = {
    "appear",
    "seem",
    "believe",
    "think",
    "suspect",
    "fear",
    "expect",
    "presume",
    "worry",
    "suggest",
    "suppose",
    "estimate",
    "doubt",
}
PASSIVE_HEDGES = {
    "say",
    "report",
    "believe",
    "think",
    "allege",
    "suspect",
    "rumour",
    "rumor",
    "fear",
    "presume",
    "understand",
    "suppose",
    "expect",
}
STANCE_HEDGES = {
    "believe",
    "think",
    "suspect",
    "fear",
    "expect",
    "worry",
    "suppose",
    "assume",
    "doubt",
    "predict",
    "anticipate",
    "estimate",
    "suggest",
    "warn",
}
PLANNERS = {"plan", "prepare", "intend", "vow", "pledge", "promise", "threaten", "decide", "agree", "propose", "aim", "schedule", "slate", "set", "due",
            "poise", "announce"}  # fmt: skip
PLAN_CUES = {"vow", "pledge", "promise", "threaten", "announce", "warn", "propose", "swear", "order", "say", "add", "tell", "declare", "state", "stress",
             "assure", "confirm", "reiterate", "insist", "agree", "decide", "report"}  # fmt: skip
WILL = {"will", "shall", "'ll", "would"}
OWN = {"we", "i", "it", "they", "he", "she", "its", "our", "their", "his", "her"}
INSIDE = {"relcl", "advcl", "acl", "ccomp", "pcomp", "conj", "parataxis"}


def main_verb(parse: Parse, content: Spans) -> int | None:
    """The token that heads the content: the one whose head lies outside it and that has the most below it."""
    tokens = [t for span in content for t in parse.between(*span)]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head == t.i or t.head not in inside]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX")]
    pool = verbs or tops
    if not pool:
        return None
    if verbs:
        return verbs[0].i
    return max(pool, key=lambda t: sum(1 for k in parse.subtree(t.i) if k in inside)).i


def within(parse: Parse, content: Spans, root: int) -> list[Token]:
    """The tokens of the main clause: the content's, without relative and other inner clauses."""
    inside = {t.i for span in content for t in parse.between(*span)}
    out, stack = [], [root]
    while stack:
        at = stack.pop()
        out.append(parse.tokens[at])
        for c in parse.children[at]:
            token = parse.tokens[c]
            clausal = token.dep in INSIDE and (token.pos in ("VERB", "AUX"))
            if c in inside and not clausal:
                stack.append(c)
    return out


def hedge(parse: Parse, content: Spans, root: int | None, cue_token: int | None, cue: Cue | None) -> Span | None:
    """The words that hold the claim back, or null."""
    if cue_token is not None:
        token = parse.tokens[cue_token]
        beside = [parse.tokens[c] for c in parse.children[cue_token]]
        if token.lemma in STANCE_HEDGES and token.lemma != "warn":
            return token.start, token.end
        for t in beside:
            if t.lemma in ("reportedly", "allegedly", "apparently"):
                return t.start, t.end
    if root is None:
        return None
    for token in sorted(within(parse, content, root), key=lambda t: t.i):
        if _hedges(parse, token, root):
            return token.start, token.end
    head = parse.tokens[root]
    if (
        head.lemma in HEDGE_VERBS
        and head.pos == "VERB"
        and not grammar.negated(parse, root)
        and head.lemma != "suggest"
    ):
        subject = grammar.child(parse, root, *grammar.SUBJECTS)
        if head.lemma in ("appear", "seem") or grammar.child(parse, root, "auxpass") is not None or subject is not None:
            return head.start, head.end
    if (
        head.lemma in PASSIVE_HEDGES
        and grammar.child(parse, root, "auxpass") is not None
        and grammar.agent(parse, root) is None
    ):
        if grammar.child(parse, root, "xcomp", "ccomp", "oprd") is not None:
            return head.start, head.end
    return None


def _hedges(parse: Parse, token: Token, root: int) -> bool:
    low = token.text.lower()
    if low in HEDGE_WORDS and token.pos in ("ADV", "ADJ", "VERB", "PROPN", "NOUN"):
        if low in ("initial", "preliminary"):
            return parse.tokens[token.head].lemma in (
                "report",
                "information",
                "figure",
                "toll",
                "datum",
                "data",
                "estimate",
                "investigation",
                "indication",
            )
        if low in ("reported", "suspected", "alleged", "presumed", "supposed"):
            return token.dep in ("amod", "compound") or (token.i == root and False)
        if low in ("possible", "likely", "unlikely", "apparent", "probable"):
            return token.dep in ("amod", "acomp", "advmod", "xcomp", "ROOT") and not (
                low == "possible" and token.dep == "amod" and parse.tokens[token.i - 1].text.lower() == "as"
            )
        return True
    if low in HEDGE_MODALS and token.tag == "MD":
        verb = parse.tokens[token.head]
        return not (
            low == "could"
            and grammar.negated(parse, token.head)
            and verb.lemma not in ("verify", "confirm", "independently")
        ) and not (low == "could" and _perfect(parse, token.head) is False and _past(parse, token.head))
    return False


def _perfect(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].lemma == "have" and parse.tokens[c].dep == "aux" for c in parse.children[verb])


def _past(parse: Parse, verb: int) -> bool:
    """ "could see", "could hear": ability in the past, not doubt."""
    return parse.tokens[verb].lemma in ("see", "hear", "smell", "feel", "reach", "get")


def _futures(parse: Parse, root: int) -> Span | None:
    """ "will …", "is to …", "are set to …", "plans to …", on the main verb."""
    token = parse.tokens[root]
    for c in parse.children[root]:
        aux = parse.tokens[c]
        if aux.dep == "aux" and aux.text.lower() in WILL and not _perfect(parse, root):
            return aux.start, aux.end
    if (
        token.lemma in ("set", "schedule", "due", "slate", "poise", "plan", "expect")
        and grammar.child(parse, root, "xcomp") is not None
    ):
        if token.lemma != "expect" and (
            token.lemma == "plan" or grammar.child(parse, root, "auxpass", "aux") is not None
        ):
            return token.start, token.end
    if (
        token.lemma in ("vow", "pledge", "promise", "threaten", "intend", "prepare", "plan")
        and grammar.child(parse, root, "xcomp") is not None
    ):
        return token.start, token.end
    if token.lemma == "be" or token.text.lower() in ("is", "are", "was", "were"):
        goal = grammar.child(parse, root, "xcomp")
        if goal is not None and any(parse.tokens[c].text.lower() == "to" for c in parse.children[goal]):
            if grammar.child(parse, root, "acomp", "attr", "expl") is None:
                return token.start, parse.tokens[goal].end
        for c in parse.children[root]:
            if (
                parse.tokens[c].text.lower() in ("due", "set", "ready", "poised", "scheduled")
                and grammar.child(parse, c, "xcomp") is not None
            ):
                return parse.tokens[c].start, parse.tokens[c].end
    return None


def plan(parse: Parse, content: Spans, root: int | None, cue: Cue | None) -> Span | None:
    """The words of a scheduled or announced act, or null. A prediction (no deliberate actor) is not one."""
    if root is None:
        return None
    found = _futures(parse, root)
    if (
        found is None
        and cue is not None
        and cue.lemma in ("vow", "pledge", "promise", "threaten")
        and parse.tokens[root].tag == "VB"
    ):
        return parse.tokens[root].start, parse.tokens[root].end
    return found if found is not None and _deliberate(parse, root, cue) else None


def _deliberate(parse: Parse, root: int, cue: Cue | None) -> bool:
    """Whether the future is somebody's own act: first person or pronoun subject, a passive of arrangement, or a verb of doing."""
    token = parse.tokens[root]
    if token.lemma in ("be", "have", "rise", "die", "happen", "suffer", "fall", "increase", "fail", "win", "lose", "reach", "become", "remain", "collapse",
                       "mark", "mean", "lead", "cause", "result", "make", "face"):  # fmt: skip
        subject = grammar.child(parse, root, *grammar.SUBJECTS)
        passive = grammar.child(parse, root, "auxpass") is not None
        first = subject is not None and parse.tokens[subject].text.lower() in ("we", "i")
        to = grammar.child(parse, root, "xcomp") is not None
        return passive or first or (token.lemma == "be" and to)
    return True


def prediction(parse: Parse, content: Spans, root: int | None, cue: Cue | None) -> Span | None:
    """A future that is nobody's plan: the words of it."""
    return _futures(parse, root) if root is not None else None


def negative(parse: Parse, root: int) -> bool:
    return grammar.negated(parse, root)


def would(parse: Parse, content: Spans) -> bool:
    """Whether the content tells a consequence ("would be sunk", "will respond")."""
    return any(t.text.lower() in WILL for span in content for t in parse.between(*span))
