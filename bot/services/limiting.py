"""Limits: so many in so long a time, counted in memory."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from bot.services.loops import Clock

_MOST_KEYS = 10_000
_MINUTE = timedelta(minutes=1)
_PRESSES = 3  # of buttons, menus and forms, for each command
# Commands that cost more than a question, each by how often a person may use it in a minute.
_COSTLY = {"usage": 5, "privacy": 5, "articles": 10, "feeds": 10, "corrections": 10}


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
        if self.until(key) is not None:
            return False
        self.count(key)
        return True

    def until(self, key: Hashable) -> datetime | None:
        """Return when another one may pass; None when it may now."""
        now = self._clock()
        passed = self._passed.get(key, deque())
        while passed and not now - self.window < passed[0] <= now:  # or the clock was put back
            passed.popleft()
        if len(passed) < self.most:
            return None
        return (passed[-self.most] if self.most else now) + self.window

    def count(self, key: Hashable) -> None:
        """Count one that passes now."""
        now = self._clock()
        self._passed.setdefault(key, deque()).append(now)
        if len(self._passed) > _MOST_KEYS:
            self._drop_idle(now)

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


class Cooldowns:
    """How many commands a person and a server may use in a minute, and a person of each.

    Args:
        clock: The time.
        per_person: A person's commands in a minute; 0 is no limit at all, for costly ones either.
        per_server: A server's commands in a minute; 0 is no limit.
    """

    def __init__(self, clock: Clock, *, per_person: int, per_server: int) -> None:
        def limit(most: int) -> Limit:
            return Limit(clock, most=most, window=_MINUTE)

        self._people = limit(per_person) if per_person else None
        self._servers = limit(per_server) if per_server else None
        self._pressing = limit(_PRESSES * per_person) if per_person else None
        self._pressed_in = limit(_PRESSES * per_server) if per_server else None
        self._commands = {name: limit(most) for name, most in _COSTLY.items() if per_person}

    def use(self, command: str, *, user_id: int, guild_id: int | None) -> datetime | None:
        """Count a command that may be used; return when it may, where it may not now."""
        met: list[tuple[Limit | None, Hashable]] = [
            (self._people, user_id),
            (self._servers if guild_id is not None else None, guild_id),
            (self._commands.get(command), user_id),
        ]
        return _pass(met)

    def press(self, *, user_id: int, guild_id: int | None) -> datetime | None:
        """Count a press of a button, a choice or a form, as `use` does a command."""
        in_server = self._pressed_in if guild_id is not None else None
        return _pass([(self._pressing, user_id), (in_server, guild_id)])


def _pass(met: list[tuple[Limit | None, Hashable]]) -> datetime | None:
    """Count one that all limits let through; return when they will, where one does not."""
    limits = [(limit, key) for limit, key in met if limit is not None]
    waits = [at for limit, key in limits if (at := limit.until(key)) is not None]
    if waits:
        return max(waits)
    for limit, key in limits:
        limit.count(key)
    return None
