"""Intake: a file, a folder of this machine or an address is read in; what came of it, and what could not be read and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from starlette.responses import Response

from reportedly.text import N_, gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, Refusal, RefusedError
from reportedly.web.intake import IntakeBusyError
from reportedly.web.pages.shared import back, shown
from reportedly.workspace import Given, is_address

SHOWN = 200  # failed inputs
FORMS = ("upload", "folder", "address")
FIELDS = ("path", "address", "outlet", "date", "language")
NOT_THERE = N_("There is no file or folder %(path)s on this machine. Give its whole path.")


def page(asked: Asked) -> Response:
    """The forms, the progress of what is being read, and the inputs that gave no report."""
    return _page(asked, FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The page with the form that was sent as it was filled in, and why nothing was begun."""
    return _page(asked, refused)


def _page(asked: Asked, refused: Refusal) -> Response:
    store, sent = asked.desk.store, asked.request.url.path.rpartition("/")[2]
    errors = store.errors()
    return shown(
        asked, "intake.html", refused.status, here="intake", job=asked.desk.intake.job, size=store.size(),
        errors=errors[:SHOWN], many=len(errors), refused=refused.words,
        faults={form: refused.words if form == sent else "" for form in FORMS},
        typed={form: {name: asked.field(name) if form == sent else "" for name in FIELDS} for form in FORMS},
    )  # fmt: skip


def upload(asked: Asked) -> Response:
    """Takes in a file from the person's machine."""
    return _begun(asked, _upload)


def folder(asked: Asked) -> Response:
    """Takes in a folder or a file that lies on the server's machine."""
    return _begun(asked, _folder)


def address(asked: Asked) -> Response:
    """Takes in a page, a feed or a list of addresses from the web, through intake's own guard."""
    return _begun(asked, _address)


def _begun(asked: Asked, begin: Callable[[Asked], None]) -> Response:
    """Begins what a form asks for."""
    try:
        begin(asked)
    except IntakeBusyError as error:
        raise RefusedError(str(error), 409) from error
    return back("/intake")


def _upload(asked: Asked) -> None:
    file = asked.upload("file")
    data = file.file.read()
    if not data:
        raise RefusedError(gettext("%(file)s is empty. Choose a file with a report in it.", file=file.filename))
    asked.desk.intake.upload(file.filename or "", data, _given(asked))


def _folder(asked: Asked) -> None:
    typed = asked.field("path")
    named = None if not typed or is_address(typed) else _on_this_machine(typed)
    if named is None:
        raise RefusedError(gettext(NOT_THERE, path=repr(typed[:200])))
    asked.desk.intake.take(str(named), _given(asked))


def _address(asked: Asked) -> None:
    typed = asked.field("address")
    if not is_address(typed):
        raise RefusedError(
            gettext("%(typed)s is no address. It begins with http:// or https://.", typed=repr(typed[:200]))
        )
    asked.desk.intake.take(typed, _given(asked))


def _on_this_machine(typed: str) -> Path | None:
    """The whole path of a file or a folder, null where there is none; a device or a pipe is neither."""
    try:
        named = Path(typed).expanduser().absolute()
        return named if named.is_file() or named.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # too long, of nobody, no path at all
        return None


def stop(asked: Asked) -> Response:
    """Ends what is being taken in after the report that is being read."""
    asked.desk.intake.stop()
    return back("/intake")


def _given(asked: Asked) -> Given:
    """What the person says of the reports."""
    day, language = asked.field("date"), asked.field("language").lower()
    if day and not _is_day(day):
        raise RefusedError(
            gettext("%(typed)s is not a date of the calendar. Write it as 2024-02-29.", typed=repr(day[:20]))
        )
    if language and not (language.isascii() and language.isalpha() and len(language) in (2, 3)):
        raise RefusedError(
            gettext("%(typed)s is no code of a language. English is en, Arabic is ar.", typed=repr(language[:20]))
        )
    return Given(outlet=asked.field("outlet") or None, date=day or None, language=language or None)


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False
