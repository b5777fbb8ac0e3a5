from types import SimpleNamespace

import discord
import pytest
from discord.http import Route

from bot.checking_discord import _application, _intents, check_discord
from bot.client import Bot, command_names
from tests.loopback.server import TOKEN, Loopback
from tests.loopback.world import SEND, VIEW


@pytest.fixture
async def small_discord(monkeypatch):
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    async with Loopback() as running:
        yield running


@pytest.fixture
def place(small_discord):
    guild = small_discord.world.add_guild("Newsroom", small_discord.world.add_user("ann"))
    return small_discord.world.add_channel(guild, "news")


@pytest.fixture
def look(small_discord, make_settings):
    async def look_(*channel_ids):
        settings = make_settings(discord_token=TOKEN, discord_api_url=small_discord.api_url)
        used = [SimpleNamespace(wanted=SimpleNamespace(channel_id=id_)) for id_ in channel_ids]
        return {f.name: (str(f.verdict), f.detail) for f in await check_discord(settings, used)}

    return look_


async def test_all_is_well(look, place, small_discord):
    registered = [{"name": name, "type": 1} for name in command_names()]
    small_discord.world.commands[0] = registered
    found = await look(place.id)
    assert {verdict for verdict, _ in found.values()} == {"ok"}
    assert found.keys() == {"application", "intents", "commands", "servers", f"channel {place.id}"}


async def test_commands_that_are_not_registered_are_named(look, place, small_discord):
    small_discord.world.commands[0] = [{"name": n, "type": 1} for n in command_names() - {"ask"}]
    small_discord.world.commands[0].append({"name": "old", "type": 1})
    verdict, detail = (await look())["commands"]
    assert verdict == "warning"
    assert detail.startswith("/ask is missing, /old is too many")


async def test_lost_permissions_are_named_for_servers_and_channels(look, place, small_discord):
    place.guild.roles[place.guild.id] &= ~(1 << 14)
    place.overwrites[place.guild.id] = (0, SEND)
    found = await look(place.id)
    assert "Embed Links" in found[f"server {place.guild.id}"][1]
    assert found[f"channel {place.id}"] == ("error", "briefings go there; missing: Send Messages")


async def test_a_channel_that_is_gone_is_an_error(look, place):
    place.overwrites[place.guild.id] = (0, VIEW)
    found = await look(place.id, 99)
    assert found[f"channel {place.id}"][0] == found["channel 99"][0] == "error"


async def test_being_in_no_server_is_said(look):
    assert (await look())["servers"][0] == "warning"


async def test_lost_answers_are_a_warning(look, small_discord):
    small_discord.faults.answer("GET", "/users/@me", 400, times=3)
    assert (await look())["Discord"][0] == "warning"


def test_intents_that_nobody_needs_are_named():
    flags = discord.ApplicationFlags(gateway_message_content_limited=True)
    assert "message content" in _intents(flags).detail


def test_an_endpoint_that_takes_the_commands_away_is_an_error():
    told = _application(SimpleNamespace(interactions_endpoint_url="https://x"))
    assert "Interactions Endpoint URL" in told.detail


async def test_the_names_are_those_of_the_bot(world):
    assert isinstance(world.bot, Bot)
    slash = world.bot.tree.get_commands(type=discord.AppCommandType.chat_input)
    assert command_names() == {command.name for command in slash}
