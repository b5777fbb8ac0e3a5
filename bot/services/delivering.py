"""The sender: works off the outbox so that each briefing arrives once.

An attempt is noted before it begins. Whoever finds one begun and not ended, after a crash, a lost
answer or an outage, looks for the delivery's own mark where it would have arrived, and sends again
only when it is not there; the nonce covers what has not shown up yet.
"""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.deliveries import Delivery, DeliveryStore
    from bot.storage.subscriptions import Subscription, SubscriptionStore

log = logging.getLogger(__name__)

_BATCH = 20
_SKEW = timedelta(minutes=5)  # how far this machine's clock may be from Discord's
_IN_FLIGHT = timedelta(minutes=15)  # how long after an attempt its message may still appear
_LONGEST_WAIT_S = 600.0
_DOUBLINGS = 7


class Undeliverable(AttribuneError):
    """Nothing can arrive there until somebody changes something; the text says what."""


class TryLater(AttribuneError):
    """It did not work this time: a rate limit, an outage, a lost connection.

    Attributes:
        after_s: How long to wait as told, in seconds; None when nobody said.
    """

    def __init__(self, reason: str, after_s: float | None = None) -> None:
        self.after_s = after_s
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a briefing arrived."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a courier takes along.

    Attributes:
        subscription: Whose it is and where it goes.
        delivery: What it holds and the nonce that marks it.
        is_late: It is to say that it is late.
    """

    subscription: Subscription
    delivery: Delivery
    is_late: bool


class Courier(Protocol):
    """Takes briefings to where they go. Raises Undeliverable or TryLater, and nothing else."""

    async def send(self, parcel: Parcel) -> Arrival:
        """Send the parcel under its nonce."""

    async def find(self, parcel: Parcel, *, since: datetime, until: datetime) -> Arrival | None:
        """Return where the parcel's mark stands among what was sent between two moments."""

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """Tell the subscriber that the subscription is paused, if they can be told."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the sender waits for what.

    Attributes:
        grace: Beyond this after the due time, a briefing is merged into the next.
        late: From this after the due time, a briefing says that it is late.
        attempt_s: One attempt takes at most so many seconds.
        lease_s: An attempt that has not ended after so many seconds was cut short; longer than
            ``attempt_s``.
        pace_s: Seconds between two batches, so that the bot's other requests get through.
        retry_s: After a first failure; it doubles with each, up to ten minutes.
        nap_s: The scheduler looks again after at most so many seconds, whatever it knows of.
    """

    grace: timedelta = timedelta(hours=6)
    late: timedelta = timedelta(minutes=15)
    attempt_s: float = 45.0
    lease_s: float = 90.0
    pace_s: float = 1.0
    nap_s: float = 300.0
    retry_s: float = 5.0


class Sender:
    """Sends what is open, in small batches."""

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        deliveries: DeliveryStore,
        courier: Courier,
        clock: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._courier = courier
        self._clock = clock
        self._patience = patience
        self._random = random.Random()  # noqa: S311 (jitter)

    async def send_batch(self) -> int:
        """Send some of what is open; return how many were tried.

        Raises:
            ExceptionGroup: Something unforeseen; every other delivery of the batch was seen to.
        """
        now = self._clock()
        until = now + timedelta(seconds=self._patience.lease_s)
        leased = await self._deliveries.lease(now, until=until, limit=_BATCH)
        ended = await asyncio.gather(*map(self._deliver, leased), return_exceptions=True)
        unforeseen = [end for end in ended if isinstance(end, Exception)]
        if unforeseen:
            raise ExceptionGroup("deliveries failed in an unforeseen way", unforeseen)
        if leased:
            await asyncio.sleep(self._patience.pace_s)
        return len(leased)

    async def _deliver(self, delivery: Delivery) -> None:
        subscription = await self._subscriptions.get(delivery.subscription_id)
        if subscription is None:
            return
        age = self._clock() - delivery.due_at
        is_late = age > self._patience.late and not subscription.is_watch
        parcel = Parcel(subscription, delivery, is_late=is_late)
        try:
            is_too_late = age > self._patience.grace and not subscription.is_watch
            arrival = await self._bring(parcel, is_too_late=is_too_late)
        except Undeliverable as refusal:
            await self._give_up(parcel, str(refusal))
        except (TryLater, TimeoutError) as trouble:
            await self._put_off(delivery, trouble)
        else:
            await self._note(delivery, arrival)

    async def _bring(self, parcel: Parcel, *, is_too_late: bool) -> Arrival | None:
        async with asyncio.timeout(self._patience.attempt_s):
            tried_at = parcel.delivery.tried_at
            if tried_at is not None:
                arrival = await self._courier.find(
                    parcel, since=tried_at - _SKEW, until=tried_at + _IN_FLIGHT
                )
                if arrival is not None:
                    return arrival
            return None if is_too_late else await self._courier.send(parcel)

    async def _note(self, delivery: Delivery, arrival: Arrival | None) -> None:
        if arrival is None:
            log.warning("delivery %d: too late, merged into the next", delivery.id)
            reason = delivery.reason or "It could not be sent in time."
            await self._deliveries.merge(delivery.id, reason=reason)
            return
        log.info("delivery %d: sent as message %d", delivery.id, arrival.message_id)
        await self._deliveries.sent(
            delivery.id,
            channel_id=arrival.channel_id,
            message_id=arrival.message_id,
            at=self._clock(),
        )

    async def _put_off(self, delivery: Delivery, trouble: Exception) -> None:
        told = trouble.after_s if isinstance(trouble, TryLater) else None
        growing = self._patience.retry_s * 2 ** min(delivery.attempts, _DOUBLINGS)
        wait_s = told if told is not None else min(growing, _LONGEST_WAIT_S)
        wait_s += self._random.uniform(0, wait_s / 2)
        log.warning("delivery %d: tried again in %.0f s", delivery.id, wait_s)
        await self._deliveries.put_off(
            delivery.id,
            retry_at=self._clock() + timedelta(seconds=wait_s),
            reason=str(trouble) or "Discord did not answer.",
        )

    async def _give_up(self, parcel: Parcel, reason: str) -> None:
        log.warning("delivery %d: undeliverable, paused", parcel.delivery.id)
        was_running = await self._deliveries.fail(
            parcel.delivery.id, at=self._clock(), reason=reason
        )
        if was_running:
            try:
                async with asyncio.timeout(self._patience.attempt_s):
                    await self._courier.tell(parcel.subscription, reason)
            except (Undeliverable, TryLater, TimeoutError):
                log.info("subscription %d: nobody to tell", parcel.subscription.id)
