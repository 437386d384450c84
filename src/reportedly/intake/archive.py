"""The bytes of a fetched page kept as they came, with headers and hash, in a WARC file (ISO 28500) of its own.

A file is named by the hash of what the server sent, so the same bytes are kept once; it is written whole or not at all.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

Headers = Sequence[tuple[str, str]]
SHA256 = "X-Payload-SHA256"  # beside the SHA-1 that the format's tools check
UNWRAPPED = frozenset({"transfer-encoding"})  # undone by the time the bytes are here; kept under another name


def keep(folder: Path, url: str, status: str, headers: Headers, sent: Headers, body: bytes, software: str) -> Path:
    """Writes one exchange; the path of its file. Raises OSError where the folder cannot be written to."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    digest = hashlib.sha256(url.encode("utf-8", "replace") + b"\0" + body).hexdigest()
    path = folder / f"{digest[:32]}.warc.gz"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=True)
    writer.write_record(
        writer.create_warcinfo_record(path.name, {"software": software, "format": "WARC File Format 1.0"})
    )
    answered = [(f"X-{key}" if key.lower() in UNWRAPPED else key, value) for key, value in headers]
    hashed = {SHA256: hashlib.sha256(body).hexdigest()}
    response = writer.create_warc_record(
        url,
        "response",
        io.BytesIO(body),
        http_headers=StatusAndHeaders(status, answered, "HTTP/1.1"),
        warc_headers_dict=hashed,
    )
    asked = StatusAndHeaders(f"GET {url} HTTP/1.1", list(sent), is_http_request=True)
    request = writer.create_warc_record(url, "request", io.BytesIO(b""), http_headers=asked)
    writer.write_request_response_pair(request, response)
    part = path.with_suffix(".part")
    part.write_bytes(target.getvalue())
    part.replace(path)
    return path
