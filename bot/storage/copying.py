"""Copies of a whole database file: made while it is written to, examined, and put in its place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import DatabaseInUse, DatabaseUnusable
from bot.storage.migrating import applied_names, migrations

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_S = 10.0
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_COUNTED = {
    "articles": "article",
    "article versions": "article_version",
    "quotations": "quotation",
    "briefing subscriptions": "subscription",
    "briefings delivered": "delivery",
    "feeds": "feed",
    "usage entries": "usage",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What a database file holds.

    Attributes:
        faults: What SQLite finds damaged; empty when it is sound.
        missing: The migrations that it has not seen.
        counts: How many rows there are of what; without what its schema does not have.
    """

    faults: tuple[str, ...]
    missing: tuple[str, ...]
    counts: dict[str, int]


def copy_whole(source: Path, target: Path) -> int:
    """Copy a database that may be written to meanwhile; return the copy's size in bytes.

    The copy is one file, readable by its owner alone, and takes its name when it is whole.

    Raises:
        DatabaseUnusable: the source cannot be read, or the copy cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        _copy(source, part)
        size = part.stat().st_size
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise DatabaseUnusable(source, str(error)) from error
    return size


def _copy(source: Path, part: Path) -> None:
    with closing(_opened_to_read(source)) as reading, closing(sqlite3.connect(part)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # nothing beside the one file
    with part.open("rb") as file:
        os.fsync(file.fileno())


def examine(path: Path) -> Examined:
    """Look through a whole database file without changing it.

    Raises:
        DatabaseUnusable: it is missing or is no database.
    """
    try:
        with closing(_opened_to_read(path)) as connection:
            rows = connection.execute("PRAGMA integrity_check(5)").fetchall()
            faults = [str(row[0]) for row in rows if row[0] != "ok"]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            faults += [f"a row of {row[0]} belongs to none of {row[2]}" for row in orphans[:5]]
            applied = applied_names(connection)
            return Examined(
                tuple(faults),
                tuple(step.name for step in migrations() if step.name not in applied),
                _counts(connection),
            )
    except sqlite3.Error as error:
        raise DatabaseUnusable(path, str(error)) from error


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    there = {row[0] for row in connection.execute(query)}
    return {
        what: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608 (constants)
        for what, table in _COUNTED.items()
        if table in there
    }


def put_in_place(backup: Path, path: Path, aside: Path) -> bool:
    """Put a copy of a backup in a database's place; what was there is kept under another name.

    Returns:
        Whether there was something before, which is now called ``aside``.

    Raises:
        DatabaseInUse: a program has the database open.
        DatabaseUnusable: the backup cannot be read, or there is no room.
    """
    _nobody_uses(path)
    new = path.with_name(f"{path.name}.restored")
    copy_whole(backup, new)
    there_was = path.exists()
    if there_was:
        _keep(path, aside)
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    new.replace(path)
    return there_was


def _keep(path: Path, aside: Path) -> None:
    """Give a file a second name, so that it is never without one; or another, without links."""
    try:
        aside.hardlink_to(path)
    except OSError:
        path.replace(aside)


def _nobody_uses(path: Path) -> None:
    """Make sure that no program has a file open; one that is damaged is nobody's."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        try:  # leaving WAL mode takes the file for oneself
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise DatabaseInUse(path) from error
            return
        except sqlite3.DatabaseError:
            return
    if mode != "delete":
        raise DatabaseInUse(path)


def _opened_to_read(path: Path) -> sqlite3.Connection:
    """Open an existing file; it is not made when it is missing."""
    mode = "rw" if os.access(path, os.W_OK) else "ro"  # the log of a file in WAL mode is written
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT_S)
