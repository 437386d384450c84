"""From attributions to chains: nested, relayed, continued.

A chain runs from the reader to the origin. Three things make one out of attributions: the relays that an attribution spells out,
an attribution that stands inside another's content, and a speaker who goes on ("the source added") and takes his relays along.
The result knows sources only as actors of the cast; names are given at the end.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.knowledge.loader import fold
from reportedly.reading.attribution import Attribution
from reportedly.reading.cast import Actor, Cast
from reportedly.reading.lang.en import words as word
from reportedly.reading.lang.en.grammar import passive
from reportedly.reading.lang.en.lexicon import sense
from reportedly.reading.lang.en.modality import main_verb
from reportedly.reading.lang.en.relays import links
from reportedly.reading.parse import Parse, Token
from reportedly.reading.sources import Mention, Naming
from reportedly.reading.spans import covered, merged, trimmed, without
from reportedly.records import Outlet, SourceType, Span, Spans, Unnamed

LEFT_OVER = " \t\r\n,;:–—-"  # marks left at the ends of what nobody is cited for
TIES = {"PUNCT", "ADP", "SCONJ", "CCONJ"}
LONGEST_TIE = 4  # words: "a few days after"
RELAYS = {SourceType.AGENCY, SourceType.MEDIA}
MOSTLY = 0.75  # share of an outlet's content that an inner attribution must fill for the outlet to be only its relay
CALENDAR = sense("calendar")
BACK_TO = sense("back_to")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: the actor, the mention that names it here (null when only carried on), the cue, the rule."""

    actor: Actor
    mention: Mention | None
    cue: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Told:
    """Content with its whole chain, and the attribution it came from."""

    content: Spans
    steps: tuple[Step, ...]
    attribution: Attribution
    sentence: int

    @property
    def origin(self) -> Step:
        return self.steps[-1]


def build(
    parse: Parse, attributions: Sequence[Attribution], naming: Naming, cast: Cast, outlet: Outlet | None = None
) -> list[Told]:
    """Every attribution of the report with its chain, in the order of the text; `outlet` itself is never a relay."""
    told: list[Told] = []
    for attribution in attributions:
        if not attribution.content or attribution.speaker is None:
            continue
        steps = _without_outlet(_steps(parse, attribution, naming, cast), outlet)
        if steps:
            told.append(Told(attribution.content, steps, attribution, parse.tokens[_anchor(attribution)].sentence))
    for k in range(1, len(told)):
        told[k - 1], told[k] = _anaphoric(parse, told[k - 1], told[k])
    whole = _continued(_nested(parse, told), cast)
    return [dataclasses.replace(one, steps=_without_outlet(one.steps, outlet)) for one in whole]


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
        if mention.type is SourceType.SOCIAL_MEDIA and link.rule != attribution.rule:
            continue  # a platform is no relay (rulebook 7.1)
        if link.rule == attribution.rule and confessed(parse, attribution):
            mention = dataclasses.replace(mention, custody=True)
        relay = link.rule != attribution.rule
        if link.rule in ("told", "interview") and mention.type is SourceType.OTHER:  # so that "he" never means it
            mention = dataclasses.replace(mention, type=SourceType.MEDIA, kind="media", person=False)
        actor = cast.resolve(mention, parse.tokens[link.head].sentence, relay=relay)
        if not any(step.actor is actor for step in met.values()):
            met[link.mention] = Step(actor, mention, link.cue, link.rule)
    if attribution.rule == "verb-clause" and _was_told(parse, attribution):
        return _unnamed_through(met)
    return _published([met[link.mention] for link in spelt if link.mention in met])


def confessed(parse: Parse, attribution: Attribution) -> bool:
    """Whether the words are a confession shown to the public: the speaker is held."""
    if attribution.head is None:
        return False
    sentence = parse.sentences[parse.tokens[attribution.head].sentence]
    nouns = [t for t in parse.sentence_tokens(sentence) if t.lemma in ("confession", "camera", "cameras")]
    admits = parse.tokens[attribution.head].lemma in ("confess", "admit", "say", "tell")
    shown = any(word.SHOWN.search(parse.text[sentence.start : sentence.end]) for _ in nouns[:1])
    return admits and bool(nouns) and shown


def _without_outlet(steps: tuple[Step, ...], outlet: Outlet | None) -> tuple[Step, ...]:
    """What somebody told the reporting outlet itself needs no relay."""
    if outlet is None:
        return steps
    return (*(step for step in steps[:-1] if not _is_itself(step.actor.best, outlet)), *steps[-1:])


