"""What every page of ours stands in: one self-contained file, no network, no script, nothing that a report says can
act.

The policy in its head allows the page's own style sheet, named by hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from reportedly import __version__
from reportedly.render.article import LIT
from reportedly.render.graph_drawing import choosing_rules
from reportedly.render.markup import Html, tag
from reportedly.text import gettext, spoken


def whole_page(name: str, parts: Sequence[str], made_by: str) -> str:
    """The page as text: its name, its parts in order, and what made it."""
    heading = tag("h1", gettext("reportedly: who says what, and on whose word"))
    words = gettext("What is shown is who says what, not whether it is so.") + f" reportedly {__version__}"
    foot = tag("footer", tag("p", f"{words}, {made_by}." if made_by else f"{words}."))
    body = tag("body", tag("main", heading, *parts), foot)
    return "<!doctype html>\n" + tag("html", _head(f"{name} – reportedly"), body, lang=spoken().code, dir=_turned())


def _turned() -> str | None:
    """The direction of the page, where it is not the one that pages have by themselves."""
    return "rtl" if spoken().direction == "rtl" else None


def _head(name: str) -> Html:
    style = style_sheet()
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="generator", content=f"reportedly {__version__}"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", name),
        tag("style", Html(style)),
    )


def style_sheet() -> str:
    """The style sheet, with the rules that light up one claim, or one way of a graph, together."""
    css = (files("reportedly.render") / "page.css").read_text(encoding="utf-8")
    return css + "".join(_light(place) for place in range(1, LIT + 1)) + choosing_rules()


def _light(place: int) -> str:
    held = f".row:has(.m{place}:hover, .k{place}:hover, .a{place}:focus-visible, .a{place}:target)"
    number = f"{held} .firm.a{place}{{text-decoration:underline;font-weight:600}}\n"
    words = f"{held} .m{place}{{background:var(--lit-ground)}}"
    return words + f"{held} .k{place}{{border-color:var(--ink);background:var(--lit-ground)}}" + number


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
