"""The pages in a real browser: a walk by keyboard from a search to a decision and back, without script too; no barrier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from browser import Watched, chromium
from hostile_readings import hostile
from hostile_texts import PAYLOADS
from web_desk import WHO, fill, first_claim, quick_home, unlike
from web_server import answering, free_port

from reportedly import deciding
from reportedly.web.app import make_app
from reportedly.web.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    """A workspace on a free port of this machine."""
    folder: Path = tmp_path_factory.mktemp("web")
    with quick_home(folder):
        fill(folder, 9, (unlike(hostile(PAYLOADS[0]), PAYLOADS[0]),))
        with Desk.open(folder / "desk") as desk, free_port() as door, answering(make_app(desk), door) as base:
            yield base, desk


def watched(browser: Browser, base: str, **options: Any) -> tuple[Watched, Page]:
    page = browser.new_context(base_url=base, **options).new_page()
    found = Watched(page)
    page.on("request", lambda request: request.url.startswith((base, "data:")) or found.did.append(request.url))
    return found, page


def test_a_walk_by_keyboard_from_search_to_queue_and_back(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    found, page = watched(browser, base)
    page.goto("/search")
    page.keyboard.press("/")
    page.keyboard.type("market number 0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=market+number+0")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/*")
    page.locator("h1 a[href^='/incident/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/*")
    assert "1 independent origin" in page.inner_text("main")
    page.go_back()
    page.keyboard.press("e")
    page.wait_for_url("**/correct")
    page.get_by_label("certainty").focus()
    page.keyboard.type("hedged")
    page.get_by_label("Why").focus()
    page.keyboard.type("the mayor said so")
    page.get_by_label("Your name").focus()
    page.keyboard.type(WHO)
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/*?done=*")
    assert "corrected certainty: asserted → hedged" in page.inner_text("main")
    page.keyboard.press("z")
    page.get_by_text("undone by").first.wait_for()
    page.goto("/queue?q=market")
    before = left(page)
    seen = set()
    for key in ("y", "n", "u", "y", "y"):
        seen.add(page.inner_text("blockquote") + page.url)
        waiting = left(page)
        page.keyboard.press(key)
        page.get_by_text(f"{waiting - 1} claim").wait_for()
    assert len(seen) == 5 and left(page) == before - 5
    page.keyboard.press("z")
    page.get_by_text(f"{before - 4} claim").wait_for()
    page.keyboard.press("j")
    page.wait_for_url("**/queue?*claim=*")
    page.locator("main[data-keys=on]").wait_for()
    page.keyboard.press("?")
    page.wait_for_url("**/help#keys")
    assert found.did == []
    assert {made.who for made in deciding.decisions(desk.store)} == {WHO}


def left(page: Page) -> int:
    return int(page.locator(".queuebar .tally").inner_text().split()[0])


def test_a_key_that_is_held_and_a_button_pressed_twice_judge_once(browser: Browser, served: tuple[str, Desk]) -> None:
    base, _ = served
    _, page = watched(browser, base)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.context.add_cookies([{"name": "person", "value": "Bo%20Hale", "url": base}])
    page.goto("/queue?q=market")
    waiting = left(page)
    page.get_by_role("button", name="Cannot tell").dblclick()
    page.get_by_text(f"{waiting - 1} claim").wait_for()
    page.keyboard.down("u")
    page.get_by_text(f"{waiting - 2} claim").wait_for()
    page.keyboard.down("u")  # held still, as the browser says
    page.wait_for_timeout(1_000)
    assert len(sent) == 2 and left(page) == waiting - 2


def test_on_a_desk_the_name_of_whoever_decides_stands_beside_the_search(
    browser: Browser, served: tuple[str, Desk]
) -> None:
    base, _ = served
    _, page = watched(browser, base, viewport={"width": 1280, "height": 800})
    page.context.add_cookies([{"name": "person", "value": "Bartholomea%20Hale", "url": base}])
    page.goto("/decisions")
    name, search = page.locator(".masthead .person").bounding_box(), page.locator(".masthead .find").bounding_box()
    assert name and search and abs(name["y"] - search["y"]) < 20 and name["x"] > search["x"]


def test_without_script_a_claim_is_judged_and_set_back(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = watched(browser, base, java_script_enabled=False)
    page.goto(f"/claim/{first_claim(desk)}")
    page.get_by_label("Your name").fill("Bo Hale")
    page.get_by_role("button", name="No, reject").click()
    assert "Bo Hale rejected the claim" in page.inner_text("main")
    page.get_by_role("button", name="Undo").click()
    assert "undone" in page.inner_text("main")
    page.get_by_role("link", name="Queue").click()
    page.get_by_role("button", name="Cannot tell").click()
    assert "Undo the last" in page.inner_text("main")


def save_and_look(page: Page, name: str) -> None:
    """Saves what the page of results shows under a name."""
    page.get_by_label("Save this search as").fill(name)
    if (who := page.locator("form[action='/saved#save'] input[name=who]")).count():
        who.fill(WHO)
    page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("script", [True, False])
def test_a_search_is_saved_and_its_page_judged_at_once_and_set_back(
    browser: Browser, served: tuple[str, Desk], script: bool
) -> None:
    base, desk = served
    found, page = watched(browser, base, java_script_enabled=script)
    before = len(deciding.decisions(desk.store))
    page.goto("/search?q=market number 2")
    save_and_look(page, f"Fires, script {script}")
    assert "Nothing came in since you last looked" in page.inner_text("main")
    page.get_by_role("link", name="Saved").click()
    assert f"Fires, script {script}" in page.inner_text("main")
    page.goto("/search?q=market number 2")
    shown, told = page.locator("li.hit").count(), page.inner_text("ol.hits")
    page.get_by_role("button", name="Leave open …").click()
    assert page.locator("h1").inner_text() == f"Leave {shown} claims open?"
    assert len(deciding.decisions(desk.store)) == before
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Leave them open").click()
    page.wait_for_url("**/search?*done=*")
    made = deciding.decisions(desk.store)[before:]
    assert len(made) == shown - 1 and len({one.number for one in made}) == 1
    page.get_by_role("button", name="Undo all of it").click()
    page.wait_for_url("**/search?q=market+number+2")
    assert page.inner_text("ol.hits") == told
    assert found.did == []


def test_a_box_dragged_on_the_map_is_in_the_address_and_a_dot_leads_there_without_script(
    browser: Browser, served: tuple[str, Desk]
) -> None:
    base, _ = served
    found, page = watched(browser, base)
    page.goto("/search?q=market&map=yes")
    box = page.locator("svg[data-to]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=4)
    page.mouse.up()
    page.wait_for_url("**/search?q=market*box*")
    assert "Zoom out" in page.inner_text("main") and page.locator(".hit").count()
    assert found.did == []
    _, plain = watched(browser, base, java_script_enabled=False)
    plain.goto("/search?q=market&map=yes")
    plain.locator("svg[data-to] a").first.click()
    assert "box:" in plain.get_by_label("Search claims").input_value() and plain.locator(".hit").count()


def addresses(desk: Desk) -> list[str]:
    claim = first_claim(desk)
    reading, _ = deciding.find_claim(desk.store, claim)
    incident = desk.incidents_of(reading.report.id)[0]
    return [
        "/incidents", f"/incident/{incident.id}", f"/report/{reading.report.id}", f"/report/{reading.report.id}/versions",
        f"/claim/{claim}", f"/claim/{claim}/correct", "/search?q=killed:>=1&map=yes", "/incidents?view=new",
        "/source?name=Tesk%20Valley%20Watch", "/outlet?name=Corriden%20Daily", "/network?roles=yes", "/decisions", "/queue",
        "/saved", "/saved/1", "/checks", "/intake", "/help", "/person",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_serious_barrier_or_is_too_wide(
    browser: Browser, served: tuple[str, Desk], scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    base, desk = served
    _, page = watched(browser, base, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for address in addresses(desk):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = axe.Axe().run(page).response["violations"]
        serious = [
            (item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")
        ]
        assert serious == [], address


def test_on_a_phone_no_table_is_cut_and_each_value_says_what_it_is(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = watched(browser, base, viewport={"width": 375, "height": 800})
    beyond = "found => found.filter(one => one.getBoundingClientRect().right > innerWidth).length"
    pressed = "found => found.filter(one => one.getBoundingClientRect().width < 100).length"
    for address in (f"/incident/{desk.incidents()[0].id}", "/network", "/help"):
        page.goto(address)
        assert not page.locator("main table td[data-label]:not(:empty)").evaluate_all(pressed), address
        assert page.locator("main table").count() and not page.locator("main table *").evaluate_all(beyond), address
        label = page.locator("main table td[data-label]:not(:empty)").first
        said = label.evaluate("one => getComputedStyle(one, '::before').content")
        assert said == f'"{label.get_attribute("data-label")}: "', address


def test_the_table_of_an_incident_reads_as_on_its_own_page(browser: Browser, served: tuple[str, Desk]) -> None:
    """The frame of the pages has its own names for things: none of its looks falls on what stands in it."""
    base, desk = served
    _, page = watched(browser, base, viewport={"width": 1000, "height": 800})
    page.goto(f"/incident/{next(desk.store.incidents()).id}")
    heads = page.locator("table.who th[scope=row]")
    assert heads.count()
    assert not heads.evaluate_all("found => found.filter(one => one.scrollWidth > one.clientWidth).length")
    assert (
        page.locator("table.who td a").first.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    )


def test_every_page_loads_without_a_complaint_and_from_nowhere_else(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    found, page = watched(browser, base)
    for address in addresses(desk):
        assert page.goto(address).status == 200  # type: ignore[union-attr]
        assert page.locator("main[data-keys=on]").count() == 1
    assert found.did == []
