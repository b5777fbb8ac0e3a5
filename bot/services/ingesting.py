"""Articles in: read, checked, stored, searched from then on; a verdict for each."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.errors import AttribuneError
from bot.services.preparing import Prepared, prepare, prepare_files
from bot.services.reading.models import Draft, Source, Unread
from bot.services.reading.reading import ENGLISH
from bot.storage.article_columns import unpacked_sentences
from bot.storage.articles import Outcome
from corpus.revision import Change, changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.services.preparing import FoundFile
    from bot.storage.articles import ArticleStore
    from bot.storage.quarantine import QuarantineStore
    from corpus.models import ArticleVersion, Sentence

FOLDER = "folder"
INGEST = "ingest"
_TOLD_EVERY_S = 0.5


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
        name: The file or address, as it was named.
        status: What became of it.
        article_id: Its article, or the one it repeats; None when it was quarantined.
        title: The article's title; None when it could not be read.
        reason: Why it was quarantined, or what it repeats; None otherwise.
        changes: The sentences that changed, when it was updated.
        quarantine_id: Under which it can be accepted all the same; None when it cannot.
    """

    name: str
    status: Status
    article_id: int | None = None
    title: str | None = None
    reason: str | None = None
    changes: tuple[Change, ...] = ()
    quarantine_id: int | None = None


class Follower(Protocol):
    """Whoever keeps something in step with the articles, such as the index."""

    async def add(self, stored: Sequence[tuple[ArticleVersion, tuple[Sentence, ...]]]) -> None:
        """Take in these versions, each in the place of its article's older one."""
        ...

    async def forget(self, article_id: int) -> None:
        """Drop an article, if it is there."""
        ...


