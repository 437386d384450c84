"""Saved searches and alerts: what came in is found once, told once, and forgotten with its report; nothing is lost or sent twice."""

from __future__ import annotations

import json
import os
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpcore2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hostile_readings import ATTEMPTS, hostile
from hostile_texts import PAYLOADS
from invented import reading
from postgres_server import Found
from store_desk import QuickReader, text_of

from reportedly import deciding, following
from reportedly.alerts.message import Message, as_text, subject
from reportedly.alerts.sending import Sender
from reportedly.alerts.signing import HEADER, verify
from reportedly.decision import Verb
from reportedly.following import FollowingError
from reportedly.intake.post import Post, PostError
from reportedly.intake.text import report_from_text
from reportedly.records import By, Reading, digest
from reportedly.search.news import news
from reportedly.search.page import hits_of
from reportedly.store import deliveries, saved
from reportedly.store.archive import Store
from reportedly.store.settings import MailServer, Security
from reportedly.visible import visible
from reportedly.workspace import Given, QueryError, open_workspace

WHO, OTHER = "Ilka Dorn", "Bo Hale"
HOOK = "http://hooks.example.org/desk"
NOON = 1_900_000_000


@pytest.fixture
def folder(tmp_path: Path, founded: Found) -> Path:
    return founded(tmp_path)


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.make(folder) as made:
        yield made


def report(number: int, text: str | None = None) -> Reading:
    """A quick reading of an invented report."""
    given = Given(outlet="Corriden Daily", date="2031-05-04", language="en")
    return QuickReader().read(report_from_text(text or text_of(number), f"r{number}.txt", given))


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = float(NOON)

    def __call__(self) -> float:
        return self.now


@dataclass
class Box:
    """What was posted, in the place of the network; it fails as often as it is told to."""

    got: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)
    fails: list[PostError] = field(default_factory=list)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.got.append((url, body, headers))

    @property
    def quotes(self) -> list[list[str]]:
        return [[claim["quote"] for claim in json.loads(body)["claims"]] for _, body, _ in self.got]


def test_what_comes_in_is_new_until_a_person_has_looked(store: Store) -> None:
    store.add(report(0))
    market = following.save(store, "Markets", "market", WHO)
    following.save(store, "Denials", "certainty:denied", WHO)
    assert (market.found, market.new) == (0, 0)
    store.add(report(3))
    store.add(report(6))
    assert following.ask(store) == 2 and following.ask(store) == 0
    assert [(one.name, one.found, one.new) for one in following.saved_searches(store, WHO)] == [
        ("Denials", 0, 0), ("Markets", 2, 2),
    ]  # fmt: skip
    shown = following.new_in(store, market, WHO)
    assert shown.total == 2 and "market number 2" in shown.hits[0].quote
    store.add(report(9))
    following.ask(store)
    following.look(store, market, WHO, shown.upto)
    assert [hit.quote[:12] for hit in following.new_in(store, market, WHO).hits] == ["13 people we"]
    assert following.find_saved(store, "Markets", OTHER).new == 3


def test_reading_again_and_correcting_are_no_news_and_a_new_paragraph_is(store: Store) -> None:
    market = following.save(store, "Markets", "market", WHO)
    first = report(0)
    store.add(first)
    assert following.ask(store) == 1
    store.add(replace(first, by=By("quick@2", None, "invented")))
    deciding.judge(store, Verb.ACCEPT, [first.claims[0].id], WHO)
    assert following.ask(store) == 0
    longer = report(0, text_of(0) + "\nMore was not known.\n")
    store.add(replace(longer, report=replace(longer.report, id=first.report.id)))
    assert following.ask(store) == 0, "the same words of the same report are told once"
    assert following.find_saved(store, "Markets", WHO).new == 1, "and they are not lost where the report changes"
    following.look(store, market, WHO, following.new_in(store, market, WHO).upto)
    more = replace(first.claims[0], id="another", text="Two market halls fell in Osprey.")
    store.add(replace(first, report=replace(longer.report, id=first.report.id, version="sha256:more"), claims=(more,)))
    assert following.ask(store) == 1
    assert following.find_saved(store, "Markets", WHO).new == 1


