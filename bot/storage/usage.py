"""The usage log and the program's small facts in SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Use:
    """One command and how it went.

    Attributes:
        at: When, in UTC.
        command: Its name without the slash.
        outcome: answered, abstained, mistake or failed.
        latency_ms: From the command's arrival to the answer, in milliseconds.
        guild_id: The server; None in direct messages and in the terminal.
        person: The person's keyed hash; None in the terminal.
        question: What was asked; None unless the host keeps questions.
    """

    at: datetime
    command: str
    outcome: str
    latency_ms: float
    guild_id: int | None = None
    person: str | None = None
    question: str | None = None


class UsageStore:
    """Adds uses and prunes old ones; keeps facts by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, use: Use) -> None:
        """Store one use."""
        await self._database.write(
            "INSERT INTO usage (at, command, outcome, latency_ms, guild_id, person, question)"
            " VALUES (:at, :command, :outcome, :latency_ms, :guild_id, :person, :question)",
            {
                "at": use.at.isoformat(),
                "command": use.command,
                "outcome": use.outcome,
                "latency_ms": use.latency_ms,
                "guild_id": use.guild_id,
                "person": use.person,
                "question": use.question,
            },
        )

    async def prune(self, *, before: datetime) -> int:
        """Delete the uses from before a moment (UTC); return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                "DELETE FROM usage WHERE at < :before", {"before": before.isoformat()}
            )

    async def count(self) -> int:
        """Return how many uses are stored."""
        row = await self._database.one("SELECT COUNT(*) FROM usage")
        return int(row[0]) if row else 0

    async def fact(self, name: str) -> str | None:
        """Return a small fact by its name, or None."""
        row = await self._database.one("SELECT value FROM fact WHERE name = :name", {"name": name})
        return str(row[0]) if row else None

    async def set_fact(self, name: str, value: str) -> None:
        """Store a small fact under its name."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT INTO fact (name, value) VALUES (:name, :value)"
                " ON CONFLICT (name) DO UPDATE SET value = :value",
                {"name": name, "value": value},
            )
