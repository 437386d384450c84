"""The gazetteer: built from sources, looked up by any spelling, extended by a dump, never half-written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import cache, gazetteer, gazetteer_build, gazetteer_sources
from reportedly.knowledge.gazetteer_sources import Row
from reportedly.knowledge.loader import KnowledgeError
from reportedly.knowledge.place_keys import key, loose
from tests.place_world import ROWS, world

DUMP_LINE = (
    "990001\tArnholt\tArnholt\tArnhold,Arnhult\t-41.5\t101.5\tP\tPPL\tXR\t\t01\t\t\t\t1200\t\t5\tEtc/UTC\t2030-01-01"
)


@pytest.mark.parametrize("name", ["Al Vashrah", "al-Vashrah", "AL VASHRAH", "Vashrah", "Al Washra", "al-Wāshra"])
def test_a_place_is_found_by_each_of_its_spellings(name: str) -> None:
    assert [f.entry.id for f in world().find(name)] == [112]


def test_the_most_populous_place_of_a_name_comes_first() -> None:
    assert [f.entry.id for f in world().find("Koven")] == [211, 113]


def test_a_name_of_no_place_finds_nothing() -> None:
    assert world().find("Nowhereton") == ()
    assert world().find("") == ()
    assert world().find_loosely("ж") == ()


@pytest.mark.parametrize("name", ["Dayr al-Zaleem", "Deir ez Zalim", "Dair el-Zalim"])
def test_another_transliteration_is_found_loosely(name: str) -> None:
    assert world().find(name) == ()
    assert [f.entry.id for f in world().find_loosely(name)] == [114]


def test_short_forms_and_words_for_peoples_are_kept_apart_from_names() -> None:
    assert [f.entry.name for f in world().find_short("Ostm.")] == ["Ostmark"]
    assert [f.entry.name for f in world().find_people("Lorvanian")] == ["Lorvania"]
    assert world().find("Lorvanian") == () == world().find("Ostm")


def test_a_transcription_with_marks_is_shown_plainly() -> None:
    names = ("Wāshra", "Al Washra", "Washra", "Washra Province")
    assert gazetteer_build.shown(Row(1, names, "admin1", "XL"), True) == "Washra"
    assert gazetteer_build.shown(Row(1, names, "city", "XL"), True) == "Washra"
    assert gazetteer_build.shown(Row(1, ("Wāshra",), "city", "XL"), True) == "Washra"
    assert gazetteer_build.shown(Row(1, ("Łasza",), "city", "XL"), False) == "Łasza"


def test_a_province_without_a_point_lies_amid_its_towns() -> None:
    province = world().entry(12)
    assert province.lat is not None and province.lon is not None
    assert 22.0 <= province.lat <= 22.5 and 31.0 <= province.lon <= 31.5
    assert province.population == 75_000


def test_a_place_without_a_known_point_has_none() -> None:
    desert = world().entry(-1)
    assert (desert.lat, desert.lon, desert.ref) == (None, None, "supplement:sarn-desert")


def test_the_middle_of_towns_on_both_sides_of_the_date_line_is_not_on_the_other_side_of_the_world() -> None:
    _, lon = gazetteer_build.middle([(-17.0, 179.0), (-17.0, -179.0)])
    assert abs(lon) > 178


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        world().entry(424242)


@given(st.text(max_size=80))
def test_keys_are_plain_and_stable(name: str) -> None:
    for made in (key(name), loose(name)):
        assert made.isascii() and made == made.strip().lower()
    assert key(key(name)) == key(name)


@given(st.sampled_from(ROWS), st.sampled_from([str.upper, str.lower, str.title, lambda s: s.replace(" ", "-")]))
def test_case_and_hyphens_do_not_matter(row: Row, change: object) -> None:
    name = change(row.names[0])  # type: ignore[operator]
    assert row.id in [f.entry.id for f in world().find(name)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder whose gazetteer is built from the invented world alone."""

    def packaged(codes: dict[str, int]) -> Iterator[Row]:
        codes["XR.01"] = 21
        yield from ROWS

    monkeypatch.setattr(gazetteer, "_packaged", packaged)
    monkeypatch.setattr(gazetteer, "_languages", lambda: {"XL": "ar", "XR": "en"})
    monkeypatch.setattr(gazetteer_sources, "other_names", lambda codes: iter(()))
    return tmp_path


