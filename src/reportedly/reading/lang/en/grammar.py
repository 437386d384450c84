"""Questions that the rules of English put to a parse: who is the subject, is it passive, where does the noun phrase end.

All answers are token numbers or spans; a question with no answer gives null. Relations are ClearNLP's, tags Penn's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterator
from typing import Any

from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.parse import Parse, Sentence, Token
from reportedly.records import Span

SPEAKING = sense("speaking", "grammar_words.en.tsv")  # what a source does
QUALIFYING = ("amod", "det", "nummod")  # relations of what only says which, or how many, of a noun
FINITE = ("VBD", "VBZ", "VBP")
BEING = sense("being", "grammar_words.en.tsv")
OWN_PEOPLE = sense("own_people", "grammar_words.en.tsv")
COMING_OUT = sense("coming_out", "grammar_words.en.tsv")
VESSELS = sense("vessels") - {"document", "report", "press"}
PROMISING = sense("promising")
BEFORE = {"punct", "prep", "relcl", "cc", "advmod", "mark", "intj", "npadvmod", "tmod"}  # never part of the phrase
CLAUSE = {"ROOT", "ccomp", "advcl", "relcl", "parataxis", "pcomp"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
SHARING = ("conj", "xcomp", "advcl", "dep")  # relations of a verb that may have its subject from the one above it
LINKS = sense("links", "grammar_words.en.tsv")
TAIL = sense("tail", "grammar_words.en.tsv")
DONE = frozenset({"dobj", "xcomp", "prep", "pobj", "pcomp", "advmod", "acomp", "oprd"})  # relations of what a verb does
SPOKEN_TO = sense("spoken_to", "grammar_words.en.tsv")
STOPPED = '.!?"”'
CREDITED, COMING = sense("credited", "grammar_words.en.tsv"), sense("coming", "grammar_words.en.tsv")
CREDITING = {"from": COMING, "according": {"be"}}  # what ties a figure to its source, behind which verbs


def finite(token: Token) -> bool:
    """Whether a token is a finite verb or a modal."""
    return token.tag in FINITE or token.tag == "MD"


def plural(token: Token) -> bool:
    """Whether a token is a plural noun or name."""
    return token.tag in ("NNS", "NNPS")


def preposition(parse: Parse, i: int) -> int | None:
    """The preposition that governs noun i."""
    token = parse.tokens[i]
    return token.head if token.dep == "pobj" else None


def relative(token: Token) -> bool:
    """Whether a token is a relative pronoun; one in capitals alone is the name of a body ("WHO")."""
    return token.tag in ("WP", "WDT") and not (token.text.isupper() and len(token.text) > 1)


def antecedent(parse: Parse, i: int) -> int | None:
    """The noun that a relative pronoun stands for; null for any other word."""
    token = parse.tokens[i]
    verb = parse.tokens[token.head]
    while verb.dep in ("conj", "xcomp", "ccomp") and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    tied = relative(token) and verb.dep in ("relcl", "acl")
    return verb.head if tied and parse.tokens[verb.head].pos in ("NOUN", "PROPN") and verb.head < i else None


def acted_before(parse: Parse, i: int, people: Callable[[Token], bool]) -> int | None:
    """The people who acted last before token i, in its sentence or one of the two before; null where none did, or where others stand
    beside them. Of whom somebody only tells ("they said three guards had died") nobody acted.
    """
    last = parse.tokens[i].sentence
    for sentence in reversed(parse.sentences[max(0, last - 2) : last + 1]):
        several = [t for t in parse.sentence_tokens(sentence) if t.i < i and (people(t) or _bare_number(parse, t))]
        if any(not _only_told(parse, t) for t in several):
            return several[0].i if len(several) == 1 and several[0].dep in SUBJECTS else None
    return None


def _only_told(parse: Parse, token: Token) -> bool:
    """Whether a word stands in a clause that somebody says."""
    return any(parse.tokens[k].dep == "ccomp" for k in parse.above(token.i))


def _bare_number(parse: Parse, token: Token) -> bool:
    """ "arrested three": people that only a number tells."""
    return token.pos == "NUM" and token.dep in ("dobj", "nsubj", "nsubjpass") and not dated(parse, token.i)


def actor(parse: Parse, sentence: Sentence) -> int | None:
    """Who acts in a sentence: the subject of its main verb, or whom that is said to be; in a sentence without a verb its last noun."""
    inside = parse.sentence_tokens(sentence)
    root = next((t for t in inside if t.dep == "ROOT"), None)
    if root is None or root.pos not in ("VERB", "AUX"):
        return next((t.i for t in reversed(inside) if t.pos in ("PROPN", "NOUN")), None)
    noun, is_ = next(below(parse, root.i, "nsubj"), None), next(below(parse, root.i, "attr"), None)
    if is_ is not None and is_.pos == "PROPN" and (noun is None or noun.pos != "PROPN"):
        return is_.i
    return noun.i if noun is not None and noun.tag not in ("WP", "WDT", "EX") else None


def credited(parse: Parse, sentence: Sentence) -> int | None:
    """The noun of "The figures come from the ministry", "That is according to the coastguard"; null for other sentences."""
    root = next((t for t in parse.sentence_tokens(sentence) if t.dep == "ROOT"), None)
    about = next(below(parse, root.i, "nsubj", "nsubjpass"), None) if root else None
    if root is None or about is None or about.i > sentence.first + 1 or about.lemma not in CREDITED:
        return None
    if root.text.lower() == "according":  # "is" hangs on it then
        return next((child(parse, to.i, "pobj") for to in below(parse, root.i, "prep")), None)
    verb = "be" if root.text.lower() in BEING else root.lemma
    ties = (_tied(parse, t.i) for t in below(parse, root.i) if verb in CREDITING.get(t.text.lower(), ()))
    return next(filter(None, ties), None)


def _tied(parse: Parse, i: int) -> int | None:
    """The noun behind a preposition, or behind the "to" of "according to"."""
    to = next((t.i for t in below(parse, i) if t.text.lower() == "to"), i)
    return child(parse, i, "pobj") or child(parse, to, "pobj")


def spoken_to(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a noun is whom others urge, tell, accuse: the subject of a passive, also of a headline's ("Residents urged to leave")."""
    token = parse.tokens[verb]
    said = any(c > verb and parse.tokens[c].dep in ("dobj", "ccomp") for c in parse.children[verb])
    if token.lemma not in SPOKEN_TO or token.tag not in ("VBD", "VBN") or said:
        return False
    headline = in_headline(parse, token) and child(parse, verb, "xcomp", "prep") is not None
    return child(parse, verb, "nsubjpass") == noun or (headline and child(parse, verb, "nsubj") == noun)


