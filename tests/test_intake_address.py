"""Which addresses may be asked: every spelling of a private one is refused, public ones are not."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.address import AddressError, canonical, refused, target_of

TRICKS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７。０。０。１/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://intranet/",
    "http://10.1.2.3/",
    "http://172.16.9.9/",
    "http://192.168.1.1/",
    "http://100.64.7.7/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://0251.0376.0251.0376/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://198.18.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[2001:0:0:1::1]/",
    "http://[::ffff:0:7f00:1]/",
    "http://[2a00:1450::5efe:7f00:1]/",
    "http://lastanherald.example@127.0.0.1/",
    "http://user:secret@lastanherald.example/",
    "http://lastanherald.example:22/",
    "http://lastanherald.example:6379/",
    "http://lastanherald.example:99999/",
    "http://127.0.0.1\\@lastanherald.example/",
    "http://lastanherald.example\t.evil.example/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://08.8.8.8/",
    "http://%31%32%37.0.0.1/",
    "http:///etc/passwd",
    "file:///etc/passwd",
    "ftp://lastanherald.example/",
    "gopher://127.0.0.1:70/",
    "data:text/html,hello",
    "//127.0.0.1/",
    "http://" + "a" * 3000 + ".example/",
]


@pytest.mark.parametrize("url", TRICKS)
def test_no_spelling_of_a_private_address_passes(url: str) -> None:
    with pytest.raises(AddressError):
        target_of(url)


def test_there_are_at_least_forty_tricks() -> None:
    assert len(set(TRICKS)) >= 40


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://lastanherald.example/world/1.html?x=1#top", "lastanherald.example", 443),
        ("HTTP://LastanHerald.Example./", "lastanherald.example", 80),
        ("http://8.8.8.8/", "8.8.8.8", 80),
        ("http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080),
        ("http://[64:ff9b::808:808]/", "64:ff9b::808:808", 80),
        ("https://новости.example/", "xn--b1amnebsh.example", 443),
    ],
)
def test_public_addresses_pass_in_one_spelling(url: str, host: str, port: int) -> None:
    target = target_of(url)
    assert (target.host, target.port) == (host, port)
    assert "#" not in target.url


def test_a_redirect_is_read_against_the_page_it_came_from() -> None:
    assert target_of("/b?c", "https://lastanherald.example/a").url == "https://lastanherald.example/b?c"
    with pytest.raises(AddressError):
        target_of("//localhost/", "https://lastanherald.example/a")


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_judged_alike_in_every_number_form(number: int) -> None:
    ip = ipaddress.IPv4Address(number)
    spellings = [str(ip), str(number), hex(number), "0" + oct(number)[2:], f"[::ffff:{ip}]"]
    verdicts = set()
    for spelling in spellings:
        try:
            verdicts.add(str(target_of(f"http://{spelling}/").ip).removeprefix("::ffff:") and "asked")
        except AddressError:
            verdicts.add("refused")
    assert verdicts == ({"refused"} if refused(ip) else {"asked"})


@given(st.text(max_size=60))
def test_any_text_is_a_target_or_an_address_error(text: str) -> None:
    for url in (text, "http://" + text, "http://[" + text + "]/"):
        try:
            target = target_of(url)
        except AddressError:
            continue
        assert target.scheme in ("http", "https") and target.host
        assert target.ip is None or refused(target.ip) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://KelmCourier.example/A?utm_source=x&id=7#top", "https://kelmcourier.example/A?id=7"),
        ("http://kelmcourier.example", "http://kelmcourier.example/"),
        ("http://[::1", None),
        ("javascript:alert(1)", None),
        ("/dam", None),
        (None, None),
    ],
)
def test_an_address_as_the_name_of_a_page(url: str | None, expected: str | None) -> None:
    assert canonical(url) == expected
