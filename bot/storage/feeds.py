"""Feeds and their items in SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.storage.database import Database

_FEED = """
    SELECT id, url, title, added_at, etag, last_modified, interval_s, next_at, checked_at,
           succeeded_at, failures, error, warning, paused
    FROM feed
"""


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed and how it fares; moments are in UTC.

    Attributes:
        url: Its canonical address.
        etag: What the server gave us to ask "has it changed?" with.
        last_modified: As above.
        interval_s: How long it is left alone between two checks.
        next_at: When it is asked again.
        checked_at: When it was last asked; None before the first time.
        succeeded_at: When it last could be read; None before the first time.
        failures: How many checks have failed since.
        error: Why the last check failed; None when it did not.
        warning: What is wrong with it although it can be read.
        paused: Why it is not asked; None while it is.
    """

    id: int
    url: str
    title: str
    added_at: datetime
    etag: str | None
    last_modified: str | None
    interval_s: float
    next_at: datetime
    checked_at: datetime | None
    succeeded_at: datetime | None
    failures: int
    error: str | None
    warning: str | None
    paused: str | None


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An item that a feed shows.

    Attributes:
        key: What makes it the same item.
        state: ``waiting`` or ``held``.
        origin: ``baseline`` or ``feed``.
        hash: Of its whole text, where the feed holds it.
        said: What the feed said of it, as JSON.
    """

    key: str
    state: str
    origin: str
    hash: str | None
    said: str


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An item that is to become an article.

    Attributes:
        attempts: How often that failed already.
    """

    key: str
    origin: str
    said: str
    attempts: int


