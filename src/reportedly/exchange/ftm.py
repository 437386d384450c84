"""Reports, the bodies that they cite and their claims as FollowTheMoney statements, one JSON object a line.

One statement is one value of one property of one entity. A report is an Article, a claim a Note on it, an outlet or a
body that is cited an Organization, PublicBody or LegalEntity, tied to the report by a Documentation. No person is an
entity: people stand in the chain of a Note, private ones by their role. The `origin` of a statement is the program that
made it, as that format has it; on whose word a claim rests is told by its Note alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.exchange.cells import chain_text, firmness
from reportedly.exchange.formats import Lines
from reportedly.exchange.identifiers import web_address
from reportedly.exchange.json_line import foreign_line, whole
from reportedly.knowledge.public_names import public_name
from reportedly.records import Claim, Reading, Report, Source, SourceType, digest

DATASET = "reportedly"
PUBLIC = frozenset({SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.OFFICIAL})
BODIES = frozenset(
    {
        SourceType.GOVERNMENT,
        SourceType.ARMED_GROUP,
        SourceType.MONITOR,
        SourceType.NGO,
        SourceType.MEDIA,
        SourceType.AGENCY,
    }
)  # what is a body even where no row of knowledge names it


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its values by property; values that are null are left out."""

    id: str
    schema: str
    values: tuple[tuple[str, str | None], ...]
    made_by: str

    def statements(self) -> Iterator[dict[str, Any]]:
        """That the entity is there, then each of its values."""
        yield self._statement("id", self.id)
        for prop, value in self.values:
            if value:
                yield self._statement(prop, whole(value))

    def _statement(self, prop: str, value: str) -> dict[str, Any]:
        key = hashlib.sha1(f"{DATASET}.{self.id}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
        return {
            "canonical_id": self.id, "entity_id": self.id, "prop": prop, "schema": self.schema, "value": value,
            "dataset": DATASET, "lang": None, "original_value": None, "first_seen": None, "last_seen": None,
            "external": False, "origin": self.made_by, "id": key,
        }  # fmt: skip


def statement_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file. A body that several reports cite is stated with each of them, in the same words."""
    for reading in readings:
        for entity in entities(reading):
            yield from map(foreign_line, entity.statements())


FTM = Lines(".statements.jsonl", "application/jsonl", statement_lines)


def entities(reading: Reading) -> Iterator[Entity]:
    """The report, its outlet, the bodies that it cites, its claims."""
    made_by, report = whole(reading.by.reader), reading.report
    article = _id("report", report.id)
    yield Entity(article, "Article", _article(report), made_by)
    cited = {_body_id(source, report): source for claim in reading.claims for source in claim.chain if is_body(source)}
    if report.outlet:
        outlet = _id("body", report.outlet.id) if report.outlet.id else _id("outlet", report.outlet.name)
        yield Entity(outlet, "Organization", (("name", report.outlet.name),), made_by)
        yield _tie(article, outlet, "publisher", made_by)
    for body, source in cited.items():
        yield Entity(body, _schema(source), (("name", source.name), ("sourceUrl", web_address(report.url))), made_by)
        yield _tie(article, body, "cited", made_by)
    for claim in reading.claims:
        yield Entity(_id("claim", report.id, claim.id), "Note", _note(claim, article, report), made_by)


def is_body(source: Source) -> bool:
    """Whether a source is a body or outlet that may be an entity: a row of knowledge, or named and of a kind of body."""
    return source.unnamed is None and (source.id is not None or source.type in BODIES)


def _article(report: Report) -> tuple[tuple[str, str | None], ...]:
    return (
        ("fileName", report.input), ("title", report.title), ("publishedAt", report.published),
        ("sourceUrl", web_address(report.url)), ("publisher", report.outlet.name if report.outlet else None),
    )  # fmt: skip


def _note(claim: Claim, article: str, report: Report) -> tuple[tuple[str, str | None], ...]:
    named = (("entity", _body_id(source, report)) for source in claim.chain if is_body(source))
    chain = chain_text(public_name(source) for source in claim.chain)
    told = f"{firmness(claim)}; {chain or 'in the voice of the outlet'}"
    return (("description", claim.text), ("summary", told), ("keywords", claim.certainty), ("entity", article), *named)


def _tie(article: str, entity: str, role: str, made_by: str) -> Entity:
    values = (("document", article), ("entity", entity), ("role", role))
    return Entity(_id("tie", article, entity, role), "Documentation", values, made_by)


def _schema(source: Source) -> str:
    if source.id is None:
        return "LegalEntity"
    return "PublicBody" if source.type in PUBLIC else "Organization"


def _body_id(source: Source, report: Report) -> str:
    """A row of knowledge is one entity everywhere; a name without one is an entity of this report alone."""
    return _id("body", source.id) if source.id else _id("named", report.id, source.name)


def _id(kind: str, *parts: str) -> str:
    return f"rep-{kind}-{digest(*parts)}"
