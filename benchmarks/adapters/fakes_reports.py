"""Crowd-coded reports of one war: governorate, number killed, cause and actor blamed, out of our events, places and
counts.

The labels of the corpus live here and nowhere else. Our reading is mapped onto them by the main event of the report:
the assaults of headline and lede before those of the body, those that name their dead before those that do not.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workbench import Article, Metrics, Row, Workbench
from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.knowledge.gazetteer import default as gazetteer
from reportedly.records import Event, Place, Reading, Status

GOVERNMENT = "syrian government or russian troops"
OPPOSITION = "armed opposition groups"
STATE_OF_LEVANT = "the organization of the islamic state in iraq and the levant - isis"
COALITION = "international coalition forces"
NUSRA = "al-nusra front"
SELF_ADMINISTRATION = "self administration forces"
ACTORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (NUSRA, ("nusra", "tahrir al", "fateh al-sham", "fatah al-sham")),
    (STATE_OF_LEVANT, ("isis", "isil", "daesh", "islamic state", "is", "jihadist", "jihadists", "caliphate")),
    (SELF_ADMINISTRATION, ("kurdish", "kurds", "ypg", "sdf", "democratic forces", "pyd", "kurd")),
    (COALITION, ("coalition", "us", "american", "united states", "u.s.", "us-led", "washington", "u.s",
                 "turkish", "turkey", "french")),
    (GOVERNMENT, ("regime", "regimes", "assad", "assads", "government", "russian", "russia", "russias", "syrian army",
                  "syrian air", "syrian forces", "army", "loyalist", "damascus", "hezbollah",
                  "moscow", "syrian", "syrian government", "syrian military", "troops", "air force", "iranian", "militias")),
    (OPPOSITION, ("rebel", "rebels", "opposition", "islamist", "islamists", "insurgent", "insurgents", "jaish", "jaysh", "ahrar", "fsa",
                  "free army", "qaeda", "al-qaeda", "front", "islamic front")),
    ("unknown", ("terrorist", "terrorists", "militant", "militants", "gunmen", "armed groups", "armed group", "fighters", "takfiri")),
)  # fmt: skip
CAUSES = {
    "aerial": "shelling", "drone": "shelling", "heavy-weapons": "shelling", "explosives": "explosion",
    "suicide-attack": "explosion", "unconventional": "chemical and toxic gases", "firearms": "shooting",
    "targeted": "execution", "beat": "execution", "torture": "execution", "primitive": "execution",
}  # fmt: skip
GOVERNORATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("aleppo", ("aleppo", "halab")), ("damascus", ("damascus", "rif", "dimashq")), ("idlib", ("idlib", "idleb")),
    ("deir ezzor", ("deir", "dayr", "zor")), ("raqqa", ("raqq", "raqa")), ("homs", ("homs", "hims")),
    ("hasakeh", ("hasak", "hassak")), ("hama", ("hama",)), ("daraa", ("daraa", "dara", "deraa")),
    ("lattakia", ("latakia", "lattakia", "ladhiq")), ("quneitra", ("quneitra", "qunaytirah")), ("tartous", ("tart",)),
)  # fmt: skip
BATTLES = ("clash", "fight", "battl", "skirmish")  # words that the corpus gives no cause of death
WEIGHTS = (6.0, 4.0, 1.0)  # of an event in the headline, in the lede, in the body


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the report, and how much it speaks for what the report is about."""

    event: Event
    weight: float


def articles(path: Path) -> Iterator[Article]:
    """The reports of the file, without any label."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            yield Article(row["unit_id"], row["article_content"], row["source"], row["article_title"])


def labels(reading: Reading, known: Gazetteer) -> Row:
    """The corpus's labels for a reading."""
    told = list(main_events(reading))
    return {
        "location": governorate(reading, told, known),
        "actor": actor(told),
        "cause_of_death": cause(reading, told),
        "killed": killed(reading),
    }


def main_events(reading: Reading) -> Iterator[Told]:
    """The assaults told as having happened, each with its weight."""
    body = sorted({claim.spans[0][0] for claim in reading.claims if claim.where != "headline"})
    lede = body[min(2, len(body)) - 1] if body else -1
    for claim in reading.claims:
        rank = 0 if claim.where == "headline" else 1 if claim.spans[0][0] <= lede else 2
        for event in claim.events:
            if event.type == "ASSAULT" and event.status is Status.ACTUAL and not event.background:
                deadly = any(count.what in ("killed", "killed+injured") for count in event.counts)
                yield Told(event, WEIGHTS[rank] * (2 if deadly else 1))


def elected(votes: Mapping[str, float]) -> str:
    """The label with most votes; "unknown" where none has any."""
    return max(votes, key=lambda label: votes[label], default="unknown")


def cause(reading: Reading, told: Sequence[Told]) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    for one in told:
        battle = one.event.mode == "firearms" and reading.report.text[slice(*one.event.span)].casefold().startswith(
            BATTLES
        )
        if one.event.mode in CAUSES and not battle:
            votes[CAUSES[one.event.mode]] += one.weight
    return elected(votes)


def actor(told: Sequence[Told]) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    for one in told:
        for role in one.event.roles:
            if role.role == "actor" and (label := actor_label(role.name)):
                votes[label] += one.weight
    return elected(votes)


def actor_label(name: str) -> str | None:
    """The label whose words the name holds, first of the list first."""
    words = f" {' '.join(name.casefold().replace('’s', '').split())} "
    for label, keys in ACTORS:
        if any(f" {key} " in words or (len(key) > 4 and f" {key}" in words) for key in keys):
            return label
    return None


def governorate(reading: Reading, told: Sequence[Told], known: Gazetteer) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    for one in told:
        if one.event.place is not None and (label := region(reading.places[one.event.place], known)):
            votes[label] += one.weight
    for place in reading.places:
        if label := region(place, known):
            votes[label] += 0.5
    return elected(votes)


def region(place: Place, known: Gazetteer) -> str | None:
    """The governorate a place lies in, by the gazetteer's row or by its own name."""
    names = [place.name, place.resolved or ""]
    if place.gazetteer and place.gazetteer.startswith("geonames:"):
        entry = known.entry(int(place.gazetteer.removeprefix("geonames:")))
        if entry.region:
            names.insert(0, known.entry(entry.region).name)
    for name in names:
        folded = name.casefold()
        for label, keys in GOVERNORATES:
            if any(key in folded for key in keys):
                return label
    return None


def killed(reading: Reading) -> int:
    """The number killed by the toll; none told is none killed."""
    toll = reading.toll
    if toll is None:
        return 0
    return toll.killed_min if toll.killed_min is not None else toll.killed_max or 0


def measure(bench: Workbench) -> Metrics:
    """Accuracy on place, number killed, cause and actor."""
    source = bench.corpora / "fakes" / "reports.csv"
    known = gazetteer()
    made = ({"unit_id": article.id} | labels(reading, known) for article, reading in bench.readings(articles(source)))
    printed = bench.score("score_fakes.py", source, bench.predictions("fakes_reports", made))
    return scores(printed)


def scores(printed: str) -> Metrics:
    """The scorer's lines as measures."""
    out: Metrics = {}
    for line in printed.splitlines():
        words = line.split()
        if len(words) == 5 and words[1] == "acc":
            out[words[0]] = float(words[2])
        elif words and words[0] == "killed":
            out["killed_exact"] = float(
                json.loads(line.removeprefix("killed ").replace("'", '"').replace("None", "null"))["exact"]
            )
    return out
