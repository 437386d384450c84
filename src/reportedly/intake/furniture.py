"""What of a text is no part of the report: menus, share lines, tags, link lists, photo credits, stamps, legal lines.

No claim is read from furniture, so a sentence of the body is never marked: a line counts only if it is known as such
or stands in a list of links, and where a feed lost its line breaks only the very beginning and the very end are
looked at. The phrases are data (furniture.en.tsv).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from reportedly.intake.agency import Agencies
from reportedly.intake.appeals import appeals
from reportedly.intake.lines import STOPS, Line, ends_sentence, stripped
from reportedly.intake.stamp import is_clock, leads_in, stamp_at
from reportedly.intake.vocabulary import rows_of
from reportedly.records import Span

DATA = "furniture.en.tsv"
PLACES = ("section", "closing", "line", "opens", "opens_list", "head", "tail", "tail_any", "tail_names", "end", "caption", "contributors",
          "contributed", "between", "republished", "bio", "contact", "kicker", "outlet", "desk", "posted", "credit")  # fmt: skip
LONGEST_LINE = 200  # characters of a line that is furniture
TAIL = 700  # characters at the end in which glued furniture is looked for
MENU_WORDS = 4  # words of a last line that is a section's name
MOST_BRACKETS = 2_000  # of one text; a long report has 40
MENU_LINES = 4
SHORTEST = 12  # characters of a line without letters that can be more than signs
END_MARK = re.compile(r"-\s?0\s?-")  # as agencies close their copy
_PERSON = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,2}"
PICTURED = re.compile(rf"[A-Z]{{2,8}}\s?/\s?{_PERSON}|{_PERSON}\s?/\s?[A-Z]{{2,8}}")  # "SPA/Ann Lee", below a picture
SOUND = re.compile(r"[(\[][A-Z]{3,20}\s[A-Z ,.'’-]{2,80}[)\]]")  # "(SOUNDBITE OF BELLS)", in a transcript
QUOTATION = re.compile('["“”„«»]')
LATE = 2 / 3  # of a text, behind which contacts are listed
MOSTLY = 0.8  # of the letters
PICTURES = re.compile(r"[^\w\s.,:;!?'’\"“”()-]+\s*")  # emoji and the like
MOST_PIECES = 12  # pieces of a tail
BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
GLUED_HEAD = 260  # characters in which a glued head ends
TOPIC = re.compile(r"\s*Topic:?\s[^.!?\n]{3,100}?\s?\(\d{1,5}\)")
COUNTERS = re.compile(r"(?:\s+\d{1,6}){1,3}(?=\s+[A-Z0-9\"“‘]|\s*$)")
SENTENCE = re.compile(r"[.!?][\"”’]?\s+[A-Z\"“]")
KICKER_PARTS = re.compile(r"\s*[|/›»>•·]\s*")
LONGEST_BIO = 400  # characters of a line about an author
CONTACT = re.compile(r"(?<!\w)@\w{2,40}|[\w.+-]+@[\w-]+\.[\w.]{2,20}")
TAGS = re.compile(r"(?:\.\.\.\s+\d{1,6}\s+)?(?:Topic\s|Tags?:?\s)")
LAST_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\bNo)[.!?…][\"”’)]*\s")
INITIALS = re.compile(
    r"(?:[A-Z]{2,4}\s)?\d{1,3}(?:-\d{1,3})?"
    r"|(?:[A-Z]\.\s?)?[A-Z][\w.-]{1,20}(?:\s[A-Z][\w-]{1,20})?(?:\s?/\s?(?:[A-Z]\.\s?)?[A-Z][\w.-]{1,20}(?:\s[A-Z][\w-]{1,20})?){1,4}"
)


@dataclass(frozen=True)
class Phrases:
    """The known phrases by where they stand, without case, a final colon or count."""

    whole: frozenset[str]
    sections: tuple[re.Pattern[str], ...]
    closing: frozenset[str]
    opens: tuple[str, ...]
    opens_list: tuple[str, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    tail_any: tuple[str, ...]
    tail_names: tuple[str, ...]
    end: tuple[str, ...]
    caption: tuple[str, ...]
    contributors: tuple[str, ...]
    contributed: tuple[str, ...]
    between: tuple[str, ...]
    republished: tuple[str, ...]
    bio: tuple[str, ...]
    contact: tuple[str, ...]
    kicker: tuple[str, ...]
    outlet: tuple[str, ...]
    desk: frozenset[str]
    posted: frozenset[str]
    credit: frozenset[str]


@cache
def phrases() -> Phrases:
    """The phrases of the data file. Raises ValueError for a row that says where no phrase can stand."""
    by: dict[str, list[str]] = {place: [] for place in PLACES}
    for row in rows_of(DATA):
        if len(row) < 2 or row[1] not in by:
            raise ValueError(f"{DATA}: {row!r}: the second column is one of {', '.join(PLACES)}")
        by[row[1]].append(row[0].casefold())
    stars = [re.compile(re.escape(p).replace(r"\*", r"[\w'’&-]+(?:\s[\w'’&-]+)?")) for p in by["section"] if "*" in p]
    whole = frozenset(p for p in by["line"] + by["section"] if "*" not in p)
    sections = (re.compile("|".join(re.escape(p) for p in by["section"] if "*" not in p)), *stars)
    by["contributors"].sort(key=len, reverse=True)
    by["contributed"].sort(key=len, reverse=True)
    desk, posted, credit = (frozenset(by[place]) for place in PLACES[-3:])
    rest = {place: tuple(by[place]) for place in PLACES[3:-3]}
    return Phrases(whole, sections, frozenset(by["closing"]), desk=desk, posted=posted, credit=credit, **rest)


def whole_lines(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that are furniture by themselves, and the links listed under a section's heading."""
    listing = seen_body = False
    latin = _latin(text) > MOSTLY
    for line in lines:
        words = text[line.start : line.end]
        if latin and _of_the_site(words):
            yield line.span
            continue
        if is_section(words) or (line.start > LATE * len(text) and _key(words) in phrases().closing):
            listing = seen_body
            yield line.span
        elif is_furniture_line(words) or (listing and _link_like(words)):
            yield line.span
        else:
            listing = False
            seen_body = seen_body or _body_like(words)


