"""Lists of addresses, of feeds and of pages: followed where they are named, no further than said, one failure a bad line."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from intake_inputs import gather, listed
from intake_network import Network, answer
from sqlalchemy import select

from reportedly.intake import following
from reportedly.intake.fetch import Fetch
from reportedly.intake.fetched import Fetched, Marks, marks_of
from reportedly.intake.inputs import Input
from reportedly.intake.lists import looks_like_addresses
from reportedly.intake.manners import MOST_ALONE, MOST_SITES, PAUSE, Manners, seconds_of
from reportedly.intake.options import Failure, IntakeError
from reportedly.intake.robots import EVERYTHING
from reportedly.intake.sources import leads_to_addresses
from reportedly.records import Report
from reportedly.store.archive import Store
from reportedly.store.tables import fetched
from reportedly.workspace import open_workspace

TEXT = "Engineers opened two gates of the Korvash dam on Tuesday, the water ministry said.\n"
PAGE = f"<!doctype html><html><head><title>Gates</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
SITE = "https://kelmcourier.example"
ITEM = "<item><title>Dam {n}</title><link>{site}/dam/{n}</link><description>" + TEXT + "</description></item>"
FEED = (
    "<rss><channel><title>Kelm Courier</title>"
    + "".join(ITEM.format(n=n, site=SITE) for n in (1, 2))
    + "</channel></rss>"
)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*paths: str) -> str:
    return f"<urlset {SPACE}>" + "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths) + "</urlset>"


def index(*paths: str) -> str:
    inside = "".join(f"<sitemap><loc>\n{SITE}{path}</loc></sitemap>" for path in paths)
    return f"<?xml version='1.0'?><sitemapindex {SPACE}>{inside}</sitemapindex>"


def opml(*paths: str) -> str:
    feeds = "".join(f'<outline type="rss" text="Kelm" xmlUrl="{SITE}{path}"/>' for path in paths)
    return f'<opml version="2.0"><body><outline text="News">{feeds}</outline></body></opml>'


class Sites:
    """A fetcher of the tests' own: what lies at which path, and which were asked for."""

    def __init__(self, **pages: str | bytes) -> None:
        self.pages = {f"{SITE}/{path.replace('_', '.')}": data for path, data in pages.items()}
        self.asked: list[str] = []

    def __call__(self, url: str, before: Fetched | None = None) -> Fetched:
        self.asked.append(url.removeprefix(SITE))
        if url not in self.pages:
            raise IntakeError(url, "answered 404 Not Found", "check the address")
        data = self.pages[url]
        raw = data if isinstance(data, bytes) else data.encode()
        return Fetched(url, raw, None, html=raw.startswith(b"<!doctype"))


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_list_of_addresses_is_followed_line_by_line(tmp_path: Path) -> None:
    lines = f"# the dam\n{SITE}/a.html\n\n  {SITE}/missing  # gone\nkelmcourier.example/b\n{SITE}/b.txt\n"
    path = write(tmp_path, "urls.txt", lines)
    found = gather([path], fetch=Sites(a_html=PAGE, b_txt=TEXT))
    assert [item.input for item in found] == [
        f"{SITE}/a.html", f"{SITE}/missing", f"{path} line 5", f"{SITE}/b.txt",
    ]  # fmt: skip
    assert [type(item) for item in found] == [Report, Failure, Failure, Report]
    assert isinstance(found[0], Report) and found[0].url == f"{SITE}/a.html"


def test_without_a_fetcher_nothing_is_asked(tmp_path: Path) -> None:
    (failure,) = gather([write(tmp_path, "urls.txt", f"{SITE}/a")])
    assert isinstance(failure, Failure) and "fetching was not asked for" in failure.reason


@pytest.mark.parametrize(
    ("text", "listed_so"),
    [
        (f"{SITE}/a\n{SITE}/b\n", True),
        (f"\ufeff# mine\n{SITE}/a # first\n", True),
        (f"{SITE}/a\n\n{TEXT}", False),
        (TEXT, False),
        ("", False),
        ("# only words\n", False),
    ],
)
def test_a_report_that_begins_with_its_address_is_no_list(text: str, listed_so: bool) -> None:
    assert looks_like_addresses(text.encode()) is listed_so


