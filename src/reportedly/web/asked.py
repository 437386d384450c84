"""One request, as pages see it: what was asked, who asks, and the desk that it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from reportedly.text import gettext
from reportedly.web.desk import Desk
from reportedly.web.errors import NotHereError, RefusedError
from reportedly.web.permission import Actor
from reportedly.web.person import PersonName

LONGEST = 4_000  # characters of one value


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `form` is empty where none was sent."""

    desk: Desk
    request: Request
    form: FormData
    actor: Actor

    @property
    def who(self) -> PersonName | None:
        """The name under which the person decides, null before it was given."""
        return self.actor.name

    @property
    def address(self) -> str:
        """The address of this view within the server, to come back to; what answers a form has none, and the first page it is."""
        if self.request.method == "POST":
            return "/"
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    @property
    def led_by_us(self) -> bool:
        """Whether a page of ours led here, or the person by themselves: the browser says so, and a page elsewhere cannot.

        What is sent as a form was looked at by `guard.py`.
        """
        return self.request.method == "POST" or self.request.headers.get("sec-fetch-site") in ("same-origin", "none")

    def shortened(self) -> Asked:
        """The same with a form that can be shown again: of each text as much as one value may hold."""
        held = ((name, one[:LONGEST] if isinstance(one, str) else one) for name, one in self.form.multi_items())
        return replace(self, form=FormData(list(held)))

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def value(self, name: str) -> str:
        """A value of the address, empty where it is not there."""
        return _bounded(self.request.query_params.get(name, ""))

    def field(self, name: str) -> str:
        """A field of the form, empty where it is not there."""
        found = self.form.get(name, "")
        return "" if isinstance(found, UploadFile) else _bounded(found)

    def fields(self, name: str) -> list[str]:
        """All values that the form gives a field."""
        return [_bounded(found) for found in self.form.getlist(name) if isinstance(found, str)]

    def upload(self, name: str) -> UploadFile:
        """A file of the form. Raises RefusedError where none was chosen."""
        found = self.form.get(name)
        if not isinstance(found, UploadFile) or not found.filename:
            raise RefusedError(gettext("No file was chosen. Choose one and send it again."))
        return found

    def number(self, name: str, least: int = 1) -> int:
        """A number of the form or the address; the least where none is given. Raises NotHereError for what is none."""
        typed = self.field(name) or self.value(name)
        if not typed:
            return least
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise NotHereError(
                gettext("“%(typed)s” is no number. Numbers are written in digits, such as 12.", typed=typed[:20])
            )
        return max(least, int(typed))

    def chosen(self, name: str) -> int:
        """A number that must be given. Raises RefusedError where none is, NotHereError for what is none."""
        if not (self.field(name) or self.value(name)):
            raise RefusedError(gettext("It was not said which one is meant. Choose it and send it again."))
        return self.number(name, 0)


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise RefusedError(
            gettext(
                "A value is longer than %(most)s characters, the most that is taken. Shorten it and send it again.",
                most=f"{LONGEST:,}",
            )
        )
    return text.strip()
