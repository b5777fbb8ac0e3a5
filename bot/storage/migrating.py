"""Brings a database file up to date: numbered SQL files, each applied whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import MigrationFailed, NewerDatabase

if TYPE_CHECKING:
    from pathlib import Path


class Migration(NamedTuple):
    """One step of the schema, from ``migrations/NUMBER_name.sql``."""

    number: int
    name: str
    sql: str


def migrations() -> list[Migration]:
    """Return every step that this program knows, in order."""
    folder = resources.files("bot.storage") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [
        Migration(int(f.name[:4]), f.name.removesuffix(".sql"), f.read_text(encoding="utf-8"))
        for f in files
    ]


def bring_up_to_date(path: Path, steps: list[Migration] | None = None) -> Path | None:
    """Apply the steps that the file has not seen; return the copy made before, if one was.

    A file that already holds a schema is copied beside itself first. Each step and its number are
    stored in one transaction.

    Raises:
        NewerDatabase: the file has seen a step that is not known here.
        MigrationFailed: a step failed; the file is as the step before left it.
        sqlite3.Error: the file cannot be opened or is no database.
    """
    steps = migrations() if steps is None else steps
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        seen: int = connection.execute("PRAGMA user_version").fetchone()[0]
        known = steps[-1].number if steps else 0
        if seen > known:
            raise NewerDatabase(path, found=seen, known=known)
        missing = [step for step in steps if step.number > seen]
        copy = _copy(connection, path, seen) if missing and seen else None
        connection.execute("PRAGMA journal_mode = WAL")
        for step in missing:
            _apply(connection, step, copy)
    return copy


def _apply(connection: sqlite3.Connection, step: Migration, copy: Path | None) -> None:
    script = f"BEGIN IMMEDIATE;\n{step.sql}\nPRAGMA user_version = {step.number};\nCOMMIT;"
    try:
        connection.executescript(script)
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.rollback()
        raise MigrationFailed(step.name, str(error), copy=copy) from error


def _copy(connection: sqlite3.Connection, path: Path, seen: int) -> Path:
    copy = path.with_name(f"{path.name}.before-migration-from-{seen:04}")
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    return copy
