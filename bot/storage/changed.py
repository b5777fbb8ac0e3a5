"""Messages whose slices are of an article version that is no longer the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database

_OUTDATED = """
    SELECT s.id, s.channel_id, s.message_id FROM shown AS s
    WHERE s.message_id IS NOT NULL AND s.corrected_at IS NULL AND EXISTS (
        SELECT 1 FROM json_each(s.hits) AS hit
        JOIN article_version AS v ON v.id = json_extract(hit.value, '$[0]')
        JOIN article_version AS newer
            ON newer.article_id = v.article_id AND newer.number > v.number
    )
    ORDER BY s.at LIMIT :limit OFFSET :offset
"""


class Outdated(NamedTuple):
    """A message that shows an older version of an article."""

    shown_id: str
    channel_id: int
    message_id: int


class ChangedStore:
    """Lists outdated messages and notes which have been corrected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def outdated(self, limit: int, offset: int) -> list[Outdated]:
        """Return messages that show an older version and were not corrected, oldest first."""
        rows = await self._database.all(_OUTDATED, {"limit": limit, "offset": offset})
        return [Outdated(row["id"], row["channel_id"], row["message_id"]) for row in rows]

    async def claim(self, shown_id: str, *, at: datetime) -> bool:
        """Note that a message gets its correction; tell whether it had none before."""
        async with self._database.transaction() as tx:
            changed = await tx.execute(
                "UPDATE shown SET corrected_at = :at WHERE id = :id AND corrected_at IS NULL",
                {"id": shown_id, "at": at.isoformat()},
            )
        return changed > 0
