"""Origins in an invented war: what is one, what is not, what only may be, and the reason on every edge."""

from __future__ import annotations

from dataclasses import replace

from quellmark import KNOWN, World, say, source

from reportedly.incident import Incident, Link, LinkKind
from reportedly.linking import Linked, link
from reportedly.linking.candidates import pairs
from reportedly.linking.copies import copies
from reportedly.linking.mentions import mentions
from reportedly.records import Act, Certainty, SourceType, Status, Unnamed

HIT = "Jets struck the Toll Bridge and nine ferrymen died"
COLLECTIVE, WITHHELD = Unnamed.COLLECTIVE, Unnamed.WITHHELD


def linked(world: World) -> Linked:
    return link(world.readings, KNOWN)


def told(world: World) -> Incident:
    """The one incident of the world."""
    (incident,) = linked(world).incidents
    return incident


def counts(world: World) -> tuple[int, int]:
    found = told(world)
    return found.independent_low, found.independent_high


def names(world: World) -> set[str]:
    return {origin.name for origin in told(world).origins if origin.counted}


def merged(world: World) -> list[Link]:
    return [x for x in linked(world).links if x.relation is LinkKind.SAME_ORIGIN]


def two(*cited: tuple[object, ...], **more: str) -> World:
    """Two reports of one strike, the first and second citing what is given."""
    world = World()
    texts = f"{HIT}, readers learn.", "Nine ferrymen died when jets struck the Toll Bridge."
    for outlet, text, chain in zip(("Lumen", "Ostara Post"), texts, cited, strict=True):
        world.report(outlet, "Nine ferrymen die at Toll Bridge", say(text, *chain, killed=9), place="Toll Bridge")  # type: ignore[arg-type]
    return world


def test_many_reports_that_cite_one_monitor_have_one_origin() -> None:
    world = two(("Sarn Monitor",), ("Sarn Monitor",))
    assert counts(world) == (1, 1)
    assert names(world) == {"Sarn Monitor"}


def test_two_monitors_are_two_origins() -> None:
    assert counts(two(("Sarn Monitor",), ("Rill Rights Watch",))) == (2, 2)


def test_two_monitors_quoting_each_other_are_not_two() -> None:
    world = two(("Rill Rights Watch", "Sarn Monitor"), ("Sarn Monitor", "Rill Rights Watch"))
    assert counts(world) == (1, 1)
    assert merged(world)[0].reasons[0].rule == "each is cited for the other's word"


def test_a_monitor_cited_for_another_once_may_be_repeating_it() -> None:
    world = two(("Rill Rights Watch", "Sarn Monitor"), ("Rill Rights Watch",))
    assert counts(world) == (1, 2)


def test_an_agency_and_its_subscriber_are_one_origin() -> None:
    world = World()
    text = f"{HIT}, the monitor said, and the river was closed to every kind of boat until the next morning."
    world.report("Orvane Wire", "Nine ferrymen die", say(text, "Sarn Monitor", killed=9), place="Toll Bridge")
    world.report(
        "Lumen", "Nine die at Toll Bridge", say(text, "Sarn Monitor", killed=9), byline="OW", place="Toll Bridge"
    )
    assert counts(world) == (1, 1)
    copied = next(x for x in linked(world).links if x.relation is LinkKind.COPY)
    assert (copied.from_, copied.to) == ("r001", "r000")


def test_an_agency_that_only_carries_is_no_origin() -> None:
    assert names(two(("Orvane Wire", "Sarn Monitor"), ("Sarn Monitor",))) == {"Sarn Monitor"}


def test_a_chain_is_followed_into_the_report_it_cites() -> None:
    world = two(("Ostara Post",), ("Sarn Monitor",))
    assert names(world) == {"Sarn Monitor"}
    found = told(world)
    path = next(path for path in found.paths if path.report == "r000")
    assert (path.chain, path.through) == (("Ostara Post", "Sarn Monitor"), ("r001",))
    relay = next(x for x in linked(world).links if x.relation is LinkKind.RELAY)
    assert (relay.from_, relay.to) == ("r000", "r001")


def test_two_outlets_citing_each_other_do_not_go_round_in_circles() -> None:
    assert counts(two(("Ostara Post",), ("Lumen",)))[0] == 1


