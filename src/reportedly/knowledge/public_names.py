"""Which sources may be shown by name: people who are not public are named only inside the quoted text.

Everything that lists, groups, draws or exports sources asks `public_name`; the text of a report itself is never
changed.
"""

from __future__ import annotations

from reportedly.records import Source, SourceType

PRIVATE_ROLES = {
    SourceType.RESIDENT: "a resident",
    SourceType.WITNESS: "a witness",
    SourceType.MEDICAL: "a medical source",
    SourceType.ACTIVIST: "an activist source",
    SourceType.DETAINEE: "a detainee",
}


def public_name(source: Source) -> str:
    """The text's own wording for the source; the role alone for a named person of a private kind that no row of
    knowledge lists.
    """
    role = PRIVATE_ROLES.get(source.type)
    private = role is not None and source.id is None and source.unnamed is None
    return f"{role} (named in the text)" if private else source.name
