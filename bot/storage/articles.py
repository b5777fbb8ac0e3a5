"""Articles and their versions in SQLite."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from bot.storage.article_columns import (
    article_in,
    article_values,
    packed_sentences,
    text_hash,
    unpacked_sentences,
)
from bot.storage.quotations import put_extraction
from corpus.models import ArticleVersion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Iterable, Sequence

    from bot.storage.database import Database
    from bot.storage.quotations import PackedExtraction
    from corpus.models import Article, Sentence

_VERSION = """
    SELECT v.id, v.article_id, v.number, v.title, v.text, v.headline_end, v.publisher, v.published,
           v.url, v.added_at, v.sentences
    FROM article_version AS v JOIN article AS a ON a.id = v.article_id
"""
_NEWEST_OF_IDENTITY = """
    SELECT v.id, v.article_id, v.number, v.title, v.text, v.headline_end, v.publisher, v.published,
           v.url, v.added_at, a.forgotten_at
    FROM article_version AS v JOIN article AS a ON a.id = v.article_id
    WHERE a.identity = :identity ORDER BY v.number DESC LIMIT 1
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


@dataclass(frozen=True, slots=True)
class Coming:
    """An article on its way into the store.

    Attributes:
        sentences: Those that are searched, as `packed_sentences` has them.
        identity: What makes it the same article when it comes again.
        origin: The door it comes through.
        quotations: What was found of them; None when nobody has looked yet.
    """

    article: Article
    sentences: bytes
    identity: str
    origin: str
    quotations: PackedExtraction | None = None


class Outcome(Enum):
    """What storing an article came to."""

    ADDED = "added"  # there was none with its identity
    CHANGED = "changed"  # it is a new version
    BACK = "back"  # it was forgotten, and is not any more
    SAME = "same"  # nothing about it is new
    TWIN = "twin"  # another article has the same text: nothing was stored


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article.

    Attributes:
        outcome: Which.
        article_id: Its id, or its twin's.
        version: Its newest version; None for a twin.
        before: The text that it took the place of; None unless it changed.
    """

    outcome: Outcome
    article_id: int
    version: ArticleVersion | None = None
    before: str | None = None


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
        coming = Coming(article, packed_sentences(sentences), identity, origin)

        def job(connection: sqlite3.Connection) -> ArticleVersion:
            return _insert(connection, coming, at)

        return await self._database.run(job)

    async def keep(self, coming: Coming, *, at: datetime) -> Stored:
        """Store an article that is new or changed, with its quotations, in one transaction."""
        return await self._database.run(partial(_keep, coming, at))

    async def revive(self, article_id: int) -> None:
        """Search a forgotten article again."""
        await self._database.run(partial(_revive, article_id=article_id))

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
        return [(_version(row), unpacked_sentences(row["sentences"])) for row in rows]

    async def pages(
        self, size: int
    ) -> AsyncIterator[list[tuple[ArticleVersion, tuple[Sentence, ...]]]]:
        """Yield what `living` returns, so many articles at a time; none of them an empty page."""
        after = 0
        while page := await self.living(after=after, limit=size):
            yield page
            after = page[-1][0].article_id

    async def version(self, version_id: int) -> ArticleVersion | None:
        """Return one version, whether or not its article is forgotten."""
        row = await self._database.one(_VERSION + " WHERE v.id = :id", {"id": version_id})
        return _version(row) if row else None

    async def versions_by_id(self, version_ids: Iterable[int]) -> dict[int, ArticleVersion]:
        """Return versions by their ids, whether or not their articles are forgotten."""
        rows = await self._database.all(
            _VERSION + " WHERE v.id IN (SELECT value FROM json_each(:ids))",  # noqa: S608 - constants
            {"ids": json.dumps(sorted(set(version_ids)))},
        )
        return {version.version_id: version for version in map(_version, rows)}

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


def _keep(coming: Coming, at: datetime, connection: sqlite3.Connection) -> Stored:
    row = connection.execute(_NEWEST_OF_IDENTITY, {"identity": coming.identity}).fetchone()
    newest = _version(row) if row else None
    is_forgotten = bool(row and row["forgotten_at"])
    if newest and newest.article == coming.article:
        if not is_forgotten:
            return Stored(Outcome.SAME, newest.article_id, newest)
        _revive(connection, newest.article_id)
        return Stored(Outcome.BACK, newest.article_id, newest)
    twin = _twin(connection, coming)
    if twin is not None:
        return Stored(Outcome.TWIN, twin)
    version = _insert(connection, coming, at)
    if newest is None or is_forgotten:
        return Stored(Outcome.ADDED, version.article_id, version)
    return Stored(Outcome.CHANGED, version.article_id, version, newest.article.text)


def _twin(connection: sqlite3.Connection, coming: Coming) -> int | None:
    """Return the living article of another identity that has the same text."""
    row = connection.execute(
        _KEPT + " AND a.forgotten_at IS NULL AND v.hash = :hash AND a.identity != :identity",
        {"hash": text_hash(coming.article.text), "identity": coming.identity},
    ).fetchone()
    return int(row[0]) if row else None


def _insert(connection: sqlite3.Connection, coming: Coming, at: datetime) -> ArticleVersion:
    article_id, number = _numbered(connection, coming, at)
    version_id = connection.execute(
        "INSERT INTO article_version (article_id, number, hash, title, text, headline_end,"
        " publisher, published, url, sentences, added_at)"
        " VALUES (:article_id, :number, :hash, :title, :text, :headline_end, :publisher,"
        " :published, :url, :sentences, :at)",
        {
            "article_id": article_id,
            "number": number,
            **article_values(coming.article),
            "sentences": coming.sentences,
            "at": at.isoformat(),
        },
    ).lastrowid
    assert version_id is not None
    if coming.quotations is not None:
        put_extraction(connection, version_id, coming.quotations, at=at)
    return ArticleVersion(article_id, version_id, number, at, coming.article)


def _numbered(connection: sqlite3.Connection, coming: Coming, at: datetime) -> tuple[int, int]:
    """Return the id of the article with that identity, made if need be, and the next number."""
    row = connection.execute(
        "SELECT a.id, COALESCE(MAX(v.number), 0) + 1 FROM article AS a"
        " LEFT JOIN article_version AS v ON v.article_id = a.id"
        " WHERE a.identity = :identity GROUP BY a.id",
        {"identity": coming.identity},
    ).fetchone()
    if row is None:
        article_id = connection.execute(
            "INSERT INTO article (identity, origin, added_at) VALUES (:identity, :origin, :at)",
            {"identity": coming.identity, "origin": coming.origin, "at": at.isoformat()},
        ).lastrowid
        assert article_id is not None
        return article_id, 1
    connection.execute(
        "UPDATE article SET forgotten_at = NULL, origin = :origin WHERE id = :id",
        {"id": row[0], "origin": coming.origin},
    )
    return int(row[0]), int(row[1])


def _revive(connection: sqlite3.Connection, article_id: int) -> None:
    connection.execute("UPDATE article SET forgotten_at = NULL WHERE id = :id", {"id": article_id})


def _version(row: sqlite3.Row) -> ArticleVersion:
    added_at = datetime.fromisoformat(row["added_at"])
    return ArticleVersion(row["article_id"], row["id"], row["number"], added_at, article_in(row))
