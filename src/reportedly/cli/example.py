"""`reportedly example`: the invented conflict that comes with the program, as files to learn with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Json
from reportedly.cli.output import json_line, print_line

TABLE, NAMES = "velmora.csv", "velmora-names.tsv"


def example(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; a folder that is there.")] = Path(),
    as_json: Json = False,
) -> None:
    """Write the example: 40 invented reports on one war (velmora.csv), and who is who in it (velmora-names.tsv)."""
    written = [folder / name for name in (TABLE, NAMES)]
    for target in written:
        _write(target, files("reportedly").joinpath("example", target.name).read_bytes())
    if as_json:
        print_line(json_line({"files": [str(target) for target in written]}))
    else:
        say(
            f"{written[0]} holds 40 invented reports, {written[1]} the names in them; `reportedly add DIR {written[0]}` adds them"
        )


def _write(target: Path, content: bytes) -> None:
    """Write a file of the example. One of its name that holds anything else is left alone."""
    try:
        if target.exists() and target.read_bytes() != content:
            stop(f"{target} is there and is not the example; name another folder or move it first", USAGE)
        target.write_bytes(content)
    except OSError as error:
        stop(f"{target} cannot be written ({error.strerror}); name a folder that is there", USAGE)