def _latin(words: str) -> float:
    """The share of Latin letters."""
    if words.isascii():
        return 1.0
    letters = [c for c in words if c.isalpha()]
    return sum(c < "\u0250" for c in letters) / len(letters) if letters else 1.0


def _of_the_site(words: str) -> bool:
    """Whether a line of a Latin text is in another script, and neither quotes anybody nor ends a sentence."""
    foreign = _latin(words) < 1 - MOSTLY and sum(map(str.isalpha, words)) > MENU_WORDS
    return foreign and not QUOTATION.search(words) and not ends_sentence(words)


def is_section(words: str) -> bool:
    """Whether a whole line heads a list of links ("Top World stories")."""
    key = _key(words)
    return any(pattern.fullmatch(key) for pattern in phrases().sections)


def is_furniture_line(words: str) -> bool:
    """Whether a whole line is known to be no part of a report."""
    if len(words) > LONGEST_LINE:
        return False
    if _no_words(words) or _menu(words) or appeals(words) or PICTURED.fullmatch(words) or SOUND.fullmatch(words):
        return True
    if is_known_line(words) or _captioned(words, words.casefold().lstrip("-–—•*·|> " + "(" * (words[-1:] == ")"))):
        return True
    stamp = stamp_at(words, 0)
    return is_clock(words) or leads_in(words) or (stamp is not None and stamp.end == len(words))


def is_known_line(words: str) -> bool:
    """Whether a whole line is one of the phrases that sites print around their articles, or begins as one does."""
    known, lower = phrases(), words.casefold().lstrip("-–—•*·|> " + "(" * (words[-1:] == ")"))
    if _key(words) in known.whole or lower.startswith(known.opens):
        return True
    return lower.startswith(known.opens_list) and not ends_sentence(words)


def is_kicker(words: str) -> bool:
    """Whether a whole line is the name of a section of the site, alone or in a row with others ("World | Orrin")."""
    parts = [part for part in KICKER_PARTS.split(words) if part]
    short = all(len(part.split()) <= MENU_WORDS and part[0].isupper() for part in parts) and not ends_sentence(words)
    return bool(parts) and short and any(_key(part) in phrases().kicker for part in parts)


