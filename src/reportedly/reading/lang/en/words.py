"""Closed classes of English that the naming of sources turns on, and by which a text goes back to them.

Pronouns, determiners and kinds are rows of `knowledge/data/reference_words.en.tsv`; phrases of anonymity are patterns.
"""

from __future__ import annotations

import re

from reportedly.reading.lang.en.lexicon import sense, senses, values
from reportedly.reading.language import CastWords, CustodyWords, Pronoun
from reportedly.records import SourceType

ENDING = re.compile(r"(?:ers?|ors?|ing|s)$")
TABLE = "reference_words.en.tsv"
HE, THEY, IT, WHO = (sense(name, TABLE) for name in ("person", "plural", "thing", "relative"))
PRONOUNS = HE | THEY | IT | WHO
MEANT: tuple[tuple[frozenset[str], Pronoun], ...] = ((HE, "person"), (THEY, "plural"), (IT, "thing"))
DEFINITE, INDEFINITE = sense("definite", TABLE), sense("indefinite", TABLE)


def stem(word: str) -> str:
    """A noun without the ending that a doer, doers and the doing do not share."""
    return ENDING.sub("", word)


CAST = CastWords(
    pronouns={word: meant for words, meant in MEANT for word in words},
    speaking=sense("speaking", TABLE),
    kinds={word: frozenset(map(SourceType, types.split())) for word, types in values("kind", TABLE).items()},
    somebody=sense("somebody"),
    same=sense("same", TABLE),
    letters=values("letter", TABLE),
    public=sense("public", TABLE),
    genders=values("gender", TABLE),
    stem=stem,
)
CUSTODY = CustodyWords(**senses("custody_words.en.tsv"))
LEADING = re.compile(
    r"^(?:(?:a (?:large |small |growing )?(?:number|group|couple|handful|series) of|the|a|an|this|that|these|those|"
    r"its|his|her|their|our|my|some|several|"
    r"many|most|both|all|(?-i:(?![A-Z]\w+(?: [A-Z][\w'’-]*){2,}$))(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten)|dozens|scores|hundreds|thousands|each|other|another|of|same|so-called)\b\s+)+(?!(?:sides|parties|camps)$)",
    re.I,
)
WITHHELD = re.compile(
    r"(?:on|under) (?:the )?condition of anonymity|not? (?:wish|want|wishing|wanting)(?:ing|ed)? to be (?:named|identified)|"
    r"(?:asked|asking|requested|requesting|preferred|preferring|declined|declining|refused|refusing|insisted) "
    r"(?:not to be (?:named|identified)|"
    r"to be (?:named|identified)|anonymity|to remain anonymous|to give (?:his|her|their) names?|on anonymity)|"
    r"(?:on|under) anonymity|(?:who|and) (?:could|can|would) not be (?:named|identified)|whose names? (?:was|were|is|has been) withheld|"
    r"names? (?:not )?be withheld|speaking anonymously|spoke anonymously|anonymity",
    re.I,
)
REASON = re.compile(
    r"(?:because|since|as|for fear|out of fear|for security reasons|citing|due to|owing to)\b[^.;]{3,140}", re.I
)
SHOWN = re.compile(r"\b(?:broadcast|aired|shown|televised|carried|published|released|before (?:the )?cameras?)\b", re.I)


def singular(word: str) -> str:
    """A noun in lower case without the ending of its plural ("gunmen", "monitors")."""
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
