"""What stands where in a report's text: headline, byline, dateline, closing credit, date, furniture.

The body is read from the outside in: from the top down to the first sentence, from the end up to the last, whole
lines between; what is marked keeps its words, spans only say what they are. Furniture never overlaps the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reportedly.intake.agency import Agencies, Names
from reportedly.intake.credit import (
    BYLINE,
    Credit,
    bare_at,
    byline_of,
    closing_of,
    copyright_of,
    dateline_at,
    desk_of,
    names_alone,
    republished_from,
    signature_of,
    stamped_at,
    supplied_by,
)
from reportedly.intake.dates import DATE
from reportedly.intake.furniture import (
    about_author,
    brackets,
    glued_head,
    glued_tail,
    is_furniture_line,
    is_section,
    menu_at_end,
    merged,
    only_names,
    whole_lines,
)
from reportedly.intake.headline import repeats
from reportedly.intake.lines import Line, lines_of
from reportedly.intake.masthead import Masthead, masthead_of
from reportedly.intake.stamp import Stamp, stamp_at
from reportedly.records import Span

LAST_LINES = 6  # of a text, in which contributors are credited and authors presented
DATED_LINE = 60  # characters of a line above the body that says when
BELOW = 3  # lines of them
SUMMARY = 400  # characters of a summary after which the dateline can still come
MOST_PIECES = 12  # pieces of a head or tail
GAP = re.compile(r"[\s|•·]*")
LATER_DATELINE = re.compile(r"(?:[.!?:][\"”’]?\s+|\n\s*)(?=[A-Z][A-Z'’.-]+[^()\n]{0,40}\(|[A-Z]\w+\s[-–—])")


@dataclass(frozen=True, slots=True)
class Layout:
    """`credited` are the agencies of byline, dateline and closing credit, in that order; `dated` those of the
    dateline alone; `outlet` is whose name stands on a line by itself.
    """

    headline: Span | None = None
    furniture: tuple[Span, ...] = ()
    dateline: str | None = None
    credited: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: bool = False
    outlet: str | None = None


@dataclass(slots=True)
class _Marks:
    """What has been found so far, while one text is laid out."""

    spans: list[Span] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: bool = False

    def date(self, stamp: Stamp) -> None:
        """Takes the day of a stamp, if none is known or only that of a change."""
        if self.published is None or (self.updated and not stamp.updated):
            self.published, self.updated = stamp.date, stamp.updated


def lay_out(text: str, title: str | None, agencies: Agencies, authors: tuple[str, ...] = ()) -> Layout:
    """The layout of a text whose title and authors are these, if known."""
    lines = lines_of(text)
    if not lines:
        return Layout()
    marks = _Marks(authors=authors)
    masthead = masthead_of(text, lines, title, agencies)
    headline = masthead.headline
    marks.spans += headline.copies
    _signs(masthead, marks)
    _before_headline(text, lines, headline.span, marks)
    start = _head(text, lines, masthead, agencies, marks)
    dateline = _dateline(text, start, masthead, agencies)
    if dateline and dateline is not masthead.dateline:
        marks.spans.append(dateline.span)
        marks.credits.append(dateline)
        start = dateline.span[1] if dateline.span[0] == start else start
    body = [line for line in lines if line.end > start]
    if headline.span:
        _below_summary(text, body, agencies, marks)
    marks.spans += [*whole_lines(text, body), *menu_at_end(text, body), *brackets(text, agencies)]
    marks.spans += repeats(text, body, headline.span)
    known = (*authors, *(name for credit in marks.credits for name in credit.authors))
    _last_lines(text, body[-LAST_LINES:], known, agencies, marks)
    _tail(text, start, agencies, marks)
    return _layout(masthead, dateline, marks)


def _layout(masthead: Masthead, dateline: Credit | None, marks: _Marks) -> Layout:
    headline = masthead.headline.span
    credited = {name.casefold(): name for credit in reversed(marks.credits) for name in reversed(credit.names.others)}
    order = list(dict.fromkeys(name.casefold() for credit in marks.credits for name in credit.names.others))
    authors = tuple(dict.fromkeys(name for credit in marks.credits for name in credit.authors))
    outside = [span for part in marks.spans for span in _without(part, headline)]
    return Layout(
        headline=headline,
        furniture=merged(outside),
        dateline=dateline.dateline if dateline else None,
        credited=tuple(credited[key] for key in order),
        dated=dateline.names.others if dateline else (),
        authors=authors,
        published=marks.published,
        updated=marks.updated,
        outlet=masthead.outlet,
    )


def _signs(masthead: Masthead, marks: _Marks) -> None:
    """Takes what the lines around the headline tell."""
    for sign in masthead.signs:
        marks.spans.append(sign.span)
        if sign.credit:
            marks.credits.append(sign.credit)
        if sign.stamp:
            marks.date(sign.stamp)


def _without(span: Span, hole: Span | None) -> list[Span]:
    """The span outside the hole."""
    if hole is None or span[1] <= hole[0] or span[0] >= hole[1]:
        return [span]
    return [part for part in ((span[0], hole[0]), (hole[1], span[1])) if part[0] < part[1]]


def _before_headline(text: str, lines: list[Line], headline: Span | None, marks: _Marks) -> None:
    """Whatever short lines or stamps stand above the headline."""
    if headline is None:
        return
    top = headline[0]
    for line in lines:
        if line.start >= top:
            return
        stamp = stamp_at(text, line.start)
        if stamp and marks.published is None:
            marks.published, marks.updated = stamp.date, stamp.updated
        marks.spans.append((line.start, min(line.end, top)))


def _head(text: str, lines: list[Line], masthead: Masthead, agencies: Agencies, marks: _Marks) -> int:
    """Passes over what stands between headline and body; the offset at which the body begins."""
    headline, signed = masthead.headline, dict(sign.span for sign in masthead.signs)
    at = max([headline.span[1] if headline.span else lines[0].start, *(end for _, end in headline.copies)])
    for _ in range(MOST_PIECES):
        gap = GAP.match(text, at)
        at = gap.end() if gap else at
        line = next((line for line in lines if line.end > at), None)
        if line is None:
            return at
        end = signed.get(at) or _head_piece(text, at, line.end, agencies, marks, headed=headline.span is not None)
        if end is None:
            return at
        marks.spans.append((at, end))
        at = end
    return at


def _below_summary(text: str, body: list[Line], agencies: Agencies, marks: _Marks) -> None:
    """Passes over bylines and stamps that stand below a first line of the body, as below a summary, line by line."""
    if not body or body[0].end - body[0].start > SUMMARY:
        return
    for line in body[1 : 1 + BELOW]:
        words = text[line.start : line.end]
        signed = byline_of(words, agencies) if BYLINE.match(words) else names_alone(words, marks.authors)
        if signed:
            marks.credits.append(Credit(line.span, None, *signed))
        elif not _dated_line(words):
            return
        marks.spans.append(line.span)


def _head_piece(text: str, at: int, line_end: int, agencies: Agencies, marks: _Marks, *, headed: bool) -> int | None:
    """The end of the one piece of head matter at `at`, or null where the body begins; `headed` after a headline."""
    if stamp := stamp_at(text, at):
        marks.date(stamp)
        return _past(text, stamp.end, at)
    rest = text[at:line_end]
    if found := byline_of(rest, agencies) or names_alone(rest, marks.authors):
        marks.credits.append(Credit((at, line_end), None, *found))
        return line_end
    stamped = headed and marks.published is not None
    if credit := stamped_at(text, at, agencies) or (bare_at(text, at, agencies) if stamped else None):
        marks.credits.append(credit)
        return credit.span[1]
    if is_furniture_line(rest) or is_section(rest) or _dated_line(rest):
        return line_end
    end = glued_head(text, at)
    return end if end > at else None


def _dated_line(line: str) -> bool:
    """Whether a short line says when, and perhaps by whom, and nothing else."""
    found = DATE.search(line)
    return found is not None and len(line) <= DATED_LINE and only_names(line[: found.start()] + line[found.end() :])


def _past(text: str, end: int, at: int) -> int:
    """A stamp's end, or the end of the menu matter glued to it."""
    glued = glued_head(text, end)
    return max(end, glued) if glued > at else end


