"""The door to a language: what stands outside `lang/` knows no language by name, word, tag or relation."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from reportedly import records
from reportedly.knowledge.common_words import shares
from reportedly.knowledge.loader import table_rows
from reportedly.knowledge.place_weights import load
from reportedly.reading import place_context, places, timex
from reportedly.reading.lang.en import ENGLISH

READING = Path(__file__).parent.parent / "src/reportedly/reading"
OUTSIDE = {
    path.relative_to(READING).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(READING.rglob("*.py"))
    if path.relative_to(READING).parts[0] != "lang"
}
STEPS = [name for name in OUTSIDE if "/" not in name]
DATA = files("reportedly.knowledge") / "data"
LISTED = ("word", "lemma", "phrase")  # columns of a table that hold words of the language; what the others hold is ours
FUNCTION_WORDS = 45  # of the commonest words of news: none of them is ever a term of ours
GROUP_NAME = re.compile(r"\?P<\w+>")
TERMS = frozenset(
    [
        "disowned",
        "labels",
        "past",
        "future",
        "before",
        "after",
        "name",
        "actor",
        "target",
        "doer",
        "means",
        "carried",
        "modifier",
        "version",
        "plan",
    ]
)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The string constants of a module with their lines, documentation left out."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@cache
def tables() -> list[dict[str, str]]:
    """The rows of all tables of English."""
    found = [path for path in DATA.iterdir() if path.name.endswith(".en.tsv")]
    return [row for path in found for _, row in table_rows(path.read_text(encoding="utf-8"), path.name, ())]


@cache
def english() -> set[str]:
    """The words of all tables of English."""
    return {row[column].casefold() for row in tables() for column in LISTED if row.get(column)}


@cache
def ours() -> set[str]:
    """What a step may call things: what tables say of words, kinds of places, units, features, fields of records."""
    said = {value for row in tables() for column, value in row.items() if column not in (*LISTED, "sense")}
    features = {word for values in (load().evidence, load().choice) for name in values for word in name.split()}
    kinds = place_context.RANK.keys() | places.PRECISION.keys()
    shown = (record for record in vars(records).values() if dataclasses.is_dataclass(record))
    fields = {field.name for record in shown for field in dataclasses.fields(record)}
    common = sorted(shares("en"), key=shares("en").__getitem__)[-FUNCTION_WORDS:]
    return (said | features | kinds | timex.ISO_UNIT.keys() | fields | TERMS) - set(common) | {"killed"}


@cache
def grammar() -> set[str]:
    """The tags and relations of the pipeline; the name of a root is a parse's own."""
    meta = json.loads((files(ENGLISH.pipeline) / "meta.json").read_text(encoding="utf-8"))
    return {label for pipe in ("tagger", "parser") for label in meta["labels"][pipe] if label.isalpha()} - {"ROOT"}


def test_only_the_door_leads_to_a_language() -> None:
    inside = [(name, target) for name in OUTSIDE for target in imported(OUTSIDE[name]) if ".lang." in f"{target}."]
    assert not inside


@pytest.mark.parametrize("name", STEPS)
def test_no_step_names_a_tag_or_relation(name: str) -> None:
    assert not [(line, text) for line, text in strings(OUTSIDE[name]) if text in grammar()]


@pytest.mark.parametrize("name", STEPS)
def test_no_step_names_a_word(name: str) -> None:
    told = [(line, text.strip().casefold()) for line, text in strings(OUTSIDE[name]) if text.islower()]
    assert not [(line, word) for line, word in told if word in english() and word not in ours()]


@pytest.mark.parametrize("name", STEPS)
def test_no_step_looks_for_words_by_a_pattern(name: str) -> None:
    patterns = [
        (line, GROUP_NAME.sub("", text)) for line, text in strings(OUTSIDE[name]) if "\\" in text or "(?" in text
    ]
    assert not [(line, text) for line, text in patterns if re.search(r"(?<!\\)\b[a-z]{2,}", text)]
