"""A decision in words, as terminals and pages say it: who decided what, and what became of it.

Each is one text of its own, with who decided in it: another language may bring them in another order. What a report or a
person said in it is a `Name`, to be kept apart in its own writing direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from reportedly.decision import Decision, State, Verb
from reportedly.incident import report_of
from reportedly.render.labels import field_words, label, labelled
from reportedly.render.telling import listed
from reportedly.render.wording import Name, with_names
from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened

OF_CLAIM = {
    Verb.ACCEPT: N_("%(who)s accepted the claim"),
    Verb.REJECT: N_("%(who)s rejected the claim"),
    Verb.UNSURE: N_("%(who)s is unsure of the claim"),
}
OF_REPORTS = {
    Verb.MERGE: N_("%(who)s put together %(reports)s"),
    Verb.SPLIT: N_("%(who)s parted %(reports)s"),
    Verb.APART: N_("%(who)s said that these are not one incident: %(reports)s"),
}
CORRECTED = N_("%(who)s corrected %(field)s: %(old)s → %(new)s")
FORGOTTEN = N_("%(who)s corrected %(field)s")  # what it was and was to be went with the report
UNDID = N_("%(who)s undid %(number)s")
ONE = N_("%(who)s called one: %(names)s")
BY_NUMBER = {State.OVERRULED: N_("overruled by %(number)s"), State.UNDONE: N_("undone by %(number)s")}
TITLE = 60  # characters of a title
NO_TITLES: Mapping[str, str] = MappingProxyType({})
LOST = N_("orphan: %(reason)s")


class Who(Name):
    """The name of the person who decided."""

    __slots__ = ()


def decision_pieces(decision: Decision, titles: Mapping[str, str] = NO_TITLES) -> list[str]:
    """What was decided: "Ilka Dorn corrected certainty: hedged → denied", "Bo Hale parted report r1 and report r2 and 2 more".
    A report whose title is given goes by that.
    """
    text, values = _told(decision, titles)
    return with_names(text, who=Who(one_line(decision.who)), **values)


def named_reports(decisions: Iterable[Decision]) -> list[str]:
    """The ids of the reports by which decisions name the incidents that were put together or apart."""
    made = [one for one in decisions if one.verb in OF_REPORTS]
    return [report_of(thing[0]) for one in made for thing in one.things]


def state_words(decision: Decision) -> str:
    """What became of a decision: "overruled by 6", "orphan: the report is not here any more"; empty where it stands."""
    if decision.state is State.STANDS:
        return ""
    note = one_line(decision.note or "")
    if decision.state in BY_NUMBER:
        return gettext(BY_NUMBER[decision.state], number=note.rpartition(" ")[2])
    return gettext(LOST, reason=gettext(note)) if note else label(decision.state)


def _told(decision: Decision, titles: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text for a decision and its values, but who made it."""
    match decision.verb:
        case Verb.CORRECT:
            return _corrected(decision)
        case Verb.UNDO:
            return UNDID, {"number": str(decision.undoes)}
        case Verb.SAME:
            return ONE, {"names": listed([Name(one_line(name)) for thing in decision.things for name in thing])}
        case Verb.MERGE | Verb.SPLIT | Verb.APART:
            return OF_REPORTS[decision.verb], {
                "reports": listed([_reports(thing, titles) for thing in decision.things])
            }
    return OF_CLAIM[decision.verb], {}


def _corrected(decision: Decision) -> tuple[str, dict[str, str]]:
    field = decision.field or ""
    if decision.old is decision.new is None:
        return FORGOTTEN, {"field": field_words(field)}
    old, new = (_value(field, value) for value in (decision.old, decision.new))
    return CORRECTED, {"field": field_words(field), "old": old, "new": new}


def _value(field: str, value: str | None) -> str:
    return Name(labelled(field.partition(".")[0], one_line(value))) if value else gettext("nothing")


def _reports(thing: Sequence[str], titles: Mapping[str, str]) -> str:
    """Reports by the first one, and how many more there are."""
    named = list(dict.fromkeys(map(report_of, thing)))
    first, more = _report(named[0], titles.get(named[0])), len(named) - 1
    return gettext("%(names)s and %(many)s more", names=first, many=more) if more else first


def _report(name: str, title: str | None) -> str:
    return (
        gettext("“%(title)s”", title=shortened(title, TITLE))
        if title
        else gettext("report %(name)s", name=one_line(name))
    )
