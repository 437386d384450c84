"""Attributions by a verb: "X said that …", "…, X said", "X accused Y of …", "X was quoted as saying", "footage showed …".

For each verb of the cue lexicon: who is its source, what is its content. No source and no agent means no attribution
("was reported to have fled" is the outlet's own hedge); a negated verb of saying ("did not say when") is none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.knowledge import Cue
from reportedly.reading.attribution import Attribution
from reportedly.reading.lang.en import grammar
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, trimmed, without
from reportedly.records import Span, Spans

PARTICLES = {"call": ("for", "on"), "appeal": ("for", "to"), "point": ("out",), "go": ("on",)}
SHOWERS = {"footage", "video", "image", "picture", "photo", "photograph", "report", "document", "statement", "survey", "poll", "study",
           "data", "figure", "record", "letter", "recording", "clip", "map", "satellite", "photos", "images", "file", "analysis",
           "investigation", "paper", "result", "finding", "television", "channel", "tv", "broadcaster", "memo", "transcript"}  # fmt: skip
REPLIES = {"deny", "reject", "dismiss", "refute", "rebuff", "repudiate"}


def by_verb(parse: Parse, cues: Mapping[tuple[str, str], Cue], quotations: Sequence[Span]) -> Iterator[Attribution]:
    """The attributions of every verb in the lexicon, one a source."""
    for token in parse.tokens:
        cue = _cue(parse, token, cues)
        if cue is None:
            continue
        kinds = set(cue.kind.split(","))
        speakers = speakers_of(parse, token, kinds)
        if not speakers or (grammar.negated(parse, token.i) and not kinds & {"stance"} and cue.act is None):
            continue
        content, rule = _content(parse, token, kinds, quotations)
        if not content:
            continue
        side = _side(parse, token)
        for speaker in speakers:
            source = grammar.noun_phrase(parse, speaker)
            parts = _clear(parse, content, (source, grammar.verb_group(parse, token.i)))
            if parts:
                yield Attribution((source,), (grammar.verb_group(parse, token.i),), parts, rule, token.i, speaker, side)


def _cue(parse: Parse, token: Token, cues: Mapping[tuple[str, str], Cue]) -> Cue | None:
    if token.pos not in ("VERB", "AUX") and not (token.tag.startswith("VB") and token.pos != "NOUN"):
        return None
    for particle in PARTICLES.get(token.lemma, ()):
        below = [parse.tokens[c] for c in parse.children[token.i]]
        if any(c.text.lower() == particle and c.i > token.i for c in below):
            return cues.get((f"{token.lemma} {particle}", "VERB"))
    return cues.get((token.lemma, "VERB"))


def speakers_of(parse: Parse, token: Token, kinds: set[str]) -> list[int]:
    """The tokens that head the sources of this verb; none for a passive without agent."""
    if grammar.passive(parse, token.i):
        if "relay" in kinds:
            return [s for s in [_passive_subject(parse, token)] if s is not None]
        noun = grammar.agent(parse, token.i)
        return list(grammar.conjuncts(parse, noun)) if noun is not None else []
    noun = grammar.subject(parse, token.i)
    if noun is None:
        return []
    if "relay" in kinds:
        noun = _quoted(parse, token)
        return [noun] if noun is not None else []
    word = parse.tokens[noun]
    if kinds == {"show"} or "show" in kinds and word.lemma in SHOWERS:
        return [noun] if word.lemma in SHOWERS or word.lemma == "that" else []
    if word.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "ADV", "VERB"):
        return []
    if word.text.lower() in ("it", "this", "that", "which") and "speech" not in kinds:
        return []
    return list(grammar.conjuncts(parse, noun))


def _passive_subject(parse: Parse, token: Token) -> int | None:
    return grammar.child(parse, token.i, "nsubjpass", "nsubj")


def _quoted(parse: Parse, token: Token) -> int | None:
    """Whom an outlet quotes: "quoted X as saying"; a mere "citing X" belongs to the chain of the verb it hangs on."""
    noun = grammar.child(parse, token.i, "dobj", "nsubj")
    as_ = next((c for c in parse.children[token.i] if parse.tokens[c].text.lower() == "as"), None)
    if noun is None or as_ is None:
        return None
    return grammar.child(parse, token.i, "dobj")


def _content(parse: Parse, token: Token, kinds: set[str], quotations: Sequence[Span]) -> tuple[Spans, str]:
    """What is said, and the rule that found it; no spans when the verb says nothing here ("spoke by telephone")."""
    verb = token.i
    if "relay" in kinds:
        verb = _saying(parse, token.i)
    clauses = [c for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" or _loose_clause(parse, verb, c)]
    if "call" in kinds and not clauses:
        return _call(parse, token), "verb-call"
    if clauses and kinds & {"speech", "stance", "show", "relay"}:
        return _clauses(parse, verb, clauses), "verb-clause"
    if kinds & {"judge", "object", "describe"}:
        spans = _object(parse, token, kinds)
        if spans:
            return spans, "verb-object"
    if kinds & {"speech", "stance", "relay"}:
        spans = _parenthetical(parse, token) or _infinitive(parse, verb, kinds)
        if spans:
            return spans, "verb-parenthetical"
        quote = _quote_beside(parse, token, quotations)
        if quote:
            return (quote,), "verb-quotation"
    if "show" in kinds and "speech" not in kinds:
        return _object(parse, token, kinds), "verb-object"
    return (), ""


def _saying(parse: Parse, i: int) -> int:
    as_ = next((c for c in parse.children[i] if parse.tokens[c].text.lower() == "as"), None)
    inner = grammar.child(parse, as_, "pcomp") if as_ is not None else None
    return inner if inner is not None and not parse.tokens[inner].text.lower() == "reported" else i


def _loose_clause(parse: Parse, verb: int, c: int) -> bool:
    """A clause that the parser hung on the verb as parataxis or conjunct before it ("Five died, he said")."""
    token = parse.tokens[c]
    return token.dep == "parataxis" and c < verb and token.pos in ("VERB", "AUX")


def _clauses(parse: Parse, verb: int, clauses: Sequence[int]) -> Spans:
    spans: list[Span] = []
    for c in clauses:
        first, last = parse.reach(c)
        spans.append((parse.tokens[first].start, parse.tokens[last].end))
    if all(end <= parse.tokens[verb].start for _, end in spans):
        spans += _after(parse, verb)
    return merged(spans, parse.text)


def _after(parse: Parse, verb: int) -> list[Span]:
    """The second half of a sentence that the cue interrupts: a conjunct clause of its own after "said X, and …"."""
    out = []
    for c in parse.children[verb]:
        token = parse.tokens[c]
        if c > verb and token.dep in ("conj", "advcl", "ccomp") and token.pos in ("VERB", "AUX") and token.tag != "VBG":
            has_own = grammar.child(parse, c, *grammar.SUBJECTS) is not None
            if has_own and not (token.lemma in ("say", "add", "tell", "deny", "report")):
                first, last = parse.reach(c)
                out.append((parse.tokens[first].start, parse.tokens[last].end))
    return out


def _object(parse: Parse, token: Token, kinds: set[str]) -> Spans:
    """A noun phrase as content: "denied any link …", "accused X of …", "condemned the attack"; in a passive, its subject."""
    i = token.i
    if token.dep in ("acl", "relcl") and grammar.passive(parse, i) and grammar.child(parse, i, "nsubjpass") is None:
        return (grammar.noun_phrase(parse, token.head),)
    wanted = ("nsubjpass",) if grammar.passive(parse, i) else ("dobj", "pobj", "oprd", "dative")
    parts = [c for c in parse.children[i] if parse.tokens[c].dep in wanted or _of(parse, i, c)]
    if not any(parse.tokens[c].dep in wanted for c in parts):
        return ()
    noun = next(c for c in parts if parse.tokens[c].dep in wanted)
    if parse.tokens[noun].pos == "PRON" and len(parts) == 1:
        return ()
    if token.lemma == "claim" and parse.tokens[noun].lemma in ("life", "victim") or parse.tokens[noun].pos == "NUM":
        return ()
    if "object" in kinds and parse.tokens[noun].lemma == "responsibility":
        deed = next((c for c in parse.children[noun] if parse.tokens[c].text.lower() == "for"), None)
        inner = grammar.child(parse, deed, "pobj", "pcomp") if deed is not None else None
        parts = [inner] if inner is not None else parts
    spans = [(parse.tokens[a].start, parse.tokens[b].end) for a, b in map(parse.reach, parts)]
    return merged(spans, parse.text)


def _of(parse: Parse, i: int, c: int) -> bool:
    """A complement of the verb of judging: "of shelling", "for the deaths", "as illegal", "on X"."""
    token = parse.tokens[c]
    return c > i and token.dep in ("prep", "oprd", "xcomp") and token.text.lower() in ("of", "for", "as", "on", "with")


def _call(parse: Parse, token: Token) -> Spans:
    """What is asked for: "for an inquiry", "X to stop", "that they leave"."""
    parts = [
        c
        for c in parse.children[token.i]
        if c > token.i and parse.tokens[c].dep in ("prep", "xcomp", "ccomp", "dobj", "dative")
    ]
    if not any(
        parse.tokens[c].dep in ("xcomp", "ccomp") or parse.tokens[c].text.lower() in ("for", "on") for c in parts
    ):
        return ()
    spans = [(parse.tokens[a].start, parse.tokens[b].end) for a, b in map(parse.reach, parts)]
    return merged(spans, parse.text)


def _parenthetical(parse: Parse, token: Token) -> Spans:
    """ "The cabin, police said, burnt down": the clause around a verb of saying that has commas and no complement of its own."""
    if token.dep not in ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl") or token.head == token.i:
        return ()
    first, last = parse.reach(token.i)
    if grammar.child(parse, token.i, "mark", "dobj", "xcomp") is not None or grammar.subject(parse, token.i) is None:
        return ()
    as_ = first < token.i and parse.tokens[first].text.lower() == "as"
    before = parse.tokens[first - 1].text if first else ""
    if not as_ and before not in (",", "-", "–", "—", '"', "”"):
        return ()
    head = grammar.clause_of(parse, token.head)
    a, b = parse.reach(head)
    return tuple(
        without((parse.tokens[a].start, parse.tokens[b].end), [(parse.tokens[first].start, parse.tokens[last].end)])
    )


def _infinitive(parse: Parse, verb: int, kinds: set[str]) -> Spans:
    """ "claimed to have …", "promised to …", "threatened to …"."""
    clause = grammar.child(parse, verb, "xcomp")
    if clause is None or parse.tokens[verb].lemma in ("go", "continue", "speak", "feel", "see", "know", "hold", "put"):
        return ()
    first, last = parse.reach(clause)
    return ((parse.tokens[first].start, parse.tokens[last].end),)


def _quote_beside(parse: Parse, token: Token, quotations: Sequence[Span]) -> Span | None:
    """The quotation in the verb's sentence, when the parser missed the tie."""
    sentence = parse.sentences[token.sentence]
    inside = [q for q in quotations if q[0] < sentence.end and q[1] > sentence.start and not q[0] <= token.start < q[1]]
    if not inside:
        return None
    start, end = max(inside, key=lambda q: min(q[1], sentence.end) - max(q[0], sentence.start))
    return max(start, sentence.start), min(end, sentence.end)


def _side(parse: Parse, token: Token) -> bool:
    """Whether the attribution covers only a relative, reduced or adverbial clause."""
    return token.dep in ("relcl", "acl") or (
        token.dep == "advcl" and grammar.child(parse, token.i, "mark", "advmod") is not None
    )


def _clear(parse: Parse, content: Spans, holes: Sequence[Span]) -> Spans:
    """The content without source and cue, "that", quotation marks and stops at the ends."""
    out = []
    for span in content:
        for part in without(span, holes):
            start, end = trimmed(parse.text, part)
            for word in ("that ", "That "):
                if parse.text.startswith(word, start):
                    start, end = trimmed(parse.text, (start + len(word), end))
            if end - start > 1 and any(c.isalnum() for c in parse.text[start:end]):
                out.append((start, end))
    return merged(out, parse.text)
