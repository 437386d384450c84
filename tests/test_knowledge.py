"""Outlets and bodies: who goes by which name, what belongs to whom, and a user's own file over ours."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import Knowledge, KnowledgeError, loader, states
from reportedly.knowledge.loader import fold, own_tables, read_overlay
from reportedly.records import SourceType


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Moscow", "Russian government"),
        ("Russia's Defense Ministry", "Russian Defence Ministry"),
        ("the Kenyan Ministry of Foreign Affairs", "Kenyan Foreign Ministry"),
        ("Agence France-Presse", "AFP"),
        ("Médecins Sans Frontières", "Doctors Without Borders"),
        ("the U.N.", "United Nations"),
        ("ISIL", "Islamic State"),
        ("Burkinabe state television", "Burkinabe state television"),
        ("B’Tselem", "B'Tselem"),
        ("Tatmadaw", "Myanmar military"),
    ],
)
def test_a_body_is_found_under_the_names_it_goes_by(known: Knowledge, said: str, name: str) -> None:
    found = known.find(said)
    assert found is not None and found.name == name


@pytest.mark.parametrize("word", ["who", "us", "is", "the sun", "let", "car", "time", "a source", "officials", ""])
def test_a_common_word_is_no_body(known: Knowledge, word: str) -> None:
    assert known.find(word) is None


def test_every_state_has_its_offices(known: Knowledge) -> None:
    offices = {key.split(":")[0] for key in known.entities if ":" in key}
    countries = {key.split(":")[1] for key in known.entities if key.startswith("gov:")}
    assert len(countries) > 190
    for country in countries:
        assert {office for office in offices if f"{office}:{country}" in known.entities} == offices


def test_no_name_stands_for_two_bodies(known: Knowledge) -> None:
    owners = defaultdict(set)
    for entity in known.entities.values():
        for name in (entity.name, *entity.aliases):
            owners[fold(name)].add(entity.id)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


def test_an_organ_belongs_to_a_body_that_is_known(known: Knowledge) -> None:
    missing = {e.id: e.part_of for e in known.entities.values() if e.part_of and e.part_of not in known.entities}
    assert not missing


@pytest.mark.parametrize(
    ("organ", "body"),
    [
        ("Amaq", "Islamic State"),
        ("Russian Foreign Ministry", "Russian government"),
        ("Al-Masirah", "Houthis"),
        ("Syrian state television", "Syrian government"),
        ("SANA", "Syrian government"),
        ("UNICEF", "United Nations"),
        ("Reuters", "Reuters"),
    ],
)
def test_an_organ_speaks_for_its_body(known: Knowledge, organ: str, body: str) -> None:
    found = known.find(organ)
    assert found is not None and known.head_of(found).name == body


def test_an_outlet_is_found_by_the_host_it_publishes_on(known: Knowledge) -> None:
    for host, name in (("www.bbc.co.uk", "BBC"), ("english.aawsat.com", "Asharq Al-Awsat")):
        found = known.by_domain(host)
        assert found is not None and found.name == name
    assert known.by_domain("example.org") is None


def test_a_users_row_replaces_ours_and_adds_to_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(
        "# my desk's list\nid\tname\ttype\taliases\n"
        "afp\tAFP wire\tagency\tAFP\n"
        "tidewatch\tTidewatch Monitor\tmonitor\tTidewatch|TWM\n",
        encoding="utf-8",
    )
    known = Knowledge.load([file])
    afp, tidewatch = known.find("AFP"), known.find("the TWM")
    assert afp is not None and afp.name == "AFP wire"
    assert tidewatch is not None and tidewatch.type is SourceType.MONITOR
    assert known.version != Knowledge.load().version
    assert known.find("Agence France-Presse") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id\tname\nx\tX\n", "column type missing in the first line"),
        ("id\tname\ttype\nx\tX\tnewspaper\n", "type 'newspaper' is not one of official"),
        ("id\tname\ttype\nx\t\tmedia\n", "name is empty; fill it in or delete the row"),
        ("id,name,type\nx,X,media\n", "separate the columns with tabs"),
    ],
)
def test_an_unusable_file_is_refused_with_its_line_and_a_remedy(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says) as raised:
        Knowledge.load([file])
    assert str(file) in str(raised.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_bytes(b"id\tname\ttype\n\xff\xfe\tX\tmedia\n")
    with pytest.raises(KnowledgeError, match="save it as tab-separated UTF-8"):
        read_overlay(file)
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_overlay(tmp_path / "absent.tsv")


def test_empty_knowledge_knows_cues_but_nobody() -> None:
    empty = Knowledge.load(entities=False)
    assert empty.cues and not empty.entities
    assert empty.find("Reuters") is None


def test_an_invented_state_gets_its_offices_from_the_table() -> None:
    countries = (
        "iso\tname\tadjective\taliases\tcapitals\tchecked\nQQ\tOrmark\tOrmarkan\tUnion of Ormark\tSeldby\tinvented"
    )
    offices = "key\tname\ttype\tpart_of\taliases\ngov\t{adj} government\tgovernment\t\t{name}|{capital}"
    header, row = (line.split("\t") for line in states.table(countries, offices).splitlines())
    told = dict(zip(header, row, strict=True))
    assert told["id"] == "gov:qq" and told["name"] == "Ormarkan government"
    assert told["aliases"] == "Ormark|Union of Ormark|Seldby"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("name", sorted(own_tables()))
def test_a_row_less_in_any_table_is_another_knowledge(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads a report is told by the version of knowledge; a table that changes a reading must change it."""
    tables, whole = own_tables(), Knowledge.load().version
    kept = tables[name].rstrip("\n").rpartition("\n")[0] + "\n"
    monkeypatch.setattr(loader, "own_tables", lambda: tables | {name: kept})
    assert Knowledge.load().version != whole
