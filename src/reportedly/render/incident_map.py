"""Where the accounts of an incident place it: one mark a place, as wide as it is known, with who places it there."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.incident import Account, Incident, Where
from reportedly.render.cited import Cites, links
from reportedly.render.labels import counted
from reportedly.render.markup import Html, tag
from reportedly.render.sheet import PRECISION, Mark, figure
from reportedly.text import gettext
from reportedly.visible import one_line


def places(incident: Incident, cites: Cites) -> list[Html]:
    """The map and its list; nothing where no account names a place. A place without a point is listed, not drawn."""
    named = list(_named(incident))
    drawn = [(where, account) for where, account in named if where.lat is not None and where.lon is not None]
    rest = [pair for pair in named if pair not in drawn]
    if not named:
        return []
    marks = [_mark(where) for where, _ in drawn]
    return [figure(marks, [_item(where, account, cites) for where, account in [*drawn, *rest]])]


def _named(incident: Incident) -> Iterator[tuple[Where, Account]]:
    """The places that the accounts give; that of the incident where none does."""
    assertion = incident.assertion("place")
    for account in assertion.accounts if assertion else ():
        if account.where:
            yield account.where, account
    if assertion is None and incident.where:
        yield incident.where, Account(incident.where.name, reports=incident.reports)


def where_words(where: Where) -> str:
    """A place with its province and its country, each once."""
    return ", ".join(dict.fromkeys(one_line(name) for name in (where.name, where.admin1, where.country) if name))


def _mark(where: Where) -> Mark:
    return Mark(where.name, where_words(where), where.lat or 0.0, where.lon or 0.0, where.precision)


def _item(where: Where, account: Account, cites: Cites) -> Html:
    known = f" – {gettext(PRECISION[where.precision])}" if where.precision in PRECISION else ""
    found = "" if where.gazetteer or where.lat is not None else " " + gettext("(fits no gazetteer)")
    many = f" – {counted(len(account.reports), 'report')} "
    return tag("li", tag("bdi", where_words(where)), known, found, many, links(account.claims, cites))
