"""The quotations that can be looked up, in step with the articles that are searched."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.errors import StorageError
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
    from bot.storage.quotations import KeptQuote, KeptSpeaker, QuotationStore
    from corpus.models import ArticleVersion

log = logging.getLogger(__name__)
_BATCH = 200  # articles whose quotations are taken in at once


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
        self._awaited: dict[int, ArticleVersion] = {}
        self._filling: asyncio.Task[None] | None = None

    async def open(self, library: Library) -> None:
        """Follow the library; take in its quotations from now on, without being waited for."""
        self._awaited = {version.version_id: version for version in library.versions()}
        self._filling = asyncio.create_task(self._fill())
        library.follow(self)

    async def aclose(self) -> None:
        """Stop taking in quotations; may be called twice."""
        filling, self._filling = self._filling, None
        if filling is not None:
            filling.cancel()
            await asyncio.gather(filling, return_exceptions=True)

    @property
    def unread(self) -> int:
        """How many articles' quotations cannot be found yet."""
        return len(self._awaited)

    async def ready(self, within_s: float | None = None) -> None:
        """Wait until every article's quotations can be found, or for so long at most."""
        if self._filling is not None and self._awaited:
            done, _ = await asyncio.wait([self._filling], timeout=within_s)
            for task in done:
                task.result()  # a mistake in it is told to whoever waits

    async def _fill(self) -> None:
        """Take in what is stored, then extract what is missing or outdated."""
        try:
            extractors = await self._quotations.extractors()
            missing = [
                v for id_, v in self._awaited.items() if extractors.get(id_) != EXTRACTOR_VERSION
            ]
            outdated = {version.version_id for version in missing}
            await self._load([id_ for id_ in self._awaited if id_ not in outdated])
            if missing:
                await self._read(missing)
        except StorageError as error:
            log.warning("the quotations of %d articles are missing: %s", self.unread, error)

    async def _load(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _BATCH):
            batch = ids[at : at + _BATCH]
            quotes = await self._quotations.of_versions(batch)
            speakers = await self._quotations.speakers_of(batch)
            await self._take_in(batch, quotes, speakers)

    async def _read(self, missing: Sequence[ArticleVersion]) -> None:
        """Extract the quotations of articles and take them in, batch by batch."""
        log.info("looking for quotations in %d articles", len(missing))
        async for found in extract(missing):
            await self._quotations.add(found, extractor=EXTRACTOR_VERSION, at=self._clock())
            await self._load([id_ for id_, _ in found])
        log.info("found the quotations of %d articles", len(missing))
        await self._corrections.keep_records((await self.directory()).people)

    async def _take_in(
        self, ids: Sequence[int], quotes: Sequence[KeptQuote], speakers: Sequence[KeptSpeaker]
    ) -> None:
        """Add to the catalogue what is still searched."""
        async with self._turn:
            versions = {id_: v for id_ in ids if (v := self._awaited.get(id_))}
            living = [quote for quote in quotes if quote.version_id in versions]
            known = [speaker for speaker in speakers if speaker.version_id in versions]
            await asyncio.to_thread(self.catalogue.add, versions.values(), living, known)
            for id_ in versions:
                self._awaited.pop(id_, None)

    async def added(self, versions: Sequence[ArticleVersion]) -> None:
        """Find the quotations of articles that are searched from now on."""
        async with self._turn:
            ids = [version.version_id for version in versions]
            extractors = await self._quotations.extractors(ids)
            fresh = [v for v in versions if extractors.get(v.version_id) != EXTRACTOR_VERSION]
            async for found in extract(fresh):
                await self._quotations.add(found, extractor=EXTRACTOR_VERSION, at=self._clock())
            quotes = await self._quotations.of_versions(ids)
            speakers = await self._quotations.speakers_of(ids)
            for id_ in ids:
                self._awaited.pop(id_, None)
                self.catalogue.discard(id_)
            await asyncio.to_thread(self.catalogue.add, versions, quotes, speakers)

    async def removed(self, version: ArticleVersion) -> None:
        """Let go of an article version that is searched no longer."""
        async with self._turn:
            self._awaited.pop(version.version_id, None)
            await asyncio.to_thread(self.catalogue.discard, version.version_id)

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
