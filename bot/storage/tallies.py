"""How many there are of what a host watches: briefings by what became of them, feeds that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database

_LATE_S = 900  # from this after the due time a briefing says that it is late
_LATENESS = "(julianday(sent_at) - julianday(due_at)) * 86400"


class Tallies:
    """Counts, and shows that the database can be written to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def briefings(self) -> dict[str, int]:
        """Return how many briefings of the history kept are due, sent, merged, …; and late."""
        rows = await self._database.all("SELECT state, COUNT(*) FROM delivery GROUP BY state")
        late = await self._count(f"delivery WHERE {_LATENESS} > {_LATE_S}")
        return {str(row[0]): int(row[1]) for row in rows} | {"late": late}

    async def subscriptions(self) -> dict[str, int]:
        """Return how many subscriptions run, and how many are paused."""
        paused = await self._count("subscription WHERE next_at IS NULL")
        running = await self._count("subscription WHERE next_at IS NOT NULL")
        return {"running": running, "paused": paused}

    async def feeds(self) -> dict[str, int]:
        """Return how many feeds there are, how many fail, and how many are paused."""
        return {
            "all": await self._count("feed"),
            "failing": await self._count("feed WHERE failures > 0 AND paused IS NULL"),
            "paused": await self._count("feed WHERE paused IS NOT NULL"),
        }

    async def people(self) -> int:
        """Return how many rows name people by their keyed hashes."""
        return sum([await self._count(table) for table in ("opted_out", "feedback", "shown")])

    async def write(self, at: datetime) -> None:
        """Write something.

        Raises:
            DatabaseUnusable: the file cannot be written.
        """
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT INTO fact (name, value) VALUES ('health', :at)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                {"at": at.isoformat()},
            )

    async def _count(self, of: str) -> int:
        row = await self._database.one(f"SELECT COUNT(*) FROM {of}")  # noqa: S608 (constants)
        return int(row[0]) if row else 0
