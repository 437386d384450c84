"""Closed classes of English that the naming of sources turns on: pronouns, quantifiers, phrases of anonymity and of custody."""

from __future__ import annotations

import re

HE = {"he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my"}
THEY = {"they", "them", "their", "we", "us", "our", "both", "others", "some", "many", "those", "all"}
IT = {"it", "its", "itself", "this", "that", "which"}
WHO = {"who", "whom", "whose"}
PRONOUNS = HE | THEY | IT | WHO

DEFINITE = {"the", "this", "that", "these", "those", "its", "his", "her", "their", "same"}
INDEFINITE = {"a", "an", "one", "some", "another", "any", "several", "many", "two", "three", "four", "five", "other", "various",
              "numerous", "unnamed", "unidentified", "anonymous"}  # fmt: skip
LEADING = re.compile(
    r"^(?:(?:a (?:large |small |growing )?(?:number|group|couple|handful|series) of|the|a|an|this|that|these|those|"
    r"its|his|her|their|our|my|some|several|"
    r"many|most|both|all|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens|scores|hundreds|thousands|each|other|another|of|same|so-called)\b\s+)+(?!(?:sides|parties|camps)$)",
    re.I,
)
SHOWN_BY = {"broadcast", "air", "publish", "release", "post", "share", "distribute", "show", "circulate", "issue", "carry", "run", "screen",
            "upload", "obtain", "take", "shoot", "film", "record"}  # fmt: skip
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
CUSTODY = re.compile(
    r"\b(?:captured|detained|arrested|jailed|imprisoned|held by|in custody|under arrest|in detention|taken prisoner|surrendered|"
    r"in captivity|behind bars|being held|has been held|captive|interrogated|on trial|"
    r"prisoners?|detainees?|inmates?|captives?|arrestees?)\b",
    re.I,
)
SHOWN = re.compile(r"\b(?:broadcast|aired|shown|televised|carried|published|released|before (?:the )?cameras?)\b", re.I)
