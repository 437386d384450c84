"""An ID token, checked whole (OpenID Connect Core 3.1.3.7): signature, issuer, audience, times, nonce.

Only signatures by a key of the provider's own pair count: neither none at all, nor one made with a secret that both sides have. A
clock may be a minute off.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

ALGORITHMS = {
    "RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
    "ES256": "EC", "ES384": "EC", "ES512": "EC", "EdDSA": "OKP", "Ed25519": "OKP",
}  # fmt: skip
LEEWAY = 60  # seconds that clocks may be apart
OLDEST = 600  # seconds since a token was made
LONGEST = 32_768  # characters of a token
LONGEST_TEXT = 255  # characters of a subject (Core, section 2), and of a name

Key = Mapping[str, Any]


class TokenRefusedError(ValueError):
    """A token that counts for nothing; the message says why and repeats none of it."""


@dataclass(frozen=True, slots=True)
class ExpectedToken:
    """What a token must say: who made it, for whom, in answer to which login."""

    issuer: str
    client: str
    nonce: str


def header_of(token: str) -> tuple[str, str | None]:
    """The algorithm and the name of the key that a token says it is signed with. Raises TokenRefusedError for one that none is."""
    try:
        first, _, _ = token[: LONGEST + 1].split(".")
        header = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
        algorithm, kid = header["alg"], header.get("kid")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise TokenRefusedError("it has no form that a token has") from error
    if len(token) > LONGEST or not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise TokenRefusedError("it is not signed in a way that counts")
    return algorithm, kid if isinstance(kid, str) else None


def fitting(keys: Sequence[Key], algorithm: str, kid: str | None) -> list[Key]:
    """The keys that a token may be signed with: of the kind and the name that it says."""
    kind = ALGORITHMS[algorithm]
    own = [key for key in keys if key.get("kty") == kind and key.get("use", "sig") == "sig"]
    own = [key for key in own if key.get("alg", algorithm) == algorithm]
    return own if kid is None else [key for key in own if key.get("kid") == kid]


def claims_of(token: str, keys: Sequence[Key], wanted: ExpectedToken, now: float) -> Mapping[str, Any]:
    """What a token says, at a second since 1970. Raises TokenRefusedError where it is not the one that is wanted."""
    algorithm, kid = header_of(token)
    found = fitting(keys, algorithm, kid)
    if len(found) != 1:
        raise TokenRefusedError("the provider has no key, or several, that it could be signed with")
    try:
        claims: Mapping[str, Any] = jwt.decode(token, _public(found[0]), algorithms=[algorithm]).claims
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise TokenRefusedError("its signature does not fit") from error
    _check_whose(claims, wanted)
    _check_times(claims, now)
    return claims


def text(claims: Mapping[str, Any], name: str) -> str:
    """A claim that is a text. Raises TokenRefusedError where it is none, or longer than it may be."""
    found = claims.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_TEXT:
        raise TokenRefusedError(f"it has no {name}, or none that could be used")
    return found


def _public(key: Key) -> RSAKey | ECKey | OKPKey:
    """The key of a pair; never one that both sides have."""
    made = import_key(dict(key))
    if not isinstance(made, RSAKey | ECKey | OKPKey):
        raise TokenRefusedError("its key is none of a pair")
    return made


def _check_whose(claims: Mapping[str, Any], wanted: ExpectedToken) -> None:
    if claims.get("iss") != wanted.issuer:
        raise TokenRefusedError("another issuer made it")
    named = claims.get("aud")
    audience = named if isinstance(named, list) else [named]
    if wanted.client not in audience:
        raise TokenRefusedError("it is for another audience")
    authorized = claims.get("azp", wanted.client if len(audience) == 1 else None)
    if authorized != wanted.client:
        raise TokenRefusedError("it is for several, and was not asked for here")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode("utf-8", "replace"), wanted.nonce.encode()):
        raise TokenRefusedError("it answers another login")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    ends, made, begins = _moment(claims, "exp"), _moment(claims, "iat"), _moment(claims, "nbf", now)
    if now >= ends + LEEWAY:
        raise TokenRefusedError("it has expired")
    if made > now + LEEWAY or begins > now + LEEWAY:
        raise TokenRefusedError("it is of a time that is still to come; look at the clocks")
    if made < now - OLDEST - LEEWAY:
        raise TokenRefusedError("it was made too long ago")


def _moment(claims: Mapping[str, Any], name: str, otherwise: float | None = None) -> float:
    found = claims.get(name, otherwise)
    if isinstance(found, bool) or not isinstance(found, int | float) or not abs(found) < 1e12:
        raise TokenRefusedError(f"its {name} is no time")
    return float(found)
