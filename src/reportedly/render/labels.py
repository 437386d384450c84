"""The values of records as pages print them, and numbers with their nouns: one table for all that is translated of them.

In records, files and queries they stay what they are.
"""

from __future__ import annotations

from reportedly.corrections.fields import FIELDS, MARKS, About
from reportedly.decision import State
from reportedly.records import EVENT_TYPES, Act, Certainty, Form, Judgement, SourceType, Status, Unnamed
from reportedly.text import N_, gettext, ngettext

VALUES = (SourceType, Unnamed, Certainty, Act, Form, Judgement, Status, State)
MODES = (
    "abduct", "aerial", "allege", "arrest", "beat", "boycott", "ceasefire", "censor", "convict", "curfew", "demo", "deport",
    "disapprove", "disarm", "expel", "explosives", "firearms", "heavy-weapons", "investigate", "phone", "primitive", "release",
    "resign", "restrict", "riot", "seize", "sexual", "suicide-attack", "targeted", "torture", "troops", "unconventional",
    "visit", "withdraw",
)  # fmt: skip
COUNTED = (
    "killed",
    "injured",
    "missing",
    "detained",
    "displaced",
    "destroyed",
    "strikes",
    "captured",
    "killed or injured",
)
OTHERS = (
    "actor", "target", "instrument",  # roles of an event
    "unnamed", "on record", "in custody", "party to the fight",  # marks of an origin
    "certainty", "act", "chain", "source", "type", "custody", "status", "kind", "place", "date", "month",  # fields of a claim
    "judgement", "happened", "done by", "where", "when", "day", "denied",
    "all", "some", "none", "yes", "no", "headline", "body", "nothing",
    "box",  # of a map
    "viewer", "coder", "reviewer", "owner", "waiting", "sent", "failed", "not sent", "gained", "lost", "changed",
)  # fmt: skip
PLACE_KINDS = {  # of the gazetteer
    "city": "town", "quarter": "quarter", "country": "country", "admin1": "province", "admin2": "district",
    "admin3": "municipality", "admin4": "municipality", "area": "area", "sea": "sea", "island": "island", "water": "water",
    "mountain": "mountain", "base": "base", "crossing": "crossing", "camp": "camp", "site": "site", "desert": "desert",
    "airport": "airport", "pass": "pass", "field": "field", "road": "road", "port": "port", "continent": "continent",
}  # fmt: skip
WORDS = tuple(sorted({
    word.lower().replace("_", " ")
    for words in (*VALUES, EVENT_TYPES, MODES, COUNTED, OTHERS, MARKS, PLACE_KINDS.values())
    for word in words
}))  # fmt: skip


CHOICES = frozenset({
    "act", "certainty", "custody", "form", "judgement", "kind", "role", "status", "type", "unnamed",
})  # fmt: skip  # fields whose values are words of ours; others hold words of reports


NUMBERED = {About.SOURCE: N_("%(field)s of source %(number)s"), About.EVENT: N_("%(field)s of event %(number)s")}


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as gettext's own N_
    """Marks a text of a table that depends on a number."""
    return one, many


NOUNS = {
    "claim": NN_("%(number)s claim", "%(number)s claims"),
    "decision": NN_("%(number)s decision", "%(number)s decisions"),
    "incident": NN_("%(number)s incident", "%(number)s incidents"),
    "edition": NN_("%(number)s edition", "%(number)s editions"),
    "input": NN_("%(number)s input", "%(number)s inputs"),
    "newsroom": NN_("%(number)s newsroom", "%(number)s newsrooms"),
    "newsroom or source": NN_("%(number)s newsroom or source", "%(number)s newsrooms and sources"),
    "node": NN_("%(number)s node", "%(number)s nodes"),
    "origin": NN_("%(number)s origin", "%(number)s origins"),
    "independent origin": NN_("%(number)s independent origin", "%(number)s independent origins"),
    "other value": NN_("%(number)s other value", "%(number)s other values"),
    "named source": NN_("%(number)s source by name", "%(number)s sources by name"),
    "role of people": NN_("people of %(number)s role", "people of %(number)s roles"),
    "reading": NN_("%(number)s reading", "%(number)s readings"),
    "rejected claim": NN_("%(number)s rejected claim", "%(number)s rejected claims"),
    "report": NN_("%(number)s report", "%(number)s reports"),
    "text": NN_("%(number)s text", "%(number)s texts"),
    "tie": NN_("%(number)s tie", "%(number)s ties"),
    "try": NN_("%(number)s try", "%(number)s tries"),
    "way": NN_("%(number)s way", "%(number)s ways"),
}


def label(value: str) -> str:
    """A value of a record, or the name of a field, as it is shown: "armed group" for `armed_group`."""
    return gettext(value.replace("_", " "))


def field_words(named: str) -> str:
    """The name of a field with its number as it is shown: "type of source 1" for `type.1`."""
    name, _, number = named.partition(".")
    if not number:
        return label(name)
    if name == "source":
        return gettext("source %(number)s", number=number)
    return gettext(NUMBERED[FIELDS[name].about], field=label(name), number=number)


def place_kind(kind: str) -> str:
    """The kind of a place as it is shown: "province" for `admin1`."""
    return gettext(PLACE_KINDS.get(kind, kind))


def labelled(field: str, value: str) -> str:
    """The value of a field as it is shown: a word of ours by its label, what a report says as it is."""
    return label(value) if field in CHOICES else value


def capitalized(words: str) -> str:
    """Words with a great first letter; the others stay."""
    return words[:1].upper() + words[1:]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "3 reports"."""
    return counted_as(str(number), number, noun)


def counted_as(shown: str, number: int, noun: str) -> str:
    """The same with the number written in another way: "2–3 independent origins" for a range up to `number`."""
    one, many = NOUNS[noun]
    return ngettext(one, many, number, number=shown)
