"""Bytes to text, whole and verbatim: nothing is cut, no line end changed.

A byte order mark decides; then UTF-8; then zeros in every other place (UTF-16); then statistics
(charset-normalizer), asked only about the encodings that news is kept in. Bytes of a UTF-8 text that are broken
become U+FFFD, one mark each. What is no text is refused by name.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reportedly.intake.options import IntakeError

LARGEST = 20_000_000  # bytes of one input; a long news report has 60,000
MOST_CONTROLS = (
    0.002  # share of control characters that damaged text files have at most; binary formats have 5 % and more
)
FEW_CONTROLS = 8  # that many do not make even a short text binary
SAMPLE = 20_000  # bytes that decide the encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMATS = (
    (b"%PDF", "a PDF file", "turn it into text first, for example with pdftotext"),
    (
        b"PK\x03\x04",
        "a zip archive or office document",
        "name it .zip if it is an archive, else save the document as plain text",
    ),
    (b"\x1f\x8b", "packed with gzip", "name it .gz, behind the ending of what was packed"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x89PNG", "a picture", "only text and HTML can be read"),
    (b"\xff\xd8\xff", "a picture", "only text and HTML can be read"),
    (b"GIF8", "a picture", "only text and HTML can be read"),
    (b"SQLite format 3\0", "a database", "only text and HTML can be read"),
    (b"\x7fELF", "a program", "only text and HTML can be read"),
)
WESTERN, CENTRAL = "cp1252", "cp1250"
STATISTICAL = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_6", "iso8859_2",
    "iso8859_5", "iso8859_9", "koi8_r", "koi8_u", "mac_roman", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
SUBSETS = frozenset({"iso8859-1", "ascii"})  # what claims these is cp1252 nearly always (WHATWG Encoding)
SMALL = frozenset({*range(9), *range(14, 32)})
CENTRAL_EUROPE = frozenset({"bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"})
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and what had to be repaired, in words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, input_name: str, *declared: str) -> Decoded:
    """The text of the bytes. `declared` are the encodings claimed for them, believed only where they fit.

    Raises IntakeError for what is empty, too large or no text.
    """
    _refuse(data, input_name)
    found = _decode(data, declared)
    if not found.text.strip():
        raise IntakeError(input_name, "holds nothing but white space", "check the file")
    controls = sum(1 for _ in CONTROLS.finditer(found.text))
    if controls > MOST_CONTROLS * len(found.text) and controls > FEW_CONTROLS:
        raise IntakeError(input_name, "is binary, not text", "only text and HTML can be read")
    zeros = found.text.count("\0")
    note = (f"{zeros} NUL characters kept as they are",) if zeros else ()
    return Decoded(found.text, found.encoding, found.notes + note)


def _refuse(data: bytes, input_name: str) -> None:
    if not data:
        raise IntakeError(input_name, "is empty", "check the file")
    if len(data) > LARGEST:
        size = f"is {len(data) / 1e6:.0f} MB, more than the {LARGEST // 1_000_000} MB that one report may have"
        raise IntakeError(input_name, size, "split it, one report a file")
    for magic, what, hint in FORMATS:
        if data.startswith(magic):
            raise IntakeError(input_name, f"is {what}, not text", hint)


def _decode(data: bytes, declared: tuple[str, ...]) -> Decoded:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _with_repairs(data, encoding)
    if wide := _wide(data):
        return _with_repairs(data, wide)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if _mostly_utf8(data):
        return _with_repairs(data, "utf-8")
    guess = _statistical(data)
    for name in (*declared, guess):
        if name and (text := _strict(data, name)) is not None and not _garbled(text):
            return Decoded(text, name)
    return _with_repairs(data, guess or WESTERN)


def _with_repairs(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    broken = text.count("�")
    notes = (f"{broken} places are not valid {name} and are shown as \ufffd",) if broken else ()
    return Decoded(text, name, notes)


def _strict(data: bytes, name: str) -> str | None:
    """The text, or null where the bytes are not in this encoding, Python does not know it, or it is no character
    encoding at all.
    """
    try:
        codec = codecs.lookup(name)
        if not codec._is_text_encoding:
            return None
        return data.decode(WESTERN if codec.name in SUBSETS else name)
    except (LookupError, UnicodeError):
        return None


def _garbled(text: str) -> bool:
    """Whether western letters stand where another alphabet was: more than a third of the letters carry accents."""
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    return len(letters) > 20 and sum("\x80" <= c <= "\xff" for c in letters) > len(letters) / 3


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in most alphabets every other byte is a small number, zero for Latin letters."""
    head = data[:SAMPLE]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = (sum(map(SMALL.__contains__, head[i::2])) / (len(head) // 2) for i in (0, 1))
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.1 else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are valid UTF-8, so that the others are damage and not another encoding."""
    text = data[: 50 * SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("�")
    beyond = sum(1 for c in text if c > "\x7f") - broken
    return beyond > 4 * broken


def _statistical(data: bytes) -> str | None:
    """What charset-normalizer makes of the bytes; among the Latin alphabets the western one unless the language is
    central European.
    """
    from charset_normalizer import from_bytes

    start = next((i for i, byte in enumerate(data) if byte > 0x7F), 0)
    start = max(0, start - SAMPLE // 4)
    sample = data[start : start + SAMPLE]
    best = from_bytes(sample, cp_isolation=list(STATISTICAL)).best()
    if best is None:
        return None
    name = str(best.encoding)
    if any(c.isalpha() and c > "\u024f" for c in str(best)[:2000]):
        return name
    if name in (CENTRAL, "iso8859_2") and _language(str(best)) in CENTRAL_EUROPE:
        return name
    return name if name in ("cp1254", "cp1257") and _language(str(best)) in ("tr", "lt", "lv", "et") else WESTERN


def _language(text: str) -> str | None:
    from reportedly.intake.language import identify

    return identify(text)
