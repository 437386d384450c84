"""Who speaks while held: whoever the text says is held when they speak, wherever in the report it says so.

The text says it of a noun; the source that the noun means is held from then on, until the text says that they are free again.
A source is meant by its own mention, by its name where nobody else of the report has it, by the same noun, and as one of several
of whom it is said ("one of them").  A body is never held.  Where the text says nothing, the words and the network of its mentions do.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportedly.knowledge.loader import fold
from reportedly.reading.cast import BODIES_OF, PEOPLE
from reportedly.reading.held import Hold, holds_in, said_before
from reportedly.reading.layers import Mention, Naming, Step, Told, Voice
from reportedly.reading.parse import VERBAL, Parse

PLACES = ("GPE", "LOC")  # labels of a name that may be a place's
MANY = 4  # sources of one last name, of whom nobody is meant by it
BACK = 3  # sentences that "one" or a pronoun of nobody known reaches back to whom it means


def in_custody(parse: Parse, told: Sequence[Told], naming: Naming) -> list[Told]:
    """What is told, every step marked whose source speaks while held."""
    keeping = Keeping(parse, told, naming)
    return [dataclasses.replace(one, steps=tuple(keeping.marked(one, step) for step in one.steps)) for one in told]


class Keeping:
    """What a report says of who is held, by the sources that it means."""

    def __init__(self, parse: Parse, told: Sequence[Told], naming: Naming) -> None:
        self._parse, self._naming = parse, naming
        self._people = People(parse, [step.voice for one in told for step in one.steps])
        self._said: defaultdict[int, list[Hold]] = defaultdict(list)
        self._words: defaultdict[int, list[int]] = defaultdict(list)
        last = None
        for hold in holds_in(parse, parse.tokens):
            self._words[hold.word].append(hold.who)
            last = self._noun(hold.who, last)
            for voice in self._meant(last):
                self._said[id(voice)].append(hold)

    def marked(self, one: Told, step: Step) -> Step:
        """A step, marked where its source is held when it says this."""
        if not self._somebody(step.voice):
            return step
        cue = self._parse.head_of(step.cue, VERBAL) if step.cue else None
        held = self._held(step.voice, one.sentence, cue)
        earlier = held and cue is not None and said_before(self._parse, cue)
        return dataclasses.replace(step, custody=held and not earlier)

    def _somebody(self, voice: Voice) -> bool:
        """Whether a source may be people: no body but one that a person speaks for."""
        best = voice.best
        return best.kind not in BODIES_OF or self._is_people(best.head) or any(m.person for m in voice.mentions)

    def _held(self, voice: Voice, sentence: int, cue: int | None) -> bool:
        """Whether a source is held when it says something: as was said of it last, or else as its words and its network have it."""
        said = self._said[id(voice)]
        first, last = self._parse.sentences[sentence].first, self._parse.sentences[sentence].last
        for hold in reversed(said[: bisect_left(said, last, key=_place)]):
            if hold.word < first or hold.own or cue is None or hold.word < cue:
                return hold.held
        own = any(mention.custody and not self._of_others(mention) for mention in voice.mentions)
        return own or any(hold.own and hold.held for hold in said)

    def _of_others(self, mention: Mention) -> bool:
        """Whether words of custody in a mention are of somebody else: "the arrested man's sister"."""
        inside = self._parse.between(*mention.span)
        whose = [who for token in inside for who in self._words.get(token.i, ()) if self._is_people(who)]
        return bool(whose) and mention.head not in whose

    def _is_people(self, noun: int) -> bool:
        return self._parse.language.counts.people(self._parse.tokens[noun]) is not None

    def _noun(self, who: int, last: int | None) -> int:
        """The noun that a pronoun stands for: who acts in the sentence before, or of whom it was said there that they are held."""
        mention, at = self._mention(who), self._parse.tokens[who].sentence
        if not mention.pronoun or self._people.by_head[who] or not at:
            return who
        actor = self._parse.language.grammar.actor(self._parse, self._parse.sentences[at - 1])
        before = last if actor is None and last is not None and self._parse.tokens[last].sentence >= at - 1 else actor
        known = self._mention(before) if before is not None else None
        fits = known is not None and known.plural == mention.plural and (known.named or known.kind in PEOPLE - {""})
        return before if fits and before is not None else who

    def _meant(self, noun: int) -> list[Voice]:
        """The sources that a noun means; a bare name may be a place's."""
        mention = self._mention(noun)
        if mention.named and not mention.person and any(n.label in PLACES for n in self._parse.names_at(mention.span)):
            return []
        called = self._people.called(mention, self._parse.tokens[noun].text)
        found = [*self._people.by_head[noun], *called, *self._following(noun, mention)]
        return list({id(voice): voice for voice in found}.values())

    def _mention(self, noun: int) -> Mention:
        return self._naming.mention(self._parse, noun, self._parse.language.grammar.phrase(self._parse, noun))

    def _following(self, noun: int, mention: Mention) -> Iterator[Voice]:
        """Sources of the next sentences that only point back to a noun: as a pronoun, the same noun, or some of several."""
        at = self._parse.tokens[noun].sentence
        acts = self._parse.language.grammar.actor(self._parse, self._parse.sentences[at]) in (None, noun)
        for number in range(at, at + BACK + 1) if not mention.named else ():
            for voice in self._people.by_sentence[number]:
                first = voice.mentions[0]
                near = first.pronoun and acts and number <= at + 1 and first.plural == mention.plural
                if first.head > noun and (near or self._same_people(first, mention, noun, acts)):
                    yield voice

    def _same_people(self, first: Mention, mention: Mention, noun: int, acts: bool) -> bool:
        """Whether a mention is of the same noun ("the pilot"), or of some of several people ("one of the men", "the other")."""
        if first.named or first.pronoun:
            return False
        words = first.text.lower().split()
        some = mention.plural and not self._parse.language.custody.parts.isdisjoint((words[0], words[-1]))
        if first.lemma == mention.lemma and (some or (first.definite and first.plural == mention.plural)):
            return True
        loose = first.lemma == words[-1] or first.lemma in self._parse.language.cast.somebody
        return some and loose and acts and self._alone(noun, first.head)

    def _alone(self, noun: int, until: int) -> bool:
        """Whether no other people are told of between a noun and a later one."""
        between = self._parse.tokens[noun + 1 : until]
        people, plural = self._parse.language.counts.people, self._parse.language.grammar.plural
        return not any(
            plural(t) and people(t) is not None and t.lemma != self._parse.tokens[noun].lemma for t in between
        )


