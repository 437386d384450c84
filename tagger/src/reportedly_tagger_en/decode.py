"""From scores to attributions: the best tag path, then every content to its cue and every cue to its source.

Tags are BIO over words (O, then B and I of source, cue and content).  A content span points to its cue and a
cue to its source; pointing at ``[CLS]`` (column 0) means "to none in this window".  Sums and maxima run inside
one window, so what stands in other windows never changes a result.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .attribution import Attribution
from .windows import SEPARATOR, Window

Floats = NDArray[np.float32]
SOURCE, CUE, CONTENT = 0, 1, 2
TAGS = 7
NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Costs:
    """What decoding was tuned to on the dev part; the values travel with the weights (settings.json).

    `transitions[a][b]` is the score of tag b after tag a, `start[b]` of tag b first; `leave` is taken from a
    link that crosses a paragraph; `none_cue` and `none_source` are added to "points to none"; `begin` is
    added to the tags that open a cue or a content: a positive value finds more attributions, a negative one fewer.
    """

    transitions: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    leave: float
    none_cue: float
    none_source: float
    begin: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window: tags by word (n, 7); pointers by word to pieces' words (n, 1 + n).

    Column 0 of a pointer is ``[CLS]``, column 1 + j the window's word j; rows are log-probabilities.
    """

    tags: Floats
    to_cue: Floats
    to_source: Floats


@dataclass(frozen=True, slots=True)
class Span:
    """A tagged span: role, first and last word (both inside)."""

    role: int
    first: int
    last: int


def log_softmax(rows: Floats) -> Floats:
    """Scores of each row as log-probabilities."""
    top = rows.max(axis=1, keepdims=True)
    shifted = rows - top
    total: Floats = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(shifted - total, dtype=np.float32)


def paths(windows: list[Window], tags: list[Floats], costs: Costs) -> list[list[int]]:
    """The best tag path of each window (Viterbi, all windows side by side, each on its own numbers)."""
    longest = max(len(t) for t in tags)
    step = np.asarray(costs.transitions, dtype=np.float32)
    bias = np.zeros(TAGS, dtype=np.float32)
    bias[[1 + 2 * CUE, 1 + 2 * CONTENT]] = costs.begin
    score = np.zeros((len(tags), longest, TAGS), dtype=np.float32)
    for row, (window, tag) in enumerate(zip(windows, tags, strict=True)):
        score[row, : len(tag)] = tag + bias
        for i, word in enumerate(window.words):
            if word == SEPARATOR:
                score[row, i, 1:] = NEVER
    best = score[:, 0] + np.asarray(costs.start, dtype=np.float32)
    ends = np.array([len(t) for t in tags])
    back = np.zeros((len(tags), longest, TAGS), dtype=np.int64)
    for i in range(1, longest):
        reach = best[:, :, None] + step
        back[:, i] = reach.argmax(axis=1)
        going = (i < ends)[:, None]
        best = np.where(going, reach.max(axis=1) + score[:, i], best)
    out: list[list[int]] = []
    for row, end in enumerate(ends):
        path = [int(best[row].argmax())]
        for i in range(int(end) - 1, 0, -1):
            path.append(int(back[row, i, path[-1]]))
        out.append(path[::-1])
    return out


def spans(path: list[int]) -> list[Span]:
    """The spans of a tag path; an I without its B opens a span of its own."""
    found: list[Span] = []
    for i, tag in enumerate(path):
        if tag == 0:
            continue
        role, inside = (tag - 1) // 2, tag % 2 == 0
        if inside and found and found[-1].last == i - 1 and found[-1].role == role:
            found[-1] = Span(role, found[-1].first, i)
        else:
            found.append(Span(role, i, i))
    return found


def choose(span: Span, others: list[Span], pointer: Floats, window: Window, none: float, leave: float) -> int:
    """The number of the span that `span` points to, or -1 for none: mean log-probability over its words."""
    rows = pointer[span.first : span.last + 1]
    best, best_score = -1, float(rows[:, 0].mean()) + none
    for number, other in enumerate(others):
        part = rows[:, 1 + other.first : 2 + other.last]
        top = part.max(axis=1)
        score = float((top + np.log(np.exp(part - top[:, None]).sum(axis=1))).mean())
        if window.paragraphs[span.first] != window.paragraphs[other.first]:
            score -= leave
        if score > best_score:
            best, best_score = number, score
    return best


def attributions(window: Window, path: list[int], scores: Scores, costs: Costs) -> list[Attribution]:
    """Join the spans of a window: every cue that some content points to is one attribution."""
    found = spans(path)
    sources, cues, contents = ([s for s in found if s.role == role] for role in (SOURCE, CUE, CONTENT))
    held: dict[int, list[Span]] = {}
    for content in contents:
        cue = choose(content, cues, scores.to_cue, window, costs.none_cue, costs.leave)
        if cue >= 0:
            held.setdefault(cue, []).append(content)
    out: list[Attribution] = []
    for number in sorted(held):
        source = choose(cues[number], sources, scores.to_source, window, costs.none_source, costs.leave)
        out.append(
            Attribution(
                source=(place(window, sources[source]),) if source >= 0 else (),
                cue=(place(window, cues[number]),),
                content=tuple(place(window, c) for c in held[number]),
            )
        )
    return out


def place(window: Window, span: Span) -> tuple[int, int]:
    """Where a span stands in the text, in code points."""
    return window.words[span.first][0], window.words[span.last][1]
