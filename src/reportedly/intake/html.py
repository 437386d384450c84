"""A page to a Report: the headline, then the article's paragraphs; what a page says of itself becomes the report's
fields.

The page's bytes are its version; its markup is taken apart elsewhere (worker.py), so that no page can hold up or
break what reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.intake.address import canonical, host_of, site_of
from reportedly.intake.agency import CROWD, Agencies, Names
from reportedly.intake.credit import byline_of
from reportedly.intake.decode import Decoded, decode
from reportedly.intake.facts import Facts
from reportedly.intake.headline import Headline, find_headline
from reportedly.intake.language import identify
from reportedly.intake.layout import Layout, lay_out
from reportedly.intake.lines import lines_of
from reportedly.intake.options import NOTHING, Given
from reportedly.intake.signed import names_in
from reportedly.intake.text import body_sample, byline_agency, outlet_of, publication
from reportedly.intake.worker import worker
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.records import Report, report_id, version_of

META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,40})", re.IGNORECASE)
LOOKS_LIKE = re.compile(
    rb"^\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml[^>]{0,200}>\s*<(?:!doctype\s+html|html))", re.IGNORECASE
)


def report_from_html(
    data: bytes, input_name: str, given: Given = NOTHING, knowledge: Knowledge | None = None, charset: str | None = None
) -> Report:
    """The report that a page holds; `charset` is what the sender of the page claims.

    Raises IntakeError where the page is empty, too large, takes too long, or holds no article.
    """
    known = knowledge or Knowledge()
    decoded = decode_page(data, input_name, charset)
    page = worker().read(decoded.text, input_name, given.url)
    facts = page.facts
    url, supplier = whose(given.url, facts, known)
    name = given.outlet or outlet_name(url, facts, known)
    title = given.title or facts.title
    text = with_headline(page.text, title)
    agencies = Agencies(known, name)
    line = next(filter(None, (byline_of(line, agencies) for line in facts.bylines)), None) or (Names(), ())
    layout = with_byline(lay_out(text, title, agencies, (*facts.authors, *line[1])), facts, line, agencies)
    layout = replace(layout, credited=(*layout.credited, *supplier))
    outlet = outlet_of(name, layout, known)
    published, published_from = publication(given, layout, input_name)
    if published_from != "given" and facts.published:
        published, published_from = facts.published, facts.published_from
    return Report(
        id=report_id(url, input_name, 0, (outlet.id or outlet.name) if outlet else None),
        version=version_of(data),
        input=input_name,
        text=text,
        outlet=outlet,
        url=url,
        title=title or (text[slice(*layout.headline)] if layout.headline else None),
        authors=layout.authors,
        published=published,
        published_from=published_from,
        dateline=layout.dateline,
        byline_agency=byline_agency(layout, outlet, known),
        language=given.language or identify(body_sample(text, layout)) or facts.language,
        headline=layout.headline,
        furniture=layout.furniture,
        notes=(*decoded.notes, *page.notes),
    )


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a page does, whatever the file is called."""
    head = data[:2_000].removeprefix(b"\xef\xbb\xbf")
    return LOOKS_LIKE.match(head) is not None or LOOKS_LIKE.match(head.replace(b"\0", b"")[2:]) is not None


def decode_page(data: bytes, input_name: str, charset: str | None) -> Decoded:
    """The markup. A byte order mark and valid UTF-8 speak for themselves; then what the sender, then what the page
    claims.
    """
    declared = META_CHARSET.search(data, 0, 4_096)
    claims = [charset, declared.group(1).decode("ascii", "replace") if declared else None]
    return decode(data, input_name, *filter(None, claims))


def whose(given: str | None, facts: Facts, knowledge: Knowledge) -> tuple[str | None, tuple[str, ...]]:
    """The address of a page, and the outlet whose copy it says that it is: that of the site that it calls its own address,
    where it stands on another one's.
    """
    own, here = canonical(facts.url), canonical(given or facts.shown_at)
    known = knowledge.by_domain(host_of(own)) if own else None
    if own is None or here is None or known is None or knowledge.by_domain(host_of(here)) is known:
        return canonical(given or facts.url), ()
    return here, (known.name,)


def outlet_name(url: str | None, facts: Facts, knowledge: Knowledge) -> str | None:
    """Who publishes the page: the outlet known to own the address, else the publisher that it names, unless that is
    the agency whose copy it prints; then the name of the site.
    """
    known = knowledge.by_domain(host_of(url)) if url else None
    if known:
        return known.name
    if facts.publisher and facts.site and fold(facts.publisher).startswith(f"{fold(facts.site)} "):
        return facts.site
    if facts.publisher and not supplied(facts.publisher, url, facts, knowledge):
        return facts.publisher
    return facts.site or site_of(url)


def supplied(name: str, url: str | None, facts: Facts, knowledge: Knowledge) -> bool:
    """Whether the publisher that a page names is an agency, and the page another one's by its own name or address."""
    agencies = Agencies(knowledge, facts.site)
    if not agencies.is_agency(name) or agencies.is_own(name):
        return False
    return facts.site is not None or (url is not None and not owns_host(name, host_of(url), knowledge))


def owns_host(name: str, host: str, knowledge: Knowledge) -> bool:
    """Whether a host's name holds a name of the body's, or its initials."""
    entity = knowledge.find(name)
    names = (name, *((entity.name, *entity.aliases) if entity else ()))
    plain = "".join(filter(str.isalnum, host.casefold()))
    initials = ("".join(word[0] for word in spelled.split() if word[0].isupper()) for spelled in names)
    forms = ("".join(filter(str.isalnum, form.casefold())) for form in (*names, *initials))
    return any(len(form) > 1 and form in plain for form in forms)


def with_headline(text: str, title: str | None) -> str:
    """The article with its headline on top, where the page has it outside the article."""
    if not title:
        return text
    found: Headline = find_headline(text, lines_of(text), title)
    near_top = found.span is not None and found.span[0] < 300
    return text if near_top else f"{title}\n\n{text}"


def _declared(authored: Sequence[str], facts: Facts, agencies: Agencies) -> Iterator[str]:
    """The agencies among authors, publisher and supplier, and a supplier that the page also shows in a byline."""
    shown = [facts.supplier] if any(line.startswith(facts.supplier or "\0") for line in facts.bylines) else []
    for name in filter(None, (*authored, facts.publisher, facts.supplier)):
        if (agencies.is_agency(name) or name in shown) and not agencies.is_own(name):
            yield name


def with_byline(layout: Layout, facts: Facts, line: tuple[Names, tuple[str, ...]], agencies: Agencies) -> Layout:
    """The layout with the authors and agencies that the page names outside the article's text; `line` is its byline."""
    names, authors = line
    authored = [name for author in facts.authors for name in names_in(author, agencies)]
    declared = tuple(_declared(authored, facts, agencies))
    persons = tuple(
        name for name in authored if name not in declared and not agencies.is_own(name) and fold(name) not in CROWD
    )
    credited = dict.fromkeys([*names.others, *(agencies.shown(name) for name in declared), *layout.credited])
    return replace(layout, credited=tuple(credited), authors=tuple(dict.fromkeys(persons or authors or layout.authors)))
