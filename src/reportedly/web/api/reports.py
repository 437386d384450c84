"""Reports: those there are, one with all that was read of it, and new ones taken in."""

from __future__ import annotations

import hashlib

from reportedly import asking, repeats
from reportedly.repeats import RequestKey
from reportedly.web.api.asks import AddressGiven, NoParameters, Paged, ReportsAsked, TextGiven
from reportedly.web.api.call import Answer, Call
from reportedly.web.api.paging import opened_number, sealed
from reportedly.web.api.problems import ProblemError
from reportedly.web.errors import NotHereError
from reportedly.web.intake import IntakeJob
from reportedly.workspace import Given, is_address

OF, FAILED = "reports", "errors"


def page(call: Call, asked: ReportsAsked) -> Answer:
    """Reports in the order in which they came."""
    after = opened_number(OF, asked.after)
    found, further = asking.reports_page(call.desk.store, after, asked.limit, asked.outlet or None)
    return Answer({"reports": found, "after": sealed(OF, further)})


def report(call: Call, asked: NoParameters) -> Answer:
    """The reading of a report."""
    named = call.path("id")
    reading = call.desk.store.reading(named)
    if reading is None:
        raise NotHereError(f"This workspace holds no report {named[:60]}.")
    return Answer(asking.reading_whole(reading))


def errors(call: Call, asked: Paged) -> Answer:
    """Inputs that gave no reading, with why and what to do."""
    found, further = asking.failures_page(call.desk.store, opened_number(FAILED, asked.after), asked.limit)
    return Answer({"errors": found, "after": sealed(FAILED, further)})


def intake(call: Call, asked: NoParameters) -> Answer:
    """What is being taken in, or was last."""
    job = call.desk.intake.job
    return Answer({"intake": None if job is None else _told(job)})


def take(call: Call, asked: TextGiven | AddressGiven) -> Answer:
    """Takes a report in, in the background. The answer is how that begins, so that a request sent again gets the same; where
    nothing came in, one sent again tries it again.
    """
    keyed, name = call.keyed, _name(asked)
    with call.desk.store.whole() as whole:
        if keyed is None or repeats.carried_out(whole, keyed) is None:
            _take(call, asked, name, keyed.key if keyed else None)
            if keyed is not None:
                repeats.keep(whole, keyed, None)
    return Answer({"intake": _told(IntakeJob(name))}, 202)


def _name(asked: TextGiven | AddressGiven) -> str:
    """What the input is called. Raises ProblemError where it is an address of no page."""
    if isinstance(asked, TextGiven):
        return f"{hashlib.sha256(asked.text.encode()).hexdigest()[:16]}.txt"
    if not is_address(asked.address):
        raise ProblemError(422, f"{asked.address[:80]!r} is no address of the web.")
    return asked.address


def _take(call: Call, asked: TextGiven | AddressGiven, name: str, key: RequestKey | None) -> None:
    day = asked.date.isoformat() if asked.date else None
    if isinstance(asked, TextGiven):
        given = Given(asked.outlet, day, asked.language, asked.title, asked.url)
        call.desk.intake.upload(name, asked.text.encode(), given, key)
    else:
        call.desk.intake.take(name, Given(asked.outlet, day, asked.language), key)


def _told(job: IntakeJob) -> dict[str, object]:
    return {
        "input": job.name, "expected": job.total, "added": job.added, "present": job.present, "failed": job.failed,
        "fault": job.fault, "done": job.done,
    }  # fmt: skip
