"""The page in a browser: nothing in it acts, everyone can use it, and the claim under the pointer is lit with its
chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browser import Watched, chromium
from hostile_texts import PAYLOADS
from invented import reading

from reportedly.records import (
    Certainty,
    Claim,
    Count,
    Event,
    Form,
    Hedge,
    Notice,
    Outlet,
    Place,
    Reading,
    Report,
    Role,
    Source,
    SourceType,
    Time,
    Trace,
    Unnamed,
)
from reportedly.render.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


STRANGE = (
    "script,img,image,iframe,object,embed,form,input,base,link,video,audio,math,marquee,template,"
    "[style],[onload],[onerror],[onclick],[onmouseover],[onfocus],[autofocus]"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def hostile(text: str) -> Reading:
    """A reading in which every field that holds text holds this one."""
    whole = f"{text}\n\n{text}\n\n{text}"
    line = (0, len(text))
    body = (len(text) + 2, 2 * len(text) + 2)
    source = Source(text, SourceType.OTHER, text, line, body, Unnamed.WITHHELD, text, custody=True)
    event = Event(
        text,
        body,
        text,
        place=0,
        time=0,
        roles=(Role(text, body, text, text),),
        counts=(Count(text, body, text),),
        by=text,
    )
    claim = Claim(
        text,
        "body",
        (body,),
        text,
        Form.DIRECT,
        Certainty.HEDGED,
        (source, source),
        hedge=Hedge(0, body),
        events=(event,),
        trace=(Trace(text, text, body, text),),
    )
    report = Report(
        text, text, text, whole, Outlet(text, text), text, text, (text, text), text, text, text, text, text, line
    )
    base = reading()
    return replace(
        base,
        report=report,
        by=replace(base.by, reader=text, tagger=text, knowledge=text),
        claims=(claim, replace(claim, chain=())),
        places=(Place(body, text, text, text, text, 1.0, 2.0, 1, text, by=text),),
        times=(Time(body, text, text, text, text, text, text, text),),
        notices=(Notice(text, (line, body), text), Notice("no_statement", (), text)),
    )


def test_fifty_hostile_texts_in_every_field_do_nothing(browser: Browser, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    found = [hostile(text) for text in PAYLOADS]
    watched = Watched(browser.new_page())
    for readings in [found, *([one] for one in found)]:
        target.write_text(page(readings), encoding="utf-8", errors="strict")
        watched.open(target)
        assert watched.page.locator(STRANGE).count() == 0
        for link in watched.page.locator("a").all()[:6]:
            assert (link.get_attribute("href") or "").startswith(("#", "http"))
    assert watched.did == []


def test_the_text_is_shown_as_it_is(browser: Browser, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text(page([hostile("<b>bold</b> & “quoted”")]), encoding="utf-8")
    watched = Watched(browser.new_page())
    watched.open(target)
    assert "<b>bold</b> & “quoted”" in watched.page.inner_text("h2")


def test_the_policy_lets_no_script_run(browser: Browser, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    planted = page([reading()]).replace("</main>", "<script>document.title='ran'</script><img src='data:,x'></main>")
    target.write_text(planted, encoding="utf-8")
    watched = Watched(browser.new_page())
    watched.open(target)
    assert watched.page.title() != "ran"
    assert any("Content Security Policy" in line for line in watched.did)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_serious_barrier(browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"], width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    target = tmp_path / "page.html"
    target.write_text(page([reading(), reading()]), encoding="utf-8")
    opened = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    opened.goto(target.as_uri())
    found = axe.Axe().run(opened).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, tmp_path: Path, width: int) -> None:
    target = tmp_path / "page.html"
    target.write_text(page([reading()]), encoding="utf-8")
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(target.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_claim_under_the_pointer_or_the_focus_is_lit_with_its_chain(browser: Browser, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text(page([reading()]), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(target.as_uri())
    ground = "element => getComputedStyle(element).backgroundColor"
    note = opened.locator(".note", has_text="Tesk Valley Watch")
    plain = note.evaluate(ground)
    opened.get_by_text("at least 14 fighters of the Iron Heron Brigade").first.hover()
    opened.wait_for_timeout(400)
    pointed = note.evaluate(ground)
    opened.mouse.move(0, 0)
    opened.wait_for_timeout(400)
    assert note.evaluate(ground) == plain
    opened.locator("#r1c5").focus()
    opened.keyboard.press("Shift+Tab")
    opened.keyboard.press("Tab")
    opened.wait_for_timeout(400)
    assert plain != pointed == note.evaluate(ground)
