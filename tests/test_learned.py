"""Reading by a network: what it says of words becomes sources with names, chains and firmness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from readings import KNOWN, bare, chain
from reportedly_tagger_en.tagger import MODEL, ForestScores, open_tagger
from reportedly_tagger_en.windows import pack
from test_forest import certain

from reportedly.reading import learned
from reportedly.reading.lang.en.reader import english
from reportedly.reading.learned import load_tagger
from reportedly.records import Certainty, Claim, Span, Unnamed
from training.forest import LABELS, targets
from training.passages import Passage, read_file

PIECES = open_tagger(MODEL, "test").pieces


@dataclass
class Labelled:
    """A tagger that says what the labels of one passage say."""

    passage: Passage
    name: str = "labelled@1"
    labels: dict[str, Sequence[str]] = field(default_factory=lambda: dict(LABELS))

    def forest(self, text: str, blocks: Sequence[Span]) -> Iterator[ForestScores]:
        for window in pack(text, blocks, PIECES):
            scores = certain(targets(self.passage, window))
            yield ForestScores(tuple(scores.words), window.fresh, dict(scores.classes), dict(scores.pointers))

    def tag(self, text: str, blocks: Sequence[Span]) -> list[object]:
        return []


def claims(tmp_path: Path, marked: str) -> tuple[Claim, ...]:
    path = tmp_path / "short.txt"
    path.write_text(marked, encoding="utf-8")
    (passage,), slips = read_file(path)
    assert slips == []
    return english(KNOWN, Labelled(passage)).read(bare(passage.text)).claims


def test_a_chain_and_its_continuation(tmp_path: Path) -> None:
    first, second, third = claims(
        tmp_path,
        """@ p1
$ V = Volmar ; agency
$ S = herder ; witness, unidentified
A herder told the Volmar agency that the bridge was mined.
> V{the Volmar agency|told} S{A herder|told} :: the bridge was mined
He added that two mules had died.
> V{} S{He|added} :: two mules had died
The river is low.
> :: *
""",
    )
    assert chain(first) == ["Volmar agency", "herder"] and chain(second) == ["Volmar agency", "herder"]
    assert second.chain[0].mention is None and second.chain[1].mention is not None
    assert first.chain[1].unnamed is Unnamed.UNIDENTIFIED and third.chain == ()


def test_certainty_and_act_are_the_networks_and_shown_by_words(tmp_path: Path) -> None:
    denied, hedged, planned = claims(
        tmp_path,
        """@ p1
$ G = Governor Ilo Tarn | Ilo Tarn ; official
Ilo Tarn denied that the mill was shelled.
> denied deny G{Ilo Tarn|denied} :: the mill was shelled
Ilo Tarn fears the dam will break.
> hedged G{Ilo Tarn|fears} :: the dam will break
Ilo Tarn will reopen the road on Friday.
> planned :: *
""",
    )
    assert (denied.certainty, denied.act) == (Certainty.DENIED, "deny")
    assert hedged.certainty is Certainty.HEDGED and hedged.hedge is not None and hedged.hedge.holder == 0
    assert planned.certainty is Certainty.PLANNED


def test_who_is_only_a_pronoun_is_not_named(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
$ X = somebody ; other, unidentified
He said that the well was dry.
> X{He|said} :: the well was dry
""",
    )
    assert chain(claim) == ["unnamed source"] and claim.chain[0].unnamed is Unnamed.UNIDENTIFIED


