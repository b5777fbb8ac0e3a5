import asyncio
import sys
from pathlib import Path

import pytest

from tests.loopback.server import until

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def child(small_discord, place):
    """discord.py in another process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.loopback.child", small_discord.api_url, cwd=ROOT
    )
    await small_discord.gateway.connected()
    yield process
    process.kill()
    await process.wait()


async def test_another_process_answers_a_command_and_a_mention(small_discord, child, place):
    ann = place.guild.owner
    asked = await small_discord.slash(
        ann, place, "echo", [{"name": "words", "type": 3, "value": "who said it?"}]
    )
    await asyncio.wait_for(asked.answered.wait(), 10)
    assert asked.original.body["content"] == "who said it?"
    await small_discord.say(ann, place, f"hello <@{small_discord.world.me.id}>")
    posts = [("POST", f"/channels/{place.id}/messages")] * 2
    await until(lambda: [s for s in small_discord.rest.seen if s in posts] == posts)
    assert [m.body["content"] for m in small_discord.messages(place)].count("got it") == 1


async def test_an_invalid_session_is_begun_anew(small_discord, child):
    await small_discord.gateway.invalidate()
    await until(lambda: small_discord.gateway.identifies == 2)
