"""A claim corrected by form: every field with what it says now. Only what was changed is sent on.

What a field said when the form was opened comes back with it: where somebody else has changed it meanwhile, nothing is
done and both values are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from reportedly import deciding
from reportedly.corrections.fields import FIELDS, About, Change, Field
from reportedly.corrections.overlay import Overlay
from reportedly.decision import DecisionError
from reportedly.records import Claim, Reading
from reportedly.text import N_, gettext
from reportedly.visible import one_line
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.web.pages.claim import found
from reportedly.web.pages.shared import back, person, remembered, shown
from reportedly.web.templates import address

NONE = "none"
OVERTAKEN = N_("%(field)s said %(was)s when you opened the form; it says %(now)s now. Look again.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: its name with its number, what it says now on one line, and what is typed in it."""

    field: Field
    name: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of the claim, of one of its sources or of one of its events."""

    title: str
    entries: tuple[Entry, ...]


def page(asked: Asked) -> Response:
    """The form."""
    reading, at = found(asked, asked.path("id"))
    return _form(asked, reading, at)


def correct(asked: Asked) -> Response:
    """Sets what was changed, and leads back to the claim; with what is wrong, to the form as it was filled in."""
    reading, at = found(asked, asked.path("id"))
    claim, who, why = reading.claims[at], person(asked), asked.field("why") or None
    try:
        wanted = [f"{entry.name}={entry.typed or NONE}" for entry in _changed(asked, reading, at)]
        made = asked.desk.decide(
            lambda workspace, store: deciding.correct(workspace, store, claim.id, wanted, who, why)
        )
    except (DecisionError, RefusedError) as error:
        return _form(asked, reading, at, str(error), getattr(error, "status", 400))
    return remembered(asked, back(address(f"/claim/{claim.id}", done=made[0].number)), who)


def _form(asked: Asked, reading: Reading, at: int, fault: str = "", status: int = 200) -> Response:
    return shown(
        asked, "correct.html", status, reading=reading, claim=reading.claims[at], number=at + 1, fault=fault,
        fragments=fragments, groups=list(_groups(asked, reading, at)),
    )  # fmt: skip


def _changed(asked: Asked, reading: Reading, at: int) -> Iterator[Entry]:
    """The fields that say something else than when the form was opened."""
    for group in _groups(asked, reading, at):
        for entry in group.entries:
            opened = one_line(asked.field(f"was.{entry.name}"))
            if entry.name not in asked.form or one_line(entry.typed) == opened:
                continue
            if opened != entry.now:
                was, now = opened or NONE, entry.now or NONE
                raise RefusedError(gettext(OVERTAKEN, field=entry.name, was=was, now=now), 409)
            yield entry


def _groups(asked: Asked, reading: Reading, at: int) -> Iterator[Group]:
    claim, overlay = reading.claims[at], Overlay(reading)
    for title, about, number in _parts(reading, claim):
        fields = [field for field in FIELDS.values() if field.about is about]
        if about is About.EVENT and not claim.events:
            fields = [FIELDS["kind"]]
        yield Group(title, tuple(_entry(asked, overlay, at, field, number) for field in fields))


def _parts(reading: Reading, claim: Claim) -> Iterator[tuple[str, About, int | None]]:
    yield gettext("The claim"), About.CLAIM, None
    many = len(claim.chain)
    for number, source in enumerate(claim.chain, 1):
        pattern = (
            N_("Source %(number)s, the origin: %(name)s")
            if number == many
            else N_("Source %(number)s, on the way: %(name)s")
        )
        yield gettext(pattern, number=number, name=fragments.source_name(source)), About.SOURCE, number
    for number, event in enumerate(claim.events, 1):
        yield (
            gettext("Event %(number)s: %(words)s", number=number, words=fragments.words(reading, event.span)),
            About.EVENT,
            number,
        )
    if not claim.events:
        yield gettext("No event was read"), About.EVENT, 1


def _entry(asked: Asked, overlay: Overlay, at: int, field: Field, number: int | None) -> Entry:
    change = Change(field.name, number, "")
    now = one_line(overlay.value(at, change) or "")
    typed = asked.field(change.named) if change.named in asked.form else now
    return Entry(field, change.named, now, typed)
