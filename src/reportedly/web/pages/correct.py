"""A claim corrected by form, with the article beside it: every field with what it says now. Only what was changed is sent on.

What a field said when the form was opened comes back with it: where somebody else has changed it meanwhile, nothing is
done and both values are shown. A button beside a place shows the form again with the places that go by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import deciding, placing
from reportedly.decision import DecisionError
from reportedly.records import Reading
from reportedly.render.sheet import PRECISION
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.correcting import groups, wanted
from reportedly.web.errors import RefusedError
from reportedly.web.maps import to_choose
from reportedly.web.pages.claim import found
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.workspace import Connects, Workspace


def page(asked: Asked) -> Response:
    """The form."""
    reading, at = found(asked, asked.path("id"))
    return _form(asked, reading, at)


def correct(asked: Asked) -> Response:
    """Sets what was changed, and leads back to the claim; with what is wrong, to the form as it was filled in."""
    reading, at = found(asked, asked.path("id"))
    if asked.field("look"):
        return _form(asked, reading, at)
    claim, who = reading.claims[at], person(asked)
    try:
        made = asked.desk.decide(lambda workspace, whole: _corrected(asked, workspace, whole, claim.id, who))
    except (DecisionError, RefusedError) as error:
        return _form(asked, reading, at, str(error), getattr(error, "status", 400))
    return remembered(asked, back(address(f"/claim/{claim.id}", done=made[0].number)), who)


def _corrected(asked: Asked, workspace: Workspace, store: Connects, claim: str, who: str) -> deciding.Made:
    """Raises RefusedError, 409, where somebody set one of the fields since the form was opened."""
    changed = wanted(asked, *deciding.find_claim(store, claim))
    return deciding.correct(workspace, store, claim, changed, who, asked.field("why") or None)


def _form(asked: Asked, reading: Reading, at: int, fault: str = "", status: int = 200) -> Response:
    looked, listed = asked.field("look"), list[placing.Candidate]()
    try:
        listed = placing.candidates(asked.field(looked), reading) if looked else []
    except DecisionError as error:
        fault, status = str(error), 400
    points = [(one.spot.lat or 0.0, one.spot.lon or 0.0) for one in listed]
    return shown(
        asked, "correct.html", status, reading=reading, claim=reading.claims[at], number=at + 1, fault=fault,
        fragments=fragments, groups=list(groups(asked, reading, at)), looked=looked, listed=listed, filled=asked.field,
        precisions=PRECISION, paragraphs=fragments.lit_paragraphs(reading, reading.claims[at]),
        map=to_choose(points, [point for point, _ in placing.others(reading)]) if points else None,
    )  # fmt: skip
