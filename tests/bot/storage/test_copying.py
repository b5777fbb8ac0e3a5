import sqlite3
from contextlib import closing

import pytest

from bot.errors import DatabaseInUse, DatabaseUnusable
from bot.storage.copying import copy_whole, examine, put_in_place
from bot.storage.database import Database

ADD = "INSERT INTO fact (name, value) VALUES (:name, 'x')"


def names(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM fact ORDER BY name")]


async def add(database, name):
    async with database.transaction() as tx:
        await tx.execute(ADD, {"name": name})


async def test_a_copy_is_made_while_the_database_is_written_to(database, tmp_path):
    await add(database, "a")
    async with database.transaction() as tx:
        await tx.execute(ADD, {"name": "b"})
        copy_whole(database.path, tmp_path / "copy")
    assert names(tmp_path / "copy") == ["a"]
    assert [p.name for p in tmp_path.glob("copy*")] == ["copy"]
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


async def test_a_copy_that_fails_leaves_the_last_one(database, tmp_path, monkeypatch):
    copy_whole(database.path, tmp_path / "copy")
    monkeypatch.setattr("os.fsync", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy_whole(database.path, tmp_path / "copy")
    assert names(tmp_path / "copy") == []


def test_what_is_missing_or_no_database_is_a_sentence(tmp_path):
    with pytest.raises(DatabaseUnusable):
        copy_whole(tmp_path / "nothing", tmp_path / "copy")
    (tmp_path / "text").write_text("no database at all" * 100)
    with pytest.raises(DatabaseUnusable, match="attribune restore"):
        examine(tmp_path / "text")
    assert not (tmp_path / "nothing").exists()


async def test_examining_counts_and_finds_what_is_damaged(database, tmp_path):
    copy_whole(database.path, tmp_path / "copy")
    found = examine(tmp_path / "copy")
    assert (found.faults, found.missing, found.counts["articles"]) == ((), (), 0)
    with closing(sqlite3.connect(tmp_path / "copy")) as connection, connection:
        connection.execute("INSERT INTO extraction VALUES (9, 1, 'x')")  # of no article
    assert "extraction" in examine(tmp_path / "copy").faults[0]


async def test_a_database_in_use_is_not_replaced(database, tmp_path):
    copy_whole(database.path, tmp_path / "copy")
    with pytest.raises(DatabaseInUse, match="Stop the bot"):
        put_in_place(tmp_path / "copy", database.path, tmp_path / "aside")
    await add(database, "goes on")
    assert names(database.path) == ["goes on"]


@pytest.mark.parametrize("damage", [None, b"not a database at all" * 99])
async def test_a_restored_database_replaces_the_old_which_is_kept(tmp_path, damage):
    path = tmp_path / "x.sqlite3"
    database = await Database.open(path)
    await add(database, "old")
    copy_whole(path, tmp_path / "copy")
    await add(database, "new")
    await database.close()
    if damage:
        path.write_bytes(damage)
    assert put_in_place(tmp_path / "copy", path, tmp_path / "aside")
    assert names(path) == ["old"]
    assert damage or names(tmp_path / "aside") == ["new", "old"]


def test_nothing_needs_to_be_there_before(tmp_path):
    with closing(sqlite3.connect(tmp_path / "copy")) as connection, connection:
        connection.execute("CREATE TABLE fact (name)")
    assert not put_in_place(tmp_path / "copy", tmp_path / "x.sqlite3", tmp_path / "aside")
    assert names(tmp_path / "x.sqlite3") == []
