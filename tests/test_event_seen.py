"""Events that a network sees: what the labels of a passage say comes out as events of its claims."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import KNOWN, bare
from test_learned import Labelled

from reportedly.linking.mentions import deeds, main_events
from reportedly.reading.forest import Scores, happened
from reportedly.reading.headline_events import as_below
from reportedly.reading.lang.en.reader import english, shared_parser, shared_tagger
from reportedly.records import Certainty, Claim, Event, Form, Reading
from training.events import CLASSES, POINTER
from training.passages import read_file

SHIPPED = english(KNOWN) if shared_tagger() else None


def read(tmp_path: Path, marked: str) -> Reading:
    path = tmp_path / "short.txt"
    path.write_text(marked, encoding="utf-8")
    (passage,), slips = read_file(path)
    assert slips == []
    return english(KNOWN, Labelled(passage)).read(bare(passage.text))


def events(reading: Reading) -> list[Event]:
    return [event for claim in reading.claims for event in claim.events]


def test_two_events_of_one_sentence_stay_apart(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
A bomber killed nine people at Tolna market on Tuesday, a day after gunmen shot dead two judges in Orvek.
> :: *
! assault actual bomber | also killed | target nine people | day Tuesday | killed nine
! assault historical shot | also dead | actor gunmen | target two judges | killed two
""",
    )
    bomb, shooting = events(reading)
    assert [(c.what, c.low) for c in bomb.counts] == [("killed", 9)]
    assert [(c.what, c.low) for c in shooting.counts] == [("killed", 2)]
    assert (bomb.status, shooting.status) == ("actual", "historical")
    assert {(r.role, r.name) for r in shooting.roles} == {("actor", "gunmen"), ("target", "two judges")}
    assert bomb.time is not None and reading.report.text[slice(*reading.times[bomb.time].span)] == "Tuesday"


def test_nature_and_chance_attack_nobody(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
The flood killed 14 people in Sarn and a bus crash injured six.
> :: *
! disaster actual flood | also killed | target 14 people | killed 14
! accident actual crash | also injured | injured six
""",
    )
    flood, crash = events(reading)
    assert (flood.type, crash.type) == ("DISASTER", "ACCIDENT")
    assert [(c.what, c.low) for e in (flood, crash) for c in e.counts] == [("killed", 14), ("injured", 6)]


@pytest.mark.parametrize(
    ("told", "word", "kind"),
    [
        ("Mortar fire hit a school in Karrow.", "hit", "ASSAULT"),
        ("Warplanes flattened a hospital in Sarn.", "flattened", "ASSAULT"),
        ("A grenade wounded two recruits by accident.", "wounded", "ACCIDENT"),
        ("A rocket stood in the square where a tram hit a child.", "hit", "ACCIDENT"),
        ("A storm hit a school in Karrow.", "hit", "ACCIDENT"),
        ("A fighter jet crashed near Karrow.", "crashed", "ACCIDENT"),
        ("A rocket exploded on its launch pad.", "exploded", "ACCIDENT"),
        ("A roadside bomb exploded near Karrow and hurt four.", "exploded", "ASSAULT"),
    ],
)
def test_a_weapon_made_for_harm_attacks_unless_the_words_say_otherwise(
    told: str, word: str, kind: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"@ p1 events\n{told}\n> :: *\n! accident actual {word}\n")
    assert [event.type for event in events(reading)] == [kind]


def test_a_name_where_a_network_sees_something_happen_is_a_place_that_no_gazetteer_need_know(tmp_path: Path) -> None:
    marked = """@ p1 events
Gunmen shot dead a tax inspector outside his home, and Belquis traffic police found no witness.
> :: *
! assault actual shot | also dead | actor Gunmen | target a tax inspector | place {} | killed a tax inspector
"""
    reading = read(tmp_path, marked.format("Belquis"))
    (event,) = events(reading)
    assert event.place is not None
    where = reading.places[event.place]
    assert (where.name, where.no_match, where.lat) == ("Belquis", True, None)
    assert not read(tmp_path, marked.format("his home")).places


def test_who_takes_part_is_named_without_the_words_that_lead_up_to_them(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
The bodies of Ilan Vale and Ana Ruk were found in a well.
> :: *
! assault actual bodies | target of Ilan Vale and Ana Ruk
""",
    )
    assert [role.name for event in events(reading) for role in event.roles] == ["Ilan Vale and Ana Ruk"]


