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
from reportedly.reading.lang.en.reader import english
from reportedly.records import Event, Reading
from training.events import CLASSES, POINTER
from training.passages import read_file


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
        ("A fighter jet crashed near Karrow, killing its pilot.", "crashed", "ACCIDENT"),
        ("A rocket exploded on its launch pad and hurt four.", "exploded", "ACCIDENT"),
        ("A roadside bomb exploded near Karrow and hurt four.", "exploded", "ASSAULT"),
    ],
)
def test_a_weapon_made_for_harm_attacks_unless_the_words_say_otherwise(
    told: str, word: str, kind: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"@ p1 events\n{told}\n> :: *\n! accident actual {word}\n")
    assert [event.type for event in events(reading)] == [kind]


def test_what_no_label_calls_an_event_is_none(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
The striker killed the match with two late shots and Dalm were hammered 4-0.
> :: *
""",
    )
    assert events(reading) == []


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


def test_a_second_word_with_nothing_of_its_own_tells_the_same_event(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        """@ p1 events
At least 18 people died when the harbour of Osprey was bombed on Tuesday.
> :: *
! accident actual died
! assault actual bombed | target At least 18 people | day on Tuesday | killed At least 18
""",
    )
    (bombing,) = events(reading)
    assert bombing.type == "ASSAULT"
    assert [(c.what, c.low) for c in bombing.counts] == [("killed", 18)]


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
    assert [event.type for event in main_events(reading, len(reading.report.text))] == ["ASSAULT"]


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
