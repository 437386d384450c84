"""The fields that a query can name, in one table: what each means and which values it takes. Help and docs are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from reportedly.records import EVENT_TYPES, Act, Certainty, Form, Judgement, SourceType, Status, Unnamed
from reportedly.text import N_, gettext

KINDS = tuple(kind.lower() for kind in EVENT_TYPES)
YES_NO = ("yes", "no")


class Shape(StrEnum):
    """What is written after a field's colon."""

    NAME = "a name"
    WHOLE = "a name, or = and the whole name"
    CHOICE = "one of"
    NUMBER = "a number"
    DAY = "a day, month or year"
    DISTANCE = "a distance"
    BOX = "four edges in degrees: south, west, north, east"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its values where they are fixed; an example that can be typed."""

    name: str
    shape: Shape
    means: str
    example: str
    values: tuple[str, ...] = ()


def _values(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


FIELDS = {
    field.name: field
    for field in (
        Field("outlet", Shape.WHOLE, "who published the report", 'outlet:"Osprey Courier"'),
        Field("source", Shape.WHOLE, "the origin: on whose word the claim rests", 'source:"Valley Watch"'),
        Field("cites", Shape.WHOLE, "a source anywhere in the chain, the origin included", "cites:Quellmark"),
        Field("type", Shape.CHOICE, "what kind of source the origin is", "type:monitor,ngo", _values(SourceType)),
        Field("unnamed", Shape.CHOICE, "whether the origin goes unnamed, or how", "unnamed:yes",
              (*YES_NO, *_values(Unnamed))),
        Field("custody", Shape.CHOICE, "whether anybody in the chain speaks from custody", "custody:yes", YES_NO),
        Field("hops", Shape.NUMBER, "sources between the outlet and the fact; 0 is the outlet's own voice", "hops:>=2"),
        Field("certainty", Shape.CHOICE, "how firmly it is said", "certainty:hedged,denied", _values(Certainty)),
        Field("act", Shape.CHOICE, "what the source does by saying it", "act:accuse", _values(Act)),
        Field("form", Shape.CHOICE, "how the words are given", "form:direct", _values(Form)),
        Field("kind", Shape.CHOICE, "what the first event told of is", "kind:assault,coerce", KINDS),
        Field("status", Shape.CHOICE, "whether that event is told as having happened", "status:actual", _values(Status)),
        Field("place", Shape.NAME, "where that event was: the whole name of the place", "place:Anselt"),
        Field("within", Shape.DISTANCE, "right after a place: also whatever lies that near to it",
              "place:Anselt within:50km"),
        Field("box", Shape.BOX, "a piece of the map that the place lies in", "box:35.5,36,37,38.25"),
        Field("country", Shape.NAME, "the country of that place, as two letters", "country:OX"),
        Field("date", Shape.DAY, "when that event was; one day in common is enough", "date:2031-05..2031-07"),
        Field("published", Shape.DAY, "when the report was published", "published:>=2031-05-04"),
        Field("killed", Shape.NUMBER, "how many are said to be killed; the whole figure lies within", "killed:>=10"),
        Field("origins", Shape.NUMBER, "on how many independent origins the incident of the report stands",
              "origins:>=2"),
        Field("by", Shape.NAME, "who decided on the claim: corrected, accepted or rejected it", "by:Dorn"),
        Field("judgement", Shape.CHOICE, "what a person says of the claim as a whole", "judgement:rejected,unsure",
              _values(Judgement)),
        Field("judged", Shape.WHOLE, "who accepted, rejected or left the claim open, and did not take it back",
              'judged:"=Ilka Dorn"'),
        Field("needs", Shape.NUMBER, "claims that fewer people have judged than so many", "needs:2"),
        Field("agreed", Shape.CHOICE, "whether the people who judged the claim say the same; two or more have",
              "agreed:no", YES_NO),
        Field("text", Shape.NAME, "words anywhere in the report", 'text:"no comment"'),
    )
}  # fmt: skip


def takes_whole(name: str) -> bool:
    """Whether a `=` before a value of the field asks for the whole name."""
    return FIELDS[name].shape is Shape.WHOLE


def unknown_field(name: str) -> str:
    """What is said of a field that does not exist."""
    alike = get_close_matches(name.lower(), FIELDS, 1, 0.6)
    if alike:
        return gettext("is no field; did you mean `%(alike)s:`", alike=alike[0])
    words = N_("is no field; fields are %(known)s. Put it in quotation marks to find these words")
    return gettext(words, known=", ".join(FIELDS))


def unknown_value(field: Field, value: str) -> str:
    """What is said of a value that a field does not take."""
    alike = get_close_matches(value.lower(), field.values, 1, 0.6)
    told = {"field": field.name, "known": ", ".join(field.values)}
    if alike:
        words = N_("is no value of %(field)s:; did you mean `%(alike)s`; its values are %(known)s")
        return gettext(words, alike=alike[0], **told)
    return gettext("is no value of %(field)s:; its values are %(known)s", **told)


def table() -> str:
    """The fields as a table in Markdown."""
    rows = (f"| `{f.name}:` | {f.means} | {_takes(f)} | `{f.example}` |" for f in FIELDS.values())
    return "\n".join(("| field | means | takes | example |", "| --- | --- | --- | --- |", *rows))


def _takes(field: Field) -> str:
    return ", ".join(field.values) if field.values else field.shape.value