class _Pace:
    """Does something now and then: half of the time at most, and twice a second at most."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _TOLD_EVERY_S

    async def after(self, step: Callable[[], Awaitable[None]]) -> None:
        """Do the step if it is time for it."""
        began = time.monotonic()
        if began < self._next:
            return
        await step()
        ended = time.monotonic()
        self._next = ended + max(_TOLD_EVERY_S, ended - began)


class NothingWaits(AttribuneError):
    """There is no such text in quarantine."""

    def __init__(self, quarantine_id: int) -> None:
        self.quarantine_id = quarantine_id
        super().__init__(f"Nothing waits in quarantine under {quarantine_id}.")


class Ingesting:
    """Brings articles into the store and tells whoever follows them.

    Args:
        articles: Where they are kept.
        clock: The time.
        library: What is searched; None where nothing is.
        quarantine: Where texts wait that may be no articles; None keeps none of them.
        followers: Who else is kept in step.
        languages: The languages that articles are kept in; any when empty.
    """

    def __init__(
        self,
        articles: ArticleStore,
        clock: Clock,
        library: Library | None = None,
        *,
        quarantine: QuarantineStore | None = None,
        followers: Iterable[Follower] = (),
        languages: frozenset[str] = ENGLISH,
    ) -> None:
        self._articles = articles
        self._clock = clock
        self._quarantine = quarantine
        self._followers: list[Follower] = [*([library] if library is not None else []), *followers]
        self._languages = languages
        self._turn = asyncio.Lock()
        self._untold: list[tuple[ArticleVersion, tuple[Sentence, ...]]] = []
        self._stamp: tuple[int, int, str] | None = None

    async def ingest_files(
        self, files: Sequence[FoundFile | Unread], origin: str = INGEST
    ) -> AsyncIterator[tuple[FoundFile | Unread, list[Ingested]]]:
        """Bring in the articles of files, in order; one that cannot be read costs itself alone.

        They are searched within a second or so: those who follow are told of several at once.
        """
        pace = _Pace()
        try:
            async for file, found in prepare_files(files, self._languages):
                yield file, [await self._kept(prepared, origin) for prepared in found]
                await pace.after(self.tell)
        finally:
            await self.tell()

    async def ingest_source(self, source: Source, origin: str = INGEST) -> AsyncIterator[Ingested]:
        """Bring in the articles that some bytes hold; followers are told as in `ingest_files`."""
        found = await asyncio.to_thread(prepare, source, languages=self._languages)
        pace = _Pace()
        try:
            for prepared in found:
                yield await self._kept(prepared, origin)
                await pace.after(self.tell)
        finally:
            await self.tell()

    async def ingest_text(self, raw: str, name: str, origin: str = INGEST) -> Ingested:
        """Bring in an article from its plain text; what makes it the same one is the text."""
        source = Source(name, raw.encode("utf-8", "surrogatepass"), media_type="text/plain")
        (prepared,) = await asyncio.to_thread(prepare, source, languages=self._languages)
        return await self.keep(prepared, origin)

    async def keep(self, prepared: Prepared | Unread, origin: str = INGEST) -> Ingested:
        """Store what was read, in one transaction, and have it searched."""
        item = await self._kept(prepared, origin)
        await self.tell()
        return item

    async def tell(self) -> None:
        """Have searched what was stored and is not searched yet."""
        async with self._turn:
            await self._tell_all()

    async def _kept(self, prepared: Prepared | Unread, origin: str) -> Ingested:
        if isinstance(prepared, Unread):
            return Ingested(prepared.name, Status.QUARANTINED, reason=str(prepared.error))
        async with self._turn:
            if prepared.draft.doubt and not await self._is_accepted(prepared):
                return await self._set_aside(prepared, origin)
            return await self._keep(prepared, origin)

    async def accept(self, quarantine_id: int) -> Ingested:
        """Take a text in quarantine for an article.

        Raises:
            NothingWaits: there is none under that id.
        """
        doubtful = await self._quarantine.get(quarantine_id) if self._quarantine else None
        if doubtful is None or self._quarantine is None:
            raise NothingWaits(quarantine_id)
        prepared = Prepared.of_draft(Draft(doubtful.name, doubtful.article), doubtful.identity)
        async with self._turn:
            await self._quarantine.accept(quarantine_id, at=self._clock())
            item = await self._keep(prepared, doubtful.origin)
            await self._tell_all()
        return item

    async def forget(self, article_id: int) -> bool:
        """Search an article no longer; tell whether it was searched until now."""
        async with self._turn:
            await self._tell_all()
            forgotten = await self._articles.forget(article_id, at=self._clock())
            for follower in self._followers:
                await follower.forget(article_id)
        return forgotten

    async def catch_up(self, library: Library) -> int:
        """Have searched what another process stored or forgot; return how many articles changed.

        Cheap when there is nothing: fit for a loop.
        """
        async with self._turn:
            await self._tell_all()
            stamp = await self._articles.stamp()
            if stamp == self._stamp:
                return 0
            stored = await self._articles.newest()
            here = {v.article_id: v.version_id for v in library.versions()}
            gone = here.keys() - stored.keys()
            for article_id in gone:
                for follower in self._followers:
                    await follower.forget(article_id)
            come = [one for one, version in stored.items() if here.get(one) != version]
            for article_id in sorted(come):
                for version, found in await self._articles.living(after=article_id - 1, limit=1):
                    self._untold.append((version, found))
            await self._tell_all()
            self._stamp = stamp
        return len(gone) + len(come)

    async def _is_accepted(self, prepared: Prepared) -> bool:
        return self._quarantine is not None and await self._quarantine.is_accepted(
            prepared.identity, prepared.draft.article.text
        )

    async def _set_aside(self, prepared: Prepared, origin: str) -> Ingested:
        draft = prepared.draft
        waits_as = None
        if self._quarantine is not None:
            waits_as = await self._quarantine.add(
                draft.article,
                identity=prepared.identity,
                origin=origin,
                name=draft.name,
                doubt=str(draft.doubt),
                at=self._clock(),
            )
        return Ingested(
            draft.name,
            Status.QUARANTINED,
            title=draft.article.title,
            reason=str(draft.doubt),
            quarantine_id=waits_as,
        )

    async def _keep(self, prepared: Prepared, origin: str) -> Ingested:
        name, title = prepared.draft.name, prepared.draft.article.title
        stored = await self._articles.keep(prepared.coming(origin), at=self._clock())
        if stored.outcome is Outcome.TWIN:
            reason = f"it repeats article {stored.article_id}"
            return Ingested(name, Status.DUPLICATE, stored.article_id, title, reason)
        if stored.outcome is Outcome.SAME:
            return Ingested(name, Status.UNCHANGED, stored.article_id, title)
        assert stored.version is not None
        if self._followers:
            self._untold.append((stored.version, unpacked_sentences(prepared.sentences)))
        if stored.before is None:
            return Ingested(name, Status.NEW, stored.article_id, title)
        changed = await asyncio.to_thread(changes, stored.before, prepared.draft.article.text)
        return Ingested(name, Status.UPDATED, stored.article_id, title, changes=changed)

    async def _tell_all(self) -> None:
        newest = {version.article_id: (version, found) for version, found in self._untold}
        self._untold.clear()
        if newest:
            for follower in self._followers:
                await follower.add(list(newest.values()))
