"""Who is cited: the name a mention gives, the kind of source, whether it is named, the reason, custody."""

from __future__ import annotations

import pytest
from hypothesis import given
from random_reports import FEW, TEXTS
from readings import KNOWN, attributed, parsed

from reportedly.reading.lang.en.naming import EnglishNaming
from reportedly.reading.layers import Mention
from reportedly.records import SourceType, Unnamed


def mentioned(phrase: str) -> Mention:
    """What a phrase says of a source, as the subject of a report."""
    text = f"{phrase} said the road to Dorrin had been closed."
    (found,) = attributed(text)
    assert found.speaker is not None
    return EnglishNaming(KNOWN).mention(parsed(text), found.speaker, found.mention or found.source[0])


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("The mayor of Dorrin, Ines Dorval,", "Ines Dorval", SourceType.OFFICIAL),
        ("Captain Bram Sedlak", "Bram Sedlak", SourceType.MILITARY),
        ("Governor Mirel Okandu", "Mirel Okandu", SourceType.OFFICIAL),
        ("The Jullick army", "Jullick army", SourceType.MILITARY),
        ("The Red Sparrow Front", "Red Sparrow Front", SourceType.ARMED_GROUP),
        ("Two residents of Umbrel", "residents of Umbrel", SourceType.RESIDENT),
        ("A doctor at the Ellory infirmary", "doctor at the Ellory infirmary", SourceType.MEDICAL),
        ("A spokesman for the Jullick army", "Jullick army", SourceType.MILITARY),
        ("The head of the Ellory Rescue Society, Lio Fen,", "Ellory Rescue Society", None),
        ("Radio Ambry", "Radio Ambry", SourceType.MEDIA),
        ("Ilan Veska an unemployed father of four", "Ilan Veska", None),
        ("The Sornet news agency", "Sornet news agency", SourceType.AGENCY),
        ("A source", "unnamed source", SourceType.OTHER),
        ("A military source", "military source", SourceType.MILITARY),
        ("A medical source", "medical source", SourceType.MEDICAL),
        ("An internal circular", "internal circular", SourceType.DOCUMENT),
        ("The Dorrin fire brigade", "Dorrin fire brigade", SourceType.MEDICAL),
        ("The Dorrin Human Rights Observatory", "Dorrin Human Rights Observatory", SourceType.MONITOR),
    ],
)
def test_names_and_kinds(phrase: str, name: str, kind: SourceType | None) -> None:
    found = mentioned(phrase)
    assert found.name == name
    assert kind is None or found.type is kind


@pytest.mark.parametrize(
    ("phrase", "unnamed"),
    [
        ("The Jullick army", None),
        ("Captain Bram Sedlak", None),
        ("The ministry", None),
        ("The governor", None),
        ("The indictment", None),
        ("An army spokesman", None),
        ("A captain", Unnamed.UNIDENTIFIED),
        ("A security source", Unnamed.UNIDENTIFIED),
        ("Residents", Unnamed.COLLECTIVE),
        ("Several activists", Unnamed.COLLECTIVE),
        ("A captain, who spoke on condition of anonymity,", Unnamed.WITHHELD),
        ("A nurse who asked not to be named", Unnamed.WITHHELD),
    ],
)
def test_how_a_source_goes_unnamed(phrase: str, unnamed: Unnamed | None) -> None:
    assert mentioned(phrase).unnamed is unnamed


def test_the_reason_is_the_reports() -> None:
    found = mentioned("A clerk, who spoke on condition of anonymity because he feared for his job,")
    assert found.reason == "because he feared for his job"
    assert mentioned("A clerk, who spoke on condition of anonymity,").reason is None


@pytest.mark.parametrize(
    ("phrase", "held"),
    [
        ("A captured fighter", True),
        ("A detainee", True),
        ("Obed Pinder, who has been held in the Brack fortress,", None),
        ("Two prisoners", True),
        ("A fighter", False),
        ("The detention centre's director", False),
        ("The Prisoners' Aid Society", False),
    ],
)
def test_custody(phrase: str, held: bool | None) -> None:
    found = mentioned(phrase)
    if held is not None:
        assert found.custody is held
    assert not found.custody or found.type is SourceType.DETAINEE


def test_a_pronoun_has_no_name_of_its_own() -> None:
    for word in ("He", "She", "They", "It"):
        found = mentioned(word)
        assert found.pronoun and found.name == "" and found.plural == (word == "They")


def test_a_body_known_by_name_keeps_its_row() -> None:
    found = mentioned("The United Nations")
    assert found.entity is not None and found.named and found.unnamed is None


