"""Which addresses may be asked for and which machines reached."""

from __future__ import annotations

import pytest

from pipeline.addresses import AddressError, check_url, checked_addresses, clean_url, host_key, is_public

REFUSED = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::1", "2002:c0a8:101::", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_off_the_public_network_are_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(AddressError) as caught:
        checked_addresses("news.test", 443, (), lambda host, port: [address])
    assert caught.value.reason == "private_address"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert checked_addresses("news.test", 443, (), lambda host, port: [address]) == (address,)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(AddressError):
        checked_addresses("news.test", 80, (), lambda host, port: ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize(
    ("allowed", "passes"),
    [(("lab.test",), True), (("lab.test:8080",), True), (("lab.test:80",), False), (("other.test",), False)],
)
def test_only_listed_local_hosts_may_be_private(allowed: tuple[str, ...], passes: bool) -> None:
    def resolver(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    if passes:
        assert checked_addresses("LAB.test.", 8080, allowed, resolver) == ("10.0.0.1",)
    else:
        with pytest.raises(AddressError):
            checked_addresses("lab.test", 8080, allowed, resolver)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.test/x", "file:///etc/passwd", "javascript:alert(1)", "//a.test/x", "http://", "http:///x",
        "http://user:secret@a.test/", "http://a.test:99999/", "http://[::1/", "http://a.test/a b", "http://a.test/\nx",
        "http://a.test/" + "x" * 3000, "data:text/html,x", "",
    ],
)  # fmt: skip
def test_addresses_that_are_no_web_addresses_are_refused(url: str) -> None:
    with pytest.raises(AddressError) as caught:
        check_url(url)
    assert caught.value.reason == "bad_url"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("HTTP://News.Test:80/a?utm_source=x&id=7#top", "http://news.test/a?id=7"),
        ("https://news.test:443?b=1&fbclid=zz", "https://news.test/?b=1"),
        ("https://news.test/a?q=a%20b", "https://news.test/a?q=a%20b"),
        ("https://news.test:8443/a", "https://news.test:8443/a"),
    ],
)
def test_tracking_and_fragments_are_cut_from_listed_addresses(url: str, kept: str) -> None:
    assert clean_url(url) == kept
    assert clean_url(kept) == kept


def test_hosts_are_told_apart_by_port() -> None:
    assert host_key("http://A.test/") == "a.test:80"
    assert host_key("https://a.test/") == "a.test:443"
