"""Saved searches, bulk, leases and checks in the browser's stead: what is new, what is sent, what two people get."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree, html
from starlette.testclient import TestClient
from store_desk import write_reports
from web_desk import BASE, OURS, WHO, Pages, fill, opened, quick_home

from reportedly import deciding, following, reviewing
from reportedly.alerts.sending import Sender
from reportedly.decision import Verb
from reportedly.intake.post import PostError
from reportedly.web.app import make_app
from reportedly.web.desk import Desk
from reportedly.web.pages import queue, search
from reportedly.workspace import Given, search_store

OTHER = "Bo Hale"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Pages]:
    """A workspace that a test may change."""
    with quick_home(tmp_path):
        fill(tmp_path, 6)
        with opened(tmp_path) as found:
            found[0].cookies.set("person", WHO.replace(" ", "%20"))
            yield found


def client_of(desk: Desk, name: str) -> TestClient:
    """The pages as another person has them."""
    made = TestClient(make_app(desk), base_url=BASE, follow_redirects=False)
    made.cookies.set("person", name.replace(" ", "%20"))
    return made


def words(text: str) -> str:
    return " ".join(html.fromstring(text).xpath("//main")[0].text_content().split())


def add(desk: Desk, many: int) -> None:
    """So many more reports, which come in while the server runs."""
    folder = desk.folder.parent / "more"
    write_reports(folder, many)
    plan = desk.workspace.plan([str(folder)], Given(language="en"))
    for _ in desk.workspace.add(desk.store, plan):
        pass
    desk.following.ask()


def wait_for(desk: Desk, number: int, new: int) -> None:
    for _ in range(200):
        if next(one for one in following.saved_searches(desk.store) if one.id == number).found == new:
            return
        time.sleep(0.05)
    raise AssertionError("the saved search was not asked")


def fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to an address."""
    found = html.fromstring(page).xpath(
        "//form[@method='post' and (@action=$to or starts-with(@action, concat($to, '#')))]", to=action
    )[0]
    return {one.get("name"): one.get("value") for one in found.xpath(".//input[@type='hidden']")}


def test_a_search_is_saved_says_what_is_new_and_what_was_seen(own: Pages) -> None:
    client, desk = own
    made = client.post("/saved", data={"name": "Fires", "q": "market number"}, headers=OURS)
    assert made.status_code == 303
    place = made.headers["location"]
    assert "Nothing came in since you last looked" in words(client.get(place).text)
    add(desk, 8)
    wait_for(desk, int(place.rsplit("/", 1)[1]), 8)
    assert "Fires 8 new" in words(client.get("/saved").text)
    page = client.get(place).text
    assert page.count('class="hit"') == 8
    assert client.post(f"{place}/seen", data=fields(page, f"{place}/seen"), headers=OURS).status_code == 303
    assert "Fires 0 new" in words(client.get("/saved").text)
    assert "Fires 8 new" in words(client_of(desk, OTHER).get("/saved").text)
    assert client.post(f"{place}/remove", headers=OURS).status_code == 303
    assert client.get(place).status_code == 404


def test_a_name_that_is_taken_and_an_odd_query_are_refused(own: Pages) -> None:
    client, _ = own
    assert "saved as" in client.post("/saved", data={"name": "Markets", "q": "x"}, headers=OURS).text
    refused = client.post("/saved", data={"name": "Odd", "q": "killed:"}, headers=OURS)
    (told,) = html.fromstring(refused.text).xpath("//*[@role='alert']")
    assert refused.status_code == 400 and "a value must stand after the colon" in told.text_content()


def test_a_feed_holds_what_the_search_finds_and_loses_what_is_forgotten(own: Pages) -> None:
    client, desk = own
    answer = client.get("/saved/1/feed")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = etree.fromstring(answer.content).findall("{*}entry")
    assert len(entries) == search_store(desk.store, "market", 1).total == 6
    assert "<title>reportedly: Markets</title>" in answer.text
    report = search_store(desk.store, "market", 1).hits[0].report
    desk.store.forget(report)
    assert len(etree.fromstring(client.get("/saved/1/feed").content).findall("{*}entry")) == 5
    assert report not in client.get("/saved/1/feed").text


