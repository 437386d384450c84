"""Names beside a source and words that name none: read off the text round a mention, with the parser's named entities as a back-up.

A name behind an office, role or kind of people is that person's ("editor-in-chief Ana Ruk", "one of the farmers, Ana Ruk, 42").
A day, a platform, the label of a headline and something that happens ("Lake Front violence") are cited by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.knowledge import SourceWord
from reportedly.reading.lang.en import grammar, words
from reportedly.reading.lang.en.lexicon import event_kind, sense
from reportedly.reading.lang.en.place_words import PLACES
from reportedly.reading.parse import Parse, Token
from reportedly.records import Span

TAIL_OF_OFFICE = re.compile(r"(?:-in-chief|-general|-at-large|-designate|-elect)?(,)? ")
SHORT_ROLE = 4  # lower-case words that may stand between a comma and the name ("…, pipe fitter Jonas Brill")
DEEDS = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"}
PLATFORMS, CALENDAR = sense("platform"), sense("calendar")
LABELS, NO_CITING, MANNERS = sense("label"), sense("no_citing"), sense("manner")
NOT_SPEAKING = {"GPE", "LOC", "EVENT", "DATE", "FAC"}  # labels of names that no speaker bears
REST_OF_LABEL, LONGEST_LABEL = re.compile(r"(?: of(?: the)?(?: [A-Z][\w'’-]*)+)?\s*:\s"), 60
REST_OF_WORD = re.compile(r"(?<=\w)(?:[-‐]\w+)+")
DOING = {"VBG", "VBP", "VBZ", "VBD", "VB"}
PERSON_ENDINGS = tuple(sorted(sense("person_endings")))


def person_beside(parse: Parse, end: int) -> Span | None:
    """The name of a person that stands right behind a phrase, or behind a comma and a short role; null where none does."""
    gap = TAIL_OF_OFFICE.match(parse.text, end)
    if gap is None:
        return None
    run = list(parse.between(gap.end(), gap.end() + 120))
    start = next((k for k, t in enumerate(run[: SHORT_ROLE + 1]) if t.text[:1].isupper()), None)
    if start is None or (start and not gap[1]) or any(t.pos not in ("NOUN", "ADJ", "DET") for t in run[:start]):
        return None
    first = run[start]
    here = parse.names_at((first.start, first.end))
    name = next((n for n in here if n.label == "PERSON" and n.start == first.start), None)
    if name is None or (gap[1] and not _closed(parse, name.end)):
        return None
    return name.start, name.end


def described(parse: Parse, span: Span) -> Span | None:
    """The name that opens a phrase and is described without a comma ("Ana Ruk an unemployed mother of four"); null for any other phrase."""
    inside = parse.between(*span)
    size = next((k for k, t in enumerate(inside) if t.tag != "NNP"), len(inside))
    told = 2 <= size < len(inside) and inside[size].text.lower() in words.INDEFINITE and inside[size].pos == "DET"
    return (span[0], inside[size - 1].end) if told else None


def ended(parse: Parse, head: int, span: Span) -> Span:
    """A phrase to the end of its last word ("Talal al-Ruk"), without what only follows its name.

    That is what its noun is doing ("police holding the road"), a torn-off article or preposition, and the possessive of
    something left out ("the Committee for the Lost's").
    """
    if (torn := REST_OF_WORD.match(parse.text, span[1])) is not None:
        span = (span[0], torn.end())
    inside = list(parse.between(*span))
    first = next((k for k, t in enumerate(inside) if t.i > head and _does(t, inside[k + 1 :])), len(inside))
    kept = inside[:first]
    while kept and kept[-1].i > head and (_torn_off(kept[-1], len(kept) < first) or _owning(parse, kept[-1])):
        kept.pop()
    return (span[0], kept[-1].end) if kept and len(kept) < len(inside) else span


def _does(token: Token, behind: Sequence[Token]) -> bool:
    """Whether a word says what the noun before it does, and not what it is called."""
    verb = token.pos == "VERB" and token.tag in DOING and token.text.islower()
    return verb and token.lemma not in ("call", "style") and not (behind and behind[0].text[:1].isupper())


def behind_doing(parse: Parse, head: Token, span: Span) -> Token | None:
    """The name behind what its bearer is doing, where the comma between is lost ("Speaking to state radio Ruk said"); null elsewhere."""
    last = next(iter(parse.between(*span)[-1:]), head)
    return last if head.tag == "VBG" and last.i > head.i and last.pos == "PROPN" else None


def _torn_off(token: Token, after: bool) -> bool:
    """Whether a word at the end of a phrase only leads to something left out; `after`: others behind it did ("mother of one of the")."""
    leads = token.pos in ("DET", "ADP", "CCONJ", "PRON", "AUX")
    return leads or (after and token.pos == "NUM" and token.text.islower())


def _owning(parse: Parse, token: Token) -> bool:
    """Whether a possessive at the end of a phrase is of something left out, not of the name of a firm that speaks itself."""
    after = parse.tokens[token.i + 1 : token.i + 2]
    return token.tag == "POS" and not (after and after[0].pos in ("VERB", "AUX"))


def people_in(parse: Parse, span: Span) -> list[str]:
    """The names of persons inside a phrase, as the parser sees them."""
    return [parse.text[n.start : n.end] for n in parse.names_at(span) if n.label == "PERSON" and span[0] <= n.start]


def begins_with_place(parse: Parse, span: Span) -> bool:
    """Whether the first name in a phrase is a place's or nation's ("the Orrin newspaper")."""
    first = next(iter(parse.names_at(span)), None)
    return first is not None and first.label in ("GPE", "LOC", "NORP")


def is_subject(parse: Parse, name: Span, noun: Token) -> bool:
    """Whether a name behind a noun is the subject of the clause instead ("According to an official, Lem asks …")."""
    last = parse.between(*name)[-1:]
    set_off = parse.text[name[1] : name[1] + 1] == ","
    return noun.dep in ("pobj", "dobj") and not set_off and any(t.dep in grammar.SUBJECTS for t in last)


def _closed(parse: Parse, end: int) -> bool:
    """Whether a mark or a verb follows: a name between commas, not the first of a list."""
    after = next(iter(parse.between(end, end + 3)), None)
    return after is None or after.text in (",", ":", ".") or after.pos in ("VERB", "AUX")


def one_of(parse: Parse, head: int) -> int | None:
    """The person named behind "one of the farmers, Ana Ruk"; null where the noun hangs on no "one of"."""
    of = parse.tokens[head].head
    one = parse.tokens[of].head
    if parse.tokens[of].text.lower() != "of" or parse.tokens[one].text.lower() not in ("one", "another"):
        return None
    names = (c for c in parse.children[one] if parse.tokens[c].dep == "appos" and parse.tokens[c].pos == "PROPN")
    return next(names, None)


def is_proper(inside: Sequence[Token], token: Token) -> bool:
    """Whether a common word with a capital is the end of a name ("Umbrel Post"): it is one thing, and a name stands before it."""
    before = [t for t in inside if t.i == token.i - 1]
    named = token.tag == "NNP" and token.text[:1].isupper() and not token.text.isupper()
    return named and any(t.tag == "NNP" and t.text[:1].isupper() for t in before)


def opens_name(parse: Parse, token: Token) -> bool:
    """Whether a common word with a capital goes on as a name ("Bureau of Fisheries")."""
    after = parse.tokens[token.i + 1 : token.i + 3]
    of = len(after) == 2 and after[0].text.lower() == "of" and after[1].text[:1].isupper()
    return of and token.text[:1].isupper()


def cites(
    parse: Parse, head: int, span: Span, word: SourceWord | None, known: bool, nouns: Mapping[str, SourceWord]
) -> bool:
    """Whether a phrase can be a source at all; `known`: a row of knowledge is called just so."""
    text = parse.text[slice(*span)].strip(" ,.:;\"'“”‘’@[]()").lower()
    if text in PLATFORMS or text in CALENDAR or text in MANNERS:
        return False
    if _is_label(parse, span):
        return _speaks(parse, span, nouns)
    if known or word is not None:
        return True
    inside, token = parse.between(*span), parse.tokens[head]
    if text in LABELS or (token.pos == "NOUN" and token.lemma in NO_CITING) or _deed(token, inside):
        return False
    return token.pos == "PRON" or not _dated(parse, inside)


def _deed(token: Token, inside: Sequence[Token]) -> bool:
    """Whether a phrase tells something that happens ("Lake Front violence")."""
    last = (inside or (token,))[-1]
    kind = event_kind(last) if last.i == token.i or token.pos == "PROPN" else None
    return kind is not None and kind.type in DEEDS and last.pos in ("NOUN", "VERB")


def _dated(parse: Parse, inside: Sequence[Token]) -> bool:
    """Whether a phrase is a date from its first capital or number to its last."""
    said = [t for t in inside if t.text[:1].isupper() or t.pos in ("NUM", "NOUN")]
    return (
        bool(said)
        and all(grammar.dated(parse, t.i) for t in said)
        and any(t.pos == "NUM" or t.text.lower() in CALENDAR or t.lemma in CALENDAR for t in said)
    )


def _is_label(parse: Parse, span: Span) -> bool:
    """Whether a phrase opens its block and a colon follows it: a topic, a kind of text, or who is quoted."""
    block = parse.blocks[parse.block_at(span[0])][0]
    opens = span[0] - block < 4 and not parse.text[block : span[0]].strip(" -–—•*")
    return opens and REST_OF_LABEL.match(parse.text[span[1] : span[1] + LONGEST_LABEL]) is not None


def _speaks(parse: Parse, span: Span, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a label says who speaks: its last noun is known to, it is somebody's handle, or the name of a person or body."""
    inside = [t for t in parse.between(*span) if t.text[:1].isalpha()]
    text = parse.text[slice(*span)].strip().lower()
    if not inside or text in LABELS or inside[-1].text.lower() in LABELS:
        return False
    low, last = inside[-1].text.lower(), inside[-1]
    if row := next(filter(None, map(nouns.get, (text, last.lemma, low, words.singular(low)))), None):
        return row.kind not in ("document", "images", "statement")
    if re.search(r"[@_\d]", text) or _first_person(parse, span[1]):
        return True
    deed = event_kind(last) is not None or not NO_CITING.isdisjoint((low, words.singular(low)))
    if any(t.lemma in PLACES.kinds for t in inside):
        return False  # "Bridge of Orrin: …"
    place = len(inside) == 1 and _is_a_place(parse, last, nouns)
    return not deed and not place and _is_name(parse, (span[0], last.end), inside)