def test_who_speaks_from_custody_is_a_detainee(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
$ T = Ostra Television ; media
$ P = pilot ; detainee, unidentified, custody
A pilot said on Ostra Television that he had followed orders.
> T{Ostra Television|on} P{A pilot|said} :: he had followed orders
""",
    )
    assert claim.chain[-1].custody and claim.chain[-1].type == "detainee"


def test_who_goes_on_speaking_keeps_the_agency_though_the_network_forgets_it(tmp_path: Path) -> None:
    told = claims(
        tmp_path,
        """@ p1
$ V = Volmar ; agency
$ S = field source | source ; other, unidentified
The Volmar agency reported that the bridge was mined.
> V{The Volmar agency|reported} :: the bridge was mined
Two mules had died, a field source said.
> S{a field source|said} :: Two mules had died
The source added that the ford was closed.
> S{The source|added} :: the ford was closed
""",
    )
    assert [chain(one) for one in told] == [
        ["Volmar agency"],
        ["Volmar agency", "field source"],
        ["Volmar agency", "field source"],
    ]


def test_words_without_a_seen_source_are_his_who_acts_in_their_sentence(tmp_path: Path) -> None:
    denied, went_on, told = claims(
        tmp_path,
        """@ p1
$ G = Governor Ilo Tarn | Ilo Tarn ; official
$ X = unnamed source ; other, unidentified
Ilo Tarn confirmed that the mill was shelled but denied that anyone had died.
> G{Ilo Tarn|confirmed} :: the mill was shelled
> denied deny X{|denied} :: anyone had died
The Ostra Post was told that the well was dry.
> X{|told} :: the well was dry
""",
    )
    assert chain(denied) == chain(went_on) == ["Ilo Tarn"] and went_on.chain[0].unnamed is None
    assert chain(told) == ["unnamed source"]


def test_who_is_captured_by_the_words_speaks_from_custody(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
$ P = captured pilots ; armed_group, unidentified
Several captured pilots admitted that they had followed orders.
> P{Several captured pilots|admitted} :: they had followed orders
""",
    )
    assert claim.chain[-1].custody


def test_what_the_network_leaves_to_the_outlet_rules_do_not_give_to_others(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
The harbour office reckons that nine boats were lost.
> :: *
""",
    )
    assert claim.chain == ()


def test_a_verb_that_accuses_does_so_whatever_the_network_makes_of_it(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
$ G = Governor Ilo Tarn | Ilo Tarn ; official
Ilo Tarn accused the miners of flooding the mill.
> G{Ilo Tarn|accused} :: the miners of flooding the mill
""",
    )
    assert claim.act == "accuse"


def test_a_reading_names_its_tagger(tmp_path: Path) -> None:
    reader = english(KNOWN, Labelled(Passage("p", ())))
    assert reader.read(bare("The road is open.")).by.tagger == "labelled@1"


def test_a_network_that_fails_costs_its_layer_and_is_named() -> None:
    class Broken(Labelled):
        def forest(self, text: str, blocks: Sequence[Span]) -> Iterator[ForestScores]:
            raise RuntimeError("out of order")

    reading = english(KNOWN, Broken(Passage("p", ()))).read(bare("Nine people died in Ostra on 3 May 2031."))
    assert [(n.kind, n.about) for n in reading.notices] == [("step_failed", "attribution")]
    assert reading.times


def test_a_tagger_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(group: str, name: str) -> EntryPoints:
        assert (group, name) == ("reportedly.taggers", "en")
        return EntryPoints([EntryPoint(name, f"{__name__}:made", group)])

    monkeypatch.setattr(learned, "entry_points", points)
    found = load_tagger("en")
    assert found is not None and found.name == "labelled@1"


def made() -> Labelled:
    return Labelled(Passage("p", ()))


class Old:
    """A tagger of before the forest."""

    name = "old@0.3"


def test_a_tagger_of_before_the_forest_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        learned, "entry_points", lambda group, name: EntryPoints([EntryPoint(name, f"{__name__}:Old", group)])
    )
    with pytest.raises(ValueError, match=r"old@0\.3 is too old"):
        load_tagger("en")


def test_no_tagger_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "entry_points", lambda group, name: EntryPoints([]))
    assert load_tagger("en") is None


def test_a_mention_that_breaks_off_before_its_noun_is_whole(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        """@ p1
$ S = militants ; armed_group, collective, custody
Several captured Gorran militants said that the bridge was mined.
> S{Several captured|said} :: the bridge was mined
""",
    )
    (link,) = claim.chain
    text = "Several captured Gorran militants said that the bridge was mined."
    assert link.mention and text[slice(*link.mention)] == "Several captured Gorran militants"
    assert "militants" in link.name and link.custody


def test_what_is_to_be_done_is_planned_whatever_the_network_reads(tmp_path: Path) -> None:
    sent, meant = claims(
        tmp_path,
        """@ p1
$ G = Gorran high command ; military
The Gorran high command said the recruits are soon to be sent to the pass.
> G{The Gorran high command|said} :: the recruits are soon to be sent to the pass
The Gorran high command said its aim is to hold the pass.
> G{The Gorran high command|said} :: its aim is to hold the pass
""",
    )
    assert (sent.certainty, meant.certainty) == (Certainty.PLANNED, Certainty.ASSERTED)


