import pytest

from bot.services.quoting import extracting


async def read(world):
    return [item async for batch in extracting.extract(world.library.versions()) for item in batch]


@pytest.mark.parametrize("many", [300, 1], ids=["in a thread", "in processes"])
async def test_extraction_is_the_same_in_threads_and_processes(world, monkeypatch, many):
    monkeypatch.setattr(extracting, "MANY", many)
    found = await read(world)
    assert [id_ for id_, _ in found] == [v.version_id for v in world.library.versions()]
    assert all(extraction.quotes for _, extraction in found)


async def test_articles_come_in_batches(world, monkeypatch):
    monkeypatch.setattr(extracting, "_BATCH", 1)
    batches = [batch async for batch in extracting.extract(world.library.versions())]
    assert [len(batch) for batch in batches] == [1, 1]
