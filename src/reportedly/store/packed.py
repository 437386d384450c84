"""Records as packed JSON and back: the columns that are only read whole. The bytes are the same on every engine."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any


def pack(value: Any) -> bytes:
    """A JSON value as packed bytes; equal values give equal bytes."""
    return zlib.compress(_canonical(value))


def pack_hashed(value: Any) -> tuple[bytes, str]:
    """The same, and the SHA-256 of the value."""
    whole = _canonical(value)
    return zlib.compress(whole), hashlib.sha256(whole).hexdigest()


def unpack(data: bytes) -> Any:
    """The value that was packed."""
    return json.loads(zlib.decompress(data))


def pack_text(text: str) -> bytes:
    """A text as packed bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(data: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def value_hash(value: Any) -> str:
    """The SHA-256 of a JSON value, whatever the order of its keys."""
    return hashlib.sha256(_canonical(value)).hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")
