"""What others install: wheels of both distributions that hold all they need, and a refusal where it cannot run."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
import dist

ROOT = dist.ROOT


@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed: it is in the dev extra")
def test_both_wheels_are_built_and_read_from_a_bare_folder(tmp_path: Path) -> None:
    wheels = dist.build(tmp_path)
    assert [wheel.name.split("-")[0] for wheel in wheels] == ["reportedly", "reportedly_tagger_en"]
    held = set(zipfile.ZipFile(wheels[0]).namelist())
    kept = [path for path in (ROOT / "src/reportedly").rglob("*") if path.suffix in (".tsv", ".css", ".json", ".py")]
    assert {path.relative_to(ROOT / "src").as_posix() for path in kept} <= held
    bare = tmp_path / "bare"
    dist.install(wheels, bare)
    assert dist.reads(bare)


def test_windows_is_refused_in_words() -> None:
    program = "import sys; sys.platform = 'win32'; import reportedly"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode and "WSL" in done.stderr.splitlines()[-1]


def test_every_supported_python_is_checked() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    named = {line.rsplit(" :: ", 1)[1] for line in told if line.startswith("Programming Language :: Python :: 3.")}
    workflow = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8"))
    assert set(workflow["jobs"]["checks"]["strategy"]["matrix"]["python"]) == named


def test_what_runs_before_a_commit_is_what_lint_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    lint = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nlint:")[1].split("\n\n")[0]
    assert {Path(hook["entry"].split()[0]).name for hook in hooks} == {"ruff", "mypy"}
    assert all(f"/{Path(hook['entry'].split()[0]).name}" in lint for hook in hooks)
