from dataclasses import replace
from datetime import date

import pytest

from bot.fetch import Validators
from bot.fetching.errors import ServerFailed
from bot.services.feeds.arriving import Arriving, entry_said, said
from bot.services.feeds.models import Entry
from tests.web.pages import PARAGRAPHS, PAYWALL, TITLE, article_page
from tests.web.server import Page

TEXT = "\n\n".join(PARAGRAPHS)
WHOLE = Entry("key", "https://a.example/1", TITLE, TEXT, "", date(2026, 5, 12))


@pytest.fixture
def arriving(collected):
    return Arriving(collected.fetcher, collected.ingesting, frozenset({"en"}))


async def arrive(arriving, entry):
    return await arriving.arrive(entry, feed_title="Ardley Times", origin="feed")


@pytest.mark.parametrize("entry", [WHOLE, replace(WHOLE, url=None, text=None, published=None)])
def test_an_item_waits_as_what_was_said_of_it(entry):
    assert entry_said("key", said(entry)) == entry


async def test_a_whole_text_is_an_article_of_the_feeds_publisher(arriving, collected):
    arrived = await arrive(arriving, WHOLE)
    (version,) = await collected.articles.versions(arrived.item.article_id)
    article = version.article
    assert (article.title, article.publisher, article.published, article.url) == (
        TITLE, "Ardley Times", date(2026, 5, 12), "https://a.example/1"
    )  # fmt: skip
    assert arrived.page is None


async def test_an_item_without_an_address_is_known_by_its_key(arriving):
    entry = replace(WHOLE, url=None)
    first = await arrive(arriving, entry)
    changed = await arrive(arriving, replace(entry, text=TEXT.replace("£3.4m", "£4.1m")))
    assert (first.item.status, changed.item.status) == ("new", "updated")


async def test_a_page_comes_with_what_asks_for_its_changes(site, arriving, collected):
    site.pages["/1"] = Page(article_page(record={"headline": TITLE})).with_headers(ETag='"v1"')
    entry = replace(WHOLE, url=site.url("/1"), text=None)
    arrived = await arrive(arriving, entry)
    assert arrived.page == Validators('"v1"')
    (version,) = await collected.articles.versions(arrived.item.article_id)
    assert (version.article.publisher, version.article.published) == (
        "Ardley Times", date(2026, 5, 12)
    )  # fmt: skip
    unchanged = await arriving.again(entry, feed_title="T", origin="feed", known=arrived.page)
    assert unchanged == (None, arrived.page)


async def test_what_cannot_be_read_is_a_verdict_or_tried_again(site, arriving):
    site.pages |= {"/stub": Page(PAYWALL), "/down": Page(status=503)}
    gone = await arrive(arriving, replace(WHOLE, url=site.url("/gone"), text=None))
    assert "does not exist" in gone.item.reason
    stub = await arrive(arriving, replace(WHOLE, url=site.url("/stub"), text=None))
    assert (stub.item.reason, stub.item.quarantine_id) == ("paywall stub", 1)
    nothing = await arrive(arriving, replace(WHOLE, url=None, text=None))
    assert "neither a whole text nor an address" in nothing.item.reason
    with pytest.raises(ServerFailed):
        await arrive(arriving, replace(WHOLE, url=site.url("/down"), text=None))
