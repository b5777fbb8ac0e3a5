"""The door to the web: an address in, bytes out, or one clear sentence why not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from bot.fetching import answers
from bot.fetching.addresses import parse
from bot.fetching.body import ACCEPTED_ENCODINGS
from bot.fetching.errors import AskedToWait, BrokenAnswer, RefusedByRobots, TooManyRedirects
from bot.fetching.manners import Manners
from bot.fetching.robots import LIMIT_BYTES as ROBOTS_LIMIT_BYTES
from bot.fetching.robots import NAME, Robots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.abc import AbstractResolver
    from yarl import URL

    from bot.fetching.addresses import Network
    from bot.fetching.answers import Answer
    from bot.fetching.session import Session

ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, "
    "text/plain;q=0.8, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a request may go.

    Attributes:
        size_bytes: The most bytes of one answer, packed or unpacked.
        timeout_s: The longest time for one answer, from the connection to the last byte.
        redirects: How many redirects are followed.
        pause_s: The least time between two requests to one host.
        networks: Private networks that may be opened all the same, on any port: an intranet's, or
            that of a test.
        contact: How a publisher reaches whoever runs this: an address or a page.
    """

    size_bytes: int = 20_000_000
    timeout_s: float = 30.0
    redirects: int = 5
    pause_s: float = 1.0
    networks: tuple[Network, ...] = ()
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has it changed?" with; both opaque."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: Where it stood in the end, after redirects.
        content: Its bytes, unpacked; empty when ``is_unchanged``.
        media_type: As in ``text/html``; ``application/octet-stream`` when the server did not say.
        charset: The encoding that the server names; None when it names none.
        validators: To be given back with the next request.
        fresh_for_s: For how long the server says that it stays as it is; 0 when it does not say.
        is_unchanged: Whether the server says that nothing changed since the validators given.
        moved_to: The address to use from now on; None unless all redirects were permanent.
    """

    url: str
    content: bytes
    media_type: str
    charset: str | None
    validators: Validators
    fresh_for_s: float
    is_unchanged: bool
    moved_to: str | None


class Fetcher:
    """Reads web addresses, politely. Use it as ``async with Fetcher() as fetcher``.

    Args:
        limits: How far a request may go.
        resolver: Who turns names into numbers; the system when None.
        clock: Seconds that never go back; the event loop's when None.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        resolver: AbstractResolver | None = None,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._resolver = resolver
        self._opened: Session | None = None
        clock = clock or _loop_time
        self._manners = Manners(self._limits.pause_s, clock=clock, sleep=sleep)
        self._robots = Robots(self._read_robots, clock=clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection; may be called twice."""
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    async def get(self, url: str, known: Validators | None = None) -> Fetched:
        """Return what stands at an address.

        Args:
            url: An http or https address.
            known: The validators of what we already hold of it.

        Raises:
            FetchError: It could not be read; each way has its own class in ``bot.errors``.
        """
        place = parse(url, any_port=bool(self._limits.networks))
        return await self._follow(place, self._headers(known), is_polite=True)

    async def _read_robots(self, url: URL) -> bytes:
        return (await self._follow(url, self._headers(None), is_polite=False)).content

    async def _follow(self, asked: URL, headers: dict[str, str], *, is_polite: bool) -> Fetched:
        place, is_permanent = asked, True
        for _ in range(self._limits.redirects + 1):
            if is_polite:
                await self._ask_robots(place)
            answer = await self._ask(place, headers, is_polite=is_polite)
            if answer.status not in answers.REDIRECTS:
                moved = str(place) if is_permanent and place != asked else None
                return _fetched(place, answer, moved)
            is_permanent = is_permanent and answer.status in answers.PERMANENT
            place = self._next_place(place, answer)
        raise TooManyRedirects(str(asked), self._limits.redirects)

    def _next_place(self, place: URL, answer: Answer) -> URL:
        target = answer.headers.get("Location", "")
        if not target:
            raise BrokenAnswer(str(place), "it redirects to nowhere")
        try:
            joined = urljoin(str(place), target.strip())
        except ValueError:
            joined = target
        return parse(joined, any_port=bool(self._limits.networks))

    async def _ask_robots(self, place: URL) -> None:
        rules = await self._robots.rules_for(place)
        if not rules.allow(place):
            raise RefusedByRobots(str(place))
        if rules.pause_s is not None:
            self._manners.slow_down(place.authority, rules.pause_s)

    async def _ask(self, place: URL, headers: dict[str, str], *, is_polite: bool) -> Answer:
        """Return one answer, once it is our turn at the host."""
        limit_bytes = self._limits.size_bytes if is_polite else ROBOTS_LIMIT_BYTES
        async with self._manners.turn(place.authority):
            if wait_s := self._manners.shut_for_s(place.authority):
                raise AskedToWait(str(place), 429, wait_s)
            answer = await self._session().read(place, headers, limit_bytes)
        failure = answers.failure(str(place), answer)
        if isinstance(failure, AskedToWait):
            self._manners.shut(place.authority, failure.wait_s)
        if failure is not None:
            raise failure
        return answer

    def _session(self) -> Session:
        if self._opened is None:
            from bot.fetching.session import Session  # noqa: PLC0415 (aiohttp is slow to import)

            self._opened = Session(self._limits.networks, self._resolver, self._limits.timeout_s)
        return self._opened

    def _headers(self, known: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": user_agent(self._limits.contact),
            "Accept": ACCEPT,
            "Accept-Encoding": ACCEPTED_ENCODINGS,
        }
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers


def user_agent(contact: str | None) -> str:
    """Return how we introduce ourselves to publishers."""
    try:
        version = metadata.version("attribune")
    except metadata.PackageNotFoundError:
        version = "0"
    who = "".join(c for c in contact or "" if c.isascii() and c.isprintable())
    return f"{NAME}/{version}" + (f" (news reader; +{who})" if who else " (news reader)")


def _fetched(place: URL, answer: Answer, moved_to: str | None) -> Fetched:
    is_unchanged = answer.status == answers.UNCHANGED
    headers = answer.headers
    return Fetched(
        url=str(place),
        content=answer.content,
        media_type=answer.media_type,
        charset=answer.charset,
        validators=Validators(headers.get("ETag"), headers.get("Last-Modified")),
        fresh_for_s=answers.fresh_for_s(headers),
        is_unchanged=is_unchanged,
        moved_to=moved_to,
    )


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
