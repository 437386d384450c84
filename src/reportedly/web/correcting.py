"""The form that corrects a claim: its fields with what they say now, what is typed in them, and what of that is new.

Words of the report have two values more beside theirs: the place where a script saw them marked, and which of several places
is meant where nobody's script did. A place has the one that was chosen of a list, or a point that was typed.

A form that was sent comes back as it was filled in: fields that the person left alone say what they say by now, the others
what was typed, held against what they said when the form was opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.corrections.fields import FIELDS, MARKS, About, Change, Field
from reportedly.corrections.marking import context, marked, place, places
from reportedly.corrections.overlay import Overlay
from reportedly.corrections.values import Spot, spot_of, spot_text
from reportedly.corrections.values import place as place_typed
from reportedly.decision import DecisionError
from reportedly.records import Reading, cut
from reportedly.render.labels import label
from reportedly.text import N_, gettext
from reportedly.visible import one_line
from reportedly.web import fragments
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError

NONE = "none"
LONGEST = 2_000  # characters of marked words that a form holds; longer ones are corrected by program
MOST = 12  # places of the same words that a form lists
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,8})?", re.ASCII)
OVERTAKEN = N_(
    "%(field)s (%(section)s) said %(was)s when you opened the form; it says %(now)s now. Look again: what you typed still stands."
)
OTHER = N_(
    "%(section)s was another one when you opened the form: %(was)s. What you typed still stands; look whether it belongs there."
)
GONE = N_("%(was)s is not there any more. You had typed for it: %(typed)s")
FIRST = ("source", "mention", "cue")  # what gives a claim without a source its first one


@dataclass(frozen=True, slots=True)
class Pointing:
    """Which place of a name is meant: one that was chosen of the list for a name, or a point that was typed."""

    listed: str = ""
    chosen: str = ""
    lat: str = ""
    lon: str = ""
    precision: str = ""

    @property
    def given(self) -> bool:
        """Whether anything says more than the name."""
        return bool(self.chosen or self.lat or self.lon)

    def place(self, typed: str) -> str:
        """The place that is meant by what is typed. Raises DecisionError where that cannot be told."""
        if not self.chosen:
            return self._at_a_point(typed)
        if self.listed and typed != self.listed:
            words = N_(
                "%(chosen)s was chosen of the places called %(listed)s, and %(typed)s is typed. Look for it again, or choose “as "
                "it is typed”."
            )
            chosen = spot_of(self.chosen).name
            raise DecisionError(gettext(words, chosen=chosen, listed=self.listed, typed=typed or gettext("nothing")))
        return self.chosen

    def _at_a_point(self, typed: str) -> str:
        if not (DEGREES.fullmatch(self.lat) and DEGREES.fullmatch(self.lon)):
            words = N_("%(lat)s, %(lon)s is no point; write both in degrees, as in 22.05 and -31.4")
            nothing = gettext("nothing")
            raise DecisionError(gettext(words, lat=self.lat or nothing, lon=self.lon or nothing))
        if typed in ("", NONE):
            raise DecisionError(gettext("A point needs the name of the place that lies there; type it too."))
        try:
            called = spot_of(place_typed(typed))
        except ValueError as error:
            raise DecisionError(f"{typed}: {error}") from error
        near = int(self.precision) if self.precision in tuple("1234567") else None
        return spot_text(Spot(called.name, called.country, float(self.lat), float(self.lon), near))


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form: its name with its number, what it says now on one line, what it said when the form was opened, and
    what is typed in it.

    Of marked words `now` and `opened` are places, `words` and `said` what stood there, `at` the place that a script sends,
    `choices` the places of typed words that stand in several, and `which` the number of the one that was chosen.
    """

    field: Field
    name: str
    now: str
    opened: str
    typed: str
    words: str = ""
    said: str = ""
    at: str = ""
    which: str = ""
    choices: tuple[str, ...] = ()
    pointing: Pointing = Pointing()

    @property
    def marks(self) -> bool:
        """Whether it is about words of the report."""
        return self.field.name in MARKS

    @property
    def changed(self) -> bool:
        """Whether the person wants another value than the one that was there when the form was opened."""
        typed = one_line(self.typed)
        if not self.marks:
            return self.pointing.given or typed != self.opened
        return f"@{self.at}" != self.opened if self.at else bool(self.which) or typed != one_line(self.said)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else has changed it since the form was opened."""
        return self.opened != self.now

    def value(self) -> str:
        """What is wanted, as it is typed elsewhere. Raises DecisionError where that is no value."""
        typed = one_line(self.typed)
        if self.pointing.given:
            return self.pointing.place(typed)
        where = self.at or self.which
        return f"@{where} {typed}" if where else typed or NONE

    def looked_at(self) -> FormField:
        """The field once the person was told what it says by now."""
        return replace(self, opened=self.now, said=self.words)


@dataclass(frozen=True, slots=True)
class Section:
    """The fields of the claim, of one of its sources or of one of its events: which (`key`), and by what that is known (`part`),
    now and when the form was opened.
    """

    key: str
    title: str
    part: str
    opened: str
    fields: tuple[FormField, ...]

    @property
    def values(self) -> list[FormField]:
        """The fields that say what is meant."""
        return [field for field in self.fields if not field.marks]

    @property
    def marked(self) -> list[FormField]:
        """The fields that say which words say so."""
        return [field for field in self.fields if field.marks]

    @property
    def changed(self) -> list[FormField]:
        """The fields in which the person wants another value."""
        return [field for field in self.fields if field.changed]

    def looked_at(self) -> Section:
        """The section once the person was told what it says by now."""
        return replace(self, opened=self.part, fields=tuple(field.looked_at() for field in self.fields))


def sections(asked: Asked, reading: Reading, at: int) -> list[Section]:
    """The form, part by part, as it was filled in where it was sent."""
    overlay = Overlay(reading)
    return [
        replace(section, fields=tuple(field for field in section.fields if len(field.words) <= LONGEST))
        for section in _filled(asked, reading, at, overlay)
    ]


def wanted(asked: Asked, found: Sequence[Section]) -> list[str]:
    """What was changed, as it is typed elsewhere: `field=value`. Raises RefusedError, 409, saying all that somebody else has
    changed since the form was opened, or taken away.
    """
    faults = [*_overtaken(found), *_gone(asked, found)]
    if faults:
        raise RefusedError(" ".join(faults), 409)
    return [f"{field.name}={field.value()}" for section in found for field in section.changed]


def _overtaken(found: Sequence[Section]) -> Iterator[str]:
    for section in found:
        if section.changed and section.opened != section.part:
            yield gettext(OTHER, section=section.title, was=section.opened or gettext("nothing"))
            continue
        for field in section.changed:
            if field.overtaken:
                was, now = (field.said, field.words) if field.marks else (field.opened, field.now)
                yield gettext(OVERTAKEN, field=label(field.field.name), section=section.title,
                              was=was or gettext("nothing"), now=now or gettext("nothing"))  # fmt: skip


def _gone(asked: Asked, found: Sequence[Section]) -> Iterator[str]:
    """What was typed for sources and events that are there no more."""
    keys = {section.key for section in found}
    for name in asked.form:
        part, _, key = name.partition(".")
        if part == "part" and key not in keys:
            typed = [f"{label(field.field.name)}: {field.typed}" for field in _sent_for(asked, key) if field.changed]
            if typed:
                yield gettext(GONE, was=one_line(asked.field(name)), typed="; ".join(typed))


def _sent_for(asked: Asked, key: str) -> Iterator[FormField]:
    """The fields that were sent for a source or an event that is not there."""
    about, _, number = key.partition(".")
    for field in FIELDS.values():
        name = f"{field.name}.{number}"
        if field.about.name.lower() == about and name in asked.form:
            yield _sent(asked, FormField(field, name, "", "", ""))


def _filled(asked: Asked, reading: Reading, at: int, overlay: Overlay) -> Iterator[Section]:
    claim = reading.claims[at]
    for key, title, part in _parts(reading, at):
        about, _, number = key.partition(".")
        fields = [field for field in FIELDS.values() if field.about.name.lower() == about]
        if about == "event" and not claim.events:
            fields = [FIELDS["kind"]]
        if about == "source" and not claim.chain:
            fields = [FIELDS[name] for name in FIRST]
        changes = [Change(field.name, int(number) if number else None, "") for field in fields]
        made = (_field(asked, reading, overlay.value(at, change), change) for change in changes)
        opened = one_line(asked.field(f"part.{key}")) if f"part.{key}" in asked.form else part
        yield Section(key, title, part, opened, tuple(made))


def _parts(reading: Reading, at: int) -> Iterator[tuple[str, str, str]]:
    """Key, title and part of each section."""
    claim = reading.claims[at]
    yield About.CLAIM.name.lower(), gettext("The claim"), ""
    for number, source in enumerate(claim.chain, 1):
        last = number == len(claim.chain)
        pattern = (
            N_("Source %(number)s, the origin: %(name)s") if last else N_("Source %(number)s, on the way: %(name)s")
        )
        name = fragments.source_name(source)
        yield f"source.{number}", gettext(pattern, number=number, name=name), name
    if not claim.chain:
        yield "source.1", gettext("No source was read: the outlet's own voice"), ""
    for number, event in enumerate(claim.events, 1):
        words = fragments.words(reading, event.span)
        yield f"event.{number}", gettext("Event %(number)s: %(words)s", number=number, words=words), words
    if not claim.events:
        yield "event.1", gettext("No event was read"), ""


def _field(asked: Asked, reading: Reading, value: str | None, change: Change) -> FormField:
    """A field as it is, or, where the person changed it, as it was sent."""
    fresh = _fresh(reading, value, FIELDS[change.field], change.named)
    if fresh.name not in asked.form:
        return fresh
    sent = _sent(asked, fresh)
    return replace(sent, choices=_choices(sent, reading.report.text)) if sent.changed else fresh


def _fresh(reading: Reading, value: str | None, field: Field, name: str) -> FormField:
    if field.name not in MARKS:
        now = one_line(value or "")
        return FormField(field, name, now, now, now)
    spans = marked(value).spans if value else ()
    words = one_line(cut(reading.report.text, spans)) if spans else ""
    now = place(spans) if spans else ""
    return FormField(field, name, now, now, words, words, words)


def _sent(asked: Asked, fresh: FormField) -> FormField:
    name = fresh.name
    opened, typed = one_line(asked.field(f"was.{name}")), asked.field(name)
    if fresh.marks:
        said, at, which = (asked.field(f"{part}.{name}") for part in ("said", "at", "which"))
        return replace(fresh, opened=opened, typed=typed, said=one_line(said), at=at, which=which)
    if fresh.field.name != "place":
        return replace(fresh, opened=opened, typed=typed)
    listed, chosen, *point = (
        one_line(asked.field(f"{part}.{name}")) for part in ("listed", "chosen", "lat", "lon", "precision")
    )
    return replace(fresh, opened=opened, typed=typed, pointing=Pointing(listed, chosen, *point))


def _choices(field: FormField, text: str) -> tuple[str, ...]:
    typed = one_line(field.typed)
    if not field.marks or field.at or typed in ("", field.said):
        return ()
    found = places(typed, text)[:MOST]
    return tuple(context(span, text) for span in found) if len(found) > 1 else ()
