import os
import shutil
from datetime import timedelta

import pytest

from bot.errors import BackupFailed
from bot.services.backing_up import Backups
from bot.storage.database import Database

DAY = timedelta(days=1)


@pytest.fixture
async def backups(tmp_path, clock):
    await (await Database.open(tmp_path / "a.sqlite3")).close()
    return Backups(tmp_path / "a.sqlite3", tmp_path / "backups", clock, keep=3 * DAY)


async def test_backups_are_listed_newest_first_beside_other_files(backups, clock, tmp_path):
    first = await backups.make()
    (tmp_path / "backups" / "attribune-mine.sqlite3").write_text("kept by a person")
    clock.move(days=1)
    second = await backups.make()
    assert backups.all() == [second, first]
    assert second.size_bytes == second.path.stat().st_size


async def test_old_ones_go_but_for_the_newest(backups, clock):
    old = await backups.make()
    clock.move(days=4)
    assert await backups.prune() == 0
    new = await backups.make()
    assert await backups.prune() == 1
    assert backups.all() == [new]
    assert not old.path.exists()


async def test_copies_from_before_a_migration_go_as_well(backups, clock, tmp_path):
    copy = tmp_path / "a.sqlite3.before-migration-0002_x"
    copy.write_text("x")
    made_at = clock().timestamp()
    os.utime(copy, (made_at, made_at))
    assert await backups.prune() == 0
    clock.move(days=4)
    assert await backups.prune() == 1


async def test_a_backup_is_made_when_one_is_due_also_after_a_restart(backups, clock):
    assert await backups.step(DAY) == 3600.0
    await backups.step(DAY)
    assert len(backups.all()) == 1
    clock.move(hours=23, minutes=30)
    assert await backups.step(DAY) == 1800.0
    clock.move(hours=1)
    await backups.step(DAY)
    assert len(backups.all()) == 2


async def test_a_backup_from_the_future_does_not_stop_them(backups, clock):
    await backups.make()
    clock.move(days=-30)
    await backups.step(DAY)
    assert len(backups.all()) == 2


async def test_a_disk_too_full_is_a_sentence(backups, monkeypatch):
    full = shutil._ntuple_diskusage(1, 1, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(BackupFailed, match="Make room"):
        await backups.make()


async def test_without_a_database_there_is_nothing_to_copy(tmp_path, clock):
    backups = Backups(tmp_path / "none", tmp_path / "backups", clock, keep=DAY)
    with pytest.raises(BackupFailed, match="no database"):
        await backups.make()
    assert backups.all() == []
