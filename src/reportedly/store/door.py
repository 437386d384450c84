"""How people come to a server, as the settings of a workspace say: the proxies in front of it, and the identity provider of
their house.

The secret that the provider gave stands elsewhere, in a file or the environment. It is read when it is sent, and is in none of
these values.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reportedly.store.errors import StoreError
from reportedly.store.settings import FILE, kept, text_of

OIDC, PROXY = "oidc", "proxy"
MOST_PROXIES = 50
LONGEST_SECRET = 4_096  # bytes
OF_PROVIDER = frozenset({"issuer", "client", "claim", "secret_file", "secret_env", "reach", "passwords"})

Network = IPv4Network | IPv6Network


class Reach(StrEnum):
    """Where the provider stands: on the internet, on a network of the house, or on this machine, where http will do."""

    INTERNET = "internet"
    NETWORK = "network"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider: its issuer, what it calls this server (`client`), the claim that names a person, where the secret is
    (nowhere for a public client), and whether people may come in by password too.
    """

    issuer: str
    client: str
    claim: str
    secret_file: str = ""
    secret_env: str = ""
    reach: Reach = Reach.INTERNET
    passwords: bool = True

    def secret(self) -> str | None:
        """The secret, null for a public client. Raises StoreError, which does not repeat it, where it cannot be read."""
        if self.secret_env:
            found = os.environ.get(self.secret_env, "")
        elif self.secret_file:
            found = _first_line(Path(self.secret_file))
        else:
            return None
        if not found or len(found) > LONGEST_SECRET or not found.isprintable():
            raise StoreError(
                f"{self.secret_env or self.secret_file}: holds no secret; put that of the identity provider there"
            )
        return found


@dataclass(frozen=True, slots=True)
class Door:
    """The provider, null where people have passwords alone, and the networks of the proxies in front."""

    provider: Provider | None = None
    proxies: tuple[Network, ...] = ()


def read_door(folder: Path) -> Door:
    """What a folder's settings say. Raises StoreError where they cannot be used."""
    tables = kept(folder) or {}
    return Door(_read(folder, tables, OIDC, _provider), _read(folder, tables, PROXY, _proxies) or ())


def _read(folder: Path, tables: dict[str, Any], name: str, made: Any) -> Any:
    if (table := tables.get(name)) is None:
        return None
    try:
        return made(dict(table))
    except (TypeError, ValueError) as error:
        raise StoreError(f"{folder / FILE}: [{name}] cannot be used ({error})") from error


def _provider(table: dict[str, Any]) -> Provider:
    """Raises ValueError saying what does not fit."""
    if unknown := sorted(table.keys() - OF_PROVIDER):
        hint = "; secret_file or secret_env says where it stands" if "secret" in unknown else ""
        raise ValueError(f"{unknown[0]} is no setting of it{hint}")
    passwords = table.get("passwords", True)
    if not isinstance(passwords, bool):
        raise ValueError("passwords is true or false")
    if "secret_file" in table and "secret_env" in table:
        raise ValueError("the secret stands in secret_file or in secret_env, not in both")
    issuer, client, claim = (text_of(table, name) for name in ("issuer", "client", "claim"))
    reach = Reach(table.get("reach", Reach.INTERNET))
    _check_issuer(issuer, reach)
    return Provider(
        issuer, client, claim, text_of(table, "secret_file", ""), text_of(table, "secret_env", ""), reach, passwords
    )


def _check_issuer(issuer: str, reach: Reach) -> None:
    parts = urlsplit(issuer)
    if not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("issuer is an address such as https://id.house.example")
    if parts.scheme != "https" and not (parts.scheme == "http" and reach is Reach.MACHINE):
        raise ValueError('issuer begins with https://; http is for one on this machine, with reach = "machine"')


def _proxies(table: dict[str, Any]) -> tuple[Network, ...]:
    """Raises ValueError saying what does not fit."""
    named = table.get("addresses")
    if table.keys() != {"addresses"} or not isinstance(named, list) or not 0 < len(named) <= MOST_PROXIES:
        raise ValueError('it holds addresses = ["127.0.0.1"], those of the proxies in front')
    return tuple(ip_network(str(one)) for one in named)


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as lines:
            return lines.readline(LONGEST_SECRET + 2).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: the secret of the identity provider cannot be read there") from error
