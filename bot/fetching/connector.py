"""The last gate before a connection: the resolved number is looked at, not the name."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.addresses import may_open

if TYPE_CHECKING:
    from aiohappyeyeballs import AddrInfoType

    from bot.fetching.addresses import Network


# As long as servers commonly keep one, so that pages of one host, a pause apart, share one.
IDLE_S = 60.0


class PrivateNumber(OSError):
    """A connection to an address that is not public was about to be made.

    Attributes:
        number: The IP address.
    """

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number} is not public")


class Gate(AbstractResolver):
    """Lets connections through to public addresses, and to the networks it is told.

    Args:
        networks: The private networks to let through.
        resolver: Who turns names into numbers.
    """

    def __init__(self, networks: tuple[Network, ...], resolver: AbstractResolver) -> None:
        self._networks = networks
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return those of the host's addresses that may be opened.

        Raises:
            PrivateNumber: It has addresses, none of which may be.
            OSError: It has none.
        """
        found = await self._resolver.resolve(host, port, family)
        opened = [one for one in found if may_open(one["host"], self._networks)]
        if found and not opened:
            raise PrivateNumber(found[0]["host"])
        return opened

    async def close(self) -> None:
        """Close whoever resolves."""
        await self._resolver.close()

    def open_socket(self, address: AddrInfoType) -> socket.socket:
        """Return a socket for an address, as the event loop wants it.

        Called for each address that is about to be connected to, whether it was resolved or
        written as a number, so nothing can change between the look and the connection.

        Raises:
            PrivateNumber: The address may not be opened.
        """
        family, kind, protocol, _, where = address
        number = str(where[0])
        if not may_open(number, self._networks):
            raise PrivateNumber(number)
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        return opened


def make_connector(
    networks: tuple[Network, ...], resolver: AbstractResolver | None
) -> aiohttp.TCPConnector:
    """Return a connector that connects to public addresses and the given networks alone.

    Args:
        networks: The private networks that may be opened.
        resolver: Who turns names into numbers; the system when None.
    """
    gate = Gate(networks, resolver or aiohttp.ThreadedResolver())
    return aiohttp.TCPConnector(
        limit=16,
        limit_per_host=2,
        keepalive_timeout=IDLE_S,
        use_dns_cache=False,
        resolver=gate,
        socket_factory=gate.open_socket,
    )
