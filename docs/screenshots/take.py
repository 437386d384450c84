"""Takes the pictures in this folder: the page of an invented report on a desk, on a phone, in the dark, right to left.

python docs/screenshots/take.py        (needs Chromium and the dev extra)
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from browser import chromium  # noqa: E402
from invented import arabic, reading  # noqa: E402

from reportedly.render.page import page  # noqa: E402

SHOTS = {
    "desktop": (1120, 800, "light", reading),
    "dark": (1120, 800, "dark", reading),
    "phone": (390, 844, "light", reading),
    "right-to-left": (1000, 760, "light", arabic),
}


def main() -> None:
    """One picture a shot, the first screen of the page; on the desk the pointer rests on a claim."""
    with TemporaryDirectory() as folder, chromium() as browser:
        target = Path(folder) / "page.html"
        for name, (width, height, scheme, make) in SHOTS.items():
            target.write_text(page([make()]), encoding="utf-8")
            opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            opened.goto(target.as_uri())
            if width > 1000:
                opened.locator("span.m1", has_text="the jets carried out").hover()
                opened.wait_for_timeout(400)
            opened.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
