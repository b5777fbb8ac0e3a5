"""Which articles tell one story, kept in step with the articles that are searched."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from corpus.stories import StoryIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.library import Library
    from corpus.models import ArticleVersion, Sentence


class Stories:
    """Clusters articles by what they share. Built when it is first asked, then kept in step."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: StoryIndex | None = None
        self._turn = asyncio.Lock()

    async def add(self, stored: Sequence[tuple[ArticleVersion, tuple[Sentence, ...]]]) -> None:
        """Take in these versions, each in the place of its article's older one."""
        async with self._turn:
            if self._index is not None:
                await asyncio.to_thread(_add, self._index, [version for version, _ in stored])

    async def forget(self, article_id: int) -> None:
        """Drop an article, if it is there."""
        async with self._turn:
            if self._index is not None:
                self._index.remove(article_id)

    async def told_in(self, article_id: int) -> tuple[ArticleVersion, ...]:
        """Return the other articles that tell the same story, oldest first; often none."""
        async with self._turn:
            if self._index is None:
                self._index = StoryIndex()
                await asyncio.to_thread(_add, self._index, self._library.versions())
            if article_id not in self._index:
                return ()
            others = await asyncio.to_thread(self._index.cluster_of, article_id)
        found = [self._library.version_of(one) for one in others if isinstance(one, int)]
        return tuple(
            sorted(
                (version for version in found if version and version.article_id != article_id),
                key=lambda version: version.article_id,
            )
        )


def _add(index: StoryIndex, versions: Sequence[ArticleVersion]) -> None:
    for version in versions:
        index.add(version.article_id, version.article.text)
