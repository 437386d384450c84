"""Quotations that belong together: what stands between one pair of marks, or runs on over paragraphs that open again, is one speech.

A speech is whole whoever's any sentence of it is; somebody cited inside it is cited by its speaker.  One that nobody claims
is that of whoever introduces it: the paragraph before, where that ends in a colon, or who acts in the sentence before.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from reportedly.reading.cast import PEOPLE
from reportedly.reading.laid import Laid
from reportedly.reading.layers import Naming, Step, Told, Voice
from reportedly.reading.parse import Parse, Sentence
from reportedly.reading.spans import covered, hull
from reportedly.records import Span

FEWEST = 4  # words of a free quotation
MOSTLY = 0.8  # share of a content that a speech must hold
OPENING, CLOSING = '"“«„‟', "”»"
MARK = re.compile("[“”«»„‟]")
ENDS = ".!?…"


def spoken(parse: Parse, told: Sequence[Told], quotations: Sequence[Span], naming: Naming) -> list[Told]:
    """What is told, every speech whole."""
    out = list(told)
    laid = Laid((k, one.content) for k, one in enumerate(told))
    for speech in speeches(parse, quotations):
        held = [k for k in laid.touching(hull(speech)) if _share(out[k], speech) > MOSTLY]
        leader = _leader([out[k] for k in held], speech) or _introduced(parse, out, held, speech, naming)
        if leader:
            for k in held:
                out[k] = dataclasses.replace(out[k], steps=_under(out[k], leader, speech))
    return out


def speeches(parse: Parse, quotations: Sequence[Span]) -> Iterator[list[Span]]:
    """The quotations, those that go on in the next paragraph with the one before."""
    joined: list[Span] = []
    for quote in quotations:
        if joined and not _goes_on(parse, joined[-1], quote):
            yield _closed(parse, joined)
            joined = []
        joined = [*joined, quote]
    if joined:
        yield _closed(parse, joined)


def _closed(parse: Parse, joined: list[Span]) -> list[Span]:
    """A speech that is left open, with the next block up to the mark that closes it there."""
    at = _left_open(parse, joined[-1])
    if at is None:
        return joined
    start, end = parse.blocks[at + 1]
    mark = MARK.search(parse.text, start, end)
    return [*joined, (start, mark.start())] if mark and mark.group() in CLOSING else joined


def _left_open(parse: Parse, last: Span) -> int | None:
    """The number of the block at whose end a quotation is left open; null where it is closed, or no block follows."""
    at = parse.block_at(last[0])
    if at + 1 >= len(parse.blocks) or parse.text[last[1] : parse.blocks[at][1]].strip():
        return None
    return at


def _goes_on(parse: Parse, last: Span, quote: Span) -> bool:
    """Whether a quotation is left open at the end of its block, and the next block opens with this one."""
    at = _left_open(parse, last)
    start = parse.blocks[at + 1][0] if at is not None else quote[1]
    return quote[0] - start in (1, 2) and parse.text[start] in OPENING


def _share(one: Told, speech: Sequence[Span]) -> float:
    size = sum(end - start for start, end in one.content)
    return sum(covered(span, speech) for span in one.content) / size if size else 0.0


def _leader(held: Sequence[Told], speech: Sequence[Span]) -> tuple[Step, ...] | None:
    """The chain of a speech: of those that stand outside it, the first."""
    chains = [one.steps for one in held if one.steps and not any(map(_unnamed, one.steps)) and not _inside(one, speech)]
    return min(chains, key=len) if chains else None


def _unnamed(step: Step) -> bool:
    return step.mention is None and not step.voice.mentions


def _inside(one: Told, speech: Sequence[Span]) -> bool:
    """Whether the origin is named within the speech: then its speaker cites somebody."""
    mention = one.origin.mention
    return mention is not None and covered(mention.span, speech) > 0


def _under(one: Told, leader: tuple[Step, ...], speech: Sequence[Span]) -> tuple[Step, ...]:
    """The chain of a content of a speech."""
    if one.steps and _inside(one, speech):
        mine = {step.voice.name for step in one.steps}
        above = [step for step in leader if step.voice.name not in mine]
        return (*map(_carried, above), *one.steps) if leader[-1] in above else one.steps
    return tuple(map(_carried, leader)) if not one.steps or any(map(_unnamed, one.steps)) else one.steps


def _carried(step: Step) -> Step:
    return dataclasses.replace(step, mention=None, cue=None, rule="runs-on")


def _introduced(
    parse: Parse, told: Sequence[Told], held: Sequence[int], speech: Sequence[Span], naming: Naming
) -> tuple[Step, ...] | None:
    """The chain of a speech that nobody claims, by what introduces it; null where nothing does."""
    start = speech[0][0]
    if not held or not _whole(parse.text, speech):
        return None
    at = next(iter(parse.sentences_at((start, start + 1))), 0)
    block = parse.sentences[at].block
    before = _last_of(parse, at, block)
    opens = not parse.text[parse.sentences[at].start : start].strip(OPENING + " ")
    if before and opens:
        return _by_actor(parse, told, before, naming, acts=True)
    if opens and block and parse.text[slice(*parse.blocks[block - 1])].rstrip().endswith(":"):
        last = _last_of(parse, at, block - 1)
        return _by_actor(parse, told, last, naming, acts=False) if last else None
    return None


def _last_of(parse: Parse, at: int, block: int) -> Sentence | None:
    """The last sentence of a block before sentence `at`; null where it has none."""
    before = (parse.sentences[number] for number in range(at - 1, -1, -1))
    found = next((sentence for sentence in before if sentence.block <= block), None)
    return found if found and found.block == block else None


def _whole(text: str, speech: Sequence[Span]) -> bool:
    """Whether a speech is sentences, no term or title: words enough, a capital at its beginning and a stop at its end."""
    start, end = speech[0][0], speech[-1][1]
    words = sum(len(text[slice(*span)].split()) for span in speech)
    return words >= FEWEST and text[start].isupper() and text[end - 1 : end + 1].strip('"”»')[-1:] in ENDS


def _by_actor(
    parse: Parse, told: Sequence[Told], sentence: Sentence, naming: Naming, *, acts: bool
) -> tuple[Step, ...] | None:
    """Who acts in a sentence, with the chain under which the sentence has cited them; `acts`: a person, not a body."""
    actor = parse.language.grammar.actor(parse, sentence)
    if actor is None:
        return None
    cited = [one for one in told if one.steps and sentence.start <= one.content[0][0] < sentence.end]
    for one in cited:
        if one.origin.mention is not None and one.origin.mention.head == actor:
            return one.steps
    span = parse.language.grammar.phrase(parse, actor)
    mention = naming.mention(parse, actor, span)
    if mention.pronoun or not mention.cites:
        return cited[-1].steps if cited else None
    somebody = mention.person or mention.kind in PEOPLE - {""}
    if not somebody and (acts or not mention.named):
        return None
    voice = Voice(mention)
    voice.meet(mention, parse.tokens[actor].sentence)
    return (Step(voice, mention, None, "introduced"),)
