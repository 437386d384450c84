"""The tokeniser of search."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from random_reports import TEXTS

from reportedly.store.words import MOST, SIGNS, tokens, words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Khelvar’s 3,000 naïve ÉCLAIRS", "khelvar s 3 000 naive eclairs"),
        ("İstanbul STRASSE straße", "istanbul strasse strasse"),
        ("قَالَ مرصدـ وادي", "قال مرصد وادي"),
        ("東京で12人", "東 京 て 12 人"),
        ("x_y — …", "x y"),
        ("", ""),
    ],
)
def test_words_are_folded(text: str, told: str) -> None:
    assert words(text) == told


@pytest.mark.parametrize(
    "text", ["a " * (MOST + 5), "".join(f"{n:0100} " for n in range(4000)), "é" * 99 + " " + "ab " * 9]
)
def test_a_text_is_cut_after_a_word_where_no_engine_can_follow(text: str) -> None:
    found = [token.word for token in tokens(text)]
    assert found == text.replace("é", "e").split()[: len(found)] == words(text).split()
    assert len(found) in (MOST, SIGNS // 101, 10)


@given(TEXTS)
def test_tokens_stand_where_they_say_and_the_engine_parts_them_no_further(text: str) -> None:
    found = list(tokens(text))
    assert all(token.word and token.word.isalnum() and text[token.start : token.end].strip() for token in found)
    assert [token.start for token in found] == sorted({token.start for token in found})
    engine = sqlite3.connect(":memory:")
    engine.execute("CREATE VIRTUAL TABLE t USING fts5(w, content='', tokenize='ascii')")
    engine.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    engine.execute("INSERT INTO t(rowid, w) VALUES (1, ?)", (words(text),))
    assert sorted(word for (word,) in engine.execute("SELECT term FROM v")) == sorted(t.word for t in found)
    engine.close()


@given(TEXTS)
def test_words_are_the_words_of_the_tokens(text: str) -> None:
    assert words(text) == " ".join(token.word for token in tokens(text))
