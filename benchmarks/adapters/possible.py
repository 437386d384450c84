"""Of the incidents that are offered as one: how many are, and how many labelled pairs of reports they would bring together."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

from benchmarks.adapters.network import own_file, put
from benchmarks.war_labels import Labels
from benchmarks.workbench import Metrics
from reportedly.incident import Incident
from reportedly.matching import possible_matches
from reportedly.records import Reading
from reportedly.workspace import make_store, open_workspace

Pairs = set[frozenset[str]]


def offered(readings: Sequence[Reading], gold: Labels) -> Metrics:
    """Precision by offered pairs of incidents, of which two reports are labelled as of one; recall by labelled pairs of reports that are
    apart.
    """
    wanted = {frozenset(pair) for incident in gold.incidents for pair in combinations(incident.reports, 2)}
    with tempfile.TemporaryDirectory() as folder, make_store(Path(folder)) as store:
        put(store, [own_file(reading) for reading in readings])
        open_workspace().relink(store)
        incidents = {incident.id: incident for incident in store.incidents()}
        pairs = {
            frozenset((one.id, match.incident)) for one in incidents.values() for match in possible_matches(store, one)
        }
    between = [_across(*(incidents[name] for name in sorted(pair))) for pair in pairs]
    apart = wanted - {frozenset(pair) for one in incidents.values() for pair in combinations(one.reports, 2)}
    right = sum(not across.isdisjoint(wanted) for across in between)
    return {
        "precision": right / max(1, len(between)),
        "recall": len(apart & set[frozenset[str]]().union(*between)) / max(1, len(apart)),
    }


def _across(one: Incident, other: Incident) -> Pairs:
    return {frozenset(pair) for pair in product(one.reports, other.reports)}
