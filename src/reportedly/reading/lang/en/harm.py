"""What English says happened to those a quantity counts: killed, injured, missing, detained, displaced, destroyed.

The counted noun itself is asked first ("12 deaths"), then the words beside the number, then the grammar around it:
a headline's grammar breaks more often than its word order. Killers are never taken for the killed.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.lang.en import grammar
from reportedly.reading.lang.en.lexicon import Harm, harms, person_kind
from reportedly.reading.lang.en.quantities import Quantity
from reportedly.reading.parse import Parse, Sentence, Token

RISING = frozenset({
    "rise", "stand", "reach", "climb", "hit", "pass", "exceed", "top", "increase", "go", "soar", "mount", "jump",
    "surpass", "hover",
})  # fmt: skip


PREPOSITIONS = frozenset({"near", "in", "by", "at", "on", "as", "after", "during", "from", "across", "amid", "over"})
FINDING = frozenset({
    "leave", "find", "confirm", "declare", "report", "see", "feel", "have", "remain", "be",
})  # fmt: skip


BESIDE = 7  # tokens to the right in which a participle may still belong to the number


SKIPPED = frozenset({
    "other", "others", "more", "people", "person", "were", "was", "are", "is", "have", "has", "been", "being",
    "be", "reportedly", "also", "allegedly", "confirmed", "believed", "or", "and", "feared", "still", "as",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says happened to the counted: the category and the word."""

    what: str
    anchor: int


