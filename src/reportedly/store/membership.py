"""Which claims of a report tell of which incident: each stretch of their numbers belongs to a section, or to the report as a whole.

A report as a whole has all claims but those of its sections. What linking told anew takes the place of what it told of the
same incidents before; what the report tells of others stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select

from reportedly.incident import Incident, is_section
from reportedly.store.batches import batches
from reportedly.store.tables import LAST_CLAIM, members, reports

# What every linking asks, made once.
SOME: BindParameter[str] = bindparam("some", expanding=True)
NUMBERS = select(reports.c.id, reports.c.key).where(reports.c.key.in_(SOME))
HELD = select(members).join_from(members, reports).where(reports.c.key.in_(SOME))
GONE = delete(members).where(members.c.report == bindparam("of"), members.c.first == bindparam("at"))


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """The claims `first`..`last` of a report, which a mention tells an incident by, given by the number of its row."""

    first: int
    last: int
    mention: str
    incident: int


def put_members(
    connection: Connection, made: Sequence[Incident], rows: Mapping[str, int], before: Collection[str]
) -> None:
    """Says of the claims of each report of some incidents which one they tell of. `rows` has the number of every incident's row, also of
    those that stood before and are told anew.
    """
    told = _by_report(made, rows)
    anew = {rows[key] for key in before if key in rows} | {rows[incident.id] for incident in made}
    for some in batches(told):
        _put(connection, some, told, anew)


def memberships(made: Iterable[Incident], rows: Mapping[str, int]) -> Iterator[tuple[str, Membership]]:
    """What is kept of incidents that are all there are: each report with the stretches of its claims."""
    for report, stretches in _by_report(made, rows).items():
        yield from ((report, stretch) for stretch in _parted(stretches))


def _by_report(made: Iterable[Incident], rows: Mapping[str, int]) -> dict[str, list[Membership]]:
    told: defaultdict[str, list[Membership]] = defaultdict(list)
    for incident in made:
        for report, stretch in _stretches(incident, rows[incident.id]):
            told[report].append(stretch)
    return told


def _put(
    connection: Connection, some: Sequence[str], told: Mapping[str, list[Membership]], anew: Collection[int]
) -> None:
    numbers = {row.key: row.id for row in connection.execute(NUMBERS, {"some": some})}
    held: defaultdict[int, set[Membership]] = defaultdict(set)
    for row in connection.execute(HELD, {"some": some}):
        held[row.report].add(Membership(row.first, row.last, row.mention, row.incident))
    gone, new = list[dict[str, int]](), list[dict[str, object]]()
    for report, number in sorted(numbers.items()):
        kept = [stretch for stretch in held[number] if stretch.incident not in anew]
        now = set(_parted([*kept, *told[report]]))
        gone += [{"of": number, "at": stretch.first} for stretch in held[number] - now]
        new += [_row(number, stretch) for stretch in sorted(now - held[number])]
    if gone:
        connection.execute(GONE, gone)
    if new:
        connection.execute(insert(members), new)


def _stretches(incident: Incident, number: int) -> Iterator[tuple[str, Membership]]:
    """By which claims of which reports an incident is told, as if none of them told of others."""
    sections = {section.id: section for section in incident.sections}
    for mention in incident.mentions:
        if section := sections.get(mention):
            yield section.report, Membership(section.first, section.last, mention, number)
        else:
            yield mention, Membership(1, LAST_CLAIM, mention, number)


def _parted(stretches: Iterable[Membership]) -> Iterator[Membership]:
    """The stretches of one report, each claim in one: in that of a section where one holds it."""
    found = set(stretches)
    sections = sorted(stretch for stretch in found if is_section(stretch.mention))
    yield from sections
    for whole in {(stretch.mention, stretch.incident) for stretch in found if not is_section(stretch.mention)}:
        starts = (1, *(section.last + 1 for section in sections))
        ends = (*(section.first - 1 for section in sections), LAST_CLAIM)
        yield from (Membership(first, last, *whole) for first, last in zip(starts, ends, strict=True) if first <= last)


def _row(report: int, stretch: Membership) -> dict[str, object]:
    return {
        "report": report, "first": stretch.first, "last": stretch.last, "mention": stretch.mention,
        "incident": stretch.incident,
    }  # fmt: skip
