"""Readings that try to break the files that they are written to: every name, title and quotation carries one attempt."""

from __future__ import annotations

from dataclasses import replace

from invented import CLAIMS, reading, report

from reportedly.records import Claim, Outlet, Reading, Source, SourceType, claim_id

ATTEMPTS = (
    "=HYPERLINK(1)",
    "'=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "a > b",
    "> \\> >",
    'a,"b",;c\t|d',
    "nul \x00 escape \x1b[31m delete \x7f",
    "turned \u202eround\u2066 and \u200fmarked",
    "half \ud800 a pair \udfff",
    "]]></content></entry><script>alert(1)</script>",
    "&lt;&amp;<!-- -->",
    "line\nER  - \nTY  - BOOK\r\nTI  - x",
    "separator \u2028 paragraph \u2029 next \x85 line",
    "\ufffe\uffff\U0001ffff",
    "emoji 🚢👩🏽‍🚒 and e\u0301",
    "\ufeffmarked",
    "صحيفة كوريدن",
    "x" * 5_000,
)


def hostile(attempt: str) -> Reading:
    """A report whose outlet, title, address, text and source all carry the attempt."""
    text = f"{attempt}\n\n{attempt} said {attempt}, and {attempt}."
    start = len(attempt) + 2
    mention = (start, start + len(attempt))
    content = (mention[1] + 6, mention[1] + 6 + len(attempt))
    source = Source(attempt, SourceType.MONITOR, None, mention, (mention[1] + 1, mention[1] + 5))
    spans = (content, (content[1] + 6, content[1] + 6 + len(attempt)))
    claim: Claim = replace(
        CLAIMS[4],
        id=claim_id("h", attempt, spans, (source,)),
        spans=spans,
        text=" … ".join(text[s:e] for s, e in spans),
        chain=(source, replace(source, name=f"{attempt} again")),
        events=(),
    )
    made = report(
        text=text,
        title=attempt,
        outlet=Outlet(attempt),
        url=f"javascript:{attempt}",
        authors=(attempt,),
        headline=(0, len(attempt)),
        furniture=(),
    )
    return reading(report=made, claims=(claim,), places=(), times=(), notices=())


HOSTILE = tuple(hostile(attempt) for attempt in ATTEMPTS)