def _no_words(words: str) -> bool:
    """Whether a line is tags and nothing else ("#Orrin #harbour"), or a few signs that are no figures ("-0-", "***")."""
    if not any(map(str.isalpha, words)) and len(words) < SHORTEST:
        return END_MARK.fullmatch(words) is not None or not any(map(str.isdigit, words))
    return all(word.startswith("#") and word[1:2].isalnum() for word in words.split())


def _menu(words: str) -> bool:
    """Whether a line is a row of short links, one of them known ("Subscribe | Send news")."""
    links = [link.strip() for link in words.split("|")]
    short = all(0 < len(link.split()) <= MENU_WORDS and not ends_sentence(link) for link in links)
    return len(links) > 1 and short and any(_key(PICTURES.sub("", link)) in phrases().whole for link in links)


def _captioned(words: str, lower: str) -> bool:
    """Whether a line says who is seen in a picture, and nothing else."""
    if any(_lists_names(lower.find(phrase), phrase, words) for phrase in phrases().caption):
        return True
    return any((found := pair.match(words)) and only_names(found[1]) for pair in _pairs())


@cache
def _pairs() -> tuple[re.Pattern[str], ...]:
    """The phrases of captions that have a gap ("…"), and the words before them, which name who is seen."""
    gapped = (re.escape(phrase).replace("…", ".*?") for phrase in phrases().caption if "…" in phrase)
    return tuple(re.compile(f'([^"“”]+?){phrase}', re.IGNORECASE) for phrase in gapped)


def _lists_names(at: int, phrase: str, words: str) -> bool:
    """Whether a line has the phrase at `at` and behind it several names alone, as captions do."""
    rest = words.lstrip("-–—•*·|> ")[at + len(phrase) :].strip(" :,()")
    return at >= 0 and bool(re.search(r",|\sand\s", rest)) and only_names(rest)


def about_author(words: str, authors: Sequence[str]) -> bool:
    """Whether one of the last lines of a text tells who an author is, or how to reach him."""
    lower = words.casefold()
    if len(words) > LONGEST_BIO or words[:1] in '"“‘':
        return False
    asked = (*phrases().contact, *(f"follow {author.casefold()}" for author in authors))
    if CONTACT.search(words) and any(phrase in lower for phrase in asked):
        return True
    for author in authors:
        rest = lower.removeprefix(author.casefold())
        if len(author.split()) > 1 and rest != lower and rest.lstrip(" ,").startswith(phrases().bio):
            return True
    return False


def menu_at_end(text: str, lines: list[Line]) -> list[Span]:
    """Names of sections left at the end: a few last lines of a few words in capitals, after a body of several paragraphs.

    More of them are a list that belongs to the report, as of the names of the dead.
    """
    found: list[Span] = []
    for line in reversed(lines[3:]):
        words = text[line.start : line.end].split()
        plain = all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words)
        if len(words) > MENU_WORDS or not plain or ends_sentence(words[-1]) or not words[0][0].isalnum():
            break
        found.append(line.span)
        if len(found) > MENU_LINES:
            return []
    return found


def brackets(text: str, agencies: Agencies) -> Iterator[Span]:
    """Photo credits: brackets after a caption that hold an agency, or a word for picture."""
    for found in islice(BRACKETS.finditer(text), MOST_BRACKETS):
        inside = found.group(1)
        before = text[max(0, found.start() - 3) : found.start()].rstrip()
        at_end = (
            not text[found.end() : found.end() + 1].strip(" .")
            and text[found.end() : found.end() + 2].strip(" .") == ""
        )
        if _pictured(inside) or ((before[-1:] in STOPS or at_end) and _listed(inside, agencies)):
            yield found.span()


def _pictured(inside: str) -> bool:
    """Whether brackets hold a word for picture, alone or with a name ("File photo", "Jo Banda/Handout")."""
    words = re.sub(r"[^\w\s]", " ", inside.casefold()).split()
    known = phrases().credit
    if not words or " ".join(words) in known:
        return bool(words)
    pairs = {" ".join(words[i : i + 2]) for i in range(len(words))}
    named = len(words) <= 6 and inside[0].isupper() and bool((pairs | set(words)) & known)
    return named and (words[-1] in known or "/" in inside or "via" in words)


def _listed(inside: str, agencies: Agencies) -> bool:
    names = agencies.names(inside, unseen=False)
    return names is not None and (bool(names.own) or any(map(agencies.known, names.others)))


