"""Who is said to have done it: a body, or a word for a side ("the junta", "our fighters"), kept as it is told.

A source names who did it as the actor of what happened, by a charge, by claiming it, by "X did it", or by whose weapon it
was. A word goes under the name of a body only where the reports of the incident say whom it means (`whom_meant.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.knowledge.linking_words import arms, linking_words
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.public_names import public_name, public_role
from reportedly.linking.identity import (
    TELLING,
    entity_of,
    first_party,
    key_of,
    party_of,
    source_key,
    takes_part,
    without_s,
)
from reportedly.linking.mentions import UNMEANT, deeds, named_in
from reportedly.linking.whose_arms import LATELY, OWNER, first_side, only_whose_arms, whose_arms, words_in
from reportedly.records import Act, Certainty, Claim, Event, Form, Reading, Role

CHARGE = "ACCUSE"  # the type of the event that a charge is


@dataclass(frozen=True, slots=True)
class Blamed:
    """Who is said to have done something: the text's words, the name that they go by, what that is known by."""

    words: str
    value: str
    key: str


def says_who(claim: Claim, knowledge: Knowledge) -> bool:
    """Whether a claim is about who did it, whatever it tells of what happened: a charge, a claim to it, "rebels did it"."""
    return claim.act in (Act.ACCUSE, Act.CLAIM_RESPONSIBILITY) or _did(claim) or _names_arms(claim, knowledge)


def parties(claim: Claim, events: Sequence[Event], reading: Reading, knowledge: Knowledge) -> Iterator[Blamed]:
    """Whom a claim says to have done the events that it tells of."""
    events = [event for event in events if not _done_to_a_deed(event, claim)]
    meant = [event for event in events if event.type not in UNMEANT]
    roles = [role for event in meant for role in named_in(event, "actor")]
    found = [
        *_claimed(claim, knowledge),
        *_charged(claim, roles, knowledge),
        *_acting(claim, roles, reading, knowledge),
    ]
    yield from found
    if not roles and not found and (events or _names_arms(claim, knowledge)):
        yield from _armed(claim, events, knowledge)


def _done_to_a_deed(event: Event, claim: Claim) -> bool:
    """Whether what was met with an event is another deed of the claim: who repels an attack is not who attacked."""
    targets = [role.span for role in event.roles if role.role == "target"]
    others = (other.span[0] for other in claim.events if other is not event)
    return any(start <= at < end for at in others for start, end in targets)


def _party(words: str, known: Entity | None) -> Blamed:
    value = without_s(words)
    return Blamed(words, known.name, known.id) if known else Blamed(words, value, fold(value))


def _claimed(claim: Claim, knowledge: Knowledge) -> Iterator[Blamed]:
    """The source itself, where it claims responsibility; whoever tells of others does not."""
    source = claim.origin if claim.act is Act.CLAIM_RESPONSIBILITY else None
    if source is not None and source.type not in TELLING:
        yield _party(public_name(source), entity_of(source.name, source.id, knowledge))


def _charged(claim: Claim, roles: Sequence[Role], knowledge: Knowledge) -> Iterator[Blamed]:
    """Whom a charge names, where its events name nobody."""
    if roles:
        return
    named = [role for role in _accused(claim) if takes_part(role.name, role.id, knowledge)]
    yield from (_party(public_role(role), party_of(role.name, role.id, knowledge)) for role in named)
    words = None if named else _author(claim, knowledge) or _first_named(claim, knowledge)
    if words:
        yield _party(words, knowledge.find(words))


def _accused(claim: Claim) -> list[Role]:
    """Whom the words of a charge name."""
    charges = [event for event in claim.events if event.type == CHARGE] if claim.act is Act.ACCUSE else []
    return [role for event in charges for role in event.roles if role.role == "target"]


def _first_named(claim: Claim, knowledge: Knowledge) -> str | None:
    return first_party(claim.text, knowledge) if claim.act is Act.ACCUSE or _did(claim) else None


def _did(claim: Claim) -> bool:
    """Whether a claim that tells no deed says only who did it: "militants did it", "this is the work of militants"."""
    return _tells(claim) and _says_did(claim.text)