def in_headline(parse: Parse, token: Token) -> bool:
    """Whether a token stands in a paragraph that ends without a stop."""
    return parse.text[parse.blocks[parse.sentences[token.sentence].block][1] - 1] not in STOPPED


def speaker(parse: Parse, head: int) -> int | None:
    """The subject of the verb that a clause hangs on ("X denied it, saying that …"); null for a passive ("it was told that …")."""
    verb = parse.tokens[parse.tokens[head].head]
    if verb.i == head or verb.pos not in ("VERB", "AUX") or passive(parse, verb.i):
        return None
    return subject(parse, verb.i)


def silent(parse: Parse, noun: int, head: int) -> bool:
    """Whether a noun is the subject of a verb that word `head` hangs on as what is done, with no clause of its own between."""
    token = parse.tokens[head]
    while token.dep in DONE and token.head != token.i:
        token = parse.tokens[token.head]
        if token.pos == "VERB" and child(parse, token.i, "nsubj") == noun:
            return True
    return False


def described(parse: Parse, span: Span) -> int | None:
    """The noun that a torn-off "of the local council" belongs to ("Ana Ruk, head of the local council"); null for a whole phrase."""
    first = next(iter(parse.between(*span)), None)
    if (
        first is None
        or first.pos != "ADP"
        or first.dep != "prep"
        or parse.tokens[first.head].pos not in ("NOUN", "PROPN")
    ):
        return None
    noun = parse.tokens[first.head]
    return noun.head if noun.dep == "appos" else None


