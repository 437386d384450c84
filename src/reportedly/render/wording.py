"""What the screens say in words: labels for the values of records, and sentences about a reading. Never a verdict,
never a rank.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportedly.knowledge.public_names import public_name
from reportedly.records import (
    Act,
    Certainty,
    Claim,
    Decided,
    Judgement,
    Notice,
    Report,
    Source,
    SourceType,
    Unnamed,
)
from reportedly.render.by_origin import Resting
from reportedly.render.labels import counted, field_words, label
from reportedly.text import N_, gettext
from reportedly.visible import one_line

TYPES = {kind: kind.value.replace("_", " ") for kind in SourceType} | {
    SourceType.OTHER: N_("source"),
    SourceType.NGO: N_("NGO"),
    SourceType.OFFICIAL: "official",
    SourceType.MEDICAL: N_("medical source"),
    SourceType.MILITARY: "military",
}
UNNAMED = {
    Unnamed.COLLECTIVE: N_("several at once"),
    Unnamed.WITHHELD: N_("name withheld"),
    Unnamed.UNIDENTIFIED: N_("not identified"),
}
_VALUE = re.compile(r"%\((\w+)\)s")
CERTAINTY_MARKS = {Certainty.ASSERTED: "●", Certainty.HEDGED: "◐", Certainty.DENIED: "⊘", Certainty.PLANNED: "▷"}
ACTS = {
    Act.ACCUSE: N_("accuses"),
    Act.DENY: N_("denies"),
    Act.CONFIRM: N_("confirms"),
    Act.CLAIM_RESPONSIBILITY: N_("claims responsibility"),
    Act.DEMAND: N_("demands"),
    Act.THREATEN: N_("threatens"),
}
NOTICES = {
    "headline_drops_hedge": N_("The headline states flatly what the body hedges."),
    "no_statement": N_("No statement by %(about)s was found in this report."),
    "language_not_read": N_("This report was not read: no reader is installed for its language (%(about)s)."),
    "language_unknown": N_("This report was not read: its language could not be told. Name it with --language."),
    "step_failed": N_(
        "The step “%(about)s” failed on this report, and what it finds is missing here. That is a mistake of the program."
    ),
}
DROPPED = N_("The headline states flatly what the body hedges with “%(about)s”.")  # where the word that hedges is known


def shown_name(source: Source) -> str:
    """The source as screens name it, on one line: the text's own wording, or the role of a person who is not public."""
    return one_line(public_name(source))


def type_words(kind: SourceType) -> str:
    """A kind of source: "agency", "armed group"."""
    return gettext(TYPES[kind])


def unnamed_words(source: Source) -> str:
    """How a source goes unnamed: in the report's words, else in ours; empty where it is named."""
    return one_line(source.unnamed_reason or (gettext(UNNAMED[source.unnamed]) if source.unnamed else ""))


def described(source: Source) -> str:
    """What the source is and how it is given: "agency", "military, unnamed (name withheld)", "detainee, in custody"."""
    words = [type_words(source.type)]
    if source.unnamed:
        words.append(gettext("unnamed (%(why)s)", why=unnamed_words(source)))
    if source.custody:
        words.append(gettext("in custody"))
    return ", ".join(words)


def outlet_name(report: Report) -> str:
    """The outlet as it is to be shown, "outlet not known" where nothing names it."""
    return one_line(report.outlet.name) if report.outlet and report.outlet.name.strip() else gettext("outlet not known")


def file_name(report: Report) -> str:
    """What the report was read from, without its folders: "statement.txt", "war.csv row 9"."""
    named = one_line(report.input)
    return re.split(r"[/\\\\]", named.rstrip("/\\"))[-1] or named


def titled(report: Report) -> str:
    """The title; where there is none, it says so and names what the report was read from."""
    named = file_name(report)
    bare = gettext("Report without a title (%(file)s)", file=named) if named else gettext("Report without a title")
    return one_line(report.title or "") or bare