def test_a_report_that_is_read_anew_while_a_search_is_asked_is_still_found(store: Store) -> None:
    following.save(store, "Markets", "market", WHO)
    first = report(0)
    store.add(first)
    with store.reads() as connection:
        answers = news(connection)
    claim = replace(first.claims[0], id="of the new version")
    store.add(replace(first, report=replace(first.report, version="sha256:new"), claims=(claim,)))
    with store.writes() as connection:
        assert saved.keep_answers(connection, answers, 0) == 1
    following.ask(store)
    assert following.find_saved(store, "Markets", WHO).found == 1


def test_what_arrived_is_not_sent_again_with_what_failed_before(store: Store) -> None:
    hooked(store)
    box, clock = Box(fails=[PostError("it is gone", final=True)]), Clock()
    sender = Sender(post=box, clock=clock)
    for number in (0, 3):
        store.add(report(number))
        following.work(store, sender, clock)
    (failed,) = (one for one in following.sendings(store) if one.state == "failed")
    following.try_again(store, failed.id, clock)
    store.add(report(6))
    following.work(store, sender, clock)
    told = [quote for quotes in box.quotes for quote in quotes]
    assert len(told) == len(set(told)) == 3


def test_an_alert_is_ended_by_its_own_search_alone(store: Store) -> None:
    one, other = (following.save(store, name, "market", WHO) for name in ("Markets", "Halls"))
    number, _ = following.add_webhook(store, other, "https://hooks.example/a", WHO)
    with pytest.raises(FollowingError, match="Markets has no alert"):
        following.remove_alert(store, one, number, WHO)
    following.remove_alert(store, other, number, WHO)
    assert following.alerts_of(store) == []


@pytest.mark.parametrize(
    ("error", "said", "final"),
    [
        (smtplib.SMTPRecipientsRefused({"d@n.example": (550, b"no such user")}), "answered 550 no such user", True),
        (smtplib.SMTPRecipientsRefused({"d@n.example": (450, b"try later")}), "answered 450 try later", False),
        (UnicodeEncodeError("ascii", "ä", 0, 1, "ordinal not in range"), "can only hold ASCII letters", False),
    ],
)
def test_a_mail_that_cannot_be_sent_says_why(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str, final: bool
) -> None:
    class Refusing:
        def __init__(self, *_: object, **__: object) -> None: ...

        def __enter__(self) -> Refusing:
            return self

        def __exit__(self, *_: object) -> None: ...

        def connect(self, *_: object) -> None: ...

        def send_message(self, _: object) -> None:
            raise error

    monkeypatch.setattr(smtplib, "SMTP", Refusing)
    search = following.save(store, "Markets", "market", WHO)
    following.add_mail(store, search, "d@n.example", "now", WHO)
    store.add(report(0))
    mail = MailServer("mail.example", 25, Security.NONE, "", "desk@n.example")
    assert following.work(store, Sender(mail=mail), Clock()).failed == 1
    (one,) = following.sendings(store)
    assert said in (one.reason or "") and (one.state == "failed") is final


def test_a_mail_server_that_says_a_little_for_ever_is_left(store: Store) -> None:
    ended = threading.Event()

    def drip(door: socket.socket) -> None:
        heard, _ = door.accept()
        with heard, suppress(OSError):
            while not ended.wait(0.05):
                heard.sendall(b"2")

    search = following.save(store, "Markets", "market", WHO)
    following.add_mail(store, search, "d@n.example", "now", WHO)
    store.add(report(0))
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=drip, args=(door,), daemon=True).start()
        mail = MailServer("127.0.0.1", door.getsockname()[1], Security.NONE, "", "desk@n.example")
        worked = threading.Thread(
            target=following.work, args=(store, Sender(mail=mail, seconds=0.5), Clock()), daemon=True
        )
        worked.start()
        worked.join(20)
        left = not worked.is_alive()
        ended.set()
        worked.join(20)
    assert left
    (one,) = following.sendings(store)
    assert one.state == "waiting" and "the mail server took more than 0 s" in (one.reason or "")


