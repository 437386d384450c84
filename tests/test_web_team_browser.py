"""A team's workspace in a real browser: from the first link to a correction under one's name, and no barrier at the door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from browser import Watched, chromium
from web_desk import fill, first_claim, quick_home
from web_server import address_of, answering, free_port

from reportedly import deciding
from reportedly.web.app import make_team_app
from reportedly.web.desk import Desk
from reportedly.web.team import TeamEntrance
from reportedly.workspace import accounts_in_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OWNER, CODER = "Ilka Dorn", "Bo Hale"
PASSWORD, SECOND = "a heron on the harbour wall", "four words make sense"

Served = tuple[str, Desk, TeamEntrance]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A workspace that nobody owns yet, on a free port of this machine."""
    with quick_home(tmp_path):
        fill(tmp_path, 3)
        with Desk.open(tmp_path / "desk") as desk, free_port() as door:
            base = address_of(door)
            team = TeamEntrance(accounts_in_store(desk.store), base)
            with answering(make_team_app(desk, team), door):
                yield base, desk, team


def window(browser: Browser, base: str, **options: Any) -> tuple[Watched, Page]:
    """A browser of somebody else each time: they share no cookies."""
    page = browser.new_context(base_url=base, **options).new_page()
    found = Watched(page)
    page.on("request", lambda request: request.url.startswith((base, "data:")) or found.did.append(request.url))
    return found, page


def choose(page: Page, password: str) -> None:
    page.get_by_label("Password", exact=False).first.fill(password)
    page.get_by_label("Again").fill(password)
    page.get_by_role("button", name="Keep it and go in").click()


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_link_to_a_correction_under_ones_name(browser: Browser, served: Served, script: bool) -> None:
    base, desk, team = served
    found, page = window(browser, base, java_script_enabled=script)
    page.goto(team.link(team.accounts.people.invite_owner() or ""))
    page.get_by_label("Name").fill(OWNER)
    choose(page, PASSWORD)
    page.get_by_role("link", name="People").click()
    page.get_by_label("Name", exact=False).last.fill(CODER)
    page.locator("form[action^='/people#'] select").select_option("coder")
    page.get_by_role("button", name="Add and make a link").click()
    link = page.locator(".once").inner_text()
    page.get_by_role("link", name=OWNER).click()
    page.get_by_role("button", name="Log out").click()
    assert page.get_by_role("link", name="Incidents").count() == 0

    newcomer, other = window(browser, base, java_script_enabled=script)
    claim = first_claim(desk)
    other.goto(link)
    assert CODER in other.inner_text("main")
    choose(other, SECOND)
    other.get_by_role("link", name=CODER).click()
    other.get_by_role("button", name="Log out").click()
    other.goto(f"/claim/{claim}/correct")
    log_in(other, CODER, SECOND)
    assert other.url == f"{base}/claim/{claim}/correct"
    assert other.get_by_role("link", name="Intake").count() == other.get_by_role("link", name="People").count() == 0
    other.get_by_label("certainty").select_option("hedged")
    other.get_by_role("button", name="Keep the correction").click()
    assert f"{CODER} corrected certainty: asserted → hedged" in other.inner_text("main")
    assert [made.who for made in deciding.decisions(desk.store)] == [CODER]
    other.get_by_role("button", name="Undo").click()
    assert "undone" in other.inner_text("main")
    assert found.did == newcomer.did == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_the_door_has_a_serious_barrier_or_is_too_wide(
    browser: Browser, served: Served, scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    base, _, team = served
    people = team.accounts.people
    first = team.link(people.invite_owner() or "")
    _, page = window(browser, base, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    check(page, axe, first, width)
    page.get_by_label("Name").fill(OWNER)
    choose(page, PASSWORD)
    people.add(CODER, "coder")
    people.disable(2)
    for address in ("/account", "/people", team.link(people.add("Nils Aker", "viewer")), "/nowhere"):
        check(page, axe, address, width)
    page.get_by_role("link", name=OWNER).click()
    page.get_by_role("button", name="Log out").click()
    check(page, axe, "/login", width)


def check(page: Page, axe: Any, address: str, width: int) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    found = axe.Axe().run(page).response["violations"]
    serious = [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")]
    assert serious == [], address
