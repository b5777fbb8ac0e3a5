from datetime import timedelta

import pytest

from bot.fetching.errors import NotThere
from bot.services.feeds import feeds as module
from bot.services.feeds.errors import BadOpml, FeedMissing, NoFeedFound
from tests.web.feeds import ERROR_PAGE, LONG, WHOLE, rss, rss_item
from tests.web.pages import TITLE, article_page, thin_page
from tests.web.server import Page


def item(number, whole=True):
    html = WHOLE.replace("Ardley", f"Ardley {number}") if whole else "Short."
    return rss_item(f"{TITLE} {number}", f"/{number}", html=html)


def serve_feed(site, *items, **headers):
    site.pages["/feed"] = Page(rss(*items), media_type="application/rss+xml").with_headers(
        **headers
    )


async def titles(collected):
    return [version.article.title for version, _ in await collected.articles.living()]


async def test_a_feed_is_found_from_its_page_and_shown_before_it_is_added(site, collected):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.pages["/"] = Page(f"<html><head>{link}</head><body>News</body></html>")
    serve_feed(site, *(item(n) for n in range(7)))
    found = await collected.feeds.preview(site.url("/"))
    assert (found.url, found.title, found.items) == (site.url("/feed"), "Ardley Times", 7)
    assert found.latest == tuple(f"{TITLE} {n}" for n in range(5))
    assert await collected.feeds.all() == []


@pytest.mark.parametrize(
    ("path", "error"), [("/plain", NoFeedFound), ("/nowhere", NotThere)], ids=["page", "missing"]
)
async def test_what_is_no_feed_is_not_added(site, collected, path, error):
    site.pages["/plain"] = Page(thin_page("News"))
    with pytest.raises(error):
        await collected.feeds.add(site.url(path))
    assert await collected.feeds.all() == []


async def test_the_first_check_is_a_baseline_with_a_cap(site, collected, monkeypatch):
    monkeypatch.setattr(module, "BASELINE_ENTRIES", 2)
    serve_feed(site, *(item(n) for n in range(6)))
    checked = await collected.feeds.add(site.url("/feed"))
    assert [one.status for one in checked.items] == ["new", "new"]
    assert checked.held == 4
    assert len(await collected.articles.by_origin("baseline")) == 2
    again = await collected.feeds.add(site.url("/feed"))
    assert (again.feed.id, again.items) == (checked.feed.id, ())


async def test_a_new_item_becomes_an_article_once_whatever_its_date(site, collected, clock):
    serve_feed(site, item(1))
    await collected.feeds.add(site.url("/feed"))
    serve_feed(site, item(2), item(1).replace("12 May", "13 May"))
    clock.advance(hours=1)
    await collected.feeds.step()
    clock.advance(hours=1)
    await collected.feeds.step()
    assert await titles(collected) == [f"{TITLE} 1", f"{TITLE} 2"]
    assert len(await collected.articles.by_origin("feed")) == 1


async def test_a_changed_text_in_the_feed_is_a_new_version(site, collected):
    serve_feed(site, item(1))
    added = await collected.feeds.add(site.url("/feed"))
    serve_feed(site, item(1).replace("£3.4m", "£4.1m"))
    (changed,) = (await collected.feeds.check(added.feed.id)).items
    assert changed.status == "updated"
    assert len(changed.changes) == 1


async def test_the_page_is_read_where_the_feed_has_no_whole_text(site, collected):
    serve_feed(site, item(1, whole=False))
    site.pages["/1"] = Page(article_page(published=None))
    # The feed names its site's address; here the site is the loopback.
    feed = site.pages["/feed"]
    site.pages["/feed"] = feed
    (found,) = (await collected.feeds.add(site.url("/feed"))).items
    version = (await collected.articles.versions(found.article_id))[0]
    assert version.article.published.isoformat() == "2026-05-12"
    assert version.article.publisher == "Ardley Times"
    assert version.article.text.split("\n\n")[-4:] == LONG[:4]


async def test_a_page_that_fails_for_now_is_tried_again(site, collected, clock):
    serve_feed(site, item(1, whole=False))
    site.pages["/1"] = Page(status=500)
    added = await collected.feeds.add(site.url("/feed"))
    assert added.items == ()
    site.pages["/1"] = Page(article_page())
    (found,) = (await collected.feeds.check(added.feed.id)).items
    assert found.status == "new"


async def test_a_page_that_is_no_article_is_not_asked_for_again(site, collected):
    serve_feed(site, item(1, whole=False))
    added = await collected.feeds.add(site.url("/feed"))
    assert "does not exist" in added.items[0].reason
    assert (await collected.feeds.check(added.feed.id)).items == ()
    assert site.paths.count("/1") == 1


