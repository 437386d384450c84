"""What the network reads, as contents with their chains: the forest's mentions become sources of the cast.

A mention keeps what its words say (`sources`); what the network says of it decides who it refers to, how it goes unnamed and
whether it is held.  A row of knowledge outranks both: a body that is known by name has the type of its row.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from typing import Protocol

from reportedly.reading.cast import Cast
from reportedly.reading.forest import (
    PLAIN,
    Content,
    Decoded,
    Floats,
    Link,
    Mentioned,
    Scores,
    Seen,
    Settings,
    Words,
    decode,
    happened,
)
from reportedly.reading.forest.happened import COUNT, KIND, ROLE, STANDING
from reportedly.reading.laid import Laid
from reportedly.reading.layers import Attribution, Happened, Heard, Mention, Naming, Step, Told, Verdict, Voice
from reportedly.reading.own_outlet import in_own_voice, without_outlet
from reportedly.reading.parse import VERBAL, Parse
from reportedly.reading.spans import hull, overlap
from reportedly.reading.topics import PERSONS, Topics
from reportedly.reading.torn import mended
from reportedly.records import Act, Certainty, Outlet, SourceType, Span, Spans, Status, Unnamed

TAGGERS = "reportedly.taggers"  # entry point group: a language code to a function that loads its tagger
RULE, NOT_NAMED = "by-network", "not-named"
ANSWERS = frozenset({Act.CONFIRM, Act.CLAIM_RESPONSIBILITY, Act.DENY})
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # what nobody does by saying it
JOINING = ("CCONJ", "DET", "PUNCT", "ADJ", "NUM")  # what may stand between two sources of one content
PASSING = frozenset({SourceType.MEDIA, SourceType.AGENCY, SourceType.SOCIAL_MEDIA, SourceType.DOCUMENT, SourceType.MONITOR,
                     SourceType.NGO, SourceType.EXPERT, SourceType.ACTIVIST})  # fmt: skip
"""Who is told something to pass it on."""
PAPERS = ("document", "statement")  # kinds of source that go by their noun alone


class WindowScores(Protocol):
    """What a tagger says of one window; see `forest.Scores`."""

    @property
    def words(self) -> Sequence[Span]: ...
    @property
    def fresh(self) -> int: ...
    @property
    def classes(self) -> Mapping[str, Floats]: ...
    @property
    def pointers(self) -> Mapping[str, Floats]: ...


class SpanAttribution(Protocol):
    """An outermost attribution of a tagger: the spans of source, cue and content."""

    @property
    def source(self) -> Spans: ...
    @property
    def cue(self) -> Spans: ...
    @property
    def content(self) -> Spans: ...


class Tagger(Protocol):
    """A network behind its tokenizer.  `labels` names the kinds of each class of the forest; offsets are code points into `text`."""

    name: str
    labels: Mapping[str, Sequence[str]]

    def forest(self, text: str, blocks: Sequence[Span]) -> Iterable[WindowScores]: ...
    def tag(self, text: str, blocks: Sequence[Span]) -> Sequence[SpanAttribution]: ...


def load_tagger(language: str) -> Tagger | None:
    """The installed tagger of a language, or null where none is installed.  Raises ValueError where it is too old for this package."""
    for entry in entry_points(group=TAGGERS, name=language):
        load: Callable[[], Tagger] = entry.load()
        tagger = load()
        if "happens" not in getattr(tagger, "labels", ()):
            raise ValueError(f"{tagger.name} is too old for this reportedly: install the tagger that comes with it")
        return tagger
    return None


class Learned:
    """Finds who says what by a network's scores."""

    def __init__(self, tagger: Tagger, naming: Naming, settings: Settings = PLAIN) -> None:
        self.name = tagger.name
        self.tagger: str | None = tagger.name
        self._tagger = tagger
        self._naming = naming
        self._settings = settings
        labels = self._labels = tagger.labels
        self._certainties = [Certainty(name) for name in labels["cert"]]
        self._acts: list[Act | None] = [Act(name) if name != "none" else None for name in labels["act"]]
        self._unnamed: list[Unnamed | None] = [Unnamed(name) if name != "none" else None for name in labels["anon"]]
        self._types = [SourceType(name) for name in labels["kind"]]

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        """The tagger's outermost attributions."""
        return [Attribution(a.source, a.cue, a.content, "tagger") for a in self._tagger.tag(parse.text, parse.blocks)]

    def heard(self, parse: Parse, quotations: Sequence[Span], outlet: Outlet | None) -> Heard:
        """Every content of the report, the outlet's own voice too (a chain of no steps), in the order of the text; and its events."""
        found = Casting(parse, self._naming, self._unnamed, self._types)
        told: list[Told] = []
        events: list[Happened] = []
        sentences = [(s.start, s.end) for s in parse.sentences]
        for window in self._tagger.forest(parse.text, parse.blocks):
            here = parse.sentences_at((window.fresh, window.words[-2][1]))
            scores = Scores(window.words, window.classes, window.pointers)
            decoded = decode(parse.text, scores, sentences[here.start : here.stop], self._settings)
            voices = found.cast(decoded)
            whole = (dataclasses.replace(one, spans=mended(parse, one.spans)) for one in decoded.contents)
            contents = (self._content(parse, one, here.start, voices, outlet) for one in whole if one.spans)
            told += [each for one in contents for each in found.each(found.spoken(one))]
            fresh = next((i for i, (start, _) in enumerate(window.words) if start >= window.fresh), 0)
            events += [self._happened(scores, seen) for seen in happened(scores, fresh)]
        return Heard(tuple(_whole(told)), tuple(events))

    def _happened(self, scores: Scores, seen: Seen) -> Happened:
        def named(names: Sequence[str], parts: Sequence[tuple[int, Words]]) -> tuple[tuple[str, Span], ...]:
            return tuple((names[1 + kind], scores.span(words)) for kind, words in parts)

        return Happened(
            scores.words[seen.word],
            self._labels[KIND][1 + seen.kind],
            Status(self._labels[STANDING][seen.standing]),
            seen.belief,
            tuple(scores.words[i] for i in seen.also),
            named(self._labels[ROLE], seen.roles),
            named(self._labels[COUNT], seen.counts),
            named(self._labels[COUNT], seen.firm),
        )

    def _content(
        self,
        parse: Parse,
        content: Content,
        first: int,
        voices: Sequence[tuple[Voice, Mention]],
        outlet: Outlet | None,
    ) -> Told:
        cue = (content.cue,) if content.cue else ()
        head = parse.head_of(content.cue, VERBAL) if content.cue else None
        steps = _speaking(parse, without_outlet(tuple(_steps(content.chain, voices)), outlet), head)
        steps = in_own_voice(parse, steps, outlet, head)
        spans = content.spans
        if steps and (own := _only_acts(parse, steps[-1], spans)) is not None:
            steps, spans = steps[:-1], ((own, spans[0][1]), *spans[1:])
        verdict = Verdict(self._certainties[content.certainty], self._acts[content.act])
        if steps and head is not None and _kept_back(parse, verdict, head):
            if verdict.act is not Act.DENY or not parse.language.grammar.negated(parse, head):
                steps, spans = steps[:-1], _with_source(steps[-1], spans)
            verdict = Verdict(Certainty.ASSERTED, None)
        source = tuple(s.mention.span for s in steps[-1:] if s.mention)
        attribution = Attribution(source, cue, spans, RULE, head)
        return Told(spans, steps, attribution, first + content.sentence, verdict)