def test_lists_of_feeds_lead_to_their_entries(tmp_path: Path) -> None:
    path = write(tmp_path, "desk.opml", opml("/feed.xml", "/gone.xml"))
    found = gather([path], fetch=Sites(feed_xml=FEED))
    assert [(type(item), item.input) for item in found] == [
        (Report, f"{SITE}/feed.xml entry 1"), (Report, f"{SITE}/feed.xml entry 2"), (Failure, f"{SITE}/gone.xml"),
    ]  # fmt: skip
    assert isinstance(found[0], Report) and found[0].outlet and found[0].outlet.name == "Kelm Courier"


def test_a_feed_a_list_and_a_map_may_be_named_by_their_address() -> None:
    sites = Sites(feed=FEED, opml=opml("/feed"), map=sitemap("/a.html"), a_html=PAGE)
    assert len(gather([f"{SITE}/feed"], fetch=sites)) == 2
    assert len(gather([f"{SITE}/opml"], fetch=sites)) == 2
    assert [item.input for item in gather([f"{SITE}/map"], fetch=sites)] == [f"{SITE}/a.html"]


def test_maps_of_sites_packed_or_not_lead_to_pages_once(tmp_path: Path) -> None:
    sites = Sites(
        one_xml=sitemap("/a.html", "/b.html"), two_gz=gzip.compress(sitemap("/b.html", "/c.html").encode()),
        a_html=PAGE, b_html=PAGE, c_html=PAGE,
    )  # fmt: skip
    path = write(tmp_path, "sitemap.xml.gz", gzip.compress(index("/one.xml", "/two.gz").encode()))
    assert [Path(item.input).name for item in gather([path], fetch=sites)] == ["a.html", "b.html", "b.html", "c.html"]
    sites.pages[f"{SITE}/map"] = index("/one.xml", "/two.gz")
    assert [Path(item.input).name for item in gather([f"{SITE}/map"], fetch=sites)] == ["a.html", "b.html", "c.html"]


def test_a_picture_of_a_page_is_no_page(tmp_path: Path) -> None:
    picture = f"<image:image xmlns:image='urn:image'><image:loc>{SITE}/a.png</image:loc></image:image>"
    path = write(tmp_path, "sitemap.xml", sitemap("/a.html").replace("</url>", f"{picture}</url>"))
    assert [item.name for item in listed(path) if isinstance(item, Input)] == [f"{SITE}/a.html"]


def test_maps_that_lead_to_themselves_and_on_and_on_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sites = Sites(map=index("/map", "/0"), **{str(n): index(f"/{n + 1}", "/map") for n in range(20)})
    found = gather([f"{SITE}/map"], fetch=sites)
    assert sites.asked == ["/map", "/0", "/1", "/2", "/3"]
    assert "behind 4 others" in str(*found)


def test_no_more_addresses_are_asked_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_ADDRESSES", 3)
    sites = Sites(map=sitemap(*(f"/{n}" for n in range(9))))
    found = gather([f"{SITE}/map"], fetch=sites)
    assert sites.asked == ["/map", "/0", "/1"]
    assert "more than 3 addresses" in str(found[-1])


def test_lists_in_folders_and_archives_are_not_followed(tmp_path: Path) -> None:
    for name, text in (("a.opml", opml("/feed")), ("b.txt", f"{SITE}/a\n"), ("c.xml", sitemap("/a")), ("d.txt", TEXT)):
        write(tmp_path, name, text)
    sites = Sites()
    found = gather([tmp_path], fetch=sites)
    assert [type(item) for item in found] == [Failure, Failure, Failure, Report] and not sites.asked
    assert "a list of feeds" in str(found[0]) and "name it by itself" in str(found[0])


def test_whether_naming_a_file_means_fetching_is_known_before(tmp_path: Path) -> None:
    assert leads_to_addresses(str(write(tmp_path, "urls.txt", f"{SITE}/a\n")))
    assert leads_to_addresses(f"{SITE}/a")
    assert not leads_to_addresses(str(write(tmp_path, "a.txt", TEXT)))
    assert not leads_to_addresses(str(write(tmp_path, "a.xml", FEED)))
    assert not any(map(leads_to_addresses, (str(tmp_path), "-", "missing.txt")))


