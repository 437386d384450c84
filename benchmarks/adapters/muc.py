"""Conflict reports of 1990 in lower case or capitals: who did what to whom with what, and how firmly somebody is blamed.

Printed without floors: the texts have lost their case, and the roles are mapped roughly. Role fillers are those of assaults that
are told as having happened; a perpetrator with a row of knowledge, or a word for an armed body in it, is an organisation.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workbench import Article, Metrics, Row, Workbench, rows
from reportedly.records import Act, Certainty, Claim, Reading, Role, SourceType, Status

LINE = re.compile(r"^(?P<role>\w+)\s+P\s+(?P<p>[\d.]+) R\s+(?P<r>[\d.]+) F\s+(?P<f>[\d.]+)", re.M)
DOCUMENT = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.M)
ORGANISED = re.compile(
    r"\b(front|army|forces|movement|command|cartel|group|organization|police|[a-z]*ln|eln|farc|urng)\b", re.I
)
THINGS = re.compile(
    r"\b(buildings?|houses?|embassy|offices?|cars?|bus(es)?|vehicles?|bridges?|stations?|pipelines?|towers?|headquarters|base|farm)\b",
    re.I,
)
AUTHORITIES = {SourceType.OFFICIAL, SourceType.MILITARY, SourceType.GOVERNMENT}


def fillers(bench: Workbench) -> Metrics:
    """CEAF of role fillers on the dev part (`score_muc4.py`), F1 between 0 and 1."""
    path = bench.corpora / "muc4/dev.json"
    told = [Article(row["docid"], row["doctext"]) for row in rows(path)]
    found = {article.id: extracts(reading) for article, reading in bench.readings(told)}
    made = bench.folder / "muc4.json"
    made.write_text(json.dumps(found), encoding="utf-8")
    scored = LINE.finditer(bench.score("score_muc4.py", path, made))
    return {line["role"]: float(line["f"]) / 100 for line in scored}


def extracts(reading: Reading) -> Row:
    """The role fillers of a reading, each name once."""
    out: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for event in (event for claim in reading.claims for event in claim.events):
        if event.type == "ASSAULT" and event.status in (Status.ACTUAL, Status.HISTORICAL):
            for role in event.roles:
                name = reading.report.text[slice(*role.span)]
                out[slot(role, name)].setdefault(name.casefold(), [name])
    return {key: list(value.values()) for key, value in out.items()}


def slot(role: Role, name: str) -> str:
    """The slot of the templates that a role fills."""
    if role.role == "actor":
        return "PerpOrg" if role.id or ORGANISED.search(name) else "PerpInd"
    if role.role == "target":
        return "Target" if THINGS.search(name) else "Victim"
    return "Weapon"


def blame(bench: Workbench) -> Metrics:
    """How firmly each perpetrator of the keys is blamed (`score_muc_certainty.py`); the perpetrators are given."""
    folder = bench.corpora / "muc4/raw"
    asked = [json.loads(line) for line in bench.score("score_muc_certainty.py", folder, "--list").splitlines()]
    wanted = {row["docid"] for row in asked}
    told = [article for article in documents(folder) if article.id in wanted]
    readings = {article.id: reading for article, reading in bench.readings(told)}
    made = [row | {"certainty": firmness(readings[row["docid"]], row["perpetrator"])} for row in asked]
    path = bench.predictions("muc-blame", made)
    found = json.loads(bench.score("score_muc_certainty.py", folder, path, "--json"))
    return {"accuracy": found["accuracy"], "macro_f1": found["macro_f1"]}


def documents(folder: Path) -> Iterator[Article]:
    """The raw documents, each from its name to the next."""
    for path in sorted(folder.glob("*-muc[34]*")):
        parts = DOCUMENT.split(path.read_text(encoding="latin-1"))
        yield from (Article(name, text) for name, text in zip(parts[1::2], parts[2::2], strict=True))


def firmness(reading: Reading, perpetrator: str) -> str:
    """The class of the first claim that names the perpetrator and does something by it, else of the first that names it."""
    named = [claim for claim in reading.claims if mentions(claim, perpetrator)]
    acting = [claim for claim in named if claim.act in (Act.ACCUSE, Act.CLAIM_RESPONSIBILITY)]
    return class_of((acting or named)[0]) if named else "REPORTED AS FACT"


def mentions(claim: Claim, perpetrator: str) -> bool:
    """Whether a claim, or its origin, names the perpetrator: by its last word or its capitals."""
    words = " ".join([claim.text, *(link.name for link in claim.chain)]).casefold()
    return perpetrator.casefold() in words


def class_of(claim: Claim) -> str:
    """The keys' word for how firmly a claim blames."""
    if claim.act is Act.CLAIM_RESPONSIBILITY:
        return "CLAIMED OR ADMITTED"
    if claim.act is Act.ACCUSE and claim.origin:
        by = " BY AUTHORITIES" if claim.origin.type in AUTHORITIES else ""
        return f"SUSPECTED OR ACCUSED{by}"
    if claim.certainty is Certainty.HEDGED:
        return "POSSIBLE"
    return "REPORTED AS FACT"