def glued_head(text: str, start: int) -> int:
    """Where a head without line breaks that begins at `start` ends ("… Get short URL Topic … (200) 0 38"); `start` if
    there is none.
    """
    window = text[start : start + GLUED_HEAD].split("\n")[0]
    lower = _lowered(window)
    found = [
        (at + len(p)) for p in phrases().head if (at := lower.find(p)) >= 0 and not SENTENCE.search(window, 0, at + 1)
    ]
    if not found:
        return start
    end = start + max(found)
    if topic := TOPIC.match(text, end, end + 140):
        end = topic.end()
    if counters := COUNTERS.match(text, end, end + 40):
        end = counters.end()
    return end


def glued_tail(text: str, start: int, end: int) -> int:
    """Where furniture at the end of text[start:end] begins; `end` if there is none."""
    for _ in range(MOST_PIECES):
        cut = _tail_once(text, start, end)
        if cut == end:
            break
        end = cut
    return end


def _tail_once(text: str, start: int, end: int) -> int:
    inner = stripped(text, (start, end))
    if inner is None:
        return end
    at = max(start, inner[1] - TAIL)
    window = text[at : inner[1]]
    lower = _lowered(window)
    for phrase in phrases().end:
        if lower.endswith(phrase) and _after_stop(window[: -len(phrase)]):
            return inner[1] - len(phrase)
    if found := list(_tails(window)):
        return at + _with_tags(window, min(found))
    if text[at - 1 : at] == "\n" and INITIALS.fullmatch(window) and ends_sentence(text[max(0, at - 20) : at]):
        return at
    stops = list(LAST_SENTENCE.finditer(window))
    if stops and INITIALS.fullmatch(window, stops[-1].end()) and len(stops) > 1:
        return at + stops[-1].end()
    return end


def _lowered(words: str) -> str:
    """The words in small letters, of the same length, so that offsets stay."""
    return "".join(small if len(small := c.lower()) == 1 else c for c in words)


def _after_stop(before: str) -> bool:
    return not before.strip() or ends_sentence(before)


def _tails(window: str) -> Iterator[int]:
    """Where a tail's phrase stands as its row asks for: after a sentence, with only names behind it, or anywhere."""
    known, lower = phrases(), _lowered(window)
    for phrase in known.tail_any:
        if (i := lower.rfind(phrase)) >= 0 and (_after_stop(window[:i]) or not SENTENCE.search(window, i)):
            yield i
    for phrase in known.tail + known.tail_names:
        i = lower.rfind(phrase)
        if i >= 0 and _after_stop(window[:i]) and (phrase in known.tail or only_names(window[i + len(phrase) :])):
            yield i


def only_names(words: str) -> bool:
    """Whether nothing but names, places and the desk's own words follow."""
    small = (word.strip(".,;:()") for word in words.split())
    return all(not word or not word[0].islower() or word in phrases().desk for word in small)


def without_place(name: str) -> str:
    """A name without the place where its bearer was ("Ann Lee in Tolna")."""
    words = name.split()
    end = next((at for at, word in enumerate(words) if at and word in phrases().posted), len(words))
    return " ".join(words[:end])


def _with_tags(window: str, i: int) -> int:
    """The tail with the tags and topics listed before it, back to the last sentence."""
    last = 0
    for stop in LAST_SENTENCE.finditer(window, 0, i):
        if stop.group().strip() != "..." and not window[: stop.start()].endswith(".."):
            last = stop.end()
    tags = TAGS.search(window, last, i)
    return tags.start() if tags else i


def _body_like(words: str) -> bool:
    """Whether a line reads like a paragraph: it ends a sentence and is longer than a link."""
    return ends_sentence(words) and len(words) > 60


def _link_like(words: str) -> bool:
    """Whether a line can be a link of a list: it ends no sentence, or asks a short question."""
    return not ends_sentence(words) or (len(words) <= 80 and words.rstrip()[-1] in "?!")


def _key(words: str) -> str:
    """A line as a phrase: without case, bullets, a count or colon at its end."""
    plain = " ".join(words.casefold().strip("-–—•*·|<> ").split()).replace("’", "'")
    return plain.rstrip(":»>.… ").rstrip("0123456789()").rstrip(" :»>").lstrip("0123456789(),. ")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one; empty ones dropped."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
