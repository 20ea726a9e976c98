"""Names to addresses, refusing those inside: a published page must not send the crawler into a private network.

The check stands where the connection is made, on the very addresses that are then connected to, so that a
name cannot answer differently between the check and the connection, and redirects are covered too.
"""

from __future__ import annotations

import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(OSError):
    """An address of a private, loopback, link-local or reserved network, refused unless allowed."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network; addresses that wrap an IPv4 one are unwrapped first."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address; such hosts never reach a resolver."""
    try:
        ipaddress.ip_address(host.strip("[]").split("%", 1)[0])
    except ValueError:
        return False
    return True


def check_literal(host: str, allow_private: bool) -> None:
    """Raises PrivateAddress where `host` is written as a private IP address."""
    if not allow_private and is_address(host) and not is_public(host.strip("[]")):
        raise PrivateAddress(f"{host} is not a public address")


class CheckedResolver(AbstractResolver):
    """The system's resolver, which drops private addresses unless `allow_private`."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`. Raises PrivateAddress where all of them are private."""
        found = await self._resolver.resolve(host, port, family)
        if self._allow_private:
            return found
        public = [each for each in found if is_public(each["host"])]
        if found and not public:
            raise PrivateAddress(f"{host} resolves to {found[0]['host']}, which is not a public address")
        return public

    async def close(self) -> None:
        """Nothing is held."""
        await self._resolver.close()
