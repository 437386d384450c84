"""Whose copy a report is: its dateline ("CITY, May 4 (Agency) -"), its byline and its closing credit.

Only a credit counts: an agency that is told something, or cited in a sentence, is none. An outlet's own copy has
none, and "outlet and agencies" credits nobody by name. A name never seen before counts where its place says that it
is an agency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.intake.agency import CROWD, LABELS, LONGEST_NAME, Agencies, Names
from reportedly.intake.dates import DATE
from reportedly.intake.furniture import only_names, phrases, without_place
from reportedly.intake.lines import CLOSERS, STOPS, ends_sentence
from reportedly.knowledge.loader import fold
from reportedly.records import Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.]*(?:-\w+)?"
_PLACE = rf"(?P<place>{_WORD}(?:[\s/](?:{_WORD}|of|de|del|la|el|al|da)){{0,4}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}})?)"
_DAY = r"(?P<day>,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s(?:19|20)\d\d)?)?"
_DASH = r"(?P<dash>\s?(?:--|[–—])\s?|-\s|\s-)"
CREDITED = re.compile(
    rf"{_PLACE}?{_DAY}[,.]?\s?(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[^/\n]{{2,40}})/\.?){_DASH}?\s?"
)
PLAIN = re.compile(rf"{_PLACE}{_DAY}{_DASH}\s?")
LABELLED = re.compile(r"(?P<place>[A-Z][A-Z'’.-]+(?:[\s/][A-Z][A-Z'’.-]+){0,3}):\s(?=[A-Z\"“‘])")
SECOND_DASH = re.compile(r"\s(?:--|[–—-])\s")  # an aside set between dashes, not a dateline
BYLINE = re.compile(r"(?:(?P<by>(?:written\s|reported\s|posted\s)?by)|from|source|agency|credit):?\s", re.IGNORECASE)
BYLINE_PARTS = re.compile(r"\s*(?:[,;|•·/]|\sand\s|\sfor\s|\swith\s|\s[-–—]\s)\s*")
PLACED = re.compile(r"\sin\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2}(?=\s*(?:[,;|•·]|\band\b|$))")  # "Jo Banda in Tarvin"
NAME_RUN = re.compile(r"[A-Z][\w.]{1,19}(?:\s[A-Z][\w.]{1,19}){0,3}")
BARE = re.compile(r"(?P<name>[A-Z]{2,8})\s(?=[A-Z][\w'’-]*\s[a-z])")
NO_PERSON = re.compile(r"[^\w\s.'’-]|\d")
CLOSING_DASH = re.compile(r"\s*[-–—]{1,2}\s?(?P<name>[A-Z][\w.'’+&/ ]{1,38})\s*$")
CLOSING_BRACKET = re.compile(
    r"\s*[(\[/](?:with\s|by\s|source:?\s|agency:?\s)?(?P<name>[A-Z][^()\[\]\n/]{1,58})[)\]/]\.?\s*$", re.IGNORECASE
)
CLOSING_SOURCE = re.compile(r"\s*\bsources?(?::\s?|\s)(?P<name>[A-Z][^.!?\n]{1,60})\.?\s*$", re.IGNORECASE)
CLOSING_REPORTED = re.compile(r"(?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3})(?:\snews\sagency)?\sreport(?:s|ed)\.?\s*$")
CLOSING_WINDOW = 120  # characters
COPYRIGHT = re.compile(
    r"\W{0,2}(?:copyright|\(c\)|©)[\s©(c)]{0,6}(?:(?:19|20)\d\d\s?)?(?:by\s)?(?:the\s)?(?P<name>[^.!?\n]{2,60})",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"\s*;\s*|(?<!\b[A-Z])\.\s+(?=[A-Z])")
SEVERAL = re.compile(r",?\sand\s|,\s")
SIGNS = re.compile(r"[/,()]+")
LONGEST_CREDIT = 200  # characters of a line that credits those who supplied part of the copy
LONGEST_NOTE = 300  # characters of a line that says whose copy a report is
LONG_ENOUGH = 600  # characters of a body whose very last words "AGENCY reported" credit all of it


NOBODY = Names()


@cache
def _whose(phrase: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?i:{re.escape(phrase)})\s(?:the\s)?(?P<name>{_WORD}(?:\s(?:(?:of|for|de|the)\s)?{_WORD}){{0,4}})\b(?!\s\d)"
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit says, and where it stands: a place ("TARVIN"), the names it lists, the authors."""

    span: Span
    dateline: str | None = None
    names: Names = NOBODY
    authors: tuple[str, ...] = ()


