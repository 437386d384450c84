"""What a verb of saying says: its clause, its object, the clause around it, the quotation beside it.

All answers are spans of the parse's text, not yet cleared of source and cue; no spans when the verb says nothing here
("spoke by telephone", "gave interviews").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import person_kind, sense
from reportedly.reading.lang.en.relays import VESSELS
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, without
from reportedly.records import Span, Spans

RUN_ON = {"dobj", "dep", "appos"}  # what the parser hangs on the verb behind its clause is still the clause
SAYING = frozenset({"speech", "stance", "show", "relay"})
BARE_ACTS = {"life", "victim"}  # "claimed 212 lives"
NO_INFINITIVE = sense("no_infinitive")
FIGURES = sense("figures")
TALLIED = ("dobj", "prep", "prt", "oprd", "advmod", "acomp")  # relations of what is counted and what it is put at
UNSAID = sense("unsaid") | sense("ungiven")
TOLD_BEFORE = sense("told_before")
ASIDE = ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl")
SETTING_OFF = (",", "-", "–", "—", '"', "”")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its kinds of content, the quotations of its text, and the clauses that hang on it.

    `carrier` is the verb that the clauses hang on: "saying" in "quoted X as saying …".
    """

    parse: Parse
    token: Token
    kinds: set[str]
    quotations: Sequence[Span]
    carrier: int
    clauses: Sequence[int]


class Way(NamedTuple):
    """One way in which a verb of these kinds says something: its name, how it is found, a sentence that it is found in, and where."""

    rule: str
    kinds: frozenset[str]
    find: Callable[[Verb], Spans]
    example: str
    verb: str


def content_of(parse: Parse, token: Token, kinds: set[str], quotations: Sequence[Span]) -> tuple[Spans, str]:
    """What is said, and the rule that found it: the first way that finds anything."""
    carrier = _saying(parse, token.i) if "relay" in kinds else token.i
    hung = (c for v in dict.fromkeys((carrier, token.i)) for c in parse.children[v])
    verb = Verb(parse, token, kinds, quotations, carrier, [c for c in hung if _is_clause(parse, carrier, c)])
    found = ((way.find(verb), way.rule) for way in ways(verb))
    return next(((spans, rule) for spans, rule in found if spans), ((), ""))


def ways(verb: Verb) -> list[Way]:
    """The ways open to a verb; one of asking that has no clause only calls for something."""
    asks = "call" in verb.kinds and "object" not in verb.kinds and not verb.clauses
    return [way for way in WAYS if way.kinds & (CALL if asks else verb.kinds)]


def reach(parse: Parse, i: int) -> Span:
    """The stretch of text from the first to the last word below token i."""
    first, last = parse.reach(i)
    return parse.tokens[first].start, parse.tokens[last].end


def _saying(parse: Parse, i: int) -> int:
    """The verb that carries the content: "quoted X as saying …" says it with "saying"."""
    as_ = next((c for c in parse.children[i] if parse.tokens[c].text.lower() == "as"), None)
    inner = grammar.child(parse, as_, "pcomp") if as_ is not None else None
    return i if inner is None else inner


def _asked(verb: Verb) -> Spans:
    """What is asked for, where no clause says it."""
    return () if verb.clauses else _call(verb.parse, verb.token)


def _said(verb: Verb) -> Spans:
    return _clauses(verb.parse, verb.carrier, verb.clauses) if verb.clauses else ()


def _counted(verb: Verb) -> Spans:
    return _tally(verb.parse, verb.token, verb.kinds)


def _thing(verb: Verb) -> Spans:
    return _object(verb.parse, verb.token, verb.kinds)


def _shown(verb: Verb) -> Spans:
    return () if "speech" in verb.kinds else _thing(verb)


