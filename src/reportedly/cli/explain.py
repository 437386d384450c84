"""`reportedly explain`: which cue, rule and row of knowledge made a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.exits import USAGE, stop
from reportedly.cli.options import Date, Language, Outlet
from reportedly.cli.output import console, json_line, print_line
from reportedly.cli.run import Run

if TYPE_CHECKING:
    from reportedly.records import Claim, Reading


def explain(
    claim: Annotated[
        str,
        typer.Argument(metavar="CLAIM", help="The number of the claim in `reportedly read`, or the start of its id."),
    ],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The report, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="The claim with its reasons as a JSON object.")] = False,
    outlet: Outlet = None,
    date: Date = None,
    language: Language = None,
) -> None:
    """Show why a claim was read as it was: the cue, the rule, the row of knowledge."""
    from reportedly.records import Explanation, to_json
    from reportedly.workspace import Given

    run = Run([file], Given(outlet=outlet, date=date, language=language))
    for reading in run.readings():
        number, found = _find(claim, reading, file)
        if as_json:
            print_line(json_line(to_json(Explanation(number, found, reading.by))))
        else:
            from reportedly.render.explanation import explanation_view

            console().print(explanation_view(number, found, reading))
        return
    run.finish()


def _find(wanted: str, reading: Reading, file: str) -> tuple[int, Claim]:
    numbered = list(enumerate(reading.claims, 1))
    if wanted.isdecimal() and (found := [pair for pair in numbered if pair[0] == int(wanted)]):
        return found[0]
    alike = [pair for pair in numbered if pair[1].id.startswith(wanted)]
    if len(alike) == 1:
        return alike[0]
    if not numbered:
        stop(f"no claims were read in {file}", USAGE)
    if alike:
        stop(f"{len(alike)} claims have an id that starts with {wanted!r}; give more of it", USAGE)
    stop(
        f"no claim {wanted!r} in {file}; its claims are 1 to {len(numbered)}, `reportedly read {file}` shows them",
        USAGE,
    )