def tellers(ids: Iterable[str], reports: Mapping[str, Report]) -> dict[str, str]:
    """How each of several reports is called beside the others, by its id: by its outlet, with its day where they hold
    another one of it; by its file where the outlet is not known.
    """
    names = {id_: outlet_name(reports[id_]) if id_ in reports else one_line(id_) for id_ in ids}
    many = Counter(names.values())
    return {id_: _apart(name, reports.get(id_), many[name] > 1) for id_, name in names.items()}


def _apart(name: str, report: Report | None, twins: bool) -> str:
    if report is None:
        return name
    if not (report.outlet and report.outlet.name.strip()):
        return f"{file_name(report)} ({name})" if file_name(report) else name
    return f"{name} ({published(report)})" if twins else name


def published(report: Report) -> str:
    """The publication date, or "no date"."""
    return one_line(report.published) if report.published else gettext("no date")


def credit(report: Report) -> str | None:
    """The byline and the agency credit in words, null where the report has neither."""
    names = ", ".join(one_line(author) for author in report.authors)
    authors = gettext("by %(names)s", names=names) if report.authors else None
    agency = gettext("credited to %(name)s", name=one_line(report.byline_agency)) if report.byline_agency else None
    return ", ".join(part for part in (authors, agency) if part) or None


def through_words(chain: Sequence[Source]) -> str:
    """On whose word, from the origin to the reader: "field commander through Osmara Press Bureau"; empty without sources."""
    words = ""
    for source in reversed(chain):
        words = (
            gettext("%(origin)s through %(relay)s", origin=words, relay=shown_name(source))
            if words
            else shown_name(source)
        )
    return words


class Name(str):
    """A piece of a sentence that is a name from the report, to be kept apart in its own writing direction."""

    __slots__ = ()


def summary(groups: tuple[Resting, ...]) -> str:
    """One sentence on what the claims of a report rest on."""
    return "".join(summary_pieces(groups))


def summary_pieces(groups: tuple[Resting, ...]) -> list[str]:
    """The pieces of the sentence, names set apart as `Name`."""
    total = _size(groups)
    if not total:
        return [gettext("No claims were read.")]
    pieces: list[str] = []
    for voice, words in VOICES:
        if resting := [group for group in groups if _voice(group) == voice]:
            pieces += [", ", *words(str(_size(resting)), resting)]
    return [counted(total, "claim"), ": ", *pieces[1:], "."]


def tally(groups: tuple[Resting, ...]) -> str:
    """How many origins, and how many of them go unnamed or are in custody: "7 origins: 2 unnamed, 1 in custody"."""
    voices = Counter(map(_voice, groups))
    origins = voices.total() - voices["own"]
    parts = [gettext(text, many=voices[voice]) for voice, text in TALLIED.items() if voices[voice]]
    return counted(origins, "origin") + (f": {', '.join(parts)}" if parts else "")


def certainty_words(claim: Claim) -> str:
    """How firmly, and what the source does by saying it: "asserted", "hedged, accuses"; a denial is said once."""
    act = (
        gettext(ACTS[claim.act])
        if claim.act and not (claim.act is Act.DENY and claim.certainty is Certainty.DENIED)
        else None
    )
    firm = f"{label(claim.certainty)}, {act}" if act else label(claim.certainty)
    return f"{firm} ({people_words(claim.decided_by, claim.judgement)})" if claim.decided_by else firm


def people_words(decided: Sequence[Decided], judgement: Judgement | None = None) -> str:
    """What people decided, and who: "rejected by Ilka Dorn; certainty, type by Bo Hale"."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for item in decided:
        judged = label(judgement or "rejected")
        fields[item.who].append(judged if item.field == "judgement" else field_words(item.field))
    return "; ".join(
        gettext("%(fields)s by %(who)s", fields=", ".join(dict.fromkeys(names)), who=one_line(who))
        for who, names in fields.items()
    )


def notice_words(notice: Notice) -> str:
    """A notice as a sentence."""
    if notice.kind not in NOTICES:
        return label(notice.kind).capitalize() + "."
    pattern = DROPPED if notice.kind == "headline_drops_hedge" and notice.about else NOTICES[notice.kind]
    accused = gettext("the one accused")
    return gettext(pattern, about=one_line(notice.about or accused))


def _size(groups: Iterable[Resting]) -> int:
    return sum(len(group.claims) for group in groups)


def _voice(group: Resting) -> str:
    """In whose voice these claims are told: a named source, an unnamed one, one in custody, or the outlet's own."""
    if group.origin is None:
        return "own"
    if group.custody:
        return "in custody"
    return "unnamed" if group.unnamed else "named"