def test_state_agency_and_state_television_are_one_body() -> None:
    world = two(("QNA",), ("Quellmark Television",))
    assert counts(world) == (1, 1)
    assert merged(world)[0].reasons[0].rule == "organs of one body"


def test_the_ministry_that_state_media_quote_is_the_origin() -> None:
    world = two(("QNA", "Quellmark Health Ministry"), ("QTV", "Quellmark Health Ministry"))
    assert names(world) == {"Quellmark Health Ministry"}
    assert counts(world) == (1, 1)


def test_forty_reposts_of_one_text_are_one_origin() -> None:
    world = World()
    post = say(f"{HIT} at dawn near the ferry stairs.", "Sarn Monitor", killed=9)
    for n in range(40):
        world.report(f"Account {n}", "Nine ferrymen die", post, place="Toll Bridge")
    assert counts(world) == (1, 1)
    assert len(told(world).reports) == 40


def test_forty_reposts_of_an_unnamed_source_are_one_origin() -> None:
    world = World()
    unnamed = source("a military source", SourceType.MILITARY, WITHHELD)
    post = say(f"{HIT} at dawn near the ferry stairs below the old town wall.", unnamed)
    for n in range(40):
        world.report(f"Account {n}", "Nine die", post, place="Toll Bridge")
    assert counts(world) == (1, 1)


def test_unnamed_sources_of_two_reports_may_be_one_or_two() -> None:
    unnamed = source("a military source", SourceType.MILITARY, WITHHELD)
    world = two((unnamed,), (unnamed,))
    assert counts(world) == (1, 2)
    assert not merged(world)[0].sure


def test_unnamed_sources_by_one_relay_in_like_words_are_one() -> None:
    unnamed = source("a port official", SourceType.OFFICIAL, WITHHELD)
    world = two(("Orvane Wire", unnamed), ("Orvane Wire", unnamed))
    assert counts(world) == (1, 1)
    assert merged(world)[0].reasons[0].rule == "same relay and text"


def test_activists_named_later_are_the_one_named() -> None:
    world = World()
    world.report(
        "Lumen", "Nine ferrymen die",
        say(f"{HIT}, activists said.", source("activists", SourceType.ACTIVIST, COLLECTIVE), killed=9),
        say("“We counted nine,” said Ilo Varn.", source("Ilo Varn", SourceType.ACTIVIST)),
        place="Toll Bridge",
    )  # fmt: skip
    assert counts(world) == (1, 1)


def test_rescuers_named_later_are_the_service_named() -> None:
    world = World()
    rescuers = say(HIT, source("rescuers", SourceType.MEDICAL, COLLECTIVE), killed=9)
    service = say("Nine bodies lie at the Toll Bridge.", source("Heron rescue service", SourceType.NGO), killed=9)
    world.report("Lumen", "Nine ferrymen die", rescuers, service, place="Toll Bridge")
    assert names(world) == {"Heron rescue service"}


def test_doctors_are_no_body_for_aid_that_is_named_after_them() -> None:
    world = World()
    doctors = say(HIT, source("paramedics", SourceType.MEDICAL, COLLECTIVE), killed=6)
    body = say("Eight bodies lie at the Toll Bridge.", source("Heron Aid", SourceType.NGO), killed=8)
    world.report("Lumen", "Ferrymen die", doctors, body, place="Toll Bridge")
    assert counts(world) == (2, 2)
    assert "killed" in {difference.field for difference in told(world).differences}


def test_who_confirms_an_event_of_the_incident_vouches_for_it() -> None:
    world = World()
    filler = [
        say(f"The river trade of the valley has a long history, part {n}, with tolls and taxes.") for n in range(25)
    ]
    admits = say("A mishap with one loss was conceded.", source("transport office", SourceType.OFFICIAL), killed=1)
    made = world.report(
        "Lumen", "Nine ferrymen die", say(HIT, "Sarn Monitor", killed=9), *filler, admits, place="Toll Bridge"
    )
    assert names(world) == {"Sarn Monitor"}
    *others, last = made.claims
    world.readings[0] = replace(made, claims=(*others, replace(last, act=Act.CONFIRM)))
    assert names(world) == {"Sarn Monitor", "transport office"}


