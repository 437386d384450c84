"""The list of incidents as a desk looks at it: what is new to a person, facets, the map, the time line, all in the address."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import store_desk
from lxml import html
from starlette.testclient import TestClient
from web_desk import OURS, WHO, Pages, first_claim

from reportedly import deciding, workspace
from reportedly.decision import Verb
from reportedly.render.bars import bars
from reportedly.render.dots import Place, dot_map
from reportedly.search import overview
from reportedly.web.desk import Desk


def shown(client: TestClient, address: str) -> list[str]:
    """The ids of the incidents on a page, in order."""
    page = html.fromstring(client.get(address).text)
    return [link.rsplit("/", 1)[1] for link in page.xpath("//ol[@data-list]/li/a/@href")]


def add(desk: Desk, folder: Path, *numbers: int) -> None:
    """Takes in more of the quick reports and makes the incidents again."""
    folder.mkdir()
    for number in numbers:
        (folder / f"m{number}.txt").write_text(store_desk.text_of(number), encoding="utf-8")
    home = desk.workspace
    for _ in home.add(desk.store, home.plan([str(folder)], workspace.Given(language="en"))):
        pass
    home.relink(desk.store)


def test_what_came_in_since_a_person_looked_is_new_to_that_person(own: Pages, tmp_path: Path) -> None:
    client, desk = own
    assert "Nothing was marked as seen yet" in client.get("/incidents?view=new").text
    form = next(f for f in html.fromstring(client.get("/incidents?view=new").text).forms if f.method == "POST")
    answer = client.post("/incidents/looked", data=dict(form.form_values()), headers=OURS)
    assert answer.status_code == 303 and "SameSite=strict" in answer.headers["set-cookie"]
    assert "Nothing new" in client.get("/incidents?view=new").text
    add(desk, tmp_path / "more", 9, 10)
    new = shown(client, "/incidents?view=new")
    told = {number for one in desk.incidents() if one.id in new for number in (teller.number for teller in one.tellers)}
    assert len(new) == 1 and max(told) > int(form.fields["upto"])
    assert re.search('<b class="new">(new|2 new reports)</b>', client.get("/incidents?view=new").text)
    other = TestClient(client.app, base_url=str(client.base_url))
    sent = html.fromstring(client.get("/incidents?view=new").text).xpath("//div[@class='seen']//a/@href")[0]
    assert shown(other, sent) == new and shown(other, "/incidents?view=new") != new


def test_an_incident_that_gains_reports_says_how_many(own: Pages, tmp_path: Path) -> None:
    client, desk = own
    add(desk, tmp_path / "first", 6)
    mid = max(teller.number for one in desk.incidents() for teller in one.tellers)
    add(desk, tmp_path / "more", 7, 8)
    assert "2 new reports" in client.get(f"/incidents?view=new&since={mid}").text


@pytest.mark.parametrize("cookie", ["x", "-1", "9" * 30, "1.5", "٣"])
def test_an_odd_cookie_is_as_none(pages: Pages, cookie: str) -> None:
    client, _ = pages
    answer = client.get("/incidents?view=new", headers={"Cookie": f"seen={cookie}".encode()})
    assert answer.status_code == 200 and "Nothing was marked as seen yet" in answer.text


def test_every_value_of_a_facet_leads_to_as_many_as_it_says(pages: Pages) -> None:
    client, _ = pages
    page = html.fromstring(client.get("/incidents").text)
    items = page.xpath("//nav[@class='facets']//li[a]")
    titles = page.xpath("//nav[@class='facets']//h2/text()")
    assert titles == ["Event", "Country", "Outlet", "Origins unnamed", "Month"]
    for item in items:
        narrowed = html.fromstring(client.get(item.xpath("a/@href")[0]).text)
        told = narrowed.xpath("string(//nav[@class='pages']/span)")
        assert f"of {item.xpath('span/text()')[0]} incident" in told, item.xpath("a/@href")


def test_filters_stand_in_the_address_and_are_taken_out_one_by_one(pages: Pages) -> None:
    client, _ = pages
    address = "/incidents?view=shared&kind=accident&month=2031-05&when=2031"
    page = html.fromstring(client.get(address).text)
    chosen = page.xpath("//nav[@class='facets']//a[@class='chosen']/@href")
    asked = parse_qs(urlsplit(address).query)
    left = [parse_qs(urlsplit(link).query) for link in chosen]
    assert all(len(one) == len(asked) - 1 and one["view"] == ["shared"] for one in left) and len(left) == 3
    nothing = client.get("/incidents?kind=sanction&country=OX").text
    assert "No incident fits" in nothing and "without kind" in nothing


def test_a_dot_of_the_map_and_a_bar_of_the_time_line_narrow_the_list(pages: Pages) -> None:
    client, _ = pages
    page = html.fromstring(client.get("/incidents").text)
    dots = page.xpath("//figure[@class='dots']//a/@href")
    assert len(dots) > 1
    whole = shown(client, "/incidents")
    for dot in dots:
        assert 0 < len(shown(client, dot)) < len(whole)
    assert sorted(one for dot in dots for one in shown(client, dot)) == sorted(
        one.id for one in pages[1].incidents() if one.lat is not None
    )
    bar = page.xpath("//figure[@class='bars']//a")
    assert not bar or all(shown(client, one.get("href")) for one in bar)


@pytest.mark.parametrize("box", ["x", "1,2,3", "9,9,1,1", "0,0,0,999", "nan,nan,nan,nan", "1,2,3,4,5", ""])
def test_edges_that_are_none_are_refused(pages: Pages, box: str) -> None:
    client, _ = pages
    answer = client.get(f"/incidents?box={box}")
    assert answer.status_code == (400 if box else 200)
    assert not box or "south,west,north,east" in answer.text


def test_what_somebody_denies_or_tells_otherwise_is_disputed(pages: Pages) -> None:
    client, desk = pages
    disputed = {one.id for one in desk.incidents() if one.inside.differ or one.inside.denied}
    assert set(shown(client, "/incidents?view=disputed")) == disputed
    for one in desk.incidents():
        found = next(iter(workspace.incidents_by_id(desk.store, [one.id])))
        assert one.inside.differ == tuple(item.field for item in found.differences)
        assert one.inside.denied == bool(found.assertion("denied"))
        assert one.reports == found.reports and (one.low, one.high) == (found.independent_low, found.independent_high)


def test_only_incidents_that_changed_are_opened_again(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    _, desk = own
    before = desk.incidents()
    read: list[object] = []
    unpack = overview.unpack
    monkeypatch.setattr(overview, "unpack", lambda body: read.append(body) or unpack(body))
    assert desk.incidents() is before
    deciding.judge(desk.store, Verb.REJECT, [first_claim(desk)], WHO)
    desk.workspace.relink(desk.store)
    after = desk.incidents()
    changed = {one.content for one in after} - {one.content for one in before}
    assert len(read) == len(changed) == 1


def test_the_list_says_whose_headline_heads_an_incident(pages: Pages) -> None:
    """A party's words must not stand there as the name of what happened."""
    client, desk = pages
    entries = html.fromstring(client.get("/incidents").text).xpath("//ol[@data-list]/li")
    for one, entry in zip(desk.incidents(), entries, strict=False):
        outlets = {teller.outlet or "outlet not known" for teller in one.tellers}
        told = [small.text_content() for small in entry.xpath("./small")[1:]]
        assert one.title is None or told[0] in {f"Headline: {outlet}" for outlet in outlets}


