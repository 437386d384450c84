"""Compressed bytes to plain ones, never more than asked for: a small bomb stays small."""

from __future__ import annotations

import zlib

WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
CODINGS = ("gzip", "deflate")  # what is asked for


class InflateError(ValueError):
    """The bytes are not compressed as claimed, or grow beyond the bound."""


def inflate(data: bytes, coding: str | None, most: int) -> bytes:
    """The plain bytes. Raises InflateError where there are more than `most`, or the coding is none that was asked
    for.
    """
    coding = (coding or "identity").strip().lower()
    if coding == "identity":
        return data
    if coding not in WINDOWS:
        raise InflateError(f"is compressed in a way that was not asked for ({coding[:40]})")
    try:
        plain = _inflate(data, WINDOWS[coding], most)
    except zlib.error as error:
        if coding != "deflate":
            raise InflateError(f"is not compressed as it claims ({error})") from error
        plain = _raw(data, most)
    if len(plain) > most:
        raise InflateError(f"grows beyond {most // 1_000_000} MB when decompressed")
    return plain


def _inflate(data: bytes, window: int, most: int) -> bytes:
    return zlib.decompressobj(window).decompress(data, most + 1)


def _raw(data: bytes, most: int) -> bytes:
    """Deflate without its zlib header, as some servers send it."""
    try:
        return _inflate(data, -zlib.MAX_WBITS, most)
    except zlib.error as error:
        raise InflateError(f"is not compressed as it claims ({error})") from error
