"""A labelled passage as what the network has to say of it: the attribution forest, word by word.

A cue's group of links is a **node**, anchored on the cue, or on the mention where a link has no cue.  Every word points:

* `gov`   content → the node under which it is said; a node's own words → the node that governs it; to none = own voice
* `who`   content → the mention of its origin
* `src`   cue → its source          `car`  cue → those who carried it
* `up`    mention → the mention of the next link towards the reader
* `same`  mention → earlier mentions of the same source

* `event` participant, count, other word of an event → the event's word; that word → none

and has classes: `tag` (cue or mention), `bio` (content), `cert` at content, `act` at the node, `anon`, `held`, `kind` at mentions,
and those of events (`events.py`), masked in passages that are not labelled with them.
A set of words is a pointer's target (any of them is right); the empty set means "to none"; a word that is left out is masked.
Words of a claim weigh the same together, whatever the claim's length.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly_tagger_en.windows import SEPARATOR, Window

from . import events
from .passages import ACTS, CERTAINTIES, TYPES, UNNAMED, Claim, Link, Passage, Span

MASKED = -100
CLASSES = {
    "tag": 5, "bio": 3, "cert": 4, "act": 1 + len(ACTS), "anon": 1 + len(UNNAMED), "held": 2, "kind": len(TYPES), **events.CLASSES,
}  # fmt: skip
DENSE = ("tag", "bio", "happens", "role", "count")
"""Classes that every word has, and that weigh the same at each."""
LABELS = {
    "cert": CERTAINTIES,
    "act": ("none", *ACTS),
    "anon": ("none", *UNNAMED),
    "kind": TYPES,
    **events.LABELS,
}
"""What the kinds of each class are called, in the order of their scores."""
POINTERS = ("gov", "src", "car", "same", "who", "up", events.POINTER)
CUE, MENTION = 1, 3
BEGIN, INSIDE = 1, 2
RARE = {"cert": 2.0, "act": 2.5, "held": 4.0, "standing": 2.0}
"""How much more a rare class weighs than its commonest one (from the first fits on four hands)."""
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "who", "him", "her", "them", "i", "we", "you", "his", "their", "its", "this", "that", "these",
     "those", "one")
)  # fmt: skip

Pointer = dict[int, set[int]]


@dataclass(slots=True)
class Targets:
    """What is wanted of a window: classes and weights by word, pointers by word."""

    window: Window
    classes: dict[str, list[int]]
    weights: dict[str, list[float]]
    pointers: dict[str, Pointer]
    loose: list[int] = field(default_factory=list)
    """Words of unnamed mentions whose kind of unnamed is not labelled: any kind is right."""


@dataclass(slots=True)
class Node:
    """A cue with its links: sources (several where they share the cue), carriers, and the node that governs it."""

    anchor: Span
    cue: bool
    parent: Span | None
    sources: set[Span] = field(default_factory=set)
    carriers: set[Span] = field(default_factory=set)


@dataclass(slots=True)
class Group:
    """Consecutive links under one cue; `carried` are links before them that this sentence does not name."""

    links: list[Link]
    cue: Span | None
    carried: list[Link]

    @property
    def anchor(self) -> Span | None:
        return self.cue or self.links[-1].mention


def groups(chain: Sequence[Link]) -> list[Group]:
    """The chain's links by cue; links that have neither mention nor cue are carried by the group behind them."""
    out: list[Group] = []
    carried: list[Link] = []
    for link in chain:
        if link.mention is None and link.cue is None:
            carried.append(link)
        elif out and link.cue is not None and out[-1].cue == link.cue:
            out[-1].links.append(link)
        else:
            out.append(Group([link], link.cue, carried))
            carried = []
    return out


