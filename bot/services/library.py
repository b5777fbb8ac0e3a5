"""The articles that are searched: their ranker in memory, kept in step with the store."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Protocol

from bot.memory import give_back
from bot.services.apart import Apart, Lost
from bot.services.computing import computed
from bot.services.ranking import Sought
from bot.services.spelling import Vocabulary
from corpus.errors import DamagedIndex, NothingIndexed
from corpus.passages import Passages
from corpus.ranking.building import Building
from corpus.ranking.explain import not_chosen
from corpus.ranking.ranker import Ranker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from bot.storage.articles import ArticleStore
    from corpus.models import ArticleVersion, Sentence, Span
    from corpus.passages import Pair
    from corpus.query import Query
    from corpus.ranking.explain import NotChosen
    from corpus.ranking.hits import Ranking

    Stored = tuple[ArticleVersion, tuple[Sentence, ...]]

log = logging.getLogger(__name__)
# It is only a cache: the next start builds it again.
_UNSAVED = "the index could not be saved: %s"
_PAGE = 500  # articles that are read from the store at once
# Sentences: of fewer, ranking takes about as long as asking another process.
APART_FROM = 20_000


class Follower(Protocol):
    """Something that keeps in step with the articles that are searched."""

    async def added(self, versions: Sequence[ArticleVersion]) -> None:
        """Take in versions that are searched from now on."""
        ...

    async def removed(self, version: ArticleVersion) -> None:
        """Let go of a version that is searched no longer."""
        ...


class Library:
    """Ranks over the newest version of every living article.

    Articles have ordinals that never change while the program runs; searches go on undisturbed
    while articles come and go.
    """

    def __init__(self, ranker: Ranker, versions: Sequence[ArticleVersion]) -> None:
        self.ranker = ranker
        self._versions = list(versions)  # by ordinal; one that was discarded keeps its place
        self._ordinals = {version.article_id: n for n, version in enumerate(versions)}
        self._by_id = {version.version_id: n for n, version in enumerate(versions)}
        self._turn = asyncio.Lock()
        self._may_rank = asyncio.Semaphore(1)
        self.apart = Apart()
        self._vocabulary: tuple[Passages, asyncio.Task[Vocabulary]] | None = None
        self._older_vocabulary: Vocabulary | None = None
        self._followers: list[Follower] = []

    @classmethod
    async def open(cls, articles: ArticleStore, folder: Path) -> Library:
        """Load every living article, with the index saved in the folder where it fits them."""
        versions: list[ArticleVersion] = []
        passages = Passages()
        async for page in articles.pages(_PAGE):
            versions += [version for version, _ in page]
            passages = await asyncio.to_thread(passages.with_articles, _pairs(page))
        ranker = await asyncio.to_thread(_open_ranker, passages, folder)
        log.info("%d articles, %d sentences", len(versions), len(ranker.passages))
        return cls(ranker, versions)

    def __len__(self) -> int:
        return len(self._ordinals)

    def version_at(self, ordinal: int) -> ArticleVersion:
        """Return the article version with that ordinal, discarded or not."""
        return self._versions[ordinal]

    def versions(self) -> list[ArticleVersion]:
        """Return the versions that are searched, oldest article first."""
        return [self._versions[n] for _, n in sorted(self._ordinals.items())]

    def version_of(self, article_id: int) -> ArticleVersion | None:
        """Return the version of an article that is searched, or None."""
        ordinal = self._ordinals.get(article_id)
        return None if ordinal is None else self._versions[ordinal]

    def version(self, version_id: int) -> ArticleVersion | None:
        """Return a version that is at hand: one that was searched while the program runs."""
        ordinal = self._by_id.get(version_id)
        return None if ordinal is None else self._versions[ordinal]

    def sentences(self, version_id: int) -> list[Span] | None:
        """Return a version's sentences as they are searched; None of one that is not at hand."""
        ordinal = self._by_id.get(version_id)
        if ordinal is None:
            return None
        passages = self.ranker.passages
        return [passages.span(passage) for passage in passages.passages_of(ordinal)]

    def follow(self, follower: Follower) -> None:
        """Tell somebody from now on which versions come and go."""
        self._followers.append(follower)

    async def add(self, stored: Sequence[Stored]) -> None:
        """Search these versions from now on, each in the place of its article's older one."""
        async with self._turn:
            known = len(self._versions)
            self._versions += [version for version, _ in stored]
            older = [self._ordinals.get(version.article_id) for version, _ in stored]
            pairs = [(version.article, found) for version, found in stored]
            await asyncio.to_thread(self.ranker.add, pairs)
            await self.apart.add(pairs)
            for place, (version, _) in enumerate(stored):
                self._ordinals[version.article_id] = known + place
                self._by_id[version.version_id] = known + place
            for ordinal in older:
                if ordinal is not None:
                    await self._discard(ordinal)
            for follower in self._followers:
                await follower.added([version for version, _ in stored])

    async def _discard(self, ordinal: int) -> None:
        await asyncio.to_thread(self.ranker.discard, ordinal)
        self.apart.discard(ordinal)
        for follower in self._followers:
            await follower.removed(self._versions[ordinal])

    async def forget(self, article_id: int) -> None:
        """Search an article no longer; nothing happens when it is not searched."""
        async with self._turn:
            ordinal = self._ordinals.pop(article_id, None)
            if ordinal is not None:
                await self._discard(ordinal)

    async def rank(self, question: str, k: int, *, today: date) -> Ranking:
        """Rank passages for a question.

        Raises:
            NothingIndexed: there is no article.
        """
        return await self._ranked(Sought(question, k, today))

    async def search(
        self, query: Query, k: int, *, today: date, within: NDArray[np.bool_] | None = None
    ) -> Ranking:
        """Rank the passages that meet a query's conditions.

        Args:
            query: The words and conditions.
            k: How many hits at most.
            today: The day that "yesterday" counts from.
            within: For each passage, whether it may be a hit; all may when None.

        Raises:
            NothingIndexed: there is no article.
        """
        return await self._ranked(Sought(query, k, today, within))

    async def _ranked(self, sought: Sought) -> Ranking:
        if not self._ordinals:
            raise NothingIndexed
        with contextlib.suppress(Lost):
            return await self.apart.rank(sought)
        async with self._may_rank:  # the next one begins once the event loop has come round
            return await computed(lambda: sought.rank(self.ranker))

    async def rank_apart(self, folder: Path) -> None:
        """Have a process of its own rank where there is much to rank; start it if there is none.

        Until it has opened its articles, and whenever it is gone, rankings are made here.

        Args:
            folder: Where the index was saved.

        Raises:
            OSError: it could not be started.
            Lost: it died before it had opened its articles.
        """
        if self.apart.pid is not None or len(self.ranker.passages) < APART_FROM:
            return
        async with self._turn:
            opening = await self.apart.start(folder, self.ranker.passages)
        await asyncio.shield(opening)
        await asyncio.to_thread(give_back)  # what was sent is as large as all articles
        log.info("rankings are made by process %s", self.apart.pid)

    async def close(self) -> None:
        """End the ranking process, if there is one."""
        await self.apart.close()

    async def not_chosen(
        self, question: str, article_id: int, *, today: date
    ) -> tuple[Ranking, NotChosen]:
        """Return the ranking of a question, and why an article is not first in it.

        Raises:
            KeyError: the article is not searched.
        """
        ordinal = self._ordinals[article_id]

        def compare() -> tuple[Ranking, NotChosen]:
            ranking = self.ranker.rank(question, 1, today=today)
            return ranking, not_chosen(self.ranker, ranking, ordinal, today=today)

        return await asyncio.to_thread(compare)

    async def vocabulary(self) -> Vocabulary:
        """Return the words of the articles as they are now; made when first needed."""
        return await asyncio.shield(self._making_vocabulary())

    async def vocabulary_within(self, seconds: float) -> Vocabulary | None:
        """Return the words of the articles, rather older ones than late; None when there are none.

        What is not ready in time is made all the same, for the next time.
        """
        making = self._making_vocabulary()
        if self._older_vocabulary is None:
            await asyncio.wait({making}, timeout=seconds)
        return making.result() if making.done() else self._older_vocabulary

    def _making_vocabulary(self) -> asyncio.Task[Vocabulary]:
        passages = self.ranker.passages
        if self._vocabulary is None or self._vocabulary[0] is not passages:
            texts = [article.text for article in passages.articles if article is not None]
            making = asyncio.create_task(asyncio.to_thread(Vocabulary, texts), name="vocabulary")
            making.add_done_callback(self._keep_vocabulary)
            self._vocabulary = (passages, making)
        return self._vocabulary[1]

    def _keep_vocabulary(self, made: asyncio.Task[Vocabulary]) -> None:
        if not made.cancelled() and made.exception() is None:
            self._older_vocabulary = made.result()


async def save_index(articles: ArticleStore, folder: Path) -> None:
    """Make the index of every living article for the next start; no text is held for long."""
    building = Building()
    async for page in articles.pages(_PAGE):
        await asyncio.to_thread(building.add, _pairs(page))
    try:
        await asyncio.to_thread(building.save, folder)
    except OSError as error:
        log.warning(_UNSAVED, error)


def _pairs(page: Iterable[Stored]) -> Iterator[Pair]:
    return ((version.article, found) for version, found in page)


def _open_ranker(passages: Passages, folder: Path) -> Ranker:
    try:
        return Ranker.open(folder, passages)
    except DamagedIndex as damage:
        if folder.exists():  # else none was ever saved
            log.info("%s", damage)
    ranker = Ranker.build(passages)
    try:
        ranker.save(folder)
    except OSError as error:
        log.warning(_UNSAVED, error)
    return ranker