def certificate(folder: Path) -> Path:
    """A certificate that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begins = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, begins, begins + timedelta(days=9))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return file


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_no_mail_goes_to_a_server_whose_certificate_nobody_vouches_for(
    store: Store, tmp_path: Path, security: Security
) -> None:
    safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    safe.load_cert_chain(certificate(tmp_path))

    def answer(door: socket.socket) -> None:
        heard, _ = door.accept()
        with heard, suppress(OSError):
            if security is Security.STARTTLS:
                heard.sendall(b"220 here\r\n")
                heard.recv(99)
                heard.sendall(b"250-here\r\n250 STARTTLS\r\n")
                heard.recv(99)
                heard.sendall(b"220 go on\r\n")
            safe.wrap_socket(heard, server_side=True).close()

    search = following.save(store, "Markets", "market", WHO)
    following.add_mail(store, search, "d@n.example", "now", WHO)
    store.add(report(0))
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=answer, args=(door,), daemon=True).start()
        mail = MailServer("localhost", door.getsockname()[1], security, "", "desk@n.example")
        assert following.work(store, Sender(mail=mail), Clock()).failed == 1
    assert "certificate verify failed" in (following.sendings(store)[0].reason or "")


def test_a_search_for_origins_is_asked_once_the_incidents_are_made(store: Store) -> None:
    following.save(store, "Two origins", "origins:>=1", WHO)
    store.add(report(0))
    assert following.ask(store) == 0
    open_workspace().relink(store)
    assert following.ask(store) == 1


def test_much_that_comes_in_is_asked_for_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.search.news.MOST", 2)
    following.save(store, "Markets", "market", WHO)
    for number in range(7):
        store.add(report(number))
    assert following.ask(store) == 7


def test_a_name_is_taken_once_and_a_query_must_be_understood(store: Store) -> None:
    following.save(store, "Markets", "market", WHO)
    with pytest.raises(FollowingError, match="saved as 'Markets' already"):
        following.save(store, "Markets", "bazaar", WHO)
    with pytest.raises(QueryError):
        following.save(store, "Odd", "sourc:x", WHO)
    with pytest.raises(FollowingError, match="no search is saved as 'Fires'"):
        following.find_saved(store, "Fires")


def test_a_search_that_can_be_asked_no_longer_says_why_and_stops_no_other(store: Store) -> None:
    following.save(store, "Markets", "market", WHO)
    following.save(store, "Odd", "fire", WHO)
    with store.writes() as connection:
        connection.exec_driver_sql("UPDATE searches SET query = 'sourc:x' WHERE name = 'Odd'")
    store.add(report(0))
    assert following.ask(store) == 1
    assert "did you mean `source:`" in (following.find_saved(store, "Odd").fault or "")
    assert following.find_saved(store, "Markets").fault is None


def test_of_what_arrived_the_latest_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "KEPT", 2)
    hooked(store)
    box = Box()
    for number in (0, 3, 6, 9):
        store.add(report(number))
        following.work(store, Sender(post=box))
    assert len(box.got) == 4 and [one.id for one in following.sendings(store)] == [4, 3]


def hooked(store: Store, query: str = "market") -> str:
    """A saved search with a webhook; the secret."""
    search = following.save(store, "Markets", query, WHO)
    return following.add_webhook(store, search, HOOK, WHO)[1]


def test_an_alert_is_sent_once_and_signed(store: Store) -> None:
    secret, box, clock = hooked(store), Box(), Clock()
    store.add(report(0))
    sender = Sender(post=box, clock=clock)
    assert following.work(store, sender, clock) == following.WorkDone(1, 1, 0)
    assert following.work(store, sender, clock) == following.WorkDone(0, 0, 0)
    ((url, body, headers),) = box.got
    said = json.loads(body)
    assert url == HOOK and said["search"] == {"name": "Markets", "query": "market"} and said["total"] == 1
    assert said["claims"][0]["chain"] == ["Tesk Valley Watch"] and said["claims"][0]["outlet"] == "Corriden Daily"
    assert verify(secret, body, headers[HEADER], NOON)
    assert not verify("another", body, headers[HEADER], NOON)
    assert not verify(secret, body + b" ", headers[HEADER], NOON)
    assert not verify(secret, body, headers[HEADER], NOON + 3_600), "an old message may be one that is sent again"
    assert not verify(secret, body, "t=1900000000,v1=nothing", NOON)
    assert secret.encode() not in body and secret not in str(headers)


def test_what_fails_is_tried_later_and_stays_with_its_reason(store: Store) -> None:
    hooked(store)
    store.add(report(0))
    many = len(deliveries.WAITS)
    box, clock = Box(fails=[PostError("it answered 503")] * many), Clock()
    sender = Sender(post=box, clock=clock)
    assert following.work(store, sender, clock).failed == 1
    assert following.work(store, sender, clock) == following.WorkDone(0, 0, 0), "it is not due yet"
    for wait in deliveries.WAITS:
        clock.now += wait + 1
        following.work(store, sender, clock)
    (found,) = following.sendings(store)
    assert (found.state, found.tries, found.reason) == ("failed", many, "it answered 503")
    assert found.search == "Markets" and box.got == []
    following.try_again(store, found.id, clock)
    assert following.work(store, sender, clock).sent == 1
    assert following.sendings(store)[0].state == "sent"
    with pytest.raises(FollowingError, match="has failed here"):
        following.try_again(store, found.id)


def test_a_forgotten_report_leaves_counts_and_whatever_was_not_sent(store: Store) -> None:
    hooked(store)
    for number in (0, 3):
        store.add(report(number))
    following.ask(store)
    store.forget(report(0).report.id)
    box = Box()
    following.work(store, Sender(post=box))
    assert [quote[0][:9] for quote in box.quotes] == ["11 people"] and len(box.quotes[0]) == 1
    assert following.find_saved(store, "Markets", WHO).found == 1
    store.add(report(6))
    following.ask(store)
    store.forget(report(6).report.id)
    assert following.work(store, Sender(post=box)) == following.WorkDone(0, 0, 0) and len(box.got) == 1
    last, before = following.sendings(store)
    assert (last.state, last.reason) == ("not_sent", "none of the claims that it was to tell of is here any more")
    assert (before.state, before.reason) == ("sent", None)
    with store.reads() as connection:
        assert report(6).report.id not in str(connection.exec_driver_sql("SELECT * FROM finds").all())


def test_two_workers_send_nothing_twice_and_none_is_lost_with_one_that_ends(store: Store, folder: Path) -> None:
    hooked(store)
    store.add(report(0))
    clock, box = Clock(), Box()
    following.ask(store, clock)
    with store.writes() as connection:
        job = deliveries.take(connection, "one that will end", NOON)
    assert job is not None
    with Store.open(folder) as second:
        sender = Sender(post=box, clock=clock)
        assert following.work(second, sender, clock) == following.WorkDone(0, 0, 0)
        clock.now += deliveries.LEASE
        assert following.work(second, sender, clock).sent == 1
        with store.writes() as connection:
            assert not deliveries.sent(connection, job), "whoever comes too late says nothing of it"
    assert len(box.got) == 1


def test_workers_side_by_side_share_what_is_due(store: Store, folder: Path) -> None:
    for number in range(8):
        search = following.save(store, f"Search {number}", "market", WHO)
        following.add_webhook(store, search, HOOK, WHO)
    store.add(report(0))
    boxes = [Box() for _ in range(3)]

    def run(box: Box) -> None:
        with Store.open(folder) as own:
            following.work(own, Sender(post=box))

    threads = [Thread(target=run, args=(box,)) for box in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = [json.loads(body)["search"]["name"] for box in boxes for _, body, _ in box.got]
    assert sorted(names) == [f"Search {number}" for number in range(8)]
    assert following.find_saved(store, "Search 0", WHO).found == 1


def test_a_worker_that_always_ends_while_it_sends_does_not_go_on_for_ever(store: Store) -> None:
    hooked(store)
    store.add(report(0))
    following.ask(store, Clock())
    moment = NOON
    for _ in deliveries.WAITS:
        with store.writes() as connection:
            assert deliveries.take(connection, "one that ends", moment)
        moment += deliveries.LEASE
    with store.writes() as connection:
        assert deliveries.take(connection, "the next", moment) is None
    (found,) = following.sendings(store)
    assert found.state == "failed" and found.reason and "ended before" in found.reason


KILLED = """
import os, signal, sys
from pathlib import Path
from reportedly import following
from reportedly.store.archive import Store
from reportedly.alerts.sending import Sender
def gone(url, body, headers):
    os.kill(os.getpid(), signal.SIGKILL)
