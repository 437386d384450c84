"""Events: what one claim says happened, coded by PLOVER type and mode and tied to its words.

An event belongs to one claim and never reaches beyond its words; the same strike told by two sources is two events.
What is done by saying the claim is told by its cue (`spoken_acts.py`).
Place and time are indices into the reading's lists, never new facts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from reportedly.reading.counts import PEOPLE, Counted
from reportedly.reading.event_by_place import by_place
from reportedly.reading.event_drafts import MOST, Draft, belongs, drafts_of, steps_between, steps_from
from reportedly.reading.event_flights import flights
from reportedly.reading.event_place import Setting, innermost, names_something, place_of
from reportedly.reading.event_seen import seen
from reportedly.reading.event_settled import ATTACK, HARMFUL, HARMLESS
from reportedly.reading.event_sites import sites
from reportedly.reading.event_takings import with_takings
from reportedly.reading.laid import Laid
from reportedly.reading.language import Kind, Part
from reportedly.reading.layers import Happened
from reportedly.reading.parse import Parse, Token
from reportedly.records import Count, Event, Place, Role, Span, Spans, Status, Time

BY = "events@1"
MOST_COUNTS = 40  # of one claim
MOST_EVENTS = 12  # of one claim: a longer list is a table or a chronicle, not a sentence of news
LONG_AGO = 60  # days before publication from which an event is told as history
OWN_MODES = frozenset({"abduct", "targeted", "torture", "sexual", "beat", "aerial"})  # kept whatever weapon is named
ASSAULTS = frozenset({"killed", "injured", "killed+injured", "destroyed", "strikes"})  # counts that an assault explains

WIDE = frozenset({"country", "continent", "area"})  # kinds of place too large to say where an event happened
RANK = {"suicide-attack": 5, "unconventional": 4, "drone": 3, "targeted": 1}  # the mode that names an assault, others 2

BROUGHT_BY = {
    "detained": {"COERCE", "ASSAULT"},
    "strikes": {"ASSAULT"},
}  # types of events that counts go with, others the harmful ones

Known = Callable[[str], str | None]


@dataclass(frozen=True)
class Scene:
    """What the events of a report are coded from: its parse, places, times and counts, and its day.

    `known` gives the id of a body by its name; `happened` is what a network has seen (null where none has read).
    """

    parse: Parse
    places: Sequence[Place] = ()
    times: Sequence[Time] = ()
    counts: Sequence[Counted] = ()
    published: str | None = None
    known: Known | None = None
    happened: Sequence[Happened] | None = None

    @cached_property
    def setting(self) -> Setting:
        """The places, for the events to be placed among."""
        return Setting(self.parse, self.places)

    @cached_property
    def places_at(self) -> Laid[int]:
        """The numbers of the places."""
        return Laid((i, (place.span,)) for i, place in enumerate(self.places))

    @cached_property
    def times_at(self) -> Laid[int]:
        """The numbers of the times."""
        return Laid((i, (time.span,)) for i, time in enumerate(self.times))

    @cached_property
    def _count_starts(self) -> list[int]:
        return [one.count.span[0] for one in self.counts]

    @cached_property
    def _happened_starts(self) -> list[int]:
        return [one.word[0] for one in self.happened or ()]

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.span[0] for time in self.times]

    def counts_in(self, spans: Spans) -> list[Counted]:
        """The counts that begin inside these spans."""
        return [self.counts[i] for i in _begun(self._count_starts, spans)][:MOST_COUNTS]

    def happened_in(self, spans: Spans) -> list[Happened]:
        """What a network has seen whose word begins inside these spans."""
        return [self.happened[i] for i in _begun(self._happened_starts, spans)] if self.happened else []

    def times_in(self, spans: Spans) -> list[int]:
        """The indices of the times that begin inside these spans."""
        return _begun(self._time_starts, spans)


def _begun(starts: Sequence[int], spans: Spans) -> list[int]:
    """The indices of those starts, in order, that lie inside the spans."""
    return [i for s, e in spans for i in range(bisect_left(starts, s), bisect_left(starts, e))]


def code_claim(scene: Scene, spans: Spans) -> tuple[Event, ...]:
    """The events of the claim whose content these spans are, in the order of its words."""
    parse = scene.parse
    tokens = [token for span in spans for token in parse.between(*span)]
    drafts = drafts_of(parse, tokens) if scene.happened is None else seen(parse, scene.happened_in(spans)[:MOST])
    held = [one for one in scene.counts_in(spans) if not _spared(parse, one, drafts)]
    _attach(scene, drafts, held)
    drafts = [part for one in drafts for part in by_place(parse, one, scene.places_at)]
    drafts = [one for one in drafts if not _only_named(parse, one)]
    _gathered(parse, drafts, held)
    drafts += flights(parse, drafts, held)
    drafts = with_takings(parse, tokens, drafts, scene.places_at)
    ordered = sorted(drafts, key=lambda draft: draft.token)[:MOST_EVENTS]
    return tuple(event_of(scene, draft, tokens, spans, _words(ordered) - _words([draft])) for draft in ordered)


def _spared(parse: Parse, one: Counted, drafts: Iterable[Draft]) -> bool:
    """Whether what a count tells did not happen, and no event says so itself: "was hit, but its 12 passengers were not hurt"."""
    if one.count.high == 0 or parse.language.events.status(parse, one.anchor) is not Status.NEGATED:
        return False
    return all(draft.status is not Status.NEGATED or one.anchor not in (draft.token, *draft.merged) for draft in drafts)


def _words(drafts: Iterable[Draft]) -> frozenset[int]:
    """The words that tell of these events."""
    return frozenset(word for draft in drafts for word in (draft.token, *draft.merged))


def _only_named(parse: Parse, draft: Draft) -> bool:
    """Whether an event is only named where it seems to be told; what hurt people was done."""
    hurt = draft.merged or any(one.count.what in PEOPLE for one in draft.counts)
    harmful = draft.kind.type in HARMFUL and not hurt
    return parse.language.events.only_named(parse, parse.tokens[draft.token], harmful)


def _gathered(parse: Parse, drafts: Sequence[Draft], held: Sequence[Counted]) -> None:
    """Gives a count whose own word tells of no event to the nearest one of its sentence that may have brought it about."""
    for one in held:
        kinds = BROUGHT_BY.get(one.count.what, HARMFUL)
        here = [d for d in drafts if d.kind.type in kinds and parse.tokens[d.token].sentence == one.sentence]
        if here and not any(one in draft.counts for draft in drafts):
            min(here, key=lambda d: steps_between(parse, d.token, one.anchor)).counts.append(one)


def _attach(scene: Scene, drafts: list[Draft], held: Sequence[Counted]) -> None:
    """Gives each count to the event whose word says what happened, else to the nearest attack, else to what else did harm in its
    sentence, else to an event of its own.
    """
    for one in held:
        home = next((d for d in drafts if one.anchor == d.token or one.anchor in d.merged), None)
        if home is None and one.count.what in ASSAULTS:
            home = _harming(scene, drafts, one)
        if home is None:
            home = min(drafts, key=lambda d: abs(d.token - one.anchor), default=None)
        if home is not None:
            home.counts.append(one)


def _harming(scene: Scene, drafts: list[Draft], one: Counted) -> Draft:
    """The attack of its sentence that brought a count about, or the mishap where the report tells of no attack before; of neither an
    event of its own.
    """
    parse, before = scene.parse, _harm_before(scene, one)
    home = _nearest(parse, one, drafts, {ATTACK})
    if home is None and ATTACK not in before:
        home = _nearest(parse, one, drafts, HARMLESS)
    if home is None:
        kind = Kind(ATTACK if ATTACK in before or not before else before[0], None, "victims")
        home = Draft(one.anchor, kind, parse.language.events.status(parse, one.anchor), [Part("target", one.noun)])
        drafts.append(home)
    return home


def _nearest(parse: Parse, one: Counted, drafts: Iterable[Draft], kinds: Collection[str]) -> Draft | None:
    """The event of these kinds in the sentence of a count that is nearest to its word."""
    here = [d for d in drafts if d.kind.type in kinds and parse.tokens[d.token].sentence == one.sentence]
    return min(here, key=lambda d: (steps_between(parse, d.token, one.anchor), abs(d.token - one.anchor)), default=None)


def _harm_before(scene: Scene, one: Counted) -> list[str]:
    """The kinds of harm that a report tells in front of a count, as a network sees them, the last one first."""
    at = scene.parse.tokens[one.anchor].start
    before = sorted(
        ((seen.word, seen.kind.upper()) for seen in scene.happened or () if seen.word[0] < at), reverse=True
    )
    return [kind for _, kind in before if kind in HARMFUL]


def event_of(
    scene: Scene, draft: Draft, tokens: Sequence[Token], spans: Spans, others: frozenset[int] = frozenset()
) -> Event:
    """A draft as an event; `tokens` and `spans` are the words among which its weapon, place and day are looked for, `others` the words of
    other events, whose days are theirs.
    """
    token = scene.parse.tokens[draft.token]
    span = (token.start, token.end)
    time = next(iter(_told(scene.parse, span, scene.times_at, draft.days)), None)
    time = nearest_time(scene, span, spans, others) if time is None else time
    told = _told(scene.parse, span, scene.places_at, draft.places)
    place = next((innermost(scene.setting, i) for i in told if not names_something(scene.parse, scene.places[i])), None)
    front = _in_front(scene, draft)
    place = front if place is None else place
    held = _counts(draft.counts, scene.counts)
    status, background = _when(draft.status, held, scene.times[time] if time is not None else None, scene.published)
    return Event(
        type=draft.kind.type,
        span=span,
        mode=_mode(scene.parse, draft, tokens),
        status=status,
        background=background,
        place=_place(scene, span, spans) if place is None else place,
        time=time,
        roles=tuple(_roles(scene, draft, front)),
        counts=held,
        by=BY,
    )


def _told(parse: Parse, event: Span, found: Laid[int], spans: Spans) -> list[int]:
    """The indices of the places or times that stand on these words, on those nearest to the event's word by grammar first."""
    nearest = sorted(spans, key=lambda span: steps_from(parse, event, span))
    return [i for span in nearest for i in found.touching(span)]


