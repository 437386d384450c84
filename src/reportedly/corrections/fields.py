"""The fields of a claim that a person can correct, in one table: what each means and which values it takes.

They have the names of the fields of search where both have them. Help and docs are made from this table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from reportedly.corrections import marking
from reportedly.corrections import values as forms
from reportedly.decision import DecisionError
from reportedly.records import EVENT_TYPES, Act, Certainty, SourceType, Status, Unnamed
from reportedly.text import N_, gettext

YES, NO = "yes", "no"
COUNTED = ("killed", "injured", "missing", "detained", "displaced")
OF_WORDS = "_words"  # behind a field of an event: which words say it
SAYING = {"place": "where it was", "date": "when it was"}
EXAMPLES = {"place": "in Koven", "date": "on Monday"}
JUDGEMENT = "judgement"  # the field that accept, reject and unsure set
MOST = 20  # sources or events of a claim that a number can name
LONGEST = 2_500  # characters of one correction
_TYPED = re.compile(r"(?P<name>[a-z_]+)(?:\.(?P<number>[0-9]{1,2}))?", re.ASCII)


class About(StrEnum):
    """What a field belongs to. Without a number it is the origin, or the claim's first event; with one (`type.1`) that
    source, counted from the reader, or that event.
    """

    CLAIM = "the claim"
    SOURCE = "a source"
    EVENT = "an event"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its values where they are fixed, else how typed text is read; an example that can be typed."""

    name: str
    about: About
    means: str
    example: str
    values: tuple[str, ...] = ()
    read: Callable[[str], str] = forms.name


@dataclass(frozen=True, slots=True)
class Change:
    """A value for a field. `number` names one of several sources or events, from 1; null where it is not said."""

    field: str
    number: int | None
    value: str

    @property
    def named(self) -> str:
        """The field as it is typed."""
        return self.field if self.number is None else f"{self.field}.{self.number}"


def _words(found: Iterable[str], *more: str) -> tuple[str, ...]:
    return (*(str(word).lower() for word in found), *more)


def _of_words(name: str, about: About, means: str, example: str) -> Field:
    return Field(name, about, means, example, read=marking.words)


def _words_of(what: str) -> Field:
    return _of_words(what + OF_WORDS, About.EVENT, f"which words of the report say {SAYING.get(what, f'how many were {what}')}",
                     f'{what}{OF_WORDS}="{EXAMPLES.get(what, "at least 18")}"')  # fmt: skip


def _count(name: str) -> Field:
    return Field(name, About.EVENT, f"how many, of those {name}: the first such figure of that event", f"{name}=18..20",
                 read=forms.figure)  # fmt: skip


FIELDS = {
    field.name: field
    for field in (
        Field("certainty", About.CLAIM, "how firmly it is said", "certainty=denied", _words(Certainty)),
        Field("act", About.CLAIM, "what the source does by saying it", "act=none", _words(Act, forms.NONE)),
        Field("chain", About.CLAIM, "all sources, from the reader to the origin; `none` is the outlet's own voice",
              'chain="Quellmark Wire > Valley Watch"', read=forms.chain),
        Field("content", About.CLAIM, "which words of the report are what is claimed", 'content="the bridge was shut"',
              read=marking.content),
        Field("source", About.SOURCE, "who or what is cited", 'source="Valley Watch"'),
        _of_words("mention", About.SOURCE, "which words of the report name the source; where none was read, they are its name",
                  'mention="the health ministry"'),
        _of_words("cue", About.SOURCE, "which words say that it is cited", 'cue="@2 said"'),
        Field("type", About.SOURCE, "what kind of source that is", "type=monitor", _words(SourceType)),
        Field("unnamed", About.SOURCE, "how it goes unnamed", "unnamed=withheld", _words(Unnamed, forms.NONE)),
        Field("custody", About.SOURCE, "whether it speaks from custody", "custody=yes", (YES, NO)),
        Field("kind", About.EVENT, "what the event is; `none` takes it out, and a kind where there is none adds one",
              "kind=accident", _words(EVENT_TYPES, forms.NONE)),
        Field("status", About.EVENT, "whether it is told as having happened", "status=historical", _words(Status)),
        Field("place", About.EVENT, "where it was", 'place="Koven, XL"', read=forms.place),
        Field("date", About.EVENT, "when it was", "date=2031-05-03", read=forms.days),
        *map(_count, COUNTED),
        *map(_words_of, ("place", "date", *COUNTED)),
    )
}  # fmt: skip
ORDER = tuple(FIELDS)
MARKS = frozenset({"content", "mention", "cue", *(name for name in FIELDS if name.endswith(OF_WORDS))})


