"""Role fillers of conflict reports, MUC-4: perpetrators, targets, victims and weapons out of our events' participants.

The texts are lower case throughout, which no parser is made for; the score is printed, it has no floor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from benchmarks.workbench import Article, Metrics, Workbench, rows
from reportedly.reading.lang.en.lexicon import people
from reportedly.records import Event, Reading, Role, Status

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
BODIES = frozenset({
    "army", "forces", "force", "front", "movement", "cartel", "guard", "police", "government", "alliance", "fmln",
    "eln", "mrta", "farc", "m-19", "urng", "path", "commandos", "battalion", "brigade", "mafia", "extraditables",
})  # fmt: skip
THINGS = frozenset({
    "bridge", "building", "buildings", "bank", "branch", "bus", "car", "facilities", "farm", "headquarters", "home",
    "homes", "hotel", "house", "houses", "office", "offices", "oil", "pipeline", "plane", "pylon", "pylons", "residence",
    "school", "station", "store", "tower", "towers", "truck", "trucks", "vehicle", "vehicles", "embassy", "helicopter",
    "lines", "plant", "barracks", "base", "post", "residences", "ministry", "church", "university",
})  # fmt: skip
SMALL = frozenset(
    {"a", "an", "the", "two", "three", "four", "five", "six", "several", "some", "another", "other", "his", "its"}
)

Fillers = dict[str, list[list[str]]]


def fillers(reading: Reading) -> Fillers:
    """The entities of each role, each by the words of one mention."""
    found: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for event in _assaults(reading):
        for role in event.roles:
            words = _words(role)
            kind = _kind(role, words)
            if kind and words:
                found[kind][" ".join(words)] = None
    return {role: [[mention] for mention in mentions] for role, mentions in found.items()}


def _assaults(reading: Reading) -> Iterator[Event]:
    for claim in reading.claims:
        for event in claim.events:
            if event.type == "ASSAULT" and event.status in (Status.ACTUAL, Status.HISTORICAL):
                yield event


def _words(role: Role) -> Sequence[str]:
    words = role.name.casefold().split()
    while words and words[0] in SMALL:
        words = words[1:]
    return words


def _kind(role: Role, words: Sequence[str]) -> str | None:
    """The corpus's role of a participant: weapons, bodies and persons that act, things and named persons acted on."""
    head = next((word for word in reversed(words[: words.index("of")] if "of" in words else words)), "")
    person = head in people() or head.removesuffix("s") in people()
    if role.role == "instrument":
        return "Weapon"
    if role.role == "actor":
        return "PerpOrg" if head in BODIES else "PerpInd" if person else None
    if head in THINGS:
        return "Target"
    return "Victim" if 2 <= len(words) <= 4 and not person and "of" not in words else None


def measure(bench: Workbench) -> Metrics:
    """Micro F1 and that of each role, on the dev part."""
    source = bench.corpora / "muc4" / "dev.json"
    told = [Article(row["docid"], row["doctext"]) for row in rows(source)]
    made = {article.id: fillers(reading) for article, reading in bench.readings(told)}
    path = bench.folder / "muc4.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    lines = [line.split() for line in bench.score("score_muc4.py", source, path).splitlines()]
    return {words[0]: float(words[-1]) / 100 for words in lines if len(words) == 7}
