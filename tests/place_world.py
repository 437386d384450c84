"""An invented world for tests of places: two countries, their provinces and towns, as a gazetteer file of the real format."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from reportedly.knowledge import gazetteer_build
from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.knowledge.gazetteer_sources import Row

LORVANIA, RUTHMAR = 1, 2
MERRIN, DASTEL, NORTHERN = 11, 12, 21
ROWS = (
    Row(LORVANIA, ("Lorvania", "Republic of Lorvania"), "country", "XL", lat=20.0, lon=30.0, population=9_000_000),
    Row(RUTHMAR, ("Ruthmar",), "country", "XR", lat=-40.0, lon=100.0, population=60_000_000),
    Row(MERRIN, ("Merrin", "Merrin Governorate"), "admin1", "XL"),
    Row(DASTEL, ("Dastel",), "admin1", "XL"),
    Row(NORTHERN, ("Ostmark",), "admin1", "XR"),
    Row(111, ("Merrin",), "city", "XL", MERRIN, 0, 20.1, 30.1, 700_000, renown=30),
    Row(112, ("Al Vashrah", "Al Wāshra"), "city", "XL", MERRIN, 0, 20.4, 30.5, 60_000),
    Row(113, ("Koven",), "city", "XL", DASTEL, 0, 22.0, 31.0, 40_000),
    Row(114, ("Deyr az-Zalim",), "city", "XL", DASTEL, 0, 22.2, 31.2, 30_000),
    Row(115, ("Tolla",), "city", "XL", DASTEL, 0, 22.4, 31.4, 5_000),
    Row(116, ("Sillom",), "city", "XL", DASTEL, 0, 22.6, 31.6, 0),
    Row(211, ("Koven",), "city", "XR", NORTHERN, 0, -41.0, 101.0, 90_000),
    Row(212, ("Quessly",), "city", "XR", NORTHERN, 0, -41.2, 101.2, 3_000),
    Row(213, ("Harwick", "Lindle"), "city", "XR", NORTHERN, 0, -42.2, 102.2, 900_000, renown=40),
    Row(-1, ("Sarn Desert",), "desert", "XL", slug="supplement:sarn-desert"),
    Row(-2, ("Orrin Air Base", "Orrin airbase"), "base", "XL", DASTEL, lat=22.5, lon=31.5, slug="supplement:orrin"),
)  # fmt: skip
OTHERS = (("@lorvanian", LORVANIA), ("@lorvanians", LORVANIA), (".ostm", NORTHERN), (".xl", LORVANIA))


@lru_cache(maxsize=1)
def world() -> Gazetteer:
    """The gazetteer of the invented world."""
    path = Path(mkdtemp()) / "world.sqlite"
    gazetteer_build.write(path, ROWS, {"XL": "ar", "XR": "en"}, OTHERS)
    return Gazetteer(path)
