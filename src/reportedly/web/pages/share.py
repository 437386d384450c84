"""Feeds and cards for people without an account: an owner shares one, and whoever has its address sees that and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.following import saved_searches
from reportedly.text import N_, gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import FINE, NotHereError, Refusal, RefusedError
from reportedly.web.pages import embed, feed, saved
from reportedly.web.pages.shared import back, person, shown
from reportedly.web.team import TeamEntrance
from reportedly.web.templates import address
from reportedly.workspace import hits_in_store

if TYPE_CHECKING:
    from reportedly.workspace import SharedPage

Shown = Callable[[Asked, str], Response]
FEEDS: Mapping[str, Shown] = {
    "claims": lambda asked, query: feed.of_search(asked, query, query or "claims"),
    "saved": saved.feed_of,
    "incidents": lambda asked, _: feed.incidents(asked),
}
CARDS: Mapping[str, Shown] = {"claim": embed.claim_card, "chain": embed.chain_card, "map": embed.map_card}
WORDS = {
    "claims": N_("Feed of a search"), "saved": N_("Feed of a saved search"), "incidents": N_("Feed of the newest incidents"),
    "claim": N_("Card of a claim"), "chain": N_("Card of an incident"), "map": N_("Card of the map of an incident"),
}  # fmt: skip


def page(team: TeamEntrance, asked: Asked) -> Response:
    """What is shared, by whom; each can be ended."""
    return _list(team, asked)


def again(team: TeamEntrance, asked: Asked, refused: Refusal) -> Response:
    """The same with why what was sent was not done."""
    return _list(team, asked, refused=refused)


def make(team: TeamEntrance, asked: Asked) -> Response:
    """Shares a feed or a card that is there; the page that answers is the only one that ever shows its address."""
    kind, about = asked.field("kind"), asked.field("about")
    shows = FEEDS.get(kind) or CARDS.get(kind)
    if shows is None:
        raise RefusedError(
            gettext("Only feeds and cards can be shared. Choose one on the page of a search, a claim or an incident.")
        )
    shows(asked, about)  # what is not there cannot be shared
    held = team.accounts.shares.make(kind, about, person(asked))
    start = "feed" if kind in FEEDS else "embed"
    return _list(team, asked, f"{team.address}/{start}/shared/{held}")


def end(team: TeamEntrance, asked: Asked) -> Response:
    """Ends a share: its address opens nothing from now on."""
    team.accounts.shares.end(asked.chosen("share"), person(asked))
    return back("/shares")


def opened_feed(team: TeamEntrance, asked: Asked) -> Response:
    """The feed that an address opens, for anybody."""
    return _opened(team, asked, FEEDS)


def opened_card(team: TeamEntrance, asked: Asked) -> Response:
    """The card that an address opens, for anybody, in a frame of any page."""
    return _opened(team, asked, CARDS)


def _opened(team: TeamEntrance, asked: Asked, kinds: Mapping[str, Shown]) -> Response:
    found = team.accounts.shares.of(asked.path("link"))
    if found is None or found.kind not in kinds:
        raise NotHereError(gettext("There is no feed or card at this address; it may have been ended."))
    return kinds[found.kind](asked, found.about)


def _list(team: TeamEntrance, asked: Asked, made: str = "", refused: Refusal = FINE) -> Response:
    found = [_line(asked, one) for one in team.accounts.shares.standing()]
    return shown(asked, "shares.html", refused.status, shares=found, link=made, fault=refused.words)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share as the list shows it: what kind of thing, which one in words, and the page of that, null where it is gone."""

    share: SharedPage
    kind: str
    what: str
    page: str | None


def _line(asked: Asked, one: SharedPage) -> ShareLine:
    what, page = _what(asked, one)
    return ShareLine(one, gettext(WORDS.get(one.kind, one.kind)), what, page)


def _what(asked: Asked, one: SharedPage) -> tuple[str, str | None]:
    """What a share is about, as people know it, and its page."""
    match one.kind:
        case "claims":
            return one.about or gettext("every claim"), address("/search", q=one.about)
        case "saved":
            named = (search.name for search in saved_searches(asked.desk.store) if str(search.id) == one.about)
            name = next(named, None)
            return name or gettext("a search that is not saved any more"), f"/saved/{one.about}" if name else None
        case "claim":
            hit = next(iter(hits_in_store(asked.desk.store, [one.about])), None)
            return (
                (hit.quote, address(f"/claim/{one.about}"))
                if hit
                else (gettext("a claim that is not here any more"), None)
            )
        case "chain" | "map":
            held = asked.desk.store.incident(one.about)
            gone = gettext("an incident that is not here any more")
            return (held.title or gettext("No headline"), address(f"/incident/{held.id}")) if held else (gone, None)
    return one.about, None
