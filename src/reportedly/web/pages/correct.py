"""A claim corrected by form, with the article beside it: every field with what it says now. Only what was changed is sent on.

What a field said when the form was opened comes back with it: where somebody else has changed it meanwhile, nothing is
done and both values are shown. A button beside a place shows the form again with the places that go by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import deciding, placing
from reportedly.decision import DecisionError
from reportedly.records import Reading
from reportedly.render.sheet import PRECISION
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.correcting import FormField, Section, sections, wanted
from reportedly.web.errors import FINE, Refusal
from reportedly.web.maps import Chart, to_choose
from reportedly.web.pages.claim import found
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.person import PersonName
from reportedly.web.templates import address

if TYPE_CHECKING:
    from reportedly.workspace import Connects, Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """The places that go by the name in a field, and the map of them; null where there is none."""

    name: str
    places: Sequence[placing.Candidate]
    map: Chart | None


def page(asked: Asked) -> Response:
    """The form."""
    reading, at = found(asked, asked.path("id"))
    return _form(asked, reading, at, sections(asked, reading, at), FINE)


def correct(asked: Asked) -> Response:
    """Sets what was changed, and leads back to the claim."""
    reading, at = found(asked, asked.path("id"))
    if asked.field("look"):
        return _form(asked, reading, at, sections(asked, reading, at), FINE)
    claim, who = reading.claims[at].id, person(asked)
    made = asked.desk.decide(lambda workspace, whole: _corrected(asked, workspace, whole, claim, who))
    return remembered(asked, back(address(f"/claim/{claim}", done=made[0].number)), who)


def _corrected(asked: Asked, workspace: Workspace, whole: Connects, claim: str, who: PersonName) -> deciding.Made:
    """The correction; nobody can change the claim between the look at it and that."""
    reading, at = deciding.find_claim(whole, claim)
    changed = wanted(asked, sections(asked, reading, at))
    return deciding.correct(workspace, whole, claim, changed, who, asked.field("why") or None)


def again(asked: Asked, refused: Refusal) -> Response:
    """The form as it was filled in. Who was told that others were first has looked at what they did."""
    reading, at = found(asked, asked.path("id"))
    filled = sections(asked, reading, at)
    if refused.status == 409:
        filled = [section.looked_at() for section in filled]
    return _form(asked, reading, at, filled, refused)


def _form(asked: Asked, reading: Reading, at: int, filled: Sequence[Section], refused: Refusal) -> Response:
    try:
        listed = _listed(asked, reading, filled)
    except DecisionError as error:
        listed = {}
        refused = refused if refused.words else Refusal(str(error), 400)
    return shown(
        asked, "correct.html", refused.status, reading=reading, claim=reading.claims[at], number=at + 1, fault=refused.words,
        fragments=fragments, sections=filled, listed=listed, why=asked.field("why"), precisions=PRECISION,
        paragraphs=fragments.lit_paragraphs(reading, reading.claims[at]),
    )  # fmt: skip


def _listed(asked: Asked, reading: Reading, filled: Sequence[Section]) -> Mapping[str, Listed]:
    """The list of the field whose places are looked for, and those of which a place was chosen, by the fields' names."""
    fields = (field for section in filled for field in section.fields if field.field.name == "place")
    named = {field.name: _looked_for(asked, field) for field in fields}
    return {field: _of_name(name, reading) for field, name in named.items() if name is not None}


def _looked_for(asked: Asked, field: FormField) -> str | None:
    """The name of which the places are to be shown; null where none are."""
    if asked.field("look") == field.name:
        return field.typed
    return field.pointing.listed if field.pointing.chosen and field.pointing.listed else None


def _of_name(name: str, reading: Reading) -> Listed:
    found = placing.candidates(name, reading)
    points = [(one.spot.lat or 0.0, one.spot.lon or 0.0) for one in found]
    others = [point for point, _ in placing.others(reading)]
    return Listed(name, found, to_choose(points, others) if points else None)
