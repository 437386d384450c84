"""What the sentence settles about an event: every way by its own sentence, and what looks like it and is not."""

import pytest

from reportedly.reading.lang.en.reader import shared_parser
from reportedly.reading.lang.en.standing import WAYS, Way, settled
from reportedly.reading.parse import Parse


def parsed(text: str) -> Parse:
    return shared_parser().parse(text, [(0, len(text))])


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_each_way_is_found_in_its_own_sentence(way: Way) -> None:
    parse = parsed(way.example)
    found = {settled(parse, token.i) for token in parse.tokens if way.found(parse, token)}
    assert found == {way.status}


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_what_looks_like_a_way_settles_nothing(way: Way) -> None:
    parse = parsed(way.near)
    assert [token.text for token in parse.tokens if settled(parse, token.i) is not None] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police failed to foil the attack on the depot.", "attack"),
        ("Guards failed to stop two men from bombing a bank.", "bombing"),
        ("Soldiers stopped the killing of farmers in Tarn.", "killing"),
        ("Soldiers stopped the crowd by shooting three people.", "shooting"),
        ("Guards kept residents from fleeing the shelling of the town.", "shelling"),
        ("The army shelled the town although its envoy had promised to hold fire.", "shelled"),
        ("Gunmen shot a teacher during an army exercise near Tarn.", "shot"),
        ("Investigators found evidence that the train had been bombed.", "bombed"),
        ("Gunmen killed the director of a film about the war.", "killed"),
        ("A video shows soldiers firing on the crowd in Orrin.", "firing"),
        ("The agency sent a delivery of flour to the camps.", "delivery"),
        ("Why did the army shell the town?", "shell"),
        ("Gunmen attacked the crowd during a festival in Orrin, killing eight people.", "attacked"),
        ("Rebels killed 12 soldiers in a series of raids.", "killed"),
        ("Soldiers bombed the village in the worst episode of the war.", "bombed"),
        ("Rebels attacked the base during a training exercise.", "attacked"),
        ("Jets attacked target areas near Orrin, killing seven.", "attacked"),
        ("There is no sign that the shelling of Orrin will stop.", "shelling"),
        ("The army did not mean to kill civilians when it bombed the market.", "bombed"),
        ("Investigators found no sign of the soldiers kidnapped in Tarn.", "kidnapped"),
        ("Is anyone surprised that the rebels killed six hostages?", "killed"),
        ("He compared the toll with the attack that killed nine on Friday.", "killed"),
        ("The delivery of flour was delayed by two days but arrived on Sunday.", "delivery"),
        ("Photographs of the bombing were taken from a play area.", "bombing"),
        ("The memorial was compared to a bunker before it was attacked.", "attacked"),
    ],
)
def test_what_happened_stays_as_it_is_told(text: str, word: str) -> None:
    parse = parsed(text)
    assert [settled(parse, token.i) for token in parse.tokens if token.text == word] == [None]
