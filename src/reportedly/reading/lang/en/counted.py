"""The noun an English quantity counts, and the words that make it a part of another count or a sum that only runs on."""

from __future__ import annotations

import re

from reportedly.reading.lang.en import grammar, told
from reportedly.reading.lang.en.harm_words import harm_of, verb_of
from reportedly.reading.lang.en.lexicon import event_words, harms, person_kind
from reportedly.reading.lang.en.singles import ONE
from reportedly.reading.lang.en.time_words import MONTHS
from reportedly.reading.language import Quantity, Said, Share
from reportedly.reading.parse import Parse, Sentence, Token

NOUNS = ("NOUN", "PROPN")
FAR = 8  # tokens between a number and its noun
MEMBERS = event_words("members")
PRONOUNS = ("them", "whom", "which")
DETERMINERS = event_words("determiners")
SUBSET = tuple(event_words("subset"))
THOSE = event_words("those")
APART = tuple(event_words("counted_apart"))
LIST_WORDS = event_words("list_words")
CORRECTING = event_words("correcting")
GAP = event_words("gap")
OTHERS = ("other", "more", "people")
WARS, _WAR = event_words("wars"), "|".join(sorted(event_words("war_time")))
_MONTH = "|".join(sorted(month for month in MONTHS if len(month) > 3))
RUNNING = re.compile(
    rf"\bsince (?:the )?(?:\w+ ){{0,4}}?(?:(?:19|20)\d\d|(?:{_WAR})\b)"
    rf"|\b(?:in|of) (?:\S+ ){{1,4}}?(?:{_WAR}) (?:which|that|began|has|since|in 20)"
    r"|\bin the (?:\w+ )?(?:war|conflict|uprising)\b"
    rf"|\bsince (?:last )?(?:{_MONTH})\b(?! \d)"
    r"|\bsince the (?:start|beginning|turn) of\b|\bso far (?:this|that) (?:year|month|season)\b"
    r"|\b(?:over|in|during) the (?:past|last) (?:\w+ )?(?:years?|months|decades?)\b",
    re.I,
)
SUPERLATIVE = re.compile(r"\b(?:first|worst|most|\w{3,}est)\b", re.I)


def counted_noun(parse: Parse, quantity: Quantity, sentence: Sentence) -> int | None:
    """The noun that is counted: behind the number, across adjectives, compounds and "of" ("dozens of children")."""
    if quantity.noun is not None:
        return quantity.noun
    at, last = quantity.last + 1, min(sentence.last, quantity.last + 1 + FAR)
    if _is(parse, at, last, "of"):
        at += 1
        if _is(parse, at, last, *PRONOUNS):
            return at
        at += _is(parse, at, last, *DETERMINERS)
    number = parse.tokens[quantity.number]
    head = parse.tokens[number.head]
    if at <= head.i < last and head.tag == "NNS" and number.dep == "nummod" and person_kind(head):
        return head.i
    found: int | None = None
    while at < last:
        step = _step(parse, at, last, found)
        if step is None:
            break
        found = at if step else found
        at += 1
    return found


def _step(parse: Parse, at: int, last: int, found: int | None) -> bool | None:
    """Whether token `at` is a noun of the counted phrase (true), may stand inside it (false), or ends it (null)."""
    token = parse.tokens[at]
    if _headline_verb(token):
        return None  # "Five Injures Seven"
    if token.pos in NOUNS and token.tag != "VBG":
        return None if found is not None and _another(token, parse.tokens[found]) else True
    if token.text in ("-", "’s", "'s", "'"):
        return False
    return _modifier(parse, at, last, found)


def _headline_verb(token: Token) -> bool:
    """Whether a word in the form of a plural is a verb of harm instead."""
    word = token.text
    verb = word[-1:] == "s" and (verb_of(word.casefold()), "VERB") in harms() and not person_kind(token)
    return verb and not (word.islower() and (token.lemma, "NOUN") in harms())


def _another(token: Token, found: Token) -> bool:
    """Whether a noun behind the counted one is no part of its phrase."""
    return grammar.plural(found) or (token.tag == "NNS" and (token.lemma, "NOUN") in harms())


def _modifier(parse: Parse, at: int, last: int, found: int | None) -> bool | None:
    """The same of a word that is no noun: false where it modifies one that follows, true where it is the counted itself ("four dead")."""
    token = parse.tokens[at]
    if token.tag == "VBG":
        return False if at + 1 < last and parse.tokens[at + 1].pos == "NOUN" else None
    if found is not None:
        return None
    if token.tag in ("VBN", "VBD"):
        return False if _modifies(parse, at, last) else None
    if token.pos not in ("ADJ", "ADV", "NUM"):
        return None
    return (token.lemma, "ADJ") in harms() and not _modifies(parse, at, last)


