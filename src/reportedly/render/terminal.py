"""A reading as a terminal shows it: header, notices, claims by origin. Everything from a report is plain text there,
never rich markup.

Nothing is told by colour alone, so the view reads the same in a pipe, in print and to a screen reader.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.records import Certainty, Claim, Reading, Source
from reportedly.render.by_origin import Numbered, Resting, by_origin
from reportedly.render.telling import event_words
from reportedly.render.wording import (
    CERTAINTY_MARKS,
    certainty_words,
    credit,
    described,
    notice_words,
    outlet_name,
    published,
    shown_name,
    summary,
    tally,
)
from reportedly.visible import one_line, shortened

CERTAINTY_STYLES = {
    Certainty.ASSERTED: "bold",
    Certainty.HEDGED: "yellow",
    Certainty.DENIED: "red",
    Certainty.PLANNED: "blue",
}


def reading_view(reading: Reading) -> RenderableType:
    """Everything a reader of the terminal sees of one reading."""
    groups = by_origin(reading)
    parts: list[RenderableType] = [_header(reading), Text(summary(groups), style="bold")]
    if reading.claims:
        parts.append(Text(tally(groups), style="dim"))
    parts += [
        Text("! ", style="bold yellow").append(one_line(note), style="default not bold")
        for note in reading.report.notes
    ]
    parts += [_notice(reading, index) for index in range(len(reading.notices))]
    parts += [_group(group, reading) for group in groups]
    if any(event.place is not None for claim in reading.claims for event in claim.events):
        parts.append(Text("\nPlaces © GeoNames, CC BY 4.0, modified", style="dim"))
    return Group(*parts)


def _header(reading: Reading) -> RenderableType:
    report = reading.report
    line = " · ".join(part for part in (outlet_name(report), published(report), credit(report)) if part)
    title = Text(one_line(report.title), style="bold") if report.title else Text("no title", style="dim")
    return Group(Rule(Text(line), align="left", style="dim"), title, Text(one_line(report.input), style="dim"))


def _notice(reading: Reading, index: int) -> RenderableType:
    notice = reading.notices[index]
    line = Text("! ", style="bold yellow").append(notice_words(notice), style="default not bold")
    for start, end in notice.spans:
        line.append(f" “{shortened(reading.report.text[start:end], 120)}”", style="italic")
    return line


def _group(group: Resting, reading: Reading) -> RenderableType:
    head = _origin(group.origin)
    many = len(group.chains) > 1
    parts: list[RenderableType] = [Text(), head]
    if group.origin is not None and not many:
        parts.append(Padding(chain_line(reading, group.claims[0][1]), (0, 0, 0, 2)))
    return Group(*parts, _claims(group.claims, reading, with_chain=many))


def _origin(origin: Source | None) -> Text:
    if origin is None:
        return Text("The outlet’s own voice", style="bold underline")
    return Text(shown_name(origin), style="bold underline").append(
        f"  {described(origin)}", style="not bold not underline dim"
    )


def chain_line(reading: Reading, claim: Claim) -> Text:
    """The chain of a claim from the outlet to the origin."""
    line = Text(outlet_name(reading.report), style="dim")
    for source in claim.chain:
        line.append(" → ").append(shown_name(source), style="not dim")
        marks = [word for word, holds in (("unnamed", source.unnamed), ("in custody", source.custody)) if holds]
        line.append(f" [{', '.join(marks)}]" if marks else "", style="not dim")
    return line


def _claims(claims: tuple[Numbered, ...], reading: Reading, *, with_chain: bool) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=4, no_wrap=True)
    table.add_column(width=2, no_wrap=True)
    table.add_column(ratio=1)
    for number, claim in claims:
        table.add_row(
            Text(str(number), style="dim"), Text(CERTAINTY_MARKS[claim.certainty]), _claim(claim, reading, with_chain)
        )
    return table


def _claim(claim: Claim, reading: Reading, with_chain: bool) -> RenderableType:
    head = Text(certainty_words(claim), style=CERTAINTY_STYLES[claim.certainty])
    head.append("  headline" if claim.where == "headline" else "", style="dim not bold")
    lines = [head, Text(one_line(claim.text))]
    if with_chain:
        lines.append(chain_line(reading, claim))
    lines += [Text(f"↳ {event_words(event, reading, claim.certainty)}", style="dim") for event in claim.events]
    return Group(*lines)
