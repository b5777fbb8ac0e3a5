"""Answers that messages show, in SQLite, so that their buttons outlive a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus.models import Span

if TYPE_CHECKING:
    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A slice that a message showed: of which article version, where, and its words in bold.

    Attributes:
        version_id: The article version.
        span: Where the slice stands in it.
        matched: Where the words in bold stand in it.
        place: Which sentence it is, from 1, and of how many; None in older rows.
    """

    version_id: int
    span: Span
    matched: tuple[Span, ...] = ()
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message showed.

    Attributes:
        id: Random; it stands in the buttons' custom_id.
        at: When, in UTC.
        command: ``ask`` or ``search``.
        query: What was asked.
        person: The keyed hash of who asked; None in the terminal.
        verdict: What was said beside the hits, as JSON can hold it.
        hits: The slices in the order shown, further pages included.
    """

    id: str
    at: datetime
    command: str
    query: str
    person: str | None
    verdict: dict[str, Any]
    hits: tuple[ShownHit, ...]


class ShownStore:
    """Adds, gets and prunes shown answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, shown: Shown) -> None:
        """Store what a message shows."""
        await self._database.write(
            "INSERT INTO shown (id, at, command, query, person, verdict, hits)"
            " VALUES (:id, :at, :command, :query, :person, :verdict, :hits)",
            {
                "id": shown.id,
                "at": shown.at.isoformat(),
                "command": shown.command,
                "query": shown.query,
                "person": shown.person,
                "verdict": json.dumps(shown.verdict, ensure_ascii=False),
                "hits": json.dumps([_row(hit) for hit in shown.hits], separators=(",", ":")),
            },
        )

    async def get(self, id_: str) -> Shown | None:
        """Return what a message showed, or None once it has expired."""
        row = await self._database.one(
            "SELECT id, at, command, query, person, verdict, hits FROM shown WHERE id = :id",
            {"id": id_},
        )
        if row is None:
            return None
        return Shown(
            id=row["id"],
            at=datetime.fromisoformat(row["at"]),
            command=row["command"],
            query=row["query"],
            person=row["person"],
            verdict=json.loads(row["verdict"]),
            hits=tuple(_hit(*columns) for columns in json.loads(row["hits"])),
        )

    async def sent(self, id_: str, channel_id: int, message_id: int) -> None:
        """Store which message shows it."""
        await self._database.write(
            "UPDATE shown SET channel_id = :channel_id, message_id = :message_id WHERE id = :id",
            {"id": id_, "channel_id": channel_id, "message_id": message_id},
        )

    async def id_of_message(self, message_id: int) -> str | None:
        """Return the id of what a message shows, or None."""
        row = await self._database.one(
            "SELECT id FROM shown WHERE message_id = :message_id", {"message_id": message_id}
        )
        return str(row["id"]) if row else None

    async def prune(self, *, before: datetime) -> int:
        """Delete what was shown before a moment (UTC); return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                "DELETE FROM shown WHERE at < :before", {"before": before.isoformat()}
            )


def _row(hit: ShownHit) -> list[Any]:
    matched = [[span.start, span.end] for span in hit.matched]
    return [hit.version_id, hit.span.start, hit.span.end, matched, *(hit.place or ())]


def _hit(version_id: int, start: int, end: int, matched: list[list[int]], *place: int) -> ShownHit:
    spans = tuple(Span(a, b) for a, b in matched)
    return ShownHit(version_id, Span(start, end), spans, (place[0], place[1]) if place else None)
