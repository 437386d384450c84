"""Where the headline stands in a text, and where it is repeated.

A headline is marked only on evidence: the title given or found stands there, or the first line is short, has no
final stop and an empty line after it. Feeds print headlines twice; the first one is the headline, the second a copy
to be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.intake.lines import Line, ends_sentence
from reportedly.records import Span

WINDOW = 1_500  # characters at the top in which a title is looked for
SHORTEST_SENTENCE = 60  # characters; a line that is longer and ends in a stop is body
LONGEST = 220  # characters of a headline; the longest of 804 war reports had 154
SITE_NAME = re.compile(r"\s(?:[|»·•]|[-–—])\s(?=[^|»·•]{2,60}$)")  # "Headline | Site", "Headline - Site"
AFTER = re.compile(r"[\s.:;,–—-]*")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's span, and the span of what repeats it."""

    span: Span | None = None
    copies: tuple[Span, ...] = ()


def find_headline(text: str, lines: list[Line], title: str | None) -> Headline:
    """The headline of a text, by its title where that is known, else by its looks."""
    return headline_at(text, titled(text, lines, title) or by_looks(text, lines))


def headline_at(text: str, span: Span | None) -> Headline:
    """The headline that stands there, with what repeats it directly after."""
    return Headline(span, _copies(text, span)) if span else Headline()


def titled(text: str, lines: list[Line], title: str | None) -> Span | None:
    """Where the title, or the title without the site's name, stands at the top."""
    return next(filter(None, (_at_top(text, lines, wording) for wording in _wordings(title))), None)


def bare_title(title: str, site: str | None = None) -> str:
    """A page's title without the site's name before or behind it."""
    found = list(SITE_NAME.finditer(title))
    if not found:
        return title.strip()
    first, last = found[0], found[-1]
    head, tail = title[: last.start()].strip(), title[last.end() :].strip()
    if site and squeezed(title[: first.start()]) == squeezed(site):
        return title[first.end() :].strip()
    barred = last.group().strip() in ("|", "»")
    return head if barred or (site and squeezed(tail) == squeezed(site)) else title.strip()


def site_of(title: str, heading: str) -> str | None:
    """The site's name, where a page's title is its heading and something set off behind it."""
    found = list(SITE_NAME.finditer(title))
    behind = title[found[-1].end() :].strip() if found else ""
    return behind if behind and squeezed(title[: found[-1].start()]) == squeezed(heading) else None


def _wordings(title: str | None) -> list[str]:
    """The title, and the title without the last thing set off from it."""
    if not title or not title.strip():
        return []
    found = list(SITE_NAME.finditer(title))
    return [title, *([title[: found[-1].start()]] if found else [])]


def _at_top(text: str, lines: list[Line], title: str) -> Span | None:
    """The first place in the window where the title stands at the beginning of a line, or after nothing but a stamp."""
    wanted = squeezed(title)
    if len(wanted) < 8 or len(title) > 2 * LONGEST:
        return None
    for line in lines:
        if line.start >= WINDOW:
            return None
        if (end := _match(text, line.start, wanted)) is not None:
            return line.start, end
        if line is lines[0] and (start := _after_stamp(text, line, wanted)) is not None:
            return start, _match(text, start, wanted) or start
        if _sentence(text, line):
            return None
    return None


def _sentence(text: str, line: Line) -> bool:
    """Whether a line is body already, so that no headline can come after it."""
    words = text[line.start : line.end]
    return len(words) > SHORTEST_SENTENCE and ends_sentence(words)


def _after_stamp(text: str, line: Line, wanted: str) -> int | None:
    """Where, in a first line that opens with a date or a lead-in ("Posted on"), the title begins."""
    from reportedly.intake.stamp import stamp_at

    stamp = stamp_at(text, line.start)
    if stamp is None:
        return None
    last = min(line.end, stamp.end + LONGEST)
    for start in range(stamp.end, last):
        opens = text[start - 1].isspace() and not text[start].isspace()
        if opens and (text[start].isalnum() or text[start] in "\"“‘'") and _match(text, start, wanted) is not None:
            return start
    return None


def _match(text: str, start: int, wanted: str) -> int | None:
    """The end of the words from `start` whose letters and digits are `wanted`, its final stop included; null if they
    differ.
    """
    at = 0
    i = start
    while i < len(text) and i < start + 3 * len(wanted) + 20:
        letters = squeezed(text[i])
        if letters and not wanted.startswith(letters, at):
            return None
        at += len(letters)
        i += 1
        if at == len(wanted):
            if i < len(text) and text[i].isalnum():
                return None
            while i < len(text) and text[i] in ".!?\"”’'":
                i += 1
            return i
    return None


def _copies(text: str, span: Span) -> tuple[Span, ...]:
    """The same words again, directly after."""
    wanted = squeezed(text[span[0] : span[1]])
    found: list[Span] = []
    at = span[1]
    while len(found) < 3 and wanted:
        start = _skip(text, at)
        end = _match(text, start, wanted)
        if end is None:
            break
        found.append((start, end))
        at = end
    return tuple(found)


def repeats(text: str, lines: list[Line], headline: Span | None) -> Iterator[Span]:
    """Later lines that are the headline once more."""
    wanted = squeezed(text[headline[0] : headline[1]]) if headline else ""
    for line in lines if len(wanted) > 8 else []:
        if line.end - line.start < 2 * len(wanted) + 20 and squeezed(text[line.start : line.end]) == wanted:
            yield line.span


def _skip(text: str, at: int) -> int:
    found = AFTER.match(text, at, at + 200)
    return found.end() if found else at


def by_looks(text: str, lines: list[Line]) -> Span | None:
    """The first line, if it looks like a headline and a body follows."""
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    words = text[first.start : first.end]
    if not _short_enough(words):
        return None
    doubled = squeezed(words) == squeezed(text[second.start : second.end]) and len(lines) > 2
    longer = any(len(text[line.start : line.end]) > len(words) for line in lines[1:12])
    return first.span if doubled or (first.gap and longer and _no_sentence(words)) else None


def can_be_headline(words: str) -> bool:
    """Whether a line is written as headlines are, and as the first sentence of an article is not."""
    return _short_enough(words) and _no_sentence(words)


def _short_enough(words: str) -> bool:
    """Whether a line is of a headline's length and leads nothing in."""
    return len(words) <= LONGEST and len(words.split()) > 1 and not words.endswith((":", ",", ";"))


def _no_sentence(words: str) -> bool:
    """Whether a line has no final stop, or has one although it is set in capitals, or asks."""
    return not ends_sentence(words) or _capitalised(words) or words.endswith("?")


def _capitalised(words: str) -> bool:
    """Whether a line is set in headline capitals, so that its final stop is no sign of a sentence."""
    long = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def squeezed(words: str) -> str:
    """The letters and digits of words, without case."""
    return "".join(filter(str.isalnum, words.casefold()))
