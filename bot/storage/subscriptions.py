"""Subscriptions to briefings in SQLite."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    from bot.storage.database import Database, Transaction

_KEY_BYTES = 6
_COLUMNS = (
    "id, key, user_id, guild_id, channel_id, wall, zone, days, topics, speakers, quiet,"
    " created_at, next_at, last_date, seen_version, paused_at, pause_reason, question"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for.

    Attributes:
        user_id: Who subscribed.
        guild_id: The server; None when it goes to the person's direct messages.
        channel_id: The channel; None when it goes to the person's direct messages.
        wall: HH:MM on the clocks of the zone.
        zone: A tz database key, or an offset like ``UTC+05:30``.
        days: Bit 0 is Monday.
        topics: Words to follow; empty for everything.
        speakers: Names to follow.
        quiet: ``no``, ``silence`` (send nothing when nothing is new) or ``soundless``.
        question: What was asked, for a watch: it waits for its topics to appear, and has no time.
            None for a briefing.
    """

    user_id: int
    guild_id: int | None
    channel_id: int | None
    wall: str
    zone: str
    days: int
    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    quiet: str = "no"
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A stored subscription.

    Attributes:
        id: Its number, which people type.
        key: Random; the nonce and the buttons are made of it.
        wanted: What the person asked for.
        created_at: When, in UTC.
        next_at: When the next briefing is due, in UTC; None while paused.
        last_date: The last local date that was claimed.
        seen_version: The newest article version that a briefing has covered.
        paused_at: Since when it is paused; None while it runs.
        pause_reason: Why, as a sentence.
    """

    id: int
    key: str
    wanted: Wanted
    created_at: datetime
    next_at: datetime | None
    last_date: date | None
    seen_version: int
    paused_at: datetime | None
    pause_reason: str | None

    @property
    def is_watch(self) -> bool:
        """Whether it is told once, when its topics appear, and no briefing."""
        return self.wanted.question is not None


def stamp(at: datetime) -> str:
    """Return a moment as it is stored: UTC, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


