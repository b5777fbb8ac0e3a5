"""Messages corrected, once, when a sentence they show has changed in its article."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.services.proving import Proven, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.answers import Answer, Cited
    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.services.proving import Proving
    from bot.services.remembering import Remembering
    from bot.storage.changed import ChangedStore, Outdated
    from bot.storage.shown import Shown
    from corpus.models import ArticleVersion
    from corpus.passages import Passages

log = logging.getLogger(__name__)
_AT_A_TIME = 50
_ON_A_PAGE = 3  # slices of the first page; what stands on further ones was not yet shown


@dataclass(frozen=True, slots=True)
class Amendment:
    """A message and what has changed of what it shows.

    Attributes:
        channel_id: Where the message is.
        message_id: The message.
        shown: What was kept of it.
        answer: The answer it shows.
        changes: Each slice that its article no longer says, best first; never empty.
    """

    channel_id: int
    message_id: int
    shown: Shown
    answer: Answer
    changes: tuple[Proven, ...]


class Corrector(Protocol):
    """Changes messages; whatever fails for good is its to log."""

    async def correct(self, amendment: Amendment) -> None:
        """Add a correction line to a message."""
        ...


class Amending:
    """Looks for messages to correct."""

    def __init__(
        self,
        changed: ChangedStore,
        library: Library,
        remembering: Remembering,
        proving: Proving,
        clock: Clock,
    ) -> None:
        self._changed = changed
        self._library = library
        self._looked_at: Passages | None = None
        self._remembering = remembering
        self._proving = proving
        self._clock = clock
        self.corrector: Corrector | None = None

    async def step(self) -> None:
        """Correct every message whose shown words have changed.

        Nothing is done without a corrector, and while no article has come or changed.
        """
        passages = self._library.ranker.passages
        if self.corrector is None or passages is self._looked_at:
            return
        offset = 0
        while batch := await self._changed.outdated(_AT_A_TIME, offset):
            corrected = [await self._correct(self.corrector, outdated) for outdated in batch]
            offset += corrected.count(False)  # these are listed again
        self._looked_at = passages

    async def changes(self, hits: Iterable[Cited]) -> tuple[Proven, ...]:
        """Return what became of the slices that their articles no longer say, in their order."""
        older = [hit for hit in hits if not self._is_newest(hit.version)]
        looked_at = [await self._proving.look(hit.version, hit.span) for hit in older]
        return tuple(p for p in looked_at if p.standing is not Standing.VERIFIED)

    def _is_newest(self, version: ArticleVersion) -> bool:
        searched = self._library.version_of(version.article_id)
        return searched is not None and searched.version_id == version.version_id

    async def _correct(self, corrector: Corrector, outdated: Outdated) -> bool:
        amendment = await self._amendment(outdated)
        if amendment is None:
            return False
        if not await self._changed.claim(outdated.shown_id, at=self._clock()):
            return False
        await corrector.correct(amendment)
        log.info("message %d corrected", outdated.message_id)
        return True

    async def _amendment(self, outdated: Outdated) -> Amendment | None:
        recalled = await self._remembering.recall(outdated.shown_id)
        if recalled is None:
            return None
        shown, answer = recalled
        changes = await self.changes(answer.hits[:_ON_A_PAGE])
        if not changes:
            return None
        return Amendment(outdated.channel_id, outdated.message_id, shown, answer, changes)
