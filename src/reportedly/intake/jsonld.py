"""What a page says of itself in JSON-LD (schema.org): the node that describes the article.

Nothing here raises on what a page holds: a block that is no JSON, is too large or too deep says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

LARGEST_BLOCK = 400_000  # characters of one block; an article's has 2,000 to 60,000
MOST_BLOCKS = 20
MOST_NODES = 500
ARTICLES = ("newsarticle", "reportagenewsarticle", "backgroundnewsarticle", "analysisnewsarticle", "opinionnewsarticle",
            "liveblogposting", "blogposting", "article", "report", "webpage")  # fmt: skip


def article_node(blocks: Iterable[str]) -> dict[str, Any]:
    """The node of the most fitting type that the blocks hold, or an empty one."""
    best: tuple[int, dict[str, Any]] = (len(ARTICLES), {})
    for _, block in zip(range(MOST_BLOCKS), blocks, strict=False):
        for node in _nodes(_loaded(block)):
            rank = min((ARTICLES.index(kind) for kind in _types(node) if kind in ARTICLES), default=len(ARTICLES))
            if rank < best[0]:
                best = (rank, node)
    return best[1]


def text_of(node: dict[str, Any], *keys: str) -> str | None:
    """The first of these values that is a text, or names one (`name`, `@id`, `url`)."""
    for key in keys:
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            found = item if isinstance(item, str) else _named(item)
            if found and found.strip():
                return found.strip()
    return None


def names_of(node: dict[str, Any], key: str) -> tuple[str, ...]:
    """All names under a key, in order."""
    value = node.get(key)
    items = value if isinstance(value, list) else [value]
    found = (item if isinstance(item, str) else _named(item, "name") for item in items[:20])
    return tuple(name.strip() for name in found if name and name.strip() and not name.startswith("http"))


def _named(item: Any, *keys: str) -> str | None:
    if not isinstance(item, dict):
        return None
    found = (item.get(key) for key in keys or ("name", "@id", "url", "alternateName"))
    return next((value for value in found if isinstance(value, str)), None)


def _loaded(block: str) -> Any:
    plain = block.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    if len(plain) > LARGEST_BLOCK:
        return None
    try:
        return json.loads(plain, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    stack, seen = [data], 0
    while stack and seen < MOST_NODES:
        item = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack.extend(reversed(item[:MOST_NODES]))
        elif isinstance(item, dict):
            yield item
            stack.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind.casefold() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
