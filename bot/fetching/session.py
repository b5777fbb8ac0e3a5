"""One request and its answer: the only part that speaks aiohttp, behind the gate."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp

from bot.fetching import answers
from bot.fetching.answers import Answer
from bot.fetching.body import BodyBroken, BodyTooLarge, read_body
from bot.fetching.connector import PrivateNumber, make_connector
from bot.fetching.errors import (
    BrokenAnswer,
    FetchTimedOut,
    HostNotFound,
    PrivateAddress,
    TooLarge,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiohttp.abc import AbstractResolver
    from yarl import URL

    from bot.fetching.addresses import Network


class Session:
    """Connections to public addresses and the given networks alone.

    Args:
        networks: The private networks that may be opened.
        resolver: Who turns names into numbers; the system when None.
        timeout_s: The longest time for one answer.
    """

    def __init__(
        self, networks: tuple[Network, ...], resolver: AbstractResolver | None, timeout_s: float
    ) -> None:
        self._timeout_s = timeout_s
        self._opened = aiohttp.ClientSession(
            connector=make_connector(networks, resolver),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._opened.close()

    async def read(self, place: URL, headers: dict[str, str], limit_bytes: int) -> Answer:
        """Return what an address answers, a redirect or a failure too.

        Raises:
            FetchError: there is no answer, or it breaks off or is larger than the limit.
        """
        with self._translated(place, limit_bytes):
            async with asyncio.timeout(self._timeout_s):
                return await self._read(place, headers, limit_bytes)

    async def _read(self, place: URL, headers: dict[str, str], limit_bytes: int) -> Answer:
        async with self._opened.get(place, headers=headers, allow_redirects=False) as response:
            content = b""
            if response.status in answers.SUCCESSES:
                if (response.content_length or 0) > limit_bytes:
                    raise BodyTooLarge
                content = await read_body(
                    response.content.iter_chunked(65_536),
                    encoding=response.headers.get("Content-Encoding", ""),
                    limit_bytes=limit_bytes,
                )
            else:
                response.close()  # what an error page says is of no use
            return Answer(
                response.status, response.headers, content, response.content_type, response.charset
            )

    @contextmanager
    def _translated(self, place: URL, limit_bytes: int) -> Iterator[None]:
        """Turn what the library raises into our own errors."""
        url = str(place)
        try:
            yield
        except BodyTooLarge:
            raise TooLarge(url, limit_bytes) from None
        except BodyBroken as broken:
            raise BrokenAnswer(url, str(broken)) from None
        except TimeoutError as slow:
            raise FetchTimedOut(url, self._timeout_s) from slow
        except aiohttp.ClientConnectorError as refused:
            raise _not_connected(place, refused) from refused
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError) as broken:
            raise BrokenAnswer(url, "it ends too early or breaks the rules of HTTP") from broken
        except (aiohttp.ClientError, OSError) as lost:
            raise Unreachable(url, "the connection broke") from lost


def _not_connected(
    place: URL, refused: aiohttp.ClientConnectorError
) -> PrivateAddress | HostNotFound | Unreachable:
    url, host = str(place), place.host or ""
    if isinstance(refused.os_error, PrivateNumber):
        return PrivateAddress(url, host, refused.os_error.number)
    if isinstance(refused, aiohttp.ClientConnectorDNSError):
        return HostNotFound(url, host)
    if isinstance(refused, aiohttp.ClientSSLError):
        return Unreachable(url, "its certificate cannot be trusted")
    return Unreachable(url, "nobody answers there")
