"""Incidents put together or apart by form, and names said to be one body.

A form says which reports the incident held when it was opened. Where it holds others by then, nothing is done and both are
shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Decision
from reportedly.incident import Incident
from reportedly.text import N_, gettext
from reportedly.visible import one_line
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages import incident, source
from reportedly.web.pages.shared import back, person, remembered
from reportedly.web.templates import address
from reportedly.workspace import incidents_by_id

if TYPE_CHECKING:
    from reportedly.web.person import PersonName
    from reportedly.workspace import Connects, Workspace

    Decide = Callable[[Workspace, Connects, PersonName], Iterable[Decision]]

OVERTAKEN = N_(
    "The incident held %(before)s reports when you opened the form; it holds %(now)s now, or others. "
    "Look again: it is shown as it is now, and what you filled in still stands."
)
TOP = "#main"  # not the form, where a browser would stay else


def merge(asked: Asked) -> Response:
    """Says that another incident, by its id or address, is the same, and leads back."""
    return _with_another(asked, deciding.merge)


def apart(asked: Asked) -> Response:
    """Says that another incident, by its id or address, is not the same, and leads back."""
    return _with_another(asked, deciding.apart)


def _with_another(asked: Asked, said: Callable[..., Iterable[Decision]]) -> Response:
    home, other = incident.found(asked).id, asked.field("other").rstrip("/").rpartition("/")[2]

    def decide(workspace: Workspace, whole: Connects, who: PersonName) -> Iterable[Decision]:
        _check_opened(asked, whole, home)
        if not other:
            raise RefusedError(
                gettext("No incident was named. Choose one of the list, or give the id or the address of its page.")
            )
        return said(whole, [home, other], who, asked.field("why") or None)

    return _decided(asked, decide, f"/incident/{home}")


def split(asked: Asked) -> Response:
    """Says that the reports that were chosen tell of another incident, and leads back."""
    home, out = incident.found(asked).id, asked.fields("report")

    def decide(workspace: Workspace, whole: Connects, who: PersonName) -> Iterable[Decision]:
        _check_opened(asked, whole, home)
        if not out:
            raise RefusedError(gettext("No report was chosen. Tick those that tell of another incident."))
        return deciding.split(whole, home, out, who, asked.field("why") or None)

    return _decided(asked, decide, f"/incident/{home}")


def same(asked: Asked) -> Response:
    """Says that two names stand for one body, and leads to the decisions. Persons are no bodies."""
    names = [asked.field("name"), asked.field("other")]

    def decide(workspace: Workspace, whole: Connects, who: PersonName) -> Iterable[Decision]:
        if not all(names):
            raise RefusedError(gettext("Two names are needed. Give the other one as the claims write it."))
        if strange := next((name for name in names if not source.is_body(asked, name)), None):
            words = N_("No body or outlet called “%(name)s” is cited here, and only those can be said to be one.")
            raise RefusedError(gettext(words, name=strange[:60]))
        return deciding.same(workspace, whole, names, who, asked.field("why") or None)

    return _decided(asked, decide, "/decisions")


def _decided(asked: Asked, decide: Decide, target: str) -> Response:
    """Makes the decision and leads on."""
    who = person(asked)
    made = asked.desk.decide(lambda workspace, whole: decide(workspace, whole, who))
    return remembered(asked, back(address(target, done=made[0].number) + TOP), who)


def _check_opened(asked: Asked, whole: Connects, home: str) -> None:
    """Raises RefusedError, 409, where the incident holds other reports than when the form was opened."""
    now = next(iter(incidents_by_id(whole, [home])), None)
    if now is None or asked.field("was") != incident.held_by(now.reports):
        raise RefusedError(_overtaken(asked.field("was"), now), 409)


def _overtaken(was: str, now: Incident | None) -> str:
    before = one_line(was.partition(" ")[0])[:6] or gettext("no")
    return gettext(OVERTAKEN, before=before, now=len(now.reports) if now else 0)
