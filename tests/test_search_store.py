"""What a search finds, against a plain evaluation of the same query over the same rows."""

from __future__ import annotations

import json
import math
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres_server import Found
from sqlalchemy import Connection
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.search.page import ResultPage, search
from reportedly.search.parse import parse
from reportedly.search.syntax import (
    And,
    Area,
    DayRange,
    FieldIs,
    Near,
    Not,
    NumberRange,
    Or,
    Phrase,
    Query,
    QueryError,
    Term,
)
from reportedly.store import indexed
from reportedly.store.archive import Store
from reportedly.store.tables import LAST_CLAIM, blobs, claims, incidents, members, readings, reports, sources, versions
from reportedly.store.words import words

TOWNS = {"Osprey": (10.0, 20.0), "Marrow Ford": (10.3, 20.0), "Anselt": (10.0, 21.0), "Dellin": (-40.0, -170.0)}
QUOTES = (
    "18 people were shelled in the Old Market", "the army denied any shelling", "قُتل ثمانية في وادي", "a cease-fire held 🔥 today",
    "Old friends met at the market", "AND OR NOT stood on the wall", "it's café \"Blue\" that burned",
)  # fmt: skip
NAMES = ("Tesk Valley Watch", "Tesk Valley Watch Youth League", "Quellmark Army", "a resident", "Agence Néra")
ROW = Any