def _is_clause(parse: Parse, verb: int, c: int) -> bool:
    """A complement clause of the verb, or one hung loosely before it; a semicolon between them keeps them apart."""
    token = parse.tokens[c]
    loose = token.dep == "parataxis" and c < verb and token.pos in ("VERB", "AUX")
    if token.dep != "ccomp" and not loose:
        return False
    low, high = sorted((c, verb))
    return not any(parse.tokens[k].text == ";" for k in range(low, high))


def _clauses(parse: Parse, verb: int, clauses: Sequence[int]) -> Spans:
    said, last = parse.tokens[verb], max(clauses)
    spans = [_before_silence(parse, c) for c in clauses]
    spans += [reach(parse, t.i) for t in grammar.below(parse, verb, *RUN_ON) if t.i > last > verb]
    if all(end <= said.start for _, end in spans):
        spans += _second_half(parse, verb)
    if said.tag == "VBD" and any(c > verb and _present(parse, c) for c in clauses):
        more = filter(partial(_goes_on, parse), parse.children[verb])
        spans += [(spans[-1][0], reach(parse, c)[1]) for c in more if c > last]
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
    behind = (t for t in grammar.below(parse, verb, "conj", "advcl") if t.i > verb)
    clauses = (t for t in behind if t.pos in ("VERB", "AUX") and t.tag != "VBG")
    return [reach(parse, t.i) for t in clauses if _of_its_own(parse, t)]


def _of_its_own(parse: Parse, verb: Token) -> bool:
    """Whether a clause has a subject of its own, and is not another source's saying."""
    own = grammar.child(parse, verb.i, *grammar.SUBJECTS)
    speaks = verb.lemma in ("say", "add", "tell", "deny", "report", "confirm")
    return own is not None and not (speaks and parse.tokens[own].pos in ("PROPN", "NOUN"))


def _object(parse: Parse, token: Token, kinds: set[str]) -> Spans:
    """A noun phrase as content: "denied any link …", "accused X of …", "condemned the attack"; in a passive, its subject."""
    i, passive = token.i, grammar.passive(parse, token.i)
    wanted = ("nsubjpass",) if passive else ("dobj", "pobj", "oprd", "dative")
    noun = grammar.child(parse, i, *wanted)
    if noun is None:
        beside = passive and token.dep in ("acl", "relcl")
        return (grammar.noun_phrase(parse, token.head),) if beside else ()
    parts = [t.i for t in grammar.below(parse, i) if t.dep in wanted or _complement_of_judging(parse, i, t.i)]
    if _bare(parse, noun, kinds, alone=len(parts) == 1):
        return ()
    if "object" in kinds:
        parts = _meant(parse, noun) or parts
    return merged([_without_vessel(parse, part) for part in parts], parse.text)


def _bare(parse: Parse, noun: int, kinds: set[str], alone: bool) -> bool:
    """Whether a verb tells nothing of its object: it counts or takes it ("claimed 212 lives"), threatens, or calls somebody,
    or judges "it", without what for.
    """
    token = parse.tokens[noun]
    if token.lemma in BARE_ACTS or token.pos == "NUM" or ("call" in kinds and not _new_deed(parse, noun)):
        return True
    return alone and ("describe" in kinds or ("judge" in kinds and token.pos == "PRON"))


def _meant(parse: Parse, noun: int) -> list[int]:
    """What an object stands for: the clause of "dismissed reports that …", the deed of "claimed responsibility for …"."""
    clause = _told_before(parse, noun)
    if clause is not None:
        return [clause]
    return _deed(parse, noun) if parse.tokens[noun].lemma in ("responsibility", "credit") else []


def _tally(parse: Parse, token: Token, kinds: set[str]) -> Spans:
    """What is counted: "counted 24 dead"; where a figure is set, only of a figure ("put the toll at 30", "put the toll
    higher", not "put 30 in jail"); nothing without a number or comparison.
    """
    parts = [t for t in grammar.below(parse, token.i, *TALLIED) if t.i > token.i]
    things = {t.lemma for t in parts if t.dep == "dobj"}
    if not things or ("toll" in kinds and FIGURES.isdisjoint(things)):
        return ()
    spans = merged([reach(parse, t.i) for t in parts], parse.text)
    return spans if any(_amount(t) for span in spans for t in parse.between(*span)) else ()


