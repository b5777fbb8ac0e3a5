import discord
import pytest
import simcord

from bot.bootstrap import open_app
from bot.client import COGS, Bot
from bot.errors import DatabaseUnusable, StartFailed


async def test_it_asks_for_no_more_than_it_needs(world):
    bot = world.bot
    assert not bot.intents.message_content
    assert not bot.intents.members
    assert not bot.intents.presences
    assert bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
    assert list(bot.cached_messages) == []


async def test_a_cog_that_fails_to_load_stops_the_start(make_settings, monkeypatch):
    monkeypatch.setattr("bot.client.COGS", (*COGS, "cogs.nowhere"))
    async with open_app(make_settings()) as app:
        bot = Bot(app)
        env = simcord.Env(bot, shard_count=1)
        try:
            with pytest.raises(StartFailed, match=r"cogs\.nowhere could not be loaded"):
                await env.start()
        finally:
            await env.shutdown()
            await bot.close()


async def test_old_usage_is_pruned_by_the_clock(open_world):
    async with open_world(attribune_retention_days=9) as world:
        await world.alice.slash(world.channel, "help")
        await world.app.usage.close()
        await world.env.advance_time(8 * 86400)
        assert await world.app.uses.count() == 1
        await world.env.advance_time(3 * 86400)
        assert await world.app.uses.count() == 0
        assert world.app.loops.report()[0].failures == 0


async def test_answers_go_on_when_the_disk_is_full(world, read, monkeypatch, caplog):
    def full(*_, **__):
        raise DatabaseUnusable("x", "database or disk is full")

    monkeypatch.setattr(world.app.database, "transaction", full)
    monkeypatch.setattr(world.app.database, "run", full)
    question = "When did Russian forces annex the Crimean peninsula?"
    result = await world.alice.slash(world.channel, "ask", question=question)
    assert "2014" in "".join(read(result.response))
    opened = await world.alice.click(result.response, label="Context")
    assert opened.acknowledged
    assert "disk is full" in caplog.text