def _only_acts(parse: Parse, step: Step, spans: Spans) -> int | None:
    """Where a source begins that no cue ties to a content and that only acts in it, so that it is part of it; null for others."""
    told = step.mention if step.cue is None or _is_deed(parse, step.cue) else None
    silent = told is not None and parse.language.grammar.silent(parse, told.head, parse.head_of(spans[0]))
    return min(told.span[0], spans[0][0]) if told is not None and silent else None


def _whole(told: Sequence[Told]) -> Iterator[Told]:
    """What is told, without a stretch of the outlet's own voice that lies in a longer one of it."""
    own = Laid((place, (place,)) for one in told if not one.steps for place in [hull(one.content)])
    for one in told:
        start, end = hull(one.content)
        longer = (place for place in own.touching((start, end)) if place != (start, end))
        if one.steps or not any(s <= start and end <= e for s, e in longer):
            yield one


def _kept_back(parse: Parse, verdict: Verdict, head: int) -> bool:
    """Whether an answer is not given: whoever "has not confirmed" or "declined to confirm" says nothing, "did not deny" denies nothing."""
    grammar, word = parse.language.grammar, parse.tokens[head]
    verbs = {head} if word.pos in VERBAL else {head, word.head}  # "claimed responsibility"
    return verdict.act in ANSWERS and any(grammar.negated(parse, i) or grammar.unwilling(parse, i) for i in verbs)


def _with_source(step: Step, spans: Spans) -> Spans:
    """The words from a source to the end of what it is taken to say."""
    start = step.mention.span[0] if step.mention else spans[0][0]
    return ((min(start, spans[0][0]), max(end for _, end in spans)),)


def _is_deed(parse: Parse, cue: Span) -> bool:
    """Whether what the network takes for a cue is no saying by its word: nobody says something by shooting or convicting."""
    kind = parse.language.events.event(parse, parse.tokens[parse.head_of(cue, VERBAL)])
    return kind is not None and kind.type in DEEDS