def _is_a_place(parse: Parse, label: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a text has the name of a label again as a place's ("the market of Orrin", "near Orrin"), and never does anything by it."""
    again = [t for t in parse.tokens if t.text == label.text and t.i != label.i]
    acts = any(t.dep == "nsubj" and parse.tokens[t.head].pos in ("VERB", "AUX") for t in again)
    return not acts and any(_placed(parse, token, nouns) for token in again)


def _placed(parse: Parse, token: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a name stands behind "in" or "near", before a body, or behind the "of" of a kind of place, of a body, or of what is done to
    places.
    """
    before = grammar.preposition(parse, token.i)
    if before is None:
        return token.dep == "compound" and _is_body(parse.tokens[token.head], nouns)
    word, noun = parse.tokens[before].text.lower(), parse.tokens[parse.tokens[before].head]
    told = noun.lemma in PLACES.kinds or noun.lemma in PLACES.taking or _is_body(noun, nouns)
    return word in PLACES.holding | PLACES.near or (word in PLACES.genitive and told)


def _is_body(noun: Token, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a noun is one for a body of a state."""
    row = nouns.get(noun.lemma)
    return row is not None and row.kind == "body"


def _is_name(parse: Parse, span: Span, inside: Sequence[Token]) -> bool:
    """Whether words are a name that somebody may bear: all have capitals, and no place or day goes by it."""
    labels = {n.label for n in parse.names_at(span) if n.start <= span[0] and n.end >= span[1]}
    return labels.isdisjoint(NOT_SPEAKING) and all(t.text[:1].isupper() for t in inside)


def _first_person(parse: Parse, end: int) -> bool:
    """Whether what stands behind a label speaks of itself ("I will not go")."""
    block = parse.blocks[parse.block_at(end)] if parse.blocks else (end, end)
    return any(t.text.lower() in ("i", "we", "my", "our") for t in parse.between(end, block[1])[:12])
