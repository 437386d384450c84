"""Whom a pronoun means that takes part in an event: the claim's own speaker, or nobody that is known.

"We shelled the ridge", the army said; the army said it had shelled the ridge. A pronoun of the first person is the speaker wherever it
stands. Another one is where it is the subject right below the verb that the speaker says it with; a pronoun of persons is so only in what
does no harm, for "the chief said he had shot three" is of somebody else. All other pronouns take no part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.reading.event_settled import HARMFUL
from reportedly.reading.parse import Parse, Token
from reportedly.records import Claim, Event, Reading, Role, Source, SourceType

FIGHTING = frozenset({
    SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP, SourceType.OFFICIAL,
})  # fmt: skip
CARRYING = frozenset({SourceType.MEDIA, SourceType.AGENCY, SourceType.DOCUMENT, SourceType.SOCIAL_MEDIA})


def with_speakers(reading: Reading, parse: Parse) -> Reading:
    """The reading, with the speaker's name for each pronoun among the participants that means the speaker, and without the others."""
    claims = tuple(
        replace(claim, events=tuple(_told(parse, claim, e) for e in claim.events)) for claim in reading.claims
    )
    return replace(reading, claims=claims)


def _told(parse: Parse, claim: Claim, event: Event) -> Event:
    """An event whose participants are all known, with the speaker once in each role that a pronoun gives it."""
    named = [role for role in event.roles if _pronoun(parse, role) is None]
    held = {(role.role, role.name) for role in named}
    meant = {(role.role, role.name): role for role in _meant(parse, claim, event)}
    return replace(event, roles=(*named, *(role for key, role in meant.items() if key not in held)))


def _meant(parse: Parse, claim: Claim, event: Event) -> Iterator[Role]:
    """The participants that are told by a pronoun for the speaker, under the speaker's name."""
    speaker = _speaker(claim)
    for role in event.roles if speaker else ():
        pronoun, harms = _pronoun(parse, role), role.role == "actor" and event.type in HARMFUL
        if speaker is not None and pronoun is not None and _is_speaker(parse, pronoun, speaker, harms):
            yield replace(role, name=speaker.name, id=speaker.id)


def _speaker(claim: Claim) -> Source | None:
    """Who speaks in the first person: an outlet or a paper that is cited last only passes on what somebody says there."""
    return claim.origin if claim.origin is not None and claim.origin.type not in CARRYING else None


def _pronoun(parse: Parse, role: Role) -> Token | None:
    """The pronoun that a participant is told by; null for any other words."""
    words = parse.between(*role.span)
    return words[0] if len(words) == 1 and words[0].pos == "PRON" else None


def _is_speaker(parse: Parse, pronoun: Token, speaker: Source, harms: bool) -> bool:
    """Whether a pronoun of a claim means who speaks; `harms` says that it tells of who does harm."""
    word, cast = pronoun.text.casefold(), parse.language.cast
    if word in cast.speaking:
        return True
    says = parse.language.grammar.speaker(parse, pronoun.head)
    if says is None or speaker.mention is None or not _within(parse.tokens[says], speaker):
        return False
    says_it = parse.tokens[says]
    several = parse.language.grammar.plural(says_it)
    match cast.pronouns.get(word):
        case "thing":
            return not several
        case "plural":
            named = says_it.pos == "PROPN"
            return (several or named) and not (harms and _only_tell(speaker, named))
        case "person":
            return not several and not harms
    return False


def _only_tell(speaker: Source, named: bool) -> bool:
    """Whether several only tell of the harm that "they" do: all but those who fight or police, and named ones of no known kind."""
    return speaker.type not in FIGHTING and not (named and speaker.type is SourceType.OTHER)


def _within(token: Token, speaker: Source) -> bool:
    return speaker.mention is not None and speaker.mention[0] <= token.start < speaker.mention[1]