def _amount(token: Token) -> bool:
    """Whether a word is a number or a comparison."""
    return token.pos == "NUM" or token.tag in ("JJR", "RBR")


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
    cuts = (_silence(parse, clause, token) for token in grammar.below(parse, clause))
    return start, min((end, *(cut for cut in cuts if cut is not None)))


def _silence(parse: Parse, clause: int, token: Token) -> int | None:
    """Where the words begin by which a source leaves something unsaid; null where the token heads none."""
    said = grammar.child(parse, token.i, "pcomp") if token.text.lower() == "without" else None
    if said is not None and parse.tokens[said].lemma in UNSAID:
        return token.start
    if token.dep != "conj" or token.lemma not in UNSAID or not _says_nothing(parse, token.i):
        return None
    joints = [t for t in grammar.below(parse, clause, "cc") if t.i < token.i]
    return (joints[-1] if joints else token).start


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
    if token.dep not in ASIDE or token.head == token.i:
        return ()
    below = [k for k in sorted(parse.subtree(token.i)) if parse.tokens[k].pos != "PUNCT"]
    first, last = below[0], below[-1]
    as_ = parse.tokens[first].text.lower() == "as"
    speaker = grammar.subject(parse, token.i)
    if speaker is None or parse.tokens[speaker].tag in ("WP", "WDT") or _complemented(parse, token, as_):
        return ()
    before = parse.tokens[first - 1].text if first else ""
    if not as_ and before not in SETTING_OFF:
        return ()
    head = grammar.clause_of(parse, token.head)
    hole = parse.tokens[first].start, parse.tokens[last].end
    return tuple(without(reach(parse, head), [hole]))


def _complemented(parse: Parse, token: Token, as_: bool) -> bool:
    """Whether a verb has a complement, or a question word, of its own."""
    blocked = ("xcomp",) if as_ else ("mark", "dobj", "xcomp")
    return any(t.dep in blocked or t.tag == "WRB" for t in grammar.below(parse, token.i))


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


def _around(verb: Verb) -> Spans:
    return _parenthetical(verb.parse, verb.token) or _complement(verb.parse, verb.carrier)


def _quoted(verb: Verb) -> Spans:
    quote = _quotation_beside(verb.parse, verb.token, verb.quotations)
    return (quote,) if quote else ()


CALL, SHOW, OF = frozenset({"call"}), frozenset({"show"}), frozenset({"of"})
SPEECH, STANCE = frozenset({"speech", "relay"}), frozenset({"speech", "stance", "relay"})
COUNTS, THINGS = frozenset({"tally", "toll"}), frozenset({"judge", "object", "describe"})
WAYS = (
    Way("verb-call", CALL, _asked, "The mayor urged them to leave.", "urged"),
    Way("verb-clause", SAYING, _said, "The army said the bridge had fallen.", "said"),
    Way("verb-tally", COUNTS, _counted, "The society recorded 24 deaths in May.", "recorded"),
    Way("verb-object", OF, lambda verb: _what_of(verb.parse, verb.token), "The mayor spoke of two deaths.", "spoke"),
    Way("verb-object", THINGS, _thing, "The army denied any link to the raiders.", "denied"),
    Way(
        "verb-clause",
        SPEECH,
        lambda verb: _that_clause(verb.parse, verb.token),
        "The army said in a statement, and the society confirmed, that three clerks had gone.",
        "said",
    ),
    Way("verb-parenthetical", STANCE, _around, "The bridge, police said, had fallen.", "said"),
    Way("verb-quotation", STANCE, _quoted, "The mayor spoke plainly: “the bridge has fallen”.", "spoke"),
    Way("verb-object", SHOW, _shown, "Footage showed a burning bridge.", "showed"),
)
