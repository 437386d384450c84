"""Forms that were refused: each comes back with what was typed in it, and says what was wrong."""

from __future__ import annotations

import time
from typing import cast

import pytest
from lxml import html
from test_web import form_of, judging
from web_desk import OURS, WHO, Pages, first_claim

from reportedly import deciding
from reportedly.decision import State, Verb
from reportedly.web.routes import ALONE, ROUTES, team_routes
from reportedly.web.team import TeamEntrance
from reportedly.workspace import search_store

NOTHING_TYPED = {"/logout", "/intake/stop"}  # a button and nothing else

CASES = [
    ("/claim/{claim}/judge", {"verb": "accept", "who": "Ilka > Dorn"}),
    ("/claim/{claim}/judge", {"verb": "", "who": "Ilka Dorn"}),
    ("/queue", {"claim": "{claim}", "q": "market", "verb": "accept", "who": "Ilka > Dorn"}),
    ("/queue", {"claim": "{claim}", "q": "market", "verb": "", "who": "Ilka Dorn"}),
    ("/saved", {"name": "Markets", "q": "market", "who": "Ilka Dorn"}),
    ("/saved", {"name": "Night fires", "q": "market", "who": "Ilka > Dorn"}),
    ("/saved", {"name": "Markets", "q": "nowhere", "who": "Ilka Dorn"}),
    ("/person", {"who": "Ilka > Dorn", "back": "/queue"}),
    ("/intake/folder", {"path": "/nowhere/at all", "outlet": "Lumen Post", "date": "2031-02-30"}),
    ("/intake/address", {"address": "gopher://lumen.example", "language": "eng"}),
    ("/intake/upload", {"outlet": "Lumen Post"}),
]


@pytest.mark.parametrize(("path", "sent"), CASES)
def test_what_is_refused_comes_back_as_it_was_typed_with_why(own: Pages, path: str, sent: dict[str, str]) -> None:
    client, desk = own
    client.cookies.clear()
    claim = search_store(desk.store, "market", 1).hits[0].claim
    path, sent = path.format(claim=claim), {name: text.format(claim=claim) for name, text in sent.items()}
    answer = client.post(path, data=sent, headers=OURS)
    page = html.fromstring(answer.text)
    assert answer.status_code == 400 and deciding.decisions(desk.store) == []
    form = next(one for one in page.forms if (one.action or "").partition("#")[0] == path and one.method == "POST")
    typed = {name: text for name, text in sent.items() if name != "verb"}
    assert {name: form.fields[name] for name in typed} == typed
    assert page.xpath("//*[@role='alert']")[0].text_content().strip()
    if "outlet" in sent:
        assert "open" in form.xpath(".//details")[0].attrib


def test_every_form_has_a_page_to_come_back_to() -> None:
    every = (*ROUTES, *ALONE, *team_routes(cast(TeamEntrance, None)))
    assert {route.path for route in every if route.method == "POST" and route.again is None} == NOTHING_TYPED


NUMBERS = ("", " ", "1e9", "٣", "-0", "x", "0", "77", "99999999999999999999", "1", "a\x00b", "\u202e2", "9" * 5_000)


@pytest.mark.parametrize(("path", "head"), [("/undo", "Decisions"), ("/queue/undo", "Queue")])
def test_what_cannot_be_taken_back_leads_to_the_page_again_with_why(own: Pages, path: str, head: str) -> None:
    client, desk = own
    deciding.judge(desk.store, Verb.ACCEPT, [first_claim(desk)], "Bo Hale")
    deciding.undo(desk.store, 1, "Bo Hale")
    for number in NUMBERS:
        answer = client.post(path, data={"number": number, "who": WHO, "q": "market"}, headers=OURS)
        page = html.fromstring(answer.text)
        assert 400 <= answer.status_code < 500 and page.xpath("string(//h1)") == head, number
        assert page.xpath("//*[@role='alert']")[0].text_content().strip()
        if path == "/queue/undo":
            assert judging(answer.text)["q"] == "market"
    told = client.post(path, data={"number": "1", "who": WHO}, headers=OURS).text
    assert "was undone by 2 already; to have it back, undo 2" in told
    assert len(deciding.decisions(desk.store)) == 2


@pytest.mark.parametrize("path", ["/undo", "/queue/undo"])
def test_whoever_takes_something_back_without_a_name_is_asked_for_it(own: Pages, path: str) -> None:
    client, desk = own
    claim = first_claim(desk)
    deciding.judge(desk.store, Verb.ACCEPT, [claim], "Bo Hale")
    sent = {"number": "1", "back": f"/claim/{claim}", "q": "market", "who": "Ilka > Dorn"}
    answer = client.post(path, data=sent, headers=OURS)
    assert answer.status_code == 400 and "Give yours too" in answer.text
    form = next(one for one in html.fromstring(answer.text).forms if one.action == path and "who" in one.fields)
    assert form.fields["who"] == "Ilka > Dorn"
    done = client.post(path, data=dict(form.fields) | {"who": WHO}, headers=OURS)
    assert done.status_code == 303 and claim in done.headers["location"]
    assert deciding.decisions(desk.store)[0].state is State.UNDONE


