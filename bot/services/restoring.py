"""Restoring a backup, and the drill that shows beforehand that it would work."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BackupFailed
from bot.services.answering import Answering
from bot.services.library import Library
from bot.storage.articles import ArticleStore
from bot.storage.copying import Examined, copy_whole, examine, put_in_place
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.services.loops import Clock

_COPY = "drill.sqlite3"
_LONGEST_QUESTION = 300  # characters


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of trying a backup out.

    Attributes:
        path: The backup.
        found: What it holds.
        applied: The migrations that a copy of it was brought up to date with.
        question: The words of one of its sentences; empty when it holds no article.
        answer: The sentence found for them; empty when none was.
    """

    path: Path
    found: Examined
    applied: tuple[str, ...]
    question: str
    answer: str

    @property
    def is_good(self) -> bool:
        """Whether it could be restored: it is sound, and what it holds is found."""
        return not self.found.faults and (not self.question or self.question in self.answer)


async def drill(backup: Path, scratch: Path, clock: Clock) -> Drill:
    """Try a backup out on a copy: open, bring up to date, count, answer a question.

    Args:
        backup: What to try; it is only read.
        scratch: An existing folder with room for the copy, which is deleted afterwards.
        clock: The time.

    Raises:
        StorageError: it cannot be opened or brought up to date.
    """
    found = await asyncio.to_thread(examine, backup)
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="drill-", dir=scratch))
    try:
        await asyncio.to_thread(copy_whole, backup, folder / _COPY)
        database = await Database.open(folder / _COPY)
        try:
            question, answer = await _ask(database, folder / "index", clock)
        finally:
            await database.close()
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return Drill(backup, found, found.missing, question, answer)


async def _ask(database: Database, index: Path, clock: Clock) -> tuple[str, str]:
    """Ask for a sentence of the newest article; return it, and what was found."""
    articles = ArticleStore(database)
    library = await Library.open(articles, index)
    versions = library.versions()
    if not versions:
        return "", ""
    passages = library.ranker.passages
    spans = map(passages.span, passages.passages_of(len(versions) - 1))
    texts = [span.of(versions[-1].article.text) for span in spans]
    question = max((t for t in texts if len(t) <= _LONGEST_QUESTION), key=len, default="")
    if not question:
        return "", ""
    found = await Answering(library, articles, clock).answer(question)
    return question, next((hit.text for hit in found.hits if question in hit.text), "")


async def restore(backup: Path, database: Path, clock: Clock) -> Path | None:
    """Put a backup in the database's place; return what was there before under its new name.

    Raises:
        BackupFailed: the backup is damaged.
        DatabaseInUse: a program has the database open.
        StorageError: one of the two cannot be read or written.
    """
    found = await asyncio.to_thread(examine, backup)
    if found.faults:
        raise BackupFailed(f"{backup} is damaged: {found.faults[0]}.")
    stamp = clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = database.with_name(f"{database.name}.replaced-{stamp}")
    await asyncio.to_thread(database.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
    there_was = await asyncio.to_thread(put_in_place, backup, database, aside)
    await (await Database.open(database)).close()
    return aside if there_was else None
