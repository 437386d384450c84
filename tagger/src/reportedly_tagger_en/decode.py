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
REACH = 20
"""Words on either side in which a missed span is looked for; 99 % of the sources of the corpus are shorter."""


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
    shifted: Floats = rows - rows.max(axis=1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shifted


def paths(windows: list[Window], tags: list[Floats], costs: Costs) -> list[list[int]]:
    """The best tag path of each window, all windows side by side, each on its own numbers."""
    score = np.zeros((len(tags), max(len(t) for t in tags), TAGS), dtype=np.float32)
    for row, (window, tag) in enumerate(zip(windows, tags, strict=True)):
        score[row, : len(tag)] = tag
        for i, word in enumerate(window.words):
            if word == SEPARATOR:
                score[row, i, 1:] = NEVER
    score[:, :, [1 + 2 * CUE, 1 + 2 * CONTENT]] += np.float32(costs.begin)
    return viterbi(score, np.array([len(t) for t in tags]), costs)


def viterbi(score: Floats, ends: NDArray[np.int64], costs: Costs) -> list[list[int]]:
    """The best paths through scores (rows, words, tags); row r has ends[r] words."""
    step = np.asarray(costs.transitions, dtype=np.float32)
    best = score[:, 0] + np.asarray(costs.start, dtype=np.float32)
    back = np.zeros(score.shape, dtype=np.int64)
    for i in range(1, score.shape[1]):
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


def mass(span: Span, other: Span, pointer: Floats) -> float:
    """How firmly `span` points to `other`: mean log-probability over the words of `span`."""
    part = pointer[span.first : span.last + 1, 1 + other.first : 2 + other.last]
    top = part.max(axis=1)
    return float((top + np.log(np.exp(part - top[:, None]).sum(axis=1))).mean())


def choose(span: Span, others: list[Span], pointer: Floats, window: Window, none: float, leave: float) -> int:
    """The number of the span that `span` points to, or -1 for none."""
    best, best_score = -1, float(pointer[span.first : span.last + 1, 0].mean()) + none
    for number, other in enumerate(others):
        score = mass(span, other, pointer)
        if window.paragraphs[span.first] != window.paragraphs[other.first]:
            score -= leave
        if score > best_score:
            best, best_score = number, score
    return best


def pointed(span: Span, pointer: Floats) -> int:
    """The word that most of what `span` points with falls on, or -1 where more than half falls on none."""
    share = np.exp(pointer[span.first : span.last + 1]).mean(axis=0)
    return -1 if share[0] > 0.5 else int(share[1:].argmax())


def recovered(role: int, word: int, path: list[int], window: Window, scores: Scores, costs: Costs) -> Span | None:
    """The span of `role` that there would be if `word` had to be in one; only among words tagged O.

    A pointer often knows better than the tags: "It ... would do well to ..., stressing that" has its source far off.
    """
    if path[word] != 0 or window.words[word] == SEPARATOR:
        return None
    first = last = word
    while first > max(0, word - REACH) and path[first - 1] == 0 and window.words[first - 1] != SEPARATOR:
        first -= 1
    while last < min(len(path) - 1, word + REACH) and path[last + 1] == 0 and window.words[last + 1] != SEPARATOR:
        last += 1
    forced = scores.tags[first : last + 1].copy()
    forced[word - first, [tag for tag in range(TAGS) if tag not in (1 + 2 * role, 2 + 2 * role)]] = NEVER
    (inner,) = viterbi(forced[None], np.array([last + 1 - first]), costs)
    span = next(s for s in spans(inner) if s.first <= word - first <= s.last)
    return Span(role, first + span.first, first + span.last)


def target(
    span: Span, role: int, others: list[Span], path: list[int], window: Window, scores: Scores, costs: Costs
) -> int:
    """The number of the span in `others` that `span` points to; one that the tags missed is added to them."""
    pointer = scores.to_cue if role == CUE else scores.to_source
    none = costs.none_cue if role == CUE else costs.none_source
    number = choose(span, others, pointer, window, none, costs.leave)
    word = pointed(span, pointer) if number < 0 else -1
    if word < 0:
        return number
    found = recovered(role, word, path, window, scores, costs)
    if found is None:
        return -1
    if found not in others:
        others.append(found)
    return others.index(found)


def attributions(window: Window, path: list[int], scores: Scores, costs: Costs) -> list[Attribution]:
    """Join the spans of a window: every cue that some content points to is one attribution."""
    found = spans(path)
    sources, cues, contents = ([s for s in found if s.role == role] for role in (SOURCE, CUE, CONTENT))
    held: dict[int, list[Span]] = {}
    for content in contents:
        cue = target(content, CUE, cues, path, window, scores, costs)
        if cue >= 0:
            held.setdefault(cue, []).append(content)
    out: list[Attribution] = []
    for number in sorted(held, key=lambda n: cues[n].first):
        source = target(cues[number], SOURCE, sources, path, window, scores, costs)
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
