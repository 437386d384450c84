"""Lines of a bulletin that open with the place they tell of ("Orvek: Shelling killed a nurse"): nobody says them but the bulletin.

A label in front of a line may as well name who speaks. Where the reading finds a place in two labels or more, or several name nobody
by a noun for a source, all labels of such lines are of places; a source is none that stands only in one of them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from reportedly.reading.laid import Laid
from reportedly.reading.layers import Naming, Told
from reportedly.reading.parse import Parse
from reportedly.records import Place, Span

LABEL = re.compile(r"[^\w\n]{0,4}([^:\n“\"?!.,]{1,60}):\s+\S")
LONGEST = 4  # words of a label
FEWEST = 2  # labels with a place in them
SEVERAL = 3  # labels that name nobody who is known


def without_labels(parse: Parse, told: Sequence[Told], places: Sequence[Place], naming: Naming) -> tuple[Told, ...]:
    """What is told, without the sources that only are labels of places."""
    labels = list(_labels(parse))
    spans = [label for _, label in labels]
    if _of_places(spans, places) or _of_nobody(parse, spans, naming):
        lines, named = Laid((None, (block,)) for block, _ in labels), Laid((None, (label,)) for label in spans)
        return tuple(_unlabelled(one, lines, named) for one in told)
    return tuple(told)


def _of_places(labels: Sequence[Span], places: Sequence[Place]) -> bool:
    """Whether most labels, and two at least, name places that the reading has found."""
    known = Laid((None, (place.span,)) for place in places)
    named = sum(bool(known.touching(label)) for label in labels)
    return named >= FEWEST and 2 * named >= len(labels)


def _of_nobody(parse: Parse, labels: Sequence[Span], naming: Naming) -> bool:
    """Whether labels, none of which comes back as those of speakers do, mostly name neither a person nor a body by its noun."""
    words = [parse.text[slice(*label)].casefold() for label in labels]
    if len(words) < SEVERAL or len(set(words)) < len(words):
        return False
    mentions = [naming.mention(parse, parse.head_of(label), label) for label in labels]
    speaking = sum(bool(one.person or one.kind or one.entity) for one in mentions)
    return 2 * speaking < len(labels)


def _labels(parse: Parse) -> Iterator[tuple[Span, Span]]:
    """The blocks that a label opens, each with it."""
    for start, end in parse.blocks:
        found = LABEL.match(parse.text, start, end)
        if found is not None and len(found[1].split()) <= LONGEST:
            yield (start, end), found.span(1)


def _unlabelled(one: Told, lines: Laid[None], labels: Laid[None]) -> Told:
    """A content of a labelled line without a source that no cue ties to it and that stands in a label or not in the text."""
    begin = one.content[0][0]
    if not one.steps or one.origin.cue is not None or not lines.touching((begin, begin + 1)):
        return one
    told = one.origin.mention
    labelled = told is None or bool(labels.touching(told.span))
    return dataclasses.replace(one, steps=one.steps[:-1]) if labelled else one