def dateline_at(text: str, start: int, agencies: Agencies) -> Credit | None:
    """The dateline that a body beginning at `start` opens with."""
    window = text[start : start + 160].split("\n")[0]
    found = CREDITED.match(window)
    if found and (names := _credited(found, window, agencies)):
        return Credit((start, start + found.end()), found["place"], names)
    found = PLAIN.match(window)
    if found and (credit := _plain(found, window, start, agencies)):
        return credit
    found = LABELLED.match(window)
    if (
        found
        and not _turns(text, found["place"])
        and fold(found["place"]) not in LABELS
        and not agencies.known(found["place"])
    ):
        return Credit((start, start + found.end()), found["place"])
    return None


def dateline_line(words: str, span: Span, agencies: Agencies) -> Credit | None:
    """The dateline that a whole line is: an agency in brackets or between strokes behind a place or day."""
    found = CREDITED.fullmatch(words)
    if found is None or not (found["place"] or found["day"] or found["dash"]):
        return None
    certain = found["day"] or (found["place"] or "").isupper()
    names = agencies.names(found["agency"] or found["slashed"], unseen=bool(certain))
    return Credit(span, found["place"], names) if names else None


def _turns(text: str, label: str) -> bool:
    """Whether a label opens several lines, as a speaker's name does in a transcript."""
    return len(re.findall(rf"^{re.escape(label)}:", text, re.MULTILINE)) > 1


def _credited(found: re.Match[str], window: str, agencies: Agencies) -> Names | None:
    """The names in the brackets, if a place or dash shows that this is a dateline and a sentence begins after it."""
    place, dash = found["place"], found["dash"]
    named = found["agency"] or found["slashed"]
    if not _begins(window[found.end() : found.end() + 1]) or not (dash or (place and place.isupper())):
        return None
    if place and "".join(word[0] for word in place.split()) == named:
        return None  # a body and its short form: "Ardan Liberation Army (ALA) - …"
    return agencies.names(named, unseen=True)


def _plain(found: re.Match[str], window: str, start: int, agencies: Agencies) -> Credit | None:
    """A place, or a known agency, before a dash; a sentence has to begin behind it."""
    place, span, rest = found["place"], (start, start + found.end()), window[found.end() :]
    if not _begins(rest[:1]):
        return None
    if agencies.known(place) or agencies.is_own(place):
        names = agencies.names(place, unseen=False)
        return Credit(span, None, names) if names else None
    if agencies.knowledge.find(place) or fold(place) in LABELS or len(place) < 3:
        return None
    short = len(place.split()) <= 2 and not SECOND_DASH.search(rest)
    return Credit(span, place) if place.isupper() or found["day"] or short else None


def _begins(letter: str) -> bool:
    """Whether a sentence can begin with this letter or mark."""
    return letter.isupper() or letter.isdigit() or (bool(letter) and letter in "\"“‘'")


def byline_of(line: str, agencies: Agencies) -> tuple[Names, tuple[str, ...]] | None:
    """The agencies and the authors that a whole line credits ("By A. Name, AGENCY"; "Source: AGENCY"); null if it is
    no byline.
    """
    lead = BYLINE.match(line)
    words = PLACED.sub("", line[lead.end() :]).strip() if lead else line.strip()
    if not words or len(line) > CLOSING_WINDOW or words[-1] in "?!:" or DATE.match(words):
        return None
    parts = [
        name for part in BYLINE_PARTS.split(words) if part and not DATE.search(part) for name in agencies.parted(part)
    ]
    if lead:
        return _signed(words, parts, bool(lead["by"]), agencies)
    return (listed(parts, agencies), ()) if parts and _all_known(parts, agencies) else None


def names_alone(line: str, authors: Sequence[str]) -> tuple[Names, tuple[str, ...]] | None:
    """The authors that a whole line names, where it names nobody but known ones; null if it is no such line."""
    parts = [part for part in BYLINE_PARTS.split(line.strip()) if part]
    return (NOBODY, tuple(parts)) if parts and all(part in authors for part in parts) else None


def _all_known(parts: Sequence[str], agencies: Agencies) -> bool:
    """Whether the parts of a byline are known agencies or the outlet itself, all of them."""
    known = all(agencies.is_own(part) or agencies.known(part) for part in parts)
    return known and len(_agencies_in(parts, agencies)) == len(parts)


