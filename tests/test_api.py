"""The interface for programs: who may call, pages under writes, entity tags, keys, decisions, and errors that say what to do."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
import store_desk
from hostile_readings import ATTEMPTS, hostile
from hostile_texts import PAYLOADS
from invented import reading
from jsonschema import Draft202012Validator
from sqlalchemy import select, update
from starlette.testclient import TestClient
from test_web import ODD, waited
from web_desk import OURS, Pages, fill, first_claim, opened, quick_home, unlike

from reportedly import deciding, tokens
from reportedly.incident import DENIED, Assertion
from reportedly.records import to_json
from reportedly.store.packed import pack
from reportedly.store.tables import incidents
from reportedly.web.api.app import ApiDesk, make_api
from reportedly.web.api.asks import LONGEST_TEXT
from reportedly.web.api.table import ENDPOINTS
from reportedly.web.app import make_app, make_team_app
from reportedly.web.assistants import ASSISTANTS
from reportedly.web.desk import Desk
from reportedly.web.permission import Permission
from reportedly.web.team import TeamEntrance
from reportedly.workspace import Failure, Given, Workspace, accounts_in_store

API = "/api/v1"
WORDS = [permission.name.lower() for permission in Permission]


def holder(desk: Desk, may: str = "coder", who: str = "Ilka Dorn") -> dict[str, str]:
    """The headers of somebody with a token."""
    return {"Authorization": f"Bearer {tokens.make(desk.store, who, may)[0]}"}


def accepted(claim: str) -> dict[str, Any]:
    return {"verb": "accept", "claims": [claim]}


def in_pages(client: TestClient, path: str, name: str) -> Iterator[Any]:
    """All entries of a list, page by page."""
    after = ""
    while after is not None:
        told = client.get(f"{API}{path}", params={"limit": 2, "after": after}).json()
        yield from told[name]
        after = told["after"]


READING = ("/reports", "/claims", "/facets", "/sources", "/outlets", "/incidents", "/decisions", "/changes", "/errors")


@pytest.mark.parametrize("path", READING)
def test_reading_needs_no_token_and_repeats_itself_only_when_asked(pages: Pages, path: str) -> None:
    client, _ = pages
    first = client.get(API + path)
    assert first.status_code == 200 and first.headers["content-type"] == "application/json"
    mark = first.headers["etag"]
    assert mark.startswith('"') and first.headers["cache-control"] == "no-store"
    again = client.get(API + path, headers={"If-None-Match": f'"other", {mark}'})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == mark
    assert client.get(API + path, headers={"If-None-Match": '"other"'}).content == first.content
    assert client.head(API + path).status_code == 200


def test_records_are_those_of_the_product(pages: Pages) -> None:
    client, desk = pages
    claim = first_claim(desk)
    told = client.get(f"{API}/claims/{claim}").json()
    found = client.get(f"{API}/reports/{told['report']['id']}").json()
    kept = desk.store.reading(found["report"]["id"])
    assert kept and found == to_json(kept)
    assert told["claim"] == found["claims"][told["number"] - 1]
    incident = client.get(f"{API}/incidents?report={found['report']['id']}").json()["incidents"][0]
    whole = client.get(f"{API}/incidents/{incident['id']}").json()
    assert whole["incident"] == to_json(desk.store.incident(incident["id"]))
    assert set(whole["reports"]) == set(whole["incident"]["reports"]) and incident["reports"] == len(whole["reports"])


def test_private_people_go_by_their_roles(pages: Pages) -> None:
    client, _ = pages
    told = client.get(f"{API}/sources").json()
    assert {one["type"] for one in told["origins"]}.isdisjoint({"resident", "witness", "detainee", "medical"})
    found = client.get(f"{API}/claims?q=type:resident").json()["claims"]
    assert found and all("(named in the text)" in one["chain"][-1] or "named" not in one["chain"] for one in found)


def test_what_a_query_finds_is_what_its_counts_say(pages: Pages) -> None:
    client, _ = pages
    total = client.get(f"{API}/claims?q=market").json()["total"]
    facets = client.get(f"{API}/facets?q=market").json()
    assert facets["total"] == total == sum(many for _, many in facets["facets"]["certainty"])
    assert len(list(in_pages(client, "/claims", "claims"))) == client.get(f"{API}/claims").json()["total"]


def test_incidents_are_narrowed(pages: Pages) -> None:
    client, desk = pages
    every = list(in_pages(client, "/incidents", "incidents"))
    assert {one["id"] for one in every} == {one.id for one in desk.incidents()} and len(every) > 2
    one = client.get(f"{API}/incidents?standing=one").json()["incidents"]
    assert one and all(found["reports"] > 1 and found["independent_high"] == 1 for found in one)
    disputed = client.get(f"{API}/incidents?standing=disputed").json()["incidents"]
    assert {found["id"] for found in disputed} == {found.id for found in desk.incidents() if found.inside.disputed}
    assert client.get(f"{API}/incidents?kind=sanction").json() == {"incidents": [], "after": None}
    assert client.get(f"{API}/incidents?standing=true").status_code == 400


def test_what_only_somebody_denies_is_disputed_for_programs_as_on_the_page(own: Pages) -> None:
    client, desk = own
    agreed = next(one for one in desk.store.incidents() if not one.disputed)
    denied = replace(agreed, assertions=(*agreed.assertions, Assertion(DENIED)))
    with desk.store.writes() as connection:
        changed = update(incidents).where(incidents.c.key == agreed.id)
        connection.execute(changed.values(body=pack(to_json(denied)), content="denied"))
    disputed = client.get(f"{API}/incidents?standing=disputed").json()["incidents"]
    assert agreed.id in {found["id"] for found in disputed}
    assert f'href="/incident/{agreed.id}"' in client.get("/incidents?view=disputed").text


def test_a_list_is_whole_though_others_write_while_it_is_read(own: Pages) -> None:
    client, desk = own
    home = {"/reports": "reports", "/claims": "claims", "/incidents": "incidents"}
    before = {path: list(in_pages(client, path, name)) for path, name in home.items()}
    who = holder(desk)
    for path, name in home.items():
        seen, after, number = [], "", 0
        while after is not None:
            told = client.get(f"{API}{path}", params={"limit": 1, "after": after}).json()
            seen += told[name]
            after = told["after"]
            desk.store.add(unlike(reading(), f"{path} {number}"))
            client.post(f"{API}/decisions", json=accepted(first_claim(desk)), headers=who)
            number += 1
        keys = [one.get("claim") or one["id"] for one in seen]
        assert len(keys) == len(set(keys))
        assert {one.get("claim") or one["id"] for one in before[path]} <= set(keys)


def test_a_place_of_one_list_is_none_of_another(pages: Pages) -> None:
    client, _ = pages
    place = client.get(f"{API}/claims?limit=1").json()["after"]
    assert client.get(f"{API}/claims", params={"after": place}).status_code == 200
    for path, after in (("/reports", place), ("/claims", "nonsense"), ("/claims", "é"), ("/incidents", place + "x")):
        told = client.get(API + path, params={"after": after})
        assert told.status_code == 400 and "no place of this list" in told.json()["detail"]


def test_changes_are_followed_by_number(own: Pages) -> None:
    client, desk = own
    last = client.get(f"{API}/changes?limit=2").json()["last"]
    assert last == 2
    while told := client.get(f"{API}/changes?since={last}").json():
        if told["last"] == last:
            break
        last = told["last"]
    made = client.post(f"{API}/decisions", json=accepted(first_claim(desk)), headers=holder(desk)).json()
    desk.store.forget(made["decisions"][0]["target"]["report"])
    told = client.get(f"{API}/changes?since={last}").json()["changes"]
    assert ("decide", "1") in [(one["op"], one["row"]) for one in told]
    assert ("forget", made["decisions"][0]["target"]["report"]) in [(one["op"], one["row"]) for one in told]


def test_a_report_that_is_forgotten_is_gone_at_once(own: Pages) -> None:
    client, desk = own
    who, report = holder(desk) | {"Idempotency-Key": "one"}, reading().report.id
    claim, words = reading().claims[0].id, reading().claims[0].text
    client.post(f"{API}/decisions", json=accepted(claim) | {"why": words}, headers=who)
    desk.store.forget(report)
    answers = [client.get(API + path) for path in (*READING, f"/reports/{report}", f"/claims/{claim}")]
    answers.append(client.post(f"{API}/decisions", json=accepted(claim) | {"why": words}, headers=who))
    assert [answer.status_code for answer in answers[-3:]] == [404, 404, 201]
    assert [str(answer.url) for answer in answers if words in answer.text] == []


def test_a_token_whose_word_nobody_knows_allows_nothing(pages: Pages) -> None:
    client, desk = pages
    answer = client.get("/api/v1/reports", headers=holder(desk, "steward"))
    assert answer.status_code == 403 and "steward" in answer.json()["detail"]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
@pytest.mark.parametrize("may", [None, "nobody", *WORDS])
def test_each_call_is_for_those_who_may(pages: Pages, endpoint: Any, may: str | None) -> None:
    client, desk = pages
    headers = {"Authorization": "Bearer reportedly_nobody"} if may == "nobody" else holder(desk, may) if may else {}
    told = client.request(endpoint.method, API + endpoint.path.replace("{id}", "none"), json={}, headers=headers)
    if may == "nobody" or (may is None and endpoint.changes):
        assert told.status_code == 401 and told.headers["www-authenticate"] == "Bearer"
    elif may is not None and Permission[may.upper()] < endpoint.permission:
        assert told.status_code == 403 and endpoint.permission.name.lower() in told.json()["detail"]
    else:
        assert told.status_code in (200, 400, 404)


def test_where_nobody_reads_freely_reading_needs_a_token_too(pages: Pages) -> None:
    _, desk = pages
    client = TestClient(make_api(ApiDesk(desk, None)))
    for endpoint in ENDPOINTS:
        path = endpoint.path.replace("{id}", "none")
        assert client.request(endpoint.method, path, json={}).status_code == 401
    assert client.get("/claims", headers=holder(desk, "viewer")).status_code == 200
    told = client.get("/openapi.json").json()["paths"]
    assert {str(call["security"]) for held in told.values() for call in held.values()} == {"[{'token': []}]"}


def test_a_token_is_kept_by_its_digest_noted_when_used_and_ended(own: Pages, tmp_path: Path) -> None:
    client, desk = own
    secret, made = tokens.make(desk.store, " Ilka  Dorn ", "coder")
    assert made.who == "Ilka Dorn" and made.used is None and len(secret) > 50
    headers = {"Authorization": f"bearer {secret}"}
    assert client.get(f"{API}/claims", headers=headers).status_code == 200
    assert tokens.listed(desk.store)[0].used is not None
    assert secret.encode() not in b"".join(path.read_bytes() for path in (tmp_path / "desk").glob("reportedly.sqlite*"))
    assert tokens.revoke(desk.store, made.number).revoked is not None
    told = client.get(f"{API}/claims", headers=headers)
    assert told.status_code == 401 and "revoked" in told.json()["detail"] and secret not in told.text
    with pytest.raises(tokens.TokenError, match="no token 99"):
        tokens.revoke(desk.store, 99)


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Basic SWxrYTp4", "Token x", "Bearer é", "Bearer x y"])
def test_what_is_no_token_is_none(pages: Pages, given: str) -> None:
    client, _ = pages
    told = client.get(f"{API}/claims", headers={"Authorization": given.encode("latin-1")})
    assert told.status_code == 401 and told.headers["content-type"] == "application/problem+json"


def test_a_cookie_counts_for_nothing(own: Pages) -> None:
    client, desk = own
    secret = holder(desk, "owner")["Authorization"]
    for cookie in (f"person=Ilka%20Dorn; token={secret}", f"__Host-session={secret}"):
        told = client.post(f"{API}/decisions", json=accepted(first_claim(desk)), headers=OURS | {"Cookie": cookie})
        assert told.status_code == 401
    assert deciding.decisions(desk.store) == []


@pytest.mark.parametrize(
    "where",
    [
        {"Origin": "http://elsewhere.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", **OURS},
    ],
)
def test_a_page_elsewhere_cannot_call_even_with_a_token(own: Pages, where: dict[str, str]) -> None:
    client, desk = own
    headers = holder(desk) | where
    told = client.post(f"{API}/decisions", json=accepted(first_claim(desk)), headers=headers)
    assert told.status_code == 403 and told.headers["content-type"] == "application/problem+json"
    assert "access-control-allow-origin" not in told.headers
    assert client.options(f"{API}/decisions", headers=where).status_code in (403, 405)
    assert deciding.decisions(desk.store) == []


def test_decisions_of_every_kind_are_made_and_taken_back(own: Pages) -> None:
    client, desk = own
    claim, who = first_claim(desk), holder(desk)
    ids = [one.id for one in desk.incidents()]
    reports = next(one.reports for one in desk.incidents() if len(one.reports) > 1)
    bodies = (
        {"verb": "unsure", "claims": [claim], "why": "blurred"},
        {"verb": "correct", "claim": claim, "set": {"certainty": "denied", "killed.1": "9.."}},
        {"verb": "merge", "incidents": ids[-2:]},
        {"verb": "split", "incident": reports[0], "reports": [reports[1]]},
        {"verb": "same", "names": ["Tesk Valley Watch", "Defence Ministry"]},
        {"verb": "apart", "incidents": ids[:2]},
        {"verb": "undo", "number": 2},
    )
    for number, body in enumerate(bodies, 1):
        told = client.post(f"{API}/decisions", json=body, headers=who)
        assert told.status_code == 201, told.text
        assert {one["number"] for one in told.json()["decisions"]} == {number}
        assert {one["who"] for one in told.json()["decisions"]} == {"Ilka Dorn"}
    told = client.get(f"{API}/claims/{claim}").json()
    assert told["claim"]["judgement"] == "unsure" and told["claim"]["certainty"] != "denied"
    listed = list(in_pages(client, "/decisions", "decisions"))
    assert [one["number"] for one in listed] == [1, 2, 2, 3, 4, 5, 6, 7]
    undone = client.get(f"{API}/decisions?state=undone&by=Ilka Dorn").json()["decisions"]
    assert [one["number"] for one in undone] == [2, 2] and listed[1] == undone[0]


def test_taking_back_what_others_decided_is_for_reviewers(own: Pages) -> None:
    client, desk = own
    client.post(f"{API}/decisions", json=accepted(first_claim(desk)), headers=holder(desk))
    back = {"verb": "undo", "number": 1}
    told = client.post(f"{API}/decisions", json=back, headers=holder(desk, who="Brann Ost"))
    assert told.status_code == 403 and "reviewer" in told.json()["detail"]
    assert client.post(f"{API}/decisions", json=back, headers=holder(desk, "reviewer", "Brann Ost")).status_code == 201
    told = client.post(f"{API}/decisions", json=back, headers=holder(desk, "reviewer", "Brann Ost"))
    assert told.status_code == 422 and "undone by 2" in told.json()["detail"]


def test_whoever_was_second_is_told_so(own: Pages) -> None:
    client, desk = own
    claim, who = first_claim(desk), holder(desk)
    mark = client.get(f"{API}/claims/{claim}").headers["etag"]
    first = {"verb": "correct", "claim": claim, "set": {"certainty": "denied"}, "was": {"certainty": "asserted"}}
    assert client.post(f"{API}/decisions", json=first, headers=who | {"If-Match": mark}).status_code == 201
    for body in (accepted(claim), first):
        told = client.post(f"{API}/decisions", json=body, headers=who | {"If-Match": mark})
        assert told.status_code == 412 and "Read it again" in told.json()["detail"]
    told = client.post(f"{API}/decisions", json=first | {"set": {"certainty": "hedged"}}, headers=who)
    assert told.status_code == 409 and "certainty said asserted when you read it; it says denied now" in told.text
    assert len(deciding.decisions(desk.store)) == 1
    mark = client.get(f"{API}/claims/{claim}").headers["etag"]
    weak = client.post(f"{API}/decisions", json=accepted(claim), headers=who | {"If-Match": f"W/{mark}"})
    assert weak.status_code == 412
    assert client.post(f"{API}/decisions", json=accepted(claim), headers=who | {"If-Match": mark}).status_code == 201
    told = client.post(f"{API}/decisions", json={"verb": "undo", "number": 1}, headers=who | {"If-Match": mark})
    assert told.status_code == 400


def test_the_split_of_an_incident_that_changed_is_not_made(own: Pages) -> None:
    client, desk = own
    found = next(one for one in desk.incidents() if len(one.reports) > 1)
    mark = client.get(f"{API}/incidents/{found.id}").headers["etag"]
    body = {"verb": "split", "incident": found.id, "reports": [found.reports[0]]}
    stale = holder(desk) | {"If-Match": '"0"'}
    assert client.post(f"{API}/decisions", json=body, headers=stale).status_code == 412
    assert client.post(f"{API}/decisions", json=body, headers=stale | {"If-Match": mark}).status_code == 201


def test_a_request_with_a_key_changes_once(own: Pages) -> None:
    client, desk = own
    claim, who = first_claim(desk), holder(desk)
    keyed = who | {"Idempotency-Key": "a-1"}
    first = client.post(f"{API}/decisions", json=accepted(claim), headers=keyed)
    again = client.post(f"{API}/decisions", json=accepted(claim), headers=keyed)
    assert first.status_code == again.status_code == 201 and first.content == again.content
    other = client.post(f"{API}/decisions", json=accepted(claim) | {"why": "else"}, headers=keyed)
    assert other.status_code == 422 and "another request before" in other.json()["detail"]
    assert len(deciding.decisions(desk.store)) == 1
    client.post(f"{API}/decisions", json=accepted(claim), headers=holder(desk) | {"Idempotency-Key": "a-1"})
    assert len(deciding.decisions(desk.store)) == 2
    for key in ("", "x" * 201, "a b"):
        told = client.post(f"{API}/decisions", json=accepted(claim), headers=who | {"Idempotency-Key": key})
        assert told.status_code == 400


def test_the_same_request_at_the_same_time_changes_once(own: Pages) -> None:
    client, desk = own
    claim, keyed = first_claim(desk), holder(desk) | {"Idempotency-Key": "a-1"}
    with ThreadPoolExecutor(6) as threads:
        calls = [threads.submit(client.post, f"{API}/decisions", json=accepted(claim), headers=keyed) for _ in range(6)]
        answers = [call.result() for call in calls]
    assert {answer.status_code for answer in answers} == {201} and len({answer.content for answer in answers}) == 1
    assert len(deciding.decisions(desk.store)) == 1 and desk.store.check() == []


def test_a_decision_that_fails_leaves_no_key(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.store import repeats

    client, desk = own
    claim, keyed = first_claim(desk), holder(desk) | {"Idempotency-Key": "a-1"}
    wrong = {"verb": "correct", "claim": claim, "set": {"certainty": "true"}}
    assert client.post(f"{API}/decisions", json=wrong, headers=keyed).status_code == 422
    with monkeypatch.context() as patch:
        patch.setattr(repeats, "keep", lambda *_: 1 / 0)
        assert client.post(f"{API}/decisions", json=accepted(claim), headers=keyed).status_code == 500
    assert deciding.decisions(desk.store) == []
    assert client.post(f"{API}/decisions", json=accepted(claim), headers=keyed).status_code == 201


def test_a_report_is_taken_in_as_text(own: Pages) -> None:
    client, desk = own
    owner = holder(desk, "owner")
    text = store_desk.text_of(77)
    body = {"text": text, "outlet": "Corriden Daily", "language": "en", "date": "2031-05-09"}
    told = client.post(f"{API}/reports", json=body, headers=owner | {"Idempotency-Key": "r"})
    assert told.status_code == 202, told.text
    waited(lambda: desk.intake.job and desk.intake.job.done)
    done = client.get(f"{API}/intake").json()["intake"]
    assert done["done"] and done["added"] == 1, done
    found = list(in_pages(client, "/reports", "reports"))[-1]
    assert found["outlet"]["name"] == "Corriden Daily" and found["published"] == "2031-05-09"


def test_a_report_that_is_sent_again_gets_the_first_answer_whatever_came_between(own: Pages) -> None:
    client, desk = own
    owner = holder(desk, "owner")
    first, other = ({"text": store_desk.text_of(number), "language": "en"} for number in (77, 78))
    told = client.post(f"{API}/reports", json=first, headers=owner | {"Idempotency-Key": "r"})
    waited(lambda: desk.intake.job and desk.intake.job.done)
    client.post(f"{API}/reports", json=other, headers=owner | {"Idempotency-Key": "s"})
    waited(lambda: desk.intake.job and desk.intake.job.done)
    held = desk.store.size().reports
    again = client.post(f"{API}/reports", json=first, headers=owner | {"Idempotency-Key": "r"})
    assert again.status_code == 202 and again.content == told.content
    waited(lambda: desk.intake.job and desk.intake.job.done)
    assert (
        desk.store.size().reports == held and desk.intake.job and desk.intake.job.name != told.json()["intake"]["input"]
    )


def test_a_report_that_is_sent_again_while_it_is_taken_in_is_taken_in_once(
    own: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = own
    owner = holder(desk, "owner")
    keyed, go_on = owner | {"Idempotency-Key": "r"}, Event()
    body = {"text": store_desk.text_of(77), "language": "en"}
    read = desk.intake._read

    def slowly(*asked: Any) -> None:
        assert go_on.wait(30)
        read(*asked)

    monkeypatch.setattr(desk.intake, "_read", slowly)
    first, again = (client.post(f"{API}/reports", json=body, headers=keyed) for _ in range(2))
    other = client.post(f"{API}/reports", json=body | {"outlet": "Lumen"}, headers=keyed)
    busy = client.post(f"{API}/reports", json=body, headers=owner)
    go_on.set()
    desk.intake.close()
    assert first.status_code == again.status_code == 202 and first.content == again.content
    assert other.status_code == 422 and busy.status_code == 409


@pytest.mark.parametrize("fails", ["the reader", "the input"])
def test_a_report_that_could_not_be_taken_in_is_tried_again_with_the_same_key(
    own: Pages, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    client, desk = own
    held, keyed = desk.store.size().reports, holder(desk, "owner") | {"Idempotency-Key": "r"}
    body = {"text": store_desk.text_of(77), "language": "en"}
    failed = Failure("night fire.txt", "it holds no text", "give another")

    def none_comes(*asked: Any) -> Iterator[Failure]:
        if fails == "the reader":
            raise ZeroDivisionError
        yield failed

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "add", none_comes)
        first = client.post(f"{API}/reports", json=body, headers=keyed)
        waited(lambda: desk.intake.job and desk.intake.job.done)
    assert first.status_code == 202 and desk.store.size().reports == held
    assert client.post(f"{API}/reports", json=body, headers=keyed).content == first.content
    waited(lambda: desk.intake.job and desk.intake.job.done)
    assert desk.store.size().reports == held + 1


@pytest.mark.parametrize("sign", ["a", "\u0628", "\U0001f6a2"], ids=["ascii", "arabic", "beyond the first plane"])
def test_as_many_characters_are_taken_as_is_said_in_every_script(
    own: Pages, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    client, desk = own
    taken: list[bytes] = []
    monkeypatch.setattr(desk.intake, "upload", lambda name, data, *_: taken.append(data))
    headers = holder(desk, "owner") | {"Content-Type": "application/json"}
    for escaped in (True, False):
        body = json.dumps({"text": sign * LONGEST_TEXT}, ensure_ascii=escaped)
        assert client.post(f"{API}/reports", content=body.encode(), headers=headers).status_code == 202
    assert taken == [(sign * LONGEST_TEXT).encode()] * 2
    more = client.post(
        f"{API}/reports", content=json.dumps({"text": sign * (LONGEST_TEXT + 1)}).encode(), headers=headers
    )
    assert more.status_code == 400 and "200000 characters" in more.json()["detail"]


@pytest.mark.parametrize("held", ["", "Bearer of-nobody"], ids=["no token", "a token of nobody"])
@pytest.mark.parametrize("path", ["/reports", "/decisions"])
def test_whoever_has_no_token_is_told_so_before_a_body_is_taken(own: Pages, path: str, held: str) -> None:
    _, desk = own
    said: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("the body was asked for")

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(b"host", b"127.0.0.1:8642"), (b"content-length", b"200000"), (b"authorization", held.encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": f"{API}{path}", "root_path": "",
        "raw_path": f"{API}{path}".encode(), "query_string": b"", "headers": headers, "scheme": "http", "server": ("127.0.0.1", 8642),
    }  # fmt: skip
    asyncio.run(make_app(desk)(scope, receive, send))
    assert said[0]["status"] == 401


def test_a_token_is_used_while_another_program_writes_and_nobody_waits(own: Pages) -> None:
    client, desk = own
    headers = holder(desk)
    with desk.store.writes() as connection:
        connection.execute(select(1))
        assert client.get(f"{API}/claims", headers=headers).status_code == 200
    assert tokens.listed(desk.store)[0].used is None


def test_an_address_goes_to_intake_and_a_file_of_this_machine_does_not(
    own: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = own
    owner = holder(desk, "owner")
    asked: list[tuple[str, Given]] = []
    monkeypatch.setattr(desk.intake, "take", lambda name, given, _: asked.append((name, given)))
    good = {"address": "https://corriden.example/a", "outlet": "Corriden Daily"}
    assert client.post(f"{API}/reports", json=good, headers=owner).status_code == 202
    assert asked == [("https://corriden.example/a", Given("Corriden Daily"))]
    for address in ("/etc/passwd", "file:///etc/passwd", "-", "ftp://corriden.example/a", "", "https://"):
        assert client.post(f"{API}/reports", json={"address": address}, headers=owner).status_code in (400, 422)
    assert client.post(f"{API}/reports", json=good | {"text": "both"}, headers=owner).status_code == 400
    assert len(asked) == 1


BODIES = (
    b"", b"[]", b"null", b"1", b"{", b'{"verb": "accept"}', b'{"verb": 1}', b'{"verb": "accept", "claims": []}',
    b'{"verb": "accept", "claims": [""]}', b'{"verb": "accept", "claims": ["x"], "more": 1}',
    b'{"verb": "undo", "number": 99999999999999999999999}', b'{"verb": "undo", "number": NaN}', b"\xff\xfe",
    b'{"verb": "correct", "claim": "x", "set": {}}', b'{"verb": "correct", "claim": "x", "set": {"certainty": null}}',
    b"[" * 100_000, b'{"a":' * 50_000, b'{"verb": "accept", "claims": ["\\ud800"]}',
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_does_not_fit_is_explained(pages: Pages, body: bytes) -> None:
    client, desk = pages
    for path in ("/decisions", "/reports"):
        headers = holder(desk, "owner") | {"Content-Type": "application/json"}
        told = client.post(API + path, content=body, headers=headers)
        assert told.status_code == 400, told.text
        assert told.json()["errors"][0]["reason"] and told.headers["content-type"] == "application/problem+json"


def test_what_is_no_json_or_too_much_is_refused_as_a_problem(pages: Pages) -> None:
    client, desk = pages
    who = holder(desk)
    answers = [
        client.post(f"{API}/decisions", data={"verb": "accept"}, headers=who),
        client.post(f"{API}/decisions", json={"verb": "x" * 300_000}, headers=who),
        client.post(f"{API}/decisions", content=(b"x" * 65_536 for _ in range(8)), headers=who),
        client.get(f"{API}/claims?q={'x' * 20_000}"),
        client.get(f"{API}/claims", headers={"Host": "evil.test"}),
        client.get(f"{API}/nowhere"),
        client.delete(f"{API}/claims"),
    ]
    assert [answer.status_code for answer in answers] == [415, 413, 413, 414, 421, 404, 405]
    for answer in answers:
        told = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert told["status"] == answer.status_code and told["detail"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_says_nothing_of_itself(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, desk = own
    monkeypatch.setattr(desk.store, "reads", lambda: 1 / 0)
    told = client.get(f"{API}/changes")
    assert told.status_code == 500 and "division" not in told.text and told.json()["status"] == 500


FOUND = (
    "/claims?q=",
    "/facets?q=",
    "/sources?q=",
    "/outlets?q=",
    "/claims?after=",
    "/claims/",
    "/incidents/",
    "/reports/",
)


def odd_queries() -> list[str]:
    """Odd queries, alone and put together."""
    pairs = [f"{one} {other}" for at, one in enumerate(ODD) for other in ODD[at + 1 :: 9] if len(one + other) < 300]
    return [*ODD, *pairs][:260]


@pytest.mark.parametrize("start", range(0, 260, 20))
def test_odd_queries_are_answered_or_explained(pages: Pages, start: int) -> None:
    client, _ = pages
    some = odd_queries()[start : start + 20]
    assert some
    for query in some:
        for path in FOUND if len(query) < 30 else FOUND[:2]:
            told = client.get(API + path + quote(query, safe="", errors="surrogatepass"))
            assert told.status_code in (200, 307, 400, 404), (path, query, told.text[-300:])
            assert told.status_code < 400 or told.json()["detail"]


@pytest.mark.parametrize("texts", [PAYLOADS, ATTEMPTS], ids=["scripts", "signs"])
def test_texts_that_try_to_act_come_out_as_data(tmp_path: Path, texts: tuple[str, ...]) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1, tuple(unlike(hostile(text), text) for text in texts))
        with opened(tmp_path) as (client, desk):
            who = holder(desk)
            for text in texts[:6]:
                client.post(
                    f"{API}/decisions",
                    json={"verb": "accept", "claims": [first_claim(desk)], "why": text[:500]},
                    headers=who,
                )
            paths = [*READING, *(f"/reports/{quote(one['id'])}" for one in in_pages(client, "/reports", "reports"))]
            for path in paths:
                told = client.get(API + path)
                assert told.status_code == 200 and told.headers["content-type"] == "application/json"
                assert told.headers["x-content-type-options"] == "nosniff"
                json.loads(told.content.decode("utf-8"))


def test_the_description_is_of_all_that_is_served(pages: Pages) -> None:
    client, _ = pages
    told = client.get(f"{API}/openapi.json").json()
    described = {(method.upper(), path) for path, held in told["paths"].items() for method in held}
    assert described == {(one.method, one.path) for one in ENDPOINTS}
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert "http" not in json.dumps(told).replace('http": ', "").replace('"http"', "").replace("^https?", "")


def call(client: TestClient, method: str, headers: dict[str, str] | None = None, **params: Any) -> httpx2.Response:
    """One request of an assistant over http."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return client.post(
        ASSISTANTS, json=body, headers={"Accept": "application/json, text/event-stream"} | (headers or {})
    )


