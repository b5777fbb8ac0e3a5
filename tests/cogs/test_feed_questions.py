import pytest
from discord import ui

from bot.errors import AttribuneError
from cogs._feeds import AddFeedButton, _address, remove_view


@pytest.fixture
async def owned(open_world):
    """A world of Alice's, who owns the bot, where the loopback may be fetched."""
    async with open_world(attribune_networks="127.0.0.1") as world:
        own(world)
        yield world


def own(world):
    world.app.settings.__dict__["attribune_owners"] = frozenset({world.alice.user.id})
    world.app.collection.fetcher._manners._pause_s = 0


async def previewed(world, site):
    return await world.alice.slash(world.channel, "feeds add", url=site.url("/feed"))


async def test_nothing_is_added_before_the_click(owned, site):
    await previewed(owned, site)
    assert await owned.app.collection.feeds.all() == []


async def test_the_address_is_read_from_the_message_after_a_restart(owned, site):
    shown = await previewed(owned, site)
    await owned.restart()
    own(owned)
    await owned.alice.click(shown.response, label="Add this feed")
    (feed,) = await owned.app.collection.feeds.all()
    assert feed.url == site.url("/feed")


async def test_others_add_nothing(owned, site, read):
    shown = await previewed(owned, site)
    owned.app.settings.__dict__["attribune_owners"] = frozenset()
    clicked = await owned.alice.click(shown.response, label="Add this feed")
    assert "Only the owners" in "\n".join(read(clicked.response))
    owned.expected_errors()
    assert await owned.app.collection.feeds.all() == []


async def test_a_feed_is_added_once(owned, site, read):
    shown = await previewed(owned, site)
    await owned.alice.click(shown.response, label="Add this feed")
    again = await owned.alice.click(shown.response, label="Add this feed")
    assert "Nothing new." in "\n".join(read(again.response))
    assert len(await owned.app.collection.feeds.all()) == 1


def test_a_message_without_a_feed_is_said():
    with pytest.raises(AttribuneError, match="run `/feeds add` again"):
        _address(None)


async def test_the_question_names_the_feed_and_carries_its_id(owned, site):
    await owned.alice.click((await previewed(owned, site)).response, label="Add this feed")
    (feed,) = await owned.app.collection.feeds.all()
    items = list(remove_view(feed).walk_children())
    assert "Ardley Times" in "\n".join(i.content for i in items if isinstance(i, ui.TextDisplay))
    (button,) = (i.item for i in items if isinstance(i, ui.DynamicItem))
    assert button.custom_id == f"fr1:{feed.id}"


def test_every_preview_has_the_same_button():
    assert AddFeedButton().item.custom_id == "fa1"
