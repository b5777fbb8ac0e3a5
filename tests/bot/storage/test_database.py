import asyncio
import sqlite3
import threading

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


def insert(connection):
    connection.execute("INSERT INTO fact (name, value) VALUES ('a', '1')")
    return connection.in_transaction


async def test_a_job_is_stored_whole_or_not_at_all(database):
    def fails(connection):
        insert(connection)
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        await database.run(fails)
    assert await database.all("SELECT * FROM fact") == []
    assert await database.run(insert)
    assert len(await database.all("SELECT * FROM fact")) == 1
    with pytest.raises(sqlite3.IntegrityError):
        await database.run(insert)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM fact")


async def test_a_cancelled_job_ends_before_the_next(database):
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection):
        insert(connection)
        begun.set()
        assert go_on.wait(10)

    task = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    go_on.set()
    assert await database.run(lambda c: c.execute("SELECT COUNT(*) FROM fact").fetchone()[0]) == 1


async def test_a_statement_by_itself_is_stored_at_once(database):
    await database.write(ADD, {"name": "a"})
    assert await count(database) == 1
    with pytest.raises(sqlite3.IntegrityError):
        await database.write(ADD, {"name": "a"})
