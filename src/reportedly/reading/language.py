"""The door to a language: what a language gives, so that no step outside `lang/` holds a word, tag or relation of one.

A language is one object, filled by `lang/<code>/__init__.py`. A parser is made for it, and every parse carries it. Where a
member is asked about a parse, it answers in token numbers, spans or the records below; what has no answer is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reportedly.records import SourceType, Span, Spans, Status

if TYPE_CHECKING:  # a parse carries its language
    from reportedly.knowledge import Cue, Knowledge, SourceWord
    from reportedly.reading.certainty import Firmness
    from reportedly.reading.layers import Naming
    from reportedly.reading.parse import Parse, Sentence, Token
    from reportedly.reading.time_meaning import Pattern

Words = frozenset[str]  # in lower case


@dataclass(frozen=True)
class Grammar:
    """What the steps may ask of tags and relations; the tags and relations themselves stay behind the door."""

    finite: Callable[[Token], bool]
    """Whether a token is a finite verb or an auxiliary that stands for one."""
    plural: Callable[[Token], bool]
    """Whether a token is a plural noun or name."""
    dated: Callable[[Parse, int], bool]
    """Whether a token is part of a date or time."""
    preposition: Callable[[Parse, int], int | None]
    """The preposition that governs a noun."""
    antecedent: Callable[[Parse, int], int | None]
    """The noun that a relative pronoun stands for; null for any other word."""
    does: Callable[[Parse, int], int | None]
    """The verb of what a word does ("shells hit the market"); null where it does nothing."""
    actor: Callable[[Parse, Sentence], int | None]
    """Who acts in a sentence; null where nobody does."""
    credited: Callable[[Parse, Sentence], int | None]
    """Whom a sentence gives as the source of what stands before it; null where it does not."""
    spoken_to: Callable[[Parse, int, int], bool]
    """Whether a noun is whom the verb of a cue is spoken to, not who speaks."""
    speaker: Callable[[Parse, int], int | None]
    """Who speaks the clause that a verb heads, by the verb that it hangs on; null where that names nobody."""
    hears: Callable[[Parse, int, int], bool]
    """Whether a noun is whom a verb tells something."""
    silent: Callable[[Parse, int, int], bool]
    """Whether a noun, by no cue tied to what a second word heads, only acts in it: "Police failed to prevent the attack"."""
    joined: Callable[[Parse, int], Iterable[int]]
    """The nouns that are joined to one as others, not as another word for the same ("the mayor and party leader")."""
    described: Callable[[Parse, Span], int | None]
    """The noun that a torn-off piece of its phrase belongs to; null for a whole phrase."""
    qualified: Callable[[Parse, Span], int | None]
    """The noun behind words that only say which or how many of it; null for any other phrase."""
    without_owner: Callable[[Parse, Span], Span]
    """A phrase without whose somebody is, where that is told by a relative pronoun."""
    of_the_outlet: Callable[[Parse, int], bool]
    """Whether a noun is of those through whom an outlet itself sees: no source."""
    nobody_said: Callable[[Parse, int], bool]
    """Whether the verb of a cue has no speaker, whoever stands in its sentence."""
    negated: Callable[[Parse, int], bool]
    """Whether a verb is negated."""
    unwilling: Callable[[Parse, int], bool]
    """Whether the verb of a cue says that its subject would not say it ("declined to confirm")."""
    learned: Callable[[Parse, int], bool]
    """Whether the verb of a cue says that its subject came to know, not that it said."""
    phrase: Callable[[Parse, int], Span]
    """The noun phrase that a noun heads."""
    explained: Callable[[Parse, int], Iterable[int]]
    """A noun, and those that stand for the same: it explains them, or they explain it."""
    loose: str
    """The relation of a word whose tie to its head is not known."""
    deciding: Callable[[Any], tuple[tuple[str, str, str], ...]]
    """The words before a spaCy token that decide its part of speech: form, tag and relation of each."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first`..`last` (included) that say how many, the last token of the number itself, and its bounds.

    `noun` is the counted where no number tells it: one victim is "the mayor", "a 37-year-old", a name.
    """

    first: int
    last: int
    number: int
    low: int | None
    high: int | None
    noun: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says happened to the counted: the category ("killed", "injured" …) and the word."""

    what: str
    anchor: int


