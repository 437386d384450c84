"""Many people at once on a server of its own: whoever reads and whoever writes gets an answer, and nothing is lost."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import BinaryIO
from urllib.parse import quote, urlencode, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient
from web_desk import BASE, fill, opened, quick_home
from web_server import address_of, answering, free_port

from reportedly import deciding, tokens
from reportedly.decision import Verb
from reportedly.store.archive import Store
from reportedly.web import networks
from reportedly.web.app import make_app
from reportedly.web.desk import EXPORTING, Desk
from reportedly.web.pages import export
from reportedly.web.turns import Turns

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


def large(chosen: object, store: Store, wanted: object, out: BinaryIO) -> None:
    """Writes more than lies between a server and somebody who does not read, while the store is looked at."""
    with store.reads():
        for _ in range(16):
            out.write(b"claim\n" * 200_000)


def test_who_reads_exports_slowly_keeps_neither_the_store_nor_the_pages_from_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_write", large)
    monkeypatch.setattr(desk, "exports", Turns(4, 20, "", 60))
    with free_port() as door, answering(make_app(desk), door), ExitStack() as lines:
        host, port = door.getsockname()
        for _ in range(20):  # more than a store has connections
            line = lines.enter_context(socket.create_connection((host, port)))
            line.sendall(f"GET /export?format=csv HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            assert line.recv(12) == b"HTTP/1.1 200"
        waited_for(lambda: not writing())
        assert [Person(address_of(door), "Ilka Dorn").asks("/search")[0] for _ in range(3)] == [200] * 3


def test_who_leaves_an_export_ends_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def endless(chosen: object, store: object, wanted: object, out: BinaryIO) -> None:
        while True:
            out.write(b"claim\n" * 20_000)
            time.sleep(0.005)

    monkeypatch.setattr(export, "_write", endless)
    with free_port() as door, answering(make_app(desk), door):
        host, port = door.getsockname()
        with socket.create_connection((host, port)) as line:
            line.sendall(f"GET /export?format=csv HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            assert line.recv(12) == b"HTTP/1.1 200" and writing()
        waited_for(lambda: not writing())
    assert caplog.records == []


def test_of_many_exports_few_are_made_at_once(desk: Desk) -> None:
    client = TestClient(make_app(desk), base_url=BASE)
    desk.exports = Turns(1, 0, EXPORTING, 0)
    with desk.exports.turn():
        late = client.get("/export?format=csv")
        assert late.status_code == 429 and "Files are being made" in late.text
    assert [client.get(f"/export?format={name}").status_code for name in ("nonsense", "csv", "csv")] == [400, 200, 200]


def writing() -> list[Thread]:
    """The exports that are being made."""
    return [one for one in threading.enumerate() if one.name == "export"]


def waited_for(done: Callable[[], object]) -> None:
    """Waits until something holds, for a minute at most."""
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
