"""Incidents put together and apart by form, names said to be one body: kept as decisions, taken back, refused when others were first."""

from __future__ import annotations

from typing import Any

from lxml import html
from quellmark import World, say
from starlette.testclient import TestClient
from web_desk import OURS, WHO, Pages

from reportedly import deciding
from reportedly.decision import State, Verb
from reportedly.web.desk import Desk


def named(page: Any, action: str) -> Any:
    """The form of a page for an action; what is offered for one answer has forms of its own above it."""
    return [one for one in page.forms if (one.get("action") or "").partition("#")[0].endswith(action)][-1]


def form(client: TestClient, page: str, action: str) -> dict[str, str]:
    """What a browser would send of a form of a page that nobody has touched."""
    found = named(html.fromstring(client.get(page).text), action)
    return {name: value or "" for name, value in found.form_values()}


def filled(answer: Any, action: str) -> dict[str, str]:
    """What a browser would send of a form that came back with a fault."""
    page = html.fromstring(answer.text)
    assert page.xpath("//*[@role='alert']")
    found = named(page, action)
    assert "open" in found.getparent().attrib
    return {name: value or "" for name, value in found.form_values()}


def relinked(desk: Desk) -> list[tuple[str, ...]]:
    """The reports of the incidents when they were made again."""
    desk.workspace.relink(desk.store)
    return sorted(tuple(sorted(one.reports)) for one in desk.incidents())


def test_incidents_are_put_together_and_apart_again(own: Pages) -> None:
    client, desk = own
    before = relinked(desk)
    one, other = (found.id for found in desk.incidents()[:2])
    page = html.fromstring(client.get(f"/incident/{one}").text)
    assert other in page.xpath("//datalist/option/@value")
    sent = form(client, f"/incident/{one}", "/merge") | {
        "other": f"http://127.0.0.1:8642/incident/{other}",
        "why": "one fire",
        "who": WHO,
    }
    answer = client.post(f"/incident/{one}/merge", data=sent, headers=OURS)
    assert answer.status_code == 303 and answer.headers["location"] == f"/incident/{one}?done=1#main"
    assert "Kept as decision 1" in client.get(answer.headers["location"]).text
    assert len(relinked(desk)) == len(before) - 1
    told = " ".join(
        html.fromstring(client.get("/decisions").text).xpath("//ol[@class='decided-list']")[0].text_content().split()
    )
    assert "one fire" in told and "Ilka Dorn put together “Fire in " in told
    client.post("/undo", data={"number": "1"}, headers=OURS)
    assert relinked(desk) == before
    assert "Kept as decision" not in client.get(f"/incident/{one}?done=1").text


def test_reports_that_are_ticked_become_an_incident_of_their_own(own: Pages) -> None:
    client, desk = own
    found = desk.incidents()[0]
    out = found.reports[0]
    sent = form(client, f"/incident/{found.id}", "/split") | {"who": WHO}
    assert client.post(f"/incident/{found.id}/split", data=sent, headers=OURS).status_code == 400
    answer = client.post(f"/incident/{found.id}/split", data=sent | {"report": out}, headers=OURS)
    assert answer.status_code == 303
    assert (out,) in relinked(desk)
    everything = desk.store.incident(out)
    assert everything and everything.reports == (out,)


def test_a_form_that_was_opened_before_the_incident_changed_is_refused_with_both_states(own: Pages) -> None:
    client, desk = own
    found = desk.incidents()[0]
    old = form(client, f"/incident/{found.id}", "/split") | {"who": WHO, "report": found.reports[0]}
    deciding.split(desk.store, found.id, [found.reports[1]], "Bo Hale")
    relinked(desk)
    for action, more in (("split", {}), ("merge", {"other": desk.incidents()[-1].id})):
        answer = client.post(f"/incident/{found.reports[0]}/{action}", data=old | more, headers=OURS)
        assert answer.status_code == 409
        assert (
            f"held {len(found.reports)} reports when you opened the form; it holds {len(found.reports) - 1} now"
            in answer.text
        )
    assert [made.who for made in deciding.decisions(desk.store)] == ["Bo Hale"]


