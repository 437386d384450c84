"""The pages of a workspace, without a browser: every route answers, refuses what is not ours, and shows text as text."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote, unquote_plus

import pytest
import store_desk
from hostile_readings import ATTEMPTS, hostile
from hostile_texts import PAYLOADS
from invented import reading
from lxml import html
from starlette.testclient import TestClient
from web_desk import OURS, WHO, Pages, fill, first_claim, opened, quick_home, unlike

from reportedly import deciding, readers
from reportedly.decision import Verb
from reportedly.records import Outlet, Reading, Report, Source, digest, version_of
from reportedly.store import decided
from reportedly.web.desk import Desk
from reportedly.web.linking import Linking
from reportedly.web.orders import Orders
from reportedly.web.pages import incidents
from reportedly.web.permission import Permission
from reportedly.web.routes import ALONE, EMBEDS, ROUTES, Route
from reportedly.workspace import Given, search_store

EVERY = (*ROUTES, *ALONE)
ODD = (
    "", " ", "(", ")", "((", "()", "\"", "\"\"", "\\", "*", "a*b", "**", "AND", "OR", "NOT", "a AND", "OR a",
    "NOT NOT a", "-", "--a", "a OR OR b", "source:", "source:(", "source:\"", "sourc:x", "killed:", "killed:>=",
    "killed:x", "killed:9..1", "killed:>=99999999999999999999", "date:2031-13", "date:..", "date:2031-02-30",
    "within:50km", "place:x within:", "place:x within:9999999999km", "certainty:true", "origins:>=2", "unnamed:maybe",
    "custody:yes,no", "text:", "http://example.test/a?b=c", "a:b:c", "' OR 1=1 --", "%", "_", "a\x00b",
    "\ud83d\ude00", "🚢", "صحيفة", "\u202e", "<script>", "{{7*7}}", "a" * 2_500, "(" * 60 + ")" * 60,
    "x AND " * 120 + "x", "NEAR(a b)", "a^2", "a~1", "[1 TO 2]",
)  # fmt: skip


ELSEWHERE: dict[str, dict[str, str]] = {
    "nothing said": {},
    "another origin": {"Origin": "http://elsewhere.test"},
    "null": {"Origin": "null"},
    "no origin at all": {"Origin": "http://["},
    "cross-site": {"Sec-Fetch-Site": "cross-site", **OURS},
    "same-site": {"Sec-Fetch-Site": "same-site"},
}
ASKED = ("/search?q=", "/queue?q=", "/export?format=csv&q=", "/source?name=", "/outlet?name=", "/search?after=")


def address_of(route: Route, desk: Desk) -> str:
    """An address that a route answers, made of what the workspace holds."""
    incident = desk.incidents()[0]
    claim = first_claim(desk)
    ids = {"incident": incident.id, "report": incident.reports[0], "claim": claim, "saved": "1"}
    of = next((part for part in route.path.split("/") if part in ids), "")
    found = route.path.replace("{id}", ids.get(of, ""))
    found = found.replace("{mark}", "x").replace("{name}", "style.css")
    query = {
        "/source": "?name=Tesk%20Valley%20Watch",
        "/outlet": "?name=Corriden%20Daily",
        "/export": "?q=killed:>=1&format=csv",
        "/export/network": "?format=graphml",
    }
    return found + query.get(route.path, "")


@pytest.mark.parametrize("route", [one for one in EVERY if one.method == "GET"], ids=lambda route: route.path)
def test_every_page_answers(pages: Pages, route: Route) -> None:
    client, desk = pages
    answer = client.get(address_of(route, desk))
    assert answer.status_code == (303 if route.path == "/" else 200), answer.text[-600:]
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = html.fromstring(answer.text)
        assert page.xpath("count(//h1)") == 1 and page.xpath("//title")[0].text.endswith(" – reportedly")
        own = "//style | " if not route.path.startswith(EMBEDS) else ""  # a card stands alone
        assert page.xpath(f"{own}//script[not(@src)] | //@style") == []


def test_every_route_names_a_permission_and_no_page_stands_beside_the_table(pages: Pages) -> None:
    client, _ = pages
    assert all(isinstance(route.permission, Permission) for route in EVERY)
    assert all(
        route.permission > Permission.VIEWER
        for route in EVERY
        if route.method != "GET" and route.path not in ("/person", "/incidents/looked")
    )
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("route", [one for one in EVERY if one.method != "GET"], ids=lambda route: route.path)
@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_change_from_elsewhere_is_refused(pages: Pages, route: Route, headers: dict[str, str]) -> None:
    client, desk = pages
    answer = client.post(address_of(route, desk), data={"who": WHO, "verb": "accept"}, headers=headers)
    assert answer.status_code == 403
    assert deciding.decisions(desk.store) == []


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost@evil.test", "", "192.0.2.7:8642", "["])
def test_a_name_that_is_not_ours_is_refused(pages: Pages, host: str) -> None:
    client, _ = pages
    assert client.get("/incidents", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("path", "how", "status"),
    [
        ("/search?q=market", {"Sec-Fetch-Mode": "navigate"}, 200),
        ("/search?q=market", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ("/search?q=market", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ("/search?q=market", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ("/search?q=market", {"Sec-Fetch-Mode": "cors"}, 403),
        ("/search?q=market", {}, 403),
        ("/export?format=csv", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403),
        ("/export?format=csv", {"Sec-Fetch-Mode": "no-cors"}, 403),
    ],
)
def test_another_site_may_lead_to_a_page_and_do_nothing_else(
    pages: Pages, site: str, path: str, how: dict[str, str], status: int
) -> None:
    client, _ = pages
    assert client.get(path, headers={"Sec-Fetch-Site": site, **how}).status_code == status
    assert client.get(path, headers={"Sec-Fetch-Site": "same-origin", **how}).status_code == 200


def test_every_answer_says_what_a_browser_may_do(own: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, desk = own
    answers = [client.get(path) for path in ("/incidents", "/nowhere", "/report/none", "/search?q=(")]
    answers += [client.post("/undo"), client.get("/incidents", headers={"Host": "evil.test"})]
    monkeypatch.setattr(desk, "incidents", lambda: 1 / 0)
    answers.append(client.get("/incidents"))
    assert [answer.status_code for answer in answers] == [200, 404, 404, 400, 403, 421, 500]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert "ZeroDivision" not in answers[-1].text and "division" not in answers[-1].text


def test_what_is_too_large_is_refused(pages: Pages) -> None:
    client, _ = pages
    assert client.post("/person", data={"who": "x" * 300_000}, headers=OURS).status_code == 413
    pieces = (b"x" * 65_536 for _ in range(8))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/person", content=pieces, headers=OURS | kind).status_code == 413
    assert client.get("/search?q=" + "x" * 20_000).status_code == 414


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_an_odd_query_is_answered_and_explained(pages: Pages, query: str) -> None:
    client, _ = pages
    asked = quote(query, errors="surrogatepass")
    for path in (
        "/search?q=",
        "/queue?q=",
        "/export?format=csv&q=",
        "/source?name=",
        "/outlet?name=",
        "/search?after=",
        "/claim/",
        "/report/",
        "/incident/",
        "/feed/claims?q=",
        "/embed/claim/",
    ):
        answer = client.get(path + asked)
        assert answer.status_code < 500, (path, answer.text[-500:])
    for path in ("/search?q=", "/queue?q="):
        found = client.get(path + asked)
        assert found.status_code == 200 or 'role="alert"' in found.text or "longer than" in found.text


@pytest.mark.parametrize("texts", [PAYLOADS, ATTEMPTS], ids=["scripts", "signs"])
def test_texts_that_try_to_act_are_shown(tmp_path: Path, texts: tuple[str, ...]) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1, tuple(unlike(hostile(text), text) for text in texts))
        with opened(tmp_path) as (client, desk):
            for text in texts[:6]:
                reading = desk.store.reading(digest(text))
                assert reading
                changed = ["certainty=denied", "source=<b onclick=alert(1)"]
                deciding.correct(desk.workspace, desk.store, reading.claims[0].id, changed, WHO, text)
            paths = ["/incidents", "/search", "/search?q=said", "/decisions", "/queue", "/help"]
            for found in desk.store.readings():
                paths += [f"/report/{found.report.id}", *(f"/claim/{claim.id}" for claim in found.claims[:1])]
                paths += [f"/claim/{claim.id}/correct" for claim in found.claims[:1]]
                paths += [f"/embed/claim/{claim.id}" for claim in found.claims[:1]]
                if found.report.outlet:
                    paths.append("/outlet?name=" + quote(found.report.outlet.name, errors="replace"))
            paths += [f"/incident/{one.id}" for one in desk.incidents()]
            paths += [f"/embed/incident/{one.id}/chain" for one in desk.incidents()]
            for path in paths:
                answer = client.get(path)
                assert answer.status_code in (200, 400, 404), (path, answer.status_code)
                assert not acting(answer.text), path


def acting(page: str) -> list[str]:
    """What of a page could act, other than our one script."""
    tree = html.fromstring(page)
    found = [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    found += [
        str(link)
        for link in tree.xpath("//@href | //@action | //@src")
        if not re.match(r"(/|#|https?://|data:,$)", link)
    ]
    found += tree.xpath("//script[not(starts-with(@src, '/static/'))] | //iframe | //object | //embed | //img | //base")
    raw = re.findall("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page.replace("\r", ""))
    return [*map(str, found), *raw]


def test_incidents_are_narrowed_by_address(pages: Pages) -> None:
    client, desk = pages
    every = client.get("/incidents").text
    assert "3 reports, 1 independent origin" in every
    one = client.get("/incidents?view=one").text
    assert one.count("independent origin") == sum(len(i.reports) > 1 and i.high == 1 for i in desk.incidents())
    assert "No incident fits" in client.get("/incidents?kind=sanction").text
    assert client.get("/incidents?page=900").text.count("<bdi>") == every.count("<bdi>") > 1
    assert client.get("/incidents?page=x").status_code == 404


def test_a_long_list_is_parted_into_pages(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    client, desk = pages
    monkeypatch.setattr(incidents, "MANY", 2)
    first, last = client.get("/incidents").text, client.get("/incidents?page=2").text
    ids = re.findall(r"/incident/(\w+)", first + last)
    assert len(ids) == len(set(ids)) == min(4, len(desk.incidents()))


def test_search_marks_words_narrows_and_goes_on(pages: Pages) -> None:
    client, _ = pages
    found = client.get("/search?q=market").text
    assert "<mark>market</mark>" in found
    assert "certainty%3Ahedged" in client.get("/search").text
    narrowed = client.get("/search?q=market+kind:assault").text
    assert "No claim matches" in narrowed and "market" in narrowed


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("market certainty:asserted", "market"),
        ("certainty:asserted", ""),
        ("market certainty:asserted NOT act:deny", "market NOT act:deny"),
        ('"fire OR" OR market', None),
        ("market OR certainty:asserted", None),
        ("NOT certainty:denied", None),
        ("-(certainty:asserted kind:assault)", None),
    ],
)
def test_a_value_is_taken_out_where_all_claims_must_have_it(pages: Pages, query: str, without: str | None) -> None:
    client, _ = pages
    page = html.fromstring(client.get(f"/search?q={quote(query)}").text)
    links = page.xpath("//nav[@class='facets']//a[@class='chosen']/@href")
    found = [unquote_plus(link.partition("?q=")[2]) for link in links]
    assert found == ([] if without is None else [without])


def test_a_name_without_letters_is_counted_like_any_other(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        found = reading()
        told = replace(found, report=replace(found.report, version=digest("odd"), outlet=Outlet("?!")))
        fill(tmp_path, 3, (told,))
        with opened(tmp_path) as (client, _):
            assert "?!" in client.get("/search").text


def test_a_page_of_results_ends_where_the_next_begins(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.web.pages import search

    client, _ = pages
    monkeypatch.setattr(search, "MANY", 4)
    address, seen = "/search?q=", []
    while address:
        page = html.fromstring(client.get(address).text)
        seen += page.xpath("//ol[@data-list]//p[@class='quote']/a/@href")
        further = page.xpath("//a[@rel='next']/@href")
        address = further[0] if further else ""
    total = len(set(seen))
    assert len(seen) == total and f"of {total} claims" in client.get("/search?q=").text


def test_an_export_holds_as_many_rows_as_its_button_says(pages: Pages) -> None:
    client, _ = pages
    page = client.get("/search?q=killed:>=11").text
    many = int(re.search(r'format=csv"[^>]*>CSV of claims <span class="many">(\d+)', page)[1])  # type: ignore[index]
    assert re.search(r'format=ris"[^>]*>RIS</a>', page), "a bibliography holds reports, not so many claims"
    answer = client.get("/export?q=killed:>=11&format=csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="reportedly.csv"'
    assert len(answer.text.splitlines()) == many + 1
    assert client.get("/export?q=market&format=atom-incidents").text.startswith("<?xml")
    assert client.get("/export?q=market&format=nonsense").status_code == 400


def test_a_claim_is_corrected_by_form_and_set_back(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    form = form_of(client, f"/claim/{claim}/correct")
    sent = form | {"certainty": "hedged", "killed.1": "9..", "why": "the mayor said so", "who": WHO}
    answer = client.post(f"/claim/{claim}/correct", data=sent, headers=OURS)
    assert answer.status_code == 303 and answer.headers["location"] == f"/claim/{claim}?done=1"
    assert "Ilka%20Dorn" in answer.headers["set-cookie"] and "SameSite=strict" in answer.headers["set-cookie"]
    page = html.fromstring(client.get(answer.headers["location"]).text).text_content()
    assert (
        "Ilka Dorn corrected certainty: asserted → hedged" in page
        and "Ilka Dorn corrected killed of event 1" in page
        and "the mayor said so" in page
        and "Kept as decision 1" in page
    )
    made = deciding.decisions(desk.store)
    assert {one.field for one in made} == {"certainty", "killed.1"}
    assert client.post("/undo", data={"number": "1", "back": f"/claim/{claim}"}, headers=OURS).status_code == 303
    assert "by 2" in client.get("/decisions").text


def test_what_a_later_decision_overruled_in_part_can_be_taken_back_still(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    deciding.correct(desk.workspace, desk.store, claim, ["certainty=hedged", "killed.1=9"], WHO)
    deciding.correct(desk.workspace, desk.store, claim, ["certainty=denied"], "Bo Hale")
    client.cookies.set("person", WHO)
    page = html.fromstring(client.get("/decisions").text)
    offered = page.xpath("//form[@action='/undo']/input[@name='number']/@value")
    assert offered == ["2", "1"]
    told = " ".join(page.xpath("//ol[@class='decided-list']")[0].text_content().split())
    assert "Ilka Dorn corrected certainty: asserted → hedged (overruled by 2)" in told
    for number in offered:
        client.post("/undo", data={"number": number}, headers=OURS)
    page = html.fromstring(client.get("/decisions").text)
    assert page.xpath("//form[@action='/undo']/input[@name='number']/@value") == ["4", "3"]


def test_a_claim_of_a_private_person_names_nobody_beside_its_article(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    said = deciding.find_claim(desk.store, claim)[0].report.text
    assert "Tesk Valley Watch" in said
    deciding.correct(
        desk.workspace, desk.store, claim, ["source.1=Jora Venn", "mention.1=Tesk Valley Watch", "type.1=resident"], WHO
    )
    for address in (f"/claim/{claim}", "/decisions"):
        page = html.fromstring(client.get(address).text)
        for article in page.xpath("//section[contains(@class, 'textside')]"):
            article.drop_tree()
        told = page.text_content()
        assert "a resident (named in the text)" in told
        assert "Venn" not in told and "named by" not in told
        assert "Tesk Valley Watch" not in " ".join(page.xpath("//dl//text()"))


def test_names_of_a_decision_stand_apart_in_their_own_direction(own: Pages) -> None:
    client, desk = own
    deciding.correct(desk.workspace, desk.store, first_claim(desk), ["source.1=مرصد الوادي"], "إلكا دورن")
    page = html.fromstring(client.get("/decisions").text)
    assert page.xpath("//ol[@class='decided-list']//p/b/bdi/text()")[0] == "إلكا دورن"
    assert "مرصد الوادي" in page.xpath("//ol[@class='decided-list']//p/bdi/text()")


def test_a_decision_leads_to_its_claim_also_where_that_was_read_anew(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    deciding.correct(desk.workspace, desk.store, claim, ["certainty=hedged"], WHO)
    report = deciding.find_claim(desk.store, claim)[0]
    text = "Updated.\n\n" + report.report.text
    anew = readers.reader_of("en", ()).read(replace(report.report, text=text, version=version_of(text.encode())))
    assert desk.store.add(anew) and claim not in {one.id for one in anew.claims}
    answer = client.get(f"/claim/{claim}")
    assert answer.status_code == 307 and client.get(answer.headers["location"]).status_code == 200
    assert "hedged" in client.get(answer.headers["location"]).text


def test_whoever_saves_second_sees_both_values(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    form = form_of(client, f"/claim/{claim}/correct")
    deciding.correct(desk.workspace, desk.store, claim, ["certainty=denied"], "Bo Hale")
    answer = client.post(f"/claim/{claim}/correct", data=form | {"certainty": "hedged", "who": WHO}, headers=OURS)
    assert answer.status_code == 409
    assert "said asserted when you opened the form; it says denied now" in answer.text
    assert len(deciding.decisions(desk.store)) == 1


@pytest.mark.parametrize("name", ["Tesk \u202eValley\u2066 Watch", "Tesk Valley\n  Watch", "Tesk\tValley\x1b Watch"])
def test_a_claim_with_odd_signs_is_corrected_by_form(tmp_path: Path, name: str) -> None:
    found = reading()
    told = [claim for claim in found.claims if claim.chain]
    odd = tuple(replace(claim, chain=(replace(claim.chain[0], name=name), *claim.chain[1:])) for claim in told)
    with quick_home(tmp_path):
        report = replace(found.report, version=digest(name))
        fill(tmp_path, 1, (replace(found, report=report, claims=odd),))
        with opened(tmp_path) as (client, desk):
            claim = next(
                one.id
                for kept in desk.store.readings()
                for one in kept.claims
                if one.chain and one.chain[0].name == name
            )
            form = form_of(client, f"/claim/{claim}/correct") | {"who": WHO}
            same = client.post(f"/claim/{claim}/correct", data=form, headers=OURS)
            assert same.status_code == 400 and "nothing is corrected" in same.text
            sent = client.post(f"/claim/{claim}/correct", data=form | {"source.1": "Quellmark"}, headers=OURS)
            assert sent.status_code == 303
            made = deciding.decisions(desk.store)
            assert ("source.1", "Quellmark") in {(one.field, one.new) for one in made}


def test_a_form_that_cannot_be_kept_comes_back_as_it_was_filled_in(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    form = form_of(client, f"/claim/{claim}/correct")
    wrong = client.post(f"/claim/{claim}/correct", data=form | {"killed.1": "many", "who": WHO}, headers=OURS)
    assert wrong.status_code == 400 and 'value="many"' in wrong.text and "is no figure" in wrong.text
    same = client.post(f"/claim/{claim}/correct", data=form | {"who": WHO}, headers=OURS)
    assert same.status_code == 400 and "nothing is corrected" in same.text
    nobody = client.post(f"/claim/{claim}/correct", data=form | {"certainty": "hedged"}, headers=OURS)
    assert nobody.status_code == 400 and "Give yours too" in nobody.text
    assert deciding.decisions(desk.store) == []


def form_of(client: TestClient, address: str) -> dict[str, str]:
    """What a browser would send of the form on a page that nobody has touched."""
    form = html.fromstring(client.get(address).text).forms[-1]
    return {name: value or "" for name, value in form.form_values()}


def test_a_queue_is_gone_through_and_the_last_decision_taken_back(own: Pages) -> None:
    client, desk = own
    waiting = left(client.get("/queue?q=market").text)
    assert waiting == 6
    address, seen = "/queue?q=market", []
    for verb in ("accept", "reject", "unsure"):
        form = judging(client.get(address).text)
        seen.append(form["claim"])
        answer = client.post("/queue", data=form | {"verb": verb, "who": WHO}, headers=OURS)
        address = answer.headers["location"]
    assert len(set(seen)) == 3 and left(client.get(address).text) == 3
    assert left(client.get("/queue?q=market").text) == 3
    undone = client.post("/queue/undo", data={"number": "3", "q": "market"}, headers=OURS)
    assert seen[2] in undone.headers["location"]
    assert left(client.get(undone.headers["location"]).text) == 4
    judged = {one.target.claim: one.verb.value for one in deciding.decisions(desk.store) if one.target}
    assert judged == dict(zip(seen, ("accept", "reject", "unsure"), strict=True))


def test_a_skipped_claim_waits_and_an_empty_queue_says_so(own: Pages) -> None:
    client, _ = own
    first = client.get("/queue?q=market").text
    skip = html.fromstring(first).xpath("//a[@rel='next']/@href")[0]
    second = judging(client.get(skip).text)
    assert second["claim"] != judging(first)["claim"]
    back = html.fromstring(client.get(skip).text).xpath("//a[@rel='prev']/@href")[0]
    assert judging(client.get(back).text)["claim"] == judging(first)["claim"]
    assert "Nothing waits here" in client.get("/queue?q=zeppelin").text


def test_nothing_is_taken_back_unless_it_is_named(own: Pages) -> None:
    client, desk = own
    deciding.judge(desk.store, Verb.ACCEPT, [first_claim(desk)], "Bo Hale")
    for path in ("/undo", "/queue/undo"):
        for number in ("", " "):
            answer = client.post(path, data={"number": number, "who": WHO}, headers=OURS)
            assert answer.status_code == 400 and "It was not said which one is meant" in answer.text
    assert len(deciding.decisions(desk.store)) == 1


def test_only_a_decision_of_ones_own_that_stands_is_offered_to_be_taken_back(own: Pages) -> None:
    client, desk = own
    claim = first_claim(desk)
    deciding.judge(desk.store, Verb.ACCEPT, [claim], "Bo Hale")
    kept, offered = f"/claim/{claim}?done=", "/queue?q=market&last="
    client.post(f"/claim/{claim}/judge", data={"verb": "reject", "who": WHO}, headers=OURS)
    assert "Kept as decision 2" in client.get(kept + "2").text
    assert "Undo the last" in client.get(offered + "2").text
    for others in ("1", "3", "77", ""):
        assert "Kept as" not in client.get(kept + others).text
        assert "Undo the last" not in client.get(offered + others).text
    client.post("/undo", data={"number": "2"}, headers=OURS)
    assert "Kept as" not in client.get(kept + "2").text
    assert "Undo the last" not in client.get(offered + "2").text


def test_a_page_of_the_queue_loads_the_decided_reports_that_it_shows_alone(
    own: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = own
    for found in desk.store.readings():
        deciding.judge(desk.store, Verb.UNSURE, [found.claims[0].id], WHO)
    loaded: list[str] = []
    load = decided.load_read
    monkeypatch.setattr(
        decided, "load_read", lambda connection, report: loaded.append(report) or load(connection, report)
    )
    claim = first_claim(desk)
    assert "Decided before" in client.get(f"/queue?claim={claim}").text
    assert set(loaded) == {deciding.find_claim(desk.store, claim)[0].report.id}


def left(page: str) -> int:
    found = re.search(r"(\d+) claims? to judge", page)
    return int(found[1]) if found else 0


def judging(page: str) -> dict[str, str]:
    form = next(
        form for form in html.fromstring(page).forms if form.get("action") == "/queue" and form.method == "POST"
    )
    return {name: value or "" for name, value in form.form_values()}


def test_incidents_follow_a_decision_by_themselves(own: Pages) -> None:
    client, desk = own
    claims = [claim.id for found in desk.store.readings() for claim in found.claims if "market number 0" in claim.text]
    for claim in claims:
        client.post(f"/claim/{claim}/judge", data={"verb": "reject", "who": WHO}, headers=OURS)
    waited(lambda: not desk.store.size().stale)
    assert "rejected claims not counted" in client.get("/incidents").text


def test_incidents_follow_what_is_decided_elsewhere_and_a_failure_is_tried_again(
    own: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, desk = own
    waited(lambda: not desk.store.size().stale)
    monkeypatch.setattr(Linking, "again", 0.05)
    relink, failed = desk.workspace.relink, []

    def failing_once(workspace: object, store: object) -> object:
        if not failed:
            failed.append(store)
            raise OSError("the disk is full")
        return relink(desk.store)

    monkeypatch.setattr(type(desk.workspace), "relink", failing_once)
    desk.linking.ask()  # from here on it looks as often as that
    deciding.judge(desk.store, Verb.REJECT, [first_claim(desk)], "Bo Hale")
    waited(lambda: not desk.store.size().stale)
    assert failed


def test_a_fault_of_a_query_shows_what_to_type_as_such_and_what_was_typed_as_text(pages: Pages) -> None:
    client, _ = pages
    assert "did you mean <code>killed:</code>" in client.get("/search?q=killd:3").text
    hostile = client.get("/search", params={"q": "`<b>`\u202e:3"}).text
    assert "<b>`" not in hostile and "<code><b>" not in hostile and "\u202e" not in hostile


def test_an_uploaded_file_that_gave_no_report_goes_by_its_own_name(own: Pages) -> None:
    client, desk = own
    client.post("/intake/upload", files={"file": ("page.pdf", b"%PDF-1.4 nothing")}, headers=OURS)
    waited(lambda: desk.intake.job and desk.intake.job.done)
    told = html.fromstring(client.get("/intake").text).xpath("//ul[@class='failures']/li/b/text()")
    assert told and set(told) == {"page.pdf"}


def test_the_reasons_of_a_claim_are_words_that_the_help_explains(pages: Pages) -> None:
    terms = html.fromstring(pages[0].get("/help").text).xpath("//dt/text()")
    assert {"cue", "by-network", "knowledge", "chain", "origin"} <= set(terms)


def test_bodies_have_a_page_and_persons_have_none(pages: Pages) -> None:
    client, _ = pages
    page = client.get("/source?name=Tesk%20Valley%20Watch").text
    assert "Claims on its word" in page and "Outlets that carry its word" in page
    for name in ("residents of Marrow Ford", "field commander", "nobody"):
        refused = client.get(f"/source?name={quote(name)}")
        assert refused.status_code == 404
        assert "is cited here" not in refused.text, "whether somebody is cited is not what the page knows"
    assert not re.search(r"\b(reliab|credib|trust|score|fake|true|false)", html.fromstring(page).text_content(), re.I)


def test_an_officer_has_no_page_and_a_body_has_one_for_itself_alone(tmp_path: Path) -> None:
    renamed = {"Tesk Valley Watch": "Tesk Valley Watch Youth League", "field commander": "Army Major Ilka Dorn"}

    def other(found: Source) -> Source:
        return replace(found, name=renamed[found.name], unnamed=None, id=None) if found.name in renamed else found

    league = unlike(reading(), "league")
    league = replace(league, report=replace(league.report, version=digest("league")))
    told = tuple(replace(claim, id=digest(claim.id), chain=tuple(map(other, claim.chain))) for claim in league.claims)
    with quick_home(tmp_path):
        fill(tmp_path, 3, (replace(league, claims=told),))
        with opened(tmp_path) as (client, desk):
            assert client.get("/source?name=Army%20Major%20Ilka%20Dorn").status_code == 404
            claims = [claim for kept in desk.store.readings() for claim in kept.claims]
            said = [client.get(f"/claim/{claim.id}").text for claim in claims if len(claim.chain) > 1]
            assert "Army Major Ilka Dorn" in said[0] and not any("name=Army" in page for page in said)
            assert client.get("/source?name=Osmara%20Press%20Bureau").status_code == 200
            own = search_store(desk.store, 'cites:"Tesk Valley Watch" NOT cites:league', 100)
            page = html.fromstring(client.get("/source?name=Tesk%20Valley%20Watch").text)
            assert page.xpath("//dl[@class='figures']/div[2]/dd/text()") == [str(own.total)]
            assert {hit.chain[-1] for hit in own.hits} == {"Tesk Valley Watch"}
            assert client.get("/source?name=Tesk%20Valley").status_code == 404
            league_page = html.fromstring(client.get("/source?name=Tesk%20Valley%20Watch%20Youth%20League").text)
            assert "Osmara" not in league_page.xpath("string(//h2)")
            found = search_store(desk.store, 'cites:"=tesk valley watch youth league"', 100)
            assert league_page.xpath("//dl[@class='figures']/div[2]/dd/text()") == [str(found.total)] != ["0"]


def test_a_name_is_asked_once_and_leads_back(pages: Pages) -> None:
    client, _ = pages
    answer = client.post("/person", data={"who": f"  {WHO} ", "back": "/queue?q=a"}, headers=OURS)
    assert answer.headers["location"] == "/queue?q=a"
    assert WHO in client.get("/incidents").text
    for target in ("https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)"):
        answer = client.post("/person", data={"who": WHO, "back": target}, headers=OURS)
        assert answer.headers["location"] == "/"
    assert client.post("/person", data={"who": ">>>"}, headers=OURS).status_code == 400


def waited(done: object) -> None:
    """Waits until something is so. Raises AssertionError where it never is."""
    assert callable(done)
    for _ in range(600):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")


def test_a_file_is_uploaded_read_and_left_nowhere_but_in_the_store(own: Pages) -> None:
    client, desk = own
    text = "Fire in Osprey\n\nThe Tesk Valley Watch said 70 people were killed in Osprey on 3 May 2031 when market number 9 burned.\n"
    for _ in range(2):
        sent = {"file": ("../../night fire.txt", text.encode(), "text/plain")}
        answer = client.post("/intake/upload", data={"language": "en", "outlet": "Lumen"}, files=sent, headers=OURS)
        assert answer.headers["location"] == "/intake"
        waited(lambda: desk.intake.job and desk.intake.job.done)
    assert desk.intake.job and (desk.intake.job.added, desk.intake.job.present) == (0, 1)
    assert "1 there already" in client.get("/intake").text
    assert "70 people were killed" in client.get("/search?q=killed:70").text
    assert list((desk.folder / "uploads").rglob("*")) == []


def test_a_folder_is_read_and_failures_come_with_their_reason(own: Pages, tmp_path: Path) -> None:
    client, desk = own
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "empty.txt").write_text("")
    client.post("/intake/folder", data={"path": str(tmp_path / "more")}, headers=OURS)
    waited(lambda: desk.intake.job and desk.intake.job.done)
    page = client.get("/intake").text
    assert "1 failed" in page and "empty.txt" in page
    os.mkfifo(tmp_path / "pipe")
    odd = ("~nosuchuser/x", "a" * 300, "a\x00b", str(tmp_path / "pipe"), "/dev/null")
    for path in ("", "-", "/nowhere/at/all", "https://example.test/", *odd):
        assert client.post("/intake/folder", data={"path": path}, headers=OURS).status_code == 400


class HeldReader(store_desk.QuickReader):
    """The quick reader, which tells when it begins and waits until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = Event(), Event()

    def read(self, report: Report) -> Reading:
        self.begun.set()
        self.go_on.wait(60)
        return super().read(report)


