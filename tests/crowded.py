"""An invented night that sixty reports tell of, on the word of twelve origins: what the page of an incident must carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from quellmark import KNOWN, Said, World, say, source

from reportedly.incident import (
    Account,
    Assertion,
    Change,
    ChangeKind,
    Incident,
    Naming,
    Passage,
    Wording,
)
from reportedly.linking import Linked, link
from reportedly.records import Certainty, Claim, Reading, Source, SourceType, Unnamed

TOWNS = ("Alder", "Brack", "Corve", "Dunmere", "Eskil", "Farrow", "Gannet", "Holm", "Isel", "Jorund")
KINDS = ("Courier", "Evening Herald", "Radio", "Observer and Shipping Gazette")
OUTLETS = [f"{town} {kind}" for town in TOWNS for kind in KINDS]
RELAYS = ("Orvane Wire", "Quellmark News Agency", "Lumen", "Ostara Post")
WORDS = (
    "quay", "crane", "ferry", "lantern", "siren", "pontoon", "ropeway", "granary", "window", "shutter", "bakery",
    "chapel", "tide", "gull", "barge", "customs", "shed", "winch", "signal", "mast", "keel", "cooper", "tannery", "bell",
    "tower", "cistern", "orchard", "mill", "weir", "causeway", "ledger", "smoke", "frost",
)  # fmt: skip


def captive() -> Source:
    return Source("two captured gunners", SourceType.DETAINEE, unnamed=Unnamed.COLLECTIVE, custody=True)


ORIGINS: tuple[tuple[Source, int | None, str | None], ...] = (
    (source("Sarn Monitor"), 18, "Quellmark army"),
    (source("Rill Rights Watch"), 14, "Quellmark army"),
    (source("Quellmark Health Ministry"), 8, None),
    (source("Coast League"), 31, "Quellmark army"),
    (source("Quellmark government"), None, "Coast League"),
    (source("Brenholt General Hospital", SourceType.MEDICAL), 11, None),
    (source("Harbour Fire Service", SourceType.OFFICIAL), 12, None),
    (source("a harbour guard", SourceType.MILITARY, Unnamed.WITHHELD), 16, "Quellmark army"),
    (source("residents", SourceType.RESIDENT, Unnamed.COLLECTIVE), None, None),
    (captive(), None, "Coast League"),
    (source("Ferry Workers’ Union", SourceType.NGO), 17, None),
    (source("Nebrask Red Lamp", SourceType.NGO), 15, None),
)  # fmt: skip


def sentence(chance: Random, killed: int | None) -> str:
    some = " ".join(chance.sample(WORDS, 9))
    return f"Jets struck Brenholt and {killed or 'several'} people died near the {some}."


def said(chance: Random, number: int, relay: str | None) -> Said:
    """The sentence of one report on the word of one origin, perhaps through somebody."""
    origin, killed, actor = ORIGINS[number]
    cited = [relay, origin] if relay else [origin]
    firm = Certainty.HEDGED if chance.random() < 0.2 else Certainty.ASSERTED
    return say(sentence(chance, killed), *cited, killed=killed, certainty=firm, actor=actor)


def crowd(reports: int = 60, origins: int = 12) -> list[Reading]:
    """The reports: most on one origin, some on two, some copied word for word, a few that cite nobody."""
    chance, world = Random(7), World()
    for number in range(reports):
        outlet = OUTLETS[number % len(OUTLETS)] if number >= len(RELAYS) else RELAYS[number]
        first = number % origins if chance.random() < 0.6 else chance.choice([0, 0, 2])
        first = min(first, origins - 1)
        relay = chance.choice(RELAYS) if number >= len(RELAYS) and chance.random() < 0.5 else None
        told = [said(chance, first, relay)]
        if chance.random() < 0.3:
            told.append(said(chance, chance.randrange(origins), None))
        if number % 15 == 14:
            told = [say(sentence(chance, 9), killed=9)]
        if number % 9 == 8:
            told = [say(sentence(chance, 18), chance.choice(RELAYS), killed=18)]
        if number % 6 == 5:
            told = copied(world)
        day = f"2031-05-{3 + number // 18:02}" if number % 29 != 28 else None
        world.report(
            outlet, f"Night of fire at Brenholt, {chance.choice(WORDS)} and {chance.choice(WORDS)}", *told, day=day
        )
    return world.readings


def copied(world: World) -> list[Said]:
    """The sentences of the last report again, with their sources."""
    return [
        Said(claim.text, claim.chain, killed=_killed(claim), certainty=claim.certainty)
        for claim in world.readings[-1].claims
    ]


def _killed(claim: Claim) -> int | None:
    return next((count.low for event in claim.events for count in event.counts), None)


def linked(reports: int = 60, origins: int = 12) -> tuple[Linked, dict[str, Reading]]:
    """Their incidents, and the readings by report."""
    readings = crowd(reports, origins)
    return link(readings, KNOWN), {reading.report.id: reading for reading in readings}


def rounded_off(incident: Incident, readings: Mapping[str, Reading]) -> Incident:
    """The incident with one of everything that a telling may hold: bounds, a part, a denial, changes, names."""
    first, second = (readings[name] for name in incident.reports[:2])
    here, there = (Passage(r.report.id, r.claims[0].id, r.claims[0].spans) for r in (first, second))
    origin = next(path.origin for path in incident.paths if path.claim == first.claims[0].id)
    given = Account(None, (origin,), (first.report.id,), claims=(first.claims[0].id,))
    injured = Assertion(
        "injured",
        (
            replace(given, low=30, counted="people"),
            replace(given, low=12, high=20, counted="ferrymen", of=0, part=True),
        ),
        30, 30, (origin,), 1, 1, (first.report.id,),
    )  # fmt: skip
    day = Assertion(
        "day", (replace(given, value="2031-05-02/2031-05-04"), Account("2031-05-03", without_source=(second.report.id,),
        reports=(second.report.id,), claims=(second.claims[0].id,))), None, None, (origin,), 1, 1, (first.report.id,),
    )  # fmt: skip
    denied = Assertion("denied", (replace(given, value="done_by"),), origins=(origin,), reports=(first.report.id,))
    changes = tuple(Change(kind, "killed", here, there, origin, "reportedly") for kind in ChangeKind)
    wordings = (Wording("the army", ("Lumen",), (here,)), Wording("regime forces", ("Ostara Post",), (there,)))
    return replace(
        incident,
        assertions=(*incident.assertions, injured, day, denied),
        changes=changes,
        namings=(Naming("Quellmark army", "knowledge", wordings),),
    )


def arabic() -> tuple[Linked, dict[str, Reading]]:
    """Six reports of another night in a right-to-left script, as another reader may have read them."""
    world = World()
    monitor, ministry = source("مرصد وادي تسك", SourceType.MONITOR), source("وزارة الصحة", SourceType.OFFICIAL)
    guard = source("حارس الميناء", SourceType.MILITARY, Unnamed.WITHHELD)
    agency = source("وكالة أوسمارا OPB", SourceType.AGENCY)
    told = (
        ("وكالة أوسمارا OPB", "2031-05-03", say("قصفت طائرات بلدة برينهولت وقتل 18 شخصا.", monitor, killed=18)),
        ("جريدة الميناء", "2031-05-03", say("قتل 18 شخصا في برينهولت ليلا بعد غارات على السوق.", agency, monitor, killed=18)),
        ("صوت الساحل", "2031-05-04", say("أحصت المشافي 11 قتيلا في برينهولت حتى الصباح.", ministry, killed=11)),
        ("إذاعة ديلين", "2031-05-04", say("سمع دوي طائرات فوق برينهولت قرب الرصيف القديم.", guard)),
        ("تلفزيون أنسلت", "2031-05-05", say("سقط قتلى في برينهولت وقال إن عددهم 11.", agency, ministry, killed=11)),
        ("الأوسمارا اليوم", "2031-05-05", say("ليلة عنيفة في برينهولت وسط صمت الجيش.")),
    )  # fmt: skip
    for outlet, day, sentence in told:
        world.report(outlet, "ليلة النار في برينهولت", sentence, day=day, place="برينهولت")
    readings = [replace(reading, report=replace(reading.report, language="ar")) for reading in world.readings]
    return link(readings, KNOWN), {reading.report.id: reading for reading in readings}
