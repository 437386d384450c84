"""A small workspace opened in the browser's stead: what the tests of the web pages share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import store_desk
from invented import reading
from starlette.testclient import TestClient

from reportedly import following, readers, workspace
from reportedly.records import Reading, digest
from reportedly.web.app import make_app
from reportedly.web.desk import Desk

BASE = "http://127.0.0.1:8642"
OURS = {"Origin": BASE}  # what a browser says of a form of our own pages
WHO = "Ilka Dorn"
Pages = tuple[TestClient, Desk]


@contextmanager
def quick_home(folder: Path) -> Iterator[None]:
    """A home of its own, and the quick reader in the place of the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORTEDLY_HOME", str(folder / "home"))
        patch.setattr(readers, "reader_of", readers.reader_of)
        store_desk.quick()
        yield


def fill(folder: Path, reports: int, more: tuple[Reading, ...] = ()) -> None:
    """Makes a workspace of so many quick reports, one read by hand, and some more."""
    store_desk.write_reports(folder / "in", reports)
    with workspace.make_store(folder / "desk") as store:
        home = workspace.open_workspace()
        for _ in home.add(store, home.plan([str(folder / "in")], workspace.Given(language="en"))):
            pass
        for found in (reading(), *more):
            store.add(found)
        home.relink(store)
        following.save(store, "Markets", "market", "Bo Hale")


def unlike(found: Reading, text: str) -> Reading:
    """The reading under an id of its own."""
    return replace(found, report=replace(found.report, id=digest(text)))


@contextmanager
def opened(folder: Path) -> Iterator[tuple[TestClient, Desk]]:
    """The pages of a workspace, and the desk behind them."""
    with Desk.open(folder / "desk") as desk:
        client = TestClient(make_app(desk), base_url=BASE, follow_redirects=False, raise_server_exceptions=False)
        yield client, desk


def first_claim(desk: Desk) -> str:
    """The id of a claim of the quick reports."""
    for found in desk.store.readings():
        for claim in found.claims:
            if "market number" in claim.text:
                return claim.id
    raise AssertionError("the workspace holds no quick report")
