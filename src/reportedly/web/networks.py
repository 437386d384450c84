"""Networks at hand: who stands behind what a query finds, made again where the store changed, and narrowed for each page.

Only what is public has a place here: newsrooms, bodies that are named, and, where asked for, people by their role.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from reportedly.text import N_
from reportedly.ties import Network, Node, NodeKind, TieKind
from reportedly.web.bodies import has_page
from reportedly.web.turns import Turns
from reportedly.workspace import Workspace

if TYPE_CHECKING:
    from reportedly.workspace import Store

WAITING, PATIENCE = 8, 30.0  # people who wait for a network; seconds that each waits
BUSY = N_("Networks are being made for many people at this moment. Try again in a minute.")


class Networks:
    """The networks that were asked for last. Making one takes a while, so one is made at a time, and few wait for that."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._network = workspace.networks(store)
        self._latest: tuple[str, float, Network] | None = None  # of which query, and when its making began
        self.turns = Turns(1, WAITING, BUSY, PATIENCE)

    def of(self, query: str) -> Network:
        """The network of what a query finds, with all of its nodes: of those who wait for one, all take what was begun since they
        asked. Raises QueryError, and RefusedError where many ask for one."""
        asked = monotonic()
        with self.turns.turn():
            begun, latest = monotonic(), self._latest
            if latest is None or latest[0] != query or latest[1] < asked:
                network = self._network(query)
                latest = self._latest = query, begun, network
            return latest[2]


def public(network: Network, roles: bool, relation: TieKind | None, least: int) -> Network:
    """Newsrooms and bodies, with `roles` people by role too, and the ties of one relation, or all, that so many reports show."""
    return network.narrowed(
        lambda node: _is_public(node, roles),
        lambda tie: relation in (None, tie.relation) and tie.reports >= least,
    )


def _is_public(node: Node, roles: bool) -> bool:
    if node.kind is NodeKind.PEOPLE:
        return roles
    return node.kind is NodeKind.OUTLET or has_page(node.type or "", False, node.known)
