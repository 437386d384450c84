"""What a verb of saying says: its clause, its object, the clause around it, the quotation beside it.

All answers are spans of the parse's text, not yet cleared of source and cue; no spans when the verb says nothing here
("spoke by telephone", "gave interviews").
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import person_kind, sense
from reportedly.reading.lang.en.relays import VESSELS
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, without
from reportedly.records import Span, Spans

RUN_ON = {"dobj", "dep", "appos"}  # what the parser hangs on the verb behind its clause is still the clause
SAYING = {"speech", "stance", "show", "relay"}
BARE_ACTS = {"life", "victim"}  # "claimed 212 lives"
NO_INFINITIVE = sense("no_infinitive")
FIGURES = sense("figures")
TALLIED = ("dobj", "prep", "prt", "oprd", "advmod", "acomp")  # relations of what is counted and what it is put at
UNSAID = sense("unsaid") | sense("ungiven")
TOLD_BEFORE = sense("told_before")


def content_of(parse: Parse, token: Token, kinds: set[str], quotations: Sequence[Span]) -> tuple[Spans, str]:
    """What is said, and the rule that found it."""
    verb = _saying(parse, token.i) if "relay" in kinds else token.i
    clauses = [c for v in dict.fromkeys((verb, token.i)) for c in parse.children[v] if _is_clause(parse, verb, c)]
    if "call" in kinds and not clauses and ((spans := _call(parse, token)) or "object" not in kinds):
        return spans, "verb-call"
    if clauses and kinds & SAYING:
        return _clauses(parse, verb, clauses), "verb-clause"
    if kinds & {"tally", "toll"}:
        return _tally(parse, token, kinds), "verb-tally"
    if "of" in kinds:
        return _what_of(parse, token), "verb-object"
    if kinds & {"judge", "object", "describe"} and (spans := _object(parse, token, kinds)):
        return spans, "verb-object"
    if kinds & {"speech", "relay"} and (spans := _that_clause(parse, token)):
        return spans, "verb-clause"
    if kinds & {"speech", "stance", "relay"}:
        if spans := _parenthetical(parse, token) or _complement(parse, verb):
            return spans, "verb-parenthetical"
        if quote := _quotation_beside(parse, token, quotations):
            return (quote,), "verb-quotation"
    if "show" in kinds and "speech" not in kinds:
        return _object(parse, token, kinds), "verb-object"
    return (), ""


def reach(parse: Parse, i: int) -> Span:
    """The stretch of text from the first to the last word below token i."""
    first, last = parse.reach(i)
    return parse.tokens[first].start, parse.tokens[last].end


def _saying(parse: Parse, i: int) -> int:
    """The verb that carries the content: "quoted X as saying …" says it with "saying"."""
    as_ = next((c for c in parse.children[i] if parse.tokens[c].text.lower() == "as"), None)
    inner = grammar.child(parse, as_, "pcomp") if as_ is not None else None
    return i if inner is None else inner


def _is_clause(parse: Parse, verb: int, c: int) -> bool:
    """A complement clause of the verb, or one hung loosely before it; a semicolon between them keeps them apart."""
    token = parse.tokens[c]
    loose = token.dep == "parataxis" and c < verb and token.pos in ("VERB", "AUX")
    if token.dep != "ccomp" and not loose:
        return False
    low, high = sorted((c, verb))
    return not any(parse.tokens[k].text == ";" for k in range(low, high))


def _clauses(parse: Parse, verb: int, clauses: Sequence[int]) -> Spans:
    spans = [_before_silence(parse, c) for c in clauses]
    spans += [
        reach(parse, c) for c in parse.children[verb] if c > max(clauses) > verb and parse.tokens[c].dep in RUN_ON
    ]
    if all(end <= parse.tokens[verb].start for _, end in spans):
        spans += _second_half(parse, verb)
    if parse.tokens[verb].tag == "VBD" and any(c > verb and _present(parse, c) for c in clauses):
        more = [c for c in parse.children[verb] if c > max(clauses) and _goes_on(parse, c)]
        spans += [(spans[-1][0], reach(parse, c)[1]) for c in more]
    return merged(spans, parse.text)


def _goes_on(parse: Parse, i: int) -> bool:
    """Whether a clause beside a past "said" is still what is said: it has a subject of its own and the present tense of the content."""
    own = grammar.child(parse, i, *grammar.SUBJECTS)
    return parse.tokens[i].dep == "conj" and own is not None and _present(parse, i)


def _present(parse: Parse, i: int) -> bool:
    """Whether a verb stands in the present tense, by itself or its auxiliary."""
    parts = [
        parse.tokens[i],
        *(parse.tokens[c] for c in parse.children[i] if parse.tokens[c].dep in ("aux", "auxpass")),
    ]
    return any(t.tag in ("VBZ", "VBP") for t in parts)


def _that_clause(parse: Parse, token: Token) -> Spans:
    """A that-clause set off from its verb ("reported on Monday, quoting Y, that …") which the parser hung elsewhere."""
    for mark in parse.tokens[token.i + 1 : parse.sentences[token.sentence].last]:
        before = parse.tokens[mark.i - 1]
        if mark.text.lower() == "that" and mark.dep in ("mark", "dobj") and before.text in (",", token.text):
            return ((mark.start, reach(parse, mark.head)[1]),)
    return ()


def _second_half(parse: Parse, verb: int) -> list[Span]:
    """What follows a cue that interrupts: a clause with a subject of its own after "said X, and …"."""
    out = []
    for c in parse.children[verb]:
        token = parse.tokens[c]
        if c <= verb or token.dep not in ("conj", "advcl") or token.pos not in ("VERB", "AUX") or token.tag == "VBG":
            continue
        own = grammar.child(parse, c, *grammar.SUBJECTS)
        speaks = token.lemma in ("say", "add", "tell", "deny", "report", "confirm")
        if own is not None and not (speaks and parse.tokens[own].pos in ("PROPN", "NOUN")):
            out.append(reach(parse, c))
    return out


def _object(parse: Parse, token: Token, kinds: set[str]) -> Spans:
    """A noun phrase as content: "denied any link …", "accused X of …", "condemned the attack"; in a passive, its subject."""
    i, passive = token.i, grammar.passive(parse, token.i)
    if token.dep in ("acl", "relcl") and passive and grammar.child(parse, i, "nsubjpass") is None:
        return (grammar.noun_phrase(parse, token.head),)
    wanted = ("nsubjpass",) if passive else ("dobj", "pobj", "oprd", "dative")
    noun = grammar.child(parse, i, *wanted)
    if noun is None or parse.tokens[noun].lemma in BARE_ACTS or parse.tokens[noun].pos == "NUM":
        return ()
    parts = [c for c in parse.children[i] if parse.tokens[c].dep in wanted or _complement_of_judging(parse, i, c)]
    if parse.tokens[noun].pos == "PRON" and len(parts) == 1 and "judge" in kinds:
        return ()
    if "describe" in kinds and len(parts) == 1:
        return ()  # "called the guards": nothing is said of them
    if "object" in kinds and parse.tokens[noun].lemma in ("responsibility", "credit"):
        parts = _deed(parse, noun) or parts
    if "call" in kinds and not _new_deed(parse, noun):
        return ()
    if "object" in kinds and (clause := _told_before(parse, noun)) is not None:
        parts = [clause]
    return merged([_without_vessel(parse, part) for part in parts], parse.text)


def _tally(parse: Parse, token: Token, kinds: set[str]) -> Spans:
    """What is counted: "counted 24 dead"; where a figure is set, only of a figure ("put the toll at 30", "put the toll
    higher", not "put 30 in jail"); nothing without a number or comparison.
    """
    parts = [c for c in parse.children[token.i] if c > token.i and parse.tokens[c].dep in TALLIED]
    things = [parse.tokens[c] for c in parts if parse.tokens[c].dep == "dobj"]
    if "toll" in kinds and not any(t.lemma in FIGURES for t in things):
        return ()
    spans = merged([reach(parse, c) for c in parts], parse.text)
    told = any(t.pos == "NUM" or t.tag in ("JJR", "RBR") for span in spans for t in parse.between(*span))
    return spans if told and things else ()


def _what_of(parse: Parse, token: Token) -> Spans:
    """ "spoke of two dead", "told of a night march": what stands after "of" to the end of the clause."""
    of = next((c for c in parse.children[token.i] if c > token.i and parse.tokens[c].text.lower() == "of"), None)
    noun = grammar.child(parse, of, "pobj", "pcomp") if of is not None else None
    if noun is None or of is None:
        return ()
    parts = [noun, *(c for c in parse.children[token.i] if c > of and parse.tokens[c].dep == "prep")]
    return merged([_without_vessel(parse, part) for part in parts], parse.text)


def _before_silence(parse: Parse, clause: int) -> Span:
    """The stretch of a clause, cut before what its source leaves unsaid ("…, without saying by whom", "… but gave no details")."""
    start, end = reach(parse, clause)
    for c in parse.children[clause]:
        token = parse.tokens[c]
        said = grammar.child(parse, c, "pcomp") if token.text.lower() == "without" else None
        mute = said is not None and parse.tokens[said].lemma in UNSAID
        if mute or (token.dep == "conj" and token.lemma in UNSAID and _says_nothing(parse, c)):
            joint = [k for k in parse.children[clause] if parse.tokens[k].dep == "cc" and k < c]
            end = min(end, parse.tokens[joint[-1] if joint and not mute else c].start)
    return start, end


def _says_nothing(parse: Parse, i: int) -> bool:
    """ "did not say who", "gave no details": a verb of saying, negated by itself or in its object."""
    thing = grammar.child(parse, i, "dobj")
    nothing = thing is not None and any(parse.tokens[c].text.lower() == "no" for c in parse.children[thing])
    return grammar.child(parse, i, *grammar.SUBJECTS) is None and (nothing or grammar.negated(parse, i))


def _told_before(parse: Parse, noun: int) -> int | None:
    """ "dismissed reports that it had left": what is dismissed is the clause, not the reports."""
    if parse.tokens[noun].lemma not in TOLD_BEFORE:
        return None
    clauses = [c for c in parse.children[noun] if parse.tokens[c].dep in ("acl", "ccomp")]
    marks = ((c, grammar.child(parse, c, "mark")) for c in clauses)
    return next((c for c, mark in marks if mark is not None and parse.tokens[mark].text.lower() == "that"), None)


def _new_deed(parse: Parse, noun: int) -> bool:
    """ "threatened retaliation", "threatened a new attack": a deed, not whoever is threatened ("threatened the guards")."""
    token = parse.tokens[noun]
    pointed = any(parse.tokens[c].dep == "poss" or parse.tokens[c].lemma == "the" for c in parse.children[noun])
    return token.pos == "NOUN" and not pointed and person_kind(token) is None


def _deed(parse: Parse, noun: int) -> list[int]:
    """What responsibility is claimed for."""
    for c in parse.children[noun]:
        if parse.tokens[c].text.lower() == "for":
            return [k for k in parse.children[c] if parse.tokens[k].dep in ("pobj", "pcomp")]
    return []


def _without_vessel(parse: Parse, i: int) -> Span:
    """The stretch below token i, cut before "in a statement", "in an audio message …"."""
    start, end = reach(parse, i)
    for k in parse.subtree(i):
        token = parse.tokens[k]
        if token.dep == "relcl" and parse.tokens[min(parse.subtree(k)) - 1].text == ",":
            end = min(end, parse.tokens[min(parse.subtree(k)) - 1].start)
        if token.dep == "prep" and token.text.lower() in ("in", "during", "on", "via") and k > i:
            noun = grammar.child(parse, k, "pobj")
            if noun is not None and parse.tokens[noun].lemma in VESSELS:
                end = min(end, token.start)
    return start, end


def _complement_of_judging(parse: Parse, i: int, c: int) -> bool:
    """ "of shelling", "for the deaths", "as illegal", "on X"."""
    token = parse.tokens[c]
    return c > i and token.dep in ("prep", "oprd", "xcomp") and token.text.lower() in ("of", "for", "as", "on", "with")


def _call(parse: Parse, token: Token) -> Spans:
    """What is asked for: "for an inquiry", "X to stop", "that they leave"."""
    after = [c for c in parse.children[token.i] if c > token.i]
    parts = [c for c in after if parse.tokens[c].dep in ("prep", "xcomp", "ccomp", "dobj", "dative")]
    asks = any(
        parse.tokens[c].dep in ("xcomp", "ccomp") or parse.tokens[c].text.lower() in ("for", "on") for c in parts
    )
    return merged([reach(parse, c) for c in parts], parse.text) if asks else ()


def _parenthetical(parse: Parse, token: Token) -> Spans:
    """The clause around a verb of saying that has commas and no complement: "The cabin, police said, burnt down"."""
    if token.dep not in ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl") or token.head == token.i:
        return ()
    below = [k for k in sorted(parse.subtree(token.i)) if parse.tokens[k].pos != "PUNCT"]
    first, last = below[0], below[-1]
    as_ = parse.tokens[first].text.lower() == "as"
    blocked = ("xcomp",) if as_ else ("mark", "dobj", "xcomp")
    speaker = grammar.subject(parse, token.i)
    if (
        speaker is None
        or parse.tokens[speaker].tag in ("WP", "WDT")
        or grammar.child(parse, token.i, *blocked) is not None
    ):
        return ()
    if any(parse.tokens[c].tag == "WRB" for c in parse.children[token.i]):
        return ()
    before = parse.tokens[first - 1].text if first else ""
    if not as_ and before not in (",", "-", "–", "—", '"', "”"):
        return ()
    head = grammar.clause_of(parse, token.head)
    hole = parse.tokens[first].start, parse.tokens[last].end
    return tuple(without(reach(parse, head), [hole]))


def _complement(parse: Parse, verb: int) -> Spans:
    """ "claimed to have …", "promised to …", "admitted to working …", "acknowledged receiving …"."""
    if parse.tokens[verb].lemma in NO_INFINITIVE:
        return ()
    clause = grammar.child(parse, verb, "xcomp")
    if clause is None:
        to = next((c for c in parse.children[verb] if parse.tokens[c].text.lower() in ("to", "of", "about")), None)
        clause = grammar.child(parse, to, "pcomp") if to is not None else None
    return (reach(parse, clause),) if clause is not None else ()


def _quotation_beside(parse: Parse, token: Token, quotations: Sequence[Span]) -> Span | None:
    """The quotation in the verb's sentence, when the parser missed the tie; none for a verb inside a quotation."""
    if any(q[0] <= token.start < q[1] for q in quotations):
        return None
    sentence = parse.sentences[token.sentence]
    inside = [q for q in quotations if q[0] < sentence.end and q[1] > sentence.start]
    if not inside:
        return None
    start, end = max(inside, key=lambda q: min(q[1], sentence.end) - max(q[0], sentence.start))
    return max(start, sentence.start), min(end, sentence.end)
