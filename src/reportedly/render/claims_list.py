"""The claims of one report by origin, as a fragment of HTML: on whose word, how firmly, which words, what they say
happened.
"""

from __future__ import annotations

from reportedly.records import Claim, Reading
from reportedly.render.article import claim_anchor
from reportedly.render.by_origin import Resting, by_origin
from reportedly.render.chain import chain
from reportedly.render.markup import Html, tag
from reportedly.render.telling import event_words
from reportedly.render.wording import CERTAINTY_MARKS, certainty_words, described, shown_name
from reportedly.text import gettext
from reportedly.visible import one_line


def claims_list(reading: Reading, prefix: str) -> Html:
    """All groups, in the order in which the report brings the origins up, the outlet's own voice last."""
    groups = [_group(group, reading, prefix) for group in by_origin(reading)]
    return tag("div", *groups, class_="origins")


def _group(group: Resting, reading: Reading, prefix: str) -> Html:
    origin = group.origin
    name = tag("bdi", shown_name(origin)) if origin else gettext("The outlet’s own voice")
    head = tag("h4", name, tag("small", described(origin) if origin else gettext("no source is named")))
    many = len(group.chains) > 1
    ways = [] if origin is None or many else [chain(reading.report, group.chains[0])]
    entries = [_entry(number, claim, reading, prefix, many) for number, claim in group.claims]
    return tag("section", head, *ways, tag("ul", *entries, class_="claims"), class_="origin")


def _entry(number: int, claim: Claim, reading: Reading, prefix: str, with_chain: bool) -> Html:
    anchor = claim_anchor(prefix, number)
    link = tag(
        "a",
        str(number),
        href=f"#{anchor}",
        class_="number",
        aria_label=gettext("Claim %(number)s in the text", number=number),
    )
    mark = tag("span", CERTAINTY_MARKS[claim.certainty], aria_hidden="true")
    firm = tag("span", mark, f" {certainty_words(claim)}", class_=f"firm {claim.certainty}")
    where = [tag("span", gettext("headline"), class_="where")] if claim.where == "headline" else []
    way = [chain(reading.report, claim.chain)] if with_chain else []
    events = [tag("li", event_words(event, reading, claim.certainty)) for event in claim.events]
    happened = [tag("ul", *events, class_="events")] if events else []
    words = tag("p", one_line(claim.text), dir="auto", lang=reading.report.language)
    return tag("li", tag("div", link, firm, *where, class_="meta"), words, *way, *happened, id=f"{anchor}l")