@dataclass(frozen=True, slots=True)
class Taking:
    """That somebody takes what may be a place, all by their tokens, and in which words; `certain` where these leave no doubt that it is
    one.
    """

    words: tuple[int, ...]
    place: int
    by: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What the words around a number say of the whole that it is a part of.

    `opened`: words in front of it open a part ("including"); `of_dead`: it is told to be among the dead; `of_whole`: it
    is tied to its whole ("of those wounded"); `pronoun`: only a pronoun is counted ("of them"); `of_harmed`: it is some of
    those whom a noun calls hurt, missing or held ("of the wounded").
    """

    opened: bool
    of_dead: bool = False
    of_whole: bool = False
    pronoun: bool = False
    of_harmed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """The PLOVER type and mode a word tells of (mode null: read from the weapon), and where its participants stand."""

    type: str
    mode: str | None
    roles: str


@dataclass(frozen=True, slots=True)
class Part:
    """A participant of an event (actor, target, instrument) or its site: the head of its noun phrase, and its words where known."""

    role: str
    head: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon's first and last token, and the mode of an assault made with it.

    `meant`: harm by it is an attack unless words say otherwise, "always" or where it is "used"; empty for the rest.
    """

    first: int
    token: int
    mode: str
    meant: str = ""


Tie = Literal["doer", "means", "carried", "modifier"]


@dataclass(frozen=True)
class EventWords:
    """What a verb or noun means as an event, and who takes part in it."""

    event: Callable[[Parse, Token], Kind | None]
    """What event a word tells of where it stands; null for other words."""
    only_named: Callable[[Parse, Token, bool], bool]
    """Whether the event of a word is only named: as what people talk about or, where it is harm, as a figure of speech."""
    status: Callable[[Parse, int], Status]
    """Whether the event of a word is told as having happened."""
    there_was: Callable[[Parse, int], bool]
    """Whether the sentence says no more of an event than that there was one."""
    settled: Callable[[Parse, int], Status | None]
    """The same where the sentence settles it, also where a network sees nothing but that it happened; null where it is left open."""
    counting: Callable[[Parse, int], bool]
    """Whether the toll of an event still changes ("the death toll from the blast rose to nine")."""
    participants: Callable[[Parse, int, Kind], list[Part]]
    """Who takes part in the event of a word."""
    taken: Callable[[Parse, int], Taking | None]
    """Who takes which place, where a verb tells of it."""
    standing_by: Callable[[Parse, int], frozenset[int]]
    """Who only stands beside the event of a word, as who prevents it."""
    phrase: Callable[[Parse, int], Span]
    """The words of a participant."""
    name: Callable[[Parse, Span], str]
    """What the words of a participant call it, without its determiner."""
    weapons: Callable[[Sequence[Token]], Iterable[Weapon]]
    """The weapons that neighbouring tokens name."""
    by_mishap: Callable[[Parse, int], bool]
    """Whether the clause of an event's word says that nobody meant it."""
    goes_off: Callable[[Token], bool]
    """Whether a word tells of what a weapon does by mishap too: it goes off or crashes."""
    apart: Callable[[Parse, int, int], bool]
    """Whether what one word of a sentence tells of happened some time before or after what another one tells of."""
    tie: Callable[[Parse, int, int], Tie | None]
    """How a noun hangs on the word of an event: as what does it ("doer"), by or in which it is done ("means"), as the
    object of a verb that only carries it ("carried": launched an attack), or in front of it ("modifier")."""


