"""Messages that were answered lately: while they are followed, their changes change the answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.services.conversing import Place

FOLLOWED = timedelta(minutes=1)  # how long an edit or a deletion still changes the answer
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Followed:
    """A message that was answered.

    Attributes:
        place: Where and by whom it was asked.
        guild_id: In which server; None in direct messages.
        reply_id: The answer's message.
    """

    place: Place
    guild_id: int | None
    reply_id: int


class FollowedMessages:
    """Remembers them for a minute, the latest two thousand."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: OrderedDict[int, tuple[datetime, Followed]] = OrderedDict()

    def follow(self, message_id: int, followed: Followed) -> None:
        """Follow a message from now on."""
        self._kept[message_id] = self._clock() + FOLLOWED, followed
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def get(self, message_id: int) -> Followed | None:
        """Return how a message was answered; None when it is not followed."""
        until, followed = self._kept.get(message_id, (None, None))
        if until is not None and until <= self._clock():
            del self._kept[message_id]
            return None
        return followed

    def forget(self, message_id: int) -> None:
        """Follow a message no longer."""
        self._kept.pop(message_id, None)
