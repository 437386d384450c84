"""The form of a correction: words of the article are marked, a place is looked for by name and chosen, by script or without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from browser import Watched, chromium
from invented import reading
from lxml import html
from place_world import world
from starlette.testclient import TestClient
from web_desk import OURS, WHO, fill, opened, quick_home
from web_server import answering, free_port

from reportedly import deciding
from reportedly.decision import State
from reportedly.knowledge import gazetteer
from reportedly.records import Certainty, Claim, Event, Form, Place, Reading, Source, SourceType, version_of
from reportedly.web.app import make_app
from reportedly.web.desk import Desk
from reportedly.workspace import search_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TEXT = (
    "🚢🧭 Cafe\u0301 owners flee the harbour of Tolla\n\n"
    "TOLLA (Quay Post) – The 👩‍🚒 harbour board said that a shell hit the quay on Monday, and that it killed four people in "
    "Koven. A dock worker said it was two shells.\n\n"
    "Zoë of the harbour board said \u202eno more than that\u202c. The quay is shut.\n"
)
CLAIM = "deadbeef01"


def span(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def report_with_signs(text: str = TEXT) -> Reading:
    """A report whose letters are more units in a browser than here, and one claim of it without a place."""
    words = "it killed four people"
    start = text.index(words)
    source = Source("board", SourceType.OTHER, mention=(text.index("board"), text.index("board") + 5))
    claim = Claim(
        CLAIM, "body", ((start, start + len(words)),), words, Form.INDIRECT, Certainty.ASSERTED, (source,),
        events=(Event("ASSAULT", (start + 3, start + 9)),),
    )  # fmt: skip
    at = max(text.find("Tolla"), 0)
    place = Place((at, at + 5), "Tolla", "Tolla", "city", "XL", 22.4, 31.4, 1, "geonames:115")
    old = reading()
    report = replace(
        old.report,
        id="signs",
        input="signs.txt",
        url=None,
        version=version_of(text.encode()),
        text=text,
        title="Signs",
        headline=None,
        furniture=(),
    )
    return Reading(report, old.by, (claim,), (place,))


@pytest.fixture(autouse=True)
def invented_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "default", world)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[TestClient, Desk]]:
    with quick_home(tmp_path):
        fill(tmp_path, 1, (report_with_signs(),))
        with opened(tmp_path) as found:
            yield found


def form_of(client: TestClient) -> dict[str, str]:
    form = html.fromstring(client.get(f"/claim/{CLAIM}/correct").text).forms[-1]
    return {name: value or "" for name, value in form.form_values()} | {"who": WHO}


def sent(client: TestClient, **values: str) -> Any:
    named = {name.replace("__", "."): value for name, value in values.items()}
    return client.post(f"/claim/{CLAIM}/correct", data=form_of(client) | named, headers=OURS)


def claim(desk: Desk) -> Claim:
    found, at = deciding.find_claim(desk.store, CLAIM)
    return found.claims[at]


# --- words of the article


def test_words_that_are_typed_become_those_of_the_source_and_the_content(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    answer = sent(
        client, mention__1="The 👩‍🚒 harbour board", content="a shell hit the quay on Monday", date_words__1="on Monday"
    )
    assert answer.status_code == 303
    found = claim(desk)
    assert found.chain[0].mention == span("The 👩‍🚒 harbour board")
    assert (found.spans, found.text) == ((span("a shell hit the quay on Monday"),), "a shell hit the quay on Monday")
    assert [hit.claim for hit in search_store(desk.store, '"shell hit the quay"', 5).hits] == [CLAIM]
    assert search_store(desk.store, '"killed four people"', 5).total == 0
    page = client.get(f"/claim/{CLAIM}").text
    assert "a shell hit the quay on Monday" in page and "corrected content" in page
    assert client.post("/undo", data={"number": "1", "who": WHO}, headers=OURS).status_code == 303
    assert claim(desk).text == "it killed four people"
    assert search_store(desk.store, '"killed four people"', 5).total == 1
    assert desk.store.check() == []


def test_words_that_stand_twice_are_asked_back_with_what_stands_around_them(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    asked = sent(client, cue__1="said")
    assert asked.status_code == 400 and "stands in 3 places" in asked.text
    choices = html.fromstring(asked.text).xpath("//input[@name='which.cue.1']/..")
    assert [choice.text_content().strip() for choice in choices][1].endswith(
        "A dock worker [said] it was two shells. Zoë of …"
    )
    assert sent(client, cue__1="said", which__cue__1="2").status_code == 303
    assert claim(desk).chain[0].cue == span("said", 1)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("3-7", "said"),
        ("999990-999994", "said"),
        ("5-10", "Cafe\u0301"),
        (f"{span('said')[0] + 5}-{span('said')[1] + 5}", "said"),
    ],
)
def test_a_forged_or_stale_place_is_refused_with_both(own: tuple[TestClient, Desk], at: str, words: str) -> None:
    client, desk = own
    answer = sent(client, cue__1=words, at__cue__1=at)
    assert answer.status_code == 409
    assert words in answer.text and "the report says" in answer.text
    assert deciding.decisions(desk.store) == []


@pytest.mark.parametrize("at", ["x", "9", "-1-4", "1-2-3", "5-3", "1-2," * 30 + "1-2", "١-٢"])
def test_what_is_no_place_changes_nothing(own: tuple[TestClient, Desk], at: str) -> None:
    client, desk = own
    assert sent(client, cue__1="said", at__cue__1=at).status_code in (400, 409)
    assert deciding.decisions(desk.store) == []


def test_a_form_from_before_a_new_reading_is_refused(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    form = form_of(client)
    desk.store.add(report_with_signs("Updated.\n\n" + TEXT))
    start, end = span("said", 1)
    answer = client.post(
        f"/claim/{CLAIM}/correct", data=form | {"cue.1": "said", "at.cue.1": f"{start}-{end}"}, headers=OURS
    )
    assert answer.status_code == 409 and "not &#39;said&#39;" in answer.text


def test_marked_words_follow_a_new_reading_or_are_listed_as_an_orphan(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    assert sent(client, cue__1="said", which__cue__1="1").status_code == 303
    longer = "Updated.\n\n" + TEXT
    assert desk.store.add(report_with_signs(longer))
    assert claim(desk).chain[0].cue == (span("said")[0] + 10, span("said")[1] + 10)
    assert desk.store.add(report_with_signs(longer.replace("board said", "board says", 1)))
    (made,) = deciding.decisions(desk.store)
    assert made.state is State.ORPHAN and claim(desk).chain[0].cue is None
    assert "stands no more" in client.get("/decisions?state=orphan").text


def test_whoever_marks_second_sees_both(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    form = form_of(client)
    deciding.correct(desk.workspace, desk.store, CLAIM, ["mention=The 👩‍🚒 harbour board"], "Bo Hale")
    answer = client.post(f"/claim/{CLAIM}/correct", data=form | {"mention.1": "A dock worker"}, headers=OURS)
    assert answer.status_code == 409 and "when you opened the form" in answer.text


# --- what was filled in


def filled(answer: Any) -> dict[str, str]:
    """What a browser would send of the form that came back."""
    return {name: value or "" for name, value in html.fromstring(answer.text).forms[-1].form_values()}


def again(client: TestClient, answer: Any, **values: str) -> Any:
    """Sends the form that came back."""
    return client.post(f"/claim/{CLAIM}/correct", data=filled(answer) | values, headers=OURS)


def by_another(desk: Desk, *typed: str) -> None:
    deciding.correct(desk.workspace, desk.store, CLAIM, typed, "Bo Hale")


def decided(desk: Desk, who: str = WHO) -> dict[str | None, str | None]:
    return {made.field: made.new for made in deciding.decisions(desk.store) if made.who == who}


def test_a_form_with_a_fault_comes_back_as_it_was_filled_in(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    listed = html.fromstring(sent(client, place__1="Koven", look="place.1").text)
    chosen = listed.xpath("//input[@name='chosen.place.1']/@value")[2]
    answer = sent(
        client, certainty="hedged", cue__1="said", which__cue__1="2", date="9", why="I was there", place__1="Koven",
        chosen__place__1=chosen, listed__place__1="Koven", killed__1="many", date_words__1="on Monday",
    )  # fmt: skip
    assert answer.status_code == 400 and "is no figure" in answer.text
    found = filled(answer)
    typed = {
        "certainty": "hedged",
        "which.cue.1": "2",
        "why": "I was there",
        "who": WHO,
        "chosen.place.1": chosen,
        "killed.1": "many",
    }
    assert {name: found.get(name) for name in typed} == typed
    hidden = html.fromstring(answer.text).xpath("//details[not(@open)]//input[@name='date_words.1']")
    assert hidden == []
    assert again(client, answer, **{"killed.1": "4"}).status_code == 303
    assert (
        decided(desk)["place.1"] == chosen
        and decided(desk)["cue.1"] == f"@{span('said', 1)[0]}-{span('said', 1)[1]} said"
    )


def test_the_form_of_somebody_without_a_name_comes_back_too(own: tuple[TestClient, Desk]) -> None:
    client, _ = own
    answer = sent(client, certainty="hedged", who=" ")
    assert answer.status_code == 400 and "Give yours too" in answer.text
    assert filled(answer)["certainty"] == "hedged"


def test_what_another_person_decided_meanwhile_is_not_reverted_by_a_form_that_left_it_alone(
    own: tuple[TestClient, Desk],
) -> None:
    client, desk = own
    form = form_of(client)
    by_another(desk, "certainty=denied")
    answer = client.post(f"/claim/{CLAIM}/correct", data=form | {"killed.1": "many"}, headers=OURS)
    assert answer.status_code == 400 and filled(answer)["certainty"] == "denied"
    assert again(client, answer, **{"killed.1": "4"}).status_code == 303
    assert claim(desk).certainty is Certainty.DENIED and decided(desk).keys() == {"killed.1"}


def test_looking_for_a_place_does_not_hide_that_somebody_was_first(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    form = form_of(client)
    by_another(desk, "certainty=denied")
    looked = client.post(
        f"/claim/{CLAIM}/correct",
        data=form | {"certainty": "hedged", "place.1": "Koven", "look": "place.1"},
        headers=OURS,
    )
    told = again(client, looked, **{"place.1": "Koven, XL"})
    assert (
        told.status_code == 409
        and "certainty (The claim) said asserted when you opened the form; it says denied now" in told.text
    )
    assert filled(told)["certainty"] == "hedged" and decided(desk) == {}
    assert again(client, told).status_code == 303
    assert decided(desk)["certainty"] == "hedged"


def test_what_was_typed_for_a_source_is_not_kept_for_the_one_that_took_its_place(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    form = form_of(client)
    by_another(desk, "chain=Valley Watch > board")
    answer = client.post(f"/claim/{CLAIM}/correct", data=form | {"type.1": "ngo"}, headers=OURS)
    assert answer.status_code == 409 and "was another one when you opened the form: board" in answer.text
    assert decided(desk) == {} and filled(answer)["type.1"] == "ngo"


def test_what_was_typed_for_a_source_or_an_event_that_is_gone_is_told(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    by_another(desk, "chain=Valley Watch > board")
    form = form_of(client)
    by_another(desk, "chain=Valley Watch")
    answer = client.post(f"/claim/{CLAIM}/correct", data=form | {"type.2": "ngo", "act": "accuse"}, headers=OURS)
    assert answer.status_code == 409
    assert "board is not there any more. You had typed for it: type: ngo" in answer.text
    assert decided(desk) == {} and filled(answer)["act"] == "accuse"
    assert again(client, answer).status_code == 303 and decided(desk) == {"act": "accuse"}


# --- a place


def test_a_place_is_looked_for_chosen_and_followed_by_incidents_search_and_export(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    listed = sent(client, place__1="Koven", look="place.1")
    assert listed.status_code == 200 and deciding.decisions(desk.store) == []
    page = html.fromstring(listed.text)
    options = page.xpath("//input[@name='chosen.place.1'][@value!='']")
    told = [" ".join(one.getparent().text_content().split()) for one in options]
    assert told[0].startswith("1 Koven, Ostmark, Ruthmar town · 90,000 people · ") and "km from the nearest" in told[0]
    assert "2 Koven, Dastel, Lorvania town · 40,000 people · 61 km from the nearest other place" in told[1]
    assert page.xpath("count(//svg[@data-choose]/a)") == 2
    assert sent(client, place__1="Koven", chosen__place__1=options[1].get("value")).status_code == 303
    (made,) = deciding.decisions(desk.store)
    assert made.new == "Koven, XL (22.0, 31.0, 1) [geonames:113]"
    desk.workspace.relink(desk.store)
    found, _ = deciding.find_claim(desk.store, CLAIM)
    (incident,) = desk.incidents_of(found.report.id)
    where = desk.store.incident(incident.id).where  # type: ignore[union-attr]
    assert where is not None and (where.name, where.lat, where.gazetteer) == ("Koven", 22.0, "geonames:113")
    assert [hit.claim for hit in search_store(desk.store, "place:Koven within:5km killed", 5).hits] == [CLAIM]
    assert [hit.claim for hit in search_store(desk.store, "box:21.9,30.9,22.1,31.1", 5).hits] == [CLAIM]
    assert "Koven" in client.get("/export?q=killed+four&format=ged").text


def test_a_place_that_no_list_has_is_given_by_a_point(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    none = sent(client, place__1="Nowhere At All", look="place.1")
    assert none.status_code == 200 and "No place that is listed goes by this name" in none.text
    wrong = sent(client, place__1="Old Quay, XL", lat__place__1="north", lon__place__1="31")
    assert wrong.status_code == 400 and "is no point; write both in degrees" in wrong.text
    assert (
        sent(
            client, place__1="Old Quay, XL", lat__place__1="22.41", lon__place__1="31.39", precision__place__1="2"
        ).status_code
        == 303
    )
    (made,) = deciding.decisions(desk.store)
    assert made.new == "Old Quay, XL (22.41, 31.39, 2)"


@pytest.mark.parametrize("name", ["", "none"])
def test_a_point_without_a_name_is_no_place(own: tuple[TestClient, Desk], name: str) -> None:
    client, desk = own
    answer = sent(client, place__1=name, lat__place__1="22.41", lon__place__1="31.39")
    assert answer.status_code == 400 and "needs the name of the place" in answer.text
    assert deciding.decisions(desk.store) == []


def test_a_place_that_was_chosen_is_not_kept_for_another_name(own: tuple[TestClient, Desk]) -> None:
    client, desk = own
    listed = sent(client, place__1="Koven", look="place.1")
    chosen = html.fromstring(listed.text).xpath("//input[@name='chosen.place.1']/@value")[1]
    answer = again(client, listed, **{"chosen.place.1": chosen, "place.1": "Tolla"})
    assert (
        answer.status_code == 400 and "Koven was chosen of the places called Koven, and Tolla is typed" in answer.text
    )
    assert filled(answer)["place.1"] == "Tolla" and deciding.decisions(desk.store) == []


@pytest.mark.parametrize("chosen", ["Koven, XL (1.0, 2.0, 1) [geonames:999]", "Harwick (22.0, 31.0) [geonames:113]"])
def test_a_row_of_another_place_is_refused(own: tuple[TestClient, Desk], chosen: str) -> None:
    client, desk = own
    answer = sent(client, place__1="Koven", chosen__place__1=chosen)
    assert answer.status_code == 400 and "of the gazetteer" in answer.text
    assert deciding.decisions(desk.store) == []


# --- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Desk]]:
    """A workspace on a free port of this machine."""
    with quick_home(tmp_path):
        fill(tmp_path, 1, (report_with_signs(),))
        with Desk.open(tmp_path / "desk") as desk, free_port() as door, answering(make_app(desk), door) as base:
            yield base, desk


def form(browser: Browser, base: str, **options: Any) -> tuple[Watched, Page]:
    page = browser.new_context(base_url=base, **options).new_page()
    found = Watched(page)
    page.goto(f"/claim/{CLAIM}/correct")
    return found, page


def keep(page: Page) -> None:
    page.get_by_label("Your name").fill(WHO)
    page.get_by_role("button", name="Keep the correction").last.click()
    page.wait_for_url("**/claim/*?done=*")


def mark(page: Page, words: str, nth: int = 0) -> None:
    """Drags the mouse over words of the article."""
    box = page.evaluate(
        """([words, nth]) => {
          const piece = [...document.querySelectorAll("[data-at]")].filter(one => one.textContent.includes(words))[nth].firstChild;
          const from = piece.data.indexOf(words), range = document.createRange();
          range.setStart(piece, from);
          range.setEnd(piece, from + words.length);
          piece.parentElement.scrollIntoView({block: "center"});
          const rects = [...range.getClientRects()];
          const [first, last] = [rects[0], rects.at(-1)];
          return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
        }""",
        [words, nth],
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=6)
    page.mouse.up()


def put(page: Page, what: str) -> None:
    page.locator("[data-field]").select_option(what)
    page.get_by_role("button", name="Put them in").click()


def test_words_marked_with_the_mouse_are_kept_at_their_place(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    found, page = form(browser, base)
    mark(page, "harbour board")
    put(page, "mention.1")
    mark(page, "hit the quay on Monday")
    put(page, "date_words.1")
    assert page.locator("[name='date_words.1']").is_visible()
    keep(page)
    assert claim(desk).chain[0].mention == span("harbour board", 1)
    made = {one.field: one.new for one in deciding.decisions(desk.store)}
    start, end = span("hit the quay on Monday")
    assert made["date_words.1"] == f"@{start}-{end} hit the quay on Monday"
    assert found.did == []


def test_words_across_signs_that_are_shown_as_others_are_kept(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = form(browser, base)
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll("[data-at]")].map(one => one.firstChild);
          const first = pieces.find(one => one.data.includes("Zoë")), last = pieces.find(one => one.data.includes("The quay is shut"));
          document.getSelection().setBaseAndExtent(first, first.data.indexOf("Zoë"), last, last.data.indexOf(" is shut"));
        }"""
    )
    put(page, "content")
    keep(page)
    start, end = span("Zoë")[0], span("The quay")[1]
    assert claim(desk).spans == ((start, end),) and claim(desk).text == TEXT[start:end]


