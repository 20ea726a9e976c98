from __future__ import annotations

import asyncio

import pytest

from zhengping.crawl.resolver import CheckedResolver, PrivateAddress, check_literal, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:0001::", "64:ff9b::7f00:1", "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.2.4.8", "2400:3200::1", "::ffff:1.2.4.8", "64:ff9b::102:408"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


async def resolve(host: str, allow_private: bool = False) -> object:
    return await CheckedResolver(allow_private).resolve(host, 80)


def test_a_name_that_leads_inside_is_refused_when_connecting() -> None:
    with pytest.raises(PrivateAddress):
        asyncio.run(resolve("localhost"))
    assert asyncio.run(resolve("localhost", allow_private=True))


@pytest.mark.parametrize("odd", ["127.1", "2130706433", "0x7f.1"])
def test_odd_spellings_of_loopback_are_refused(odd: str) -> None:
    with pytest.raises(OSError, match=r"."):
        asyncio.run(resolve(odd))


def test_addresses_in_the_host_are_checked_too() -> None:
    with pytest.raises(PrivateAddress):
        check_literal("[::1]", allow_private=False)
    check_literal("[::1]", allow_private=True)
    check_literal("www.x.gov.cn", allow_private=False)
