"""What a page's markup says is no part of the article, taken out before the text is read: boxes between paragraphs,
lines that are nothing but a link, labels in headings.

How pages name such things is data (markup.tsv). Whatever holds much of the page's paragraphs stays, however it is
named, so that an odd name costs no article. Posts set into an article become that account's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportedly.intake.appeals import calls, reports
from reportedly.intake.beside import POST, drop_beside
from reportedly.intake.boxes import drop_boxes
from reportedly.intake.lines import ends_sentence
from reportedly.intake.prose import (
    BLOCKS,
    LONG_ENOUGH,
    UNREAD,
    counted,
    main_kind,
    paragraph_letters,
    paragraphs,
    runs,
    words_of,
)
from reportedly.intake.stamp import is_clock
from reportedly.intake.vocabulary import words_for

DATA = "markup.tsv"
NAMED_BY = ("class", "id", "data-testid", "data-component", "data-type", "role")
JOINTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
LONGEST_NAMING = 300  # characters of an attribute that are looked at
LARGEST_SHARE = 0.5  # of a page's paragraphs that can stand in something that is no article
MAY_BE_NAMED = f"//body//*[not(self::script or self::h1 or self::time)][{' or '.join(f'@{key}' for key in NAMED_BY)}]"
WITH_LINK = ".//*[self::p or self::li or self::div or self::h2 or self::h3 or self::h4 or self::h5][.//a]"

MEDIA = ".//img | .//video | .//audio | .//iframe"
LONGEST_LINK = 200  # characters of a line that is nothing but a link to another story
LONGEST_LABEL = 30  # characters of "READ NEXT" and the like
LINKED = 0.8  # of such a line
SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*(?P<name>[^()\n]{1,80}?)\s*\(\s?(?P<handle>@[\w.-]{1,60})\s?\)")
ACCOUNT = re.compile(r"(?P<name>[^()@\n]{1,80}?)\s*\(\s?(?P<handle>@[\w.-]{1,60})\s?\)")
MOST_FRAMED = 8  # parts of a post's frame
PICTURE_LINK = re.compile(r"\s*(?:https?://t\.co/\w+|pic\.twitter\.com/\w+)")


def clear(tree: Any, names: tuple[str, ...] = (), site: str | None = None) -> tuple[str, ...]:
    """Takes out what is no article, `names` being those who may have written it and `site` what the page calls itself;
    notes on what was left out though it has words.
    """
    left_out = sum(not _quoted(post) for post in named(tree, "embed"))
    _drop_asides(tree)
    _drop_clocks(tree)
    drop_boxes(tree)
    drop_beside(tree, names, site)
    for line in list(_link_lines(tree)):
        line.drop_tree()
    return (f"posts set into the page that name no account were left out: {left_out}",) if left_out else ()


def bare_heading(heading: Any, declared: list[str]) -> str:
    """A heading without a label inside it: what is named as one, or what stands before the title that the page
    declares.
    """
    labels = [tag for tag in heading.xpath(".//*[@class]")[:20] if is_named(tag, "kicker")]
    whole = words_of(heading)
    for label in labels:
        words = words_of(label)
        if words and whole.startswith(words) and len(whole) > 2 * len(words):
            whole = whole[len(words) :].strip(" :|–—-")
    for title in declared:
        if len(title) > 8 and whole.casefold().endswith(title.casefold()) and len(whole) < len(title) + 60:
            return whole[len(whole) - len(title) :]
    return whole


def is_named(tag: Any, *kinds: str) -> bool:
    """Whether an element is named as a thing of one of these kinds."""
    return name_of(tag, *kinds) is not None


def name_of(tag: Any, *kinds: str) -> str | None:
    """The word by which an element is named as a thing of one of these kinds; null where it is not."""
    names = [_hyphened(name) for key in NAMED_BY if (name := tag.get(key))] if len(tag.attrib) else []
    found = (_pattern(what).search(name) for what in kinds for name in names)
    return next((match.group(1) for match in found if match), None)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|-)({'|'.join(map(re.escape, words_for(what, DATA)))})(?:-|$)")


def _hyphened(name: str) -> str:
    return JOINTS.sub("-", name[:LONGEST_NAMING]).lower()


def named(tree: Any, what: str) -> list[Any]:
    """The outermost elements of the page's body that are named as such a thing."""
    found: dict[Any, None] = {}
    for tag in tree.xpath(MAY_BE_NAMED):
        if is_named(tag, what) and not any(up in found for up in tag.iterancestors()):
            found[tag] = None
    return list(found)


