from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.feed_pages import KeptPage, PageStore
from bot.storage.feeds import FeedStore

NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
PAGE = KeptPage(1, "Times", "https://a.example/1", "feed", "{}", '"v1"', None, 0, NOW)


@pytest.fixture
async def pages(database):
    feed_id = await FeedStore(database).add("https://a.example/", "Times", interval_s=60, at=NOW)
    assert feed_id == PAGE.feed_id
    return PageStore(database)


async def test_a_page_comes_back_when_it_is_due(pages):
    await pages.keep(PAGE)
    later = replace(PAGE, key="b", next_at=NOW + timedelta(hours=1))
    await pages.keep(later)
    assert await pages.due(NOW, limit=9) == [PAGE]
    assert await pages.due(NOW + timedelta(hours=1), limit=9) == [PAGE, later]
    assert await pages.due(NOW + timedelta(hours=1), limit=1) == [PAGE]


async def test_a_page_is_kept_once_and_its_origin_stays(pages):
    await pages.keep(PAGE)
    await pages.keep(replace(PAGE, reads=1, etag=None, origin="other"))
    assert await pages.due(NOW, limit=9) == [replace(PAGE, reads=1, etag=None)]
    await pages.drop(1, PAGE.key)
    assert await pages.due(NOW, limit=9) == []


async def test_a_page_goes_with_its_feed(pages, database):
    await pages.keep(PAGE)
    await FeedStore(database).remove(1)
    await pages.keep(PAGE)
    assert await pages.due(NOW, limit=9) == []
