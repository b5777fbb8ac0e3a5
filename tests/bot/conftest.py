import pytest

from bot.storage.database import Database


@pytest.fixture
async def database(tmp_path):
    database = await Database.open(tmp_path / "attribune.sqlite3")
    yield database
    await database.close()
