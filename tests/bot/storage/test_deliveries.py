from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.storage.deliveries import Claim, DeliveryStore
from bot.storage.subscriptions import SubscriptionStore, Wanted

DUE = datetime(2026, 1, 2, 7, 30, tzinfo=UTC)
NOW = DUE + timedelta(seconds=1)
LEASE = NOW + timedelta(seconds=90)
WANTED = Wanted(7, 70, 700, "07:30", "UTC", 127)
CLAIM = Claim(
    date(2026, 1, 2), DUE, "key-20260102", "{}", "due", None, DUE + timedelta(days=1), 9,
    frozenset({4, 5}),
)  # fmt: skip


@pytest.fixture
def subscriptions(database):
    return SubscriptionStore(database)


@pytest.fixture
def store(database):
    return DeliveryStore(database)


@pytest.fixture
async def subscription(subscriptions):
    return await subscriptions.add(WANTED, at=DUE, next_at=DUE, seen_version=3)


@pytest.fixture
async def leased(store, subscription):
    await store.claim(subscription, CLAIM, at=NOW)
    [delivery] = await store.lease(NOW, until=LEASE, limit=9)
    return delivery


async def test_a_claim_moves_the_subscription_on(store, subscriptions, subscription):
    assert await store.claim(subscription, CLAIM, at=NOW)
    moved = await subscriptions.get(subscription.id)
    assert (moved.next_at, moved.last_date, moved.seen_version) == (
        CLAIM.next_at, CLAIM.local_date, 9,
    )  # fmt: skip
    assert await store.told(subscription.id) == {4, 5}


async def test_a_day_is_claimed_once(store, subscription):
    assert await store.claim(subscription, CLAIM, at=NOW)
    assert not await store.claim(subscription, CLAIM, at=NOW)
    assert len(await store.history(subscription.id, limit=9)) == 1


async def test_a_day_is_not_claimed_again_after_the_time_was_changed(
    store, subscriptions, subscription
):
    await store.claim(subscription, CLAIM, at=NOW)
    again = DUE + timedelta(hours=3)
    await subscriptions.change(subscription.id, WANTED, next_at=again)
    changed = await subscriptions.get(subscription.id)
    assert not await store.claim(changed, replace(CLAIM, due_at=again), at=again)
    assert (await subscriptions.get(subscription.id)).next_at == CLAIM.next_at


async def test_nothing_is_claimed_for_one_paused_meanwhile(store, subscriptions, subscription):
    await subscriptions.pause(subscription.id, at=NOW, reason="wish")
    assert not await store.claim(subscription, CLAIM, at=NOW)
    assert await store.history(subscription.id, limit=9) == []


async def test_a_lease_is_exclusive_until_it_runs_out(store, leased):
    assert (leased.attempts, leased.tried_at) == (0, None)
    assert await store.lease(NOW, until=LEASE, limit=9) == []
    assert await store.next_open() == LEASE
    [again] = await store.lease(LEASE, until=LEASE + timedelta(seconds=90), limit=9)
    assert (again.attempts, again.tried_at) == (1, NOW)


async def test_what_was_sent_is_closed(store, leased):
    await store.sent(leased.id, channel_id=700, message_id=8, at=NOW)
    found = await store.by_message(8)
    assert (found.state, found.channel_id, found.sent_at) == ("sent", 700, NOW)
    assert await store.next_open() is None
    assert await store.by_nonce("key-20260102") == found


async def test_what_is_put_off_waits(store, leased):
    retry = NOW + timedelta(minutes=5)
    await store.put_off(leased.id, retry_at=retry, reason="429")
    assert await store.lease(NOW, until=LEASE, limit=9) == []
    assert await store.next_open() == retry
    assert len(await store.lease(retry, until=retry, limit=9)) == 1


async def test_what_is_merged_is_new_again(store, subscriptions, leased):
    await store.merge(leased.id, reason="too late")
    assert (await store.get(leased.id)).reason == "too late"
    assert (await subscriptions.get(leased.subscription_id)).seen_version == 3
    assert await store.told(leased.subscription_id) == frozenset()


async def test_a_failure_pauses_the_subscription_once(store, subscriptions, leased):
    assert await store.fail(leased.id, at=NOW, reason="no channel")
    assert not await store.fail(leased.id, at=NOW, reason="no channel")
    paused = await subscriptions.get(leased.subscription_id)
    assert (paused.pause_reason, paused.seen_version) == ("no channel", 3)


async def test_history_goes_with_the_subscription_and_is_pruned(
    store, subscriptions, subscription, leased
):
    assert await store.prune(before=NOW) == 0
    await store.sent(leased.id, channel_id=700, message_id=8, at=NOW)
    assert await store.prune(before=NOW) == 1
    await subscriptions.delete(subscription.id)
    assert await store.told(subscription.id) == frozenset()
