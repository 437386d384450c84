"""Build the wheels of both distributions, install them from a folder with nothing else in it, and read a report with them.

    python scripts/dist.py [FOLDER]

The wheels lie in FOLDER afterwards, `dist` where none is given. What they depend on must be installed already.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DISTRIBUTIONS = (ROOT, ROOT / "tagger")
PROGRAM = """
import reportedly, reportedly_tagger_en, sys
for package in (reportedly, reportedly_tagger_en):
    assert package.__file__.startswith(sys.argv[1]), f"{package.__file__} is not the one that was installed"
reading = reportedly.read("Nine people were killed in Osprey, the Tesk Valley Watch said.", language="en")
assert [source.name for source in reading.claims[0].chain] == ["Tesk Valley Watch"], reading.claims
assert reading.by.tagger, "the tagger was not found"
print(reading.by.reader)
"""


def build(target: Path) -> list[Path]:
    """The wheels of both distributions, made in a folder."""
    for earlier in target.glob("reportedly*.whl"):
        earlier.unlink()
    for folder in DISTRIBUTIONS:
        _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(target.resolve()), cwd=folder)
    return sorted(target.glob("reportedly*.whl"))


def install(wheels: list[Path], target: Path) -> None:
    """Install the wheels alone into an empty folder; nothing is fetched."""
    quiet = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    _run("-m", "pip", "install", *quiet, "--target", str(target), *(str(wheel.resolve()) for wheel in wheels))


def reads(installed: Path) -> str:
    """What reads a report there: the reader's name. Raises CalledProcessError where what was installed does not read."""
    own = {"PYTHONPATH": str(installed), "REPORTEDLY_HOME": str(installed / "home")}
    return _run("-P", "-c", PROGRAM, str(installed), cwd=installed, env=os.environ | own).strip()


def _run(*arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def main(target: Path) -> None:
    """Build, install, read, and say where the wheels lie."""
    target.mkdir(parents=True, exist_ok=True)
    wheels = build(target)
    with tempfile.TemporaryDirectory() as folder:
        install(wheels, Path(folder))
        reader = reads(Path(folder))
    for wheel in wheels:
        sys.stdout.write(f"{wheel}\n")
    sys.stdout.write(f"installed from there, they read with {reader}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
