"""What a server costs that many use: pages, a crowd of readers and writers, what a thousand requests leave behind.

The server is `reportedly serve`, a process of its own on loopback, with the dev reports replayed in its workspace. Its
processor time is that of its own clock, so it holds all threads, and with SQLite the database; that of a PostgreSQL
server comes on top. Every address is asked once before it counts, and counts once. A faulty answer ends the benchmark.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import quote, urlencode, urlsplit

from lxml import html
from sqlalchemy import func, select

from benchmarks.adapters.desk import QUERIES, REPORTS
from benchmarks.adapters.incidents import read
from benchmarks.adapters.network import apart, fill
from benchmarks.workbench import Metrics, Workbench
from reportedly import deciding, following
from reportedly.store.archive import Store
from reportedly.store.history import DECIDE
from reportedly.store.tables import blobs, changes, claims, reports, sources, versions
from reportedly.workspace import open_store
from tests import postgres_server

ONES = 100  # different incidents, reports, claims and bodies
LARGEST = 10  # incidents of the most reports, and reports of the longest texts
READERS, WRITERS, SECONDS = 20, 2, 60
REQUESTS = 1_000  # whose leavings are looked at
PATIENCE = 120  # seconds for an answer
BODIES = ("agency", "media", "monitor", "ngo")  # what always has a page of its own
Paths = Mapping[str, list[str]]


def on_sqlite(bench: Workbench) -> Metrics:
    """A workspace in a file."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        return used(bench, Path(folder))


def on_postgres(bench: Workbench) -> Metrics:
    """A workspace on a PostgreSQL server that runs as long as this; nothing where none can be started."""
    if why := postgres_server.missing():
        sys.stderr.write(f"(serving_postgres: not measured, {why})\n")
        return {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=bench.folder)))
        stack.enter_context(postgres_server.founding(stack.enter_context(postgres_server.running())))(folder)
        return used(bench, folder)


def used(bench: Workbench, folder: Path) -> Metrics:
    """CPU of each page at the middle and at the 95th percentile, what a crowd is answered, and what requests leave."""
    fill(folder, islice(apart(read(bench)), REPORTS))
    with open_store(folder) as store:
        following.save(store, "Hospitals", "hospital", "Bo Hale")
        paths, out = addresses(store), {"claims": float(store.size().claims)}
    with serving(folder) as server:
        out |= paged(server, paths) | crowded(server, paths, SECONDS) | left_behind(server, paths)
        judged = server.judged
    with open_store(folder) as store:
        kept_once(store, judged)
    return out


def addresses(store: Store) -> Paths:
    """What is asked, by the kind of page."""
    with store.reads() as connection:

        def some(column: object, *narrowed: object) -> list[str]:
            asked = select(column).where(*narrowed).distinct().order_by(column)  # type: ignore[call-overload]
            return spread([str(key) for key in connection.scalars(asked)])

        reporting, claiming = some(reports.c.key), some(claims.c.key)
        bodies = some(sources.c.name, sources.c.type.in_(BODIES), sources.c.unnamed.is_(None))
        outlets = some(reports.c.outlet, reports.c.outlet.is_not(None))
        by_length = select(reports.c.key).join(versions).join(blobs, blobs.c.hash == versions.c.text)
        longest = connection.scalars(by_length.order_by(blobs.c.size.desc(), reports.c.key).limit(LARGEST)).all()
    found = [one.id for one in store.incidents()]  # those of most reports first
    queries = QUERIES.read_text(encoding="utf-8").splitlines()
    views = ["", "?view=shared", "?view=disputed", "?view=latest", "?country=SY", "?page=9", "?when=2016-07"]
    return {
        "search": [f"/search?{urlencode({'q': query})}" for query in queries],
        "incident": [f"/incident/{one}" for one in spread(found)],
        "largest incident": [f"/incident/{one}" for one in found[:LARGEST]],
        "report": [f"/report/{quote(one)}" for one in reporting],
        "longest report": [f"/report/{quote(one)}" for one in longest],
        "incidents": [f"/incidents{view}" for view in views],
        "claim": [f"/claim/{one}" for one in claiming],
        "source": [f"/source?{urlencode({'name': one})}" for one in bodies],
        "outlet": [f"/outlet?{urlencode({'name': one})}" for one in outlets],
        "queue": ["/queue?q=hospital", "/queue?q=killed"],
        "others": ["/saved", "/saved/1", "/decisions", "/checks", "/help", "/feed/claims?q=hospital"],
        "api": ["/api/v1/claims?q=hospital", "/api/v1/incidents", "/api/v1/facets?q=market"],
    }


