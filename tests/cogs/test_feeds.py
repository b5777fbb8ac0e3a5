import pytest

from bot.fetch import Fetched, Validators
from tests.web.feeds import WHOLE, rss, rss_item
from tests.web.pages import TITLE
from tests.web.server import Page


@pytest.fixture
async def owned(open_world):
    """A world of Alice's, who owns the bot, where the loopback may be fetched."""
    async with open_world(attribune_networks="127.0.0.1") as world:
        world.app.settings.__dict__["attribune_owners"] = frozenset({world.alice.user.id})
        world.app.collection.fetcher._manners._pause_s = 0
        yield world


async def add(world, site):
    result = await world.alice.slash(world.channel, "feeds add", url=site.url("/feed"))
    return result, await world.alice.click(result.response, label="Add this feed")


async def test_a_feed_is_shown_before_it_is_added(owned, site, read):
    result, clicked = await add(owned, site)
    shown = "\n".join(read(result.response))
    assert TITLE in shown
    assert f"`{site.url('/feed')}`" in shown
    assert f"new `#3`: {TITLE}" in "\n".join(read(clicked.response))


async def test_everybody_sees_how_the_feeds_fare(owned, site, read):
    await add(owned, site)
    text = "\n".join(read((await owned.bob.slash(owned.channel, "feeds list")).response))
    assert "Ardley Times" in text
    assert "next <t:" in text


async def test_a_feed_is_checked_paused_resumed_and_removed(owned, site, read):
    await add(owned, site)
    site.pages["/feed"] = Page(status=500)
    checked = await owned.alice.slash(owned.channel, "feeds check", feed="1")
    assert "failed 1 times" in "\n".join(read(checked.response))
    paused = await owned.alice.slash(owned.channel, "feeds pause", feed="1")
    assert "paused by an owner" in "\n".join(read(paused.response))
    resumed = await owned.alice.slash(owned.channel, "feeds pause", feed="1", resume=True)
    assert "next" in "\n".join(read(resumed.response))
    asked = await owned.alice.slash(owned.channel, "feeds remove", feed="1")
    await owned.alice.click(asked.response, label="Remove it")
    assert await owned.app.collection.feeds.all() == []


async def test_feeds_are_offered_by_their_titles(owned, site):
    await add(owned, site)
    found = await owned.alice.autocomplete(owned.channel, "feeds check", "feed", "ardley")
    assert found == [{"name": "Ardley Times", "value": "1"}]


async def test_what_is_no_feed_is_said(owned, site, read):
    result = await owned.alice.slash(owned.channel, "feeds add", url=site.url("/nothing"))
    owned.expected_errors()
    assert "does not exist" in "\n".join(read(result.response))


class Served:
    """A fetcher without a network, for time that leaps."""

    def __init__(self, content):
        self.content = content

    async def get(self, url, known=None):
        return Fetched(url, self.content, "text/xml", None, Validators(), 0, False, None)


async def test_polling_follows_the_clock(owned, site, monkeypatch):
    await add(owned, site)
    feeds = owned.app.collection.feeds
    feeds._fetcher = Served(rss(rss_item("Another", "/2", html=WHOLE.replace("old", "new"))))
    hook = type(owned.bot).setup_hook

    async def polling(bot):
        await hook(bot)
        bot.app.loops.every(60, "feeds", feeds.step)

    monkeypatch.setattr(type(owned.bot), "setup_hook", polling)
    await owned.restart()
    await owned.env.advance_time(3 * 3600)
    titles = {version.article.title for version in owned.app.library.versions()}
    assert "Another" in titles
    (feed,) = await feeds.all()
    assert feed.checked_at <= owned.env.now() <= feed.next_at
