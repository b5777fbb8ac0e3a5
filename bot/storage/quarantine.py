"""Texts that may be no articles, kept in SQLite until a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.storage.article_columns import article_in, article_values, text_hash

if TYPE_CHECKING:
    import sqlite3

    from bot.storage.database import Database
    from corpus.models import Article

_COLUMNS = """
    SELECT id, identity, origin, name, doubt, title, text, headline_end, publisher, published, url,
           at
    FROM quarantine
"""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text that may be no article.

    Attributes:
        id: Its id in quarantine.
        identity: What would make it the same article when it comes again.
        origin: The door it came through.
        name: The file or address it came under.
        doubt: Why it may be no article.
        at: When it last came (UTC).
    """

    id: int
    identity: str
    origin: str
    name: str
    doubt: str
    article: Article
    at: datetime


class QuarantineStore:
    """Adds, gets, lists and accepts doubtful texts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, article: Article, *, identity: str, origin: str, name: str, doubt: str, at: datetime
    ) -> int:
        """Keep a text, in the place of an older one with that identity; return its id."""
        async with self._database.transaction() as tx:
            row = await tx.one(
                "INSERT INTO quarantine (identity, origin, name, doubt, hash, title, text,"
                " headline_end, publisher, published, url, at)"
                " VALUES (:identity, :origin, :name, :doubt, :hash, :title, :text, :headline_end,"
                " :publisher, :published, :url, :at)"
                " ON CONFLICT (identity) DO UPDATE SET origin = excluded.origin,"
                " name = excluded.name, doubt = excluded.doubt, hash = excluded.hash,"
                " title = excluded.title, text = excluded.text,"
                " headline_end = excluded.headline_end, publisher = excluded.publisher,"
                " published = excluded.published, url = excluded.url, at = excluded.at,"
                " accepted_at = NULL RETURNING id",
                {
                    "identity": identity,
                    "origin": origin,
                    "name": name,
                    "doubt": doubt,
                    **article_values(article),
                    "at": at.isoformat(),
                },
            )
        assert row is not None
        return int(row["id"])

    async def is_accepted(self, identity: str, text: str) -> bool:
        """Tell whether a person took this very text for an article."""
        row = await self._database.one(
            "SELECT 1 FROM quarantine WHERE identity = :identity AND hash = :hash"
            " AND accepted_at IS NOT NULL",
            {"identity": identity, "hash": text_hash(text)},
        )
        return row is not None

    async def accept(self, id_: int, *, at: datetime) -> None:
        """Remember that a person took a text for an article."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE quarantine SET accepted_at = :at WHERE id = :id",
                {"id": id_, "at": at.isoformat()},
            )

    async def get(self, id_: int) -> Doubtful | None:
        """Return a text that waits for a decision, or None."""
        row = await self._database.one(
            _COLUMNS + " WHERE id = :id AND accepted_at IS NULL", {"id": id_}
        )
        return _doubtful(row) if row else None

    async def waiting(self, *, limit: int = 100) -> list[Doubtful]:
        """Return the texts that wait for a decision, the newest first."""
        rows = await self._database.all(
            _COLUMNS + " WHERE accepted_at IS NULL ORDER BY at DESC, id DESC LIMIT :limit",
            {"limit": limit},
        )
        return [_doubtful(row) for row in rows]

    async def remove(self, identity: str) -> None:
        """Drop the text with that identity, if one waits: a proper article has come instead."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "DELETE FROM quarantine WHERE identity = :identity AND accepted_at IS NULL",
                {"identity": identity},
            )


def _doubtful(row: sqlite3.Row) -> Doubtful:
    return Doubtful(
        row["id"],
        row["identity"],
        row["origin"],
        row["name"],
        row["doubt"],
        article_in(row),
        datetime.fromisoformat(row["at"]),
    )