class Forest:
    """The nodes of a passage and, for each claim, its node and the mention of its origin."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = sorted(claims, key=lambda c: (c.spans[0][0], len(c.chain)))
        self.nodes: dict[Span, Node] = {}
        self.node_of: list[Span | None] = []
        self.origin_of: list[Span | None] = []
        self.up: dict[Span, Span | None] = {}
        self._said: dict[str, Span] = {}
        self._before: list[tuple[tuple[str, ...], Span | None]] = []
        for claim in self.claims:
            self.node_of.append(self._node(claim))
            self.origin_of.append(self._origin(claim))

    def _node(self, claim: Claim) -> Span | None:
        names = tuple(link.source.name for link in claim.chain)
        found = groups(claim.chain)
        anchor: Span | None = None
        if found:
            for group in found:
                anchor = self._planted(group, anchor)
        elif claim.chain:
            anchor = self._continued(names)
        self._before.append((names, anchor))
        return anchor

    def _planted(self, group: Group, parent: Span | None) -> Span | None:
        anchor = group.anchor
        if anchor is None:
            return parent
        node = self.nodes.setdefault(anchor, Node(anchor, group.cue is not None, parent))
        node.parent = node.parent or parent
        if group.links[-1].mention:
            node.sources.add(group.links[-1].mention)
        node.carriers |= {link.mention for link in group.links[:-1] if link.mention}
        if group.carried and parent is None and len(group.links) == 1:
            mention = self._said.get(group.carried[-1].source.name)
            node.carriers |= {mention} if mention else set()
        return anchor

    def acts(self) -> dict[Span, int]:
        """What is done at each node, by the first claim that is said under it: 0 nothing, else one more than the number of the act."""
        found: dict[Span, int] = {}
        for claim, anchor in zip(self.claims, self.node_of, strict=True):
            if anchor:
                found.setdefault(anchor, 1 + ACTS.index(claim.act) if claim.act else 0)
        return found

    def _continued(self, names: tuple[str, ...]) -> Span | None:
        """The node of an earlier claim with this chain, or with its origin."""
        same = (anchor for told, anchor in reversed(self._before) if anchor and told == names)
        kin = (anchor for told, anchor in reversed(self._before) if anchor and told and told[-1] == names[-1])
        return next(same, None) or next(kin, None)

    def _origin(self, claim: Claim) -> Span | None:
        before: Span | None = None
        for link in claim.chain:
            if link.mention:
                if self.up.get(link.mention) is None:
                    self.up[link.mention] = before
                self._said[link.source.name] = link.mention
            before = link.mention or self._said.get(link.source.name)
        return before


def inside(window: Window, spans: Iterable[Span]) -> list[int]:
    """The words of the window that touch any of the spans."""
    ends = [e for _, e in _in_order(window)]
    found: set[int] = set()
    for start, end in spans:
        at = bisect_right(ends, start)
        while at < len(ends) and window.words[at][0] < end:
            if window.words[at] != SEPARATOR:
                found.add(at)
            at += 1
    return sorted(found)


def _in_order(window: Window) -> list[Span]:
    """The words' places with separators where the word before them ends, so that they can be searched."""
    out: list[Span] = []
    for place in window.words:
        out.append(place if place != SEPARATOR else (out[-1][1], out[-1][1]))
    return out


def tagged(window: Window, spans: Iterable[Span], begin: int, tags: list[int]) -> None:
    for span in spans:
        words = inside(window, [span])
        for word in words:
            tags[word] = begin + 1
        if words:
            tags[words[0]] = begin


def targets(passage: Passage, window: Window) -> Targets:
    """The targets of one window of a passage."""
    size = len(window.words)
    forest = Forest(passage.claims)
    made = Targets(
        window,
        {name: [0 if name in DENSE else MASKED] * size for name in CLASSES},
        {name: [0.0] * size for name in CLASSES if name not in DENSE},
        {name: {} for name in POINTERS},
    )
    mentions = {link.mention: link for claim in forest.claims for link in claim.chain if link.mention}
    tagged(window, mentions, MENTION, made.classes["tag"])
    tagged(window, (n.anchor for n in forest.nodes.values() if n.cue), CUE, made.classes["tag"])
    _contents(passage, forest, made)
    _nodes(forest, made)
    _mentions(passage, forest, mentions, made)
    _events(passage, made)
    return made


def _contents(passage: Passage, forest: Forest, made: Targets) -> None:
    """Content by word: the innermost claims over it, their node, their origin, their certainty."""
    innermost = _innermost(made.window, forest.claims)
    sizes = Counter(numbers[0] for numbers in innermost.values())
    last: tuple[list[int], int] | None = None
    for word, (start, _end) in enumerate(made.window.words):
        if word not in innermost:
            last = None
            made.pointers["gov"][word] = made.pointers["who"][word] = set()
            continue
        numbers = innermost[word]
        this = numbers, _sentence_at(passage, start)
        made.classes["bio"][word] = INSIDE if this == last else BEGIN
        last = this
        _said(forest, numbers, word, sizes[numbers[0]], made)


def _innermost(window: Window, claims: Sequence[Claim]) -> dict[int, list[int]]:
    """The numbers of the claims over each word: of those that lie over it, the ones with the longest chain."""
    over: dict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for word in inside(window, claim.spans):
            over[word].append(number)
    for word, numbers in over.items():
        deepest = max(len(claims[number].chain) for number in numbers)
        over[word] = [number for number in numbers if len(claims[number].chain) == deepest]
    return dict(over)


