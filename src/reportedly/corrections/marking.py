"""Words that a person marked in a report: typed, checked against its text, found again in a changed one. Pure.

What is kept names the place and the words, `@120-139 the health ministry`: either alone could be wrong, both together
are either there or not. Places are code points of the text, as in every record. White space counts as one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reportedly.corrections.attach import found_again
from reportedly.corrections.values import NONE
from reportedly.decision import Anchor, DecisionError
from reportedly.records import Span, Spans, cut
from reportedly.text import N_, gettext
from reportedly.visible import one_line

MOST_PIECES = 10  # of a content that something stands between
MOST_PLACES = 100  # where the same words are looked for
AROUND = 28  # characters that are shown on each side of words that stand in several places
BETWEEN = " … "  # as `records.cut` joins pieces

_SPAN = r"\d{1,9}-\d{1,9}"
_MARKED = re.compile(
    rf"(?:@(?:(?P<nth>\d{{1,3}})|(?P<spans>{_SPAN}(?:,{_SPAN})*)) )?(?P<words>.+)", re.ASCII | re.DOTALL
)


class StaleWordsError(DecisionError):
    """Words that do not stand where they are said to stand; the message has both."""

    status = 409


@dataclass(frozen=True, slots=True)
class Marked:
    """Words, and where they stand: `spans` where that is known, else `nth`, counted from 1 over the text, where it is said."""

    words: str
    spans: Spans = ()
    nth: int | None = None


def words(typed: str) -> str:
    """The words as they stand in the report; `@2 said` is the second place, `@120-124 said` the one at these signs; or `none`."""
    if typed == NONE:
        return NONE
    found = marked(one_line(typed))
    if not any(sign.isalnum() for sign in found.words):
        raise ValueError(gettext("holds no letter or digit; give the words as they stand in the report"))
    if any(start >= end for start, end in found.spans) or list(found.spans) != sorted(found.spans):
        raise ValueError(gettext("ends before it begins; write @START-END and the words, in the order of the text"))
    if len(found.spans) > MOST_PIECES:
        raise ValueError(gettext("has more than %(most)s pieces", most=MOST_PIECES))
    return one_line(typed)


def content(typed: str) -> str:
    """The same, never `none`: a claim has a content; pieces are joined by ` … `, as in `@120-139,150-160 one … other`."""
    if typed == NONE:
        raise ValueError(gettext("is no content; a claim that is none is rejected"))
    return words(typed)


def marked(text: str) -> Marked:
    """What a value in the form of `words` stands for."""
    found = _MARKED.fullmatch(text)
    if found is None:
        return Marked("")
    pairs = (span.split("-") for span in (found["spans"] or "").split(",") if span)
    spans = tuple((int(start), int(end)) for start, end in pairs)
    return Marked(found["words"], spans, int(found["nth"]) if found["nth"] else None)


def kept(spans: Spans, text: str) -> str:
    """Spans of a text in the form that is kept."""
    return f"{place(spans)} {one_line(cut(text, spans))}"


def place(spans: Spans) -> str:
    """Where spans stand, as that form begins."""
    return "@" + ",".join(f"{start}-{end}" for start, end in spans)


def _stale(asked: Marked, there: str) -> str:
    """What is said where other words, or none, stand at a place."""
    told = {"place": place(asked.spans)[1:], "words": repr(asked.words[:200])}
    if not there:
        words = N_("At %(place)s the report says nothing, not %(words)s. Load the page again and mark the words again.")
        return gettext(words, **told)
    words = N_(
        "At %(place)s the report says %(there)s, not %(words)s. "
        "It was read anew, or the page is an old one: load it again and mark the words again."
    )
    return gettext(words, there=repr(there[:200]), **told)


def settled(value: str, text: str) -> str:
    """A value with the place of its words in a text. Raises StaleWordsError where they do not stand where it says, and
    DecisionError where they stand nowhere, or in several places and it is not said in which.
    """
    asked = marked(value)
    if asked.spans:
        if not _stands(asked, asked.spans, text):
            raise StaleWordsError(_stale(asked, one_line(cut(text, asked.spans))))
        return kept(asked.spans, text)
    found = places(asked.words, text)
    if not found:
        raise DecisionError(
            gettext(
                "%(words)s stands nowhere in the report; copy the words as they stand there",
                words=repr(asked.words[:200]),
            )
        )
    if asked.nth is None and len(found) > 1:
        listed = "; ".join(f"@{n} {context(span, text)}" for n, span in enumerate(found[:5], 1))
        raise DecisionError(
            gettext(
                "%(words)s stands in %(many)s places of the report; say which, as in @2 %(beginning)s: %(listed)s",
                words=repr(asked.words[:200]),
                many=len(found),
                beginning=asked.words[:40],
                listed=listed,
            )
        )
    if (asked.nth or 1) > len(found) or asked.nth == 0:
        raise DecisionError(
            gettext(
                "%(words)s stands in %(many)s places of the report, so there is no @%(nth)s",
                words=repr(asked.words[:200]),
                many=len(found),
                nth=asked.nth,
            )
        )
    return kept((found[(asked.nth or 1) - 1],), text)


def places(wanted: str, text: str) -> list[Span]:
    """Where words stand in a text, in order; not within other words. White space between them may be any."""
    if not wanted.split():
        return []
    signs = r"\s+".join(map(re.escape, wanted.split()))
    pattern = rf"(?<!\w){signs}(?!\w)" if _whole(wanted) else signs
    return [match.span() for match in islice(re.finditer(pattern, text), MOST_PLACES)]


def context(span: Span, text: str) -> str:
    """The words of a span with a little of what stands around them."""
    start, end = span
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return one_line(f"…{before}[{text[start:end]}]{behind}…")


def again(value: str, anchor: Anchor, text: str) -> Spans | None:
    """Where marked words stand in a text that may be a later one: where they stood, moved with the claim; else in the only
    place that has them. Null where they are gone, or stand in several places.
    """
    asked = marked(value)
    for shift in _shifts(anchor, text):
        moved = tuple((start + shift, end + shift) for start, end in asked.spans)
        if all(start >= 0 for start, _ in moved) and _stands(asked, moved, text):
            return moved
    pieces = asked.words.split(BETWEEN) if len(asked.spans) > 1 else [asked.words]
    found = [places(piece, text) for piece in pieces]
    if len(found) != len(asked.spans) or any(len(some) != 1 for some in found):
        return None
    return tuple(some[0] for some in found)


def _shifts(anchor: Anchor, text: str) -> Iterator[int]:
    """How far what stood around the claim may have moved: with the claim, or not at all."""
    found = found_again(anchor, text)
    if found:
        yield found[0][0] - anchor.spans[0][0]
    else:
        yield 0


def _stands(asked: Marked, spans: Spans, text: str) -> bool:
    return bool(spans) and spans[-1][1] <= len(text) and one_line(cut(text, spans)) == asked.words


def _whole(wanted: str) -> bool:
    """Whether words begin and end with a letter or digit of a script that parts words by spaces."""
    ends = wanted.strip()[:1] + wanted.strip()[-1:]
    return all(sign.isalnum() and sign < "\u3040" for sign in ends)
