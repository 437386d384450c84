"""The tagger distribution `reportedly-tagger-en`: what the core may lean on.

Skipped, with the reason, where it is not installed: `reportedly` reads by rules without it.
"""

import random
import re
import resource
from pathlib import Path
from typing import Any

import pytest

tagger_en = pytest.importorskip(
    "reportedly_tagger_en", reason="reportedly-tagger-en is not installed (pip install ./tagger)"
)

REPORT = (
    "OSTRELL (Corvane) – Gunmen opened fire on a bus near Veldora on Tuesday, killing eleven passengers, police said.\n"
    "\n"
    "“They shot at the tyres first,” the driver, Ilmar Deeks, told Corvane. “Then they walked along the windows.”\n"
    "\n"
    "The army said in a statement that it had sealed off the valley. It added that two suspects were held.\n"
    "\n"
    "According to the Halvern Observatory, the attackers came from a camp across the border.\n"
)


@pytest.fixture(scope="module")
def tagger() -> Any:
    """One tagger for all tests."""
    return tagger_en.load()


def lines(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text that has one a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((start, start + len(line)))
        start += len(line) + 1
    return blocks


def read(tagger: Any, text: str) -> list[tuple[str, str, str]]:
    """The attributions as (source, cue, content) in the words of the text."""
    return [
        (" … ".join(text[s:e] for s, e in a.source), text[a.cue[0][0] : a.cue[0][1]],
         " … ".join(text[s:e] for s, e in a.content))
        for a in tagger.tag(text, lines(text))
    ]  # fmt: skip


def one(tagger: Any, text: str) -> tuple[str, str, str]:
    """The only attribution of a text."""
    found = read(tagger, text)
    assert len(found) == 1, found
    return found[0]


def test_name_and_entry_point(tagger: Any) -> None:
    """The tagger names its distribution and version, and is found by its entry point."""
    from importlib.metadata import entry_points, version

    assert tagger.name == "reportedly-tagger-en@" + version("reportedly-tagger-en")
    (point,) = entry_points(group="reportedly.taggers", name="en")
    assert point.value == "reportedly_tagger_en:load"


def test_it_does_not_need_the_core() -> None:
    """The distribution stands on its own: importing it loads neither `reportedly` nor torch."""
    import subprocess
    import sys

    code = "import sys, reportedly_tagger_en; print(sorted({'reportedly', 'torch', 'transformers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The mayor of Veldora said that the bridge had been closed.",
            "The mayor of Veldora",
            "said",
            "bridge had been",
        ),
        ("The bridge had been closed, according to police.", "police", "according to", "The bridge had been closed"),
        ("“Nobody can cross now,” a farmer told Corvane.", "a farmer", "told", "Nobody can cross now"),
        ("The army denied shelling the camp.", "The army", "denied", "shelling the camp"),
        ("Activists accused the army of burning crops.", "Activists", "accused", "the army of burning crops"),
    ],
)
def test_ordinary_cues(tagger: Any, text: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content of plain sentences with invented names."""
    found = one(tagger, text)
    assert (found[0], found[1]) == (source, cue)
    assert content in found[2]


def test_wire_cues(tagger: Any) -> None:
    """What wire copy adds: the agency that was told is no source, a quoted speaker is."""
    assert one(tagger, "A medic told the Corvane news agency that nine bodies had been found.")[0] == "A medic"
    found = one(tagger, "General Ilmar Deeks was quoted by Corvane as saying that the post had fallen.")
    assert found[0] == "General Ilmar Deeks"
    found = one(tagger, "The Corvane news agency, citing a field source, said two pilots had been captured.")
    assert found[0] == "The Corvane news agency"


def test_reportedly_has_no_source(tagger: Any) -> None:
    """'reportedly' never makes the subject a source."""
    for text in ("Veldoran forces are reportedly arming the rebels.", "The general was reportedly arrested on Friday."):
        assert all(source == "" for source, _, _ in read(tagger, text)), read(tagger, text)


def test_no_attribution(tagger: Any) -> None:
    """Acts that look like speech, and reports that nothing was said."""
    for text in (
        "The army called up nine thousand reservists on Monday.",
        "The flood claimed 212 lives.",
        "The claims could not be independently verified.",
        "There was no immediate comment from the ministry.",
    ):
        assert read(tagger, text) == []


def test_one_text_or_many(tagger: Any) -> None:
    """The tags of a text do not hang on what was tagged before it, or how often."""
    texts = [REPORT, REPORT.replace("said", "claimed"), "The army called up reservists.", "He said no."]
    alone = {text: tagger_en.load().tag(text, lines(text)) for text in texts}
    many = texts * 3
    random.Random(3).shuffle(many)
    for text in many:
        assert tagger.tag(text, lines(text)) == alone[text]


def test_offsets_are_code_points(tagger: Any) -> None:
    """Signs outside the basic plane, accents and joined marks move no span."""
    plain = tagger.tag(REPORT, lines(REPORT))
    assert plain
    assert [REPORT[s:e] for a in plain for s, e in a.cue][:2] == ["said", "told"]
    prefix = "🚌𝔙 "
    shifted = "\n".join(prefix + line if line else line for line in REPORT.split("\n"))
    for a in tagger.tag(shifted, lines(shifted)):
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(shifted)
            assert shifted[start:end].strip() == shifted[start:end]
            assert shifted[start:end] in REPORT or "🚌" in shifted[start:end]


def test_only_the_blocks_are_read(tagger: Any) -> None:
    """Text outside the blocks holds no spans; a block outside the text is an error that says so."""
    block = lines(REPORT)[2]
    for a in tagger.tag(REPORT, [block]):
        assert all(block[0] <= s < e <= block[1] for s, e in (*a.source, *a.cue, *a.content))
    assert tagger.tag(REPORT, []) == []
    with pytest.raises(ValueError, match="outside the text"):
        tagger.tag("short", [(0, 99)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "x" * 100_000,
        "said " * 5_000,
        "\x00\x01\x02 police \x07said\x1b[31m that\u200b it\u202e rained\ufeff",
        "e\u0301\u0301\u0301" * 2_000,
        "“" * 3_000,
        "\U0001f600" * 2_000,
        "\ud800 said the lone half of a pair",
    ],
    ids=["empty", "space", "one-word", "cues-only", "controls", "accents", "quotes", "emoji", "surrogate"],
)
def test_hostile_text(tagger: Any, text: str) -> None:
    """Nothing crashes, and every span lies in the text."""
    for a in tagger.tag(text, [(0, len(text))]):
        assert all(0 <= s < e <= len(text) for s, e in (*a.source, *a.cue, *a.content))


def test_long_text_stays_small(tagger: Any) -> None:
    """50,000 words in one block: memory stays bounded (at most 300 MB above where it was)."""
    sentence = "The governor of Veldora said on Friday that the road would stay closed for nine days. "
    text = sentence * (50_000 // len(sentence.split()))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = tagger.tag(text, [(0, len(text))])
    assert len(found) > 1_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 300


def test_wire_sentences_of_the_training_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every passage is marked up soundly, and losing marks or capitals leaves the spans on their words."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    from training.losses import worn
    from training.markup import read_names, read_passages, wire

    draw = random.Random(5)
    passages = read_passages()
    assert len(passages) >= 500 and len(set(passages)) == len(passages)
    for marked in wire(passages, read_names(), copies=1, seed=1):
        assert "<" not in marked.text and "[" not in marked.text
        lost = worn(marked, 1.0, draw)
        for before, after in zip(marked.readings[0], lost.readings[0], strict=True):
            old, new = (
                re.sub(r"\W+", "", "".join(m.text[s:e] for s, e in a.content)).lower()
                for m, a in ((marked, before), (lost, after))
            )
            assert old == new
