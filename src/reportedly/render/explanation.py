"""Why a claim is there: every step and rule that fired, the words it fired on, the row of knowledge it used; nothing
is left to trust.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.knowledge.public_names import named_openly
from reportedly.records import Claim, Reading, Source, Span
from reportedly.render.terminal import chain_line
from reportedly.render.wording import certainty_words, described, shown_name
from reportedly.visible import one_line


def explanation_view(number: int, claim: Claim, reading: Reading) -> RenderableType:
    """The claim, its chain with mentions and cues, and its trace, one line a reason."""
    text = reading.report.text
    head = Text(f"Claim {number}", style="bold").append(
        f"  {claim.id} · {certainty_words(claim)} · {claim.form.value} · {claim.where}", "not bold dim"
    )
    chain = _grid(*((f"{i}.", _source(source, text)) for i, source in enumerate(claim.chain, 1)))
    by = reading.by
    made = f"reader {by.reader} · tagger {by.tagger or 'none'} · knowledge {by.knowledge}"
    return Group(
        head,
        Text(one_line(claim.text)),
        Text(),
        chain_line(reading, claim),
        chain,
        Text(),
        *_reasons(claim, text),
        Text(made, style="dim"),
    )


def _source(source: Source, text: str) -> str:
    parts = [
        f"{shown_name(source)} ({described(source)})",
        _mention(source, text),
        f"cue {_words(source.cue, text)}" if source.cue else "no cue of its own",
        f"row {one_line(source.id)}" if source.id else "no row of knowledge",
    ]
    return " · ".join(parts)


def _mention(source: Source, text: str) -> str:
    """What names a source; of a private person only where."""
    if source.mention is None:
        return "carried on from an earlier sentence"
    start, end = source.mention
    return f"named by {_words(source.mention, text)}" if named_openly(source) else f"named at {start}–{end}"


def _reasons(claim: Claim, text: str) -> list[RenderableType]:
    hedge = [] if claim.hedge is None else [("hedge", f"held back by {_words(claim.hedge.cue, text)}")]
    rows = [(one_line(reason.step), _reason(reason.rule, reason.span, reason.row, text)) for reason in claim.trace]
    if not rows and not hedge:
        return [Text("The reader recorded no reasons for this claim.")]
    return [Text("Because", style="bold"), _grid(*hedge, *rows)]


def _reason(rule: str, span: Span | None, row: str | None, text: str) -> str:
    parts = [one_line(rule), _words(span, text) if span else "", f"[{one_line(row)}]" if row else ""]
    return "  ".join(part for part in parts if part)


def _words(span: Span, text: str) -> str:
    return f"“{one_line(text[slice(*span)])}” at {span[0]}–{span[1]}"


def _grid(*rows: tuple[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    for left, right in rows:
        table.add_row(Text(f"  {left}", style="dim"), Text(right))
    return table