def qualified(parse: Parse, span: Span) -> int | None:
    """The noun behind words that only say which or how many of it ("Several captured" militants); null for any other phrase."""
    inside = parse.between(*span)
    noun = parse.tokens[inside[-1].head] if inside else None
    if noun is None or noun.i <= inside[-1].i:
        return None
    whose = (
        inside[0].dep == "poss" and (len(inside) > 1 or inside[0].text.lower() == "our") and inside[0].pos != "PROPN"
    )
    kinds = (*QUALIFYING, "poss", "compound") if whose else QUALIFYING
    return noun.i if all(t.head == noun.i and t.dep in kinds for t in inside) else None


def without_owner(parse: Parse, span: Span) -> Span:
    """A phrase from behind its last "whose" on: who speaks in "the settlers whose own officer said so" is the officer."""
    whose = [t for t in parse.between(*span) if t.tag == "WP$"]
    behind = parse.between(whose[-1].end, span[1]) if whose else ()
    return (behind[0].start, span[1]) if behind else span


def of_the_outlet(parse: Parse, i: int) -> bool:
    """Whether a noun is of those through whom an outlet itself sees: "our correspondent"."""
    ours = any(t.text.lower() == "our" for t in below(parse, i, "poss"))
    return ours and parse.tokens[i].lemma in OWN_PEOPLE


def nobody_said(parse: Parse, i: int) -> bool:
    """Whether the verb of a cue has no speaker: "it emerged that"."""
    it = any(t.text.lower() == "it" for t in below(parse, i, "nsubj", "nsubjpass", "expl"))
    return it and parse.tokens[i].lemma in COMING_OUT


def deciding(token: Any) -> tuple[tuple[str, str, str], ...]:
    """ "there" in front of a form of "be", which it makes a verb, else an auxiliary, by the rules of the pipeline."""
    after_there = token.lower_ in BEING and token.i > 0 and token.nbor(-1).dep_ == "expl"
    return (("there", "EX", "expl"),) if after_there else ()


def below(parse: Parse, i: int, *deps: str) -> Iterator[Token]:
    """The dependents of token i with one of these relations, in order; all of them where none is given."""
    return (parse.tokens[c] for c in parse.children[i] if not deps or parse.tokens[c].dep in deps)


def child(parse: Parse, i: int, *deps: str) -> int | None:
    """The first dependent of token i with one of these relations."""
    return next((c for c in parse.children[i] if parse.tokens[c].dep in deps), None)


def objects(parse: Parse, i: int, words: Container[str], *deps: str) -> Iterator[int]:
    """The nouns behind the prepositions of these words that hang on token i by one of these relations."""
    for word in below(parse, i, *deps):
        noun = child(parse, word.i, "pobj") if word.text.lower() in words else None
        if noun is not None:
            yield noun


def passive(parse: Parse, i: int) -> bool:
    """Whether verb i is a passive: an auxiliary says so, or it is a bare past participle with an agent."""
    if child(parse, i, "auxpass", "nsubjpass") is not None:
        return True
    token = parse.tokens[i]
    bare = token.tag == "VBN" and token.dep in ("acl", "amod", "conj")
    return bare and child(parse, i, "aux", "nsubj", "ccomp") is None


def agent(parse: Parse, i: int) -> int | None:
    """The noun after "by" of a passive verb."""
    for c in parse.children[i]:
        token = parse.tokens[c]
        if token.dep == "agent" or (token.dep == "prep" and token.text.lower() == "by"):
            return child(parse, c, "pobj")
    return None


