"""Attributions by a verb: "X said that …", "…, X said", "X accused Y of …", "X was quoted as saying", "footage showed …".

For each verb of the cue lexicon: who is its source, what is its content. No source and no agent means no attribution
("was reported to have fled" is the outlet's own hedge); a negated verb of saying ("did not say when") is none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from reportedly.knowledge import Cue, SourceWord
from reportedly.reading.lang.en import contents, grammar, words
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.phrases import FINITE, group_start, head_of, phrase_before
from reportedly.reading.lang.en.relays import copied
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, trimmed, without
from reportedly.records import Span, Spans

UNWILLING = {"decline", "refuse"}
NOMINAL = ("NOUN", "PROPN", "PRON")
MOST_JOINED = 4  # sources of one content
NOBODY = {"nobody", "none", "neither"}
SPEAKING_NAMES = {"PERSON", "ORG", "NORP"}
Cues = Mapping[tuple[str, str], Cue]

PLAINLY = {"say", "tell"}  # with a clause of their own, whoever is their subject speaks
PARTICLES = {"call": ("for", "on"), "appeal": ("for", "to"), "point": ("out",), "go": ("on",), "revise": ("up", "down"),
             "speak": ("of",), "talk": ("of",), "tell": ("of",), "warn": ("of",), "complain": ("of",)}  # fmt: skip
SHOWING = sense("showing")
OTHER_VERB = sense("other_verb")
SHOWERS = sense("showers")
PERSON_ENDINGS = tuple(sorted(sense("person_endings")))
QUANTITIES = sense("quantities")
LEARNING = sense("learning", "grammar_words.en.tsv")
NOT_SPEAKERS = sense("not_speakers")


def by_verb(
    parse: Parse, cues: Cues, nouns: Mapping[str, SourceWord], quotations: Sequence[Span]
) -> Iterator[Attribution]:
    """The attributions of every verb in the lexicon, one a source."""
    for token in parse.tokens:
        cue = cue_of(parse, token, cues)
        kinds = set(cue.kind.split(",")) if cue else set()
        if cue is None or _not_said(parse, token, kinds):
            continue
        speakers = _speakers(parse, token, kinds, nouns)
        if not speakers or (grammar.negated(parse, token.i) and "stance" not in kinds):
            continue
        content, rule = contents.content_of(parse, token, kinds, quotations)
        if not content:
            content, rule = _shared(parse, token, cues, quotations)
        yield from attributions(parse, token, speakers, content, rule)


def _speakers(parse: Parse, token: Token, kinds: set[str], nouns: Mapping[str, SourceWord]) -> list[int]:
    """The sources of a verb that can speak; of one that plainly says a clause, whoever is its subject."""
    plain = "relay" in kinds or (token.lemma in PLAINLY and grammar.child(parse, token.i, "ccomp") is not None)
    found = speakers_of(parse, token, kinds, nouns)
    return [s for s in found if can_speak(parse, s, nouns) or (plain and _plain_noun(parse, s))]


def _not_said(parse: Parse, token: Token, kinds: set[str]) -> bool:
    """Whether a verb of the lexicon says nothing here: it only describes a noun, or says where something was seen
    ("confessions shown by …", "a statement published by …"), or what is hard or easy to say ("too early to say who …").
    """
    above = parse.tokens[token.head]
    if token.dep == "acl" and token.tag == "VBN":
        return token.lemma in SHOWING or "show" in kinds or above.lemma in SHOWERS
    judged = token.tag == "VB" and token.dep in ("xcomp", "ccomp") and above.pos == "ADJ"
    return judged or token.dep in ("amod", "compound")


def attributions(
    parse: Parse, token: Token, speakers: Sequence[int], content: Spans, rule: str
) -> Iterator[Attribution]:
    """One attribution a speaker, its content cleared of the speaker and the cue."""
    cue = grammar.verb_group(parse, token.i)
    side = token.dep in ("relcl", "acl") or (
        token.dep == "advcl" and grammar.child(parse, token.i, "mark", "advmod") is not None
    )
    for speaker in speakers:
        source = grammar.noun_phrase(parse, speaker)
        parts = clear(parse, content, (source, cue, *(span for span, _, _ in copied(parse, token.i))))
        if parts and not _asks_for_anonymity(parse, cue, parts):
            yield Attribution((source,), (cue,), parts, rule, token.i, speaker, side)


def _asks_for_anonymity(parse: Parse, cue: Span, parts: Spans) -> bool:
    """ "asked that their names be withheld" is about the source, it is nothing it tells."""
    text = parse.text[cue[0] : parts[-1][1]]
    found = words.WITHHELD.search(text)
    return found is not None and len(text) < 110


def _shared(parse: Parse, token: Token, cues: Cues, quotations: Sequence[Span]) -> tuple[Spans, str]:
    """ "A said in a statement, and B confirmed, that …": the content of the verb joined to this one."""
    for c in parse.children[token.i]:
        other = parse.tokens[c]
        joined = other.dep == "conj" and cue_of(parse, other, cues) is not None
        if joined and grammar.child(parse, c, "nsubj") is not None:
            return contents.content_of(parse, other, {"speech"}, quotations)
    return (), ""


def cue_of(parse: Parse, token: Token, cues: Cues) -> Cue | None:
    """The row of the lexicon for a verb, with its particle ("call for") where it has one."""
    if token.pos not in ("VERB", "AUX") and not (token.tag.startswith("VB") and token.pos != "NOUN"):
        return None
    if token.dep == "pcomp" and parse.tokens[token.head].text.lower() == "as":  # "quoted X as saying" is one cue
        return None
    own = PARTICLES.get(token.lemma, ())
    if {t.text.lower() for t in grammar.below(parse, token.i, "prt")} & OTHER_VERB - set(own):
        return None
    behind = {t.text.lower() for t in grammar.below(parse, token.i) if t.i > token.i}
    particle = next((p for p in own if p in behind), "")
    return cues.get((f"{token.lemma} {particle}", "VERB")) or cues.get((token.lemma, "VERB"))


def _plain_noun(parse: Parse, i: int) -> bool:
    """A common noun that somebody is, not nobody."""
    return not any(parse.tokens[c].text.lower() == "no" for c in parse.children[i])


def _ran_over(parse: Parse, noun: int, token: Token) -> bool:
    """Whether another verb stands between the subject and its verb: then the parser tied the wrong noun."""
    if noun >= token.i or token.dep in ("conj", "advcl", "xcomp", "relcl", "acl"):
        return False
    below = set(parse.subtree(noun)) | set(parse.subtree(token.i)) - {token.i}
    between = parse.tokens[noun + 1 : group_start(parse, token)]
    return any(t.tag in FINITE and t.i not in below for t in between)


def _beside(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> int | None:
    """The noun phrase right in front of a verb, by the words alone."""
    start = group_start(parse, token)
    first = phrase_before(parse, start, parse.sentences[token.sentence].first, nouns)
    return head_of(parse, first, start) if first is not None else None


def speakers_of(parse: Parse, token: Token, kinds: set[str], nouns: Mapping[str, SourceWord]) -> list[int]:
    """The tokens that head the sources of this verb; none for a passive without agent."""
    if grammar.passive(parse, token.i):
        return _of_passive(parse, token, kinds)
    noun = _quoted(parse, token) if "relay" in kinds else _subject(parse, token, nouns)
    if noun is None:
        return []
    word = parse.tokens[noun]
    if "show" in kinds and (word.lemma in SHOWERS or "speech" not in kinds):
        return [noun] if word.lemma in SHOWERS or word.lemma == "that" else []
    if word.text.lower() in NOT_SPEAKERS and not (word.text.lower() == "it" and "speech" in kinds):
        return []
    return list(grammar.conjuncts(parse, noun))


def _of_passive(parse: Parse, token: Token, kinds: set[str]) -> list[int]:
    """Who speaks in a passive: its agent, or whom it quotes."""
    if token.lemma == "tell" and grammar.child(parse, token.i, "ccomp") is not None:
        return [t.i for t in grammar.below(parse, token.i, "nsubjpass")][
            :1
        ]  # an outlet that "was told"; `chains` drops anybody else
    if "call" in kinds:
        return []  # "a meeting requested by X" is an act, not a saying
    noun = _quoted_in_passive(parse, token) if "relay" in kinds else grammar.agent(parse, token.i)
    return list(grammar.conjuncts(parse, noun)) if noun is not None else []


def _subject(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> int | None:
    """The subject of a verb, looked for by the words alone where the parser tied the wrong noun or none."""
    noun = grammar.subject(parse, token.i)
    if noun is not None and _ran_over(parse, noun, token):
        noun = _beside(parse, token, nouns)
    if noun is None and grammar.child(parse, token.i, "ccomp") is not None:
        return _apposed_subject(parse, token) or _stray_subject(parse, token)
    return noun


def can_speak(parse: Parse, i: int, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a noun can be a source: a name, a pronoun, a noun known to speak, or one that ends like a person's trade."""
    token = parse.tokens[i]
    if token.text.lower() in NOBODY or any(parse.tokens[c].text.lower() == "no" for c in parse.children[i]):
        return False
    if token.pos in ("PROPN", "PRON", "NUM", "DET") or (
        token.text[:1].isupper() and i > parse.sentences[token.sentence].first
    ):
        return not grammar.dated(parse, i)
    low = token.text.lower()
    if low in QUANTITIES:
        return True
    known = token.lemma in nouns or low in nouns or low.endswith(PERSON_ENDINGS)
    return known or any(name.label in SPEAKING_NAMES for name in parse.names_at((token.start, token.end)))