def _steps(chain: Sequence[Link], voices: Sequence[tuple[Voice, Mention]]) -> Iterator[Step]:
    """The links of a chain as steps; one source stands in a chain once, at its last place."""
    met = [voices[link.mention][0] if link.mention is not None else None for link in chain]
    for k, link in enumerate(chain):
        if link.mention is not None and not voices[link.mention][1].cites:
            continue
        if link.mention is None:
            yield Step(Voice(nobody()), None, link.cue, NOT_NAMED)
        elif met[k] not in met[k + 1 :]:
            voice, mention = voices[link.mention]
            yield Step(voice, mention, link.cue, RULE)


def _speaking(parse: Parse, steps: tuple[Step, ...], head: int | None) -> tuple[Step, ...]:
    """The steps without the outlet's own people, whom the cue is spoken to, and a speaker that its verb cannot have."""
    grammar = parse.language.grammar
    left = tuple(s for s in steps if s.mention is None or not grammar.of_the_outlet(parse, s.mention.head))
    if not left or head is None:
        return left
    told = left[-1].mention
    silent = told is not None and grammar.spoken_to(parse, head, told.head)
    left = tuple(s for s in left if s is left[-1] or not _only_hears(parse, s, head))
    return left[:-1] if silent or grammar.nobody_said(parse, head) else left


def _only_hears(parse: Parse, step: Step, head: int) -> bool:
    """Whether a link is of somebody without a name who is told something and passes nothing on: "told the driver"."""
    told = step.mention
    if told is None or told.named or told.type in PASSING:
        return False
    return parse.language.grammar.hears(parse, head, told.head)


def _other_number(mention: Mention, known: Voice) -> bool:
    """Whether a noun tells of several where the source it was taken for is one of them, or the other way round ("the sources")."""
    best = known.best
    return not mention.pronoun and mention.lemma == best.lemma and mention.plural != best.plural


def nobody() -> Mention:
    """A source that the text does not name at all."""
    return Mention((0, 0), 0, "", "unnamed source", "source", SourceType.OTHER, "source", unnamed=Unnamed.UNIDENTIFIED)


