"""What people said of answers, in SQLite."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.storage.shown import ShownHit
from corpus.models import Span

if TYPE_CHECKING:
    from bot.storage.database import Database

_SELECT = (
    "SELECT at, shown_id, person, guild_id, is_right, command, question, answered, hits,"
    " asker"
    " FROM feedback ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person said of one answer.

    Attributes:
        at: When, in UTC.
        shown_id: The kept answer's id.
        person: The keyed hash of who said it.
        guild_id: The server; None in direct messages.
        is_right: Whether they found it right.
        command: ``ask`` or ``search``.
        question: What had been asked.
        answered: False when the bot had said that nothing answers it.
        hits: The first slices shown, at most three.
        asker: The keyed hash of who had asked; None when unknown.
    """

    at: datetime
    shown_id: str
    person: str
    guild_id: int | None
    is_right: bool
    command: str
    question: str
    answered: bool
    hits: tuple[ShownHit, ...]
    asker: str | None = None


class FeedbackStore:
    """Adds, lists and prunes judgements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, judgement: Judgement) -> None:
        """Store a judgement, in the place of the person's former one of that answer."""
        hits = [[hit.version_id, hit.span.start, hit.span.end] for hit in judgement.hits]
        async with self._database.transaction() as tx:
            await tx.execute(
                "INSERT INTO feedback (at, shown_id, person, guild_id, is_right, command,"
                " question, answered, hits, asker)"
                " VALUES (:at, :shown_id, :person, :guild_id, :is_right,"
                " :command, :question, :answered, :hits, :asker)"
                " ON CONFLICT (shown_id, person) DO UPDATE SET at = :at, is_right = :is_right",
                {
                    "at": judgement.at.isoformat(),
                    "shown_id": judgement.shown_id,
                    "person": judgement.person,
                    "guild_id": judgement.guild_id,
                    "is_right": judgement.is_right,
                    "command": judgement.command,
                    "question": judgement.question,
                    "answered": judgement.answered,
                    "hits": json.dumps(hits, separators=(",", ":")),
                    "asker": judgement.asker,
                },
            )

    async def list(self) -> list[Judgement]:
        """Return every judgement, oldest first."""
        rows = await self._database.all(_SELECT)
        return [
            Judgement(
                at=datetime.fromisoformat(row["at"]),
                shown_id=row["shown_id"],
                person=row["person"],
                guild_id=row["guild_id"],
                is_right=bool(row["is_right"]),
                command=row["command"],
                question=row["question"],
                answered=bool(row["answered"]),
                hits=tuple(ShownHit(v, Span(a, b)) for v, a, b in json.loads(row["hits"])),
                asker=row["asker"],
            )
            for row in rows
        ]

    async def prune(self, *, before: datetime) -> int:
        """Delete the judgements from before a moment (UTC); return how many."""
        values = {"before": before.isoformat()}
        if not await self._database.one(
            "SELECT 1 FROM feedback WHERE at < :before LIMIT 1", values
        ):
            return 0
        async with self._database.transaction() as tx:
            return await tx.execute("DELETE FROM feedback WHERE at < :before", values)