def changes(typed: Iterable[str]) -> list[Change]:
    """What `field=value` texts ask for, each field once, in the order of the table. Raises DecisionError."""
    found = [change(text) for text in typed]
    named = [item.named for item in found]
    for name in named:
        if named.count(name) > 1:
            raise DecisionError(gettext("%(name)s is given twice; give it one value", name=name))
    if not found:
        raise DecisionError(
            gettext("nothing is corrected; write field=value, as in %(example)s", example=FIELDS["certainty"].example)
        )
    return sorted(found, key=lambda item: (ORDER.index(item.field), item.number or 0))


def change(typed: str) -> Change:
    """What one `field=value` asks for. Raises DecisionError saying what would fit."""
    if len(typed) > LONGEST:
        raise DecisionError(
            gettext("%(typed)s …: is longer than %(most)s characters", typed=repr(typed[:40]), most=f"{LONGEST:,}")
        )
    left, sign, right = typed.partition("=")
    found = _TYPED.fullmatch(left.strip().lower())
    if not sign or not found:
        raise DecisionError(
            gettext(
                "%(typed)s: write field=value, as in %(example)s",
                typed=repr(typed),
                example=FIELDS["certainty"].example,
            )
        )
    field = FIELDS.get(found["name"])
    if field is None:
        raise DecisionError(_unknown_field(found["name"]))
    return Change(field.name, _number(field, found["number"]), _value(field, right.strip()))


def _number(field: Field, typed: str | None) -> int | None:
    if typed is None:
        return None
    if field.about is About.CLAIM:
        raise DecisionError(gettext("%(name)s belongs to the claim as a whole and takes no number", name=field.name))
    if not 1 <= int(typed) <= MOST:
        raise DecisionError(
            gettext("%(name)s.%(typed)s: counts from 1 to %(most)s", name=field.name, typed=typed, most=MOST)
        )
    return int(typed)


def _value(field: Field, typed: str) -> str:
    if field.values:
        if typed.lower() not in field.values:
            raise DecisionError(_unknown_value(field, typed))
        return typed.lower()
    try:
        return field.read(typed.lower() if typed.lower() == forms.NONE else typed)
    except ValueError as error:
        raise DecisionError(gettext("%(name)s=%(typed)s: %(why)s", name=field.name, typed=typed, why=error)) from error


def _unknown_field(name: str) -> str:
    alike, known = get_close_matches(name, FIELDS, 1, 0.6), ", ".join(FIELDS)
    if alike:
        words = N_("%(name)s is no field that can be corrected; did you mean %(alike)s; fields are %(known)s")
        return gettext(words, name=name, alike=alike[0], known=known)
    return gettext("%(name)s is no field that can be corrected; fields are %(known)s", name=name, known=known)


def _unknown_value(field: Field, typed: str) -> str:
    alike = get_close_matches(typed.lower(), field.values, 1, 0.6)
    told = {"typed": repr(typed), "field": field.name, "known": ", ".join(field.values)}
    if alike:
        words = N_("%(typed)s is no value of %(field)s; did you mean %(alike)s; its values are %(known)s")
        return gettext(words, alike=alike[0], **told)
    return gettext("%(typed)s is no value of %(field)s; its values are %(known)s", **told)


def table() -> str:
    """The fields as a table in Markdown."""
    rows = (f"| `{f.name}` | {f.about} | {f.means} | {_takes(f)} | `{f.example}` |" for f in FIELDS.values())
    head = "| field | of | means | takes | example |"
    return "\n".join((head, "| --- | --- | --- | --- | --- |", *rows))


def _takes(field: Field) -> str:
    if field.values:
        return ", ".join(field.values)
    said = (field.read.__doc__ or "").split(". ")[0]
    return said.rstrip(".")
