"""The container and what stands around it: built from what it copies, run without rights, with commands that the program knows."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from reportedly.cli.app import app

ROOT = Path(__file__).parent.parent
COPIED = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]
LINES = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return found


def said(instruction: str) -> list[str]:
    return [line.removeprefix(instruction).strip() for line in LINES if line.startswith(f"{instruction} ")]


def test_all_that_the_package_is_built_of_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["readme"], *project["license-files"], "pyproject.toml", "constraints.txt", "src", "tagger"]
    assert [name for name in wanted if name not in COPIED] == []
    assert all((ROOT / name).exists() for name in COPIED)


def test_the_extras_that_are_installed_are_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = next(line for line in LINES if '".[' in line).partition('".[')[2].partition("]")[0]
    assert set(named.split(",")) <= set(extras)


def test_it_runs_without_rights_and_keeps_one_folder() -> None:
    assert said("USER") == ["desk"]
    assert said("VOLUME") == said("WORKDIR")[-1:] == ["/work"]
    assert all(image.startswith("debian:12-slim") for image in said("FROM"))
    desk = services()["desk"]
    assert (desk["read_only"], desk["cap_drop"]) == (True, ["ALL"])


@pytest.mark.parametrize("name", ["prepare", "desk"])
def test_the_program_knows_the_commands_of_its_services(name: str) -> None:
    words = [word.replace("${DESK_HOST:-localhost}", "desk.example") for word in services()[name]["command"]]
    group = typer.main.get_command(app)
    with group.make_context("reportedly", words[:1], resilient_parsing=True) as context:
        command = group.get_command(context, words[0])  # type: ignore[attr-defined]
        with command.make_context(words[0], words[1:], parent=context) as parsed:
            assert str(parsed.params["folder"]) == "/work"


def test_only_the_proxy_is_reached_and_no_password_is_written() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["proxy"]
    written = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    passwords = [line for line in written.splitlines() if "PASSWORD: " in line]
    assert passwords and all("${DESK_DATABASE_PASSWORD:?" in line for line in passwords)


def engine() -> str | None:
    """A container engine that answers and holds the base image, so that nothing is fetched by a test."""
    for name in filter(shutil.which, ("podman", "docker")):
        if (
            subprocess.run([name, "image", "inspect", "debian:12-slim"], capture_output=True, check=False).returncode
            == 0
        ):
            return name
    return None


@pytest.mark.skipif(engine() is None, reason="no container engine that holds debian:12-slim answers here")
def test_the_image_is_built_and_answers() -> None:
    name = str(engine())
    subprocess.run([name, "build", "--tag", "reportedly-tried", "--file", "Containerfile", "."], cwd=ROOT, check=True)
    told = subprocess.run(
        [name, "run", "--rm", "reportedly-tried", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("reportedly")
