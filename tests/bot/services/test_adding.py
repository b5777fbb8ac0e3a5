import json
from datetime import UTC, datetime

import pytest

from bot.fetch import Fetcher, FetchLimits
from bot.services.adding import Adding, media_type_of
from bot.services.ingesting import Ingesting, Status
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from tests.web.feeds import ATOM, rss, rss_item
from tests.web.pages import PARAGRAPHS, TITLE, article_page
from tests.web.server import LOOPBACK, Page, serve


@pytest.fixture
async def site():
    async with serve() as served:
        yield served


@pytest.fixture
async def adding(tmp_path):
    database = await Database.open(tmp_path / "data" / "attribune.sqlite3")
    async with Fetcher(FetchLimits(networks=LOOPBACK, pause_s=0)) as fetcher:
        articles = ArticleStore(database)
        yield Adding(fetcher, Ingesting(articles, lambda: datetime(2026, 1, 1, tzinfo=UTC)))
    await database.close()


async def test_an_address_becomes_an_article(site, adding):
    site.pages["/bridge?utm_source=x"] = Page(article_page())
    (item,) = await adding.address(site.url("/bridge?utm_source=x"))
    assert (item.status, item.title) == (Status.NEW, TITLE)


async def test_an_address_that_cannot_be_read_is_one_line(site, adding):
    (item,) = await adding.address(site.url("/missing"))
    assert (item.status, item.article_id) == (Status.QUARANTINED, None)
    assert "does not exist" in item.reason


@pytest.mark.parametrize("feed", [rss(rss_item()), ATOM])
async def test_a_feed_is_no_article(site, adding, feed):
    site.pages["/feed"] = Page(feed, media_type="text/xml")
    (item,) = await adding.address(site.url("/feed"))
    assert "feeds add" in item.reason


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "text/html"),
        (b'{"text": "a"}', "application/jsonl"),
        (b"PK\x03\x04", "application/zip"),
        (b"---\ntitle: a\n---\n", "text/markdown"),
        (b"Plain words", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_bytes_without_a_name_are_known_by_their_beginning(content, media_type):
    assert media_type_of(content) == media_type


async def test_json_lines_from_the_input(adding):
    content = json.dumps({"title": TITLE, "text": "\n\n".join(PARAGRAPHS)}).encode()
    (item,) = [item async for item in adding.unnamed(content, "standard input")]
    assert (item.status, item.title) == (Status.NEW, TITLE)