def rows_of(many: int, seed: int = 3) -> list[dict[str, ROW]]:
    """Rows of claims with their chain and incident, invented."""
    pick = random.Random(seed)
    return [_row(number, pick) for number in range(1, many + 1)]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two points by the law of cosines."""
    (lat, lon), (to_lat, to_lon) = ((math.radians(p[0]), math.radians(p[1])) for p in (one, other))
    turn = math.sin(lat) * math.sin(to_lat) + math.cos(lat) * math.cos(to_lat) * math.cos(to_lon - lon)
    return 6_371_008.8 * math.acos(max(-1.0, min(1.0, turn)))


def _row(number: int, pick: random.Random) -> dict[str, ROW]:
    chain = [pick.choice(NAMES) for _ in range(pick.randrange(3))]
    town = pick.choice([None, *TOWNS])
    low, high = pick.choice([(None, None), (18, 18), (3, 8), (10, None), (None, 5)])
    start = pick.choice([None, "2031-05-03", "2031-06-01"])
    return {
        "id": number, "report": (number + 1) // 2, "number": 2 - number % 2, "key": f"c{number}", "reading": 1,
        "outlet": pick.choice(["Osprey Courier", "Marrow Post", None]), "part": "body", "hops": len(chain),
        "published": pick.choice([None, "2031-05-04", "2031-06-02", "2031-06-03"]), "killed_low": low,
        "killed_high": high, "form": pick.choice(["direct", "indirect"]), "origin": chain[-1] if chain else None,
        "certainty": pick.choice(["asserted", "hedged", "denied"]), "act": pick.choice([None, "accuse", "deny"]),
        "origin_type": pick.choice(["monitor", "military"]) if chain else None, "custody": pick.random() < 0.3,
        "unnamed": pick.choice([None, "withheld", "collective"]) if chain else None, "precision": None,
        "kind": pick.choice([None, "ASSAULT", "COERCE"]), "mode": None, "status": pick.choice([None, "actual", "future"]),
        "day": start, "day_end": start and pick.choice([start, "2031-06-30"]), "place": town,
        "country": town and "OX", "lat": TOWNS[town][0] if town else None, "lon": TOWNS[town][1] if town else None,
        "quote": pick.choice(QUOTES), "chain": " > ".join(chain), "links": chain, "origin_id": None,
        "judgement": pick.choice([None, None, "accepted", "rejected"]),
        "decided_by": pick.choice([None, "Ilka Dorn", "Ilka Dorn > Bo Hale"]),
    }  # fmt: skip


def fill(connection: Connection, rows: list[dict[str, ROW]]) -> None:
    """Puts rows into an empty store as they stand; every third report belongs to an incident of two origins."""
    last = max(row["report"] for row in rows)
    connection.execute(blobs.insert(), {"hash": "h", "size": 0, "body": b""})
    told = [{"id": n, "key": f"r{n}", "input": f"r{n}.txt", "title": f"Title {n}"} for n in range(1, last + 1)]
    connection.execute(reports.insert(), told)
    version = {"report": 1, "hash": "v", "facts": "", "text": "h", "record": b"", "added": "", "current": True}
    connection.execute(versions.insert(), version)
    by = {"reader": "r", "tagger": "", "knowledge": "", "added": "", "current": True, "body": b""}
    connection.execute(readings.insert(), {"version": 1, **by})
    connection.execute(claims.insert(), [{name: row[name] for name in row if name != "links"} for row in rows])
    links = [(row["id"], at, name) for row in rows for at, name in enumerate(row["links"])]
    named = [{"claim": c, "position": at, "name": n, "type": "other", "custody": False} for c, at, n in links]
    connection.execute(sources.insert(), named)
    connection.execute(incidents.insert(), {"key": "i", "origins_low": 2, "origins_high": 3, "body": b""})
    whole = {"first": 1, "last": LAST_CLAIM, "incident": 1}
    connection.execute(members.insert(), [{"report": n, "mention": f"r{n}"} | whole for n in range(3, last + 1, 3)])
    indexed.put_in(connection, "claim_words", ((row["id"], {"quote": row["quote"]}) for row in rows))
    titles = [(n, {"title": f"Title {n}", "text": "no comment" if n % 2 else ""}) for n in range(1, last + 1)]
    indexed.put_in(connection, "report_words", titles)


def matches(query: Query, row: dict[str, ROW]) -> bool:
    """Whether a row matches a query, by the plain meaning of it."""
    match query:
        case And(parts):
            return all(matches(part, row) for part in parts)
        case Or(parts):
            return any(matches(part, row) for part in parts)
        case Not(part):
            return not matches(part, row)
        case Term(text, prefix):
            return f" {words(text)}{'' if prefix else ' '}" in f" {words(row['quote'])} "
        case Phrase(text):
            return f" {words(text)} " in f" {words(row['quote'])} "
        case Near() | Area():
            return row["lat"] is not None and _lies(query, (row["lat"], row["lon"]))
        case NumberRange(field, low, high):
            least, most = _figures(field, row)
            return (low is None or (least is not None and least >= low)) and (
                high is None or (most is not None and most <= high)
            )
        case DayRange(field, low, high):
            start, end = (row["day"], row["day_end"]) if field == "date" else (row["published"],) * 2
            return start is not None and (low is None or end >= low) and (high is None or start <= high)
        case FieldIs(field, values):
            return any(_has(field, value, row) for value in values)


def _lies(query: Near | Area, here: tuple[float, float]) -> bool:
    if isinstance(query, Near):
        centres = [TOWNS[town] for town in TOWNS if words(town) in map(words, query.names)]
        return any(distance(here, centre) <= query.metres for centre in centres)
    lat, lon = 100 * here[0], 100 * here[1]
    beside = [query.west <= lon, lon <= query.east]
    return query.south <= lat <= query.north and (all(beside) if query.west <= query.east else any(beside))


def _figures(field: str, row: dict[str, ROW]) -> tuple[int | None, int | None]:
    if field == "hops":
        return row["hops"], row["hops"]
    if field == "killed":
        return row["killed_low"], row["killed_high"]
    return (2, 3) if row["report"] % 3 == 0 else (None, None)


def _has(field: str, value: str, row: dict[str, ROW]) -> bool:
    if field in ("outlet", "source", "cites", "by"):
        held = {"outlet": [row["outlet"]], "source": [row["origin"]], "cites": row["links"], "by": [row["decided_by"]]}[
            field
        ]
        if value.startswith("=") and field != "by":
            return any(name and words(value) == words(name) for name in held)
        return any(name and f" {words(value)} " in f" {words(name)} " for name in held)
    if field in ("place", "country"):
        return row[field] is not None and words(row[field]) == words(value)
    if field == "text":
        said = f"Title {row['report']} " + ("no comment" if row["report"] % 2 else "")
        return f" {words(value)} " in f" {words(said)} "
    if value in ("yes", "no"):
        return bool(row[field]) == (value == "yes")
    return str(row["origin_type" if field == "type" else field]).lower() == value


ROWS = rows_of(40)
PARTS = (
    "market", '"old market"', "shell*", "cease-fire", "وادي", "قتل", "cafe", '"AND OR"', 'it’s', "outlet:osprey",
    'outlet:"Marrow Post",courier', "source:watch", "cites:watch",
    'source:"=Tesk Valley Watch"', 'cites:"=tesk valley watch",army', 'outlet:"=Marrow Post"',
    'cites:"agence nera"', "type:monitor", "unnamed:yes",
    "by:hale", "judgement:rejected,unsure",
    "unnamed:no", "unnamed:withheld", "custody:yes", "custody:no", "custody:yes,no", "hops:0", "hops:>=2",
    "certainty:hedged,denied", "act:deny", "form:direct", "kind:assault", "kind:assault,coerce", "status:actual",
    "place:anselt", "place:marrow", 'place:"Marrow Ford",Osprey', "place:Osprey within:50km", "place:Osprey within:20km",
    "place:Nowhere within:50km", "box:-90,-180,90,180", "box:-90,170,0,-170", "box:10,19,10.2,21",
    "country:ox", "date:2031-05", "date:2031-06-15", "date:<2031-06", "date:>=2031-06",
    "published:2031-06-02..2031-06-03", "published:>2031-06-02", "killed:>=10", "killed:18", "killed:3..8",
    "killed:<=8", "origins:>=2", "origins:<=2", "origins:2..3", 'text:"no comment"', "text:title",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, founded_for_all: Found) -> Path:
    folder = founded_for_all(tmp_path_factory.mktemp("desk"))
    with Store.make(folder) as store, store.writes() as connection:
        fill(connection, ROWS)
    return folder


@pytest.fixture(scope="module")
def held(folder: Path) -> Iterator[Connection]:
    with Store.open(folder) as store, store.reads() as connection:
        yield connection


def expected(query: str) -> list[str]:
    found = [row for row in ROWS if matches(parse(query), row)]
    found.sort(key=lambda row: (row["published"] or "", row["id"]), reverse=True)
    return [row["key"] for row in found]


def found(page: ResultPage) -> list[str]:
    return [hit.claim for hit in page.hits]


@pytest.mark.parametrize("query", ["", *PARTS])
def test_each_condition_and_its_opposite(held: Connection, query: str) -> None:
    assert found(search(held, query, 100)) == expected(query)
    if query:
        assert found(search(held, f"-{query}" if "within" not in query else f"-({query})", 100)) == [
            key for key in expected("") if key not in expected(query)
        ]


def test_the_rows_tell_the_conditions_apart() -> None:
    telling = [part for part in PARTS if 0 < len(expected(part)) < len(ROWS)]
    assert len(telling) >= len(PARTS) - 8


def test_conditions_joined(held: Connection) -> None:
    pick = random.Random(11)
    for _ in range(150):
        a, b, c = pick.sample(PARTS, 3)
        query = pick.choice(
            ["{} {} OR {}", "({} OR {}) {}", "NOT ({} OR {}) OR {}", "{} -({} {})", "NOT ({} {} NOT {})"]
        )
        text = query.format(a, b, c)
        assert found(search(held, text, 100)) == expected(text), text


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize("query", ["", "certainty:asserted OR kind:assault", "NOT act:deny"])
def test_pages_leave_nothing_out_and_repeat_nothing(held: Connection, query: str, counts: bool) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = search(held, query, 3, after, counts)
        assert page.total == len(expected(query))
        seen += found(page)
        if (after := page.after) is None:
            break
    assert seen == expected(query)


def test_counts_are_those_of_all_that_was_found(held: Connection) -> None:
    page = search(held, "NOT act:deny", 2)
    rows = [row for row in ROWS if row["act"] != "deny"]
    assert dict(page.facets["outlet"]) == Counter(row["outlet"] for row in rows if row["outlet"])
    assert dict(page.facets["month"]) == Counter(row["published"][:7] for row in rows if row["published"])
    assert dict(page.facets["custody"]) == Counter("yes" if row["custody"] else "no" for row in rows)
    assert dict(page.facets["kind"]) == Counter(row["kind"].lower() for row in rows if row["kind"])


def test_found_words_are_marked_where_they_stand(held: Connection) -> None:
    for hit in search(held, 'shell* OR "old market" OR قتل OR CAFE -people', 100).hits:
        marked = [hit.quote[start:end] for start, end in hit.marks]
        assert marked
        assert set(marked) <= {"shelled", "shelling", "Old Market", "قُتل", "café"}


def test_what_is_found_by_nothing_says_which_part_finds_what(held: Connection) -> None:
    page = search(held, "market zeppelin")
    assert page.total == 0
    assert page.alone == (("market", len(expected("market"))), ("zeppelin", 0))


@pytest.mark.parametrize(
    "text",
    [
        "x'; DROP TABLE claims; --", 'outlet:"\' OR 1=1 --"', '"quote:market" NEAR', "market*", 'text:"a\\" OR \\"b"',
        'source:"%"', "cites:_", "{market}", "^market", "market + old", 'place:"Osprey\x00" within:5km', "\udc80x",
    ],
)  # fmt: skip
def test_odd_texts_find_words_or_are_refused_and_do_no_harm(held: Connection, text: str) -> None:
    try:
        page = search(held, text, 100)
    except QueryError as error:
        assert error.fault
    else:
        assert found(page) == expected(text)
    assert search(held, "").total == len(ROWS)


@pytest.mark.parametrize("join", [" ", " OR "])
def test_the_longest_query_is_answered(held: Connection, join: str) -> None:
    parts = [f"{'(NOT ' * 13}w{n}{')' * 13}" if n == 0 else f"-w{n}" for n in range(100)]
    assert search(held, join.join(parts)).total == len(ROWS)


@pytest.mark.parametrize("signs", [2, 28, 29])
def test_any_number_of_nots_is_answered(held: Connection, signs: int) -> None:
    without = search(held, "market").total
    assert search(held, "-" * signs + "market").total == (len(ROWS) - without if signs % 2 else without)


def test_names_do_not_count_against_the_variables_of_a_statement(held: Connection) -> None:
    database = held.connection.dbapi_connection
    if not isinstance(database, sqlite3.Connection):
        pytest.skip("PostgreSQL has no such limit to set")
    before = database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 40)
    try:
        query = " OR ".join(
            [
                "source:watch",
                "cites:watch",
                'source:"=Tesk Valley Watch"',
                'cites:"=tesk valley watch",army',
                'outlet:"=Marrow Post"',
                "outlet:courier",
                "place:Osprey within:900km",
            ]
            * 4
        )
        assert found(search(held, query, 100)) == expected(query)
    finally:
        database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


@pytest.mark.parametrize("query", ["source:watch*", "place:Osprey :50km"])
def test_what_would_find_something_else_is_refused(held: Connection, query: str) -> None:
    with pytest.raises(QueryError):
        search(held, query)


@pytest.mark.parametrize(
    "query", ["fire cites:nobody outlet:osprey", "fire (place:Osprey within:900km)", "fire NOT cites:watch"]
)
def test_a_name_that_fits_too_many_is_pointed_at(held: Connection, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.search.names.MOST", 0)
    with pytest.raises(QueryError, match="give more of the name") as found:
        search(held, query)
    assert query[found.value.offset :].startswith(found.value.value)


def test_a_hit_names_its_kind_as_queries_do(held: Connection) -> None:
    page = search(held, "kind:assault,coerce", 100)
    assert {hit.kind for hit in page.hits} == {"assault", "coerce"} == {kind for kind, _ in page.facets["kind"]}


def test_a_place_to_go_on_from_must_be_one(held: Connection) -> None:
    assert len(search(held, "", 100, after="undated." + "9" * 18).hits) < len(ROWS)
    with pytest.raises(QueryError, match="the page before"):
        search(held, "", after="1 OR 1=1")


def test_the_command_as_a_user_meets_it(folder: Path) -> None:
    run = CliRunner()
    page = run.invoke(app, ["search", str(folder), "market", "--limit", "2", "--json"])
    hits = [json.loads(line) for line in page.stdout.splitlines()]
    assert [hit["claim"] for hit in hits] == expected("market")[:2]
    assert f"2 of {len(expected('market'))} claims; --after" in page.stderr
    shown = run.invoke(app, ["search", str(folder), "cites:watch", "--facets"])
    assert "Tesk Valley Watch" in shown.stdout
    assert "outlet" in shown.stdout
    wrong = run.invoke(app, ["search", str(folder), "fire origin:x"])
    assert wrong.exit_code == 2
    assert "  fire origin:x\n       ^\n" in wrong.stderr
    assert "did you mean `origins:`" in wrong.stderr
    nothing = run.invoke(app, ["search", str(folder), "market zeppelin"])
    assert "zeppelin alone: 0" in nothing.stderr
