"""Whether the bot does what it is there for: on the gateway, able to write, every loop alive."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.desk import Desk
    from bot.services.loops import Clock, Loop, Loops
    from bot.storage.tallies import Tallies

_OLDEST_HEARTBEAT_S = 100.0  # Discord wants one every 41 seconds
_WRITE_TIMEOUT_S = 3.0
_WRITTEN_LATELY_S = 15.0  # so often at most is something written, however often one asks
_SLACK_S = 120.0  # a loop may be so much later than it rests three times


class Gateway(Protocol):
    """The connection to Discord."""

    def is_ready(self) -> bool:
        """Tell whether events arrive."""
        ...

    def heartbeat_age_s(self) -> float | None:
        """Return how long ago Discord last acknowledged one, in seconds; None before the first."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """How the bot is.

    Attributes:
        reasons: What is wrong, a sentence each; empty when all is well.
        heartbeat_age_s: How long ago the last heartbeat was acknowledged; None without a gateway.
        loop_ages_s: By each loop's name, how long ago it last worked.
    """

    reasons: tuple[str, ...]
    heartbeat_age_s: float | None
    loop_ages_s: dict[str, float]

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.reasons


class Health:
    """Looks at everything that can silently stop.

    Attributes:
        gateway: The connection to Discord; None while there is none.
    """

    def __init__(self, loops: Loops, desk: Desk, tallies: Tallies, clock: Clock) -> None:
        self._loops = loops
        self._desk = desk
        self._tallies = tallies
        self._clock = clock
        self._wrote_at: float | None = None  # on the monotonic clock
        self.gateway: Gateway | None = None

    async def report(self) -> Report:
        """Look now."""
        heartbeat = self.gateway.heartbeat_age_s() if self.gateway else None
        loops = self._loops.report()
        ages = {loop.name: self._loops.age_s(loop) for loop in loops}
        reasons = [
            *self._of_gateway(heartbeat),
            *await self._of_database(),
            *(reason for loop in loops for reason in _of_loop(loop, ages[loop.name])),
            *self._of_briefings(),
        ]
        return Report(tuple(reasons), heartbeat, ages)

    def _of_gateway(self, heartbeat_age_s: float | None) -> Iterator[str]:
        if self.gateway is None or not self.gateway.is_ready():
            yield "Discord's gateway is not ready."
        elif heartbeat_age_s is not None and heartbeat_age_s > _OLDEST_HEARTBEAT_S:
            yield f"Discord acknowledged no heartbeat for {heartbeat_age_s:.0f} s."

    async def _of_database(self) -> list[str]:
        now = time.monotonic()
        if self._wrote_at is not None and now - self._wrote_at < _WRITTEN_LATELY_S:
            return []
        writing = asyncio.create_task(self._tallies.write(self._clock()), name="health")
        done, _ = await asyncio.wait({writing}, timeout=_WRITE_TIMEOUT_S)
        if not done:
            writing.add_done_callback(_forgotten)
            return [f"The database could not be written within {_WRITE_TIMEOUT_S:.0f} s."]
        error = writing.exception()
        if isinstance(error, StorageError):
            return [str(error)]
        if error is not None:
            raise error
        self._wrote_at = now
        return []

    def _of_briefings(self) -> Iterator[str]:
        scheduler = self._desk.scheduler
        if scheduler is not None and not scheduler.is_healthy():
            yield "The briefings' scheduler does not come round."


def _of_loop(loop: Loop, age_s: float) -> Iterator[str]:
    if age_s <= 3 * max(loop.interval_s, loop.rest_s) + _SLACK_S:
        return
    error = f" ({loop.error})" if loop.error else ""
    yield f"{loop.name}: last worked {age_s:.0f} s ago{error}."


def _forgotten(task: asyncio.Task[None]) -> None:
    """Take note of how a late write ended, so that nobody complains that no one did."""
    if not task.cancelled():
        task.exception()
