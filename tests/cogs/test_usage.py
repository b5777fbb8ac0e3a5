import sys

import discord
import pytest

from bot.services.usage import Asker


@pytest.fixture
async def used(world, monkeypatch):
    """A world that was asked twice; its chart is not drawn here but in tests of its own."""
    monkeypatch.setattr(sys.modules["cogs.usage"], "draw", lambda _: b"\x89PNG")
    for guild in (world.guild.id, 99):
        async with world.app.usage.record("ask", Asker(guild, 1)):
            pass
    return world


async def usage(world, read, person, **options):
    result = await person.slash(world.channel, "usage", **options)
    assert result.ephemeral
    return "\n".join(read(result.response)), result.response


async def test_a_moderator_sees_the_own_server(used, read):
    role = used.guild.create_role("mod", permissions=discord.Permissions(manage_guild=True))
    dora = used.guild.add_member(used.env.create_user("dora"), roles=[role])
    text, response = await usage(used, read, dora)
    assert "in this server" in text
    assert "**1** questions" in text
    assert "The text of questions is not kept" in text
    assert response.attachments[-1].filename == "usage.csv"


async def test_a_member_is_told_what_is_missing(used, read):
    text, _ = await usage(used, read, used.alice)
    assert "manage server" in text
    used.expected_errors()


async def test_nobody_but_the_host_sees_everything(used, read):
    text, _ = await usage(used, read, used.alice, everywhere=True)
    assert "Only my host" in text
    used.expected_errors()


async def test_the_host_sees_everything_with_a_chart_in_words(used, read, monkeypatch):
    async def is_host(_):
        return True

    monkeypatch.setattr(used.bot, "is_host", is_host)
    text, response = await usage(used, read, used.alice)
    assert "**2** questions" in text
    assert response.attachments[0].description.startswith("Two charts.")
