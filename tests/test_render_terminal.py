"""A reading on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hostile_texts import PAYLOADS
from invented import CLAIMS, WATCH, reading, report
from rich.cells import cell_len
from rich.console import Console, RenderableType

from reportedly.records import Notice, Outlet
from reportedly.render.explanation import explanation_view
from reportedly.render.terminal import reading_view


def shown(view: RenderableType, width: int = 100, color: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=color, color_system="standard" if color else None, _environ={}).print(
        view
    )
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_header_says_what_there_is() -> None:
    text = flat(shown(reading_view(reading())))
    assert "Corriden Daily · 2031-05-07 · credited to OPB" in text
    assert "11 claims: 5 on the word of 4 named sources" in text
    assert "7 origins: 2 unnamed, 1 in custody" in text
    assert "No statement by Brevia was found in this report." in text
    assert "no date" in shown(reading_view(reading(report=report(published=None))))


def test_each_claim_stands_under_its_origin_with_chain_certainty_and_words() -> None:
    text = flat(shown(reading_view(reading())))
    assert "Corriden Daily → Osmara Press Bureau → field commander [unnamed]" in text
    assert "Corriden Daily → state television → captured brigade members [unnamed, in custody]" in text
    for claim in CLAIMS:
        assert flat(claim.text) in text
    assert (
        text.index("Tesk Valley Watch monitor")
        < text.index("at least 14 fighters of the Iron Heron")
        < text.index("The outlet’s own voice")
    )


def test_an_origin_reached_by_two_ways_shows_both() -> None:
    relayed = replace(CLAIMS[4], chain=(*CLAIMS[1].chain, WATCH))
    text = flat(shown(reading_view(reading(claims=(CLAIMS[4], relayed)))))
    assert "Corriden Daily → Tesk Valley Watch" in text
    assert "Corriden Daily → Osmara Press Bureau → Tesk Valley Watch" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in shown(reading_view(reading()), width).splitlines()) <= width


def test_colour_adds_nothing_but_colour() -> None:
    import re

    coloured = re.sub(r"\x1b\[[0-9;]*m", "", shown(reading_view(reading()), color=True))
    assert flat(coloured) == flat(shown(reading_view(reading())))


@pytest.mark.parametrize(
    "text",
    ["[bold red]x[/]", "[link=http://a]x[/link]", "\x1b]8;;http://a\x07x", "\x1b[2J", "\u202egnp", *PAYLOADS[-2:]],
)
def test_what_a_report_says_does_not_act_on_the_terminal(text: str) -> None:
    source = replace(WATCH, name=text)
    made = reading(
        report=report(outlet=Outlet(text), title=text, authors=(text,), published=text, input=text),
        claims=(replace(CLAIMS[4], text=text, chain=(source,)),),
        notices=(Notice("no_statement", about=text),),
    )
    out = shown(reading_view(made), color=False)
    assert not set(out) & set("\x00\x07\x1b\x9b\u202e")
    if text.startswith("["):
        assert out.count(text) >= 5


def test_a_report_that_was_not_read_says_so() -> None:
    text = flat(shown(reading_view(reading(claims=(), notices=(Notice("language_not_read", about="ar"),)))))
    assert "No claims were read." in text
    assert "no reader is installed for its language (ar)" in text


def test_an_explanation_gives_rule_words_and_row() -> None:
    text = flat(shown(explanation_view(3, CLAIMS[2], reading())))
    assert "Claim 3" in text
    assert "subject-cue-clause “said”" in text
    assert "[cues.en.tsv: cite VERB relay]" in text
    assert "row osm-opb" in text
    assert "carried on from an earlier sentence" in flat(
        shown(explanation_view(1, replace(CLAIMS[4], chain=(replace(WATCH, mention=None),)), reading()))
    )
    assert "recorded no reasons" in shown(explanation_view(1, CLAIMS[0], reading()))
