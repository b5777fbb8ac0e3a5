from datetime import timedelta

import pytest

from bot.services.delivering import Patience, Sender, TryLater, Undeliverable
from bot.storage.deliveries import Claim
from bot.storage.subscriptions import Wanted
from tests.bot.services.couriers import MemoryCourier

WANTED = Wanted(7, 70, 700, "12:00", "UTC", 127)
PATIENCE = Patience(pace_s=0)


@pytest.fixture
def courier(clock):
    return MemoryCourier(clock)


@pytest.fixture
def sender(subscriptions, deliveries, courier, clock):
    return Sender(subscriptions, deliveries, courier, clock, PATIENCE)


@pytest.fixture
async def delivery(subscriptions, deliveries, clock):
    """A day that was claimed when it was due, now."""
    day = timedelta(days=1)
    subscription = await subscriptions.add(WANTED, at=clock(), next_at=clock(), seen_version=3)
    nonce = f"{subscription.key}-20260101"
    claim = Claim(clock().date(), clock(), nonce, "{}", "due", None, clock() + day, 9)
    assert await deliveries.claim(subscription, claim, at=clock())
    [delivery] = await deliveries.history(subscription.id, limit=1)
    return delivery


async def state(deliveries, delivery):
    return (await deliveries.get(delivery.id)).state


async def test_a_briefing_is_sent_once(sender, deliveries, courier, delivery):
    assert await sender.send_batch() == 1
    assert await sender.send_batch() == 0
    assert await state(deliveries, delivery) == "sent"
    assert courier.looked == 0


@pytest.mark.parametrize("minutes", [3, 300], ids=["within the nonce's minutes", "hours later"])
async def test_a_lost_answer_is_no_second_message(
    sender, deliveries, courier, clock, delivery, minutes
):
    courier.faults = [("lost", TryLater("connection reset"))]
    await sender.send_batch()
    assert await state(deliveries, delivery) == "sending"
    clock.move(minutes=minutes)
    await sender.send_batch()
    assert await state(deliveries, delivery) == "sent"
    assert len(courier.arrived) == 1


async def test_a_cut_short_attempt_is_looked_into_when_its_lease_ends(
    sender, deliveries, courier, clock, delivery
):
    await deliveries.lease(clock(), until=clock() + timedelta(seconds=90), limit=1)
    assert await sender.send_batch() == 0
    clock.move(seconds=91)
    assert await sender.send_batch() == 1
    assert (courier.looked, len(courier.arrived)) == (1, 1)


async def test_told_waits_are_kept(sender, deliveries, courier, clock, delivery):
    courier.faults = [TryLater("rate limited", after_s=40)]
    await sender.send_batch()
    clock.move(seconds=39)
    assert await sender.send_batch() == 0
    clock.move(seconds=22)  # the jitter is at most half
    assert await sender.send_batch() == 1
    assert await state(deliveries, delivery) == "sent"


async def test_a_late_one_says_so(sender, courier, clock, delivery):
    clock.move(hours=2)
    await sender.send_batch()
    assert courier.arrived[0][2].is_late


async def test_beyond_the_grace_it_is_merged(
    sender, deliveries, subscriptions, courier, clock, delivery
):
    courier.faults = [TryLater("outage")]
    await sender.send_batch()
    clock.move(hours=7)
    await sender.send_batch()
    assert await state(deliveries, delivery) == "merged"
    assert courier.arrived == []
    assert (await subscriptions.get(delivery.subscription_id)).seen_version == 3


async def test_beyond_the_grace_what_had_arrived_is_found(
    sender, deliveries, courier, clock, delivery
):
    courier.faults = [("lost", TryLater("outage"))]
    await sender.send_batch()
    clock.move(hours=7)
    await sender.send_batch()
    assert await state(deliveries, delivery) == "sent"


async def test_a_refusal_pauses_and_tells_once(
    sender, deliveries, subscriptions, courier, delivery
):
    courier.faults = [Undeliverable("The channel is gone.")]
    await sender.send_batch()
    assert await state(deliveries, delivery) == "failed"
    subscription = await subscriptions.get(delivery.subscription_id)
    assert subscription.pause_reason == "The channel is gone."
    assert courier.told == [(subscription.id, "The channel is gone.")]


async def test_an_attempt_that_hangs_is_put_off(
    subscriptions, deliveries, courier, clock, delivery
):
    courier.faults = [TimeoutError()]
    await Sender(subscriptions, deliveries, courier, clock, PATIENCE).send_batch()
    assert (await deliveries.get(delivery.id)).reason == "Discord did not answer."


async def test_the_unforeseen_is_raised_after_the_others(sender, deliveries, courier, delivery):
    courier.faults = [ZeroDivisionError()]
    with pytest.raises(ExceptionGroup):
        await sender.send_batch()
    assert await state(deliveries, delivery) == "sending"
