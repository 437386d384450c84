"""The map of a search: dots that narrow it, a box as a part of the query, and the way out again."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from web_desk import Pages

from reportedly.workspace import places_in_store, search_store


def query_of(link: str) -> str:
    return parse_qs(urlsplit(link).query).get("q", [""])[0]


@pytest.mark.parametrize("query", ["", "market", "market OR fire", "killed:>=11 box:-42,-180,-40,180", "(market) OR x"])
def test_every_dot_leads_to_the_claims_that_it_counts(pages: Pages, query: str) -> None:
    client, desk = pages
    page = html.fromstring(client.get("/search", params={"q": query, "map": "yes"}).text)
    dots = page.xpath("//figure[@class='dots']//a")
    located = sum(one.claims for one in places_in_store(desk.store, query))
    counted = 0
    for dot in dots:
        many = search_store(desk.store, query_of(dot.get("href")), 1).total
        assert f": {many} claim" in dot.get("aria-label")
        assert client.get(dot.get("href")).status_code == 200
        counted += many
    assert counted == located > 0


def test_a_box_is_replaced_by_the_next_and_taken_out_by_zooming_out(pages: Pages) -> None:
    client, _ = pages
    address = "/search?q=market+box:-42,-180,-40,180&map=yes"
    page = html.fromstring(client.get(address).text)
    assert all(query_of(dot).count("box:") == 1 for dot in page.xpath("//figure//a/@href"))
    out = page.xpath("//nav[@aria-label='Map']/a/@href")[-1]
    assert query_of(out) == "market" and "map=yes" in out
    assert page.xpath("//svg/@data-to")[0].count("BOX") == 1


def test_a_map_of_nothing_says_so_and_an_odd_box_is_explained(pages: Pages) -> None:
    client, _ = pages
    assert "names a place with a point" in client.get("/search?q=depots+NOT+box:-90,-180,90,180&map=yes").text
    fault = client.get("/search?q=box:1,2&map=yes")
    assert fault.status_code == 400 and "south, west, north and east" in fault.text
    assert "No claim matches" in client.get("/search?q=zeppelin&map=yes").text
    assert "<figure" not in client.get("/search?q=market").text
