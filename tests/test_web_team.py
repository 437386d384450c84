"""A workspace that people log in to: who may do what on every route, how they come in and are kept out, what stays secret."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from lxml import html
from sqlalchemy import update
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from test_web import ELSEWHERE, address_of
from web_desk import BASE, OURS, fill, first_claim, quick_home

from reportedly import deciding, following
from reportedly.decision import State, Verb
from reportedly.store import secret
from reportedly.store.attempts import MOST, MOST_OF_ONE
from reportedly.store.people import Person
from reportedly.store.tables import sessions
from reportedly.web import team as teams
from reportedly.web.app import API, make_app, make_team_app
from reportedly.web.assistants import ASSISTANTS
from reportedly.web.browser import browser_of
from reportedly.web.desk import Desk
from reportedly.web.errors import RefusedError
from reportedly.web.passwords import AT_ONCE, WAITING
from reportedly.web.permission import ROLES, Permission
from reportedly.web.routes import ALONE, ROUTES, Route, team_routes
from reportedly.web.team import TeamEntrance
from reportedly.web.turns import PATIENCE
from reportedly.workspace import StoreError, accounts_in_store

TABLE = (*ROUTES, *team_routes(cast(TeamEntrance, None)))
NOBODY, VIEWER, CODER, REVIEWER, OWNER = Permission
NAMES = {VIEWER: "Vera Lund", CODER: "Cass Orme", REVIEWER: "Rhea Tarn", OWNER: "Ilka Dorn"}
PASSWORD = "a heron on the harbour wall"
OUTER = "https://desk.example"


@dataclass
class Served:
    """A workspace for a team, with somebody in each role."""

    desk: Desk
    team: TeamEntrance
    app: FastAPI
    people: dict[Permission, Person]

    def client(self, role: Permission = NOBODY) -> TestClient:
        """A browser in which somebody of this role has just logged in."""
        base = self.team.address if self.team.secure else BASE
        made = TestClient(self.app, base_url=base, follow_redirects=False, raise_server_exceptions=False)
        if role is not NOBODY:
            self.hold(made, self.session(role))
        return made

    def hold(self, client: TestClient, session: str) -> None:
        """Puts the secret of a session into a browser's cookie, as if the server had set it."""
        name = "__Host-session" if self.team.secure else "session"
        client.cookies.set(name, session, domain=client.base_url.host, path="/")

    def session(self, role: Permission) -> str:
        return self.team.accounts.sessions.begin(self.people[role].id, "a browser")


