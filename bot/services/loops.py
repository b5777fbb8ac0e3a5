"""Things done again and again: each survives its errors and shows how long ago it last worked."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Clock = Callable[[], datetime]
    Step = Callable[[], Awaitable[float | None]]

log = logging.getLogger(__name__)
_LONGEST_BACK_OFF_S = 600.0


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Loop:
    """One loop and how it fares.

    Attributes:
        name: What it does, for the health report.
        interval_s: How long it rests between two steps, in seconds, unless a step says otherwise.
        worked_at: When it last worked, or was started, on the monotonic clock, which nobody sets.
        succeeded_at: When a step last ended well (UTC); None before the first.
        rest_s: How long that step wanted to rest, in seconds; 0.0 before the first.
        failures: How many steps have failed since one ended well.
        error: The last failure's kind and text; None after a step that ended well.
    """

    name: str
    interval_s: float
    worked_at: float
    succeeded_at: datetime | None = None
    rest_s: float = 0.0
    failures: int = 0
    error: str | None = None

    def succeed(self, at: datetime, worked_at: float, rest_s: float) -> None:
        """Note a step that ended well."""
        self.succeeded_at, self.worked_at, self.rest_s = at, worked_at, rest_s
        self.failures, self.error = 0, None

    def fail(self, error: Exception) -> None:
        """Note a step that failed."""
        self.failures += 1
        self.error = f"{type(error).__name__}: {error}"


class Loops:
    """Starts loops and stops them all."""

    def __init__(self, clock: Clock = utc_now, ticks: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._ticks = ticks
        self._loops: dict[str, Loop] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._others: list[Callable[[], Loop | None]] = []

    def every(self, interval_s: float, name: str, step: Step) -> None:
        """Start a loop: the step now, and again after each rest.

        Args:
            interval_s: The rest between two steps, in seconds.
            name: What it does; one loop a name.
            step: What to do. It may return how long to rest this time, in seconds.
        """
        if name in self._tasks:
            raise ValueError(f"there is a loop {name!r} already")
        loop = self._loops[name] = Loop(name, interval_s, self._ticks())
        self._tasks[name] = asyncio.create_task(self._run(loop, step), name=f"loop: {name}")

    def age_s(self, loop: Loop) -> float:
        """Return how long ago a loop last worked, or was started, in seconds."""
        return self._ticks() - loop.worked_at

    def include(self, other: Callable[[], Loop | None]) -> None:
        """Report a loop that runs by itself, too, while there is one."""
        self._others.append(other)

    def report(self) -> list[Loop]:
        """Return every loop, in the order of starting, those that run by themselves last."""
        others = (other() for other in self._others)
        return [*self._loops.values(), *(loop for loop in others if loop is not None)]

    async def close(self) -> None:
        """Stop every loop and wait until they have ended."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, loop: Loop, step: Step) -> None:
        while True:
            rest = await self._one_step(loop, step)
            await asyncio.sleep(rest)

    async def _one_step(self, loop: Loop, step: Step) -> float:
        """Do one step; return how long to rest. Whatever a step raises, the loop goes on."""
        try:
            rest = await step()
        except Exception as error:
            loop.fail(error)
            if isinstance(error, AttribuneError):  # its sentence says it all
                log.warning("%s failed %d times: %s", loop.name, loop.failures, error)
            else:
                log.exception("%s failed %d times", loop.name, loop.failures)
            return min(loop.interval_s * 2.0 ** min(loop.failures, 10), _LONGEST_BACK_OFF_S)
        rest_s = loop.interval_s if rest is None else rest
        loop.succeed(self._clock(), self._ticks(), rest_s)
        return rest_s
