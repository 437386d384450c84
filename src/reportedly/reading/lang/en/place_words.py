"""English words round a place name: what they say about its kind, and whether it is one.

Words only, in lower case; no place, person or outlet is named here. Kinds are those of the gazetteer.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _kinds(text: str) -> dict[str, str]:
    """Kind by word, from lines "kind: word word"; a line without a colon goes on with the kind above."""
    kinds: dict[str, str] = {}
    for kind, words in re.findall(r"(\w+):([^:]*)(?=\s\w+:|$)", text.strip()):
        kinds |= dict.fromkeys(words.split(), kind)
    return kinds


# After the name ("Ostra province", "Dell County") or, with "of", before it ("the province of Ostra").
KIND_WORDS = _kinds(
    """
    admin1: province governorate oblast emirate prefecture voivodeship state
    admin2: county district parish rayon raion municipality
    admin3: subdistrict sub-district
    city: borough township city town village villages towns cities hamlet suburb suburbs outskirts capital port
    quarter: neighborhood neighbourhood quarter
    desert: desert deserts steppe badia flats
    area: region area countryside valley plain plains plateau peninsula basin enclave forest strip heights
        highlands
    mountain: mountains mountain hills hill
    island: island islands
    crossing: crossing checkpoint
    base: airbase airfield airstrip base garrison
    airport: airport
    camp: camp
    field: field oilfield
    site: dam bridge junction prison plant refinery beach park square harbour harbor
    pass: pass
    water: river creek lake bay canal falls reservoir
    sea: sea ocean gulf strait
    road: street road avenue boulevard drive lane highway st ave rd blvd hwy bypass freeway
    """
)

# Kinds whose capitalised word after a known name makes another name of it ("Arvad River" is not Arvad).
OTHER_NAME = _words(
    """
    water road mountain site sea
    """
)

# Between the name and its kind word: "Ostra gas field", "Dell military airbase".
KIND_ADJECTIVES = _words(
    """
    gas oil air military border refugee displacement international industrial civilian administrative strategic
    main
    """
)

# Before the name: "Lake Varna", "Mount Arvad", "Camp Sorrel".
KIND_BEFORE = _kinds(
    """
    water: lake river
    mountain: mount mt jebel jabal
    camp: camp
    area: cape wadi
    sea: gulf
    """
)

LOCATIVE = _words(
    """
    in at near from outside inside around across into through throughout within between toward towards against
    over via beyond off amid
    """
)
NEARBY = _words("near outside around beyond off")
OF = _words(
    """
    of to on for by with
    """
)
DIRECTIONS = _words(
    """
    northern southern eastern western north south east west central northeastern northwestern southeastern
    southwestern northeast northwest southeast southwest upper lower greater downtown rural coastal inner outer
    mainland nearby neighboring neighbouring northernmost
    """
)
TITLES = _words(
    """
    mr mrs ms miss dr prof sir dame lord lady sheikh imam rev reverend father bishop pope king queen prince
    princess emir president premier chancellor minister secretary ambassador envoy senator sen rep congressman
    congresswoman gov governor mayor judge justice attorney officer detective sergeant sgt lieutenant lt captain
    capt colonel col general gen major maj admiral adm commander brigadier marshal coach director chairman
    chairwoman spokesman spokeswoman coroner professor actor actress singer author jr sr
    """
)
SPEECH = _words(
    """
    said says say told tells added adds asked asks noted notes wrote explained argued insisted recalled thinks
    believes
    """
)

# After a name inside a longer one: a body that sits there ("… Police", "… Council") …
SEATED = _words(
    """
    police sheriff council mayor fire city district public community regional health town township coroner
    governor jail circuit attorney senior volunteer arts chamber food centers detention county army airport port
    public legislature parliament province provincial senate area governorate civic correspondent
    """
)
# … or one that only bears the name ("… Times", "… Bank").
BEARING = _words(
    """
    times post herald tribune news daily journal gazette star university college school academy institute
    foundation award club zoo court trust award act cup bank inc co corp group hotel elementary middle high
    medical memorial children band company press today magazine radio tv day treaty agreement accord convention
    declaration
    """
)

# Words of the calendar; some small places are called so.
CALENDAR = _words(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu
    fri sat sun spring summer autumn winter christmas easter ramadan
    """
)

# Words of small letters that stand inside names.
INSIDE = _words("- – ' ’ 's ’s of the de la and du del do da sur le")

# Before a name without "of": "the city Arlan".
PLAIN_KINDS = _words("city town village province capital")

# Words that are names of small places but, standing alone, of none that a report means.
NOT_ALONE = (DIRECTIONS | CALENDAR | frozenset(KIND_WORDS) | frozenset(KIND_BEFORE) | OF | LOCATIVE) - {"badia"}
