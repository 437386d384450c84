"""Every English text of the pages can be translated: it stands in the file for translators, and its translation is what is shown."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented import reading
from jinja2 import Environment
from lxml import html
from other_script import LATIN, TOLD, catalogue, greek, unmarked
from starlette.testclient import TestClient
from test_web import EVERY
from web_desk import BASE, OURS, Pages, fill, first_claim, quick_home, unlike

from reportedly import deciding, following, workspace
from reportedly.corrections.fields import FIELDS
from reportedly.decision import Verb
from reportedly.records import Reading
from reportedly.web.app import make_app, make_team_app
from reportedly.web.desk import Desk
from reportedly.web.languages import LanguageError
from reportedly.web.routes import Route
from reportedly.web.team import TeamEntrance
from reportedly.workspace import accounts_in_store, search_fields

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import texts  # noqa: E402

TEMPLATES = sorted((ROOT / "src/reportedly/web/templates").glob("*.html"))
PAGES = [one for one in EVERY if one.method == "GET" and not one.path.startswith(("/static", "/export", "/feed"))]
PAGES = [one for one in PAGES if not one.path.endswith("/feed") and one.path != "/"]
MORE = (
    "/search?q=θθθ", "/search?q=θθθ%20ηηη", "/search?map=yes", "/search?q=certainty:denied&map=yes", "/search?q=box:-50,-140,0,0&map=yes",
    "/search?q=certainty:denied", "/queue?q=θθθ", "/queue?q=needs:2", "/network?q=certainty:denied", "/network?q=θθθ",
    "/network?roles=yes", "/network?least=100", "/incidents?view=new", "/incidents?view=one", "/incidents?view=disputed",
    "/incidents?when=2031-05", "/incidents?when=1999", "/incidents?box=0,0,1,1", "/incidents?kind=accident", "/incidents?page=ξ",
    "/ζζζ", "/report/ζζζ", "/claim/ζζζ", "/incident/ζζζ", "/source?name=ζζζ", "/outlet?name=ζζζ", "/saved/99", "/decisions?by=ζζζ",
    "/decisions?state=stands", "/incidents?box=9", "/queue", "/saved", "/saved/1", "/checks",
)  # fmt: skip
MISTAKEN = (
    "/search?q=(θθθ", "/search?q=θθθ)", "/search?q=()", "/search?q=%22θθθ", "/search?q=θθθ%20OR", "/search?q=NOT", "/queue?q=!!",
    "/search?q=within:5km", "/search?q=killed:θθθ", "/search?q=published:θθθ", "/search?q=box:θθθ", "/search?q=certainty:θθθ",
    "/search?q=ζζζ:θθθ", "/search?after=ζζζ", "/export?format=csv&q=(θθθ", "/feed/claims?q=(θθθ", "/export/sheet?q=(θθθ",
)  # fmt: skip
NAME = "Ίλκα Δορν"


def in_greek(folder: Path, readings: list[Reading]) -> None:
    """A workspace of these readings in Greek letters, in which people have decided, with the catalogue of all texts."""
    with workspace.make_store(folder) as store:
        for one in readings:
            store.add(greek(one))
        home = workspace.open_workspace()
        home.relink(store)
        saved = following.save(store, "Ζεν", "", NAME)
        following.add_mail(store, saved, "a@b.test", "day", NAME)
    (folder / "languages").mkdir()
    (folder / "languages" / "xx.mo").write_bytes(catalogue())


class Plain(HTMLParser):
    """The words of a template that stand in it as they are; expressions and blocks are a sign without letters."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if (
            self.cdata_elem is None
            and LATIN.search(re.sub(r"\breportedly\b", "", data))
            and self.lasttag not in ("kbd", "code")
        ):
            self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if "translate" not in named:
            told = (named.get(name) or "" for name in TOLD)
            self.found += [words for words in told if LATIN.search(words.replace("https://", ""))]


def plain_words(source: str) -> list[str]:
    """The words of a template outside of `{% trans %}`, as Jinja cuts it."""
    inside, shown, begun = False, [], False
    for _, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "name" and begun and value in ("trans", "endtrans"):
            inside = value == "trans"
        begun = kind == "block_begin" or (begun and kind == "whitespace")
        if not inside:
            shown.append(value if kind == "data" else "·" if kind in ("variable_end", "block_end") else "")
    parser = Plain()
    parser.feed("".join(shown))
    parser.close()
    return parser.found