def test_a_page_of_the_list_opens_each_incident_once(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.web import listed

    client, _ = pages
    asked: list[str] = []
    load = listed.incidents_by_id
    monkeypatch.setattr(listed, "incidents_by_id", lambda store, ids: asked.extend(ids) or load(store, ids))
    first = client.get("/incidents").text
    many = len(asked)
    assert many == len(shown(client, "/incidents")) and client.get("/incidents").text == first
    assert len(asked) == many


def test_the_map_stays_on_the_world_and_counts_everything() -> None:
    places = [Place(89.0, 179.0, "A", 2), Place(-89.0, -179.0, "B"), Place(-89.0, -178.9, "C", 3)]
    found = dot_map(places)
    assert found and sum(dot.many for dot in found.dots) == 6
    assert (found.box.west, found.box.north) >= (-180.0, 90.0) and found.box.east <= 180.0
    assert found.dots[0].names == ("C", "B")
    assert dot_map([]) is None


def test_no_line_of_the_map_runs_round_the_world() -> None:
    found = dot_map([Place(80.0, -179.0, "A"), Place(-60.0, 179.0, "B")])
    assert found
    for line in re.findall(r'points="([^"]+)"', found.ground):
        xs = [float(step.split(",")[0]) for step in line.split()]
        assert all(abs(a - b) < found.width / 2 for a, b in pairwise(xs))


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (["2031-05-03", "2031-05-05", "x"], ["2031-05-03", "2031-05-04", "2031-05-05"]),
        (["2031-12-03", "2032-02-28", "2032-02-01"], ["2031-12", "2032-01", "2032-02"]),
        (["2031-12-03", "2040-02-28"], [str(year) for year in range(2031, 2041)]),
        (["2031-05-03"], ["2031-05-03"]),
        ([], []),
    ],
)
def test_bars_are_days_months_or_years(days: list[str], names: list[str]) -> None:
    found = bars(days)
    assert [bar.name for bar in found] == names
    assert sum(bar.many for bar in found) == sum(day[0] == "2" for day in days)
