"""The document of the command line names every command, option and exit code there is, and no other option."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from reportedly.cli import exits
from reportedly.cli.app import app

TEXT = (Path(__file__).parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")
GENERAL = {"--help", "--version", "--install-completion", "--show-completion"}


def commands(group: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every command with its full name."""
    if not (below := getattr(group, "commands", None)):
        return [(name, group)]
    return [pair for key, found in below.items() for pair in commands(found, f"{name} {key}".strip())]


COMMANDS = commands(typer.main.get_command(app))


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_told(name: str, command: Any) -> None:
    assert re.search(rf"(## |reportedly |`){name}\b", TEXT)
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options if option not in TEXT} == set()


def test_no_option_is_told_that_does_not_exist() -> None:
    there = {option for _, command in COMMANDS for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", TEXT)) - there - GENERAL == set()


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", TEXT, re.M)}
    assert told == {0, exits.SOME_FAILED, exits.USAGE, exits.NOTHING_READ}
