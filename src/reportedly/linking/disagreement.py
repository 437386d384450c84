"""Where the accounts of an incident differ: figures, who is blamed, places, days that cannot all hold, and denials.

Two values differ where no origin gives both. An outlet that cites nobody is heard on where and when, never on figures or
blame, which it mostly has from others. A figure that its own origin gave anew later is a growing toll, not a difference:
only an origin's last figure counts. A denial differs from what it denies; it never adds to those who tell it. Nothing
says here which account holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reportedly.incident import Account, Assertion, Difference
from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.people import people
from reportedly.linking.changes import superseded
from reportedly.linking.identity import forms, nation, of_group, side_of
from reportedly.linking.mentions import days_between
from reportedly.linking.scenes import scenes_apart
from reportedly.linking.statements import DAY, DENIED, DONE_BY, HAPPENED, PLACE
from reportedly.records import Certainty, SourceType

MOST = 12  # accounts of one field that are listed
VOUCHED = frozenset({PLACE, DAY})  # what an outlet's own voice is an account of

Apart = Callable[[Account, Account], bool]


def differences(made: Sequence[Assertion], knowledge: Knowledge) -> tuple[Difference, ...]:
    """The fields on which accounts differ, each with who gives which value."""
    by_about = {assertion.about: assertion for assertion in made}
    rules = {about: apart(about, knowledge) for about in _valued(made)}
    found = [_differing(about, _current(by_about[about], differ), differ) for about, differ in rules.items()]
    denied = [_denied(about, by_about, apart(about, knowledge)) for about in (HAPPENED, DONE_BY)]
    return _united(difference for difference in (*found, *denied) if difference)


def apart(about: str, knowledge: Knowledge) -> Apart:
    """Whether two values of one assertion cannot both hold; a difference lists those that are apart from any other."""
    rules: dict[str, Apart] = {PLACE: _places_apart, DAY: _days_apart, DONE_BY: _bodies_apart(knowledge)}
    return rules.get(about, _figures_apart(knowledge))


def _valued(made: Iterable[Assertion]) -> Iterator[str]:
    """The assertions whose values can differ: figures first, by name."""
    apart = (DONE_BY, PLACE, DAY)
    abouts = {assertion.about for assertion in made}
    yield from sorted(abouts - {HAPPENED, DENIED, *apart})
    yield from (about for about in apart if about in abouts)


@dataclass(frozen=True, slots=True)
class _Giver:
    """An account that can differ from others, and who gives it: origins and reports, by id."""

    account: Account
    by: frozenset[str]


def _current(assertion: Assertion, differ: Apart) -> list[_Giver]:
    """The accounts that can differ: whole figures, each without the origins that gave another one later."""
    old, own = superseded(assertion), _in_own_voice(assertion, differ)
    kept = []
    for index, account in enumerate(assertion.accounts):
        origins = tuple(origin for origin in account.origins if (index, origin) not in old)
        by = {*origins, *own.intersection(account.without_source)}
        if not account.part and by:
            kept.append(_Giver(replace(account, origins=origins), frozenset(by)))
    return [one for one in kept if not any(_vaguer(one, other) for other in kept)] if assertion.about == DAY else kept


def _vaguer(one: _Giver, other: _Giver) -> bool:
    """Whether the days of one hold another's that the same givers name: those who say "overnight" said "on Thursday" elsewhere."""
    (start, end), (first, last) = _ends(one.account.value or ""), _ends(other.account.value or "")
    return one is not other and start <= first <= last <= end and (start, end) != (first, last) and one.by <= other.by


def _in_own_voice(assertion: Assertion, differ: Apart) -> set[str]:
    """The reports that vouch for where or when: they cite nobody. One that gives values apart tells of several things."""
    if assertion.about not in VOUCHED:
        return set()
    several = (set(a.reports) & set(b.reports) for a, b in combinations(assertion.accounts, 2) if differ(a, b))
    return set(assertion.without_source).difference(*several)


