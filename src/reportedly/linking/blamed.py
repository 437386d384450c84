"""Who is said to have done it: a body, or a word for a side ("the junta", "our fighters"), kept as it is told.

A source names who did it as the actor of what happened, by a charge, by claiming it, by "X did it", or by whose weapon it
was. A word goes under the name of a body only where the reports of the incident say whom it means (`whom_meant.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.knowledge.linking_words import arms, linking_words
from reportedly.knowledge.loader import Entity, Knowledge, fold
from reportedly.knowledge.public_names import public_name, public_role
from reportedly.linking.identity import (
    MARKS,
    TELLING,
    entity_of,
    first_party,
    key_of,
    of_side,
    party_of,
    source_key,
    takes_part,
    without_s,
)
from reportedly.linking.mentions import UNMEANT, deeds, named_in
from reportedly.records import Act, Certainty, Claim, Event, Form, Reading, Role

CHARGE = "ACCUSE"  # the type of the event that a charge is
OWNER = 4  # words within which whose weapon it was is named


@dataclass(frozen=True, slots=True)
class Blamed:
    """Who is said to have done something: the text's words, the name that they go by, what that is known by."""

    words: str
    value: str
    key: str


def says_who(claim: Claim) -> bool:
    """Whether a claim is about who did it, whatever it tells of what happened: a charge, a claim to it, "rebels did it"."""
    return claim.act in (Act.ACCUSE, Act.CLAIM_RESPONSIBILITY) or _did(claim)


def parties(claim: Claim, events: Sequence[Event], reading: Reading, knowledge: Knowledge) -> Iterator[Blamed]:
    """Whom a claim says to have done the events that it tells of."""
    meant = [event for event in events if event.type not in UNMEANT]
    roles = [role for event in meant for role in named_in(event, "actor")]
    found = [
        *_claimed(claim, knowledge),
        *_charged(claim, roles, knowledge),
        *_acting(claim, roles, reading, knowledge),
    ]
    yield from found
    if events and not roles and not found:
        yield from _armed(claim, events, knowledge)


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
    if claim.act is Act.ACCUSE:
        charges = (event for event in claim.events if event.type == CHARGE)
        accused = [role for event in charges for role in event.roles if role.role == "target"]
        named = [role for role in accused if takes_part(role.name, role.id, knowledge)]
        yield from (_party(public_role(role), party_of(role.name, role.id, knowledge)) for role in named)
        if named:
            return
    words = first_party(claim.text, knowledge) if claim.act is Act.ACCUSE or _did(claim) else None
    if words:
        yield _party(words, knowledge.find(words))


def _did(claim: Claim) -> bool:
    """Whether a claim that tells no deed says only who did it: "militants did it"."""
    words = f" {fold(claim.text)} "
    told = claim.certainty in (Certainty.ASSERTED, Certainty.HEDGED) and claim.act is not Act.DENY
    return told and not deeds(claim) and any(f" {did} " in words for did in linking_words("did"))


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
    if arms(fold(words[-1])):
        return _renamed(party, without_s(" ".join(words[:-1])), knowledge)
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
    """Whose weapon it was, where the events name nobody: "a rocket of the Uplands gangs fell short", "a rebel rocket"."""
    struck = [fold(role.name) for event in events for role in event.roles if role.role == "target"]
    words = [word.strip(MARKS) for word in claim.text.split()]
    for at, word in enumerate(words):
        if arms(fold(word)) and not any(fold(word) in name.split() for name in struck):
            owner = _before(words, at, knowledge) or _behind(words[at + 1 : at + 1 + OWNER], knowledge)
            if owner:
                yield _party(owner, knowledge.find(owner))
                return


def _before(words: Sequence[str], at: int, knowledge: Knowledge) -> str | None:
    """The word for a side right in front of a weapon."""
    owner = without_s(words[at - 1]) if at else ""
    return owner if owner and of_side(fold(owner), knowledge) else None


def _behind(words: Sequence[str], knowledge: Knowledge) -> str | None:
    """The body or side that a weapon is said to be of: what stands behind "of" up to its last word for a side."""
    if not words or words[0] not in linking_words("of"):
        return None
    named = [word for word in words[1:] if fold(word)]
    ends = [end for end in range(1, len(named) + 1) if takes_part(" ".join(named[:end]), None, knowledge)]
    return " ".join(named[: ends[0]]) if ends else None
