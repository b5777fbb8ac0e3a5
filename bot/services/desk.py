"""The news desk: everything about briefings, built once, and the scheduler's life."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.services.briefing import Briefing
from bot.services.delivering import Sender
from bot.services.reading_on import ReadingOn
from bot.services.scheduling import Scheduler
from bot.services.subscribing import Subscribing
from bot.services.watching import Watching
from bot.storage.deliveries import DeliveryStore
from bot.storage.subscriptions import SubscriptionStore
from bot.storage.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.services.delivering import Courier, Patience
    from bot.services.loops import Loop
    from bot.services.subscribing import Limits
    from bot.storage.articles import ArticleStore
    from bot.storage.database import Database
    from corpus.models import ArticleVersion, Sentence


log = logging.getLogger(__name__)


class Desk:
    """Holds the services that briefings are made of.

    Attributes:
        briefing: Puts editions together.
        subscribing: What people do with their subscriptions.
        watching: What people wait for.
        reading_on: What people ask about a briefing before them.
        scheduler: The running scheduler; None while no courier is there.
    """

    def __init__(
        self,
        database: Database,
        articles: ArticleStore,
        versions: Callable[[], Sequence[ArticleVersion]],
        clock: Callable[[], datetime],
        limits: Limits,
        patience: Patience,
    ) -> None:
        self._subscriptions = SubscriptionStore(database)
        self._deliveries = DeliveryStore(database)
        self._clock = clock
        self._patience = patience
        self.briefing = Briefing(versions, self._deliveries, articles)
        self.subscribing = Subscribing(
            self._subscriptions, self._deliveries, self.briefing.newest_version, clock, limits
        )
        self.watching = Watching(
            self._subscriptions,
            Watches(database, self._subscriptions),
            self.briefing,
            clock,
            most=limits.watches,
        )
        self.reading_on = ReadingOn(self._deliveries, articles, self.briefing.piece)
        self.scheduler: Scheduler | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock()

    def start(self, courier: Courier) -> None:
        """Begin to send what is due by a courier, until `stop`."""
        sender = Sender(self._subscriptions, self._deliveries, courier, self._clock, self._patience)
        self.scheduler = Scheduler(
            self._subscriptions,
            self._deliveries,
            self.briefing.compose,
            sender,
            self._clock,
            self._patience,
        )
        self.subscribing.on_change = self.scheduler.wake
        self._task = asyncio.create_task(self.scheduler.run(), name="briefings")

    async def stop(self) -> None:
        """End the scheduler; what it was sending is looked into when it starts again."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        self.scheduler = None
        self.subscribing.on_change = lambda: None

    async def add(self, stored: Sequence[tuple[ArticleVersion, tuple[Sentence, ...]]]) -> None:
        """Look whether somebody waits for what has come."""
        try:
            await self.look()
        except StorageError as error:  # the articles are kept all the same
            log.warning("what people wait for is looked for later: %s", error)

    async def forget(self, article_id: int) -> None:
        """Nothing: what was told stays told."""

    async def look(self) -> None:
        """Have sent what somebody waits for and an article says by now; not without a courier."""
        if self.scheduler is not None and await self.watching.look():
            self.scheduler.wake()

    def health(self) -> Loop | None:
        """Return how the scheduler fares; None while it does not run."""
        return self.scheduler.health if self.scheduler is not None else None

    async def prune(self, *, before: datetime) -> int:
        """Delete the history from before a moment, and old watches; return how many deliveries."""
        await self.watching.prune()
        return await self._deliveries.prune(before=before)