def _sentence_at(passage: Passage, place: int) -> int:
    """The number of the sentence that a place lies in, -1 where it lies in none."""
    return next((i for i, (start, end) in enumerate(passage.sentences) if start <= place < end), -1)


def _said(forest: Forest, numbers: Sequence[int], word: int, words: int, made: Targets) -> None:
    """Under which nodes a word is said, on whose word, how firmly, by its claims; masked where nothing in this window ties them."""
    claim = forest.claims[numbers[0]]
    nodes = [node for number in numbers if (node := forest.node_of[number])]
    if claim.chain and not nodes:
        return
    made.pointers["gov"][word] = set(inside(made.window, nodes))
    origins = set(inside(made.window, [origin for number in numbers if (origin := forest.origin_of[number])]))
    if origins or not claim.chain:
        made.pointers["who"][word] = origins
    _weigh(made, "cert", word, CERTAINTIES.index(claim.certainty), words)


def _weigh(made: Targets, name: str, word: int, value: int, words: int) -> None:
    made.classes[name][word] = value
    made.weights[name][word] = (RARE.get(name, 1.0) if value else 1.0) / words


def _nodes(forest: Forest, made: Targets) -> None:
    """What stands on the words of nodes: parent, sources, carriers, act."""
    window, acts = made.window, forest.acts()
    for anchor, node in forest.nodes.items():
        words = inside(window, [anchor])
        for word in words:
            made.pointers["gov"][word] = set(inside(window, [node.parent] if node.parent else []))
            if node.cue:
                made.pointers["src"][word] = set(inside(window, node.sources))
            made.pointers["car"][word] = set(inside(window, node.carriers))
            _weigh(made, "act", word, acts.get(anchor, 0), len(words))


def _mentions(passage: Passage, forest: Forest, mentions: dict[Span, Link], made: Targets) -> None:
    """What stands on the words of mentions: who that is, and who is next towards the reader."""
    window = made.window
    for span in sorted(mentions):
        words = inside(window, [span])
        who = mentions[span].source
        earlier = set(inside(window, _earlier(passage, span, mentions)))
        up = forest.up.get(span)
        text = passage.text[slice(*span)].lower()
        for word in words:
            if earlier or text not in PRONOUNS:
                made.pointers["same"][word] = earlier
            made.pointers["up"][word] = set(inside(window, [up] if up else []))
            _weigh(made, "held", word, int(who.custody), len(words))
            _weigh(made, "kind", word, TYPES.index(who.type), len(words))
            if who.unnamed == "unnamed":
                made.loose.append(word)
            else:
                _weigh(made, "anon", word, 1 + UNNAMED.index(who.unnamed) if who.unnamed else 0, len(words))


def _earlier(passage: Passage, span: Span, mentions: dict[Span, Link]) -> list[Span]:
    """Earlier mentions of the same source, or else, for a pronoun or description, where the text names it first."""
    name = mentions[span].source.name
    found = [other for other in mentions if other[1] <= span[0] and mentions[other].source.name == name]
    text = passage.text[slice(*span)].lower()
    if found or not (text in PRONOUNS or text.startswith("the ")):
        return found
    for alias in (name, *mentions[span].source.aliases):
        at = passage.text[: span[0]].rfind(alias)
        if at >= 0:
            return [(at, at + len(alias))]
    return []


def _events(passage: Passage, made: Targets) -> None:
    """Events, their participants and counts, by word; where two events claim a word, the first has it; the word of one points to none."""
    if events.TAG not in passage.tags:
        for name in events.CLASSES:
            made.classes[name] = [MASKED] * len(made.window.words)
        return
    pointer = made.pointers[events.POINTER]
    for event in passage.events:
        for word in (words := inside(made.window, [event.word])):
            pointer[word] = set()
            _weigh(made, "standing", word, events.STATUSES.index(event.status), len(words))
    own = frozenset(pointer)
    for event in passage.events:
        words = inside(made.window, [event.word])
        told = [(span, "happens", 1 + events.KINDS.index(event.kind)) for span in (event.word, *event.also)]
        told += [(span, "role", 1 + events.ROLES.index(name)) for name, span in event.roles]
        told += [(span, "count", 1 + events.COUNTS.index(name)) for name, span in event.counts]
        for span, head, value in told:
            for word in inside(made.window, [span]):
                made.classes[head][word] = made.classes[head][word] or value
                if word not in own:
                    pointer.setdefault(word, set()).update(words)
