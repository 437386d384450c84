"""Archives: every member is read as in a folder, what could do harm is refused by itself and said."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from intake_inputs import gather, listed

from reportedly.intake import zipped
from reportedly.intake.options import Failure, Given
from reportedly.records import Report

TEXT = "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.\n"
PAGE = f"<!doctype html><html><head><title>Gates</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
FEED = f"<rss><channel><title>Kelm Courier</title><item><title>Dam</title><description>{TEXT}</description></item></channel></rss>"
TABLE = f'headline,body\nDam,"{TEXT}"\nGates,"{TEXT} Again."\n'


def packed(path: Path, *members: tuple[str | ZipInfo, str | bytes]) -> Path:
    with ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def named(found: list[Report | Failure], archive: Path) -> list[tuple[str, str]]:
    """Each item's name behind the archive's, and whether it is a report or a failure."""
    return [(item.input.removeprefix(f"{archive}!/"), type(item).__name__) for item in found]


def test_members_are_read_as_the_files_of_a_folder_are(tmp_path: Path) -> None:
    archive = packed(
        tmp_path / "week.zip",
        ("c/story.txt", TEXT), ("a.html", PAGE), ("b.csv", TABLE), ("b.xml", FEED), ("./d", TEXT),
        ("picture.png", b"\x89PNG"), (".hidden.txt", TEXT), ("__MACOSX/._a.html", b"x"),
    )  # fmt: skip
    found = gather([archive], Given(outlet="Kelm Courier"))
    names = ["d", "a.html", "b.csv row 1", "b.csv row 2", "b.xml entry 1", "c/story.txt"]
    assert [name.removeprefix("./") for name, _ in named(found, archive)] == names
    assert all(isinstance(item, Report) and item.outlet and item.outlet.name == "Kelm Courier" for item in found)


def test_an_archive_in_a_folder_is_read_too(tmp_path: Path) -> None:
    packed(tmp_path / "week.zip", ("a.txt", TEXT))
    (tmp_path / "b.txt").write_text(TEXT)
    assert [Path(item.input).name for item in gather([tmp_path])] == ["b.txt", "a.txt"]


def link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("../outside.txt", "leads out of the archive"),
        ("a/../../outside.txt", "leads out of the archive"),
        ("..\\outside.txt", "leads out of the archive"),
        ("/etc/story.txt", "a place on a disk"),
        ("C:\\story.txt", "a place on a disk"),
        (link("story.txt"), "is a link"),
        ("inner.zip", "is an archive in an archive"),
        ("inner.tar.gz", "is an archive in an archive"),
    ],
)
def test_a_member_that_could_do_harm_is_refused_by_itself(tmp_path: Path, member: str | ZipInfo, said: str) -> None:
    found = gather([packed(tmp_path / "a.zip", (member, TEXT), ("z.txt", TEXT))])
    refused, read = sorted(found, key=lambda item: isinstance(item, Report))
    assert isinstance(refused, Failure) and said in refused.reason and refused.hint
    assert isinstance(read, Report) and read.input.endswith("!/z.txt")
    assert not (tmp_path.parent / "outside.txt").exists()


def test_an_encrypted_member_and_one_packed_otherwise_are_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", ("a.txt", TEXT), ("z.txt", TEXT))
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    archive.write_bytes(data)
    with ZipFile(archive, "a", zipfile.ZIP_BZIP2) as more:
        more.writestr("b.txt", TEXT)
    encrypted, other, read = gather([archive])
    assert "is encrypted" in str(encrypted) and "packed in a way" in str(other) and isinstance(read, Report)


def test_two_members_of_one_name_are_one_report_and_a_failure(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive = packed(tmp_path / "a.zip", ("a.txt", TEXT), ("a.txt", TEXT + "Other."))
    first, second = gather([archive])
    assert isinstance(first, Report) and first.text == TEXT
    assert isinstance(second, Failure) and "shares its name" in second.reason


@pytest.mark.parametrize("name", ["bomb.txt", "bomb.csv", "bomb.json", "bomb.jsonl", "bomb.html", "bomb.xml"])
def test_a_member_that_swells_costs_only_itself(tmp_path: Path, name: str) -> None:
    found = gather([packed(tmp_path / "a.zip", (name, FEED[:30] + " " * 30_000_000), ("z.txt", TEXT))])
    refused, read = found
    assert isinstance(refused, Failure) and "200 times" in refused.reason
    assert isinstance(read, Report)


def test_members_that_stand_in_one_another_are_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", ("a.txt", TEXT * 99), ("b.txt", TEXT), ("c.txt", TEXT))
    data = bytearray(archive.read_bytes())
    entries = data.index(b"PK\1\2"), data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[entries[1] + 42 : entries[1] + 46] = data[entries[0] + 42 : entries[0] + 46]
    archive.write_bytes(data)
    found = gather([archive])
    assert named(found, archive) == [("a.txt", "Failure"), ("b.txt", "Failure"), ("c.txt", "Report")]
    assert "shares its name or its bytes" in str(found[0])


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", ("a.txt", TEXT * 9), ("z.txt", TEXT))
    data = bytearray(archive.read_bytes())
    data[60] ^= 0xFF
    archive.write_bytes(data)
    broken, whole = gather([archive])
    assert isinstance(broken, Failure) and "cannot be unpacked" in broken.reason
    assert isinstance(whole, Report)


def test_an_archive_that_is_cut_says_so(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", ("a.txt", TEXT))
    archive.write_bytes(archive.read_bytes()[:-30])
    (failure,) = gather([archive])
    assert isinstance(failure, Failure) and "no ZIP archive that can be read" in failure.reason


def test_an_archive_without_anything_to_read_says_so(tmp_path: Path) -> None:
    (failure,) = gather([packed(tmp_path / "a.zip", ("picture.png", b"\x89PNG"))])
    assert isinstance(failure, Failure) and "no file that can be read" in failure.reason


def test_an_archive_of_too_many_members_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path / "a.zip", *((f"{number}.txt", TEXT) for number in range(9)))
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 8)
    assert "more than 8 members" in str(*gather([archive]))
    monkeypatch.setattr(zipped, "LARGEST_LIST", 100)
    assert "list of members is longer" in str(*gather([archive]))


def test_a_member_larger_than_a_report_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("long.txt", TEXT * 250_000)
    (failure,) = gather([tmp_path / "a.zip"])
    assert isinstance(failure, Failure) and "more than the 20 MB" in failure.reason


def test_a_table_in_an_archive_is_read_as_it_is_unpacked(tmp_path: Path) -> None:
    rows = io.StringIO()
    rows.writelines(f'"{TEXT} Report {number} of many."\n' for number in range(2_000))
    items = listed(packed(tmp_path / "a.zip", ("a.csv", f"text\n{rows.getvalue()}")))
    assert len(items) == 2_000


def test_what_a_name_cannot_say_on_a_screen_is_still_told(tmp_path: Path) -> None:
    (report,) = gather([packed(tmp_path / "a.zip", ("\x1b[2Ja.txt", TEXT))])
    assert isinstance(report, Report) and "a.txt" in report.input
