import asyncio
import time

import aiohttp
import discord
import pytest

POST = ("POST", "/channels/*/messages")


@pytest.fixture
async def channel(client, place):
    return await client.fetch_channel(place.id)


async def test_a_lost_answer_has_its_effect(small_discord, channel, place):
    small_discord.faults.lose_answer(*POST)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("hello", nonce="1")
    assert len(place.messages) == 1
    await channel.send("hello", nonce="1")
    assert len(place.messages) == 1


async def test_a_lost_request_has_none(small_discord, channel, place):
    small_discord.faults.lose_request(*POST)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("hello")
    assert not place.messages


async def test_a_rate_limit_is_waited_out(small_discord, channel, place):
    fault = small_discord.faults.too_many(*POST, retry_after=0.05)
    began = time.monotonic()
    await channel.send("hello")
    assert (fault.happened, len(place.messages)) == (1, 1)
    assert time.monotonic() - began >= 0.05


async def test_a_server_error_is_answered(small_discord, channel, place):
    small_discord.faults.answer(*POST, 503)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("hello")
    assert not place.messages


async def test_a_request_is_held_until_released(small_discord, channel, place):
    pause = small_discord.faults.pause(*POST, after=True)
    sending = asyncio.create_task(channel.send("hello"))
    await pause.reached.wait()
    assert len(place.messages) == 1
    assert not sending.done()
    pause.release()
    await sending
