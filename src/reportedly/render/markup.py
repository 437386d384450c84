"""HTML that cannot carry what a report says as markup: only `tag`, `escaped` and `joined` make `Html`, and they escape
everything else.

No element that runs or loads anything can be made here, no event handler, no inline style, no link but to the page
itself or http(s).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from reportedly.text import filled, gettext
from reportedly.visible import visible

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*\Z")
_VOID = frozenset({"meta", "br", "hr"})
_NEVER = frozenset({"script", "iframe", "object", "embed", "base", "form", "img", "link", "template", "foreignObject"})
_LINK = re.compile(r"(#|https?://)", re.IGNORECASE)


class Html(str):
    """Markup made by this module; every other string is text and is escaped when it becomes a child or an attribute."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Text of a report as markup that shows it: `<` is a less-than sign, a control character its picture."""
    return text if isinstance(text, Html) else Html(html.escape(visible(text), quote=True))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """The parts one after the other, each escaped unless it is markup already."""
    return Html(escaped(between).join(escaped(part) for part in parts))


def tag(name: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """The element `name` around its children. An attribute that is null or false is left out, true stands alone,
    `class_` is class.

    Raises ValueError for an element or attribute that could run or load something: that is a mistake in our code,
    never in a report.
    """
    if name in _NEVER or not _NAME.match(name):
        raise ValueError(f"an element {name!r} is never written")
    shown = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    return Html(f"<{name}{shown}>") if name in _VOID else Html(f"<{name}{shown}>{joined(children)}</{name}>")


def worded(text: str, /, **parts: str) -> Html:
    """A text of ours, translated, with its parts in it, each escaped unless it is markup already."""
    shown = {name: escaped(part) for name, part in parts.items()}
    return Html(filled(escaped(gettext(text)), escaped(text), shown))


def claims_words(many: int, links: Html) -> Html:
    """The links to so many claims with the word for them: "claims 1, 4"."""
    return worded("claim %(links)s", links=links) if many == 1 else worded("claims %(links)s", links=links)


def web_address(url: str | None) -> str | None:
    """The address when it is http or https, so that a link to it leads to a page and cannot act; null otherwise."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if not _NAME.match(name) or name.lower().startswith("on") or name.lower() in ("style", "src", "srcdoc"):
        raise ValueError(f"an attribute {name!r} is never written")
    if name == "href" and not _LINK.match(str(value)):
        raise ValueError("a link leads to a part of the page or to http(s)")
    return f" {name}" if value is True else f' {name}="{html.escape(visible(str(value)), quote=True)}"'
