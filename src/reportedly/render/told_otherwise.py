"""Where the accounts of an incident differ, how the telling changed on its way, the words used for one body by outlet.

Each line leads to the words on both sides; nothing is said about which of them is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.incident import Change, ChangeKind, Difference, Incident, Naming
from reportedly.render.assertion_words import about_words, changed_figures
from reportedly.render.cited import Cites, links
from reportedly.render.labels import capitalized
from reportedly.render.markup import Html, joined, tag, worded
from reportedly.render.standing import Reports, account_words
from reportedly.render.wording import tellers
from reportedly.text import N_, gettext
from reportedly.visible import one_line, shortened

QUOTED = 60  # characters of the words that went missing


def differences(incident: Incident, cites: Cites) -> list[Html]:
    """One line a field on which accounts differ: every value, who gives it, its words."""
    return [
        tag(
            "li",
            f"{capitalized(about_words(found.field))}: ",
            tag("ul", *_accounts(found, incident, cites), class_="values"),
        )
        for found in incident.differences
    ]


def _accounts(found: Difference, incident: Incident, cites: Cites) -> list[Html]:
    return [
        tag("li", tag("bdi", account_words(account, incident)), " ", links(account.claims, cites))
        for account in found.accounts
    ]


def changes(incident: Incident, reports: Reports, cites: Cites) -> list[Html]:
    """One line a change: what it is about, the words before and after, with who printed either."""
    names = tellers(incident.reports, reports)
    return [_change(change, incident, names, cites) for change in incident.changes]


def _change(change: Change, incident: Incident, names: Mapping[str, str], cites: Cites) -> Html:
    before, after = (tag("bdi", names.get(p.report, one_line(p.report))) for p in (change.from_, change.to))
    here, there = links([change.from_.claim], cites), links([change.to.claim], cites)
    about = f"{capitalized(about_words(change.about))}: "
    first, second = _verbs(change, incident)
    way = worded("%(first)s in %(before)s, %(second)s in %(after)s", first=first, second=second,
                 before=joined([before, " ", here]), after=joined([after, " ", there]))  # fmt: skip
    return tag("li", about, way)


def _verbs(change: Change, incident: Incident) -> tuple[Html, Html]:
    """What stands on the first side, and what on the second."""
    words = tag("q", shortened(change.words or "", QUOTED), dir="auto")
    whose = tag("bdi", _origin(change.origin, incident))
    match change.kind:
        case ChangeKind.HEDGE_LOST:
            return worded("held back (%(words)s)", words=words), worded("flat")
        case ChangeKind.CERTAINTY_GAINED:
            planned = worded("planned (%(words)s)", words=words), worded("done")
            return planned if change.words else (worded("said"), worded("confirmed"))
        case ChangeKind.ATTRIBUTION_DROPPED:
            who = words if change.words else whose
            return worded("on the word of %(who)s", who=who), worded("on nobody’s word")
        case ChangeKind.FIGURE_UPDATED:
            return _figures(changed_figures(change, incident), whose)
        case ChangeKind.WITHDRAWN:
            return worded("given by %(who)s", who=whose), worded("taken back by the same")


def _figures(figures: tuple[str, str] | None, whose: Html) -> tuple[Html, Html]:
    if figures is None:
        return worded("first given by %(who)s", who=whose), worded("given anew by the same")
    before, after = (tag("bdi", figure) for figure in figures)
    return worded("first %(figure)s by %(who)s", figure=before, who=whose), worded(
        "then %(figure)s by the same", figure=after
    )


def _origin(origin: str | None, incident: Incident) -> str:
    named = [one_line(found.name) for found in incident.origins if found.id == origin]
    return named[0] if named else gettext("its source")


def namings(incident: Incident, cites: Cites) -> list[Html]:
    """The naming table: a reference name, and beside it the words that each outlet uses; nothing where there are none."""
    if not incident.namings:
        return []
    heads = [gettext(words) for words in (N_("Reference name"), N_("Words in the reports"), N_("Outlets"), N_("Where"))]
    head = tag("tr", *(tag("th", words, scope="col") for words in heads))
    body = [row for naming in incident.namings for row in _naming(naming, cites, heads[1:])]
    made = tag("table", tag("thead", head), tag("tbody", *body), class_="who stacked")
    return [
        tag("div", made, class_="frame", tabindex=0, role="group", aria_label=gettext("Words used for the same body"))
    ]


def _naming(naming: Naming, cites: Cites, labels: Sequence[str]) -> list[Html]:
    rows = []
    for number, wording in enumerate(naming.wordings):
        name = [tag("th", *_reference(naming), scope="rowgroup", rowspan=len(naming.wordings))] if number == 0 else []
        where = links([passage.claim for passage in wording.passages], cites)
        outlets = joined((tag("bdi", one_line(outlet)) for outlet in wording.outlets), ", ")
        told = (tag("q", one_line(wording.words), dir="auto"), outlets, where)
        cells = (tag("td", cell, data_label=label) for label, cell in zip(labels, told, strict=True))
        rows.append(tag("tr", *name, *cells))
    return rows


def _reference(naming: Naming) -> list[Html]:
    source = [tag("small", gettext("row %(row)s of knowledge", row=one_line(naming.source)))] if naming.source else []
    return [tag("bdi", one_line(naming.name)), *source]
