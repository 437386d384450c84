"""What a person asks for, as decisions in the store: found, checked, kept, shown at once, in the caller's transaction.

Each function is one command and one number. Raises DecisionError where something named is not there, or fits nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.corrections.attach import attach
from reportedly.corrections.fields import JUDGEMENT, Change
from reportedly.corrections.overlay import MissingPartError, Overlay, contradiction
from reportedly.decision import OF_INCIDENTS, Anchor, Decision, DecisionError, Verb
from reportedly.incident import Incident, is_section, report_of
from reportedly.knowledge.loader import fold
from reportedly.records import Judgement, Reading, SourceType
from reportedly.store.decisions import about_sets, record, reports_touched, rows, undone
from reportedly.store.forget import find_reports
from reportedly.store.load import load_read, load_reading
from reportedly.store.named import incidents_named, several
from reportedly.store.occurrences import load_incident
from reportedly.store.remade import remake
from reportedly.store.tables import claims, decisions, reports, sources
from reportedly.text import N_, gettext

VERDICTS = {Verb.ACCEPT: Judgement.ACCEPTED, Verb.REJECT: Judgement.REJECTED, Verb.UNSURE: Judgement.UNSURE}


@dataclass(frozen=True, slots=True)
class Given:
    """Who decides, and why."""

    who: str
    why: str | None = None


def find_claim(connection: Connection, named: str) -> tuple[Reading, int]:
    """The claim of an id, the start of one, or of a report and a number in it ("strike.txt:2"): the reading as it is
    shown, and the claim's place in that. One that was read anew since is found by the id by which decisions know it.
    """
    report, _, number = named.rpartition(":")
    if report and number.isdecimal():
        return _numbered(connection, report, int(number))
    alike = claims.c.key.startswith(named, autoescape=True)
    told = select(reports.c.key, claims.c.key.label("claim"), claims.c.number).join_from(claims, reports)
    found = connection.execute(told.where(alike).order_by(claims.c.key).limit(6)).all() if named else []
    exact = [row for row in found if row.claim == named] or found
    if len(exact) > 1:
        raise DecisionError(
            gettext("several claims have an id that starts with %(named)s; give more of it", named=repr(named))
        )
    if not exact and (again := _read_anew(connection, named)):
        return again
    reading = load_reading(connection, exact[0].key) if exact else None
    if reading is None:
        raise DecisionError(
            gettext("no claim %(named)s is here; a search shows the ids of those that are", named=repr(named))
        )
    return reading, exact[0].number - 1


def _read_anew(connection: Connection, named: str) -> tuple[Reading, int] | None:
    """What is read now of the words of a claim of this id, which somebody decided on; null where nobody did, or nothing is."""
    for _, made in rows(connection, decisions.c.claim == named, most=1):
        read = load_read(connection, made.target.report) if made.target else None
        at = attach(made.target, read) if read and made.target else None
        shown = load_reading(connection, read.report.id) if read and at is not None else None
        if shown is not None and at is not None:
            return shown, at
    return None


def _numbered(connection: Connection, named: str, number: int) -> tuple[Reading, int]:
    reading = load_reading(connection, _only_report(connection, named))
    if reading is None or not 1 <= number <= len(reading.claims):
        many = len(reading.claims) if reading else 0
        raise DecisionError(
            gettext(
                "report %(named)s has %(many)s claims, so no claim %(number)s",
                named=repr(named),
                many=many,
                number=number,
            )
        )
    return reading, number - 1


def _only_report(connection: Connection, named: str) -> str:
    found = find_reports(connection, named)
    if len(found) != 1:
        none = N_("no report here fits %(named)s; name one by its id, or by its file, row or address")
        many = N_("%(many)s reports fit %(named)s; name one by its id, or by its file, row or address")
        raise DecisionError(gettext(many if found else none, many=len(found), named=repr(named)))
    return found[0]


def correct(connection: Connection, named: str, asked: Sequence[Change], given: Given) -> tuple[Decision, ...]:
    """Sets fields of a claim."""
    reading, at = find_claim(connection, named)
    overlay, made, target = Overlay(reading), [], _anchor(connection, reading, at)
    for change in asked:
        old, part = overlay.value(at, change), overlay.part(at, change)
        made.append(_about(target, Verb.CORRECT, given, change, part, old))
        try:
            overlay.put(at, change, part, given.who)
        except MissingPartError as error:
            raise DecisionError(str(error)) from error
    if fault := contradiction(overlay.claim(at)):
        raise DecisionError(fault)
    return _kept(connection, made)


def judge(connection: Connection, verb: Verb, named: Iterable[str], given: Given) -> tuple[Decision, ...]:
    """Accepts or rejects claims as wholes, or says that it cannot be told."""
    change = Change(JUDGEMENT, None, VERDICTS[verb])
    found = [find_claim(connection, name) for name in dict.fromkeys(named)]
    return _kept(connection, [
        _about(_anchor(connection, reading, at), verb, given, change, None, reading.claims[at].judgement)
        for reading, at in found
    ])  # fmt: skip


def merge(connection: Connection, named: Sequence[str], given: Given) -> tuple[Decision, ...]:
    """Says that incidents are one."""
    found = {incident.id: incident for incident in (_incident(connection, name) for name in named)}
    if len(found) < 2:
        raise DecisionError(gettext("these are one incident already; name two that are to become one"))
    things = tuple(tuple(sorted(incident.mentions, key=is_section)) for incident in found.values())
    _check_new(connection, Verb.MERGE, things)
    return _kept(connection, [Decision(0, "", given.who, Verb.MERGE, given.why, things=things)])


def split(connection: Connection, named: str, out: Sequence[str], given: Given) -> tuple[Decision, ...]:
    """Says that reports of an incident tell of another one."""
    incident = _incident(connection, named)
    reports_out = {_report(connection, name, incident) for name in out}
    taken = tuple(mention for mention in incident.mentions if report_of(mention) in reports_out)
    left = tuple(mention for mention in incident.mentions if mention not in taken)
    if not left:
        raise DecisionError(
            gettext("these are all reports of incident %(id)s; one at least must be left in it", id=incident.id)
        )
    return _kept(connection, [Decision(0, "", given.who, Verb.SPLIT, given.why, things=(taken, left))])


def apart(connection: Connection, named: Sequence[str], given: Given) -> tuple[Decision, ...]:
    """Says that two incidents are two, whatever comes in."""
    found = {incident.id: incident for incident in (_incident(connection, name) for name in named)}
    if len(found) < 2:
        raise DecisionError(gettext("these are one incident; name two, or take reports out of it"))
    if len(found) > 2:
        raise DecisionError(gettext("these are %(many)s incidents; name two that are not one", many=len(found)))
    things = tuple(incident.mentions for incident in found.values())
    _check_new(connection, Verb.APART, things)
    return _kept(connection, [Decision(0, "", given.who, Verb.APART, given.why, things=things)])


def _check_new(connection: Connection, verb: Verb, things: Sequence[Sequence[str]]) -> None:
    """Raises DecisionError where the last that was said of the incidents that hold these mentions is the same."""
    about = [made for made in about_sets(connection) if made.verb in OF_INCIDENTS and _holds_all(made.things, things)]
    if about and about[-1].verb is verb:
        raise DecisionError(gettext("decision %(number)s says so already", number=about[-1].number))


def _holds_all(said: Sequence[Sequence[str]], things: Sequence[Sequence[str]]) -> bool:
    """Whether each of some things shares a mention with one that a decision names, no two with the same."""
    shared = [next((at for at, one in enumerate(said) if not set(one).isdisjoint(thing)), None) for thing in things]
    return None not in shared and len(set(shared)) == len(shared)


def same(
    connection: Connection, names: Sequence[str], listed: Mapping[str, SourceType], given: Given
) -> tuple[Decision, ...]:
    """Says that names stand for one body or outlet; `listed` has those that knowledge lists, with their types."""
    if len({fold(name) for name in names}) < 2:
        raise DecisionError(gettext("these are one name already; give two"))
    here = _types(connection)
    unknown = [name for name in names if name not in listed and fold(name) not in here]
    if unknown:
        raise DecisionError(
            gettext("nobody here is called %(name)s; give the name as a search shows it", name=repr(unknown[0]))
        )
    kind = next(iter(listed.values()), None) or _commonest(here, names)
    things = tuple((name,) for name in names)
    return _kept(connection, [Decision(0, "", given.who, Verb.SAME, given.why, new=kind.value, things=things)])


def undo(connection: Connection, number: int, given: Given) -> tuple[Decision, ...]:
    """Takes back all of one number. What was undone comes back by undoing its undoing."""
    if connection.scalar(select(decisions.c.seq).where(decisions.c.number == number).limit(1)) is None:
        raise DecisionError(
            gettext("there is no decision %(number)s; the list of decisions has those that there are", number=number)
        )
    if by := undone(connection).get(number):
        raise DecisionError(
            gettext(
                "decision %(number)s was undone by %(by)s already; to have it back, undo %(by)s", number=number, by=by
            )
        )
    made = record(connection, [Decision(0, "", given.who, Verb.UNDO, given.why, undoes=number)])
    for report in reports_touched(connection, number):
        remake(connection, report)
    return made


def _kept(connection: Connection, made: Sequence[Decision]) -> tuple[Decision, ...]:
    kept = record(connection, made)
    for report in sorted({decision.target.report for decision in kept if decision.target}):
        remake(connection, report)
    return kept


def _anchor(connection: Connection, reading: Reading, at: int) -> Anchor:
    """A claim by its words as they were read, also where a person has said that others are its content."""
    claim = (load_read(connection, reading.report.id) or reading).claims[at]
    return Anchor(reading.report.id, reading.report.version, claim.id, claim.spans, claim.text)


def _about(target: Anchor, verb: Verb, given: Given, change: Change, part: str | None, old: str | None) -> Decision:
    return Decision(0, "", given.who, verb, given.why, target, change.named, part, old, change.value)


def _incident(connection: Connection, named: str) -> Incident:
    """The incident of an id, of the start of one, or the one that a report is in."""
    keys = incidents_named(connection, named)
    if len(keys) > 1:
        raise DecisionError(several(named, keys))
    found = load_incident(connection, keys[0]) if keys else None
    if found is None:
        raise DecisionError(
            gettext("no incident %(named)s is here; the list of incidents has those that are", named=repr(named))
        )
    return found


def _report(connection: Connection, named: str, incident: Incident) -> str:
    inside = [key for key in find_reports(connection, named) if key in incident.reports]
    if len(inside) != 1:
        none = N_("no report of incident %(id)s fits %(named)s; its reports are %(listed)s")
        many = N_("%(many)s reports of incident %(id)s fit %(named)s; its reports are %(listed)s")
        told = {"many": len(inside), "id": incident.id, "named": repr(named), "listed": ", ".join(incident.reports)}
        raise DecisionError(gettext(many if inside else none, **told))
    return inside[0]


def _types(connection: Connection) -> dict[str, Counter[SourceType]]:
    """How often the sources of a name are of each type, by the folded name; an outlet is of the media."""
    found: defaultdict[str, Counter[SourceType]] = defaultdict(Counter)
    told = select(sources.c.name, sources.c.type, func.count().label("many")).group_by(sources.c.name, sources.c.type)
    for row in connection.execute(told):
        found[fold(row.name)][SourceType(row.type)] += row.many
    for name in connection.scalars(select(reports.c.outlet).where(reports.c.outlet.is_not(None)).distinct()):
        found[fold(name)][SourceType.MEDIA] += 1
    return found


def _commonest(found: Mapping[str, Counter[SourceType]], names: Iterable[str]) -> SourceType:
    counted = sum((found.get(fold(name), Counter()) for name in names), Counter[SourceType]())
    return min(counted, key=lambda kind: (-counted[kind], kind))