ENTITY = '<!DOCTYPE opml [<!ENTITY file SYSTEM "{secret}">]>'
BOMB = "<!DOCTYPE x [<!ENTITY e0 'ha'>" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"


@pytest.mark.parametrize("text", [opml("/feed"), sitemap("/a")])
def test_entities_of_a_list_are_never_opened(tmp_path: Path, text: str) -> None:
    secret = write(tmp_path, "secret", f"{SITE}/secret")
    opened = ENTITY.format(secret=secret.as_uri()) + text.replace("</url>", "</url><url><loc>&file;</loc></url>")
    found = listed(write(tmp_path, "a.xml", opened))
    assert not any("secret" in str(item) for item in found)
    swelling = BOMB + text.replace("/feed", "/feed&e11;").replace("/a", "/a&e11;")
    assert all(len(str(item)) < 2_000 for item in listed(write(tmp_path, "b.xml", swelling)))


def test_a_list_that_is_cut_gives_what_stands_before_and_says_so(tmp_path: Path) -> None:
    text = sitemap("/a", "/b")
    first, failure = listed(write(tmp_path, "a.xml", text[: text.index("/b<") + 1]))
    assert isinstance(first, Input) and first.name == f"{SITE}/a"
    assert isinstance(failure, Failure) and "is cut" in failure.reason


def test_an_empty_map_says_so(tmp_path: Path) -> None:
    (failure,) = listed(write(tmp_path, "a.xml", sitemap()))
    assert isinstance(failure, Failure) and "names no address" in failure.reason


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    bomb = gzip.compress(sitemap("/a").encode() + b" " * 50_000_000)
    (failure,) = listed(write(tmp_path, "sitemap.xml.gz", bomb))
    assert isinstance(failure, Failure) and "200 times" in failure.reason
    (failure,) = gather([f"{SITE}/map.gz"], fetch=Sites(map_gz=bomb))
    assert isinstance(failure, Failure) and "200 times" in failure.reason


def test_what_is_packed_with_gzip_is_read_as_what_it_was(tmp_path: Path) -> None:
    write(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode()))
    write(tmp_path, "b.csv.gz", gzip.compress(f'body\n"{TEXT}"\n'.encode()))
    write(tmp_path, "c.rss.gz", gzip.compress(FEED.encode()))
    write(tmp_path, "d.txt.gz", b"no gzip at all")
    write(tmp_path, "e.csv.gz", gzip.compress(f'body\n"{TEXT}"\n'.encode() * 2_000)[:-20])
    found = gather([tmp_path])
    assert [type(item) for item in found[:5]] == [Report, Report, Report, Report, Failure]
    assert isinstance(found[-1], Failure) and "cannot be unpacked" in found[-1].reason
    assert isinstance(found[0], Report) and found[0].text == TEXT


def test_a_feed_comes_through_the_guarded_fetcher_and_a_private_address_does_not(tmp_path: Path) -> None:
    pages = {"/feed": answer(FEED.encode(), content_type="application/rss+xml"), "/robots.txt": answer(b"")}
    network = Network({"kelmcourier.example": lambda path: pages[path]}, {"kelmcourier.example": [["93.184.216.34"]]})
    slept: list[float] = []
    fetch = Fetch(resolver=network.resolve, connector=network.connect, manners=Manners(sleep=slept.append))
    path = write(tmp_path, "urls.txt", "http://127.0.0.1/a\nhttp://kelmcourier.example/feed\nhttp://10.0.0.1/b\n")
    refused, one, two, again = gather([path], fetch=fetch)
    assert "is refused" in str(refused) and "is refused" in str(again)
    assert isinstance(one, Report) and isinstance(two, Report)
    assert set(network.connected) == {"93.184.216.34"}