def test_words_in_a_template_that_are_not_marked_are_found() -> None:
    assert plain_words("<p>{{ _('Here') }}, {% trans %}all of <b>it</b>{% endtrans %}</p>") == []
    assert plain_words("<p>{{ _('Here') }} and there</p>") == ["· and there"]
    assert plain_words('<a title="A way" href="{{ x }}">{{ x }}</a>') == ["A way"]
    assert plain_words("{% if x %}yes{% endif %}") == ["·yes·"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_is_marked(template: Path) -> None:
    assert plain_words(template.read_text(encoding="utf-8")) == []


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """The calls of functions of these names in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def literal(node: ast.expr) -> str:
    """The letters of a text that stands in the code as it is, with values in it or without."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def shown_in_code(path: Path) -> Iterator[str]:
    """Texts of a module that pages show and that are not marked: refusals, children of elements, what is read aloud."""
    for call in calls(path, "RefusedError", "NotHereError"):
        yield from map(literal, call.args[:1])
    for call in calls(path, "tag"):
        yield from map(literal, call.args[1:])
        yield from (literal(word.value) for word in call.keywords if word.arg in ("aria_label", "title", "alt"))


@pytest.mark.parametrize("room", ["web", "render"])
def test_every_text_that_code_puts_on_a_page_is_marked(room: str) -> None:
    found = {}
    for path in sorted((ROOT / "src/reportedly" / room).rglob("*.py")):
        if "api" not in path.parts:  # programs are answered in English
            found[path.name] = [text for text in shown_in_code(path) if LATIN.search(text)]
    assert {name: held for name, held in found.items() if held} == {}


def test_the_file_for_translators_holds_every_text() -> None:
    assert texts.TARGET.read_text(encoding="utf-8") == texts.template(), "run scripts/texts.py"
    known = {text for _, held in texts.texts() for text in ([held] if isinstance(held, str) else held)}
    for room in ("web", "render"):
        for path in (ROOT / "src/reportedly" / room).rglob("*.py"):
            marked = calls(path, "gettext", "N_", "worded", "ngettext", "NN_")
            named = [literal(call.args[0]) for call in marked if isinstance(call.args[0], ast.Constant)]
            assert set(named) <= known, path  # a call within an f-string is not seen by those who gather texts


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The pages of a workspace in another script, asked for in a language of wide letters."""
    folder = tmp_path_factory.mktemp("other")
    with quick_home(folder):
        fill(folder, 6, (unlike(reading(), "twin"),))
        with workspace.open_store(folder / "desk") as store:
            readings = list(store.readings())
        in_greek(folder / "other", readings)
        with Desk.open(folder / "other") as desk:
            base = {"base_url": BASE, "follow_redirects": False, "raise_server_exceptions": False}
            yield TestClient(make_app(desk), headers={"Accept-Language": "xx"}, **base), desk


def greek_address(route: Route, desk: Desk) -> str:
    found = next(one for one in desk.store.readings() if len(one.claims) > 5)
    ids = {"/claim/{id}": found.claims[2].id, "/report/{id}": found.report.id, "/saved/{id}": "1"}
    start = next((start for start in ids if start in route.path), "")
    if start:
        return route.path.replace("{id}", ids[start])
    incident = route.path.replace("{id}", desk.incidents()[0].id)
    names = {"/source": greek("Tesk Valley Watch"), "/outlet": greek("Corriden Daily")}
    return incident + (f"?name={names[route.path]}" if route.path in names else "")


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.path)
def test_no_page_shows_a_text_that_cannot_be_translated(other: Pages, route: Route) -> None:
    client, desk = other
    answer = client.get(greek_address(route, desk))
    assert answer.status_code == 200
    assert unmarked(answer.text) == []


@pytest.mark.parametrize("address", MORE)
def test_no_state_of_a_page_shows_one(other: Pages, address: str) -> None:
    client, _ = other
    answer = client.get(address)
    assert answer.status_code < 500 and answer.headers["content-type"].startswith("text/html")
    assert unmarked(answer.text) == []


def test_what_people_decided_is_shown_in_the_language(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        fill(tmp_path, 6, (unlike(reading(), "twin"),))
        with workspace.open_store(tmp_path / "desk") as store:
            readings = list(store.readings())
        in_greek(tmp_path / "other", readings)
        with Desk.open(tmp_path / "other") as desk:
            client = TestClient(make_app(desk), base_url=BASE, headers={"Accept-Language": "xx"})
            claims = [claim.id for one in desk.store.readings() for claim in one.claims]
            deciding.judge(desk.store, Verb.REJECT, claims[:2], NAME, greek("why"))
            deciding.judge(desk.store, Verb.ACCEPT, claims[1:3], greek("Bo Hale"), None)
            deciding.correct(desk.workspace, desk.store, claims[1], ["certainty=hedged"], NAME, None)
            incidents = [one.id for one in desk.incidents()]
            deciding.merge(desk.store, incidents[:2], NAME, None)
            deciding.same(
                desk.workspace, desk.store, [greek("Tesk Valley Watch"), greek("Osmara Press Bureau")], NAME, None
            )
            deciding.undo(desk.store, 1, NAME)
            desk.workspace.relink(desk.store)
            shown = [f"/claim/{claim}" for claim in claims[:3]] + [f"/incident/{one.id}" for one in desk.incidents()]
            shown += [
                f"/claim/{claims[1]}/correct",
                "/decisions",
                "/checks",
                "/incidents",
                "/search?q=",
                "/queue?q=needs:3",
            ]
            for address in shown:
                assert unmarked(client.get(address).text) == [], address
            preview = client.post("/bulk", data={"verb": "accept", "claims": " ".join(claims[:3])}, headers=OURS)
            assert unmarked(preview.text) == []


def grammar() -> re.Pattern[str]:
    """The words of queries and corrections, which are the same in every language."""
    fields = [*search_fields(), *FIELDS.values()]
    named = {word for field in fields for word in (field.name, *field.values)} | {
        "AND",
        "OR",
        "NOT",
        "km",
        "m",
        "reportedly",
    }
    return re.compile(rf"\b(\d*({'|'.join(sorted(named, key=len, reverse=True))}))\b")


def untold(page: str) -> list[str]:
    """What of a page that says why something is refused cannot be translated."""
    return [text for text in unmarked(page) if LATIN.search(grammar().sub("", text))]


@pytest.mark.parametrize("address", MISTAKEN)
def test_why_a_query_is_not_understood_can_be_translated(other: Pages, address: str) -> None:
    answer = other[0].get(address)
    assert answer.status_code == 400 and answer.headers["content-type"].startswith("text/html")
    assert untold(answer.text) == []


FORMS = [one for one in EVERY if one.method == "POST"]


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
def test_what_a_form_answers_can_be_translated(other: Pages, route: Route) -> None:
    """An empty form is refused: the page that says why is in the language too."""
    client, desk = other
    answer = client.post(greek_address(route, desk), data={"who": NAME}, headers=OURS)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.status_code < 500
        assert untold(answer.text) == []


def test_no_page_of_a_team_shows_a_text_that_cannot_be_translated(tmp_path: Path) -> None:
    with quick_home(tmp_path):
        in_greek(tmp_path / "desk", [reading()])
        with Desk.open(tmp_path / "desk") as desk:
            team = TeamEntrance(accounts_in_store(desk.store), BASE)
            people, hashed = (
                team.accounts.people,
                team.passwords.hashed("α" * 3 + "βγδεζηθικ", "α" * 3 + "βγδεζηθικ", ""),
            )
            owner = people.accept(people.invite_owner() or "", NAME, hashed)
            app = make_team_app(desk, team)
            found = TestClient(app, base_url=BASE, headers={"Accept-Language": "xx"}, follow_redirects=False)
            invited = people.add(greek("Vera Lund"), "viewer")
            answers = [found.get(path) for path in ("/login", f"/join/{invited}", "/ζζζ")]
            answers += [
                found.post("/login", data={"name": "ξ", "password": "ξ"}, headers=OURS),
                found.post("/undo", headers=OURS),
            ]
            answers.append(found.post(f"/join/{invited}", data={"password": "α", "again": "β"}, headers=OURS))
            session = team.accounts.sessions.begin(owner.id, greek("a browser"))
            found.cookies.set("session", session, domain="127.0.0.1", path="/")
            answers += [found.get(path) for path in ("/people", "/account", "/incidents", "/account?done=1")]
            answers.append(found.post("/people", data={"name": greek("Cass Orme"), "role": "coder"}, headers=OURS))
            answers.append(found.post("/account/password", data={"now": "ξ"}, headers=OURS))
            viewer = people.accept(invited, "", hashed)
            found.cookies.set(
                "session", team.accounts.sessions.begin(viewer.id, greek("a browser")), domain="127.0.0.1", path="/"
            )
            answers += [found.get(path) for path in ("/people", "/saved/1", "/intake")]
            for answer in answers:
                text = re.sub(r"http://\S+/join/\S+", "", answer.text)
                assert unmarked(text) == [], answer.url


TEXTS = {
    "Incidents": "حوادث",
    "Search": "بحث",
    "%(number)s claim": "%(number)s زعم",
    "Nothing has been read yet": "لم يقرأ شيء بعد",
    "Kept as decision %(number)s.": "حفظ %(nonsense)s",
    "<b>no text of ours</b>": "",
}


@pytest.fixture
def arabic(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with a small catalogue of its own."""
    with quick_home(tmp_path):
        fill(tmp_path, 3)
        (tmp_path / "desk" / "languages").mkdir()
        (tmp_path / "desk" / "languages" / "ar.mo").write_bytes(catalogue(TEXTS))
        with Desk.open(tmp_path / "desk") as desk:
            yield desk


def heads(desk: Desk, accepted: str, language: str | None = None) -> tuple[str, str, str]:
    """Language, direction and heading of a page that a browser is given."""
    client = TestClient(make_app(desk, language), base_url=BASE, headers={"Accept-Language": accepted})
    page = html.fromstring(client.get("/incidents").text)
    return page.get("lang"), page.get("dir"), page.xpath("//h1")[0].text


ENGLISH, ARABIC = ("en", "ltr", "Incidents"), ("ar", "rtl", "حوادث")


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("", ENGLISH), ("ar", ARABIC), ("ar-SY,ar;q=0.9,en;q=0.5", ARABIC), ("AR", ARABIC), ("en,ar", ENGLISH),
        ("ar;q=0.2, en;q=0.7", ENGLISH), ("de, ar;q=0.1", ARABIC), ("de", ENGLISH), ("*", ENGLISH), ("ar;q=0", ENGLISH),
        ("ar;q=x", ENGLISH), ("../../etc", ENGLISH), (",;q=,;;", ENGLISH), ("x," * 3_000 + "ar", ENGLISH),
    ],
)  # fmt: skip
def test_a_page_is_in_the_language_that_a_browser_asks_for(
    arabic: Desk, accepted: str, shown: tuple[str, str, str]
) -> None:
    assert heads(arabic, accepted) == shown