def test_who_takes_part_is_named_without_who_did_it_themselves(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
Rebels shelled the harbour themselves.
> :: *
! assault actual shelled | actor Rebels | target harbour themselves
""",
    )
    assert [role.name for event in events(reading) for role in event.roles] == ["Rebels", "harbour"]


def test_who_takes_part_is_a_whole_noun_phrase_once(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
Rebels brought down a Karrish drone over Sarn on Monday.
> :: *
! assault actual brought | actor Rebels | target Karrish | actor drone
""",
    )
    (event,) = events(reading)
    assert [(role.role, role.name) for role in event.roles] == [("actor", "Rebels"), ("target", "Karrish drone")]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Police confirmed only that there was an explosion in Sarn.", "actual"),
        ("Police confirmed that the report of an explosion in Sarn was a hoax.", "negated"),
    ],
)
def test_what_is_confirmed_outright_has_happened(told: str, status: str, tmp_path: Path) -> None:
    content = told.partition("that ")[2].rstrip(".")
    reading = read(
        tmp_path,
        f"@ p1 events\n$ P = police | Police ; official\n{told}\n> confirm P{{Police|confirmed}} :: {content}\n"
        "! assault negated explosion | place Sarn\n",
    )
    assert [event.status for event in events(reading)] == [status]


def test_what_no_label_calls_an_event_is_none(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
The striker killed the match with two late shots and Dalm were hammered 4-0.
> :: *
""",
    )
    assert events(reading) == []


@pytest.mark.parametrize(
    ("told", "label", "counted"),
    [
        ("Two miners were rescued from the rubble in Sarn.", "actual rescued | killed Two miners", []),
        ("Nine miners were reported missing in Sarn.", "actual missing | killed Nine miners", [("missing", 9, False)]),
        ("Four of the dead were shot in Sarn.", "actual shot | killed Four", [("killed", 4, True)]),
    ],
)
def test_whom_the_words_call_alive_or_missing_is_not_counted_dead(
    told: str, label: str, counted: list[tuple[str, int, bool]], tmp_path: Path
) -> None:
    reading = read(tmp_path, f"@ p1 events\n{told}\n> :: *\n! assault {label}\n")
    assert [(c.what, c.low, c.part) for event in events(reading) for c in event.counts] == counted


def test_a_word_that_only_carries_another_is_no_event_beside_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
Gunmen opened fire on a bus in Sarn.
> :: *
! assault actual fire | actor Gunmen | target bus
! assault actual opened | actor Gunmen
""",
    )
    assert [reading.report.text[slice(*event.span)] for event in events(reading)] == ["fire"]


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(0.1, 8))
def test_no_scores_break_the_decoding_of_events(seed: int, size: int, heat: float) -> None:
    draw = np.random.default_rng(seed)

    def logs(columns: int) -> np.ndarray:
        rows = draw.normal(size=(size, columns)).astype(np.float32) * heat
        return rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))

    words = [(2 * i, 2 * i + 1) if i % 7 != 3 else (-1, -1) for i in range(size)]  # paragraphs are parted
    scores = Scores(words, {n: logs(k) for n, k in CLASSES.items()}, {POINTER: logs(size + 1)})
    begin = int(draw.integers(0, size))
    for one in happened(scores, begin):
        assert one.word >= begin and one.word not in one.also and words[one.word] != (-1, -1)
        assert all(0 <= w < size for _, words in (*one.roles, *one.counts) for w in words)


ACCUSED = """@ p1 events
$ M = Minister of Dalm | The minister ; official
The minister accused the Heron Brigade of burning a mill in Osprey on Tuesday.
> accuse M{The minister|accused} :: the Heron Brigade of burning a mill in Osprey on Tuesday
! accuse actual accused | actor minister | target Heron Brigade
! assault actual burning | actor Heron Brigade | target mill | place Osprey | day Tuesday
"""


def test_what_is_done_by_saying_a_claim_is_told_by_its_cue(tmp_path: Path) -> None:
    reading = read(tmp_path, ACCUSED)
    burning, accusing = events(reading)
    assert (burning.type, accusing.type) == ("ASSAULT", "ACCUSE")
    assert reading.report.text[slice(*accusing.span)] == "accused"
    assert ("actor", "minister") in {(role.role, role.name) for role in accusing.roles}
    assert (accusing.place, accusing.time, accusing.counts) == (None, None, ())


def test_who_accuses_is_no_part_of_what_links_reports(tmp_path: Path) -> None:
    reading = read(tmp_path, ACCUSED)
    (claim,) = [claim for claim in reading.claims if claim.events]
    assert [event.type for event in deeds(claim)] == ["ASSAULT"]
    assert [event.type for event in main_events(reading, (0, len(reading.report.text)))] == ["ASSAULT"]


