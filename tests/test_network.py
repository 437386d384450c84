"""Who stands behind a whole workspace, in an invented war: citations, copies, families, roles, and every form it comes in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser import chromium
from hostile_texts import PAYLOADS
from postgres_server import Found
from quellmark import World, say, source
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.deciding import judge
from reportedly.decision import Verb
from reportedly.exchange.network_csv import node_lines, tie_lines
from reportedly.exchange.network_graphml import NAMESPACE, graphml_lines
from reportedly.knowledge.loader import Entity, Knowledge, default
from reportedly.records import Reading, SourceType, Unnamed, from_json
from reportedly.render.network_graph import NODES, ROW, drawing, plan_of
from reportedly.store.archive import Store
from reportedly.ties import Mutual, Network, Node, NodeKind, Tie, TieKind
from reportedly.workspace import open_store, open_workspace

OUTLETS = """id\tname\ttype\taliases\tpart_of
orvane\tOrvane Wire\tagency\tOW\t
lumen\tLumen\tmedia\t\t
lumen-sud\tLumen Sudvik\tmedia\t\tlumen
ostara\tOstara Post\tmedia\t\t
sarn\tSarn Monitor\tmonitor\tthe Sarn Monitor\t
"""
LONG = (
    "Ferrymen who crossed the river at dawn saw two jets turn over the northern bank and drop what they carried on the "
    "toll house, whose roof fell in and buried the nine people who had come to pay before the market opened that morning, "
    "and nobody came to dig for them until the afternoon when the soldiers at the crossing let the first carts through."
)
RUN = CliRunner()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose knowledge has the invented outlets, two of them editions of one newsroom."""
    folder = tmp_path / "home"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "knowledge" / "invented.tsv").write_text(OUTLETS, encoding="utf-8")
    monkeypatch.setenv("REPORTEDLY_HOME", str(folder))
    return folder


@pytest.fixture
def desk(founded: Found, home: Path, tmp_path: Path) -> Path:
    """The folder of an empty workspace, on either engine."""
    return founded(tmp_path / "desk")


def kept(desk: Path, home: Path, *readings: Reading) -> None:
    """Puts readings into the workspace of a folder, which is made where there is none, and links them."""
    with Store.make(desk) as store:
        for reading in readings:
            store.add(reading)
        open_workspace(home).relink(store)


def shown(desk: Path, home: Path, query: str = "") -> Network:
    with open_store(desk) as store:
        return open_workspace(home).network(store, query)


def node(network: Network, name: str) -> Node:
    (found,) = (node for node in network.nodes if node.name == name)
    return found


def tied(network: Network, relation: TieKind) -> list[tuple[str, str, int]]:
    """The ties of one kind by names, with the number of reports that show them."""
    names = {node.id: node.name for node in network.nodes}
    return [(names[tie.from_], names[tie.to], tie.reports) for tie in network.ties if tie.relation is relation]


def run(*arguments: str | Path) -> Result:
    return RUN.invoke(app, ["network", *map(str, arguments)], env={"COLUMNS": "100"})


def news() -> list[Reading]:
    """Five reports of two occurrences: two relays, a copy, two newsrooms that cite each other, one witness by name."""
    world = World()
    world.report("Lumen", "Nine killed", say("Jets struck the Toll Bridge.", "Orvane Wire", "Sarn Monitor", killed=9))
    world.report(
        "Ostara Post", "Nine die", say("Jets hit the Toll Bridge, it was said.", "Lumen", "Sarn Monitor", killed=9)
    )
    world.report("Lumen", "Four die", say("Guns hit the Fish Market.", "Ostara Post", killed=4), day="2031-07-03")
    anna = source("Anna Ruk", SourceType.WITNESS)
    world.report(
        "Ostara Post", "Stalls burn", say("Stalls burned at the Fish Market.", anna, killed=4), day="2031-07-03"
    )
    world.report("Orvane Wire", "Rain", say("Rain fell in Sudvik.", source("residents", SourceType.RESIDENT, Unnamed.COLLECTIVE)),
                 day="2031-09-01", place="Sudvik", kind="DISASTER", mode=None)  # fmt: skip
    return world.readings