def test_by_keyboard_alone_words_are_marked_and_a_place_is_chosen(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    found, page = form(browser, base)
    page.locator("[data-marked]").focus()
    page.keyboard.press("ArrowRight")
    page.locator("[data-words]:text-is('it')").wait_for()
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    page.locator("[data-words]:text-is('killed four people')").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("content")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Put in as content of “The claim”: killed four people" in page.locator("[data-said]").inner_text()
    page.locator("[name='place.1']").focus()
    page.keyboard.type("Koven")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("svg[data-choose]").wait_for()
    assert page.locator("[name=content]").input_value() == "killed four people"
    page.locator("svg[data-choose] a").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.locator("svg[data-choose] a.picked").count() == 1
    page.get_by_label("Your name").focus()
    page.keyboard.type(WHO)
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/*?done=*")
    start, end = span("killed four people")
    assert {one.field: one.new for one in deciding.decisions(desk.store)} == {
        "content": f"@{start}-{end} killed four people", "place.1": "Koven, XL (22.0, 31.0, 1) [geonames:113]",
    }  # fmt: skip
    assert found.did == []


def choose(page: Page, first: str, last: str, start: int = 0, end: int | None = None) -> None:
    """Marks from so many units of the browser's into one word to so many into another."""
    page.evaluate(
        """([first, last, start, end]) => {
          const pieces = [...document.querySelectorAll("[data-at]")].map(one => one.firstChild);
          const from = pieces.find(one => one.data.includes(first)), to = pieces.find(one => one.data.includes(last));
          document.getSelection().setBaseAndExtent(
            from, from.data.indexOf(first) + start, to, to.data.indexOf(last) + (end ?? last.length));
        }""",
        [first, last, start, end],
    )


def test_three_clicks_mark_the_last_paragraph(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = form(browser, base)
    last = page.locator("[data-marked] p").last
    last.scroll_into_view_if_needed()
    last.click(click_count=3)
    put(page, "content")
    keep(page)
    start, end = TEXT.index("Zoë"), len(TEXT.rstrip())
    assert claim(desk).spans == ((start, end),)


def test_a_sign_of_two_units_is_marked_whole(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = form(browser, base)
    choose(page, "🚢🧭 Cafe", "🚢🧭 Cafe", 3)
    put(page, "mention.1")
    keep(page)
    assert claim(desk).chain[0].mention == (1, 7)


def test_a_further_piece_is_put_between_others_and_not_into_words_that_were_typed(
    browser: Browser, served: tuple[str, Desk]
) -> None:
    base, desk = served
    _, page = form(browser, base)
    more = page.locator("[data-field] option[data-more]")
    for words in ("no more than", "it was two shells"):
        mark(page, words)
        more.evaluate("one => { one.selected = true; }")
        page.get_by_role("button", name="Put them in").click()
    mark(page, "was two")
    page.get_by_role("button", name="Put them in").click()
    assert "in the content already" in page.locator("[data-said]").inner_text()
    expected = "it killed four people … it was two shells … no more than"
    assert page.locator("[name=content]").input_value() == expected
    keep(page)
    assert claim(desk).text == expected
    page.goto(f"/claim/{CLAIM}/correct")
    page.locator("[name=content]").fill("The quay is shut")
    mark(page, "no more than")
    more.evaluate("one => { one.selected = true; }")
    page.get_by_role("button", name="Put them in").click()
    assert "was typed anew" in page.locator("[data-said]").inner_text()
    assert page.locator("[name=content]").input_value() == "The quay is shut"


def test_white_space_is_what_it_is_for_the_server(browser: Browser, tmp_path: Path) -> None:
    text = "Head\r\n\r\nThe harbour\ufeff board  said \r\nthat it killed four people here.\r\n"
    with quick_home(tmp_path):
        fill(tmp_path, 1, (report_with_signs(text),))
        with Desk.open(tmp_path / "desk") as desk, free_port() as door, answering(make_app(desk), door) as base:
            _, page = form(browser, base)
            assert "␍" not in page.locator("[data-marked]").inner_text()
            choose(page, "The harbour", "that", 3)
            put(page, "content")
            keep(page)
            assert claim(desk).text == "harbour\ufeff board  said \r\nthat"


def test_a_content_gets_a_further_piece(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    _, page = form(browser, base)
    mark(page, "it was two shells")
    page.locator("[data-field] option[data-more]").evaluate("one => { one.selected = true; }")
    page.get_by_role("button", name="Put them in").click()
    keep(page)
    assert claim(desk).text == "it killed four people … it was two shells"


def test_a_claim_of_which_much_was_corrected_fits_a_phone(browser: Browser, served: tuple[str, Desk]) -> None:
    base, desk = served
    typed = [
        "certainty=hedged",
        "source.1=Valley Watch",
        "type.1=monitor",
        "killed.1=4",
        "place.1=Koven, XL",
        "date.1=2031-05-03",
    ]
    deciding.correct(desk.workspace, desk.store, CLAIM, typed, WHO)
    page = browser.new_context(base_url=base, viewport={"width": 390, "height": 800}).new_page()
    for address in (f"/claim/{CLAIM}", "/report/signs", "/decisions"):
        page.goto(address)
        assert "type of source 1" in page.inner_text("main")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_words_are_typed_and_a_place_is_chosen_by_its_button(
    browser: Browser, served: tuple[str, Desk]
) -> None:
    base, desk = served
    _, page = form(browser, base, java_script_enabled=False)
    assert not page.get_by_role("button", name="Put them in").is_visible()
    page.locator("[name='cue.1']").fill("said")
    page.locator("[name='place.1']").fill("Koven")
    page.get_by_role("button", name="Look for places").click()
    page.get_by_role("radio", name="Dastel").check()
    page.get_by_label("Your name").fill(WHO)
    page.get_by_role("button", name="Keep the correction").last.click()
    assert "#" not in page.url  # what was wrong stands above, not the list
    page.get_by_label("A dock worker [said]").check()
    page.get_by_role("button", name="Keep the correction").last.click()
    assert "Kept as decision" in page.inner_text("main")
    assert claim(desk).chain[0].cue == span("said", 1)
    made = {one.field: one.new for one in deciding.decisions(desk.store)}
    assert made.keys() == {"cue.1", "place.1"} and made["place.1"] == "Koven, XL (22.0, 31.0, 1) [geonames:113]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_with_all_of_it_open_has_no_serious_barrier(
    browser: Browser, served: tuple[str, Desk], scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: it is in the dev extra"
    )
    base, _ = served
    _, page = form(browser, base, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page.locator("[name='place.1']").fill("Koven")
    page.get_by_role("button", name="Look for places").click()
    page.locator("svg[data-choose]").wait_for()
    page.locator("details").evaluate_all("found => found.forEach(one => { one.open = true; })")
    page.locator("[data-marked]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")] == []
