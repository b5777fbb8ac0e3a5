"""What owners have put right about speakers, in SQLite; taken back, it stays listed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.models import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.storage.database import Database
    from corpus.people import Person


class Act(StrEnum):
    """What a correction does."""

    RENAME = "rename"
    MERGE = "merge"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right.

    Attributes:
        id: Its id.
        at: When, in UTC.
        act: What it does.
        subject: The key of the speaker it is about; empty when it is about one quotation.
        value: The name to show, or the name of who it really is.
        version_id: The article version of the quotation; None for a speaker.
        span: The quotation's words in that version; None for a speaker.
        undone_at: When it was taken back; None while it holds.
    """

    id: int
    at: datetime
    act: Act
    subject: str
    value: str
    version_id: int | None = None
    span: Span | None = None
    undone_at: datetime | None = None


class CorrectionStore:
    """Adds, lists and takes back corrections; keeps the speakers' records that they lead to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, act: Act, subject: str, value: str, *, at: datetime, where: tuple[int, Span] | None
    ) -> Correction:
        """Store a correction.

        Args:
            act: What it does.
            subject: The key of the speaker; empty for one quotation.
            value: The name to show, or of who it really is.
            at: When, in UTC.
            where: The quotation's article version and words; None for a speaker.
        """
        version_id, span = where if where else (None, None)
        async with self._database.transaction() as tx:
            id_ = await tx.insert(
                'INSERT INTO correction (at, act, subject, value, version_id, start, "end")'
                " VALUES (:at, :act, :subject, :value, :version_id, :start, :end)",
                {
                    "at": at.isoformat(),
                    "act": str(act),
                    "subject": subject,
                    "value": value,
                    "version_id": version_id,
                    "start": span.start if span else None,
                    "end": span.end if span else None,
                },
            )
        return Correction(id_, at, act, subject, value, version_id, span)

    async def all(self) -> list[Correction]:
        """Return every correction, those taken back among them, oldest first."""
        rows = await self._database.all(
            'SELECT id, at, act, subject, value, version_id, start, "end", undone_at'
            " FROM correction ORDER BY id"
        )
        return [_correction(row) for row in rows]

    async def undo(self, id_: int, *, at: datetime) -> bool:
        """Take a correction back; tell whether it held until now."""
        async with self._database.transaction() as tx:
            changed = await tx.execute(
                "UPDATE correction SET undone_at = :at WHERE id = :id AND undone_at IS NULL",
                {"id": id_, "at": at.isoformat()},
            )
        return changed > 0

    async def keep_records(self, people: Iterable[Person]) -> None:
        """Store the speakers' records in place of those of before."""
        rows = [
            {
                "key": person.key,
                "name": person.name,
                "forms": json.dumps(person.forms, ensure_ascii=False),
                "roles": json.dumps(person.roles, ensure_ascii=False),
                "gender": str(person.gender),
                "is_person": person.is_person,
            }
            for person in people
        ]
        async with self._database.transaction() as tx:
            await tx.execute("DELETE FROM speaker")
            await tx.execute_many(
                "INSERT INTO speaker (key, name, forms, roles, gender, is_person)"
                " VALUES (:key, :name, :forms, :roles, :gender, :is_person)",
                rows,
            )


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        act=Act(row["act"]),
        subject=row["subject"],
        value=row["value"],
        version_id=row["version_id"],
        span=Span(row["start"], row["end"]) if row["start"] is not None else None,
        undone_at=datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
    )
