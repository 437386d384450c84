"""Who has a page: bodies and outlets that are cited. Persons have none, whoever they are."""

from __future__ import annotations

from reportedly.records import SourceType

BODIES = frozenset({
    SourceType.AGENCY, SourceType.ARMED_GROUP, SourceType.GOVERNMENT, SourceType.MEDIA, SourceType.MILITARY,
    SourceType.MONITOR, SourceType.NGO,
})  # fmt: skip

SPOKEN_FOR = frozenset(
    {SourceType.ARMED_GROUP, SourceType.GOVERNMENT, SourceType.MILITARY}
)  # a name may be a speaker's


def has_page(kind: str, unnamed: bool, known: bool) -> bool:
    """Whether a source of this type is a body that is named, so that a page may stand under its name.

    Of the kinds for which persons speak (an army major, a minister) only what knowledge lists (`known`) is sure to be one.
    """
    return kind in BODIES and not unnamed and (known or kind not in SPOKEN_FOR)