def said_of(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """What is said to have happened to the counted: the noun itself, then the words beside the number, then the
    grammar around it.
    """
    verb = parse.tokens[quantity.first - 1] if quantity.first > sentence.first else None
    if noun is not None and (own := _of_noun(parse, noun)) is not None:
        acted = verb is not None and own.anchor != noun and verb.pos == "VERB" and harm_of(verb, "object")
        return Said(acted.what, verb.i) if acted and verb is not None else own
    behind_of = parse.tokens[quantity.first - 1].text.casefold() == "of" and quantity.first > sentence.first
    return (
        (_by_grammar(parse, noun if noun is not None else quantity.number) if behind_of else None)
        or _beside(parse, quantity, noun, sentence, used)
        or _by_grammar(parse, noun if noun is not None else quantity.number)
        or _toll(parse, quantity, noun, sentence)
    )


def harm_of(token: Token, *uses: str) -> Harm | None:
    """The harm word a token is, whatever part of speech the parser gave it, if it takes its victims in one of these
    ways.
    """
    table = harms()
    for pos in (token.pos, "VERB", "ADJ", "NOUN"):
        if (
            pos == "VERB"
            and token.pos != "VERB"
            and token.tag not in ("VBN", "VBD", "VBZ", "VB", "VBP", "VBG", "JJ", "NNS", "NN", "NNP", "NNPS")
        ):
            continue
        for lemma in (token.lemma, token.text.casefold(), verb_of(token.text.casefold())):
            harm = table.get((lemma, pos))
            if harm is not None and harm.use in uses:
                return harm
    return None


def verb_of(word: str) -> str:
    """The verb of a participle or third person that the parser took for a noun or adjective: "killed", "injures"."""
    for ending, other in (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("s", "")):
        if word.endswith(ending) and (word.removesuffix(ending) + other, "VERB") in harms():
            return word.removesuffix(ending) + other
    return word


def _of_noun(parse: Parse, noun: int) -> Said | None:
    """A counted noun that says it itself: "12 deaths", "40 casualties", "18 airstrikes", "18 wounded soldiers"."""
    token = parse.tokens[noun]
    harm = harm_of(token, "unit", "of", "state") if token.tag not in ("VBN", "VBD") else None
    if harm is not None and not (harm.use == "of" and token.tag == "NN" and token.lemma not in ("dead", "wounded")):
        return Said(harm.what, noun)
    for c in parse.children[noun]:
        child = parse.tokens[c]
        if (
            child.dep == "amod"
            and c < noun
            and (harm := harm_of(child, "state", "object"))
            and child.tag in ("VBN", "JJ", "VBD")
        ):
            return Said(harm.what, c)
    return None


def _beside(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence, used: set[int]) -> Said | None:
    """The participle right behind the counted ("18 killed", "30 people were wounded"), or the verb right before
    ("killing 18").
    """
    right = _right(parse, quantity, noun if noun is not None else quantity.last, sentence)
    left = quantity.first - 1
    before = parse.tokens[left] if left >= sentence.first else None
    active = before is not None and harm_of(before, "object")
    if right is not None and (not active or left in used or not _goes_on(parse, right.anchor, sentence)):
        return right
    if before is not None and active and left not in used:
        return Said(active.what, left)
    return right


def _goes_on(parse: Parse, anchor: int, sentence: Sentence) -> bool:
    """Whether a number follows the participle: "killed 5 wounded 3" reads on, "killed 3 injured in" does not."""
    return anchor + 1 < sentence.last and (
        parse.tokens[anchor + 1].pos in ("NUM", "DET") or parse.tokens[anchor + 1].tag == "CD"
    )


def _right(parse: Parse, quantity: Quantity, last: int, sentence: Sentence) -> Said | None:
    for at in range(last + 1, min(last + 1 + BESIDE, sentence.last)):
        token = parse.tokens[at]
        if token.tag in ("VBN", "VBD", "JJ", "NN", "VB", "VBP") or token.text.casefold() in ("dead", "missing"):
            harm = harm_of(token, "state") or (
                harm_of(token, "object", "subject")
                if token.tag not in ("NN", "VB", "VBP") or token.text.endswith("ed")
                else None
            )
            if harm is not None:
                return Said(harm.what, at) if _suffered(parse, quantity, harm, at, sentence) else None
        if token.text.casefold() not in SKIPPED:
            return None
    return None


def _suffered(parse: Parse, quantity: Quantity, harm: Harm, at: int, sentence: Sentence) -> bool:
    """Whether a participle is said of what stands before it, not done by it: "two killed 8 hurt", not "two gunmen
    killed 8 people".
    """
    if harm.use != "object":
        return True
    token = parse.tokens[at]
    if any(parse.tokens[c].dep in ("auxpass", "agent") for c in parse.children[at]):
        return True
    after = parse.tokens[at + 1] if at + 1 < sentence.last else None
    if (
        after is None
        or after.text.casefold() in PREPOSITIONS
        or after.pos not in ("NUM", "NOUN", "PROPN", "DET", "PRON", "ADJ")
    ):
        return True
    own = any(parse.tokens[c].dep == "dobj" and c > at for c in parse.children[at])
    if not own and token.tag == "VBN":
        return True
    one = quantity.high == 1 and parse.tokens[quantity.number].pos == "DET"
    later = parse.tokens[at + 1 : min(at + 6, sentence.last)]
    return after.pos == "NUM" and not one and any(harm_of(other, "object", "state") for other in later)


def _by_grammar(parse: Parse, i: int, hops: int = 4) -> Said | None:
    """What happened to noun i by its relations: passive subject, object, "deaths of", "left 12 dead", conjunct of
    another.
    """
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    if token.head == i or hops == 0:
        return _participle(parse, i)
    if token.dep in ("nummod", "quantmod", "npadvmod") and head.pos != "VERB":
        return _by_grammar(parse, token.head, hops - 1)
    if (own := _participle(parse, i)) is not None:
        return own
    if token.dep in ("nsubjpass", "nsubj"):
        return _of_subject(parse, i, head)
    if token.dep in ("dobj", "oprd", "attr"):
        if harm := harm_of(head, "object"):
            return Said(harm.what, head.i)
        if head.lemma == "lose" and person_kind(token):
            return Said("killed", head.i)
        return _state(parse, head) if head.lemma in FINDING else None
    if token.dep == "pobj":
        return _of_preposition(parse, head)
    if token.dep in ("conj", "appos", "compound"):
        return _by_grammar(parse, token.head, hops - 1)
    return None


def _participle(parse: Parse, i: int) -> Said | None:
    """ "18 people killed in the raid": a participle that hangs on the noun; also "who were killed"."""
    for c in parse.children[i]:
        child = parse.tokens[c]
        if child.dep in ("acl", "relcl") and child.i > i:
            harm = (harm_of(child, "object") if child.tag == "VBN" else None) or harm_of(child, "subject")
            if harm is not None:
                return Said(harm.what, c)
    return None


def _of_subject(parse: Parse, i: int, head: Token) -> Said | None:
    passive = parse.tokens[i].dep == "nsubjpass" or grammar.passive(parse, head.i)
    if harm := (harm_of(head, "object") if passive else harm_of(head, "subject")):
        return Said(harm.what, head.i)
    if head.lemma == "lose" and any(parse.tokens[c].lemma in ("life", "live") for c in parse.children[head.i]):
        return Said("killed", head.i)
    if not passive and head.tag == "VBN" and (harm := harm_of(head, "object")):
        return Said(harm.what, head.i)
    return _state(parse, head) if head.lemma in FINDING or passive else None


def _state(parse: Parse, head: Token) -> Said | None:
    """ "left 12 dead", "are missing", "was believed to have died": the state told by the verb's complement."""
    for c in parse.children[head.i]:
        child = parse.tokens[c]
        if child.dep in ("acomp", "oprd", "xcomp", "attr", "ccomp", "advcl", "amod", "acl", "conj"):
            harm = (
                harm_of(child, "state")
                or harm_of(child, "subject")
                or (harm_of(child, "object") if child.tag == "VBN" else None)
            )
            if harm is not None:
                return Said(harm.what, c)
    return None


def _of_preposition(parse: Parse, prep: Token) -> Said | None:
    """ "the deaths of 40", "the lives of 12", "the toll rose to 25"."""
    above = parse.tokens[prep.head]
    if prep.text.casefold() == "of":
        if harm := harm_of(above, "of"):
            return Said(harm.what, above.i)
        if above.lemma in ("life", "live") and (verb := parse.tokens[above.head]).lemma in ("claim", "take", "cost"):
            return Said("killed", verb.i)
        if (
            above.dep in ("dobj", "nsubjpass", "nsubj", "pobj", "conj")
            and above.tag in ("NNS", "NN")
            and person_kind(above)
        ):
            return _by_grammar(parse, above.i, 2)
    return None


def said_among(parse: Parse, noun: int | None, sentence: Sentence) -> Said | None:
    """ "Two medics were among the dead", "were among 31 killed": what the words behind "among" say."""
    if noun is None:
        return None
    words = [t.text.casefold() for t in parse.tokens[noun + 1 : min(noun + 4, sentence.last)]]
    if "among" not in words:
        return None
    for at in range(noun + 1 + words.index("among"), min(noun + 14, sentence.last)):
        if harm := harm_of(parse.tokens[at], "object", "state", "of"):
            return Said(harm.what, at)
    return None


def _toll(parse: Parse, quantity: Quantity, noun: int | None, sentence: Sentence) -> Said | None:
    """ "the death toll rose to 25", "death toll at least 112": a figure behind "toll" that counts nothing else."""
    tokens = parse.tokens[sentence.first : quantity.first]
    toll = next((t for t in reversed(tokens) if t.lemma in ("toll", "number") and _deadly(parse, t)), None)
    if toll is None or (noun is not None and not person_kind(parse.tokens[noun]) and parse.tokens[noun].pos == "NOUN"):
        return None
    before = parse.tokens[quantity.first - 1]
    verbs = [t for t in tokens if t.i > toll.i and t.pos == "VERB" and t.tag in ("VBZ", "VBD", "VBN", "VBP")]
    near = before.lemma in RISING or before.text.casefold() in ("to", "at", "of", "from", ":") or not verbs
    if near and before.text.casefold() != "from" and all(t.lemma in RISING or t.tag == "VBN" for t in verbs[-1:]):
        return Said("killed", toll.i)
    return None


def _deadly(parse: Parse, token: Token) -> bool:
    words = parse.tokens[max(0, token.i - 1) : token.i + 4]
    return (token.lemma == "toll" and "injur" not in parse.tokens[token.i - 1].text) or any(
        t.lemma in ("dead", "death", "fatality", "victim") for t in words
    )
