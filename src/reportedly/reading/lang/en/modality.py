"""Hedges, plans, predictions and negation in English clauses; the words are in `modality.en.tsv`.

A hedge counts where it stands on what the main clause reports: its verb, subject, object or instrument, not in a relative clause and not
in a second clause (rulebook 8). A plan is an actor's own announced or scheduled act; somebody else's prediction of it is a hedge.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.knowledge import Cue, SourceWord
from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.parse import Parse, Token
from reportedly.records import SourceType, Span, Spans

INSIDE = {"relcl", "advcl", "acl", "ccomp", "pcomp", "conj", "parataxis"}
DIRECT = {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "oprd", "acomp", "dative"}
OBJECTS = {"dobj", "ccomp"}
OF_THE_EVENT = ("in", "by", "after", "during", "from", "with", "at")
SIDES = {SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP}
UNSAID = sense("unsaid")
BE = {"be", "is", "are", "was", "were"}  # as the lemmatiser leaves it
ACTORS = {"we", "i", "he", "she", "they"}


def words(name: str) -> frozenset[str]:
    """The words of one sense of the table."""
    return sense(name, "modality.en.tsv")


def main_verb(parse: Parse, content: Spans) -> int | None:
    """The token that heads the content: a verb whose head lies outside it, else the noun with the most below it."""
    tokens = [t for span in content for t in parse.between(*span)]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head == t.i or t.head not in inside]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX")]
    if verbs:
        return _true_verb(parse, verbs[0].i)
    return max(tops, key=lambda t: sum(k in inside for k in parse.subtree(t.i))).i if tops else None


def _true_verb(parse: Parse, top: int) -> int:
    """The verb of the clause before `top`, where the parser took a noun at its end for a verb: nothing else hangs on that."""
    below = [c for c in parse.children[top] if parse.tokens[c].dep != "punct"]
    alone = len(below) == 1 and below[0] < top and parse.tokens[below[0]].dep == "ccomp"
    return below[0] if alone else top


def within(parse: Parse, content: Spans, root: int) -> list[Token]:
    """The tokens of the main clause in order: the content's, without relative and other inner clauses; participles stay."""
    inside = {t.i for span in content for t in parse.between(*span)}
    out, stack = [], [root]
    while stack:
        at = stack.pop()
        out.append(at)
        for c in parse.children[at]:
            token = parse.tokens[c]
            participle = token.dep == "advcl" and token.tag == "VBG" and at == root
            inner = token.dep in INSIDE and token.pos in ("VERB", "AUX") and not participle
            if c in inside and not inner:
                stack.append(c)
    return [parse.tokens[i] for i in sorted(out)]


def hedge(parse: Parse, content: Spans, root: int | None, cue: int | None, conditional: bool = True) -> Span | None:
    """The words that hold the claim back, or null; a threat is not held back by its condition."""
    if cue is not None and (found := _on_the_cue(parse, cue)):
        return found
    if root is None:
        return None
    for token in within(parse, content, root):
        if _hedges(parse, token, root):
            return token.start, token.end
    return _in_the_verb(parse, root) or (_conditional(parse, root) if conditional else None)


def _on_the_cue(parse: Parse, cue: int) -> Span | None:
    """ "believes that …", "reportedly said …", "initial reports say …"."""
    token = parse.tokens[cue]
    if token.lemma in words("stance"):
        return token.start, token.end
    return next(filter(None, (_held_back(parse, below) for below in grammar.below(parse, cue))), None)


def _held_back(parse: Parse, below: Token) -> Span | None:
    """The words of doubt that a word below a cue is or brings with it; null where it brings none."""
    disproved = below.dep == "conj" and below.lemma in ("verify", "confirm") and grammar.negated(parse, below.i)
    if below.lemma in words("hedge_adverb") or disproved:
        return below.start, below.end  # "put the toll higher, but the figures could not be verified"
    if below.dep not in grammar.SUBJECTS:
        return None
    first = (t for t in grammar.below(parse, below.i) if t.text.lower() in words("first_word"))
    early = next(((t.start, t.end) for t in first), None) if below.lemma in words("first_noun") else None
    return _unproven(parse, below.i) or early


def outright(parse: Parse, content: Spans, cue: int | None) -> Span | None:
    """The words that hold a claim back whoever reads it: "which could not be verified", "no evidence that", "preliminary information",
    "a video purportedly shows".
    """
    if cue is not None:
        unproven = (_unproven(parse, noun.i) for noun in grammar.below(parse, cue, *grammar.SUBJECTS))
        found = _no_proof(parse, cue) or next(filter(None, unproven), None) or _early(parse, cue)
        if found:
            return found
    root = main_verb(parse, content)
    return _outside(parse, content, root) if root is not None else None