def _agencies_in(parts: Sequence[str], agencies: Agencies) -> list[str]:
    """The parts of a byline that are an agency or the outlet itself."""
    return [part for part in parts if agencies.is_own(part) or agencies.is_agency(part)]


def _signed(words: str, parts: Sequence[str], by: bool, agencies: Agencies) -> tuple[Names, tuple[str, ...]] | None:
    """The agencies and, after "by", the authors of a line that begins as a byline does; null where it goes on as prose."""
    credited = _agencies_in(parts, agencies)
    others = [part for part in parts if part not in credited and fold(part) not in CROWD]
    authors = _persons(others, alone=not credited) if by else ()
    crowd = agencies.names(words, unseen=False) is not None
    prose = ends_sentence(words) and not crowd and not all(map(is_person, others))
    return (listed(credited, agencies), authors) if not prose and (credited or authors or crowd) else None


def _persons(parts: Sequence[str], *, alone: bool) -> tuple[str, ...]:
    """The persons among parts of a byline; none where no agency stands beside and the first is one word ("By Tuesday, …")."""
    named = not alone or (bool(parts) and len(parts[0].split()) > 1)
    return tuple(part.strip(" .") for part in parts if is_person(part)) if named else ()


def listed(parts: list[str], agencies: Agencies) -> Names:
    """The agencies among names, and the outlet's own."""
    own = next((part for part in parts if agencies.is_own(part)), None)
    return Names(tuple(dict.fromkeys(agencies.shown(p) for p in parts if not agencies.is_own(p))), own)


def stamped_at(text: str, start: int, agencies: Agencies) -> Credit | None:
    """An agency named alone before a date ("AFP Saturday 4 May 2031"), as feeds glue their byline."""
    at = start + 3 if text[start : start + 3].lower() == "by " else start
    run = NAME_RUN.match(text, at, at + LONGEST_NAME + 20)
    ends = [at + len(part) for part in _prefixes(run.group())] if run else []
    for end in ends:
        following = re.compile(r",?\s{1,2}").match(text, end)
        dated = following and DATE.match(text, following.end(), following.end() + 60)
        if dated and (agencies.is_agency(text[at:end]) or agencies.is_own(text[at:end])):
            return Credit((start, end), None, listed([text[at:end]], agencies))
    return None


def bare_at(text: str, start: int, agencies: Agencies) -> Credit | None:
    """An agency in capitals, alone before the body where a stamp shows that the feed glued its head.

    "AFP Rescuers said" opens with a credit: a sentence about AFP would go on in small letters.
    """
    found = BARE.match(text, start, start + 80)
    if found and (agencies.is_known_agency(found["name"]) or agencies.is_unknown_acronym(found["name"])):
        return Credit(found.span("name"), None, listed([found["name"]], agencies))
    return None


def _prefixes(words: str) -> list[str]:
    parts = words.split(" ")
    return [" ".join(parts[: n + 1]) for n in range(len(parts))]


def closing_of(text: str, start: int, end: int, agencies: Agencies) -> Credit | None:
    """The credit that text[start:end] closes with."""
    at = max(start, end - CLOSING_WINDOW)
    window = text[at:end]
    for pattern in (CLOSING_DASH, CLOSING_BRACKET, CLOSING_SOURCE):
        found = pattern.search(window)
        if not found or not _sentence_ended(window[: found.start()], pattern, found.group()):
            continue
        alone = (
            pattern is CLOSING_DASH
            and " " not in found["name"].strip()
            and window[: found.start()].endswith(tuple(STOPS))
        )
        names = agencies.names(found["name"], unseen=alone)
        if pattern is CLOSING_BRACKET:
            names = names or supplied_by(found.group(), agencies)
        if names:
            return Credit((at + found.start(), end), None, names)
    return _reported(window, end, agencies) if end - start > LONG_ENOUGH else None


def copyright_of(line: str, agencies: Agencies) -> Names | None:
    """The agency whose copyright a whole line at the end states, other than the outlet."""
    found = COPYRIGHT.match(line)
    words = found["name"].split() if found else []
    for name in reversed(_prefixes(" ".join(words[:4]))):
        if agencies.is_known_agency(name.strip(" .,")) and not agencies.is_own(name):
            return listed([name], agencies)
    return None