def test_a_denial_is_not_a_confirmation() -> None:
    world = two(("Sarn Monitor",), ("Quellmark government",))
    denial = world.readings[1].claims[0]
    denied = replace(denial, certainty=Certainty.DENIED, act=Act.DENY)
    world.readings[1] = replace(world.readings[1], claims=(denied,))
    assert names(world) == {"Sarn Monitor"}
    happened = next(d for d in told(world).differences if d.field == "happened")
    assert [account.value for account in happened.accounts] == [Certainty.ASSERTED, Certainty.DENIED]
    assert happened.accounts[1].who == ("Quellmark government",)


def test_who_denies_one_thing_may_tell_another_further_on() -> None:
    world = World()
    blame = say("The hand behind it was not the league's, its envoy said.", "Coast League")
    told_later = say("The bridge and its ferrymen were struck at dawn, its envoy said.", "Coast League")
    made = world.report("Lumen", "Ferrymen die at Toll Bridge", blame, "Nobody else spoke.", told_later, place=None)
    denied = replace(made.claims[0], certainty=Certainty.DENIED, act=Act.DENY, events=())
    world.readings[0] = replace(made, claims=(denied, *made.claims[1:]))
    assert names(world) == {"Coast League"}
    world.readings[0] = replace(made, claims=(denied, made.claims[2]))  # beside it: it goes on with what it denies
    assert names(world) == set()


def test_what_a_report_rests_its_own_matter_on_counts_whoever_it_is() -> None:
    world = two(("Sarn Monitor",), ("Sarn Monitor",))
    haze = "Jets came out of the haze over the valley and left ferrymen dead by their boats, Lumen heard from a local source."
    local = source("local source", SourceType.OTHER, Unnamed.UNIDENTIFIED)
    history = "The river trade of the valley has a long history, with many tolls and taxes."
    world.report("Lumen", "Ferrymen die at Toll Bridge", say(haze, local), history, place=None)
    assert names(world) == {"Sarn Monitor", "local source"}


def test_own_voice_reports_are_no_origins() -> None:
    world = two((), ("Sarn Monitor",))
    found = told(world)
    assert (counts(world), found.reports_without_source) == ((1, 1), 1)
    assert counts(two((), ())) == (0, 0)


def test_late_reactions_are_no_origins() -> None:
    world = World()
    filler = [
        say(f"The river trade of the valley has a long history, part {n}, with many tolls and taxes.")
        for n in range(25)
    ]
    reaction = say("The foreign envoy voiced dismay.", source("foreign envoy", SourceType.OFFICIAL))
    world.report(
        "Lumen", "Nine ferrymen die", say(HIT, "Sarn Monitor", killed=9), *filler, reaction, place="Toll Bridge"
    )
    assert names(world) == {"Sarn Monitor"}


def test_a_demand_about_what_happened_vouches_for_nothing() -> None:
    world = World()
    demand = say(
        "The jets that struck the Toll Bridge must be grounded for the ferrymen who died.", "Rill Rights Watch"
    )
    made = world.report("Lumen", "Nine ferrymen die at Toll Bridge", say(HIT, "Sarn Monitor", killed=9), demand)
    world.readings[0] = replace(made, claims=(made.claims[0], replace(made.claims[1], act=Act.DEMAND)))
    assert names(world) == {"Sarn Monitor"}


def test_unspecified_reports_beside_a_named_source_do_not_count() -> None:
    reports = source("local reports", SourceType.MEDIA, COLLECTIVE)
    assert counts(two((reports,), ("Sarn Monitor",))) == (1, 1)
    assert counts(two((reports,), ()))[1] == 1


def test_kinds_are_marked_and_not_ranked() -> None:
    detained = replace(source("captured gunner", SourceType.DETAINEE, Unnamed.UNIDENTIFIED), custody=True)
    army = source("Quellmark army", SourceType.MILITARY)
    world = two((detained,), (army,))
    marks = {origin.type: origin.marks for origin in told(world).origins}
    assert marks[SourceType.DETAINEE] == ("in_custody", "unnamed")
    assert marks[SourceType.MILITARY] == ("on_record", "party")


def test_private_persons_are_shown_by_their_role() -> None:
    world = two((source("Ilo Varn", SourceType.WITNESS),), ("Sarn Monitor",))
    shown = repr((told(world), linked(world).links))
    assert "Ilo Varn" not in shown
    assert "a witness (named in the text)" in names(world)