def _outside(parse: Parse, content: Spans, root: int) -> Span | None:
    """The words of doubt that stand on content from outside it: on the verb that it is the object of, or in "according to" below it."""
    inside = {t.i for span in content for t in parse.between(*span)}
    verb = parse.tokens[parse.tokens[root].head]
    object_of = verb.i not in inside and parse.tokens[root].dep in OBJECTS and verb.pos == "VERB"
    doubts = (
        (t for t in grammar.below(parse, verb.i, "advmod") if t.lemma in words("hedge_adverb")) if object_of else ()
    )
    early = (_early(parse, t.i) for t in grammar.below(parse, root, "prep") if t.i not in inside)
    return next(((t.start, t.end) for t in doubts), None) or next(filter(None, early), None)


def _no_proof(parse: Parse, cue: int) -> Span | None:
    """ "there is no evidence that …"."""
    proofs = (t for t in grammar.below(parse, cue) if t.lemma in words("proof"))
    bare = (t for t in proofs if any(below.lemma == "no" for below in grammar.below(parse, t.i)))
    return next(((t.start, t.end) for t in bare), None)


def _early(parse: Parse, cue: int) -> Span | None:
    """ "according to preliminary information"."""
    if parse.tokens[cue].text.lower() != "according":
        return None
    early = (t for k in parse.subtree(cue) if (t := parse.tokens[k]).dep == "amod" and t.lemma in words("first_word"))
    return next(((t.start, t.end) for t in early if parse.tokens[t.head].lemma in words("first_noun")), None)


def withdrawn(parse: Parse, cue: int | None) -> Span | None:
    """ "no longer say": the words by which a source gives up what it said; null where it does not."""
    longer = grammar.child(parse, cue, "advmod") if cue is not None else None
    if longer is None or cue is None:
        return None
    gives_up = parse.tokens[longer].text.lower() == "longer" and parse.tokens[longer - 1].text.lower() == "no"
    return (parse.tokens[longer - 1].start, parse.tokens[longer].end) if gives_up else None


def _unproven(parse: Parse, noun: int) -> Span | None:
    """The verb of "reports, which could not be confirmed"; null where nothing of the kind is said of the noun."""
    below = sorted(parse.subtree(noun))
    said = (parse.tokens[i] for i in below if parse.tokens[i].dep == "relcl" and grammar.passive(parse, i))
    said = (t for t in said if grammar.negated(parse, t.i))
    return next(((t.start, t.end) for t in said if t.lemma in ("verify", "confirm")), None)


def _hedges(parse: Parse, token: Token, root: int) -> bool:
    low = token.text.lower()
    if low in words("hedge_adverb"):
        return token.pos == "ADV"
    if low in words("first_word") and parse.tokens[token.head].lemma in words("first_noun"):
        return True
    if low in words("hedge_adjective"):
        return _on_the_event(parse, token, root)
    if low in words("hedge_modal") and token.tag == "MD":
        return _doubts(parse, token)
    if low in words("unable"):
        return any(parse.tokens[c].lemma in words("unknown_verb") for c in parse.children[token.i])
    return False


def _on_the_event(parse: Parse, token: Token, root: int) -> bool:
    """Whether an adjective of doubt qualifies what the clause reports, not a noun deeper in it ("a response to the alleged attack")."""
    if token.dep in ("acomp", "ROOT", "oprd") or token.i == root:
        return True
    if token.dep == "advmod":
        return token.head == root
    if token.dep not in ("amod", "compound") or parse.tokens[token.i - 1].text.lower() == "as":
        return False
    noun = parse.tokens[token.head]
    if noun.i == root or noun.head == root:
        return noun.dep in DIRECT or noun.i == root
    preposition, verb = parse.tokens[noun.head], parse.tokens[root]
    if preposition.head != root or preposition.dep not in ("prep", "agent"):
        return False
    return verb.pos in ("VERB", "AUX") and verb.lemma != "be" and preposition.text.lower() in OF_THE_EVENT


