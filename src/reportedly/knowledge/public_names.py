"""Who may be shown by name: people who are not public are named only inside the quoted text.

Everything that lists, groups, draws or exports sources asks `public_name`, and `public_role` or `public_who` for those that
an event tells of; the text of a report itself is never changed.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.records import Claim, Count, Event, Role, Source, SourceType

PRIVATE_ROLES = {
    SourceType.RESIDENT: "a resident",
    SourceType.WITNESS: "a witness",
    SourceType.MEDICAL: "a medical source",
    SourceType.ACTIVIST: "an activist source",
    SourceType.DETAINEE: "a detainee",
}
IN_TEXT = "(named in the text)"
PERSON = f"a person {IN_TEXT}"


def public_name(source: Source) -> str:
    """The text's own wording for the source; the role alone for a named person of a private kind that no row of
    knowledge lists. A hospital or rescue service is no person.
    """
    role = PRIVATE_ROLES.get(source.type)
    private = role is not None and source.id is None and source.unnamed is None and not source.body
    return f"{role} {IN_TEXT}" if private else source.name


def named_openly(source: Source) -> bool:
    """Whether a source is shown by the text's own wording, and what names it there may be shown too."""
    return public_name(source) == source.name


def public_role(role: Role) -> str:
    """The text's own wording for a participant; for a private person, that one is named in the text."""
    return PERSON if role.private else role.name


def public_who(count: Count) -> str | None:
    """The text's own wording for the counted, shown in the same way; null where only a number stands."""
    return PERSON if count.private else count.who


def public_claim(claim: Claim) -> Claim:
    """A claim whose sources, participants and counted are worded so; its own words are the report's, and stay."""
    return replace(
        claim,
        chain=tuple(replace(source, name=public_name(source)) for source in claim.chain),
        events=tuple(map(_public_event, claim.events)),
    )


def _public_event(event: Event) -> Event:
    roles = tuple(replace(role, name=public_role(role)) for role in event.roles)
    return replace(event, roles=roles, counts=tuple(replace(count, who=public_who(count)) for count in event.counts))
