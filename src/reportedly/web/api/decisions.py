"""Decisions: those that were made, and new ones. A decision, the key of its request and the check that nobody was first are
one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly import deciding, repeats
from reportedly.corrections.fields import changes
from reportedly.corrections.overlay import Overlay
from reportedly.corrections.values import NONE
from reportedly.decision import Decision, Verb
from reportedly.records import to_json
from reportedly.visible import one_line
from reportedly.web.api import claims, incidents
from reportedly.web.api.asks import Apart, Correct, Decide, DecisionsAsked, Judge, Merge, Same, Split, Undo
from reportedly.web.api.call import Answer, Call, rendered
from reportedly.web.api.paging import opened_number, sealed
from reportedly.web.api.problems import ProblemError
from reportedly.web.entity_tags import mark, matches
from reportedly.web.permission import Permission

if TYPE_CHECKING:
    from reportedly.workspace import Connects

OF = "decisions"
LOOKED = 200  # decisions that are asked for at once: what became of one is not kept but found
Placed = tuple[int, Decision]


def page(call: Call, asked: DecisionsAsked) -> Answer:
    """Decisions in the order in which they were made; that only grows, so a place is a number of them."""
    place, shown, many = opened_number(OF, asked.after), list[Placed](), LOOKED
    while many == LOOKED and len(shown) <= asked.limit:
        some = deciding.decisions_after(call.desk.store, place, LOOKED, asked.report or None, asked.by or None)
        shown += [(at, one) for at, one in some if asked.state in ("any", one.state.value)]
        place, many = (some[-1][0] if some else place), len(some)
    further = shown[asked.limit - 1][0] if len(shown) > asked.limit else None
    return Answer({"decisions": [to_json(one) for _, one in shown[: asked.limit]], "after": sealed(OF, further)})


def make(call: Call, asked: Decide) -> Answer:
    """Makes a decision, once for each key; the incidents follow in the background."""
    keyed = call.keyed
    with call.desk.store.whole() as whole:
        before = repeats.carried_out(whole, keyed) if keyed else None
        if before and before.number is not None:
            made = deciding.of_number(whole, before.number)
        else:
            _check_first(call, whole, asked)
            made = _made(call, whole, asked)
            if keyed:
                repeats.keep(whole, keyed, made[0].number)
    call.desk.linking.ask()
    return Answer({"decisions": [to_json(one) for one in made]}, 201)


def _made(call: Call, whole: Connects, asked: Decide) -> deciding.Made:
    who, why, workspace = call.caller.name, asked.why or None, call.desk.workspace
    match asked:
        case Judge():
            return deciding.judge(whole, Verb(asked.verb), asked.claims, who, why)
        case Correct():
            _check_was(whole, asked)
            wanted = [f"{field}={value.strip() or NONE}" for field, value in asked.set.items()]
            return deciding.correct(workspace, whole, asked.claim, wanted, who, why)
        case Merge():
            return deciding.merge(whole, asked.incidents, who, why)
        case Split():
            return deciding.split(whole, asked.incident, asked.reports, who, why)
        case Apart():
            return deciding.apart(whole, asked.incidents, who, why)
        case Same():
            return deciding.same(workspace, whole, asked.names, who, why)
        case Undo():
            _check_own(call, whole, asked.number)
            return deciding.undo(whole, asked.number, who, why)


def _check_first(call: Call, whole: Connects, asked: Decide) -> None:
    """Raises ProblemError where `If-Match` names another state than that of what the decision is about."""
    if call.matching is None:
        return
    match asked:
        case Judge(claims=[only]) | Correct(claim=only):
            now, what = mark(rendered(claims.told(whole, only))), f"claim {only}"
        case Split():
            found = incidents.incident_of(call.desk, asked.incident)
            now, what = mark(rendered(incidents.told(call.desk, found))), f"incident {found.id}"
        case _:
            raise ProblemError(400, "If-Match goes with a decision about one claim, or with the split of an incident.")
    if not matches(call.matching, now):
        raise ProblemError(412, f"The {what[:60]} has changed since you read it. Read it again, then decide.")


def _check_was(whole: Connects, asked: Correct) -> None:
    """Raises ProblemError where a field no longer says what it did when it was read."""
    if not asked.was:
        return
    reading, at = deciding.find_claim(whole, asked.claim)
    overlay = Overlay(reading)
    for field in changes(f"{name}={value.strip() or NONE}" for name, value in asked.was.items()):
        was, now = one_line(field.value), one_line(overlay.value(at, field) or NONE)
        if was != now:
            words = f"{field.named} said {was} when you read it; it says {now} now. Nothing was changed; look again."
            raise ProblemError(409, words)


def _check_own(call: Call, whole: Connects, number: int) -> None:
    """Raises ProblemError where somebody would take back what another person decided, and may not."""
    others = {made.who for made in deciding.of_number(whole, number)} - {call.caller.name}
    if others and call.caller.permission < Permission.REVIEWER:
        raise ProblemError(403, f"Decision {number} is somebody else’s; taking it back needs the permission reviewer.")
