"""A query as one condition on the table of claims. Every value is a bound parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true

from reportedly.search.names import KnownNames
from reportedly.search.syntax import And, Area, DayRange, FieldIs, Near, Not, NumberRange, Or, Phrase, Query, Term
from reportedly.store.dialect import Numbers, dialect
from reportedly.store.tables import claims, incidents, judgings, members, sources
from reportedly.store.words import words

Condition = ColumnElement[bool]

CHOICES: Mapping[str, ColumnElement[str | None]] = {
    "type": claims.c.origin_type, "certainty": claims.c.certainty, "act": claims.c.act, "form": claims.c.form,
    "kind": func.lower(claims.c.kind), "status": claims.c.status, "judgement": claims.c.judgement,
}  # fmt: skip


def condition(query: Query, names: KnownNames) -> Condition:
    """The condition that the claims of a query fulfil. `names` tells which names and places there are."""
    match query:
        case And(parts):
            return and_(true(), *(condition(part, names) for part in parts))
        case Or(parts):
            return or_(false(), *(condition(part, names) for part in parts))
        case Not(Not(part)):
            return condition(part, names)
        case Not(part):
            return not_(func.coalesce(condition(part, names), false()))  # what is unknown does not match
        case Term(text, prefix):
            return claims.c.id.in_(_holding("claim_words", text, prefix, names))
        case Phrase(text):
            return claims.c.id.in_(_holding("claim_words", text, False, names))
        case Near():
            return names.near(query)
        case FieldIs():
            return _matching(query, names)
        case NumberRange() | DayRange() | Area():
            return _between_bounds(query)


def _holding(index: str, text: str, prefix: bool, names: KnownNames) -> Numbers:
    """The rows of an index that hold these words one after the other."""
    return dialect(names.connection).holding(index, words(text), prefix)


def _matching(match: FieldIs, names: KnownNames) -> Condition:
    field = match.field
    if field in CHOICES:
        return CHOICES[field].in_(match.values)
    if field in EACH:
        return or_(*map(EACH[field], match.values))
    if field == "text":
        return or_(*(claims.c.report.in_(_holding("report_words", value, False, names)) for value in match.values))
    if field in BESIDE:
        return claims.c.id.in_(select(BESIDE[field]).where(names.condition(match)))
    return names.condition(match)


def _custody(value: str) -> Condition:
    return claims.c.custody.is_(value == "yes")


def _unnamed(value: str) -> Condition:
    how = claims.c.unnamed
    special: Mapping[str, Condition] = {"yes": how.is_not(None), "no": how.is_(None)}
    return special.get(value, how == value)


def _agreed(value: str) -> Condition:
    """That two people or more judged the claim, and all alike, or not."""
    differing = func.count(judgings.c.value.distinct()) > 1
    both = select(judgings.c.claim).group_by(judgings.c.claim).having(func.count() > 1)
    return claims.c.id.in_(both.having(not_(differing) if value == "yes" else differing))


EACH: Mapping[str, Callable[[str], Condition]] = {"custody": _custody, "unnamed": _unnamed, "agreed": _agreed}
BESIDE = {"cites": sources.c.claim, "judged": judgings.c.claim}  # fields whose names stand in a table beside the claims


def _needing(query: NumberRange) -> Condition:
    """That fewer people have judged the claim than the number, or one of those in the range."""
    judged = select(func.count()).where(judgings.c.claim == claims.c.id).scalar_subquery()
    wanted = query.low if query.high is None else query.high
    return judged < (wanted or 0)


def _between_bounds(query: NumberRange | DayRange | Area) -> Condition:
    if isinstance(query, Area):
        return _within(query)
    return _day(query) if isinstance(query, DayRange) else _figure(query)


def _figure(query: NumberRange) -> Condition:
    """The whole figure lies within the bounds."""
    if query.field == "needs":
        return _needing(query)
    if query.field == "hops":
        return _between(claims.c.hops, claims.c.hops, query)
    if query.field == "killed":
        return _between(claims.c.killed_low, claims.c.killed_high, query)
    standing = _between(incidents.c.origins_low, incidents.c.origins_high, query)
    own = (members.c.report == claims.c.report) & claims.c.number.between(members.c.first, members.c.last)
    told = claims.join(members, own).join(incidents, members.c.incident == incidents.c.id)
    return claims.c.id.in_(select(claims.c.id).select_from(told).where(standing))


def _within(area: Area) -> Condition:
    """The place of the claim lies between the edges."""
    south, west, north, east = (edge / 100 for edge in (area.south, area.west, area.north, area.east))
    sides = claims.c.lon >= west, claims.c.lon <= east
    return and_(claims.c.lat >= south, claims.c.lat <= north, and_(*sides) if west <= east else or_(*sides))


def _between(low: ColumnElement[int | None], high: ColumnElement[int | None], query: NumberRange) -> Condition:
    least = [] if query.low is None else [low >= query.low]
    most = [] if query.high is None else [high <= query.high]
    return and_(true(), *least, *most)


def _day(query: DayRange) -> Condition:
    """One day in common is enough."""
    start, end = (claims.c.day, claims.c.day_end) if query.field == "date" else (claims.c.published,) * 2
    after: list[Condition] = [] if query.low is None else [end >= query.low]
    before: list[Condition] = [] if query.high is None else [start <= query.high]
    return and_(true(), *after, *before)