def test_it_is_built_once_and_found_again(small: Path) -> None:
    path = gazetteer.build(small)
    written = path.stat().st_mtime_ns
    time.sleep(0.01)
    assert gazetteer.build(small) == path and path.stat().st_mtime_ns == written


def test_a_failed_build_leaves_nothing_behind(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(codes: dict[str, int]) -> Iterator[Row]:
        yield ROWS[0]
        raise KnowledgeError("torn")

    monkeypatch.setattr(gazetteer, "_packaged", broken)
    with pytest.raises(KnowledgeError):
        gazetteer.build(small)
    assert not list((small / "places").glob("places-*")) and not list((small / "places").glob("*.part"))


def test_a_dump_extends_it_for_good(small: Path, tmp_path: Path) -> None:
    dump = tmp_path / "XR.txt"
    dump.write_text(DUMP_LINE + "\n", encoding="utf-8")
    before = gazetteer.build(small)
    after = gazetteer.extend(dump, small)
    assert before != after
    dump.unlink()
    known = gazetteer.Gazetteer(gazetteer.build(small))
    (found,) = known.find("Arnholt")
    assert (found.entry.ref, found.entry.lat, found.entry.lon) == ("geonames:990001", -41.5, 101.5)
    assert known.entry(found.entry.region).name == "Ostmark"
    assert known.find("Merrin"), "what was there before is there still"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1\tA\tB", "columns"),
        (DUMP_LINE.replace("-41.5", "south"), "numbers"),
        (DUMP_LINE.replace("-41.5", "-141.5"), "outside"),
        (DUMP_LINE.replace("\tP\tPPL", "\tU\tRDGU"), "no place"),
        ("", "no place"),
    ],
)
def test_a_dump_that_cannot_be_used_says_why_and_changes_nothing(
    line: str, said: str, small: Path, tmp_path: Path
) -> None:
    dump = tmp_path / "XR.txt"
    dump.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        gazetteer.extend(dump, small)
    assert not list(small.glob("places/dumps/*"))


def test_a_dump_that_is_missing_or_no_text_says_so(small: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file"):
        gazetteer.extend(tmp_path / "missing.txt", small)
    packed = tmp_path / "XR.zip"
    packed.write_bytes(b"PK\x03\x04\xff\xfe\x00\x80")
    with pytest.raises(KnowledgeError, match=r"UTF-8|columns"):
        gazetteer.extend(packed, small)


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "here"))
    assert cache.folder() == tmp_path / "here" and cache.folder().is_dir()


def test_every_point_of_the_supplement_names_where_it_was_checked() -> None:
    for name in ("places_supplement.tsv", "places_countries.tsv", "places_divisions.tsv"):
        for line, row in gazetteer_sources.table(name, ()):
            assert bool(row["lat"]) == bool(row["lon"]), f"{name}:{line}"
            assert not row["lat"] or row["checked"], f"{name}:{line}"
            assert not row["lat"] or (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180), f"{name}:{line}"


def test_the_real_gazetteer_is_small_and_knows_the_world() -> None:
    known = gazetteer.default()
    assert known.path.stat().st_size <= 40_000_000
    assert known.find("Nairobi")[0].entry.country == "KE"
    assert {f.entry.kind for f in known.find("Kharkiv")} >= {"city", "admin1"}
    assert known.find("Kharkov")[0].entry.country == "UA"
    assert known.find_short("N.Y.")[0].entry.name == "New York"
    assert known.find_people("Kenyan")[0].entry.name == "Kenya"
    assert "Kharkiv" in {f.entry.name for f in known.find("Kharkiv") if f.entry.kind == "admin1"}