class Casting:
    """Turns decoded mentions into sources of the report's cast, window by window, in the order of the text."""

    def __init__(
        self, parse: Parse, naming: Naming, unnamed: Sequence[Unnamed | None], types: Sequence[SourceType]
    ) -> None:
        self._parse, self._naming, self._unnamed, self._types = parse, naming, unnamed, types
        self._cast = Cast(parse)
        self._topics = Topics(parse, naming, self._cast)
        self._met: dict[Span, tuple[Voice, Mention]] = {}

    def cast(self, decoded: Decoded) -> list[tuple[Voice, Mention]]:
        """Each mention's source, and the mention as words."""
        out: list[tuple[Voice, Mention]] = []
        for one in map(self._whole, decoded.mentions):
            if one.span in self._met:
                out.append(self._met[one.span])
                continue
            mention = self._mention(one)
            known = self._same(one, out)
            known = known if mention.pronoun or not mention.indefinite else None  # who is new is nobody met before
            known = None if known is not None and _other_number(mention, known) else known
            sentence = self._parse.tokens[mention.head].sentence
            known = self._topics.meant(mention, sentence, known) if mention.pronoun else known
            cited = self._cast.resolve(mention, sentence, relay=True, known=known) if mention.cites else Voice(mention)
            out.append((cited, mention))
            self._met[one.span] = out[-1]
        return out

    def _same(self, one: Mentioned, met: Sequence[tuple[Voice, Mention]]) -> Voice | None:
        """The source that the network takes a mention for, met before; what can be no source lends nobody its name."""
        if one.same is None:
            return self._named_at(one)
        voice, mention = met[one.same]
        return voice if mention.cites else None

    def spoken(self, one: Told) -> Told:
        """A content whose source the network does not see, with the one that the grammar gives it: "X denied it, saying that …"."""
        if not one.steps or one.origin.rule != NOT_NAMED:
            return one
        head = self._parse.language.grammar.speaker(self._parse, self._parse.head_of(one.content[0], VERBAL))
        met = self._met_at(head) if head is not None else None
        if met is None or not met[1].cites:
            return one
        step = Step(*met, one.origin.cue, RULE)
        return dataclasses.replace(one, steps=(*(s for s in one.steps[:-1] if s.voice is not step.voice), step))

    def each(self, one: Told) -> Iterator[Told]:
        """A content once for each of those who say it together ("police and medics said"); the network points at one of them."""
        step = one.steps[-1] if one.steps else None
        others = list(self._joined(step, one.content)) if step is not None else []
        names = [mention.span for _, mention in others]
        own = tuple(span for span in one.content if not any(overlap(span, name) for name in names)) or one.content
        steps = [one.steps, *((*one.steps[:-1], self._said_by(one.origin, *other)) for other in others)]
        yield from (dataclasses.replace(one, content=own, steps=chain) for chain in steps)

    def _said_by(self, step: Step, voice: Voice, mention: Mention) -> Step:
        return dataclasses.replace(step, voice=voice, mention=mention)

    def _joined(self, step: Step, content: Spans) -> Iterator[tuple[Voice, Mention]]:
        """The other sources that a source is joined to, where it is not one mention with them and they do not stand amid the content."""
        told = step.mention
        for head in self._parse.language.grammar.joined(self._parse, told.head) if told is not None else ():
            voice, mention = self._met_at(head)
            apart = told is not None and not overlap(told.span, mention.span) and not self._amid(mention.span, content)
            if apart and mention.cites and voice is not step.voice:
                yield voice, mention

    def _amid(self, span: Span, content: Spans) -> bool:
        """Whether words stand in a stretch of content with more than what joins them in front of them."""
        return any(
            start < span[0] < end and any(word.pos not in JOINING for word in self._parse.between(start, span[0]))
            for start, end in content
        )

    def _met_at(self, head: int) -> tuple[Voice, Mention]:
        """The source that a noun stands for, met before or new."""
        token = self._parse.tokens[head]
        for (start, end), met in self._met.items():
            if start <= token.start < end:
                return met
        mention = self._naming.mention(self._parse, head, self._parse.language.grammar.phrase(self._parse, head))
        return self._cast.resolve(mention, token.sentence), mention

    def _whole(self, one: Mentioned) -> Mentioned:
        """A mention; one that breaks off before its noun, with the noun; one that runs into "whose officer", the officer."""
        grammar = self._parse.language.grammar
        noun = grammar.qualified(self._parse, one.span)
        if noun is None:
            return dataclasses.replace(one, span=grammar.without_owner(self._parse, one.span))
        start, end = grammar.phrase(self._parse, noun)
        return dataclasses.replace(one, span=(min(start, one.span[0]), max(end, one.span[1])))

    def _mention(self, one: Mentioned) -> Mention:
        head, span = self._meant(one.span)
        mention = dataclasses.replace(self._naming.mention(self._parse, head, span), span=one.span)
        if mention.pronoun or mention.entity is not None:
            return mention
        withheld = mention.unnamed is Unnamed.WITHHELD  # the report says so in words
        unnamed = Unnamed.WITHHELD if withheld else self._unnamed[one.unnamed]
        kind = self._types[one.type] if mention.type is SourceType.OTHER else mention.type
        held = one.held or mention.custody
        kind = SourceType.DETAINEE if held else kind
        named = mention.named and unnamed is None
        return dataclasses.replace(mention, unnamed=unnamed, custody=held, type=kind, named=named)

    def _meant(self, span: Span) -> tuple[int, Span]:
        """The head and words of who a mention is: what a relative pronoun or a torn-off piece belongs to, with the name behind it."""
        parse = self._parse
        head, grammar = parse.head_of(span), parse.language.grammar
        noun = grammar.antecedent(parse, head)
        noun = grammar.described(parse, span) if noun is None else noun
        if noun is not None:
            return noun, grammar.phrase(parse, noun)
        whole = parse.with_name_behind(parse.without_preposition(span))
        return parse.head_of(whole), whole

    def _named_at(self, one: Mentioned) -> Voice | None:
        """The source that stands earlier in the text under its name without being cited there."""
        if one.named_at is None:
            return None
        span = self._parse.capitals_round(one.named_at)
        head = self._parse.head_of(span)
        person = self._parse.text[slice(*one.span)].casefold() in self._parse.language.cast.genders
        office = self._in_office(head) if person else None
        mention = office or self._naming.mention(self._parse, head, span)
        names = mention.cites and (mention.named or office is not None or mention.kind in PAPERS)
        return self._cast.resolve(mention, self._parse.tokens[head].sentence) if names else None

    def _in_office(self, head: int) -> Mention | None:
        """The person whose office a name only is part of: "the abbot of Marl"; null for other names."""
        of = self._parse.language.grammar.preposition(self._parse, head)
        if of is None or self._parse.tokens[of].text.casefold() not in self._parse.language.places.genitive:
            return None
        noun = self._parse.tokens[of].head
        mention = self._naming.mention(self._parse, noun, self._parse.language.grammar.phrase(self._parse, noun))
        return mention if mention.kind in PERSONS else None
