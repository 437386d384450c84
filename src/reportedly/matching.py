"""The incidents of a store that may be one with an incident, and why, for a person to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.incident import Incident, PossibleMatch

if TYPE_CHECKING:
    from collections.abc import Collection

    from reportedly.store.archive import Store
    from reportedly.store.linkstate import LinkState

    Pair = tuple[str, str]

MOST = 3  # incidents that are offered: in three invented wars they reach 52, 33 and 9 in 100 of the pairs of reports that linking misses


def possible_matches(store: Store, incident: Incident, most: int = MOST) -> tuple[PossibleMatch, ...]:
    """The incidents that may be one with an incident, the likest first, as they were when the store was linked last."""
    from reportedly.linking.incidents import compare
    from reportedly.linking.kept import from_kept
    from reportedly.linking.possible import possible
    from reportedly.store.decisions import about_sets
    from reportedly.store.epochs import load_epoch
    from reportedly.store.linkstate import LinkState
    from reportedly.store.occurrences import headings

    with store.reads() as connection:
        state, epoch = LinkState(connection), load_epoch(connection)
        scores = _scores(state, incident.mentions)
        decided = about_sets(connection)
        named = {told for decision in decided for thing in decision.things for told in thing}
        homes = state.incidents({end for both in scores for end in both} | named)
        told = headings(connection, set(homes.values()))
        found = possible(incident.mentions, scores, homes, decided)
        ends = {end for _, both, _ in found for end in both}
        kept = {end: from_kept(body) for end, body in state.mentions(ends).items()}
        found = [one for one in found if one[0] in told and kept.keys() >= set(one[1])][:most]
        copied = state.copied(ends)
    common = epoch.common if epoch else frozenset()
    return tuple(
        PossibleMatch(
            other,
            both,
            round(score, 3),
            compare(kept[both[0]], kept[both[1]], (min(both), max(both)) in copied, common),
            *told[other],
        )
        for other, both, score in found
    )


def _scores(state: LinkState, mentions: Collection[str]) -> dict[Pair, float]:
    """The scores of all accounts that come near one of these."""
    return {both: score for both, (score, _) in state.edges(mentions).items() if score is not None}
