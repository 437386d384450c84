"""What people read, in their language: English stands in the code, other languages in catalogues of gettext.

Which language is spoken is a matter of the moment and no argument of a function: a server says it for each request (`speak`),
everything else speaks English. Values have names in a text, so that a translation may bring them in another order:
`gettext("%(word)s of %(all)s", word="two", all="seven")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations
from typing import TypeVar

Shown = TypeVar("Shown", bound=str)

RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
})  # fmt: skip  # languages that CLDR lays out from the right


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of a language, which goes by its code (BCP 47: "en", "pt-BR")."""

    code: str
    texts: NullTranslations

    @property
    def direction(self) -> str:
        """Which way it is written, as HTML says it: "ltr", "rtl"."""
        return "rtl" if self.code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


ENGLISH = Catalogue("en", NullTranslations())
_SPOKEN: ContextVar[Catalogue] = ContextVar("language", default=ENGLISH)


def speak(catalogue: Catalogue) -> None:
    """From here on, in this task or thread, texts are those of this catalogue."""
    _SPOKEN.set(catalogue)


def spoken() -> Catalogue:
    """The catalogue of the moment."""
    return _SPOKEN.get()


def gettext(text: str, /, **values: object) -> str:
    """A text with its values, translated."""
    found = spoken().texts.gettext(text) if text else text
    return filled(found, text, values) if values else found


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """A text that depends on a number, translated; the English ones are for one and for any other number."""
    english = one if number == 1 else many
    return filled(spoken().texts.ngettext(one, many, number) or english, english, values)


def filled(found: Shown, english: Shown, values: Mapping[str, object]) -> str:
    """A translation with its values; the English text where it names values that there are not."""
    try:
        return found % values
    except (KeyError, TypeError, ValueError):
        return english % values


def N_(text: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """Marks a text of a table: it is translated where it is shown."""
    return text
