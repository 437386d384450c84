"""Relays in English: what stands around a cue and makes its source one link of several.

"told AGENCY", "citing X", "A quoted X as saying", "was quoted by A", "in a statement carried by A", "a report seen by A",
"in the version of X, as relayed by A". The links come back nearest the reader first; the last is on whose word the content rests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span

TELLING = sense("telling")
CITING = sense("citing")
SHOWING = sense("showing")
SEEING = SHOWING | {"interview", "contact", "reach"}
VESSELS = sense("vessels")
COPIES = {"copy", "text", "transcript", "excerpt", "extract"}
TOLD_TO = {"say", "confirm", "speak", "talk", "write"}  # never with the outlet as their object
TALKS = sense("talks")
LINES = sense("lines")
ASKED = {"interview", "comment"}  # with an unknown name, these are an outlet's
SHOWERS = sense("showers")
PAPERS = VESSELS | SHOWERS
VESSEL_PREPS = {"in", "during", "through", "via", "on", "before", "from"}
SHOWN_ON = {"on", "by", "in", "through", "via", "over"}
AUTHORITY = sense("authority")
OPENING_WORDS = 16  # characters that "On the sole basis" takes
OWN = {"its", "his", "her", "their", "our", "it", "us", "them", "him", "me"}


@dataclass(frozen=True, slots=True)
class Link:
    """A source within one attribution: the token that heads it, its phrase, the word that ties it, and the rule that saw it."""

    head: int
    mention: Span
    cue: Span | None
    rule: str


IsOutlet = Callable[[int, Span], bool]


def links(parse: Parse, attribution: Attribution, is_outlet: IsOutlet) -> tuple[Link, ...]:
    """The chain that one attribution spells out by itself."""
    if attribution.speaker is None:
        return ()
    cue = attribution.cue[0] if attribution.cue else None
    base = Link(attribution.speaker, attribution.mention or attribution.source[0], cue, attribution.rule)
    head = attribution.head
    before: list[Link] = []
    deeper: list[Link] = []
    if head is not None:
        before += _told(parse, head, is_outlet, base)
        before += _quoting(parse, head, base)
        before += _vessel(parse, head, is_outlet, base)
        deeper += _citing(parse, head, base)
    if head is None:
        deeper += _citing(parse, base.head, base)
    before += _of_source(parse, base, is_outlet)
    before += [_link(parse, owner, verb, "seen-by") for _, verb, owner in copied(parse, base.head)]
    deeper += _cited_by_noun(parse, base.head)
    before += _versions(parse, attribution, base)
    deeper = [link for link in deeper if not _opens_content(parse, attribution, link)]
    chain = [*_unique(reversed(before), {base.mention}), base, *deeper]
    return tuple(_unique(chain, set()))


def _opens_content(parse: Parse, attribution: Attribution, link: Link) -> bool:
    """Whether the words of authority are the source's own ("“On the basis of one report nobody can tell,” he said")."""
    start = attribution.content[0][0] if attribution.content and link.cue else None
    return start is not None and link.cue is not None and link.rule == "citing" and any(
        t.text.lower() in AUTHORITY for t in parse.between(*link.cue)) and 0 <= link.cue[0] - start < OPENING_WORDS  # fmt: skip


def _unique(chain: Iterator[Link] | list[Link], seen: set[Span]) -> list[Link]:
    out = []
    for link in chain:
        if link.mention not in seen:
            seen.add(link.mention)
            out.append(link)
    return out


def _link(parse: Parse, noun: int, by: Token, rule: str) -> Link:
    return Link(noun, grammar.noun_phrase(parse, noun), (by.start, by.end), rule)


