"""What other programs and pages take from the server: feeds that are followed, cards in a frame."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile_readings import hostile
from hostile_texts import PAYLOADS
from lxml import html
from web_desk import Pages, fill, first_claim, opened, quick_home, unlike

from reportedly.web.desk import Desk
from reportedly.web.pages import feed

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    with quick_home(tmp_path):
        fill(tmp_path, 6)
        with opened(tmp_path) as found:
            yield found


def entries(text: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text).findall(f"{ATOM}entry")


def test_a_search_is_followed_as_a_feed(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = pages
    answer = client.get("/feed/claims?q=market")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    top = ElementTree.fromstring(answer.text)
    assert [link.get("href") for link in top.findall(f"{ATOM}link")] == ["http://127.0.0.1:8642/feed/claims?q=market"]
    assert top.findtext(f"{ATOM}title") == "reportedly: market"
    total = client.get("/api/v1/claims?q=market").json()["total"]
    assert len(entries(answer.text)) == total > 0
    other = ElementTree.fromstring(client.get("/feed/claims?q=fire").text)
    assert other.findtext(f"{ATOM}id") != top.findtext(f"{ATOM}id")
    again = client.get("/feed/claims?q=market", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and not again.content
    monkeypatch.setattr(feed, "MOST", 2)
    newest = [one["quote"] for one in client.get("/api/v1/claims?limit=2").json()["claims"]]
    shown = [one.findtext(f"{ATOM}content") or "" for one in entries(client.get("/feed/claims").text)]
    assert len(shown) == 2 and all(words in text for words, text in zip(newest, shown, strict=True))
    assert client.get("/feed/claims?q=(").status_code == 400


def test_the_newest_incidents_are_followed_as_a_feed(pages: Pages) -> None:
    client, desk = pages
    answer = client.get("/feed/incidents")
    found = client.get("/api/v1/incidents").json()["incidents"]
    ids = [one.findtext(f"{ATOM}id") or "" for one in entries(answer.text)]
    assert len(ids) == len(found) and all(one["id"] in told for one, told in zip(found, ids, strict=True))
    desk.store.forget(desk.incidents()[0].reports[0])
    assert client.get("/feed/incidents").headers["etag"] != answer.headers["etag"]
    assert "/feed/incidents" in client.get("/incidents").text and "/feed/claims" in client.get("/search").text


def cards(desk: Desk) -> list[str]:
    incident = f"/embed/incident/{next(one.id for one in desk.incidents() if placed(desk, one.id))}"
    return [f"/embed/claim/{first_claim(desk)}", f"{incident}/chain", f"{incident}/map"]


def placed(desk: Desk, named: str) -> bool:
    """Whether an incident has a place on the map."""
    found = desk.store.incident(named)
    return found is not None and found.where is not None and found.where.lat is not None


def test_a_card_stands_alone_in_any_frame(pages: Pages) -> None:
    client, desk = pages
    for card in cards(desk):
        for dest in ("iframe", "document"):
            how = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": dest}
            answer = client.get(card, headers=how)
            assert answer.status_code == 200
        page = html.fromstring(answer.text)
        assert (
            page.xpath("//script | //link | //img | //iframe | //form | //@style | //@*[starts-with(name(), 'on')]")
            == []
        )
        assert all(link.startswith(("http://127.0.0.1:8642/", "#")) for link in page.xpath("//@href"))
        (style,) = page.xpath("//style")
        named = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and f"'sha256-{named}'" in policy and "script" not in policy
        assert policy.endswith("frame-ancestors *")
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_card_says_what_its_page_says(pages: Pages) -> None:
    client, desk = pages
    claim, incident, on_map = cards(desk)
    words = client.get("/api/v1" + claim.replace("embed/claim", "claims")).json()["claim"]
    page = html.fromstring(client.get(claim).text)
    assert page.xpath("string(//blockquote)") == words["text"]
    assert words["chain"][-1]["name"] in page.xpath("string(//ol[@class='chain'])")
    told = html.fromstring(client.get(incident).text)
    (line,) = desk.lines([one for one in desk.incidents() if f"/{one.id}/" in incident])
    assert line.standing in told.text_content() and told.xpath("//*[local-name()='svg']")
    drawn, page = (
        html.fromstring(client.get(on_map).text),
        html.fromstring(client.get(on_map.replace("/embed", "").replace("/map", "")).text),
    )
    named = drawn.xpath("//figure[@class='map']//li/bdi/text()")
    assert (
        named
        and named == page.xpath("//figure[@class='map']//li/bdi/text()")
        and drawn.xpath("//*[local-name()='svg']")
    )
    for card in (claim, incident, on_map):
        assert card in client.get(re.sub("/embed|/chain|/map", "", card)).text
    assert client.get("/embed/claim/none").status_code == client.get("/embed/incident/none/chain").status_code == 404


@pytest.mark.parametrize("path", ["/search", "/claim/{claim}", "/api/v1/claims", "/feed/claims"])
def test_nothing_but_cards_is_framed(pages: Pages, path: str) -> None:
    client, desk = pages
    address = path.replace("{claim}", first_claim(desk))
    how = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert client.get(address, headers=how).status_code == 403
    assert "frame-ancestors 'none'" in client.get(address).headers["content-security-policy"]


def test_a_card_shows_texts_as_texts(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1, tuple(unlike(hostile(text), text) for text in PAYLOADS))
        with opened(tmp_path) as (client, desk):
            shown = 0
            for found in desk.store.readings():
                for claim in found.claims[:1]:
                    page = client.get(f"/embed/claim/{claim.id}").text
                    assert not re.search(r"<(script|img|iframe|object|svg on|base)\b", page, re.I)
                    shown += 1
            assert shown > len(PAYLOADS) / 2
            feed_text = client.get("/feed/claims").text
            assert len(entries(feed_text)) > len(PAYLOADS) / 2 and "<script" not in feed_text