@FEW
@given(TEXTS)
def test_every_noun_phrase_of_any_text_can_be_read(text: str) -> None:
    parse = parsed(text)
    for token in parse.tokens:
        if token.pos in ("NOUN", "PROPN", "PRON"):
            found = EnglishNaming(KNOWN).mention(parse, token.i, (token.start, token.end))
            assert found.pronoun or found.name
            assert found.reason is None or found.unnamed is Unnamed.WITHHELD
            assert not found.custody or found.type is SourceType.DETAINEE


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The Minister of Fisheries, Oda Renn", "Oda Renn"),
        ("Minister for Irrigation Salka Brume", "Salka Brume"),
        ("Deputy Minister of Foreign Affairs Timo Arket", "Timo Arket"),
        ("Inspector-General of Police Bakari Sunde", "Bakari Sunde"),
        ("First Deputy Minister Colonel-General Pavo Lind", "Pavo Lind"),
        ("Minister of State Lena Varga", "Lena Varga"),
        ("The Minister of Mines", "Minister of Mines"),
        ("The governor of North Orrin", "governor of North Orrin"),
        ("Minister for Tides", "Minister for Tides"),
        ("The Bank of Orrin", "Bank of Orrin"),
        ("Brig. Gen. Sami Ordal", "Sami Ordal"),
        ("The retired sailor Piet Lund", "Piet Lund"),
        ("The vice-governor Nadir Halm", "Nadir Halm"),
        ("The accused Ivo Brandt", "Ivo Brandt"),
        ("Coach Ada Pell", "Ada Pell"),
        ("Witness J", "Witness J"),
        ("The Chief Secretary", "Chief Secretary"),
        ("The owner of the ship Ana Maria", "owner of the ship Ana Maria"),
        ("The wife of the captured commander Bo Lind", "wife of the captured commander Bo Lind"),
        ("A lawyer for Mr Fenn", "lawyer for Mr Fenn"),
        ("Captain's Table", "Captain's Table"),
        ("The Widows' League", "Widows' League"),
        ("The Trainers' Union of Dorrin", "Trainers' Union of Dorrin"),
        ("Doctors Abroad", "Doctors Abroad"),
        ("Prince Albert Hospital", "Prince Albert Hospital"),
        ("The Queen Mary Trust", "Queen Mary Trust"),
        ("The Justice Party", "Justice Party"),
        ("Al-Mazra 3", "Al-Mazra 3"),
        ("Norway's Slow Post", "Slow Post"),
        ("Norway's Defence Ministry", "Norway's Defence Ministry"),
        ("The People's Harvest Force", "People's Harvest Force"),
        ("Orbit 7", "Orbit 7"),
        ("Channel Nine", "Channel Nine"),
        ("Mothers for Truth", "Mothers for Truth"),
        ("Peace Now", "Peace Now"),
        ("Glas na Reka", "Glas na Reka"),
        ("The Three Passes Courier", "Three Passes Courier"),
        ("the Northern Light channel", "Northern Light"),
        ("Fathom magazine", "Fathom"),
        ("the blog Low Water", "Low Water"),
        ("the site Mudflats", "Mudflats"),
        ("The Jullick daily Slow Post", "Slow Post"),
        ("the Sornet news agency", "Sornet news agency"),
        ("state television", "state television"),
        ("Jullick state television", "Jullick state television"),
        ("the Britain-based Dorrin Observatory", "Dorrin Observatory"),
        ("Radio Ambry's night bulletin", "Radio Ambry"),
        ("President Orsk's words", "Orsk"),
        ("The diary of Nurse Ada Pell", "Ada Pell"),
        ("Tern Institute's yearly report", "Tern Institute"),
        ("A statement of the Iron Front", "Iron Front"),
        ("Orrin's state media", "Orrin's state media"),
        ("Sunday's Harbour Light", "Harbour Light"),
        ("Saint Ode's Hospital", "Saint Ode's Hospital"),
        ("Sotheby's", "Sotheby's"),
        ("A group calling itself Red Dawn", "Red Dawn"),
        ("Police guarding the bridge", "Police"),
        ("The Dorrin News Agency (DNA", "Dorrin News Agency"),
        ("This one", "unnamed source"),
    ],
)
def test_a_name_is_cut_out_of_what_stands_round_it(phrase: str, name: str) -> None:
    parse, span = parsed(f"{phrase} said the road to Dorrin had been closed."), (0, len(phrase))
    assert EnglishNaming(KNOWN).mention(parse, parse.head_of(span), span).name == name


def test_who_is_doing_something_is_named_where_the_comma_between_is_lost() -> None:
    text = "Speaking to state radio Ruk said the road to Dorrin had been closed."
    parse = parsed(text)
    head = next(token.i for token in parse.tokens if token.text == "Speaking")
    assert EnglishNaming(KNOWN).mention(parse, head, (0, text.index(" said"))).name == "Ruk"