def test_who_is_only_near_somebody_held_speaks_freely(tmp_path: Path) -> None:
    near, held = claims(
        tmp_path,
        """@ p1
$ R = wife ; resident, unidentified
$ S = soldier ; military, unidentified
The wife of the imprisoned miller said that the mill was burned.
> R{The wife of the imprisoned miller|said} :: the mill was burned
A soldier in custody said that the bridge was mined.
> S{A soldier in custody|said} :: the bridge was mined
""",
    )
    assert (near.chain[-1].custody, held.chain[-1].custody) == (False, True)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("> C{Our correspondent|reports} :: the bridge is down", "Our correspondent reports that the bridge is down."),
        ("> C{|emerged} :: the bridge is down", "It emerged that the bridge is down."),
        ("> C{plan|according to} :: The train left at dusk", "The train left at dusk, according to plan."),
    ],
)
def test_an_outlets_own_people_what_emerged_and_a_manner_are_no_source(
    tmp_path: Path, label: str, sentence: str
) -> None:
    (claim,) = claims(tmp_path, f"@ p1\n$ C = correspondent ; media, unidentified\n{sentence}\n{label}\n")
    assert claim.chain == ()


def test_one_of_them_is_one_of_those_who_acted_last(tmp_path: Path) -> None:
    *_, claim = claims(
        tmp_path,
        """@ p1
$ F = ferrymen ; resident, unidentified
The ferrymen met on Monday.
> :: *
One of them said that the bridge was mined.
> F{One of them|said} :: the bridge was mined
""",
    )
    assert "ferrymen" in claim.chain[-1].name and claim.chain[-1].unnamed is Unnamed.UNIDENTIFIED


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Three students were arrested on Friday.", "students"),
        ("The gunmen freed 12 hostages on Friday.", "unnamed source"),
        ("Police arrested three students.", "unnamed source"),
        ("Police arrested three on Friday.", "unnamed source"),
        ("Talks with the captives failed.", "unnamed source"),
        ("Shells fell on the market.", "unnamed source"),
    ],
)
def test_one_of_them_is_one_of_people_who_stand_alone(before: str, name: str, tmp_path: Path) -> None:
    *_, claim = claims(
        tmp_path,
        f"""@ p1
$ F = somebody ; resident, unidentified
{before}
> :: *
One of them said that the bridge was mined.
> F{{One of them|said}} :: the bridge was mined
""",
    )
    assert chain(claim) == [name]


@pytest.mark.parametrize(
    ("content", "rest", "left"),
    [
        ("The attacker was from the Uplands, the", " police said", ["The attacker was from the Uplands"]),
        ("The witness saw the crime in the", " street", ["The witness saw the crime"]),
        ("the", " governor left", []),
        ("That is the man he was talking to", "", ["That is the man he was talking to"]),
        ("He denied that", "", ["He denied that"]),
    ],
)
def test_a_content_that_breaks_off_ends_with_its_last_whole_phrase(
    content: str, rest: str, left: list[str], tmp_path: Path
) -> None:
    found = claims(tmp_path, f"@ p1\n{content}{rest}.\n> :: {content}\n")
    assert [content[slice(*span)] for claim in found for span in claim.spans] == left


@pytest.mark.parametrize(
    ("label", "body", "speaks"),
    [
        ("Dalm", "A strike hit the grain market of Dalm in Ubrek province, killing 18.", False),
        ("Dalm", "A bridge fell near Dalm on Tuesday. The mayor of Dalm was away.", False),
        ("Dalm", "Three died when a mine exploded near Dalm, and Dalm police blamed rebels.", False),
        ("Dalm", "Twelve died in the shelling of Dalm.", False),
        ("Dalm", "Two shops burned, Dalm police said.", False),
        ("Dalm", "The ministry of Dalm denied any losses.", False),
        ("Bridge of Dalm", "Fighting went on at the river.", False),
        ("Dalm", "Two men were held, and Dalm denied that it had paid them.", True),
        ("Dalm", "Two men were held in Dalm, and Dalm denied that it had paid them.", True),
        ("Ivo Marrow", "The trial of Ivo Marrow opened in Orrin.", True),
        ("Marrow", "The trial of Marrow opened in Orrin.", True),
        ("Police", "Two men were held after a raid in Orrin.", True),
    ],
)
def test_a_place_in_front_of_a_headline_is_no_source(label: str, body: str, speaks: bool, tmp_path: Path) -> None:
    headline, *_ = claims(
        tmp_path,
        f"""@ p1
$ S = somebody ; other
{label}: the bridge was mined
> S{{{label}}} :: the bridge was mined

{body}
> :: *
""",
    )
    assert bool(headline.chain) is speaks