@dataclass(frozen=True)
class CountWords:
    """Harm and counts: how many, of whom, and what is said to have happened to them."""

    quantities: Callable[[Parse, Sentence], Iterable[Quantity]]
    """The quantities of one sentence in their order, with the bounds that their words set ("at least"); of a whole of which something is
    told of a part ("three of the five") the part alone."""
    counted: Callable[[Parse, Quantity, Sentence], int | None]
    """The noun that a quantity counts."""
    who: Callable[[Parse, Quantity, int | None, Said], str | None]
    """The counted as the text calls them; null where only a number stands."""
    people: Callable[[Token], str | None]
    """The kind of people that a noun says (civilian, child, fighter …); null for other nouns."""
    harm: Callable[[Parse, Quantity, int | None, Sentence, set[int]], Said | None]
    """What is said to have happened to the counted; the words given last are spoken for by other numbers."""
    harm_among: Callable[[Parse, int | None, Sentence], Said | None]
    """What is said of those that the counted are said to be among."""
    harm_word: Callable[[Token], str | None]
    """What a word by itself says happened to somebody."""
    restated: Callable[[Parse, Quantity, int | None], int | None]
    """The word for a figure that somebody gives anew without saying of what ("put the number at four")."""
    harm_sign: Callable[[Token, str], bool]
    """Whether a word may tell that a given thing befell somebody, where a network says so."""
    unhurt: Callable[[Parse, int], bool]
    """Whether a word says that those it is told of live ("rescued")."""
    joint: Words
    """What stands between two harms that share one number ("killed and injured")."""
    parts: Words
    """Words for a part of those behind them ("most of the 40")."""
    share: Callable[[Parse, Quantity, int | None], Share]
    """What the words around a number say of its whole."""
    whole_follows: Callable[[Parse, int, int], bool]
    """Whether the second of two counted nouns is the whole of the first."""
    goes_on: Callable[[Parse, Quantity, int | None, Sentence], bool]
    """Whether a quantity takes its verb from the one before it ("two were killed in Orvek and four in Tolna")."""
    listed: Callable[[Parse, int, int], bool]
    """Whether only words of a list stand between a counted noun and a later number."""
    running: Callable[[Parse, Sentence, int], bool]
    """Whether a figure, told by the given word, only runs on ("since 2011")."""
    tally: Callable[[Parse, Sentence], bool]
    """Whether a sentence is a line of a table that labels a figure ("Missing: 3")."""
    stated: Callable[[str], bool]
    """Whether the words of a count state a number ("dozens" and "the mayor" do not)."""
    corrects: Callable[[str], bool]
    """Whether the words in front of a figure say that it takes the place of an earlier one."""
    apart: Callable[[str], bool]
    """Whether the counted, as the text calls them, are a group counted apart within a toll ("five children")."""
    between: Words
    """All that may stand between two counts that are one list."""


@dataclass(frozen=True)
class SpeechWords:
    """How something is said: the act of the cue, and how firmly the content is said to be so."""

    cue: Callable[[Parse, int, Mapping[tuple[str, str], Cue]], Cue | None]
    """The row of the cue lexicon for the token that heads a cue."""
    firmness: Callable[[Parse, Spans, Cue | None, int | None, int, Mapping[str, SourceWord]], Firmness]
    """How firmly content is said through a cue, whose head is given where it stands in the same sentence, by a chain of
    so many links (0: the outlet itself)."""


@dataclass(frozen=True)
class CustodyWords:
    """Words that say of somebody that they are held, or free again."""

    prisoners: Words
    """Nouns for who is held."""
    captives: Words
    """What people are taken or held as, behind a verb of `seizing`."""
    seizing: Words
    """Verbs that say so together with such a noun ("took … hostage")."""
    taking: Words
    """Words for what is done to who is held from then on, beside the harm words for it."""
    freeing: Words
    """Words for what is done to, or by, who is free from then on."""
    former: Words
    """What says that somebody is no longer what they are called."""
    states: Words
    """What people are in who are held, with its preposition ("in custody")."""
    places: Words
    """Where they are, and others too ("prison")."""
    staying: Words
    """Verbs that say that somebody is in such a place."""
    into: Words
    """Prepositions that put somebody in such a place."""
    outof: Words
    """Prepositions of where somebody speaks."""
    calling: Words
    """Verbs of speaking from somewhere."""
    over: Words
    """What says that nobody is held any more ("briefly")."""
    lasting: Words
    """Verbs that, behind `was` and with how long, are over ("was held for three days")."""
    was: Words
    """What puts a verb of `lasting` into the past."""
    durations: Words
    """What measures how long."""
    pictures: Words
    """What captures people and holds nobody ("camera")."""
    later: Words
    """What puts something behind what is told."""
    before: Words
    """What puts something in front of it."""
    had: Words
    """What says so of a verb ("had told")."""
    parts: Words
    """What stands for some of several people met before ("one", "the other")."""


Pronoun = Literal["person", "plural", "thing"]


@dataclass(frozen=True)
class CastWords:
    """Words by which a text goes back to a source that it has met."""

    pronouns: Mapping[str, Pronoun]
    """Pronouns, and what each stands for: a person; several people or a body; a thing or body."""
    speaking: Words
    """Pronouns that stand for who speaks."""
    kinds: Mapping[str, frozenset[SourceType]]
    """Nouns for a kind of source ("the group"), and the types of source that they may go back to."""
    somebody: Words
    """Nouns for people without further description."""
    same: Words
    """What says that somebody met before is meant."""
    letters: Mapping[str, str]
    """What a letter or word in front of a paragraph stands for in an interview: "question" or "answer"."""
    public: Words
    """Nouns for offices and public functions, beside the kinds of source that are one."""
    genders: Mapping[str, str]
    """The gender of pronouns, titles and nouns for people, as the pronoun that stands for it."""
    stem: Callable[[str], str]
    """What a noun shares with others for the same ("activist", "activists")."""