async def test_an_unchanged_feed_is_asked_less_often_and_not_sent_again(site, collected, clock):
    serve_feed(site, item(1), ETag='"v1"')
    first = (await collected.feeds.add(site.url("/feed"))).feed
    second = (await collected.feeds.check(first.id)).feed
    assert second.interval_s > first.interval_s
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    serve_feed(site, item(2), item(1), ETag='"v2"')
    third = (await collected.feeds.check(first.id)).feed
    assert third.interval_s < second.interval_s


async def test_the_server_says_how_long_its_answer_stays_fresh(site, collected, clock):
    serve_feed(site, item(1), Cache_Control="max-age=18000")
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    assert feed.next_at == clock() + timedelta(hours=5)


@pytest.mark.parametrize(
    ("page", "paused"),
    [
        pytest.param(Page(status=500), None, id="a fault"),
        pytest.param(Page(ERROR_PAGE), None, id="an error page"),
        pytest.param(Page(status=403), "the publisher refuses bots", id="refused"),
        pytest.param(Page(status=410), "the publisher took it down", id="gone"),
    ],
)
async def test_a_failing_feed_is_left_alone_for_longer_and_longer(
    site, collected, clock, page, paused
):
    serve_feed(site, item(1))
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    site.pages["/feed"] = page
    rests = []
    for _ in range(3):
        clock.advance(days=2)
        await collected.feeds.step()
        feed = await collected.feeds.find(str(feed.id))
        rests.append(feed.next_at - clock())
    assert feed.error
    assert feed.paused == paused
    assert paused or rests == sorted(set(rests))
    serve_feed(site, item(1))
    await collected.feeds.resume(feed.id)
    await collected.feeds.step()
    assert (await collected.feeds.find(str(feed.id))).error is None


async def test_a_feed_that_asks_to_wait_is_left_alone_for_so_long(site, collected, clock):
    serve_feed(site, item(1))
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    site.pages["/feed"] = Page(status=429).with_headers(Retry_After="90000")
    clock.advance(days=1)
    await collected.feeds.step()
    feed = await collected.feeds.find(feed.url)
    assert feed.next_at == clock() + timedelta(seconds=90000)


async def test_a_paused_feed_is_not_asked(site, collected, clock):
    serve_feed(site, item(1))
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    await collected.feeds.pause(feed.id)
    asked = len(site.asked)
    clock.advance(days=9)
    assert await collected.feeds.step() == module.LONGEST_REST_S
    assert len(site.asked) == asked


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(site, collected):
    serve_feed(site, item(1))
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    site.pages["/new"] = site.pages["/feed"]
    site.pages["/feed"] = Page(status=301, headers={"Location": "/new"})
    assert (await collected.feeds.check(feed.id)).feed.url == site.url("/new")


async def test_a_removed_feed_leaves_its_articles(site, collected):
    serve_feed(site, item(1))
    feed = (await collected.feeds.add(site.url("/feed"))).feed
    await collected.feeds.remove(feed.id)
    assert await titles(collected) == [f"{TITLE} 1"]
    for named in (str(feed.id), feed.url):
        with pytest.raises(FeedMissing):
            await collected.feeds.find(named)


async def test_a_fault_of_our_own_in_one_feed_costs_no_other(site, collected, clock, monkeypatch):
    for path in ("/a", "/b"):
        site.pages[path] = Page(rss(item(path[1])))
        await collected.feeds.add(site.url(path))
    site.pages["/b"] = Page(rss(item("c"), item("b")))
    check = collected.feeds.check

    async def faulty(feed_id):
        if feed_id == 1:
            raise RuntimeError("a bug")
        return await check(feed_id)

    monkeypatch.setattr(collected.feeds, "check", faulty)
    clock.advance(days=1)
    await collected.feeds.step()
    assert f"{TITLE} c" in await titles(collected)
    assert (await collected.feeds.find("1")).next_at > clock()


async def test_lists_of_feeds_come_and_go(site, collected):
    serve_feed(site, item(1))
    await collected.feeds.add(site.url("/feed"))
    written = await collected.feeds.write_list()
    more = written.replace(b"/feed", b"/other")
    assert await collected.feeds.read_list(more, name="l.opml") == [site.url("/other")]
    assert await collected.feeds.read_list(more, name="l.opml") == []
    with pytest.raises(BadOpml):
        await collected.feeds.read_list(b"words", name="l.opml")
