"""What people decide: `reportedly correct`, `accept`, `reject`, `unsure`, `merge`, `split`, `apart`, `same`, `undo`, `decisions`.

One word a decision, for each reads as the sentence that a person would say; all are kept, listed and undone alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import USAGE, say, stop
from reportedly.cli.options import Folder, Json, NoLink, Who, Why
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import usable
from reportedly.cli.store import link_again

if TYPE_CHECKING:
    from reportedly.decision import Decision
    from reportedly.workspace import Store, Workspace

    Decide = Callable[[Workspace, Store], Sequence[Decision]]

PANEL = "What people decide"
Claims = Annotated[
    list[str], typer.Argument(metavar="CLAIM…", help="Claims by their ids, the starts of them, or REPORT:NUMBER.")
]


def correct(
    folder: Folder,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, the start of it, or REPORT:NUMBER.")],
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="For example certainty=denied.")],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Correct what was read of a claim: certainty, act, sources, event, place, day, figures."""
    from reportedly import deciding

    _decide(
        folder, lambda workspace, store: deciding.correct(workspace, store, claim, values, who, why), no_link, as_json
    )


def accept(
    folder: Folder, claims: Claims, who: Who, why: Why = None, no_link: NoLink = False, as_json: Json = False
) -> None:
    """Say that claims were read rightly."""
    _judge(folder, "accept", claims, who, why, no_link, as_json)


def reject(
    folder: Folder, claims: Claims, who: Who, why: Why = None, no_link: NoLink = False, as_json: Json = False
) -> None:
    """Say that these are no claims of their reports: they are shown as rejected and no origin is counted for them."""
    _judge(folder, "reject", claims, who, why, no_link, as_json)


def unsure(
    folder: Folder, claims: Claims, who: Who, why: Why = None, no_link: NoLink = False, as_json: Json = False
) -> None:
    """Say that it cannot be told whether claims were read rightly."""
    _judge(folder, "unsure", claims, who, why, no_link, as_json)


def merge(
    folder: Folder,
    incidents: Annotated[
        list[str], typer.Argument(metavar="INCIDENT…", help="Two or more: ids, their starts, or a report of each.")
    ],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Say that incidents are one; it stays so whatever is added."""
    from reportedly import deciding

    _decide(folder, lambda _, store: deciding.merge(store, incidents, who, why), no_link, as_json)


def split(
    folder: Folder,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or the start of it, or a report of it.")],
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT…", help="Its reports that tell of something else: ids, files, addresses."),
    ],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Take one or more reports out of an incident; together they become one of their own."""
    from reportedly import deciding

    _decide(folder, lambda _, store: deciding.split(store, incident, reports, who, why), no_link, as_json)


def apart(
    folder: Folder,
    incidents: Annotated[
        list[str], typer.Argument(metavar="INCIDENT INCIDENT", help="Two: ids, their starts, or a report of each.")
    ],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Say that two incidents are not one; it stays so whatever is added, and they are no longer offered as one."""
    from reportedly import deciding

    _decide(folder, lambda _, store: deciding.apart(store, incidents, who, why), no_link, as_json)


def same(
    folder: Folder,
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Two or more names, as search shows them.")],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Say that names stand for one body or one outlet."""
    from reportedly import deciding

    _decide(folder, lambda workspace, store: deciding.same(workspace, store, names, who, why), no_link, as_json)


def undo(
    folder: Folder,
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="The number that `reportedly decisions` shows.")],
    who: Who,
    why: Why = None,
    no_link: NoLink = False,
    as_json: Json = False,
) -> None:
    """Take a decision back, all of it; an undoing can be undone too."""
    from reportedly import deciding

    _decide(folder, lambda _, store: deciding.undo(store, number, who, why), no_link, as_json)


def decisions(
    folder: Folder,
    orphans: Annotated[
        bool, typer.Option("--orphans", help="Only those whose words, source, event or reports are no longer there.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List what people decided, in order, with what became of it."""
    from reportedly import deciding
    from reportedly.decision import State
    from reportedly.workspace import open_store

    with usable(), open_store(folder) as store:
        made = deciding.decisions(store)
        shown = [decision for decision in made if not orphans or decision.state is State.ORPHAN]
        _print(store, shown, as_json)
    if not shown:
        say(f"no decision {'is an orphan' if orphans else 'was made yet'}")


def _judge(
    folder: Path, verb: str, claims: Sequence[str], who: str, why: str | None, no_link: bool, as_json: bool
) -> None:
    from reportedly import deciding
    from reportedly.decision import Verb

    _decide(folder, lambda _, store: deciding.judge(store, Verb(verb), claims, who, why), no_link, as_json)


def _decide(folder: Path, decide: Decide, no_link: bool, as_json: bool) -> None:
    """Make a decision, link again, and say what was decided and how to take it back."""
    from reportedly.workspace import open_store, open_workspace

    workspace = open_workspace()
    with usable(), _decidable(), open_store(folder) as store:
        made = decide(workspace, store)
        if not no_link:
            link_again(workspace, store)
        _print(store, made, as_json)
    if not as_json:
        say(f"kept as {made[0].number}; `reportedly undo {folder} {made[0].number}` takes it back")


def _print(store: Store, made: Sequence[Decision], as_json: bool) -> None:
    from reportedly.records import to_json
    from reportedly.render.decision_terminal import decisions_view
    from reportedly.render.decision_words import named_reports
    from reportedly.workspace import report_titles

    if as_json:
        for decision in made:
            print_line(json_line(to_json(decision)))
    else:
        console().print(decisions_view(made, report_titles(store, named_reports(made))), end="")


@contextmanager
def _decidable() -> Iterator[None]:
    """Within it, what cannot be decided as asked ends the command with the reason."""
    from reportedly.decision import DecisionError

    try:
        yield
    except DecisionError as error:
        stop(str(error), USAGE)
