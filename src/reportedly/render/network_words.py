"""What a network says in words: counts of reports, newsrooms and incidents, and no verdict on anybody."""

from __future__ import annotations

from reportedly.render.labels import counted, label
from reportedly.render.wording import type_words
from reportedly.text import N_, gettext
from reportedly.ties import Network, Node, NodeKind, Tie, TieKind
from reportedly.visible import one_line

VERBS = {
    TieKind.RELAYS: N_("relays"),
    TieKind.CITES: N_("cites"),
    TieKind.COPIES: N_("takes text from"),
    TieKind.SHARES: N_("shares text with"),
}

SENTENCES = {
    TieKind.RELAYS: N_("%(taker)s relays %(giver)s in %(reports)s, %(incidents)s"),
    TieKind.CITES: N_("%(taker)s cites %(giver)s in %(reports)s, %(incidents)s"),
    TieKind.COPIES: N_("%(taker)s takes text from %(giver)s in %(reports)s, %(incidents)s"),
    TieKind.SHARES: N_("%(taker)s shares text with %(giver)s in %(reports)s, %(incidents)s"),
}


def network_words(network: Network) -> str:
    """How much there is: "7 reports of 3 newsrooms tell of 2 incidents in 12 claims"."""
    newsrooms = sum(1 for node in network.nodes if node.reports)
    return gettext(
        "%(reports)s of %(newsrooms)s tell of %(incidents)s in %(claims)s", reports=counted(network.reports, "report"),
        newsrooms=counted(newsrooms, "newsroom"), incidents=counted(network.incidents, "incident"),
        claims=counted(network.claims, "claim"),
    )  # fmt: skip


def copies_words(network: Network) -> str:
    """The share of copies: "Copies of another newsroom's text: 2 of 7 reports (29 %)"."""
    said = gettext("Copies of another newsroom's text: %(share)s", share=share_words(network.copied, network.reports))
    more = gettext("%(many)s more share one, and nothing shows who took it", many=f"{network.shared:,}")
    return f"{said}; {more}" if network.shared else said


def left_out_words(network: Network) -> str:
    """How many a narrowed network does not show, and why; empty where it shows all."""
    parts = []
    if network.left_out:
        sources = counted(network.left_out, "named source")
        parts.append(gettext("%(sources)s without a row of knowledge, who may be persons", sources=sources))
    if network.roles_left_out:
        parts.append(counted(network.roles_left_out, "role of people"))
    return gettext("Left out: %(what)s.", what="; ".join(parts)) if parts else ""


def share_words(part: int, whole: int) -> str:
    """A part of reports: "2 of 7 reports (29 %)"."""
    reports = counted(whole, "report")
    return gettext("%(many)s of %(reports)s (%(share)s)", many=f"{part:,}", reports=reports, share=percent(part, whole))


def percent(part: int, whole: int) -> str:
    """A share in whole percent."""
    return f"{round(100 * part / whole) if whole else 0} %"


def kind_words(node: Node) -> str:
    """What a node is: "newsroom", "monitor", "people by role"."""
    if node.kind is NodeKind.PEOPLE:
        return gettext("by role")
    if node.kind is NodeKind.OUTLET and node.reports:
        return gettext("newsroom")
    return type_words(node.type) if node.type else gettext("source")


def node_words(node: Node) -> str:
    """What is counted of a node: "12 reports, 3 copied; cited in 40 reports by 7 newsrooms; origin of 20 incidents, the only one of 9"."""
    parts = []
    if node.reports:
        taken = ", " + gettext("%(many)s copied", many=f"{node.copied:,}") if node.copied else ""
        parts.append(counted(node.reports, "report") + taken)
    if node.cited_in:
        pattern = N_("cited in %(reports)s by %(newsrooms)s") if node.cited_by else N_("cited in %(reports)s")
        newsrooms = counted(node.cited_by, "newsroom")
        parts.append(gettext(pattern, reports=counted(node.cited_in, "report"), newsrooms=newsrooms))
    if node.stands_behind:
        parts.append(behind_words(node))
    return "; ".join(parts)


def behind_words(node: Node) -> str:
    """How many incidents rest on a node: "origin of 20 incidents, the only one of 9"."""
    pattern = N_("origin of %(incidents)s, the only one of %(alone)s") if node.alone else N_("origin of %(incidents)s")
    return gettext(pattern, incidents=counted(node.stands_behind, "incident"), alone=f"{node.alone:,}")


def tie_words(tie: Tie, taker: Node, giver: Node) -> str:
    """A tie as a sentence: "Lumen relays Orvane Wire in 12 reports, 8 incidents"."""
    others = tie.reports - tie.own if tie.relation in (TieKind.RELAYS, TieKind.CITES) else 0
    reports, incidents = counted(tie.reports, "report"), counted(tie.incidents, "incident")
    if others:
        reports = gettext("%(reports)s (%(many)s by others)", reports=reports, many=f"{others:,}")
    names = {"taker": node_name(taker), "giver": node_name(giver)}
    return gettext(SENTENCES[tie.relation], **names, reports=reports, incidents=incidents)


def node_name(node: Node) -> str:
    """The name of a node on one line; people by role are called by words of ours."""
    return label(node.name) if node.kind is NodeKind.PEOPLE else one_line(node.name)
