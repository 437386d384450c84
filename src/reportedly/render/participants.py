"""Who took part in an incident, by name: the words for one body once, under the name that its accounts share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.incident import Incident
from reportedly.knowledge.loader import fold
from reportedly.visible import one_line

_NUMBER = re.compile(r"^[\d.,\s]+")  # a figure before a name: it is told as a count


def actors(incident: Incident) -> list[str]:
    """Who is said to have done it; where no assertion was read, the actors of its events."""
    done_by = incident.assertion("done_by")
    if not incident.assertions:
        return merged(incident, incident.actors)
    return merged(incident, [account.value or "" for account in done_by.accounts] if done_by else [])


def merged(incident: Incident, names: Sequence[str]) -> list[str]:
    """The names in their order, figures taken off, those of one body once: "US, United States" is "United States".

    Names are of one body where the accounts gather them under one name, or where all words of one are in the other
    ("market", "crowded market"); the first of them stands for all.
    """
    shared = {fold(words): name for words, name in _shared(incident)}
    bodies: dict[str, list[frozenset[str]]] = {}
    for name in names:
        plain = _NUMBER.sub("", one_line(name))
        shown = shared.get(fold(plain), plain)
        words = frozenset(fold(shown).split())
        if words:
            known = next((body for body, held in bodies.items() if any(words <= w or w <= words for w in held)), shown)
            bodies.setdefault(known, []).append(words)
    return list(bodies)


def _shared(incident: Incident) -> Iterator[tuple[str, str]]:
    """The words that the accounts use for a body, and the name they are gathered under."""
    done_by = incident.assertion("done_by")
    for account in done_by.accounts if done_by else ():
        if account.value:
            yield from ((words, one_line(account.value)) for words in (account.value, *account.names))
    for naming in incident.namings:
        yield from ((words, one_line(naming.name)) for words in (naming.name, *(w.words for w in naming.wordings)))
