"""The offices of every state, made from two tables: countries and the offices that a state has.

A state's office is a row like any other (`gov:xx`, `army:xx` …, with the ISO code): a row of `bodies.tsv` or of a file
of the user's with the same id replaces it. In a pattern `{adj}` is the adjective of the country, `{name}` each of its
names, `{capital}` each of its capitals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import product

COUNTRY_FILE = "countries.tsv"
OFFICE_FILE = "offices.tsv"
COLUMNS = ("id", "name", "type", "aliases", "country", "part_of", "domains", "checked")

OFFICE = re.compile(r"[a-z]+:[a-z]{2}")


def is_office(name: str) -> bool:
    """Whether an id is that of a state's office."""
    return OFFICE.fullmatch(name) is not None


def table(countries: str, offices: str) -> str:
    """The tab-separated entity rows of all offices of all countries."""
    posts = list(_rows(offices))
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(_office(country, post)) for country in _rows(countries) for post in posts]
    return "\n".join(lines)


def _rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _office(country: dict[str, str], post: dict[str, str]) -> tuple[str, ...]:
    """One row: the office `post` of `country`."""
    code = country["iso"].lower()
    words = {
        "adj": [country["adjective"]],
        "name": [country["name"], *_split(country["aliases"])],
        "capital": _split(country["capitals"]),
    }
    aliases = [alias for pattern in _split(post["aliases"]) for alias in _fill(pattern, words)]
    part_of = f"{post['part_of']}:{code}" if post["part_of"] else ""
    return (
        f"{post['key']}:{code}",
        _fill(post["name"], words)[0],
        post["type"],
        "|".join(dict.fromkeys(aliases)),
        country["iso"],
        part_of,
        "",
        country["checked"],
    )


def _fill(pattern: str, words: dict[str, list[str]]) -> list[str]:
    """The pattern with every choice of words for the names that it uses."""
    used = [key for key in words if f"{{{key}}}" in pattern]
    choices = product(*(words[key] for key in used))
    return [pattern.format_map(dict(zip(used, choice, strict=True))) for choice in choices]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
