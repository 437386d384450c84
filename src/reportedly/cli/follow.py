"""What people follow: `reportedly saved`, `save`, `unsave`, `alert`, `sendings` and `work`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.exits import SOME_FAILED, USAGE, say, stop
from reportedly.cli.options import Folder, Json, Who
from reportedly.cli.output import json_line, print_line
from reportedly.cli.run import usable

if TYPE_CHECKING:
    from reportedly.following import Alert, Delivery, SavedSearch, WorkDone

PANEL = "What people follow"
PAUSE = 5.0  # seconds between two rounds of work
Named = Annotated[str, typer.Argument(metavar="NAME", help="The name of the saved search.")]


def saved(
    folder: Folder,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", envvar="REPORTEDLY_WHO", help="For whom new claims are counted."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the saved searches, with how many claims came in that you have not looked at, and where alerts lead."""
    from reportedly import following
    from reportedly.records import to_json
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        following.ask(store)
        found = following.saved_searches(store, who)
        alerts = {one.id: following.alerts_of(store, one) for one in found}
    for one in found:
        if as_json:
            print_line(json_line(to_json(one) | {"alerts": [to_json(alert) for alert in alerts[one.id]]}))
        else:
            print_line(_saved_line(one, alerts[one.id]))
    if not found:
        say("no search is saved yet; `reportedly save DIR NAME QUERY` saves one")


def save(
    folder: Folder,
    name: Named,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="As for `reportedly search`.")],
    who: Who,
    as_json: Json = False,
) -> None:
    """Save a search under a name; what comes in from now on is asked by it."""
    from reportedly import following
    from reportedly.records import to_json
    from reportedly.workspace import open_store

    with usable(), _followable(), open_store(folder) as store:
        made = following.save(store, name, query, who)
    if as_json:
        print_line(json_line(to_json(made)))
    else:
        say(f"saved as {made.name}; `reportedly saved {folder}` shows what is new, `reportedly unsave` takes it out")


def unsave(folder: Folder, name: Named, who: Who, as_json: Json = False) -> None:
    """Take a saved search out, with its alerts and what they have not sent."""
    from reportedly import following
    from reportedly.workspace import open_store

    with usable(), _followable(), open_store(folder) as store:
        following.remove(store, following.find_saved(store, name), who)
    if as_json:
        print_line(json_line({"removed": name}))
    else:
        say(f"{name} is no longer saved")


def alert(
    folder: Folder,
    name: Named,
    who: Who,
    webhook: Annotated[
        str | None, typer.Option("--webhook", metavar="URL", help="Send what is new there, signed.")
    ] = None,
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", help="Send it there by mail.")] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="At most one mail a `day` or an `hour`, or `now`.")
    ] = "day",
    end: Annotated[int | None, typer.Option("--end", metavar="N", help="End the alert of that number.")] = None,
    as_json: Json = False,
) -> None:
    """Have what a saved search finds sent to an address or by mail, or end that; `reportedly work` does the sending."""
    from reportedly import following
    from reportedly.workspace import open_store

    if sum(one is not None for one in (webhook, mail, end)) != 1:
        stop("give one of --webhook, --mail and --end", USAGE)
    with usable(), _followable(), open_store(folder) as store:
        search = following.find_saved(store, name)
        if end is not None:
            following.remove_alert(store, search, end, who)
            said: dict[str, Any] = {"ended": end}
        elif webhook is not None:
            number, secret = following.add_webhook(store, search, webhook, who)
            said = {"alert": number, "secret": secret}
        else:
            said = {"alert": following.add_mail(store, search, mail or "", every, who)}
    if as_json:
        print_line(json_line(said))
        return
    say(f"alert {end} is ended" if end is not None else f"alert {said['alert']} is kept; `reportedly work` sends it")
    with usable():
        if mail is not None and not following.mail_has_a_server(folder):
            say(f"no mail server is named yet: write [mail] with host and from into {folder / 'reportedly.toml'}")
    if "secret" in said:
        say("messages are signed with this secret, which is shown only now:")
        print_line(said["secret"])


def sendings(
    folder: Folder,
    again: Annotated[int | None, typer.Option("--again", metavar="N", help="Try that one again that failed.")] = None,
    as_json: Json = False,
) -> None:
    """List what alerts sent, what waits and what failed and why, those that failed first."""
    from reportedly import following
    from reportedly.records import to_json
    from reportedly.workspace import open_store

    with usable(), _followable(), open_store(folder) as store:
        if again is not None:
            following.try_again(store, again)
        found = following.sendings(store)
    for one in found:
        print_line(json_line(to_json(one)) if as_json else _sending_line(one))
    if not found:
        say("nothing was sent yet, and nothing waits")


def work(
    folder: Folder,
    once: Annotated[bool, typer.Option("--once", help="End when nothing is due.")] = False,
    as_json: Json = False,
) -> None:
    """Ask the saved searches of what comes in and send what alerts tell, until Ctrl+C. Several may work at once."""
    from reportedly import following
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        sender = following.sender_of(folder)
        if not once:
            say(f"working for {folder} – Ctrl+C ends it")
        while True:
            done = following.work(store, sender)
            _told(done, once, as_json)
            if once:
                break
            time.sleep(PAUSE)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def _told(done: WorkDone, always: bool, as_json: bool) -> None:
    from reportedly.records import to_json

    if not (always or done.found or done.sent or done.failed):
        return
    if as_json:
        print_line(json_line(to_json(done)))
    else:
        failed = f", {done.failed} failed; `reportedly sendings` says why" if done.failed else ""
        say(f"{done.found} new claims found, {done.sent} messages sent{failed}")


def _saved_line(one: SavedSearch, alerts: list[Alert]) -> str:
    from reportedly.visible import one_line

    where = "".join(f" → {alert.id} {alert.kind} {alert.target}" for alert in alerts)
    fault = f" cannot be asked: {one.fault}" if one.fault else ""
    return one_line(f"{one.name}: {one.new} new of {one.found} [{one.query or 'every claim'}]{where}{fault}")


def _sending_line(one: Delivery) -> str:
    from reportedly.visible import one_line

    due = datetime.fromtimestamp(one.due, UTC).isoformat(timespec="minutes")
    when = f", due {due}" if one.state == "waiting" else ""
    why = f": {one.reason}" if one.reason else ""
    return one_line(f"{one.id} {one.state} {one.search} → {one.target} ({one.tries} tries{when}){why}")


@contextmanager
def _followable() -> Iterator[None]:
    """Within it, what cannot be followed as asked ends the command with the reason."""
    from reportedly.following import FollowingError
    from reportedly.workspace import QueryError

    try:
        yield
    except QueryError as error:
        stop(f"the query cannot be understood: {error}", USAGE)
    except FollowingError as error:
        stop(str(error), USAGE)
