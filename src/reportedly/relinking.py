"""The incidents of a store kept up to date: joined to what is there, or made anew in a new epoch.

What stands is a function of the reports, of what people decided, and of the epoch. An epoch ends when the reports have
doubled, when knowledge or the program changes, or when a person asks; small stores learn anew each time, for it costs them nothing.
What came in is joined slice by slice, each whole or not at all, so that other programs can write in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import sleep

from reportedly import __version__
from reportedly.decision import Decision, Verb
from reportedly.knowledge.loader import Knowledge
from reportedly.records import digest
from reportedly.store import epochs, occurrences
from reportedly.store.archive import Store
from reportedly.store.decisions import about_sets
from reportedly.store.occurrences import Changed

FEW = 500  # reports up to which each linking is an epoch of its own: the words of few say too little to be kept
DOUBLED = 2  # times the reports of an epoch from which a new one is learnt
MANY, SHARE = 500, 0.1  # reports at once, and share of all, beyond which making all anew costs less than joining them
SLICE = 50  # new reports that are joined in one transaction, two to eight seconds
LINKING = "2"  # counted up when the same reports give other incidents, or ties, within one version of the program
PAUSE = 0.12  # seconds between two slices: whoever waits for SQLite's lock looks for it every tenth of a second


@dataclass(frozen=True, slots=True)
class Relinked:
    """What linking did: the incidents it changed, and whether everything was made anew, in the epoch of this number."""

    changed: Changed
    anew: bool
    epoch: int


def relink(store: Store, knowledge: Knowledge, anew: bool = False) -> Relinked:
    """Brings the incidents of a store up to date; `anew` makes all of them again, in a new epoch."""
    changed = Changed()
    while True:
        joined = None if anew else _join(store, knowledge)
        if joined is None:
            if made := _make_anew(store, knowledge):
                return replace(made, changed=changed.then(made.changed))
            continue
        changed = changed.then(joined.changed)
        if not joined.left:
            return Relinked(changed, False, joined.epoch)
        sleep(PAUSE)


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the joining of one slice changed, and how many reports are left for the next ones."""

    changed: Changed
    epoch: int
    left: int = 0


def _join(store: Store, knowledge: Knowledge) -> _Joined | None:
    """Joins a slice of what came in since; null where everything is to be made anew."""
    from reportedly.linking.epochs import Epoch
    from reportedly.linking.joining import Joiner
    from reportedly.linking.recalled import Recalled

    with store.linking() as state:
        connection = state.connection
        decided = about_sets(connection)
        kept, waiting = epochs.load_epoch(connection), epochs.pending(connection, SLICE)
        if kept is None or epochs.basis(connection) != _basis(knowledge, decided):
            return None
        if not waiting.reports and waiting.seq == occurrences.linked_up_to(connection):
            return _Joined(Changed(), kept.number)
        if not _lasts(kept, epochs.size(connection), len(waiting.reports) + waiting.left):
            return None
        epoch = Epoch(kept.number, kept.reports, kept.stretches, kept.crowded, kept.common)
        joiner = Joiner(state, epoch, knowledge, decided, store.recalled(kept.number, Recalled))
        joiner.join(waiting.reports)
        settled = joiner.settle()
        made = occurrences.packed(settled.incidents, settled.links, settled.holding)
        changed = occurrences.put_made(connection, made, settled.before, waiting.seq, waiting.seen)
        return _Joined(changed, kept.number, waiting.left)


def _lasts(kept: epochs.KeptEpoch, there: int, waiting: int) -> bool:
    """Whether an epoch lasts with so many reports, of which so many are not joined yet."""
    return FEW < there < DOUBLED * kept.reports and waiting <= max(MANY, SHARE * there)


def _make_anew(store: Store, knowledge: Knowledge) -> Relinked | None:
    """Makes everything again; null where a report was forgotten, or more was linked, meanwhile: then it is to be tried again.

    All is made before the store is held, which then is only written to.
    """
    from reportedly.linking.decided import as_one
    from reportedly.linking.epochs import learn
    from reportedly.linking.joining import filling, looked_at
    from reportedly.linking.linked import lay, told_of

    readings, seq = store.to_link()
    decided = store.decided_sets()
    known = as_one(knowledge, decided)
    epoch, told = learn(readings, known)
    laid = lay({reading.report.id: reading for reading in readings}, known, epoch, told)
    linked = told_of(laid, knowledge, decided)
    made, learnt = occurrences.packed(linked.incidents, linked.links), epochs.packed_epoch(epoch)
    joinable = DOUBLED * epoch.reports > FEW  # else nothing is ever joined in this epoch
    whole = filling(laid) if joinable else looked_at(laid)
    with store.linking() as state:
        connection = state.connection
        if seq < occurrences.linked_up_to(connection):
            return None
        changed = occurrences.put_linked(connection, made, seq)
        if changed is None:
            return None
        state.clear()
        state.fill(whole)
        number = epochs.put_epoch(connection, learnt)
        epochs.put_basis(connection, _basis(knowledge, decided))
        return Relinked(changed, True, number)


def _basis(knowledge: Knowledge, decisions: list[Decision]) -> str:
    """What linking rests on beside the reports: the program, knowledge, and the names that people said are one."""
    same = [[decision.number, list(map(list, decision.things))] for decision in decisions if decision.verb is Verb.SAME]
    return digest("linking", __version__, LINKING, knowledge.version, str(same))
