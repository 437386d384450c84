"""Bytes to text: encodings, damage, and what is no text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.decode import LARGEST, Decoded, decode
from reportedly.intake.options import IntakeError

ENGLISH = "The governor’s office said “eighteen people” were moved — none was hurt, a café owner added.\r\n" * 3
ARABIC = "أعلنت وزارة الصحة يوم الاثنين افتتاح مستشفى جديد في المدينة، وقال الوزير إن العمل استمر ثلاث سنوات."
RUSSIAN = "Министерство обороны сообщило, что в результате удара погибли восемнадцать человек, передаёт агентство."
CZECH = "Ministerstvo obrany v úterý oznámilo, že při výbuchu ve skladišti nebyl nikdo zraněn, řekl mluvčí vlády."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (ARABIC, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CZECH, "cp1250"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    if encoding == "iso8859-6":
        text = text.replace("،", ",")
    assert decode(text.encode(encoding), "x").text == text


def test_line_ends_are_kept() -> None:
    assert (
        decode(b"One line of news.\r\nAnother one.\rA third.\n", "x").text
        == "One line of news.\r\nAnother one.\rA third.\n"
    )


def test_broken_utf8_is_marked_where_it_is_broken_and_said() -> None:
    data = ENGLISH.encode("utf-8").replace("“eighteen".encode(), b"\xe2\x80eighteen", 1)
    found = decode(data, "x")
    assert found.text.count("�") == 1 and "café owner" in found.text
    assert "1 place" in found.notes[0]


def test_single_zeros_are_kept_and_said() -> None:
    found = decode(b"The dam was\0opened on Monday, the ministry said. " * 2, "x")
    assert found.text.count("\0") == 2 and "NUL" in found.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "white space"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04 rest", "zip archive"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF\x02\x01", "program"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 4000, "binary"),
        (b"a" * (LARGEST + 1), "MB"),
        (b"x" * 50_000_000, "is 50 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(IntakeError) as caught:
        decode(data, "bad.txt")
    assert reason in caught.value.failure.reason
    assert caught.value.failure.input == "bad.txt" and caught.value.failure.hint


def test_a_claim_that_fits_is_believed_and_one_that_does_not_is_not() -> None:
    assert decode(RUSSIAN.encode("cp866"), "x", "cp866").text == RUSSIAN
    assert decode(ENGLISH.encode("utf-8"), "x", "cp1251").text == ENGLISH
    assert decode(ENGLISH.encode("cp1252"), "x", "no-such-encoding", "hex", "utf-8").text == ENGLISH


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_failure(data: bytes) -> None:
    try:
        found = decode(data, "x")
    except IntakeError as error:
        assert error.failure.reason
    else:
        assert isinstance(found, Decoded) and found.text.strip()
        found.text.encode("utf-8")


@given(st.text(min_size=1, max_size=300).filter(lambda t: t.strip() and t.isprintable() and not t.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8"), "x").text == text
