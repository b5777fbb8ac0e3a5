import sqlite3
from contextlib import closing

import pytest

from bot.bootstrap import open_app
from bot.errors import BackupFailed
from bot.services.restoring import drill, restore
from bot.storage.database import Database
from bot.storage.migrating import bring_up_to_date, migrations


@pytest.fixture
async def backup(make_settings, tmp_path):
    async with open_app(make_settings()) as app:
        made = await app.backups.make()
    return made.path.rename(tmp_path / "backup.sqlite3")


async def test_a_drill_finds_a_sentence_again_and_leaves_nothing(backup, tmp_path, clock):
    before = backup.read_bytes()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    tried = await drill(backup, scratch, clock)
    assert tried.is_good
    assert tried.question in tried.answer
    assert tried.found.counts["articles"] == 2
    assert list(scratch.iterdir()) == []
    assert backup.read_bytes() == before


async def test_an_old_backup_is_brought_up_to_date_on_a_copy(tmp_path, clock):
    old = tmp_path / "old.sqlite3"
    bring_up_to_date(old, migrations()[:1])
    tried = await drill(old, tmp_path, clock)
    assert tried.is_good
    assert tried.applied == tuple(step.name for step in migrations()[1:])


async def test_a_damaged_backup_is_not_restored(backup, tmp_path, clock):
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE article_version SET article_id = id + 99")
    assert not (await drill(backup, tmp_path, clock)).is_good
    with pytest.raises(BackupFailed, match="damaged"):
        await restore(backup, tmp_path / "data" / "attribune.sqlite3", clock)


async def test_what_is_restored_answers_again(backup, make_settings, clock):
    settings = make_settings()
    database = await Database.open(settings.database)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM folder_file")
    await database.close()
    aside = await restore(backup, settings.database, clock)
    assert aside.exists()
    async with open_app(settings) as app:
        assert (await app.answering.answer("When was Crimea annexed?")).answered
