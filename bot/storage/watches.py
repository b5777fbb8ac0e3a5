"""Watches in SQLite: subscriptions that are told once, when the words they wait for appear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.deliveries import add_delivery
from bot.storage.subscriptions import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.deliveries import Claim
    from bot.storage.subscriptions import Subscription, SubscriptionStore

_APPEARED = "It has appeared."


@dataclass(frozen=True, slots=True)
class Watches:
    """Lists, claims and ends watches; the store of subscriptions adds them."""

    database: Database
    subscriptions: SubscriptionStore

    async def waiting(self) -> list[Subscription]:
        """Return every watch that has not been told, oldest first."""
        return await self.subscriptions.where("question IS NOT NULL AND paused_at IS NULL", {})

    async def of_user(self, user_id: int) -> list[Subscription]:
        """Return what a person waits for, oldest first."""
        return await self.subscriptions.where(
            "question IS NOT NULL AND paused_at IS NULL AND user_id = :user_id",
            {"user_id": user_id},
        )

    async def claim(self, watch: Subscription, claim: Claim, *, at: datetime) -> bool:
        """Store what a watch is told and end its waiting, in one transaction.

        Returns:
            False when it was told, or ended, since it was read: then nothing is stored.
        """
        async with self.database.transaction() as tx:
            ended = await tx.execute(
                "UPDATE subscription SET paused_at = :at, pause_reason = :reason,"
                " last_date = :local_date, seen_version = :seen_version"
                " WHERE id = :id AND question IS NOT NULL AND paused_at IS NULL",
                {
                    "id": watch.id,
                    "at": stamp(at),
                    "reason": _APPEARED,
                    "local_date": claim.local_date.isoformat(),
                    "seen_version": claim.seen_version,
                },
            )
            return ended > 0 and await add_delivery(tx, watch, claim, at)

    async def looked(self, *, seen_version: int) -> None:
        """Note up to which article version every waiting watch has been looked for."""
        async with self.database.transaction() as tx:
            await tx.execute(
                "UPDATE subscription SET seen_version = :seen WHERE question IS NOT NULL"
                " AND paused_at IS NULL AND seen_version < :seen",
                {"seen": seen_version},
            )

    async def prune(self, *, before: datetime) -> int:
        """Delete watches set before a moment, told or not, unless one is being sent."""
        async with self.database.transaction() as tx:
            return await tx.execute(
                "DELETE FROM subscription WHERE question IS NOT NULL AND created_at < :before"
                " AND id NOT IN (SELECT subscription_id FROM delivery"
                " WHERE state IN ('due', 'sending'))",
                {"before": stamp(before)},
            )