class SubscriptionStore:
    """Adds, gets, lists, changes and deletes subscriptions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, wanted: Wanted, *, at: datetime, next_at: datetime | None, seen_version: int
    ) -> Subscription:
        """Store a new subscription; without a next time it waits."""
        async with self._database.transaction() as tx:
            id_ = await tx.insert(
                "INSERT INTO subscription (key, user_id, guild_id, channel_id, wall, zone, days,"
                " topics, speakers, quiet, question, created_at, next_at, seen_version)"
                " VALUES (:key, :user_id, :guild_id, :channel_id, :wall, :zone, :days, :topics,"
                " :speakers, :quiet, :question, :at, :next_at, :seen_version)",
                {
                    **_wanted_row(wanted),
                    "key": secrets.token_hex(_KEY_BYTES),
                    "at": stamp(at),
                    "next_at": stamp(next_at) if next_at else None,
                    "seen_version": seen_version,
                },
            )
            found = await _one(tx, id_)
        assert found is not None
        return found

    async def get(self, id_: int) -> Subscription | None:
        """Return a subscription by its number."""
        rows = await self.where("id = :value", {"value": id_})
        return rows[0] if rows else None

    async def by_key(self, key: str) -> Subscription | None:
        """Return a subscription by its random key."""
        rows = await self.where("key = :value", {"value": key})
        return rows[0] if rows else None

    async def of_user(self, user_id: int) -> list[Subscription]:
        """Return the briefings that a person subscribed to, oldest first."""
        return await self.where("user_id = :user_id AND question IS NULL", {"user_id": user_id})

    async def of_guild(self, guild_id: int) -> list[Subscription]:
        """Return the briefings of a server's channels, oldest first."""
        return await self.where("guild_id = :guild_id AND question IS NULL", {"guild_id": guild_id})

    async def due(self, now: datetime, *, limit: int) -> list[Subscription]:
        """Return subscriptions whose time has come, the longest due first."""
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM subscription WHERE next_at <= :now"  # noqa: S608 - constants
            " ORDER BY next_at, id LIMIT :limit",
            {"now": stamp(now), "limit": limit},
        )
        return [_subscription(row) for row in rows]

    async def running(self) -> list[Subscription]:
        """Return every subscription that is not paused."""
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM subscription WHERE next_at IS NOT NULL ORDER BY id"  # noqa: S608 - constants
        )
        return [_subscription(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """Return when the next subscription is due; None when none is."""
        row = await self._database.one("SELECT MIN(next_at) FROM subscription")
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    async def change(self, id_: int, wanted: Wanted, *, next_at: datetime | None) -> None:
        """Replace what a subscription asks for; None as its next time keeps it paused."""
        row = _wanted_row(wanted) | {"id": id_, "next_at": stamp(next_at) if next_at else None}
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE subscription SET user_id = :user_id, guild_id = :guild_id,"
                " channel_id = :channel_id, wall = :wall, zone = :zone, days = :days,"
                " topics = :topics, speakers = :speakers, quiet = :quiet, next_at = :next_at"
                " WHERE id = :id",
                row,
            )

    async def reschedule(self, subscription: Subscription, *, next_at: datetime) -> None:
        """Move the next time, unless it was moved since the subscription was read."""
        assert subscription.next_at is not None
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE subscription SET next_at = :next_at WHERE id = :id AND next_at = :was_at",
                {
                    "id": subscription.id,
                    "next_at": stamp(next_at),
                    "was_at": stamp(subscription.next_at),
                },
            )

    async def pause(self, id_: int, *, at: datetime, reason: str) -> bool:
        """Stop a subscription and keep it; tell whether it ran until now."""
        async with self._database.transaction() as tx:
            return await pause(tx, id_, at=at, reason=reason)

    async def resume(self, id_: int, *, next_at: datetime) -> None:
        """Let a paused subscription run again."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE subscription SET paused_at = NULL, pause_reason = NULL,"
                " next_at = :next_at WHERE id = :id",
                {"id": id_, "next_at": stamp(next_at)},
            )

    async def delete(self, id_: int) -> bool:
        """Forget a subscription with its history; tell whether it existed."""
        async with self._database.transaction() as tx:
            deleted = await tx.execute("DELETE FROM subscription WHERE id = :id", {"id": id_})
        return deleted > 0

    async def delete_of_user(self, user_id: int) -> int:
        """Forget everything that a person subscribed to; return how many.

        What a server's channel gets stays the server's; who set it up is forgotten.
        """
        async with self._database.transaction() as tx:
            deleted = await tx.execute(
                "DELETE FROM subscription WHERE user_id = :user_id"
                " AND (channel_id IS NULL OR question IS NOT NULL)",
                {"user_id": user_id},
            )
            return deleted + await tx.execute(
                "UPDATE subscription SET user_id = 0 WHERE user_id = :user_id",
                {"user_id": user_id},
            )

    async def where(self, condition: str, values: dict[str, Any]) -> list[Subscription]:
        """Return those that meet a condition of this package's own SQL, oldest first."""
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM subscription WHERE {condition} ORDER BY id",  # noqa: S608 - constants
            values,
        )
        return [_subscription(row) for row in rows]


async def pause(tx: Transaction, id_: int, *, at: datetime, reason: str) -> bool:
    """Stop a subscription within a transaction; tell whether it ran until now."""
    changed = await tx.execute(
        "UPDATE subscription SET paused_at = :at, pause_reason = :reason, next_at = NULL"
        " WHERE id = :id AND paused_at IS NULL",
        {"id": id_, "at": stamp(at), "reason": reason},
    )
    return changed > 0


async def _one(tx: Transaction, id_: int) -> Subscription | None:
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM subscription WHERE id = :id",  # noqa: S608 - constants
        {"id": id_},
    )
    return _subscription(row) if row else None


def _wanted_row(wanted: Wanted) -> dict[str, Any]:
    return {
        "user_id": wanted.user_id,
        "guild_id": wanted.guild_id,
        "channel_id": wanted.channel_id,
        "wall": wanted.wall,
        "zone": wanted.zone,
        "days": wanted.days,
        "topics": json.dumps(wanted.topics, ensure_ascii=False),
        "speakers": json.dumps(wanted.speakers, ensure_ascii=False),
        "quiet": wanted.quiet,
        "question": wanted.question,
    }


def _subscription(row: sqlite3.Row) -> Subscription:
    wanted = Wanted(
        user_id=row["user_id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        wall=row["wall"],
        zone=row["zone"],
        days=row["days"],
        topics=tuple(json.loads(row["topics"])),
        speakers=tuple(json.loads(row["speakers"])),
        quiet=row["quiet"],
        question=row["question"],
    )
    return Subscription(
        id=row["id"],
        key=row["key"],
        wanted=wanted,
        created_at=datetime.fromisoformat(row["created_at"]),
        next_at=_moment(row["next_at"]),
        last_date=date.fromisoformat(row["last_date"]) if row["last_date"] else None,
        seen_version=row["seen_version"],
        paused_at=_moment(row["paused_at"]),
        pause_reason=row["pause_reason"],
    )


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
