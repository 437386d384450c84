"""A chain as HTML: an ordered list from the outlet to the origin, drawn as boxes and arrows by the style sheet alone.

Each kind of box differs in shape and says in words what it is, so the drawing reads the same without colour, without
style, aloud.
"""

from __future__ import annotations

from reportedly.records import Report, Source
from reportedly.render.markup import Html, tag
from reportedly.render.wording import outlet_name, shown_name, type_words, unnamed_words
from reportedly.text import gettext


def chain(report: Report, sources: tuple[Source, ...]) -> Html:
    """Outlet → relay → origin; for a claim without sources the outlet alone, in its own voice."""
    outlet = _box(outlet_name(report), gettext("outlet") if sources else gettext("outlet, in its own voice"), "outlet")
    boxes = [_box(shown_name(source), *_kind(source)) for source in sources]
    return tag("ol", outlet, *boxes, class_="chain")


def _box(name: str, words: str, kind: str) -> Html:
    return tag("li", tag("span", tag("bdi", name), tag("small", words), class_=f"box {kind}"))


def _kind(source: Source) -> tuple[str, str]:
    """What a source is in words, and the class that gives its box a shape."""
    words = [type_words(source.type)]
    if source.unnamed:
        words.append(gettext("unnamed: %(why)s", why=unnamed_words(source)))
    if source.custody:
        words.append(gettext("in custody"))
    return " · ".join(words), "custody" if source.custody else "unnamed" if source.unnamed else "named"
