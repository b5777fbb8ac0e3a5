"""Everything that is stored about a person, over all tables: to list it and to delete it.

A table that knows people joins by a `Record` here; a test finds the one that was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Person:
    """How tables know a person: by the keyed hash, or by the Discord id."""

    key: str
    user_id: int


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of thing that is stored about people.

    Attributes:
        name: What it is called when a person asks.
        select: The statement that lists a person's rows (:person is the hash, :user_id the id).
        delete: The statements that remove every trace of the person from them.
    """

    name: str
    select: str
    delete: tuple[str, ...]


RECORDS = (
    Record(
        "usage",
        "SELECT at, command, outcome, latency_ms, guild_id, question FROM usage"
        " WHERE person = :person ORDER BY id",
        ("DELETE FROM usage WHERE person = :person",),
    ),
    Record(
        "shown answers",
        "SELECT * FROM shown WHERE person = :person ORDER BY at",
        ("DELETE FROM shown WHERE person = :person",),
    ),
    Record(
        "judgements",
        "SELECT at, guild_id, command, question, is_right, shown_id FROM feedback"
        " WHERE person = :person ORDER BY id",
        ("DELETE FROM feedback WHERE person = :person OR asker = :person",),
    ),
    Record(
        "briefings sent",
        "SELECT local_date, sent_at, state, payload FROM delivery WHERE subscription_id IN"
        " (SELECT id FROM subscription WHERE user_id = :user_id AND channel_id IS NULL)"
        " ORDER BY id",
        (),  # they go with their subscription
    ),
    Record(
        "watches",
        "SELECT created_at, question, topics AS words, guild_id, channel_id, paused_at AS told_at"
        " FROM subscription WHERE user_id = :user_id AND question IS NOT NULL ORDER BY id",
        ("DELETE FROM subscription WHERE user_id = :user_id AND question IS NOT NULL",),
    ),
    Record(
        "subscriptions",
        "SELECT * FROM subscription WHERE user_id = :user_id AND question IS NULL ORDER BY id",
        (
            "DELETE FROM subscription WHERE user_id = :user_id AND channel_id IS NULL",
            # A server's briefing stays the server's; only who set it up is forgotten.
            "UPDATE subscription SET user_id = 0 WHERE user_id = :user_id",
        ),
    ),
)


class PersonalStore:
    """Lists and deletes what is stored about a person; knows who has opted out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: Person) -> dict[str, list[dict[str, Any]]]:
        """Return the person's rows by the record's name; every record is there, maybe empty."""
        values = {"person": person.key, "user_id": person.user_id}
        return {
            record.name: [dict(row) for row in await self._database.all(record.select, values)]
            for record in RECORDS
        }

    async def delete(self, person: Person) -> None:
        """Delete everything about the person, and every byte of it from the file."""
        values = {"person": person.key, "user_id": person.user_id}
        async with self._database.transaction() as tx:
            for statement in (s for record in RECORDS for s in record.delete):
                await tx.execute(statement, values)
        await self._database.scrub()

    async def opted_out(self) -> set[str]:
        """Return the hashes of those who have opted out."""
        return {row["person"] for row in await self._database.all("SELECT person FROM opted_out")}

    async def opt_out(self, person: Person, *, at: datetime) -> None:
        """Note that nothing may be stored about the person; twice is fine."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT OR IGNORE INTO opted_out (person, at) VALUES (:person, :at)",
                {"person": person.key, "at": at.isoformat()},
            )

    async def opt_in(self, person: Person) -> None:
        """Forget that the person had opted out, and every byte of it."""
        async with self._database.transaction() as tx:
            await tx.execute("DELETE FROM opted_out WHERE person = :person", {"person": person.key})
        await self._database.scrub()
