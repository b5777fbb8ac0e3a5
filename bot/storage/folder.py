"""What the files of the articles folder held when they were last read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of the articles folder.

    Attributes:
        path: Where it lies, absolute.
        stamp: Its size and time of change when it was read.
        articles: The ids of the articles that it held.
    """

    path: str
    stamp: str
    articles: tuple[int, ...]


class FolderStore:
    """Lists, keeps and drops files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def files(self) -> dict[str, FolderFile]:
        """Return every file by its path."""
        rows = await self._database.all("SELECT path, stamp, articles FROM folder_file")
        return {
            row["path"]: FolderFile(row["path"], row["stamp"], tuple(json.loads(row["articles"])))
            for row in rows
        }

    async def keep(self, file: FolderFile) -> None:
        """Keep a file in the place of what was known of it."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT INTO folder_file (path, stamp, articles) VALUES (:path, :stamp, :articles)"
                " ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp,"
                " articles = excluded.articles",
                {
                    "path": file.path,
                    "stamp": file.stamp,
                    "articles": json.dumps(list(file.articles)),
                },
            )

    async def drop(self, path: str) -> None:
        """Drop a file that is no longer there."""
        async with self._database.transaction() as tx:
            await tx.execute("DELETE FROM folder_file WHERE path = :path", {"path": path})