def test_rival_figures_stand_beside_their_origins() -> None:
    world = World()
    for outlet, who, killed in (("Lumen", "Sarn Monitor", 9), ("Ostara Post", "Rill Rights Watch", 14)):
        world.report(
            outlet,
            "Ferrymen die",
            say(f"{HIT} by the stairs, {outlet} learns.", who, killed=killed),
            place="Toll Bridge",
        )
    found = told(world)
    name = {origin.id: origin.name for origin in found.origins}
    assert [(f.low, [name[o] for o in f.origins]) for f in found.figures] == [
        (14, ["Rill Rights Watch"]),
        (9, ["Sarn Monitor"]),
    ]
    (rival,) = [d for d in found.differences if d.field == "killed"]
    assert {(account.low, account.high) for account in rival.accounts} == {(9, 9), (14, 14)}


def test_every_link_has_a_reason_and_every_path_an_origin() -> None:
    world = two(("Orvane Wire", "Sarn Monitor"), ("Ostara Post", "Sarn Monitor Group"))
    result = linked(world)
    assert all(x.reasons for x in result.links)
    for incident in result.incidents:
        known = {origin.id for origin in incident.origins}
        assert {path.origin for path in incident.paths} <= known
        claims = {claim.id for reading in world.readings for claim in reading.claims}
        assert {claim for origin in incident.origins for claim in origin.claims} <= claims


def test_a_link_between_sources_ends_at_members_of_origins_never_at_one_and_the_same() -> None:
    collective = source("villagers", SourceType.RESIDENT, COLLECTIVE)
    world = two((collective,), (collective,))
    (tie,) = merged(world)
    members = {member.id: member.name for origin in told(world).origins for member in origin.members}
    assert tie.from_ != tie.to
    assert [members[end] for end in (tie.from_, tie.to)] == ["villagers", "villagers"]


def test_no_report_is_linked_to_itself() -> None:
    """Two rows of one table may share an id, a text, or both."""
    world = two(("Sarn Monitor",), ("Sarn Monitor",))
    again = world.report(
        "Lumen",
        "Nine ferrymen die at Toll Bridge",
        say(f"{HIT}, readers learn.", "Sarn Monitor", killed=9),
        place="Toll Bridge",
    )
    spots = tuple(replace(spot, gazetteer=name) for spot in again.places for name in ("pier", "stairs", "weir"))
    again = replace(again, places=(*again.places, *spots))
    world.readings[-1] = again
    assert all(one != other for one, other in pairs(mentions(world.readings, KNOWN)))
    twin = replace(again, report=replace(again.report, id="r000", version="sha256:other", published="2031-05-04"))
    world.readings += [twin, world.readings[0]]
    assert not [x for x in linked(world).links if x.from_ == x.to]
    assert not [x for x in copies(world.readings, KNOWN) if x.from_ == x.to]
    assert sorted(told(world).reports) == ["r000", "r001", "r002"]


def test_a_source_that_takes_its_word_back_is_no_origin_and_gives_no_figure() -> None:
    world = World()
    for outlet, who, killed in (("Lumen", "Sarn Monitor", 40), ("Ostara Post", "Rill Rights Watch", 9)):
        text = f"Jets struck the Toll Bridge and {killed} ferrymen died by the stairs."
        world.report(outlet, "Ferrymen die at Toll Bridge", say(text, who, killed=killed), place="Toll Bridge")
    assert names(world) == {"Sarn Monitor", "Rill Rights Watch"}
    denial = say(
        "Jets struck the Toll Bridge and 40 ferrymen died by the stairs.",
        "Sarn Monitor",
        killed=40,
        certainty=Certainty.DENIED,
    )
    world.report("Orvane Wire", "Monitor withdraws Toll Bridge report", denial, day="2031-05-04", place="Toll Bridge")
    assert names(world) == {"Rill Rights Watch"}
    assert [figure.low for figure in told(world).figures] == [9]


def test_what_another_denies_is_not_withdrawn() -> None:
    world = two(("Sarn Monitor",), ("Rill Rights Watch",))
    denial = say(HIT, "Quellmark government", certainty=Certainty.DENIED)
    world.report("Orvane Wire", "Government on Toll Bridge", denial, day="2031-05-04", place="Toll Bridge")
    assert names(world) == {"Sarn Monitor", "Rill Rights Watch"}


