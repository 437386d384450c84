"""The groups of a state made again after reports came, went or changed: only those that this can concern.

What is grouped again is closed: it holds whole groups as they were and whole groups as they are. The rest groups among
itself as it did before, for its scores are the same and nothing of it merges with anything outside (see `clusters`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from reportedly.incident import is_section
from reportedly.linking.candidates import Pair, pair
from reportedly.linking.clusters import AverageLink, fitting
from reportedly.linking.incidents import BAR, binds, compare, total
from reportedly.linking.mentions import Mention
from reportedly.linking.state import Home, State

Told = Callable[[Iterable[str]], Mapping[str, Mention]]


class KeptScores:
    """The scores of the reports of a state: the edges that are kept, and the rest weighed when it is asked for."""

    def __init__(self, state: State, told: Told, common: Collection[str]) -> None:
        self._state, self._told, self._common = state, told, common
        self._homes: dict[str, Home] = {}
        self._mentions: dict[str, Mention] = {}
        self._ties: dict[str, dict[str, float]] = {}
        self._groups: dict[str, dict[str, Home]] = {}
        self._copied: set[Pair] = set()

    def ties(self, report: str) -> Mapping[str, float]:
        """The reports that one is tied to; what was grouped with it is looked up with it."""
        if report not in self._ties:
            home = self.home(report)
            together = (other for other, known in self._homes.items() if known[0] == home[0] is not None)
            self.look_up({report, *together})
        return self._ties[report]

    def look_up(self, reports: Iterable[str]) -> None:
        """Looks up the ties of some reports at once, and where what they are tied to is grouped."""
        new = set(reports) - self._ties.keys()
        if not new:
            return
        self._ties |= {report: {} for report in new}
        ends: set[str] = set()
        for both, (score, _) in self._state.edges(new).items():
            if score is not None and binds(score):
                for one, other in (both, both[::-1]):
                    if one in new:
                        self._ties[one][other] = score
                        ends.add(other)
        self._copied |= self._state.copied(new)
        self.homes(ends)

    def home(self, report: str) -> Home:
        """The group that a mention was in, and whether it is firm."""
        if report not in self._homes:
            self.homes([report])
        return self._homes[report]

    def homes(self, reports: Collection[str]) -> Mapping[str, Home]:
        """The same for some reports, those that are not there left out."""
        if new := set(reports) - self._homes.keys():
            self._homes |= self._state.homes(new)
        return {report: self._homes[report] for report in reports if report in self._homes}

    def companions(self, reports: Collection[str]) -> dict[str, Home]:
        """All reports of the groups that some reports were in."""
        names = {group for group, _ in self.homes(reports).values() if group is not None}
        if new := names - self._groups.keys():
            self._groups |= {name: {} for name in new}
            found = self._state.in_groups(new)
            self._homes |= found
            for report, home in found.items():
                self._groups[str(home[0])][report] = home
        return {report: home for name in names for report, home in self._groups[name].items()}

    def score(self, one: str, other: str) -> float:
        """The score of two reports that nothing ties, of which the ties of one were looked up."""
        if not self._mentions.keys() >= {one, other}:
            near = {one, other, *self._ties, *self._homes, *self.companions((one, other))}
            self._mentions |= self._told(near - self._mentions.keys())
        a, b = (self._mentions[report] for report in pair(one, other))
        return total(compare(a, b, (a.id, b.id) in self._copied, self._common))


class Regrouping:
    """Groups mentions again. Firm ones first, which undated ones and sections join or are left over from, as in `clusters.groups`."""

    def __init__(self, scores: KeptScores) -> None:
        self._scores = scores
        self._firm: dict[str, tuple[str, ...]] = {}
        self._stood: dict[str, tuple[str, ...]] = {}  # groups that are not made again, as they were asked for
        self._joined: dict[str, str] = {}
        self._loose: set[str] = set()

    def of(self, touched: Collection[str]) -> dict[str, str | None]:
        """The name of the group, its first firm mention or else its first, of each mention that may be in another than before; null
        of a section that fits none.

        Touched are all that came or changed and that anything changed between, and what was grouped with what went.
        """
        self._scores.look_up(touched)
        there = self._scores.homes(touched)
        self._scores.look_up(self._scores.companions(there))
        self._firm = self._closed((report for report in there if self._is_firm(report)), self._is_firm)
        self._loose = {report for report in there if not self._is_firm(report)} | set(self._depending())
        self._join()
        rest = self._closed(self._left(), self._is_left)
        named = {report: held[0] for made in (self._firm, rest) for report, held in made.items()}
        return dict.fromkeys(filter(is_section, self._loose)) | named | self._joined

    def _is_firm(self, report: str) -> bool:
        return self._scores.home(report)[1]

    def _closed(self, start: Iterable[str], of_kind: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
        """The groups of reports of a kind, and of those of it that were grouped with any that come out."""
        made: dict[str, tuple[str, ...]] = {}
        link = AverageLink(lambda report: self._tied(report, of_kind), self._scores.score, BAR)
        waiting = set(start)
        while waiting:
            report = waiting.pop()
            if report not in made:
                group = link.group(report)
                made |= dict.fromkeys(group, group)
                waiting |= {other for other in self._scores.companions(group) if of_kind(other)}
        return made

    def _tied(self, report: str, of_kind: Callable[[str], bool]) -> dict[str, float]:
        return {other: score for other, score in self._scores.ties(report).items() if of_kind(other)}

    def _depending(self) -> Iterator[str]:
        """The undated reports and the sections that are tied to any firm mention that was grouped again."""
        self._scores.look_up(self._firm)
        for report in self._firm:
            yield from (other for other in self._scores.ties(report) if not self._is_firm(other))

    def _join(self) -> None:
        """Finds the group that each undated report and section fits best."""
        self._scores.look_up(self._loose)
        self._scores.companions({other for report in self._loose for other in self._scores.ties(report)})
        for report in self._loose:
            tied = self._tied(report, self._is_firm)
            best = fitting(report, tied, set(map(self._group, tied)), self._scores.score, BAR)
            if best is not None:
                self._joined[report] = best

    def _group(self, report: str) -> tuple[str, ...]:
        """The firm mentions that one is grouped with now."""
        if (made := self._firm.get(report) or self._stood.get(report)) is not None:
            return made
        held = self._scores.companions([report])
        stood = tuple(sorted(other for other, (_, firm) in held.items() if firm))
        self._stood |= dict.fromkeys(stood, stood)
        return stood

    def _left(self) -> Iterator[str]:
        """The undated reports that join no group, and those that were left over with any looked at."""
        yield from (report for report in self._loose - self._joined.keys() if not is_section(report))
        yield from (other for other in self._scores.companions(self._loose) if self._is_left(other))

    def _is_left(self, report: str) -> bool:
        """Whether an undated report joins no group: as found, else as it was."""
        group, firm = self._scores.home(report)
        if firm or is_section(report):
            return False
        if report in self._loose:
            return report not in self._joined
        return group is None or not self._scores.homes([group]).get(group, (None, False))[1]