def with_names(text: str, /, **values: str) -> list[str]:
    """The pieces of a text, translated, its values set apart: those that are a `Name` stay one."""
    return [values.get(piece, "") if odd else piece for odd, piece in _cut(gettext(text)) if piece]


def _cut(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut at its values; every other piece is the name of one."""
    return ((bool(place % 2), piece) for place, piece in enumerate(_VALUE.split(text)))


def _named_words(many: str, groups: list[Resting]) -> list[str]:
    names = [Name(shown_name(group.origin)) for group in groups if group.origin]
    if len(names) > 2:
        return [gettext("%(many)s on the word of %(number)s named sources", many=many, number=len(names))]
    if len(names) == 2:
        return with_names(N_("%(many)s on the word of %(one)s and %(other)s"), many=many, one=names[0], other=names[1])
    return with_names(N_("%(many)s on the word of %(name)s"), many=many, name=names[0])


def _unnamed_words(many: str, groups: list[Resting]) -> list[str]:
    if len(groups) > 1:
        return [gettext("%(many)s on the word of %(number)s unnamed sources", many=many, number=len(groups))]
    relays = [claim.chain[-2] for group in groups for _, claim in group.claims if len(claim.chain) > 1]
    several = any(g.origin and g.origin.unnamed is Unnamed.COLLECTIVE for g in groups)
    texts = SEVERAL_UNNAMED if several else ONE_UNNAMED
    relay = gettext(RELAYS[relays[0].type]) if relays else ""
    return [gettext(texts[bool(relays)], many=many, relay=relay)]


def _custody_words(many: str, _: list[Resting]) -> list[str]:
    return [gettext("%(many)s from people in custody", many=many)]


def _own_words(many: str, _: list[Resting]) -> list[str]:
    return [gettext("%(many)s in the outlet’s own voice", many=many)]


SEVERAL_UNNAMED = (
    N_("%(many)s on the word of several unnamed sources"),
    N_("%(many)s on the word of several unnamed sources through %(relay)s"),
)
ONE_UNNAMED = (
    N_("%(many)s on the word of one unnamed source"),
    N_("%(many)s on the word of one unnamed source through %(relay)s"),
)
RELAYS = {
    SourceType.OFFICIAL: N_("an official"), SourceType.MILITARY: N_("the military"), SourceType.GOVERNMENT: N_("the government"),
    SourceType.ARMED_GROUP: N_("an armed group"), SourceType.MONITOR: N_("a monitor"), SourceType.NGO: N_("an NGO"),
    SourceType.MEDIA: N_("a news outlet"), SourceType.AGENCY: N_("an agency"), SourceType.WITNESS: N_("a witness"),
    SourceType.ACTIVIST: N_("an activist"), SourceType.MEDICAL: N_("a medical source"), SourceType.EXPERT: N_("an expert"),
    SourceType.DOCUMENT: N_("a document"), SourceType.DETAINEE: N_("a detainee"), SourceType.OTHER: N_("a source"),
    SourceType.SOCIAL_MEDIA: N_("a post online"), SourceType.RESIDENT: N_("a resident"),
}  # fmt: skip
VOICES: tuple[tuple[str, Callable[[str, list[Resting]], list[str]]], ...] = (
    ("named", _named_words),
    ("unnamed", _unnamed_words),
    ("in custody", _custody_words),
    ("own", _own_words),
)
"""In whose voice claims are told, in the order of a summary, and the words for so many of them."""
TALLIED = {"unnamed": N_("%(many)s unnamed"), "in custody": N_("%(many)s in custody")}