def test_a_text_that_is_too_long_is_not_lost(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    for path, sent, field in (
        ("/person", {}, "who"),
        (f"/claim/{claim}/judge", {"verb": "accept"}, "who"),
        (
            f"/claim/{claim}/correct",
            form_of(client, f"/claim/{claim}/correct") | {"certainty": "hedged", "who": WHO},
            "why",
        ),
        ("/queue", {"verb": "accept", "claim": claim}, "who"),
        ("/saved", {"q": "market", "who": WHO}, "name"),
        ("/intake/folder", {"outlet": "Lumen Post"}, "path"),
        ("/intake/address", {"outlet": "Lumen Post"}, "address"),
    ):
        answer = client.post(path, data=sent | {field: "many words " * 9_000}, headers=OURS)
        page = html.fromstring(answer.text)
        assert answer.status_code == 400 and "longer than" in page.xpath("string(//*[@role='alert'])"), path
        typed = page.xpath(f"//form[@method='post']//*[@name='{field}']/@value")
        assert [text for text in typed if text.startswith("many words many words")], path
    assert deciding.decisions(desk.store) == []


def test_the_name_in_the_head_of_a_refused_form_leads_to_a_page(own: Pages) -> None:
    client, desk = own
    answer = client.post(f"/claim/{first_claim(desk)}/judge", data={"verb": "accept", "who": ">"}, headers=OURS)
    link = html.fromstring(answer.text).xpath("//header//a[@class='person']/@href")[0]
    kept = client.post("/person", data=form_of(client, link) | {"who": WHO}, headers=OURS)
    assert client.get(kept.headers["location"], follow_redirects=True).status_code == 200


def test_a_judgement_that_is_sent_twice_is_one(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    sent = {"verb": "accept", "who": WHO}
    twice = [client.post(f"/claim/{claim}/judge", data=sent, headers=OURS) for _ in range(2)]
    assert {answer.headers["location"] for answer in twice} == {f"/claim/{claim}?done=1"}
    client.post(f"/claim/{claim}/judge", data=sent | {"verb": "reject"}, headers=OURS)
    assert client.post(f"/claim/{claim}/judge", data=sent, headers=OURS).headers["location"].endswith("done=3")
    form = judging(client.get("/queue?q=market").text) | {"verb": "unsure", "who": WHO}
    first, second = (client.post("/queue", data=form, headers=OURS) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert len(deciding.decisions(desk.store)) == 4


def test_a_claim_that_went_from_the_queue_makes_room_for_the_next(own: Pages) -> None:
    client, desk = own
    form = judging(client.get("/queue?q=market").text) | {"verb": "accept", "who": WHO}
    desk.store.forget(deciding.find_claim(desk.store, form["claim"])[0].report.id)
    for answer in (
        client.post("/queue", data=form, headers=OURS),
        client.get(f"/queue?q=market&claim={form['claim']}"),
    ):
        assert answer.status_code == 404 and "is not here any more" in answer.text
        assert judging(answer.text)["claim"] != form["claim"]
    assert deciding.decisions(desk.store) == []


def test_a_search_that_is_taken_out_twice_leads_to_the_others(own: Pages) -> None:
    client, _ = own
    assert client.post("/saved/1/remove", data={"who": WHO}, headers=OURS).status_code == 303
    answer = client.post("/saved/1/remove", data={"who": WHO}, headers=OURS)
    page = html.fromstring(answer.text)
    assert answer.status_code == 404 and page.xpath("string(//h1)") == "Saved searches"
    assert "No search is saved as number 1" in page.xpath("string(//*[@role='alert'])")


def test_claims_that_went_before_they_were_judged_lead_back_to_the_search(own: Pages) -> None:
    client, _ = own
    answer = client.post("/bulk", data={"claims": "gone", "verb": "accept", "q": "market"}, headers=OURS)
    page = html.fromstring(answer.text)
    assert answer.status_code == 400 and page.xpath("string(//h1)") == "Search"
    assert "None of those claims is here" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//ol[@class='hits']/li")


def test_a_name_of_nobody_stands_in_its_form_again(own: Pages) -> None:
    client, _ = own
    for other in ("(", '"', "\x00", "\ufffd", "Nobody's Gazette"):
        sent = {"name": "Tesk Valley Watch", "other": other, "why": "one letterhead", "who": WHO}
        answer = client.post("/source/same", data=sent, headers=OURS)
        page = html.fromstring(answer.text)
        assert answer.status_code == 400 and "is cited here" in page.xpath("string(//*[@role='alert'])")
        assert page.xpath("//input[@name='why']/@value") == ["one letterhead"]


def test_no_message_of_a_page_speaks_of_the_command_line(own: Pages) -> None:
    client, desk = own
    claim, incident = first_claim(desk), desk.incidents()[0].id
    form = form_of(client, f"/claim/{claim}/correct") | {"certainty": "hedged", "who": WHO, "why": "so " * 1_000}
    was = html.fromstring(client.get(f"/incident/{incident}").text).xpath("//input[@name='was']/@value")[0]
    answers = [
        client.post(f"/claim/{claim}/correct", data=form, headers=OURS),
        client.post(f"/incident/{incident}/merge", data={"was": was, "other": "nowhere", "who": WHO}, headers=OURS),
        client.post("/undo", data={"number": "77", "who": WHO}, headers=OURS),
    ]
    told = [html.fromstring(answer.text).xpath("string(//*[@role='alert'])") for answer in answers]
    assert all(told) and not [one for one in told if "--" in one or " DIR" in one]


def test_a_form_in_an_encoding_that_takes_long_to_read_is_refused_unread(own: Pages) -> None:
    client, _ = own
    part = b'--b\r\nContent-Disposition: form-data; name="who"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b; charset=punycode"}
    begun = time.monotonic()
    answer = client.post("/person", content=part + b"-" + b"a" * 200_000 + b"\r\n--b--\r\n", headers=OURS | kind)
    assert answer.status_code == 415 and time.monotonic() - begun < 1
    utf = {"Content-Type": "multipart/form-data; boundary=b; charset=UTF-8"}
    assert client.post("/person", content=part + b"Ilka\r\n--b--\r\n", headers=OURS | utf).status_code == 303