def test_a_denied_claim_gains_no_event_from_its_cue(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
$ M = Minister of Dalm | The minister ; official
The minister rejected reports of a burnt mill.
> denied deny M{The minister|rejected} :: reports of a burnt mill
! reject actual rejected | actor minister
""",
    )
    assert events(reading) == []


def test_an_attack_outside_every_content_is_nobodys_word(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
$ M = Minister of Dalm | the minister ; official
Shelled on Tuesday, the minister said the road was open.
> M{the minister|said} :: the road was open
! assault actual Shelled | target minister | day Tuesday
""",
    )
    assert events(reading) == []


def coded(tmp_path: Path, text: str, *labels: str) -> list[tuple[str, str, list[tuple[str, int | None]]]]:
    """Type, status and counts of the events of a text that a network sees so."""
    read_ = read(tmp_path, "\n".join(["@ p1 events", text, "> :: *", *(f"! {label}" for label in labels), ""]))
    return [(e.type, e.status.value, [(c.what, c.low) for c in e.counts]) for e in events(read_)]


@pytest.mark.skipif(SHIPPED is None, reason="no tagger is installed")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A fighter jet crashed near Karrow, killing its pilot.", ["ACCIDENT 1"]),
        ("A rocket exploded on its launch pad and hurt four.", ["ACCIDENT 4"]),
        ("Nine people were killed when a bus plunged into a ravine near Karrow.", ["ACCIDENT 9"]),
        ("Dozens of houses were destroyed in the shelling of Karrow.", ["ASSAULT 12"]),
        ("A lorry loaded with bombs overturned near Karrow.", []),
        (
            "Three people were killed in a car crash near Karrow while police sought a man who had shot a clerk.",
            ["ACCIDENT 3", "REQUEST", "ASSAULT"],
        ),
        ("Gunmen opened fire on a memorial for the victims of the flood, killing two.", ["ASSAULT 2"]),
        ("At least 18 people died when the harbour of Karrow was bombed on Tuesday.", ["ASSAULT 18"]),
    ],
)
def test_harm_is_told_with_what_did_it(text: str, told: list[str]) -> None:
    assert SHIPPED is not None
    found = [event for event in events(SHIPPED.read(bare(text))) if event.status == "actual"]
    assert [" ".join([event.type, *(str(count.low) for count in event.counts)]) for event in found] == told


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        ("Bombs fell on Karrow all night.", "assault actual Bombs", ["ASSAULT"]),
        ("Rebels blew up a power station near Karrow.", "disaster actual blew", ["ASSAULT"]),
        ("A policeman accidentally shot his colleague.", "assault actual shot", ["ACCIDENT"]),
        ("Gunmen killed five people, a day after an accident on the road.", "assault actual killed", ["ASSAULT"]),
        ("Two recruits were hurt when a rifle misfired.", "assault actual hurt", ["ACCIDENT"]),
        ("Critics attacked the budget.", "assault actual attacked", []),
        ("Critics attacked the budget.", "accuse actual attacked", ["ACCUSE"]),
        ("A documentary about the strike was shot in Karrow.", "assault actual shot", []),
        ("The envoy flew in for talks on a ceasefire.", "retreat hypothetical ceasefire", []),
        ("Saboteurs set fire to a grain depot.", "assault actual set | also fire", ["ASSAULT"]),
        ("A farmer was killed by army fire near Karrow.", "accident actual fire | also killed", ["ASSAULT"]),
        ("Two men were killed by police fire in Karrow.", "accident actual fire | also killed", ["ASSAULT"]),
        ("Two men were killed by fire in a hotel in Karrow.", "accident actual killed", ["ACCIDENT"]),
        ("The hotel's fire killed nine guests.", "accident actual fire | also killed", ["ACCIDENT"]),
        (
            "A bomb killed 12 people in the town, where a rebel was accidentally killed in May.",
            "assault actual killed#1 | killed 12",
            ["ASSAULT"],
        ),
    ],
)  # fmt: skip
def test_what_grammar_says_of_a_word_decides_its_kind(text: str, label: str, told: list[str], tmp_path: Path) -> None:
    assert [kind for kind, _, _ in coded(tmp_path, text, label)] == told


def test_who_fails_to_prevent_an_attack_has_no_part_in_it(tmp_path: Path) -> None:
    (attack,) = events(
        read(
            tmp_path,
            "@ p1 events\nPolice failed to prevent the attack on the bus.\n> :: *\n"
            "! assault actual attack | actor Police | target bus\n",
        )
    )
    assert [(role.role, role.name) for role in attack.roles] == [("target", "bus")]


