from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.storage.feeds import FeedStore, SeenEntry

NOW = datetime(2026, 5, 12, tzinfo=UTC)


def entry(key, state="waiting", digest=None):
    return SeenEntry(key, state, "feed", digest, '{"title": "x"}')


async def added(database, url="https://a.example/feed"):
    store = FeedStore(database)
    return store, await store.add(url, "A", interval_s=60, at=NOW)


async def test_a_feed_is_due_when_its_time_has_come(database):
    store, feed_id = await added(database)
    assert [feed.id for feed in await store.due(NOW, limit=9)] == [feed_id]
    feed = await store.get(feed_id)
    later = replace(feed, next_at=NOW + timedelta(hours=1), etag='"v"', error="why")
    await store.update(later)
    assert await store.get(feed_id) == later
    assert await store.due(NOW, limit=9) == []
    assert await store.next_due() == later.next_at
    await store.update(replace(later, paused="by hand"))
    assert await store.next_due() is None


async def test_an_address_is_kept_once(database):
    store, feed_id = await added(database)
    assert (await added(database))[1] == feed_id
    other = (await added(database, "https://b.example/feed"))[1]
    moved = replace(await store.get(other), url="https://a.example/feed")
    await store.update(moved)
    assert (await store.get(other)).url == "https://b.example/feed"


async def test_items_wait_until_they_are_settled(database):
    store, feed_id = await added(database)
    await store.see(feed_id, [entry("a"), entry("b"), entry("c", "held")], at=NOW)
    await store.settle(feed_id, "a", article_id=7, reason=None)
    await store.postpone(feed_id, "b", reason="down")
    (waiting,) = await store.waiting(feed_id, limit=9)
    assert (waiting.key, waiting.attempts) == ("b", 1)
    assert await store.counts(feed_id) == {"done": 1, "held": 1, "waiting": 1}
    await store.see(feed_id, [entry("a", digest="new")], at=NOW)
    assert (await store.seen(feed_id))["a"] == "new"
    assert len(await store.waiting(feed_id, limit=9)) == 2


async def test_a_removed_feed_takes_its_items_with_it(database):
    store, feed_id = await added(database)
    await store.see(feed_id, [entry("a")], at=NOW)
    assert await store.remove(feed_id)
    assert not await store.remove(feed_id)
    await store.see(feed_id, [entry("b")], at=NOW)
    assert await store.seen(feed_id) == {}