def served(folder: Path, address: str = BASE) -> Iterator[Served]:
    with quick_home(folder):
        fill(folder, 6)
        with Desk.open(folder / "desk") as desk:
            team = TeamEntrance(accounts_in_store(desk.store), address)
            people, hashed = team.accounts.people, team.passwords.hashed(PASSWORD, PASSWORD, "")
            links = {OWNER: people.invite_owner() or ""}
            owner = people.accept(links[OWNER], NAMES[OWNER], hashed)
            links |= {role: people.add(NAMES[role], role.word) for role in ROLES if role is not OWNER}
            found = {role: people.accept(link, "", hashed) for role, link in links.items() if role is not OWNER}
            yield Served(desk, team, make_team_app(desk, team), found | {OWNER: owner})


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for tests that change nothing in it."""
    yield from served(tmp_path_factory.mktemp("team"))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    yield from served(tmp_path)


@pytest.fixture
def outer(tmp_path: Path) -> Iterator[Served]:
    """One that is reached over https."""
    yield from served(tmp_path, OUTER)


def asked(client: TestClient, route: Route, desk: Desk) -> httpx2.Response:
    """What a route answers to a request of our own pages; a form comes empty."""
    address = address_of(route, desk).replace("{link}", "of-nobody")
    return client.request(route.method, address, headers=OURS if route.method != "GET" else {})


def kept_out(answer: httpx2.Response, route: Route) -> bool:
    """Whether somebody was refused because of who they are."""
    if answer.status_code == 303:
        return route.method == "GET" and answer.headers["location"].startswith("/login")
    return answer.status_code in (401, 403) and ("Not for you" in answer.text or "Not logged in" in answer.text)


def state_of(served: Served) -> object:
    """What no refused request may change."""
    people = [
        (person.id, person.role, person.disabled, person.joined) for person in served.team.accounts.people.everyone()
    ]
    return people, served.desk.store.moment(), served.desk.intake.job


@pytest.mark.parametrize("role", Permission, ids=lambda role: role.word)
@pytest.mark.parametrize("route", TABLE, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_answers_those_who_may_and_nobody_else(shared: Served, route: Route, role: Permission) -> None:
    before, client = state_of(shared), shared.client(role)
    answer = asked(client, route, shared.desk)
    assert answer.status_code < 500
    assert kept_out(answer, route) is (role < route.permission), (answer.status_code, answer.text[-400:])
    assert state_of(shared) == before
    if route.method == "GET":
        seen = client.head(address_of(route, shared.desk).replace("{link}", "of-nobody"))
        assert seen.status_code == answer.status_code and seen.text == ""


def unlisted(app: FastAPI, table: tuple[Route, ...]) -> set[tuple[str, str]]:
    """What an application answers that is not in a table, and the other way about."""
    pages = [
        route for route in app.routes if getattr(route, "path", "") not in (API, ASSISTANTS)
    ]  # they have tests of their own
    there = {(method, route.path) for route in pages for method in getattr(route, "methods", None) or {"?"}}  # type: ignore[attr-defined]
    return (there - {(method, path) for method, path in there if method == "HEAD"}) ^ {
        (route.method, route.path) for route in table
    }


def test_no_page_stands_beside_the_table(shared: Served) -> None:
    alone = make_app(shared.desk)
    assert unlisted(alone, (*ROUTES, *ALONE)) == set() == unlisted(shared.app, TABLE)
    alone.add_route("/back-door", lambda request: PlainTextResponse("in"), ["GET"])
    assert unlisted(alone, (*ROUTES, *ALONE)) == {("GET", "/back-door")}


@pytest.mark.parametrize("route", [one for one in TABLE if one.method != "GET"], ids=lambda route: route.path)
@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_change_from_elsewhere_is_refused_though_the_browser_is_logged_in(
    shared: Served, route: Route, headers: dict[str, str]
) -> None:
    before, client = state_of(shared), shared.client(OWNER)
    sent = {"name": "Eve", "role": "owner", "person": "1", "session": "1", "number": "1", "password": PASSWORD}
    answer = client.post(address_of(route, shared.desk), data=sent, headers=headers)
    assert answer.status_code == 403 and "only from a page of this server" in answer.text
    assert state_of(shared) == before and client.get("/account").status_code == 200


@pytest.mark.parametrize("role", Permission, ids=lambda role: role.word)
def test_pages_offer_nobody_what_they_may_not_do(own: Served, role: Permission) -> None:
    claim = first_claim(own.desk)
    deciding.judge(own.desk.store, Verb.ACCEPT, [claim], NAMES[OWNER])
    client = own.client(role)
    seen = 0
    paths = [address_of(one, own.desk) for one in TABLE if one.method == "GET" and "{link}" not in one.path]
    for path in [*paths, "/nowhere", "/search?q=zeppelin", "/queue?q=zeppelin", f"/claim/{claim}?done=1"]:
        page = client.get(path)
        if page.headers.get("content-type", "").startswith("text/html"):
            for method, target in offers(page.text, path):
                needed = next(one.permission for one in TABLE if fits(one, method, target))
                assert needed <= role, f"{path} offers {method} {target}"
                seen += 1
    assert seen >= 2
    assert ("/people" in client.get("/incidents").text) is (role is OWNER)


def offers(page: str, path: str) -> Iterator[tuple[str, str]]:
    """The links and forms of a page that stay on this server."""
    tree = html.fromstring(page)
    for target in tree.xpath("//a/@href"):
        if target.startswith("/"):
            yield "GET", urlsplit(target).path
    for form in tree.xpath("//form"):
        yield form.get("method", "get").upper(), urlsplit(form.get("action", path)).path


def fits(route: Route, method: str, path: str) -> bool:
    pattern = re.sub(r"\{\w+\}", "[^/]+", route.path)
    return route.method == method and re.fullmatch(pattern, path) is not None


def log_in(client: TestClient, name: str, password: str = PASSWORD, back: str = "") -> httpx2.Response:
    return client.post("/login", data={"name": name, "password": password, "back": back}, headers=OURS)


def test_whoever_logs_in_gets_to_the_page_that_they_asked_for(own: Served) -> None:
    client = own.client()
    asked = client.get("/search?q=killed:>=1 market")
    target = urlsplit(asked.headers["location"])
    back = parse_qs(target.query)["back"][0]
    assert target.path == "/login" and client.get(asked.headers["location"]).status_code == 200
    answer = log_in(client, "  ilka   dorn ", back=back)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200 and "market" in page.text and NAMES[OWNER] in page.text
    assert client.get("/login").status_code == 303
    assert client.post("/logout", headers=OURS).headers["location"] == "/login"
    assert client.get("/incidents").status_code == 303


@pytest.mark.parametrize("back", ["//evil.test/", "https://evil.test/", "/\\evil.test", "/\nevil", ""])
def test_a_login_leads_nowhere_else(own: Served, back: str) -> None:
    assert log_in(own.client(), NAMES[VIEWER], back=back).headers["location"] == "/"


def test_addresses_that_it_gives_out_are_those_that_people_use(outer: Served) -> None:
    """The proxy speaks plain http to the server, and hands on the host that it was asked for."""
    behind = TestClient(outer.app, base_url="http://desk.example", follow_redirects=False)
    behind.headers["cookie"] = f"__Host-session={outer.session(VIEWER)}"
    assert f'href="{OUTER}/feed/incidents' in behind.get("/feed/incidents").text
    assert f"{OUTER}/claim/" in behind.get(f"/embed/claim/{first_claim(outer.desk)}").text
    assert behind.get("/incidents/").headers["location"].startswith(OUTER)


def test_where_alerts_lead_is_for_owners(own: Served) -> None:
    search = following.find_saved(own.desk.store, "Markets")
    following.add_webhook(own.desk.store, search, "https://hooks.example/services/held-back", NAMES[OWNER])
    assert "held-back" in own.client(OWNER).get("/saved/1").text
    for role in (VIEWER, CODER, REVIEWER):
        page = own.client(role).get("/saved/1").text
        assert "an address that owners see" in page and "held-back" not in page


def test_a_store_that_does_not_answer_tells_strangers_nothing(own: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StoreError(f"{own.desk.folder}: another program has been writing")

    signed = own.client(VIEWER)
    monkeypatch.setattr(type(own.desk.store), "moment", busy)
    assert str(own.desk.folder) in signed.get("/incidents").text
    monkeypatch.setattr(type(own.team.accounts.attempts), "begin", busy)
    form = {"name": NAMES[OWNER], "password": PASSWORD}
    answer = own.client().post("/login", data=form, headers=OURS)
    assert answer.status_code == 503 and str(own.desk.folder) not in answer.text
    monkeypatch.setattr(type(own.team.accounts.sessions), "of", busy)
    for path in ("/nowhere", "/incidents"):
        answer = signed.get(path)
        assert answer.status_code == 503 and str(own.desk.folder) not in answer.text


def test_a_session_over_https_is_bound_to_this_server(outer: Served) -> None:
    client = outer.client()
    answer = client.post(
        "/login", data={"name": NAMES[CODER], "password": PASSWORD}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    parts = answer.headers["set-cookie"].split("; ")
    assert parts[0].startswith("__Host-session=") and len(parts[0]) > len("__Host-session=") + 42
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(parts)
    assert not any(part.lower().startswith("domain") for part in parts)
    assert client.get("/incidents").status_code == 200
    assert client.get("/incidents", headers={"Host": "evil.test"}).status_code == 421
    assert client.get("/incidents", headers={"Host": "127.0.0.1:8642"}).status_code == 200
    assert own_origin(outer, "https://desk.example") == 303 and own_origin(outer, "https://evil.test") == 403


def own_origin(served: Served, origin: str) -> int:
    return served.client(VIEWER).post("/logout", headers={"Origin": origin}).status_code


def test_over_http_on_this_machine_the_cookie_has_no_prefix(own: Served) -> None:
    parts = log_in(own.client(), NAMES[CODER]).headers["set-cookie"].split("; ")
    assert parts[0].startswith("session=") and "Secure" not in parts
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(parts)


def test_a_session_that_somebody_planted_is_worth_nothing_after_a_login(own: Served) -> None:
    planted, invented = own.session(VIEWER), secret.made()
    for before in (planted, invented):
        client = own.client()
        own.hold(client, before)
        given = log_in(client, NAMES[OWNER]).headers["set-cookie"].split(";")[0].removeprefix("session=")
        assert given not in (planted, invented, "")
        thief = own.client()
        own.hold(thief, before)
        assert thief.get("/incidents").status_code == 303
        victim = own.client()
        own.hold(victim, given)
        assert victim.get("/people").status_code == 200


def test_a_session_ends_by_logging_out_and_its_cookie_opens_nothing(own: Served) -> None:
    held = own.session(OWNER)
    one, other = own.client(), own.client(OWNER)
    own.hold(one, held)
    assert one.post("/logout", headers=OURS).status_code == 303
    own.hold(one, held)
    assert one.get("/incidents").status_code == 303 and other.get("/incidents").status_code == 200


def test_an_expired_session_is_over(own: Served) -> None:
    client = own.client(OWNER)
    with own.desk.store.writes() as connection:
        connection.execute(update(sessions).values(until=secret.after(timedelta(seconds=-1))))
    assert client.get("/people").headers["location"] == "/login?back=%2Fpeople"
    late = client.post("/people", data={"name": "Eve", "role": "owner"}, headers=OURS)
    assert late.status_code == 401 and "Nothing was done" in late.text
    assert own.team.accounts.people.named("Eve") is None


def test_sessions_are_listed_and_ended_by_their_person_and_by_an_owner(own: Served) -> None:
    here, elsewhere, owner = own.client(CODER), own.client(CODER), own.client(OWNER)
    numbers = ended(here.get("/account").text)
    assert len(numbers) == 1
    assert here.post("/account/end", data={"session": numbers[0]}, headers=OURS).status_code == 303
    assert elsewhere.get("/incidents").status_code == 303 and here.get("/incidents").status_code == 200
    of_owner = own.team.accounts.sessions.standing()
    foreign = next(one.id for one in of_owner if one.person.name == NAMES[OWNER])
    assert here.post("/account/end", data={"session": foreign}, headers=OURS).status_code == 404
    assert owner.get("/people").status_code == 200
    (number,) = {one.id for one in of_owner if one.person.name == NAMES[CODER]}
    assert str(number) in ended(owner.get("/people").text)
    answer = owner.post("/account/end", data={"session": number, "back": "/people"}, headers=OURS)
    assert answer.headers["location"] == "/people" and here.get("/incidents").status_code == 303


def alert(page: str) -> str:
    """What a page says was wrong with what was sent."""
    return str(html.fromstring(page).xpath("string(//main//*[@role='alert'])"))


def test_what_is_refused_leads_to_the_page_it_came_from(own: Served) -> None:
    owner = own.client(OWNER)
    sent = [
        ("/people/disable", {"person": "77"}, "People"),
        ("/people/role", {"person": str(own.people[OWNER].id), "role": "viewer"}, "People"),
        ("/people/link", {"person": "1e9"}, "People"),
        ("/account/end", {"session": "77"}, "Your account"),
        ("/account/password", {"now": "x", "password": "y", "again": "y"}, "Your account"),
        ("/shares", {"kind": "claim", "about": "none"}, "Shared"),
        ("/shares", {"kind": "claims", "about": "("}, "Shared"),
        ("/shares/end", {"share": "x"}, "Shared"),
    ]  # fmt: skip
    for path, fields, head in sent:
        answer = owner.post(path, data=fields, headers=OURS)
        assert answer.status_code in (400, 403, 404) and alert(answer.text).strip(), path
        assert html.fromstring(answer.text).xpath("string(//h1)") == head


def test_after_too_many_attempts_the_form_says_so_and_keeps_the_name(own: Served) -> None:
    client = own.client()
    answers = [log_in(client, NAMES[CODER], "a wrong guess") for _ in range(MOST + 1)]
    page = html.fromstring(answers[-1].text)
    assert answers[-1].status_code == 429 and "Too many attempts" in alert(answers[-1].text)
    assert page.xpath("//input[@name='name']/@value") == [NAMES[CODER]]


def ended(page: str) -> list[str]:
    """The numbers of the sessions that a page offers to end."""
    return [
        str(one) for one in html.fromstring(page).xpath("//form[@action='/account/end']/input[@name='session']/@value")
    ]


def test_whoever_is_disabled_or_given_another_role_feels_it_at_once(own: Served) -> None:
    owner, coder = own.client(OWNER), own.client(CODER)
    person = {"person": own.people[CODER].id}
    assert owner.post("/people/role", data=person | {"role": "viewer"}, headers=OURS).status_code == 303
    assert coder.get("/queue").status_code == 403 and coder.get("/search").status_code == 200
    assert owner.post("/people/disable", data=person, headers=OURS).status_code == 303
    assert coder.get("/search").status_code == 303
    assert log_in(own.client(), NAMES[CODER]).status_code == 401
    assert owner.post("/people/enable", data=person, headers=OURS).status_code == 303
    assert log_in(own.client(), NAMES[CODER]).status_code == 303
    last = owner.post("/people/disable", data={"person": own.people[OWNER].id}, headers=OURS)
    assert last.status_code == 400 and "only owner" in last.text
    wrong = owner.post("/people/role", data=person | {"role": "nobody"}, headers=OURS)
    assert wrong.status_code == 400 and "Choose a role" in wrong.text


def test_guessing_ends_for_a_name_and_says_nothing_of_who_there_is(own: Served) -> None:
    client = own.client()
    wrong = log_in(client, NAMES[CODER], "a wrong guess or two")
    nobody = log_in(client, "Cass Orne", "a wrong guess or two")
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.text.replace(NAMES[CODER], "") == nobody.text.replace("Cass Orne", "")
    assert "a wrong guess" not in wrong.text
    for _ in range(MOST - 1):
        log_in(client, NAMES[CODER], "a wrong guess or two")
    late = log_in(own.client(), NAMES[CODER].upper())
    assert late.status_code == 429 and "Wait a quarter of an hour" in late.text
    assert log_in(own.client(), NAMES[VIEWER]).status_code == 303


def test_whoever_guesses_keeps_out_nobody_but_themselves(outer: Served) -> None:
    outer.team = TeamEntrance(outer.team.accounts, OUTER, proxies=[ip_network("10.0.0.0/8")])

    def browser(*forwarded: str, peer: str = "10.0.0.7") -> TestClient:
        made = TestClient(make_team_app(outer.desk, outer.team), base_url=OUTER, client=(peer, 50_000))
        made.headers |= {"X-Forwarded-For": ", ".join(forwarded), "Origin": OUTER}
        made.follow_redirects = False
        return made

    def tries(client: TestClient, password: str = PASSWORD) -> int:
        return client.post("/login", data={"name": NAMES[CODER], "password": password}).status_code

    guesser = browser("198.51.100.4", "203.0.113.9", "10.0.0.8")
    assert [tries(guesser, "a wrong guess or two") for _ in range(MOST)] == [401] * MOST
    assert tries(guesser) == 429
    assert (
        tries(browser("192.0.2.1", "203.0.113.9", "10.0.0.7")) == 429
    )  # what a browser says of itself counts for nothing
    assert tries(browser("203.0.113.9", peer="192.0.2.8")) == 303  # nor what comes by no proxy of ours
    assert tries(browser("203.0.113.10")) == 303


def test_behind_a_proxy_that_no_settings_name_attempts_are_counted_by_name_alone(outer: Served) -> None:
    attempts = outer.team.accounts.attempts
    for number in range(MOST_OF_ONE + 1):
        assert attempts.begin(f"Nobody {number}")
    client = outer.client()
    client.headers["Origin"] = OUTER
    assert client.post("/login", data={"name": NAMES[VIEWER], "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "hidden", "told"),
    [
        ("192.0.2.8", "198.51.100.4", [], False, "192.0.2.8"),
        ("192.0.2.8", "198.51.100.4", [], True, None),
        ("10.0.0.7", "198.51.100.4, 203.0.113.9", ["10.0.0.7"], True, "203.0.113.9"),
        ("10.0.0.7", "203.0.113.9, 10.0.0.8", ["10.0.0.0/8"], True, "203.0.113.9"),
        ("::ffff:10.0.0.7", "2001:db8:1:2:3:4:5:6", ["10.0.0.0/8"], True, "2001:db8:1:2::/64"),
        ("10.0.0.7", "", ["10.0.0.0/8"], True, None),
        ("10.0.0.7", "203.0.113.9, unknown", ["10.0.0.0/8"], True, None),
    ],
)
def test_the_address_of_a_browser_is_what_a_known_proxy_says(
    peer: str, forwarded: str, proxies: list[str], hidden: bool, told: str | None
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())]
    request = Request({"type": "http", "headers": headers, "client": (peer, 1)})
    assert browser_of(request, [ip_network(one) for one in proxies], hidden) == told


def test_many_logins_at_once_are_told_to_wait_and_whoever_is_in_notices_nothing(own: Served) -> None:
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(own.team.passwords.turn())
        late = log_in(own.client(), NAMES[CODER])
        assert late.status_code == 429 and "Try again in a minute" in late.text
        assert own.client(CODER).get("/search").status_code == 200
    assert log_in(own.client(), NAMES[CODER]).status_code == 303


def test_a_crowd_before_the_door_holds_few_of_the_threads_that_answer_everybody(own: Served) -> None:
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(own.team.passwords.turn())
        with ThreadPoolExecutor(3 * (AT_ONCE + WAITING)) as crowd:
            sent = [crowd.submit(_waited, own) for _ in range(3 * WAITING)]
            waited = [one.result() for one in sent]
    assert all(status == 429 for status, _ in waited)
    assert sum(seconds >= PATIENCE for _, seconds in waited) == WAITING


def _waited(own: Served) -> tuple[int, float]:
    """How somebody is refused who wants to log in, and after how long."""
    began = time.monotonic()
    with pytest.raises(RefusedError) as refused, own.team.passwords.turn():
        pass
    return refused.value.status, time.monotonic() - began


def test_nobody_reads_files_of_the_server_through_the_browser(own: Served, tmp_path: Path) -> None:
    owner = own.client(OWNER)
    assert "/intake/folder" not in owner.get("/intake").text
    sent = owner.post("/intake/folder", data={"path": str(tmp_path / "in")}, headers=OURS)
    assert sent.status_code == 404 and own.desk.intake.job is None


def test_an_account_without_a_password_or_with_a_broken_one_lets_nobody_in(own: Served) -> None:
    own.team.accounts.people.add("Nils Aker", "owner")
    for typed in (PASSWORD, ""):
        assert log_in(own.client(), "Nils Aker", typed).status_code == 401
    own.team.accounts.people.set_role(own.people[VIEWER].id, "a role of another program")
    assert own.client(VIEWER).get("/incidents").status_code == 303
    own.team.accounts.people.set_password(own.people[CODER].id, "no hash at all")
    assert log_in(own.client(), NAMES[CODER]).status_code == 401


def test_a_link_is_opened_often_and_used_once(own: Served) -> None:
    owner = own.client(OWNER)
    page = owner.post("/people", data={"name": "Nils Aker", "role": "reviewer"}, headers=OURS)
    link = html.fromstring(page.text).xpath("//p[contains(@class, 'once')]")[0].text
    assert link.startswith(f"{BASE}/join/") and link not in owner.get("/people").text
    path, chosen = urlsplit(link).path, {"password": "four words make sense", "again": "four words make sense"}
    newcomer = own.client()
    assert "Nils Aker" in newcomer.get(path).text and "reviewer" in newcomer.get(path).text
    short, named = dict.fromkeys(chosen, "short"), dict.fromkeys(chosen, "Nils Aker 11")
    for wrong in ({"again": "four words make sence"}, short, named):
        refused = newcomer.post(path, data=chosen | wrong, headers=OURS)
        assert refused.status_code == 400 and 'role="alert"' in refused.text and wrong["again"] not in refused.text
    assert newcomer.post(path, data=chosen | {"name": NAMES[OWNER]}, headers=OURS).status_code == 303
    assert "Nils Aker" in newcomer.get("/decisions").text
    for again in (own.client().get(path), own.client().post(path, data=chosen, headers=OURS)):
        assert again.status_code == 400 and "was used, or is too old" in again.text
    assert log_in(own.client(), "Nils Aker", chosen["password"]).status_code == 303
    twice = owner.post("/people", data={"name": "nils AKER", "role": "coder"}, headers=OURS)
    assert twice.status_code == 400 and "already" in alert(twice.text)
    form = next(one for one in html.fromstring(twice.text).forms if one.action == "/people#add")
    assert (form.fields["name"], form.fields["role"]) == ("nils AKER", "coder")


def test_a_new_link_takes_the_place_of_a_lost_password(own: Served) -> None:
    owner, lost = own.client(OWNER), own.client(CODER)
    page = owner.post("/people/link", data={"person": own.people[CODER].id}, headers=OURS)
    path = urlsplit(html.fromstring(page.text).xpath("//p[contains(@class, 'once')]")[0].text).path
    for _ in range(MOST + 1):
        own.team.accounts.attempts.begin(NAMES[CODER])
    chosen = {"password": "four words make sense", "again": "four words make sense"}
    assert lost.get("/incidents").status_code == 200
    assert own.client().post(path, data=chosen, headers=OURS).status_code == 303
    assert lost.get("/incidents").status_code == 303
    assert log_in(own.client(), NAMES[CODER]).status_code == 401
    assert log_in(own.client(), NAMES[CODER], chosen["password"]).status_code == 303


def test_another_password_ends_every_other_session(own: Served) -> None:
    here, elsewhere = own.client(CODER), own.client(CODER)
    chosen = {"now": PASSWORD, "password": "four words make sense", "again": "four words make sense"}
    refused = here.post("/account/password", data=chosen | {"now": "another one"}, headers=OURS)
    assert refused.status_code == 403 and "is another one" in refused.text
    before = here.cookies["session"]
    assert here.post("/account/password", data=chosen, headers=OURS).status_code == 303
    assert here.cookies["session"] != before and here.get("/account?done=1").status_code == 200
    assert elsewhere.get("/incidents").status_code == 303
    assert log_in(own.client(), NAMES[CODER]).status_code == 401


FRAMED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}


def shared_address(page: httpx2.Response) -> str:
    return str(html.fromstring(page.text).xpath("//p[@class='asked once']")[0].text)


def test_what_an_owner_shares_is_seen_without_an_account_until_it_is_ended(own: Served) -> None:
    owner, outside, claim = own.client(OWNER), own.client(), first_claim(own.desk)
    incident = own.desk.incidents()[0].id
    told = {"claims": "market", "saved": "1", "incidents": "", "claim": claim, "chain": incident, "map": incident}
    opened = {}
    for kind, about in told.items():
        made = owner.post("/shares", data={"kind": kind, "about": about}, headers=OURS)
        opened[kind] = shared_address(made)
        card = kind in ("claim", "chain", "map")
        seen = outside.get(opened[kind], headers=FRAMED if card else {})
        assert seen.status_code == 200 and ("<feed" in seen.text) is not card, (kind, seen.text[:300])
        assert opened[kind] not in owner.get("/shares").text
    listed = {
        str(link.text_content()): str(link.get("href"))
        for link in html.fromstring(owner.get("/shares").text).xpath("//main//li//a")
    }
    assert listed["market"] == "/search?q=market" and listed["Markets"] == "/saved/1"
    assert listed[own.desk.incidents()[0].title or ""] == f"/incident/{incident}"
    assert any("market number" in words for words, page in listed.items() if page == f"/claim/{claim}")
    assert outside.get(f"/claim/{claim}").status_code == 303 and outside.get("/feed/claims").status_code == 303
    assert outside.get(opened["claim"].replace("/embed/", "/feed/")).status_code == 404
    assert "market number" in outside.get(opened["claim"]).text
    for _ in told:
        page = html.fromstring(owner.get("/shares").text)
        number = page.xpath("//input[@name='share']/@value")[0]
        assert owner.post("/shares/end", data={"share": number}, headers=OURS).status_code == 303
    assert {outside.get(address).status_code for address in opened.values()} == {404}


def test_only_owners_share_and_only_what_is_there(own: Served) -> None:
    owner = own.client(OWNER)
    for kind, about, status in (
        ("claim", "of-nobody", 404),
        ("people", "", 400),
        ("claims", "killed:", 400),
        ("saved", "99", 404),
    ):
        assert owner.post("/shares", data={"kind": kind, "about": about}, headers=OURS).status_code == status
    assert own.team.accounts.shares.standing() == []
    assert "/shares" not in own.client(REVIEWER).get("/search").text and "/shares" in owner.get("/search").text


def test_what_is_forgotten_is_gone_from_what_was_shared(own: Served) -> None:
    claim = first_claim(own.desk)
    address = shared_address(own.client(OWNER).post("/shares", data={"kind": "claim", "about": claim}, headers=OURS))
    report = deciding.find_claim(own.desk.store, claim)[0].report.id
    own.desk.store.forget(report)
    assert own.client().get(address).status_code == 404


def test_decisions_stand_under_the_name_of_the_account(own: Served) -> None:
    client, claim = own.client(CODER), first_claim(own.desk)
    client.cookies.set("person", "Ilka%20Dorn")
    sent = {"verb": "accept", "who": NAMES[OWNER]}
    answer = client.post(f"/claim/{claim}/judge", data=sent, headers=OURS)
    assert answer.status_code == 303 and "set-cookie" not in answer.headers
    assert [made.who for made in deciding.decisions(own.desk.store)] == [NAMES[CODER]]
    assert client.get("/person").status_code == 404
    assert client.post("/person", data={"who": NAMES[OWNER]}, headers=OURS).status_code == 404


@pytest.mark.parametrize("path", ["/undo", "/queue/undo"])
def test_a_coder_takes_back_their_own_decisions_and_a_reviewer_those_of_others(own: Served, path: str) -> None:
    claim = first_claim(own.desk)
    deciding.judge(own.desk.store, Verb.ACCEPT, [claim], NAMES[OWNER])
    deciding.judge(own.desk.store, Verb.REJECT, [claim], NAMES[CODER])
    coder = own.client(CODER)
    refused = coder.post(path, data={"number": "1"}, headers=OURS)
    assert refused.status_code == 403 and "Somebody else made decision 1" in refused.text
    assert coder.post(path, data={"number": "2"}, headers=OURS).status_code == 303
    assert own.client(REVIEWER).post(path, data={"number": "1"}, headers=OURS).status_code == 303
    states = {made.number: made.state for made in deciding.decisions(own.desk.store)}
    assert states[1] is states[2] is State.UNDONE


def test_nothing_secret_stands_in_a_log_or_on_a_page(
    own: Served, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    client = own.client()
    link = own.team.accounts.people.add("Nils Aker", "viewer")
    answers = [client.post(f"/join/{link}", data={"password": "too short", "again": "x"}, headers=OURS)]
    answers += [log_in(client, NAMES[OWNER], "a wrong guess or two"), log_in(client, NAMES[OWNER])]
    held = client.cookies["session"]
    monkeypatch.setattr(own.desk, "incidents", lambda: 1 / 0)
    monkeypatch.setattr(teams.TeamEntrance, "link", lambda team, told: 1 / 0)
    answers += [
        client.get("/incidents"),
        client.get("/account"),
        client.get(f"/join/{link[:-1]}"),
        client.get("/people"),
    ]
    answers += [client.post("/people/link", data={"person": "1"}, headers=OURS)]
    assert [answer.status_code for answer in answers] == [400, 401, 303, 500, 200, 400, 200, 500]
    hashes = [found[1] for role in ROLES if (found := own.team.accounts.people.password_of(NAMES[role]))]
    assert len(hashes) == len(ROLES)
    secrets = ("too short", "a wrong guess or two", PASSWORD, held, secret.sealed(held), link, *hashes)
    told: list[Any] = [answer.text for answer in answers]
    told += [str(vars(record)) for record in caplog.records if record.name != "httpx2"]  # that is the browser
    assert not [(one, text[:80]) for one in secrets for text in told if one in text]
