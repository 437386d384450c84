"""What the steps hand to each other; the ground of this room, which imports none of its steps.

An **attribution** is what one cue ties together: source, cue and content (Pareti 2015).  A **mention** is one noun phrase that names or
refers to a source, a **voice** all mentions of one source in a report.  **Told** is content with its chain of **steps** from the reader to
the origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reportedly.knowledge import Entity
from reportedly.knowledge.loader import fold
from reportedly.reading.parse import Parse
from reportedly.records import Act, Certainty, Outlet, SourceType, Span, Spans, Status, Unnamed


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source–cue–content relation.

    `head` is the token number of the cue, `speaker` that of the noun that heads the source (null where the text names none).
    `mention` is the source's noun phrase where the source holds more (apposition, relative clause). `rule` says what found it.
    `side` marks content that is only a side clause of its sentence (relative, participle, nominal), `doubted` that the cue itself
    holds back ("reports of …").
    """

    source: Spans
    cue: Spans
    content: Spans
    rule: str
    head: int | None = None
    speaker: int | None = None
    side: bool = False
    mention: Span | None = None
    doubted: bool = False

    @property
    def sort_key(self) -> tuple[int, int]:
        start = self.content[0][0] if self.content else self.cue[0][0]
        return start, self.cue[0][0] if self.cue else start


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a source. `name` is empty for a pronoun; `lemma` is the head noun's; `body` the words of the body it
    speaks for, `speaker` then the person's name. `cites` is false where the words name nobody who could be a source (a day, a platform, the
    topic of a headline)."""

    span: Span
    head: int
    text: str
    name: str
    lemma: str
    type: SourceType
    kind: str
    named: bool = False
    person: bool = False
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    pronoun: bool = False
    entity: Entity | None = None
    body: str | None = None
    speaker: str | None = None
    unnamed: Unnamed | None = None
    reason: str | None = None
    custody: bool = False
    cites: bool = True


@dataclass(slots=True)
class Voice:
    """One source of the report, as its cast knows it: the mentions met so far; `best` is the one that names it best."""

    best: Mention
    mentions: list[Mention] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.best.name

    def meet(self, mention: Mention, sentence: int) -> None:
        self.mentions.append(mention)
        self.sentences.append(sentence)
        self.lemmas |= {w.lower() for w in re.findall(r"\w+", mention.text)} | {mention.lemma}
        if mention.named:
            self.keys |= set(keys_of(mention))


def keys_of(mention: Mention) -> Iterator[str]:
    """What a named mention may be called by later: its whole name, the words of it, a bracketed or built acronym."""
    for name in filter(None, (mention.name, mention.speaker, mention.entity.name if mention.entity else None)):
        yield fold(re.sub(r"\([^)]*\)", " ", name))
    yield from (fold(a) for a in re.findall(r"[(\[]([A-Z]{2,})[)\]]", mention.text))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a network reads a content: its certainty, and the act that its cue performs (or null)."""

    certainty: Certainty
    act: Act | None


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: the voice, the mention that names it here (null when only carried on), the cue, the rule, and whether
    it speaks while held.
    """

    voice: Voice
    mention: Mention | None
    cue: Span | None
    rule: str
    custody: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Content with its whole chain (none: the outlet's own voice), and the attribution it came from.

    `verdict` is a network's; null where the language's rules judge how firmly it is said.
    """

    content: Spans
    steps: tuple[Step, ...]
    attribution: Attribution
    sentence: int
    verdict: Verdict | None = None

    @property
    def origin(self) -> Step:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a network sees it: its word, other words that tell it, what kind it is, its participants and counts by what they are.

    `belief` is how probable the network holds it that the word tells of an event of this kind; `firm` are the counts of which it is sure
    what they count.
    """

    word: Span
    kind: str
    status: Status
    belief: float
    also: Spans = ()
    roles: tuple[tuple[str, Span], ...] = ()
    counts: tuple[tuple[str, Span], ...] = ()
    firm: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What an attributor makes of a report: contents with their chains, and events where a network has read for them (else null)."""

    told: tuple[Told, ...] = ()
    happened: tuple[Happened, ...] | None = None


class Naming(Protocol):
    """Anything that reads what a noun phrase calls a source, and what kind of source that is."""

    def mention(self, parse: Parse, head: int, span: Span) -> Mention:
        """What the noun phrase at `span`, headed by token `head`, says of a source; of other mentions it knows nothing."""
        ...


class Attributor(Protocol):
    """Anything that finds who says what in a parse; `quotations` are the spans inside quotation marks."""

    name: str
    tagger: str | None  # the tagger behind it; null where only rules are

    def heard(self, parse: Parse, quotations: Sequence[Span], outlet: Outlet | None) -> Heard:
        """Every content with its chain, the outlet's own voice too (a chain of no steps); `outlet` itself is never a relay."""
        ...

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        """Source, cue and content as an annotator would mark them (PolNeAR): beliefs and wishes too, marks included."""
        ...
