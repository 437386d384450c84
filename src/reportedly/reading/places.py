"""The places a report names: found, told from persons and bodies of the same name, and tied to the gazetteer where
they fit.

Invariants: every span is verbatim; a point comes from a gazetteer row and from nowhere else; a name that fits no row
is kept as named, `no_match`, with the kind its own words tell; precision is GED's where_prec (1 exact, 2 near a known
place, 3 district, 4 province, 5 region or landscape, 6 country, 7 sea or airspace) and null where the coding has no
word for it.
"""

from __future__ import annotations

from reportedly.knowledge.gazetteer import PRECISION, Entry, Found, Gazetteer
from reportedly.knowledge.place_weights import Weights, load
from reportedly.reading import place_choice, place_evidence
from reportedly.reading.parse import Parse
from reportedly.reading.place_belief import believed, grounds
from reportedly.reading.place_choice import Scene
from reportedly.reading.place_context import region_of, support
from reportedly.reading.place_lists import shared
from reportedly.reading.place_names import Mention, mentions
from reportedly.reading.place_spelling import respelled
from reportedly.reading.spans import overlap
from reportedly.records import Place, Spans

BY = "places@1"
VAGUE = frozenset(
    ("area", "desert", "mountain", "water", "island")
)  # kinds told by a cue that make a landscape of a known town or province
BESIDE = frozenset(("base", "camp", "field", "crossing", "airport", "site", "pass", "road"))  # … that lie at or near it


def find_places(parse: Parse, gazetteer: Gazetteer, seen: Spans = ()) -> tuple[Place, ...]:
    """The places of a report in the order of its text; `seen` are words that a network takes for where something happened: a name among
    them is one.
    """
    here, chosen = _read(parse, gazetteer, seen)
    given = grounds(here, chosen)
    held = {i: f for i, f in chosen.items() if believed(here, given, here.mentions[i], f, gazetteer.countries)}
    return tuple(_place(here, i, held.get(i), gazetteer) for i in _admitted(here, chosen, load(), seen))


def _read(parse: Parse, gazetteer: Gazetteer, seen: Spans) -> tuple[Scene, dict[int, Found]]:
    """The mentions with what they support, and the place that each would be."""
    found = shared(parse, mentions(parse, gazetteer, seen))
    heard = support(found)
    here = place_choice.scene(parse, respelled(found, gazetteer, heard), heard)
    return here, place_choice.choose(here, gazetteer.countries, load().choice)


def find_people(parse: Parse, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Words for a country's people or things ("Norwegian") as the place they point to: not places of the report, some
    corpora count them.
    """
    words = [m for m in mentions(parse, gazetteer) if m.people]
    return tuple(_known(parse, m, m.found[0].entry, gazetteer) for m in words)


def _admitted(here: Scene, chosen: dict[int, Found], weights: Weights, seen: Spans) -> list[int]:
    """The mentions that are places by the evidence, or that a network sees as one."""
    used = place_evidence.usage(here)
    kept = []
    for index, mention in enumerate(here.mentions):
        if mention.people:
            continue
        values = place_evidence.features(here, used, mention, chosen.get(index))
        as_seen = any(overlap((mention.start, mention.end), span) for span in seen)
        if as_seen or place_choice.score(values, weights.evidence) > 0:
            kept.append(index)
    return kept


def _place(here: Scene, index: int, found: Found | None, gazetteer: Gazetteer) -> Place:
    mention = here.mentions[index]
    name = here.parse.text[mention.start : mention.end]
    if found is None:
        return Place((mention.start, mention.end), name, kind=mention.cue, no_match=True, by=BY)
    return _known(here.parse, mention, found.entry, gazetteer)


def _known(parse: Parse, mention: Mention, entry: Entry, gazetteer: Gazetteer) -> Place:
    kind, precision = _kind(parse, mention, entry)
    region = region_of(entry)
    admin1 = gazetteer.entry(region).name if region else None
    span, country = (mention.start, mention.end), entry.country or None
    name = parse.text[slice(*span)]
    return Place(
        span, name, entry.name, kind, country, entry.lat, entry.lon, precision, entry.ref, by=BY, admin1=admin1
    )


def _kind(parse: Parse, mention: Mention, entry: Entry) -> tuple[str, int | None]:
    """The kind of the place that is meant, and how precisely it is known: "the … desert" of a town is a landscape round it."""
    if mention.part:
        return "area", 5
    if mention.cue in VAGUE and entry.kind not in VAGUE:
        return mention.cue or entry.kind, 5
    if mention.cue in BESIDE and entry.kind in ("city", "quarter"):
        return mention.cue or entry.kind, 2
    precision = PRECISION.get(entry.kind, 1)
    return entry.kind, 2 if precision == 1 and _nearby(parse, mention) else precision


def _nearby(parse: Parse, mention: Mention) -> bool:
    """Whether the word before it says that something is near the place, not in it."""
    return mention.first > 0 and parse.tokens[mention.first - 1].text.lower() in parse.language.places.near
