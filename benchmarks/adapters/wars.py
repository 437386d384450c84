"""Where the accounts of an invented war differ, against its labels: precision and recall for each kind of disagreement.

What was read is compared with a label by place: a claim fits words that it overlaps by half of the shorter of the two.
`plain` reads as anybody would who has just been given the table; `named` knows the names that come with it; `grouped`
is told which reports tell of one incident too, so that a wrong group and a difference that was not seen can be told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from benchmarks.adapters.possible import offered
from benchmarks.war_labels import (
    FIRMER,
    Answer,
    Labels,
    Occurrence,
    Pair,
    Quote,
    Told,
    Turn,
    Word,
    WrittenWar,
    articles,
    labels,
)
from benchmarks.workbench import Metrics, Workbench
from reportedly.incident import Account, Change, Incident, Naming
from reportedly.intake.options import Given
from reportedly.intake.text import report_from_text
from reportedly.knowledge import Knowledge
from reportedly.knowledge.loader import default, fold
from reportedly.linking import link
from reportedly.linking.clusters import Group
from reportedly.linking.copies import copies
from reportedly.linking.disagreement import apart
from reportedly.linking.linked import IncidentAccounts, pairs_of
from reportedly.linking.mentions import Counted, Rarity, mentions
from reportedly.reading.lang.en.reader import english
from reportedly.records import Reading, Spans

VALUED = {"done_by": "blame", "place": "place", "day": "day"}  # fields of a difference that are no counts
TELLING = 4  # letters of a word by which two values are compared
Apart = tuple[str, Account, Account]  # a field, and two of its accounts that cannot both hold
Used = tuple[str, str, str]  # a body, an outlet, its words for the body
Found = TypeVar("Found")
Wanted = TypeVar("Wanted", Pair, Answer, Turn, Word)


@dataclass(frozen=True, slots=True)
class War:
    """A war as it was read and linked: its incidents, the report and place of each claim, what was known, and the outlet of each report."""

    incidents: tuple[Incident, ...]
    claims: dict[str, tuple[str, Spans]]
    knowledge: Knowledge
    outlets: dict[str, str]

    def touches(self, claims: Iterable[str], quotes: Iterable[Quote]) -> bool:
        """Whether one of the claims holds one of the quoted words."""
        return any(overlaps(*self.claims[claim], quote) for claim in claims for quote in quotes)

    def gives(self, account: Account, told: Told) -> bool:
        """Whether an account that was found is a labelled one: its words, and its value."""
        return self.touches(account.claims, told.quotes) and agree(account, told)

    def differ(self, found: Apart, pair: Pair) -> bool:
        """Whether a difference that was found is the labelled one, either way round."""
        about, one, other = found
        ways = ((pair.one, pair.other), (pair.other, pair.one))
        return about == pair.about and any(self.gives(one, a) and self.gives(other, b) for a, b in ways)

    def answers(self, account: Account, answer: Answer) -> bool:
        """Whether a denial or confirmation that was found is the labelled one."""
        return self.touches(account.claims, answer.quotes)


def plain(written: WrittenWar, _: Workbench) -> Metrics:
    """Without any knowledge of the names."""
    readings = read(written, default())
    found = measure(written, readings, link(readings, default()).incidents, default())
    return found | {f"possible.{name}": share for name, share in offered(readings, labels(written)).items()}


def named(written: WrittenWar, _: Workbench) -> Metrics:
    """With the names that come with the war."""
    knowledge = known(written)
    readings = read(written, knowledge)
    return measure(written, readings, link(readings, knowledge).incidents, knowledge)


def grouped(written: WrittenWar, _: Workbench) -> Metrics:
    """With its names where they are written down, and the labelled groups of reports for incidents."""
    knowledge = known(written)
    readings = read(written, knowledge)
    rarity = Rarity(Counted.of(readings))
    told = mentions(readings, knowledge, rarity)
    at = {mention.report: i for i, mention in enumerate(told)}
    groups = [Group(tuple(sorted(at[report] for report in incident.reports))) for incident in labels(written).incidents]
    by_id = {reading.report.id: reading for reading in readings}
    made = IncidentAccounts(by_id, told, pairs_of(copies(readings, knowledge)), knowledge, rarity)
    found = made.of(groups)[0]
    return {
        name: share
        for name, share in measure(written, readings, found, knowledge).items()
        if not name.startswith("incidents.")
    }


def known(written: WrittenWar) -> Knowledge:
    """What is known where the names of a war are."""
    return Knowledge.load([written.names] if written.names else [])


def measure(
    written: WrittenWar, readings: Iterable[Reading], found: tuple[Incident, ...], knowledge: Knowledge
) -> Metrics:
    """Everything that the labels tell of, scored."""
    claims = {claim.id: (reading.report.id, claim.spans) for reading in readings for claim in reading.claims}
    outlets = {article.id: article.outlet or "" for article in articles(written)}
    war, gold = War(found, claims, knowledge, outlets), labels(written)
    parts = incidents(war, gold), origins(war, gold), differences(war, gold), changes(war, gold)
    return {f"{kind}.{name}": share for part in parts for kind, row in part.items() for name, share in row.items()}


def read(written: WrittenWar, knowledge: Knowledge) -> list[Reading]:
    """The reports as the product reads them, each under its id in the table."""
    reader = english(knowledge)
    readings: list[Reading] = []
    for article in articles(written):
        given = Given(outlet=article.outlet, date=article.date, language="en")
        report = report_from_text(article.text, article.id, given, knowledge)
        readings.append(reader.read(replace(report, id=article.id)))
    return readings


def scored(found: Sequence[Found], wanted: Sequence[Wanted], fits: Callable[[Found, Wanted], bool]) -> Metrics:
    """Precision of what was found, recall of what is labelled; what fits an open label alone counts neither way."""
    sure = [one for one in wanted if not one.open]
    right = [one for one in found if any(fits(one, label) for label in sure)]
    left = [one for one in found if one not in right and not any(fits(one, label) for label in wanted if label.open)]
    met = sum(any(fits(one, label) for one in found) for label in sure)
    return {"precision": len(right) / max(len(right) + len(left), 1), "recall": met / len(sure)}


def incidents(war: War, gold: Labels) -> dict[str, Metrics]:
    """Pairs of reports that tell of one incident."""
    made = {pair for incident in war.incidents for pair in combinations(sorted(incident.reports), 2)}
    true = {pair for incident in gold.incidents for pair in combinations(sorted(incident.reports), 2)}
    both = len(made & true)
    return {"incidents": {"precision": both / max(len(made), 1), "recall": both / len(true)}}


def origins(war: War, gold: Labels) -> dict[str, Metrics]:
    """Names of those on whose word each labelled incident, and its toll, stands; of the found one that shares most reports."""
    out = {}
    for about in ("happened", "killed"):
        right = made = met = wanted = 0
        for label in gold.incidents:
            names, sure = _vouching(war, label, about), label.happened if about == "happened" else label.toll
            fitting = [any(_named(one, source) for source in sure) for one in names]
            loose = [any(_named(one, source) for source in label.open) for one in names]
            right += sum(fitting)
            made += sum(a or not b for a, b in zip(fitting, loose, strict=True))
            met += sum(any(_named(one, source) for one in names) for source in sure)
            wanted += len(sure)
        out[f"origins_{about}"] = {"precision": right / max(made, 1), "recall": met / wanted}
    return out


def _vouching(war: War, label: Occurrence, about: str) -> list[set[str]]:
    """The names of each origin that vouches for an assertion."""
    best = max(war.incidents, key=lambda incident: len({*incident.reports} & {*label.reports}))
    assertion = best.assertion(about)
    vouching = assertion.origins if assertion else ()
    said = {origin.id: {origin.name, *origin.names} for origin in best.origins if origin.id in vouching}
    for path in best.paths:
        said.get(path.origin, set()).update(path.chain[-1:])
    return list(said.values())


def _named(names: Iterable[str], source: Iterable[str]) -> bool:
    """Whether one of the names holds a labelled name of a source, word by word."""
    return any(f" {fold(label)} " in f" {fold(name)} " for name in names for label in source)


def differences(war: War, gold: Labels) -> dict[str, Metrics]:
    """Figures, blame, places and days that cannot all hold; denials and confirmations; words for one body."""
    namings = [naming for incident in war.incidents for naming in incident.namings]
    used = sorted({use for naming in namings for use in uses(naming, war, gold)})
    return {**_values(war, gold), **_answers(war, gold), "words": scored(used, gold.words, worded)}


def _values(war: War, gold: Labels) -> dict[str, Metrics]:
    """Figures, blame, places and days that cannot all hold."""
    apart, out = list(differing(war)), {}
    for kind in ("figures", *VALUED.values()):
        made = [pair for pair in apart if VALUED.get(pair[0], "figures") == kind]
        wanted = [pair for pair in gold.pairs if VALUED.get(pair.about, "figures") == kind]
        out[kind] = scored(made, wanted, war.differ)
    return out


def _answers(war: War, gold: Labels) -> dict[str, Metrics]:
    """Denials and confirmations."""
    assertions = [assertion for incident in war.incidents for assertion in incident.assertions]
    told = [(assertion.about, account) for assertion in assertions for account in assertion.accounts]
    denied = [account for about, account in told if about == "denied"]
    confirmed = [account for about, account in told if about == "happened" and account.value == "confirmed"]
    return {
        "denial": scored(denied, gold.denied, war.answers),
        "confirmation": scored(confirmed, gold.confirmed, war.answers),
    }


def differing(war: War) -> Iterator[Apart]:
    """Every two accounts of a difference that cannot both hold by the rule that found it: it lists those that are apart from any
    other, and beside a denial all of them.
    """
    for difference in (found for incident in war.incidents for found in incident.differences):
        valued = [account for account in difference.accounts if account.value != "denied"]
        differ = apart(difference.field, war.knowledge)
        yield from ((difference.field, one, other) for one, other in combinations(valued, 2) if differ(one, other))


def uses(naming: Naming, war: War, gold: Labels) -> Iterator[Used]:
    """The words of a naming by outlet, under the labelled body that most of them are labelled for."""
    made = {
        (war.outlets[place.report], bare(wording.words)) for wording in naming.wordings for place in wording.passages
    }
    known = Counter(label.body for label in gold.words if (label.outlet, bare(label.words)) in made)
    body = known.most_common(1)[0][0] if known else naming.name
    yield from ((body, outlet, words) for outlet, words in made)


def worded(found: Used, label: Word) -> bool:
    """Whether words for a body are the labelled ones."""
    return found == (label.body, label.outlet, bare(label.words))


def bare(words: str) -> str:
    """Words without an article, in small letters."""
    return fold(words).removeprefix("the ").removeprefix("a ").removeprefix("an ")


def changes(war: War, gold: Labels) -> dict[str, Metrics]:
    """How the telling changed: hedges and attributions that went, certainty that came, new figures, withdrawals."""
    made = [change for incident in war.incidents for change in incident.changes]
    out = {}
    for kind in ("hedge_lost", "attribution_dropped", "figure_updated", "withdrawn"):
        kinds = FIRMER if kind in FIRMER else (kind,)
        wanted = [turn for turn in gold.turns if turn.kind in kinds]
        out[kind] = scored([change for change in made if change.kind in kinds], wanted, turned)
    for kind in FIRMER:
        wanted = [turn for turn in gold.turns if turn.kind == kind]
        firmer = [change for change in made if change.kind in FIRMER]
        out[kind] = out.get(kind, {}) | {"recall": scored(firmer, wanted, turned)["recall"]}
    return out


def turned(change: Change, turn: Turn) -> bool:
    """Whether a change that was found is the labelled one: its end, and one of the places that it may come from."""
    begins = any(overlaps(change.from_.report, change.from_.spans, quote) for quote in turn.before)
    return begins and overlaps(change.to.report, change.to.spans, turn.after)


def overlaps(report: str, spans: Spans, quote: Quote) -> bool:
    """Whether words of a report hold quoted ones, or lie in them: half of the shorter of the two is shared."""
    if report != quote.report:
        return False
    shared = sum(max(0, min(end, quote.end) - max(start, quote.start)) for start, end in spans)
    return 2 * shared >= min(sum(end - start for start, end in spans), quote.end - quote.start)


def agree(account: Account, told: Told) -> bool:
    """Whether values are one: a bound of a figure, a day, a word of a name."""
    if account.value is None:
        low, _, high = told.value.partition("..")
        bounds = int(low), int(high or low) if ".." not in told.value or high else None
        return account.low == bounds[0] or (account.high is not None and account.high == bounds[1])
    if told.value[:1].isdigit():
        return account.value == told.value
    said = {word for name in (account.value, *account.names) for word in fold(name).split() if len(word) >= TELLING}
    return bool(
        said & {word for words in (told.value, *(q.words for q in told.quotes)) for word in fold(words).split()}
    )
