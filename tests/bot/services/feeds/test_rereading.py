import pytest

from bot.services.feeds.rereading import RESTS
from tests.web.feeds import rss, rss_item
from tests.web.pages import PARAGRAPHS, PAYWALL, article_page
from tests.web.server import Page

CHANGED = [p.replace("£3.4m", "£4.1m") for p in PARAGRAPHS]


@pytest.fixture
async def feed(site, collected):
    """A feed whose one item has its text on a page."""
    site.pages["/feed"] = Page(rss(rss_item("A bridge", "/1", html="Short.")))
    site.pages["/1"] = Page(article_page()).with_headers(ETag='"v1"')
    added = await collected.feeds.add(site.url("/feed"))
    assert [item.status for item in added.items] == ["new"]
    return added.feed


@pytest.fixture
async def versions(collected):
    async def versions_():
        return await collected.articles.versions(1)

    return versions_


async def test_a_page_that_changed_is_a_new_version_of_its_article(
    site, collected, clock, feed, versions
):
    site.pages["/1"] = Page(article_page(paragraphs=CHANGED)).with_headers(ETag='"v2"')
    await collected.rereading.step()
    assert len(await versions()) == 1  # it is not time yet
    clock.advance(hours=1)
    await collected.rereading.step()
    assert [("£4.1m" in v.article.text) for v in await versions()] == [False, True]
    assert len(await collected.articles.by_origin("baseline")) == 1
    clock.advance(hours=5)
    await collected.rereading.step()
    assert site.asked[-1][1]["If-None-Match"] == '"v2"'
    assert len(await versions()) == 2


async def test_a_page_is_asked_a_few_times_and_then_left(site, collected, clock, feed):
    asked = []
    for _ in range(9):
        clock.advance(days=5)
        await collected.rereading.step()
        asked.append(site.paths.count("/1"))
    assert asked[-1] == asked[len(RESTS)] == 1 + len(RESTS)
    assert all(headers.get("If-None-Match") for path, headers in site.asked[-3:] if path == "/1")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(Page(status=404), id="gone"),
        pytest.param(Page(status=500), id="a fault"),
        pytest.param(Page(PAYWALL), id="a paywall"),
        pytest.param(Page(b"\x89PNG", media_type="image/png"), id="a picture"),
        pytest.param(Page("<html></html>"), id="nothing"),
    ],
)
async def test_what_is_no_article_any_more_changes_nothing(
    site, collected, clock, feed, versions, page
):
    site.pages["/1"] = page
    clock.advance(hours=1)
    await collected.rereading.step()
    assert len(await versions()) == 1
    assert await collected.quarantine.waiting() == []


async def test_a_fault_is_asked_again_and_what_has_gone_is_not(site, collected, clock, feed):
    site.pages["/1"] = Page(status=500)
    clock.advance(hours=1)
    await collected.rereading.step()
    site.pages["/1"] = Page(status=410)
    clock.advance(hours=5)
    await collected.rereading.step()
    clock.advance(days=9)
    await collected.rereading.step()
    assert site.paths.count("/1") == 3


async def test_pages_of_a_paused_or_removed_feed_are_left_alone(site, collected, clock, feed):
    await collected.feeds.pause(feed.id)
    clock.advance(hours=2)
    await collected.rereading.step()
    await collected.feeds.remove(feed.id)
    await collected.rereading.step()
    assert site.paths.count("/1") == 1
