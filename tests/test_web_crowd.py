"""Many people at once on a server of its own: whoever reads and whoever writes gets an answer, and nothing is lost."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient
from web_desk import BASE, fill, opened, quick_home
from web_server import address_of, answering, free_port

from reportedly import deciding, tokens
from reportedly.decision import Verb
from reportedly.web import networks
from reportedly.web.app import make_app
from reportedly.web.desk import Desk

READERS, EACH = 20, 12
JUDGED = 12
Answer = tuple[int, str]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with quick_home(tmp_path):
        fill(tmp_path, 40)
        with opened(tmp_path) as (_, found):
            yield found


class Person:
    """Somebody with a browser."""

    def __init__(self, base: str, name: str) -> None:
        self._base, self._name = base, name
        self._line = http.client.HTTPConnection(urlsplit(base).netloc, timeout=120)

    def asks(self, path: str, form: dict[str, str] | None = None, **more: str) -> Answer:
        """What is answered to an address, or to a form."""
        told = {"Cookie": f"person={quote(self._name)}", "Sec-Fetch-Site": "same-origin", "Origin": self._base} | more
        body = None if form is None else urlencode(form)
        told |= {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
        self._line.request("GET" if form is None else "POST", quote(path, safe="/?=&:%"), body, told)
        answer = self._line.getresponse()
        return answer.status, answer.read().decode()

    def judges(self) -> Answer:
        """Goes through the queue: the claim whose turn it is."""
        _, page = self.asks("/queue?q=market")
        form = next(one for one in html.fromstring(page).forms if one.action == "/queue" and one.method == "POST")
        return self.asks("/queue", dict(form.form_values()) | {"verb": "accept"})


def test_twenty_readers_and_two_writers_meet_no_error_and_nothing_is_lost(desk: Desk) -> None:
    found = list(desk.store.readings())[:4]
    paths = ["/incidents", "/search?q=market", "/search?q=killed:>=1", "/decisions", "/saved/1", "/network", "/checks"]
    paths += ["/feed/claims?q=market", "/api/v1/claims?q=market", "/api/v1/incidents", "/api/v1/facets?q="]
    paths += [f"/report/{one.report.id}" for one in found] + [f"/claim/{one.claims[0].id}" for one in found]
    paths += [f"/incident/{one.id}" for one in desk.incidents()[:4]]
    with free_port() as door, answering(make_app(desk), door), ThreadPoolExecutor(READERS + 2) as crowd:
        base = address_of(door)

        def reads(number: int) -> list[Answer]:
            person = Person(base, f"Reader {number}")
            return [person.asks(paths[(number + 7 * turn) % len(paths)]) for turn in range(EACH)]

        def writes(name: str) -> list[Answer]:
            person = Person(base, name)
            return [person.judges() for _ in range(JUDGED)]

        reading = [crowd.submit(reads, number) for number in range(READERS)]
        writing = [crowd.submit(writes, name) for name in ("Ilka Dorn", "Bo Hale")]
        read = [answer for one in reading for answer in one.result()]
        written = [answer for one in writing for answer in one.result()]
    assert [answer for answer in read if answer[0] != 200] == []
    assert [answer for answer in written if answer[0] != 303] == []
    made = deciding.decisions(desk.store)
    assert len(made) == 2 * JUDGED == len({one.target.claim for one in made if one.target})
    assert {one.verb for one in made} == {Verb.ACCEPT} and desk.store.check() == []


def test_of_many_programs_that_decide_on_one_claim_each_is_told_what_became_of_it(desk: Desk) -> None:
    claim = next(one.claims[0].id for one in desk.store.readings() if "market" in one.claims[0].text)
    token = tokens.make(desk.store, "Ilka Dorn", "coder")[0]
    client = TestClient(make_app(desk), base_url=BASE)
    mark = client.get(f"/api/v1/claims/{claim}").headers["etag"]
    body = json.dumps({"verb": "accept", "claims": [claim]})
    told = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "If-Match": mark}
    with ThreadPoolExecutor(8) as crowd:
        sent = [crowd.submit(client.post, "/api/v1/decisions", content=body, headers=told) for _ in range(8)]
        answers = sorted(one.result().status_code for one in sent)
    assert answers == [201] + [412] * 7 and len(deciding.decisions(desk.store)) == 1


def test_who_waits_for_a_network_leaves_threads_to_everybody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks, "WAITING", 0)
    with quick_home(tmp_path):
        fill(tmp_path, 6)
        with opened(tmp_path) as (client, desk):
            with desk.networks.turns.turn():
                late = client.get("/network")
                assert late.status_code == 429 and "Networks are being made" in late.text
                assert client.get("/search").status_code == 200
            assert client.get("/network").status_code == 200
