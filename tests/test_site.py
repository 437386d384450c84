"""The documents as a site: it is built without a warning, leads to every page, and asks nothing of another host."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
from browser import chromium

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
LOADED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=[\"']?(?:https?:)?//", re.I)

pytestmark = pytest.mark.skipif(
    find_spec("zensical") is None, reason="zensical is not installed: it is in the dev extra"
)


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built beside a copy of the documents."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run(
        [program, "build", "--strict", "--clean"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """The site on the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_the_menu_leads_to_every_page(site: Path) -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
    assert sorted(re.findall(r": (\S+\.md)$", menu, re.M)) == PAGES
    assert all((site / page).with_suffix(".html").is_file() for page in PAGES)


def test_links_inside_the_site_end_at_a_page_and_a_heading(site: Path) -> None:
    broken = []
    for page in site.glob("*.html"):
        for target in re.findall(r'<a [^>]*?href="([^":]+)"', page.read_text(encoding="utf-8")):
            file, _, heading = target.partition("#")
            there = (page.parent / file) if file and file != "." else page
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file() or (heading and f'id="{heading}"' not in there.read_text(encoding="utf-8")):
                broken.append(f"{page.name}: {target}")
    assert not [found for found in broken if not found.startswith("404.html")]


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        assert not LOADED.search(page.read_text(encoding="utf-8")), page.name


def test_in_a_browser_it_asks_its_own_host_alone_and_finds_words(address: str) -> None:
    asked: list[str] = []
    with chromium() as browser:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(f"{address}/tutorial.html", wait_until="networkidle")
        field = page.get_by_role("combobox", name="Search")
        for _ in range(60):
            page.keyboard.press("/")  # lost on a page that is still starting
            page.wait_for_timeout(1000)
            if field.is_visible():
                break
        field.fill("independence")
        page.get_by_text("How independence is decided").first.wait_for(timeout=60_000)
    assert [what for what in asked if not what.startswith(address)] == []
