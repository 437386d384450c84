"""What a page says of itself: title, site, authors, publication date and where it stood, canonical address,
language.

What the reader sees (the one main heading) goes before what only machines see, and machine data before guesses from
an address. Everything is text and capped; nothing here is followed, run or fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reportedly.intake.clearing import is_named
from reportedly.intake.heading import LONGEST_FACT, site_of_page, title_of
from reportedly.intake.jsonld import article_node, is_address, names_of, nodes_of, site_node, text_of
from reportedly.intake.prose import words_of
from reportedly.intake.published import published_of

HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
MOST_AUTHORS = 8
META_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
META_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
META_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
MARKED_AUTHORS = "//*[@itemprop='author']//*[@itemprop='name'] | //a[@rel='author'] | //*[@itemprop='author'][not(*)]"
BYLINES = (
    "//*[@rel='author' or contains(@class,'byline') or contains(@class,'Byline') or contains(@itemprop,'author')]",
    "//*[contains(@class,'author') or contains(@class,'Author')]",
    "//*[contains(@class,'source') or contains(@class,'agency') or contains(@class,'provider')]",
)
MOST_BYLINES = 12
LONGEST_BYLINE = 160  # characters


@dataclass(frozen=True, slots=True)
class Facts:
    """Null is what the page does not say. `site` is what the page calls itself, `publisher` and `supplier` whom its
    machine data names for the article; `url` is the address that it calls its own, `shown_at` where it says that it stands,
    which differ where it is another's copy; `bylines` are lines that may name authors or agencies, as the reader sees them.
    """

    title: str | None = None
    site: str | None = None
    publisher: str | None = None
    supplier: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    shown_at: str | None = None
    language: str | None = None
    bylines: tuple[str, ...] = ()
    body: str | None = None


def facts_of(tree: Any, url: str | None) -> Facts:
    """The facts of a parsed page (an lxml tree) that came from `url`, if that is known."""
    meta = _meta(tree)
    blocks = tree.xpath("//script[contains(@type,'ld+json')]")
    nodes = nodes_of(block.text or "" for block in blocks)
    node = article_node(nodes)
    canonical = _canonical(tree, meta, node, url)
    publisher = _name(text_of(node, "publisher"))
    site = _name(*(meta.get(key) for key in META_SITE), text_of(site_node(nodes), "name"))
    title = title_of(tree, [text_of(node, "headline"), _first(meta, META_TITLE)], publisher or site)
    site = site or site_of_page(tree, title)
    published, where = published_of(tree, meta, node, canonical or url, title)
    authors = names_of(node, "author") or tuple(filter(None, [_first(meta, META_AUTHOR)]))
    authors = authors or tuple(dict.fromkeys(map(_text, tree.xpath(MARKED_AUTHORS)[:MOST_AUTHORS])))
    return Facts(
        title=_short(title),
        site=_short(site),
        publisher=_short(publisher),
        supplier=_short(_name(text_of(node, "sourceOrganization"))),
        authors=tuple(name for name in map(_short, authors[:MOST_AUTHORS]) if name and not is_address(name)),
        published=published,
        published_from=where,
        url=_short(canonical),
        shown_at=_short(meta.get("og:url")),
        language=_language(tree, meta, node),
        bylines=_bylines(tree),
        body=_body(node),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]")[:300]:
        for attribute in ("property", "name", "itemprop"):
            if key := tag.get(attribute):
                found.setdefault(key.casefold(), tag.get("content").strip())
    return found


def _name(*values: str | None) -> str | None:
    """The first value that is a name, not an address; a mere host ("ledger.example") only where nothing better is."""
    names = [value.strip().lstrip("@") for value in values if value and value.strip() and not is_address(value)]
    return next((name for name in names if not HOST.fullmatch(name)), next(iter(names), None))


def _body(node: dict[str, Any]) -> str | None:
    """The article's text as machine data gives it: whole, or in the parts of a live blog."""
    whole = node.get("articleBody")
    if isinstance(whole, list):
        return "\n".join(part for part in whole if isinstance(part, str)) or None
    if found := text_of(node, "articleBody"):
        return found
    parts = node.get("liveBlogUpdate")
    texts = (
        [text_of(part, "articleBody") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    )
    return "\n".join(filter(None, texts)) or None


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _canonical(tree: Any, meta: dict[str, str], node: dict[str, Any], url: str | None) -> str | None:
    """The page's own address: absolute, http(s), or null."""
    links = [link.get("href") for link in tree.xpath("//link[@rel='canonical'][@href]")[:2]]
    for found in [*links, meta.get("og:url"), text_of(node, "url", "mainEntityOfPage"), url]:
        if found and len(found) <= 2_000 and re.match(r"https?://[^\s/]+", found.strip()):
            return str(found).strip()
    return None


def _language(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> str | None:
    declared = text_of(node, "inLanguage") or tree.get("lang") or meta.get("og:locale") or meta.get("language")
    code = re.match(r"[A-Za-z]{2}(?=[-_]|$)", declared or "")
    return code.group().lower() if code else None


def _bylines(tree: Any) -> tuple[str, ...]:
    """The lines of the article named as bylines, then as authors, then as sources."""
    tags = [tag for path in BYLINES for tag in tree.xpath(path)[:6] if not is_named(tag, "aside", "doubtful")]
    return tuple(dict.fromkeys(line for line in map(words_of, tags[:MOST_BYLINES]) if 1 < len(line) <= LONGEST_BYLINE))


def _text(tag: Any) -> str:
    return _squeezed(str(tag.text_content()))[: 2 * LONGEST_FACT]


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _short(words: str | None) -> str | None:
    return (_squeezed(words)[:LONGEST_FACT] or None) if words else None
