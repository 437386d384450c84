"""Saved searches: what came in since a person last looked, as a page and as a feed, and where it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import following
from reportedly.text import gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, NotHereError, Refusal
from reportedly.web.pages.feed import of_search
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address
from reportedly.workspace import StoreError

if TYPE_CHECKING:
    from reportedly.following import SavedSearch


PLACES = {
    "alert": "alerts",
    "end": "alerts",
    "again": "alerts",
    "remove": "remove",
}  # where what a form was refused for is said


def page(asked: Asked) -> Response:
    """The list."""
    return _list(asked, FINE)


def _list(asked: Asked, refused: Refusal) -> Response:
    found = following.saved_searches(asked.desk.store, asked.who)
    return shown(asked, "saved.html", refused.status, here="saved", searches=found, fault=refused.words)


def one(asked: Asked) -> Response:
    """One search: what is new in it, its alerts, and what they sent."""
    return _one(asked, _search(asked), FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The search about which something was sent, with why it was not done and the form as it was filled in; where it is
    not saved any more, the list of the others.
    """
    try:
        return _one(asked, _search(asked), refused)
    except NotHereError:
        return _list(asked, refused)


def save(asked: Asked) -> Response:
    """Saves a search under a name and leads to it."""
    who = person(asked)
    made = following.save(asked.desk.store, asked.field("name"), asked.field("q"), who)
    return remembered(asked, back(f"/saved/{made.id}"), who)


def seen(asked: Asked) -> Response:
    """Keeps that a person has looked at what the page showed; what came in meanwhile is new still."""
    search, who = _search(asked), person(asked)
    following.look(asked.desk.store, search, who, asked.chosen("upto"))
    return remembered(asked, back(f"/saved/{search.id}"), who)


def remove(asked: Asked) -> Response:
    """Takes a search out."""
    search, who = _search(asked), person(asked)
    following.remove(asked.desk.store, search, who)
    return remembered(asked, back("/saved"), who)


def alert(asked: Asked) -> Response:
    """Has what is new sent somewhere. The secret of a webhook is on this one answer and nowhere else."""
    search, store, url, who = _search(asked), asked.desk.store, asked.field("webhook"), person(asked)
    if url:
        _, secret = following.add_webhook(store, search, url, who)
        return remembered(asked, _one(asked, search, FINE, secret), who)
    following.add_mail(store, search, asked.field("mail"), asked.field("every") or "day", who)
    return remembered(asked, back(f"/saved/{search.id}#alerts"), who)


def end_alert(asked: Asked) -> Response:
    """Ends an alert."""
    search, who = _search(asked), person(asked)
    following.remove_alert(asked.desk.store, search, asked.chosen("alert"), who)
    return remembered(asked, back(f"/saved/{search.id}#alerts"), who)


def try_again(asked: Asked) -> Response:
    """Has a message that could not be sent tried again."""
    search = _search(asked)
    following.try_again(asked.desk.store, asked.chosen("sending"), search=search)
    asked.desk.following.ask()
    return back(f"/saved/{search.id}#alerts")


def feed(asked: Asked) -> Response:
    """The newest claims that the search finds, as an Atom feed."""
    return feed_of(asked, asked.path("id"))


def feed_of(asked: Asked, named: str) -> Response:
    """The feed of the saved search of a number. Raises NotHereError."""
    search = _numbered(asked, named)
    return of_search(asked, search.query, search.name)


def _one(asked: Asked, search: SavedSearch, refused: Refusal, secret: str | None = None) -> Response:
    store, sent = asked.desk.store, asked.request.url.path.rpartition("/")[2]
    return shown(
        asked, "saved_one.html", refused.status, wrong={PLACES.get(sent, ""): refused.words},
        mail=asked.field("mail"), how_often=asked.field("every") or "day",
        webhook="" if secret else asked.field("webhook"), here="saved", search=search, new=following.new_in(store, search, asked.who),
        alerts=following.alerts_of(store, search), sendings=following.sendings(store, search), secret=secret,
        fault=asked.desk.following.fault, mail_waits=_mail_waits(asked),
        every=following.EVERY, pieces=fragments.pieces, queue=address("/queue", q=search.query),
    )  # fmt: skip


def _mail_waits(asked: Asked) -> bool:
    """Whether mail has nobody to take it; settings that cannot be used are said where alerts are."""
    try:
        return not following.mail_has_a_server(asked.desk.folder)
    except StoreError:
        return False


def _search(asked: Asked) -> SavedSearch:
    """The search that the address names. Raises NotHereError."""
    return _numbered(asked, asked.path("id"))


def _numbered(asked: Asked, named: str) -> SavedSearch:
    for found in following.saved_searches(asked.desk.store, asked.who):
        if str(found.id) == named:
            return found
    raise NotHereError(gettext("No search is saved as number %(name)s.", name=named[:40]))
