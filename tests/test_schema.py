"""The published schema of "reportedly/1": it is the records', fits what is printed, and refuses what it is not."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quellmark import KNOWN, World, say
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.decision import Anchor, Decision, Verb
from reportedly.incident import Incident, Link, PossibleMatch, Reason
from reportedly.linking import link
from reportedly.records import KINDS, Explanation, Reading, to_json
from reportedly.schema import json_schema, schema_text
from reportedly.ties import Mutual, Network, Node, NodeKind, Tie, TieKind

VALIDATOR = jsonschema.Draft202012Validator(json_schema())

ENDS = (Node("lumen", "Lumen", NodeKind.OUTLET, None, 1), Node("sarn", "Sarn Monitor", NodeKind.BODY, cited_in=1))
TIE = Tie(TieKind.CITES, "lumen", "sarn", 1, 1, 1, 1)
NETWORK = Network("", 1, 1, 1, 0, 0, 0, ENDS, (TIE,), (Mutual("lumen", "ostara", 1, 2),))


def printed(record: object) -> Any:
    """A record as it comes back from a line of JSON."""
    return json.loads(json.dumps(to_json(record)))


def world() -> World:
    made = World()
    for outlet in ("Lumen", "Ostara Post"):
        made.report(outlet, "Nine die", say(f"Jets struck the Toll Bridge, {outlet} learns.", "Sarn Monitor", killed=9))
    return made


def test_the_file_is_what_the_records_say() -> None:
    assert json.loads(schema_text()) == json_schema(), "run scripts/schema.py"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_every_kind_that_is_printed_fits() -> None:
    found = link(world().readings, KNOWN)
    told = world().readings[0]
    explained = Explanation(1, told.claims[0], told.by)
    target = Anchor("r1", "v1", "c1", ((0, 4),), "Jets")
    decided = Decision(
        1, "2031-05-09", "Ilka Dorn", Verb.CORRECT, None, target, "act", new="none", things=(("a", "b"),)
    )
    possible = PossibleMatch("i2", ("r1", "r2"), 0.2, (Reason("same kind", 0.02),))
    records = [*world().readings, *found.incidents, *found.links, explained, decided, NETWORK, possible]
    assert {type(record) for record in records} == set(KINDS.values())
    for record in records:
        VALIDATOR.validate(printed(record))


@pytest.mark.parametrize(
    "command",
    [
        ("read", "examples/osprey-harbour.txt", "--json"),
        ("explain", "2", "examples/osprey-harbour.txt", "--json"),
        ("origins", "examples/osprey.csv", "--json"),
    ],
)
def test_every_line_that_a_command_prints_fits(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    lines = CliRunner().invoke(app, list(command)).stdout.splitlines()
    assert lines
    for line in lines:
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "verdict"),
        (("schema",), "reportedly/2"),
        (("report", "text"), None),
        (("claims", 0, "certainty"), "true"),
        (("claims", 0, "spans", 0), [1]),
        (("claims", 0, "chain", 0, "type"), "liar"),
    ],
)
def test_what_is_none_is_refused(path: tuple[str | int, ...], value: object) -> None:
    data = copy.deepcopy(printed(world().readings[0]))
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


def test_a_key_that_was_added_later_is_allowed() -> None:
    assert VALIDATOR.is_valid(printed(world().readings[0]) | {"added_later": 1})


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.from_type(Incident), st.from_type(Link), st.from_type(Decision)))
def test_whatever_a_record_holds_fits(record: Incident | Link | Decision) -> None:
    VALIDATOR.validate(printed(record))


def test_a_reading_of_the_oldest_form_fits() -> None:
    """Only fields without a default are required: files written before a field was added stay valid."""
    data = printed(world().readings[0])
    required = {field.name for field in dataclasses.fields(Reading) if field.default is dataclasses.MISSING}
    assert VALIDATOR.is_valid({key: data[key] for key in data if key in required | {"schema", "kind"}})


def test_the_schema_lies_in_the_package() -> None:
    assert (Path(__file__).parent.parent / "src" / "reportedly" / "schema.json").is_file()
