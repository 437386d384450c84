"""A mention as packed JSON and a text as its shingles, and back: the same to the last digit."""

from __future__ import annotations

import json
import zlib
from datetime import date
from functools import lru_cache
from typing import Any

from reportedly.linking.copies import Imprint, Printed
from reportedly.linking.mentions import Days, Mention
from reportedly.linking.shingles import Shingled
from reportedly.records import Place, from_json, to_json

LATELY = 5_000  # mentions that are kept at hand


def to_kept(mention: Mention) -> bytes:
    """The bytes of a mention; equal mentions give equal bytes."""
    return zlib.compress(json.dumps(_values(mention), sort_keys=True, separators=(",", ":")).encode("ascii"))


def _values(mention: Mention) -> dict[str, Any]:
    days = mention.days
    return {
        "report": mention.report,
        "words": dict(mention.words),
        "days": [days.start.isoformat(), days.end.isoformat()] if days else None,
        "places": to_json(mention.places),
        "scene": to_json(mention.scene),
        "kinds": sorted(([kind, mode] for kind, mode in mention.kinds), key=str),
        "figures": sorted([what, many] for what, many in mention.figures),
        "names": sorted(mention.names),
        "dated": mention.dated,
        "hit": sorted(sorted(thing) for thing in mention.hit),
        "hidden": sorted(mention.hidden),
        "section": mention.section,
        "rest": mention.rest,
        "printed": mention.printed.isoformat() if mention.printed else None,
    }


@lru_cache(maxsize=LATELY)
def from_kept(packed: bytes) -> Mention:
    """The mention of some bytes."""
    kept = json.loads(zlib.decompress(packed))
    places, scene = (tuple(from_json(Place, place) for place in kept[name]) for name in ("places", "scene"))
    return Mention(
        kept["report"],
        {word: kept["words"][word] for word in sorted(kept["words"])},
        Days(*map(date.fromisoformat, kept["days"])) if kept["days"] else None,
        places,
        scene,
        frozenset((kind, mode) for kind, mode in kept["kinds"]),
        frozenset((what, many) for what, many in kept["figures"]),
        frozenset(kept["names"]),
        kept["dated"],
        frozenset(map(frozenset, kept["hit"])),
        frozenset(kept["hidden"]),
        (kept["section"][0], kept["section"][1]) if kept["section"] else None,
        kept["rest"],
        date.fromisoformat(kept["printed"]) if kept["printed"] else None,
    )


def print_to_kept(item: Printed) -> tuple[bytes, bytes]:
    """The bytes of an imprint, and of the shingles of its text."""
    day = item.day.isoformat() if item.day else None
    head = [item.id, item.outlet, sorted(item.credits), item.byline, day, item.quoted, item.text.whole]
    return zlib.compress(json.dumps(head, separators=(",", ":")).encode("ascii")), item.text.kept()


def imprint_from_kept(head: bytes) -> Imprint:
    """The imprint of some bytes."""
    return Imprint(*_imprint(json.loads(zlib.decompress(head))))


def print_from_kept(head: bytes, shingles: bytes) -> Printed:
    """The whole of a printed report."""
    told = json.loads(zlib.decompress(head))
    quoted = tuple((start, end) for start, end in told[5])
    return Printed(*_imprint(told), Shingled.again(shingles, told[6]), quoted)


def _imprint(told: list[Any]) -> tuple[str, str | None, frozenset[str], str | None, date | None]:
    name, outlet, credits, byline, day = told[:5]
    return name, outlet, frozenset(credits), byline, date.fromisoformat(day) if day else None
