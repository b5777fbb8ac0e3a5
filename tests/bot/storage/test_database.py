import asyncio
import sqlite3

import pytest

from bot.errors import DatabaseUnusable
from bot.storage.database import Database

ADD = "INSERT INTO fact (name, value) VALUES (:name, 'x')"
COUNT = "SELECT COUNT(*) FROM fact"


async def count(database):
    return (await database.one(COUNT))[0]


async def test_a_transaction_is_stored_whole(database):
    async with database.transaction() as tx:
        await tx.execute(ADD, {"name": "a"})
        assert await count(database) == 0  # readers see nothing of it yet
        await tx.execute(ADD, {"name": "b"})
    assert await count(database) == 2


async def test_a_failed_transaction_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            await tx.execute(ADD, {"name": "a"})
            raise ZeroDivisionError
    assert await count(database) == 0
    async with database.transaction() as tx:
        await tx.execute(ADD, {"name": "b"})
    assert await count(database) == 1


async def test_a_cancelled_transaction_leaves_nothing(database):
    inside = asyncio.Event()

    async def wait_inside():
        async with database.transaction() as tx:
            await tx.execute(ADD, {"name": "a"})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(wait_inside())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await count(database) == 0


async def test_transactions_take_turns(database):
    async def add(name):
        async with database.transaction() as tx:
            await tx.execute(ADD, {"name": name})
            await asyncio.sleep(0)
            await tx.execute(ADD, {"name": name + "'"})

    await asyncio.gather(*(add(str(n)) for n in range(20)))
    assert await count(database) == 40


async def test_the_reader_cannot_write(database):
    with pytest.raises(DatabaseUnusable, match="readonly"):
        await database.all("DELETE FROM fact")


async def test_closing_twice_is_fine(tmp_path):
    database = await Database.open(tmp_path / "x.sqlite3")
    await database.close()
    await database.close()


async def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "x.sqlite3"
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(DatabaseUnusable, match="restore a backup"):
        await Database.open(path)


async def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseUnusable, match="permissions"):
        await Database.open(tmp_path / "file" / "x.sqlite3")


async def test_the_file_is_in_wal_mode(database):
    with sqlite3.connect(database.path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()


async def test_a_closed_database_says_so(tmp_path):
    database = await Database.open(tmp_path / "x.sqlite3")
    await database.close()
    with pytest.raises(DatabaseUnusable, match="has been closed"):
        async with database.transaction():
            pass
