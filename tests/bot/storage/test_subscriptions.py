from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.subscriptions import SubscriptionStore, Wanted

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LATER = AT + timedelta(hours=4)
WANTED = Wanted(7, 70, 700, "07:30", "Europe/Kyiv", 127, ("drones",), ("Ben Wallace",), "silence")


@pytest.fixture
def store(database):
    return SubscriptionStore(database)


async def add(store, wanted=WANTED, next_at=LATER):
    return await store.add(wanted, at=AT, next_at=next_at, seen_version=3)


async def test_a_subscription_comes_back_as_it_went_in(store):
    added = await add(store)
    assert added.wanted == WANTED
    assert (added.next_at, added.seen_version, added.paused_at) == (LATER, 3, None)
    assert await store.get(added.id) == added
    assert await store.by_key(added.key) == added


async def test_lists_are_kept_apart_by_person_and_server(store):
    mine, other = await add(store), await add(store, replace(WANTED, user_id=8, guild_id=None))
    assert await store.of_user(7) == [mine]
    assert await store.of_user(8) == [other]
    assert await store.of_guild(70) == [mine]


async def test_only_what_is_due_is_due_the_longest_first(store):
    second = await add(store, next_at=AT + timedelta(minutes=2))
    first = await add(store, next_at=AT + timedelta(minutes=1))
    await add(store)
    now = AT + timedelta(minutes=2)
    assert await store.due(now, limit=5) == [first, second]
    assert await store.due(now, limit=1) == [first]
    assert await store.next_due() == first.next_at


async def test_a_paused_one_is_kept_but_never_due(store):
    added = await add(store)
    assert await store.pause(added.id, at=AT, reason="gone")
    assert not await store.pause(added.id, at=AT, reason="again")
    found = await store.get(added.id)
    assert (found.paused_at, found.pause_reason, found.next_at) == (AT, "gone", None)
    assert await store.next_due() is None
    await store.resume(added.id, next_at=LATER)
    assert await store.get(added.id) == added


async def test_a_change_replaces_what_was_asked(store):
    added = await add(store)
    other = replace(WANTED, wall="19:00", topics=())
    await store.change(added.id, other, next_at=AT)
    found = await store.get(added.id)
    assert (found.wanted, found.next_at) == (other, AT)


async def test_a_reschedule_yields_to_a_change_made_meanwhile(store):
    added = await add(store)
    await store.change(added.id, WANTED, next_at=AT)
    await store.reschedule(added, next_at=LATER + timedelta(hours=1))
    assert (await store.get(added.id)).next_at == AT


async def test_a_person_is_forgotten_and_a_servers_briefing_stays(store):
    await add(store)
    own = replace(WANTED, guild_id=None, channel_id=None)
    await store.add(own, at=AT, next_at=LATER, seen_version=3)
    assert await store.delete_of_user(7) == 2
    assert await store.of_user(7) == []
    assert [left.wanted.user_id for left in await store.of_guild(70)] == [0]


async def test_delete_tells_whether_there_was_one(store):
    added = await add(store)
    assert await store.delete(added.id)
    assert not await store.delete(added.id)
