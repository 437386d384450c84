"""Takes the pictures in this folder: the pages of invented reports and incidents on a desk, on a phone, in the dark,
right to left.

python docs/screenshots/take.py        (needs Chromium and the dev extra)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

import crowded  # noqa: E402
from browser import chromium  # noqa: E402
from invented import arabic, reading  # noqa: E402

from reportedly.linking import Linked  # noqa: E402
from reportedly.records import Reading  # noqa: E402
from reportedly.render.incident_page import incident_page  # noqa: E402
from reportedly.render.page import page  # noqa: E402


@dataclass(frozen=True)
class Shot:
    """One picture: the size of the screen, light or dark, what stands at its top, and what the pointer rests on."""

    make: Callable[[], str]
    width: int = 1120
    height: int = 800
    scheme: str = "light"
    top: str | None = None
    pointed: tuple[str, str] | None = None


def _incident(found: tuple[Linked, dict[str, Reading]]) -> str:
    linked, readings = found
    return incident_page(crowded.rounded_off(linked.incidents[0], readings), readings, linked.links)


def _night() -> str:
    return _incident(crowded.linked(40))


def _few() -> str:
    return _incident(crowded.linked(9, 6))


CLAIM = ("span.m1", "the jets carried out")
SHOTS = {
    "desktop": Shot(lambda: page([reading()]), pointed=CLAIM),
    "dark": Shot(lambda: page([reading()]), scheme="dark", pointed=CLAIM),
    "phone": Shot(lambda: page([reading()]), 390, 844),
    "right-to-left": Shot(lambda: page([arabic()]), 1000, 760),
    "incident": Shot(_few, height=1000),
    "incident-graph": Shot(_night, height=900, scheme="dark", top=".chains", pointed=(".graph text", "Quellmark News Agency")),
    "incident-phone": Shot(_few, 390, 844, top=".assertion:nth-of-type(2)"),
    "incident-right-to-left": Shot(lambda: _incident(crowded.arabic()), 1120, 900),
}  # fmt: skip


def main() -> None:
    """One picture a shot, the first screen of the page or of a part of it."""
    with TemporaryDirectory() as folder, chromium() as browser:
        target = Path(folder) / "page.html"
        for name, shot in SHOTS.items():
            target.write_text(shot.make(), encoding="utf-8")
            size = {"width": shot.width, "height": shot.height}
            opened = browser.new_page(viewport=size, color_scheme=shot.scheme)
            opened.goto(target.as_uri())
            if shot.top:
                opened.locator(shot.top).first.evaluate("part => part.scrollIntoView()")
            if shot.pointed:
                opened.locator(shot.pointed[0], has_text=shot.pointed[1]).last.hover()
                opened.wait_for_timeout(400)
            opened.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
