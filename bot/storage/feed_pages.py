"""Pages that feeds led to, in SQLite: asked again until they are old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.database import Database

_DUE = """
    SELECT p.feed_id, p.key, p.origin, p.said, p.etag, p.last_modified, p.reads, p.next_at, f.title
    FROM feed_page AS p JOIN feed AS f ON f.id = p.feed_id
    WHERE f.paused IS NULL AND p.next_at <= :at ORDER BY p.next_at LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that is asked again.

    Attributes:
        feed_id: The feed that led to it.
        feed_title: What that feed is called.
        key: What makes it the same item of the feed.
        origin: What its article came through: ``baseline`` or ``feed``.
        said: What the feed said of it, as JSON.
        etag: What the server gave us to ask "has it changed?" with.
        last_modified: As above.
        reads: How often it was asked again.
        next_at: When it is asked again (UTC).
    """

    feed_id: int
    feed_title: str
    key: str
    origin: str
    said: str
    etag: str | None
    last_modified: str | None
    reads: int
    next_at: datetime


class PageStore:
    """Keeps, lists and drops pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, page: KeptPage) -> None:
        """Keep a page, in the place of what was known of it; not when its feed was removed."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT INTO feed_page"
                " (feed_id, key, origin, said, etag, last_modified, reads, next_at)"
                " SELECT id, :key, :origin, :said, :etag, :last_modified, :reads, :next_at"
                " FROM feed WHERE id = :feed_id"
                " ON CONFLICT (feed_id, key) DO UPDATE SET said = excluded.said,"
                " etag = excluded.etag, last_modified = excluded.last_modified,"
                " reads = excluded.reads, next_at = excluded.next_at",
                {
                    "feed_id": page.feed_id,
                    "key": page.key,
                    "origin": page.origin,
                    "said": page.said,
                    "etag": page.etag,
                    "last_modified": page.last_modified,
                    "reads": page.reads,
                    "next_at": page.next_at.isoformat(),
                },
            )

    async def drop(self, feed_id: int, key: str) -> None:
        """Ask a page no longer."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "DELETE FROM feed_page WHERE feed_id = :feed_id AND key = :key",
                {"feed_id": feed_id, "key": key},
            )

    async def due(self, at: datetime, *, limit: int) -> list[KeptPage]:
        """Return pages of feeds that are not paused and were to be asked by now, oldest first."""
        rows = await self._database.all(_DUE, {"at": at.isoformat(), "limit": limit})
        return [
            KeptPage(
                feed_id=row["feed_id"],
                feed_title=row["title"],
                key=row["key"],
                origin=row["origin"],
                said=row["said"],
                etag=row["etag"],
                last_modified=row["last_modified"],
                reads=row["reads"],
                next_at=datetime.fromisoformat(row["next_at"]),
            )
            for row in rows
        ]