class FeedStore:
    """Adds, lists, updates and removes feeds; keeps what became of their items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, url: str, title: str, *, interval_s: float, at: datetime) -> int:
        """Add a feed, due at once; return its id, or that of the one with that address."""
        async with self._database.transaction() as tx:
            row = await tx.one("SELECT id FROM feed WHERE url = :url", {"url": url})
            if row is not None:
                return int(row["id"])
            return await tx.insert(
                "INSERT INTO feed (url, title, added_at, interval_s, next_at)"
                " VALUES (:url, :title, :at, :interval_s, :at)",
                {"url": url, "title": title, "interval_s": interval_s, "at": at.isoformat()},
            )

    async def get(self, feed_id: int) -> KeptFeed | None:
        """Return a feed, or None."""
        row = await self._database.one(_FEED + " WHERE id = :id", {"id": feed_id})
        return _feed(row) if row else None

    async def by_url(self, url: str) -> KeptFeed | None:
        """Return the feed with that address, or None."""
        row = await self._database.one(_FEED + " WHERE url = :url", {"url": url})
        return _feed(row) if row else None

    async def all(self) -> list[KeptFeed]:
        """Return every feed, by title."""
        rows = await self._database.all(_FEED + " ORDER BY title COLLATE NOCASE, id")
        return [_feed(row) for row in rows]

    async def due(self, at: datetime, *, limit: int) -> list[KeptFeed]:
        """Return the feeds that are to be asked by now, the longest overdue first."""
        rows = await self._database.all(
            _FEED + " WHERE paused IS NULL AND next_at <= :at ORDER BY next_at LIMIT :limit",
            {"at": at.isoformat(), "limit": limit},
        )
        return [_feed(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """Return when the next feed is to be asked; None when none is."""
        row = await self._database.one("SELECT MIN(next_at) FROM feed WHERE paused IS NULL")
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    async def update(self, feed: KeptFeed) -> None:
        """Keep how a feed fares now; nothing happens when it was removed in the meantime.

        Its address is changed only where no other feed has the new one.
        """
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE feed SET url = CASE WHEN EXISTS (SELECT 1 FROM feed AS other"
                " WHERE other.url = :url AND other.id != :id) THEN url ELSE :url END,"
                " title = :title, etag = :etag, last_modified = :last_modified,"
                " interval_s = :interval_s, next_at = :next_at, checked_at = :checked_at,"
                " succeeded_at = :succeeded_at, failures = :failures, error = :error,"
                " warning = :warning, paused = :paused WHERE id = :id",
                {
                    "id": feed.id,
                    "url": feed.url,
                    "title": feed.title,
                    "etag": feed.etag,
                    "last_modified": feed.last_modified,
                    "interval_s": feed.interval_s,
                    "next_at": feed.next_at.isoformat(),
                    "checked_at": _text(feed.checked_at),
                    "succeeded_at": _text(feed.succeeded_at),
                    "failures": feed.failures,
                    "error": feed.error,
                    "warning": feed.warning,
                    "paused": feed.paused,
                },
            )

    async def remove(self, feed_id: int) -> bool:
        """Remove a feed and its items; its articles stay. Tell whether it was there."""
        async with self._database.transaction() as tx:
            return await tx.execute("DELETE FROM feed WHERE id = :id", {"id": feed_id}) > 0

    async def seen(self, feed_id: int) -> dict[str, str | None]:
        """Return the keys of the items that the feed has shown, each with its text's hash."""
        rows = await self._database.all(
            "SELECT key, hash FROM feed_entry WHERE feed_id = :id", {"id": feed_id}
        )
        return {row["key"]: row["hash"] for row in rows}

    async def see(self, feed_id: int, entries: Iterable[SeenEntry], *, at: datetime) -> None:
        """Keep items that are new or whose text changed, all of them or none."""
        async with self._database.transaction() as tx:
            if await tx.one("SELECT 1 FROM feed WHERE id = :id", {"id": feed_id}) is None:
                return
            await tx.execute_many(
                "INSERT INTO feed_entry (feed_id, key, state, origin, hash, said, seen_at)"
                " VALUES (:feed_id, :key, :state, :origin, :hash, :said, :at)"
                " ON CONFLICT (feed_id, key) DO UPDATE SET state = excluded.state,"
                " hash = excluded.hash, said = excluded.said, attempts = 0",
                [
                    {
                        "feed_id": feed_id,
                        "key": entry.key,
                        "state": entry.state,
                        "origin": entry.origin,
                        "hash": entry.hash,
                        "said": entry.said if entry.state == "waiting" else None,
                        "at": at.isoformat(),
                    }
                    for entry in entries
                ],
            )

    async def waiting(self, feed_id: int, *, limit: int) -> list[WaitingEntry]:
        """Return the items that are to become articles, the longest waiting first."""
        rows = await self._database.all(
            "SELECT key, origin, said, attempts FROM feed_entry"
            " WHERE feed_id = :id AND state = 'waiting' ORDER BY seen_at, key LIMIT :limit",
            {"id": feed_id, "limit": limit},
        )
        return [
            WaitingEntry(row["key"], row["origin"], row["said"], row["attempts"]) for row in rows
        ]

    async def settle(
        self, feed_id: int, key: str, *, article_id: int | None, reason: str | None
    ) -> None:
        """Keep what became of an item: an article, or nothing for a reason."""
        state = "done" if article_id is not None else "failed"
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE feed_entry SET state = :state, article_id = :article_id,"
                " reason = :reason, said = NULL WHERE feed_id = :feed_id AND key = :key",
                {
                    "feed_id": feed_id,
                    "key": key,
                    "state": state,
                    "article_id": article_id,
                    "reason": reason,
                },
            )

    async def postpone(self, feed_id: int, key: str, *, reason: str) -> None:
        """Count a failed attempt at an item that is to be tried again."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE feed_entry SET attempts = attempts + 1, reason = :reason"
                " WHERE feed_id = :feed_id AND key = :key",
                {"feed_id": feed_id, "key": key, "reason": reason},
            )

    async def counts(self, feed_id: int) -> dict[str, int]:
        """Return how many items of a feed are in each state."""
        rows = await self._database.all(
            "SELECT state, COUNT(*) AS n FROM feed_entry WHERE feed_id = :id GROUP BY state",
            {"id": feed_id},
        )
        return {row["state"]: row["n"] for row in rows}


def _feed(row: sqlite3.Row) -> KeptFeed:
    return KeptFeed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        added_at=datetime.fromisoformat(row["added_at"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        interval_s=row["interval_s"],
        next_at=datetime.fromisoformat(row["next_at"]),
        checked_at=_moment(row["checked_at"]),
        succeeded_at=_moment(row["succeeded_at"]),
        failures=row["failures"],
        error=row["error"],
        warning=row["warning"],
        paused=row["paused"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