def subject(parse: Parse, i: int, hops: int = 5) -> int | None:
    """The noun that is the subject of verb i: its own, its antecedent's in a relative clause, or the one it shares as a conjunct."""
    token = parse.tokens[i]
    own = child(parse, i, *SUBJECTS)
    if own is not None:
        return _own_subject(parse, token, own)
    if hops == 0:
        return None
    if token.dep in ("acl", "relcl"):
        return token.head if token.tag == "VBG" or child(parse, i, "ccomp") is not None else None
    head = parse.tokens[token.head]
    if token.dep not in SHARING or head is token:
        return None
    if _told_beside(parse, token, head):
        return subject(parse, head.head, hops - 1)
    if head.pos in ("VERB", "AUX") and (token.dep != "xcomp" or head.lemma in LINKS):
        return subject(parse, token.head, hops - 1)
    return token.head if token.dep != "conj" and head.pos in ("NOUN", "PROPN") else None


def _own_subject(parse: Parse, verb: Token, own: int) -> int | None:
    """Who the subject that hangs on a verb is."""
    word = parse.tokens[own]
    noun = child(parse, own, "dobj") if word.dep == "csubj" else None
    if noun is not None and misread_compound(parse, noun):
        return noun
    if word.tag in ("WDT", "WP") and verb.dep == "relcl":
        return verb.head
    return own if word.tag != "EX" else None


def _told_beside(parse: Parse, verb: Token, head: Token) -> bool:
    """Whether a verb that hangs on the content of a report goes on with the reporting."""
    if head.dep != "ccomp":
        return False
    if verb.tag == "VBG" and parse.tokens[head.head].pos == "VERB" and verb.i > head.i:
        return True  # "he said A happened, adding that …": he adds
    if verb.dep != "conj" or verb.lemma not in PROMISING:
        return False
    if _set_off(parse, head.i, verb.i):
        return True  # "told reporters that B had blocked him, and accused C of …"
    aux = child(parse, head.i, "aux")
    bare = aux is None or parse.tokens[aux].tag == "MD" or passive(parse, head.i)
    return (
        parse.tokens[head.head].tag == verb.tag in FINITE and bare
    )  # "said six were missing and demanded their release"


def _set_off(parse: Parse, first: int, second: int) -> bool:
    """Whether a comma stands before the "and" that joins two verbs."""
    joints = [c for c in parse.children[first] if parse.tokens[c].dep == "cc" and first < c < second]
    return bool(joints) and parse.tokens[joints[-1] - 1].text == ","


def clause_of(parse: Parse, i: int) -> int:
    """The verb that heads the smallest full clause (one with a subject of its own) that token i stands in."""
    seen = 0
    while parse.tokens[i].head != i and seen < 200:
        token = parse.tokens[i]
        if token.dep in CLAUSE and child(parse, i, *SUBJECTS) is not None and token.dep != "relcl":
            return i
        if token.dep == "conj" and token.pos in ("VERB", "AUX") and child(parse, i, *SUBJECTS) is not None:
            return i
        i, seen = token.head, seen + 1
    return i


def dated(parse: Parse, i: int) -> bool:
    """Whether token i is part of a date or time, as the parser saw it."""
    token = parse.tokens[i]
    at = bisect_right(parse.names, token.start, key=lambda n: n.start) - 1
    name = parse.names[at] if at >= 0 else None
    return name is not None and name.label in ("DATE", "TIME") and token.start < name.end and not token.text.islower()


def named_after(parse: Parse, end: int) -> Span | None:
    """A person's name set off by a comma right behind a phrase: "the mayor of Orrin, Ines Vale, said"."""
    if parse.text[end : end + 2] != ", ":
        return None
    run: list[Token] = []
    for token in parse.between(end + 2, end + 80):
        if token.pos != "PROPN" and token.text not in ("-", "al"):
            break
        run.append(token)
    if not 0 < len(run) <= 5 or run[0].start != end + 2 or dated(parse, run[0].i):
        return None
    after = parse.tokens[run[-1].i + 1] if run[-1].i + 1 < len(parse.tokens) else None
    closed = after is None or after.text == "," or after.pos in ("VERB", "AUX")
    return (run[0].start, run[-1].end) if closed else None


