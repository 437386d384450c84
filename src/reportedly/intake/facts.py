"""What a page says of itself: title, site, authors, publication date and where it stood, canonical address,
language.

What the reader sees (the one main heading) goes before what only machines see, and machine data before guesses from
an address. Everything is text and capped; nothing here is followed, run or fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reportedly.intake.dates import read_date
from reportedly.intake.headline import bare_title, site_of
from reportedly.intake.jsonld import article_node, names_of, text_of
from reportedly.intake.stamp import stamp_at

LONGEST_FACT = 500  # characters
MOST_AUTHORS = 8
META_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
META_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
META_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip
META_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-.]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-.]|$)"
)
DATED = "following::*[contains(@class,'date') or contains(@class,'Date') or contains(@class,'publish')][position()<=3]"
BYLINES = "//*[@rel='author' or contains(@class,'byline') or contains(@class,'Byline') or contains(@itemprop,'author')]"


@dataclass(frozen=True, slots=True)
class Facts:
    """Null is what the page does not say. `byline` is the line of authors as the reader sees it."""

    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None
    body: str | None = None


def facts_of(tree: Any, url: str | None) -> Facts:
    """The facts of a parsed page (an lxml tree) that came from `url`, if that is known."""
    meta = _meta(tree)
    blocks = tree.xpath("//script[contains(@type,'ld+json')]")
    node = article_node(block.text or "" for block in blocks)
    canonical = _canonical(tree, meta, node, url)
    site = text_of(node, "publisher") or _first(meta, META_SITE)
    title = _title(tree, meta, node, site)
    if not site and title:
        site = site_of(_squeezed(_page_title(tree)), title)
    published, where = _date(tree, meta, node, canonical or url)
    if published is None and (published := _date_below(tree, title)):
        where = "text"
    authors = names_of(node, "author") or tuple(filter(None, [_first(meta, META_AUTHOR)]))
    return Facts(
        title=_short(title),
        site=_short(site.lstrip("@") if site else None),
        authors=tuple(name for name in map(_short, authors[:MOST_AUTHORS]) if name and "://" not in name),
        published=published,
        published_from=where,
        url=_short(canonical),
        language=_language(tree, meta, node),
        byline=_byline(tree),
        body=text_of(node, "articleBody"),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]")[:300]:
        for attribute in ("property", "name", "itemprop"):
            if key := tag.get(attribute):
                found.setdefault(key.casefold(), tag.get("content").strip())
    return found


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _title(tree: Any, meta: dict[str, str], node: dict[str, Any], site: str | None) -> str | None:
    """The main heading where it is one with what the page declares, else what the page declares."""
    headings = [_text(h) for h in tree.xpath("//h1")[:10]]
    headings = [heading for heading in headings if heading and 8 <= len(heading) <= LONGEST_FACT]
    declared = [text_of(node, "headline"), _first(meta, META_TITLE), _page_title(tree)]
    bare = [bare_title(_squeezed(title), site) for title in declared if title and title.strip()]
    for heading in headings:
        if any(_alike(heading, title) for title in bare):
            return heading
    if len(headings) == 1 and (not bare or tree.xpath("//article//h1 | //main//h1")):
        return headings[0]
    return next(iter(bare + headings), None)


def _page_title(tree: Any) -> str:
    return str(next(iter(tree.xpath("//head/title/text()") or tree.xpath("//title/text()")), ""))[: 2 * LONGEST_FACT]


def _alike(one: str, two: str) -> bool:
    a, b = ("".join(filter(str.isalnum, x.casefold())) for x in (one, two))
    return bool(a) and (a == b or a.startswith(b[:60]) or b.startswith(a))


def _date(tree: Any, meta: dict[str, str], node: dict[str, Any], url: str | None) -> tuple[str | None, str | None]:
    """The publication date, ISO, and where it stood: JSON-LD, meta, a time tag, or the address."""
    if found := read_date(text_of(node, "datePublished", "dateCreated") or ""):
        return found, "json-ld"
    for key in META_DATE:
        if found := read_date(meta.get(key, "")):
            return found, "meta"
    marked = tree.xpath("//*[@itemprop='datePublished']") + tree.xpath(
        "//article//time | //header//time | //main//time"
    )
    for tag in [*marked[:5], *tree.xpath("//time[@pubdate]")[:2]]:
        if found := read_date(tag.get("datetime") or tag.get("content") or _text(tag)):
            return found, "time tag"
    if url and (part := URL_DATE.search(urlsplit(url).path)):
        year, month, day = (part.group(i) or part.group(i + 3) for i in (1, 2, 3))
        if found := read_date(f"{year}-{month:0>2}-{day:0>2}"):
            return found, "url"
    return None, None


def _date_below(tree: Any, title: str | None) -> str | None:
    """A stamp set by itself right below the heading; one above it may be today's date."""
    headings = [h for h in tree.xpath("//h1 | //h2")[:20] if title and _text(h) == title]
    for tag in headings[0].xpath(DATED)[:3] if headings else []:
        words = _text(tag)
        stamp = stamp_at(words, 0)
        if stamp and stamp.end == len(words) and not stamp.updated:
            return stamp.date
    return None


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


def _byline(tree: Any) -> str | None:
    """The shortest of the first lines marked as byline that is no mere name of a field."""
    lines = [_text(tag) for tag in tree.xpath(BYLINES)[:6]]
    return next((line for line in lines if 3 < len(line) <= 160), None)


def _text(tag: Any) -> str:
    return _squeezed(str(tag.text_content()))[: 2 * LONGEST_FACT]


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _short(words: str | None) -> str | None:
    return (_squeezed(words)[:LONGEST_FACT] or None) if words else None
