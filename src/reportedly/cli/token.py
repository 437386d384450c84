"""`reportedly token`: makes, lists and ends what programs need to use a workspace through its interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import json_line, print_line
from reportedly.cli.run import usable
from reportedly.visible import one_line
from reportedly.web.permission import Permission

if TYPE_CHECKING:
    from reportedly.tokens import Token

WORDS = [permission.name.lower() for permission in Permission if permission]


def _permission(value: str) -> str:
    if value.lower() not in WORDS:
        raise typer.BadParameter(f"{value!r} is no permission; there are {', '.join(WORDS)}")
    return value.lower()


def token(
    folder: Folder,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="For whom; decisions carry it.")] = None,
    may: Annotated[
        str, typer.Option("--may", metavar="WORD", callback=_permission, help=f"How far: {', '.join(WORDS)}.")
    ] = WORDS[0],
    show: Annotated[bool, typer.Option("--list", help="Show the tokens there are.")] = False,
    revoke: Annotated[int | None, typer.Option("--revoke", metavar="NUMBER", help="End one for good.")] = None,
    as_json: Json = False,
) -> None:
    """Make a token for a program that uses the workspace through `reportedly serve`; it is shown this once."""
    if revoke is not None:
        _revoke(folder, revoke, as_json)
    elif show:
        _list(folder, as_json)
    elif who is not None:
        _make(folder, who, may, as_json)
    else:
        stop("say for whom the token is: --who NAME; --list shows those there are, --revoke NUMBER ends one", USAGE)


def _make(folder: Path, who: str, may: str, as_json: bool) -> None:
    from reportedly import tokens
    from reportedly.records import to_json
    from reportedly.workspace import open_store

    try:
        with usable(), open_store(folder) as store:
            secret, made = tokens.make(store, who, may)
    except tokens.TokenError as error:
        stop(str(error), USAGE)
    if as_json:
        print_line(json_line({"token": secret} | to_json(made)))
    else:
        print_line(secret)
        say(f"token {made.number} for {one_line(made.who)}, {made.may}; it is not shown again")


def _list(folder: Path, as_json: bool) -> None:
    from reportedly import tokens
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        found = tokens.listed(store)
    for one in found:
        _show(one, as_json)
    if not found and not as_json:
        say("there are no tokens")


def _revoke(folder: Path, number: int, as_json: bool) -> None:
    from reportedly import tokens
    from reportedly.workspace import open_store

    try:
        with usable(), open_store(folder) as store:
            ended = tokens.revoke(store, number)
    except tokens.TokenError as error:
        stop(str(error), USAGE)
    _show(ended, as_json)


def _show(one: Token, as_json: bool) -> None:
    from reportedly.records import to_json

    if as_json:
        print_line(json_line(to_json(one)))
        return
    used = f"used {one.used}" if one.used else "not used yet"
    ended = f", revoked {one.revoked}" if one.revoked else ""
    print_line(f"{one.number}  {one_line(one.who)}  {one.may}  made {one.made}, {used}{ended}")
