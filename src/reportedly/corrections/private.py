"""Decisions told without the names of private people, as everything else that is listed or given out.

A name is private where the report makes it one, or where anything that was ever decided about the report does, taken back
or not: what somebody typed stands in the list for good. One that the report shows by name now is not. The words of a claim
are the report's own, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.corrections.fields import MARKS
from reportedly.corrections.marking import marked, place
from reportedly.corrections.overlay import states
from reportedly.decision import Decision
from reportedly.knowledge.public_names import IN_TEXT, PERSON, PRIVATE_ROLES, named_openly, public_name
from reportedly.records import Claim, Reading, SourceType

Names = Mapping[str, str]  # what stands for each private name


def private_names(reading: Reading, made: Sequence[Decision], shown: Reading) -> Names:
    """The private names of a report as it was read and by all that was decided about it, without those `shown` by name."""
    found = dict(_retyped(made))
    found |= dict(name for claim in (*reading.claims, *states(reading, made)) for name in _private(claim))
    public = {source.name for claim in shown.claims for source in claim.chain if named_openly(source)}
    return {name: instead for name, instead in found.items() if name not in public}


def told(decision: Decision, names: Names) -> Decision:
    """A decision with roles in the place of private names."""
    if decision.field == "content":
        return decision
    values = (decision.old, decision.new, decision.part, decision.note, decision.why)
    old, new, part, note, why = (worded(text, names) if text else text for text in values)
    if decision.new and _field(decision) in MARKS and (role := _role(decision)):
        new = f"{place(spans)} {role}" if (spans := marked(decision.new).spans) else new
        note = note and note.replace(marked(decision.new).words, role)
    return replace(decision, old=old, new=new, part=part, note=note, why=why)


def worded(text: str, names: Names) -> str:
    """A text with what stands for each private name in its place."""
    return _any_of(names).sub(lambda match: _instead(match[0], names), text) if names else text


def _private(claim: Claim) -> Iterator[tuple[str, str]]:
    for source in claim.chain:
        if not named_openly(source):
            yield source.name, public_name(source)
    for event in claim.events:
        yield from ((role.name, PERSON) for role in event.roles if role.private)
        yield from ((count.who, PERSON) for count in event.counts if count.private and count.who)


def _retyped(made: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """The sources that somebody said are private people, also where their claim is read no more."""
    for decision in made:
        role = PRIVATE_ROLES.get(SourceType(decision.new)) if _field(decision) == "type" and decision.new else None
        if role and decision.part and not decision.part.endswith(IN_TEXT):
            yield decision.part, f"{role} {IN_TEXT}"


def _field(decision: Decision) -> str:
    return (decision.field or "").partition(".")[0]


def _role(decision: Decision) -> str | None:
    """Who stands for the private person whose words were marked; null where those are nobody's."""
    if decision.part and decision.part.endswith(IN_TEXT):
        return decision.part
    return marked(decision.old).words if decision.old and decision.old.endswith(IN_TEXT) else None


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names as whole words, the longest first."""
    told = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def _instead(name: str, names: Names) -> str:
    folded = {one.casefold(): instead for one, instead in names.items()}
    return folded.get(name.casefold(), PERSON)