with Store.open(Path(sys.argv[1])) as store:
    following.work(store, Sender(post=gone), lambda: float(sys.argv[2]))
"""


def test_a_kill_between_commit_and_delivery_loses_nothing(store: Store, folder: Path) -> None:
    hooked(store)
    store.add(report(0))
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(NOON)], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    (waiting,) = following.sendings(store)
    assert (waiting.state, waiting.tries) == ("waiting", 1)
    box, clock = Box(), Clock()
    clock.now += deliveries.LEASE
    assert following.work(store, Sender(post=box, clock=clock), clock).sent == 1
    assert len(box.got) == 1 and store.check() == []


@contextmanager
def receiver(answers: Callable[[str], tuple[int, dict[str, str]]]) -> Iterator[tuple[int, list[Any]]]:
    """A server on loopback that keeps what is posted to it; its port."""
    got: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, dict(self.headers), body))
            status, more = answers(self.path)
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], got
    server.shutdown()
    thread.join()
    server.server_close()


def to_loopback(port: int) -> Post:
    """Posts that reach a server of this test where they go to a public address of one name; the guard stays as it is."""
    names = {"hooks.example.org": ["93.184.216.34"], "inside.example.org": ["10.0.0.7"]}

    def resolve(host: str, _: int) -> Sequence[str]:
        return names[host]

    def connect(address: str, _: int, timeout: float) -> httpcore2.NetworkStream:
        assert address == "93.184.216.34"
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", port, timeout=timeout)

    return Post(resolve, connect, seconds=5)


def test_a_webhook_arrives_over_the_network_and_is_known_by_its_signature(store: Store) -> None:
    secret, clock = hooked(store), Clock()
    store.add(report(0))
    with receiver(lambda path: (204, {})) as (port, got):
        assert following.work(store, Sender(post=to_loopback(port), clock=clock), clock).sent == 1
    ((path, headers, body),) = got
    assert path == "/desk" and headers["Host"] == "hooks.example.org"
    assert (
        headers["Content-Type"] == "application/json" and headers["Reportedly-Delivery"] == json.loads(body)["delivery"]
    )
    assert verify(secret, body, headers[HEADER], NOON)


@pytest.mark.parametrize(
    ("status", "more", "said", "final"),
    [
        (500, {}, "it answered 500", False),
        (302, {"Location": "http://hooks.example.org/two"}, "it answered 302", False),
        (410, {}, "it answered 410", True),
        (307, {"Location": "http://hooks.example.org/desk"}, "more than 3 other addresses", True),
        (
            307,
            {"Location": "http://inside.example.org/desk"},
            "10.0.0.7 is not an address on the public internet",
            True,
        ),
        (308, {"Location": "http://127.0.0.1/desk"}, "127.0.0.1 is not an address on the public internet", True),
        (307, {"Location": "file:///etc/passwd"}, "only http and https", True),
    ],
)
def test_an_answer_that_is_none_is_said(status: int, more: dict[str, str], said: str, final: bool) -> None:
    with receiver(lambda path: (status, more)) as (port, got):
        with pytest.raises(PostError, match=said) as found:
            to_loopback(port)(HOOK, b"{}", {})
        assert found.value.final is final and 1 <= len(got) <= 4


def test_a_private_address_gets_nothing(store: Store) -> None:
    search = following.save(store, "Markets", "market", WHO)
    for inside in ("http://127.0.0.1/x", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/", "http://desk/",
                   "ftp://hooks.example.org/", "http://hooks.example.org:25/", "http://a:b@hooks.example.org/"):  # fmt: skip
        with pytest.raises(FollowingError, match="give the public address"):
            following.add_webhook(store, search, inside, WHO)
    following.add_webhook(store, search, "http://inside.example.org/", WHO)
    store.add(report(0))
    assert following.work(store, Sender(post=to_loopback(1))).failed == 1
    (found,) = following.sendings(store)
    assert found.state == "failed" and "not an address on the public internet" in (found.reason or "")


def test_who_drips_or_is_not_there_costs_a_bounded_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(PostError, match="it took more than 0 s"):
            replace(to_loopback(port), seconds=0.3)(HOOK, b"{}", {})
    with pytest.raises(PostError, match="could not be reached"):
        to_loopback(port)(HOOK, b"{}", {})
    with pytest.raises(PostError, match="larger than 1 MB"):
        to_loopback(port)(HOOK, b"x" * 1_000_001, {})


def test_what_tries_to_act_arrives_as_text(store: Store) -> None:
    search = following.save(store, "Everything", "", WHO)
    following.add_webhook(store, search, HOOK, WHO)
    for text in (*PAYLOADS[:8], *ATTEMPTS):
        found = hostile(text)
        store.add(replace(found, report=replace(found.report, id=digest(text))))
    box = Box()
    assert following.work(store, Sender(post=box)).sent == 1
    assert box.got[0][1].isascii()
    with store.reads() as connection:
        hits = hits_of(connection, [claim["id"] for claim in json.loads(box.got[0][1])["claims"]])
    letter = EmailMessage()
    letter["Subject"] = subject(told := Message("1.1", "Every\u202ething", "", hits, len(hits)))
    letter.set_content(as_text(told))
    body = letter.get_content()
    assert len(hits) > 8 and visible(body) == body
    assert "\u202e" not in str(letter["Subject"])


def test_a_search_that_is_taken_out_takes_its_alerts_along(store: Store) -> None:
    hooked(store)
    store.add(report(0))
    following.ask(store)
    following.remove(store, following.find_saved(store, "Markets"), WHO)
    assert (
        following.saved_searches(store) == [] and following.sendings(store) == [] and following.alerts_of(store) == []
    )
    assert store.check() == [] and not [line for line in store.dump() if "searches" in line]
    following.save(store, "Markets", "market", OTHER)
    assert following.ask(store) == 0


def test_saving_a_search_leaves_the_incidents_as_they_are(store: Store) -> None:
    store.add(reading())
    open_workspace().relink(store)
    hooked(store)
    assert not store.size().stale and store.check() == []


def test_nothing_of_a_secret_is_listed_or_noted(store: Store) -> None:
    secret = hooked(store)
    with store.reads() as connection:
        noted = str(connection.exec_driver_sql("SELECT * FROM changes").all())
    told = [noted, str(following.alerts_of(store)), str(following.saved_searches(store)), *store.dump()]
    assert not any(secret in text for text in told)
