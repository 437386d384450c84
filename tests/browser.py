"""A Chromium for tests that look at pages; tests that ask for it are skipped, with the reason, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--no-default-browser-check", "--metrics-recording-only",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser; skips the test when Chromium or Playwright is not installed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here: `apt-get install chromium` brings it")
    sync = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: it is in the dev extra")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Watched:
    """A page, and everything it did that a page of ours never does: dialogs, console messages, errors, requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.did: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", lambda message: self.did.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.did.append(f"error: {error}"))
        page.on("popup", lambda popup: self.did.append(f"popup: {popup.url}"))

    def open(self, path: Path) -> None:
        """Open a file and note whatever else it asks for."""
        address = path.as_uri()
        watch = lambda request: request.url == address or self.did.append(f"request: {request.url}")  # noqa: E731
        self.page.on("request", watch)
        self.page.goto(address)
        self.page.remove_listener("request", watch)

    def _dialog(self, dialog: object) -> None:
        self.did.append("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]
