"""The usage log counted: per day, command and hour, and how long answers took."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from bot.storage.database import Database

# What counts as a question; `console ask` is the same as `ask`.
QUESTIONS = ("ask", "search", "chat", "quote", "whosaid", "who said this", "find in the articles")
_LISTED = json.dumps(QUESTIONS)
_ASKED = "replace(command, 'console ', '') IN (SELECT value FROM json_each(:questions))"
_SINCE = " FROM usage WHERE at >= :since AND (:guild_id IS NULL OR guild_id = :guild_id)"


@dataclass(frozen=True, slots=True)
class DayCount:
    """The questions of one day (UTC): all, answered, and told that nothing answers them."""

    day: str
    questions: int
    answered: int
    abstained: int


class UsageCounts:
    """Counts uses since a moment (UTC), of one server, or of all where the server is None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def days(self, since: datetime, *, guild_id: int | None) -> list[DayCount]:
        """Return the days that had questions, oldest first."""
        rows = await self._all(
            "SELECT substr(at, 1, 10) AS day, COUNT(*), SUM(outcome = 'answered'),"
            f" SUM(outcome = 'abstained') {_SINCE} AND {_ASKED} GROUP BY day ORDER BY day",
            since,
            guild_id,
        )
        return [DayCount(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows]

    async def commands(self, since: datetime, *, guild_id: int | None) -> list[tuple[str, int]]:
        """Return every command with how often it was used, the most used first."""
        rows = await self._all(
            f"SELECT command, COUNT(*) AS uses {_SINCE}"
            " GROUP BY command ORDER BY uses DESC, command",
            since,
            guild_id,
        )
        return [(str(row[0]), int(row[1])) for row in rows]

    async def outcomes(self, since: datetime, *, guild_id: int | None) -> dict[str, int]:
        """Return how many uses ended how."""
        rows = await self._all(
            f"SELECT outcome, COUNT(*) {_SINCE} GROUP BY outcome", since, guild_id
        )
        return {str(row[0]): int(row[1]) for row in rows}

    async def hours(self, since: datetime, *, guild_id: int | None) -> list[int]:
        """Return how many uses fell into each hour of the day (UTC), 24 numbers."""
        rows = await self._all(
            f"SELECT CAST(substr(at, 12, 2) AS INTEGER) AS hour, COUNT(*) {_SINCE} GROUP BY hour",
            since,
            guild_id,
        )
        found = {int(row[0]): int(row[1]) for row in rows}
        return [found.get(hour, 0) for hour in range(24)]

    async def latencies(self, since: datetime, *, guild_id: int | None) -> Sequence[float]:
        """Return how long each question took, in milliseconds, ascending."""
        rows = await self._all(
            f"SELECT latency_ms {_SINCE} AND {_ASKED} ORDER BY latency_ms", since, guild_id
        )
        return [float(row[0]) for row in rows]

    async def people(self, since: datetime, *, guild_id: int | None) -> int:
        """Return how many different people there were; those who opted out are not counted."""
        rows = await self._all(f"SELECT COUNT(DISTINCT person) {_SINCE}", since, guild_id)
        return int(rows[0][0])

    async def questions(self, since: datetime, *, guild_id: int | None) -> list[tuple[str, str]]:
        """Return (question, person's hash) of the questions whose text is kept."""
        rows = await self._all(
            f"SELECT question, person {_SINCE} AND question IS NOT NULL AND person IS NOT NULL"
            f" AND {_ASKED}",
            since,
            guild_id,
        )
        return [(str(row[0]), str(row[1])) for row in rows]

    async def judgements(self, since: datetime, *, guild_id: int | None) -> tuple[int, int]:
        """Return how many answers were found right, and how many wrong."""
        rows = await self._all(
            "SELECT COALESCE(SUM(is_right), 0), COALESCE(SUM(NOT is_right), 0) FROM feedback"
            " WHERE at >= :since AND (:guild_id IS NULL OR guild_id = :guild_id)",
            since,
            guild_id,
        )
        return int(rows[0][0]), int(rows[0][1])

    async def _all(self, sql: str, since: datetime, guild_id: int | None) -> list[sqlite3.Row]:
        values = {"since": since.isoformat(), "guild_id": guild_id, "questions": _LISTED}
        return await self._database.all(sql, values)