def _is_itself(mention: Mention, outlet: Outlet) -> bool:
    """Whether a mention names the reporting outlet: the same row, or the same name however it is written together."""
    if outlet.id is not None and mention.entity is not None:
        return mention.entity.id == outlet.id
    name, own = fold(mention.name), fold(outlet.name)
    return name.replace(" ", "") == own.replace(" ", "") or name.startswith(own + " ")


def _was_told(parse: Parse, attribution: Attribution) -> bool:
    """ "Agency A was told that …"."""
    head = attribution.head
    return head is not None and parse.tokens[head].lemma == "tell" and passive(parse, head)


def _unnamed_through(met: dict[Span, Step]) -> tuple[Step, ...]:
    """An unnamed source through the outlet that was told (rulebook 2.2); nobody where it was no outlet."""
    outlets = [step for step in met.values() if step.actor.best.type in RELAYS]
    if not outlets or outlets[0].mention is None:
        return ()
    nobody = dataclasses.replace(outlets[0].mention, text="", name="unnamed source", lemma="source", type=SourceType.OTHER,
                                 kind="source", named=False, entity=None, body=None, unnamed=Unnamed.UNIDENTIFIED)  # fmt: skip
    return (outlets[0], Step(Actor(nobody), None, outlets[0].cue, "was-told"))


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
        any(actor.best.type in RELAYS and actor.best.name == mention.name for actor in cast.actors)
        or mention.text.isupper()
    )


def _anaphoric(parse: Parse, last: Told, one: Told) -> tuple[Told, Told]:
    """ "…; the claim was rejected by Y": content that only points back is the content it points to, which ends before it."""
    words = [t for span in one.content for t in parse.between(*span) if t.pos != "PUNCT"]
    if len(words) > 3 or not words or words[-1].text.lower() not in BACK_TO or one.sentence - last.sentence > 1:
        return last, one
    if words[0].text.lower() not in ("the", "that", "this", "these", "those", "such", "it", "them", "any", "a"):
        return last, one
    start = one.content[0][0]
    kept = tuple((s, min(e, start)) for s, e in last.content if s < start)
    content = tuple(part for part in (trimmed(parse.text, span) for span in kept) if part[0] < part[1]) or last.content
    return dataclasses.replace(last, content=content), dataclasses.replace(one, content=content)


def _nested(parse: Parse, told: list[Told]) -> list[Told]:
    """Chains of attributions that stand inside another's content; an outlet that only relays loses its own claim."""
    outer_of = {k: _outer(told, k) for k in range(len(told))}
    out: list[Told] = []
    only_relays = {o for k, o in outer_of.items() if o is not None and _only_relays(parse, told[o], told[k])}
    for k, one in enumerate(told):
        steps, at, depth = list(one.steps), outer_of[k], 0
        while at is not None and depth < 6:
            prefix = [s for s in told[at].steps if all(s.actor is not mine.actor for mine in steps)]
            steps, at, depth = prefix + steps, outer_of[at], depth + 1
        if k not in only_relays:
            out.append(dataclasses.replace(one, steps=tuple(steps)))
    return out


def _outer(told: Sequence[Told], k: int) -> int | None:
    """The smallest other attribution whose content holds this one's cue and source; a side clause is the outlet's own."""
    inner = told[k].attribution
    if inner.side and inner.rule != "noun-that":
        return None
    parts = [*inner.cue, *inner.source]
    fits = [
        (sum(e - s for s, e in other.content), j)
        for j, other in enumerate(told)
        if j != k
        and parts
        and all(covered(part, other.content) == part[1] - part[0] for part in parts)
        and other.attribution.cue != inner.cue
    ]
    return min(fits)[1] if fits else None


def _only_relays(parse: Parse, outer: Told, inner: Told) -> bool:
    """Whether the outer source is an outlet whose whole report is what the inner one says."""
    if outer.origin.actor.best.type not in RELAYS:
        return False
    if inner.attribution.head is not None and main_verb(parse, outer.content) == inner.attribution.head:
        return True
    size = sum(e - s for s, e in outer.content)
    parts = merged([*inner.content, *inner.attribution.cue, *inner.attribution.source])
    return sum(covered(span, parts) for span in outer.content) >= MOSTLY * size