def _is(parse: Parse, at: int, last: int, *words: str) -> bool:
    return at < last and parse.tokens[at].text.casefold() in words


def _modifies(parse: Parse, at: int, last: int) -> bool:
    """Whether a participle or adjective stands in front of the noun it belongs to ("18 wounded soldiers")."""
    token = parse.tokens[at]
    before = token.dep in ("amod", "compound") and at < token.head < last
    return before and parse.tokens[token.head].pos in NOUNS


def who_of(parse: Parse, quantity: Quantity, noun: int | None, said: Said) -> str | None:
    """The counted as the text calls them, with a short "of" behind: "members of the Varn brigade"; null where only a
    number stands.
    """
    if noun is None or said.anchor == noun or parse.tokens[noun].pos not in NOUNS:
        return None
    if quantity.noun is not None:
        opened = parse.tokens[quantity.first].text.casefold() in ONE
        return " ".join(parse.text[parse.tokens[quantity.first + opened].start : parse.tokens[noun].end].split())
    if parse.tokens[noun].lemma in THOSE or parse.tokens[noun].lemma in (*OTHERS[:2], "number"):
        return None
    first = quantity.last + 1
    while first < noun and parse.tokens[first].text.casefold() in ("of", "the", "more", "other"):
        first += 1
    end = noun
    if _is(parse, noun + 1, len(parse.tokens), "of") and parse.tokens[noun].lemma in MEMBERS:
        end = min(max(parse.subtree(noun + 1)), noun + 6)
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[end].end].split())


def listed(parse: Parse, noun: int, first: int) -> bool:
    """Whether only "and" or a comma lies between a counted noun and the next number: "five children and two women"."""
    return first - noun <= 4 and all(t.text.casefold() in LIST_WORDS for t in parse.tokens[noun + 1 : first])


def goes_on(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence) -> bool:
    """ "… and four in Tolna", ", six others on Monday": a quantity behind a list word that only a place or time follows."""
    last = max(quantity.last, noun if noun is not None else 0)
    if quantity.noun is not None or quantity.first <= sentence.first + 1 or last + 1 >= sentence.last:
        return False
    bare = noun is None or parse.tokens[noun].lemma in OTHERS or _people_beside(parse.tokens[noun])
    before = parse.tokens[quantity.first - 1]
    joined = before.text.casefold() in LIST_WORDS or told.measured(parse, before.i)
    return bare and joined and parse.tokens[last + 1].text.casefold() in GAP


def _people_beside(noun: Token) -> bool:
    """Whether a noun for people is joined to what stands before it, perhaps to a place: "nine in Larn and six men in Orrin"."""
    return noun.dep == "conj" and person_kind(noun) is not None


def share_of(parse: Parse, quantity: Quantity, noun: int | None) -> Share:
    """What the words around a number say of its whole."""
    opened = _words(parse, max(0, quantity.first - 4), quantity.first).strip(", ").endswith(SUBSET)
    if noun is None:
        return Share(opened)
    token, behind = parse.tokens[noun], _words(parse, noun + 1, noun + 5)
    of = _is(parse, quantity.last + 1, len(parse.tokens), "of")
    of_whole, of_harmed = of and token.lemma in THOSE, of and harm_of(token, "of", "state") is not None
    of_dead = "among the" in behind or "among those" in behind
    return Share(opened, of_dead, of_whole, token.text.casefold() in PRONOUNS, of_harmed)


def whole_follows(parse: Parse, noun: int, whole: int) -> bool:
    """ "Two medics were among 31 killed": whether the next counted noun is the whole of this one."""
    return "among" in _words(parse, noun + 1, min(whole, noun + 5)).split()


def running(parse: Parse, sentence: Sentence, anchor: int) -> bool:
    """Whether a figure only runs on: counted since a year or through a war, or a whole war is its subject."""
    text = parse.text[sentence.start : sentence.end]
    subject = grammar.subject(parse, anchor)
    of_war = subject is not None and parse.tokens[subject].lemma in WARS
    return of_war or (RUNNING.search(text) is not None and not SUPERLATIVE.search(text))


def counted_apart(who: str) -> bool:
    """Whether the counted are a group that is counted apart within a toll ("five children")."""
    return who.casefold().endswith(APART)


def corrects(before: str) -> bool:
    """Whether the sentence up to a figure says that it takes the place of an earlier one ("was revised to")."""
    words = re.split(r"[.!?]\s|\n", before)[-1].casefold().split()
    return not CORRECTING.isdisjoint(words)


def _words(parse: Parse, first: int, end: int) -> str:
    return " ".join(t.text.casefold() for t in parse.tokens[first:end])
