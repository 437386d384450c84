"""An assertion of an incident in words: what it is about, which value, on how many origins, and the sentence on top.

Bounds stay bounds, a range of origins stays a range, and nothing is chosen among the values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.incident import Account, Assertion, Change, ChangeKind, Incident, Passage
from reportedly.render.labels import counted, counted_as, label
from reportedly.render.standing import not_counted_words, origin_words, standing_words
from reportedly.render.telling import bounds, from_to
from reportedly.text import N_, gettext
from reportedly.visible import one_line

ABOUT = {
    "happened": N_("that it happened"), "done_by": N_("who did it"), "place": N_("where"), "day": N_("on which day"),
    "denied": N_("denials"), "detail": N_("a detail"),
}  # fmt: skip
FIRMNESS = {"asserted": N_("told"), "hedged": N_("held back"), "confirmed": N_("confirmed")}
DENIED = {"happened": N_("denies it"), "done_by": N_("denies that they did it")}
OWN_VOICE = N_("In the outlets’ own voice")


@dataclass(frozen=True, slots=True)
class Given:
    """One value of an assertion as one origin gives it, and the claims that say so on its word."""

    account: Account
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """What one origin says of an assertion: its name, what it is in words, the values it gives.

    `origin` is null for a source that is no origin of the incident and for the outlets' own voice.
    """

    name: str
    words: str
    given: tuple[Given, ...]
    origin: str | None = None


def about_words(about: str) -> str:
    """What an assertion is about: "that it happened", "killed", "killed or injured"."""
    return gettext(ABOUT[about]) if about in ABOUT else label(one_line(about).replace("+", " or "))


def value_words(assertion: Assertion, account: Account) -> str:
    """One value: "at least 14 fighters", "told", "2031-05-03 to 2031-05-05", a name."""
    if account.value is None:
        number = (
            bounds(account.low, account.high) if (account.low, account.high) != (None, None) else gettext("no number")
        )
        what = " ".join(word for word in (number, one_line(account.counted or "")) if word)
        return gettext(_share(account), what=what)
    value = one_line(account.value)
    if assertion.about == "denied":
        return gettext(DENIED[value]) if value in DENIED else gettext("denies: %(what)s", what=about_words(value))
    if assertion.about == "happened":
        return gettext(FIRMNESS[value]) if value in FIRMNESS else value
    return from_to(value)


def _share(account: Account) -> str:
    if account.of is not None:
        return N_("of them %(what)s")
    return N_("in part %(what)s") if account.part else "%(what)s"


def is_count(assertion: Assertion) -> bool:
    """Whether its values are figures."""
    return any(account.value is None for account in assertion.accounts)


def range_words(assertion: Assertion) -> str:
    """The figures of a count from the lowest to the highest: "8–18", "18", "8–18 or more"; empty for other assertions."""
    low, high = assertion.low, assertion.high
    if low is None or high is None:
        return ""
    tops = [a for a in assertion.accounts if a.value is None and not a.part and a.low == high]
    figures = str(low) if low == high else f"{low}–{high}"
    return gettext("%(figures)s or more", figures=figures) if any(account.high is None for account in tops) else figures


def changed_figures(change: Change, incident: Incident) -> tuple[str, str] | None:
    """The figures before and after an update, "at least 9 people" and "14"; null for other changes, and where one is not
    among the accounts.
    """
    assertion = incident.assertion(change.about)
    if change.kind is not ChangeKind.FIGURE_UPDATED or assertion is None:
        return None
    before, after = (_figure(assertion, passage) for passage in (change.from_, change.to))
    return (before, after) if before and after else None


def _figure(assertion: Assertion, passage: Passage) -> str:
    """The whole figure that a passage gives, empty where it gives none."""
    given = (account for account in assertion.accounts if passage.claim in account.claims and not account.part)
    found = next((account for account in given if account.value is None and account.of is None), None)
    return value_words(assertion, found) if found else ""


def origins_words(assertion: Assertion) -> str:
    """On how many independent origins it stands: "2–3 independent origins", "no origin"."""
    low, high = assertion.independent_low, assertion.independent_high
    if not high:
        return gettext("no origin")
    return counted_as(str(low) if low == high else f"{low}–{high}", high, "independent origin")


def standing_of(assertion: Assertion) -> str:
    """On what one assertion stands: "8–18; 1 independent origin; 9 reports, 2 of them without a source for it"."""
    reports = counted(len(assertion.reports), "report")
    if assertion.without_source:
        without = gettext("%(many)s of them without a source for it", many=len(assertion.without_source))
        reports += f", {without}"
    return "; ".join(part for part in (range_words(assertion), origins_words(assertion), reports) if part)


def sentence(incident: Incident) -> str:
    """The sentence on top: "9 reports, 2–3 independent origins that it happened, 1 for the toll; killed 8–18"."""
    happened = incident.assertion("happened")
    if happened is None:
        return standing_words(incident)
    pattern = N_("%(reports)s, %(origins)s that it happened")
    told = gettext(pattern, reports=counted(len(incident.reports), "report"), origins=origins_words(happened))
    toll = incident.assertion("killed")
    if toll is not None:
        low, high = toll.independent_low, toll.independent_high
        many = (str(low) if low == high else f"{low}–{high}") if high else gettext("none")
        told += ", " + gettext("%(many)s for the toll; killed %(figures)s", many=many, figures=range_words(toll))
    nobody = incident.reports_without_source
    without = [gettext("%(reports)s without a source for it", reports=counted(nobody, "report"))] if nobody else []
    return "; ".join([told, *without, *not_counted_words(incident)])


def by_whom(assertion: Assertion, incident: Incident) -> list[Whose]:
    """An assertion by who gives which value: origins in the order of the incident, then other sources, then own voice."""
    on = _on_the_word_of(incident)
    found = [_of_origin(origin.id, assertion, on) for origin in incident.origins]
    rows = [
        Whose(one_line(origin.name), origin_words(origin), given, origin.id)
        for origin, given in zip(incident.origins, found, strict=True)
        if given
    ]
    rest = [(account, _others(account, on)) for account in assertion.accounts]
    names = dict.fromkeys(name for account in assertion.accounts for name in account.who)
    for name in names:
        rows.append(Whose(one_line(name), "", tuple(Given(a, claims) for a, claims in rest if name in a.who)))
    own = tuple(Given(a, claims) for a, claims in rest if claims and a.without_source and not a.who)
    return [*rows, *([Whose(gettext(OWN_VOICE), gettext("no source is named"), own)] if own else [])]


def _on_the_word_of(incident: Incident) -> dict[str, set[str]]:
    """The origins that each claim rests on."""
    found: dict[str, set[str]] = {}
    for claim, origin in _resting(incident):
        found.setdefault(claim, set()).add(origin)
    return found


def _resting(incident: Incident) -> Iterator[tuple[str, str]]:
    yield from ((path.claim, path.origin) for path in incident.paths)
    yield from ((claim, origin.id) for origin in incident.origins for claim in origin.claims)


def _of_origin(origin: str, assertion: Assertion, on: dict[str, set[str]]) -> tuple[Given, ...]:
    return tuple(
        Given(account, tuple(claim for claim in account.claims if origin in on.get(claim, ())))
        for account in assertion.accounts
        if origin in account.origins
    )


def _others(account: Account, on: dict[str, set[str]]) -> tuple[str, ...]:
    return tuple(claim for claim in account.claims if claim not in on)
