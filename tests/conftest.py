"""What many tests share: how many examples the property tests try, on which engines a store is tried, a workspace in the browser's stead.

Examples: 200, or as many as REPORTEDLY_SOAK says (`make soak`: 10,000). The gate tries the same examples every time, so
that it fails for a change and never by chance; `make soak` looks for new ones. Engines: SQLite, and PostgreSQL where a
server can be started.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import postgres_server
import pytest
from hypothesis import HealthCheck, settings
from postgres_server import Found, Server

if TYPE_CHECKING:
    from web_desk import Pages

examples = int(os.environ.get("REPORTEDLY_SOAK", "200"))
same = "REPORTEDLY_SOAK" not in os.environ
slow = [HealthCheck.too_slow]
settings.register_profile("ci", max_examples=examples, deadline=None, derandomize=same, suppress_health_check=slow)
settings.register_profile("soak", settings.get_profile("ci"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; the tests that ask for it are skipped where none can be started."""
    if missing := postgres_server.missing():
        pytest.skip(missing)
    with ExitStack() as stack:
        try:
            found = stack.enter_context(postgres_server.running())
        except (subprocess.CalledProcessError, OSError) as error:
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield found


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Server | None:
    """Each engine in turn: the server, or none for SQLite."""
    return request.getfixturevalue("server") if request.param == "postgresql" else None


@pytest.fixture
def founded(engine: Server | None) -> Iterator[Found]:
    """Makes a folder one whose workspace lies on the engine; what it holds is gone after the test."""
    with postgres_server.founding(engine) as found:
        yield found


@pytest.fixture(scope="module")
def founded_for_all(engine: Server | None) -> Iterator[Found]:
    """The same for what the tests of a file share."""
    with postgres_server.founding(engine) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a workspace of twelve quick reports, for all tests of a file."""
    from web_desk import fill, quick_home

    made = tmp_path_factory.mktemp("web")
    with quick_home(made):
        fill(made, 12)
        yield made


@pytest.fixture
def pages(folder: Path) -> Iterator[Pages]:
    """The pages of that workspace, and the desk behind them."""
    from web_desk import opened

    with opened(folder) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Pages]:
    """The pages of a workspace that a test may change, and the desk behind them."""
    from web_desk import fill, opened, quick_home

    with quick_home(tmp_path):
        fill(tmp_path, 6)
        with opened(tmp_path) as found:
            yield found