def noun_phrase(parse: Parse, i: int) -> Span:
    """The noun phrase of head i: determiner and title in front, a bracketed acronym and "of/for/in …" behind, no apposition or clause."""
    return parse.tokens[_first_of(parse, i)].start, parse.tokens[_last_of(parse, i)].end


def _first_of(parse: Parse, i: int) -> int:
    """The token that a noun phrase begins with."""
    first = i - 1 if misread_compound(parse, i) else i
    for token in (t for t in below(parse, i) if t.i < i):
        if token.dep == "advmod" and token.tag not in ("WRB", "RB"):
            first = min(first, token.i)
        elif token.dep not in BEFORE and not _clausal(token) and (token.dep == "poss" or not dated(parse, token.i)):
            first = min(first, parse.reach(token.i)[0])
    return first


def _last_of(parse: Parse, i: int) -> int:
    """The token that a noun phrase ends with."""
    last = i
    for c in parse.children[i]:
        if c > i and (c == last + 1 or _bridged(parse, last, c)):
            end = _tail(parse, i, c)
            if end is None:
                break
            last = max(last, end)
    if last + 1 < len(parse.tokens) and _capitals_follow(parse.tokens[i], parse.tokens[last], parse.tokens[last + 1]):
        last += 1
    last = _misread_name(parse, i, _twin(parse, i, last))
    possessive = last > i and parse.tokens[last].tag == "POS" and parse.tokens[last].head == i
    return last - 1 if possessive else last  # "the ministry's" is the ministry


def misread_compound(parse: Parse, i: int) -> bool:
    """ "Aid workers fear that …": a sentence's first word that the parser took for a verb is part of the noun behind it."""
    token, before = parse.tokens[i], parse.tokens[i - 1]
    opens = i > 0 and before.i == parse.sentences[token.sentence].first
    return opens and token.head == before.i and before.tag == "VB" and before.dep == "csubj" and token.tag == "NNS"


def _twin(parse: Parse, head: int, last: int) -> int:
    """ "the television station Orrin-One quoted": the name behind a noun that the parser made a second subject of the same verb."""
    for c in parse.children[parse.tokens[head].head]:
        name = parse.tokens[c]
        twins = name.dep == parse.tokens[head].dep == "nsubj" and c > last and name.pos == "PROPN"
        if twins and parse.reach(c)[0] == last + 1 and parse.tokens[last + 1].text[:1].isupper():
            return parse.reach(c)[1]
    return last


def _capitals_follow(head: Token, last: Token, after: Token) -> bool:
    """ "news agency QNA": a name in capitals right behind a common noun belongs to it, whatever the parser made of it."""
    beside = after.start - last.end == 1 and after.sentence == head.sentence
    return beside and head.pos == "NOUN" and len(after.text) > 1 and after.text.isupper() and not head.text.isupper()


def _misread_name(parse: Parse, head: int, last: int) -> int:
    """ "the mapping firm Terrascan": a name right behind a common noun belongs to it, where the parser took its word for no name."""
    noun, after = parse.tokens[head], next(iter(parse.tokens[last + 1 : last + 2]), None)
    if after is None or last != head or noun.pos != "NOUN" or after.pos in ("PROPN", "VERB", "AUX"):
        return last
    if noun.text.isupper() or not after.text[:1].isupper() or after.start - noun.end != 1:
        return last
    here = parse.names_at((after.start, after.end))
    whole = any((n.start, n.end) == (after.start, after.end) and n.label in ("PERSON", "ORG") for n in here)
    return last + whole


def _clausal(token: Token) -> bool:
    return token.dep in ("ccomp", "advcl", "acl", "parataxis")


def _bridged(parse: Parse, last: int, c: int) -> bool:
    """Whether only a hyphen, slash or opening bracket lies between."""
    return all(parse.tokens[k].text in ("-", "/", "(", "’s", "'s") for k in range(last + 1, c))


TIGHT = ("compound", "nummod", "case", "nmod", "amod")  # relations of what stands inside a noun phrase behind its head


