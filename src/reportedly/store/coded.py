"""What people say of the claims that two or more of them decided on, field by field.

A person says of a claim's fields what that person corrected, and of the others what was read; what anybody else corrected was
not said by them, whether they saw it or not. Whoever rejects a claim, or cannot tell, says that alone and nothing of its fields.
Private people are named by nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.corrections.attach import attach
from reportedly.corrections.fields import FIELDS, JUDGEMENT, Change
from reportedly.corrections.overlay import Overlay, lay
from reportedly.corrections.private import private_names, worded
from reportedly.corrections.values import NONE
from reportedly.decision import Decision
from reportedly.records import Judgement, Reading
from reportedly.store.decisions import about_claims
from reportedly.store.load import load_read

Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Coded:
    """One claim, its words, and the values of its fields by person and field."""

    report: str
    claim: str
    quote: str
    values: Values


def coded(connection: Connection) -> Iterator[Coded]:
    """The claims that two people or more decided on, by report."""
    for report, made in sorted(about_claims(connection).items()):
        if len({decision.who for decision in made}) > 1 and (reading := load_read(connection, report)):
            yield from _of_report(reading, made)


def _of_report(reading: Reading, made: Sequence[Decision]) -> Iterator[Coded]:
    names = private_names(reading, made, lay(reading, made).reading)
    about: defaultdict[int, list[Decision]] = defaultdict(list)
    for decision in made:
        at = attach(decision.target, reading) if decision.target else None
        if at is not None:
            about[at].append(decision)
    for at, decisions in sorted(about.items()):
        people = dict.fromkeys(decision.who for decision in decisions)
        if len(people) > 1:
            claim = reading.claims[at]
            said = {who: _said(reading, at, decisions, who) for who in people}
            values = {who: {field: worded(value, names) for field, value in told.items()} for who, told in said.items()}
            yield Coded(reading.report.id, claim.id, claim.text, values)


def _said(reading: Reading, at: int, decisions: Sequence[Decision], who: str) -> dict[str, str]:
    """What a person says of the claim at a place of a reading."""
    own = [decision for decision in decisions if decision.who == who]
    judged = next((decision.new for decision in reversed(own) if decision.field == JUDGEMENT), None)
    said = {JUDGEMENT: judged} if judged else {}
    if judged not in (None, Judgement.ACCEPTED):
        return said
    shown = Overlay(lay(reading, own).reading)
    return said | {name: shown.value(at, Change(name, None, "")) or NONE for name in FIELDS}
