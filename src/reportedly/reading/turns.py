"""Turns: layout in which a label in front of a paragraph says who speaks: transcripts, interviews, monitored talk.

A report has turns where several of its paragraphs open with labels of one kind: capitals and a colon, a name in brackets, a
letter for question or answer, names that come back.  What is said in a turn is said by whoever its label names, and by whom
that one cites; a question that an interview only asks is held back.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.knowledge.loader import fold
from reportedly.reading.layers import Mention, Naming, Step, Told, Verdict, Voice
from reportedly.reading.parse import Parse
from reportedly.reading.spans import clipped, merged, overlap
from reportedly.records import Certainty, Span

LABEL = re.compile(r"\[([^\]\n]{1,60})\]:?\s+|([^:\n“\"?!]{1,90}?)(:)\s+|(\w{1,8})\.\s+")
FEWEST = 2  # labels of one kind
LONGEST = 8  # words of a name in a label
ROLE = re.compile(r"\s*[,(].*", re.S)
ANSWERING = ("question", "answer")
Labelled = tuple[int, Span, Span, str]  # a block's number, its label, the name in it, and the label's kind


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph or several under one label: what is said, the label, and the name in it; `asks`: a letter for a question."""

    said: Span
    label: Span
    name: Span
    letter: str | None = None
    brackets: bool = False


def in_turns(parse: Parse, told: Sequence[Told], naming: Naming) -> list[Told]:
    """What is told, in turns by whoever's turn it is."""
    turns = list(turns_of(parse))
    if not turns:
        return list(told)
    labels = [turn.label for turn in turns]
    voices = _heard(told, turns, _voices(parse, turns, naming))
    out: list[Told] = []
    for one in told:
        outside = clipped(one.content, _outside(parse, turns))
        if outside:
            out.append(dataclasses.replace(one, content=outside))
        for turn, voice in zip(turns, voices, strict=True):
            content = clipped(one.content, [turn.said])
            if not content:
                continue
            asked = turn.letter == "question" and _asked(parse.text, content[-1])
            verdict = Verdict(Certainty.HEDGED, None) if asked else one.verdict
            out.append(
                dataclasses.replace(one, content=content, steps=_by(one.steps, voice, labels, turn), verdict=verdict)
            )
    return list(_mended(parse.text, sorted(out, key=lambda t: t.content[0])))


def _mended(text: str, told: Sequence[Told]) -> Iterator[Told]:
    """What is told, pieces side by side that a label had torn apart joined again."""
    last: Told | None = None
    for one in told:
        if (
            last
            and _alone(last)
            and _alone(one)
            and last.sentence == one.sentence
            and last.origin.voice is one.origin.voice
        ):
            last = dataclasses.replace(last, content=merged([*last.content, *one.content], text))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _alone(one: Told) -> bool:
    """Whether a content is what the speaker of a turn says without citing anybody."""
    return len(one.steps) == 1 and one.origin.rule == "turn"


def _heard(told: Sequence[Told], turns: Sequence[Turn], voices: Sequence[Voice | None]) -> list[Voice | None]:
    """The voices that the words themselves once give as a source; the others are the outlet's own people, but for those in brackets."""
    cited = [s.mention.span for one in told for s in one.steps if s.mention]
    heard = {
        id(v) for turn, v in zip(turns, voices, strict=True) if v and any(overlap(turn.label, span) for span in cited)
    }
    marked = {id(v) for turn, v in zip(turns, voices, strict=True) if turn.letter or (turn.brackets and not heard)}
    return [v if id(v) in heard | marked else None for v in voices]


