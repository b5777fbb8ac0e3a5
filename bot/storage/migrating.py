"""Brings a database file up to date: SQL files, each applied whole or not at all.

A file knows the steps it has seen by their names, so that one with a lower number that comes later
is applied as well. Files from before that knew one number: they are converted.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import MigrationFailed, NewerDatabase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_WAIT_S = 10.0
# What a file held when it counted its steps by their highest number.
_NUMBERED = (
    "0001_articles",
    "0002_usage",
    "0005_quotations",
    "0020_quarantine",
    "0021_feeds",
    "0030_feedback",
    "0031_privacy",
    "0032_shown_messages",
    "0040_briefings",
)
_BY_NAME = 1_000_000  # as a number: programs that compare numbers refuse such a file as newer
_TABLE = """
    CREATE TABLE IF NOT EXISTS migration (
        name TEXT PRIMARY KEY,
        applied_at TEXT NOT NULL         -- UTC; of a converted file, when it was converted
    ) WITHOUT ROWID
"""
_NOTE = """
    INSERT OR IGNORE INTO migration (name, applied_at)
    VALUES (:name, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
"""


class Migration(NamedTuple):
    """One step of the schema, from ``migrations/NUMBER_name.sql``; the number orders them."""

    name: str
    sql: str


def migrations() -> list[Migration]:
    """Return every step that this program knows, in order."""
    folder = resources.files("bot.storage") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [Migration(f.name.removesuffix(".sql"), f.read_text(encoding="utf-8")) for f in files]


def bring_up_to_date(path: Path, steps: Sequence[Migration] | None = None) -> Path | None:
    """Apply the steps that the file has not seen; return the copy made before, if one was.

    A file that already holds a schema is copied beside itself first. Each step and its name are
    stored in one transaction.

    Raises:
        NewerDatabase: the file has seen a step that is not known here.
        MigrationFailed: a step failed; the file is as the step before left it.
        sqlite3.Error: the file cannot be opened or is no database.
        OSError: there is no room for the copy.
    """
    steps = migrations() if steps is None else steps
    with closing(sqlite3.connect(path, isolation_level=None, timeout=_WAIT_S)) as connection:
        applied = applied_names(connection)
        unknown = applied - {step.name for step in steps}
        if unknown:
            raise NewerDatabase(path, unknown=sorted(unknown))
        missing = [step for step in steps if step.name not in applied]
        copy = _copy(connection, path, missing[0]) if missing and applied else None
        connection.execute("PRAGMA journal_mode = WAL")
        _count_by_name(connection, applied)
        for step in missing:
            _apply(connection, step, copy)
    return copy


def applied_names(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the steps that a file has seen; none for a new file."""
    if _has_names(connection):
        return {row[0] for row in connection.execute("SELECT name FROM migration")}
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return {name for name in _NUMBERED if int(name[:4]) <= number}


def _has_names(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
    return connection.execute(query).fetchone() is not None


def _count_by_name(connection: sqlite3.Connection, applied: set[str]) -> None:
    if _has_names(connection):
        return
    with _transaction(connection):
        connection.execute(_TABLE)
        connection.executemany(_NOTE, [{"name": name} for name in sorted(applied)])
        connection.execute(f"PRAGMA user_version = {_BY_NAME}")


def _apply(connection: sqlite3.Connection, step: Migration, copy: Path | None) -> None:
    try:
        with _transaction(connection):
            if step.name in applied_names(connection):  # another process was quicker
                return
            for statement in _statements(step.sql):
                connection.execute(statement)
            connection.execute(_NOTE, {"name": step.name})
    except sqlite3.Error as error:
        raise MigrationFailed(step.name, str(error), copy=copy) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    """Yield a script's statements one by one; run as a script they would end the transaction."""
    statement = ""
    for piece in sql.splitlines(keepends=True):
        *ended, rest = piece.split(";")
        for part in ended:
            statement += part + ";"
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""
        statement += rest
    if statement.strip():
        yield statement


def _copy(connection: sqlite3.Connection, path: Path, first: Migration) -> Path:
    """Copy the file before its first missing step; only a whole copy replaces an older one."""
    copy = path.with_name(f"{path.name}.before-migration-{first.name}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as target:
        connection.backup(target)
    part.replace(copy)
    return copy