def _in_front(scene: Scene, draft: Draft) -> int | None:
    """The town or site that stands in front of the event's word: "the Orrin attack"; a country there says whose it is."""
    before = (
        c
        for c in scene.parse.children[draft.token]
        if scene.parse.language.events.tie(scene.parse, c, draft.token) == "modifier"
    )
    spans = ((scene.parse.tokens[c].start, scene.parse.tokens[c].end) for c in before)
    named = (i for span in spans for i in scene.places_at.touching(span))
    return next((i for i in named if scene.places[i].kind not in WIDE), None)


def _mode(parse: Parse, draft: Draft, tokens: Sequence[Token]) -> str | None:
    """The mode of the word itself; for an assault that leaves it open, of the weapon named nearest in the same
    sentence.
    """
    if draft.kind.type != "ASSAULT":
        return draft.kind.mode
    if draft.kind.mode in OWN_MODES:
        return draft.kind.mode
    sentence = parse.tokens[draft.token].sentence
    named = list(parse.language.events.weapons([t for t in tokens if t.sentence == sentence]))
    own = [w for w in named if belongs(parse, w.token, draft)]
    modes = [w.mode for w in own if w.token != draft.token] or [w.mode for w in own]
    if modes or draft.kind.mode:
        return max(modes, key=lambda mode: RANK.get(mode, 2), default=draft.kind.mode)
    near = min(named, key=lambda w: steps_between(parse, w.token, draft.token), default=None)
    return near.mode if near is not None else None


