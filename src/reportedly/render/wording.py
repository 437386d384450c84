"""What the screens say in words: labels for the values of records, and sentences about a reading. Never a verdict,
never a rank.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

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
from reportedly.visible import one_line

TYPES = {kind: kind.value.replace("_", " ") for kind in SourceType} | {
    SourceType.OTHER: "source",
    SourceType.NGO: "NGO",
    SourceType.OFFICIAL: "official",
    SourceType.MEDICAL: "medical source",
    SourceType.MILITARY: "military",
}
UNNAMED = {
    Unnamed.COLLECTIVE: "several at once",
    Unnamed.WITHHELD: "name withheld",
    Unnamed.UNIDENTIFIED: "not identified",
}
CERTAINTY_MARKS = {Certainty.ASSERTED: "●", Certainty.HEDGED: "◐", Certainty.DENIED: "⊘", Certainty.PLANNED: "▷"}
ACTS = {
    Act.ACCUSE: "accuses",
    Act.DENY: "denies",
    Act.CONFIRM: "confirms",
    Act.CLAIM_RESPONSIBILITY: "claims responsibility",
    Act.DEMAND: "demands",
    Act.THREATEN: "threatens",
}
NOTICES = {
    "headline_drops_hedge": "The headline states flatly what the body hedges.",
    "no_statement": "No statement by {about} was found in this report.",
    "language_not_read": "This report was not read: no reader is installed for its language ({about}).",
    "language_unknown": "This report was not read: its language could not be told. Name it with --language.",
}


def shown_name(source: Source) -> str:
    """The source as screens name it, on one line: the text's own wording, or the role of a person who is not public."""
    return one_line(public_name(source))


def described(source: Source) -> str:
    """What the source is and how it is given: "agency", "military, unnamed (name withheld)", "detainee, in custody"."""
    words = [TYPES[source.type]]
    if source.unnamed:
        words.append(f"unnamed ({one_line(source.unnamed_reason or UNNAMED[source.unnamed])})")
    if source.custody:
        words.append("in custody")
    return ", ".join(words)


def outlet_name(report: Report) -> str:
    """The outlet as it is to be shown, "outlet not known" where nothing names it."""
    return one_line(report.outlet.name) if report.outlet and report.outlet.name.strip() else "outlet not known"


def published(report: Report) -> str:
    """The publication date, or "no date"."""
    return one_line(report.published) if report.published else "no date"


def credit(report: Report) -> str | None:
    """The byline and the agency credit in words, null where the report has neither."""
    authors = "by " + ", ".join(one_line(author) for author in report.authors) if report.authors else None
    agency = f"credited to {one_line(report.byline_agency)}" if report.byline_agency else None
    return ", ".join(part for part in (authors, agency) if part) or None


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
        return ["No claims were read."]
    pieces: list[str] = []
    for voice, words in VOICES:
        if resting := [group for group in groups if _voice(group) == voice]:
            pieces += [", ", f"{_size(resting)} ", *words(resting)]
    return [f"{total} {'claim' if total == 1 else 'claims'}", ": ", *pieces[1:], "."]


def tally(groups: tuple[Resting, ...]) -> str:
    """How many origins, and how many of them go unnamed or are in custody: "7 origins: 2 unnamed, 1 in custody"."""
    voices = Counter(map(_voice, groups))
    origins = voices.total() - voices["own"]
    parts = [f"{voices[voice]} {voice}" for voice in ("unnamed", "in custody") if voices[voice]]
    return f"{origins} {'origin' if origins == 1 else 'origins'}" + (f": {', '.join(parts)}" if parts else "")


def certainty_words(claim: Claim) -> str:
    """How firmly, and what the source does by saying it: "asserted", "hedged, accuses"; a denial is said once."""
    act = ACTS[claim.act] if claim.act and not (claim.act is Act.DENY and claim.certainty is Certainty.DENIED) else None
    firm = f"{claim.certainty.value}, {act}" if act else claim.certainty.value
    return f"{firm} ({people_words(claim.decided_by, claim.judgement)})" if claim.decided_by else firm


def people_words(decided: Sequence[Decided], judgement: Judgement | None = None) -> str:
    """What people decided, and who: "rejected by Ilka Dorn; certainty, type by Bo Hale"."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for item in decided:
        fields[item.who].append(item.field if item.field != "judgement" else judgement or "rejected")
    return "; ".join(f"{', '.join(dict.fromkeys(names))} by {one_line(who)}" for who, names in fields.items())


def notice_words(notice: Notice) -> str:
    """A notice as a sentence."""
    if notice.kind == "step_failed":
        return f"The step “{notice.about}” failed on this report, and what it finds is missing here. That is a mistake of the program."
    if notice.kind == "headline_drops_hedge" and notice.about:
        return f"The headline states flatly what the body hedges with “{one_line(notice.about)}”."
    pattern = NOTICES.get(notice.kind, notice.kind.replace("_", " ").capitalize() + ".")
    return pattern.replace("{about}", one_line(notice.about or "the one accused"))


def _size(groups: Iterable[Resting]) -> int:
    return sum(len(group.claims) for group in groups)


def _voice(group: Resting) -> str:
    """In whose voice these claims are told: a named source, an unnamed one, one in custody, or the outlet's own."""
    if group.origin is None:
        return "own"
    if group.custody:
        return "in custody"
    return "unnamed" if group.unnamed else "named"


def _named_words(groups: list[Resting]) -> list[str]:
    names = [Name(shown_name(group.origin)) for group in groups if group.origin]
    if len(names) > 2:
        return [f"on the word of {len(names)} named sources"]
    return ["on the word of ", *([names[0], " and ", names[1]] if len(names) == 2 else names)]


def _unnamed_words(groups: list[Resting]) -> list[str]:
    if len(groups) > 1:
        return [f"on the word of {len(groups)} unnamed sources"]
    relays = [claim.chain[-2] for group in groups for _, claim in group.claims if len(claim.chain) > 1]
    through = f" through {_article(TYPES[relays[0].type])}" if relays else ""
    several = any(g.origin and g.origin.unnamed is Unnamed.COLLECTIVE for g in groups)
    return [f"on the word of {'several unnamed sources' if several else 'one unnamed source'}{through}"]


def _custody_words(_: list[Resting]) -> list[str]:
    return ["from people in custody"]


def _own_words(_: list[Resting]) -> list[str]:
    return ["in the outlet’s own voice"]


def _article(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


VOICES: tuple[tuple[str, Callable[[list[Resting]], list[str]]], ...] = (
    ("named", _named_words),
    ("unnamed", _unnamed_words),
    ("in custody", _custody_words),
    ("own", _own_words),
)
"""In whose voice claims are told, in the order of a summary, and the words for it."""