def _differing(about: str, given: Sequence[_Giver], differ: Apart) -> Difference | None:
    """The accounts of which some other one, given by others, cannot hold together with it."""
    kept = [
        one.account
        for one in given
        if any(one.by.isdisjoint(other.by) and differ(one.account, other.account) for other in given)
    ]
    return Difference(about, tuple(kept[:MOST])) if kept else None


def _figures_apart(knowledge: Knowledge) -> Apart:
    """Two figures of which one must be higher, but of other people: the dead of one side say nothing of those of the other, and whoever
    is named alone nothing of how many there were.
    """

    def differ(one: Account, other: Account) -> bool:
        sides = _side_counted(one, knowledge), _side_counted(other, knowledge)
        of_all = not (_only_named(one) or _only_named(other))
        return of_all and (_above(one, other) or _above(other, one)) and (None in sides or sides[0] == sides[1])

    return differ


def _only_named(account: Account) -> bool:
    """Whether a figure is one for somebody of whom it has no word for people, but a name."""
    last = [fold(words).split()[-1:] for words in account.names]
    known = any(form in people() for word in last for form in forms("".join(word)))
    return account.low == account.high == 1 and bool(last) and not known


def _side_counted(account: Account, knowledge: Knowledge) -> SourceType | None:
    """On which side those are whom a figure counts, where every wording says the same."""
    sides = {side_of(words, knowledge) for words in account.names}
    return sides.pop() if len(sides) == 1 else None


def _above(one: Account, other: Account) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _places_apart(one: Account, other: Account) -> bool:
    """Two places of which neither can be the other or hold it."""
    a, b = one.where, other.where
    return a is not None and b is not None and scenes_apart(a, b)


def _days_apart(one: Account, other: Account) -> bool:
    a, b = (days_between(*_ends(account.value or "")) for account in (one, other))
    return a is not None and b is not None and a.gap(b) > 0


def _ends(value: str) -> tuple[str, str]:
    start, _, end = value.partition("/")
    return start, end or start


def _bodies_apart(knowledge: Knowledge) -> Apart:
    """Two bodies of which neither is an organ of the other or of one head; of one that nobody knows, a state's force and an armed group, or
    those of two nations.
    """

    def differ(one: Account, other: Account) -> bool:
        names = one.value or "", other.value or ""
        a, b = map(knowledge.find, names)
        if a is not None and b is not None:
            return knowledge.head_of(a).id != knowledge.head_of(b).id
        groups, nations = {_group(name, knowledge) for name in names}, {nation(name) for name in names}
        return None not in groups and (len(groups) == 2 or (len(nations) == 2 and None not in nations))

    return differ


def _group(name: str, knowledge: Knowledge) -> bool | None:
    """Whether a name stands for an armed group, or for a state: "the Kessalian side" is one."""
    group, behind = of_group(name, knowledge), fold(name).split()[1:2]
    return False if group is None and nation(name) and behind and behind[0] in linking_words("ground") else group


def _denied(about: str, by_about: Mapping[str, Assertion], differ: Apart) -> Difference | None:
    """Those who deny an assertion beside those who make it: of who did it, the accounts that may mean the denier."""
    made, denied = by_about.get(about), by_about.get(DENIED)
    against = [account for account in (denied.accounts if denied else ()) if account.value == about]
    if made is None or not against or not made.origins:
        return None
    deniers = [Account(name) for account in against for name in account.names]
    meant = [one for one in made.accounts if not all(differ(one, denier) for denier in deniers)]
    values = meant if about == DONE_BY else [_telling(made)]
    if not values:
        return None
    return Difference(about, (*values[: MOST - 1], *(replace(a, value=Certainty.DENIED, who=a.names) for a in against)))


def _telling(made: Assertion) -> Account:
    """All who tell that it happened, as one account."""
    claims = tuple(sorted({claim for account in made.accounts for claim in account.claims}))
    without = made.without_source
    return Account(Certainty.ASSERTED, made.origins, made.reports, claims=claims, without_source=without)


def _united(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Each field once, with all its accounts."""
    fields: dict[str, dict[Account, None]] = {}
    for difference in found:
        fields.setdefault(difference.field, {}).update(dict.fromkeys(difference.accounts))
    return tuple(Difference(field, tuple(accounts)) for field, accounts in fields.items())
