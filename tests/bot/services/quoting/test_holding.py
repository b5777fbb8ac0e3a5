import asyncio

from bot.services.quoting import extracting, holding, quoting
from bot.services.quoting.answers import checked_answer
from bot.services.quoting.models import Asked

NEWS = """---
title: Bridge opens
---
"The bridge is open at last," said Mayor Ruth Adeyemi.
"""


async def quoted(world):
    return [q.text for q in (await world.quoting.quote(Asked())).quotes]


async def test_an_added_article_is_quoted_at_once(world):
    await world.ingest("bridge", NEWS)
    assert "The bridge is open at last" in " ".join(await quoted(world))
    assert "Ruth Adeyemi" in await world.quoting.complete("ruth")


async def test_a_changed_article_is_quoted_as_it_is_now(world):
    await world.ingest("bridge", NEWS)
    await world.ingest("bridge", NEWS.replace("at last", "on Mondays"))
    text = " ".join(await quoted(world))
    assert "on Mondays" in text
    assert "at last" not in text


async def test_a_forgotten_article_is_quoted_no_longer(world):
    item = await world.ingest("bridge", NEWS)
    await world.forget(item.article_id)
    assert "bridge" not in " ".join(await quoted(world))
    assert "Ruth Adeyemi" not in await world.quoting.complete("ruth")


async def test_a_returning_article_is_quoted_again(world):
    item = await world.ingest("bridge", NEWS)
    await world.forget(item.article_id)
    await world.ingest("bridge", NEWS)
    assert "bridge" in " ".join(await quoted(world))


async def test_a_restart_finds_the_same_without_extracting_again(world, monkeypatch):
    before = await quoted(world)

    async def never(versions):
        raise AssertionError("extracted again")
        yield

    monkeypatch.setattr(holding, "extract", never)
    await world.open()
    assert await quoted(world) == before


async def test_names_are_completed_just_after_a_start(world, monkeypatch):
    await world.ingest("bridge", NEWS)
    monkeypatch.setattr(holding, "EXTRACTOR_VERSION", 999)
    await world.open()
    assert "Ruth Adeyemi" in await world.quoting.complete("ruth")


async def test_another_extractor_version_extracts_again(world, monkeypatch):
    monkeypatch.setattr(holding, "EXTRACTOR_VERSION", 999)
    await world.open()
    await world.holding.ready()
    assert set((await world.quotations.extractors()).values()) == {999}


async def test_the_speakers_records_are_stored(world):
    rows = await world.database.all("SELECT name FROM speaker")
    assert "Anna Okafor" in [row[0] for row in rows]


async def test_a_start_does_not_wait_for_quotations_and_says_so(empty, monkeypatch):
    go = asyncio.Event()

    async def slow(versions):
        await go.wait()
        async for found in extracting.extract(versions):
            yield found

    monkeypatch.setattr(holding, "extract", slow)
    monkeypatch.setattr(quoting, "_PATIENCE_S", 0.0)
    await empty.ingest("bridge", NEWS)
    await empty.open()
    checked = await empty.quoting.whosaid("the bridge is open at last")
    assert (checked.is_found, checked.unread) == (False, 1)
    assert "The quotations of 1 article are still being read." in checked_answer(checked).note
    go.set()
    await empty.quoting.ready()
    checked = await empty.quoting.whosaid("the bridge is open at last")
    assert (checked.is_found, checked.unread) == (True, 0)


async def test_an_article_forgotten_meanwhile_is_not_taken_in(empty, monkeypatch):
    go = asyncio.Event()

    async def slow(versions):
        await go.wait()
        async for found in extracting.extract(versions):
            yield found

    monkeypatch.setattr(holding, "extract", slow)
    item = await empty.ingest("bridge", NEWS)
    other = await empty.ingest("other", NEWS.replace("bridge", "tunnel"))
    await empty.open()
    await empty.forget(item.article_id)
    go.set()
    await empty.quoting.ready()
    assert set(empty.holding.catalogue.versions) == {other.version_id}


async def test_stopping_does_not_wait_for_quotations(empty, monkeypatch):
    async def never(versions):
        await asyncio.Event().wait()
        yield

    monkeypatch.setattr(holding, "extract", never)
    await empty.ingest("bridge", NEWS)
    await empty.open()
    await empty.holding.aclose()
    await empty.holding.aclose()
    assert empty.holding.unread == 1
