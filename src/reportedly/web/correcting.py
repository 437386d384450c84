"""The form that corrects a claim: its fields with what they say now, what is typed in them, and what of that is new.

Words of the report have two values more beside theirs: the place where a script saw them marked, and which of several places
is meant where nobody's script did. A place has the one that was chosen of a list, or a point that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.corrections.fields import FIELDS, MARKS, About, Change, Field
from reportedly.corrections.marking import context, marked, place, places
from reportedly.corrections.overlay import Overlay
from reportedly.corrections.values import Spot, spot_of, spot_text
from reportedly.corrections.values import place as place_typed
from reportedly.decision import DecisionError
from reportedly.records import Claim, Reading, cut
from reportedly.text import N_, gettext
from reportedly.visible import one_line
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError

NONE = "none"
LONGEST = 2_000  # characters of marked words that a form holds; longer ones are corrected by program
MOST = 12  # places of the same words that a form lists
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,8})?", re.ASCII)
OVERTAKEN = N_("%(field)s said %(was)s when you opened the form; it says %(now)s now. Look again.")
FIRST = ("source", "mention", "cue")  # what gives a claim without a source its first one


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: its name with its number, what it says now on one line, and what is typed in it.

    Of marked words `now` is the place, `words` what stands there, `at` the place that a script sends, and `choices` are the
    places of typed words that stand in several.
    """

    field: Field
    name: str
    now: str
    typed: str
    words: str = ""
    at: str = ""
    choices: tuple[str, ...] = ()

    @property
    def marks(self) -> bool:
        """Whether it is about words of the report."""
        return self.field.name in MARKS


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of the claim, of one of its sources or of one of its events."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def values(self) -> list[Entry]:
        """The fields that say what is meant."""
        return [entry for entry in self.entries if not entry.marks]

    @property
    def marked(self) -> list[Entry]:
        """The fields that say which words say so."""
        return [entry for entry in self.entries if entry.marks]


def groups(asked: Asked, reading: Reading, at: int) -> Iterator[Group]:
    """The form, part by part."""
    claim, overlay = reading.claims[at], Overlay(reading)
    for title, about, number in _parts(reading, claim):
        fields = [field for field in FIELDS.values() if field.about is about]
        if about is About.EVENT and not claim.events:
            fields = [FIELDS["kind"]]
        if about is About.SOURCE and not claim.chain:
            fields = [FIELDS[name] for name in FIRST]
        entries = (_entry(asked, reading, overlay.value(at, change), field, change.named)
                   for field in fields for change in [Change(field.name, number, "")])  # fmt: skip
        yield Group(title, tuple(entry for entry in entries if len(entry.words) <= LONGEST))


def wanted(asked: Asked, reading: Reading, at: int) -> list[str]:
    """What was changed, as it is typed elsewhere: `field=value`. Raises RefusedError, 409, where somebody else has changed
    such a field since the form was opened.
    """
    entries = (entry for group in groups(asked, reading, at) for entry in group.entries if entry.name in asked.form)
    return [f"{entry.name}={value}" for entry in entries for value in [_changed(asked, entry)] if value is not None]


def _changed(asked: Asked, entry: Entry) -> str | None:
    """The new value of a field; null where it says what it did when the form was opened."""
    opened = one_line(asked.field(f"was.{entry.name}"))
    value = _marked(asked, entry, opened) if entry.marks else _typed(asked, entry, opened)
    if value is not None and opened != entry.now:
        was, now = opened or NONE, entry.now or NONE
        raise RefusedError(gettext(OVERTAKEN, field=entry.name, was=was, now=now), 409)
    return value


def _typed(asked: Asked, entry: Entry, opened: str) -> str | None:
    value = one_line(entry.typed)
    if entry.field.name == "place":
        value = _placed(asked, entry.name) or value
    return None if value == opened else value or NONE


def _marked(asked: Asked, entry: Entry, opened: str) -> str | None:
    words, which = one_line(entry.typed), asked.field(f"which.{entry.name}")
    if entry.at:
        return None if f"@{entry.at}" == opened else f"@{entry.at} {words}"
    if which:
        return f"@{which} {words}"
    return None if words == one_line(asked.field(f"said.{entry.name}")) else words or NONE


def _placed(asked: Asked, name: str) -> str:
    """The place that was chosen of a list, or one at a point that was typed; empty where neither was done."""
    if chosen := one_line(asked.field(f"chosen.{name}")):
        return chosen
    lat, lon = asked.field(f"lat.{name}"), asked.field(f"lon.{name}")
    if not (lat or lon):
        return ""
    if not (DEGREES.fullmatch(lat) and DEGREES.fullmatch(lon)):
        words = gettext(
            "%(lat)s, %(lon)s is no point; write both in degrees, as in 22.05 and -31.4",
            lat=lat or NONE,
            lon=lon or NONE,
        )
        raise DecisionError(words)
    try:
        called = spot_of(place_typed(asked.field(name)))
    except ValueError as error:
        raise DecisionError(f"{name}: {error}") from error
    precision = asked.field(f"precision.{name}")
    near = int(precision) if precision in tuple("1234567") else None
    return spot_text(Spot(called.name, called.country, float(lat), float(lon), near))


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
    if not claim.chain:
        yield gettext("No source was read: the outlet's own voice"), About.SOURCE, 1
    for number, event in enumerate(claim.events, 1):
        yield (
            gettext("Event %(number)s: %(words)s", number=number, words=fragments.words(reading, event.span)),
            About.EVENT,
            number,
        )
    if not claim.events:
        yield gettext("No event was read"), About.EVENT, 1


def _entry(asked: Asked, reading: Reading, value: str | None, field: Field, name: str) -> Entry:
    if field.name not in MARKS:
        now = one_line(value or "")
        return Entry(field, name, now, asked.field(name) if name in asked.form else now)
    text, spans = reading.report.text, marked(value).spans if value else ()
    words = one_line(cut(text, spans)) if spans else ""
    typed = asked.field(name) if name in asked.form else words
    at = asked.field(f"at.{name}")
    found = places(one_line(typed), text)[:MOST] if one_line(typed) not in ("", words) and not at else []
    choices = tuple(context(span, text) for span in found) if len(found) > 1 else ()
    return Entry(field, name, place(spans) if spans else "", typed, words, at, choices)
