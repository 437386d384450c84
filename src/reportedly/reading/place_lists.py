"""Lists of place names under one kind word: "the villages of …, … and …", "… and … deserts".

What a plural kind word tells of the name beside it holds for the whole list; nothing is told of a name that has a cue of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.reading.parse import Parse
from reportedly.reading.place_names import Mention


def shared(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with the cue of the list it stands in."""
    out = list(mentions)
    for i, mention in enumerate(mentions):
        if mention.told == "before" and _plural(parse, mention.first - 2):
            _spread(parse, out, i, range(i + 1, len(out)))
        elif mention.told == "after" and _plural(parse, mention.last + 1):
            _spread(parse, out, i, range(i - 1, -1, -1))
    return out


def _spread(parse: Parse, out: list[Mention], origin: int, order: Iterable[int]) -> None:
    last, joints = origin, parse.language.places.listing
    for at in order:
        one, two = sorted((last, at))
        if out[at].cue or out[at].people or parse.text[out[one].end : out[two].start] not in joints:
            return
        out[at] = replace(out[at], cue=out[origin].cue, told=out[origin].told)
        last = at


def _plural(parse: Parse, token: int) -> bool:
    return 0 <= token < len(parse.tokens) and parse.language.grammar.plural(parse.tokens[token])
