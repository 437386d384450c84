"""Who took part in an incident, by name: the words for one body once, under the name that its accounts share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.incident import Incident
from reportedly.knowledge.loader import fold
from reportedly.visible import one_line

_NUMBER = re.compile(r"^[\d.,\s]+")  # a figure before a name: it is told as a count


def participants(incident: Incident, names: tuple[str, ...]) -> list[str]:
    """The names in their order, figures taken off, those of one body once: "US, United States" is "United States"."""
    shared = {fold(words): name for words, name in _shared(incident)}
    kept: dict[str, str] = {}
    for name in names:
        plain = _NUMBER.sub("", one_line(name))
        known = shared.get(fold(plain), plain)
        if known:
            kept.setdefault(fold(known) or known, known)
    return list(kept.values())


def _shared(incident: Incident) -> Iterator[tuple[str, str]]:
    """The words that the accounts use for a body, and the name they are gathered under."""
    done_by = incident.assertion("done_by")
    for account in done_by.accounts if done_by else ():
        if account.value:
            yield from ((words, one_line(account.value)) for words in (account.value, *account.names))
    for naming in incident.namings:
        yield from ((words, one_line(naming.name)) for words in (naming.name, *(w.words for w in naming.wordings)))
