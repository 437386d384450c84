"""The identity provider: where it is asked, with which keys it signs, and whom a code stands for.

What it says of itself is kept for an hour. Keys are read again when a token names one that is not known, once a minute at most,
so that keys can change while people log in.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from reportedly.intake.service import Service, ServiceError
from reportedly.oidc import id_token
from reportedly.oidc.handshake import Handshake, begun, held
from reportedly.oidc.id_token import ExpectedToken, TokenRefusedError
from reportedly.store.door import Provider, Reach
from reportedly.store.errors import StoreError

WELL_KNOWN = "/.well-known/openid-configuration"
SCOPES = "openid profile email"
KEPT = 3_600.0  # seconds that what the provider says of itself counts
AGAIN = 60.0  # seconds between two looks at its keys, and after one that failed
MOST_KEYS = 100


class HouseError(RuntimeError):
    """Nobody comes in this way now; the message says why, for the log of the server."""


@dataclass(frozen=True, slots=True)
class VouchedPerson:
    """Somebody for whom the provider vouches: a digest of issuer and subject, and the name that its claim gives."""

    identity: str
    name: str


@dataclass(frozen=True, slots=True)
class LoginReturn:
    """What a browser brings back: the seed that it kept, and what the provider gave it: a code, or the error that it has in the
    place of one. Empty where it brings nothing.
    """

    seed: str
    state: str
    code: str
    issuer: str
    error: str


@dataclass(frozen=True, slots=True)
class ProviderAddresses:
    """Where the provider is asked; `in_form` says that it takes the secret in the form and not in a header."""

    authorization: str
    token: str
    keys: str
    in_form: bool


class HouseLogin:
    """A provider as the settings name it. `clock` gives seconds since 1970."""

    def __init__(
        self, provider: Provider, service: Service | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.provider = provider
        self._service = service or Service(
            provider.issuer, provider.reach is Reach.NETWORK, provider.reach is Reach.MACHINE
        )
        self._clock = clock
        self._places: tuple[float, ProviderAddresses] | None = None
        self._keys: tuple[float, Sequence[id_token.Key]] = (0.0, ())
        self._failed: tuple[float, str] = (0.0, "")

    def way(self, target: str, back: str) -> tuple[str, str]:
        """The address of the provider to which a browser goes, and the seed that it keeps; it comes back to `back`, and goes on
        to a target of ours. Raises HouseError.
        """
        with self._asking():
            places = self._found()
        handshake = begun(target, self._clock)
        asked = {
            "response_type": "code", "client_id": self.provider.client, "redirect_uri": back, "scope": SCOPES,
            "state": handshake.state, "nonce": handshake.nonce, "code_challenge": handshake.challenge,
            "code_challenge_method": "S256",
        }  # fmt: skip
        sign = "&" if "?" in places.authorization else "?"
        return f"{places.authorization}{sign}{urlencode(asked)}", handshake.seed

    def vouches(self, arrived: LoginReturn, back: str) -> tuple[VouchedPerson, str]:
        """For whom the provider vouches, and the page that was asked for. Raises HouseError."""
        handshake = held(arrived.seed, arrived.state, self._clock)
        if handshake is None:
            raise HouseError("a browser came back from no login that it began here, or too late")
        if arrived.issuer not in ("", self.provider.issuer):
            raise HouseError("a browser came back from another issuer (iss)")
        if not arrived.code:
            raise HouseError(f"the provider let nobody in; its error is {arrived.error[:60]!r}")
        return self._vouched(arrived.code, handshake, back), handshake.back

    def _vouched(self, code: str, handshake: Handshake, back: str) -> VouchedPerson:
        with self._asking():
            token = self._token(code, handshake, back)
            wanted = ExpectedToken(self.provider.issuer, self.provider.client, handshake.nonce)
            claims = id_token.claims_of(token, self._keys_for(token), wanted, self._clock())
            subject = id_token.text(claims, "sub")
        name = self._name(claims)
        identity = hashlib.sha256(f"{self.provider.issuer}\0{subject}".encode("utf-8", "replace")).hexdigest()
        return VouchedPerson(identity, name)

    def _name(self, claims: Mapping[str, Any]) -> str:
        """Raises HouseError for an address of mail that the provider has not looked at: anybody could have typed it."""
        if self.provider.claim == "email" and claims.get("email_verified") is not True:
            raise HouseError("the provider does not say that it verified the address of mail (email_verified)")
        try:
            return id_token.text(claims, self.provider.claim)
        except TokenRefusedError as error:
            raise HouseError(
                f"the ID token names nobody: {error}; [oidc] says in claim where the name stands"
            ) from error

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Within it, faults of the provider and of its tokens become HouseErrors."""
        try:
            yield
        except (ServiceError, StoreError) as error:
            raise HouseError(f"{self.provider.issuer}: {error}") from error
        except TokenRefusedError as error:
            raise HouseError(f"the ID token is refused: {error}") from error

    def _found(self) -> ProviderAddresses:
        """Where the provider is asked. What failed is not tried again for a minute: strangers could make it wait."""
        if self._places and self._clock() - self._places[0] < KEPT:
            return self._places[1]
        if self._clock() - self._failed[0] < AGAIN:
            raise ServiceError(self._failed[1])
        try:
            places = self._places_in(self._read(self.provider.issuer.rstrip("/") + WELL_KNOWN))
        except ServiceError as error:
            self._failed = (self._clock(), str(error))
            raise
        self._places = (self._clock(), places)
        return places

    def _places_in(self, told: Mapping[str, Any]) -> ProviderAddresses:
        if told.get("issuer") != self.provider.issuer:
            raise ServiceError("it calls itself by another issuer than the settings do")
        if "S256" not in _listed(told, "code_challenge_methods_supported", "S256"):
            raise ServiceError("it knows no PKCE by S256")
        methods = _listed(told, "token_endpoint_auth_methods_supported", "client_secret_basic")
        named = [told.get(f"{name}_endpoint") for name in ("authorization", "token")]
        authorization, token, keys = (self._safe(one) for one in (*named, told.get("jwks_uri")))
        return ProviderAddresses(authorization, token, keys, "client_secret_basic" not in methods)

    def _safe(self, address: Any) -> str:
        """An address that a browser or we may be sent to. Raises ServiceError where it is none."""
        schemes = ("https", "http") if self.provider.reach is Reach.MACHINE else ("https",)
        told = address if isinstance(address, str) and address.isprintable() else ""
        try:
            parts = urlsplit(told)
            fits = parts.scheme in schemes and bool(parts.hostname) and "#" not in told
        except ValueError:
            fits = False
        if not fits:
            raise ServiceError("it names an address that none is, or one without https")
        return told

    def _read(self, address: str) -> Mapping[str, Any]:
        answer = self._service.ask(address)
        if answer.status != 200 or not answer.told:
            raise ServiceError(f"it answered {answer.status} at {urlsplit(address).path}, or with no JSON object")
        return answer.told

    def _keys_for(self, token: str) -> Sequence[id_token.Key]:
        """The provider's keys; those that the token could be signed with are among them, if there are any."""
        at, keys = self._keys
        algorithm, kid = id_token.header_of(token)
        since = self._clock() - at
        if since >= KEPT or (since >= AGAIN and not id_token.fitting(keys, algorithm, kid)):
            told = _listed(self._read(self._found().keys), "keys")
            keys = [key for key in told[:MOST_KEYS] if isinstance(key, dict)]
            self._keys = (self._clock(), keys)
        return keys

    def _token(self, code: str, handshake: Handshake, back: str) -> str:
        """The ID token for a code. Raises ServiceError where the provider gives none."""
        places = self._found()
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": handshake.verifier,
        }  # fmt: skip
        client, secret = self.provider.client, self.provider.secret()
        headers: dict[str, str] = {}
        if secret is None or places.in_form:
            form |= {"client_id": client} | ({"client_secret": secret} if secret else {})
        else:
            pair = f"{quote(client, safe='')}:{quote(secret, safe='')}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        answer = self._service.ask(places.token, form, headers)
        token = answer.told.get("id_token")
        if answer.status != 200 or not isinstance(token, str):
            raise ServiceError(f"it gave no ID token for the code (it answered {answer.status})")
        return token


def _listed(told: Mapping[str, Any], name: str, *otherwise: str) -> list[Any]:
    """A list that the provider tells; what stands otherwise where it tells none."""
    found = told.get(name)
    return found if isinstance(found, list) else list(otherwise)