def _continued(told: list[Told], cast: Cast) -> list[Told]:
    """A speaker who goes on in the next sentences by pronoun or description keeps the relays he came with."""
    out: list[Told] = []
    for one in told:
        previous = out[-1] if out else None
        if previous is not None and _goes_on(one, previous):
            carried = tuple(
                dataclasses.replace(s, mention=None, cue=None, rule="continued") for s in previous.steps[:-1]
            )
            one = dataclasses.replace(one, steps=carried + one.steps)
        elif previous is not None and _retold(one, previous):
            relay = dataclasses.replace(previous.origin, mention=None, cue=None, rule="retold")
            one = dataclasses.replace(one, steps=(relay, *one.steps))
        out.append(one)
    return out


def _goes_on(one: Told, previous: Told) -> bool:
    mention = one.origin.mention
    if (
        len(one.steps) > 1
        or len(previous.steps) < 2
        or one.origin.actor is not previous.origin.actor
        or mention is None
    ):
        return False
    by_reference = mention.pronoun or (mention.definite and not mention.named)
    return by_reference and 0 <= one.sentence - previous.sentence <= 1


def _retold(one: Told, previous: Told) -> bool:
    """An unnamed source right after an agency's report, and no outlet named with it: it is retold out of that report (rulebook 7.3)."""
    mention = one.origin.mention
    if len(one.steps) > 1 or mention is None or mention.named or mention.plural or not mention.indefinite:
        return False
    agency = previous.origin.actor.best
    foreign = agency.type in RELAYS and agency.kind in ("agency", "staff")
    return foreign and one.sentence - previous.sentence == 1 and mention.kind in ("source", "person", "group", "leader")


def own_voice(parse: Parse, told: Sequence[Told], furniture: Spans, shortest: int = 3) -> list[Spans]:
    """What of each sentence nobody is cited for: the outlet's own words. Pieces under `shortest` words are left out."""
    taken = merged([s for one in told for s in (*one.content, *one.attribution.cue, *one.attribution.source)])
    extra = merged([described(parse, step.mention) for one in told for step in one.steps if step.mention])
    holes = merged([*taken, *extra, *furniture])
    out: list[Spans] = []
    for sentence in parse.sentences:
        size = sentence.end - sentence.start
        parts = []
        for part in without((sentence.start, sentence.end), holes):
            words = [
                t
                for t in parse.between(*part)
                if t.pos not in ("PUNCT", "SPACE", "ADP", "DET", "CCONJ", "SCONJ", "AUX")
            ]
            whole = part == (sentence.start, sentence.end)
            long_enough = len(words) >= shortest and part[1] - part[0] > 0.15 * size
            if words and (whole or (long_enough and _own_clause(words))):
                left = trimmed(parse.text, part, LEFT_OVER)
                parts.append(left if part[1] == sentence.end else _without_tie(parse, left))
        if parts:
            out.append(tuple(parts))
    return out


def _without_tie(parse: Parse, part: Span) -> Span:
    """What is left over without the words that only tie it to what was taken out behind it ("…, a day after", "… despite")."""
    tokens = parse.between(*part)
    kept = list(tokens)
    while kept and ((kept[-1].pos in TIES and kept[-1].dep != "prt") or _leads_out(parse, kept[-1], tokens)):
        kept.pop()
    ties = [t for t in tokens[len(kept) :] if t.pos != "PUNCT"]
    told = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in kept)
    return trimmed(parse.text, (part[0], ties[0].start), LEFT_OVER) if told and 0 < len(ties) <= LONGEST_TIE else part


def _leads_out(parse: Parse, token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word hangs, through others of these, on a word behind them."""
    while token.head != token.i and tokens[0].i <= token.head <= tokens[-1].i:
        token = parse.tokens[token.head]
    return token.head > tokens[-1].i


def described(parse: Parse, mention: Mention) -> Span:
    """A mention with what only describes the source: its apposition and relative clause."""
    end = mention.span[1]
    for c in parse.children[mention.head]:
        if parse.tokens[c].dep in ("relcl", "appos", "acl"):
            end = max(end, parse.tokens[parse.reach(c)[1]].end)
    return mention.span[0], end


def _own_clause(tokens: Sequence[Token]) -> bool:
    """Whether words left over tell something: a finite verb, and no relative pronoun in front."""
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    return finite and tokens[0].tag not in ("WP", "WDT", "WP$", "WRB")