def test_the_language_of_the_server_goes_before_that_of_the_browser(arabic: Desk) -> None:
    assert heads(arabic, "en", "ar") == ARABIC
    assert heads(arabic, "ar", "en") == ENGLISH
    with pytest.raises(LanguageError, match=r"'de'; there are ar, en\. Put de\.mo"):
        make_app(arabic, "de")


def test_what_has_no_translation_or_one_that_does_not_fit_stays_english(arabic: Desk) -> None:
    client = TestClient(make_app(arabic, "ar"), base_url=BASE)
    claim = first_claim(arabic)
    client.cookies.set("person", "Ilka Dorn")
    done = client.post(f"/claim/{claim}/judge", data={"verb": "accept"}, headers=OURS)
    assert "Kept as decision 1." in done.text and "Was it read rightly?" in done.text
    assert "بحث" in done.text


def test_two_people_at_once_read_two_languages(arabic: Desk) -> None:
    client = TestClient(make_app(arabic), base_url=BASE)
    for _ in range(2):  # the lines of the list are kept for a while: each language has its own
        for code, words in (("ar", "بحث"), ("en", "Search")):
            assert f"<button>{words}</button>" in client.get("/incidents", headers={"Accept-Language": code}).text


def test_programs_are_answered_in_english_and_records_stay_what_they_are(arabic: Desk) -> None:
    client = TestClient(make_app(arabic, "ar"), base_url=BASE)
    assert client.get("/api/v1/claims/none").json()["detail"].isascii()
    assert client.get("/export?format=csv&q=market").text.splitlines()[0].isascii()


