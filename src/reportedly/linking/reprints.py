"""Copy links kept up to date while reports come and go. Of reports that print one text only the first is compared with
others; who is first may change with each that comes or goes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.incident import Link
from reportedly.knowledge.loader import Knowledge
from reportedly.linking.candidates import UNDATED, At, Pair, near, number, pair
from reportedly.linking.copies import FEWEST, Printed, copy_link, first_of, printed, twin_links
from reportedly.linking.kept import imprint_from_kept, print_from_kept, print_to_kept
from reportedly.linking.recalled import Recalled
from reportedly.linking.shingles import NEIGHBOURS, WINDOW, sharing
from reportedly.linking.state import KeptPrint, Placed, State
from reportedly.records import Reading

MOST = 1 << 40  # more reports than print one text


class Reprints:
    """The copies of a state. Each call returns the pairs of reports that share text now, or no longer."""

    def __init__(self, state: State, knowledge: Knowledge, recalled: Recalled) -> None:
        self._state, self._knowledge, self._known = state, knowledge, recalled.hashes
        self._printed: dict[str, Printed] = {}
        self._changed: set[Pair] = set()

    def put(self, reading: Reading) -> set[Pair]:
        """Adds a report that is not there."""
        item = printed(reading, self._knowledge, self._known)
        if len(item.text.distinct):
            self._printed[item.id] = item
            self._state.put_print(item.id, *print_to_kept(item))
            key = _text_key(item)
            same = self._of_text(key)
            self._state.texts.put(at_of(item), [key])
            self._choose([*same, item.id], item)
        return self._told()

    def take(self, reports: Sequence[str]) -> set[Pair]:
        """Takes reports out, those that are there. Nothing is compared before all are out: they may have changed."""
        met: set[Pair] = set()
        keys: set[int] = set()
        for report in reports:
            self._drop(self._state.copied([report]))
            met |= self._unmark(report)
            keys.update((self._state.texts.take(report) or (None, ()))[1])
            self._printed.pop(report, None)
            self._state.drop_print(report)
        for key in sorted(keys):
            if left := self._of_text(key):
                self._choose(left)
        self._meet(met)
        return self._told()

    def _told(self) -> set[Pair]:
        changed, self._changed = self._changed, set()
        return changed

    def _of_text(self, key: int) -> list[str]:
        """The reports that print one text."""
        return [report for _, after in self._state.texts.beside([key], (-1, ""), MOST) for _, report in after]

    def _choose(self, same: Sequence[str], new: Printed | None = None) -> None:
        """Compares the first of the reports that print one text with other texts, and ties the rest to it."""
        group = [imprint_from_kept(head) for head in self._state.imprints(same).values()]
        first = first_of(group)
        marked = next((report for report in same if self._state.marks.holds(report)), None)
        if marked == first.id:
            self._put(twin_links([first, new]) if new else ())
            return
        if marked is not None:
            self._drop(self._state.copied(same))
            self._meet(self._unmark(marked))
        self._mark(self._prints([first.id])[first.id])
        self._put(twin_links(group))

    def _mark(self, item: Printed) -> None:
        """Compares a text with those that share a mark with it, and parts those that it pushes apart."""
        marks = self._state.marks
        at, keys = at_of(item), _mark_keys(item)
        beside = near(marks, at, keys, NEIGHBOURS)
        marks.put(at, keys)
        lately = [other for day, other in beside.shared if near_in_days(at[0], day)]
        self._compare({pair(item.id, other) for other in self._sharing(item, lately)})
        tied = self._state.copied({end for both in beside.parted for end in both})
        self._drop(both for both in beside.parted & tied if not marks.meet(*both, NEIGHBOURS, 1))

    def _sharing(self, item: Printed, others: Collection[str]) -> list[str]:
        """Those of other texts that may share enough with one to be a copy."""
        kept = self._state.prints(others)
        alike = sharing(item.text, {report: shingles for report, (_, shingles) in kept.items()}, FEWEST)
        self._printed |= {report: print_from_kept(*kept[report]) for report in alike}
        return alike

    def _unmark(self, report: str) -> set[Pair]:
        """Takes a text out of those that are compared; the pairs that it stood between."""
        taken = self._state.marks.take(report)
        return set(near(self._state.marks, *taken, NEIGHBOURS).parted) if taken is not None else set()

    def _meet(self, pairs: set[Pair]) -> None:
        """Compares pairs that nothing stands between any more."""
        marks = self._state.marks
        tied = self._state.copied({end for both in pairs for end in both})
        there = (both for both in pairs - tied if all(marks.holds(end) for end in both))
        self._compare({both for both in there if marks.meet(*both, NEIGHBOURS, 1)})

    def _compare(self, pairs: Collection[Pair]) -> None:
        """Keeps a link for each of the pairs, near in days, that is a copy."""
        held = self._prints({end for both in pairs for end in both})
        texts = ((held[one], held[other]) for one, other in sorted(pairs))
        self._put(link for one, other in texts if in_window(one, other) and (link := copy_link(one, other)))

    def _put(self, links: Iterable[Link]) -> None:
        made = list(links)
        self._state.put_copies(made)
        self._changed |= set(map(link_pair, made))

    def _drop(self, pairs: Iterable[Pair]) -> None:
        gone = set(pairs)
        self._state.drop_copies(gone)
        self._changed |= gone

    def _prints(self, reports: Collection[str]) -> Mapping[str, Printed]:
        """The texts of some reports, which are there."""
        new = set(reports) - self._printed.keys()
        self._printed |= {report: print_from_kept(*kept) for report, kept in self._state.prints(new).items()}
        return self._printed


@dataclass(frozen=True, slots=True)
class Texts:
    """What is kept of the texts of some reports: each as it is printed, its block as a whole, and the marks of the first
    that prints it.
    """

    whole: tuple[Placed, ...] = ()
    marks: tuple[Placed, ...] = ()
    prints: tuple[KeptPrint, ...] = ()


def texts_of(together: Iterable[Sequence[Printed]]) -> Texts:
    """What is kept of reports, those with one and the same text given together; a text too short for a shingle is not."""
    held = [group for group in together if len(group[0].text.distinct)]
    whole = ((at_of(item), [_text_key(item)]) for group in held for item in group)
    marks = ((at_of(first), _mark_keys(first)) for first in map(first_of, held))
    prints = ((item.id, *print_to_kept(item)) for group in held for item in group)
    return Texts(tuple(whole), tuple(marks), tuple(prints))


def _text_key(item: Printed) -> int:
    return number(f"text {item.text.whole}")


def _mark_keys(item: Printed) -> list[int]:
    marks: list[int] = item.text.marks.view("int64").tolist()
    return marks


def at_of(item: Printed) -> At:
    """Where a text stands among others."""
    return item.day.toordinal() if item.day else UNDATED, item.id


def in_window(one: Printed, other: Printed) -> bool:
    """Whether two texts, where both have a day, lie near enough to compare them."""
    return near_in_days(at_of(one)[0], at_of(other)[0])


def near_in_days(one: int, other: int) -> bool:
    """The same of the days alone, as texts stand by them."""
    return UNDATED in (one, other) or abs(one - other) <= WINDOW


def link_pair(link: Link) -> Pair:
    """The ends of a link, the smaller first."""
    return pair(link.from_, link.to)
