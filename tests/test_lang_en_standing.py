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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police failed to foil the attack on the depot.", "attack"),
        ("The army shelled the town although its envoy had promised to hold fire.", "shelled"),
        ("Gunmen shot a teacher during an army exercise near Tarn.", "shot"),
        ("Investigators found evidence that the train had been bombed.", "bombed"),
        ("Gunmen killed the director of a film about the war.", "killed"),
        ("A video shows soldiers firing on the crowd in Orrin.", "firing"),
        ("The agency sent a delivery of flour to the camps.", "delivery"),
        ("Why did the army shell the town?", "shell"),
        ("The memorial was compared to a bunker before it was attacked.", "attacked"),
    ],
)
def test_what_happened_stays_as_it_is_told(text: str, word: str) -> None:
    parse = parsed(text)
    assert [settled(parse, token.i) for token in parse.tokens if token.text == word] == [None]
