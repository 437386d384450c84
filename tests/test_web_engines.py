"""The pages of a workspace whose database is on a server: every one answers, and what is decided there is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import Server, founding
from test_web import EVERY, address_of
from web_desk import OURS, WHO, Pages, fill, first_claim, opened, quick_home

from reportedly import deciding


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "desk").mkdir()
    with founding(server) as found, quick_home(folder):
        found(folder / "desk")
        fill(folder, 20)
        with opened(folder) as pages:
            yield pages


def test_every_page_answers_from_a_server(served: Pages) -> None:
    client, desk = served
    paths = [address_of(route, desk) for route in EVERY if route.method == "GET"]
    more = ["/search?q=market", "/search?q=killed:>=1&map=yes", "/incidents?view=disputed", "/queue?q=needs:2"]
    answers = {path: client.get(path).status_code for path in [*paths, *more]}
    assert {path: status for path, status in answers.items() if status not in (200, 303)} == {}


def test_a_claim_is_judged_on_a_server(served: Pages) -> None:
    client, desk = served
    claim = first_claim(desk)
    form = {"verb": "accept", "who": WHO}
    assert client.post(f"/claim/{claim}/judge", data=form, headers=OURS).status_code == 303
    judged = {one.target.claim: one.verb.value for one in deciding.decisions(desk.store) if one.target}
    assert judged == {claim: "accept"}
    assert WHO in client.get(f"/claim/{claim}").text


def test_the_folder_names_the_database_alone(served: Pages, tmp_path: Path) -> None:
    _, desk = served
    assert not list(desk.folder.glob("*.sqlite*"))
