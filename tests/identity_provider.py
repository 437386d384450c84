"""A small identity provider on loopback, which tells the truth until a test lets it lie."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "desk", "a secret of the house & its desk"


def letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def by_hand(header: dict[str, Any], claims: dict[str, Any], signed: Callable[[bytes], bytes]) -> str:
    """A token that no careful library would make."""
    text = ".".join(letters(json.dumps(part).encode()) for part in (header, claims))
    return f"{text}.{letters(signed(text.encode()))}"


@dataclass
class IdentityProvider:
    """Knows one person at a time; every code is good once. What is asked of it is kept."""

    issuer: str = ""
    subject: str = "0815"
    said: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "Ilka Dorn"})
    lies: dict[str, Any] = field(default_factory=dict)
    of_itself: dict[str, Any] = field(default_factory=dict)
    signs: Callable[[dict[str, Any]], str] | None = None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def lets_in(self, way: str) -> str:
        """Where a browser is sent once the person has logged in: the path and query at the desk."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def discovery(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "/login", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer} | {name: self.issuer + path for name, path in paths.items()} | self.of_itself

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        told = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        fits = asked and letters(told) == asked["code_challenge"] and form["redirect_uri"] == asked["redirect_uri"]
        if not asked or not fits or pair != f"{CLIENT}:{urlencode({'': SECRET})[1:].replace('+', '%20')}":
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "exp": now + 300, "iat": now}
        claims |= {"nonce": asked["nonce"]} | self.said | self.lies
        return 200, {"id_token": (self.signs or self.signed)(claims), "token_type": "Bearer", "access_token": "x"}

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def signed_with_the_public_key(self, claims: dict[str, Any]) -> str:
        pem = self.key.as_pem(private=False)
        header = {"alg": "HS256", "kid": self.key.kid}
        return by_hand(header, claims, lambda text: hmac.digest(pem, text, "sha256"))

    def unsigned(self, claims: dict[str, Any]) -> str:
        return by_hand({"alg": "none"}, claims, lambda _: b"")


@contextmanager
def provider_started() -> Iterator[IdentityProvider]:
    """A provider that answers."""
    made = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            keys = {"keys": [made.key.as_dict(private=False)]}
            self.told(200, keys if self.path == "/keys" else made.discovery())

        def do_POST(self) -> None:
            made.asked.append(self.path)
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.told(*made.token(form, self.headers.get("authorization", "")))

        def told(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if "elsewhere" in value:
                self.send_header("Location", value["elsewhere"])
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