def copied(outlets: tuple[str, ...], days: tuple[str, ...]) -> list[Reading]:
    """One and the same text, printed by each outlet on its day."""
    world = World()
    for outlet, day in zip(outlets, days, strict=True):
        world.report(outlet, "Nine killed at the toll house", say(LONG, "Sarn Monitor", killed=9), day=day)
    return world.readings


def test_who_relays_whom_is_counted_by_reports(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    assert (found.reports, found.claims) == (5, 5)
    assert tied(found, TieKind.RELAYS) == [
        ("Lumen", "Orvane Wire", 1), ("Lumen", "Ostara Post", 1), ("Ostara Post", "Lumen", 1),
    ]  # fmt: skip
    assert ("Lumen", "Sarn Monitor", 1) in tied(found, TieKind.CITES)
    assert ("Orvane Wire", "Sarn Monitor", 1) in tied(found, TieKind.CITES)
    monitor = node(found, "Sarn Monitor")
    assert (monitor.kind, monitor.cited_in, monitor.cited_by) == (NodeKind.BODY, 2, 2)


def test_what_others_say_of_a_newsroom_is_told_apart_from_its_own_reports(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    names = {node.id: node.name for node in found.nodes}
    own = {(names[tie.from_], names[tie.to]): tie.own for tie in found.ties}
    assert own["Lumen", "Orvane Wire"] == 1
    assert own["Orvane Wire", "Sarn Monitor"] == 0


def test_newsrooms_that_cite_each_other_are_found(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    assert shown(desk, home).mutual == (Mutual("lumen", "ostara", 1, 1),)


def test_a_copy_is_counted_once_for_the_newsroom_that_took_it(desk: Path, home: Path) -> None:
    kept(desk, home, *copied(("Lumen", "Ostara Post"), ("2031-05-03", "2031-05-04")))
    found = shown(desk, home)
    assert (found.copied, found.shared) == (1, 0)
    assert tied(found, TieKind.COPIES) == [("Ostara Post", "Lumen", 1)]
    assert (node(found, "Ostara Post").copied, node(found, "Lumen").copied) == (1, 0)


def test_a_text_that_nobody_shows_to_have_taken_is_shared_by_both(desk: Path, home: Path) -> None:
    kept(desk, home, *copied(("Lumen", "Ostara Post"), ("2031-05-03", "2031-05-03")))
    found = shown(desk, home)
    assert (found.copied, found.shared) == (0, 2)
    assert [names[:2] for names in tied(found, TieKind.SHARES)] == [("Lumen", "Ostara Post")]
    assert {node(found, name).shared for name in ("Lumen", "Ostara Post")} == {1}


def test_editions_of_one_newsroom_are_one_and_take_nothing_from_each_other(desk: Path, home: Path) -> None:
    kept(desk, home, *copied(("Lumen", "Lumen Sudvik", "Ostara Post"), ("2031-05-03", "2031-05-04", "2031-05-05")))
    found = shown(desk, home)
    lumen = node(found, "Lumen")
    assert (lumen.reports, lumen.copied, lumen.editions) == (2, 0, ("Lumen", "Lumen Sudvik"))
    assert found.copied == 1
    assert (node(found, "Sarn Monitor").cited_in, node(found, "Sarn Monitor").cited_by) == (3, 2)
    assert "Lumen: Lumen, Lumen Sudvik" in run(desk).stdout


def test_agencies_of_one_state_are_not_editions_of_each_other() -> None:
    known = default()
    for name in ("tass", "ria-novosti", "sana"):
        assert known.newsroom_of(known.entities[name]).id == name
    assert known.newsroom_of(known.entities["bbc-arabic"]).id == "bbc"
    circle = Knowledge(
        {
            name: Entity(name, name, SourceType.MEDIA, part_of=above)
            for name, above in (("ayel", "besk"), ("besk", "ayel"))
        }
    )
    assert circle.newsroom_of(circle.entities["ayel"]).id == "besk"


def test_who_stands_behind_incidents_and_of_how_many_alone(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    monitor = node(found, "Sarn Monitor")
    assert (monitor.stands_behind, monitor.alone) == (1, 1)
    assert "Sarn Monitor" in run(desk).stdout.split("Newsrooms")[0]


def test_private_people_are_one_by_their_role_and_named_nowhere(desk: Path, home: Path, tmp_path: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    witnesses = node(found, "witnesses")
    assert (witnesses.kind, witnesses.names, witnesses.cited_in) == (NodeKind.PEOPLE, (), 1)
    assert node(found, "residents").kind is NodeKind.PEOPLE
    for name in ("text", "json", "csv", "csv-nodes", "graphml", "svg"):
        said = run(desk, "--format", name).stdout
        assert "witnesses" in said
        assert "Ruk" not in said and "Anna" not in said


def test_a_source_of_no_known_kind_and_a_description_are_shown_by_role(desk: Path, home: Path) -> None:
    world = World()
    for by in (
        source("Oto Marek"),
        source("army command", SourceType.MILITARY),
        source("Iron Dale Army", SourceType.MILITARY),
    ):
        world.report("Lumen", "Shells fall", say("Shells fell on the Toll Bridge.", by))
    kept(desk, home, *world.readings)
    found = {node.name: node.kind for node in shown(desk, home).nodes}
    assert found == {
        "Lumen": NodeKind.OUTLET, "Iron Dale Army": NodeKind.BODY, "other sources": NodeKind.PEOPLE,
        "unnamed military sources": NodeKind.PEOPLE,
    }  # fmt: skip


def test_a_query_narrows_what_is_counted(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home, "cites:Sarn")
    assert (found.query, found.reports, found.claims) == ("cites:Sarn", 2, 2)
    assert {node.name for node in found.nodes} == {"Lumen", "Ostara Post", "Orvane Wire", "Sarn Monitor"}
    assert node(found, "Sarn Monitor").stands_behind == 1
    told = run(desk, "outlet:Lumen", "killed:>=5", "--json")
    assert json.loads(told.stdout)["reports"] == 1


def test_copies_are_counted_among_the_reports_that_a_query_finds(desk: Path, home: Path) -> None:
    kept(desk, home, *copied(("Lumen", "Ostara Post"), ("2031-05-03", "2031-05-04")))
    assert shown(desk, home, "outlet:Lumen").copied == 0
    assert shown(desk, home, "killed:9").copied == 1


def test_a_query_that_cannot_be_understood_is_refused(desk: Path, home: Path) -> None:
    kept(desk, home)
    told = run(desk, "colour:red")
    assert told.exit_code == 2 and "colour" in told.stderr


def test_a_rejected_claim_cites_nobody(desk: Path, home: Path) -> None:
    kept(desk, home, *news()[:1])
    with open_store(desk) as store:
        (claim,) = next(store.readings()).claims
        judge(store, Verb.REJECT, [claim.id], "Ilka Dorn")
    found = shown(desk, home)
    assert (found.reports, found.claims, found.ties) == (1, 0, ())


def test_a_report_without_an_outlet_is_counted_apart(desk: Path, home: Path) -> None:
    (reading, *_) = news()
    bare = replace(reading, report=replace(reading.report, outlet=None))
    kept(desk, home, bare)
    found = shown(desk, home)
    assert (found.reports, found.without_outlet) == (1, 1)
    assert tied(found, TieKind.RELAYS) == [] and tied(found, TieKind.CITES) == [("Orvane Wire", "Sarn Monitor", 1)]
    assert "1 report without an outlet" in run(desk).stdout


def test_an_empty_workspace_says_so(desk: Path, home: Path) -> None:
    kept(desk, home)
    told = run(desk)
    assert told.exit_code == 0 and "nobody publishes or is cited" in told.stderr
    assert run(desk, "--format", "svg").stdout.startswith("<svg")


def test_it_says_when_reports_came_in_since(desk: Path, home: Path) -> None:
    kept(desk, home, *news()[:1])
    with open_store(desk) as store:
        store.add(news()[1])
    assert "reportedly relink" in run(desk).stderr


def test_the_order_in_which_reports_came_changes_nothing(founded: Found, home: Path, tmp_path: Path) -> None:
    one, other = founded(tmp_path / "one"), founded(tmp_path / "other")
    kept(one, home, *news())
    kept(other, home, *reversed(news()))
    assert shown(one, home) == shown(other, home)


def test_json_is_the_record_and_goes_to_a_file_too(desk: Path, home: Path, tmp_path: Path) -> None:
    kept(desk, home, *news())
    assert from_json(Network, json.loads(run(desk, "--json").stdout)) == shown(desk, home)
    target = tmp_path / "network.json"
    told = run(desk, "--json", "--out", target)
    assert told.stdout == "" and "7 nodes" not in told.stdout and str(target) in told.stderr
    assert from_json(Network, json.loads(target.read_text(encoding="utf-8"))) == shown(desk, home)


def test_a_file_for_the_summary_and_a_folder_that_is_not_there_are_refused(
    desk: Path, home: Path, tmp_path: Path
) -> None:
    kept(desk, home, *news())
    assert run(desk, "--out", tmp_path / "summary").exit_code == 2
    told = run(desk, "--format", "svg", "--out", tmp_path / "no" / "network.svg")
    assert told.exit_code == 2 and "cannot be written" in told.stderr


def named(name: str) -> Network:
    """A network whose every text is this one."""
    nodes = (
        Node(name, name, NodeKind.OUTLET, None, 2, editions=(name, name), names=(name,)),
        Node(f"{name}2", name, NodeKind.BODY, SourceType.MONITOR, cited_in=2),
    )
    return Network(name, 2, 2, 1, 0, 0, 0, nodes, (Tie(TieKind.CITES, name, f"{name}2", 2, 2, 2, 1),), ())


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2+3", "+cmd|' /C calc'!A0", "＝HYPERLINK(1)"])
def test_no_cell_of_a_table_is_a_formula(name: str) -> None:
    for lines in (tie_lines(named(name)), node_lines(named(name))):
        for row in csv.reader(io.StringIO("\n".join(lines))):
            assert not any(re.match(r"[=+@＝＋＠-]", cell) for cell in row)


@pytest.mark.parametrize("name", [*PAYLOADS, "a\ufffeb", "</svg><script>", "\x1b[31m"])
def test_no_name_breaks_the_graph_or_the_drawing(name: str) -> None:
    graph = ElementTree.fromstring("\n".join(graphml_lines(named(name))))
    assert len(list(graph.iter(f"{{{NAMESPACE}}}node"))) == 2
    svg = ElementTree.fromstring(drawing(named(name)))
    assert {part.tag.rpartition("}")[2] for part in svg.iter()} <= {
        "svg", "title", "desc", "style", "rect", "circle", "line", "path", "polygon", "g", "text",
    }  # fmt: skip


def test_the_graph_holds_every_node_and_tie_with_its_numbers(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    root = ElementTree.fromstring(run(desk, "--format", "graphml").stdout)
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{{{NAMESPACE}}}key")}

    def values(part: ElementTree.Element) -> dict[str | None, str | None]:
        return {keys[data.get("key")]: data.text for data in part}

    nodes = {part.get("id"): values(part) for part in root.iter(f"{{{NAMESPACE}}}node")}
    assert {str(told["label"]) for told in nodes.values()} == {node.name for node in found.nodes}
    edges = [
        (
            nodes[part.get("source")]["key"],
            nodes[part.get("target")]["key"],
            values(part)["relation"],
            values(part)["weight"],
        )
        for part in root.iter(f"{{{NAMESPACE}}}edge")
    ]
    assert edges == [(tie.from_, tie.to, tie.relation.value, str(tie.reports)) for tie in found.ties]


def test_the_tables_hold_every_node_and_tie(desk: Path, home: Path) -> None:
    kept(desk, home, *news())
    found = shown(desk, home)
    ties = list(csv.DictReader(io.StringIO(run(desk, "--format", "csv").stdout)))
    assert [(row["from_id"], row["to_id"], row["reports"]) for row in ties] == [
        (tie.from_, tie.to, str(tie.reports)) for tie in found.ties
    ]
    nodes = list(csv.DictReader(io.StringIO(run(desk, "--format", "csv-nodes").stdout)))
    assert [(row["name"], row["kind"], row["cited_in"]) for row in nodes] == [
        (node.name, node.kind.value, str(node.cited_in)) for node in found.nodes
    ]


def crowded(many: int) -> Network:
    """So many newsrooms and as many bodies, each with a name that is too long, all tied."""
    long = "The Umbrel and Western Marrow Ford Evening Messenger of Trade and Harbours, number {}"
    outlets = [Node(f"o{n}", long.format(n), NodeKind.OUTLET, None, 90 - n, 5) for n in range(many)]
    bodies = [Node(f"b{n}", long.format(n), NodeKind.BODY, SourceType.MONITOR, cited_in=80 - n) for n in range(many)]
    ties = [Tie(TieKind.CITES, f"o{a}", f"b{b}", 3, 3, 3, 2) for a in range(many) for b in range(a % 3, many, 3)]
    ties += [Tie(TieKind.RELAYS, f"o{n}", f"o{n + 1}", 9, 9, 9, 3) for n in range(many - 1)]
    ties += [Tie(TieKind.COPIES, f"o{n}", "o0", 2, 2) for n in range(1, many)]
    nodes = sorted((*outlets, *bodies), key=lambda node: -node.reports - node.cited_in)
    return Network("", 900, 1200, 80, 12, 3, 0, tuple(nodes), tuple(ties), ())


def test_only_the_strongest_are_drawn_each_in_a_row_of_its_own() -> None:
    network = crowded(60)
    plan = plan_of(network)
    assert set(plan.spots) == {node.id for node in network.nodes[:NODES]}
    places = [(spot.left, round(spot.y / ROW, 3)) for spot in plan.spots.values()]
    assert len(set(places)) == NODES
    assert {end for tie in plan.ties for end in (tie.from_, tie.to)} == set(plan.spots)
    assert f"{NODES} of 120 nodes" in drawing(network)


def test_the_drawing_says_in_words_what_its_lines_say() -> None:
    svg = ElementTree.fromstring(drawing(crowded(3)))
    (told,) = svg.findall("{http://www.w3.org/2000/svg}desc")
    assert svg.get("role") == "img" and svg.get("aria-labelledby") == "title told"
    assert "number 0 relays" in (told.text or "") and "takes text from" in (told.text or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_label_covers_another_in_a_browser(scheme: str) -> None:
    with chromium() as browser:
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_content(drawing(crowded(60)))
        found = page.evaluate(
            "[...document.querySelectorAll('svg text')].map(t => {const r = t.getBoundingClientRect();"
            " return [r.left, r.top + 2, r.right, r.bottom - 2]})"
        )
        ground = page.evaluate("getComputedStyle(document.querySelector('.ground')).fill")
        edges = page.evaluate("(r => [r.left, r.right])(document.querySelector('svg').getBoundingClientRect())")
    assert len(found) > 2 * NODES
    assert not list(overlaps(found))
    assert all(edges[0] <= left and right <= edges[1] for left, _, right, _ in found)
    assert (ground == "rgb(251, 250, 247)") is (scheme == "light")


def overlaps(boxes: list[list[float]]) -> Iterator[tuple[list[float], list[float]]]:
    """The pairs of boxes that cover each other in part."""
    for at, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                yield boxes[at], other
