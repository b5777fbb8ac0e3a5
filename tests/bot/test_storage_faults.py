"""A database that is full, locked or damaged: answers go on, the host is told, nothing is lost."""

import sqlite3
from contextlib import closing

import pytest

from bot.bootstrap import open_app
from bot.errors import DatabaseUnusable
from bot.services import remembering

QUESTION = "When was the Crimean peninsula annexed?"


async def fill_up(database):
    """Let the file grow no further, and use up what room is left in it."""
    pages = (await database.one("PRAGMA page_count"))[0]
    async with database._writer.execute(f"PRAGMA max_page_count = {pages}"):
        pass
    add = "INSERT INTO fact (name, value) VALUES (hex(randomblob(8)), :value)"
    for size in (3000, 300, 30, 3):
        with pytest.raises(DatabaseUnusable, match="Make room"):
            while True:
                async with database.transaction() as tx:
                    await tx.execute(add, {"value": "x" * size})


async def ask(world, read):
    response = await world.alice.slash(world.channel, "ask", question=QUESTION)
    return "\n".join(read(response.response))


async def test_a_full_disk_keeps_no_answer_away(world, read, caplog):
    await fill_up(world.app.database)
    for _ in range(12):  # the first may still find room in half-full pages
        assert "2014" in await ask(world, read)
    await world.alice.send(world.channel, f"{world.guild.me.mention} {QUESTION}")
    assert world.channel.last_message.author.id == world.bot.user.id
    await world.app.usage.flush()
    told = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert any("Make room" in line for line in told)
    async with world.app.database._writer.execute("PRAGMA max_page_count = 1000000"):
        pass
    assert await world.app.database.faults() == []
    assert "2014" in await ask(world, read)


async def test_a_button_whose_answer_could_not_be_kept_asks_again(world, read):
    await fill_up(world.app.database)
    response = await world.alice.slash(world.channel, "ask", question=QUESTION)
    pressed = await world.alice.click(response.response, label="Context")
    assert "2014" in "\n".join(read(pressed.response))


async def test_a_locked_database_keeps_no_answer_away(world, read, monkeypatch):
    monkeypatch.setattr(remembering, "_PATIENCE_S", 0.05)
    async with world.app.database._writer.execute("PRAGMA busy_timeout = 300"):
        pass
    with closing(sqlite3.connect(world.app.database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "2014" in await ask(world, read)
        await world.app.usage.flush()
        other.rollback()
    assert "2014" in await ask(world, read)


async def test_a_damaged_database_keeps_no_answer_away_and_names_the_remedy(
    open_world, read, make_settings
):
    async with open_world() as world:
        damage(world.app.database.path)
        assert "2014" in await ask(world, read)
        await world.app.usage.flush()
    with pytest.raises(DatabaseUnusable, match="attribune restore"):
        async with open_app(make_settings()):
            pass


def damage(path):
    """Write nonsense over everything but the first page."""
    with path.open("r+b") as file:
        page = int.from_bytes(file.read(18)[16:18], "big")
        size = file.seek(0, 2)
        file.seek(page)
        file.write(b"\xa5" * (size - page))
