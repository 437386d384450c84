"""Incidents put together or apart by form, and names said to be one body.

A form says which reports the incident held when it was opened. Where it holds others by then, nothing is done and both are
shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Decision
from reportedly.incident import Incident
from reportedly.records import digest
from reportedly.text import N_, gettext
from reportedly.visible import one_line
from reportedly.web.asked import Asked
from reportedly.web.errors import NotHereError, RefusedError
from reportedly.web.pages.shared import back, person, remembered
from reportedly.web.pages.source import is_body
from reportedly.web.templates import address

OVERTAKEN = N_(
    "The incident held %(before)s reports when you opened the form; it holds %(now)s now, or others. "
    "Go back, load its page again and look."
)


def merge(asked: Asked) -> Response:
    """Says that another incident, by its id or address, is the same, and leads back."""
    incident, who = _opened(asked), person(asked)
    other = asked.field("other").rstrip("/").rpartition("/")[2]
    if not other:
        raise RefusedError(
            gettext("No incident was named. Choose one of the list, or give the id or the address of its page.")
        )
    made = asked.desk.decide(
        lambda _, whole: deciding.merge(whole, [_opened(asked).id, other], who, asked.field("why") or None)
    )
    return remembered(asked, back(_done(incident, made)), who)


def split(asked: Asked) -> Response:
    """Says that the reports that were chosen tell of another incident, and leads back."""
    incident, who, out = _opened(asked), person(asked), asked.fields("report")
    if not out:
        raise RefusedError(gettext("No report was chosen. Tick those that tell of another incident."))
    made = asked.desk.decide(
        lambda _, whole: deciding.split(whole, _opened(asked).id, out, who, asked.field("why") or None)
    )
    return remembered(asked, back(_done(incident, made)), who)


def same(asked: Asked) -> Response:
    """Says that two names stand for one body, and leads back to it. Raises NotHereError where one has no page."""
    names, who = [asked.field("name"), asked.field("other")], person(asked)
    for name in names:
        if not name:
            raise RefusedError(gettext("Two names are needed. Go back and give the other one as the claims write it."))
        if not is_body(asked, name):
            raise NotHereError(
                gettext(
                    "body called %(name)s that is cited; only bodies and outlets can be said to be one",
                    name=repr(name[:60]),
                )
            )
    asked.desk.decide(lambda workspace, store: deciding.same(workspace, store, names, who, asked.field("why") or None))
    return remembered(asked, back("/decisions"), who)


def decided_now(asked: Asked) -> Decision | None:
    """The decision that the address calls done, where it stands and is by the person who asks."""
    number = asked.number("done", 0)
    made = deciding.numbered(asked.desk.store, number) if number else []
    fitting = (one for one in made if one.state.value == "stands" and one.who == asked.who)
    return next(fitting, None)


def held_by(reports: Iterable[str]) -> str:
    """The reports of an incident as its forms say them: how many, and a digest of which."""
    ids = sorted(reports)
    return f"{len(ids)} {digest(*ids)}"


def _opened(asked: Asked) -> Incident:
    """The incident as it was when the form was opened. Raises RefusedError, 409, where it has changed."""
    incident = asked.desk.store.incident(asked.path("id"))
    if incident is None:
        raise NotHereError(gettext("incident %(name)s", name=asked.path("id")[:60]))
    was, now = asked.field("was"), held_by(incident.reports)
    if was != now:
        before = one_line(was.partition(" ")[0])[:6] or gettext("no")
        raise RefusedError(
            gettext(OVERTAKEN, before=before, now=len(incident.reports)), 409,
        )  # fmt: skip
    return incident


def _done(incident: Incident, made: Iterable[Decision]) -> str:
    number = next(iter(made)).number
    return address(f"/incident/{incident.id}", done=number)
