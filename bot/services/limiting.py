"""Limits: so many in so long a time, counted in memory."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime, timedelta

    from bot.services.loops import Clock

_MOST_KEYS = 10_000


class Limit:
    """Lets so many through in a sliding window, for each key by itself."""

    def __init__(self, clock: Clock, *, most: int, window: timedelta) -> None:
        self.most = most
        self.window = window
        self._clock = clock
        self._passed: dict[Hashable, deque[datetime]] = {}
        self._told: dict[Hashable, datetime] = {}

    def allows(self, key: Hashable) -> bool:
        """Tell whether another one may pass now; if so, it counts."""
        now = self._clock()
        passed = self._passed.setdefault(key, deque())
        while passed and not now - self.window < passed[0] <= now:  # or the clock was put back
            passed.popleft()
        if len(passed) >= self.most:
            return False
        passed.append(now)
        if len(self._passed) > _MOST_KEYS:
            self._drop_idle(now)
        return True

    def may_tell(self, key: Hashable) -> bool:
        """Tell whether to say that the limit is reached: once a window."""
        now = self._clock()
        told = self._told.get(key)
        if told is not None and now - self.window < told <= now:
            return False
        self._told[key] = now
        return True

    def _drop_idle(self, now: datetime) -> None:
        old = now - self.window
        self._passed = {k: p for k, p in self._passed.items() if p and p[-1] > old}
        self._told = {k: at for k, at in self._told.items() if at > old}