def _roles(scene: Scene, draft: Draft, front: int | None) -> Iterator[Role]:
    """The participants of an event, and its site."""
    parse, known, words = scene.parse, scene.known, scene.parse.language.events
    taken = [part.span or words.phrase(parse, part.head) for part in draft.parts]
    taken += [(token.start, token.end) for token in (parse.tokens[i] for i in (draft.token, *draft.merged))]
    seen: set[tuple[str, Span]] = set()
    for part in (*draft.parts, *sites(parse, draft.places, scene.places_at, taken)):
        span = part.span or words.phrase(parse, part.head)
        place = front is not None and front in scene.places_at.touching(span)
        if (part.role, span) not in seen and not place:
            seen.add((part.role, span))
            name = words.name(parse, span)
            yield Role(part.role, span, name, known(name) if known else None)


def _counts(held: Sequence[Counted], counts: Sequence[Counted]) -> tuple[Count, ...]:
    """The counts of one event; `of` points to the whole inside this event, or is null where the whole is told
    elsewhere.
    """
    at = {one: k for k, one in enumerate(held)}
    return tuple(
        replace(one.count, of=at.get(counts[one.count.of]) if one.count.of is not None else None) for one in held
    )


def _when(status: Status, counts: Sequence[Count], time: Time | None, published: str | None) -> tuple[Status, bool]:
    """The status with "historical" for what is dated long before the report, and whether it is only background."""
    running = bool(counts) and all(count.total for count in counts)
    old = False
    if time is not None and time.end and published:
        old = (date.fromisoformat(published[:10]) - date.fromisoformat(time.end)).days > LONG_AGO
    if status is Status.ACTUAL and old:
        return Status.HISTORICAL, True
    return status, running or old or status is Status.HISTORICAL


def nearest_time(scene: Scene, span: Span, spans: Spans, others: frozenset[int] = frozenset()) -> int | None:
    """The date or time of the claim nearest to the event's word: in the grammar of its sentence first, then in the text."""
    inside = [
        (steps_from(scene.parse, span, time.span), abs(time.span[0] - span[0]), i)
        for i in scene.times_in(spans)
        if (time := scene.times[i]).type in ("DATE", "TIME") and not (time.value or "").endswith("_REF")
    ]
    own = (i for _, _, i in sorted(inside) if not _of_another(scene.parse, span, scene.times[i].span, others))
    return next(own, None)


def _of_another(parse: Parse, event: Span, words: Span, others: frozenset[int]) -> bool:
    """Whether the words of a time hang on those of another event, which does not hang on this one's with them in front."""
    own = parse.between(*event)
    above = parse.above(parse.head_of(words))
    nearer = above[: above.index(own[0].i)] if own and own[0].i in above else above
    return bool(own) and any(i in others and i not in parse.above(own[0].i) for i in nearer)


def _place(scene: Scene, span: Span, spans: Spans) -> int | None:
    """The place of an event; a country that is not said to hold it ("US airstrikes") is not where it happened."""
    index = place_of(scene.setting, span, spans)
    if index is None or (scene.places[index].kind in WIDE and not _holds(scene.parse, scene.places[index].span)):
        return None
    return index


def _holds(parse: Parse, span: Span) -> bool:
    """Whether a place stands behind a word like "in": "in northern Sarn", not "Sarn said"."""
    last = parse.between(*span)[-1:]
    before = parse.language.grammar.preposition(parse, last[0].i) if last else None
    return before is not None and parse.tokens[before].text.casefold() in parse.language.places.holding