def _outside(parse: Parse, turns: Sequence[Turn]) -> list[Span]:
    edges = [0, *(at for turn in turns for at in (turn.label[0], turn.said[1])), len(parse.text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _asked(text: str, span: Span) -> bool:
    return text[span[1] : span[1] + 2].strip('"”’»')[:1] == "?" or text[: span[1]].endswith("?")


def turns_of(parse: Parse) -> Iterator[Turn]:
    """The turns of a report, in order; a paragraph without a label goes on with the turn before it."""
    kept = _kept(parse, list(_labelled(parse)))
    for k, (block, label, name, kind) in enumerate(kept):
        letter = kind if kind in ANSWERING else None
        after = kept[k + 1][0] if k + 1 < len(kept) else block + 1 if letter else len(parse.blocks)
        yield Turn((label[1], parse.blocks[after - 1][1]), label, name, letter, kind == "brackets")


def _kept(parse: Parse, found: list[Labelled]) -> list[Labelled]:
    """The labels that make turns: names that come back, questions that have answers, others of one kind."""
    kinds = Counter(kind for _, _, _, kind in found)
    names = Counter(fold(parse.text[slice(*name)]) for _, _, name, kind in found if kind == "name")
    again = {name for name, times in names.items() if times >= FEWEST}

    def makes_turns(name: Span, kind: str) -> bool:
        if kind == "name":
            return len(again) >= FEWEST and fold(parse.text[slice(*name)]) in again
        return all(kinds[other] for other in ANSWERING) if kind in ANSWERING else kinds[kind] >= FEWEST

    return [one for one in found if makes_turns(one[2], one[3])]


def _labelled(parse: Parse) -> Iterator[Labelled]:
    """Each block that opens with a label."""
    for number, (start, end) in enumerate(parse.blocks):
        found = LABEL.match(parse.text, start, end)
        if found is None:
            continue
        group = found.lastindex if found.lastindex != 3 else 2
        name = found.span(group or 1)
        name = name[0], name[0] + len(ROLE.sub("", parse.text[slice(*name)]))
        text = parse.text[slice(*name)].strip()
        letter = parse.language.cast.letters.get(text.lower().rstrip("."))
        if letter:
            yield number, found.span(), name, letter
        elif group != 4 and text and len(text.split()) <= LONGEST:
            kind = "brackets" if group == 1 else "capitals" if text.isupper() and len(text) > 2 else "name"
            yield number, found.span(), name, kind


def _voices(parse: Parse, turns: Sequence[Turn], naming: Naming) -> list[Voice | None]:
    """Who speaks in each turn: the same last name is the same speaker; a letter for an answer is the person presented before."""
    met: dict[str, Voice] = {}
    return [_voice(parse, turn, turns[0].label[0], naming, met) for turn in turns]


def _voice(parse: Parse, turn: Turn, first: int, naming: Naming, met: dict[str, Voice]) -> Voice | None:
    words = fold(parse.text[slice(*turn.name)]).split()
    key = words[-1] if words else ""
    if turn.letter == "question":
        return None
    if turn.letter == "answer":
        return met.setdefault("", _made(parse, mention)) if (mention := _presented(parse, first, naming)) else None
    mention = naming.mention(parse, parse.head_of(turn.name), turn.name)
    if not mention.cites:
        return None
    if not mention.named:
        mention = dataclasses.replace(
            mention, name=mention.name or parse.text[slice(*turn.name)], named=not mention.kind, pronoun=False
        )
    return met.setdefault(key, _made(parse, mention))


def _presented(parse: Parse, before: int, naming: Naming) -> Mention | None:
    """The person whom the text before an interview names, in its own sentences sooner than in the headline."""
    spans = [(n.start, n.end) for n in parse.names if n.end <= before]
    mentions = [naming.mention(parse, parse.head_of(span), span) for span in spans]
    people = [m for m in mentions if m.person]
    below = [m for m in people if parse.blocks and m.span[0] >= parse.blocks[0][1]]
    return next(iter(below or people), None)


def _made(parse: Parse, mention: Mention) -> Voice:
    voice = Voice(mention)
    voice.meet(mention, parse.tokens[mention.head].sentence)
    return voice


def _by(steps: tuple[Step, ...], voice: Voice | None, labels: Sequence[Span], turn: Turn) -> tuple[Step, ...]:
    """The chain of what is said in a turn: the speaker, then whom they cite."""
    cited = tuple(s for s in steps if s.voice.mentions and not _labels(s, labels, turn))
    if voice is None:
        return cited
    if any(fold(s.voice.name) == fold(voice.name) for s in cited):
        return tuple(
            dataclasses.replace(s, voice=voice) if fold(s.voice.name) == fold(voice.name) else s for s in cited
        )
    return (
        Step(voice, voice.mentions[0] if overlap(voice.mentions[0].span, turn.label) else None, None, "turn"),
        *cited,
    )


def _labels(step: Step, labels: Sequence[Span], turn: Turn) -> bool:
    """Whether a link is only the label of a turn, or carried on from before this one."""
    spans = [mention.span for mention in step.voice.mentions]
    here = step.mention is not None and overlap(step.mention.span, turn.said) > 0
    return any(overlap(span, label) for span in spans for label in labels) or not here
