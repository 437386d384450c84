"""Write what documentation shows of the product from the product itself: the README's output, the example's JSON, the
records.

    python scripts/documents.py

`tests/test_docs.py` calls the same functions and fails when a file says something else.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from export_page import export_page

import reportedly.decision as decisions
import reportedly.incident as incidents
import reportedly.ties as ties
from reportedly import records

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/osprey-harbour.txt"
BLOCK = re.compile(
    r"(<!-- output of: reportedly (?P<command>[^>]*?) -->\n```text\n)(?P<shown>.*?)(```\n<!-- end of output -->)", re.S
)
WALKED = "<!-- walked:"  # a page whose commands run in order in one folder
COMMAND = re.compile(r"^\.venv/bin/reportedly (.+)$", re.M)
HEAD = """# Records and JSON

Written from the docstrings of `reportedly.records`, `reportedly.incident`, `reportedly.ties` and `reportedly.decision`. Every JSON
object says its `schema` ("{schema}") and `kind`; `schema.json` in the package is the JSON Schema. Keys may be added, never renamed.
Offsets are Unicode code points into `report.text`.
"""


def output(*arguments: str, folder: Path = ROOT, home: str = "/nonexistent") -> str:
    """What the command prints on a plain terminal of 88 columns, run in a folder with a home of its own."""
    plain = {"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb", "REPORTEDLY_HOME": home, "PYTHONIOENCODING": "utf-8"}
    program = Path(sys.executable).with_name("reportedly")
    done = subprocess.run(
        [program, *arguments], capture_output=True, encoding="utf-8", env=os.environ | plain, cwd=folder, check=True
    )
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def with_output(text: str) -> str:
    """A document with every marked block as the command prints it now."""
    if WALKED in text:
        return _filled(text, _walk(text).__getitem__)
    return _filled(text, lambda command: output(*shlex.split(command)))


def _filled(text: str, printed: Callable[[str], str]) -> str:
    return BLOCK.sub(lambda found: found[1] + printed(found["command"]) + found[4], text)


def _walk(text: str) -> dict[str, str]:
    """What the commands of a page print, run in order in one folder, empty at first, up to the last one that is shown."""
    last = max(shown.start() for shown in BLOCK.finditer(text))
    with tempfile.TemporaryDirectory() as folder:
        home = f"{folder}/home"
        run = COMMAND.findall(text[:last])
        return {command: output(*shlex.split(command), folder=Path(folder), home=home) for command in run}


def record_page() -> str:
    """The page of records: what each is, and its fields."""
    parts = [HEAD.format(schema=records.SCHEMA)]
    for module in (records, incidents, ties, decisions):
        for cls in vars(module).values():
            own = isinstance(cls, type) and cls.__module__ == module.__name__ and not issubclass(cls, Exception)
            if own and cls.__doc__:
                parts.append(_section(cls))
    return "\n".join(parts)


def _section(cls: type) -> str:
    lines = [f"## {cls.__name__}", "", re.sub(r"\n    ", "\n", cls.__doc__ or "").strip(), ""]
    if dataclasses.is_dataclass(cls):
        lines += ["| field | type |", "| --- | --- |"]
        lines += [
            f"| `{f.name.rstrip('_')}` | `{str(f.type).replace('|', chr(92) + '|')}` |" for f in dataclasses.fields(cls)
        ]
    else:
        lines.append(", ".join(f"`{value}`" for value in cls))  # type: ignore[attr-defined]
    return "\n".join([*lines, ""])


def main() -> None:
    """Write all of it."""
    for page in (ROOT / "README.md", ROOT / "docs/tutorial.md"):
        page.write_text(with_output(page.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / EXAMPLE).with_suffix(".json").write_text(output("read", "--json", EXAMPLE), encoding="utf-8")
    (ROOT / "docs/records.md").write_text(record_page(), encoding="utf-8")
    (ROOT / "docs/export.md").write_text(export_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