def _told(parse: Parse, head: int, is_outlet: IsOutlet, base: Link) -> Iterator[Link]:
    """ "told AGENCY", "speaking to AGENCY", "A, speaking to AGENCY, said", "said in remarks to AGENCY"."""
    speaking = (*grammar.below(parse, head, "advcl"), *grammar.below(parse, base.head, "acl"))
    for verb in (parse.tokens[head], *(t for t in speaking if t.lemma in ("speak", "talk", "tell"))):
        if verb.lemma not in TELLING or grammar.passive(parse, verb.i):
            continue
        for noun in _listeners(parse, verb):
            for one in grammar.conjuncts(parse, noun):
                if _told_for_print(parse, base, verb, one) or is_outlet(one, grammar.noun_phrase(parse, one)):
                    yield _link(parse, one, verb, "told")


def _listeners(parse: Parse, verb: Token) -> Iterator[int]:
    """Whom a verb of telling tells: its object, or the noun behind "to" or "with"."""
    for part in grammar.below(parse, verb.i, "dobj", "dative", "iobj", "prep"):
        if part.dep != "dobj" and part.dep != "iobj" and part.text.lower() in ("to", "with") and part.i > verb.i:
            noun = grammar.child(parse, part.i, "pobj")
            if noun is not None:
                yield noun
        elif part.dep != "prep" and part.pos != "ADP" and verb.lemma not in TOLD_TO:
            yield part.i


def _told_for_print(parse: Parse, base: Link, verb: Token, listener: int) -> bool:
    """Whether a bare name that is nobody's in the report is an outlet's: nobody in particular, or somebody far off, tells it something."""
    afar = _nobody(parse, base.head) or _from_afar(parse, verb, parse.tokens[listener])
    return afar and _unknown_name(parse, listener)


def _unknown_name(parse: Parse, noun: int) -> bool:
    """Whether a noun is a bare name that is no person's, who would be named in full somewhere in the report."""
    name = parse.tokens[noun]
    bare = name.pos == "PROPN" and grammar.noun_phrase(parse, noun) == (name.start, name.end)
    return bare and not any(_in_full(parse, t) for t in parse.tokens if t.text == name.text)


def _nobody(parse: Parse, speaker: int) -> bool:
    """Whether the speaker is nobody in particular ("sources", "an official"), who in print tells things to outlets alone."""
    first = parse.tokens[parse.reach(speaker)[0]].text.lower()
    return parse.tokens[speaker].pos == "NOUN" and first not in ("the", "this", "that", "his", "her", "their", "its")


def _from_afar(parse: Parse, verb: Token, name: Token) -> bool:
    """Whether the words right after the name say over which line, or from where, it was told: "told Quellen by telephone"."""
    sentence = parse.sentences[verb.sentence]
    after = parse.tokens[name.i + 1 : min(name.i + 5, sentence.last)]
    if not after or after[0].pos != "ADP":
        return False
    from_place = after[0].text.lower() == "from" and len(after) > 1 and after[1].pos == "PROPN"
    return from_place or any(t.lemma in LINES for t in after)


def _in_full(parse: Parse, token: Token) -> bool:
    """Whether a name stands as the end of a longer one ("Dora Hallen")."""
    before = parse.tokens[token.i - 1] if token.i else None
    return before is not None and before.pos == "PROPN" and before.sentence == token.sentence


def _quoting(parse: Parse, head: int, base: Link) -> Iterator[Link]:
    """ "A quoted X as saying", "X was quoted by A as saying", "X was cited in A"."""
    verb = parse.tokens[head]
    if verb.lemma not in ("quote", "cite"):
        return
    if grammar.passive(parse, head):
        for noun in _agents(parse, head):
            yield _link(parse, noun, verb, "quoted-by")
        return
    outer = grammar.subject(parse, head)
    if outer is not None and outer != base.head:
        yield _link(parse, outer, verb, "quoted-as-saying")


def _agents(parse: Parse, verb: int) -> Iterator[int]:
    """Nouns after "by", "in", "on" of a participle, its own and those of its complement ("quoted as saying by A")."""
    stack = [verb]
    while stack:
        at = stack.pop()
        for c in parse.children[at]:
            token = parse.tokens[c]
            if token.dep in ("agent", "prep") and token.text.lower() in ("by", "in", "on"):
                noun = grammar.child(parse, c, "pobj")
                if noun is not None and (token.text.lower() == "by" or parse.tokens[noun].pos == "PROPN"):
                    yield noun
            if token.text.lower() == "as" or (token.dep == "pcomp" and token.lemma in ("say", "tell")):
                stack.append(c)


