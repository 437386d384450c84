"""The network in the browser: bodies and outlets only, narrowed by its address, taken out as files, drawn on its page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from invented import reading
from lxml import html
from starlette.testclient import TestClient
from web_desk import WHO, Pages, fill, first_claim, opened, quick_home, unlike

from reportedly import deciding
from reportedly.decision import Verb
from reportedly.records import Reading, Source, SourceType, digest

CROSS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def with_a_person() -> Reading:
    """A report in which an officer and an official are cited by their names."""
    names = {
        "Tesk Valley Watch": ("Army Major Ilka Dorn", SourceType.MILITARY),
        "field commander": ("Tovi Marrek", SourceType.OFFICIAL),
    }

    def other(found: Source) -> Source:
        if found.name not in names:
            return found
        name, kind = names[found.name]
        return replace(found, name=name, type=kind, unnamed=None, id=None)

    found = unlike(reading(), "person")
    found = replace(found, report=replace(found.report, version=digest("person")))
    told = tuple(
        replace(claim, id=digest(claim.id + "person"), chain=tuple(map(other, claim.chain))) for claim in found.claims
    )
    return replace(found, claims=told)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("network")
    with quick_home(made):
        fill(made, 6, (with_a_person(),))
        yield made


def test_newsrooms_and_bodies_stand_there_and_persons_nowhere(pages: Pages) -> None:
    client, _ = pages
    for address in (
        "/network",
        "/network?roles=yes",
        *(f"/export/network?format={n}" for n in ("graphml", "csv", "csv-nodes", "svg")),
    ):
        text = client.get(address).text
        assert "Osmara Press Bureau" in text, address
        assert "Dorn" not in text and "Tovi Marrek" not in text, address


def test_the_drawing_says_how_many_it_leaves_out_and_why(pages: Pages) -> None:
    client, _ = pages
    bare, roles = (client.get(address).text for address in ("/network", "/network?roles=yes"))
    named = "Left out: 4 sources by name without a row of knowledge, who may be persons"
    assert f"{named}; people of 3 roles." in bare
    assert f"{named}." in roles
    assert named in client.get("/export/network?format=svg").text


def test_people_stand_there_by_role_where_asked_for(pages: Pages) -> None:
    client, _ = pages
    assert ">residents<" not in client.get("/network").text
    assert ">residents<" in client.get("/network?roles=yes").text


def test_the_network_is_narrowed_by_its_address(pages: Pages) -> None:
    client, _ = pages
    whole = names(client, "/network")
    assert {"Tesk Valley Watch", "Corriden Daily"} <= whole
    assert "Corriden Daily" not in names(client, "/network?q=market")
    assert relations(client, "/network?roles=yes&relation=cites") == {"cites"} < relations(client, "/network?roles=yes")
    assert "No tie is shown by so many reports" in client.get("/network?least=100").text
    chosen = html.fromstring(client.get("/network?least=5&relation=cites").text)
    assert chosen.xpath("//select/option[@selected]/@value") == ["cites", "5"]
    for link in chosen.xpath("//section[@class='take']//a/@href"):
        assert "least=5" in link and "relation=cites" in link


def names(client: TestClient, address: str) -> set[str]:
    page = html.fromstring(client.get(address).text)
    return {head.text_content() for head in page.xpath("//table[1]//th[@scope='row']")}


def relations(client: TestClient, address: str) -> set[str]:
    page = html.fromstring(client.get(address).text)
    return {cell.text for cell in page.xpath("//table[contains(@class, 'ties')]//tr/td[2]")}


def test_every_node_of_the_drawing_leads_to_its_row(pages: Pages) -> None:
    client, _ = pages
    page = html.fromstring(client.get("/network").text)
    links = page.xpath("//svg//a/@href")
    assert links and {link[1:] for link in links} <= set(page.xpath("//tr/@id"))


def test_names_and_ties_lead_to_pages_that_hold_something(pages: Pages) -> None:
    client, _ = pages
    page = html.fromstring(client.get("/network").text)
    links = page.xpath("//table//a/@href")
    assert any(link.startswith("/outlet") for link in links) and any(link.startswith("/search") for link in links)
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200 and "No claim matches" not in answer.text, link


def test_the_files_are_whole_and_only_our_pages_lead_to_them(pages: Pages) -> None:
    client, _ = pages
    graph = client.get("/export/network?format=graphml")
    assert 'filename="network.graphml"' in graph.headers["content-disposition"]
    assert ElementTree.fromstring(graph.text).tag.endswith("graphml")
    nodes = list(csv.DictReader(io.StringIO(client.get("/export/network?format=csv-nodes").text)))
    assert "Tesk Valley Watch" in {node["name"] for node in nodes}
    assert {node["kind"] for node in nodes} <= {"outlet", "body"}
    assert ElementTree.fromstring(client.get("/export/network?format=svg").text).tag.endswith("svg")
    assert client.get("/export/network?format=csv", headers=CROSS).status_code == 403
    assert client.get("/network", headers=CROSS).status_code == 200
    for odd in ("format=gml", "", "format=csv&q=("):
        assert client.get(f"/export/network?{odd}").status_code == 400


def test_what_cannot_be_shown_says_what_to_do(pages: Pages, tmp_path: Path) -> None:
    from reportedly import workspace

    client, _ = pages
    fault = client.get("/network?q=sourc:x")
    assert fault.status_code == 400 and "did you mean" in fault.text
    assert "The query finds no claim" in client.get("/network?q=zeppelin").text
    assert client.get("/network?relation=loves&least=0").status_code == 200
    workspace.make_store(tmp_path / "desk").close()
    with opened(tmp_path) as (empty, _):
        assert 'href="/intake"' in empty.get("/network").text


def test_a_rejected_claim_leaves_the_network_at_once(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 3)
        with opened(tmp_path) as (client, desk):
            before = client.get("/network").text
            deciding.judge(desk.store, Verb.REJECT, [first_claim(desk)], WHO)
            assert client.get("/network").text != before


def test_a_network_follows_every_change_and_is_the_same_one_where_none_concerns_it(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 6)
        with opened(tmp_path) as (_, desk):
            store, claim = desk.store, first_claim(desk)
            first, narrow = desk.networks.of(""), desk.networks.of("market")
            deciding.judge(store, Verb.ACCEPT, [claim], WHO)
            desk.workspace.relink(store)
            assert desk.networks.of("") is first and desk.networks.of("market") is narrow
            changes = [
                lambda: deciding.judge(store, Verb.REJECT, [claim], WHO),
                lambda: deciding.correct(desk.workspace, store, claim, ["source=Osprey Night Watch"], WHO),
                lambda: deciding.undo(store, 2, WHO),
                lambda: desk.workspace.relink(store),
                lambda: store.forget(store.incidents().__next__().reports[0]),
                lambda: desk.workspace.relink(store),
            ]
            for change in changes:
                change()
                for query in ("", "market"):
                    assert desk.networks.of(query) == desk.workspace.network(store, query)
            assert desk.networks.of("") != first
