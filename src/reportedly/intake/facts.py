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

from reportedly.intake.clearing import bare_heading, is_named
from reportedly.intake.dates import read_date
from reportedly.intake.heading import SHORTEST_TITLE, heading_above, same_heading, site_shown, split_title, squeezed
from reportedly.intake.headline import bare_title, site_of
from reportedly.intake.jsonld import article_node, is_address, names_of, nodes_of, site_node, text_of
from reportedly.intake.prose import words_of
from reportedly.intake.stamp import changed, stamp_at

HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,10}", re.IGNORECASE)
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
_DATE_NAMES = ("date", "Date", "publish", "meta", "Meta", "byline", "time", "Time", "info")
DATED = f"following::*[{' or '.join(f'contains(@class,{name!r})' for name in _DATE_NAMES)}][position()<=5]"
BESIDE = f"ancestor::*[position() <= 2][not(self::body or self::html)]//*[{' or '.join(f'contains(@class,{name!r})' for name in _DATE_NAMES)}]"
BARE = "following::*[not(*)][string-length(normalize-space()) > 7][position() <= 5]"  # lines below a heading that nothing names
HEADINGS = "//body//*[self::h1 or self::h2 or self::h3 or self::b or self::strong or self::font]"
PUBLISHED = "following::*[contains(@class,'publish') or contains(@class,'date') or contains(@class,'Date')]"
LONGEST_DAY = 60  # characters of a line that is named as a date and holds one
STAMP_PARTS = re.compile(r"\s[|•·–—-]\s|\sby\s(?=[A-Z])")
OTHER_WEEKDAY = re.compile(r"[^\W\d]+,?\s(?=\d)")
LONGEST_STAMP = 120  # characters of a line that names authors and ends in the day
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
    machine data names for the article; `bylines` are lines that may name authors or agencies, as the reader sees them.
    """

    title: str | None = None
    site: str | None = None
    publisher: str | None = None
    supplier: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
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
    title = _title(tree, meta, node, publisher or site)
    site = site or _site(tree, title)
    published, where = _date(tree, meta, node, canonical or url)
    if published is None and (published := _date_below(tree, title)):
        where = "text"
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


def _title(tree: Any, meta: dict[str, str], node: dict[str, Any], site: str | None) -> str | None:
    """The main heading where it is one with what the page declares, else what the page declares."""
    declared = [text_of(node, "headline"), _first(meta, META_TITLE), _page_title(tree)]
    split = split_title(tree, _squeezed(declared[-1] or ""))
    bare = [bare_title(_squeezed(title), site) for title in declared[:-1] if title and title.strip()]
    bare += [split[0] if split else bare_title(_squeezed(title), site) for title in declared[-1:] if title and title.strip()]
    if heading := same_heading(tree, bare):
        return heading
    headings = [bare_heading(h, bare) for h in tree.xpath("//h1")[:10]]
    headings = [heading for heading in headings if heading and 8 <= len(heading) <= LONGEST_FACT]
    for heading in headings:
        if any(_alike(heading, title) for title in bare):
            return heading
    named = len(bare) == 1 and len(squeezed(bare[0])) < SHORTEST_TITLE <= len(squeezed(headings[0])) if headings else False
    if len(headings) == 1 and (not bare or named or tree.xpath("//article//h1 | //main//h1")):
        return headings[0]
    if not headings and len(bare) < 2 and not split and (above := heading_above(tree)):
        return above
    return next(iter(bare + headings), None)


def _site(tree: Any, title: str | None) -> str | None:
    """The site's name as the page's title carries it."""
    whole = _squeezed(_page_title(tree))
    split = split_title(tree, whole)
    return (split[1] if split else None) or (site_of(whole, title) if title else None) or site_shown(tree, whole, title)


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
        if _of_change(tag):
            continue
        if found := read_date(tag.get("datetime") or tag.get("content") or tag.get("title") or _text(tag)):
            return found, "time tag"
    if url and (part := URL_DATE.search(urlsplit(url).path)):
        year, month, day = (part.group(i) or part.group(i + 3) for i in (1, 2, 3))
        if found := read_date(f"{year}-{month:0>2}-{day:0>2}"):
            return found, "url"
    return None, None


def _of_change(tag: Any) -> bool:
    """Whether a time says when the page was changed: by its name, or by the words in or before it."""
    before = (tag.getprevious().tail if tag.getprevious() is not None else tag.getparent().text) or ""
    named = tag.get("itemprop") == "dateModified" or is_named(tag, "changed")
    return named or changed(before.strip()) or changed(_text(tag))


def _date_below(tree: Any, title: str | None) -> str | None:
    """A stamp set by itself right below the heading; one above it may be today's date."""
    headings = [h for h in tree.xpath(HEADINGS)[:60] if title and _text(h) == title]
    for tag in [tag for path in (DATED, BESIDE, BARE) for tag in headings[0].xpath(path)[:5]] if headings else []:
        words = _text(tag)
        parts = [part.strip() for part in STAMP_PARTS.split(words)] if len(words) <= LONGEST_STAMP else []
        for part in parts:
            part = OTHER_WEEKDAY.sub("", part, count=1) if OTHER_WEEKDAY.match(part) else part
            stamp = stamp_at(part, 0)
            if stamp and stamp.end == len(part) and not stamp.updated and not _of_change(tag):
                return stamp.date
    for tag in headings[0].xpath(PUBLISHED)[:5] if headings else []:
        words = _text(tag)
        if len(words) <= LONGEST_DAY and not changed(words) and not _of_change(tag) and (found := read_date(words)):
            return found
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


def _bylines(tree: Any) -> tuple[str, ...]:
    """The lines of the article named as bylines, then as authors, then as sources."""
    tags = [tag for path in BYLINES for tag in tree.xpath(path)[:6] if not is_named(tag, "aside")]
    return tuple(dict.fromkeys(line for line in map(words_of, tags[:MOST_BYLINES]) if 1 < len(line) <= LONGEST_BYLINE))


def _text(tag: Any) -> str:
    return _squeezed(str(tag.text_content()))[: 2 * LONGEST_FACT]


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _short(words: str | None) -> str | None:
    return (_squeezed(words)[:LONGEST_FACT] or None) if words else None
