"""Articles and their versions in SQLite."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from corpus.models import Article, ArticleVersion, Sentence, Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from bot.storage.database import Database, Transaction

_VERSION = """
    SELECT v.id, v.article_id, v.number, v.title, v.text, v.headline_end, v.publisher, v.published,
           v.url, v.added_at, v.sentences
    FROM article_version AS v JOIN article AS a ON a.id = v.article_id
"""
_KEPT = """
    SELECT a.id, a.identity, a.origin, v.hash, a.forgotten_at IS NOT NULL
    FROM article_version AS v JOIN article AS a ON a.id = v.article_id
    WHERE v.number = (SELECT MAX(number) FROM article_version WHERE article_id = a.id)
"""
_LIVING = """
    WHERE v.number = (SELECT MAX(number) FROM article_version WHERE article_id = a.id)
      AND a.forgotten_at IS NULL AND a.id > :after
    ORDER BY a.id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """What is stored of an article beside its texts.

    Attributes:
        article_id: Its id.
        identity: What makes it the same article when it comes again: ``url:…``, ``file:…``.
        origin: The door it came through; ``folder`` for the articles folder.
        hash: The hash of its newest version's text.
        is_forgotten: It is no longer searched.
    """

    article_id: int
    identity: str
    origin: str
    hash: str
    is_forgotten: bool


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ArticleStore:
    """Adds, gets, lists and forgets articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_identity(self, identity: str) -> KeptArticle | None:
        """Return the article with that identity, forgotten or not."""
        found = await self._kept(_KEPT + " AND a.identity = :value", identity)
        return found[0] if found else None

    async def by_hash(self, hash_: str) -> KeptArticle | None:
        """Return a living article whose newest version's text has that hash."""
        found = await self._kept(_KEPT + " AND a.forgotten_at IS NULL AND v.hash = :value", hash_)
        return found[0] if found else None

    async def by_origin(self, origin: str) -> list[KeptArticle]:
        """Return the living articles that came through a door, oldest first."""
        return await self._kept(
            _KEPT + " AND a.forgotten_at IS NULL AND a.origin = :value ORDER BY a.id", origin
        )

    async def _kept(self, sql: str, value: str) -> list[KeptArticle]:
        rows = await self._database.all(sql, {"value": value})
        return [KeptArticle(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]

    async def add(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        *,
        identity: str,
        origin: str,
        at: datetime,
    ) -> ArticleVersion:
        """Store an article, or a new version of the one with that identity, in one transaction.

        A forgotten article comes back.
        """
        async with self._database.transaction() as tx:
            article_id = await _article_id(tx, identity, origin, at)
            number = await _next_number(tx, article_id)
            version_id = await tx.insert(
                "INSERT INTO article_version (article_id, number, hash, title, text, headline_end,"
                " publisher, published, url, sentences, added_at)"
                " VALUES (:article_id, :number, :hash, :title, :text, :headline_end, :publisher,"
                " :published, :url, :sentences, :at)",
                {
                    "article_id": article_id,
                    "number": number,
                    "hash": text_hash(article.text),
                    "title": article.title,
                    "text": article.text,
                    "headline_end": article.headline.end if article.headline else None,
                    "publisher": article.publisher,
                    "published": article.published.isoformat() if article.published else None,
                    "url": article.url,
                    "sentences": _packed(sentences),
                    "at": at.isoformat(),
                },
            )
        return ArticleVersion(article_id, version_id, number, at, article)

    async def revive(self, article_id: int) -> None:
        """Search a forgotten article again."""
        async with self._database.transaction() as tx:
            await tx.execute(
                "UPDATE article SET forgotten_at = NULL WHERE id = :id", {"id": article_id}
            )

    async def forget(self, article_id: int, *, at: datetime) -> bool:
        """Stop searching an article; tell whether it was searched until now."""
        async with self._database.transaction() as tx:
            changed = await tx.execute(
                "UPDATE article SET forgotten_at = :at WHERE id = :id AND forgotten_at IS NULL",
                {"id": article_id, "at": at.isoformat()},
            )
        return changed > 0

    async def forgotten_at(self, article_id: int) -> datetime | None:
        """Return when an article was forgotten (UTC); None while it is searched."""
        row = await self._database.one(
            "SELECT forgotten_at FROM article WHERE id = :id", {"id": article_id}
        )
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    async def living(
        self, *, after: int = 0, limit: int = -1
    ) -> list[tuple[ArticleVersion, tuple[Sentence, ...]]]:
        """Return the newest version of each living article with its sentences, by article id.

        Args:
            after: Only articles whose id is greater: the last one of the page before.
            limit: At most so many; all of them when negative.
        """
        rows = await self._database.all(_VERSION + _LIVING, {"after": after, "limit": limit})
        return [(_version(row), _unpacked(row["sentences"])) for row in rows]

    async def version(self, version_id: int) -> ArticleVersion | None:
        """Return one version, whether or not its article is forgotten."""
        row = await self._database.one(_VERSION + " WHERE v.id = :id", {"id": version_id})
        return _version(row) if row else None

    async def versions(self, article_id: int) -> list[ArticleVersion]:
        """Return an article's versions, oldest first; empty when there is no such article."""
        rows = await self._database.all(
            _VERSION + " WHERE v.article_id = :id ORDER BY v.number", {"id": article_id}
        )
        return [_version(row) for row in rows]

    async def newest(self) -> dict[int, int]:
        """Return the newest version's id of each living article, by article id."""
        rows = await self._database.all(
            "SELECT a.id, MAX(v.id) FROM article AS a JOIN article_version AS v"
            " ON v.article_id = a.id WHERE a.forgotten_at IS NULL GROUP BY a.id"
        )
        return {row[0]: row[1] for row in rows}

    async def stamp(self) -> tuple[int, int, str]:
        """Return what differs as soon as an article came, changed, went or came back."""
        row = await self._database.one(
            "SELECT (SELECT COALESCE(MAX(id), 0) FROM article_version), COUNT(*),"
            " COALESCE((SELECT MAX(forgotten_at) FROM article), '')"
            " FROM article WHERE forgotten_at IS NULL"
        )
        assert row is not None
        return int(row[0]), int(row[1]), str(row[2])

    async def count(self) -> int:
        """Return how many articles are searched."""
        row = await self._database.one("SELECT COUNT(*) FROM article WHERE forgotten_at IS NULL")
        return int(row[0]) if row else 0


async def _article_id(tx: Transaction, identity: str, origin: str, at: datetime) -> int:
    row = await tx.one("SELECT id FROM article WHERE identity = :identity", {"identity": identity})
    if row is None:
        return await tx.insert(
            "INSERT INTO article (identity, origin, added_at) VALUES (:identity, :origin, :at)",
            {"identity": identity, "origin": origin, "at": at.isoformat()},
        )
    await tx.execute(
        "UPDATE article SET forgotten_at = NULL, origin = :origin WHERE id = :id",
        {"id": row[0], "origin": origin},
    )
    return int(row[0])


async def _next_number(tx: Transaction, article_id: int) -> int:
    row = await tx.one(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM article_version WHERE article_id = :id",
        {"id": article_id},
    )
    assert row is not None
    return int(row[0])


def _version(row: sqlite3.Row) -> ArticleVersion:
    article = Article(
        title=row["title"],
        text=row["text"],
        headline=Span(0, row["headline_end"]) if row["headline_end"] else None,
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        url=row["url"],
    )
    added_at = datetime.fromisoformat(row["added_at"])
    return ArticleVersion(row["article_id"], row["id"], row["number"], added_at, article)


def _packed(sentences: Sequence[Sentence]) -> bytes:
    columns = array("I", (n for s in sentences for n in (s.span.start, s.span.end, s.paragraph)))
    return columns.tobytes()


def _unpacked(blob: bytes) -> tuple[Sentence, ...]:
    columns = array("I")
    columns.frombytes(blob)
    triples = zip(columns[0::3], columns[1::3], columns[2::3], strict=True)
    return tuple(
        Sentence(Span(start, end), paragraph, position)
        for position, (start, end, paragraph) in enumerate(triples)
    )