def _vessel(parse: Parse, head: int, is_outlet: IsOutlet, base: Link) -> Iterator[Link]:
    """ "in a statement carried by A", "in an interview with A", "in confessions broadcast on A"."""
    shown = [t.i for t in parse.sentence_tokens(parse.sentences[parse.tokens[head].sentence]) if _holds_shown(parse, t)]
    for c in sorted({*_outside_clauses(parse, head), *shown}):
        word = parse.tokens[c]
        if word.dep in ("prep", "pcomp", "agent", "advmod") and word.text.lower() in VESSEL_PREPS:
            for noun in grammar.below(parse, c, "pobj", "pcomp"):
                yield from _in_vessel(parse, word, noun.i, is_outlet, base)


def _in_vessel(parse: Parse, word: Token, noun: int, is_outlet: IsOutlet, base: Link) -> Iterator[Link]:
    """Who showed the noun behind a preposition, or is the noun: "on Radio A", "before the cameras of Radio A"."""
    low = word.text.lower()
    if parse.tokens[noun].lemma in VESSELS or _shown(parse, noun):
        yield from _shown_by(parse, noun, base)
        yield from _with(parse, noun, is_outlet)
    elif (
        low in ("on", "through", "via", "before")
        and is_outlet(noun, grammar.noun_phrase(parse, noun))
        and not _own(parse, noun)
    ):
        yield _link(parse, noun, word, "shown-on")
    elif low == "before" and parse.tokens[noun].lemma in ("camera", "cameras"):
        for owner in _prep_objects(parse, noun, {"of", "from"}):
            yield _link(parse, owner, parse.tokens[noun], "shown-on")


def _holds_shown(parse: Parse, token: Token) -> bool:
    """ "in confessions aired by A", wherever the parser hung it."""
    noun = grammar.child(parse, token.i, "pobj") if token.dep == "prep" else None
    return noun is not None and parse.tokens[noun].lemma in VESSELS and _shown(parse, noun)


def _outside_clauses(parse: Parse, head: int) -> list[int]:
    """What hangs on the cue, without the clauses of its content."""
    out, stack = [], [head]
    while stack:
        at = stack.pop()
        for c in parse.children[at]:
            if parse.tokens[c].dep not in ("ccomp", "nsubj", "nsubjpass", "conj", "parataxis", "relcl", "xcomp"):
                out.append(c)
                stack.append(c)
    return sorted(out)


def _shown(parse: Parse, noun: int) -> bool:
    return any(parse.tokens[c].dep == "acl" and parse.tokens[c].lemma in SHOWING for c in parse.children[noun])


def _own(parse: Parse, noun: int) -> bool:
    owner = grammar.child(parse, noun, "poss")
    return owner is not None and parse.tokens[owner].text.lower() in OWN


def _shown_by(parse: Parse, noun: int, base: Link) -> Iterator[Link]:
    """Who carried, aired, published the noun: "aired by A and relayed by B" gives A then B."""
    agents = (grammar.child(parse, t.i, "pobj") for t in grammar.below(parse, noun, "agent"))
    by_noun = ((owner, parse.tokens[noun]) for owner in agents)  # "a confession broadcast by A", read as a noun
    by_verb = ((owner, verb) for verb in _showing(parse, noun) for owner in _show_objects(parse, verb))
    for owner, word in chain(by_noun, by_verb):
        if owner is not None and owner != base.head and not _own(parse, owner):
            yield _link(parse, owner, word, "shown-by")


def _showing(parse: Parse, noun: int) -> Iterator[Token]:
    """The participles that say how a noun was shown, and those joined to them."""
    for token in grammar.below(parse, noun, "acl", "relcl", "conj"):
        if token.pos == "VERB" or token.lemma in SHOWING:
            verbs = (token, *grammar.below(parse, token.i, "conj"))
            yield from (verb for verb in verbs if verb.lemma in SHOWING or verb.tag == "VBN")