def test_a_site_is_asked_for_its_rules_once_and_for_pages_a_second_apart() -> None:
    pages = {"/a": answer(PAGE.encode()), "/robots.txt": answer(b"")}
    network = Network({"kelmcourier.example": lambda path: pages[path]}, {"kelmcourier.example": [["93.184.216.34"]]})
    slept: list[float] = []
    manners = Manners(clock=lambda: 50.0, sleep=slept.append)
    fetch = Fetch(resolver=network.resolve, connector=network.connect, manners=manners)
    for _ in range(3):
        fetch("http://kelmcourier.example/a")
    assert [path for _, path, _ in network.asked] == ["/robots.txt", "/a", "/a", "/a"]
    assert slept == [PAUSE, PAUSE]


def test_what_is_remembered_of_sites_is_bounded() -> None:
    manners = Manners(clock=lambda: 0.0, sleep=lambda seconds: None)
    for number in range(3 * MOST_SITES):
        manners.wait(f"{number}.example")
        manners.remember(f"http://{number}.example/robots.txt", EVERYTHING)
    assert len(manners.rules) == len(manners.asked) == MOST_SITES


def asks_too_often(**headers: str) -> Network:
    pages = {"/a": answer(b"", "429 Too Many Requests", **headers), "/b": answer(PAGE.encode())}
    site = lambda path: pages.get(path, answer(status="404 Not Found"))  # noqa: E731
    return Network({"kelmcourier.example": site}, {"kelmcourier.example": [["93.184.216.34"]]})


def polite(network: Network, slept: list[float]) -> Fetch:
    manners = Manners(clock=lambda: 50.0, sleep=slept.append)
    return Fetch(resolver=network.resolve, connector=network.connect, manners=manners)


def test_a_site_that_is_busy_for_some_seconds_gets_them_and_is_asked_again() -> None:
    busy, open_ = answer(b"", "503 Service Unavailable", retry_after="7"), answer(PAGE.encode())
    pages = {"/robots.txt": [busy, answer(b"")], "/a": [busy, open_], "/b": [open_]}
    site = lambda path: pages[path].pop(0)  # noqa: E731
    network = Network({"kelmcourier.example": site}, {"kelmcourier.example": [["93.184.216.34"]]})
    slept: list[float] = []
    fetch = polite(network, slept)
    assert fetch("http://kelmcourier.example/a").html
    assert [path for _, path, _ in network.asked] == ["/robots.txt", "/robots.txt", "/a", "/a"] and slept == [7.0, 7.0]


def test_a_site_that_stays_busy_is_given_up_and_left_alone_as_long_as_it_says() -> None:
    network, slept = asks_too_often(retry_after="7"), list[float]()
    fetch = polite(network, slept)
    with pytest.raises(IntakeError, match="asks to be left alone for 7 s; add it again later"):
        fetch("http://kelmcourier.example/a")
    assert fetch("http://kelmcourier.example/b").html and slept == [7.0, 7.0, 7.0]


def test_the_site_that_an_address_leads_to_is_left_alone_too() -> None:
    there = answer(status="301 Moved", location="http://kelmcourier.example/a")
    network, slept = asks_too_often(retry_after="100"), list[float]()
    network.sites["kelm.example"] = lambda path: answer(b"") if path == "/robots.txt" else there
    network.names["kelm.example"] = [["93.184.216.34"]]
    fetch = polite(network, slept)
    for _ in range(2):
        with pytest.raises(IntakeError, match="asks to be left alone for 100 s"):
            fetch("http://kelm.example/x")
    assert [path for host, path, _ in network.asked if host == "kelmcourier.example"] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("wanted", "seconds"), [("999999999999", MOST_ALONE), ("Sat, 01 Jan 2999 00:00:00 GMT", MOST_ALONE)]
)
def test_a_site_that_wants_long_is_not_asked_meanwhile_and_not_for_ever(wanted: str, seconds: float) -> None:
    network, slept = asks_too_often(retry_after=wanted), list[float]()
    fetch = polite(network, slept)
    for path in ("a", "b"):
        with pytest.raises(IntakeError, match=f"asks to be left alone for {seconds:.0f} s"):
            fetch(f"http://kelmcourier.example/{path}")
    assert [path for _, path, _ in network.asked] == ["/robots.txt", "/a"] and slept == []


@pytest.mark.parametrize("said", ["", "soon", "-5", "Sat, 01 Jan 2000 00:00:00", "٣"])
def test_a_wish_that_says_nothing_of_use_is_none(said: str) -> None:
    assert seconds_of(said, datetime(2026, 11, 2, tzinfo=UTC)) is None