def test_an_outlet_that_corrects_its_own_figure_no_longer_gives_it() -> None:
    world = World()
    text = "Jets struck the Toll Bridge and 40 ferrymen died by the stairs."
    world.report("Lumen", "Ferrymen die at Toll Bridge", say(text, killed=40), place="Toll Bridge")
    mended = say("Jets struck the Toll Bridge and four ferrymen died by the stairs.", killed=4)
    wrong = say(text, killed=40, certainty=Certainty.DENIED)
    world.report("Lumen", "Correction: Toll Bridge", mended, wrong, day="2031-05-04", place="Toll Bridge")
    assert [figure.low for figure in told(world).figures] == [4]


def strike(world: World, outlet: str, *said: object, kind: str = "ASSAULT", mode: str | None = None) -> None:
    world.report(outlet, "Blast at Toll Bridge kills nine ferrymen", *said, place="Toll Bridge", kind=kind, mode=mode)  # type: ignore[arg-type]


def test_an_accident_has_no_attacker() -> None:
    world = World()
    for outlet in ("Lumen", "Ostara Post"):
        blast = say(
            f"A gas main blew up under the Toll Bridge and killed nine ferrymen, {outlet} learns.",
            "Sarn Monitor",
            actor="gas main",
        )
        strike(world, outlet, blast, kind="ACCIDENT")
    assert (told(world).type, told(world).actors) == ("ACCIDENT", ())


def test_deaths_of_an_attack_make_it_no_accident() -> None:
    for more, kind in (
        (("ACCIDENT",), "ASSAULT"),
        (("ACCIDENT", "ACCIDENT"), "ACCIDENT"),
        (("COERCE", "COERCE"), "COERCE"),
    ):
        world = World()
        strike(world, "Lumen", say("A bomb fell on the Toll Bridge.", "Sarn Monitor", killed=9))
        (reading,) = world.readings
        (claim,) = reading.claims
        others = tuple(replace(claim.events[0], type=name) for name in more)
        world.readings[:] = [replace(reading, claims=(replace(claim, events=(*claim.events, *others)),))]
        assert told(world).type == kind


def test_an_outlet_that_names_itself_is_no_origin_of_what_it_has_from_another() -> None:
    world = World()
    own, sourced = say(HIT, "Lumen"), say(HIT, "Sarn Monitor")
    world.report("Lumen", "Ferrymen die", own, place="Toll Bridge")
    assert names(world) == {"Lumen"}
    world = World()
    world.report("Lumen", "Ferrymen die", own, sourced, place="Toll Bridge")
    assert names(world) == {"Sarn Monitor"}
    world = World()
    world.report("Quellmark Television", "Ferrymen die", say(HIT, "Quellmark Television"), sourced, place="Toll Bridge")
    assert names(world) == {"Sarn Monitor", "Quellmark Television"}


def test_a_blast_that_one_calls_an_attack_and_another_an_accident_is_one() -> None:
    world = World()
    strike(
        world,
        "Lumen",
        say("A bomb under the Toll Bridge killed nine ferrymen.", "Sarn Monitor", killed=9),
        mode="explosives",
    )
    blast = say("A gas main under the Toll Bridge blew up and killed nine ferrymen.", "Quellmark government", killed=9)
    strike(world, "Ostara Post", blast, kind="ACCIDENT")
    assert counts(world) == (2, 2)


def test_plans_fears_and_background_vouch_for_nothing() -> None:
    world = two(("Sarn Monitor",), ("Rill Rights Watch",))
    (claim,) = world.readings[1].claims
    for changed in ({"status": Status.FUTURE}, {"status": Status.HYPOTHETICAL}, {"background": True}):
        events = tuple(replace(event, **changed) for event in claim.events)  # type: ignore[arg-type]
        world.readings[1] = replace(world.readings[1], claims=(replace(claim, events=events),))
        found = link(world.readings, KNOWN).incidents
        assert {origin.name for i in found for origin in i.origins if origin.counted} == {"Sarn Monitor"}
        assert all(figure.origins for i in found for figure in i.figures)
