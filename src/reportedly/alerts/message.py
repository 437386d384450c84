"""What is told of a search's finds: the claims in the words of their reports with who says so, the latest first.

A message holds at most `MOST` claims and says how many more there are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.search.page import Hit
from reportedly.visible import one_line, shortened

MOST = 100  # claims of one message
QUOTE = 1_000  # characters of a claim


@dataclass(frozen=True, slots=True)
class Message:
    """One sending: what names it and no other, the search, the claims that are told, and how many there are in all."""

    delivery: str
    name: str
    query: str
    hits: Sequence[Hit]
    total: int


def as_json(message: Message, at: str) -> bytes:
    """The body of a webhook, sent at an ISO time."""
    told = {
        "schema": "reportedly/1", "kind": "alert", "delivery": message.delivery, "at": at,
        "search": {"name": message.name, "query": message.query}, "total": message.total,
        "claims": [_claim(hit) for hit in message.hits],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=True).encode("ascii")


def _claim(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.claim, "report": hit.report, "outlet": hit.outlet, "published": hit.published, "title": hit.title,
        "url": hit.url, "quote": hit.quote[:QUOTE], "chain": list(hit.chain), "certainty": hit.certainty,
        "place": hit.place, "day": hit.day,
    }  # fmt: skip


def subject(message: Message) -> str:
    """The subject of a mail, on one line."""
    claims = "1 new claim" if message.total == 1 else f"{message.total:,} new claims"
    return shortened(f"{claims}: {message.name}", 120)


def as_text(message: Message) -> str:
    """The text of a mail."""
    lines = [f"New claims that “{one_line(message.name)}” finds ({one_line(message.query) or 'every claim'}):", ""]
    for hit in message.hits:
        way = " → ".join(one_line(name) for name in (hit.outlet or "outlet not known", *hit.chain))
        about = " · ".join(one_line(word) for word in (hit.certainty, hit.place, hit.day, hit.url) if word)
        lines += [way, f"  “{shortened(hit.quote, QUOTE)}”", f"  {about}", f"  claim {hit.claim}", ""]
    if message.total > len(message.hits):
        lines += [f"and {message.total - len(message.hits):,} more", ""]
    return "\n".join([*lines, "What is told is who says what, not whether it is so."]) + "\n"