def spread(every: list[str]) -> list[str]:
    """So many of them, evenly from first to last."""
    return every[:: max(1, len(every) // ONES)][:ONES]


@dataclass
class Serving:
    """A server that runs; `judged` are the claims of the judgements that it took."""

    base: str
    pid: int
    judged: list[str] = field(default_factory=list)

    def seconds(self) -> float:
        """Its processor time so far: that of the clock which Linux has for each process (`clock_getcpuclockid`)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def handles(self) -> int:
        """How many files and connections it has open."""
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def megabytes(self) -> float:
        """The memory it holds."""
        told = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        assert told
        return int(told[1]) / 1024


@contextmanager
def serving(folder: Path) -> Iterator[Serving]:
    """The server of a workspace, ended as a person ends it. Raises RuntimeError where it says anything or ends badly."""
    command = [sys.executable, "-m", "reportedly", "serve", str(folder), "--port", "0", "--json"]
    own = os.environ | {"REPORTEDLY_HOME": str(folder / "home")}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=own) as run,
    ):
        try:
            assert run.stdout
            yield Serving(json.loads(run.stdout.readline())["address"], run.pid)
            run.send_signal(signal.SIGINT)
            status = run.wait(30)
        finally:
            run.kill()
    if (said := (folder / "log").read_text(encoding="utf-8")) or status:
        raise RuntimeError(f"the server ended with {status} and said: {said[-2000:]}")


class Person:
    """Somebody with a browser."""

    def __init__(self, server: Serving, name: str) -> None:
        self._server, self._told = server, {"Cookie": f"person={quote(name)}", "Sec-Fetch-Site": "same-origin"}
        self._line = HTTPConnection(urlsplit(server.base).netloc, timeout=PATIENCE)
        self.waited: list[float] = []  # seconds, for each answer

    def asks(self, path: str, form: Mapping[str, str] | None = None) -> str:
        """The page at an address, or whither a form leads. Raises RuntimeError for any other answer."""
        method, body = ("GET", None) if form is None else ("POST", urlencode(form))
        more = {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
        started = time.perf_counter()
        try:
            self._line.request(method, path, body, self._told | more)
            answer = self._line.getresponse()
            page = answer.read().decode("utf-8")
        except (OSError, HTTPException) as error:
            raise RuntimeError(f"{method} {path}: no answer ({error!r})") from error
        self.waited.append(time.perf_counter() - started)
        if answer.status != (200 if form is None else 303):
            raise RuntimeError(f"{method} {path}: answered {answer.status}, {page[-2000:]}")
        return page if form is None else answer.headers["Location"]

    def judges(self) -> None:
        """Judges the claim of the queue whose turn it is."""
        page = html.fromstring(self.asks("/queue?q=killed"))
        form = next(one for one in page.forms if one.action == "/queue" and one.method == "POST")
        told = dict(form.form_values())
        self.asks("/queue", told | {"verb": "accept"})
        self._server.judged.append(told["claim"])


def paged(server: Serving, paths: Paths) -> Metrics:
    """What pages cost, one after the other, in milliseconds."""
    out: Metrics = {}
    person = Person(server, "Ilka Dorn")
    for kind, asked in paths.items():
        costs = []
        for path in asked:
            person.asks(path)
            started = server.seconds()
            person.asks(path)
            costs.append(1000 * (server.seconds() - started))
        out |= {f"{kind} ms": median(costs), f"{kind} ms_p95": quantiles(costs, n=20, method="inclusive")[-1]}
    return out


def left_behind(server: Serving, paths: Paths) -> Metrics:
    """What a thousand requests of all kinds leave in the server, once a crowd has asked for every page."""
    chance, every = Random(1), [path for asked in paths.values() for path in asked]
    person = Person(server, "Ilka Dorn")
    person.asks("/help")
    handles, megabytes = server.handles(), server.megabytes()
    for _ in range(REQUESTS):
        person.asks(chance.choice(every))
    return {"handles left": float(server.handles() - handles), "MB left": server.megabytes() - megabytes}


def crowded(server: Serving, paths: Paths, seconds: float) -> Metrics:
    """What a crowd is answered that asks for one page after the other, without a pause: more than people would."""
    kinds, end = [asked for asked in paths.values() if asked], time.monotonic() + seconds

    def reads(number: int) -> list[float]:
        chance, person = Random(number), Person(server, f"Reader {number}")
        while time.monotonic() < end:
            person.asks(chance.choice(chance.choice(kinds)))
        return person.waited

    def writes(number: int) -> list[float]:
        person = Person(server, f"Writer {number}")
        while time.monotonic() < end:
            person.judges()
        return person.waited

    began, started = time.perf_counter(), server.seconds()
    with ThreadPoolExecutor(READERS + WRITERS) as crowd:
        people = [crowd.submit(reads, number) for number in range(READERS)]
        people += [crowd.submit(writes, number) for number in range(WRITERS)]
        waited = [seconds for person in people for seconds in person.result()]
    spent, took = server.seconds() - started, time.perf_counter() - began
    return {
        "requests a second": len(waited) / took, "CPU ms a request": 1000 * spent / len(waited),
        "waiting ms": 1000 * median(waited), "waiting ms_p95": 1000 * quantiles(waited, n=20)[-1],
        "judgements": float(len(server.judged)),
    }  # fmt: skip


def kept_once(store: Store, judged: list[str]) -> None:
    """Raises RuntimeError unless each judgement that was answered is kept once, with one row in the history, in a whole store."""
    made = deciding.decisions(store)
    kept = Counter(one.target.claim for one in made if one.target)
    with store.reads() as connection:
        noted = connection.scalar(select(func.count()).select_from(changes).where(changes.c.op == DECIDE))
    if kept != Counter(judged) or noted != len(judged):
        raise RuntimeError(f"of {len(judged)} judgements {len(made)} are kept and {noted} stand in the history")
    if faults := store.check():
        raise RuntimeError(f"the store is not whole: {'; '.join(faults[:5])}")
