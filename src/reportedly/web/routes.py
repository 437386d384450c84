"""Every route there is: its method and path, what answers it, and what somebody must be allowed to do for it.

`ROUTES` are those of every server; one for a single person and one for a team each have a few of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from starlette.responses import RedirectResponse, Response

from reportedly.web.asked import Asked
from reportedly.web.errors import REFUSALS, Refusal, refusal_of
from reportedly.web.pages import (
    account,
    bulk,
    checks,
    claim,
    correct,
    decisions,
    embed,
    export,
    feed,
    help,
    house,
    incident,
    incidents,
    intake,
    join,
    login,
    network,
    people,
    person,
    queue,
    report,
    saved,
    search,
    sets,
    share,
    source,
    static,
    versions,
)
from reportedly.web.permission import Permission
from reportedly.web.team import HOUSE_BACK, TeamEntrance

NOBODY, VIEWER, CODER, REVIEWER, OWNER = Permission
UPLOADS = "/intake/upload"  # the one path that takes files
EXPORTS = "/export"  # the start of all paths that only pages of ours lead to
EMBEDS = "/embed/"  # the start of the paths that pages elsewhere may show in a frame


@dataclass(frozen=True, slots=True)
class Route:
    """One route; whoever lacks the permission gets no answer from it.

    `again` is the page of a form as it was filled in, with why nothing was done: no error page takes what somebody typed.
    """

    method: str
    path: str
    answer: Callable[[Asked], Response]
    permission: Permission
    again: Callable[[Asked, Refusal], Response] | None = None

    def answered(self, asked: Asked) -> Response:
        """The answer. Raises what it raises where no form was sent."""
        try:
            return self.answer(asked)
        except REFUSALS as error:
            if self.again is None:
                raise
            return self.again(asked.shortened(), refusal_of(asked.request, error))


def _home(asked: Asked) -> Response:
    return RedirectResponse("/incidents", 303)


ROUTES = (
    Route("GET", "/", _home, VIEWER),
    Route("GET", "/incidents", incidents.page, VIEWER),
    Route("POST", "/incidents/looked", incidents.looked, VIEWER, incidents.again),
    Route("GET", "/incident/{id}", incident.page, VIEWER),
    Route("GET", "/report/{id}", report.page, VIEWER),
    Route("GET", "/report/{id}/versions", versions.page, VIEWER),
    Route("GET", "/claim/{id}", claim.page, VIEWER),
    Route("GET", "/search", search.page, VIEWER),
    Route("GET", EXPORTS, export.page, VIEWER),
    Route("GET", "/feed/claims", feed.claims, VIEWER),
    Route("GET", "/feed/incidents", feed.incidents, VIEWER),
    Route("GET", EMBEDS + "claim/{id}", embed.claim, VIEWER),
    Route("GET", EMBEDS + "incident/{id}/chain", embed.incident, VIEWER),
    Route("GET", EMBEDS + "incident/{id}/map", embed.incident_map, VIEWER),
    Route("GET", "/network", network.page, VIEWER),
    Route("GET", EXPORTS + "/network", network.file, VIEWER),
    Route("GET", "/source", source.source_page, VIEWER),
    Route("GET", "/outlet", source.outlet_page, VIEWER),
    Route("GET", "/decisions", decisions.page, VIEWER),
    Route("GET", "/saved", saved.page, VIEWER),
    Route("GET", "/saved/{id}", saved.one, VIEWER),
    Route("GET", "/saved/{id}/feed", saved.feed, VIEWER),
    Route("GET", "/checks", checks.page, VIEWER),
    Route("GET", EXPORTS + "/sheet", checks.sheet, VIEWER),
    Route("GET", "/help", help.page, VIEWER),
    Route("GET", "/static/{mark}/{name}", static.page, NOBODY),
    Route("GET", "/queue", queue.page, CODER),
    Route("POST", "/queue", queue.judge, CODER, queue.again),
    Route("POST", "/queue/undo", queue.undo, CODER, queue.again),
    Route("POST", "/bulk", bulk.preview, CODER, bulk.again),
    Route("POST", "/bulk/judge", bulk.judge, CODER, bulk.again),
    Route("POST", "/saved", saved.save, CODER, search.again),
    Route("POST", "/saved/{id}/seen", saved.seen, CODER, saved.again),
    Route("POST", "/saved/{id}/remove", saved.remove, REVIEWER, saved.again),
    Route("POST", "/saved/{id}/alert", saved.alert, OWNER, saved.again),
    Route("POST", "/saved/{id}/alert/end", saved.end_alert, OWNER, saved.again),
    Route("POST", "/saved/{id}/again", saved.try_again, OWNER, saved.again),
    Route("POST", "/claim/{id}/judge", claim.judge, CODER, claim.again),
    Route("GET", "/claim/{id}/correct", correct.page, CODER),
    Route("POST", "/claim/{id}/correct", correct.correct, CODER, correct.again),
    Route("POST", "/incident/{id}/merge", sets.merge, CODER, incident.again),
    Route("POST", "/incident/{id}/split", sets.split, CODER, incident.again),
    Route("POST", "/incident/{id}/apart", sets.apart, CODER, incident.again),
    Route("POST", "/source/same", sets.same, CODER, source.again),
    Route("POST", "/undo", decisions.undo, CODER, decisions.again),
    Route("GET", "/intake", intake.page, OWNER),
    Route("POST", UPLOADS, intake.upload, OWNER, intake.again),
    Route("POST", "/intake/address", intake.address, OWNER, intake.again),
    Route("POST", "/intake/stop", intake.stop, OWNER),
)

# For one person at this machine: there are no accounts, only a name, and what lies on the machine is their own.
ALONE = (
    Route("GET", "/person", person.page, VIEWER),
    Route("POST", "/person", person.keep, VIEWER, person.again),
    Route("POST", "/intake/folder", intake.folder, OWNER, intake.again),
)


def team_routes(team: TeamEntrance) -> tuple[Route, ...]:
    """Those for people who log in: the door itself, one's own account, everybody's, and what is shared with those who have none."""
    return (
        Route("GET", "/login", partial(login.page, team), NOBODY),
        Route("POST", "/login", partial(login.enter, team), NOBODY, partial(login.again, team)),
        Route("GET", "/login/house", partial(house.begin, team), NOBODY),
        Route("GET", HOUSE_BACK, partial(house.arrive, team), NOBODY),
        Route("POST", "/logout", partial(login.leave, team), NOBODY),
        Route("GET", "/join/{link}", partial(join.page, team), NOBODY),
        Route("POST", "/join/{link}", partial(join.choose, team), NOBODY, partial(join.again, team)),
        Route("GET", "/account", partial(account.page, team), VIEWER),
        Route("POST", "/account/password", partial(account.password, team), VIEWER, partial(account.again, team)),
        Route("POST", "/account/end", partial(account.end, team), VIEWER, partial(account.again, team)),
        Route("GET", "/people", partial(people.page, team), OWNER),
        Route("POST", "/people", partial(people.add, team), OWNER, partial(people.again, team)),
        Route("POST", "/people/link", partial(people.link, team), OWNER, partial(people.again, team)),
        Route("POST", "/people/role", partial(people.role, team), OWNER, partial(people.again, team)),
        Route("POST", "/people/disable", partial(people.disable, team), OWNER, partial(people.again, team)),
        Route("POST", "/people/release", partial(people.release, team), OWNER, partial(people.again, team)),
        Route("POST", "/people/enable", partial(people.enable, team), OWNER, partial(people.again, team)),
        Route("GET", "/shares", partial(share.page, team), OWNER),
        Route("POST", "/shares", partial(share.make, team), OWNER, partial(share.again, team)),
        Route("POST", "/shares/end", partial(share.end, team), OWNER, partial(share.again, team)),
        Route("GET", "/feed/shared/{link}", partial(share.opened_feed, team), NOBODY),
        Route("GET", EMBEDS + "shared/{link}", partial(share.opened_card, team), NOBODY),
    )
