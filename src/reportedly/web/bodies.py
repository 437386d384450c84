"""Who has a page: bodies and outlets that are cited. Persons have none, whoever they are."""

from __future__ import annotations

from reportedly.records import SourceType

BODIES = frozenset({
    SourceType.AGENCY, SourceType.ARMED_GROUP, SourceType.GOVERNMENT, SourceType.MEDIA, SourceType.MILITARY,
    SourceType.MONITOR, SourceType.NGO,
})  # fmt: skip


def has_page(kind: str, unnamed: bool) -> bool:
    """Whether a source of this type is a body that is named, so that a page may stand under its name."""
    return kind in BODIES and not unnamed