@pytest.mark.parametrize("held", [b"", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40, catalogue({"a": "b"})[:60]])
def test_a_file_that_is_no_catalogue_is_named(arabic: Desk, held: bytes) -> None:
    (arabic.folder / "languages" / "fa.mo").write_bytes(held)
    with pytest.raises(LanguageError, match=r"fa\.mo"):
        make_app(arabic)


def test_a_value_with_signs_that_act_is_shown_as_what_it_is_in_a_sentence(arabic: Desk) -> None:
    client = TestClient(make_app(arabic), base_url=BASE)
    page = (
        client.get("/search", params={"q": "market \u202e<b>"}).text
        + client.get("/source", params={"name": "\u202e<b>"}).text
    )
    assert "\u202e" not in page and "<b>" not in page.replace("<b class", "")


def test_a_catalogue_is_made_as_the_documents_say(arabic: Desk, tmp_path: Path) -> None:
    document = (ROOT / "docs/web.md").read_text(encoding="utf-8")
    begins, compiles = (shlex.split(line) for line in re.findall(r"`(pybabel [^`]+)`", document))
    shutil.copy(texts.TARGET, tmp_path / "reportedly.pot")

    def run(command: list[str]) -> None:
        program = Path(sys.executable).with_name(command[0])
        done = subprocess.run([program, *command[1:]], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr

    run(begins)
    made = (tmp_path / "fr.po").read_text(encoding="utf-8")
    for text, translated in (("Incidents", "Faits"), ("%(number)s report", "%(number)s dépêche")):
        filled = re.sub(
            rf'(msgid "{re.escape(text)}"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])?) ""', rf'\1 "{translated}"', made
        )
        assert filled != made
        made = filled
    (tmp_path / "fr.po").write_text(made, encoding="utf-8")
    run(compiles)
    assert heads(arabic, "fr-CA,fr;q=0.8") == ("fr", "ltr", "Faits")
    page = TestClient(make_app(arabic, "fr"), base_url=BASE).get("/intake").text
    assert "4 reports" in page and "Intake" in page  # of several there is no translation yet