def test_whom_guards_stop_from_an_attack_never_made_it_whatever_a_network_sees(tmp_path: Path) -> None:
    label = "assault actual bombing | actor two men | target a bank"
    stopped, failed = (
        events(read(tmp_path, f"@ p1 events\n{text}\n> :: *\n! {label}\n"))
        for text in (
            "Guards stopped two men from bombing a bank in Karrow.",
            "Guards failed to stop two men from bombing a bank in Karrow.",
        )
    )
    assert [e.status.value for e in stopped if e.type == "ASSAULT"] == ["negated"]
    assert [e.status.value for e in failed if e.type == "ASSAULT"] == ["actual"]


@pytest.mark.parametrize(
    ("text", "labels", "actors"),
    [
        (
            "Gunmen killed five officers and burned a bus in Karrow.",
            ("assault actual killed | actor Gunmen | target five officers", "assault actual burned | target bus"),
            [["Gunmen"], ["Gunmen"]],
        ),
        (
            "A bomb killed nine officers in Karrow, a day after gunmen burned a bus.",
            ("assault actual killed | target nine officers", "assault actual burned | actor gunmen | target bus"),
            [[], ["gunmen"]],
        ),
        (
            "Witnesses accused them of shooting a boy in Karrow.",
            ("assault actual shooting | actor Witnesses | target boy",),
            [[]],
        ),
    ],
)
def test_an_actor_of_two_deeds_did_both_and_nobody_elses(
    text: str, labels: tuple[str, ...], actors: list[list[str]], tmp_path: Path
) -> None:
    told = events(read(tmp_path, "\n".join(["@ p1 events", text, "> :: *", *(f"! {label}" for label in labels), ""])))
    attacks = [event for event in told if event.type == "ASSAULT"]
    assert [[role.name for role in event.roles if role.role == "actor"] for event in attacks] == actors


def test_an_attack_is_no_history_while_its_dead_are_counted(tmp_path: Path) -> None:
    text = "The governor lowered the death toll of the Karrow bombing from 17 to 14."
    assert coded(tmp_path, text, "assault historical bombing") == [("ASSAULT", "actual", [("killed", 14)])]
    old = "A court heard witnesses of the Karrow bombing."
    assert coded(tmp_path, old, "assault historical bombing") == [("ASSAULT", "historical", [])]


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        (
            "Minister attacks central bank\n\nThe minister attacked the central bank.",
            ("attacks", "attacked"),
            ["ACCUSE", "ACCUSE"],
        ),
        ("Port hit by strike\n\nTugs strike the pier each year.", ("strike", "strike"), ["ASSAULT", "ACCUSE"]),
    ],
)
def test_a_headlines_event_has_the_kind_of_the_same_word_and_part_of_speech_below(
    text: str, words: tuple[str, str], kinds: list[str]
) -> None:
    cut = text.index("\n")
    parse = shared_parser().parse(text, [(0, cut), (cut + 2, len(text))])
    spans = [
        (at, at + len(word)) for word, at in zip(words, (text.index(words[0]), text.rindex(words[1])), strict=True)
    ]
    claims = [
        Claim(str(n), "body", (span,), "", Form.INDIRECT, Certainty.ASSERTED, events=(Event(kind, span),))
        for n, (span, kind) in enumerate(zip(spans, ("ASSAULT", "ACCUSE"), strict=True))
    ]
    assert [event.type for claim in as_below(parse, (0, cut), claims) for event in claim.events] == kinds


@pytest.mark.parametrize(
    ("text", "label", "counts"),
    [
        ("The toll of the market blast in Karrow rises to 21.", "assault actual blast | killed 21", [("killed", 21)]),
        ("Police shot a baker in Karrow.", "assault actual shot | target a baker | killed a baker", []),
        (
            "The baker met his death in Karrow.",
            "assault actual death | target The baker | killed The baker",
            [("killed", 1)],
        ),
        ("One of the drones was lost over Karrow.", "assault actual lost | killed One", []),
        ("The army's losses in Karrow came to 40.", "assault actual losses | killed 40", [("killed+injured", 40)]),
    ],
)
def test_what_a_network_counts_stands_with_the_bounds_of_its_words(
    tmp_path: Path, text: str, label: str, counts: list[tuple[str, int]]
) -> None:
    reading = read(tmp_path, f"@ p1 events\n{text}\n> :: *\n! {label}\n")
    assert [(count.what, count.low) for event in events(reading) for count in event.counts] == counts


def test_parts_keep_their_whole_where_a_network_counts_more(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
The baker met his death at noon, and nine people were killed in a blast in Karrow, including two children.
> :: *
! assault actual death | target The baker | killed The baker
! assault actual blast | also killed | killed nine | target nine people
""",
    )
    wholes = {
        (count.low, event.counts[count.of].low)
        for event in events(reading)
        for count in event.counts
        if count.of is not None
    }
    assert wholes == {(2, 9)}
