"""Articles in: cleaned, split into sentences, stored, searched from then on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.plain_files import article_files, read_article
from bot.storage.articles import text_hash
from corpus.clean import Known, clean
from corpus.errors import AttribuneError, EmptyArticle
from corpus.segment import sentences

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.storage.articles import ArticleStore
    from corpus.models import Article, ArticleVersion, Sentence

FOLDER = "folder"
INGEST = "ingest"


class Status(StrEnum):
    """What became of something that was to be an article."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one item.

    Attributes:
        name: The file, as it was named.
        status: What became of it.
        article_id: Its article, or the one it repeats; None when it was quarantined.
        title: The article's title; None when it was quarantined.
        reason: Why it was quarantined, or what it repeats; None otherwise.
    """

    name: str
    status: Status
    article_id: int | None = None
    title: str | None = None
    reason: str | None = None


class Ingesting:
    """Brings files into the store and, where one is given, into the library that is searched."""

    def __init__(
        self, articles: ArticleStore, clock: Clock, library: Library | None = None
    ) -> None:
        self._articles = articles
        self._clock = clock
        self._library = library

    async def ingest_files(
        self, files: list[Path], origin: str = INGEST
    ) -> AsyncIterator[Ingested]:
        """Bring in files one after the other; one that cannot be read costs itself alone."""
        for file in files:
            yield await self._ingest_file(file, origin)

    async def ingest_text(self, raw: str, name: str, origin: str = INGEST) -> Ingested:
        """Bring in an article from its plain text; what makes it the same one is the text."""
        return await self._ingest(name, f"text:{text_hash(raw)}", raw, Known(), origin=origin)

    async def mirror(self, folder: Path) -> list[Ingested]:
        """Make the articles that came from a folder those that lie in it now.

        What has gone from the folder is forgotten, what is new or changed is brought in.

        Raises:
            NothingToIngest: there is no such folder, or it holds no article.
        """
        files = await asyncio.to_thread(article_files, folder)
        there = {_identity(file) for file in files}
        for kept in await self._articles.by_origin(FOLDER):
            if kept.identity not in there:
                await self.forget(kept.article_id)
        return [item async for item in self.ingest_files(files, FOLDER)]

    async def forget(self, article_id: int) -> bool:
        """Search an article no longer; tell whether it was searched until now."""
        forgotten = await self._articles.forget(article_id, at=self._clock())
        if self._library is not None:
            await self._library.forget(article_id)
        return forgotten

    async def _ingest_file(self, file: Path, origin: str) -> Ingested:
        try:
            raw, known = await asyncio.to_thread(read_article, file)
        except AttribuneError as error:
            return Ingested(str(file), Status.QUARANTINED, reason=str(error))
        return await self._ingest(str(file), _identity(file), raw, known, origin=origin)

    async def _ingest(
        self, name: str, identity: str, raw: str, known: Known, *, origin: str
    ) -> Ingested:
        try:
            article, found = await asyncio.to_thread(_prepared, raw, Path(name).name, known)
        except AttribuneError as error:
            return Ingested(name, Status.QUARANTINED, reason=str(error))
        return await self._keep(name, identity, article, found, origin=origin)

    async def _keep(
        self,
        name: str,
        identity: str,
        article: Article,
        found: tuple[Sentence, ...],
        *,
        origin: str,
    ) -> Ingested:
        before = await self._articles.by_identity(identity)
        newest = (await self._articles.versions(before.article_id))[-1] if before else None
        if before and newest and newest.article == article:
            if before.is_forgotten:
                await self._articles.revive(before.article_id)
                await self._search(newest, found)
            status = Status.NEW if before.is_forgotten else Status.UNCHANGED
            return Ingested(name, status, before.article_id, article.title)
        twin = await self._articles.by_hash(text_hash(article.text))
        if twin and not (before and twin.article_id == before.article_id):
            reason = f"it repeats article {twin.article_id}"
            return Ingested(name, Status.DUPLICATE, twin.article_id, article.title, reason)
        version = await self._articles.add(
            article, found, identity=identity, origin=origin, at=self._clock()
        )
        await self._search(version, found)
        status = Status.UPDATED if before and not before.is_forgotten else Status.NEW
        return Ingested(name, status, version.article_id, article.title)

    async def _search(self, version: ArticleVersion, found: tuple[Sentence, ...]) -> None:
        if self._library is not None:
            await self._library.add([(version, found)])


def _prepared(raw: str, name: str, known: Known) -> tuple[Article, tuple[Sentence, ...]]:
    """Return the cleaned article and the sentences that are searched: all but a bare headline."""
    article = clean(raw, name=name, known=known).article
    found = sentences(article.text)
    if article.headline and not article.title.rstrip("\"'”’").endswith((".", "!", "?")):
        found = tuple(s for s in found if s.span.start >= article.headline.end)
    if not found:
        raise EmptyArticle(name)
    return article, found


def _identity(file: Path) -> str:
    return f"file:{file.resolve().as_posix()}"
