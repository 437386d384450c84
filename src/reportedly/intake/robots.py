"""robots.txt as RFC 9309 reads it: the group of our own name, else of everybody; the longest rule that fits decides,
allowing on a tie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LARGEST = 500_000  # bytes that are looked at, as the RFC asks for at least
MOST_RULES = 20_000
LONGEST_PATTERN = 1_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for one agent: (allowed, pattern). No rules allow everything."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allows(self, url: str) -> bool:
        """Whether the agent may ask for this address."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/", errors="replace") + (f"?{parts.query}" if parts.query else "")
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if fits(pattern, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
NOTHING = Robots(((False, "/"),))


def read_robots(text: str, agent: str) -> Robots:
    """The rules for an agent, by its name in small letters."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    names: list[str] = []
    in_rules = False
    for key, value in _fields(text[:LARGEST]):
        if key == "user-agent":
            names = [*([] if in_rules else names), value.split("/")[0].strip().casefold()]
            in_rules = False
            for name in names:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow"):
            in_rules = True
            for name in names:
                if value and len(groups[name]) < MOST_RULES:
                    groups[name].append((key == "allow", unquote(value[:LONGEST_PATTERN], errors="replace")))
    return Robots(tuple(groups.get(agent.casefold(), groups.get("*", ()))))


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` and a final `$` fits the beginning of a path."""
    anchored = pattern.endswith("$")
    first, *rest = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for i, piece in enumerate(rest):
        if anchored and i == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not anchored or at == len(path)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().casefold(), value.strip()
