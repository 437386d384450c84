"""Pages from templates. Every value is escaped, and what could act on a screen is shown as what it is."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from reportedly import __version__
from reportedly.render.labels import counted_as, label, labelled, place_kind
from reportedly.render.markup import web_address
from reportedly.render.network_graph import style as network_style
from reportedly.render.shell import style_sheet
from reportedly.render.wording import CERTAINTY_MARKS, titled
from reportedly.text import filled, gettext, spoken
from reportedly.visible import one_line, shortened, visible
from reportedly.web.bodies import has_page
from reportedly.web.permission import STRANGER, Rights


def rendered(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template."""
    shown = {"who": None, "may": Rights(STRANGER, {}), "address": "/", "here": "", "query": ""} | values
    return HTMLResponse(_environment().get_template(template).render(shown), status)


@lru_cache(maxsize=1)
def style() -> str:
    """The one style sheet: that of the pages without a server, and what the frame around them needs."""
    return style_sheet() + network_style() + _static("web.css")


@lru_cache(maxsize=1)
def card_style() -> Markup:
    """The style of a card that stands alone; it holds nothing that anybody typed."""
    return Markup(style_sheet() + _static("card.css"))


@lru_cache(maxsize=1)
def script() -> str:
    """The one script: keys, and words that are marked."""
    return _static("keys.js") + _static("marking.js")


def address(path: str, **query: object) -> str:
    """An address within the server; what is empty is left out of its query."""
    pairs = {name: str(value) for name, value in query.items() if value not in (None, "")}
    behind = f"?{urlencode(pairs, errors='replace')}" if pairs else ""
    return quote(path, errors="replace") + behind


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.web"), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension: texts get their values by name
    made.globals |= {"_": gettext, "gettext": _markup, "ngettext": _markup_of, "spoken": spoken}
    made.filters |= {
        "label": label,
        "place_kind": place_kind,
        "one_line": one_line,
        "shortened": shortened,
        "coded": _coded,
        "as_given": _as_given,
        "titled": titled,
        "grouped": _grouped,
        "web_address": web_address,
        "clock": _clock,
        "moment": _moment,
    }
    made.globals |= {
        "to": address, "version": __version__, "marks": CERTAINTY_MARKS, "counted": _counted, "labelled": labelled, "has_page": has_page,
        "style_at": f"/static/{_mark(style())}/style.css", "script_at": f"/static/{_mark(script())}/keys.js",
    }  # fmt: skip
    return made


CODE = re.compile(r"`([^`]+)`")
UPLOADED = re.compile(r"^.*[/\\]uploads[/\\][0-9a-f]{16}[/\\]")


def _coded(text: str) -> Markup:
    """A message in which what stands between backticks is a piece of a query or a command."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(visible(text)))))


def _as_given(name: str) -> str:
    """An input as whoever gave it knows it: an uploaded file without the folder in which it was kept until it was read."""
    return UPLOADED.sub("", name)


def _shown(value: Any) -> Any:
    """A value as it may stand on a page."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markup(text: str, /, **values: Any) -> Markup:
    """A text of `{% trans %}` as markup; its values are escaped and shown as what they are. `_()` gives plain text instead."""
    return Markup(filled(Markup(gettext(text)), Markup(text), _all_shown(values)))


def _markup_of(one: str, many: str, number: int, /, **values: Any) -> Markup:
    english = Markup(one if number == 1 else many)
    found = spoken().texts.ngettext(one, many, number) or english
    return Markup(filled(Markup(found), english, _all_shown({"num": number} | values)))


def _all_shown(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(value) for name, value in values.items()}


def _grouped(number: int) -> str:
    return f"{number:,}"


def _counted(number: int, noun: str) -> str:
    return counted_as(f"{number:,}", number, noun)


def _clock(moment: str) -> str:
    """An ISO time to the minute, as it is kept: in UTC."""
    return f"{moment[:10]} {moment[11:16]} UTC" if len(moment) > 16 else moment


def _moment(seconds: int) -> str:
    """Seconds since 1970 as a time to the minute."""
    return _clock(datetime.fromtimestamp(seconds, UTC).isoformat())


def _mark(text: str) -> str:
    """What names a file by its content, so that browsers may keep it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _static(name: str) -> str:
    return (files("reportedly.web") / "static" / name).read_text(encoding="utf-8")
