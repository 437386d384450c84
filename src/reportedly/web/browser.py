"""Whence a browser comes: the address by which attempts to log in are counted."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import Request

Network = IPv4Network | IPv6Network
FORWARDED = "x-forwarded-for"
OF_ONE = 64  # bits of an IPv6 address that are one house's


def browser_of(request: Request, proxies: Sequence[Network], hidden: bool) -> str | None:
    """The address of a browser: the one that the last proxy that is known was asked from, else whoever connects here.

    Null where it stands behind a proxy of which the settings say nothing (`hidden`): that one's address is everybody's.
    """
    peer = _address(request.client.host if request.client else "")
    if peer is not None and _known(peer, proxies):
        named = ",".join(request.headers.getlist(FORWARDED)).split(",")
        behind = [_address(one) for one in reversed(named)]
        return next((_told(one) for one in behind if one is None or not _known(one, proxies)), None)
    return None if hidden else _told(peer)


def _known(address: IPv4Address | IPv6Address, proxies: Sequence[Network]) -> bool:
    return any(address in network for network in proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address, an IPv4 one also where it is written as IPv6; null where it is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _told(address: IPv4Address | IPv6Address | None) -> str | None:
    """An address as it is counted: of IPv6 the part that is one house's."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, OF_ONE), strict=False))
    return str(address) if address else None
