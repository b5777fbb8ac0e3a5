"""Looking through the articles: found by title, shown whole, with what changed in them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.errors import ArticleMissing, InFolder
from bot.services.ingesting import FOLDER
from corpus.revision import Change, changes

if TYPE_CHECKING:
    from bot.services.ingesting import Ingesting
    from bot.services.library import Library
    from bot.storage.articles import ArticleStore
    from corpus.models import ArticleVersion


_DIGITS = 15  # an id of more does not fit in 63 bits


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article.

    Attributes:
        before: The version before; None for the first.
        changes: What changed since then, in reading order.
    """

    version: ArticleVersion
    before: ArticleVersion | None
    changes: tuple[Change, ...]


class Browsing:
    """Finds, shows and forgets articles for a person."""

    def __init__(self, articles: ArticleStore, library: Library, ingesting: Ingesting) -> None:
        self._articles = articles
        self._library = library
        self._ingesting = ingesting

    def find(self, words: str = "") -> list[ArticleVersion]:
        """Return the searched articles whose title, publisher or id has the words, newest first."""
        wanted = words.casefold().split()
        found = [
            version
            for version in self._library.versions()
            if all(word in _described(version) for word in wanted)
        ]
        return sorted(found, key=lambda version: version.added_at, reverse=True)

    async def newest(self, named: str) -> ArticleVersion:
        """Return the newest version of an article, forgotten or not.

        Args:
            named: Its id.

        Raises:
            ArticleMissing: there is none with that id.
        """
        return (await self._versions(named))[-1]

    async def history(self, named: str) -> list[Revision]:
        """Return an article's versions, oldest first, each with what changed.

        Raises:
            ArticleMissing: there is none with that id.
        """
        versions = await self._versions(named)
        return await asyncio.to_thread(_revisions, versions)

    async def forget(self, article_id: int) -> None:
        """Search an article no longer.

        Raises:
            InFolder: it lies in the articles folder, from which it would come back.
            ArticleMissing: it is not searched.
        """
        if article_id in {kept.article_id for kept in await self._articles.by_origin(FOLDER)}:
            raise InFolder(article_id)
        if not await self._ingesting.forget(article_id):
            raise ArticleMissing(article_id)

    async def _versions(self, named: str) -> list[ArticleVersion]:
        number = named.strip().removeprefix("#")
        versions = await self._articles.versions(int(number)) if _is_id(number) else []
        if not versions:
            raise ArticleMissing(named)
        return versions


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _described(version: ArticleVersion) -> str:
    article = version.article
    return f"#{version.article_id} {article.title} {article.publisher or ''}".casefold()


def _revisions(versions: list[ArticleVersion]) -> list[Revision]:
    first = [Revision(versions[0], None, ())]
    return first + [
        Revision(now, before, changes(before.article.text, now.article.text))
        for before, now in pairwise(versions)
    ]