def test_the_secret_of_a_webhook_is_shown_on_one_answer_alone(own: Pages) -> None:
    client, desk = own
    made = client.post("/saved/1/alert", data={"webhook": "https://hooks.example.org/desk"}, headers=OURS)
    (secret,) = re.findall(r"<code>([\w-]{40,})</code>", made.text)
    again = client.get("/saved/1")
    assert "https://hooks.example.org/desk" in again.text and secret not in again.text
    inside = client.post("/saved/1/alert", data={"webhook": "http://127.0.0.1:8642/undo"}, headers=OURS)
    assert inside.status_code == 400 and "give the public address" in words(inside.text)
    assert client.post("/saved/1/alert", data={"mail": "no address"}, headers=OURS).status_code == 400
    assert (
        client.post("/saved/1/alert", data={"mail": "ilka@news.example", "every": "hour"}, headers=OURS).status_code
        == 303
    )
    assert "Mail to ilka@news.example, at most one an hour" in words(client.get("/saved/1").text)
    for alert in following.alerts_of(desk.store):
        client.post("/saved/1/alert/end", data={"alert": alert.id}, headers=OURS)
    assert following.alerts_of(desk.store) == []


def test_the_server_sends_what_comes_in_and_says_what_failed(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, desk = own
    got: list[bytes] = []
    fails = [True]

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
        if fails and fails.pop():
            raise PostError("it answered 410", final=True)
        got.append(body)

    monkeypatch.setattr(following, "sender_of", lambda folder: Sender(post=post))
    client.post("/saved/1/alert", data={"webhook": "https://hooks.example.org/desk"}, headers=OURS)
    add(desk, 9)
    for _ in range(200):
        if "it answered 410" in (page := client.get("/saved/1").text):
            break
        time.sleep(0.05)
    assert "it answered 410" in page and got == []
    other = following.save(desk.store, "Night", "night", WHO).id
    wrong = client.post(f"/saved/{other}/again", data=fields(page, "/saved/1/again"), headers=OURS)
    assert wrong.status_code == 400 and "has failed here" in wrong.text
    client.post("/saved/1/again", data=fields(page, "/saved/1/again"), headers=OURS)
    for _ in range(200):
        if got:
            break
        time.sleep(0.05)
    assert len(got) == 1 and b"market number" in got[0]


def bulk(client: TestClient, verb: str, query: str = "market") -> tuple[str, dict[str, str]]:
    """The preview of a page of results, and the fields of its form."""
    shown = client.get("/search", params={"q": query}).text
    page = client.post("/bulk", data=fields(shown, "/bulk") | {"verb": verb}, headers=OURS).text
    return page, fields(page, "/bulk/judge")


def listed(page: str) -> list[str]:
    return [str(one) for one in html.fromstring(page).xpath("//input[@name='claim']/@value")]


def test_exactly_what_was_shown_is_judged_as_one_decision_and_one_undo(
    own: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = own
    monkeypatch.setattr(search, "MANY", 4)
    page, kept = bulk(client, "accept")
    claims = listed(page)
    assert len(claims) == 4 and deciding.decisions(desk.store) == []
    assert claims == [hit.claim for hit in search_store(desk.store, "market", 4).hits]
    done = client.post("/bulk/judge", data=kept | {"claim": claims[:3], "why": "read together"}, headers=OURS)
    assert done.status_code == 303
    made = deciding.decisions(desk.store)
    assert {one.number for one in made} == {1} and [one.target.claim for one in made if one.target] == claims[:3]
    assert {one.why for one in made} == {"read together"}
    with desk.store.reads() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM changes WHERE op = 'decide'").scalar()
    assert rows == 1
    back = client.get(done.headers["location"]).text
    assert "Undo all of it" in words(back)
    assert client.post("/undo", data=fields(back, "/undo"), headers=OURS).status_code == 303
    assert search_store(desk.store, "judgement:accepted", 1).total == 0
    assert desk.store.check() == []


def test_what_somebody_decided_meanwhile_stops_all_of_it(own: Pages) -> None:
    client, desk = own
    page, kept = bulk(client, "reject")
    claims = listed(page)
    deciding.judge(desk.store, Verb.ACCEPT, claims[-1:], OTHER)
    done = client.post("/bulk/judge", data=kept | {"claim": claims}, headers=OURS)
    assert done.status_code == 409 and "Somebody decided" in words(done.text)
    assert search_store(desk.store, "judgement:rejected", 1).total == 0
    assert "1 of them was judged already" in words(bulk(client, "reject")[0])


def test_a_preview_that_cannot_be_kept_comes_back_with_what_was_taken_out_and_why(own: Pages) -> None:
    client, desk = own
    page, kept = bulk(client, "accept")
    claims = listed(page)
    deciding.judge(desk.store, Verb.REJECT, claims[-1:], OTHER)
    told = client.post("/bulk/judge", data=kept | {"claim": claims[1:], "why": "read together"}, headers=OURS)
    assert told.status_code == 409
    page = html.fromstring(told.text)
    checked = page.xpath("//input[@name='claim'][@checked]/@value")
    assert checked == claims[1:] and page.xpath("//input[@name='why']/@value") == ["read together"]
    again = client.post("/bulk/judge", data=fields(told.text, "/bulk/judge") | {"claim": checked}, headers=OURS)
    assert again.status_code == 303


def test_an_address_that_takes_no_mail_stands_in_its_form_again(own: Pages) -> None:
    client, _ = own
    answer = client.post("/saved/1/alert", data={"mail": "desk at news", "every": "hour", "who": WHO}, headers=OURS)
    assert answer.status_code == 400 and "is no address for mail" in words(answer.text)
    page = html.fromstring(answer.text)
    assert page.xpath("//input[@name='mail']/@value") == ["desk at news"]
    assert page.xpath("//select[@name='every']/option[@selected]/@value") == ["hour"]


def test_a_claim_that_was_not_shown_is_not_judged(own: Pages) -> None:
    client, desk = own
    page, kept = bulk(client, "accept", "market number 0")
    stranger = search_store(desk.store, "depots", 1).hits[0].claim
    for chosen in ([stranger], [*listed(page), stranger], []):
        assert client.post("/bulk/judge", data=kept | {"claim": chosen}, headers=OURS).status_code == 400
    assert client.post("/bulk", data={"claims": "none", "verb": "accept"}, headers=OURS).status_code == 400
    assert client.post("/bulk", data={"claims": stranger, "verb": "burn"}, headers=OURS).status_code == 400
    assert deciding.decisions(desk.store) == []


def test_what_another_judged_at_once_is_not_offered_to_be_taken_back(own: Pages) -> None:
    client, desk = own
    page, kept = bulk(client, "accept")
    done = client.post("/bulk/judge", data=kept | {"claim": listed(page)}, headers=OURS).headers["location"]
    assert "Undo all of it" in client.get(done).text
    assert "Undo all of it" not in client_of(desk, OTHER).get(done).text


HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}  # what a browser says of a link on our own page
LED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def open_claim(client: TestClient, query: str) -> str:
    page = client.get("/queue", params={"q": query}, headers=HERE)
    return fields(page.text, "/queue")["claim"]


def test_two_people_in_one_queue_get_different_claims(own: Pages) -> None:
    client, desk = own
    other = client_of(desk, OTHER)
    first, second = open_claim(client, "market"), open_claim(other, "market")
    assert first != second
    assert "1 open with others" in words(client.get("/queue?q=market").text)
    seen = []
    for who in (client, other) * 3:
        page = who.get("/queue", params={"q": "market"}, headers=HERE).text
        seen.append(fields(page, "/queue")["claim"])
        done = who.post("/queue", data=fields(page, "/queue") | {"verb": "accept"}, headers=OURS)
        assert done.status_code == 303
        who.get(done.headers["location"], headers=HERE)
    assert len(set(seen)) == 6
    assert "Bo Hale" in {one.who for one in deciding.decisions(desk.store)}


@pytest.mark.parametrize("headers", [LED, {}], ids=["a link elsewhere", "a program"])
def test_a_link_elsewhere_opens_no_claim_in_a_persons_name(own: Pages, headers: dict[str, str]) -> None:
    client, desk = own
    page = client.get("/queue", params={"q": "market"}, headers=headers)
    assert page.status_code == 200 and fields(page.text, "/queue")["claim"]
    assert reviewing.opened_by_others(desk.store, "Bo Hale") == []
    open_claim(client, "market")
    assert [lease.who for lease in reviewing.opened_by_others(desk.store, "Bo Hale")] == [WHO]


def test_who_follows_a_link_to_a_claim_that_is_open_is_told_so(own: Pages) -> None:
    client, desk = own
    claim = open_claim(client, "market")
    assert "Ilka Dorn has this claim open" in words(client_of(desk, OTHER).get(f"/queue?q=market&claim={claim}").text)


def test_who_comes_when_others_have_all_of_it_is_told_to_come_back(own: Pages) -> None:
    _, desk = own
    query = "market number 0"
    many = search_store(desk.store, query, 1).total
    opened_now = {open_claim(client_of(desk, f"Coder {number}"), query) for number in range(many)}
    assert len(opened_now) == many
    assert "Others have open what waits here" in words(client_of(desk, OTHER).get("/queue", params={"q": query}).text)


def test_an_alert_by_mail_says_that_nobody_takes_mail_yet(own: Pages) -> None:
    client, desk = own
    place = client.post("/saved", data={"name": "Mailed", "q": "market"}, headers=OURS).headers["location"]
    assert "No mail server is named yet" in words(client.get(place).text)
    settings = '[mail]\nhost = "127.0.0.1"\nsecurity = "none"\nfrom = "desk@news.example"\n'
    (desk.folder / "reportedly.toml").write_text(settings, encoding="utf-8")
    assert "No mail server" not in words(client.get(place).text)


def test_settings_that_cannot_be_used_are_said_where_alerts_are(own: Pages) -> None:
    client, desk = own
    (desk.folder / "reportedly.toml").write_text("[mail]\nport = 25\n", encoding="utf-8")
    desk.following.ask()
    for _ in range(200):
        if "Nothing is asked or sent now" in (page := words(client.get("/saved/1").text)):
            break
        time.sleep(0.05)
    assert "[mail] cannot be used (host is a text)" in page


def test_at_its_end_a_queue_says_what_was_skipped(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = own
    monkeypatch.setattr(queue, "MANY", 4)
    page = client.get("/queue?q=market").text
    first = fields(page, "/queue")["claim"]
    while "after=" not in page:  # until the next one is of the next part
        (address,) = html.fromstring(page).xpath("//a[@rel='next']/@href")
        page = client.get(address).text
    while 'name="verb"' in page:
        done = client.post("/queue", data=fields(page, "/queue") | {"verb": "accept"}, headers=OURS)
        page = client.get(done.headers["location"]).text
    assert "This is the end of the queue" in page and "3 claims wait still" in words(page)
    (again,) = html.fromstring(page).xpath("//a[text()='Begin again']/@href")
    assert fields(client.get(again).text, "/queue")["claim"] == first


def test_who_was_not_the_first_to_judge_a_claim_sees_what_was_decided(own: Pages) -> None:
    client, desk = own
    page = fields(client.get("/queue?q=market").text, "/queue")
    deciding.judge(desk.store, Verb.REJECT, [page["claim"]], OTHER)
    late = client.post("/queue", data=page | {"verb": "accept"}, headers=OURS)
    assert late.status_code == 409 and "was judged since you opened it" in words(late.text)
    assert fields(late.text, "/queue")["claim"] == page["claim"] and OTHER in words(late.text)
    assert [made.verb for made in deciding.decisions(desk.store)] == [Verb.REJECT]
    again = client.post("/queue", data=fields(late.text, "/queue") | {"verb": "accept"}, headers=OURS)
    assert again.status_code == 303 and deciding.decisions(desk.store)[-1].verb is Verb.ACCEPT


def test_a_queue_for_two_people_shows_neither_what_the_other_decided(own: Pages) -> None:
    client, desk = own
    other = client_of(desk, OTHER)
    page = client.get("/queue?q=market needs:2").text
    claim = fields(page, "/queue")["claim"]
    client.post("/queue", data=fields(page, "/queue") | {"verb": "accept"}, headers=OURS)
    assert claim not in client.get("/queue?q=market needs:2").text, "who judged it is done with it"
    theirs = other.get(f"/queue?q=market needs:2&claim={claim}").text
    assert "each judges alone" in words(theirs) and WHO not in words(theirs)
    other.post("/queue", data=fields(theirs, "/queue") | {"verb": "reject"}, headers=OURS)
    assert claim not in {hit.claim for hit in search_store(desk.store, "needs:2", 50).hits}
    settle = client_of(desk, "Kat Ruhn").get("/queue?q=agreed:no").text
    assert fields(settle, "/queue")["claim"] == claim and WHO in words(settle) and OTHER in words(settle)


def test_a_queue_for_two_people_shows_what_was_read_and_not_what_the_other_corrected(own: Pages) -> None:
    client, desk = own
    claim = fields(client.get("/queue?q=market needs:2").text, "/queue")["claim"]
    deciding.correct(desk.workspace, desk.store, claim, ["source=Palace of Osprey", "certainty=denied"], WHO)
    theirs = words(client_of(desk, OTHER).get(f"/queue?q=market needs:2&claim={claim}").text)
    assert "each judges alone" in theirs and "Palace of Osprey" not in theirs and "denied" not in theirs
    assert "Palace of Osprey" in words(client.get(f"/claim/{claim}").text)


def test_checks_show_agreement_and_where_people_differ(own: Pages) -> None:
    client, desk = own
    assert "No two people have decided on the same claim yet" in words(client.get("/checks").text)
    claims = [hit.claim for hit in search_store(desk.store, "market", 3).hits]
    deciding.judge(desk.store, Verb.ACCEPT, claims, WHO)
    deciding.judge(desk.store, Verb.ACCEPT, claims[:2], OTHER)
    deciding.judge(desk.store, Verb.REJECT, claims[2:], OTHER)
    page = client.get("/checks").text
    assert "3 claims decided on by two people or more: Bo Hale, Ilka Dorn" in words(page)
    row = html.fromstring(page).xpath("//tr[th='judgement']/td")
    assert [cell.text for cell in row] == ["0.00", "3", "2", "1"]
    assert f"/claim/{claims[2]}" in page and f"/claim/{claims[0]}" not in page


def test_a_sheet_is_the_one_that_the_command_draws(own: Pages) -> None:
    client, _ = own
    answer = client.get("/export/sheet?many=3&seed=7&q=market")
    assert answer.status_code == 200 and "reportedly-sheet-7.csv" in answer.headers["content-disposition"]
    assert answer.text == client.get("/export/sheet?many=3&seed=7&q=market").text
    assert len(answer.text.strip().split("⟦")) - 1 == 3
    assert client.get("/export/sheet?many=5000").status_code == 400
    assert client.get("/export/sheet?q=(").status_code == 400
