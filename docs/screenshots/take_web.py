"""Takes the pictures of the pages in the browser: incidents, a claim, a search in the dark, the queue on a phone.

python docs/screenshots/take_web.py        (needs Chromium and the dev extra; reads the examples, which takes a minute)
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import uvicorn

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser import chromium  # noqa: E402

from reportedly import workspace  # noqa: E402
from reportedly.web.app import make_app  # noqa: E402
from reportedly.web.desk import Desk  # noqa: E402

INPUTS = ("examples/osprey.csv", "examples/osprey-harbour.txt")
SHOTS = {
    "web-incidents": (1120, 640, "light", "/incidents"),
    "web-claim": (1120, 800, "light", "/search?q=weapons"),
    "web-search-dark": (1120, 800, "dark", "/search?q=harbour"),
    "web-queue-phone": (390, 844, "light", "/queue?q=harbour"),
}


def main() -> None:
    """One picture a shot, the first screen of the page."""
    os.chdir(ROOT)
    with TemporaryDirectory() as folder:
        os.environ["REPORTEDLY_HOME"] = str(Path(folder) / "home")
        with workspace.make_store(Path(folder) / "desk") as store:
            home = workspace.open_workspace()
            for _ in home.add(store, home.plan(INPUTS)):
                pass
            home.relink(store)
        with Desk.open(Path(folder) / "desk") as desk, socket.create_server(("127.0.0.1", 0)) as door:
            server = uvicorn.Server(uvicorn.Config(make_app(desk), log_level="error"))
            thread = Thread(target=server.run, args=([door],), daemon=True)
            thread.start()
            take(f"http://127.0.0.1:{door.getsockname()[1]}")
            server.should_exit = True
            thread.join(10)


def take(base: str) -> None:
    """The pictures, by somebody who has given a name."""
    with chromium() as browser:
        for name, (width, height, scheme, address) in SHOTS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, base_url=base
            )
            context.add_cookies([{"name": "person", "value": "Ilka%20Dorn", "url": base}])
            page = context.new_page()
            page.goto(address)
            if name == "web-claim":
                page.locator(".hit", has_text="the jets had targeted").locator(".quote a").first.click()
                page.locator(".textside").wait_for()
            page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
