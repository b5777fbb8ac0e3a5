import asyncio
import json

import pytest
from click.testing import CliRunner

from bot.bootstrap import open_app
from bot.cli import attribune


@pytest.fixture
def data(monkeypatch, make_settings):
    settings = make_settings()
    monkeypatch.setenv("ATTRIBUNE_DATA", str(settings.attribune_data))
    return settings


def call(*arguments, **more):
    return CliRunner().invoke(attribune, arguments, **more)


async def meanwhile(settings, *arguments):
    """Call while the database is open, as a running bot has it."""
    async with open_app(settings):
        return await asyncio.to_thread(call, *arguments)


async def test_backup_and_restore(data):
    row = json.loads((await meanwhile(data, "backup", "--json")).stdout)
    await asyncio.to_thread(check_and_restore, data, row)


def check_and_restore(data, row):
    assert call("backup", "--list", "--json").stdout.count(row["path"]) == 1
    checked = json.loads(call("restore", "--check", "--json").stdout)
    assert (checked["path"], checked["good"]) == (row["path"], True)
    kept = data.database.read_bytes()
    refused = call("restore", input="n\n")
    assert (refused.exit_code, data.database.read_bytes()) == (1, kept)
    restored = call("restore", "--yes")
    assert "Restored. What was there before is" in restored.stderr


async def test_a_running_bot_is_not_overrun(data):
    await meanwhile(data, "backup")
    refused = await meanwhile(data, "restore", "--yes")
    assert "Stop the bot first" in str(refused.exception)


def test_without_a_backup_there_is_nothing_to_restore(data):
    assert "there is no backup" in str(call("restore").exception)
    assert "no database" in str(call("backup").exception)
