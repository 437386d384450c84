"""A mention as packed JSON, and back: the same to the last digit."""

from __future__ import annotations

import json
import zlib
from datetime import date
from functools import lru_cache
from typing import Any

from reportedly.linking.mentions import Days, Mention
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
    )