def _drop_asides(tree: Any) -> None:
    """Takes out what is named as no article, as a player or as a byline, unless it holds the main heading or much of the
    page's paragraphs: by itself, or with all that is named so and leads nowhere.
    """
    most = LARGEST_SHARE * sum(map(paragraph_letters, paragraphs(tree)))
    for name, tags in _by_name(tree).items():
        captions = name in words_for("player", DATA)
        letters = {tag: 0 if captions else sum(map(paragraph_letters, paragraphs(tag))) for tag in tags}
        if sum(count for tag, count in letters.items() if count and not _leads(tag)) > most:
            continue
        for tag, count in letters.items():
            if count <= most and tag.getparent() is not None and next(tag.iter("h1"), None) is None:
                tag.drop_tree()


def _by_name(tree: Any) -> dict[str, list[Any]]:
    """The outermost elements that are named as no part of an article, by the word that says so; players are none that
    hold the article's paragraphs, bylines none that say something.
    """
    article = main_kind(tree)
    around = {up for paragraph in article for up in (paragraph, *paragraph.iterancestors())}
    found: dict[str, list[Any]] = {}
    seen: set[Any] = set()
    for tag in tree.xpath(f"{MAY_BE_NAMED} | //body//*[@hidden]"):
        name = "hidden" if tag.get("hidden") is not None else name_of(tag, "aside", "doubtful")
        if name is None and tag not in around:
            name = name_of(tag, "player") if is_player(tag) else _byline(tag)
        if name and seen.isdisjoint(tag.iterancestors()):
            found.setdefault(name, []).append(tag)
            seen.add(tag)
    return found


def _byline(tag: Any) -> str | None:
    name = name_of(tag, "byline")
    return name if name and not counted(tag)[0] else None


def is_player(tag: Any) -> bool:
    """Whether an element is named as a player or as pictures, and says no more than one sentence to each."""
    if not is_named(tag, "player"):
        return False
    return sum(ends_sentence(run.words) for run in runs(tag)) <= max(1, len(tag.xpath(MEDIA)))


def _leads(tag: Any) -> bool:
    said, signs = counted(tag)
    return 0 < signs >= said


def _drop_clocks(tree: Any) -> None:
    """Takes the time of day out of headings, as the entries of live reports have it there."""
    for tag in list(tree.iter("span", "time")):
        if next(tag.iterancestors("h2", "h3", "h4"), None) is not None and is_clock(words_of(tag)):
            tag.drop_tree()


def _link_lines(tree: Any) -> Iterator[Any]:
    """Lines behind the first paragraph that are nothing but a link to another story, a label before it included."""
    seen = False
    for tag in tree.xpath(f"{LONG_ENOUGH} | {WITH_LINK}"):
        if tag.tag == "p" and not seen:
            seen = paragraph_letters(tag) > 0
        if not seen or any(child.tag in BLOCKS for child in tag):
            continue
        words = words_of(tag)
        if not 0 < len(words) <= LONGEST_LINK:
            continue
        linked = sum(len(words_of(link)) for link in tag.iter("a"))
        label, _, rest = words.partition(":")
        links = filter(calls, map(words_of, tag.iter("a")))
        called = any(not reports(words) or words.rstrip(".! ").endswith(link) for link in links)
        labelled = len(label) <= LONGEST_LABEL and linked >= len(rest.strip()) > 0
        if called or labelled or (linked >= LINKED * len(words) and not ends_sentence(words)):
            yield tag


def _quoted(post: Any) -> bool:
    """Makes an embedded post a paragraph "ACCOUNT: “words”", or takes it out; whether an account was named."""
    from lxml import html

    words = PICTURE_LINK.sub("", words_of(post))
    signed = list(SIGNATURE.finditer(words))
    found = signed[-1] if signed else ACCOUNT.match(words)
    if found is None:
        bare = not words
        post.drop_tree()
        return bare
    said = words[: found.start()] if signed else words[found.end() :]
    line = html.Element("p")
    line.set("class", POST)
    line.text = f"{found['name'].strip()} ({found['handle']}): “{said.strip(' “”')}”"
    while _frames(post.getparent()):
        post = post.getparent()
    line.tail = post.tail
    post.getparent().replace(post, line)
    return True


def _frames(block: Any) -> bool:
    """Whether a block is no more than the frame of one element, scripts aside."""
    if block.tag not in ("div", "figure") or len(block) > MOST_FRAMED:
        return False
    parts = [part for part in block if isinstance(part.tag, str) and part.tag not in UNREAD]
    return len(parts) == 1 and not "".join(filter(None, (block.text, *(part.tail for part in block)))).strip()
