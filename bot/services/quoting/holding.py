"""The quotations that can be looked up, in step with the articles that are searched."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.services.quoting.catalogue import Catalogue
from bot.services.quoting.directory import Replayed, make_directory
from bot.services.quoting.extracting import extract
from corpus.quotes.extract import EXTRACTOR_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.services.quoting.directory import Directory
    from bot.storage.articles import ArticleStore
    from bot.storage.corrections import Correction, CorrectionStore
    from bot.storage.quotations import QuotationStore
    from corpus.models import ArticleVersion

log = logging.getLogger(__name__)


class Holding:
    """Keeps the catalogue and its directory; follows the library."""

    def __init__(
        self,
        articles: ArticleStore,
        quotations: QuotationStore,
        corrections: CorrectionStore,
        clock: Clock,
    ) -> None:
        self._articles = articles
        self._quotations = quotations
        self._corrections = corrections
        self._clock = clock
        self.catalogue = Catalogue()
        self._directory: Directory | None = None
        self._replayed: list[Replayed] | None = None
        self._turn = asyncio.Lock()

    async def open(self, library: Library) -> None:
        """Load what is stored, extract what is missing or outdated; follow the library."""
        versions = {version.version_id: version for version in library.versions()}
        extractors = await self._quotations.extractors()
        missing = [v for id_, v in versions.items() if extractors.get(id_) != EXTRACTOR_VERSION]
        if missing:
            log.info("looking for quotations in %d articles", len(missing))
            await self._extract(missing)
        quotes = [q for q in await self._quotations.living() if q.version_id in versions]
        speakers = [s for s in await self._quotations.speakers() if s.version_id in versions]
        await asyncio.to_thread(self.catalogue.add, versions.values(), quotes, speakers)
        if missing:
            await self._corrections.keep_records((await self.directory()).people)
        library.follow(self)

    async def added(self, versions: Sequence[ArticleVersion]) -> None:
        """Find the quotations of articles that are searched from now on."""
        async with self._turn:
            extractors = await self._quotations.extractors()
            fresh = [v for v in versions if extractors.get(v.version_id) != EXTRACTOR_VERSION]
            await self._extract(fresh)
            for version in versions:
                quotes = await self._quotations.of_version(version.version_id)
                speakers = await self._quotations.speakers(version.version_id)
                self.catalogue.discard(version.version_id)
                await asyncio.to_thread(self.catalogue.add, [version], quotes, speakers)

    async def removed(self, version: ArticleVersion) -> None:
        """Let go of an article version that is searched no longer."""
        async with self._turn:
            await asyncio.to_thread(self.catalogue.discard, version.version_id)

    async def _extract(self, versions: Sequence[ArticleVersion]) -> None:
        async for found in extract(versions):
            await self._quotations.add(found, extractor=EXTRACTOR_VERSION, at=self._clock())

    async def directory(self) -> Directory:
        """Return whose each quotation is, as of now."""
        async with self._turn:
            if self._replayed is None:
                self._replayed = [await self._replay(c) for c in await self._holding()]
                self._directory = None
            if self._directory is None or self._directory.changes != self.catalogue.changes:
                self._directory = await asyncio.to_thread(
                    make_directory, self.catalogue, self._replayed
                )
            return self._directory

    async def corrections_changed(self) -> Directory:
        """Apply the corrections as they are now; return the directory they lead to."""
        self._replayed = None
        directory = await self.directory()
        await self._corrections.keep_records(directory.people)
        return directory

    async def _holding(self) -> list[Correction]:
        return [c for c in await self._corrections.all() if c.undone_at is None]

    async def _replay(self, correction: Correction) -> Replayed:
        if correction.version_id is None or correction.span is None:
            return Replayed(correction)
        version = await self._articles.version(correction.version_id)
        if version is None:
            return Replayed(correction)
        return Replayed(correction, version.article_id, correction.span.of(version.article.text))
