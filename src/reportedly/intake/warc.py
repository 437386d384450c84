"""What a WARC file (ISO 28500) kept of the web: the answers of servers and the texts made of them, one after the other.

A file may be as long as it will; of a record no more is held than one report may have, and of headers no more than a bound.
Where a file breaks off, what stands before is read, and that is said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from reportedly.intake.decode import LARGEST
from reportedly.intake.fetched import charset_of, media_type
from reportedly.intake.files import File
from reportedly.intake.inflate import inflate
from reportedly.intake.options import IntakeError

LONGEST_HEAD = 100_000  # bytes of the headers of a record, and of those of an answer
PIECE = 65_536
TEXTS = frozenset({"resource", "conversion"})  # records that hold a page or a text as it is
CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?\r?\n")
ANSWER = "response"  # and the kind that holds a server's answer


@dataclass(frozen=True, slots=True)
class Captured:
    """What lay at an address: where the record stands in its file, the bytes, their media type and encoding as the server
    claims them, and what is wrong with them.
    """

    name: str
    url: str
    media_type: str
    charset: str | None
    data: bytes
    wrong: str = ""


def captured(file: File) -> Iterator[Captured]:
    """What was found at addresses; what servers did not answer well, and what is no answer, is passed over.

    Raises IntakeError where the file is none, or breaks off, after what stands before.
    """
    with file.open() as opened:
        for number in count(1):
            try:
                head = _next_head(opened)
                body = _body(opened, _length(head)) if head else b""
            except (EOFError, ValueError) as error:
                raise _broken(file, number, error) from error
            if not head:
                return
            if found := _captured(f"{file.name} record {number}", head, body):
                yield found


def _broken(file: File, number: int, error: Exception) -> IntakeError:
    """What is said of a file that cannot be read on from a record."""
    why = error.failure.reason if isinstance(error, IntakeError) else str(error)
    if number == 1:
        return IntakeError(file.name, f"is no WARC file that can be read ({why})", "check the file")
    return IntakeError(file.name, f"breaks off in record {number} ({why})", "what stands before is read")


def _next_head(opened: BinaryIO) -> Mapping[str, str]:
    """The headers of the next record; empty at the end of the file."""
    line = b"\n"
    while line in (b"\n", b"\r\n"):
        line = opened.readline(PIECE)
    if not line:
        return {}
    if not line.startswith(b"WARC/"):
        raise ValueError("a record begins with something else than its version")
    return _headers(opened)


def _headers(opened: BinaryIO) -> dict[str, str]:
    """Headers up to an empty line, by name in small letters. Raises EOFError or ValueError where they have no end."""
    found: dict[str, str] = {}
    left = LONGEST_HEAD
    while (line := opened.readline(left)).endswith(b"\n"):
        left -= len(line)
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
        elif not line.strip():
            return found
    if len(line) >= left:
        raise ValueError(f"its headers are longer than {LONGEST_HEAD // 1000} kB")
    raise EOFError("the file is cut in its headers")


def _length(head: Mapping[str, str]) -> int:
    length = head.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise ValueError("it does not say how long it is")
    return int(length)


def _body(opened: BinaryIO, length: int) -> bytes:
    """The bytes of a record, one more than may be at most; what is longer is passed over."""
    body = opened.read(min(length, LARGEST + 1))
    left = length - len(body)
    while left and len(body) > LARGEST and (piece := opened.read(min(left, PIECE))):
        left -= len(piece)
    if left:
        raise EOFError("the file is cut in it")
    return body


def _captured(name: str, head: Mapping[str, str], body: bytes) -> Captured | None:
    """What a record holds of its address; null for what is no answer, or not a good one."""
    kind, url = head.get("warc-type"), head.get("warc-target-uri", "").strip("<>")
    if kind in TEXTS:
        sent = head.get("content-type")
        return Captured(name, url, media_type(sent), charset_of(sent), body, _too_long(body))
    if kind != ANSWER or not body.startswith(b"HTTP/"):
        return None
    opened = io.BytesIO(body)
    status = opened.readline(LONGEST_HEAD).split()
    if len(status) < 2 or status[1] != b"200":
        return None
    try:
        headers = _headers(opened)
        data, wrong = _plain(opened.read(), headers), _too_long(body)
    except (EOFError, ValueError) as error:
        return Captured(name, url, media_type(None), None, b"", str(error))
    sent = headers.get("content-type")
    return Captured(name, url, media_type(sent), charset_of(sent), data, wrong)


def _too_long(body: bytes) -> str:
    return f"is longer than the {LARGEST // 1_000_000} MB that one report may have" if len(body) > LARGEST else ""


def _plain(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The bytes of an answer before they were cut into chunks and compressed. Raises InflateError."""
    chunked = "chunked" in headers.get("transfer-encoding", "").lower()
    return inflate(_joined(body) if chunked else body, headers.get("content-encoding"), LARGEST)


def _joined(body: bytes) -> bytes:
    """Chunks joined; bytes that are in no chunks, as some crawlers keep them under the old header, as they are."""
    opened = io.BytesIO(body)
    parts: list[bytes] = []
    while size := CHUNK.match(opened.readline(PIECE)):
        if not (length := int(size[1], 16)):
            return b"".join(parts)
        parts.append(opened.read(length))
        opened.readline(PIECE)
    return b"".join(parts) or body