def supplied_by(line: str, agencies: Agencies) -> Names | None:
    """The agencies that a whole line at the end credits with part of the copy ("With files from AGENCY and A. Name", "Reporting by
    A. Name; editing by B. Name"); null if it is no such line.
    """
    clauses = [clause for clause in CLAUSES.split(line.strip(" ()[]*—–-.")) if clause]
    named = [_supplying(clause) for clause in clauses]
    if len(line) > LONGEST_CREDIT or not named or None in named:
        return None
    parts = [part for names in filter(None, named) for part in BYLINE_PARTS.split(names) if part]
    return listed(list(filter(None, (_agency_in(part, agencies) for part in parts))), agencies)


def _supplying(clause: str) -> str | None:
    """The names in one clause of a credit, null where it is none: behind a phrase, before one, or before one and places."""
    lower, known = clause.casefold(), phrases()
    for phrase in known.between:
        names, found, places = clause.partition(f" {phrase} ")
        if found and only_names(places) and all(map(is_person, SEVERAL.split(names))):
            return names
    lead = next((phrase for phrase in known.contributors if lower.startswith(phrase)), "")
    trail = next((phrase for phrase in known.contributed if lower.endswith(phrase)), "") if not lead else ""
    names = clause[len(lead) : len(clause) - len(trail)].strip(" ,:")
    return names if (lead or trail) and names and only_names(names) else None


def republished_from(line: str, agencies: Agencies) -> Names | None:
    """Whose copy a whole line about the report itself says that it is ("This story was first published by the Sarn Examiner."),
    other than the outlet's; null where it says nothing of it.
    """
    lower = line.casefold().lstrip(" (*")
    if len(line) > LONGEST_NOTE or not lower.startswith(phrases().opens):
        return None
    found = next(filter(None, (_whose(phrase).search(line) for phrase in phrases().republished)), None)
    name = found["name"].strip(" .") if found else ""
    return Names((agencies.shown(name),)) if name and not DATE.search(name) and not agencies.is_own(name) else None


def signature_of(line: str, authors: Sequence[str], agencies: Agencies) -> Names | None:
    """The agencies in a whole line at the end that is nothing but names of known authors, the outlet and agencies."""
    parts = [part for part in BYLINE_PARTS.split(line.strip(" ()[]*—–-")) if part]
    credited = _agencies_in(parts, agencies)
    signs = len(parts) > 1 and all(part in credited or part in authors for part in parts)
    return listed(credited, agencies) if signs and credited else None


def desk_of(line: str, agencies: Agencies) -> Names | None:
    """The agencies in a whole line at the end that is nothing but theirs and the desk's short signs ("dpa/rk", "al/mo (Sarn Press
    Agency)"); null if it is no such line.
    """
    signs = [sign.strip() for sign in SIGNS.split(line.strip(" .")) if sign.strip()]
    short = [sign for sign in signs if sign.islower() and sign.isalpha() and 1 < len(sign) < 5]
    known = agencies.is_agency if short and "(" in line[1:] else agencies.is_known_agency
    named = [sign for sign in signs if known(sign) or agencies.is_known_agency(sign.upper())]
    return listed(named, agencies) if {*signs} == {*named, *short} and (named or "/" in line) else None


def _agency_in(part: str, agencies: Agencies) -> str | None:
    """The agency that a credited name begins with ("Associated Press writers Jo Banda"), or that its one word is."""
    bare = without_place(part.strip(" .").removeprefix("the ").removeprefix("The "))
    for name in reversed(_prefixes(bare)):
        if agencies.is_own(name) or agencies.is_agency(name):
            return name
    return bare if bare.isalpha() and len(bare) > 2 and bare[0].isupper() and fold(bare) not in LABELS else None


def _sentence_ended(before: str, pattern: re.Pattern[str], credit: str) -> bool:
    if not before.strip():
        return pattern is not CLOSING_DASH
    return before.rstrip()[-1] in STOPS + CLOSERS or (pattern is CLOSING_DASH and "--" in credit)


def _reported(window: str, end: int, agencies: Agencies) -> Credit | None:
    """A known agency in the very last words, "AGENCY reported": the words stay in the body, the copy is credited."""
    found = CLOSING_REPORTED.search(window)
    words = found["name"].split() if found else []
    for n in range(len(words)):
        name = " ".join(words[n:])
        if agencies.is_known_agency(name) and not agencies.is_own(name):
            return Credit((end, end), None, Names((agencies.shown(name),)))
    return None


def is_person(words: str) -> bool:
    """Whether the words are written like a person's name."""
    parts = words.strip(" .").split()
    return 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts) and not NO_PERSON.search(words)
