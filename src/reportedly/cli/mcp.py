"""`reportedly mcp`: the tools of a workspace for assistants, over standard input and output."""

from __future__ import annotations

from reportedly.cli.exits import USAGE, stop
from reportedly.cli.options import Folder
from reportedly.cli.run import usable


def mcp(folder: Folder) -> None:
    """Answer an assistant that speaks the Model Context Protocol; it can find and read, and change nothing."""
    from reportedly.mcp.server import MissingError, make_server
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        try:
            make_server(store).run("stdio")
        except MissingError as error:
            stop(str(error), USAGE)