def _doubts(parse: Parse, token: Token) -> bool:
    """A modal of possibility; "could not cross", "could hear" tell of ability instead."""
    if token.text.lower() != "could":
        return True
    verb = parse.tokens[token.head]
    if grammar.negated(parse, verb.i):
        return verb.lemma in words("unknown_verb")
    return verb.lemma not in words("ability") or _perfect(parse, verb.i)


def _in_the_verb(parse: Parse, root: int) -> Span | None:
    """ "appears to", "is said to", "it is not clear", "could not determine", "fears that"."""
    token, negated = parse.tokens[root], grammar.negated(parse, root)
    span = (token.start, token.end)
    if token.lemma in words("seeming_verb") and not negated:
        return span
    passive = grammar.child(parse, root, "auxpass") is not None
    if passive and _somebody_says(parse, token):
        return span if grammar.child(parse, root, "xcomp", "ccomp", "oprd") is not None else None
    if not passive and _believes(parse, token):
        return span
    return _unknown(parse, token) if negated else None


def _somebody_says(parse: Parse, verb: Token) -> bool:
    """ "is said to": a passive of saying without who says it, and no appointment."""
    said = verb.lemma in words("passive_hedge") and grammar.agent(parse, verb.i) is None
    return said and not _scheduled(parse, verb.i)


def _believes(parse: Parse, verb: Token) -> bool:
    """ "fears that"."""
    return verb.lemma in words("stance") and verb.pos == "VERB" and grammar.child(parse, verb.i, "ccomp") is not None


def _unknown(parse: Parse, token: Token) -> Span | None:
    """ "it is not clear", "could not determine": what a negated verb says is not known."""
    state = next(grammar.below(parse, token.i, "acomp"), None)
    if state is not None and state.lemma in ("clear", "certain", "sure", "known", "able"):
        return state.start, state.end
    unknown = token.lemma in words("unknown_verb") - {"confirm", "verify", "identify"} and token.tag in ("VB", "VBD")
    return (token.start, token.end) if unknown else None


def _conditional(parse: Parse, root: int) -> Span | None:
    """ "if the road falls, they would …": what would happen."""
    if not any(parse.tokens[c].text.lower() in words("will") for c in parse.children[root]):
        return None
    for c in parse.children[root]:
        mark = grammar.child(parse, c, "mark") if parse.tokens[c].dep == "advcl" else None
        if mark is not None and parse.tokens[mark].text.lower() in ("if", "unless"):
            return parse.tokens[mark].start, parse.tokens[mark].end
    return None


def _perfect(parse: Parse, verb: int) -> bool:
    return any(
        parse.tokens[c].dep == "aux" and parse.tokens[c].lemma in ("have", "'ve", "has", "had")
        for c in parse.children[verb]
    )


def _scheduled(parse: Parse, root: int) -> bool:
    """ "is expected to hold a meeting" is an appointment, "is expected to rise" a prediction."""
    goal = grammar.child(parse, root, "xcomp")
    return (
        parse.tokens[root].lemma == "expect" and goal is not None and parse.tokens[goal].lemma in words("appointment")
    )


def futures(parse: Parse, root: int) -> Span | None:
    """ "will …", "is to …", "are set to …", "plans to …", on the main verb, or null."""
    token, goal = parse.tokens[root], grammar.child(parse, root, "xcomp")
    below = list(grammar.below(parse, root))
    if any(t.text.lower() == "yet" for t in below) or (token.lemma in UNSAID and grammar.negated(parse, root)):
        return None  # "would neither confirm nor deny" says nothing of what will be
    will = next((t for t in grammar.below(parse, root, "aux") if t.text.lower() in words("will")), None)
    if will is not None and not _perfect(parse, root):
        return will.start, will.end
    planned = token.lemma in words("planner") and goal is not None
    if planned or _set_to(parse, root) or _scheduled(parse, root):
        return token.start, token.end
    return _is_to(parse, root, goal)


def appointed(parse: Parse, root: int) -> bool:
    """Whether a future is one by grammar alone, as an appointment is: "are to be sent", "is due to arrive", "are set to vote"."""
    return _set_to(parse, root) or _is_to(parse, root, grammar.child(parse, root, "xcomp")) is not None


def _set_to(parse: Parse, root: int) -> bool:
    """ "are set to vote", "is scheduled for Monday"."""
    if parse.tokens[root].lemma not in words("scheduled") or grammar.child(parse, root, "auxpass", "aux") is None:
        return False
    purpose = any(t.text.lower() == "for" for t in grammar.below(parse, root, "prep"))
    return purpose or grammar.child(parse, root, "xcomp") is not None


