"""One source is one voice: what a network, rules and layout met apart under several names becomes one, under its best name.

Voices are one where they share a whole name or a row of knowledge, where one is the last word of the only full name that ends so
("Damm", "Sela Damm"), and where one is only the office that a single named person of the report holds ("Governor") or the noun of a single
body's name ("the Observatory"); a monitor without a name is the only one that the report names.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set

from reportedly.knowledge.loader import fold
from reportedly.reading.cast import OFFICES, better, maybe_person
from reportedly.reading.layers import Mention, Step, Told, Voice
from reportedly.records import SourceType


def united(told: Sequence[Told]) -> list[Told]:
    """What is told, each source as one voice; in a chain it stands once, at its last place."""
    voices = list(_in_order(told))
    group = _grouped(voices)
    made: dict[int, Voice] = {}
    for voice in voices:
        known = made.setdefault(id(group[id(voice)]), Voice(group[id(voice)].best))
        for mention, sentence in zip(voice.mentions, voice.sentences, strict=True):
            known.meet(mention, sentence)
        if better(voice.best, known.best):
            known.best = voice.best
        if known.best.type is SourceType.OTHER:
            known.best = dataclasses.replace(known.best, type=voice.best.type)
    return [
        dataclasses.replace(one, steps=tuple(_once([dataclasses.replace(s, voice=made[id(group[id(s.voice)])]) for s in one.steps])))
        for one in told
    ]  # fmt: skip


def _in_order(told: Sequence[Told]) -> Iterator[Voice]:
    seen: set[int] = set()
    for one in sorted(told, key=lambda t: t.content[0]):
        for step in one.steps:
            if id(step.voice) not in seen:
                seen.add(id(step.voice))
                yield step.voice


def _once(steps: Sequence[Step]) -> Iterator[Step]:
    for k, step in enumerate(steps):
        if all(step.voice is not later.voice for later in steps[k + 1 :]):
            yield step


def _grouped(voices: Sequence[Voice]) -> dict[int, Voice]:
    """The voice that stands for each, by its identity: the first met of its group."""
    first: dict[int, Voice] = {}
    alike = _Kept(voices, _names)
    for voice in voices:
        met = (other for other in alike.near(_names(voice)) if id(other) in first)
        first[id(voice)] = next((first[id(other)] for other in met if _same_name(voice, other)), voice)
    full = _Kept([v for v in voices if _in_full(v)], _short_forms)
    for voice in voices:
        near = full.near({fold(voice.name), voice.best.lemma})
        holders = {id(first[id(v)]): first[id(v)] for v in near if _short_for(voice, v)}
        if len(holders) == 1:
            _join(first, first[id(voice)], *holders.values())
    _monitors(first)
    return first


def _monitors(first: dict[int, Voice]) -> None:
    """ "A monitor" or "a monitoring group" is the only monitor that the report names."""
    told = {
        id(voice): voice for voice in first.values() if voice.best.type is SourceType.MONITOR and not voice.best.plural
    }
    named = [voice for voice in told.values() if voice.best.named]
    for voice in told.values() if len(named) == 1 else ():
        if not voice.best.named and voice.best.kind == "body":
            _join(first, voice, *named)


def _in_full(voice: Voice) -> bool:
    """Whether a voice has a name of more than one word."""
    return (maybe_person(voice.best) or voice.best.named) and len(voice.name.split()) > 1


def _join(first: dict[int, Voice], head: Voice, kept: Voice) -> None:
    """Lets another voice stand for all for which this one has stood."""
    for key, voice in first.items():
        if voice is head:
            first[key] = kept


class _Kept:
    """Voices by what they can be found under, so that a report of many names is not looked through for each of them."""

    def __init__(self, voices: Sequence[Voice], keys: Callable[[Voice], Set[str]]) -> None:
        self._voices = voices
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, voice in enumerate(voices):
            for key in keys(voice):
                self._numbers[key].append(number)

    def near(self, keys: Set[str]) -> Iterator[Voice]:
        """The voices kept under any of the keys, in the order in which they were met."""
        return (self._voices[number] for number in sorted({n for key in keys for n in self._numbers.get(key, ())}))


def _names(voice: Voice) -> set[str]:
    best = voice.best
    return {fold(best.name), *([best.entity.id] if best.entity else [])} if best.named else set()


def _short_forms(voice: Voice) -> set[str]:
    """What a voice with a whole name can be cut to: the ends of the name, the noun of a body's, the words of its mentions."""
    words = fold(voice.name).split()
    ends = {" ".join(words[k:]) for k in range(1, len(words))}
    return ends | {fold(_noun(voice.name))} | {word for m in voice.mentions for word in m.text.lower().split()}


def _same_name(one: Voice, other: Voice) -> bool:
    a, b = one.best, other.best
    if not (a.named and b.named):
        return False
    rows = a.entity is not None and b.entity is not None
    if rows and a.entity and b.entity:
        return a.entity.id == b.entity.id
    return fold(a.name) == fold(b.name) and a.person == b.person


def _short_for(voice: Voice, full: Voice) -> bool:
    """Whether a voice is only the last name of a person, the office that the person's mention holds, or the noun of a body's name."""
    best, person = voice.best, maybe_person(full.best)
    if best.entity is not None or best.plural or best.pronoun or voice is full or " " in best.name:
        return False
    if best.named and best.body is not None:
        return not person and fold(best.name) == fold(_noun(full.name))
    return person and (_last_name(best, full.name) if best.named else _in_office(best, full))


def _last_name(best: Mention, full: str) -> bool:
    """Whether a named source may be a person and is called by the last name of a full one."""
    return (maybe_person(best) or _shouted(best)) and fold(full).endswith(f" {fold(best.name)}")


def _in_office(best: Mention, full: Voice) -> bool:
    """Whether a source is called by an office alone that a mention of a person holds."""
    return _office(best) and any(best.lemma in mention.text.lower().split() for mention in full.mentions)


def _shouted(best: Mention) -> bool:
    """Whether a name is in capitals as a transcript's label is ("DAMM"), which may be a person's or an acronym."""
    return best.text.isupper() and best.kind == "" and best.entity is None


def _office(best: Mention) -> bool:
    """Whether a source is called by an office alone ("the governor")."""
    return best.kind in OFFICES and not best.person and not best.indefinite and best.body is None


def _noun(name: str) -> str:
    """The last of the capitalised words that open a body's name: "Observatory" of "Tesk Observatory for Harbours"."""
    parts = name.split()
    small = next((k for k, part in enumerate(parts) if k and not part[:1].isupper()), len(parts))
    return parts[small - 1]
