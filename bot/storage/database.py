"""One SQLite file: one writer in line, one query-only reader, numbered migrations."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import aiosqlite

from bot.errors import DatabaseUnusable
from bot.storage.migrating import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from pathlib import Path

_T = TypeVar("_T")

log = logging.getLogger(__name__)
_BUSY_TIMEOUT_MS = 10_000
_CHUNK_ROWS = 64
_ON_OPEN = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a person has deleted must not stay in the file's gaps
    f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}",
)


class _Connection(aiosqlite.Connection):
    """A connection that also runs whole jobs on its thread."""

    async def run(self, job: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run a job with the connection it belongs to; return what it returns."""
        done: _T = await self._execute(job, self._conn)  # type: ignore[no-untyped-call]  # theirs
        return done


class Transaction:
    """What may be done inside `Database.transaction`: statements with named parameters."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, parameters: Mapping[str, Any] | None = None) -> int:
        """Run one statement; return how many rows it changed."""
        async with self._connection.execute(sql, parameters or {}) as cursor:
            return cursor.rowcount

    async def insert(self, sql: str, parameters: Mapping[str, Any]) -> int:
        """Run an INSERT; return the new row's id."""
        async with self._connection.execute(sql, parameters) as cursor:
            assert cursor.lastrowid is not None
            return cursor.lastrowid

    async def execute_many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each row."""
        await self._connection.executemany(sql, rows)

    async def one(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> sqlite3.Row | None:
        """Return the first row as the transaction sees it, or None."""
        async with self._connection.execute(sql, parameters or {}) as cursor:
            return await cursor.fetchone()

    async def all(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return every row as the transaction sees it."""
        async with self._connection.execute(sql, parameters or {}) as cursor:
            return list(await cursor.fetchall())


class Database:
    """The two connections to one file. Opened by `open`, closed by `close` (twice is fine)."""

    def __init__(self, path: Path, writer: _Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()
        self._is_open = True

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open the file, create it if need be, and bring its schema up to date.

        Raises:
            NewerDatabase: a newer version of the program wrote it.
            MigrationFailed: it could not be brought up to date; it is as it was.
            DatabaseUnusable: it cannot be opened or is no database.
        """
        try:
            await asyncio.to_thread(path.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
            await asyncio.to_thread(bring_up_to_date, path)
            writer = await _connect(path)
        except (sqlite3.Error, OSError) as error:
            raise DatabaseUnusable(path, str(error)) from error
        try:
            reader = await _connect(path)
            await reader.execute("PRAGMA query_only = ON")
        except BaseException:
            await writer.close()
            raise
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Close both connections after the running transaction."""
        async with self._turn:
            if not self._is_open:
                return
            self._is_open = False
            await self._reader.close()
            try:
                await self._writer.execute("PRAGMA optimize")
            except sqlite3.DatabaseError as error:  # full, locked or damaged: closed all the same
                log.warning("the database could not be tidied: %s", error)
            finally:
                await self._writer.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Take the writer's turn: all of the block is stored, or nothing of it.

        Raises:
            DatabaseUnusable: the file cannot be written: the disk is full, or another program
                keeps it locked for longer than ten seconds.
        """
        async with self._turn:
            if not self._is_open:
                raise DatabaseUnusable(self.path, "it has been closed")
            try:
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield Transaction(self._writer)
                    await self._writer.commit()
                except BaseException:  # a cancelled BEGIN may still have begun
                    await self._writer.rollback()
                    raise
            except sqlite3.DatabaseError as error:
                if _is_mistake(error):
                    raise
                raise DatabaseUnusable(self.path, str(error)) from error

    async def run(self, job: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run a job of many statements as one transaction, on the writer's own thread.

        All of it is stored, or nothing of it when it raises; a cancelled job ends first. A job must
        not begin or end a transaction itself.

        Raises:
            DatabaseUnusable: as `transaction`.
        """
        async with self._turn:
            if not self._is_open:
                raise DatabaseUnusable(self.path, "it has been closed")
            try:
                return await self._writer.run(partial(_as_transaction, job))
            except sqlite3.DatabaseError as error:
                if _is_mistake(error):
                    raise
                raise DatabaseUnusable(self.path, str(error)) from error

    async def write(self, sql: str, parameters: Mapping[str, Any]) -> None:
        """Run one statement as a transaction of its own.

        Raises:
            DatabaseUnusable: as `transaction`.
        """

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(sql, parameters)

        await self.run(job)

    async def scrub(self) -> None:
        """Leave no byte of deleted rows in the file or its log: the whole file is written anew.

        Raises:
            DatabaseUnusable: the file cannot be written.
        """
        async with self._turn:
            try:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    async with self._writer.execute(statement) as cursor:
                        await cursor.fetchall()
            except sqlite3.DatabaseError as error:
                raise DatabaseUnusable(self.path, str(error)) from error

    async def faults(self) -> list[str]:
        """Return what SQLite finds damaged in the file; empty when it is sound."""
        rows = await self.all("PRAGMA integrity_check(3)")
        return [str(row[0]) for row in rows if row[0] != "ok"]

    async def one(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> sqlite3.Row | None:
        """Return the first row that is stored, or None."""
        rows = await self.all(sql, parameters)
        return rows[0] if rows else None

    async def all(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[sqlite3.Row]:
        """Return every row that is stored, as of now.

        Raises:
            DatabaseUnusable: the file cannot be read.
        """
        if not self._is_open:
            raise DatabaseUnusable(self.path, "it has been closed")
        try:
            return list(await self._reader.execute_fetchall(sql, parameters or {}))
        except sqlite3.DatabaseError as error:
            raise DatabaseUnusable(self.path, str(error)) from error


def _is_mistake(error: sqlite3.DatabaseError) -> bool:
    """Tell whether a program's mistake failed, not the file: a broken constraint, a wrong value."""
    kinds = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError)
    return isinstance(error, kinds)


def _as_transaction(job: Callable[[sqlite3.Connection], _T], connection: sqlite3.Connection) -> _T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = job(connection)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return done


async def _connect(path: Path) -> _Connection:
    connection = _Connection(partial(sqlite3.connect, path, isolation_level=None), _CHUNK_ROWS)
    await connection
    try:
        connection.row_factory = sqlite3.Row
        for statement in _ON_OPEN:
            await connection.execute(statement)
    except BaseException:
        await connection.close()
        raise
    return connection
