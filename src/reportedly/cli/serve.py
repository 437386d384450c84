"""`reportedly serve`: a workspace in the browser, for the person at this machine, or for a team that logs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json
from reportedly.cli.output import json_line, print_line
from reportedly.cli.run import usable

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from reportedly.oidc.provider import HouseLogin
    from reportedly.web.desk import Desk
    from reportedly.web.team import TeamEntrance
    from reportedly.workspace import Provider

PORT = 8642


def serve(
    folder: Folder,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens; 0 takes a free one.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="An address of this machine; with --team any of its own.")
    ] = "127.0.0.1",
    team: Annotated[bool, typer.Option("--team", help="For several people, who log in and have roles.")] = False,
    outer: Annotated[
        str | None,
        typer.Option("--address", metavar="https://…", help="With --team: where a proxy in front of it is reached."),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option("--link", metavar="NAME", help="With --team: print a link by which they choose a new password."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="The language of the pages; else the one a browser asks for."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Open a workspace in the browser, for one person on this machine or for a team. Ctrl+C ends it."""
    try:
        from reportedly.web.desk import Desk
        from reportedly.web.languages import LanguageError
        from reportedly.web.server import run
    except ModuleNotFoundError as error:
        stop(f"{error.name} is missing: `pip install 'reportedly[web]'` adds what the browser pages need", USAGE)
    _check(host, team, outer, link)
    with usable(), _listening(host, port) as listener, Desk.open(folder) as desk:
        address = outer.rstrip("/") if outer else _address(listener)
        try:
            app = _for_team(desk, address, link, language) if team else _for_one(desk, language)
        except LanguageError as error:
            stop(str(error), USAGE)
        if desk.intake.elsewhere:
            say("reportedly: another server that has this workspace open is reading reports in; they are left to it")
        if as_json:
            print_line(json_line({"path": str(folder), "address": address}))
        else:
            say(f"{folder} is open at {address} – Ctrl+C ends it")
        run(app, listener)


def _for_one(desk: Desk, language: str | None) -> FastAPI:
    from reportedly.web.app import make_app
    from reportedly.workspace import accounts_in_store

    if accounts_in_store(desk.store).people.everyone():
        say("reportedly: this workspace has accounts; without --team nobody is asked to log in at this machine")
    return make_app(desk, language)


def _for_team(desk: Desk, address: str, link: str | None, language: str | None) -> FastAPI:
    from reportedly.doors import door_of
    from reportedly.web.app import make_team_app
    from reportedly.web.team import TeamEntrance
    from reportedly.workspace import accounts_in_store

    door = door_of(desk.folder)
    house = _house(door.provider) if door.provider else None
    team = TeamEntrance(accounts_in_store(desk.store, door.provider), address, house, door.proxies)
    _say_links(team, link)
    if door.provider and not door.provider.passwords and team.accounts.people.passwords:
        say("reportedly: passwords count until an owner has logged in with the account of the house")
    if not team.secure:
        say("reportedly: over http on this machine the cookie of a session has no prefix that binds it to this server")
    return make_team_app(desk, team, language)


def _house(provider: Provider) -> HouseLogin:
    """The login of the house. What it takes is looked at now, so that nobody stands before a door that cannot open."""
    try:
        from reportedly.oidc.provider import HouseLogin
    except ModuleNotFoundError as error:
        stop(f"{error.name} is missing: `pip install 'reportedly[oidc]'` adds what [oidc] needs", USAGE)
    provider.secret()
    return HouseLogin(provider)


def _say_links(team: TeamEntrance, name: str | None) -> None:
    """Links are said beside the output: they are for a person, and open the workspace to whoever has them."""
    from reportedly.workspace import AccountError

    people = team.accounts.people
    if first := people.invite_owner():
        say(f"Nobody owns this workspace yet. Whoever opens this link first does: {team.link(first)}")
    if name is None:
        return
    person = people.named(name)
    if person is None:
        stop(f"nobody is named {name!r}; the page People lists who is", USAGE)
    try:
        say(f"{person.name} chooses a new password here, once: {team.link(people.invite(person.id))}")
    except AccountError as error:
        stop(str(error), USAGE)


def _check(host: str, team: bool, outer: str | None, link: str | None) -> None:
    """What does not go together ends the command."""
    if (outer or link) and not team:
        stop("--address and --link are for a team; add --team", USAGE)
    if outer and not _is_https(outer):
        stop(f"{outer!r} is not where people could log in; give an address such as https://desk.example", USAGE)
    if not _is_own(host) and not (team and outer):
        stop(_why_not(host), USAGE)


def _is_own(host: str) -> bool:
    from reportedly.web.guard import OURS

    return host in OURS


def _is_https(address: str) -> bool:
    """Whether an address is a host over https and nothing behind it, so that passwords cannot be read on their way."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and address.isascii() and parts.port != 0  # browsers send other names as "xn--…"
    except ValueError:
        return False
    return named and parts.scheme == "https" and parts.path in ("", "/") and not (parts.query or parts.fragment)


def _why_not(host: str) -> str:
    """Why the pages are not opened at an address, and what to do."""
    from ipaddress import ip_address

    try:
        own = ip_address(host).is_loopback
    except ValueError:
        own = False
    if own:
        return f"the pages answer at no {host}, though it is this machine's own; give 127.0.0.1, ::1 or localhost"
    return (
        f"{host or 'an empty address'} can be reached from other machines, which takes --team and --address https://…; "
        "for this machine alone, leave --host out"
    )


def _listening(host: str, port: int) -> socket.socket:
    """The door of the server, so that its address is known before it opens."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1" if host == "localhost" else host, port))
        door.listen()
    except OSError as error:
        door.close()
        stop(f"{host}:{port} cannot be used ({error.strerror}); end what runs there, or give another --port", USAGE)
    return door


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