def _quoted_in_passive(parse: Parse, token: Token) -> int | None:
    return grammar.child(parse, token.i, "nsubjpass", "nsubj")


def _quoted(parse: Parse, token: Token) -> int | None:
    """Whom an outlet quotes ("quoted X as saying"); a mere "citing X" belongs to the chain of the verb it hangs on."""
    as_ = any(parse.tokens[c].text.lower() == "as" for c in parse.children[token.i])
    return grammar.child(parse, token.i, "dobj") if as_ else None


def _apposed_subject(parse: Parse, token: Token) -> int | None:
    """ "In an interview with Radio A, the mayor, B, said": the phrase behind an opening "in …" that the parser took for its apposition."""
    first = parse.sentences[token.sentence].first
    if parse.tokens[first].dep != "prep" or parse.tokens[first].head != token.i:
        return None
    opening = (parse.tokens[k] for k in sorted(parse.subtree(first)))
    apposed = (t for t in opening if t.dep == "appos" and parse.tokens[parse.reach(t.i)[0] - 1].text == ",")
    return next((t.i for t in apposed), None)


def _stray_subject(parse: Parse, token: Token) -> int | None:
    """The subject that a misread sentence gave to another word: the last noun before the verb that is anyone's subject."""
    first = parse.sentences[token.sentence].first
    for (start, end), _, _ in copied(parse, token.i):
        before = [t for t in parse.tokens[first : token.i] if t.end <= start and t.pos in ("NOUN", "PROPN")]
        if before and end <= token.start:
            return before[-1].i  # "the memo, a copy of which was seen by A, says"
    for other in reversed(parse.tokens[first : token.i]):
        if other.dep in ("nsubj", "nsubjpass") and other.pos in ("NOUN", "PROPN", "PRON"):
            return other.i
    return None


