"""Which articles tell one story, kept in step with the articles that are searched."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.computing import computed
from corpus.errors import DamagedIndex
from corpus.stories import StoryIndex

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from bot.services.answers import Cited
    from bot.services.library import Library
    from corpus.models import ArticleVersion, Sentence

log = logging.getLogger(__name__)


class Stories:
    """Clusters articles by what they share.

    Nothing is computed until it is first asked; from then on it is kept in step, and on disk for
    the next start.

    Args:
        library: The articles that are searched.
        path: Where to keep what was computed; nowhere when None.
    """

    def __init__(self, library: Library, path: Path | None = None) -> None:
        self._library = library
        self._path = path
        self._index: StoryIndex | None = None  # by version id
        self._version_of: dict[int, int] = {}
        self._article_of: dict[int, int] = {}
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Compute what is missing now, so that no question has to wait for it."""
        async with self._turn:
            await self._opened()

    async def add(self, stored: Sequence[tuple[ArticleVersion, tuple[Sentence, ...]]]) -> None:
        """Take in these versions, each in the place of its article's older one."""
        async with self._turn:
            if self._index is not None:
                await asyncio.to_thread(self._add, self._index, [version for version, _ in stored])

    async def forget(self, article_id: int) -> None:
        """Drop an article, if it is there."""
        async with self._turn:
            gone = self._version_of.pop(article_id, None)
            if self._index is not None and gone is not None:
                self._index.remove(gone)

    async def told_in(self, article_id: int) -> tuple[ArticleVersion, ...]:
        """Return the other articles that tell the same story, oldest first; often none."""
        return (await self._told_in([article_id]))[article_id]

    async def told_once(self, hits: Sequence[Cited]) -> tuple[Cited, ...]:
        """Return the hits with each story told by one article: the one that is hit first.

        Its first hit names the others that tell the story, whether they were hit or not. While
        stories are still being computed, the hits come back as they are.
        """
        if self._index is None and self._turn.locked():  # it is being computed
            return tuple(hits)
        ids = [hit.version.article_id for hit in hits]
        others = await self._told_in(ids)
        teller: dict[int, int] = {}
        kept: list[Cited] = []
        for hit, article_id in zip(hits, ids, strict=True):
            is_first = article_id not in teller
            if is_first:
                teller |= dict.fromkeys([v.article_id for v in others[article_id]], article_id)
                teller[article_id] = article_id
            if teller[article_id] == article_id:
                also = {v.article_id: v for v in hit.also_in}
                also |= {v.article_id: v for v in others[article_id]} if is_first else {}
                versions = tuple(also[one] for one in sorted(also))
                kept.append(replace(hit, rank=len(kept) + 1, also_in=versions))
        return tuple(kept)

    async def _told_in(self, article_ids: Sequence[int]) -> dict[int, tuple[ArticleVersion, ...]]:
        async with self._turn:
            index = await self._opened()
            known = {one: self._version_of[one] for one in article_ids if one in self._version_of}
            clusters = await computed(
                lambda: {one: index.cluster_of(version) for one, version in known.items()}
            )
        return {one: self._others(one, clusters.get(one, frozenset())) for one in article_ids}

    def _others(
        self, article_id: int, version_ids: frozenset[Hashable]
    ) -> tuple[ArticleVersion, ...]:
        article_ids = sorted(self._article_of[one] for one in version_ids if isinstance(one, int))
        found = [self._library.version_of(one) for one in article_ids if one != article_id]
        return tuple(version for version in found if version is not None)

    async def _opened(self) -> StoryIndex:
        if self._index is None:
            self._index = await asyncio.to_thread(self._open, self._library.versions())
        return self._index

    def _open(self, versions: Sequence[ArticleVersion]) -> StoryIndex:
        """Return the index of some versions, with what the last start kept of it."""
        index = self._saved()
        wanted = {version.version_id for version in versions}
        gone = [one for one in index if one not in wanted]
        for one in gone:
            index.remove(one)
        fresh = [version for version in versions if version.version_id not in index]
        self._name(versions)
        self._add(index, fresh)
        if self._path is not None and (gone or fresh):
            try:
                index.save(self._path)
            except OSError as error:  # it is only a cache: the next start computes it again
                log.warning("which articles tell one story could not be saved: %s", error)
        return index

    def _saved(self) -> StoryIndex:
        try:
            return StoryIndex.open(self._path) if self._path is not None else StoryIndex()
        except DamagedIndex:
            return StoryIndex()

    def _add(self, index: StoryIndex, versions: Sequence[ArticleVersion]) -> None:
        for version in versions:
            older = self._version_of.get(version.article_id)
            if older is not None and older != version.version_id:
                index.remove(older)
            index.add(version.version_id, version.article.text)
        self._name(versions)

    def _name(self, versions: Sequence[ArticleVersion]) -> None:
        self._version_of |= {version.article_id: version.version_id for version in versions}
        self._article_of |= {version.version_id: version.article_id for version in versions}


def stories_among(versions: Sequence[ArticleVersion]) -> dict[int, int]:
    """Return which story each of some versions is of, by its id; a number stands for a story.

    Looks at these alone, so that it costs nothing of how many articles are searched.
    """
    index, found = StoryIndex(), dict[int, int]()
    for version in versions:
        index.add(version.version_id, version.article.text)
    for version in versions:
        if version.version_id not in found:
            cluster = index.cluster_of(version.version_id)
            found |= {one: version.version_id for one in cluster if isinstance(one, int)}
    return found
