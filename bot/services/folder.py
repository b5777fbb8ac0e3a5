"""The articles folder: what lies in it is searched, what has gone from it is forgotten."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from bot.errors import NothingToIngest
from bot.services.ingesting import FOLDER
from bot.services.preparing import FoundFile, find_files
from bot.services.reading.models import Unread
from bot.services.reading.reading import SUFFIXES
from bot.storage.folder import FolderFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.services.ingesting import Ingested, Ingesting
    from bot.storage.folder import FolderStore

log = logging.getLogger(__name__)
# A file may change twice within one tick of its clock, so one that has just changed is read again.
_FRESH_NS = 2_000_000_000


class ArticlesFolder:
    """Keeps the store in step with a folder. Only files that changed are read again.

    Args:
        folder: Where the articles lie.
        ingesting: Who brings them in.
        store: What is known of its files.
        keeps_removed: Whether an article stays when its file has gone.
    """

    def __init__(
        self,
        folder: Path,
        ingesting: Ingesting,
        store: FolderStore,
        *,
        keeps_removed: bool = False,
    ) -> None:
        self._folder = folder
        self._ingesting = ingesting
        self._store = store
        self._keeps_removed = keeps_removed

    async def sync(self) -> list[Ingested]:
        """Read what is new or changed and forget what has gone; return what was read.

        A file is known as read only when all of its articles are stored, so that a stop in the
        middle loses nothing.

        Raises:
            NothingToIngest: there is no such folder.
        """
        files, stamps = await asyncio.to_thread(_look, self._folder)
        known = await self._store.files()
        changed = [
            file
            for file in files
            if (path := str(file.path)) not in known or known[path].stamp != stamps[path]
        ]
        for path in known.keys() - stamps.keys():
            await self._drop(known[path])
        return await self._read(changed, stamps, known) if changed else []

    async def follow(self) -> None:
        """Do one round of watching: as `sync`, for a loop."""
        for item in await self.sync():
            level = logging.DEBUG if item.status == "unchanged" else logging.INFO
            log.log(level, "%s: %s %s", item.status, item.article_id, item.reason or "")

    async def _read(
        self,
        changed: Sequence[FoundFile],
        stamps: dict[str, str],
        known: dict[str, FolderFile],
    ) -> list[Ingested]:
        done: list[Ingested] = []
        async for file, items in self._ingesting.ingest_files(changed, FOLDER):
            assert isinstance(file, FoundFile)
            path = str(file.path)
            there = tuple(item.article_id for item in items if item.article_id is not None)
            await self._store.keep(FolderFile(path, stamps[path], there))
            if path in known:
                await self._forget(set(known[path].articles) - set(there))
            done += items
        return done

    async def _drop(self, file: FolderFile) -> None:
        await self._store.drop(file.path)
        await self._forget(set(file.articles))

    async def _forget(self, gone: set[int]) -> None:
        """Forget articles, but for those that another file holds as well."""
        if self._keeps_removed or not gone:
            return
        held = {one for file in (await self._store.files()).values() for one in file.articles}
        for article_id in gone - held:
            await self._ingesting.forget(article_id)
            log.info("article %d is forgotten: its file has gone", article_id)


def _look(folder: Path) -> tuple[list[FoundFile], dict[str, str]]:
    """Return the folder's files that may hold articles, and each one's stamp."""
    if not folder.is_dir():
        raise NothingToIngest(str(folder), "there is no such file or folder")
    try:
        found = find_files(folder.resolve())
    except NothingToIngest:
        return [], {}
    looked_ns = time.time_ns()
    files: list[FoundFile] = []
    stamps: dict[str, str] = {}
    for file in found:
        if isinstance(file, Unread) or file.path.suffix.lower() not in SUFFIXES:
            continue
        try:
            status = file.path.lstat()
        except OSError:  # it has just gone
            continue
        files.append(file)
        is_fresh = looked_ns - status.st_mtime_ns < _FRESH_NS
        mark = " fresh" if is_fresh else ""
        stamps[str(file.path)] = f"{status.st_size} {status.st_mtime_ns}{mark}"
    return files, stamps
