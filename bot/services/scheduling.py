"""The scheduler: claims each due briefing once, has it sent, and sleeps until the next is due.

All it knows is in the database. It may die at any point, be started again hours later, or run
twice by mistake: a day is claimed by one row, unique for its subscription and local date.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from bot.services.loops import Loop
from bot.services.timing.days import Days
from bot.services.timing.schedule import Run, Schedule
from bot.storage.deliveries import Claim

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services.delivering import Patience, Sender
    from bot.storage.deliveries import DeliveryStore
    from bot.storage.subscriptions import Subscription, SubscriptionStore, Wanted

log = logging.getLogger(__name__)

_BATCH = 20
_RULES_MAY_MOVE = timedelta(hours=12)  # a newer tz database may move what was computed before
_LONGEST_CATCH_UP = timedelta(days=14)  # older misses are passed over without a line in history
_NOTHING_TO_DO_S = 30 * 24 * 3600.0  # whoever subscribes meanwhile wakes it
_SLACK_S = 300.0  # a batch that is slow to send is no reason for alarm
_AFTER_ERROR_S, _LONGEST_AFTER_ERROR_S = 1.0, 300.0


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing put together for one subscription.

    Attributes:
        payload: The briefing as JSON.
        seen_version: The newest article version it covers.
        articles: The ids of the articles it tells of.
        silence: Why nothing is to be sent; None when it is to be sent.
    """

    payload: str
    seen_version: int
    articles: frozenset[int]
    silence: str | None = None


def schedule_of(wanted: Wanted) -> Schedule:
    """Return when a subscription runs."""
    return Schedule(time.fromisoformat(wanted.wall), wanted.zone, Days.from_mask(wanted.days))


def next_runs(subscription: Subscription, count: int, now: datetime) -> list[Run]:
    """Return the next runs of a subscription, passing over days it has had."""
    first = _next_run(subscription, now)
    return [first, *schedule_of(subscription.wanted).next_runs(count - 1, first.at)]


def _next_run(subscription: Subscription, after: datetime) -> Run:
    schedule = schedule_of(subscription.wanted)
    run = schedule.next_run(after)
    while subscription.last_date is not None and run.local_date <= subscription.last_date:
        run = schedule.next_run(run.at)
    return run


class Scheduler:
    """A supervised service; `run` never ends by itself."""

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        deliveries: DeliveryStore,
        compose: Callable[[Subscription, Run], Awaitable[Composed]],
        sender: Sender,
        clock: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._compose = compose
        self._sender = sender
        self._clock = clock
        self._patience = patience
        self._napping: asyncio.Task[None] | None = None
        self._is_woken = asyncio.Event()  # only ever looked at: nobody waits for it
        self._expected_by: float | None = None  # on the monotonic clock
        self._health = Loop("briefings", patience.nap_s, monotonic())

    @property
    def health(self) -> Loop:
        """How it fares, as the other loops report it: when it last came round, what failed."""
        return self._health

    def is_healthy(self) -> bool:
        """Tell whether it came round when it said it would."""
        return self._expected_by is not None and monotonic() <= self._expected_by

    def wake(self) -> None:
        """Have it look again now, because a subscription changed."""
        if self._napping is not None and not self._is_woken.is_set():
            self._napping.cancel()
        self._is_woken.set()

    async def run(self) -> None:
        """Work until cancelled; an error is logged and survived."""
        while True:
            self._is_woken.clear()
            try:
                nap_s = await self._step()
                self._health.succeed(self._clock(), monotonic(), nap_s)
                self._expected_by = monotonic() + nap_s + _SLACK_S
            except Exception as error:
                log.exception("the scheduler met an error and goes on")
                self._health.fail(error)
                doublings = min(self._health.failures - 1, 16)
                nap_s = min(_AFTER_ERROR_S * 2**doublings, _LONGEST_AFTER_ERROR_S)
            await self._sleep(nap_s)

    async def _sleep(self, seconds: float) -> None:
        if self._is_woken.is_set():
            return
        self._napping = task = asyncio.current_task()
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            if not self._is_woken.is_set() or task is None or task.uncancel():
                raise  # not a wake alone: the service itself is to end
        finally:
            self._napping = None

    async def _step(self) -> float:
        """Claim and send all that is due; return how long to sleep, in seconds."""
        while True:
            moments = [await self._subscriptions.next_due(), await self._deliveries.next_open()]
            now = self._clock()
            moment = min((m for m in moments if m is not None), default=None)
            if moment is None:
                return _NOTHING_TO_DO_S
            if moment > now:
                return min((moment - now).total_seconds(), self._patience.nap_s)
            await self._claim_batch()
            await self._sender.send_batch()

    async def _claim_batch(self) -> None:
        for subscription in await self._subscriptions.due(self._clock(), limit=_BATCH):
            await self._claim(subscription)

    async def _claim(self, subscription: Subscription) -> None:
        now = self._clock()
        assert subscription.next_at is not None
        schedule = schedule_of(subscription.wanted)
        run = schedule.next_run(subscription.next_at - _RULES_MAY_MOVE)
        if run.at > now:
            await self._subscriptions.reschedule(subscription, next_at=run.at)
            return
        following = schedule.next_run(run.at)
        if now - run.at > self._patience.grace or following.at <= now:
            claim = _missed(subscription, run, schedule, now)
        else:
            claim = _claim(subscription, run, following, await self._compose(subscription, run))
        if await self._deliveries.claim(subscription, claim, at=now):
            log.info("subscription %d: a day claimed as %s", subscription.id, claim.state)


def _claim(subscription: Subscription, run: Run, following: Run, composed: Composed) -> Claim:
    return Claim(
        local_date=run.local_date,
        due_at=run.at,
        nonce=_nonce(subscription, run),
        payload=composed.payload,
        state="due" if composed.silence is None else "silent",
        reason=composed.silence,
        next_at=following.at,
        seen_version=composed.seen_version,
        articles=composed.articles,
    )


def _missed(subscription: Subscription, run: Run, schedule: Schedule, now: datetime) -> Claim:
    following = schedule.next_run(max(run.at, now - _LONGEST_CATCH_UP))
    return Claim(
        local_date=run.local_date,
        due_at=run.at,
        nonce=_nonce(subscription, run),
        payload="{}",
        state="merged",
        reason="The bot was away; what it missed is in the next briefing.",
        next_at=following.at,
        seen_version=subscription.seen_version,
    )


def _nonce(subscription: Subscription, run: Run) -> str:
    return f"{subscription.key}-{run.local_date:%Y%m%d}"
