"""The message menus for people who have the bot with them, where it is no member."""

import asyncio
import json

import pytest
import pytest_asyncio

from tests.loopback.interactions import EPHEMERAL
from tests.loopback.ordeal import Ordeal
from tests.loopback.server import custom_ids, text_option

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAID = "As the mayor put it: “It is not safe any more”"
MENUS = {"Who said this?": "Anna Ortiz", "Find in the articles": "The Post"}


@pytest_asyncio.fixture(name="ordeal", scope="module", loop_scope="module")
async def _ordeal(tmp_path_factory):
    async with Ordeal(tmp_path_factory.mktemp("user_install")) as running:
        yield running


@pytest.fixture(params=["a server without the bot", "a group of people"])
def elsewhere(ordeal, request):
    """A message of somebody else's in a place where the bot is not."""
    world = ordeal.discord.world
    if request.param == "a group of people":
        channel = world.add_group(ordeal.ann, ordeal.bob)
    else:
        guild = world.add_guild("Elsewhere", ordeal.ann, has_me=False)
        world.join(guild, ordeal.bob)
        channel = world.add_channel(guild, "general")
    return world.post(ordeal.bob, channel, {"content": SAID})[0]


async def answered(interaction):
    await asyncio.wait_for(interaction.answered.wait(), 10)
    return json.dumps(interaction.original.body, ensure_ascii=False)


async def look_up(ordeal, menu, message):
    used = await ordeal.discord.menu(ordeal.ann, menu, message)
    assert MENUS[menu] in await answered(used)
    return used.original


async def test_a_channel_of_a_server_without_the_bot_is_refused_in_one_sentence(ordeal):
    guild = ordeal.discord.world.add_guild("Elsewhere", ordeal.ann, has_me=False)
    channel = ordeal.discord.world.add_channel(guild, "general")
    wanted = [text_option("time", "07:30"), text_option("timezone", "London")]
    wanted.append({"name": "channel", "type": 7, "value": str(channel.id)})
    subscribe = [{"name": "subscribe", "type": 1, "options": wanted}]
    used = await ordeal.discord.slash(ordeal.ann, channel, "briefing", subscribe, [channel])
    await asyncio.wait_for(used.answered.wait(), 10)
    assert used.original.body["content"] == (
        "I do not see that channel: I am no member of its server, or it is hidden from me."
    )
    assert used.original.body["flags"] & EPHEMERAL
    assert not errors(ordeal)


def errors(ordeal):
    return [line for line in ordeal.lines if '"ERROR"' in line or '"trace"' in line]


@pytest.mark.parametrize("menu", MENUS)
async def test_the_answer_is_for_the_asker_alone(ordeal, elsewhere, menu):
    shown = await look_up(ordeal, menu, elsewhere)
    assert shown.body["flags"] & EPHEMERAL
    assert not ordeal.discord.messages(elsewhere.channel)
    assert not errors(ordeal)


@pytest.mark.parametrize("menu", MENUS)
async def test_it_is_shared_with_everybody_there(ordeal, elsewhere, menu):
    shown = await look_up(ordeal, menu, elsewhere)
    shared = await ordeal.click(shown, "share")
    assert MENUS[menu] in await answered(shared)
    assert ordeal.discord.messages(elsewhere.channel) == [shared.original]
    assert not (shared.original.body.get("flags") or 0) & EPHEMERAL
    assert not errors(ordeal)


async def test_every_button_below_it_answers(ordeal, elsewhere):
    shown = await look_up(ordeal, "Who said this?", elsewhere)
    for place in range(len(list(custom_ids(shown)))):
        shown = await look_up(ordeal, "Who said this?", elsewhere)
        custom_id = list(custom_ids(shown))[place]
        clicked = await ordeal.discord.click(ordeal.ann, shown, custom_id)
        await asyncio.wait_for(clicked.acknowledged.wait(), 10)
        assert "went wrong" not in json.dumps(clicked.original and clicked.original.body)
    assert not errors(ordeal)
