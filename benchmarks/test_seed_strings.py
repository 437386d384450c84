"""No words of the seed article live in the product: no run of four words, no name of its own outside the data files."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from benchmarks.workbench import rows

CORPORA = os.environ.get("REPORTEDLY_CORPORA")
SOURCE = Path(__file__).parent.parent / "src"
WORD = re.compile(r"[^\W_]+")
RUN = 4
PHRASES = {("a", "great", "deal", "of")}  # quantity words of the language, not of the article
ORDINARY = {"American", "Airbase", "Arabic", "Desert", "May", "Region", "World"}

pytestmark = [pytest.mark.floors, pytest.mark.skipif(not CORPORA, reason="REPORTEDLY_CORPORA is not set")]


def seed() -> str:
    """The text of the seed article."""
    return next(str(row["text"]) for row in rows(Path(CORPORA or "") / "seeds/articles.jsonl") if row["id"] == "seed")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of four words, in lower case."""
    words = [word.casefold() for word in WORD.findall(text)]
    return set(zip(*(words[i:] for i in range(RUN)), strict=False))


def names(text: str) -> set[str]:
    """The names of the article: capitalised words inside a sentence of the body that are no ordinary words."""
    body = text.split("\n\n", 2)[2].split("Top ")[0]
    return set(re.findall(r"(?<=[a-z,’'] )(?:al-)?([A-Z][\w]{2,})", body)) - ORDINARY


def test_no_run_of_four_words_of_the_seed_is_in_the_product() -> None:
    told = runs(seed())
    for path in SOURCE.rglob("*"):
        if path.suffix in {".py", ".tsv", ".yaml", ".json", ".css", ".svg"}:
            shared = runs(path.read_text(encoding="utf-8")) & told - PHRASES
            assert not shared, f"{path.name}: {sorted(shared)[:3]}"


def test_no_name_of_the_seed_is_in_the_code() -> None:
    told = names(seed())
    assert len(told) > 5
    for path in SOURCE.rglob("*.py"):
        found = told & set(WORD.findall(path.read_text(encoding="utf-8")))
        assert not found, f"{path.name}: {sorted(found)}"
