"""The login of the house: who comes in, who is told whom to ask, and every way in that is none. The provider is one of our own."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from identity_provider import CLIENT, SECRET, IdentityProvider, provider_started
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient
from web_desk import BASE, OURS, fill, quick_home

from reportedly.doors import door_of
from reportedly.intake.service import MOST_BYTES, Service, ServiceError
from reportedly.oidc.handshake import LASTS
from reportedly.oidc.provider import HouseLogin
from reportedly.store.door import Provider, Reach
from reportedly.store.people import Person
from reportedly.web.app import make_team_app
from reportedly.web.desk import Desk
from reportedly.web.team import HOUSE_BACK, TeamEntrance
from reportedly.workspace import AccountError, StoreError, accounts_in_store

OWNER, CODER = "Ilka Dorn", "Cass Orme"
PASSWORD = "a heron on the harbour wall"
OUTER = "https://desk.example"
HERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}  # from the provider


@dataclass
class Served:
    """A workspace with an owner and a coder, a provider that knows the owner, and how far the clock is ahead."""

    provider: IdentityProvider
    team: TeamEntrance
    desk: Desk
    clock: list[float] = field(default_factory=lambda: [0.0])

    def client(self) -> TestClient:
        app = make_team_app(self.desk, self.team)
        base = self.team.address
        return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)

    def person(self, name: str) -> Person:
        return next(one for one in self.team.accounts.people.everyone() if one.name == name)

    def named(self, name: str, subject: str = "0816") -> None:
        self.provider.said, self.provider.subject = {"preferred_username": name}, subject


def served(folder: Path, address: str = BASE, **settings: Any) -> Iterator[Served]:
    with quick_home(folder), provider_started() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESK_OIDC", SECRET)
        fill(folder, 1)
        with Desk.open(folder / "desk") as desk:
            told = Provider(
                made.issuer, CLIENT, "preferred_username", secret_env="DESK_OIDC", reach=Reach.MACHINE, **settings
            )
            shift = [0.0]
            house = HouseLogin(told, clock=lambda: time.time() + shift[0])
            team = TeamEntrance(accounts_in_store(desk.store, told), address, house)
            people, hashed = team.accounts.people, team.passwords.hashed(PASSWORD, PASSWORD, "")
            people.accept(people.invite_owner() or "", OWNER, hashed)
            people.add(CODER, "coder")
            yield Served(made, team, desk, shift)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    yield from served(tmp_path)


@pytest.fixture
def without_passwords(tmp_path: Path) -> Iterator[Served]:
    yield from served(tmp_path, passwords=False)


def way_of(client: TestClient, back: str = "") -> str:
    """The address of the provider to which a browser is sent."""
    answer = client.get("/login/house", params={"back": back})
    assert answer.status_code == 303, answer.text[-300:]
    return answer.headers["location"]


def come_in(own: Served, client: TestClient, back: str = "") -> httpx2.Response:
    return client.get(own.provider.lets_in(way_of(client, back)), headers=HERE)


def is_out(client: TestClient) -> bool:
    return client.get("/incidents").headers.get("location", "").startswith("/login")


def test_whoever_was_added_comes_in_with_their_role_to_the_page_that_they_asked_for(own: Served) -> None:
    client = own.client()
    asked = client.get("/search?q=market").headers["location"]
    assert "Log in with the account of your house" in client.get(asked).text
    answer = come_in(own, client, parse_qs(urlsplit(asked).query)["back"][0])
    assert answer.status_code == 303 and answer.headers["location"] == "/search?q=market"
    assert client.get("/people").status_code == 200 and OWNER in client.get("/account").text
    assert client.post("/logout", headers=OURS).status_code == 303 and is_out(client)
    own.named("cass  ORME")
    assert come_in(own, client).status_code == 303
    assert client.get("/people").status_code == 403 and "coder" in client.get("/account").text


def test_a_stranger_is_told_whom_to_ask(own: Served) -> None:
    own.named("Nils <b>Aker")
    client = own.client()
    answer = come_in(own, client)
    assert answer.status_code == 403 and "Nils &lt;b&gt;Aker" in answer.text and OWNER in answer.text
    assert is_out(client) and len(own.team.accounts.people.everyone()) == 2
    own.named(CODER)
    own.team.accounts.people.disable(own.person(CODER).id)
    assert come_in(own, client).status_code == 403 and is_out(client)


def test_a_name_is_bound_to_the_account_that_used_it_first_until_an_owner_releases_it(own: Served) -> None:
    own.named(CODER, "0816")
    assert come_in(own, own.client()).status_code == 303
    own.named("Cass Lund-Orme", "0816")  # she married
    assert come_in(own, own.client()).status_code == 303
    own.named(CODER, "somebody else")
    assert come_in(own, own.client()).status_code == 403
    owner = own.client()
    own.named(OWNER, "0815")
    come_in(own, owner)
    sent = owner.post("/people/release", data={"person": own.person(CODER).id}, headers=OURS)
    assert sent.status_code == 303
    own.named(CODER, "her new account")
    assert come_in(own, own.client()).status_code == 303


@pytest.mark.parametrize("name", ["Ｃass Orme", "Cass Ormé", "Cass Orme2"])
def test_a_name_that_only_looks_alike_is_another(own: Served, name: str) -> None:
    own.named(name)
    assert come_in(own, own.client()).status_code == 403


NOW = int(time.time())
LIES: dict[str, dict[str, Any]] = {
    "another login's nonce": {"nonce": "of another login"},
    "no nonce": {"nonce": None},
    "expired": {"exp": NOW - 120},
    "no end": {"exp": None},
    "still to come": {"iat": NOW + 3600},
    "made long ago": {"iat": NOW - 3600},
    "not yet": {"nbf": NOW + 3600},
    "another audience": {"aud": "another desk"},
    "another of several": {"aud": [CLIENT, "another desk"]},
    "asked for by another": {"azp": "another desk"},
    "another issuer": {"iss": "https://id.elsewhere.example"},
    "an issuer that begins alike": {"iss": "http://127.0.0.1"},
    "no subject": {"sub": None},
    "a subject without end": {"sub": "x" * 10_000},
    "a time that is none": {"exp": "tomorrow"},
    "a name that is none": {"preferred_username": ["Ilka Dorn"]},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_says_anything_else_lets_nobody_in(own: Served, lie: dict[str, Any]) -> None:
    own.provider.lies = lie
    client = own.client()
    answer = come_in(own, client)
    assert answer.status_code == 401 and "Begin again" in answer.text and is_out(client)
    own.provider.lies = {}
    assert come_in(own, client).status_code == 303


@pytest.mark.parametrize("apart", [{"exp": NOW - 5}, {"iat": NOW + 40}], ids=["just over", "just ahead"])
def test_clocks_may_be_a_little_apart(own: Served, apart: dict[str, Any]) -> None:
    now = int(time.time())
    own.provider.lies = {name: value + now - NOW for name, value in apart.items()}
    assert come_in(own, own.client()).status_code == 303


def test_a_token_without_a_signature_or_with_another_lets_nobody_in(own: Served) -> None:
    forged = IdentityProvider(key=RSAKey.generate_key(2048, {"kid": "first"}))
    for signs in (own.provider.unsigned, own.provider.signed_with_the_public_key, forged.signed, lambda _: "a.b.c"):
        own.provider.signs = signs
        client = own.client()
        assert come_in(own, client).status_code == 401 and is_out(client)


def test_a_way_belongs_to_the_browser_that_began_it(own: Served) -> None:
    victim, thief = own.client(), own.client()
    theirs = own.provider.lets_in(way_of(thief))
    assert victim.get(theirs, headers=HERE).status_code == 401
    way_of(victim)
    assert victim.get(theirs, headers=HERE).status_code == 401 and is_out(victim)
    assert "/token" not in own.provider.asked
    assert victim.get(HOUSE_BACK, headers=HERE).status_code == 401
    assert victim.get(f"{HOUSE_BACK}?error=access_denied", headers=HERE).status_code == 401


def test_a_refusal_of_the_provider_is_in_the_log_as_one(own: Served, caplog: pytest.LogCaptureFixture) -> None:
    client = own.client()
    state = parse_qs(urlsplit(way_of(client)).query)["state"][0]
    answer = client.get(HOUSE_BACK, params={"state": state, "error": "access_denied\nforged"}, headers=HERE)
    assert answer.status_code == 401 and "was refused" in answer.text
    assert [record.getMessage() for record in caplog.records if record.name.endswith("house")] == [
        "the provider let nobody in; its error is 'access_denied\\nforged'"
    ]


def test_who_waits_for_the_provider_keeps_nobody_from_going_there(own: Served) -> None:
    come_in(own, own.client())
    with ExitStack() as taken:
        for _ in range(6):
            taken.enter_context(own.team.coming_back.turn())
        client = own.client()
        assert way_of(client)
        assert client.get(own.provider.lets_in(way_of(client)), headers=HERE).status_code == 429


def test_without_the_extra_a_server_that_has_no_house_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportedly.oidc.provider", None)
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        with Desk.open(tmp_path / "desk") as desk:
            app = make_team_app(desk, TeamEntrance(accounts_in_store(desk.store), BASE))
            client = TestClient(app, base_url=BASE, raise_server_exceptions=False)
            assert client.get("/login/house").status_code == 404


def test_a_way_is_good_once_and_for_a_while(own: Served) -> None:
    client = own.client()
    arrival = own.provider.lets_in(way_of(client))
    seed = dict(client.cookies)["login"]
    assert client.get(arrival, headers=HERE).status_code == 303 and "login" not in client.cookies
    again = own.client()
    assert again.get(arrival, headers=HERE).status_code == 401
    again.cookies.set("login", seed)  # somebody who read the browser's cookies and its address
    assert again.get(arrival, headers=HERE).status_code == 401 and is_out(again)
    late = own.provider.lets_in(way_of(again))
    own.clock[0] = LASTS + 5
    own.provider.lies = {name: int(time.time()) + LASTS + 5 for name in ("iat", "exp")}  # the provider is in time
    assert again.get(late, headers=HERE).status_code == 401
    assert come_in(own, again).status_code == 303


@pytest.mark.parametrize("back", ["//evil.test/", "https://evil.test/", "/\\evil.test", "/\nevil", "/" + "x" * 3_000])
def test_it_leads_nowhere_else(own: Served, back: str) -> None:
    client = own.client()
    assert come_in(own, client, back).headers["location"] == "/"
    on = client.get("/login/house", params={"back": back}).headers["location"]  # who is in already is led on
    assert on == (back if back.startswith("/x") else "/")
    asked = parse_qs(urlsplit(way_of(own.client(), back)).query)
    assert asked["redirect_uri"] == [f"{BASE}{HOUSE_BACK}"]


def test_an_answer_of_another_issuer_is_none(own: Served) -> None:
    client = own.client()
    arrival = own.provider.lets_in(way_of(client))
    assert client.get(f"{arrival}&iss=https://id.elsewhere.example", headers=HERE).status_code == 401
    arrival = own.provider.lets_in(way_of(client))
    assert client.get(f"{arrival}&iss={own.provider.issuer}", headers=HERE).status_code == 303


def test_keys_may_change_while_people_log_in(own: Served) -> None:
    assert come_in(own, own.client()).status_code == 303
    own.provider.key = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
    assert come_in(own, own.client()).status_code == 401  # looked at a moment ago
    own.clock[0] = 61.0
    assert come_in(own, own.client()).status_code == 303
    assert own.provider.asked.count("/keys") == 2


OF_ITSELF: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://id.elsewhere.example"},
    "oversized": {"more": "x" * MOST_BYTES},
    "no PKCE": {"code_challenge_methods_supported": ["plain"]},
    "no address": {"authorization_endpoint": 7},
    "a script": {"authorization_endpoint": "javascript:alert(1)"},
    "a file": {"jwks_uri": "file:///etc/passwd"},
}


@pytest.mark.parametrize("told", OF_ITSELF.values(), ids=OF_ITSELF)
def test_a_provider_that_says_odd_things_of_itself_is_not_used(own: Served, told: dict[str, Any]) -> None:
    own.provider.of_itself = told
    client = own.client()
    answer = client.get("/login/house")
    assert answer.status_code == 503 and "Try again in a minute" in answer.text
    asked = len(own.provider.asked)
    client.get("/login/house")
    assert len(own.provider.asked) == asked == 1  # strangers cannot make it ask again and again


def test_the_provider_sends_us_nowhere(own: Served) -> None:
    own.provider.of_itself = {"jwks_uri": "https://169.254.169.254/keys"}
    assert come_in(own, own.client()).status_code == 401
    own.provider.of_itself = {"token_endpoint": "http://127.0.0.1:9/token"}
    own.clock[0] = 4_000.0
    client = own.client()
    way = own.provider.lets_in(way_of(client))
    assert client.get(way, headers=HERE).status_code == 401
    for reach in ({}, {"in_house": True}):
        with pytest.raises(ServiceError, match="only https is asked"):
            Service(own.provider.issuer, **reach).ask(own.provider.issuer)
    with pytest.raises(ServiceError, match="not an address on the public internet"):
        Service("https://127.0.0.1:8443").ask("https://127.0.0.1:8443/keys")
    with pytest.raises(ServiceError, match="not an address on the public internet"):
        Service("https://169.254.169.254", in_house=True).ask("https://169.254.169.254/keys")


def test_an_address_of_mail_counts_only_where_the_provider_looked_at_it(tmp_path: Path) -> None:
    with quick_home(tmp_path), provider_started() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESK_OIDC", SECRET)
        fill(tmp_path, 1)
        told = Provider(made.issuer, CLIENT, "email", secret_env="DESK_OIDC", reach=Reach.MACHINE)
        with Desk.open(tmp_path / "desk") as desk:
            own = Served(made, TeamEntrance(accounts_in_store(desk.store, told), BASE, HouseLogin(told)), desk)
            own.team.accounts.people.add("cass@desk.example", "viewer")
            for verified, status in ((None, 401), (False, 401), ("true", 401), (True, 303)):
                made.said = {"email": "cass@desk.example", "email_verified": verified}
                assert come_in(own, own.client()).status_code == status


def by_password(client: TestClient) -> int:
    return client.post("/login", data={"name": OWNER, "password": PASSWORD}, headers=OURS).status_code


def test_passwords_count_until_an_owner_has_come_in_without(without_passwords: Served) -> None:
    own, client = without_passwords, without_passwords.client()
    link = own.team.accounts.people.invite(own.person(CODER).id)
    own.named(CODER)
    assert come_in(own, own.client()).status_code == 303 and by_password(client) == 303
    own.named(OWNER, "0815")
    owner = own.client()
    assert come_in(own, owner).status_code == 303
    assert by_password(own.client()) == 403
    assert 'name="password"' not in own.client().get("/login").text + owner.get("/account").text
    assert (
        own.client().post(f"/join/{link}", data={"password": PASSWORD, "again": PASSWORD}, headers=OURS).status_code
        == 400
    )
    added = owner.post("/people", data={"name": "Vera Lund", "role": "viewer"}, headers=OURS)
    assert added.status_code == 200 and "/join/" not in added.text and "Vera Lund" in added.text
    own.named("Vera Lund", "0817")
    assert come_in(own, own.client()).status_code == 303


def test_a_session_ends_with_the_method_by_which_it_began(without_passwords: Served) -> None:
    own, client = without_passwords, without_passwords.client()
    assert by_password(client) == 303 and not is_out(client)
    owner = own.client()
    assert come_in(own, owner).status_code == 303  # from here on nobody comes in by password
    assert is_out(client) and not is_out(owner)
    assert len(own.team.accounts.sessions.standing()) == 1
    without_the_house = make_team_app(own.desk, TeamEntrance(accounts_in_store(own.desk.store), BASE))
    later = TestClient(without_the_house, base_url=BASE, follow_redirects=False)
    later.cookies = owner.cookies
    assert is_out(later)


def test_a_link_to_choose_a_password_is_void_where_there_are_none(without_passwords: Served) -> None:
    own = without_passwords
    link = own.team.accounts.people.invite(own.person(CODER).id)
    assert 'name="password"' in own.client().get(f"/join/{link}").text
    come_in(own, own.client())
    told = own.client().get(f"/join/{link}")
    assert told.status_code == 400 and "choose no passwords" in told.text


def test_the_owner_by_whom_passwords_were_switched_off_stays(without_passwords: Served) -> None:
    own, people = without_passwords, without_passwords.team.accounts.people
    come_in(own, own.client())
    owner = own.person(OWNER).id
    people.set_role(own.person(CODER).id, "owner")  # who has no password and never came
    for change in (people.disable, lambda person: people.set_role(person, "viewer")):
        with pytest.raises(AccountError, match="only owner"):
            change(owner)
    own.named(CODER)
    come_in(own, own.client())
    people.disable(owner)
    assert not people.passwords
    with pytest.raises(AccountError, match="only owner"):
        people.release(own.person(CODER).id)


def test_over_https_the_way_is_bound_to_this_server(tmp_path: Path) -> None:
    for own in served(tmp_path, OUTER):
        client = own.client()
        answer = client.get("/login/house")
        parts = answer.headers["set-cookie"].split("; ")
        assert parts[0].startswith("__Host-login=") and {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(parts)
        assert parse_qs(urlsplit(answer.headers["location"]).query)["redirect_uri"] == [f"{OUTER}{HOUSE_BACK}"]
        done = client.get(own.provider.lets_in(answer.headers["location"]), headers=HERE)
        assert done.status_code == 303 and "__Host-session=" in done.headers["set-cookie"]


def test_nothing_secret_stands_in_a_log_on_a_page_or_in_the_store(
    own: Served, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    client = own.client()
    own.provider.lies = {"aud": "another desk"}
    answers = [come_in(own, client)]
    own.provider.lies = {}
    arrival = own.provider.lets_in(way_of(client))
    seed = dict(client.cookies)["login"]
    answers += [client.get(arrival, headers=HERE), client.get("/people"), client.get("/account")]
    told = [answer.text for answer in answers]
    told += [str(vars(record)) for record in caplog.records if not record.name.startswith("http")]
    assert any("another audience" in one for one in told)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "desk").glob("reportedly.*")).decode("latin-1")
    hidden = (SECRET, seed.split(".")[1], "eyJ")
    assert not [(one, text[:80]) for one in hidden for text in (*told, kept, repr(own.team.house)) if one in text]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('issuer = "https://id.example"\nclient = "desk"', "claim is a text"),
        ('issuer = "http://id.example"\nclient = "desk"\nclaim = "sub"', "issuer begins with https://"),
        ('issuer = "https://id.example?x"\nclient = "desk"\nclaim = "sub"', "issuer is an address"),
        ('issuer = "https://id.example"\nclient = "d"\nclaim = "sub"\nsecret = "hush"', "secret_file or secret_env"),
        ('issuer = "https://id.example"\nclient = "d"\nclaim = "sub"\nreach = "moon"', "'moon'"),
        ('issuer = "https://id.example"\nclient = "d"\nclaim = "sub"\npasswords = "no"', "true or false"),
        (
            'issuer = "https://id.example"\nclient = "d"\nclaim = "s"\nsecret_file = "a"\nsecret_env = "b"',
            "not in both",
        ),
    ],
)
def test_settings_that_cannot_be_used_say_why_and_never_the_secret(tmp_path: Path, settings: str, words: str) -> None:
    (tmp_path / "reportedly.toml").write_text(f"[oidc]\n{settings}\n", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        door_of(tmp_path)
    assert words in str(refused.value) and "hush" not in str(refused.value)


def test_a_secret_is_read_where_the_settings_say_and_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    told = f'issuer = "https://id.example"\nclient = "desk"\nclaim = "sub"\nsecret_file = "{file}"\n'
    (tmp_path / "reportedly.toml").write_text(f"[oidc]\n{told}", encoding="utf-8")
    provider = door_of(tmp_path).provider
    assert provider is not None
    with pytest.raises(StoreError, match="cannot be read there"):
        provider.secret()
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    assert provider.secret() == SECRET and SECRET not in repr(provider)
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(StoreError, match="holds no secret"):
        provider.secret()


def test_whoever_has_no_such_login_loads_none_of_it() -> None:
    program = (
        "import sys, reportedly.cli.app, reportedly.cli.serve, reportedly.web.app;"
        "print([name for name in sys.modules if name.startswith(('joserfc', 'reportedly.oidc'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
