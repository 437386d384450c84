"""Where a name begins and ends inside a mention: without the determiner, office, title, kind word and possessive that stand round it.

A mention is read as a run of words, each of one class (`WordClass`), and a name is a pattern over those classes: "the former treasurer
Ana Ruk" is Ana Ruk, "Minister of Roads Ivo Ban" is Ivo Ban, "the weekly Slow Post" and "Slow Post magazine" are Slow Post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from reportedly.knowledge import SourceWord
from reportedly.knowledge.people import people
from reportedly.reading.lang.en import words
from reportedly.reading.lang.en.lexicon import demonyms, sense, values
from reportedly.reading.lang.en.unnamed import BODIES, PERSONAL
from reportedly.records import SourceType

OFFICES = {SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.OFFICIAL}
STATE = {SourceType.GOVERNMENT, SourceType.MILITARY}
ANYBODY = {SourceType.OTHER, SourceType.SOCIAL_MEDIA}  # types of groups that are no people ("account", "opposition")
PAPERS = {"document", "statement", "reports", "images"}
PARTICLES, TIES, TITLES, FIELDS = (sense(name, words.TABLE) for name in ("particle", "tie", "title", "field"))
KINDS = values("named", words.TABLE)
WORDS, FIRMS = sense("words", words.TABLE), sense("firm", words.TABLE)
PERSON_ENDINGS, CALENDAR = tuple(sorted(sense("person_endings"))), sense("calendar")
RELATED = frozenset(words.CAST.genders) - words.PRONOUNS  # "Mother", "Mr", "Sheikh": titles of whoever bears a name
BASED = re.compile(r"-(?:based|backed|linked|affiliated|run|led|controlled|aligned|owned)$")
TAIL_OF_OFFICE = re.compile(r"-(?:in|at)-\w+$|-(?:elect|designate|general)$")
OWNER = re.compile(r"(?:['’]s|(?<=s)['’])$")
OFFICE_OF = frozenset({"of", "for"})
EDGES = " ,;:\"“”'‘’"
LATELY = 4096  # mentions whose words are remembered: a text asks for each in several ways
OPEN_END = re.compile(r"\s*\([^)]*$|\s+(?:him|her|it|them)sel(?:f|ves)$|(?<!\b[A-Z])\.$")


class WordClass(StrEnum):
    """The class of a word of a mention, as one letter that patterns are made of."""

    NAME = "C"
    NUMBER = "N"
    OWNER = "S"  # with a possessive
    TITLE = "T"
    DOER = "D"  # lower case, a person only by its ending
    KIND = "K"  # lower case, a kind of outlet, group or thing that has a name
    BODY = "B"  # lower case, a body of a state
    FIELD = "F"  # what an office is for
    TIE = "o"
    PARTICLE = "p"
    JOINT = "a"  # article or "and" inside
    OTHER = "w"


TITLED = re.compile(r"[^o]*T(?:oa?[FwaK]*F[aF]*)?T*(?P<name>(?=C)(?:[CFp]*[CF])?)(?=$|o)")
PLAIN_PERSON = re.compile(r"(?:[^o]*[wKDT])?(?P<name>C[CFp]*C)(?=$|o)")
BEHIND_KIND = re.compile(r"[^oB]*[KD](?P<name>[CNS].*)$")
BEHIND_WORDS = re.compile(r"[wKDTaBF]+(?P<name>[CNFS].*)$")
OWNED = re.compile(r"(?P<name>[NCSpTF]*S)[wKDTa]+$")
SPOKEN = re.compile(r"[wa]*[KwD](?P<tie>o)a?(?P<name>[CST].*)$")
NAMED_AS = re.compile(
    r"\b(?:called|named|known as|identified as|(?:calling|styling) (?:itself|himself|herself|themselves)) (?:the )?(?P<name>[A-Z].*)$"
)
BEFORE_KIND = re.compile(r"(?P<name>[CNSF][CNFSpoa]*?)(?P<kind>K)$")


@lru_cache(maxsize=LATELY)
def plain(text: str) -> str:
    """A mention without determiners and quantities in front, marks round it, and a bracket or possessive at its end."""
    name = re.sub(r"\s+", " ", words.LEADING.sub("", text.strip(EDGES)))
    while (first := name.partition(" "))[2] and OWNER.sub("", first[0]).lower() in CALENDAR and OWNER.search(first[0]):
        name = first[2]
    return OPEN_END.sub("", name).strip(EDGES)


class Bounds:
    """Finds names inside mentions with the help of the nouns for sources that knowledge has."""

    def __init__(self, nouns: Mapping[str, SourceWord]) -> None:
        self._nouns = nouns
        self._lately = lru_cache(maxsize=LATELY)(self._classed)

    def person(self, text: str, names: Sequence[str]) -> str | None:
        """The name of the person behind an office, role or title; null where a mention has none.

        `names`: persons' names in it by the parser, which decide what a role alone leaves open.  A single letter keeps its
        title ("Witness K").
        """
        said = plain(text).split()
        found = TITLED.match(self._classes(said))
        if found is None:
            return next((n for n in names if self._behind_office(said, n)), None)
        name = " ".join(said[slice(*found.span("name"))]).strip(EDGES)
        if self._is_body(name, name in names) or not (
            " " in name or name in names or self._alone(said[found.start("name") - 1], name)
        ):
            return None
        letter = len(name) == 1 and found.start("name") > 0
        return f"{said[found.start('name') - 1]} {name}" if letter else OWNER.sub("", name)

    def untitled(self, text: str) -> str:
        """A person's name that nothing says more of but the body behind it ("Ana Ruk of the Bee Institute")."""
        said = plain(text).split()
        found = PLAIN_PERSON.match(self._classes(said))
        name = " ".join(said[slice(*found.span("name"))]) if found else self._behind_words(said) or " ".join(said)
        return OWNER.sub("", name)

    def author(self, text: str, place: bool = False) -> str | None:
        """Whose words, writings or programme a mention means ("Radio Sel's noon bulletin", "the diary of Ana Ruk"); null where nobody's."""
        said = plain(text).split()
        classes = self._classes(said)
        owned, spoken = OWNED.match(classes), SPOKEN.match(classes)
        if owned and not place and self._is_work(said[-1].lower()):
            return OWNER.sub("", " ".join(said[: owned.end("name")]))
        tied = said[spoken.start("tie")] in ("of", "by", "from") if spoken else False
        if spoken and tied and said[spoken.start("tie") - 1].lower() in WORDS:
            return " ".join(said[spoken.start("name") :])
        return None

    def _is_work(self, noun: str) -> bool:
        """Whether a noun is one for what somebody makes or says."""
        row = self._nouns.get(noun)
        return (
            noun in WORDS
            or KINDS.get(noun) == "alone"
            or (row is not None and row.kind in PAPERS and row.lemma != "media")
        )

    def body(self, text: str, place: bool = False) -> str:
        """The name of a body or thing in a mention, without what only says what kind it is; `place`: it begins with a place's name."""
        whole = plain(text).split()
        said = self._without_owner(whole, place)
        if not said or self._is_office(said[-1]):
            return " ".join(said) or text
        return self._beside_kind(said, place) or self._behind_words(said) or " ".join(said)

    def beside_kind(self, text: str, place: bool = False) -> str | None:
        """The name behind or before a word for its kind ("the blog Slow Post"); null where a mention has none."""
        return self._beside_kind(self._without_owner(plain(text).split(), place), place)

    def _without_owner(self, said: list[str], place: bool) -> list[str]:
        """The words behind a possessive that only says whose a kind of thing is ("Iland's state agency QNA"), or the name of a thing of a
        place ("Iland's Slow Post"); "People's Force" is a name.
        """
        owner = next((k for k, word in enumerate(said[:4]) if word.endswith(("'s", "’s"))), -1)
        rest = said[owner + 1 :]
        if not rest or not any(word[:1].isupper() for word in rest):
            return said
        of_place = place and not self._is_office(rest[-1]) and not self._only_kinds(rest, 0)
        return rest if of_place or rest[0].islower() else said

    def _beside_kind(self, said: Sequence[str], place: bool) -> str | None:
        classes = self._classes(said)
        if called := NAMED_AS.search(" ".join(said)):
            return called["name"]
        behind, before = BEHIND_KIND.match(classes), BEFORE_KIND.match(classes)
        if behind and not self._only_kinds(said, behind.start("name")):
            return " ".join(said[behind.start("name") :])
        if before and not place and self._tells_enough(said[: before.end("name")], said[-1].lower()):
            return " ".join(said[: before.end("name")])
        return None

    def _behind_words(self, said: Sequence[str]) -> str | None:
        """The name behind words in small letters, which no preposition ties to it ("the outlawed Red Sparrow Front")."""
        found = BEHIND_WORDS.match(self._classes(said))
        first = found.start("name") if found else 0
        if not first or said[first].lower() == said[first] or self._only_kinds(said, first):
            return None
        small = all(word[:1].islower() or BASED.search(word) for word in said[:first])
        return " ".join(said[first:]) if small else None

    def _behind_office(self, said: Sequence[str], name: str) -> bool:
        """Whether a person's name ends a mention that says their office in front of it ("head of the burns section Ana Ruk")."""
        size = len(name.split())
        front = self._classes(said)[:-size]
        if size < 2 or said[-size:] != name.split() or "T" not in front:
            return False
        office = self._nouns.get(said[front.index("T")].lower())
        tail = "T*" if office is not None and office.kind in ("office", "leader") else ""
        return re.search(f"o[aBFKwC]*[BFKwC]{tail}$", front) is not None

    def _classes(self, said: Sequence[str]) -> str:
        return self._lately(tuple(said))

    def _classed(self, said: tuple[str, ...]) -> str:
        return "".join(self._class(word, k, said) for k, word in enumerate(said))

    def _class(self, word: str, k: int, said: Sequence[str]) -> WordClass:
        bare = word.strip("\"“”'‘’(),")
        low, tail = bare.lower(), bare.rpartition("-")[2]
        capital = bare[:1].isupper() or tail[:1].isupper()
        if BASED.search(bare):
            return WordClass.OTHER
        if OWNER.search(bare) and capital:
            return WordClass.OWNER
        if self._titles(low, capital) and k + 1 < len(said):
            return WordClass.TITLE
        if low in FIELDS and (not capital or not OFFICE_OF.isdisjoint(said[:k])):
            return WordClass.FIELD
        if bare[:1].isdigit():
            return WordClass.NUMBER
        return _capitalised(bare, tail) if capital else self._small(low)

    def _small(self, low: str) -> WordClass:
        """The class of a word in small letters that is no title."""
        row = self._nouns.get(low)
        if low in TIES:
            return WordClass.TIE
        if low in ("the", "and", "&"):
            return WordClass.JOINT
        if low.rpartition("-")[2] in KINDS or (row and (row.kind in BODIES | PAPERS or row.kind == "group")):
            return WordClass.BODY if row and row.type in STATE else WordClass.KIND
        if low in PARTICLES:
            return WordClass.PARTICLE
        return WordClass.DOER if low.endswith(PERSON_ENDINGS) else WordClass.OTHER

    def _titles(self, low: str, capital: bool) -> bool:
        """Whether a word says in front of a name who somebody is; a capitalised one may be part of the name, so it has to be a title."""
        word = low if low in self._nouns else TAIL_OF_OFFICE.sub("", low).rpartition("-")[2]
        stem = word.rstrip(".")
        if stem in TITLES or stem in RELATED:
            return True
        row = self._nouns.get(word) or self._nouns.get(f"{stem}.")
        if row is None or row.kind not in PERSONAL:
            return not capital and word in people()
        if row.kind in ("group", "staff"):
            return word in people() or (
                row.kind == "group" and (word.endswith(PERSON_ENDINGS) or not capital) and row.type not in ANYBODY
            )
        return True

    def _is_body(self, name: str, said: bool) -> bool:
        """Whether what stands behind a title is a body's name or a thing ("Chief Directorate", "Customs Post"); `said`: the parser saw a
        person.
        """
        parts = name.lower().split()
        rows = [self._nouns.get(words.singular(part)) for part in (parts[-1:] if said else parts)]
        bodies = any(row.kind in BODIES or (row.kind == "group" and row.type in ANYBODY) for row in rows if row)
        thing = rows[-1] is not None and len(parts) == 1 and rows[-1].kind in {"group", "staff", *PAPERS}
        return bodies or thing or parts[-1] in FIRMS

    def _alone(self, title: str, name: str) -> bool:
        """Whether one word behind a title is a name for certain, and no other title ("Chief Secretary")."""
        low = title.lower().rstrip(".,")
        row = self._nouns.get(low) or self._nouns.get(f"{low}.")
        office = row is not None and row.kind in PERSONAL - {"group"}
        return (low in RELATED or office) and not self._titles(name.lower(), capital=True)

    def _is_office(self, noun: str) -> bool:
        """Whether a noun is one for a body of a state: it stays with the state's name."""
        row = self._nouns.get(words.singular(noun.lower()))
        return row is not None and row.kind == "body" and row.type in OFFICES

    def _only_kinds(self, said: Sequence[str], first: int) -> bool:
        """Whether all capitalised words from one on are ones for a kind of source ("News Agency"), and no "X-based" stands before them."""
        based = any(BASED.search(word) for word in said[:first])
        rows = (self._nouns.get(words.singular(word.lower())) for word in said[first:] if word[:1].isupper())
        return not based and all(row is not None and row.kind in BODIES | {"reports", "staff"} for row in rows)

    def _tells_enough(self, name: Sequence[str], kind: str) -> bool:
        """Whether a name without its kind word still says who is meant, and is not the place or people that the kind belongs to."""
        if name[0] in demonyms() or all(words.singular(word.lower()) in self._nouns for word in name):
            return False
        needs = KINDS.get(kind)
        return needs == "alone" or (needs == "long" and len(name) > 1) or (needs is not None and name[-1][-1].isdigit())


def _capitalised(word: str, tail: str) -> WordClass:
    """The class of a capitalised word: "Orrin-born" or "Tarvel-trained" ends as one for people does."""
    return WordClass.DOER if tail != word and tail.islower() and tail.endswith(PERSON_ENDINGS) else WordClass.NAME
