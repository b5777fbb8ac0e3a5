"""Backups: whole copies of the database, made while the bot runs, and deleted when they are old."""

from __future__ import annotations

import asyncio
import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import BackupFailed
from bot.storage.copying import copy_whole

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.loops import Clock

log = logging.getLogger(__name__)
_STAMP = "%Y%m%dT%H%M%SZ"
_PREFIX, _SUFFIX = "attribune-", ".sqlite3"
_ROOM_BYTES = 64 * 1024 * 1024  # what is left for everything else
_LONGEST_REST_S = 3600.0
_OTHER_COPIES = (".before-migration-*", ".replaced-*")  # of the database, under its own name


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: Its file.
        at: When it was made, in UTC.
        size_bytes: How large it is.
    """

    path: Path
    at: datetime
    size_bytes: int


class Backups:
    """Makes, lists and deletes the backups in one folder.

    Args:
        database: What is copied.
        folder: Where the copies go; made when it is missing.
        clock: The time.
        keep: How long a backup is kept; the newest stays however old it is.
    """

    def __init__(self, database: Path, folder: Path, clock: Clock, *, keep: timedelta) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        self._keep = keep

    async def make(self) -> Backup:
        """Copy the database as it is now.

        Raises:
            BackupFailed: there is nothing to copy, or no room for it.
            DatabaseUnusable: it cannot be read, or the copy cannot be written.
        """
        return await asyncio.to_thread(self._make)

    def all(self) -> list[Backup]:
        """Return the backups, newest first."""
        found = (_backup(path) for path in self._folder.glob(f"{_PREFIX}*{_SUFFIX}"))
        return sorted((b for b in found if b is not None), key=lambda b: b.at, reverse=True)

    async def prune(self) -> int:
        """Delete backups and other copies of the database that are too old; return how many."""
        return await asyncio.to_thread(self._prune)

    async def step(self, every: timedelta) -> float:
        """Make a backup when one is due; return how long to rest, in seconds. For a loop."""
        newest = next(iter(await asyncio.to_thread(self.all)), None)
        now = self._clock()
        if newest is None or not timedelta(0) <= now - newest.at < every:
            made = await self.make()
            log.info("backup of %d bytes made", made.size_bytes)
            newest = made
        await self.prune()
        return min(max((newest.at + every - now).total_seconds(), 1.0), _LONGEST_REST_S)

    def _make(self) -> Backup:
        if not self._database.exists():
            raise BackupFailed(f"there is no database at {self._database} yet.")
        at = self._clock().astimezone(UTC).replace(microsecond=0)
        path = self._folder / f"{_PREFIX}{at:{_STAMP}}{_SUFFIX}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._needs_room()
            return Backup(path, at, copy_whole(self._database, path))
        except OSError as error:
            raise BackupFailed(f"{self._folder} cannot be written ({error.strerror}).") from error

    def _needs_room(self) -> None:
        beside = self._database.with_name(self._database.name + "-wal")
        needed = sum(p.stat().st_size for p in (self._database, beside) if p.exists())
        free = shutil.disk_usage(self._folder).free
        if free < needed + _ROOM_BYTES:
            room = f"it needs {needed / 1e6:.0f} MB and {free / 1e6:.0f} MB are free"
            raise BackupFailed(f"{room} in {self._folder}. Make room, or name another folder.")

    def _prune(self) -> int:
        before = self._clock() - self._keep
        old = [backup.path for backup in self.all()[1:] if backup.at < before]
        old += [path for path in self._other_copies() if _changed_at(path) < before]
        for path in old:
            path.unlink(missing_ok=True)
        if old:
            log.info("%d old copies of the database deleted", len(old))
        return len(old)

    def _other_copies(self) -> list[Path]:
        beside = self._database.parent
        name = self._database.name
        return [path for ending in _OTHER_COPIES for path in beside.glob(name + ending)]


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _backup(path: Path) -> Backup | None:
    stamp = path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, path.stat().st_size)
    except (ValueError, OSError):  # somebody else's file, or one that has just gone
        return None
