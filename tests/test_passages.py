"""The mark-up of hands: what a labeller writes becomes spans, and every slip is named with its line."""

from pathlib import Path

import pytest

from training.passages import read_file, record

PLAIN = """@ p1 told, unnamed
$ V = Volmar | Volmar agency ; agency
$ S = field source ; military, unidentified
A field source told Volmar's evening service that two units had left Deir Qasr.
> V{Volmar's evening service|told} S{A field source|told} :: two units had … Deir Qasr
He said "nobody" may return, he said.
> hedged V{} S{He#1|said#1} :: "nobody" may return

The road is open.
> :: *
"""


def passages(tmp_path: Path, text: str):
    path = tmp_path / "short.txt"
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def test_words_become_spans_of_the_text(tmp_path):
    (passage,), slips = passages(tmp_path, PLAIN)
    assert slips == []
    first, second, third = passage.claims
    assert [passage.text[s:e] for s, e in first.spans] == ["two units had left Deir Qasr"]
    assert [link.source.name for link in first.chain] == ["Volmar", "field source"]
    assert passage.text[slice(*first.chain[0].mention)] == "Volmar's evening service"
    assert first.chain[1].source.unnamed == "unidentified"
    assert second.certainty == "hedged" and second.chain[0].mention is None
    assert third.chain == () and passage.text[slice(*third.spans[0])] == "The road is open"
    assert len(passage.paragraphs) == 2 and len(passage.sentences) == 3


def test_a_record_is_what_the_scorers_read(tmp_path):
    (passage,), _ = passages(tmp_path, PLAIN)
    told = record(passage)["claims"][0]["chain"]
    assert [(link["name"], link["anonymous"]) for link in told] == [("Volmar", False), ("field source", True)]


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ("service that", "service told that", 5, "stands 2 times"),
        ("S{A field source|told}", "S{A field sauce|told}", 5, "not in the sentence"),
        ("> hedged", "> hegded", 7, "neither certainty"),
        ("S{He#1", "T{He#1", 7, "who T is"),
        ("Deir Qasr\nHe", "Deir Qasr.\nHe", 5, "before the final stop"),
        ("; agency", "; agensy", 2, "neither a type nor a flag"),
        ("> :: *", "> *", 10, "no ::"),
        ("two units had …", "that two units …", 5, 'after "that"'),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path, old, new, line, words):
    _, slips = passages(tmp_path, PLAIN.replace(old, new))
    assert any(f":{line}:" in slip and words in slip for slip in slips), slips


def test_a_sentence_without_a_claim_and_a_source_in_no_chain_are_slips(tmp_path):
    _, slips = passages(
        tmp_path, PLAIN.replace("> :: *", "").replace("V{} S{", "S{").replace("V{Volmar's evening service|told} ", "")
    )
    assert any("without a claim" in slip for slip in slips)
    assert any("V stands in no chain" in slip for slip in slips)
