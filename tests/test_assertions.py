"""What the accounts of an incident assert in an invented war: each value, on whose word, how the telling changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quellmark import KNOWN, World, at, say, source

from reportedly.incident import Account, Assertion, ChangeKind, Incident
from reportedly.linking import link
from reportedly.records import (
    Act,
    Certainty,
    Count,
    Judgement,
    Reading,
    Role,
    SourceType,
    Status,
    Unnamed,
    from_json,
    to_json,
)

HIT = "Jets struck the Toll Bridge and ferrymen died, readers learn."


def told(world: World) -> Incident:
    (incident,) = link(world.readings, KNOWN).incidents
    return incident


def asserted(world: World, about: str) -> Assertion:
    found = told(world).assertion(about)
    assert found is not None, about
    return found


def names(world: World, ids: tuple[str, ...]) -> set[str]:
    return {origin.name for origin in told(world).origins if origin.id in ids}


def strike(world: World, outlet: str, *cited: object, day: str = "2031-05-03", **more: object) -> Reading:
    text = f"Jets struck the Toll Bridge and ferrymen died, {outlet} learns."
    return world.report(outlet, "Ferrymen die", say(text, *cited, **more), place="Toll Bridge", day=day)  # type: ignore[arg-type]


def test_a_figure_of_one_origin_that_forty_repeat_stands_on_one() -> None:
    world = World()
    for number in range(40):
        strike(world, f"Account {number}", "Sarn Monitor", killed=9)
    killed = asserted(world, "killed")
    assert (killed.low, killed.high) == (9, 9)
    assert (killed.independent_low, killed.independent_high) == (1, 1)
    assert len(killed.reports) == 40
    assert len(killed.accounts) == 1


def test_each_assertion_has_its_own_origins() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Ostara Post", "Quellmark Health Ministry", actor="Coast League")
    assert names(world, asserted(world, "killed").origins) == {"Sarn Monitor"}
    assert names(world, asserted(world, "done_by").origins) == {"Quellmark Health Ministry"}
    happened = asserted(world, "happened")
    assert names(world, happened.origins) == {"Sarn Monitor", "Quellmark Health Ministry"}
    found = told(world)
    assert (found.independent_low, found.independent_high) == (happened.independent_low, happened.independent_high)


def test_a_report_that_cites_nobody_for_a_figure_is_counted_as_such() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Ostara Post", killed=11)
    killed = asserted(world, "killed")
    assert (killed.low, killed.high) == (9, 11)
    assert killed.independent_high == 1
    assert killed.without_source == ("r001",)


def test_a_source_for_a_part_of_a_toll_is_none_for_the_toll() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    own = say("Jets struck the Toll Bridge and ferrymen died.", killed=11)
    world.report("Ostara Post", "Ferrymen die", own, say("Children were among them.", "Rill Rights Watch", killed=3),
                 place="Toll Bridge")  # fmt: skip
    reading = world.readings[1]
    claim = reading.claims[1]
    part = tuple(replace(count, part=True) for count in claim.events[0].counts)
    events = (replace(claim.events[0], counts=part),)
    world.readings[1] = replace(reading, claims=(reading.claims[0], replace(claim, events=events)))
    killed = asserted(world, "killed")
    assert [(account.low, account.part) for account in killed.accounts] == [(11, False), (9, False), (3, True)]
    assert killed.without_source == ("r001",)


def test_who_counts_those_struck_gives_a_figure_whatever_else_it_speaks_of() -> None:
    world = World()
    staff = source("harbour staff", SourceType.MILITARY)
    dues = "Harbour dues stay as they are, its staff said, and four oarsmen are lost."
    filler = [f"The river trade of the valley has a long history, part {n}, with many tolls." for n in range(25)]
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    made = world.report("Ostara Post", "Ferrymen die", HIT, *filler, say(dues, staff, killed=4), place="Toll Bridge")
    *others, last = made.claims
    hit = tuple(replace(event, roles=(Role("target", event.span, "oarsmen"),)) for event in last.events)
    world.readings[1] = replace(made, claims=(*others, last))
    assert [account.low for account in asserted(world, "killed").accounts] == [9]
    world.readings[1] = replace(made, claims=(*others, replace(last, events=hit)))
    assert [account.low for account in asserted(world, "killed").accounts] == [9, 4]
    assert "harbour staff" not in names(world, asserted(world, "happened").origins)


def test_unnamed_sources_that_may_be_one_make_a_range() -> None:
    world = World()
    unnamed = source("a port official", SourceType.OFFICIAL, Unnamed.WITHHELD)
    strike(world, "Lumen", unnamed, killed=9)
    strike(world, "Ostara Post", unnamed, killed=9)
    killed = asserted(world, "killed")
    assert (killed.independent_low, killed.independent_high) == (1, 2)


def test_bounds_and_parts_stay_as_they_are_told() -> None:
    world = World()
    reading = strike(world, "Lumen", "Sarn Monitor", killed=9)
    claim = reading.claims[0]
    last = claim.events[0].counts[0].span
    counts = (Count("killed", last, "people", 9, None), Count("killed", last, "children", 3, 3, of=0, part=True))
    events = (replace(claim.events[0], counts=counts),)
    world.readings[0] = replace(reading, claims=(replace(claim, events=events),))
    killed = asserted(world, "killed")
    whole, part = killed.accounts
    assert (whole.low, whole.high, whole.part, part.counted, part.part, part.of) == (
        9,
        None,
        False,
        "children",
        True,
        0,
    )
    assert (killed.low, killed.high) == (9, 9)


def test_a_body_by_several_names_is_blamed_once() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", actor="QNA")
    strike(world, "Ostara Post", "Rill Rights Watch", actor="Coast League")
    strike(world, "Orvane Wire", "Rill Rights Watch", actor="the Coast League")
    values = [account.value for account in asserted(world, "done_by").accounts]
    assert values == ["Coast League"]
    assert told(world).actors.count("Coast League") + told(world).actors.count("the Coast League") == 1


def test_who_claims_responsibility_names_itself() -> None:
    world = World()
    reading = strike(world, "Lumen", "Coast League")
    world.readings[0] = replace(reading, claims=(replace(reading.claims[0], act=Act.CLAIM_RESPONSIBILITY),))
    (account,) = asserted(world, "done_by").accounts
    assert account.value == "Coast League" and names(world, account.origins) == {"Coast League"}


def test_who_tells_that_others_did_it_claims_no_responsibility() -> None:
    world = World()
    reading = strike(world, "Lumen", source("Orvane Wire", SourceType.MEDIA))
    world.readings[0] = replace(reading, claims=(replace(reading.claims[0], act=Act.CLAIM_RESPONSIBILITY),))
    assert told(world).assertion("done_by") is None


def test_whom_a_source_accuses_is_blamed_by_it_and_may_deny_it() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    for number, (act, words) in enumerate(
        ((Act.ACCUSE, "the Coast League of striking the bridge"), (Act.DENY, "any part in it")), 1
    ):
        who = ("Quellmark government", "Coast League")[number - 1]
        said = say("Jets struck the Toll Bridge and ferrymen died."), say(words, who)
        reading = world.report(f"Paper {number}", "Ferrymen die", *said, place="Toll Bridge")
        certainty = Certainty.DENIED if act is Act.DENY else Certainty.ASSERTED
        world.readings[-1] = replace(
            reading, claims=(reading.claims[0], replace(reading.claims[1], act=act, certainty=certainty))
        )
    (blamed,) = asserted(world, "done_by").accounts
    assert (blamed.value, names(world, blamed.origins)) == ("Coast League", {"Quellmark government"})
    found = next(difference for difference in told(world).differences if difference.field == "done_by")
    assert [(account.value, account.who) for account in found.accounts] == [
        ("Coast League", ()),
        ("denied", ("Coast League",)),
    ]


def test_who_denies_what_nobody_accused_it_of_denies_that_it_happened() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9, actor="Coast League")
    said = say("Jets struck the Toll Bridge and ferrymen died."), say("any part in it", "Quellmark Health Ministry")
    reading = world.report("Ostara Post", "Ferrymen die", *said, place="Toll Bridge")
    denial = replace(reading.claims[1], act=Act.DENY, certainty=Certainty.DENIED)
    world.readings[1] = replace(reading, claims=(reading.claims[0], denial))
    assert [account.value for account in asserted(world, "denied").accounts] == ["happened"]
    fields = {difference.field for difference in told(world).differences}
    assert "happened" in fields and "done_by" not in fields


@pytest.mark.parametrize(
    ("then", "dropped"),
    [("Ferrymen lay dead by the ramp.", True), ("Ferrymen moor by the ramp.", False)],
)
def test_words_in_which_nothing_happens_have_to_be_the_same_for_their_source_to_be_dropped(
    then: str, dropped: bool
) -> None:
    world, hit = World(), say("Jets struck the Toll Bridge and ferrymen died.", "Sarn Monitor", killed=9)
    headline = "Ferrymen die at the Toll Bridge"
    lay = say("Ferrymen lay dead by the ramp.", "Coast League")
    world.report("Lumen", headline, hit, lay, place="Toll Bridge")
    world.report("Ostara Post", headline, hit, say(then), place="Toll Bridge", day="2031-05-04")
    kinds = {change.kind for change in told(world).changes}
    assert (ChangeKind.ATTRIBUTION_DROPPED in kinds) is dropped


def test_who_goes_on_from_words_of_their_own_denies_something_else() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    hit = say("Jets struck the Toll Bridge and ferrymen died.", "Sarn Monitor", killed=9)
    words = say("Our oars were never stronger than this year.", "Coast League")
    world.report(
        "Ostara Post", "Oars", hit, words, say("Its treasurer was in debt.", "Coast League"), place="Toll Bridge"
    )
    reading = world.readings[1]
    *before, last = reading.claims
    denial = replace(last, act=Act.DENY, certainty=Certainty.DENIED)
    world.readings[1] = replace(reading, claims=(*before, denial))
    assert told(world).assertion("denied") is None
    world.readings[1] = replace(reading, claims=(*before[:-1], denial))
    assert [account.value for account in asserted(world, "denied").accounts] == ["happened"]


def test_an_organ_denies_what_its_head_is_blamed_for() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9, actor="Quellmark government")
    said = say("Jets struck the Toll Bridge and ferrymen died."), say("any part in it", "QNA")
    reading = world.report("Ostara Post", "Ferrymen die", *said, place="Toll Bridge")
    denial = replace(reading.claims[1], act=Act.DENY, certainty=Certainty.DENIED)
    world.readings[1] = replace(reading, claims=(reading.claims[0], denial))
    assert [account.value for account in asserted(world, "denied").accounts] == ["done_by"]


def test_place_and_day_are_asserted_where_the_event_names_them() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor")
    world.readings[0] = at(replace(world.readings[0]), "2031-05-02")
    place, day = asserted(world, "place").accounts[0], asserted(world, "day").accounts[0]
    assert place.where is not None and (place.value, place.where.precision) == ("Toll Bridge", 1)
    assert day.value == "2031-05-02"


def test_days_that_do_not_agree_differ() -> None:
    world = World()
    for outlet, cited, day in (
        ("Lumen", "Sarn Monitor", "2031-05-02"),
        ("Ostara Post", "Rill Rights Watch", "2031-05-03"),
    ):
        strike(world, outlet, cited, killed=9)
        world.readings[-1] = at(world.readings[-1], day)
    found = next(difference for difference in told(world).differences if difference.field == "day")
    assert {account.value for account in found.accounts} == {"2031-05-02", "2031-05-03"}
    assert all(account.claims for account in found.accounts)


def test_background_and_plans_assert_nothing() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    for change in ({"background": True}, {"status": Status.FUTURE}):
        world.readings.append(strike(World(), "Ostara Post", "Rill Rights Watch", killed=300))
        claim = world.readings[-1].claims[0]
        events = tuple(replace(event, **change) for event in claim.events)  # type: ignore[arg-type]
        report = replace(world.readings[-1].report, id="r001")
        world.readings[1:] = [replace(world.readings[-1], report=report, claims=(replace(claim, events=events),))]
        killed = [a for i in link(world.readings, KNOWN).incidents for a in i.assertions if a.about == "killed"]
        assert [(a.low, a.high) for a in killed] == [(9, 9)]


def test_a_denial_asserts_only_that_it_denies() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Ostara Post", "Quellmark government")
    claim = replace(world.readings[1].claims[0], certainty=Certainty.DENIED, act=Act.DENY)
    world.readings[1] = replace(world.readings[1], claims=(claim,))
    denied = asserted(world, "denied")
    assert names(world, denied.origins) == {"Quellmark government"}
    assert [account.value for account in denied.accounts] == ["happened"]
    assert names(world, asserted(world, "happened").origins) == {"Sarn Monitor"}


def test_a_rejected_claim_asserts_nothing() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Ostara Post", "Rill Rights Watch", killed=14)
    claim = replace(world.readings[1].claims[0], judgement=Judgement.REJECTED)
    world.readings[1] = replace(world.readings[1], claims=(claim,))
    killed = asserted(world, "killed")
    assert (killed.high, names(world, killed.origins)) == (9, {"Sarn Monitor"})


def test_a_figure_that_its_own_origin_raises_is_an_update_and_no_difference() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Ostara Post", "Rill Rights Watch", killed=14)
    strike(world, "Orvane Wire", "Sarn Monitor", killed=14, day="2031-05-04")
    (update,) = [change for change in told(world).changes if change.kind is ChangeKind.FIGURE_UPDATED]
    assert (update.about, update.from_.report, update.to.report) == ("killed", "r000", "r002")
    assert not [difference for difference in told(world).differences if difference.field == "killed"]


def test_a_claim_that_its_source_takes_back_is_withdrawn_with_its_figure() -> None:
    world = World()
    text = "Jets struck the Toll Bridge and 40 ferrymen died by the stairs."
    world.report("Lumen", "Ferrymen die", say(text, "Sarn Monitor", killed=40), place="Toll Bridge")
    world.report("Ostara Post", "Ferrymen die", say(text, "Rill Rights Watch", killed=9), place="Toll Bridge")
    taken_back = say(text, "Sarn Monitor", certainty=Certainty.DENIED)
    world.report("Orvane Wire", "Ferrymen die", taken_back, day="2031-05-04", place="Toll Bridge")
    killed = asserted(world, "killed")
    assert ([account.low for account in killed.accounts], len(killed.withdrawn)) == ([9], 1)
    (change,) = [c for c in told(world).changes if c.kind is ChangeKind.WITHDRAWN and c.about == "killed"]
    assert (change.from_.report, change.to.report) == ("r000", "r002")
    assert change.to.spans


def test_who_says_at_least_repeats_nobody_who_does_not() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    made = strike(world, "Ostara Post", day="2031-05-04", killed=9)
    assert {change.kind for change in told(world).changes} == {ChangeKind.ATTRIBUTION_DROPPED}
    (claim,) = made.claims
    at_least = tuple(replace(count, high=None) for count in claim.events[0].counts)
    world.readings[1] = replace(made, claims=(replace(claim, events=(replace(claim.events[0], counts=at_least),)),))
    assert "killed" not in {change.about for change in told(world).changes}


def test_an_outlet_that_is_the_source_itself_drops_nobody() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    strike(world, "Sarn Monitor", day="2031-05-04", killed=9)
    assert ChangeKind.ATTRIBUTION_DROPPED not in {change.kind for change in told(world).changes}


def test_a_demand_gives_no_figure() -> None:
    world = World()
    first = say("Jets struck the Toll Bridge and ferrymen died by the stairs.", "Sarn Monitor", killed=9)
    demand = say("The river trade of the valley has a long history.", "Coast League", killed=14)
    made = world.report("Ostara Post", "Ferrymen die", first, demand, place="Toll Bridge")
    *others, last = made.claims
    event = replace(last.events[0], roles=(Role("target", last.spans[0], "ferrymen"),))
    figure = replace(last, events=(event,))
    world.readings[0] = replace(made, claims=(*others, figure))
    assert {account.low for account in asserted(world, "killed").accounts} == {9, 14}
    world.readings[0] = replace(made, claims=(*others, replace(figure, act=Act.DEMAND)))
    assert {account.low for account in asserted(world, "killed").accounts} == {9}


def test_the_words_for_one_body_stand_beside_its_reference_name() -> None:
    world = World()
    for outlet, words in (("Lumen", "QNA"), ("Ostara Post", "Quellmark News Agency")):
        reading = world.report(
            outlet, "Ferrymen die", say(f"{words} says jets struck the Toll Bridge.", words), place="Toll Bridge"
        )
        claim = reading.claims[0]
        start = claim.spans[0][0]
        chain = tuple(replace(link, mention=(start, start + len(words))) for link in claim.chain)
        world.readings[-1] = replace(reading, claims=(replace(claim, chain=chain),))
    (naming,) = told(world).namings
    assert (naming.name, naming.source) == ("Quellmark News Agency", "qna")
    assert {(wording.words, wording.outlets) for wording in naming.wordings} == {
        ("QNA", ("Lumen",)),
        ("Quellmark News Agency", ("Ostara Post",)),
    }


def test_an_incident_with_assertions_is_the_same_through_json() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9, actor="Coast League")
    strike(world, "Ostara Post", killed=14)
    found = told(world)
    assert found.assertions and from_json(Incident, to_json(found)) == found


def test_an_older_incident_without_assertions_still_loads() -> None:
    assert from_json(Incident, {"id": "i", "reports": ["r"]}).assertions == ()
    assert from_json(Account, {"value": None, "low": 3}).claims == ()


def test_a_denial_answers_what_its_report_last_told_however_far_back() -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    hit = say("Jets struck the Toll Bridge and ferrymen died.", "Sarn Monitor", killed=9)
    between = [say(f"The ferry pier has {number} lamps.", "Rill Rights Watch") for number in ("four", "nine", "twelve")]
    reading = world.report(
        "Ostara Post", "Ferrymen die", hit, *between, say("It is a fable.", "Coast League"), place="Toll Bridge"
    )
    *before, last = reading.claims
    world.readings[1] = replace(reading, claims=(*before, replace(last, act=Act.DENY, certainty=Certainty.DENIED)))
    assert [account.value for account in asserted(world, "denied").accounts] == ["happened"]


@pytest.mark.parametrize(("kind", "answers"), [("COERCE", False), ("MOBILIZE", True), (None, True)])
def test_who_denies_a_deed_of_another_kind_does_not_deny_the_incident(kind: str | None, answers: bool) -> None:
    world = World()
    strike(world, "Lumen", "Sarn Monitor", killed=9)
    hit = say("Jets struck the Toll Bridge and ferrymen died.", "Sarn Monitor", killed=9)
    reading = world.report(
        "Ostara Post", "Ferrymen die", hit, say("It is a fable.", "Coast League"), place="Toll Bridge"
    )
    first, last = reading.claims
    negated = replace(first.events[0], type=kind or "", span=last.spans[0], counts=(), status=Status.NEGATED)
    events = (negated,) if kind else ()
    denial = replace(last, act=Act.DENY, certainty=Certainty.DENIED, events=events)
    world.readings[1] = replace(reading, claims=(first, denial))
    assert (told(world).assertion("denied") is not None) is answers