@lru_cache(maxsize=LATELY)
def _says_did(text: str) -> bool:
    words = f" {fold(text)} "
    return any(f" {did} " in words for sense in ("did", "work of") for did in linking_words(sense))


def _tells(claim: Claim) -> bool:
    """Whether a claim says something, firmly or not, that is no deed of anybody."""
    told = claim.certainty in (Certainty.ASSERTED, Certainty.HEDGED) and claim.act is not Act.DENY
    return told and not deeds(claim)


def _author(claim: Claim, knowledge: Knowledge) -> str | None:
    """Whose work a claim says that it is, where it tells no deed: "this bears the signature of the hill gangs"."""
    return first_side(_behind_work(claim.text), knowledge) if _tells(claim) else None


@lru_cache(maxsize=LATELY)
def _behind_work(text: str) -> Sequence[str]:
    """The words behind the first that say that something is somebody's work."""
    words = words_in(text)
    folded = [word.casefold() for word in words]
    for phrase in (work.split() for work in linking_words("work of")):
        for at in range(len(words)):
            if folded[at : at + len(phrase)] == phrase:
                return tuple(words[at + len(phrase) :][:OWNER])
    return ()


def _names_arms(claim: Claim, knowledge: Knowledge) -> bool:
    """Whether a claim that tells no deed says no more than whose arms they were."""
    return _tells(claim) and only_whose_arms(claim.text, knowledge)


def _acting(claim: Claim, roles: Sequence[Role], reading: Reading, knowledge: Knowledge) -> Iterator[Blamed]:
    """The actors that can do something and are not those who tell of it; "our fighters" are the speaker's."""
    telling = {source_key(source, knowledge) for source in claim.chain}
    for role in roles:
        named = role.name, role.id, knowledge
        if takes_part(*named) and key_of(*named) not in telling:
            found = _party(public_role(role), party_of(*named))
            found = found if role.private else _without_arms(found, knowledge)
            yield _of_speaker(found, claim, reading, knowledge) if _own(found) else found


def _without_arms(party: Blamed, knowledge: Knowledge) -> Blamed:
    """Who has the arms that are said to have done it: "junta gunboats" and "gunboats of the junta" are the junta's."""
    words = party.value.split()
    if party.key != fold(party.value) or len(words) < 2:
        return party
    for many in (2, 1):
        if len(words) > many and arms(fold(" ".join(words[-many:]))):
            return _renamed(party, without_s(" ".join(words[:-many])), knowledge)
    if arms(fold(words[0])) and words[1] in linking_words("of"):
        return _renamed(party, " ".join(word for word in words[2:] if fold(word)), knowledge)
    return party


def _renamed(party: Blamed, value: str, knowledge: Knowledge) -> Blamed:
    """The party under another name, where that can stand for who did something."""
    if not takes_part(value, None, knowledge):
        return party
    return replace(_party(value, party_of(value, None, knowledge)), words=party.words)


def _own(party: Blamed) -> bool:
    return fold(party.words).partition(" ")[0] in linking_words("own")


def _of_speaker(party: Blamed, claim: Claim, reading: Reading, knowledge: Knowledge) -> Blamed:
    """The speaker's own people under the name of its body: of who is quoted, else of whoever the outlet belongs to; as told where
    neither is known.
    """
    if claim.origin is not None and claim.form is Form.DIRECT:
        known = entity_of(claim.origin.name, claim.origin.id, knowledge)
    else:
        outlet = reading.report.outlet
        printed = entity_of(outlet.name, outlet.id, knowledge) if outlet else None
        known = knowledge.head_of(printed) if printed else None
    return replace(party, value=known.name, key=known.id) if known and known.type not in TELLING else party


def _armed(claim: Claim, events: Sequence[Event], knowledge: Knowledge) -> Iterator[Blamed]:
    """Whose weapon it was, where the events name nobody."""
    struck = [fold(role.name) for event in events for role in event.roles if role.role == "target"]
    owner = whose_arms(claim.text, struck, knowledge)
    if owner:
        yield _party(owner, knowledge.find(owner))