def clear(parse: Parse, content: Spans, holes: Sequence[Span]) -> Spans:
    """The content without source and cue, "that", quotation marks and stops at the ends."""
    out = []
    for span in content:
        for part in without(span, holes):
            start, end = trimmed(parse.text, part)
            if parse.text[start : start + 5].lower() == "that ":
                start, end = trimmed(parse.text, (start + 5, end))
            if end - start > 1 and any(c.isalnum() for c in parse.text[start:end]):
                out.append((start, end))
    return merged(out, parse.text)


def learned(parse: Parse, i: int) -> bool:
    """Whether the verb of a cue says that its subject came to know: "has learned that"."""
    return parse.tokens[i].lemma in LEARNING


def does(parse: Parse, i: int) -> int | None:
    """The verb of what a word does: of which it is the subject, but not as the one that something is done to."""
    token = parse.tokens[i]
    return token.head if token.dep == "nsubj" and parse.tokens[token.head].pos in ("VERB", "AUX") else None


def unwilling(parse: Parse, i: int) -> bool:
    """Whether the verb of a cue says that its subject would not say it: "declined to confirm"."""
    above = parse.tokens[parse.tokens[i].head]
    verbs = (parse.tokens[i], above) if parse.tokens[i].dep == "xcomp" else (parse.tokens[i],)
    return any(verb.lemma in UNWILLING and grammar.child(parse, verb.i, "xcomp") is not None for verb in verbs)


def hears(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a noun is whom a verb tells something: "told the driver"."""
    return parse.tokens[noun].head == verb and parse.tokens[noun].dep in ("dobj", "dative")


def joined(parse: Parse, i: int) -> Iterator[int]:
    """The nouns joined to a noun as others; one in the singular without an article behind one that has it is the same ("the mayor and
    party leader").
    """
    first = i
    while parse.tokens[first].dep == "conj" and parse.tokens[parse.tokens[first].head].pos in NOMINAL:
        first = parse.tokens[first].head
    led = grammar.child(parse, first, "det", "poss") is not None
    for other in islice(grammar.conjuncts(parse, first), MOST_JOINED):
        token = parse.tokens[other]
        own = token.pos == "PROPN" or grammar.plural(token) or grammar.child(parse, other, "det", "poss") is not None
        if other != i and token.pos != "PRON" and (own or not led):
            yield other
