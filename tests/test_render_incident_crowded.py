"""The page of an incident of sixty reports in a browser: it opens silently, stays small, and everybody can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browser import Watched, chromium
from crowded import arabic, linked, rounded_off

from reportedly.render.incident_page import incident_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BOXES = """(kind) => [...document.querySelectorAll(`.${kind} text`)].map(text => {
    const box = text.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom, text.textContent];
})"""
OUT_OF_BOX = """() => [...document.querySelectorAll('.graph g.box')].flatMap(group => {
    const frame = group.querySelector('rect').getBoundingClientRect();
    return [...group.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
    }).map(text => text.textContent);
})"""
DIMMED = """() => [...document.querySelectorAll('.graph g.box')].map(box =>
    [box.textContent, Number(getComputedStyle(box).opacity) < 1])"""
LIT = """most => { const boxes = [...document.querySelectorAll('.graph g.box')];
    return !document.getAnimations().length && boxes.filter(box => Number(getComputedStyle(box).opacity) === 1).length <= most }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def text() -> str:
    found, readings = linked()
    (incident,) = found.incidents
    assert len(incident.reports) == 60
    assert len(incident.origins) >= 12
    return incident_page(rounded_off(incident, readings), readings, found.links)


@pytest.fixture(scope="module")
def target(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowded") / "page.html"
    path.write_text(text, encoding="utf-8")
    return path


def overlapping(page: Page, kind: str) -> list[tuple[str, str]]:
    boxes = page.evaluate(BOXES, kind)
    assert len(boxes) > 60
    return [
        (a[4], b[4])
        for a, b in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5
    ]


def test_it_opens_silently_and_is_small(browser: Browser, target: Path) -> None:
    watched = Watched(browser.new_page())
    watched.open(target)
    assert watched.did == []
    assert target.stat().st_size <= 1_000_000


def test_every_link_leads_to_a_place_on_the_page_and_every_place_is_there_once(text: str) -> None:
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', text)) <= set(ids)


@pytest.mark.parametrize("kind", ["graph", "spread"])
def test_labels_do_not_overlap(browser: Browser, target: Path, kind: str) -> None:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(target.as_uri())
    assert overlapping(opened, kind) == []


def test_every_name_stands_inside_its_box(browser: Browser, target: Path) -> None:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(target.as_uri())
    assert opened.evaluate(OUT_OF_BOX) == []


@pytest.mark.parametrize("name", ["W" * 90, "漢字新聞社" * 12, "مرصد وادي تسك " * 9, "ﷺ" * 20, "👩‍🚒" * 16, "M@%" * 30])
def test_names_of_any_script_stay_inside_their_boxes(browser: Browser, tmp_path: Path, name: str) -> None:
    found, readings = linked(9, 6)
    (incident,) = found.incidents
    named = replace(incident, origins=tuple(replace(origin, name=name) for origin in incident.origins))
    path = tmp_path / "page.html"
    path.write_text(incident_page(named, readings, found.links), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(path.as_uri())
    assert opened.evaluate(OUT_OF_BOX) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_of_right_to_left_reports_holds_too(browser: Browser, tmp_path: Path, width: int) -> None:
    found, readings = arabic()
    path = tmp_path / "page.html"
    path.write_text(incident_page(found.incidents[0], readings, found.links), encoding="utf-8")
    watched = Watched(browser.new_page(viewport={"width": width, "height": 900}))
    watched.open(path)
    assert watched.did == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.page.evaluate(OUT_OF_BOX) == []
    assert watched.page.locator("h2").evaluate("title => getComputedStyle(title).direction") == "rtl"


def test_the_chosen_chain_stays_lit_and_the_others_are_dimmed(browser: Browser, target: Path) -> None:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(target.as_uri())
    assert not any(dim for _, dim in opened.evaluate(DIMMED))
    opened.locator(".graph a", has_text="Ferry Workers").first.focus()
    opened.wait_for_function(LIT, arg=20)
    focused = opened.evaluate(DIMMED)
    assert [dim for name, dim in focused if name.startswith("Ferry Workers’ Union")] == [False]
    assert [dim for name, dim in focused if name.startswith("Coast League")] == [True]
    assert 3 <= sum(not dim for _, dim in focused) < len(focused) / 2
    opened.goto(target.as_uri() + "#i1w0")
    opened.wait_for_function(LIT, arg=3)
    chosen = opened.evaluate(DIMMED)
    assert sum(not dim for _, dim in chosen) in (2, 3)


def test_a_value_is_one_click_from_its_sentence(browser: Browser, target: Path) -> None:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(target.as_uri())
    opened.locator("table.who tr", has_text="Ferry Workers").get_by_role("link", name="17 people").click()
    place = opened.locator(":target")
    assert "17 people died" in place.locator("xpath=..").inner_text()
    assert place.bounding_box() is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_serious_barrier(browser: Browser, target: Path, scheme: Literal["light", "dark"], width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    opened = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    opened.goto(target.as_uri())
    found = axe.Axe().run(opened).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, target: Path, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(target.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_the_drawings_fit_the_sheet(browser: Browser, target: Path) -> None:
    opened = browser.new_page(viewport={"width": 720, "height": 1000})
    opened.goto(target.as_uri())
    opened.emulate_media(media="print")
    widths = opened.evaluate("[...document.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect().right)")
    assert max(widths) <= 720
