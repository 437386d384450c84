"""The fields of a claim that are checked and compared, each as one text for a person: empty where the reading leaves it open.

A claim that tells of several events has one value for each of them, in their order, with a dash for what is left open.
People are named as `public_names` allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reportedly.exchange.cells import chain_text
from reportedly.knowledge.public_names import public_name, public_role
from reportedly.records import Act, Certainty, Claim, Event, Reading, Status, Unnamed
from reportedly.render.telling import count_words, place_words, time_words
from reportedly.visible import one_line

Field = Callable[[Claim, Reading], str]

OWN_VOICE = "the outlet itself"
OPEN = "–"  # what is left open of one event, beside what is told of another
BETWEEN = "; "


def fields_of(claim: Claim, reading: Reading, fields: Mapping[str, Field]) -> dict[str, str]:
    """The fields of a claim, by name."""
    return {name: one_line(field(claim, reading)) for name, field in fields.items()}


def _source(claim: Claim, reading: Reading) -> str:
    return public_name(claim.origin) if claim.origin else OWN_VOICE


def _chain(claim: Claim, reading: Reading) -> str:
    return chain_text(public_name(source) for source in claim.chain) or OWN_VOICE


def _unnamed(claim: Claim, reading: Reading) -> str:
    return claim.origin.unnamed or "" if claim.origin else ""


def _custody(claim: Claim, reading: Reading) -> str:
    return "yes" if any(source.custody for source in claim.chain) else ""


def _kind(event: Event, reading: Reading) -> str:
    return f"{event.type} ({event.mode})" if event.mode else event.type


def _counts(event: Event, reading: Reading) -> str:
    return ", ".join(count_words(count, reading.report.text) for count in event.counts)


def _participants(event: Event, reading: Reading) -> str:
    return ", ".join(f"{role.role}: {public_role(role)}" for role in event.roles)


def _place(event: Event, reading: Reading) -> str:
    return place_words(reading.places[event.place]) if event.place is not None else ""


def _day(event: Event, reading: Reading) -> str:
    return time_words(reading.times[event.time], reading.report.text) if event.time is not None else ""


def _each(field: Callable[[Event, Reading], str]) -> Field:
    """A field of events as one of their claim."""
    return lambda claim, reading: _joined(field(event, reading) for event in claim.events)


def _joined(values: Iterable[str]) -> str:
    told = list(values)
    return BETWEEN.join(value or OPEN for value in told) if any(told) else ""


CHECKED: Mapping[str, Field] = {
    "source": _source,
    "chain": _chain,
    "certainty": lambda claim, reading: claim.certainty,
    "act": lambda claim, reading: claim.act or "",
    "unnamed": _unnamed,
    "custody": _custody,
    "kind": _each(_kind),
    "status": _each(lambda event, reading: event.status),
    "counts": _each(_counts),
    "place": _each(_place),
    "day": _each(_day),
}
"""What a person checks."""

COMPARED: Mapping[str, Field] = {
    "words": lambda claim, reading: claim.text,
    "part": lambda claim, reading: claim.where,
    "form": lambda claim, reading: claim.form,
    **CHECKED,
    "participants": _each(_participants),
}
"""What two readings are compared by."""

VALUES: Mapping[str, frozenset[str]] = {
    "certainty": frozenset(Certainty),
    "act": frozenset(Act),
    "unnamed": frozenset(Unnamed),
    "custody": frozenset({"yes"}),
    "status": frozenset({*Status, OPEN}),
}
"""All the values that a field can have, where they can be listed."""
