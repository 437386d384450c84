"""What a page says of itself in JSON-LD (schema.org): the node that describes the article.

Nothing here raises on what a page holds: a block that is no JSON, is too large or too deep says nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

LARGEST_BLOCK = 400_000  # characters of one block; an article's has 2,000 to 60,000
MOST_BLOCKS = 20
MOST_NODES = 500
MOST_AUTHORS = 20
ADDRESS = re.compile(r"\s*\((?:www\.|https?:)[^)]*\)")  # behind a name
REFERRING = ("publisher", "author", "sourceOrganization", "creator")
ARTICLES = ("newsarticle", "reportagenewsarticle", "backgroundnewsarticle", "analysisnewsarticle", "opinionnewsarticle",
            "liveblogposting", "blogposting", "article", "report", "webpage")  # fmt: skip


def nodes_of(blocks: Iterable[str]) -> list[dict[str, Any]]:
    """The nodes that the blocks hold, in order."""
    return [node for _, block in zip(range(MOST_BLOCKS), blocks, strict=False) for node in _nodes(_loaded(block))]


def article_node(nodes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The node of the most fitting type, or an empty one; whom it refers to by `@id` stands in it by name."""
    nodes = list(nodes)
    best: tuple[int, dict[str, Any]] = (len(ARTICLES), {})
    for node in nodes:
        rank = min((ARTICLES.index(kind) for kind in _types(node) if kind in ARTICLES), default=len(ARTICLES))
        if rank < best[0]:
            best = (rank, node)
    known = _by_id(nodes)
    return best[1] | {key: _resolved(best[1][key], known) for key in REFERRING if key in best[1]}


def site_node(nodes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The node of the site itself, or an empty one."""
    return next((node for node in nodes if "website" in _types(node)), {})


def _by_id(nodes: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The nodes that have a name by their id, those that stand inside another one included."""
    held = (
        item for node in nodes for value in node.values() for item in (value if isinstance(value, list) else [value])
    )
    found: dict[str, dict[str, Any]] = {}
    for item in (*nodes, *held):
        if isinstance(item, dict) and isinstance(item.get("@id"), str) and isinstance(item.get("name"), str):
            found.setdefault(item["@id"], item)
    return found


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, known) for item in value[:MOST_AUTHORS] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def text_of(node: dict[str, Any], *keys: str) -> str | None:
    """The first of these values that is a text, or names one (`name`, `@id`, `url`)."""
    for key in keys:
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            found = item if isinstance(item, str) else _named(item)
            if found and found.strip():
                return html.unescape(found.strip())
    return None


def names_of(node: dict[str, Any], key: str) -> tuple[str, ...]:
    """All names under a key, in order."""
    value = node.get(key)
    items = value if isinstance(value, list) else [value]
    found = [name for item in items[:MOST_AUTHORS] for name in _names(item)]
    found = [ADDRESS.sub("", name) for name in found]
    return tuple(html.unescape(name.strip()) for name in found if name and name.strip() and not is_address(name))


def _names(item: Any) -> list[str]:
    """The names of one item: a text, or a node that has one or several."""
    named = item.get("name") if isinstance(item, dict) else item
    several = named if isinstance(named, list) else [named]
    return [name for name in several[:MOST_AUTHORS] if isinstance(name, str)]


def is_address(name: str) -> bool:
    """Whether what should be a name is an address ("https://…/#organization", "www.ledger.example/about")."""
    plain = name.strip().casefold()
    return (
        "://" in plain or plain.startswith(("#", "/", "www.")) or (" " not in plain and "/" in plain and "." in plain)
    )


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