def _show_objects(parse: Parse, verb: Token) -> Iterator[int]:
    """Who or what is named behind a verb of showing."""
    for part in grammar.below(parse, verb.i, "agent", "prep"):
        owner = grammar.child(parse, part.i, "pobj") if part.text.lower() in SHOWN_ON else None
        if owner is not None and _can_show(parse, owner, part):
            yield owner


def _can_show(parse: Parse, owner: int, part: Token) -> bool:
    token = parse.tokens[owner]
    if grammar.dated(parse, owner):
        return False
    if part.text.lower() == "by":
        return token.pos != "PRON"
    return token.pos == "PROPN" or token.lemma in (
        "television",
        "tv",
        "radio",
        "channel",
        "website",
        "network",
        "agency",
        "newspaper",
        "site",
    )


def _with(parse: Parse, noun: int, is_outlet: IsOutlet) -> Iterator[Link]:
    """ "in an interview with A", "in remarks to A"."""
    if parse.tokens[noun].lemma not in TALKS:
        return
    for owner in _prep_objects(parse, noun, {"with", "to", "for", "on"}):
        asked = parse.tokens[noun].lemma in ASKED and _unknown_name(parse, owner)
        if not _own(parse, owner) and (asked or is_outlet(owner, grammar.noun_phrase(parse, owner))):
            yield _link(parse, owner, parse.tokens[noun], "interview")


def _prep_objects(parse: Parse, noun: int, preps: set[str]) -> Iterator[int]:
    for c in parse.children[noun]:
        if parse.tokens[c].dep in ("prep", "dative") and parse.tokens[c].text.lower() in preps:
            found = grammar.child(parse, c, "pobj")
            if found is not None:
                yield found


def _citing(parse: Parse, head: int, base: Link) -> Iterator[Link]:
    """ "A, citing X, said", "reported, on the authority of X", "relaying a B report": deeper sources hung on the verb or its subject."""
    sentence = parse.sentences[parse.tokens[head].sentence]
    near = set(parse.subtree(head)) | set(parse.subtree(base.head))
    for token in parse.sentence_tokens(sentence):
        if (
            token.lemma in CITING
            and token.tag == "VBG"
            and parse.tokens[token.head].text.lower() != "without"
            and (token.i in near or token.head == parse.tokens[head].head or _between(parse, token, base, head))
        ):
            noun = grammar.child(parse, token.i, "dobj")
            if noun is not None and noun != base.head:
                yield from _deep(parse, noun, token)
        elif token.text.lower() in AUTHORITY and (token.i in near or _between(parse, token, base, head)):
            for noun in _prep_objects(parse, token.i, {"of", "to"}):
                yield from _deep(parse, noun, token)


def _between(parse: Parse, token: Token, base: Link, head: int) -> bool:
    """Whether the participle stands between the source and its cue, or opens the sentence, or follows the cue at once."""
    low, high = sorted((base.head, head))
    first = parse.sentences[token.sentence].first
    return (
        low < token.i < high
        or token.i <= first + 1
        or (high < token.i <= high + 6 and parse.tokens[token.i - 1].text == ",")
    )


def _deep(parse: Parse, noun: int, by: Token) -> Iterator[Link]:
    """A cited noun and whom it cites in turn; a cited report or account gives way to whose it is."""
    token = parse.tokens[noun]
    if token.lemma in ("report", "account", "statement", "dispatch", "source report", "story", "article"):
        owners = list(_whose(parse, noun))
        for owner in owners:
            yield _link(parse, owner, by, "citing")
        if owners:
            yield from _cited_by_noun(parse, noun)
            return
    for one in grammar.conjuncts(parse, noun):
        yield _link(parse, one, by, "citing")
        yield from _cited_by_noun(parse, one)