def test_assistants_ask_the_server_where_whoever_is_there_may_read(pages: Pages) -> None:
    client, _ = pages
    tools = call(client, "tools/list").json()["result"]["tools"]
    assert {tool["name"] for tool in tools} >= {"search_claims", "get_incident"}
    asked = {"name": "search_claims", "arguments": {"query": "market"}}
    found = call(client, "tools/call", **asked).json()["result"]["structuredContent"]
    assert found["claims"] and found["claims"][0]["claim"]
    wrong = call(client, "tools/call", name="get_report", arguments={"report": "nobody"}).json()["result"]
    assert wrong["isError"] and "search_claims gives the ids" in wrong["content"][0]["text"]
    assert client.get(ASSISTANTS).status_code == 405


def test_no_page_elsewhere_and_nobody_without_a_token_of_a_team_asks_as_an_assistant(pages: Pages) -> None:
    client, desk = pages
    assert call(client, "tools/list", {"Origin": "https://elsewhere.example"}).status_code == 403
    assert call(client, "tools/list", {"Host": "elsewhere.example"}).status_code == 421
    team = make_team_app(desk, TeamEntrance(accounts_in_store(desk.store), str(client.base_url)))
    with TestClient(team, base_url=str(client.base_url)) as theirs:
        refused = call(theirs, "tools/list")
        assert refused.status_code == 401 and refused.headers["content-type"] == "application/problem+json"
        assert call(theirs, "tools/list", {"Authorization": "Bearer reportedly_nobody"}).status_code == 401
        assert call(theirs, "tools/list", holder(desk, "viewer")).json()["result"]["tools"]


def test_without_the_extra_assistants_are_told_what_is_missing(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    answer = call(own[0], "tools/list")
    assert answer.status_code == 501 and "reportedly[mcp]" in answer.json()["detail"]