class Changing:
    """A site with a feed and the map of its pages that says when either has changed; `asked` are the paths, with what was known."""

    def __init__(self) -> None:
        self.state, self.asked = 1, list[tuple[str, bool]]()

    def network(self) -> Network:
        network = Network({}, {"kelmcourier.example": [["93.184.216.34"]]})

        def site(path: str) -> bytes:
            mark = f'"{path}-{self.state}"'
            known = f"If-None-Match: {mark}".encode() in network.requests[-1]
            self.asked.append((path, known))
            if path == "/robots.txt":
                return answer(b"")
            if path.startswith("/dam"):
                return answer(PAGE.replace("Tuesday", f"Tuesday {path}").encode(), etag=mark)
            if known:
                return answer(status="304 Not Modified", etag=mark)
            body = sitemap("/dam/9") if path == "/map.xml" else FEED.replace("Dam 2", f"Dam {self.state}")
            return answer(body.replace("https", "http").encode(), content_type="text/xml", etag=mark)

        network.sites["kelmcourier.example"] = site
        return network


def taken_in(store: Store, fetch: Fetch, path: str) -> list[str]:
    """What became of the reports behind an address, in order."""
    workspace = open_workspace()
    came = workspace.add(store, workspace.plan([f"http://kelmcourier.example{path}"]), fetch=fetch)
    return [type(outcome).__name__ for outcome in came]


def test_a_feed_that_did_not_change_is_not_sent_again_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    site = Changing()
    fetch = polite(site.network(), [])
    with Store.make(tmp_path) as store:
        assert taken_in(store, fetch, "/feed") == ["Reading", "Reading"]
        assert taken_in(store, fetch, "/feed") == ["Present", "Present"]
        site.state = 2
        assert taken_in(store, fetch, "/feed") == ["Present", "Reading"]
        assert taken_in(store, fetch, "/feed") == ["Present", "Present"]
        assert [known for path, known in site.asked if path == "/feed"] == [False, True, False, True]
        assert store.check() == []


def test_the_pages_of_a_map_that_did_not_change_are_asked_for_all_the_same(tmp_path: Path) -> None:
    site = Changing()
    fetch = polite(site.network(), [])
    with Store.make(tmp_path) as store:
        assert [taken_in(store, fetch, "/map.xml") for _ in range(2)] == [["Reading"], ["Present"]]
    assert site.asked[1:] == [("/map.xml", False), ("/dam/9", False), ("/map.xml", True), ("/dam/9", False)]


def test_where_a_report_was_forgotten_no_feed_is_kept_that_may_hold_its_words(tmp_path: Path) -> None:
    site = Changing()
    fetch = polite(site.network(), [])
    with Store.make(tmp_path) as store:
        taken_in(store, fetch, "/feed")
        store.forget(next(store.readings()).report.id)
        assert taken_in(store, fetch, "/feed") == taken_in(store, fetch, "/feed")
        with store.reads() as connection:
            assert connection.execute(select(fetched)).all() == []
    assert [known for path, known in site.asked if path == "/feed"] == [False, False, False]


def test_what_is_to_be_kept_as_it_came_is_sent_again(tmp_path: Path) -> None:
    site = Changing()
    network = site.network()
    with Store.make(tmp_path / "desk") as store:
        taken_in(store, polite(network, []), "/feed")
        taken_in(store, replace(polite(network, []), keep=tmp_path / "kept"), "/feed")
    assert [known for path, known in site.asked if path == "/feed"] == [False, False]
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize(
    ("etag", "modified", "kept"),
    [
        ('W/"a"', None, Marks('W/"a"')), (None, "Sun, 03 May 2031 08:00:00 GMT", Marks(None, "Sun, 03 May 2031 08:00:00 GMT")),
        ('"a"\r\nHost: b', "lately", None), ("a", "", None), (None, None, None),
    ],
)  # fmt: skip
def test_only_marks_that_can_be_sent_back_are_kept(etag: str | None, modified: str | None, kept: Marks | None) -> None:
    assert marks_of(etag, modified) == kept
