"""What an assistant can ask of a workspace: it finds and reads, with ids and quotes, and changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from store_desk import QuickReader, text_of

from reportedly.mcp.server import make_server
from reportedly.records import Outlet, Report, Role, Source, SourceType
from reportedly.store.archive import Store
from reportedly.workspace import StoreError, make_store, open_workspace


def bare_report(number: int) -> Report:
    return Report(
        f"r{number}",
        f"v{number}",
        f"r{number}.txt",
        text_of(number),
        Outlet(f"Outlet {number % 4}"),
        published="2031-05-04",
        language="en",
    )


VERDICTS = ("credible", "reliab", "trust", "fake", "verdict on")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    with make_store(home) as store:
        for number in range(9):
            store.add(QuickReader().read(bare_report(number)))
        open_workspace(home / "home").relink(store)
    return home


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    from reportedly.workspace import open_store

    with open_store(folder) as found:
        yield found


def asked(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The answers of a server, one a call: what it says, or the words of its error."""

    async def ask() -> list[Any]:
        async with Client(server) as client:
            found = [await client.call_tool(name, given) for name, given in calls]
        return [one.content[0].text if one.is_error else one.structured_content for one in found]

    return anyio.run(ask)


def test_every_tool_only_reads_and_says_what_it_gives(store: Store) -> None:
    async def listed() -> list[Any]:
        async with Client(make_server(store)) as client:
            return list((await client.list_tools()).tools)

    tools = anyio.run(listed)
    assert {tool.name for tool in tools} == {
        "search_claims", "facets", "get_claim", "get_report", "list_incidents", "get_incident", "list_origins", "compare",
    }  # fmt: skip
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert len(tool.description) > 40
        assert not any(word in tool.description for word in VERDICTS)


def test_a_claim_is_found_and_read_with_its_words(store: Store) -> None:
    server = make_server(store)
    (found,) = asked(server, ("search_claims", {"query": "killed:>=1", "limit": 3}))
    hit = found["claims"][0]
    assert 0 < len(found["claims"]) <= 3 <= found["total"]
    claim, report, counted = asked(
        server,
        ("get_claim", {"report": hit["report"], "claim": hit["claim"]}),
        ("get_report", {"report": hit["report"]}),
        ("facets", {"query": "killed:>=1"}),
    )
    start, end = claim["claim"]["spans"][0]
    assert report["quoted_text"][start:end] == claim["claim"]["text"].split(" … ")[0]
    assert claim["report"]["id"] == hit["report"] and "text" not in claim["report"]
    assert counted["total"] == found["total"]


def test_a_long_report_is_given_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.mcp.tools.MOST_TEXT", 40)
    report = next(store.readings()).report
    server, parts, start = make_server(store), "", 0
    while start is not None:
        (told,) = asked(server, ("get_report", {"report": report.id, "start": start}))
        parts, start = parts + told["quoted_text"], told["goes_on_at"]
    assert parts == report.text


def test_an_incident_is_listed_read_and_compared(store: Store) -> None:
    server = make_server(store)
    (listed,) = asked(server, ("list_incidents", {}))
    line = listed["incidents"][0]
    whole, origins, compared = asked(
        server,
        ("get_incident", {"incident": line["id"]}),
        ("list_origins", {"incident": line["id"]}),
        ("compare", {"incident": line["id"], "about": "killed"}),
    )
    assert set(whole["reports"]) == set(whole["incident"]["reports"]) and line["reports"] == len(whole["reports"])
    assert origins["origins"] == whole["incident"]["origins"]
    assert compared["assertion"]["accounts"]


def test_the_incidents_go_on_where_the_list_before_ended(store: Store) -> None:
    server = make_server(store)
    whole, rest = asked(
        server, ("list_incidents", {"at_least_reports": 1}), ("list_incidents", {"at_least_reports": 1, "skip": 1})
    )
    assert whole["total"] == rest["total"] == len(list(store.incidents()))
    assert [one["id"] for one in whole["incidents"]] == [one.id for one in store.incidents()]
    assert rest["incidents"] == whole["incidents"][1:]


def test_private_people_go_by_their_role(tmp_path: Path) -> None:
    reading = QuickReader().read(bare_report(1))
    claim, seen = reading.claims[0], Source("Orla Venn", SourceType.RESIDENT)
    event = claim.events[0]
    hurt = replace(event, roles=(Role(role="target", name="Ana Ruk", span=event.span, private=True),))
    with make_store(tmp_path) as store:
        store.add(replace(reading, claims=(replace(claim, chain=(seen,), events=(hurt,)), *reading.claims[1:])))
        (told,) = asked(make_server(store), ("get_claim", {"report": "r1", "claim": claim.id}))
    assert "Orla" not in str(told) and "Ana Ruk" not in str(told)
    assert told["claim"]["chain"][0]["name"] == "a resident (named in the text)"


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("search_claims", {"query": "certainty:nope"}, "certainty"),
        ("get_report", {"report": "nobody"}, "no report"),
        ("get_incident", {"incident": "nobody"}, "list_incidents"),
        ("get_claim", {"report": "nobody", "claim": "x"}, "no report"),
    ],
)
def test_what_cannot_be_answered_says_what_to_ask(store: Store, name: str, given: dict[str, Any], says: str) -> None:
    (told,) = asked(make_server(store), (name, given))
    assert says in told and "Traceback" not in told


def test_a_name_that_fits_several_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.archive.incidents_named", lambda connection, name: ["0a", "0b"])
    (told,) = asked(make_server(store), ("get_incident", {"incident": "0"}))
    assert "2 incidents fit" in told and "give more of an id" in told


def test_a_store_that_cannot_be_read_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StoreError("another program has been writing for 30 seconds")

    monkeypatch.setattr(Store, "incident", busy)
    (told,) = asked(make_server(store), ("get_incident", {"incident": "x"}))
    assert "another program has been writing" in told


def test_the_command_answers_over_standard_input(folder: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "reportedly", "mcp", str(folder)], env=dict(os.environ)
    )
    (found,) = asked(command, ("search_claims", {"query": "killed:>=1"}))
    assert found["total"] > 0
