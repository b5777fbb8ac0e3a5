import asyncio
import contextlib

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.child import point_at
from tests.loopback.server import TOKEN, Loopback


@pytest.fixture
async def small_discord():
    async with Loopback() as running:
        yield running


@pytest.fixture
def pointed(small_discord, monkeypatch):
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    point_at(small_discord.api_url)


@pytest.fixture
async def client(small_discord, pointed):
    """A client that is logged in, for REST alone."""
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    made = discord.AutoShardedClient(intents=intents, max_messages=None)
    await made.login(TOKEN)
    yield made
    await made.close()


@pytest.fixture
async def online(small_discord, client, place):
    """The same client on the gateway as well."""
    task = asyncio.create_task(client.connect())
    await small_discord.gateway.connected()
    yield client
    await client.close()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, discord.DiscordException):
        await task


@pytest.fixture
def place(small_discord):
    """A server with a person and a channel."""
    person = small_discord.world.add_user("ann")
    guild = small_discord.world.add_guild("Newsroom", person)
    return small_discord.world.add_channel(guild, "news")
