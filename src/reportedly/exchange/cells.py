"""The cells of our tables: an empty cell is an unknown value, no cell is a formula, nothing in a cell can act.

A text that begins with a character that a spreadsheet would run gets an apostrophe before it, and so does one that
begins with apostrophes before such a character: taking one away gives the text back. Lines become spaces.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reportedly.records import Claim, Decided
from reportedly.visible import one_line

CREDIT = "Places © GeoNames, CC BY 4.0, modified"
FORMULA = re.compile("'*[=+\\-@＝＋－＠]")
KEPT = re.compile("'(?='*[=+\\-@＝＋－＠])")
BETWEEN = " > "  # the links of a chain, from the reader to the origin
LINK = re.compile(r"(?<!\S)(\\*)>(?!\S)")


def cell(value: object) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    text = one_line(str(value))
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text


def uncell(text: str) -> str:
    """The text that stands in a cell, empty where it is unknown; lines stay the spaces that they became."""
    return text[1:] if KEPT.match(text) else text


def chain_text(names: Iterable[str]) -> str:
    """The names of a chain in one text; a lone `>` inside a name gets a backslash."""
    return BETWEEN.join(LINK.sub(r"\\\1>", one_line(name)) for name in names)


def chain_names(text: str) -> tuple[str, ...]:
    """The names that `chain_text` put together."""
    return tuple(re.sub(r"(?<!\S)\\(\\*>)(?!\S)", r"\1", name) for name in text.split(BETWEEN)) if text else ()


def decided_text(decided: Iterable[Decided]) -> str:
    """What people decided on, and who: "certainty: Ilka Dorn; judgement: Bo Hale"; empty where nobody did."""
    return "; ".join(f"{item.field}: {one_line(item.who)}" for item in decided)


def firmness(claim: Claim) -> str:
    """How firmly a claim is said, and what people say of it: "hedged; rejected; judgement: Ilka Dorn"."""
    return "; ".join(filter(None, (claim.certainty, claim.judgement, decided_text(claim.decided_by))))


def line(cells: Iterable[str]) -> str:
    """The cells as a line of the table, without the line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