def _is_to(parse: Parse, root: int, goal: int | None) -> Span | None:
    """ "is to vote on Thursday", "is due to arrive"."""
    token = parse.tokens[root]
    if token.lemma not in BE:
        return None
    to = goal is not None and any(parse.tokens[c].text.lower() == "to" for c in parse.children[goal])
    if goal is not None and to and grammar.child(parse, root, "acomp", "attr", "expl") is None:
        return token.start, parse.tokens[goal].end
    for c in parse.children[root]:
        if parse.tokens[c].lemma in words("scheduled") and grammar.child(parse, c, "xcomp") is not None:
            return parse.tokens[c].start, parse.tokens[c].end
    return None


def plan(parse: Parse, root: int, cue: Cue | None, nouns: Mapping[str, SourceWord]) -> Span | None:
    """The words of a scheduled or announced act, or null. A prediction (nobody's own act) is not one."""
    token = parse.tokens[root]
    found = futures(parse, root)
    if (
        found is None
        and cue is not None
        and cue.lemma in words("promise_cue")
        and token.tag not in ("VBD", "VBZ", "VBP")
    ):
        return token.start, token.end
    return found if found is not None and _deliberate(parse, root, nouns) else None


def _deliberate(parse: Parse, root: int, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether the future is somebody's own act: arranged (a passive), or done by somebody who can act."""
    token = parse.tokens[root]
    state = next(grammar.below(parse, root, "acomp"), token)
    due = not words("scheduled").isdisjoint((token.lemma, state.lemma))
    if due or grammar.child(parse, root, "auxpass") is not None:
        return True
    actor = next(grammar.below(parse, root, *grammar.SUBJECTS), None)
    if actor is not None and actor.text.lower() in ("we", "i"):
        return True
    if token.lemma in words("undeliberate"):
        return False
    being = token.lemma == "be" and grammar.child(parse, root, "xcomp") is None
    return actor is None or (not being and _can_act(actor, nouns))


def _can_act(actor: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether an actor is somebody, or several: by name, by pronoun, by a noun for people or bodies."""
    somebody = actor.text.lower() in ACTORS | {"it"} or actor.pos == "PROPN"
    return somebody or actor.lemma in nouns or actor.tag == "NNS"


def negative(parse: Parse, root: int) -> bool:
    return grammar.negated(parse, root)


def would(parse: Parse, content: Spans, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether the content tells a consequence that a side brings about ("any boat would be sunk", "it will respond", "the
    army would strike"), not one that comes by itself ("the clinics would close").
    """
    if not any(t.text.lower() in words("will") for span in content for t in parse.between(*span)):
        return False
    root = main_verb(parse, content)
    actor = next(grammar.below(parse, root, *grammar.SUBJECTS), None) if root is not None else None
    if root is None or actor is None or grammar.child(parse, root, "auxpass") is not None:
        return True
    return _is_side(parse, actor, nouns) and parse.tokens[root].lemma not in words("undeliberate")


def _is_side(parse: Parse, actor: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether an actor is somebody by name or pronoun, or a side of a conflict ("the army", "our fighters")."""
    own = any(t.pos == "PRON" for t in grammar.below(parse, actor.i, "poss"))
    known = nouns.get(actor.lemma)
    return own or actor.pos in ("PRON", "PROPN") or (known is not None and known.type in SIDES)


def disowned(parse: Parse, root: int) -> Span | None:
    """ "it was not behind the attack", "they had no part in it": the words by which a source clears itself, or null."""
    subject = next(grammar.below(parse, root, "nsubj", "nsubjpass"), None)
    if subject is None or subject.text.lower() not in ACTORS | {"it"}:
        return None
    part = _own_part(parse, root)
    if part is None or any(t.tag == "MD" for t in grammar.below(parse, root)):
        return None
    none = part.lemma == "nothing" or any(t.lemma == "no" for t in grammar.below(parse, part.i))
    return (part.start, part.end) if none or grammar.negated(parse, root) else None


def _own_part(parse: Parse, root: int) -> Token | None:
    """The word for somebody's part in a deed: "behind" in "was behind the attack", "part" in "had a part in it"."""
    verb = parse.tokens[root]
    wanted = words("own_state") if verb.lemma in BE else words("own_part") if verb.lemma in words("own_verb") else ()
    part = next((t for t in grammar.below(parse, root) if t.i > root and t.lemma in wanted), None)
    return verb if part is None and verb.lemma in words("own_state") else part
