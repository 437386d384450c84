"""Feeds and bibliographies: what the recommendations ask of every file is there, and nothing given can end a record."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from exported import told, written, written_incidents
from hostile_readings import ATTEMPTS, HOSTILE, hostile
from invented import CLAIMS, reading, report

from reportedly.records import Outlet

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data.decode())


def test_a_feed_and_its_entries_say_what_atom_asks_for() -> None:
    found = feed(written("atom", reading()))
    entries = found.findall(f"{ATOM}entry")
    assert found.tag == f"{ATOM}feed" and len(entries) == len(CLAIMS)
    for element in (found, *entries):
        assert all(len(element.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "author"))
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:reportedly:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(CLAIMS)
    assert found.findtext(f"{ATOM}updated") == "2031-05-07T00:00:00Z"
    assert found.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Corriden Daily"


def test_an_entry_links_to_the_report_and_tells_chain_and_certainty() -> None:
    found = feed(written("atom", reading(report=report(url="https://corriden.example/a b"))))
    entry = found.findall(f"{ATOM}entry")[2]
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://corriden.example/a%20b"
    assert "asserted; Osmara Press Bureau > field commander" in (entry.findtext(f"{ATOM}content") or "")


def test_the_title_of_a_claim_says_whose_word_it_is_and_whether_it_is_flat() -> None:
    """Feed readers list titles: what is denied or on somebody's word must not stand there as if it were so."""
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed(written("atom", reading())).iter(f"{ATOM}entry")]
    assert titles[2].startswith("Osmara Press Bureau > field commander: the jets carried out nine strikes")
    denied = next(title for title in titles if "any depot was hit" in title)
    assert denied.endswith(" (denied): any depot was hit")
    assert titles[-1].startswith("Corriden Daily, in its own voice: The strikes are the heaviest")
    nobody = feed(written("atom", reading(report=report(outlet=None)))).findall(f"{ATOM}entry")[-1]
    assert (nobody.findtext(f"{ATOM}title") or "").startswith("In the voice of the outlet: ")


def test_an_entry_without_a_day_or_outlet_claims_none() -> None:
    entry = feed(written("atom", reading(report=report(published=None, outlet=None)))).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.find(f"{ATOM}published") is None and entry.find(f"{ATOM}author") is None


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda text: ascii(text[:20]))
def test_no_text_ends_an_entry_or_becomes_a_link(attempt: str) -> None:
    (entry,) = feed(written("atom", hostile(attempt))).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link") is None
    assert {child.tag.removeprefix(ATOM) for child in entry} == {
        "id", "title", "author", "updated", "published", "category", "content",
    }  # fmt: skip


def test_a_feed_of_incidents_tells_their_independent_origins() -> None:
    incidents, reports = told()
    found = feed(written_incidents("atom-incidents", incidents, reports))
    (entry,) = found.findall(f"{ATOM}entry")
    content = entry.findtext(f"{ATOM}content") or ""
    assert "Reports: 2; independent origins: 2" in content and "Sarn Monitor" in content
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Lumen, Ostara Post"
    assert re.search(r"^Headline: (Lumen|Ostara Post)$", content, re.MULTILINE), "whose words the title is"


def records(data: bytes) -> list[list[tuple[str, str]]]:
    """The records of a RIS file, read as the format says: a tag, two spaces, a hyphen, a space, to the end of the line."""
    assert b"\n" not in data.replace(b"\r\n", b"")
    found: list[list[tuple[str, str]]] = []
    for line in data.decode().split("\r\n"):
        if not line:
            continue
        assert re.match(r"[A-Z][A-Z0-9]  - ", line), line
        if line.startswith("TY"):
            found.append([])
        found[-1].append((line[:2], line[6:]))
    return found


def test_a_record_runs_from_ty_to_er() -> None:
    made = report(url="https://corriden.example/a", authors=("Ada Renn", "Oko Till"))
    (record,) = records(written("ris", reading(report=made)))
    assert [tag for tag, _ in record] == ["TY", "TI", "AU", "AU", "T2", "PY", "DA", "LA", "UR", "ID", "ER"]
    assert dict(record)["DA"] == "2031/05/07" and record[0] == ("TY", "NEWS") and record[-1] == ("ER", "")


def test_no_text_ends_a_record() -> None:
    found = records(written("ris", *HOSTILE))
    assert len(found) == len(HOSTILE)
    assert all(sum(tag in ("TY", "ER") for tag, _ in record) == 2 for record in found)
    assert all("UR" not in dict(record) for record in found)


def test_a_citation_says_what_is_known_and_nothing_else() -> None:
    (item,) = json.loads(written("csl", reading()))
    assert item == {
        "id": f"urn:reportedly:report:{report().id}",
        "type": "article-newspaper",
        "title": report().title,
        "container-title": "Corriden Daily",
        "issued": {"date-parts": [[2031, 5, 7]]},
        "language": "en",
    }
    (bare,) = json.loads(
        written("csl", reading(report=replace(report(published=None, language=None, title=None), outlet=None)))
    )
    assert set(bare) == {"id", "type"}


def test_a_month_is_no_day() -> None:
    (item,) = json.loads(written("csl", reading(report=report(published="2031-05", outlet=Outlet("Lumen")))))
    assert item["issued"] == {"date-parts": [[2031, 5]]}
