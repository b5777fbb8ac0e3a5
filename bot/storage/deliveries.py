"""Briefings claimed for a day: the outbox that the sender works off, and the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.storage.subscriptions import pause, stamp

if TYPE_CHECKING:
    import sqlite3

    from bot.storage.database import Database, Transaction
    from bot.storage.subscriptions import Subscription

_COLUMNS = (
    "id, subscription_id, local_date, due_at, claimed_at, nonce, payload, state, attempts,"
    " tried_at, sent_at, channel_id, message_id, reason"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One day's briefing of one subscription, before it is stored.

    Attributes:
        local_date: The day it belongs to; with the subscription, its identity.
        due_at: When it was due, in UTC.
        nonce: At most 25 characters, the same whenever the same day is claimed.
        payload: The briefing as JSON.
        state: ``due``, or at once ``silent`` or ``merged``.
        reason: Why it is silent or merged.
        next_at: When the subscription is due next, in UTC.
        seen_version: The newest article version it covers.
        articles: The ids of the articles it tells of.
    """

    local_date: date
    due_at: datetime
    nonce: str
    payload: str
    state: str
    reason: str | None
    next_at: datetime
    seen_version: int
    articles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed briefing.

    Attributes:
        id: Its number.
        subscription_id: Whose it is.
        local_date: The day it belongs to.
        due_at: When it was due, in UTC.
        claimed_at: When it was put together, in UTC.
        nonce: What marks its message.
        payload: The briefing as JSON.
        state: due, sending, sent, silent, merged or failed.
        attempts: How many attempts to send it have begun.
        tried_at: When the last of them began; None before the first.
        sent_at: When it was seen to have arrived.
        channel_id: Where it arrived.
        message_id: Its message.
        reason: Why it was merged, failed or kept silent.
    """

    id: int
    subscription_id: int
    local_date: date
    due_at: datetime
    claimed_at: datetime
    nonce: str
    payload: str
    state: str
    attempts: int
    tried_at: datetime | None
    sent_at: datetime | None
    channel_id: int | None
    message_id: int | None
    reason: str | None


class DeliveryStore:
    """Claims days, leases deliveries to a sender, and keeps what became of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, subscription: Subscription, claim: Claim, *, at: datetime) -> bool:
        """Store a day's briefing and move the subscription on, in one transaction.

        Returns:
            False when another process was first, or the subscription was changed, paused or
            deleted since it was read: then nothing is stored.
        """
        assert subscription.next_at is not None
        async with self._database.transaction() as tx:
            moved = await tx.execute(
                "UPDATE subscription SET next_at = :next_at, last_date = :local_date,"
                " seen_version = :seen_version WHERE id = :id AND next_at = :was_at",
                {
                    "id": subscription.id,
                    "was_at": stamp(subscription.next_at),
                    "next_at": stamp(claim.next_at),
                    "local_date": claim.local_date.isoformat(),
                    "seen_version": claim.seen_version,
                },
            )
            if not moved:
                return False
            return await add_delivery(tx, subscription, claim, at)

    async def lease(self, now: datetime, *, until: datetime, limit: int) -> list[Delivery]:
        """Return open deliveries that nobody else sends before ``until``; an attempt has begun.

        What they carry is from before the attempt: ``attempts`` is 0 when none ever began.
        """
        async with self._database.transaction() as tx:
            rows = await tx.all(
                f"SELECT {_COLUMNS} FROM delivery WHERE state IN ('due', 'sending')"  # noqa: S608 - constants
                " AND (retry_at IS NULL OR retry_at <= :now)"
                " AND (leased_until IS NULL OR leased_until <= :now) ORDER BY due_at, id"
                " LIMIT :limit",
                {"now": stamp(now), "limit": limit},
            )
            await tx.execute_many(
                "UPDATE delivery SET state = 'sending', attempts = attempts + 1,"
                " tried_at = :now, leased_until = :until WHERE id = :id",
                [{"id": row["id"], "now": stamp(now), "until": stamp(until)} for row in rows],
            )
        return [_delivery(row) for row in rows]

    async def next_open(self) -> datetime | None:
        """Return when a sender should look again; None when nothing is open."""
        row = await self._database.one(
            "SELECT MIN(MAX(COALESCE(retry_at, due_at), COALESCE(leased_until, due_at)))"
            " FROM delivery WHERE state IN ('due', 'sending')"
        )
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    async def sent(self, id_: int, *, channel_id: int, message_id: int, at: datetime) -> None:
        """Note that a delivery has arrived."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE delivery SET state = 'sent', channel_id = :channel_id,"
                " message_id = :message_id, sent_at = :at, leased_until = NULL WHERE id = :id",
                {"id": id_, "channel_id": channel_id, "message_id": message_id, "at": stamp(at)},
            )

    async def put_off(self, id_: int, *, retry_at: datetime, reason: str) -> None:
        """Let a delivery be tried again at a later time."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE delivery SET retry_at = :retry_at, reason = :reason, leased_until = NULL"
                " WHERE id = :id",
                {"id": id_, "retry_at": stamp(retry_at), "reason": reason},
            )

    async def merge(self, id_: int, *, reason: str) -> None:
        """Give a delivery up; what it told is new again for the next."""
        async with self._database.transaction() as tx:
            await _close(tx, id_, "merged", reason)

    async def fail(self, id_: int, *, at: datetime, reason: str) -> bool:
        """Give a delivery up and pause its subscription; tell whether that ran until now."""
        async with self._database.transaction() as tx:
            await _close(tx, id_, "failed", reason)
            row = await tx.one("SELECT subscription_id FROM delivery WHERE id = :id", {"id": id_})
            return row is not None and await pause(tx, row[0], at=at, reason=reason)

    async def get(self, id_: int) -> Delivery | None:
        """Return a delivery by its number."""
        return await self._one("id = :value", id_)

    async def by_nonce(self, nonce: str) -> Delivery | None:
        """Return the delivery that a message's buttons name."""
        return await self._one("nonce = :value", nonce)

    async def by_message(self, message_id: int) -> Delivery | None:
        """Return the delivery that a message is."""
        return await self._one("message_id = :value", message_id)

    async def history(self, subscription_id: int, *, limit: int) -> list[Delivery]:
        """Return a subscription's deliveries, the latest day first."""
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM delivery WHERE subscription_id = :id"  # noqa: S608 - constants
            " ORDER BY local_date DESC LIMIT :limit",
            {"id": subscription_id, "limit": limit},
        )
        return [_delivery(row) for row in rows]

    async def told(self, subscription_id: int) -> frozenset[int]:
        """Return the ids of the articles that a subscriber has had."""
        rows = await self._database.all(
            "SELECT article_id FROM told WHERE subscription_id = :id", {"id": subscription_id}
        )
        return frozenset(row[0] for row in rows)

    async def prune(self, *, before: datetime) -> int:
        """Delete closed deliveries that were due before a moment; return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                "DELETE FROM delivery WHERE due_at < :before AND state NOT IN ('due', 'sending')",
                {"before": stamp(before)},
            )

    async def _one(self, condition: str, value: int | str) -> Delivery | None:
        row = await self._database.one(
            f"SELECT {_COLUMNS} FROM delivery WHERE {condition}",  # noqa: S608 - constants
            {"value": value},
        )
        return _delivery(row) if row else None


async def add_delivery(
    tx: Transaction, subscription: Subscription, claim: Claim, at: datetime
) -> bool:
    """Put a claimed delivery into the outbox, in the transaction that claims it.

    Returns:
        False when there is one of that day already.
    """
    added = await tx.execute(
        "INSERT INTO delivery (subscription_id, local_date, due_at, claimed_at, nonce, payload,"
        " state, seen_before, reason) VALUES (:subscription_id, :local_date, :due_at, :at,"
        " :nonce, :payload, :state, :seen_before, :reason)"
        " ON CONFLICT (subscription_id, local_date) DO NOTHING",
        {
            "subscription_id": subscription.id,
            "local_date": claim.local_date.isoformat(),
            "due_at": stamp(claim.due_at),
            "at": stamp(at),
            "nonce": claim.nonce,
            "payload": claim.payload,
            "state": claim.state,
            "seen_before": subscription.seen_version,
            "reason": claim.reason,
        },
    )
    if added:
        await tx.execute_many(
            "INSERT OR IGNORE INTO told (subscription_id, article_id, local_date)"
            " VALUES (:id, :article_id, :local_date)",
            [
                {
                    "id": subscription.id,
                    "article_id": article,
                    "local_date": claim.local_date.isoformat(),
                }
                for article in claim.articles
            ],
        )
    return added > 0


async def _close(tx: Transaction, id_: int, state: str, reason: str) -> None:
    await tx.execute(
        "UPDATE delivery SET state = :state, reason = :reason, leased_until = NULL WHERE id = :id",
        {"id": id_, "state": state, "reason": reason},
    )
    await tx.execute(
        "UPDATE subscription SET seen_version = MIN(seen_version, (SELECT seen_before FROM"
        " delivery WHERE id = :id)) WHERE id = (SELECT subscription_id FROM delivery"
        " WHERE id = :id)",
        {"id": id_},
    )
    await tx.execute(
        "DELETE FROM told WHERE (subscription_id, local_date) = (SELECT subscription_id,"
        " local_date FROM delivery WHERE id = :id)",
        {"id": id_},
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        subscription_id=row["subscription_id"],
        local_date=date.fromisoformat(row["local_date"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        claimed_at=datetime.fromisoformat(row["claimed_at"]),
        nonce=row["nonce"],
        payload=row["payload"],
        state=row["state"],
        attempts=row["attempts"],
        tried_at=datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        sent_at=datetime.fromisoformat(row["sent_at"]) if row["sent_at"] else None,
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        reason=row["reason"],
    )