class People:
    """The sources of a report by what a noun may mean them by."""

    def __init__(self, parse: Parse, voices: Sequence[Voice]) -> None:
        self.by_head: defaultdict[int, list[Voice]] = defaultdict(list)
        self.by_sentence: defaultdict[int, list[Voice]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Voice]] = defaultdict(list)
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for voice in {id(voice): voice for voice in voices if voice.mentions}.values():
            self.by_sentence[voice.sentences[0]].append(voice)
            for mention in voice.mentions:
                self.by_head[mention.head].append(voice)
            if voice.best.named and voice.name:
                self._by_name[_last(voice.name)].append(voice)
        for name in parse.names:
            words = fold(parse.text[name.start : name.end])
            self._names[_last(words)].add(words)

    def called(self, mention: Mention, noun: str) -> Iterator[Voice]:
        """The source of a person's name that ends with a noun, where nobody else of the report is called so."""
        name = fold(mention.speaker or mention.name)
        if not mention.named or _last(name) != _last(noun) or len(self._by_name[_last(name)]) > MANY:
            return
        for voice in self._by_name[_last(name)]:
            known = fold(voice.best.speaker or voice.name)
            short, whole = sorted((name, known), key=len)
            others = any(not whole.endswith(other) for other in self._names[_last(name)])
            if (mention.person or voice.best.person or " " in whole) and whole.endswith(short) and not others:
                yield voice


def _place(hold: Hold) -> int:
    return hold.word


def _last(name: str) -> str:
    return (fold(name).split() or [""])[-1]