def _dateline(text: str, start: int, masthead: Masthead, agencies: Agencies) -> Credit | None:
    """The dateline on a line of its own, at the body's start or below the last sign, or after a summary if it credits
    somebody in brackets.
    """
    below = [end + len(text[end:]) - len(text[end:].lstrip()) for _, end in (sign.span for sign in masthead.signs[-1:])]
    for at in (start, *below):
        if found := masthead.dateline or dateline_at(text, at, agencies):
            return found
    for later in LATER_DATELINE.finditer(text, start, start + SUMMARY):
        found = dateline_at(text, later.end(), agencies)
        if found and (found.names.others or found.names.own):
            return found
    return None


def _last_lines(text: str, lines: list[Line], authors: tuple[str, ...], agencies: Agencies, marks: _Marks) -> None:
    """Credits those who supplied part of the copy, and passes over what tells of the authors."""
    for line in lines:
        words = text[line.start : line.end]
        if names := _supplied(words, authors, agencies):
            marks.credits.append(Credit(line.span, None, names))
            marks.spans.append(line.span)
        elif about_author(words, authors):
            marks.spans.append(line.span)


def _supplied(words: str, authors: tuple[str, ...], agencies: Agencies) -> Names | None:
    """The agencies that a whole line at the end credits, in whichever way; null if it is no such line."""
    ways = (supplied_by, copyright_of, desk_of, republished_from)
    named = next(filter(None, (way(words, agencies) for way in ways)), None)
    return named or signature_of(words, authors, agencies)


def _tail(text: str, start: int, agencies: Agencies, marks: _Marks) -> None:
    """Passes over what stands behind the body, and takes its closing credit."""
    end = len(text)
    marked = list(merged(marks.spans))
    tries = MOST_PIECES
    while (end := _words_end(text, start, end)) > start:
        tries -= 1
        if tries > 0 and (credit := closing_of(text, start, end, agencies)):
            marks.credits.append(replace(credit, authors=()))
            tries = 0
            cut = credit.span[0]
        elif marked and marked[-1][1] >= end:
            end = min(end, marked.pop()[0])
            continue
        else:
            cut = glued_tail(text, max(text.rfind("\n", start, end) + 1, start), end)
            if cut >= end:
                return
        if cut < end:
            marks.spans.append((cut, end))
            end = cut


def _words_end(text: str, start: int, end: int) -> int:
    """The end of the last word before `end`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
