"""Words for people who are counted, and the kind of people that each says they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reportedly.knowledge.loader import table_rows

FILE = "people.en.tsv"


@cache
def people() -> Mapping[str, str]:
    """The words of the table with the kind of people they say: civilian, child, woman, fighter, force …"""
    text = (files("reportedly.knowledge") / "data" / FILE).read_text(encoding="utf-8")
    return {row["lemma"]: row["group"] for _, row in table_rows(text, FILE, ("lemma", "group"))}
