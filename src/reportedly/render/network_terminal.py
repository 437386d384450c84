"""A network on a terminal: how much there is, who stands behind most incidents, who relays, copies and cites whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.render.labels import counted
from reportedly.render.network_words import (
    behind_words,
    copies_words,
    kind_words,
    left_out_words,
    network_words,
    node_words,
    percent,
    tie_words,
)
from reportedly.ties import Network, Node, TieKind
from reportedly.visible import one_line

MOST = 10  # lines of each list

Line = tuple[str, str, str]


def network_view(network: Network) -> RenderableType:
    """The whole summary; a list that would be empty is left out."""
    named = {node.id: node for node in network.nodes}
    parts: list[RenderableType] = [Text(network_words(network), style="bold"), Text(copies_words(network))]
    if network.without_outlet:
        parts.append(Text(f"{counted(network.without_outlet, 'report')} without an outlet: no newsroom counts them"))
    if left := left_out_words(network):
        parts.append(Text(left))
    parts += _table("Behind most incidents", _behind(network.nodes))
    parts += _table("Newsrooms", _newsrooms(network.nodes))
    for kind, title in ((TieKind.RELAYS, "Who relays whom"), (TieKind.COPIES, "Who takes text from whom"),
                        (TieKind.SHARES, "Who has texts in common"), (TieKind.CITES, "Who cites whom")):  # fmt: skip
        ties = (tie for tie in network.ties if tie.relation is kind)
        parts += _lines(title, (tie_words(tie, named[tie.from_], named[tie.to]) for tie in ties))
    parts += _lines("Relay each other", _mutual(network, named))
    parts += _lines("Editions counted as one", _families(network.nodes))
    return Group(*parts)


def _behind(nodes: Iterable[Node]) -> Iterator[Line]:
    standing = [node for node in nodes if node.stands_behind]
    for node in sorted(standing, key=lambda node: (-node.stands_behind, -node.alone, node.id)):
        cited = f"cited in {counted(node.cited_in, 'report')}" if node.cited_in else ""
        yield one_line(node.name), kind_words(node), "; ".join(filter(None, (behind_words(node), cited)))


def _newsrooms(nodes: Iterable[Node]) -> Iterator[Line]:
    for node in nodes:
        if node.reports:
            share = percent(node.copied, node.reports)
            yield one_line(node.name), f"{share} copied", node_words(node)


def _mutual(network: Network, named: dict[str, Node]) -> Iterator[str]:
    for pair in network.mutual:
        one, other = one_line(named[pair.one].name), one_line(named[pair.other].name)
        there, back = counted(pair.there, "report"), counted(pair.back, "report")
        yield f"{one} relays {other} in {there}, {other} relays {one} in {back}"


def _families(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.editions:
            yield f"{one_line(node.name)}: {', '.join(map(one_line, node.editions))}"


def _table(title: str, rows: Iterable[Line]) -> list[RenderableType]:
    found = list(rows)
    if not found:
        return []
    table = Table.grid(padding=(0, 2))
    for name, kind, said in found[:MOST]:
        table.add_row(Text(name, style="bold"), Text(kind, style="dim"), Text(said))
    return [_title(title), Padding(table, (0, 0, 0, 2)), *_rest(len(found))]


def _lines(title: str, lines: Iterable[str]) -> list[RenderableType]:
    found = list(lines)
    if not found:
        return []
    shown = [Padding(Text(line), (0, 0, 0, 2)) for line in found[:MOST]]
    return [_title(title), *shown, *_rest(len(found))]


def _title(words: str) -> RenderableType:
    return Padding(Text(words, style="underline"), (1, 0, 0, 0))


def _rest(many: int) -> list[RenderableType]:
    return [Padding(Text(f"and {many - MOST:,} more", style="dim"), (0, 0, 0, 2))] if many > MOST else []
