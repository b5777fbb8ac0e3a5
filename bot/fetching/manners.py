"""Manners towards a host: one request at a time, a pause after each, no knocking on a shut door."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

MOST_HOSTS = 1_000
LONGEST_PAUSE_S = 30.0


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    pause_s: float = 0.0
    free_at: float = 0.0
    shut_until: float = 0.0


class Manners:
    """Whose turn it is at each host.

    Args:
        pause_s: The least time between two requests to one host; up to half of it is added by
            chance, so that many feeds of one publisher do not fall into step.
        clock: Seconds that never go back.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        pause_s: float,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pause_s = pause_s
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until nobody else asks this host and its pause is over."""
        place = self._hosts.setdefault(host, _Host(pause_s=self._pause_s))
        place.waiting += 1
        try:
            async with place.turn:
                await self._sleep_until(place.free_at)
                try:
                    yield
                finally:
                    place.free_at = self._clock() + place.pause_s * (1 + _chance() / 2)
        finally:
            place.waiting -= 1
            self._forget_idle()

    def slow_down(self, host: str, pause_s: float) -> None:
        """Keep at least this pause at the host from now on, up to ``LONGEST_PAUSE_S``."""
        place = self._hosts.setdefault(host, _Host(pause_s=self._pause_s))
        place.pause_s = max(place.pause_s, min(pause_s, LONGEST_PAUSE_S))

    def shut(self, host: str, wait_s: float) -> None:
        """Remember that the host asked us to stay away for so long."""
        place = self._hosts.setdefault(host, _Host(pause_s=self._pause_s))
        place.shut_until = max(place.shut_until, self._clock() + wait_s)

    def shut_for_s(self, host: str) -> float:
        """Return for how much longer the host asked us to stay away; 0 when it did not."""
        place = self._hosts.get(host)
        return max(0.0, place.shut_until - self._clock()) if place else 0.0

    async def _sleep_until(self, moment: float) -> None:
        wait_s = moment - self._clock()
        if wait_s > 0:
            await self._sleep(wait_s)

    def _forget_idle(self) -> None:
        if len(self._hosts) <= MOST_HOSTS:
            return
        now = self._clock()
        idle = [
            host
            for host, place in self._hosts.items()
            if not place.waiting and max(place.free_at, place.shut_until) <= now
        ]
        for host in idle:
            del self._hosts[host]


def _chance() -> float:
    return secrets.randbelow(1_000) / 1_000
