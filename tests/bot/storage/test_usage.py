from datetime import UTC, datetime, timedelta

from bot.storage.usage import UsageStore, Use

AT = datetime(2026, 1, 2, tzinfo=UTC)


async def test_uses_are_pruned_by_age(database):
    store = UsageStore(database)
    for days in (0, 10, 20):
        await store.add(Use(AT - timedelta(days=days), "ask", "answered", 12.5, 7, "hash", "Who?"))
    assert await store.prune(before=AT - timedelta(days=15)) == 1
    assert await store.count() == 2


async def test_facts_are_kept_by_name(database):
    store = UsageStore(database)
    assert await store.fact("tree") is None
    await store.set_fact("tree", "a")
    await store.set_fact("tree", "b")
    assert await store.fact("tree") == "b"