def held_at_the_first(client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> HeldReader:
    """Begins to take in twelve reports; the reader is held at the first."""
    reader = HeldReader()
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: reader)
    store_desk.write_reports(folder, 12)
    sent = client.post("/intake/folder", data={"path": str(folder), "language": "en"}, headers=OURS)
    assert sent.status_code == 303 and reader.begun.wait(60)
    return reader


def test_intake_is_stopped_by_a_button(own: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, desk = own
    reader = held_at_the_first(client, tmp_path / "more", monkeypatch)
    assert 'action="/intake/stop"' in client.get("/intake").text
    assert client.post("/intake/stop", headers=OURS).headers["location"] == "/intake"
    reader.go_on.set()
    waited(lambda: desk.intake.job and desk.intake.job.done)
    page = client.get("/intake").text
    assert "Stopped: 1 of 12 – 1 added" in page and 'action="/intake/stop"' not in page
    client.post("/intake/folder", data={"path": str(tmp_path / "more"), "language": "en"}, headers=OURS)
    waited(lambda: desk.intake.job and desk.intake.job.done)
    assert "Done: 12 of 12 – 11 added, 1 there already" in client.get("/intake").text


def test_intake_says_what_was_not_read_and_what_names_no_outlet(
    own: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = own

    def taken(name: str) -> str:
        (tmp_path / name).write_text(f"Quatre soldats ont été tués mardi ({name}).", encoding="utf-8")
        client.post("/intake/folder", data={"path": str(tmp_path / name), "language": "xx"}, headers=OURS)
        waited(lambda: desk.intake.job and desk.intake.job.done)
        return client.get("/intake").text

    assert "Without an outlet or a day: 1 report" in taken("read.txt")
    monkeypatch.setattr(readers, "reader_of", lambda language, overlays: None)
    unread = taken("unread.txt")
    assert "in a language that no reader knows: 1 report" in unread and "Without an outlet" not in unread


def test_what_is_being_read_is_kept_before_the_desk_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        with opened(tmp_path) as (client, desk):
            reader = held_at_the_first(client, tmp_path / "more", monkeypatch)
            job = desk.intake.job
            assert job
            Thread(target=lambda: job.stop.wait(60) and reader.go_on.set()).start()
        assert (job.done, job.added, job.failed, job.fault) == (True, 1, 0, None)


def left_behind(folder: Path, begun: int = 0) -> Path:
    """An upload that a server took and did not come to."""
    orders = Orders(folder / "desk" / "uploads")
    order = orders.of_upload("night fire.txt", b"Fire in Osprey, market number 77", Given(language="en"))
    for _ in range(begun):
        order = orders.begun(order)
    return Path(order.source)


def test_what_a_server_took_before_it_ended_is_read_by_the_next(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        upload = left_behind(tmp_path)
        with opened(tmp_path) as (_, desk):
            waited(lambda: desk.intake.job and desk.intake.job.done)
            assert desk.intake.job and (desk.intake.job.name, desk.intake.job.added) == ("night fire.txt", 1)
        assert list((tmp_path / "desk" / "uploads").iterdir()) == [] and not upload.exists()


def test_what_ends_every_server_is_given_up_with_a_reason(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        left_behind(tmp_path, begun=3)
        with opened(tmp_path) as (client, desk):
            waited(lambda: desk.intake.job and desk.intake.job.done)
            assert "each time the server ended" in client.get("/intake").text
        with opened(tmp_path) as (_, desk):
            assert desk.intake.job is None


def test_a_folder_that_was_not_done_goes_on_with_the_next_server_and_one_that_was_stopped_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        with opened(tmp_path) as (client, desk):
            reader = held_at_the_first(client, tmp_path / "more", monkeypatch)
            first = desk.intake.job
            assert first
            Thread(target=lambda: first.stop.wait(60) and reader.go_on.set()).start()
        with opened(tmp_path) as (client, desk):
            waited(lambda: desk.intake.job and desk.intake.job.done)
            assert desk.intake.job and (desk.intake.job.added, desk.intake.job.present) == (11, 1)
            reader = held_at_the_first(client, tmp_path / "again", monkeypatch)
            client.post("/intake/stop", headers=OURS)
            reader.go_on.set()
            waited(lambda: desk.intake.job and desk.intake.job.done)
        with opened(tmp_path) as (_, desk):
            assert desk.intake.job is None


def test_of_two_servers_on_one_workspace_one_reads_at_a_time_and_the_other_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        with opened(tmp_path) as (client, first), opened(tmp_path) as (late, second):
            sent = {"data": {"path": str(tmp_path / "more"), "language": "en"}, "headers": OURS}
            reader = held_at_the_first(client, tmp_path / "more", monkeypatch)
            with opened(tmp_path) as (_, third):
                assert third.intake.elsewhere and third.intake.job is None
            refused = late.post("/intake/folder", **sent)
            assert refused.status_code == 409 and "Another server" in refused.text and second.intake.job is None
            reader.go_on.set()
            waited(lambda: first.intake.job and first.intake.job.done)
            waited(lambda: late.post("/intake/folder", **sent).status_code == 303)
            waited(lambda: second.intake.job and second.intake.job.done)
            assert first.intake.job and second.intake.job
            assert (first.intake.job.added, second.intake.job.present) == (12, 12)


def test_what_a_server_left_is_read_by_one_that_runs_when_it_reads_again(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        with opened(tmp_path) as (client, desk):
            left_behind(tmp_path)
            store_desk.write_reports(tmp_path / "more", 2)
            client.post("/intake/folder", data={"path": str(tmp_path / "more"), "language": "en"}, headers=OURS)
            waited(lambda: list((tmp_path / "desk" / "uploads").iterdir()) == [])
            assert desk.store.size().reports == 1 + 1 + 1 + 2


def test_uploads_that_never_came_whole_go_when_a_desk_opens(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 1)
        left_behind = tmp_path / "desk" / "uploads" / "0123" / "night fire.txt"
        left_behind.parent.mkdir(parents=True)
        left_behind.write_text("Fire in Osprey")
        with opened(tmp_path):
            assert not left_behind.exists()


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/", "http://[::1]/", "http://169.254.169.254/latest", "http://localhost:9/x"]
)
def test_an_address_within_is_not_fetched(own: Pages, target: str) -> None:
    client, desk = own
    client.post("/intake/address", data={"address": target}, headers=OURS)
    waited(lambda: desk.intake.job and desk.intake.job.done)
    assert desk.intake.job and desk.intake.job.failed == 1 and desk.intake.job.added == 0
    assert "not fetched" in client.get("/intake").text or "refused" in client.get("/intake").text, desk.intake.job


def test_what_is_no_input_is_refused(own: Pages) -> None:
    client, desk = own
    for name in ("", "ftp://example.test/", "file:///etc/passwd", "-", "/etc/passwd"):
        assert client.post("/intake/address", data={"address": name}, headers=OURS).status_code == 400, name
    assert client.post("/intake/upload", data={"file": "x"}, headers=OURS).status_code == 400
    wrong = client.post("/intake/folder", data={"path": "/", "date": "2031-02-30"}, headers=OURS)
    assert wrong.status_code == 400 and "not a date of the calendar" in wrong.text
    assert desk.intake.job is None


def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    from reportedly import workspace

    with quick_home(tmp_path):
        workspace.make_store(tmp_path / "desk").close()
        with opened(tmp_path) as (client, _):
            for path in ("/incidents", "/search", "/queue"):
                assert (
                    'href="/intake"'
                    in html.tostring(html.fromstring(client.get(path).text).xpath("//main")[0]).decode()
                )
            assert "Nobody has decided anything yet" in client.get("/decisions").text
