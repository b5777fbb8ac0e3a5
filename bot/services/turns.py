"""So much work at a time, and so much in line for it; beyond that a polite no."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class TooBusy(AttribuneError):
    """More is being asked than can be answered soon."""

    def __init__(self) -> None:
        super().__init__(
            "I am answering a lot of questions at this moment. Please try again in a few seconds."
        )


class Turns:
    """Hands out turns.

    Args:
        at_once: How many have a turn at the same time.
        in_line: How many may wait for one; each waits for those before it, so that the line's
            length is what a person waits at the most.

    Attributes:
        turned_away: How many had to be told no, ever.
    """

    def __init__(self, *, at_once: int, in_line: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most = at_once + in_line
        self._here = 0
        self.turned_away = 0

    def demand_room(self) -> None:
        """Let those through who would be let into the line now; ask before any work is done.

        Raises:
            TooBusy: the line is full.
        """
        if self._here >= self._most:
            self.turned_away += 1
            raise TooBusy

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait in line, and have a turn for the block.

        Raises:
            TooBusy: the line is full.
        """
        self.demand_room()
        self._here += 1
        try:
            async with self._free:
                yield
        finally:
            self._here -= 1
