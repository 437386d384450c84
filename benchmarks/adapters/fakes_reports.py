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
from reportedly.knowledge.loader import fold
from reportedly.reading.lang.en import ENGLISH
from reportedly.reading.toll import figures_of
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
STRIKES = ("strike", "raid", "bombard", "pound")  # the corpus counts air strikes as shelling
BATTLES = ("clash", "fight", "battl", "skirmish")  # words that the corpus gives no cause of death
NAMED = 6.0  # of the first place named, half of it for the second …
TITLE = 40  # characters of a title by which it is found in the text
WEIGHTS = (6.0, 4.0, 1.0)  # of an event in the headline, in the lede, in the body


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the report, how much it speaks for what the report is about, and its claim."""

    event: Event
    weight: float
    claim: int


def articles(path: Path) -> Iterator[Article]:
    """The reports of the file, without any label; a title that the file holds apart stands over its text, as on the
    page.
    """
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            title, text = row["article_title"], row["article_content"]
            page = text if title[:TITLE] in text[: 2 * len(title) + 200] else f"{title}\n\n{text}"
            yield Article(row["unit_id"], page, row["source"], title)


def labels(reading: Reading) -> Row:
    """The corpus's labels for a reading."""
    told = list(main_events(reading))
    return {
        "location": governorate(reading, told),
        "actor": actor(told),
        "cause_of_death": cause(reading, told),
        "killed": killed(reading),
    }


def main_events(reading: Reading) -> Iterator[Told]:
    """The assaults told as having happened, each with its weight."""
    body = sorted({claim.spans[0][0] for claim in reading.claims if claim.where != "headline"})
    lede = body[min(2, len(body)) - 1] if body else -1
    for index, claim in enumerate(reading.claims):
        rank = 0 if claim.where == "headline" else 1 if claim.spans[0][0] <= lede else 2
        for event in claim.events:
            if event.type == "ASSAULT" and event.status is Status.ACTUAL and not event.background:
                deadly = any(count.what in ("killed", "killed+injured") for count in event.counts)
                yield Told(event, WEIGHTS[rank] * (2 if deadly else 1), index)


def elected(votes: Mapping[str, float]) -> str:
    """The label with most votes; "unknown" where none has any."""
    return max(votes, key=lambda label: votes[label], default="unknown")


def cause(reading: Reading, told: Sequence[Told]) -> str:
    votes: defaultdict[str, float] = defaultdict(float)
    for one in told:
        mode, word = one.event.mode, reading.report.text[slice(*one.event.span)].casefold()
        if mode in CAUSES and not (mode == "firearms" and word.startswith(BATTLES)):
            votes[CAUSES[mode]] += one.weight
        elif mode is None and word.startswith(STRIKES):
            votes["shelling"] += one.weight
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


def governorate(reading: Reading, told: Sequence[Told]) -> str:
    """The governorate of the main events and of the places told beside them; the first places named count a little."""
    votes: defaultdict[str, float] = defaultdict(float)
    regions = [region(place) for place in reading.places]
    for one in told:
        if one.event.place is not None and (label := regions[one.event.place]):
            votes[label] += one.weight
        beside = {
            label
            for place, label in zip(reading.places, regions, strict=True)
            if label and any(start <= place.span[0] < end for start, end in reading.claims[one.claim].spans)
        }
        for label in sorted(beside):
            votes[label] += one.weight / len(beside)
    for at, label in enumerate(label for label in regions if label):
        votes[label] += NAMED / (1 + at)
    return elected(votes)


def region(place: Place) -> str | None:
    """The governorate a place lies in, by its division or by its own name."""
    for name in (place.admin1, place.name, place.resolved):
        folded = fold(name or "")
        for label, keys in GOVERNORATES:
            if any(key in folded for key in keys):
                return label
    return None


def killed(reading: Reading) -> int:
    """The first number of killed, headline before lede before body: what the coders took; none told is none killed."""
    figures = [f for f in figures_of(reading, ENGLISH.counts) if f.count.what == "killed"]
    first = min(figures, key=lambda f: (f.rank, f.claim), default=None)
    if first is None:
        return 0
    return first.count.low if first.count.low is not None else first.count.high or 0


def measure(bench: Workbench) -> Metrics:
    """Accuracy on place, number killed, cause and actor; one report in `every`."""
    source = thinned(bench.corpora / "fakes" / "reports.csv", bench)
    made = ({"unit_id": article.id} | labels(reading) for article, reading in bench.readings(articles(source)))
    printed = bench.score("score_fakes.py", source, bench.predictions("fakes_reports", made))
    return scores(printed)


def thinned(source: Path, bench: Workbench) -> Path:
    """The file itself, or a copy with every n-th row."""
    if bench.every == 1:
        return source
    csv.field_size_limit(10**9)
    with source.open(encoding="utf-8", errors="replace") as lines:
        table = csv.DictReader(lines)
        names, kept = list(table.fieldnames or ()), list(table)[:: bench.every]
    target = bench.folder / "fakes_reports.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(kept)
    return target


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
