"""Which addresses may be asked for a page: http and https on the public internet, by the address itself and never by
its spelling.

A host is brought to one spelling first (IDNA, one trailing dot, the number forms that browsers and C libraries
know); a number is then judged as the address that it is, a name only after it is resolved. What embeds another
address (mapped, 6to4, NAT64 …) is judged by that one too.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from reportedly.intake.vocabulary import rows_of

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_URL = 2_000
PORTS = {"http": 80, "https": 443}
OTHER_PORTS = frozenset({80, 443, 8080, 8443})  # where sites are served; every other port is another service
LOCAL_NAMES = (
    "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa",
    "in-addr.arpa", "ip6.arpa", "onion", "invalid", "test",
)  # fmt: skip
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid|ocid|at_\w+")
CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
ISATAP = (0x0000_5EFE, 0x0200_5EFE)
SHARED = ipaddress.IPv4Network("100.64.0.0/10")  # carrier-grade NAT
RELAY = ipaddress.IPv4Network("192.88.99.0/24")  # the retired 6to4 relay


class AddressError(ValueError):
    """An address that may not be asked; says why, in words."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask: scheme, host in its one spelling, port; `ip` where the host is a number. `url` is the address
    rebuilt from these.
    """

    url: str
    scheme: str
    host: str
    port: int
    ip: Ip | None


def target_of(url: str, base: str | None = None) -> Target:
    """The target of an address, or of a redirect from `base`. Raises AddressError where it may not be asked."""
    parts, port = _parts(url.strip(), base)
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise AddressError(f"only http and https are fetched, not {scheme or 'an address without a scheme'}")
    if "@" in parts.netloc:
        raise AddressError("the address holds a user name")
    port = PORTS[scheme] if port is None else port
    if port not in OTHER_PORTS:
        raise AddressError(f"port {port} is not one that sites are served on")
    host, ip = _host_of(parts.hostname or "", bracketed="[" in parts.netloc)
    if ip is not None and (reason := refused(ip)):
        raise AddressError(reason)
    shown = f"[{host}]" if ip is not None and ip.version == 6 else host
    netloc = shown if port == PORTS[scheme] else f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return Target(f"{scheme}://{netloc}{parts.path or '/'}{query}", scheme, host, port, ip)


def _parts(url: str, base: str | None) -> tuple[SplitResult, int | None]:
    """The parts of an address and its port."""
    if len(url) > LONGEST_URL or CONTROL.search(url):
        raise AddressError(
            f"the address is longer than {LONGEST_URL} characters or holds blanks, controls or backslashes"
        )
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        return parts, parts.port
    except ValueError as error:
        raise AddressError(f"the address cannot be understood ({error})") from error


def refused(ip: Ip) -> str | None:
    """Why an address is not on the public internet, or null if it is."""
    stands_for_another = ip.version == 6 and (ip in MAPPED or ip in NAT64)
    judged = _embedded(ip) if stands_for_another else [ip, *_embedded(ip)]
    scoped = isinstance(ip, ipaddress.IPv6Address) and ip.scope_id is not None
    if scoped or not all(map(_public, judged)):
        return f"{ip} is not an address on the public internet"
    return None


def _public(ip: Ip) -> bool:
    if isinstance(ip, ipaddress.IPv4Address) and (ip in SHARED or ip in RELAY):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: Ip) -> list[Ip]:
    """The IPv4 addresses that an IPv6 address stands for or tunnels to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    if ip.sixtofour is not None:
        return [ip.sixtofour]
    number = int(ip)
    isatap = (number >> 32) & 0xFFFF_FFFF in ISATAP
    if isatap or any(ip in network for network in (MAPPED, NAT64, TRANSLATED, COMPATIBLE)):
        return [ipaddress.IPv4Address(number & 0xFFFF_FFFF)]
    return []


def _host_of(host: str, *, bracketed: bool) -> tuple[str, Ip | None]:
    """The host in its one spelling, and the address where it is one."""
    if bracketed:
        try:
            ip: Ip = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise AddressError(f"{host!r} is no IPv6 address") from error
        return str(ip), ip
    plain = _ascii(host).removesuffix(".")
    labels = plain.split(".")
    if labels and NUMBER.fullmatch(labels[-1]):
        number = _number(labels)
        return str(number), number
    if any(plain == name or plain.endswith("." + name) for name in LOCAL_NAMES) or "." not in plain:
        raise AddressError(f"{plain or 'the host'!r} is a name of a local network")
    if not NAME.fullmatch(plain):
        raise AddressError(f"{host!r} is no name of a host")
    return plain, None


def _ascii(host: str) -> str:
    """The host in small ASCII letters; full-width, circled and other digits become plain ones."""
    import idna

    if "%" in host:
        raise AddressError(f"{host!r} is no name of a host")
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False).lower()
        return mapped if mapped.isascii() else idna.encode(mapped).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise AddressError(f"{host!r} is no name of a host") from error


def _number(labels: list[str]) -> ipaddress.IPv4Address:
    """The IPv4 address that one to four numbers mean: decimal, octal or hexadecimal, the last one filling what is
    left.
    """
    try:
        if len(labels) > 4:
            raise ValueError("too many parts")
        parts = [_part(label) for label in labels]
        if any(part > 255 for part in parts[:-1]) or parts[-1] >= 256 ** (5 - len(parts)):
            raise ValueError("too large")
    except ValueError as error:
        raise AddressError(f"{'.'.join(labels)!r} is no IPv4 address") from error
    value = parts[-1] + sum(part << 8 * (3 - i) for i, part in enumerate(parts[:-1]))
    return ipaddress.IPv4Address(value)


def _part(label: str) -> int:
    if not NUMBER.fullmatch(label) or len(label) > 20:
        raise ValueError(label)
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") and label != "0" else int(label)


def canonical(url: str | None, base: str | None = None) -> str | None:
    """A page's address without fragment and tracking parameters, scheme and host in small letters; null if it is none. One without a
    beginning has that of `base`.
    """
    try:
        parts = urlsplit(urljoin(base or "", (url or "").strip()) if url else "")
        query = [
            (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key)
        ]
    except ValueError:
        return None
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))


def host_of(url: str) -> str:
    """The host of an address that `canonical` gave."""
    return urlsplit(url).hostname or ""


def site_of(address: str | None) -> str | None:
    """The name of the site of an address; null where it has none, or where many publish under names of their own."""
    page = canonical(address) if address else None
    host = host_of(page).removeprefix("www.") if page else ""
    return host if host and not f".{host}".endswith(_platforms()) else None


@cache
def _platforms() -> tuple[str, ...]:
    return tuple(f".{row[0]}" for row in rows_of("platforms.tsv"))