def _tail(parse: Parse, head: int, c: int) -> int | None:
    """Last token of what may follow a noun inside its phrase at child c, or null where the phrase ends before it."""
    token = parse.tokens[c]
    if token.dep in TIGHT or (token.dep == "punct" and token.text in "-/("):
        return parse.reach(c)[1]
    last = TAILS.get(token.dep)
    return last(parse, head, c) if last else None


def _of_something(parse: Parse, head: int, c: int) -> int | None:
    """ "the head of the Front"; "X in a statement" is X, and "accused by X of lying" is not X's."""
    word, noun = parse.tokens[c].text.lower(), parse.tokens[child(parse, c, "pobj") or c]
    vessel = word != "of" and noun.lemma in VESSELS
    kept = word in TAIL and not vessel and child(parse, c, "pcomp") is None
    return _cut(parse, c, parse.reach(c)[1]) if kept else None


def _in_brackets(parse: Parse, head: int, c: int) -> int | None:
    """ "the Free Press Centre (FPC)", or a name that no comma sets off."""
    last = parse.reach(c)[1]
    if c == head + 2 and parse.tokens[head + 1].text == "(":
        return last + ([t.text for t in parse.tokens[last + 1 : last + 2]] == [")"])
    return last if parse.tokens[c - 1].text != "," and parse.tokens[c].pos == "PROPN" else None


def _doing_something(parse: Parse, head: int, c: int) -> int | None:
    """ "residents living in the town", not "residents saying that …"."""
    token = parse.tokens[c]
    kept = token.tag == "VBG" and parse.tokens[head].pos == "NOUN" and token.lemma not in SPEAKING
    return _cut(parse, c, parse.reach(c)[1]) if kept else None


TAILS: dict[str, Callable[[Parse, int, int], int | None]] = {
    "prep": _of_something,
    "appos": _in_brackets,
    "acl": _doing_something,
}


def _cut(parse: Parse, first: int, last: int) -> int:
    """The last token before a comma, a clause or a date inside a tail."""
    for k in range(first, last + 1):
        token = parse.tokens[k]
        if token.text in (",", ";", "(", ":", "–", "—") or (token.dep in ("relcl", "acl", "appos") and k > first):
            stop = min(parse.reach(k)[0], k) if token.dep in ("relcl", "acl", "appos") else k
            return max(first, stop - 1)
    return last


def conjuncts(parse: Parse, i: int) -> Iterator[int]:
    """Token i and the nouns joined to it by and, or."""
    yield i
    for c in parse.children[i]:
        token = parse.tokens[c]
        if token.dep == "conj" and token.pos in ("NOUN", "PROPN", "PRON"):
            yield from conjuncts(parse, c)


def verb_group(parse: Parse, i: int) -> Span:
    """The words of the cue: auxiliaries and particle right beside verb i, with negation and adverbs between."""
    first = last = i
    for c in reversed(parse.children[i]):
        token = parse.tokens[c]
        if c == first - 1 and token.dep in ("aux", "auxpass", "neg", "advmod"):
            first = c
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].dep == "prt" and parse.tokens[last + 1].head == i:
        last += 1
    return parse.tokens[first].start, parse.tokens[last].end


def negated(parse: Parse, i: int) -> bool:
    """Whether verb i is negated, by itself or with the verb that it is joined to ("did not confirm or deny", "neither
    confirmed nor denied"), or by "without"; "refused to say" is another verb's matter.
    """
    if parse.tokens[parse.tokens[i].head].text.lower() == "without":
        return True
    below = [parse.tokens[c] for c in parse.children[i]]
    if any(t.dep == "neg" or t.lemma in ("never", "n't", "not") or t.text.lower() == "neither" for t in below):
        return True
    token = parse.tokens[i]
    joined = token.dep == "conj" and child(parse, i, "aux", "auxpass", *SUBJECTS) is None
    return joined and _joined_by(parse, token.head, ("or", "nor")) and negated(parse, token.head)


def _joined_by(parse: Parse, i: int, words: tuple[str, ...]) -> bool:
    return any(parse.tokens[c].dep == "cc" and parse.tokens[c].text.lower() in words for c in parse.children[i])
