"""The events of a claim in words: kind, who to whom, where, when, how many; each value as the reading holds it,
nothing added.

Bounds are told as bounds ("at least 14"), a relative time stays in the report's words, a place that fits no gazetteer
says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.knowledge.public_names import public_role, public_who
from reportedly.records import Certainty, Count, Event, Place, Reading, Status, Time
from reportedly.render.labels import label
from reportedly.render.wording import shown_name
from reportedly.text import N_, gettext, ngettext
from reportedly.visible import one_line

STATUS = {
    Status.ACTUAL: "",
    Status.HISTORICAL: N_("in the past"),
    Status.FUTURE: N_("still to come"),
    Status.HYPOTHETICAL: N_("hypothetical"),
    Status.NEGATED: N_("said not to have happened"),
}

HAPPENED = frozenset({Status.ACTUAL, Status.HISTORICAL})


def event_words(event: Event, reading: Reading, certainty: Certainty) -> str:
    """One line on an event of a claim that is said with this certainty, its parts separated by a middle dot.

    What is denied, or not told as having happened, says so first, and its figures stand as the report words them.
    """
    denied = certainty is Certainty.DENIED and event.status in HAPPENED
    parts = [
        _kind(event),
        gettext("denied" if denied else STATUS[event.status]),
        gettext("background") if event.background else "",
    ]
    parts += [_roles(event), *_where_when(event, reading)]
    firm = event.status in HAPPENED and not denied
    text = reading.report.text
    parts += [count_words(c, text) if firm else f"“{one_line(text[slice(*c.span)])}”" for c in event.counts]
    return " · ".join(part for part in parts if part)


def count_words(count: Count, text: str) -> str:
    """A count with its bounds: "at least 14 fighters killed"; without any, the words of the report."""
    what = label(count.what.replace("+", " or "))
    told = f"{what}: “{one_line(text[slice(*count.span)])}”"
    if count.low is not None or count.high is not None:
        who = one_line(public_who(count) or "")
        told = _counted(bounds(count.low, count.high), who, what, count.total)
    return gettext("of them %(what)s", what=told) if count.of is not None else told


def _counted(many: str, who: str, what: str, total: bool) -> str:
    """A figure: "at least 14 fighters killed", "9 killed in all"."""
    told = (
        gettext("%(many)s %(who)s %(what)s", many=many, who=who, what=what)
        if who
        else gettext("%(many)s %(what)s", many=many, what=what)
    )
    return gettext("%(figure)s in all", figure=told) if total else told


def place_words(place: Place) -> str:
    """A place as the report names it, and what it was resolved to."""
    name = one_line(place.name)
    if place.no_match:
        return gettext("%(place)s (fits no gazetteer)", place=name)
    resolved = one_line(place.resolved) if place.resolved else ""
    country = f", {one_line(place.country)}" if place.country else ""
    return f"{name} ({resolved}{country})" if resolved and resolved != name else name + country


def time_words(time: Time, text: str) -> str:
    """A time as the report words it, and the days it covers where they are known."""
    words = one_line(text[slice(*time.span)])
    if not time.start and not time.end:
        return f"“{words}”"
    days = (
        (time.start or "…")
        if time.start == time.end
        else gettext("%(start)s to %(end)s", start=time.start or "…", end=time.end or "…")
    )
    return f"{one_line(days)} (“{words}”)"


def toll_words(reading: Reading) -> str:
    """The toll of the report's main incident and whose word it is; empty where the report gives none."""
    toll = reading.toll
    if toll is None:
        return ""
    numbers = [(toll.killed_min, toll.killed_max, "killed"), (toll.injured_min, toll.injured_max, "injured")]
    told = [
        _counted(bounds(low, high), "", label(what), False)
        for low, high, what in numbers
        if low is not None or high is not None
    ]
    if not told:
        return ""
    shown = {claim.origin.name: shown_name(claim.origin) for claim in reading.claims if claim.origin}
    names = [shown.get(name, one_line(name)) for name in toll.origins]
    claims = ", ".join(str(index + 1) for index in toll.claims)
    pattern = (
        N_("Toll: %(figures)s, on the word of %(names)s")
        if names
        else N_("Toll: %(figures)s, in the outlet’s own voice")
    )
    words = gettext(pattern, figures=", ".join(told), names=listed(names))
    if not claims:
        return words
    return ngettext(
        "%(toll)s (claim %(numbers)s)", "%(toll)s (claims %(numbers)s)", len(toll.claims), toll=words, numbers=claims
    )


def listed(names: Sequence[str]) -> str:
    """Names put together two by two: "A", "A and B", "A and B and C"."""
    words = ""
    for name in names:
        words = gettext("%(one)s and %(other)s", one=words, other=name) if words else name
    return words


def from_to(value: str) -> str:
    """A stretch of days: "2031-05-03 to 2031-05-05" for the two with a stroke between them."""
    start, _, end = value.partition("/")
    return gettext("%(start)s to %(end)s", start=start, end=end) if end else value


def bounds(low: int | None, high: int | None) -> str:
    """A number with its bounds, of which one at least is known: "14", "at least 14", "at most 14", "14 to 20"."""
    if low == high:
        return str(low)
    if high is None:
        return gettext("at least %(number)s", number=low)
    if low is None:
        return gettext("at most %(number)s", number=high)
    return gettext("%(start)s to %(end)s", start=low, end=high)


def _kind(event: Event) -> str:
    mode = f" ({label(one_line(event.mode))})" if event.mode else ""
    return label(one_line(event.type).lower()) + mode


def _roles(event: Event) -> str:
    """The participants by role, each name once: "actor: jets, target: harbour, weapons store"."""
    held: dict[str, dict[str, None]] = {}
    for role in event.roles:
        held.setdefault(one_line(role.role), {})[one_line(public_role(role))] = None
    return " · ".join(f"{label(role)}: {', '.join(names)}" for role, names in held.items())


def _where_when(event: Event, reading: Reading) -> list[str]:
    place = [place_words(reading.places[event.place])] if event.place is not None else []
    return place + ([time_words(reading.times[event.time], reading.report.text)] if event.time is not None else [])