@pytest.mark.parametrize(
    ("key", "other", "name"),
    [
        ("", "", "Tesk Observatory"),
        (
            "$ O = Lake Observatory ; monitor\n",
            "The Lake Observatory said it knew of nobody.\n> O{The Lake Observatory|said} :: it knew of nobody\n",
            "monitor",
        ),
    ],
)
def test_a_monitor_without_a_name_is_the_only_one_that_a_report_names(
    tmp_path: Path, key: str, other: str, name: str
) -> None:
    first, *_ = claims(
        tmp_path,
        f"""@ p1
$ M = monitor ; monitor, unidentified
$ T = Tesk Observatory ; monitor
{key}Two are missing in Dorn, a monitor says.
> M{{a monitor|says}} :: Two are missing in Dorn

The Tesk Observatory said on Monday that they were fishermen.
> T{{The Tesk Observatory|said}} :: they were fishermen
{other}""",
    )
    assert [source.name for source in first.chain] == [name]


def test_a_place_in_front_of_a_headline_lends_its_name_to_nobody(tmp_path: Path) -> None:
    _, told = claims(
        tmp_path,
        """@ p1
$ S = governor of Dalm | Dalm ; official
Dalm: the bridge was mined
> S{Dalm} :: the bridge was mined

A mine exploded near Dalm, the governor said.
> S{the governor|said} :: A mine exploded near Dalm
""",
    )
    assert [source.name for source in told.chain] == ["governor"]


@pytest.mark.parametrize(
    ("sentence", "label", "chain"),
    [
        (
            "The Volmar agency, citing a herder, said the bridge was mined.",
            "V{The Volmar agency|said}",
            ["Volmar agency"],
        ),
        (
            "The Volmar agency, citing a captured herder, said the bridge was mined.",
            "V{The Volmar agency|said}",
            ["Volmar agency", "captured herder"],
        ),
    ],
)
def test_rules_stand_beside_the_network_only_for_who_speaks_while_held(
    tmp_path: Path, sentence: str, label: str, chain: list[str]
) -> None:
    marked = f"@ p1\n$ V = Volmar agency ; agency\n{sentence}\n> {label} :: the bridge was mined\n"
    (claim,) = claims(tmp_path, marked)
    assert [source.name for source in claim.chain] == chain


@pytest.mark.parametrize(
    ("sentence", "first", "second", "chains"),
    [
        (
            "The Volmar agency reported, on the word of a herder, that the bridge was mined and that the mill was burned.",
            "V{The Volmar agency|reported} H{a herder|on the word of} :: the bridge was mined",
            "V{The Volmar agency|reported} :: the mill was burned",
            [2, 2],
        ),
        (
            "The Volmar agency reported that the mill was burned and, on the word of a herder, that the bridge was mined.",
            "V{The Volmar agency|reported} :: the mill was burned",
            "V{The Volmar agency|reported} H{a herder|on the word of} :: the bridge was mined",
            [1, 2],
        ),
    ],
)
def test_a_piece_right_behind_one_whose_chain_goes_farther_goes_on_with_it(
    tmp_path: Path, sentence: str, first: str, second: str, chains: list[int]
) -> None:
    keys = "$ V = Volmar agency ; agency\n$ H = herder ; resident, unidentified"
    found = claims(tmp_path, f"@ p1\n{keys}\n{sentence}\n> {first}\n> {second}\n")
    told = [len(claim.chain) for claim in found for words in ("mill", "bridge") if words in claim.text]
    assert sorted(told) == sorted(chains)
