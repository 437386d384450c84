"""Attributions of English by rules: verbs of saying, "according to", nouns with a that-clause, headlines.

Every rule looks at one cue and its grammar; none knows a name. What a rule finds is a candidate: `attribute` keeps the best reading of
each cue, fills quotations that nobody has claimed, and returns attributions in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.knowledge import Cue, Knowledge, SourceWord
from reportedly.reading.laid import Laid
from reportedly.reading.lang.en import grammar, headlines, verbs
from reportedly.reading.lang.en.asides import carried, with_asides
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.phrases import FINITE
from reportedly.reading.lang.en.quoted import with_quotations
from reportedly.reading.lang.en.relays import copied, paper_nouns
from reportedly.reading.layers import Attribution
from reportedly.reading.parse import Parse, Token
from reportedly.reading.spans import merged, trimmed, without
from reportedly.records import Span, Spans

NO_SOURCE = sense("no_source")
ACCOUNTS = sense("accounts")
AGAINST = {"while", "whereas", "although", "though"}


class EnglishRules:
    """All the rules: they need a parse and the cue lexicon, nothing else."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.name = "rules-en@1"
        self._cues = knowledge.cues
        self._nouns = knowledge.nouns

    def attribute(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        found = [
            *verbs.by_verb(parse, self._cues, self._nouns, quotations),
            *by_accordance(parse, self._nouns),
            *by_putting(parse),
            *by_reports(parse),
            *by_noun(parse, self._cues),
            *headlines.by_headline(parse, quotations, self._nouns),
        ]
        found = contrasted(parse, with_asides(parse, found, self._nouns))
        kept = distinct(sorted(found, key=lambda a: a.sort_key))
        return sorted(with_quotations(parse, kept, quotations), key=lambda a: a.sort_key)


def distinct(found: Iterable[Attribution]) -> list[Attribution]:
    """One attribution a cue; where two share cue and source the first stands."""
    seen: set[tuple[Spans, Spans]] = set()
    kept = []
    for attribution in apart(found):
        key = (attribution.cue, attribution.source)
        if key not in seen and (attribution.content or attribution.cue):
            seen.add(key)
            kept.append(attribution)
    return kept


def apart(found: Iterable[Attribution]) -> list[Attribution]:
    """One speaker's two contents kept apart: "said A and promised B" ends the first before the second's cue."""
    listed = list(found)
    cues = Laid((one, one.cue[:1]) for one in listed)
    contents = Laid((one, one.content) for one in listed)
    cut = (_before_next(one, cues) for one in listed)
    out = [_without_outer(one, left, contents) for one, left in zip(listed, cut, strict=True)]
    return [one for one in out if one.content]


def _before_next(one: Attribution, cues: Laid[Attribution]) -> Attribution:
    """An attribution whose content ends before the same speaker's next cue."""
    inside = (b for span in one.content for b in cues.touching(span) if b is not one)
    cuts = [b.cue[0][0] for b in inside if b.speaker == one.speaker and _holds(one, b)]
    return replace(one, content=_until(one.content, min(cuts))) if cuts else one


def _without_outer(one: Attribution, cut: Attribution, contents: Laid[Attribution]) -> Attribution:
    """An attribution without the source and cue of whoever reports it as a whole."""
    holding = contents.touching(one.cue[0]) if one.cue else ()
    outer = [span for b in holding if b is not one and _said_in(one, b) for span in (*b.source, *b.cue)]
    return replace(cut, content=_outside(cut.content, outer)) if outer else cut


def contrasted(parse: Parse, found: Sequence[Attribution]) -> list[Attribution]:
    """ "A said nine had died, while B spoke of two": what another speaker sets against the content is no part of it."""
    heads = [b.head for b in found if b.head is not None]
    starts = [parse.tokens[parse.reach(h)[0]].start for h in heads if _sets_against(parse, h)]
    out = []
    for one in found:
        cuts = [c for c in starts if one.cue and any(s < c < e for s, e in one.content) and one.cue[0][0] < c]
        content = tuple(trimmed(parse.text, part) for part in _until(one.content, min(cuts))) if cuts else one.content
        out.append(replace(one, content=content))
    return out


def _sets_against(parse: Parse, verb: int) -> bool:
    """Whether a finite verb of saying with a subject of its own heads a clause of contrast."""
    mark = grammar.child(parse, verb, "mark")
    if mark is None or parse.tokens[mark].text.lower() not in AGAINST or grammar.child(parse, verb, "nsubj") is None:
        return False
    token, first = parse.tokens[verb], parse.reach(verb)[0]
    return token.dep == "advcl" and token.tag in FINITE and mark == first


def _said_in(one: Attribution, outer: Attribution) -> bool:
    """Whether `one` stands inside what `outer`, further on, says ("…, A said, B reported")."""
    if not one.cue or not outer.cue or outer.cue[0][0] < one.cue[0][0]:
        return False
    return any(s <= one.cue[0][0] and one.cue[0][1] <= e for s, e in outer.content)


def _outside(content: Spans, holes: Sequence[Span]) -> Spans:
    """The content without the words of whoever reports it, and without what is left of an aside."""
    left = [part for span in content for part in without(span, holes)]
    return tuple(part for part in left if part[1] - part[0] > 3)


def _holds(one: Attribution, other: Attribution) -> bool:
    inside = bool(other.cue) and any(s <= other.cue[0][0] < e for s, e in one.content)
    return inside and bool(other.content) and other.content[0][0] > other.cue[0][0]


def _until(content: Spans, end: int) -> Spans:
    return tuple((s, min(e, end)) for s, e in content if s < end)


def by_accordance(parse: Parse, nouns: Mapping[str, SourceWord]) -> Iterator[Attribution]:
    """ "according to X, …", "in the words of X", "by X's account": the content is the clause around it."""
    for token in parse.tokens:
        found = _accordance(parse, token)
        if found is None:
            continue
        cue, noun = found
        for speaker in grammar.conjuncts(parse, noun):
            source = grammar.noun_phrase(parse, speaker)
            hole = (cue[0], _last_of(parse, token, max(source[1], cue[1], described_end(parse, speaker, nouns))))
            yield Attribution((source,), (cue,), around(parse, token.i, hole), "according-to", token.i, speaker,
                              _in_side_clause(parse, token.i))  # fmt: skip


def by_putting(parse: Parse) -> Iterator[Attribution]:
    """ "As the officer put it, …": the content is the clause that this one hangs on."""
    for token in parse.tokens[:-1]:
        if token.lemma != "put" or parse.tokens[token.i + 1].text.lower() != "it":
            continue
        first = parse.sentences[token.sentence].first
        before = [t for t in parse.tokens[max(first, token.i - 12) : token.i] if t.text.lower() == "as"]
        named = (
            [t.i for t in parse.tokens[before[-1].i : token.i] if t.pos in ("NOUN", "PROPN", "PRON")] if before else []
        )
        if named:
            speaker = named[-1]
            hole = (before[-1].start, parse.tokens[token.i + 1].end)
            sentence = parse.sentences[token.sentence]
            parts = [trimmed(parse.text, p) for p in without((sentence.start, sentence.end), [hole])]
            content = tuple(p for p in parts if p[1] - p[0] > 1)
            yield Attribution((grammar.noun_phrase(parse, speaker),), (grammar.verb_group(parse, token.i),), content,
                              "as-put", token.i, speaker)  # fmt: skip


def by_reports(parse: Parse) -> Iterator[Attribution]:
    """ "Reports of a mutiny reached the capital", "there were local reports that …": reports are the source of what they tell."""
    for token in parse.tokens:
        there = token.dep == "attr" and grammar.child(parse, token.head, "expl") is not None
        told = token.lemma == "report" and token.tag == "NNS" and (there or token.dep in grammar.SUBJECTS)
        if not told or any(t.text.lower() == "no" for t in grammar.below(parse, token.i)):
            continue
        tie, thing = _reported(parse, token, there)
        if tie is not None and thing is not None:
            first, last = parse.reach(thing)
            first = tie + 1 if first == tie else first
            content = trimmed(parse.text, (parse.tokens[first].start, parse.tokens[last].end))
            start = parse.tokens[parse.reach(token.i)[0]].start if there else token.start
            cue = (token.start, parse.tokens[tie].end)
            yield Attribution(((start, token.end),), (cue,), (content,), "reports-of", None, token.i, doubted=True)


def _reported(parse: Parse, reports: Token, there: bool) -> tuple[int | None, int | None]:
    """What reports tell, behind the word that ties it to them: "reports of a mutiny", "there were reports that …"."""
    of = next((t.i for t in grammar.below(parse, reports.i) if t.text.lower() == "of"), None)
    thing = grammar.child(parse, of, "pobj") if of is not None else None
    if thing is not None or not there:
        return of, thing
    clause = next((c for c in parse.children[reports.i] if _that(parse, c)), None)
    return grammar.child(parse, clause, "mark") if clause is not None else None, clause


def _accordance(parse: Parse, token: Token) -> tuple[Span, int] | None:
    """The words of an accordance that begins at this token, and the noun it is with."""
    low = token.text.lower()
    after = next(iter(parse.tokens[token.i + 1 : token.i + 2]), None)
    if low == "according" and after is not None and after.text.lower() == "to":
        noun = grammar.child(parse, after.i, "pobj") or grammar.child(parse, token.i, "pobj")
        sourced = noun is not None and (parse.tokens[noun].lemma not in NO_SOURCE or _owner(parse, noun) is not None)
        return ((token.start, after.end), noun) if noun is not None and sourced else None
    return _by_account(parse, token) if low in ("in", "by", "on", "per") and token.dep == "prep" else None


def _by_account(parse: Parse, token: Token) -> tuple[Span, int] | None:
    """ "by the mayor's account": the words up to the account, and whose it is; "whose account they rely on" is no accordance."""
    vessel = grammar.child(parse, token.i, "pobj")
    if vessel is None or parse.tokens[vessel].lemma not in ACCOUNTS or not 0 < vessel - token.i <= 6:
        return None
    owner = _owner(parse, vessel)
    if owner is None or parse.tokens[owner].text.lower() in ("its", "their", "his", "her", "other"):
        return None
    return (token.start, parse.tokens[vessel + (owner > vessel)].end), owner


def _last_of(parse: Parse, token: Token, end: int) -> int:
    """Where an accordance that begins at a token ends; it may go on with whom its source cites (", citing harbour clerks")."""
    sentence = parse.sentences[token.sentence]
    last = max([token.i, *(t.i for t in parse.between(token.start, end))])
    return max(end, parse.tokens[carried(parse, last, sentence.last)].end)


def described_end(parse: Parse, i: int, nouns: Mapping[str, SourceWord]) -> int:
    """Where the description of a source ends: its relative clause, its apposition where that is a person or body, "as relayed by"."""
    end = max([parse.tokens[i].end, *(span[1] for span, _, _ in copied(parse, i))])
    for c in (c for noun in paper_nouns(parse, i) for c in parse.children[noun]):
        token = parse.tokens[c]
        if token.dep in ("relcl", "acl") or (token.dep == "appos" and token.lemma in nouns):
            end = max(end, parse.tokens[parse.reach(c)[1]].end)
    beside = grammar.named_after(parse, parse.tokens[i].end) if parse.tokens[i].lemma in nouns else None
    end = max(end, beside[1]) if beside else end  # "the regional governor, Oleh Veska, …"
    for token in parse.between(end, parse.sentences[parse.tokens[i].sentence].end)[:4]:
        if token.tag == "VBN" and parse.tokens[token.i - 1].text.lower() == "as":
            noun = grammar.agent(parse, token.i)
            return grammar.noun_phrase(parse, noun)[1] if noun is not None else end
    return end


def around(parse: Parse, i: int, hole: Span) -> Spans:
    """The clause that token i stands in, without the hole."""
    root = grammar.clause_of(parse, parse.tokens[i].head)
    first, last = parse.reach(root)
    sentence = parse.sentences[parse.tokens[i].sentence]
    told_in = hole[0] <= parse.tokens[root].start < hole[1]
    if told_in or parse.tokens[root].dep == "ROOT" or first > i or last < i:
        first, last = sentence.first, sentence.last - 1
    span = parse.tokens[first].start, parse.tokens[last].end
    parts = [trimmed(parse.text, part) for part in without(span, [hole])]
    return merged(
        [part for part in parts if part[1] - part[0] > 1 and any(c.isalnum() for c in parse.text[slice(*part)])]
    )


def _in_side_clause(parse: Parse, i: int) -> bool:
    root = grammar.clause_of(parse, parse.tokens[i].head)
    return parse.tokens[root].dep in ("relcl", "advcl", "acl")


def by_noun(parse: Parse, cues: Mapping[tuple[str, str], Cue]) -> Iterator[Attribution]:
    """ "the claim by X that …", "X's allegation that …": the content is the that-clause."""
    for token in parse.tokens:
        if token.pos != "NOUN" or (token.lemma, "NOUN") not in cues:
            continue
        clause = next(
            (
                c
                for c in parse.children[token.i]
                if parse.tokens[c].dep in ("acl", "ccomp", "relcl") and _that(parse, c)
            ),
            None,
        )
        speaker = _owner(parse, token.i)
        if clause is None or speaker is None:
            continue
        first, last = parse.reach(clause)
        content = trimmed(parse.text, (parse.tokens[first].start, parse.tokens[last].end))
        start = content[0] + (5 if parse.text[content[0] : content[0] + 5].lower() == "that " else 0)
        yield Attribution((grammar.noun_phrase(parse, speaker),), ((token.start, token.end),), ((start, content[1]),),
                          "noun-that", token.i, speaker, side=True)  # fmt: skip


def _that(parse: Parse, c: int) -> bool:
    mark = grammar.child(parse, c, "mark")
    return mark is not None and parse.tokens[mark].text.lower() == "that"


def _owner(parse: Parse, i: int) -> int | None:
    """Whose claim it is: a possessive, or the noun after by, of, from."""
    owner = grammar.child(parse, i, "poss")
    if owner is not None:
        return owner
    for c in parse.children[i]:
        if parse.tokens[c].dep in ("prep", "agent") and parse.tokens[c].text.lower() in ("by", "of", "from"):
            return grammar.child(parse, c, "pobj")
    return None