def _whose(parse: Parse, noun: int) -> Iterator[int]:
    """Whose report: "a Radio A report", "a report by A", "A's account", "the account of X"."""
    for c in parse.children[noun]:
        token = parse.tokens[c]
        if token.dep in ("poss", "compound") and token.pos == "PROPN":
            yield c
    yield from _prep_objects(parse, noun, {"by", "from", "of"})


def _cited_by_noun(parse: Parse, noun: int) -> Iterator[Link]:
    """ "A, which cited X", "A quoting X", "a report based on the account of X"."""
    for c in parse.children[noun]:
        token = parse.tokens[c]
        if token.dep not in ("relcl", "acl"):
            continue
        if token.lemma in ("cite", "quote") and not grammar.passive(parse, c):
            found = grammar.child(parse, c, "dobj")
            if found is not None:
                yield from _deep(parse, found, token)
        elif token.lemma == "base":
            for found in _prep_objects(parse, c, {"on", "upon"}):
                yield from _deep(parse, found, token)


def paper_nouns(parse: Parse, noun: int) -> list[int]:
    """A noun, and for a paper what it is of: in "a transcript of the meeting seen by A" the parser has the meeting seen."""
    below = _prep_objects(parse, noun, {"of"}) if parse.tokens[noun].lemma in PAPERS else ()
    return [noun, *below]


def copied(parse: Parse, i: int) -> Iterator[tuple[Span, Token, int]]:
    """ "…, a copy of which was seen by A, …" in the sentence of token i: the words, the verb, and who saw it."""
    tokens = parse.sentence_tokens(parse.sentences[parse.tokens[i].sentence])
    for copy, of, which in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if copy.lemma not in COPIES or of.text.lower() != "of" or which.text.lower() != "which":
            continue
        verb = next((t for t in parse.tokens[which.i : which.i + 6] if t.tag == "VBN" and t.lemma in SHOWING), None)
        owner = grammar.agent(parse, verb.i) if verb is not None else None
        if verb is not None and owner is not None:
            yield (grammar.noun_phrase(parse, copy.i)[0], grammar.noun_phrase(parse, owner)[1]), verb, owner


def _of_source(parse: Parse, base: Link, is_outlet: IsOutlet) -> Iterator[Link]:
    """ "according to a report cited by A", "a circular seen by A", "X, quoted by A"."""
    for verb in (verb for noun in paper_nouns(parse, base.head) for verb in _seeing(parse, noun)):
        for noun in _agents(parse, verb.i):
            if noun != base.head and not _own(parse, noun) and not _means(parse, verb.i, noun):
                yield _link(parse, noun, verb, "seen-by")


def _seeing(parse: Parse, noun: int) -> Iterator[Token]:
    """The participles that say who saw or asked a source, and those joined to them."""
    for token in grammar.below(parse, noun, "acl", "relcl"):
        seen = token.lemma in SEEING and token.tag in ("VBN", "VBD")
        if seen:
            yield token
        yield from (verb for verb in grammar.below(parse, token.i, "conj") if seen or verb.lemma in SHOWING)


def _means(parse: Parse, verb: int, noun: int) -> bool:
    """Whether "by" tells by what, or who is in charge: "reached by satellite phone", a ministry "run by the Front"."""
    in_charge = parse.tokens[verb].lemma == "run" and parse.tokens[parse.tokens[verb].head].lemma not in SHOWERS
    return in_charge or parse.tokens[noun].lemma in LINES


def _versions(parse: Parse, attribution: Attribution, base: Link) -> Iterator[Link]:
    """ "…, as relayed by A": a relay said in an aside of the sentence."""
    head = attribution.head if attribution.head is not None else base.head
    for token in parse.sentence_tokens(parse.sentences[parse.tokens[head].sentence]):
        if (
            token.tag == "VBN"
            and token.lemma in ("relay", "quote", "cite", "report", "carry")
            and token.i
            and parse.tokens[token.i - 1].text.lower() == "as"
        ):
            noun = grammar.agent(parse, token.i)
            if noun is not None:
                yield _link(parse, noun, token, "as-relayed-by")
