"""Where the accounts of an incident differ: figures, who is blamed, places, days that cannot all hold, and denials.

Two values differ where no origin gives both. An outlet that cites nobody is heard on where and when, never on figures or
blame, which it mostly has from others. A figure that its own origin gave anew later is a growing toll, not a difference:
only an origin's last figure counts. A denial differs from what it denies; it never adds to those who tell it. Nothing
says here which account holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from reportedly.incident import Account, Assertion, Difference
from reportedly.knowledge.linking_words import linking_words
from reportedly.knowledge.loader import Knowledge, fold
from reportedly.knowledge.people import people
from reportedly.linking.identity import ACTING, nation, of_group
from reportedly.linking.measured import kind_counted, last_word, number
from reportedly.linking.mentions import days_between
from reportedly.linking.scenes import scenes_apart
from reportedly.linking.statements import DAY, DENIED, DONE_BY, HAPPENED, PLACE
from reportedly.records import Certainty, SourceType

MOST = 12  # accounts of one field that are listed
VOUCHED = frozenset({PLACE, DAY})  # what an outlet's own voice is an account of

SIDES = ACTING | {SourceType.RESIDENT}

Apart = Callable[[Account, Account], bool]


def differences(made: Sequence[Assertion], knowledge: Knowledge) -> tuple[Difference, ...]:
    """The fields on which accounts differ, each with who gives which value."""
    by_about = {assertion.about: assertion for assertion in made}
    rules = {about: apart(about, knowledge) for about in _valued(made)}
    citing = _citing(made)
    found = [_differing(about, _current(by_about[about], differ, citing), differ) for about, differ in rules.items()]
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
    """An account that can differ from others, and who gives it, by id. `raised` and `lowered` are the days on which the last of them had
    given a higher or a lower figure instead; null while one of them stands by it.
    """

    account: Account
    by: frozenset[str]
    raised: str | None = None
    lowered: str | None = None

    def stands_against(self, other: _Giver) -> bool:
        """Whether the higher of two figures says anything against the lower: not where that had been raised when the higher was given, as
        a toll grows, or the higher had been lowered when that was.
        """
        higher, lower = (self, other) if _above(self.account, other.account) else (other, self)
        return not (_by_then(lower.raised, higher.account.first) or _by_then(higher.lowered, lower.account.first))


def _by_then(day: str | None, then: str | None) -> bool:
    return bool(day and then and day <= then)


def _citing(made: Iterable[Assertion]) -> frozenset[str]:
    """The reports that cite somebody for anything of the incident: what they go on to tell in their own voice stands on that."""
    accounts = (account for assertion in made for account in assertion.accounts)
    return frozenset(report for account in accounts for report in {*account.reports} - {*account.without_source})


def _current(assertion: Assertion, differ: Apart, citing: Set[str]) -> list[_Giver]:
    """The accounts that can differ: whole figures, each with those who give it on their own word."""
    own, sourced = _in_own_voice(assertion, differ, citing), _sourced(assertion)
    kept = []
    for account in assertion.accounts:
        unsourced = () if _value(account) in sourced else own.intersection(account.without_source)
        by = frozenset({*account.origins, *unsourced})
        if not account.part and by:
            raised, lowered = (_anew(account, by, assertion, differs) for differs in (_below, _above))
            kept.append(_Giver(account, by, raised, lowered))
    return [one for one in kept if not any(_vaguer(one, other) for other in kept)] if assertion.about == DAY else kept


def _sourced(assertion: Assertion) -> set[str | int]:
    """The values that some origin gives, but for those of which an outlet's own voice is an account all the same."""
    return (
        set() if assertion.about in VOUCHED else {_value(account) for account in assertion.accounts if account.origins}
    )


def _value(account: Account) -> str | int:
    """What an account gives: of a figure its number, whatever bound it is."""
    return account.value or number((account.low, account.high))


def _anew(account: Account, by: Iterable[str], assertion: Assertion, differs: Apart) -> str | None:
    """The day by which all who give a figure had later given one that it is above or below; null where one of them had not."""
    if account.last is None:
        return None
    later = [other for other in assertion.accounts if not other.part and other.first and other.first > account.last]
    given = [
        min((other.first or "" for other in later if giver in other.origins and differs(account, other)), default="")
        for giver in by
    ]
    return max(given) if all(given) else None


def _vaguer(one: _Giver, other: _Giver) -> bool:
    """Whether the days of one hold another's that the same givers name: those who say "overnight" said "on Thursday" elsewhere."""
    (start, end), (first, last) = _ends(one.account.value or ""), _ends(other.account.value or "")
    return one is not other and start <= first <= last <= end and (start, end) != (first, last) and one.by <= other.by


def _in_own_voice(assertion: Assertion, differ: Apart, citing: Set[str]) -> set[str]:
    """The reports whose own voice is heard: on where and when all that cite nobody for it, on figures and blame those that cite somebody
    for anything else. One that gives values apart tells of several things.
    """
    heard = assertion.about in VOUCHED
    apart = [(a, b) for a, b in combinations(assertion.accounts, 2) if differ(a, b)]
    several = ({*a.reports} & {*b.reports} if heard else {*a.without_source} & {*b.without_source} for a, b in apart)
    return {report for report in assertion.without_source if heard or report in citing}.difference(*several)


def _differing(about: str, given: Sequence[_Giver], differ: Apart) -> Difference | None:
    """The accounts of which some other one, given by others, cannot hold together with it."""
    kept = [
        one.account
        for one in given
        if any(
            one.by.isdisjoint(other.by) and one.stands_against(other) and differ(one.account, other.account)
            for other in given
        )
    ]
    return Difference(about, tuple(kept[:MOST])) if kept else None


def _figures_apart(knowledge: Knowledge) -> Apart:
    """Two figures of which one must be higher, and that no origin gives both of: that is one toll at two times. But not those of other
    people: the dead of one side say nothing of those of the other, some of all are no more than all, and whoever is told of alone says
    nothing of how many there were.
    """

    def differ(one: Account, other: Account) -> bool:
        if _told_alone(one) or _told_alone(other) or not set(one.origins).isdisjoint(other.origins):
            return False
        mine, theirs = _counted(one, knowledge), _counted(other, knowledge)
        return (_above(one, other) and _covers(theirs, mine)) or (_above(other, one) and _covers(mine, theirs))

    return differ


def _covers(fewer: str | None, more: str | None) -> bool:
    """Whether a figure of some kind of people is too low where one of another kind is higher: it counts the same, or everybody; who counts
    the dead of a side may count all.
    """
    return fewer is None or fewer == more or (more is None and fewer in SIDES)


def _told_alone(account: Account) -> bool:
    """Whether a figure is one for somebody of whom it has a name or a calling, and no word for anybody: "a baker died"."""
    return account.low == account.high == 1 and bool(account.names) and not any(map(_anybody, account.names))


def _anybody(words: str) -> bool:
    """Whether words are for somebody of whom they say no more than that ("one person", "a civilian")."""
    return any(people().get(form) == "person" or form in linking_words("no side") for form in last_word(words))


def _counted(account: Account, knowledge: Knowledge) -> str | None:
    """Which kind of people a figure counts, where every wording says the same; null for people of whatever kind."""
    kinds = {kind_counted(words, knowledge) for words in account.names}
    return kinds.pop() if len(kinds) == 1 else None


def _above(one: Account, other: Account) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _below(one: Account, other: Account) -> bool:
    return _above(other, one)


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