@dataclass(frozen=True)
class PlaceWords:
    """Words round the name of a place: what they tell of its kind, and whether it is a place at all."""

    kinds: Mapping[str, str]
    """Words for a kind of place, behind its name or tied to it by the genitive, and the gazetteer's kind."""
    kinds_before: Mapping[str, str]
    """Capitalised words for a kind that open the name ("Lake …")."""
    plain_kinds: Words
    """Words for a kind that stand before the name without a genitive ("the city …")."""
    between: Words
    """Adjectives between the name and the word for its kind ("… gas field")."""
    genitive: Words
    """What ties a kind to the name behind it ("the province of …")."""
    definite: Words
    """The definite article."""
    joint: Words
    """What joins the last two of a list."""
    listing: Words
    """All that may stand between two names of a list, with its blanks."""
    within: Words
    """All that may stand between a place and what holds it ("…, …", "… in …"), with its blanks."""
    locative: Words
    """Prepositions in front of where something is."""
    spot: Words
    """Prepositions in front of the spot where something takes place, whatever it is ("on the bridge")."""
    near: Words
    """Prepositions that put something near a place, not in it."""
    holding: Words
    """Prepositions that put what happened inside a country."""
    directions: Words
    """Words that make another name of the name behind them ("West …")."""
    titles: Words
    """What stands in front of a person's name."""
    taking: Words
    """What is done to places ("shelled", "besieged"), in the forms that stand before a name or behind "was"."""
    backing: Words
    """What is joined to a name by a hyphen to say whose side somebody is on ("…-backed")."""
    bearing: Words
    """What ends the name of a body that only bears a place's name ("… Times")."""
    calendar: Words
    """Words of the calendar; some small places are called so."""
    inside: Words
    """Words of small letters that stand inside names."""
    not_alone: Words
    """Words that are names of small places but, standing alone, of none that a report means."""
    left: Mapping[str, str]
    """The class of a word before a name, whatever its capital, as the weights of places call it."""
    left_small: Mapping[str, str]
    """The class of a word of small letters before a name."""
    right: Mapping[str, str]
    """The class of a word of small letters behind a name."""
    right_capital: Mapping[str, str]
    """The class of a capitalised word behind a name."""
    endings: Words
    """What the parser may leave at the end of a name that is not part of it."""
    possessive: str
    """The letter that a possessive leaves where its apostrophe got lost."""


@dataclass(frozen=True)
class TimeWords:
    """How a language words a time. Patterns find the words; each says what they mean."""

    patterns: Callable[[], tuple[Pattern, ...]]
    """The patterns, in the order in which they are tried."""
    gates_of: Callable[[str], tuple[str, ...]]
    """The gates that a word (lower case) opens: a pattern is tried where its gate is open."""
    is_no_time: Callable[[Parse, str, Sequence[Token]], bool]
    """Whether grammar speaks against what the pattern of this name found ("may" as a verb)."""
    tense: Callable[[Parse, Token], str | None]
    """ "past" or "future", as grammar has it around a time; "done" where something has happened on it."""
    up_to_now: Callable[[Parse, int], bool]
    """Whether the words before a place in the text open a time that lasts until publication ("since")."""


@dataclass(frozen=True)
class Language:
    """What one language gives."""

    code: str
    """Its ISO 639-1 code."""
    pipeline: str
    """The package of the spaCy pipeline that parses it."""
    grammar: Grammar
    """What tags and relations say."""
    naming: Callable[[Knowledge], Naming]
    """What reads who a noun phrase names, with the help of knowledge."""
    cast: CastWords
    """Words by which a text goes back to a source."""
    custody: CustodyWords
    """How a text says that somebody is held."""
    places: PlaceWords
    """Words round the name of a place."""
    events: EventWords
    """What a verb or noun means as an event."""
    counts: CountWords
    """Harm and counts."""
    speech: SpeechWords
    """How something is said."""
    charging: tuple[str, ...]
    """What ties a charge to the accused party before it ("accused X of …"), in the order in which it is looked for."""
    times: TimeWords
    """Words of a time, and what they mean."""
