"""What messages show, kept for a while so that their buttons outlive a restart."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Any

from bot.errors import StorageError
from bot.services.answers import MOST_SHOWN, Answer, Cited
from bot.services.computing import computed
from bot.services.places import place_of
from bot.storage.shown import Shown, ShownHit
from corpus.proofs import proof_id

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.storage.articles import ArticleStore
    from bot.storage.shown import ShownStore
    from corpus.models import ArticleVersion

log = logging.getLogger(__name__)
_ID_BYTES = 6
_PATIENCE_S = 1.5  # how long an answer waits for a busy database
_MOST_WAITING = 100
_CLOSING_TIMEOUT_S = 3.0


class Remembering:
    """Keeps what a message shows and brings it back as it was, whatever the articles say by now."""

    def __init__(
        self, articles: ArticleStore, library: Library, shown: ShownStore, clock: Clock
    ) -> None:
        self._articles = articles
        self._library = library
        self._shown = shown
        self._clock = clock
        self._writing: set[asyncio.Task[None]] = set()

    async def keep(self, command: str, answer: Answer, person: str | None) -> str:
        """Keep what a message shows; return the id that its buttons carry.

        Where it cannot be stored the answer is shown all the same, and its buttons ask again. So
        it is without a person: then nothing is stored.
        """
        shown = Shown(
            id=secrets.token_hex(_ID_BYTES),
            at=self._clock(),
            command=command,
            query=answer.question,
            person=person,
            verdict={
                "kind": answer.kind,
                "answered": answer.answered,
                "confidence": answer.confidence,
                "missing": answer.missing_terms,
                "suggestions": answer.suggestions,
                "note": answer.note,
                "close": answer.close,
            },
            hits=tuple(
                ShownHit(
                    hit.version.version_id, hit.span, hit.matched, (hit.sentence, hit.sentences)
                )
                for hit in answer.hits
            ),
        )
        if person is not None:
            await self._try_to_add(shown)
        return shown.id

    async def _try_to_add(self, shown: Shown) -> None:
        await self._write(self._shown.add(shown), "an answer's buttons will ask again")

    async def _write(self, writing: Coroutine[Any, Any, None], otherwise: str) -> None:
        """Store something, without ever keeping an answer waiting for long."""
        if len(self._writing) >= _MOST_WAITING:
            writing.close()
            log.warning("%s: %d entries are waiting", otherwise, len(self._writing))
            return
        task = asyncio.create_task(_survived(writing, otherwise), name="remembering")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        await asyncio.wait({task}, timeout=_PATIENCE_S)

    async def close(self) -> None:
        """Wait until everything is written, three seconds at most."""
        if self._writing:
            await asyncio.wait(set(self._writing), timeout=_CLOSING_TIMEOUT_S)

    async def recall(self, id_: str) -> tuple[Shown, Answer] | None:
        """Return what a message shows, or None once that has expired.

        The slices are those shown, even where their article has changed since; what they were
        weighed by is not kept.
        """
        shown = await self._shown.get(id_)
        if shown is None:
            return None
        versions = await self._versions({hit.version_id for hit in shown.hits})
        hits = await computed(lambda: _cited(shown, versions))
        verdict = shown.verdict
        return shown, Answer(
            question=shown.query,
            kind=verdict["kind"],
            answered=verdict["answered"],
            confidence=verdict["confidence"],
            hits=hits,
            missing_terms=tuple(verdict["missing"]),
            suggestions=tuple((word, meant) for word, meant in verdict["suggestions"]),
            note=verdict.get("note", ""),
            close=verdict.get("close", MOST_SHOWN),
        )

    async def _versions(self, version_ids: set[int]) -> dict[int, ArticleVersion]:
        found = {id_: version for id_ in version_ids if (version := self._library.version(id_))}
        older = version_ids - found.keys()
        return found | await self._articles.versions_by_id(older) if older else found

    async def sent(self, id_: str, channel_id: int | None, message_id: int) -> None:
        """Note which message shows a kept answer, where that can be stored."""
        if channel_id is None:
            return
        writing = self._shown.sent(id_, channel_id, message_id)
        await self._write(writing, "a reply to an answer will not find it")

    async def in_message(self, message_id: int) -> tuple[Shown, Answer] | None:
        """Return what a message shows, or None when it is none of ours or has expired."""
        id_ = await self._shown.id_of_message(message_id)
        return await self.recall(id_) if id_ else None

    async def expire(self, *, before: datetime) -> None:
        """Let go of what was shown before a moment (UTC); its buttons ask again."""
        await self._shown.prune(before=before)


async def _survived(writing: Coroutine[Any, Any, None], otherwise: str) -> None:
    try:
        await writing
    except StorageError as error:
        log.warning("%s: %s", otherwise, error)


def _cited(shown: Shown, versions: dict[int, ArticleVersion]) -> tuple[Cited, ...]:
    kept = ((hit, versions.get(hit.version_id)) for hit in shown.hits)
    return tuple(
        _cite(rank, version, hit)
        for rank, (hit, version) in enumerate(kept, 1)
        if version is not None
    )


def _cite(rank: int, version: ArticleVersion, hit: ShownHit) -> Cited:
    text = version.article.text
    sentence, sentences = hit.place or place_of(version.article, hit.span)
    return Cited(
        rank=rank,
        version=version,
        span=hit.span,
        score=0.0,
        matched=hit.matched,
        sentence=sentence,
        sentences=sentences,
        proof=proof_id(version.version_id, hit.span, text),
    )
