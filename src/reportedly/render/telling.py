"""The events of a claim in words: kind, who to whom, where, when, how many; each value as the reading holds it,
nothing added.

Bounds are told as bounds ("at least 14"), a relative time stays in the report's words, a place that fits no gazetteer
says so.
"""

from __future__ import annotations

from reportedly.knowledge.public_names import public_role, public_who
from reportedly.records import Certainty, Count, Event, Place, Reading, Status, Time
from reportedly.render.wording import shown_name
from reportedly.visible import one_line

STATUS = {
    Status.ACTUAL: "",
    Status.HISTORICAL: "in the past",
    Status.FUTURE: "still to come",
    Status.HYPOTHETICAL: "hypothetical",
    Status.NEGATED: "said not to have happened",
}

HAPPENED = frozenset({Status.ACTUAL, Status.HISTORICAL})


def event_words(event: Event, reading: Reading, certainty: Certainty) -> str:
    """One line on an event of a claim that is said with this certainty, its parts separated by a middle dot.

    What is denied, or not told as having happened, says so first, and its figures stand as the report words them.
    """
    denied = certainty is Certainty.DENIED and event.status in HAPPENED
    parts = [_kind(event), "denied" if denied else STATUS[event.status], "background" if event.background else ""]
    parts += [_roles(event), *_where_when(event, reading)]
    firm = event.status in HAPPENED and not denied
    text = reading.report.text
    parts += [count_words(c, text) if firm else f"“{one_line(text[slice(*c.span)])}”" for c in event.counts]
    return " · ".join(part for part in parts if part)


def count_words(count: Count, text: str) -> str:
    """A count with its bounds: "at least 14 fighters killed"; without any, the words of the report."""
    what = count.what.replace("+", " or ")
    part = "of them " if count.of is not None else ""
    if count.low is None and count.high is None:
        return f"{part}{what}: “{one_line(text[slice(*count.span)])}”"
    words = (bounds(count.low, count.high), one_line(public_who(count) or ""), what, "in all" if count.total else "")
    return part + " ".join(word for word in words if word)


def place_words(place: Place) -> str:
    """A place as the report names it, and what it was resolved to."""
    name = one_line(place.name)
    if place.no_match:
        return f"{name} (fits no gazetteer)"
    resolved = one_line(place.resolved) if place.resolved else ""
    country = f", {one_line(place.country)}" if place.country else ""
    return f"{name} ({resolved}{country})" if resolved and resolved != name else name + country


def time_words(time: Time, text: str) -> str:
    """A time as the report words it, and the days it covers where they are known."""
    words = one_line(text[slice(*time.span)])
    if not time.start and not time.end:
        return f"“{words}”"
    days = (time.start or "…") if time.start == time.end else f"{time.start or '…'} to {time.end or '…'}"
    return f"{one_line(days)} (“{words}”)"


def toll_words(reading: Reading) -> str:
    """The toll of the report's main incident and whose word it is; empty where the report gives none."""
    toll = reading.toll
    if toll is None:
        return ""
    numbers = [(toll.killed_min, toll.killed_max, "killed"), (toll.injured_min, toll.injured_max, "injured")]
    told = [f"{bounds(low, high)} {what}" for low, high, what in numbers if low is not None or high is not None]
    if not told:
        return ""
    shown = {claim.origin.name: shown_name(claim.origin) for claim in reading.claims if claim.origin}
    names = [shown.get(name, one_line(name)) for name in toll.origins]
    word = f"on the word of {' and '.join(names)}" if names else "in the outlet’s own voice"
    claims = ", ".join(str(index + 1) for index in toll.claims)
    return f"Toll: {', '.join(told)}, {word}" + (f" (claim {claims})" if claims else "")


def bounds(low: int | None, high: int | None) -> str:
    """A number with its bounds, of which one at least is known: "14", "at least 14", "at most 14", "14 to 20"."""
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"


def _kind(event: Event) -> str:
    mode = f" ({one_line(event.mode).replace('_', ' ')})" if event.mode else ""
    return one_line(event.type).lower().replace("_", " ") + mode


def _roles(event: Event) -> str:
    """The participants by role, each name once: "actor: jets, target: harbour, weapons store"."""
    held: dict[str, dict[str, None]] = {}
    for role in event.roles:
        held.setdefault(one_line(role.role), {})[one_line(public_role(role))] = None
    return " · ".join(f"{role}: {', '.join(names)}" for role, names in held.items())


def _where_when(event: Event, reading: Reading) -> list[str]:
    place = [place_words(reading.places[event.place])] if event.place is not None else []
    return place + ([time_words(reading.times[event.time], reading.report.text)] if event.time is not None else [])