def test_two_names_are_said_to_be_one_body_and_no_person_is_named(own: Pages) -> None:
    client, desk = own
    sent = form(client, "/source?name=Tesk%20Valley%20Watch", "/same") | {"who": WHO}
    answer = client.post("/source/same", data=sent | {"other": "Osmara Press Bureau"}, headers=OURS)
    assert answer.status_code == 303
    made = deciding.decisions(desk.store)
    assert [(one.verb, one.state, one.who) for one in made] == [(Verb.SAME, State.STANDS, WHO)]
    for other in ("residents of Marrow Ford", "field commander", "nobody", ""):
        answer = client.post("/source/same", data=sent | {"other": other, "why": "heard so"}, headers=OURS)
        assert answer.status_code == 400
        assert filled(answer, "/same").items() >= {"other": other, "why": "heard so"}.items()
    assert client.post("/source/same", data=sent | {"name": "field commander"}, headers=OURS).status_code == 404
    assert len(deciding.decisions(desk.store)) == 1


def test_a_form_that_cannot_be_kept_comes_back_as_it_was_filled_in(own: Pages) -> None:
    client, desk = own
    found = desk.incidents()[0]
    sent = form(client, f"/incident/{found.id}", "/merge") | {"other": "zz", "why": "one fire", "who": WHO}
    answer = client.post(f"/incident/{found.id}/merge", data=sent, headers=OURS)
    assert filled(answer, "/merge") == sent
    assert (
        "the name of the person who makes it"
        in client.post(f"/incident/{found.id}/merge", data=sent | {"who": ""}, headers=OURS).text
    )
    sent = form(client, f"/incident/{found.id}", "/split") | {"report": found.reports[0], "why": "two", "who": WHO}
    deciding.split(desk.store, found.id, [found.reports[1]], "Bo Hale")
    relinked(desk)
    answer = client.post(f"/incident/{found.id}/split", data=sent, headers=OURS)
    assert answer.status_code == 409
    back = filled(answer, "/split")
    assert back | {"was": ""} == sent | {"was": ""} and back["was"] != sent["was"]
    assert client.post(f"/incident/{found.id}/split", data=back, headers=OURS).status_code == 303


def test_what_cannot_be_put_together_says_why(own: Pages) -> None:
    client, desk = own
    one = desk.incidents()[0].id
    sent = form(client, f"/incident/{one}", "/merge") | {"who": WHO}
    for other, words in ((one, "one incident already"), ("zz", "no incident"), ("", "No incident was named")):
        answer = client.post(f"/incident/{one}/merge", data=sent | {"other": other}, headers=OURS)
        assert answer.status_code == 400 and words in answer.text
    assert client.post("/incident/none/merge", data=sent, headers=OURS).status_code == 404
    assert deciding.decisions(desk.store) == []


def offered(client: TestClient, page: str) -> list[dict[str, str]]:
    """What the buttons of a page send of each incident that it offers as the same, those for two incidents left out."""
    found = html.fromstring(client.get(page).text).xpath(
        "//section[@id='possible']//button[@name and not(@formaction)]"
    )
    return [
        {"other": one.get("value"), "was": one.xpath("ancestor::form//input[@name='was']/@value")[0]} for one in found
    ]


def test_what_may_be_one_incident_is_offered_and_either_answer_is_kept(own: Pages) -> None:
    client, desk = own
    made = World()
    hit = "Jets struck the grain barges at Sudvik and nine ferrymen drowned."
    made.report("Lumen", "Grain barges struck", say(hit, killed=9), place="Sudvik")
    died = "Sailors died when warplanes bombed boats at Sudvik."
    made.report("Rill Echo", "Seven sailors die", say(died), place="Sudvik", day=None)
    for reading in made.readings:
        desk.store.add(reading)
    before = relinked(desk)
    one, two = (found.id for report in ("r000", "r001") if (found := desk.store.incident(report)))
    page = f"/incident/{one}"
    assert [sent["other"] for sent in offered(client, page)] == [two]
    assert "Alike: same place (Sudvik)" in " ".join(html.fromstring(client.get(page).text).text_content().split())
    [sent] = offered(client, page)
    assert client.post(f"{page}/apart", data=sent | {"who": WHO}, headers=OURS).status_code == 303
    assert offered(client, page) == [] and relinked(desk) == before
    client.post("/undo", data={"number": "1"}, headers=OURS)
    [sent] = offered(client, page)
    assert client.post(f"{page}/merge", data=sent | {"who": WHO}, headers=OURS).status_code == 303
    assert ("r000", "r001") in relinked(desk)
