"""From attributions to chains: relayed, nested.

A chain runs from the reader to the origin. Two things make one out of attributions: the relays that an attribution spells out, and an
attribution that stands inside another's content; what is carried on from sentence to sentence comes later (`reading/carried.py`).
The result knows sources only as voices of the cast; names are given at the end.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from reportedly.knowledge import SourceWord
from reportedly.reading.cast import Cast
from reportedly.reading.laid import Laid
from reportedly.reading.lang.en import words as word
from reportedly.reading.lang.en.grammar import passive
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.modality import main_verb
from reportedly.reading.lang.en.relays import links
from reportedly.reading.lang.en.unnamed import may_be_held
from reportedly.reading.layers import Attribution, Mention, Naming, Step, Told, Voice
from reportedly.reading.own_outlet import in_own_voice, without_outlet
from reportedly.reading.parse import Parse
from reportedly.reading.spans import covered, merged, trimmed
from reportedly.records import Outlet, SourceType, Span, Unnamed

RELAYS = {SourceType.AGENCY, SourceType.MEDIA}
DEEPEST = 8  # steps of a chain; those nearest to the origin are kept
MOSTLY = 0.75  # share of an outlet's content that an inner attribution must fill for the outlet to be only its relay
CALENDAR = sense("calendar")
CONFESSIONS = frozenset({"confession", "camera", "cameras"})
BACK_TO = sense("back_to")
POINTING = sense("pointing", word.TABLE)


def build(
    parse: Parse, attributions: Sequence[Attribution], naming: Naming, cast: Cast, outlet: Outlet | None = None
) -> list[Told]:
    """Every attribution of the report with its chain, in the order of the text; `outlet` itself is never a relay."""
    told: list[Told] = []
    for attribution in attributions:
        if not attribution.content or attribution.speaker is None:
            continue
        steps = without_outlet(_steps(parse, attribution, naming, cast), outlet)
        if steps:
            told.append(Told(attribution.content, steps, attribution, parse.tokens[_anchor(attribution)].sentence))
    for k in range(1, len(told)):
        told[k - 1], told[k] = _anaphoric(parse, told[k - 1], told[k])
    whole = _nested(parse, told)
    own = (in_own_voice(parse, without_outlet(one.steps, outlet), outlet, one.attribution.head) for one in whole)
    return [dataclasses.replace(one, steps=steps) for one, steps in zip(whole, own, strict=True)]


def _anchor(attribution: Attribution) -> int:
    return attribution.head if attribution.head is not None else attribution.speaker or 0


def _steps(parse: Parse, attribution: Attribution, naming: Naming, cast: Cast) -> tuple[Step, ...]:
    def outlet(head: int, span: Span) -> bool:
        return is_outlet(naming.mention(parse, head, span), cast)

    spelt = links(parse, attribution, outlet)
    met: dict[Span, Step] = {}
    for link in sorted(
        spelt, key=lambda k: k.rule != attribution.rule
    ):  # the speaker first: a pronoun never means its relay
        mention = naming.mention(parse, link.head, link.mention)
        if not mention.cites or (mention.type is SourceType.SOCIAL_MEDIA and link.rule != attribution.rule):
            continue  # a platform is no relay (rulebook 7.1)
        if link.rule == attribution.rule and confessed(parse, attribution):
            mention = dataclasses.replace(mention, custody=True)
        relay = link.rule != attribution.rule
        if link.rule in ("told", "interview") and mention.type is SourceType.OTHER:  # so that "he" never means it
            mention = dataclasses.replace(mention, type=SourceType.MEDIA, kind="media", person=False)
        voice = cast.resolve(mention, parse.tokens[link.head].sentence, relay=relay)
        if not any(step.voice is voice for step in met.values()):
            met[link.mention] = Step(voice, mention, link.cue, link.rule)
    if attribution.rule == "verb-clause" and _was_told(parse, attribution):
        return _unnamed_through(met)
    return _published([met[link.mention] for link in spelt if link.mention in met])


def confessed(parse: Parse, attribution: Attribution) -> bool:
    """Whether the words are a confession shown to the public: the speaker is held."""
    if attribution.head is None:
        return False
    sentence = parse.sentences[parse.tokens[attribution.head].sentence]
    nouns = [t for t in parse.sentence_tokens(sentence) if t.lemma in CONFESSIONS]
    admits = parse.tokens[attribution.head].lemma in ("confess", "admit", "say", "tell")
    shown = any(word.SHOWN.search(parse.text[sentence.start : sentence.end]) for _ in nouns[:1])
    return admits and bool(nouns) and shown


def may_speak_held(parse: Parse, nouns: Mapping[str, SourceWord]) -> bool:
    """Whether a report has any words by which a chain may have a source that speaks while held."""
    return any(token.lemma in CONFESSIONS for token in parse.tokens) or may_be_held(parse, nouns)


def _was_told(parse: Parse, attribution: Attribution) -> bool:
    """ "Agency A was told that …"."""
    head = attribution.head
    return head is not None and parse.tokens[head].lemma == "tell" and passive(parse, head)


def _unnamed_through(met: dict[Span, Step]) -> tuple[Step, ...]:
    """An unnamed source through the outlet that was told (rulebook 2.2); nobody where it was no outlet."""
    outlets = [step for step in met.values() if step.voice.best.type in RELAYS]
    if not outlets or outlets[0].mention is None:
        return ()
    nobody = dataclasses.replace(outlets[0].mention, text="", name="unnamed source", lemma="source", type=SourceType.OTHER,
                                 kind="source", named=False, entity=None, body=None, unnamed=Unnamed.UNIDENTIFIED)  # fmt: skip
    return (outlets[0], Step(Voice(nobody), None, outlets[0].cue, "was-told"))


def _published(steps: list[Step]) -> tuple[Step, ...]:
    """Images shown by a named outlet or body are that outlet's or body's (rulebook 5.8)."""
    last = steps[-1].mention if steps else None
    if len(steps) > 1 and last is not None and last.kind == "images" and steps[-2].rule in ("seen-by", "shown-by"):
        return tuple(steps[:-1])
    return tuple(steps)


def is_outlet(mention: Mention, cast: Cast) -> bool:
    """Whether a mention is an outlet: by its noun or row of knowledge, or, for a bare proper name, because it is no person or place."""
    if mention.entity:
        return mention.entity.type in RELAYS
    if mention.type in RELAYS:
        return mention.kind != "staff" or mention.body is not None
    if mention.pronoun or mention.person or mention.kind or not mention.named or mention.text.lower() in CALENDAR:
        return False
    return (
        any(voice.best.type in RELAYS and voice.best.name == mention.name for voice in cast.voices)
        or mention.text.isupper()
    )


def _anaphoric(parse: Parse, last: Told, one: Told) -> tuple[Told, Told]:
    """ "…; the claim was rejected by Y": content that only points back is the content it points to, which ends before it."""
    words = [t for span in one.content for t in parse.between(*span) if t.pos != "PUNCT"]
    if len(words) > 3 or not words or words[-1].text.lower() not in BACK_TO or one.sentence - last.sentence > 1:
        return last, one
    if words[0].text.lower() not in POINTING:
        return last, one
    start = one.content[0][0]
    kept = tuple((s, min(e, start)) for s, e in last.content if s < start)
    content = tuple(part for part in (trimmed(parse.text, span) for span in kept) if part[0] < part[1]) or last.content
    return dataclasses.replace(last, content=content), dataclasses.replace(one, content=content)


def _nested(parse: Parse, told: list[Told]) -> list[Told]:
    """Chains of attributions that stand inside another's content; an outlet that only relays loses its own claim."""
    laid = Laid((k, one.content) for k, one in enumerate(told))
    outer_of = {k: _outer(told, k, laid) for k in range(len(told))}
    out: list[Told] = []
    only_relays = {o for k, o in outer_of.items() if o is not None and _only_relays(parse, told[o], told[k])}
    for k, one in enumerate(told):
        steps, at, depth = list(one.steps), outer_of[k], 0
        while at is not None and depth < 6:
            prefix = [s for s in told[at].steps if all(s.voice is not mine.voice for mine in steps)]
            steps, at, depth = prefix + steps, outer_of[at], depth + 1
        if k not in only_relays:
            out.append(dataclasses.replace(one, steps=tuple(steps[-DEEPEST:])))
    return out


def _outer(told: Sequence[Told], k: int, laid: Laid[int]) -> int | None:
    """The smallest other attribution whose content holds this one's cue and source; a side clause is the outlet's own."""
    inner = told[k].attribution
    if inner.side and inner.rule != "noun-that":
        return None
    parts = [*inner.cue, *inner.source]
    fits = [
        (sum(e - s for s, e in told[j].content), j)
        for j in (laid.touching(parts[0]) if parts else ())
        if j != k
        and all(covered(part, told[j].content) == part[1] - part[0] for part in parts)
        and told[j].attribution.cue != inner.cue
    ]
    return min(fits)[1] if fits else None


def _only_relays(parse: Parse, outer: Told, inner: Told) -> bool:
    """Whether the outer source is an outlet whose whole report is what the inner one says."""
    if outer.origin.voice.best.type not in RELAYS:
        return False
    if inner.attribution.head is not None and main_verb(parse, outer.content) == inner.attribution.head:
        return True
    size = sum(e - s for s, e in outer.content)
    parts = merged([*inner.content, *inner.attribution.cue, *inner.attribution.source])
    return sum(covered(span, parts) for span in outer.content) >= MOSTLY * size
