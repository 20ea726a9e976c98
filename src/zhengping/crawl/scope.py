"""What belongs to the site: the host of the start address and its declared siblings, with and without www and https."""

from __future__ import annotations

from collections.abc import Iterable

from zhengping.crawl.addresses import host_of, path_of


def bare_host(host: str) -> str:
    """A host without "www." and without the two default ports, so that http and https fall together."""
    host = host.lower()
    for port in (":80", ":443"):
        host = host.removesuffix(port)
    return host.removeprefix("www.")


class Scope:
    """Decides whether an address is the site's own, and gives each of them the form under which it is fetched.

    `siblings` are hosts ("sub.x.gov.cn", with port where it is not a default one) or addresses. `path_prefix`
    limits the scope to a part of the host; by default the whole host belongs to the site.
    """

    def __init__(self, start: str, siblings: Iterable[str] = (), path_prefix: str = "") -> None:
        self._prefix = path_prefix
        self._origins: dict[str, str] = {}
        self._cache: dict[str, str] = {}
        self.adopt(start)
        self._siblings = [bare_host(host_of(each) or each) for each in siblings]
        for sibling in self._siblings:
            self._origins.setdefault(sibling, "")

    @property
    def hosts(self) -> list[str]:
        """The hosts in scope, without "www."."""
        return list(self._origins)

    def adopt(self, address: str) -> None:
        """Takes the origin of `address` as the form under which its host is fetched."""
        host = host_of(address)
        self._origins[bare_host(host)] = address.split("://", 1)[0] + "://" + host
        self._cache.clear()

    def place(self, address: str) -> str:
        """The address to fetch for a canonical `address` of this site; empty where it is not in scope.

        The http, https, www and bare forms of one host become the form that is known to answer.
        """
        cut = address.find("/", address.find("://") + 3)
        if cut < 0:
            return ""
        origin = address[:cut]
        settled = self._cache.get(origin)
        if settled is None:
            if len(self._cache) > 4096:
                self._cache.clear()
            settled = self._cache[origin] = self._settle(origin)
        if not settled or (self._prefix and not path_of(address).startswith(self._prefix)):
            return ""
        return settled + address[cut:]

    def _settle(self, origin: str) -> str:
        host = bare_host(host_of(origin))
        if host not in self._origins:
            return ""
        return self._origins[host] or origin

    def owns(self, address: str) -> bool:
        """Whether a canonical address is in scope, under whatever form of its host."""
        return bool(self.place(address))
