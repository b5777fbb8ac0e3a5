from datetime import UTC, date, datetime, timedelta

import pytest

from bot.storage.deliveries import Claim, DeliveryStore
from bot.storage.subscriptions import SubscriptionStore, Wanted
from bot.storage.watches import Watches

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CLAIM = Claim(date(2026, 3, 2), NOW, "n", "{}", "due", None, NOW, 9)


@pytest.fixture
def watches(database):
    return Watches(database, SubscriptionStore(database))


@pytest.fixture
def add(watches):
    async def add(user_id=1, question="Where is it?", at=NOW):
        wanted = Wanted(user_id, None, None, "", "UTC", 0, ("hormuz",), question=question)
        return await watches.subscriptions.add(wanted, at=at, next_at=None, seen_version=3)

    return add


async def test_a_watch_is_no_briefing(watches, add):
    watch = await add()
    assert watch.is_watch
    assert await watches.of_user(1) == await watches.waiting() == [watch]
    assert await watches.of_user(2) == []
    assert await watches.subscriptions.of_user(1) == []
    assert await watches.subscriptions.next_due() is None


async def test_it_is_claimed_once(watches, add, database):
    watch = await add()
    assert await watches.claim(watch, CLAIM, at=NOW)
    assert not await watches.claim(watch, CLAIM, at=NOW)
    assert await watches.waiting() == []
    assert len(await DeliveryStore(database).history(watch.id, limit=9)) == 1


async def test_what_was_looked_at_is_not_looked_at_again(watches, add):
    await add()
    await watches.looked(seen_version=8)
    assert (await watches.waiting())[0].seen_version == 8


async def test_an_old_watch_is_let_go_but_not_while_it_is_sent(watches, add, database):
    await add(at=NOW - timedelta(days=3))
    sending = await add(at=NOW - timedelta(days=3))
    await watches.claim(sending, CLAIM, at=NOW)
    assert await watches.prune(before=NOW - timedelta(days=2)) == 1
    [left] = await DeliveryStore(database).history(sending.id, limit=9)
    await DeliveryStore(database).sent(left.id, channel_id=1, message_id=2, at=NOW)
    assert await watches.prune(before=NOW - timedelta(days=2)) == 1
