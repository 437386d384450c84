"""Several claims judged at once: exactly those that a page of results showed, after they were shown once more.

The form holds their ids and what was decided on each when they were shown; where that has changed meanwhile, nothing is done.
All of it is one decision, and one undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly import deciding
from reportedly.decision import Verb
from reportedly.render.labels import counted
from reportedly.text import N_, gettext
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.decided_on import state_of
from reportedly.web.errors import FINE, Refusal, RefusedError
from reportedly.web.pages import search
from reportedly.web.pages.claim import JUDGING, verb_of
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address
from reportedly.workspace import hits_in_store

if TYPE_CHECKING:
    from reportedly.web.person import PersonName
    from reportedly.workspace import Connects, Hit

WORDS = {"accept": N_("Accept %(claims)s?"), "reject": N_("Reject %(claims)s?"), "unsure": N_("Leave %(claims)s open?")}


def preview(asked: Asked) -> Response:
    """The claims once more, each of which can be left out."""
    verb, hits = verb_of(asked), _hits(asked)
    if not hits:
        raise RefusedError(gettext("None of those claims is here any more. This is what the search finds now."))
    return _preview(asked, verb, hits, [hit.claim for hit in hits], FINE)


def again(asked: Asked, refused: Refusal) -> Response:
    """The claims as they are now, with those that were left in; where none is here any more, what the search finds."""
    verb, hits = JUDGING.get(asked.field("verb")), _hits(asked)
    return (
        _preview(asked, verb, hits, asked.fields("claim"), refused) if verb and hits else search.again(asked, refused)
    )


def judge(asked: Asked) -> Response:
    """Judges those that were left in, and leads back to the results."""
    verb, chosen, who = verb_of(asked), asked.fields("claim"), person(asked)
    made = asked.desk.decide(lambda _, whole: _judged(asked, whole, verb, chosen, who))
    target = address("/search", q=asked.field("q"), after=asked.field("after"), done=made[0].number)
    return remembered(asked, back(target), who)


def _judged(asked: Asked, whole: Connects, verb: Verb, chosen: Sequence[str], who: PersonName) -> deciding.Made:
    listed = _listed(asked)
    if not chosen or not set(chosen) <= set(listed):
        raise RefusedError(gettext("Leave at least one of the claims that were shown in."))
    if state_of(hits_in_store(whole, listed)) != asked.field("state"):
        raise RefusedError(
            gettext(
                "Somebody decided on one of these claims since they were shown. Look again: they are shown as they are now."
            ),
            409,
        )
    return deciding.judge(whole, verb, chosen, who, asked.field("why") or None)


def _preview(asked: Asked, verb: Verb, hits: Sequence[Hit], chosen: Sequence[str], refused: Refusal) -> Response:
    return shown(
        asked, "bulk.html", refused.status, here="search", query=asked.field("q"), after=asked.field("after"), hits=hits, verb=verb.value,
        words=gettext(WORDS[verb.value], claims=counted(len(hits), "claim")), state=state_of(hits), pieces=fragments.pieces,
        judged=sum(hit.judgement is not None for hit in hits), chosen=chosen, fault=refused.words, why=asked.field("why"),
    )  # fmt: skip


def _hits(asked: Asked) -> Sequence[Hit]:
    return hits_in_store(asked.desk.store, _listed(asked))


def _listed(asked: Asked) -> list[str]:
    """The ids of the claims that were shown."""
    return list(dict.fromkeys(asked.field("claims").split()))
