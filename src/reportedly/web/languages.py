"""The languages in which the pages can be read: English, and those of which a catalogue is there.

A catalogue is a compiled file of gettext by the code of its language, `languages/ar.mo`, in the folder of the workspace or
in ours; that of the workspace goes before.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from reportedly.text import ENGLISH, Catalogue, speak
from reportedly.web.problem import UNDER

FOLDER = "languages"
OURS = Path(__file__).parent / FOLDER
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
LARGEST = 4 * 1024 * 1024  # bytes of a catalogue
ASKED = 20  # languages of one browser that are looked at


class LanguageError(ValueError):
    """A language that cannot be spoken; the message says why and what to do."""


class Catalogues:
    """The catalogues that are there. With a `fixed` language pages are in that; else in the one that a browser asks for."""

    def __init__(self, folder: Path, fixed: str | None = None) -> None:
        self._held = {ENGLISH.code: ENGLISH} | {
            one.code: one for place in (OURS, folder / FOLDER) for one in _catalogues(place)
        }
        self._fixed = self._named(fixed) if fixed else None

    def asked(self, accepted: str) -> Catalogue:
        """The catalogue for a browser that sends this Accept-Language header; English where none of those it names is there."""
        return self._fixed or next(filter(None, map(self._nearest, _wanted(accepted))), ENGLISH)

    def _nearest(self, code: str) -> Catalogue | None:
        """The catalogue of a code, or the one that it is a kind of: "de" for "de-CH"."""
        held = {name.lower(): one for name, one in self._held.items()}
        return held.get(code) or held.get(code.partition("-")[0])

    def _named(self, code: str) -> Catalogue:
        if code not in self._held:
            there = ", ".join(sorted(self._held))
            raise LanguageError(
                f"there is no catalogue for {code!r}; there are {there}. Put {code}.mo into the folder {FOLDER} of the workspace"
            )
        return self._held[code]


def _catalogues(folder: Path) -> Iterator[Catalogue]:
    for path in sorted(folder.glob("*.mo")):
        if CODE.fullmatch(path.stem):
            yield Catalogue(path.stem, _read(path))


def _read(path: Path) -> GNUTranslations:
    """The texts of a file. Raises LanguageError where it is no catalogue."""
    try:
        with path.open("rb") as file:
            held = file.read(LARGEST + 1)
        if len(held) > LARGEST:
            raise LanguageError(
                f"{path} is larger than {LARGEST // 1024 // 1024} MB, the most that a catalogue may have"
            )
        return GNUTranslations(BytesIO(held))
    except OSError as error:
        raise LanguageError(f"{path} cannot be read ({error.strerror or error.args[-1]})") from error
    except (struct.error, UnicodeError, ValueError, IndexError, LookupError) as error:
        if isinstance(error, LanguageError):
            raise
        raise LanguageError(f"{path} is no catalogue of gettext; compile it again from its .po file") from error


def _wanted(accepted: str) -> list[str]:
    """The codes of an Accept-Language header, the dearest first."""
    found = []
    for place, part in enumerate(accepted.split(",")[:ASKED]):
        code, _, weight = part.partition(";q=")
        found.append((-_weight(weight), place, code.strip().lower()))
    return [code for weight, _, code in sorted(found) if weight]


def _weight(typed: str) -> float:
    try:
        return min(1.0, max(0.0, float(typed))) if typed.strip() else 1.0
    except ValueError:
        return 0.0


class LanguageChoice:
    """Has each request answered in its language; programs are always answered in English."""

    def __init__(self, app: ASGIApp, catalogues: Catalogues) -> None:
        self._app, self._catalogues = app, catalogues

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asked = Headers(scope=scope).get("accept-language", "")
            speak(ENGLISH if scope["path"].startswith(UNDER) else self._catalogues.asked(asked))
        await self._app(scope, receive, send)
